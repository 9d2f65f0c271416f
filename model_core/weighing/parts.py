"""What the steps of a plan are about: devices, abilities, values and texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from model_core.plan import (
    AdjustStep,
    After,
    AskStep,
    CancelStep,
    GetStep,
    LaterStep,
    Plan,
    Question,
    Reason,
    RefuseStep,
    RunStep,
    SetStep,
    Step,
    TellStep,
    Test,
    When,
    Word,
)

ACTS = ("do", "tell", "which", "what", "unknown", "unable", "chat", "later", "cancel", "waiting")
"""What a plan can be as a whole, by its first step."""


def act(plan: Plan) -> str:
    """The one of `ACTS` that the plan is."""
    match plan.steps[0]:
        case GetStep():
            return "tell"
        case AskStep(question=question):
            return "which" if question is Question.WHICH else "what"
        case RefuseStep(reason=Reason.UNKNOWN):
            return "unknown"
        case RefuseStep(reason=Reason.UNABLE):
            return "unable"
        case RefuseStep():
            return "chat"
        case LaterStep():
            return "later"
        case CancelStep():
            return "cancel"
        case AdjustStep() | TellStep():
            return "waiting"
        case _:
            return "do"


def flat(steps: Iterable[Step]) -> Iterator[Step]:
    """The steps, and after each those that wait in it."""
    for step in steps:
        yield step
        if isinstance(step, LaterStep):
            yield from step.steps


def devices(step: Step) -> tuple[str, ...]:
    """Ids of what the step names."""
    match step:
        case AskStep():
            return step.choices
        case LaterStep(trigger=When() as when):
            return (when.device,)
        case SetStep() | RunStep() | GetStep() | RefuseStep():
            return step.devices
        case _:
            return ()


def picks_unasked(plan: Plan, question: Plan) -> bool:
    """Whether a plan takes some of the devices between which another asks, as no word does."""
    choices = set(devices(question.steps[0])) if act(question) == "which" else set()
    return bool(choices) and {i for step in flat(plan.steps) for i in devices(step)} < choices


def assigned(step: Step) -> Iterator[tuple[str, str]]:
    """Each property or action, with the text that is chosen for it; empty where none is."""
    match step:
        case SetStep():
            for a in step.assignments:
                yield a.property, _text(a.value)
        case RunStep():
            chosen = [_text(value) for _, value in step.arguments]
            yield from ((step.action, text) for text in chosen or [""])
        case GetStep():
            yield from ((name, "") for name in step.properties)
            if step.test is not None:
                yield step.test.property, _text(step.test.value)
        case LaterStep(trigger=When() as when):
            yield when.test.property, _text(when.test.value)
        case _:
            return


def texts(step: Step) -> Iterator[str]:
    """What is quoted in the step, or chosen by name."""
    match step:
        case RefuseStep():
            yield step.subject
        case LaterStep():
            yield from (text for text in (step.name, step.about) if text)
        case CancelStep() | AdjustStep() | TellStep():
            yield from (text for text in (step.which.name, step.which.kind.value) if text)
        case _:
            pass
    yield from (text for _, text in assigned(step) if text)


def numbers(step: Step) -> Iterator[float]:
    """The amounts in the step."""
    match step:
        case SetStep():
            values: list[object] = [a.value for a in step.assignments]
        case RunStep():
            values = [value for _, value in step.arguments]
        case GetStep(test=Test() as test) | LaterStep(trigger=When(test=test)):
            values = [test.value]
        case LaterStep(trigger=After(seconds=seconds)):
            values = _lengths(seconds)
        case AdjustStep():
            values = _lengths(step.seconds, step.which.seconds)
        case CancelStep() | TellStep():
            values = _lengths(step.which.seconds)
        case _:
            return
    yield from (float(v) for v in values if isinstance(v, int | float) and not isinstance(v, bool))


def _lengths(*lengths: int) -> list[object]:
    """Seconds as people may have said them."""
    return [seconds / unit for seconds in lengths if seconds for unit in (1, 60, 3600)]


def _text(value: object) -> str:
    return str(value) if isinstance(value, str) and not isinstance(value, Word) else ""
