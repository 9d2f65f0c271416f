"""Processes that learn together learn what one alone would from all their sequences."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest
import torch

from model_core.config import ModelConfig
from model_core.model import Decoder
from model_core.train import families as _families  # noqa: F401 - registers every family
from model_core.train.example import registered
from model_core.train.group import Group, together
from model_core.train.loop import Figures, Schedule, train
from model_core.train.packing import Packed, pack
from model_core.train.stream import stream
from tests.unit.model_core.test_model import MIXTURE
from tests.unit.model_core.train.test_packing import Letters

SCHEDULE = Schedule(steps=3, sequences=2, warm_up=1, rank=2, dev_every=3, dev_sequences=3)


def learn(group: Group, folder: Path, stop_at: int = 99) -> Figures:
    """A run on sentences of which no two are equal; the last process wants to stop at a step."""
    torch.manual_seed(1)
    model = Decoder(ModelConfig.from_dict(MIXTURE))
    for parameter in model.parameters():
        parameter.data.uniform_(-0.3, 0.3)
    steps: list[int] = []

    def streams(split: str, number: int) -> Iterator[Packed]:
        own = count(number) if split == "dev" else count(number + group.rank, group.size)
        for n in own:
            yield pack("home", [(f"{split} {n}", "set"), ("x" * (n + 1), f"run {n}")], Letters())  # type: ignore[arg-type]

    def stop() -> bool:
        return group.rank == group.size - 1 and len(steps) >= stop_at

    def report(figures: Figures) -> None:
        steps.append(figures.step)

    return train(model, streams, folder, SCHEDULE, report=report, stop=stop, group=group)


def weights(folder: Path) -> dict[str, torch.Tensor]:
    return torch.load(folder / "training.pt", weights_only=True)["weights"]  # type: ignore[no-any-return]


@pytest.fixture(autouse=True)
def uncompiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")


def test_two_processes_learn_what_one_does(tmp_path: Path) -> None:
    alone = learn(Group(), tmp_path / "one")
    with together(2, partial(learn, folder=tmp_path / "two")) as group:
        shared = learn(group, tmp_path / "two")
    assert (shared.step, shared.tokens, shared.sentences) == (3, alone.tokens, alone.sentences)
    assert shared.loss == pytest.approx(alone.loss, rel=1e-4)
    assert shared.dev_loss == pytest.approx(alone.dev_loss, rel=1e-4)
    assert shared.dev_accuracy == pytest.approx(alone.dev_accuracy)
    one, two = weights(tmp_path / "one"), weights(tmp_path / "two")
    assert one.keys() == two.keys()
    for name, tensor in one.items():
        torch.testing.assert_close(two[name], tensor, atol=1e-4, rtol=1e-3)


def test_shared_experts_learn_too(tmp_path: Path) -> None:
    learn(Group(), tmp_path)
    ups = {n: w for n, w in weights(tmp_path).items() if "shared_experts" in n and n.endswith(".up")}
    assert {n.split(".")[-2] for n in ups} == {"gate_proj", "up_proj", "down_proj"}
    assert all(bool(w.any()) for w in ups.values())


def test_when_one_stops_all_do(tmp_path: Path) -> None:
    with together(2, partial(learn, folder=tmp_path, stop_at=2)) as group:
        assert learn(group, tmp_path, stop_at=2).step == 2


def test_a_step_that_cannot_be_shared_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="2 sequences a step can't be shared by 3"):
        learn(Group(0, 3), tmp_path)


def test_what_fails_elsewhere_ends_the_run(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), together(2, fail) as group:
        learn(group, tmp_path)


def fail(_group: Group) -> None:
    """A process that ends before anything is learned."""
    raise SystemExit


def test_who_does_not_even_start_is_not_waited_for() -> None:
    with pytest.raises(RuntimeError, match="did not start"), together(2, Unloadable()):
        pytest.fail("nobody came")


class Unloadable:
    """Work that cannot be taken to another process."""

    def __call__(self, _group: Group) -> None: ...

    def __reduce__(self) -> tuple[object, ...]:
        return _end_elsewhere, (os.getpid(),)


def _end_elsewhere(here: int) -> None:
    if os.getpid() != here:
        os._exit(1)


def test_sums_are_of_all_and_threads_come_back() -> None:
    threads = torch.get_num_threads()
    with together(2, add) as group:
        found = add(group)
    assert [t.tolist() for t in found] == [[[1.0, 3.0]], [21.0]]
    assert torch.get_num_threads() == threads


def add(group: Group) -> list[torch.Tensor]:
    """Each brings its own numbers."""
    tensors = [torch.tensor([[float(group.rank), 1.0 + group.rank]]), torch.tensor([10.0 + group.rank])]
    group.add(tensors)
    group.add([])
    return tensors


class Spelled(Letters):
    """Every word is one to it."""

    def is_word(self, _word: str) -> bool:
        return True


def test_processes_share_the_stream() -> None:
    tokenizer = Spelled()

    def numbers(start: int, every: int) -> list[list[int]]:
        chosen = registered("train", (1,))
        found = stream(chosen, tokenizer, seed=3, start=start, every=every, utterances=2)  # type: ignore[arg-type]
        return [next(found).tokens.tolist() for _ in range(4 // every)]

    alone, first, second = numbers(0, 1), numbers(0, 2), numbers(1, 2)
    assert alone == [first[0], second[0], first[1], second[1]]
