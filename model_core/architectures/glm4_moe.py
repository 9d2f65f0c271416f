"""GLM-4.5 (Zeng et al., 2025) and the bundled checkpoint: sigmoid router, shared expert, dense at first."""

from __future__ import annotations

from model_core.architectures.family import Family, Raw, one_window, shared
from model_core.config import ModelConfig


def configure(raw: Raw) -> ModelConfig:
    """After `transformers`' Glm4MoeConfig. Raises KeyError, CheckpointCorrupt."""
    return ModelConfig(
        **shared(raw),
        **one_window(raw, share=0.5),
        qk_norm=bool(raw.get("use_qk_norm")),
        qkv_bias=bool(raw.get("attention_bias")),
        mlp_width=raw["moe_intermediate_size"] * raw.get("n_shared_experts", 1),
        experts=raw["n_routed_experts"],
        experts_per_token=raw["num_experts_per_tok"],
        expert_width=raw["moe_intermediate_size"],
        dense_layers=raw.get("first_k_dense_replace", 1),
        dense_width=raw["intermediate_size"],
        groups=raw.get("n_group", 1),
        groups_per_token=raw.get("topk_group", 1),
        routed_scale=raw.get("routed_scaling_factor", 1.0),
        normalise_weights=raw.get("norm_topk_prob", True),
    )


FAMILY = Family(configure, more_layers=True)
