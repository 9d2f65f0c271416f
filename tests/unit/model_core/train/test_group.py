"""Processes that learn together learn what one alone would from all their sequences."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest
import torch

from model_core.config import ModelConfig
from model_core.model import Decoder
from model_core.train.group import Group, together
from model_core.train.loop import Figures, Schedule, train
from model_core.train.packing import Packed, pack
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
