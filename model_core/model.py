"""One lean decoder: its shape comes from a configuration, its weights by their Hugging Face names.

Shape legend: T tokens of one sequence, S tokens in the cache, H hidden, Q query heads, G key/value heads,
D head size, E routed experts, K experts a token, M width of a routed expert, V vocabulary.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor, nn
from torch.nn import functional

from model_core import experts
from model_core.cache import KeyValues
from model_core.config import ModelConfig

_MANY = 4096
"""Rows of the output matrix from which picking them takes longer than multiplying with all."""
Attend = Callable[[Tensor, Tensor, Tensor], Tensor]
"""(query [Q, T, D], key [G, S, D], value [G, S, D]) -> [Q, T, D]."""
Extend = Callable[[Tensor, Tensor], tuple[Tensor, Tensor]]
"""(key [G, T, D], value [G, T, D]) -> the same after those of the tokens before, [G, S, D]."""


def causal(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    """Each of the last T tokens sees itself and everything before it."""
    tokens, total = query.shape[1], key.shape[1]
    mask = None
    if tokens > 1:
        mask = torch.ones(tokens, total, dtype=torch.bool).tril(total - tokens)
    out = functional.scaled_dot_product_attention(
        query[None], key[None], value[None], attn_mask=mask, enable_gqa=True
    )
    return out[0]


class RMSNorm(nn.Module):
    """Root-mean-square normalisation (Zhang and Sennrich, 2019)."""

    def __init__(self, size: int, epsilon: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))
        self.epsilon = epsilon

    def forward(self, x: Tensor) -> Tensor:
        return functional.rms_norm(x, self.weight.shape, self.weight, self.epsilon)


class Attention(nn.Module):
    """Grouped-query attention with rotary positions."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        size = config.head_size
        self.head_size = size
        self.q_proj = nn.Linear(config.hidden, config.heads * size, bias=False)
        self.k_proj = nn.Linear(config.hidden, config.kv_heads * size, bias=False)
        self.v_proj = nn.Linear(config.hidden, config.kv_heads * size, bias=False)
        self.o_proj = nn.Linear(config.heads * size, config.hidden, bias=False)

    def forward(self, x: Tensor, rotation: Rotation, attend: Attend, extend: Extend | None) -> Tensor:
        tokens = x.shape[0]
        query = rotation.apply(self.q_proj(x).view(tokens, -1, self.head_size).transpose(0, 1))  # [Q, T, D]
        key = rotation.apply(self.k_proj(x).view(tokens, -1, self.head_size).transpose(0, 1))  # [G, T, D]
        value = self.v_proj(x).view(tokens, -1, self.head_size).transpose(0, 1)  # [G, T, D]
        if extend is not None:
            key, value = extend(key, value)
        out = attend(query, key, value)
        return self.o_proj(out.transpose(0, 1).reshape(tokens, -1))  # type: ignore[no-any-return]


class Rotation:
    """Rotary position embedding (Su et al., 2021), halves rotated against each other."""

    def __init__(self, positions: Tensor, config: ModelConfig, dtype: torch.dtype) -> None:
        exponents = torch.arange(0, config.head_size, 2, dtype=torch.float32) / config.head_size
        angles = positions[:, None].float() * config.rope_theta**-exponents  # [T, D/2]
        self._cos = torch.cat((angles.cos(), angles.cos()), dim=-1).to(dtype)
        self._sin = torch.cat((angles.sin(), angles.sin()), dim=-1).to(dtype)

    def apply(self, x: Tensor) -> Tensor:
        """x [heads, T, D] turned by its positions."""
        low, high = x.chunk(2, dim=-1)
        return x * self._cos + torch.cat((-high, low), dim=-1) * self._sin


class MLP(nn.Module):
    """SwiGLU feed-forward (Shazeer, 2020)."""

    def __init__(self, hidden: int, width: int) -> None:
        super().__init__()
        self.gate_proj = nn.Linear(hidden, width, bias=False)
        self.up_proj = nn.Linear(hidden, width, bias=False)
        self.down_proj = nn.Linear(width, hidden, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.down_proj(functional.silu(self.gate_proj(x)) * self.up_proj(x))  # type: ignore[no-any-return]


class Router(nn.Module):
    """Sigmoid scores; a correction bias takes part in the choice but not in the weights (DeepSeek-V3)."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(config.experts, config.hidden))
        self.register_buffer("e_score_correction_bias", torch.zeros(config.experts))
        self.e_score_correction_bias: Tensor
        self._per_token = config.experts_per_token
        self._scale = config.routed_scale
        self._normalise = config.normalise_weights

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """x [T, H] -> ids [T, K], weights [T, K] in float32."""
        scores = functional.linear(x.float(), self.weight.float()).sigmoid()  # [T, E]
        ids = (scores + self.e_score_correction_bias.float()).topk(self._per_token, dim=-1).indices
        weights = scores.gather(1, ids)
        if self._normalise:
            weights = weights / (weights.sum(dim=-1, keepdim=True) + 1e-20)
        return ids, weights * self._scale


class RoutedExperts(nn.Module):
    """The stacked weights of all routed experts of a layer."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.gate_up = nn.Parameter(torch.zeros(config.experts, 2 * config.expert_width, config.hidden))
        self.down = nn.Parameter(torch.zeros(config.experts, config.hidden, config.expert_width))


class MixtureOfExperts(nn.Module):
    """Shared expert plus the routed experts that the router chose."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.gate = Router(config)
        self.experts = RoutedExperts(config)
        self.shared_experts = MLP(config.hidden, config.mlp_width)
        self.prefill: experts.Kernel = experts.kernel("dense")
        self.decode: experts.Kernel = experts.kernel("dense")

    def forward(self, x: Tensor) -> Tensor:
        ids, weights = self.gate(x)
        kernel = self.decode if x.shape[0] == 1 else self.prefill
        routed = kernel(x, ids, weights, self.experts.gate_up.to(x.dtype), self.experts.down.to(x.dtype))
        return self.shared_experts(x) + routed  # type: ignore[no-any-return]


class Layer(nn.Module):
    """Attention and feed-forward, each behind a norm and beside a residual."""

    def __init__(self, config: ModelConfig, index: int) -> None:
        super().__init__()
        self.input_layernorm = RMSNorm(config.hidden, config.norm_epsilon)
        self.self_attn = Attention(config)
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
        self.embed_tokens = nn.Embedding(config.vocabulary, config.hidden)
        self.layers = nn.ModuleList(Layer(config, index) for index in range(config.layers))
        self.norm = RMSNorm(config.hidden, config.norm_epsilon)
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

        With a cache, the tokens continue what it holds and are added to it.
        """
        count, past = tokens.shape[0], cache.length if cache is not None else 0
        x = self.embed_tokens(tokens)
        if positions is None:
            positions = torch.arange(past, past + count)
        rotation = Rotation(positions, self.config, x.dtype)
        for index, layer in enumerate(self.layers):
            x = layer(x, rotation, attend, None if cache is None else partial(cache.extend, index))
        if cache is not None:
            cache.advance(count)
        return self.norm(x)  # type: ignore[no-any-return]

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
