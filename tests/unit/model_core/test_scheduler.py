"""The queue of a model: who may wait, and that nobody waits for ever."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

import pytest
import torch
from torch import Tensor

from model_core.engine import worker
from model_core.errors import EngineBusy, EngineClosed, ModelError
from model_core.rounds import Rounds
from model_core.scheduler import Scheduler
from model_core.work import Step, Work


def nothing(steps: Sequence[Step]) -> list[Tensor]:
    return [torch.zeros(1, 1) for _ in steps]


def done() -> Work[int]:
    yield []
    return 1


@pytest.fixture
def scheduler() -> Iterator[Scheduler]:
    made = Scheduler(Rounds(nothing, most=9), worker(), at_once=1, queue=2)
    yield made
    made.close(5)


def test_as_many_are_taken_as_can_be_worked_on_and_may_wait(scheduler: Scheduler) -> None:
    gate = threading.Event()
    scheduler._thread.submit(gate.wait, 30)
    taken = [scheduler.submit(done()) for _ in range(3)]
    with pytest.raises(EngineBusy, match="3 requests are waiting"):
        scheduler.submit(done())
    always = [scheduler.submit(done(), always=True) for _ in range(5)]
    taken[0].cancel()
    taken[0] = scheduler.submit(done())  # the others that wait always take nobody's place
    with pytest.raises(EngineBusy):
        scheduler.submit(done())
    gate.set()
    assert [result.result(30) for result in (*taken, *always)] == [1] * 8


def test_where_the_rounds_themselves_fail_everybody_is_told_and_others_are_taken(
    scheduler: Scheduler, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise RuntimeError("broken")

    with monkeypatch.context() as patched:
        patched.setattr(scheduler._rounds, "once", broken)
        with pytest.raises(ModelError, match="RuntimeError"):
            scheduler.submit(done()).result(30)
    assert scheduler.submit(done()).result(30) == 1
    assert scheduler.busy == (0, 0)


def test_whoever_is_left_when_it_closes_is_told(scheduler: Scheduler) -> None:
    def endless() -> Work[int]:
        while True:
            yield []

    results = [scheduler.submit(endless()), scheduler.submit(done())]
    scheduler.close(0.05)
    for result in results:
        assert isinstance(result.exception(30), EngineClosed)
    with pytest.raises(EngineClosed):
        scheduler.submit(done())
