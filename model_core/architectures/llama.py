"""Llama: dense, without biases or with biases in all of attention."""

from __future__ import annotations

from model_core.architectures.family import Family, Raw, one_window, refuse_unless, shared
from model_core.config import ModelConfig


def configure(raw: Raw) -> ModelConfig:
    """After `transformers`' LlamaConfig. Raises KeyError, CheckpointCorrupt."""
    refuse_unless(raw, mlp_bias=False)
    biased = bool(raw.get("attention_bias"))
    return ModelConfig(
        **shared(raw),
        **one_window(raw),
        qkv_bias=biased,
        output_bias=biased,
        mlp_width=raw["intermediate_size"],
    )


FAMILY = Family(configure)
