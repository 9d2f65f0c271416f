"""MiMo-V2-Flash (Xiaomi, 2025): five sliding layers to a global one, sinks, values narrower than keys."""

from __future__ import annotations

from typing import Any

from model_core.architectures.family import (
    Family,
    Raw,
    kv_heads,
    leading_dense,
    refuse_unless,
    rope,
    shared,
    sliding,
    unsupported,
)
from model_core.config import AttentionShape, ModelConfig

_HEAD, _VALUE, _PERIOD = 192, 128, 6
_SHARE, _THETA, _SLIDING_THETA = 0.334, 5_000_000.0, 10_000.0


def configure(raw: Raw) -> ModelConfig:
    """After `transformers`' MiMoV2FlashConfig, or the keys of the published checkpoint (arXiv 2601.02780).

    Raises KeyError, CheckpointCorrupt.
    """
    refuse_unless(raw, scoring_func="sigmoid", n_shared_experts=0, add_swa_attention_sink_bias=True)
    refuse_unless(raw, add_full_attention_sink_bias=False, attention_projection_layout="split")
    fields = shared(raw, head_size=_HEAD)
    for name, same in (("num_attention_heads", "heads"), ("head_dim", "head_size")):
        refuse_unless(raw, **{f"swa_{name}": fields[same]})
    layers, size, heads = raw["num_hidden_layers"], fields["head_size"], kv_heads(raw)
    fields["value_size"] = raw.get("v_head_dim", _VALUE)
    refuse_unless(raw, swa_v_head_dim=fields["value_size"])
    fields["norm_epsilon"] = raw.get("rms_norm_eps") or raw.get("layernorm_epsilon", 1e-5)
    slow = {**raw, "rope_theta": raw.get("swa_rope_theta", _SLIDING_THETA)}
    scale, routed = raw.get("attention_value_scale", 0.707), raw.get("routed_scaling_factor")
    return ModelConfig(
        **fields,
        everywhere=AttentionShape(
            kv_heads=heads, rope=rope(raw, size, theta=_THETA, share=_SHARE, kind="full_attention")
        ),
        sliding=AttentionShape(
            kv_heads=raw.get("swa_num_key_value_heads") or 2 * heads,
            rope=rope(slow, size, share=_SHARE, kind="sliding_attention"),
            window=_window(raw),
            sinks=True,
        ),
        sliding_layers=sliding(raw, _kinds(raw, layers)),
        qkv_bias=bool(raw.get("attention_bias")),
        value_scale=1.0 if scale is None else scale,
        mlp_width=0,
        experts=raw["n_routed_experts"],
        experts_per_token=raw["num_experts_per_tok"],
        expert_width=raw["moe_intermediate_size"],
        dense_layers=leading_dense(raw, _sparse(raw, layers)),
        dense_width=raw["intermediate_size"],
        groups=raw.get("n_group", 1),
        groups_per_token=raw.get("topk_group", 1),
        routed_scale=1.0 if routed is None else routed,
        normalise_weights=raw.get("norm_topk_prob", True),
    )


def _window(raw: Raw) -> int:
    """Tokens that a sliding layer sees; the published `sliding_window_size` leaves the token itself out."""
    before = raw.get("sliding_window_size")
    window: int = raw.get("sliding_window", 129) if before is None else before + 1
    return window


def _kinds(raw: Raw, layers: int) -> list[str]:
    names = ("full_attention", "sliding_attention")
    if raw.get("layer_types"):
        return list(raw["layer_types"])
    if raw.get("hybrid_layer_pattern"):
        return [names[slides] for slides in raw["hybrid_layer_pattern"]]
    return [names[layer > 0 and (layer + 1) % _PERIOD != 0] for layer in range(layers)]


def _sparse(raw: Raw, layers: int) -> list[bool]:
    kinds: Any = raw.get("mlp_layer_types")
    if kinds:
        if others := set(kinds) - {"dense", "sparse"}:
            raise unsupported(raw, f"MLPs of type {', '.join(sorted(others))}")
        return [kind == "sparse" for kind in kinds]
    frequency = raw.get("moe_layer_freq")
    return [bool(sparse) for sparse in frequency] if frequency else [layer > 0 for layer in range(layers)]


FAMILY = Family(
    configure,
    renames=((r"\.self_attn\.attention_sink_bias$", ".self_attn.sinks"),),
    more=r"mtp\..*",
)
