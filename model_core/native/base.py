"""What compiled decoders have in common: what is not multiplied, and how a pass begins."""

from __future__ import annotations

from collections.abc import Sequence

import numba
import numpy as np
import torch
from torch import Tensor

from model_core.cache import KeyValues
from model_core.errors import PromptTooLong
from model_core.model import Decoder, Layer, MixtureOfExperts
from model_core.rotary import frequencies

THREADS: int = numba.config.NUMBA_NUM_THREADS  # type: ignore[attr-defined]  # numba sets it by name
"""Those that compiled loops can use."""


class CompiledDecoder:
    """Embedding, norms, positions and routers of a model whose layers are all alike."""

    def __init__(self, model: Decoder) -> None:
        config = model.config
        self._embed = model.embed_tokens
        self._epsilon = np.float32(config.norm_epsilon)
        self._frequencies = frequencies(config.everywhere.rope)
        self._layers = [layer for layer in model.layers if isinstance(layer, Layer)]
        norms = [n.weight for x in self._layers for n in (x.input_layernorm, x.post_attention_layernorm)]
        self._norms = floats([*norms, model.norm.weight])
        self._mixtures = [x.mlp for x in self._layers if isinstance(x.mlp, MixtureOfExperts)]
        self._router = (
            floats([m.gate.weight for m in self._mixtures] or [torch.zeros(1, config.hidden)]),
            floats([m.gate.e_score_correction_bias for m in self._mixtures] or [torch.zeros(1)]),
        )
        self._per_token = config.experts_per_token if self._mixtures else 0
        self._scale = np.float32(config.routed_scale)
        self._normalise = config.normalise_weights

    def _forget_model(self) -> None:
        """Let go of the layers that the weights were taken from."""
        self._layers, self._mixtures = [], []

    @staticmethod
    def _prepare(count: int, cache: KeyValues) -> None:
        """Raise PromptTooLong where so many tokens do not fit; else take as many threads as torch has."""
        if cache.length + count > cache.capacity:
            raise PromptTooLong(f"{cache.length + count} tokens do not fit a cache of {cache.capacity}.")
        # numba keeps this number for each calling thread apart, and does not know torch's
        numba.set_num_threads(min(torch.get_num_threads(), THREADS))

    def _begin(
        self, tokens: Sequence[int], positions: Sequence[int]
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Embedded tokens [T, H], and cosines and sines of their positions [T, D/2]."""
        angles = torch.tensor(positions)[:, None] * self._frequencies
        x = self._embed.weight[torch.tensor(tokens)].float().numpy()
        return x, angles.cos().numpy(), angles.sin().numpy()


def floats(tensors: Sequence[Tensor]) -> np.ndarray:
    """All of them in one array of float32."""
    return torch.stack([t.detach().float() for t in tensors]).numpy()
