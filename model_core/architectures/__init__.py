"""Architectures that the decoder runs: one module each, from its Hugging Face configuration and names."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from model_core.architectures.family import Family
from model_core.config import ModelConfig
from model_core.errors import CheckpointCorrupt

_MODULES = {
    "llama": "model_core.architectures.llama",
    "mixtral": "model_core.architectures.mixtral",
    "qwen3_moe": "model_core.architectures.qwen3_moe",
    "glm4_moe": "model_core.architectures.glm4_moe",
    "gpt_oss": "model_core.architectures.gpt_oss",
    "mimo_v2_flash": "model_core.architectures.mimo_v2_flash",
}


def names() -> tuple[str, ...]:
    """The `model_type` of every architecture that can be read."""
    return tuple(_MODULES)


def family(model_type: str) -> Family:
    """The architecture of that name. Raises CheckpointCorrupt."""
    if model_type not in _MODULES:
        raise CheckpointCorrupt(f"Models of type {model_type!r} are not supported; {', '.join(names())} are.")
    found: Family = import_module(_MODULES[model_type]).FAMILY
    return found


def configure(raw: Mapping[str, Any]) -> ModelConfig:
    """The shape that a Hugging Face configuration describes.

    Raises KeyError for what is missing, CheckpointCorrupt for what is not supported.
    """
    found = family(raw["model_type"])
    if raw.get("quantization_config"):
        method = raw["quantization_config"].get("quant_method", "unnamed")
        raise CheckpointCorrupt(f"Weights quantised by {method!r} are not supported; bfloat16 weights are.")
    return found.configure(raw)
