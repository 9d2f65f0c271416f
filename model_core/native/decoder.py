"""A model's weights in int8 for the compiled decoding pass."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from model_core.cache import KeyValues
from model_core.config import ModelConfig
from model_core.model import MLP, Decoder, MixtureOfExperts
from model_core.native import kernels
from model_core.native.base import CompiledDecoder

Quantised = tuple[np.ndarray, np.ndarray]
"""int8 values [..., R, C] and float32 scales [..., R]."""


class NativeDecoder(CompiledDecoder):
    """Continues a sequence by a few tokens; the results are those of the model with int8 weights."""

    def __init__(self, model: Decoder) -> None:
        """Raises ValueError for a model whose shape does not fit."""
        config = model.config
        if not self.fits(config):
            raise ValueError(
                "Models with both dense and sparse layers, or another attention, router or expert than the "
                "bundled one has, are not supported."
            )
        super().__init__(model)
        attention = [layer.self_attn for layer in self._layers]
        joint = [torch.cat((a.q_proj.weight, a.k_proj.weight, a.v_proj.weight)) for a in attention]
        self._attention = *_quantised(joint), *_quantised([a.o_proj.weight for a in attention])
        mixtures = self._mixtures
        shared = [
            m.shared_experts if isinstance(m, MixtureOfExperts) else m for m in (x.mlp for x in self._layers)
        ]
        dense = [mlp for mlp in shared if isinstance(mlp, MLP)]
        both = [torch.cat((m.gate_proj.weight, m.up_proj.weight)) for m in dense]
        self._shared = *_quantised(both), *_quantised([m.down_proj.weight for m in dense])
        self._routed = (
            *_quantised([m.experts.gate_up for m in mixtures] or [torch.zeros(1, 2, config.hidden)]),
            *_quantised([m.experts.down for m in mixtures] or [torch.zeros(1, config.hidden, 1)]),
        )
        self._forget_model()

    def __call__(self, tokens: Sequence[int], cache: KeyValues) -> Tensor:
        """Last hidden states [T, H] in float32 of tokens that continue the cache; it takes them in.

        Raises PromptTooLong.
        """
        self._prepare(len(tokens), cache)
        past = cache.length
        x, cos, sin = self._begin(tokens, range(past, past + len(tokens)))
        out = kernels.run(
            x,
            cos,
            sin,
            cache.array(),
            past,
            self._norms,
            self._epsilon,
            self._attention,
            self._shared,
            self._routed,
            self._router,
            self._per_token,
            self._scale,
            self._normalise,
        )
        cache.advance(len(tokens))
        return torch.from_numpy(out)

    @staticmethod
    def fits(config: ModelConfig) -> bool:
        """Whether a model of this shape can be decoded: all layers alike, and what `kernels` computes."""
        rope = config.everywhere.rope
        attention = (
            not config.sliding_layers
            and not (config.everywhere.window or config.everywhere.sinks)
            and rope.scaling is None
            and rope.size == config.head_size == config.value_size
            and config.value_scale == 1
            and not (config.qk_norm or config.qkv_bias or config.output_bias)
        )
        if not config.experts:
            return attention
        router = config.sigmoid and not config.router_bias and config.groups == 1
        experts = config.clamp is None and config.mlp_width > 0 and not config.dense_layers
        return attention and router and experts

    @property
    def bytes(self) -> int:
        """Memory that the int8 weights take."""
        return sum(a.nbytes for a in (*self._attention, *self._shared, *self._routed))


def _quantised(matrices: Sequence[Tensor]) -> Quantised:
    """All layers' matrices [L, ..., R, C] with one scale a row."""
    values, scales = [], []
    for matrix in matrices:
        plain = matrix.detach().float()
        scale = (plain.abs().amax(dim=-1) / 127).clamp_min(1e-12)
        values.append((plain / scale[..., None]).round().to(torch.int8))
        scales.append(scale)
    return torch.stack(values).numpy(), torch.stack(scales).numpy()
