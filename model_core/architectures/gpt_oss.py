"""gpt-oss (OpenAI, 2025): sinks, every other layer sliding, biases everywhere, clamped SwiGLU, YaRN."""

from __future__ import annotations

from typing import Any

from model_core.architectures.family import Family, Raw, kv_heads, rope, shared, sliding
from model_core.config import AttentionShape, Clamp, ModelConfig

_HEAD = 64
_STRETCHED: dict[str, Any] = {
    "rope_type": "yarn",
    "factor": 32.0,
    "beta_fast": 32.0,
    "beta_slow": 1.0,
    "truncate": False,
    "original_max_position_embeddings": 4096,
}


def configure(raw: Raw) -> ModelConfig:
    """After `transformers`' GptOssConfig. Raises KeyError, CheckpointCorrupt."""
    if not raw.get("rope_scaling") and not raw.get("rope_parameters"):
        raw = {**raw, "rope_parameters": _STRETCHED}
    fields = shared(raw, head_size=_HEAD)
    turned = rope(raw, fields["head_size"], theta=150_000.0)
    alternating = [("sliding_attention", "full_attention")[i % 2] for i in range(raw["num_hidden_layers"])]
    heads, biased = kv_heads(raw), bool(raw.get("attention_bias", True))
    return ModelConfig(
        **fields,
        everywhere=AttentionShape(kv_heads=heads, rope=turned, sinks=True),
        sliding=AttentionShape(
            kv_heads=heads, rope=turned, sinks=True, window=raw.get("sliding_window", 128) or 0
        ),
        sliding_layers=sliding(raw, raw.get("layer_types") or alternating),
        qkv_bias=biased,
        output_bias=biased,
        mlp_width=0,
        experts=raw["num_local_experts"],
        experts_per_token=raw["num_experts_per_tok"],
        expert_width=raw["intermediate_size"],
        clamp=Clamp(alpha=raw.get("swiglu_alpha", 1.702), limit=raw.get("swiglu_limit", 7.0)),
        sigmoid=False,
        router_bias=True,
    )


FAMILY = Family(configure, renames=((r"\.mlp\.router\.", ".mlp.gate."),), interleaved=True)
