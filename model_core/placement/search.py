"""The fastest way to lay a model out on a machine, among those that fit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from model_core.config import ModelConfig
from model_core.placement import memory, roofline, traffic
from model_core.placement import split as splits
from model_core.placement.errors import DoesNotFit, InvalidPlacement
from model_core.placement.load import Load
from model_core.placement.machine import GB, Machine
from model_core.placement.memory import Memory
from model_core.placement.roofline import Rate
from model_core.placement.split import Split, Wanted

BATCHES = (1, 8, 32, 128)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A model laid out on a machine, what it takes there and how fast it could be."""

    machine: Machine
    load: Load
    split: Split
    stages: tuple[Memory, ...]
    """Memory of every GPU of each pipeline stage."""
    most_sequences: int
    """Of the load's length, that fit at once."""
    all_reduce_bytes: float
    """Sent by each GPU that has the token, over all layers."""
    all_to_all_bytes: float
    """Sent by all GPUs together for one token, over all layers."""
    rates: tuple[Rate, ...]
    """Decoding at `BATCHES` and at the load's batch, then prefill."""


def plan(config: ModelConfig, machine: Machine, load: Load, wanted: Wanted | None = None) -> Plan:
    """The split with the least predicted time a token at the load's batch; of equals the one on fewer GPUs.

    Raises DoesNotFit, which says how many GPUs would do, and InvalidPlacement.
    """
    wanted = wanted or Wanted()
    possible = list(splits.candidates(config, machine, wanted))
    fitting = [one for one in possible if fits(config, machine, one, load)]
    if not fitting:
        raise _too_large(config, machine, load, wanted, possible)
    best = min(fitting, key=lambda one: _order(config, machine, one, load))
    every = range(config.layers)
    batches = sorted({*BATCHES, load.batch})
    rates = [roofline.decode(config, machine, best, replace(load, batch=batch)) for batch in batches]
    return Plan(
        machine=machine,
        load=load,
        split=best,
        stages=tuple(memory.memory(config, machine, best, stage, load) for stage in range(best.pipeline)),
        most_sequences=memory.most_sequences(config, machine, best, load),
        all_reduce_bytes=traffic.all_reduce_bytes(config, best, every),
        all_to_all_bytes=traffic.all_to_all_bytes(config, best, every, load),
        rates=(*rates, roofline.prefill(config, machine, best, load)),
    )


def fits(config: ModelConfig, machine: Machine, split: Split, load: Load) -> bool:
    """Whether every GPU holds its part, with the load's sequences."""
    return all(
        memory.memory(config, machine, split, stage, load).free >= 0 for stage in range(split.pipeline)
    )


def _order(config: ModelConfig, machine: Machine, split: Split, load: Load) -> tuple[float, ...]:
    seconds = roofline.decode(config, machine, split, load).seconds
    return (seconds, split.gpus, split.pipeline, split.data, -split.expert)


def _too_large(
    config: ModelConfig, machine: Machine, load: Load, wanted: Wanted, possible: list[Split]
) -> DoesNotFit:
    """What is short with the split that needs the least of a GPU, and how many GPUs would do."""
    needed, weighs = min(
        max(
            (m.needed, m.weights)
            for m in (memory.memory(config, machine, one, stage, load) for stage in range(one.pipeline))
        )
        for one in possible
    )
    enough = next(
        (larger.total for larger in machine.grown() if _any_fits(config, larger, load, wanted)), None
    )
    count = f"each of {machine.total} {machine.unit}s" if machine.total > 1 else f"the {machine.unit}"
    lacks = f"It needs {needed / GB:.1f} GB on {count}, {weighs / GB:.1f} GB of it for weights"
    has = f"{machine.usable / GB:.1f} of {machine.memory / GB:.1f} GB can be used"
    advice = (
        f"{enough} {machine.unit}s of this kind would do"
        if enough
        else "fewer or shorter sequences, narrower weights or another machine may do"
    )
    return DoesNotFit(
        f"{lacks}; {has}. {advice[0].upper()}{advice[1:]}.",
        needed=str(round(needed)),
        usable=str(machine.usable),
        gpus=str(machine.total),
        enough=str(enough or ""),
    )


def _any_fits(config: ModelConfig, machine: Machine, load: Load, wanted: Wanted) -> bool:
    try:
        return any(fits(config, machine, split, load) for split in splits.candidates(config, machine, wanted))
    except InvalidPlacement:
        return False
