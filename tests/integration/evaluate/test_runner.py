"""A small suite on the whole stack, with plans that are right and plans that are wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.app import App
from assistant.cli.evaluate import own_parts
from assistant.evaluate.results import Evaluation, Result
from assistant.evaluate.runner import Runner
from assistant.evaluate.stage import StandError
from assistant.evaluate.suite import Area, Home, Suite, load
from assistant.settings import Settings
from model_core.plan import (
    AskStep,
    Assignment,
    Comparison,
    GetStep,
    LaterStep,
    Plan,
    Query,
    Question,
    RunStep,
    SetStep,
    Step,
    Test,
    When,
)
from model_core.world import Request

TINY = Path(__file__).parents[2] / "suites" / "tiny"

Right = dict[str, Callable[[Request], tuple[Step, ...]]]


def named(request: Request, name: str, type_: str) -> str:
    """Id of the device of that name and type."""
    return next(thing.id for thing in request.world.things if (thing.name, thing.type) == (name, type_))


def wants(name: str, type_: str, property_: str, value: bool | int) -> Callable[[Request], tuple[Step, ...]]:
    """A plan that sets one property of one device."""
    return lambda request: (SetStep((named(request, name, type_),), (Assignment(property_, value),)),)


RIGHT: Right = {
    "Desk lamp off": wants("Desk lamp", "light", "on", False),
    "Switch the desk lamp off please": wants("Desk lamp", "light", "on", False),
    "Half light at the desk": wants("Desk lamp", "light", "brightness", 50),
    "Let the blind up a quarter": wants("Window blind", "blind", "position", 25),
    "Unlock the porch door": wants("Porch door", "lock", "locked", False),
    "Is the porch door locked?": lambda request: (
        GetStep((named(request, "Porch door", "lock"),), Query.VALUE, ("locked",)),
    ),
    "Put milk on the groceries": lambda request: (
        RunStep((named(request, "Groceries", "list"),), "add", (("item", "milk"),)),
    ),
    "Make it evening": lambda request: (RunStep((named(request, "Evening", "scene"),), "activate"),),
    "Hush": wants("Hall radio", "speaker", "muted", True),
}


class Scripted:
    """Plans by utterance; keeps what it was asked."""

    def __init__(self) -> None:
        self.plans: Right = dict(RIGHT)
        self.requests: dict[str, Request] = {}

    async def plan(self, request: Request, *, timeout: float) -> Plan:
        """The plan of the script."""
        assert timeout > 0
        self.requests[request.utterance] = request
        return Plan(self.plans[request.utterance](request), text=f" plan of {request.utterance}")


@pytest.fixture
def planner() -> Scripted:
    """Right plans, until a test changes one."""
    return Scripted()


@pytest.fixture
async def runner(tmp_path: Path, planner: Scripted) -> AsyncIterator[Runner]:
    """A runner on a started stack."""
    settings = own_parts(Settings(data_dir=tmp_path / "settings", command_timeout=5), tmp_path / "parts")
    async with App(settings, planner=planner) as app:
        yield Runner(app)


@pytest.fixture
def tiny() -> Suite:
    """The suite."""
    return load(TINY)


def only(evaluation: Evaluation, sentence: str) -> Result:
    """The result of that sentence."""
    return next(result for result in evaluation.results if result.sentence == sentence)


async def test_right_plans_pass_every_sentence(runner: Runner, planner: Scripted, tiny: Suite) -> None:
    seen: list[Result] = []
    evaluation = await runner.run(tiny, on_result=seen.append)
    assert [
        (r.sentence, r.verdict.missing, r.verdict.unexpected, r.error) for r in seen if not r.passed
    ] == []
    assert seen == evaluation.results
    assert (evaluation.total, evaluation.passed, evaluation.false_actions) == (9, 9, 0)
    assert evaluation.confirmations == 1
    heard = planner.requests["Let the blind up a quarter"]
    assert heard.room == "Study"
    assert {room.name: room.floor for room in heard.world.rooms} == {"Study": "first floor", "Porch": None}
    unlocked = only(evaluation, "Unlock the porch door")
    assert unlocked.confirmations == 1
    assert unlocked.plan == "plan of Unlock the porch door"
    assert "unlocked" in unlocked.reply
    body = evaluation.as_json()
    assert set(body) == {"suite", "total", "passed", "false_actions", "median_seconds", "cases"}
    assert body["suite"] == "tiny"
    assert body["median_seconds"] > 0
    assert body["cases"][0] == {
        "category": "light",
        "home": "flat",
        "sentence": "Desk lamp off",
        "passed": True,
        "miss": None,
        "confidence": None,
        "plan": "plan of Desk lamp off",
        "source": "model",
        "reply": body["cases"][0]["reply"],
        "expected": {
            "light.desk_lamp": {"state": "off", "attributes": {"brightness": None, "color_mode": None}}
        },
        "got": {"light.desk_lamp": {"state": "off", "attributes": {"brightness": None, "color_mode": None}}},
        "seconds": body["cases"][0]["seconds"],
    }


async def test_wrong_plans_fail_and_count_as_false_actions(
    runner: Runner, planner: Scripted, tiny: Suite
) -> None:
    def both(request: Request) -> tuple[Step, ...]:
        lamps = named(request, "Desk lamp", "light"), named(request, "Porch lamp", "light")
        return (SetStep(lamps[:1], (Assignment("on", False),)), SetStep(lamps[1:], (Assignment("on", True),)))

    planner.plans |= {
        "Desk lamp off": wants("Porch lamp", "light", "on", True),  # another device
        "Switch the desk lamp off please": both,  # the right one and another
        "Half light at the desk": wants("Desk lamp", "light", "brightness", 90),  # the right one, wrongly
        "Let the blind up a quarter": lambda _request: (AskStep(Question.WHICH),),  # nothing
        "Unlock the porch door": lambda request: (
            *RIGHT["Unlock the porch door"](request),
            *wants("Porch lamp", "light", "on", True)(request),
        ),
        "Is the porch door locked?": wants("Porch door", "lock", "locked", True),
    }
    evaluation = await runner.run(tiny, homes=["flat"])
    assert [r.sentence for r in evaluation.results if r.passed] == ["Is the porch door locked?"]
    falsely = {result.sentence for result in evaluation.results if result.verdict.false_action}
    assert falsely == {"Desk lamp off", "Switch the desk lamp off please", "Unlock the porch door"}
    assert evaluation.false_actions == 3
    wrong = only(evaluation, "Desk lamp off")
    assert wrong.verdict.unexpected == ("light.porch_lamp: state went from off to on",)
    assert wrong.verdict.got["light.porch_lamp"] == {
        "state": "on",
        "attributes": {"color_mode": "onoff"},
    }
    assert only(evaluation, "Half light at the desk").verdict.got["light.desk_lamp"]["attributes"] == {
        "brightness": 230,
        "color_mode": "brightness",
    }


async def test_a_question_of_which_is_not_answered_and_a_reply_must_tell(
    runner: Runner, planner: Scripted, tiny: Suite
) -> None:
    planner.plans["Is the porch door locked?"] = lambda request: (
        AskStep(Question.WHICH, (named(request, "Porch door", "lock"),)),
    )
    evaluation = await runner.run(tiny, homes=["flat"])
    asked = only(evaluation, "Is the porch door locked?")
    assert not asked.passed
    assert not asked.verdict.false_action
    assert asked.confirmations == 0
    assert asked.verdict.missing == ("the reply has none of: yes, is locked",)
    assert evaluation.passed == evaluation.total - 1


async def test_nothing_planned_for_later_reaches_the_next_sentence(
    runner: Runner, planner: Scripted, tiny: Suite
) -> None:
    def when_unlocked(request: Request) -> tuple[Step, ...]:
        unlocked = When(named(request, "Porch door", "lock"), Test("locked", Comparison.EQUAL, value=False))
        lamp = SetStep((named(request, "Porch lamp", "light"),), (Assignment("on", True),))
        return (LaterStep(unlocked, (lamp,)),)

    planner.plans["Desk lamp off"] = when_unlocked
    evaluation = await runner.run(tiny, homes=["flat"])
    assert [result.sentence for result in evaluation.results if not result.passed] == ["Desk lamp off"]
    assert evaluation.false_actions == 0


async def test_a_limit_and_an_unknown_home(runner: Runner, tiny: Suite) -> None:
    evaluation = await runner.run(tiny, limit=1)
    assert [result.sentence for result in evaluation.results] == ["Desk lamp off"]
    with pytest.raises(StandError, match="no home castle"):
        await runner.run(tiny, homes=["castle"])


async def test_a_model_that_fails_is_a_failed_sentence(
    runner: Runner, planner: Scripted, tiny: Suite
) -> None:
    from model_core.errors import EngineBusy

    def busy(_request: Request) -> tuple[Step, ...]:
        raise EngineBusy("Busy.")

    planner.plans["Desk lamp off"] = busy
    evaluation = await runner.run(tiny, homes=["flat"], limit=2)
    assert [result.passed for result in evaluation.results] == [False, True]
    assert evaluation.results[0].error


async def test_a_home_that_cannot_be_set_up_fails_its_sentences_only(
    runner: Runner, planner: Scripted, tiny: Suite
) -> None:
    flat, house = tiny.homes
    assert isinstance(flat, Home)
    broken = replace(flat, areas=(*flat.areas, Area("long", "x" * 100)))
    evaluation = await runner.run(Suite("broken", (broken, house)))
    assert {result.home for result in evaluation.results if result.passed} == {"house"}
    assert (evaluation.total, evaluation.passed) == (9, 3)
    assert all("flat: " in result.error for result in evaluation.results if result.home == "flat")
    assert set(planner.requests) == {sentence for case in house.cases for sentence in case.sentences}
