"""What one GPU holds of the weights, and what a pass reads of them."""

from __future__ import annotations

from dataclasses import dataclass

from model_core.config import ModelConfig
from model_core.placement.split import Split


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Numbers of one GPU by what they are for, before their width."""

    attention: float
    """Projections, norms and sinks."""
    dense: float
    """Embeddings, output matrix, dense and shared MLPs, routers."""
    experts: float
    corrections: int
    """Correction biases of routers: always 32 bits wide, and dense."""

    def bytes(self, bits: int) -> tuple[float, float, float]:
        """Bytes of attention, dense and experts at that width."""
        dense = self.dense * bits / 8 + self.corrections * 4
        return self.attention * bits / 8, dense, self.experts * bits / 8


def held(config: ModelConfig, split: Split, stage: int) -> Weights:
    """What every GPU of this stage holds."""
    dense = attention = experts = 0.0
    corrections = 0
    for layer in split.layers(config, stage):
        attention += attention_of(config, split, layer)
        dense += dense_of(config, split, layer)
        if config.is_sparse(layer):
            experts += config.experts / split.expert * expert_of(config, split)
            corrections += config.experts if config.sigmoid else 0
    first, last = stage == 0, stage == split.pipeline - 1
    matrix = config.vocabulary * config.hidden / split.tensor
    shared = config.tied_embeddings and first and last
    dense += matrix * (1 if shared else first + last) + config.hidden * last
    return Weights(attention=attention, dense=dense, experts=experts, corrections=corrections)


def read(config: ModelConfig, split: Split, stage: int, tokens: int) -> Weights:
    """What a pass of `tokens` tokens over the stage reads on its busiest GPU.

    Of E experts, K a token, it reads E x (1 - (1 - K/E)^tokens), evenly dealt, and at least one.
    """
    all_of = held(config, split, stage)
    mine = ceil(tokens, split.data)
    dense = all_of.dense
    first, last = stage == 0, stage == split.pipeline - 1
    if first and not (config.tied_embeddings and last):
        rows = min(mine * config.hidden, config.vocabulary * config.hidden / split.tensor)
        dense += rows - config.vocabulary * config.hidden / split.tensor
    sparse = sum(config.is_sparse(layer) for layer in split.layers(config, stage))
    experts = sparse * chosen(config, split, tokens) * expert_of(config, split)
    return Weights(attention=all_of.attention, dense=dense, experts=experts, corrections=all_of.corrections)


def chosen(config: ModelConfig, split: Split, tokens: int) -> float:
    """Experts of one layer that `tokens` tokens are expected to reach on the busiest group."""
    if not config.experts:
        return 0.0
    missed = (1 - config.experts_per_token / config.experts) ** tokens
    return max(1.0, config.experts * (1 - missed) / split.expert)


def attention_of(config: ModelConfig, split: Split, layer: int) -> float:
    """Numbers of one GPU in the attention and the norms of this layer."""
    shape = config.attention(layer)
    queries = config.heads * config.head_size / split.tensor
    into = queries + cached(config, split, layer)
    out = config.heads * config.value_size / split.tensor
    return (
        config.hidden * (into + out)
        + config.qkv_bias * into
        + config.output_bias * config.hidden
        + config.qk_norm * 2 * config.head_size
        + shape.sinks * config.heads / split.tensor
        + 2 * config.hidden
    )


def cached(config: ModelConfig, split: Split, layer: int) -> int:
    """Numbers that one GPU keeps of a token in this layer: whole heads, which may lie on several GPUs."""
    heads = max(1, config.attention(layer).kv_heads // split.tensor)
    return heads * (config.head_size + config.value_size)


def dense_of(config: ModelConfig, split: Split, layer: int) -> float:
    """Numbers of one GPU in the dense or shared MLP and the router of this layer."""
    if config.is_sparse(layer):
        router = config.experts * (config.hidden + config.router_bias)
        return router + 3 * config.hidden * config.mlp_width / split.tensor
    width = config.dense_width if config.experts else config.mlp_width
    return 3 * config.hidden * width / split.tensor


def expert_of(config: ModelConfig, split: Split) -> float:
    """Numbers of one GPU in one routed expert that it holds or shares."""
    biases = 2 * config.expert_width + config.hidden if config.clamp else 0
    return (3 * config.hidden * config.expert_width + biases) / split.sliced


def ceil(number: int, parts: int) -> int:
    """The largest part of a number dealt out evenly."""
    return -(-number // parts)
