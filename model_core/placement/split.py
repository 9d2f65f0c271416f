"""How a model is divided: slices of matrices, experts, stages of layers and copies of the attention."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from model_core.config import ModelConfig
from model_core.placement.errors import InvalidPlacement
from model_core.placement.machine import Machine


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Degrees of parallelism. A pipeline stage is `tensor` x `data` GPUs, to which its experts are dealt."""

    tensor: int = 1
    """GPUs that share one copy of attention and dense matrices, each with some heads and columns."""
    expert: int = 1
    """Groups that the experts of a layer are dealt to."""
    pipeline: int = 1
    """Stages that the layers are dealt to, one after another."""
    data: int = 1
    """Copies of attention and dense matrices, each with sequences of its own."""

    @property
    def stage(self) -> int:
        """GPUs of one stage."""
        return self.tensor * self.data

    @property
    def gpus(self) -> int:
        """GPUs in use."""
        return self.stage * self.pipeline

    @property
    def sliced(self) -> int:
        """GPUs that share one expert."""
        return self.stage // self.expert

    def layers(self, config: ModelConfig, stage: int) -> range:
        """The layers of this stage: as even as they can be."""
        first, last = stage * config.layers, (stage + 1) * config.layers
        return range(first // self.pipeline, last // self.pipeline)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Degrees that were asked for; None: whichever is fastest."""

    tensor: int | None = None
    expert: int | None = None
    pipeline: int | None = None

    def allows(self, split: Split) -> bool:
        """Whether the split has the degrees that were asked for."""
        pairs = (
            (self.tensor, split.tensor),
            (self.expert, split.expert),
            (self.pipeline, split.pipeline),
        )
        return all(wanted is None or wanted == had for wanted, had in pairs)


def obstacle(config: ModelConfig, machine: Machine, split: Split) -> str:
    """Why the model cannot be divided like that on this machine; empty if it can."""
    kv_heads = {config.attention(layer).kv_heads for layer in range(config.layers)}
    widths = {config.mlp_width, config.dense_width if config.experts else 0}
    node = machine.gpus
    reasons = {
        f"{config.layers} layers are not {split.pipeline} stages": split.pipeline > config.layers,
        f"{config.heads} heads are not {split.tensor} slices": config.heads % split.tensor,
        f"{split.tensor} slices and {sorted(kv_heads)} key/value heads do not divide one another": any(
            heads % split.tensor and split.tensor % heads for heads in kv_heads
        ),
        f"MLPs {sorted(widths)} wide are not {split.tensor} slices": any(w % split.tensor for w in widths),
        f"nodes of {node} do not hold groups of {split.tensor} in stages of {split.stage}": any(
            node % group and group % node for group in (split.tensor, split.stage)
        ),
    }
    if config.experts:
        reasons |= {
            f"{config.experts} experts are not {split.expert} groups": config.experts % split.expert,
            f"experts {config.expert_width} wide are not {split.sliced} slices": (
                split.stage % split.expert or config.expert_width % split.sliced
            ),
            # Slicing experts wants every token on every GPU; copies of the attention have their own each.
            "experts are dealt to all GPUs of a stage where attention is copied": (
                split.data > 1 and split.expert != split.stage
            ),
        }
    elif split.expert > 1:
        return "there are no experts"
    return next((reason for reason, holds in reasons.items() if holds), "")


def candidates(config: ModelConfig, machine: Machine, wanted: Wanted) -> Iterator[Split]:
    """Every possible split, on all GPUs of the machine or on some. Raises InvalidPlacement for none."""
    found, reason = False, "no number of GPUs here has these degrees"
    for gpus in machine.sizes():
        for split in _splits(gpus, bool(config.experts)):
            if not wanted.allows(split):
                continue
            problem = obstacle(config, machine, split)
            if problem:
                reason = problem
                continue
            found = True
            yield split
    if not found:
        raise InvalidPlacement(f"The model cannot be divided like that: {reason}.")


def _splits(gpus: int, sparse: bool) -> Iterator[Split]:
    for pipeline in _divisors(gpus):
        stage = gpus // pipeline
        for tensor in _divisors(stage):
            for expert in _divisors(stage) if sparse else [1]:
                yield Split(tensor=tensor, expert=expert, pipeline=pipeline, data=stage // tensor)


def _divisors(number: int) -> list[int]:
    return [part for part in range(1, number + 1) if number % part == 0]
