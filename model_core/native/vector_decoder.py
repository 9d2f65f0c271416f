"""A model's weights in lanes of bytes for passes by register tiles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from model_core.cache import KeyValues
from model_core.config import ModelConfig
from model_core.model import MLP, Decoder, Layer, MixtureOfExperts
from model_core.native import tiles, vector
from model_core.native.base import CompiledDecoder
from model_core.native.decoder import NativeDecoder
from model_core.native.packing import packed

_AT_ONCE = 96
"""Tokens of one pass: more are read in turn, so that what is between two products stays in the cache."""


class VectorDecoder(CompiledDecoder):
    """Continues a sequence; the results are those of the model with int8 weights and activations."""

    def __init__(self, model: Decoder) -> None:
        """Raises ValueError for a model whose shape does not fit."""
        config = model.config
        if not self.fits(config):
            raise ValueError("The model's shape, or this processor, does not fit the register tiles.")
        super().__init__(model)
        own = [layer.self_attn for layer in self._layers]
        self._qkv = packed(torch.cat((a.q_proj.weight, a.k_proj.weight, a.v_proj.weight)) for a in own)
        self._output = packed(a.o_proj.weight for a in own)
        self._inward = packed(_inward(layer) for layer in self._layers)
        self._outward = packed(_outward(layer) for layer in self._layers)
        self._shape = (config.mlp_width, config.expert_width if self._mixtures else 0, self._per_token)
        self._forget_model()

    def __call__(self, tokens: Sequence[int], cache: KeyValues) -> Tensor:
        """Last hidden states [T, H] in float32 of tokens that continue the cache; it takes them in.

        Raises PromptTooLong.
        """
        self._prepare(len(tokens), cache)
        parts = [self._pass(tokens[i : i + _AT_ONCE], cache) for i in range(0, len(tokens), _AT_ONCE)]
        return torch.from_numpy(parts[0] if len(parts) == 1 else np.concatenate(parts))

    def _pass(self, tokens: Sequence[int], cache: KeyValues) -> np.ndarray:
        past = cache.length
        out: np.ndarray = vector.run(
            *self._begin(tokens, past),
            cache.array(),
            past,
            self._norms,
            self._epsilon,
            self._qkv,
            self._output,
            self._inward,
            self._outward,
            self._router,
            self._shape,
            self._scale,
            self._normalise,
        )
        cache.advance(len(tokens))
        return out

    @staticmethod
    def fits(config: ModelConfig) -> bool:
        """Whether this processor has the instructions and the model's widths fill whole vectors."""
        widths = [config.hidden, config.mlp_width, config.heads * config.head_size]
        widths += [config.expert_width] if config.experts else []
        fill = all(width % tiles.BLOCK == 0 for width in widths) and config.head_size == tiles.BLOCK
        return tiles.supported() and fill and NativeDecoder.fits(config)

    @property
    def bytes(self) -> int:
        """Memory that the weights take."""
        return sum(a.nbytes for m in (self._qkv, self._output, self._inward, self._outward) for a in m)


def _inward(layer: Layer) -> Tensor:
    """[2 F + 2 E M, H]: gates of the shared expert, its other half, then both of every expert in turn."""
    shared = _shared(layer)
    parts = [shared.gate_proj.weight, shared.up_proj.weight]
    if isinstance(layer.mlp, MixtureOfExperts):
        parts.append(layer.mlp.experts.gate_up.flatten(0, 1))
    return torch.cat(parts)


def _outward(layer: Layer) -> Tensor:
    """[H, F + E M]: the columns of the shared expert, then those of every expert in turn."""
    parts = [_shared(layer).down_proj.weight]
    if isinstance(layer.mlp, MixtureOfExperts):
        parts.append(layer.mlp.experts.down.transpose(0, 1).flatten(1))
    return torch.cat(parts, dim=1)


def _shared(layer: Layer) -> MLP:
    shared = layer.mlp.shared_experts if isinstance(layer.mlp, MixtureOfExperts) else layer.mlp
    if not isinstance(shared, MLP):
        raise ValueError("A layer without a shared expert is not supported.")
    return shared
