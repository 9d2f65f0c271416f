"""The training run: seeded, resumable, with its figures written beside the weights."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from model_core import adapter
from model_core.model import Decoder
from model_core.train.compiled import compile_layers
from model_core.train.dropout import drop_outputs
from model_core.train.group import Group
from model_core.train.joined import Joined, join
from model_core.train.low_rank import LoadBalancer, make_trainable, restore, trained_tensors
from model_core.train.packing import Packed
from model_core.train.stream import Mix

_STATE = "training.pt"
_RECORD = "figures.json"


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast to learn: rates rise, stay, and fall linearly to a twentieth at the end.

    Staying flat in between, a run can be made longer by asking for more steps (Hu et al., 2024).
    """

    steps: int = 3000
    sequences: int = 2
    """Sequences a step, shared evenly among the processes that learn together."""
    warm_up: int = 40
    decay: int = 600
    """Steps of the fall."""
    rate_low_rank: float = 1e-3
    rate_experts: float = 5e-4
    rate_router: float = 2.5e-4
    rank: int = 32
    dropout: float = 0.0
    """Share of what attention and experts add that is lost in a step."""
    dev_every: int = 100
    dev_sequences: int = 12
    save_every: int = 50
    seed: int = 1
    mix: Mix = field(default_factory=Mix)
    """What is learned from."""

    def factor(self, step: int) -> float:
        """What every rate is multiplied with at this step."""
        if step < self.warm_up:
            return (step + 1) / self.warm_up
        return min(1.0, max(0.05, (self.steps - step) / self.decay))


@dataclass(slots=True)
class Figures:
    """What the run did; `history` has one row a development measurement."""

    step: int = 0
    tokens: int = 0
    """Without padding."""
    sentences: int = 0
    seconds: float = 0.0
    loss: float = math.nan
    """Running mean over plan tokens."""
    dev_loss: float = math.nan
    dev_accuracy: float = math.nan
    """Share of development plans whose every token was the likeliest, given the ones before."""
    busiest_expert: float = math.nan
    history: list[dict[str, float]] = field(default_factory=list)
    earlier: list[dict[str, Any]] = field(default_factory=list)
    """Records of the runs whose weights this one began with, oldest first."""


