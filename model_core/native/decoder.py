"""A model's weights in int8 for the compiled decoding pass."""

from __future__ import annotations

from collections.abc import Sequence

import numba
import numpy as np
import torch
from torch import Tensor

from model_core.cache import KeyValues
from model_core.config import ModelConfig
from model_core.errors import PromptTooLong
from model_core.model import MLP, Decoder, Layer, MixtureOfExperts
from model_core.native import kernels

THREADS: int = numba.config.NUMBA_NUM_THREADS  # type: ignore[attr-defined]  # numba sets it by name
Quantised = tuple[np.ndarray, np.ndarray]
"""int8 values [..., R, C] and float32 scales [..., R]."""


class NativeDecoder:
    """Continues a sequence by a few tokens; the results are those of the model with int8 weights."""

    def __init__(self, model: Decoder) -> None:
        """Raises ValueError for a model whose shape does not fit."""
        config = model.config
        if not self.fits(config):
            raise ValueError(
                "Models with both dense and sparse layers, or another attention, router or expert than the "
                "bundled one has, are not supported."
            )
        self._embed = model.embed_tokens
        self._epsilon = np.float32(config.norm_epsilon)
        half = torch.arange(0, config.head_size, 2, dtype=torch.float32) / config.head_size
        self._frequencies = config.everywhere.rope.theta**-half
        layers = [layer for layer in model.layers if isinstance(layer, Layer)]
        norms = [n.weight for x in layers for n in (x.input_layernorm, x.post_attention_layernorm)]
        self._norms = _floats([*norms, model.norm.weight])
        attention = [layer.self_attn for layer in layers]
        joint = [torch.cat((a.q_proj.weight, a.k_proj.weight, a.v_proj.weight)) for a in attention]
        self._attention = *_quantised(joint), *_quantised([a.o_proj.weight for a in attention])
        mixtures = [layer.mlp for layer in layers if isinstance(layer.mlp, MixtureOfExperts)]
        shared = [m.shared_experts if isinstance(m, MixtureOfExperts) else m for m in (x.mlp for x in layers)]
        dense = [mlp for mlp in shared if isinstance(mlp, MLP)]
        both = [torch.cat((m.gate_proj.weight, m.up_proj.weight)) for m in dense]
        self._shared = *_quantised(both), *_quantised([m.down_proj.weight for m in dense])
        self._per_token = config.experts_per_token if mixtures else 0
        self._routed = (
            *_quantised([m.experts.gate_up for m in mixtures] or [torch.zeros(1, 2, config.hidden)]),
            *_quantised([m.experts.down for m in mixtures] or [torch.zeros(1, config.hidden, 1)]),
        )
        self._router = (
            _floats([m.gate.weight for m in mixtures] or [torch.zeros(1, config.hidden)]),
            _floats([m.gate.e_score_correction_bias for m in mixtures] or [torch.zeros(1)]),
        )
        self._scale = np.float32(config.routed_scale)
        self._normalise = config.normalise_weights

    def __call__(self, tokens: Sequence[int], cache: KeyValues) -> Tensor:
        """Last hidden states [T, H] in float32 of tokens that continue the cache; it takes them in.

        Raises PromptTooLong.
        """
        count, past = len(tokens), cache.length
        if past + count > cache.capacity:
            raise PromptTooLong(f"{past + count} tokens do not fit a cache of {cache.capacity}.")
        # numba keeps this number for each calling thread apart, and does not know torch's
        numba.set_num_threads(min(torch.get_num_threads(), THREADS))
        x = self._embed.weight[torch.tensor(tokens)].float().numpy()
        angles = torch.arange(past, past + count)[:, None] * self._frequencies
        out = kernels.run(
            x,
            angles.cos().numpy(),
            angles.sin().numpy(),
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
        cache.advance(count)
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


def _floats(tensors: Sequence[Tensor]) -> np.ndarray:
    return torch.stack([t.detach().float() for t in tensors]).numpy()
