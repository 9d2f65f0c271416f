"""Devices that a sentence names as well as the one a plan takes, so that no word tells which is meant."""

from __future__ import annotations

from model_core.language.vocabulary import clean
from model_core.plan import Plan, RunStep, SetStep
from model_core.reading.nouns import SAME_TYPE
from model_core.reading.text import numbers
from model_core.retrieval.words import words
from model_core.weighing import parts
from model_core.weighing.said import Known, Listening
from model_core.world import Request, Thing


def equals(plan: Plan, request: Request, home: Listening) -> tuple[Thing, ...]:
    """The device that a plan moves and its equals, in the home's order; empty where it has none.

    They are of one type and can do what the plan does, the same words of the sentence name each by its name,
    kind or place, and none is said by its whole name. Of several, those in the speaker's room are meant. What
    was said before can tell which, so that nothing in a sentence that follows has equals.
    """
    device = _only(plan)
    if request.history or device not in home.devices:
        return ()
    said, taken = _spoken(request, home), home.devices[device]
    named = said & _words(taken)
    if not named & taken.called or any(name <= said for name in taken.names):
        return ()
    others = [known for known in home.devices.values() if known is not taken]
    if any(named < said & _words(other) for other in others):
        return ()
    deeds = {name for step in plan.steps for name, _ in parts.assigned(step)}
    able = [other for other in others if _kind(other) == _kind(taken) and deeds <= other.own.keys()]
    alike = [other for other in able if named == said & _words(other)]
    here = [o for o in (taken, *alike) if o.thing.room is not None and o.thing.room == home.room(request)]
    if here and taken not in here:
        return ()
    alike = here or alike
    found = {device, *(other.thing.id for other in alike)}
    return tuple(k.thing for k in home.devices.values() if k.thing.id in found) if len(found) > 1 else ()


def _only(plan: Plan) -> str:
    """The device that all steps of a plan move; empty where they do anything else."""
    moved = {
        parts.devices(step) if isinstance(step, SetStep | RunStep) and not step.group else ()
        for step in plan.steps
    }
    devices = moved.pop() if len(moved) == 1 else ()
    return devices[0] if len(devices) == 1 else ""


def _spoken(request: Request, home: Listening) -> frozenset[str]:
    """All words of the sentence, as said and as they may have been meant."""
    text = clean(request.utterance)
    return frozenset((*words(text), *home.everything(numbers(text))))


def _words(known: Known) -> frozenset[str]:
    return known.called.union(known.place, *known.names)


def _kind(known: Known) -> str:
    return SAME_TYPE.get(known.type, known.type)
