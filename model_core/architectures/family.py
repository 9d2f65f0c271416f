"""What an architecture's module tells, and the parts of a configuration that architectures share."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from model_core.config import AttentionShape, Llama3, ModelConfig, Rope, Yarn
from model_core.errors import CheckpointCorrupt

Raw = Mapping[str, Any]
"""The content of a Hugging Face `config.json`."""


@dataclass(frozen=True, slots=True)
class Family:
    """How checkpoints of one architecture are read."""

    configure: Callable[[Raw], ModelConfig]
    renames: tuple[tuple[str, str], ...] = ()
    """Regular expressions in tensor names, less the leading `model.`, and what the decoder calls it."""
    interleaved: bool = False
    """Whether experts are stacked, transposed, and gate and up columns alternate."""
    more: str = ""
    """A regular expression of tensors that predict further tokens and are not read."""
    more_layers: bool = False
    """Whether layers after the last of the configuration do."""


def refuse_unless(raw: Raw, **supported: object) -> None:
    """Raise CheckpointCorrupt for an option that is there and has another value than the supported one."""
    for name, value in supported.items():
        if raw.get(name) not in (None, value):
            raise unsupported(raw, f"{name}={raw[name]!r}")


def unsupported(raw: Raw, what: str) -> CheckpointCorrupt:
    """The error that names what a checkpoint of this type has and the decoder does not."""
    return CheckpointCorrupt(f"This {raw['model_type']} checkpoint has {what}, which is not supported.")


def shared(raw: Raw, *, head_size: int | None = None) -> dict[str, Any]:
    """Fields of `ModelConfig` that every architecture has. Raises KeyError, CheckpointCorrupt."""
    refuse_unless(raw, hidden_act="silu")
    size = raw.get("head_dim") or head_size or raw["hidden_size"] // raw["num_attention_heads"]
    return {
        "architecture": raw["model_type"],
        "hidden": raw["hidden_size"],
        "layers": raw["num_hidden_layers"],
        "heads": raw["num_attention_heads"],
        "head_size": size,
        "value_size": size,
        "vocabulary": raw["vocab_size"],
        "norm_epsilon": raw.get("rms_norm_eps", 1e-5),
        "tied_embeddings": raw.get("tie_word_embeddings", False),
        "context": raw.get("max_position_embeddings", 8192),
    }


def kv_heads(raw: Raw) -> int:
    """Key/value heads, as many as query heads where none are named."""
    return int(raw.get("num_key_value_heads") or raw["num_attention_heads"])


def one_window(
    raw: Raw, window: int | None = None, *, theta: float = 10_000.0, share: float = 1.0
) -> dict[str, Any]:
    """Fields of attention that is the same in all layers: to the last `window` tokens, or to all."""
    size = raw.get("head_dim") or raw["hidden_size"] // raw["num_attention_heads"]
    turned = rope(raw, size, theta=theta, share=share)
    return {"everywhere": AttentionShape(kv_heads=kv_heads(raw), rope=turned, window=window or 0)}


def sliding(raw: Raw, kinds: Sequence[str]) -> frozenset[int]:
    """The layers of kind "sliding_attention". Raises CheckpointCorrupt for kinds but that and full."""
    if len(kinds) != raw["num_hidden_layers"]:
        raise unsupported(raw, f"{len(kinds)} layer types for {raw['num_hidden_layers']} layers")
    if others := set(kinds) - {"full_attention", "sliding_attention"}:
        raise unsupported(raw, f"layers of type {', '.join(sorted(others))}")
    return frozenset(layer for layer, kind in enumerate(kinds) if kind == "sliding_attention")


def leading_dense(raw: Raw, sparse: Sequence[bool]) -> int:
    """How many layers come before those with experts. Raises CheckpointCorrupt for dense ones after."""
    if len(sparse) != raw["num_hidden_layers"]:
        raise unsupported(raw, f"{len(sparse)} MLP types for {raw['num_hidden_layers']} layers")
    dense = list(sparse).index(True) if any(sparse) else len(sparse)
    if not all(sparse[dense:]):
        raise unsupported(raw, "dense layers after sparse ones")
    return dense


def rope(raw: Raw, head_size: int, *, theta: float = 10_000.0, share: float = 1.0, kind: str = "") -> Rope:
    """Rotary positions in either spelling of `transformers`, where it differs those of layers of a kind.

    `theta` and `share`, that of a head's channels which turn, are the defaults.
    """
    found: Raw = raw.get("rope_scaling") or raw.get("rope_parameters") or {}
    found = found.get(kind, found)
    if any(isinstance(value, Mapping) for value in found.values()):
        raise unsupported(raw, "rotary positions for each type of layer")
    theta = float(found.get("rope_theta") or raw.get("rope_theta") or theta)
    size = int(head_size * found.get("partial_rotary_factor", raw.get("partial_rotary_factor", share)))
    if size % 2:
        raise unsupported(raw, f"{size} rotary channels, an odd number")
    name = found.get("rope_type", found.get("type", "default"))
    if name == "default":
        return Rope(size=size, theta=theta)
    if name not in _SCALINGS:
        raise unsupported(raw, f"rotary positions of type {name!r}")
    original = (
        raw.get("original_max_position_embeddings")
        or found.get("original_max_position_embeddings")
        or raw["max_position_embeddings"]
    )
    return Rope(size=size, theta=theta, scaling=_SCALINGS[name](raw, found, original))


def _yarn(raw: Raw, found: Raw, original: int) -> Yarn:
    factor = found.get("factor") or raw["max_position_embeddings"] / original
    attention = found.get("attention_factor")
    if attention is None:
        over, under = found.get("mscale"), found.get("mscale_all_dim")
        attention = (
            _softened(factor, over) / _softened(factor, under) if over and under else _softened(factor)
        )
    return Yarn(
        factor=factor,
        original=original,
        fast=found.get("beta_fast") or 32.0,
        slow=found.get("beta_slow") or 1.0,
        whole=found.get("truncate", True),
        attention=attention,
    )


def _softened(factor: float, scale: float = 1.0) -> float:
    """How much sharper attention is made for a context that is `factor` times as long (Peng et al., 2023)."""
    return 0.1 * scale * math.log(factor) + 1.0 if factor > 1 else 1.0


def _llama3(_raw: Raw, found: Raw, original: int) -> Llama3:
    return Llama3(
        factor=found["factor"],
        low=found["low_freq_factor"],
        high=found["high_freq_factor"],
        original=original,
    )


_SCALINGS: Mapping[str, Callable[[Raw, Raw, int], Yarn | Llama3]] = {"yarn": _yarn, "llama3": _llama3}
