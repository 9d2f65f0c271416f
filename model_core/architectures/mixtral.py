"""Mixtral (Jiang et al., 2024): experts in every layer, shares by softmax over the chosen ones."""

from __future__ import annotations

from model_core.architectures.family import Family, Raw, one_window, shared
from model_core.config import ModelConfig


def configure(raw: Raw) -> ModelConfig:
    """After `transformers`' MixtralConfig. Raises KeyError, CheckpointCorrupt."""
    return ModelConfig(
        **shared(raw),
        **one_window(raw, raw.get("sliding_window"), theta=1_000_000.0),
        mlp_width=0,
        experts=raw["num_local_experts"],
        experts_per_token=raw["num_experts_per_tok"],
        expert_width=raw["intermediate_size"],
        sigmoid=False,
    )


FAMILY = Family(
    configure,
    renames=(
        (r"\.block_sparse_moe\.", ".mlp."),
        (r"(\.experts\.\d+)\.w1\.", r"\1.gate_proj."),
        (r"(\.experts\.\d+)\.w2\.", r"\1.down_proj."),
        (r"(\.experts\.\d+)\.w3\.", r"\1.up_proj."),
    ),
)
