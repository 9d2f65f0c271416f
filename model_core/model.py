"""One lean decoder: its shape comes from a configuration, its weights by their Hugging Face names.

Shape legend: T tokens of one sequence, H hidden, V vocabulary; `attention`, `router` and `mlp` have theirs.
"""

from __future__ import annotations

from functools import partial

import torch
from torch import Tensor, nn
from torch.nn import functional

from model_core.attention import Attend, Attention, Extend, causal
from model_core.cache import KeyValues
from model_core.config import ModelConfig
from model_core.mlp import MLP, MixtureOfExperts
from model_core.norm import RMSNorm
from model_core.rotary import Rotation

__all__ = ["MLP", "Attend", "Attention", "Decoder", "Extend", "Layer", "MixtureOfExperts", "causal"]

_MANY = 4096
"""Rows of the output matrix from which picking them takes longer than multiplying with all."""


class Layer(nn.Module):
    """Attention and feed-forward, each behind a norm and beside a residual."""

    def __init__(self, config: ModelConfig, index: int) -> None:
        super().__init__()
        self.input_layernorm = RMSNorm(config.hidden, config.norm_epsilon)
        self.self_attn = Attention(config, index)
        self.post_attention_layernorm = RMSNorm(config.hidden, config.norm_epsilon)
        self.mlp: nn.Module
        if config.is_sparse(index):
            self.mlp = MixtureOfExperts(config)
        else:
            self.mlp = MLP(config.hidden, config.dense_width if config.experts else config.mlp_width)

    def forward(self, x: Tensor, rotation: Rotation, attend: Attend, extend: Extend | None) -> Tensor:
        x = x + self.self_attn(self.input_layernorm(x), rotation, attend, extend)
        return x + self.mlp(self.post_attention_layernorm(x))  # type: ignore[no-any-return]


class Decoder(nn.Module):
    """A decoder-only language model over one sequence."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.config = config
        # on the meta device, nn.Embedding's own way to begin imports torch's compiler: 140 MB
        start = torch.randn(config.vocabulary, config.hidden)
        self.embed_tokens = nn.Embedding.from_pretrained(start, freeze=False)  # type: ignore[no-untyped-call]
        self.layers = nn.ModuleList(Layer(config, index) for index in range(config.layers))
        self.norm = RMSNorm(config.hidden, config.norm_epsilon)
        ropes = [config.attention(index).rope for index in range(config.layers)]
        self._ropes = list(dict.fromkeys(ropes))
        self._turned = [self._ropes.index(rope) for rope in ropes]
        self.head: nn.Linear | None = None
        if not config.tied_embeddings:
            self.head = nn.Linear(config.hidden, config.vocabulary, bias=False)

    def forward(
        self,
        tokens: Tensor,
        *,
        cache: KeyValues | None = None,
        positions: Tensor | None = None,
        attend: Attend = causal,
    ) -> Tensor:
        """tokens [T] int64 -> last hidden states [T, H].

        With a cache, the tokens continue what it holds and are added to it. Layers with a sliding window or
        sinks take no `attend` but the default: ValueError. RuntimeError after `forget_layers`.
        """
        if len(self.layers) != self.config.layers:
            raise RuntimeError("The layers of this model were forgotten: compiled passes compute it.")
        count, past = tokens.shape[0], cache.length if cache is not None else 0
        x = self.embed_tokens(tokens)
        if positions is None:
            positions = torch.arange(past, past + count, device=tokens.device)
        rotations = [Rotation(positions, rope, x.dtype) for rope in self._ropes]
        for index, layer in enumerate(self.layers):
            rotation = rotations[self._turned[index]]
            x = layer(x, rotation, attend, None if cache is None else partial(cache.extend, index))
        if cache is not None:
            cache.advance(count)
        return self.norm(x)  # type: ignore[no-any-return]

    def forget_layers(self) -> None:
        """Free what only `forward` needs; embedding and scoring tokens stay."""
        self.layers = nn.ModuleList()

    @property
    def output(self) -> Tensor:
        """The output matrix [V, H]: logits are hidden states times its transpose."""
        return self.embed_tokens.weight if self.head is None else self.head.weight

    def logits(self, hidden: Tensor, ids: Tensor | None = None) -> Tensor:
        """hidden [T, H] -> scores [T, V] in float32, or of only the token ids [N] asked for -> [T, N]."""
        if ids is None:
            return functional.linear(hidden, self.output).float()
        if len(ids) > _MANY:
            return self.logits(hidden)[:, ids]
        return functional.linear(hidden, self.output[ids]).float()
