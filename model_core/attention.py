"""Grouped-query attention, to everything before or to the last tokens, with or without sinks.

Shape legend: T tokens of one sequence, S tokens in the cache, H hidden, Q query heads, G key/value heads,
D head size of queries and keys, C head size of values.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional

from model_core.config import ModelConfig
from model_core.norm import RMSNorm
from model_core.rotary import Rotation

_BLOCK = 512
"""Tokens whose scores against all that they see are in memory at once."""
Attend = Callable[[Tensor, Tensor, Tensor], Tensor]
"""(query [Q, T, D], key [G, S, D], value [G, S, C]) -> [Q, T, C]."""
Extend = Callable[[Tensor, Tensor], tuple[Tensor, Tensor]]
"""(key [G, T, D], value [G, T, C]) -> the same after those of the tokens before, [G, S, D or C]."""


def causal(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    """Each of the last T tokens sees itself and everything before it."""
    tokens, total = query.shape[1], key.shape[1]
    mask = None
    if tokens > 1:
        mask = torch.ones(tokens, total, dtype=torch.bool, device=query.device).tril(total - tokens)
    out = functional.scaled_dot_product_attention(
        query[None], key[None], value[None], attn_mask=mask, enable_gqa=True
    )
    return out[0]


def limited(query: Tensor, key: Tensor, value: Tensor, *, window: int, sinks: Tensor | None) -> Tensor:
    """`causal`, where a token sees only `window` tokens with itself (0: all), and heads have sinks [Q].

    A sink is a score beside those of the keys whose share of attention goes nowhere (Xiao et al., 2024, and
    OpenAI, 2025, who learn it).
    """
    heads, tokens, size = query.shape
    if tokens > _BLOCK:
        past, parts = key.shape[1] - tokens, []
        for start in range(0, tokens, _BLOCK):
            end = min(start + _BLOCK, tokens)
            before = key[:, : past + end], value[:, : past + end]
            parts.append(limited(query[:, start:end], *before, window=window, sinks=sinks))
        return torch.cat(parts, dim=1)
    if window:
        reach = window + tokens - 1
        key, value = key[:, -reach:], value[:, -reach:]
    groups, total, _ = key.shape
    seen = torch.ones(tokens, total, dtype=torch.bool, device=query.device).tril(total - tokens)
    if window:
        seen = seen.triu(total - tokens - window + 1)
    if sinks is None:
        out = functional.scaled_dot_product_attention(
            query[None], key[None], value[None], attn_mask=seen, enable_gqa=True
        )
        return out[0]
    shared = query.reshape(groups, -1, tokens, size)  # [G, Q/G, T, D]
    scores = (shared @ key[:, None].transpose(-1, -2)).float() * size**-0.5
    scores = scores.masked_fill(~seen, float("-inf"))  # [G, Q/G, T, S]
    sink = sinks.float().view(groups, -1, 1, 1).expand(-1, -1, tokens, 1)
    shares = torch.cat((scores, sink), dim=-1).softmax(dim=-1)[..., :-1].to(value.dtype)
    return (shares @ value[:, None]).reshape(heads, tokens, -1)


class Attention(nn.Module):
    """Grouped-query attention of one layer, with rotary positions."""

    def __init__(self, config: ModelConfig, layer: int) -> None:
        super().__init__()
        shape, size, values = config.attention(layer), config.head_size, config.value_size
        self.head_size, self.value_size = size, values
        biased = config.qkv_bias
        self.q_proj = nn.Linear(config.hidden, config.heads * size, bias=biased)
        self.k_proj = nn.Linear(config.hidden, shape.kv_heads * size, bias=biased)
        self.v_proj = nn.Linear(config.hidden, shape.kv_heads * values, bias=biased)
        self.o_proj = nn.Linear(config.heads * values, config.hidden, bias=config.output_bias)
        self.q_norm: RMSNorm | None = None
        self.k_norm: RMSNorm | None = None
        if config.qk_norm:
            self.q_norm = RMSNorm(size, config.norm_epsilon)
            self.k_norm = RMSNorm(size, config.norm_epsilon)
        self.sinks = nn.Parameter(torch.zeros(config.heads)) if shape.sinks else None
        self._window = shape.window
        self._value_scale = config.value_scale

    def forward(self, x: Tensor, rotation: Rotation, attend: Attend, extend: Extend | None) -> Tensor:
        """x [T, H] -> [T, H]. Raises ValueError for an `attend` of one's own where the layer has its own."""
        tokens = x.shape[0]
        query = self.q_proj(x).view(tokens, -1, self.head_size)
        key = self.k_proj(x).view(tokens, -1, self.head_size)
        value = self.v_proj(x).view(tokens, -1, self.value_size).transpose(0, 1)  # [G, T, C]
        if self.q_norm is not None and self.k_norm is not None:
            query, key = self.q_norm(query), self.k_norm(key)
        if self._value_scale != 1:
            value = value * self._value_scale
        query = rotation.apply(query.transpose(0, 1))  # [Q, T, D]
        key = rotation.apply(key.transpose(0, 1))  # [G, T, D]
        if extend is not None:
            key, value = extend(key, value)
        if not self._window and self.sinks is None:
            out = attend(query, key, value)
        elif attend is causal:
            out = limited(query, key, value, window=self._window, sinks=self.sinks)
        else:
            raise ValueError("A layer with a sliding window or sinks attends in its own way only.")
        return self.o_proj(out.transpose(0, 1).reshape(tokens, -1))  # type: ignore[no-any-return]
