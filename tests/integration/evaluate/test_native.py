"""The native format on the whole stack, with plans that are right and plans that are wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from assistant.app import App
from assistant.cli.evaluate import own_parts
from assistant.evaluate.results import Evaluation, Result
from assistant.evaluate.runner import Runner
from assistant.evaluate.suite import Suite, load
from assistant.evaluate.verdict import Miss
from assistant.settings import Settings
from model_core.plan import (
    After,
    AskStep,
    Assignment,
    At,
    CancelStep,
    Comparison,
    GetStep,
    LaterStep,
    Plan,
    Query,
    Question,
    Reason,
    RefuseStep,
    RunStep,
    SetStep,
    Step,
    Test,
    When,
    Word,
)
from model_core.world import Request

NATIVE = Path(__file__).parents[2] / "suites" / "native"

Script = dict[str, tuple[Step, ...]]


def put(device: str, name: str, value: bool | float | str | Word) -> SetStep:
    """A step that sets one property."""
    return SetStep((device,), (Assignment(name, value),))


CHAT = (RefuseStep(Reason.CHAT),)
SAUNA = RefuseStep(Reason.UNKNOWN, "sauna")
TEA = (LaterStep(After(300), ()),)
DONE = When("washer", Test("state", Comparison.EQUAL, "done"))

RIGHT: Script = {
    "Desk lamp to forty": (put("desk_lamp", "brightness", 40),),
    "Forty percent at the desk": (put("desk_lamp", "brightness", 40),),
    "A bit brighter at the desk": (put("desk_lamp", "brightness", 65),),
    "Heating to twenty-one": (put("heating", "target_temperature", 21),),
    "Back to what it was": (
        put("heating", "target_temperature", Word.PREVIOUS),
        put("desk_lamp", "on", True),
    ),
    "Start the washer": (RunStep(("washer",), "start"),),
    "Where is Dusty?": (RunStep(("dusty",), "locate"),),
    "Unlock the porch door": (put("porch_door", "locked", False),),
    "Milk is out": (RunStep(("groceries",), "add", (("item", "milk"),)),),
    "Is the porch door locked?": (GetStep(("porch_door",), Query.VALUE, ("locked",)),),
    "Lamp off": (AskStep(Question.WHICH, ("desk_lamp", "shelf_lamp")),),
    "Start the sauna": (SAUNA,),
    "Desk lamp on and start the sauna": (put("desk_lamp", "on", True), SAUNA),
    "Unlock the porch door and start the sauna": (put("porch_door", "locked", False), SAUNA),
    "Good morning": CHAT,
    "Desk lamp off in ten minutes": (LaterStep(After(600), (put("desk_lamp", "on", False),)),),
    "Dusty at seven every day": (LaterStep(At("07:00", "daily"), (RunStep(("dusty",), "start"),)),),
    "Light me up when the washer is done": (
        LaterStep(DONE, (put("shelf_lamp", "brightness", Word.MAXIMUM),)),
    ),
    "Five minutes for the tea": TEA,
    "Forget it": (CancelStep(),),
}


class Scripted:
    """Plans by utterance; keeps what it was asked."""

    def __init__(self) -> None:
        self.plans: Script = dict(RIGHT)
        self.requests: dict[str, Request] = {}

    async def plan(self, request: Request, *, timeout: float) -> Plan:
        """The plan of the script."""
        assert timeout > 0
        self.requests[request.utterance] = request
        return Plan(self.plans[request.utterance], text=f" plan of {request.utterance}", confidence=0.95)


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
def native() -> Suite:
    """The suite."""
    return load(NATIVE)


def only(evaluation: Evaluation, sentence: str) -> Result:
    """The result of that sentence."""
    return next(result for result in evaluation.results if result.sentence == sentence)


async def test_right_plans_pass_every_sentence(runner: Runner, planner: Scripted, native: Suite) -> None:
    evaluation = await runner.run(native)
    assert [
        (r.sentence, r.verdict.missing, r.verdict.unexpected, r.error)
        for r in evaluation.results
        if not r.passed
    ] == []
    assert (evaluation.total, evaluation.confirmations) == (19, 2)
    heard = planner.requests["Forty percent at the desk"]
    assert heard.room == "Study"
    assert [turn.utterance for turn in planner.requests["Back to what it was"].history] == [
        "Heating to twenty-one"
    ]
    lamp = evaluation.results[0].as_json()
    assert (lamp["expected"], lamp["got"]) == ({"desk_lamp": {"brightness": 40}},) * 2
    assert (lamp["confidence"], lamp["miss"]) == (0.95, None)


async def test_each_kind_of_miss(runner: Runner, planner: Scripted, native: Suite) -> None:
    wrong: dict[str, tuple[tuple[Step, ...], Miss]] = {
        "Desk lamp to forty": ((put("shelf_lamp", "on", True),), Miss.MOVED),
        "Forty percent at the desk": ((AskStep(Question.WHAT),), Miss.ASKED),
        "A bit brighter at the desk": ((put("desk_lamp", "brightness", 40),), Miss.MISSED),
        "Back to what it was": ((put("heating", "target_temperature", 19),), Miss.MISSED),
        "Start the washer": (RIGHT["Start the sauna"], Miss.REFUSED),
        "Where is Dusty?": ((GetStep(("dusty",), Query.VALUE, ("state",)),), Miss.MISSED),
        "Unlock the porch door": (
            (*RIGHT["Unlock the porch door"], RunStep(("dusty",), "locate")),
            Miss.MOVED,
        ),
        "Is the porch door locked?": ((GetStep(("dusty",), Query.VALUE, ("battery",)),), Miss.ANSWER),
        "Lamp off": ((AskStep(Question.WHICH, ("desk_lamp", "porch_door")),), Miss.CHOICES),
        "Start the sauna": ((GetStep(("dusty",), Query.VALUE, ("battery",)),), Miss.NOT_REFUSED),
        "Desk lamp on and start the sauna": ((put("desk_lamp", "on", True), *CHAT), Miss.NOT_REFUSED),
        "Unlock the porch door and start the sauna": ((SAUNA,), Miss.REFUSED),
        "Good morning": (TEA, Miss.MOVED),
        "Desk lamp off in ten minutes": (
            (LaterStep(After(60), (put("desk_lamp", "on", False),)),),
            Miss.LATER,
        ),
        "Dusty at seven every day": (
            (LaterStep(At("07:00", "daily"), (RunStep(("washer",), "start"),)),),
            Miss.MOVED,
        ),
        "Light me up when the washer is done": (CHAT, Miss.REFUSED),
        "Forget it": (RIGHT["Is the porch door locked?"], Miss.LATER),
    }
    planner.plans |= {sentence: steps for sentence, (steps, _) in wrong.items()}
    evaluation = await runner.run(native)
    missed = {result.sentence: result.miss for result in evaluation.results if not result.passed}
    assert missed == {sentence: miss for sentence, (_, miss) in wrong.items()}
    assert evaluation.needless_questions == 1
    assert only(evaluation, "Unlock the porch door").verdict.unexpected == ("dusty: locate was run",)
    assert only(evaluation, "Good morning").verdict.unexpected == ("it was planned: after 300 s: tell",)


async def test_devices_begin_anew_with_each_sentence(
    runner: Runner, planner: Scripted, native: Suite
) -> None:
    planner.plans["Desk lamp to forty"] = (
        RunStep(("washer",), "start"),
        put("heating", "target_temperature", 25),
    )
    planner.plans["Forty percent at the desk"] += (
        GetStep(("washer",), Query.VALUE, ("state",)),
        GetStep(("heating",), Query.VALUE, ("target_temperature",)),
    )
    evaluation = await runner.run(native, limit=2)
    assert [result.passed for result in evaluation.results] == [False, True]
    assert evaluation.results[0].verdict.got["washer"]["state"] == "running"
    assert "running" not in evaluation.results[1].reply
    assert "18" in evaluation.results[1].reply
