"""Shapes of known models by name, to be counted, planned for and built without their weights."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import torch

from model_core import architectures
from model_core.config import ModelConfig
from model_core.model import Decoder

_ROW = "{:14}" + "{:>15}" * 5
_FULL, _SLIDING = "full_attention", "sliding_attention"


def _bundled() -> dict[str, Any]:
    """The checkpoint that comes with the code: its base and the experts that were trained."""
    from model_core import base, upcycle
    from model_core.train.untrained import EXPERT_WIDTH, EXPERTS, EXPERTS_PER_TOKEN

    return upcycle.upcycle_config(
        base.CONFIG, experts=EXPERTS, per_token=EXPERTS_PER_TOKEN, width=EXPERT_WIDTH
    )


def _mimo_v2_flash() -> dict[str, Any]:
    """MiMo-V2-Flash: 309 billion parameters, 15 billion of them active (arXiv 2601.02780).

    Every number is that of the published config.json (XiaomiMiMo/MiMo-V2-Flash) and of `transformers`'
    MiMoV2FlashConfig; 9 of 48 layers are global. The layers that predict further tokens are not counted.
    """
    return {
        "model_type": "mimo_v2_flash",
        "hidden_size": 4096,
        "intermediate_size": 16384,
        "num_hidden_layers": 48,
        "num_attention_heads": 64,
        "num_key_value_heads": 4,
        "swa_num_key_value_heads": 8,
        "head_dim": 192,
        "v_head_dim": 128,
        "attention_value_scale": 0.707,
        "sliding_window_size": 128,
        "layer_types": [_FULL if i == 0 or i % 6 == 5 else _SLIDING for i in range(48)],
        "partial_rotary_factor": 0.334,
        "rope_theta": 5_000_000,
        "swa_rope_theta": 10_000,
        "moe_intermediate_size": 2048,
        "n_routed_experts": 256,
        "num_experts_per_tok": 8,
        "vocab_size": 152_576,
        "max_position_embeddings": 262_144,
        "tie_word_embeddings": False,
    }


def _trillion() -> dict[str, Any]:
    """1.02 trillion parameters, 42 billion of them active: the shape of MiMo-V2.5-Pro.

    From the published config.json (XiaomiMiMo/MiMo-V2.5-Pro) and model card: hidden size, layers and which
    are global, heads, experts, widths, value scale, window, context. Assumed, as in MiMo-V2-Flash: the
    vocabulary, the speed of rotations and the share of a head that turns; and that sliding layers have as
    many key/value heads as global ones. The published checkpoint has a type and fused projections of its
    own, which `checkpoint.load` does not read.
    """
    everywhere = {0, 7, 15, 23, 31, 39, 47, 55, 62, 69}
    return {
        **_mimo_v2_flash(),
        "hidden_size": 6144,
        "num_hidden_layers": 70,
        "num_attention_heads": 128,
        "num_key_value_heads": 8,
        "swa_num_key_value_heads": 8,
        "attention_value_scale": 0.612,
        "layer_types": [_FULL if layer in everywhere else _SLIDING for layer in range(70)],
        "n_routed_experts": 384,
        "max_position_embeddings": 1_048_576,
    }


_PRESETS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "home": _bundled,
    "mimo-v2-flash": _mimo_v2_flash,
    "trillion": _trillion,
}


def names() -> tuple[str, ...]:
    """Presets that can be asked for."""
    return tuple(_PRESETS)


def preset(name: str) -> ModelConfig:
    """The shape of that name. Raises KeyError."""
    return architectures.configure(_PRESETS[name]())


def skeleton(config: ModelConfig) -> Decoder:
    """A decoder of that shape on the device "meta": every tensor's name and shape, and no memory."""
    with torch.device("meta"):
        return Decoder(config)


def main() -> None:
    """Print what each preset weighs, in bfloat16."""
    print(_ROW.format("", "parameters", "active", "held", "read a token", "cache a token"))
    for name in names():
        config = preset(name)
        print(
            _ROW.format(
                name,
                f"{config.parameters / 1e9:.2f} G",
                f"{config.active_parameters / 1e9:.2f} G",
                f"{config.bytes_held() / 1e9:.2f} GB",
                f"{config.bytes_read() / 1e9:.2f} GB",
                f"{config.cache_bytes() / 1e3:.1f} kB",
            )
        )


if __name__ == "__main__":
    main()
