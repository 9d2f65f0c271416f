"""What GPUs send one another for a token, and how long it takes them."""

from __future__ import annotations

from model_core.config import ModelConfig
from model_core.placement.load import Load
from model_core.placement.machine import Machine
from model_core.placement.split import Split
from model_core.placement.weights import ceil

_STATE = 2
"""Bytes of one number of a token's state."""


def all_reduces(config: ModelConfig, split: Split, layers: range) -> int:
    """Sums over the slices in these layers: after attention and after the MLP.

    With copies of the attention, experts give back whole results: tokens are scattered over the slices
    before and gathered behind them, together one sum; a shared expert needs its own.
    """
    if split.tensor == 1:
        return 0
    shared = 1 if config.mlp_width else 0
    return sum(1 + shared if split.data > 1 and config.is_sparse(i) else 2 for i in layers)


def all_reduce_bytes(config: ModelConfig, split: Split, layers: range) -> float:
    """Bytes that each GPU sends for a token of its own in these layers, summed around a ring."""
    share = 2 * (split.tensor - 1) / split.tensor
    return all_reduces(config, split, layers) * share * config.hidden * _STATE


def all_to_all_bytes(config: ModelConfig, split: Split, layers: range, load: Load) -> float:
    """Bytes that a token causes in these layers between GPUs: to each of its K experts, and back.

    There in the width of the weights, 8 bits at least, back in 16; a K-th of it for each expert that lies
    on another GPU. None without copies of the attention: every GPU has every token then.
    """
    if split.data == 1 or not config.experts:
        return 0.0
    sparse = sum(config.is_sparse(layer) for layer in layers)
    there = max(8, load.bits) / 8
    elsewhere = (split.stage - 1) / split.stage
    return sparse * config.experts_per_token * elsewhere * config.hidden * (there + _STATE)


def seconds(
    config: ModelConfig, machine: Machine, split: Split, stage: int, tokens: int, load: Load
) -> float:
    """Seconds that a pass of `tokens` tokens over this stage spends in exchanges."""
    layers = split.layers(config, stage)
    mine = ceil(tokens, split.data)
    spent = 0.0
    if split.tensor > 1:
        sent = mine * all_reduce_bytes(config, split, layers)
        spent += sent / machine.across(split.tensor)
        spent += all_reduces(config, split, layers) * machine.latency
    sent = ceil(mine, split.tensor) * all_to_all_bytes(config, split, layers, load)
    if sent:
        inside = (min(split.stage, machine.gpus) - 1) / (split.stage - 1)
        outside = sent * (1 - inside) / machine.network if inside < 1 else 0.0
        spent += max(sent * inside / machine.link if inside else 0.0, outside)
        spent += 2 * sum(config.is_sparse(layer) for layer in layers) * machine.latency
    if stage < split.pipeline - 1:
        leaves = (stage + 1) * split.stage % machine.gpus == 0
        speed = machine.network if leaves else machine.link
        spent += mine * config.hidden * _STATE / speed + machine.latency
    return spent
