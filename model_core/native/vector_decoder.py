"""A model's weights in blocks of bytes for passes by register tiles."""

from __future__ import annotations

from collections.abc import Sequence

import numba
import numpy as np
import torch
from torch import Tensor

from model_core.cache import KeyValues
from model_core.config import ModelConfig
from model_core.model import MLP, Decoder, Layer, MixtureOfExperts
from model_core.native import layers, team, tiles
from model_core.native.base import CompiledDecoder
from model_core.native.decoder import NativeDecoder
from model_core.native.packing import packed

Span = tuple[Sequence[int], KeyValues]
"""Tokens, and the cache that they continue."""


class VectorDecoder(CompiledDecoder):
    """Continues a sequence; the results are those of the model with int8 weights and activations."""

    at_once = 96
    """Tokens of one pass: more are read in turn, so that what is between two products stays in the cache."""

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
        most = self.at_once
        parts = [self._pass([(tokens[i : i + most], cache)]) for i in range(0, len(tokens), most)]
        return torch.from_numpy(parts[0] if len(parts) == 1 else np.concatenate(parts))

    def together(self, spans: Sequence[Span]) -> list[Tensor]:
        """What `__call__` gives for each span, in one pass where there are few tokens; no two share a cache.

        Raises PromptTooLong before anything is computed.
        """
        for tokens, cache in spans:
            self._prepare(len(tokens), cache)
        if sum(len(tokens) for tokens, _ in spans) > self.at_once:
            return [self(tokens, cache) for tokens, cache in spans]
        return list(torch.split(torch.from_numpy(self._pass(spans)), [len(tokens) for tokens, _ in spans]))

    def _pass(self, spans: Sequence[Span]) -> np.ndarray:
        begin, pieces, few, sizes = [0], [], [], []
        first, like = 0, spans[0][1].pieces()[-1].array
        for number, (tokens, cache) in enumerate(spans):
            own = cache.pieces()
            counts = [*(piece.count for piece in own[:-1]), own[-1].count + len(tokens)]
            pieces += [(p.array.ctypes.data, p.array.shape[3], n) for p, n in zip(own, counts, strict=True)]
            begin.append(len(pieces))
            is_few = len(tokens) < layers.FEW and like.itemsize == 2
            sizes.append((first, len(tokens), cache.length, not is_few))
            if is_few:
                few += [(first + t, number, cache.length + t + 1) for t in range(len(tokens))]
            first += len(tokens)
        positions = [p for _, count, past, _ in sizes for p in range(past, past + count)]
        out: np.ndarray = layers.run(
            numba.get_num_threads(),
            team.new_state(),
            *self._begin([token for tokens, _ in spans for token in tokens], positions),
            np.array(sizes),
            np.array(begin),
            np.array(pieces),
            np.array(few, np.int64).reshape(-1, 3),
            like,
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
        for tokens, cache in spans:
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