def train(
    model: Decoder,
    streams: Callable[[str, int], Iterator[Packed]],
    folder: Path,
    schedule: Schedule,
    *,
    report: Callable[[Figures], None],
    stop: Callable[[], bool] = lambda: False,
    start: Path | None = None,
    group: Group | None = None,
    at_once: int = 1,
) -> Figures:
    """Train until the schedule ends or `stop` says so; continues what `folder` holds of the same run.

    `streams(split, start)` gives sequences of "train" or "dev", and the model learns from them on the device
    where it is, `at_once` in one pass. A new run begins with the trained weights in the folder `start`, if
    there is one, and keeps that run's record in its own.
    Every process of a `group` calls this with the same arguments but for its own sequences of "train"; the
    first writes `adapter.safetensors` and `figures.json`, and any of them may be told to stop.
    Raises ValueError where the sequences of a step can't be shared evenly, or weights are of another model.
    """
    group = group or Group()
    if schedule.sequences % group.size:
        raise ValueError(f"{schedule.sequences} sequences a step can't be shared by {group.size} processes.")
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(schedule.seed)
    groups = make_trainable(model, rank=schedule.rank)
    balancer = LoadBalancer(model, group)
    rates = {
        "low_rank": schedule.rate_low_rank,
        "experts": schedule.rate_experts,
        "router": schedule.rate_router,
    }
    optimizer = torch.optim.AdamW(
        [
            {"params": parameters, "lr": rates[name], "rate": rates[name]}
            for name, parameters in groups.items()
        ],
        betas=(0.9, 0.98),
        weight_decay=0.0,
        fused=True,
    )
    figures = Figures()
    if start is not None:
        restore(model, adapter.load(adapter.inside(start))[0])
        figures.earlier = _records(start / _RECORD)
    drop_outputs(model, schedule.dropout)
    if model.output.device.type == "cpu":
        compile_layers(model)
    consumed = _resume(folder, model, optimizer, figures)
    for parameters, name in zip(optimizer.param_groups, groups, strict=True):
        parameters["rate"] = rates[name]  # what was saved has those of then
    dev = group.part(list(islice(streams("dev", 0), schedule.dev_sequences)))
    batches = streams("train", consumed)
    started = time.monotonic() - figures.seconds
    while figures.step < schedule.steps and not any(group.total(stop())):
        for parameters in optimizer.param_groups:
            parameters["lr"] = parameters["rate"] * schedule.factor(figures.step)
        torch.manual_seed((schedule.seed * 1_000_003 + figures.step) * group.size + group.rank)  # of dropout
        batch = list(islice(batches, schedule.sequences // group.size))
        consumed += schedule.sequences
        _learn(model, _passes(batch, at_once), optimizer, balancer, figures, group)
        figures.busiest_expert = balancer.step()
        figures.step += 1
        figures.seconds = time.monotonic() - started
        last = figures.step == schedule.steps
        if figures.step % schedule.dev_every == 0 or last:
            balancer.count_only(None)
            measure(model, dev, figures, group)
            balancer.step()
        if figures.step % schedule.save_every == 0 or last:
            _save(folder, model, optimizer, figures, consumed, schedule, group)
        report(figures)
    _save(folder, model, optimizer, figures, consumed, schedule, group)
    return figures


def _learn(
    model: Decoder,
    passes: Sequence[Packed | Joined],
    optimizer: torch.optim.Optimizer,
    balancer: LoadBalancer,
    figures: Figures,
    group: Group,
) -> None:
    (total,) = group.total(sum(int((p.targets >= 0).sum()) for p in passes))
    mine = torch.zeros((), device=model.output.device)  # read once a step: a GPU is not waited for between
    for part in passes:
        balancer.count_only((part.blocks >= 0).to(mine.device) if isinstance(part, Joined) else None)
        logits, wanted = _plan_logits(model, part)
        loss = functional.cross_entropy(logits, wanted, reduction="sum") / total
        loss.backward()  # type: ignore[no-untyped-call]
        mine += loss.detach()
    summed, tokens, sentences = group.total(
        float(mine), sum(int((p.blocks >= 0).sum()) for p in passes), sum(p.sentences for p in passes)
    )
    figures.tokens += int(tokens)
    figures.sentences += int(sentences)
    parameters = [p for g in optimizer.param_groups for p in g["params"]]
    group.add([p.grad if p.grad is not None else _no_gradient(p) for p in parameters])
    torch.nn.utils.clip_grad_norm_(parameters, 1.0)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    figures.loss = summed if math.isnan(figures.loss) else 0.98 * figures.loss + 0.02 * summed


def _passes(batch: Sequence[Packed], at_once: int) -> Sequence[Packed | Joined]:
    """What goes through the model at once: sequences of about one length together."""
    if at_once == 1:
        return batch
    ordered = sorted(batch, key=lambda packed: len(packed.tokens))
    return [join(ordered[at : at + at_once], filler=0) for at in range(0, len(ordered), at_once)]


def _no_gradient(parameter: torch.nn.Parameter) -> Tensor:
    """Zeros for what no token of this process reached: in others some may have."""
    parameter.grad = torch.zeros_like(parameter)
    return parameter.grad


def measure(
    model: Decoder, sequences: Sequence[Packed], figures: Figures, group: Group | None = None
) -> None:
    """Loss and share of wholly right plans on all development sequences of the group, into the figures."""
    loss, tokens, right, plans = 0.0, 0, 0, 0
    with torch.no_grad():
        for packed in sequences:
            logits, wanted = _plan_logits(model, packed)
            loss += float(functional.cross_entropy(logits, wanted, reduction="sum"))
            tokens += len(wanted)
            wrong = (logits.argmax(-1) != wanted).cpu()
            blocks = packed.blocks[packed.targets >= 0]
            plans += int(packed.blocks.max())
            right += int(packed.blocks.max()) - len(set(blocks[wrong].tolist()))
    loss, all_tokens, all_right, all_plans = (group or Group()).total(loss, tokens, right, plans)
    figures.dev_loss = loss / max(1.0, all_tokens)
    figures.dev_accuracy = all_right / max(1.0, all_plans)
    figures.history.append(
        {
            "step": figures.step,
            "seconds": round(figures.seconds),
            "loss": round(figures.loss, 4),
            "dev_loss": round(figures.dev_loss, 4),
            "dev_accuracy": round(figures.dev_accuracy, 4),
        }
    )


def _plan_logits(model: Decoder, packed: Packed | Joined) -> tuple[Tensor, Tensor]:
    """Scores [N, V] and token ids [N] of the plan tokens: the output matrix is applied to no others."""
    weight = model.embed_tokens.weight
    rows = (packed.targets >= 0).nonzero().flatten()
    padded = torch.nn.functional.pad(rows, (0, -len(rows) % 64))  # few shapes: see packing
    attend = packed.attend(weight.dtype, weight.device)
    tokens, positions, padded, wanted = (
        t.to(weight.device) for t in (packed.tokens, packed.positions, padded, packed.targets[rows])
    )
    hidden = model(tokens, positions=positions, attend=attend)
    return model.logits(hidden[padded])[: len(rows)], wanted


def _save(
    folder: Path,
    model: Decoder,
    optimizer: torch.optim.Optimizer,
    figures: Figures,
    consumed: int,
    schedule: Schedule,
    group: Group,
) -> None:
    if group.rank:
        return  # all have the same
    tensors = {name: tensor.cpu() for name, tensor in trained_tensors(model).items()}
    trainable = {n: p.detach() for n, p in model.named_parameters() if p.requires_grad}
    buffers = {n: b for n, b in model.named_buffers() if n.endswith("e_score_correction_bias")}
    state: dict[str, Any] = {
        "weights": {**trainable, **buffers},
        "optimizer": optimizer.state_dict(),
        "figures": asdict(figures),
        "consumed": consumed,
    }
    temporary = folder / f"{_STATE}.partial"
    torch.save(state, temporary)
    temporary.replace(folder / _STATE)
    metadata = {"step": str(figures.step), "rank": str(schedule.rank), "seed": str(schedule.seed)}
    adapter.save(folder / adapter.PLAIN, tensors, metadata=metadata)
    record = _known({"schedule": asdict(schedule), "figures": asdict(figures)})
    (folder / _RECORD).write_text(json.dumps(record, indent=2, allow_nan=False) + "\n", encoding="utf-8")


def _known(value: Any) -> Any:
    """The value with null for what was not measured yet: JSON has no NaN."""
    if isinstance(value, dict):
        return {name: _known(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_known(each) for each in value]
    return None if isinstance(value, float) and math.isnan(value) else value


def _records(path: Path) -> list[dict[str, Any]]:
    """The record of a run and of those before it; none where there is no file."""
    if not path.is_file():
        return []
    record = json.loads(path.read_text(encoding="utf-8"))
    return [*record["figures"].pop("earlier", []), record]


def _resume(folder: Path, model: Decoder, optimizer: torch.optim.Optimizer, figures: Figures) -> int:
    path = folder / _STATE
    if not path.is_file():
        return 0
    state = torch.load(path, weights_only=True, map_location="cpu")
    model.load_state_dict(state["weights"], strict=False)
    try:
        optimizer.load_state_dict(state["optimizer"])
    except ValueError as error:
        raise ValueError(
            f"{path} is of a version that trained other weights: start from this folder in a new one."
        ) from error
    for name, value in state["figures"].items():
        setattr(figures, name, value)
    return int(state["consumed"])
