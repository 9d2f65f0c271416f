"""Work is done in rounds: together, in parts where it is long, each with its own result or error."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future

import pytest
import torch
from torch import Tensor

from model_core.cache import KeyValues
from model_core.config import ModelConfig
from model_core.errors import ModelError, PromptTooLong
from model_core.rounds import Rounds
from model_core.work import Step, Work, alone, together
from tests.unit.model_core.test_model import LLAMA

MOST = 30
CONFIG = ModelConfig.from_dict(LLAMA)


def cache() -> KeyValues:
    return KeyValues(CONFIG, 100, torch.float32)


class Echo:
    """A model whose hidden states are the tokens; remembers how many each pass had of each step."""

    def __init__(self) -> None:
        self.passes: list[list[int]] = []

    def __call__(self, steps: Sequence[Step]) -> list[Tensor]:
        self.passes.append([len(step.tokens) for step in steps])
        return [torch.tensor(step.tokens, dtype=torch.float32)[:, None] for step in steps]


def added(*parts: Sequence[int], fail: bool = False) -> Work[float]:
    """The sum of the last tokens of the parts, each of which is a step."""
    total, own = 0.0, cache()
    for part in parts:
        (hidden,) = yield [Step(part, own)]
        assert hidden.shape == (1, 1)
        total += float(hidden)
    if fail:
        raise PromptTooLong("no more")
    return total


def finish(rounds: Rounds) -> None:
    while len(rounds):
        rounds.once()


def begun(rounds: Rounds, *works: Work[float]) -> list[Future[float]]:
    results: list[Future[float]] = [Future() for _ in works]
    for work, result in zip(works, results, strict=True):
        rounds.begin(work, result)
    return results


def test_steps_of_several_are_one_pass() -> None:
    echo = Echo()
    rounds = Rounds(echo, most=MOST)
    results = begun(rounds, added([1, 2], [3]), added([4]), added())
    finish(rounds)
    assert [result.result(0) for result in results] == [5, 4, 0]
    assert echo.passes == [[2, 1], [1]]


def test_long_steps_are_read_in_parts_and_hold_up_no_short_one() -> None:
    echo = Echo()
    rounds = Rounds(echo, most=MOST)
    long, short = begun(rounds, added(range(2 * MOST)), added([1], [2]))
    finish(rounds)
    assert (long.result(0), short.result(0)) == (2 * MOST - 1, 3)
    assert echo.passes == [[1, MOST - 1], [1, MOST - 1], [2]]


def test_the_states_that_are_wanted_come_from_all_parts_of_a_step() -> None:
    def last(count: int) -> Work[float]:
        (hidden,) = yield [Step(range(2 * MOST), cache(), states=count)]
        assert hidden.flatten().tolist() == [float(n) for n in range(2 * MOST)][-count:]
        return float(hidden.shape[0])

    rounds = Rounds(Echo(), most=MOST)
    results = begun(rounds, *(last(count) for count in (1, 3, MOST, MOST + 3, 2 * MOST)))
    finish(rounds)
    assert [result.result(0) for result in results] == [1, 3, MOST, MOST + 3, 2 * MOST]


def test_many_short_steps_leave_room_for_a_long_one() -> None:
    echo = Echo()
    rounds = Rounds(echo, most=32)
    results = begun(rounds, added(range(16)), *(added([1] * 8, [1] * 8) for _ in range(4)))
    finish(rounds)
    assert echo.passes[0] == [8, 8, 8, 8]  # of which the last is a part of the long one
    assert [result.result(0) for result in results] == [15, 2, 2, 2, 2]


def test_an_error_is_that_of_its_own_work_alone() -> None:
    rounds = Rounds(Echo(), most=MOST)
    bad, good = begun(rounds, added([1], fail=True), added([1], [2], [3]))
    finish(rounds)
    assert isinstance(bad.exception(0), PromptTooLong)
    assert good.result(0) == 6


def test_a_pass_that_fails_ends_whom_it_was_for_and_nobody_else() -> None:
    def broken(steps: Sequence[Step]) -> list[Tensor]:
        raise ModelError("broken") if len(steps) > 1 else AssertionError

    rounds = Rounds(broken, most=MOST)
    first, second = begun(rounds, added([1]), added([1]))
    rounds.once()
    assert len(rounds) == 0
    assert all(isinstance(result.exception(0), ModelError) for result in (first, second))
    echo = Echo()
    rounds._run = echo
    (third,) = begun(rounds, added([7]))
    finish(rounds)
    assert third.result(0) == 7


class Panic(BaseException):
    """What libraries in Rust raise."""


def test_a_panic_is_an_error_of_its_own_work() -> None:
    def panicking() -> Work[float]:
        yield [Step([1], cache())]
        raise Panic

    rounds = Rounds(Echo(), most=MOST)
    bad, good = begun(rounds, panicking(), added([1], [2]))
    finish(rounds)
    assert isinstance(bad.exception(0), ModelError)
    assert good.result(0) == 3


def test_work_learns_of_a_pass_that_failed() -> None:
    def broken(_steps: Sequence[Step]) -> list[Tensor]:
        raise RuntimeError("no memory")

    def telling() -> Work[float]:
        try:
            yield [Step([1], cache())]
        except RuntimeError as error:
            raise PromptTooLong("translated") from error
        return 0.0

    rounds = Rounds(broken, most=MOST)
    (result,) = begun(rounds, telling())
    finish(rounds)
    assert isinstance(result.exception(0), PromptTooLong)


def test_what_does_not_fit_its_cache_fails_alone() -> None:
    echo = Echo()
    rounds = Rounds(echo, most=MOST)
    bad, good = begun(rounds, added(range(101)), added([1], [2]))
    finish(rounds)
    assert isinstance(bad.exception(0), PromptTooLong)
    assert good.result(0) == 3
    assert echo.passes == [[1], [1]]


def test_what_nobody_waits_for_is_given_up() -> None:
    echo = Echo()
    rounds = Rounds(echo, most=MOST)
    closed = []

    def endless() -> Work[float]:
        try:
            while True:
                yield [Step([1], cache())]
        finally:
            closed.append(True)

    result, other = begun(rounds, endless(), added([1], [2]))
    rounds.once()
    assert result.cancel()
    finish(rounds)
    assert closed
    assert other.result(0) == 3
    assert echo.passes == [[1, 1], [1]]


def test_work_that_waits_for_other_work_costs_no_pass() -> None:
    echo, ready = Echo(), False

    def waiting() -> Work[float]:
        while not ready:
            yield []
        return 1.0

    def reading() -> Work[float]:
        nonlocal ready
        yield [Step([5], cache())]
        ready = True
        return 2.0

    rounds = Rounds(echo, most=MOST)
    results = begun(rounds, waiting(), reading())
    finish(rounds)
    assert [result.result(0) for result in results] == [1, 2]
    assert echo.passes == [[1]]


def test_several_as_one_work() -> None:
    echo = Echo()
    assert alone(together([added([1], [2], [3]), added(), added([4, 5])]), echo) == [6, 0, 5]
    assert echo.passes == [[1, 2], [1], [1]]
    with pytest.raises(PromptTooLong):
        alone(together([added([1], fail=True), added([1], [2])]), Echo())
    assert alone(together([]), echo) == []
