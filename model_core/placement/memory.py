"""What lies in the memory of one GPU."""

from __future__ import annotations

from dataclasses import dataclass

from model_core.config import ModelConfig
from model_core.placement import weights
from model_core.placement.load import Load
from model_core.placement.machine import Machine
from model_core.placement.split import Split

_ACTIVATION = 2
"""Bytes of one number between two layers; logits are kept in twice as many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Bytes of one GPU."""

    attention: float
    dense: float
    experts: float
    cache: float
    activations: float
    reserved: float
    capacity: float

    @property
    def weights(self) -> float:
        """Bytes of all weights."""
        return self.attention + self.dense + self.experts

    @property
    def needed(self) -> float:
        """Bytes that must fit beside the reserved ones."""
        return self.weights + self.cache + self.activations

    @property
    def free(self) -> float:
        """Bytes that are left; below 0 it does not fit."""
        return self.capacity - self.reserved - self.needed


def memory(config: ModelConfig, machine: Machine, split: Split, stage: int, load: Load) -> Memory:
    """What every GPU of this stage holds, the one with most sequences counted."""
    attention, dense, experts = weights.held(config, split, stage).bytes(load.bits)
    mine = weights.ceil(load.batch, split.data)
    last = stage == split.pipeline - 1
    return Memory(
        attention=attention,
        dense=dense,
        experts=experts,
        cache=mine * sequence(config, split, stage, load),
        activations=activations(config, split, load) + (mine * logits(config, split) if last else 0),
        reserved=machine.memory - machine.usable,
        capacity=machine.memory,
    )


def most_sequences(config: ModelConfig, machine: Machine, split: Split, load: Load) -> int:
    """How many sequences of this length fit on the whole machine."""
    least: float | None = None
    for stage in range(split.pipeline):
        weighs = sum(weights.held(config, split, stage).bytes(load.bits))
        left = machine.usable - weighs - activations(config, split, load)
        each = sequence(config, split, stage, load)
        each += logits(config, split) if stage == split.pipeline - 1 else 0
        least = left // each if least is None else min(least, left // each)
    return max(0, int(least or 0)) * split.data


def sequence(config: ModelConfig, split: Split, stage: int, load: Load) -> float:
    """Bytes that one sequence takes in the cache of one GPU of this stage."""
    numbers = 0
    for layer in split.layers(config, stage):
        window = config.attention(layer).window
        kept = load.context if load.rewind or not window else min(load.context, window)
        numbers += weights.cached(config, split, layer) * kept
    return numbers * load.cache_bits / 8


def activations(config: ModelConfig, split: Split, load: Load) -> float:
    """Bytes between two layers while a chunk of a prompt is read: its states twice, and the widest step."""
    attention = max(
        (config.heads * (config.head_size + config.value_size)) / split.tensor
        + weights.cached(config, split, layer)
        for layer in range(config.layers)
    )
    widest = max(attention, 3 * max(config.mlp_width, config.dense_width) / split.tensor)
    if config.experts:
        copies = config.experts_per_token * split.data / split.expert
        widest = max(widest, copies * (2 * config.hidden + 3 * config.expert_width / split.sliced))
    return load.chunk * (2 * config.hidden + widest) * _ACTIVATION


def logits(config: ModelConfig, split: Split) -> float:
    """Bytes of one sequence's logits on one GPU."""
    return config.vocabulary / split.tensor * 2 * _ACTIVATION
