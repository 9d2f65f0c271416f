"""How fast a placed model could be at most: what memory, compute and links allow (Williams et al., 2009)."""

from __future__ import annotations

from dataclasses import dataclass

from model_core.config import ModelConfig
from model_core.placement import traffic, weights
from model_core.placement.load import Load
from model_core.placement.machine import Machine
from model_core.placement.memory import most_sequences
from model_core.placement.split import Split

_FLOPS = 2
"""A multiplication and an addition for each weight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Seconds of one pass over the slowest stage."""

    memory: float
    compute: float
    link: float

    @property
    def total(self) -> float:
        """Reading and multiplying overlap; an exchange waits for its numbers, and the next layer for it."""
        return max(self.memory, self.compute) + self.link

    @property
    def limit(self) -> str:
        """What takes longest: memory bandwidth, compute or link."""
        if self.link > max(self.memory, self.compute):
            return "link"
        return "memory bandwidth" if self.memory >= self.compute else "compute"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Tokens of all sequences together a second, and what keeps it from being more."""

    work: str
    """`decode` or `prefill`."""
    batch: int
    """Sequences at once."""
    tokens_per_second: float
    """0 where the sequences do not fit."""
    seconds: float
    """From one token of a sequence to its next, or until a prompt is read."""
    limit: str
    times: Times


def decode(config: ModelConfig, machine: Machine, split: Split, load: Load) -> Rate:
    """One token for each sequence. A pipeline works on as many parts of the batch as it has stages."""
    parts = min(split.pipeline, load.batch)
    tokens = weights.ceil(load.batch, parts)
    times = slowest(config, machine, split, load, tokens=tokens, sequences=tokens)
    seconds = split.pipeline * times.total
    fits = load.batch <= most_sequences(config, machine, split, load)
    return Rate(
        work="decode",
        batch=load.batch,
        tokens_per_second=load.batch / seconds if fits else 0.0,
        seconds=seconds,
        limit=times.limit if fits else "capacity",
        times=times,
    )


def prefill(config: ModelConfig, machine: Machine, split: Split, load: Load) -> Rate:
    """Prompts as long as the context, chunk by chunk, one at a time for each copy of the attention."""
    chunk = min(load.chunk, load.context)
    times = slowest(config, machine, split, load, tokens=chunk * split.data, sequences=split.data)
    chunks = weights.ceil(load.context, chunk)
    fits = split.data <= most_sequences(config, machine, split, load)
    return Rate(
        work="prefill",
        batch=split.data,
        tokens_per_second=chunk * split.data / times.total if fits else 0.0,
        seconds=(chunks + split.pipeline - 1) * times.total,
        limit=times.limit if fits else "capacity",
        times=times,
    )


def slowest(
    config: ModelConfig, machine: Machine, split: Split, load: Load, *, tokens: int, sequences: int
) -> Times:
    """The slowest stage's times for a pass of so many tokens, which belong to so many sequences."""
    return max(
        (
            Times(
                memory=_bytes(config, split, stage, load, tokens, sequences) / machine.bandwidth,
                compute=_flops(config, split, stage, load, tokens, sequences) / machine.rate(load.bits),
                link=traffic.seconds(config, machine, split, stage, tokens, load),
            )
            for stage in range(split.pipeline)
        ),
        key=lambda times: times.total,
    )


def seen(context: int, window: int, *, prompt: bool) -> float:
    """Tokens that a token sees: the last one of the context, or on average the tokens of a whole prompt."""
    most = min(context, window or context)
    if not prompt:
        return most
    return (most * (most + 1) / 2 + (context - most) * most) / context


def _bytes(config: ModelConfig, split: Split, stage: int, load: Load, tokens: int, sequences: int) -> float:
    """Bytes that the busiest GPU reads: weights, and the cache of its sequences once."""
    cache = 0.0
    for layer in split.layers(config, stage):
        shown = min(load.context, config.attention(layer).window or load.context)
        cache += weights.cached(config, split, layer) * shown * load.cache_bits / 8
    read = sum(weights.read(config, split, stage, tokens).bytes(load.bits))
    return read + weights.ceil(sequences, split.data) * cache


def _flops(config: ModelConfig, split: Split, stage: int, load: Load, tokens: int, sequences: int) -> float:
    """Operations of the busiest GPU: weights times tokens, and scores and sums of the attention."""
    mine = weights.ceil(tokens, split.data)
    each = 0.0
    for layer in split.layers(config, stage):
        each += weights.attention_of(config, split, layer) + weights.dense_of(config, split, layer)
        shown = seen(load.context, config.attention(layer).window, prompt=tokens > sequences)
        each += config.heads / split.tensor * (config.head_size + config.value_size) * shown
    total = mine * each
    sparse = sum(config.is_sparse(layer) for layer in split.layers(config, stage))
    routed = tokens * config.experts_per_token / split.expert if config.experts else 0.0
    if config.experts:
        routed = max(1.0, routed)  # a group that has any expert to run has a whole one
        total += sparse * routed * weights.expert_of(config, split)
    if stage == split.pipeline - 1:
        total += weights.ceil(sequences, split.data) * config.vocabulary * config.hidden / split.tensor
    return _FLOPS * total
