"""Qwen3-MoE (Yang et al., 2025): norms on queries and keys, shares by softmax over all experts."""

from __future__ import annotations

from model_core.architectures.family import Family, Raw, leading_dense, one_window, shared
from model_core.config import ModelConfig


def configure(raw: Raw) -> ModelConfig:
    """After `transformers`' Qwen3MoeConfig. Raises KeyError, CheckpointCorrupt."""
    biased = bool(raw.get("attention_bias"))
    step, dense = raw.get("decoder_sparse_step", 1), raw.get("mlp_only_layers") or ()
    sparse = [layer not in dense and (layer + 1) % step == 0 for layer in range(raw["num_hidden_layers"])]
    window = raw.get("sliding_window") if raw.get("use_sliding_window") else None
    return ModelConfig(
        **shared(raw),
        **one_window(raw, window),
        qk_norm=True,
        qkv_bias=biased,
        output_bias=biased,
        mlp_width=0,
        experts=raw["num_experts"] if "num_experts" in raw else raw["num_local_experts"],
        experts_per_token=raw["num_experts_per_tok"],
        expert_width=raw["moe_intermediate_size"],
        dense_layers=leading_dense(raw, sparse),
        dense_width=raw["intermediate_size"],
        sigmoid=False,
        normalise_weights=raw.get("norm_topk_prob", False),
    )


FAMILY = Family(configure)
