"""What can be read is planned at once; everything else is another planner's."""

from __future__ import annotations

import pytest

from assistant.planner import ReadFirst
from model_core.errors import EngineBusy
from model_core.plan import Plan, Reason, RefuseStep
from model_core.weighing.doubts import shipped
from model_core.world import Attribute, Kind, Request, Thing, World

LAMP = World((), (Thing("lamp", "Lamp", "light", None, (Attribute("on", Kind.BOOLEAN),)),))


class Other:
    """A planner that refuses, or is too busy."""

    def __init__(self, *, busy: bool = False) -> None:
        self.asked: list[str] = []
        self._busy = busy

    async def plan(self, request: Request, *, timeout: float) -> Plan:
        assert timeout > 0
        self.asked.append(request.utterance)
        if self._busy:
            raise EngineBusy("Busy.")
        return Plan((RefuseStep(Reason.UNCLEAR),))


def first(other: Other) -> ReadFirst:
    return ReadFirst(other, is_word=lambda _word: True, homes=2)


async def test_a_plain_sentence_asks_nobody() -> None:
    other = Other()
    plan = await first(other).plan(Request(LAMP, "turn on the lamp"), timeout=1)
    assert (plan.text, plan.source) == ("set lamp: on=true", "reader")
    assert other.asked == []


async def test_other_sentences_are_the_other_planners() -> None:
    other = Other()
    plan = await first(other).plan(Request(LAMP, "surprise me with the lamp"), timeout=1)
    assert plan.source == "model"
    assert other.asked == ["surprise me with the lamp"]


async def test_plain_sentences_work_while_the_model_is_busy() -> None:
    planner = first(Other(busy=True))
    assert (await planner.plan(Request(LAMP, "lamp off"), timeout=1)).text == "set lamp: on=false"
    with pytest.raises(EngineBusy):
        await planner.plan(Request(LAMP, "surprise me"), timeout=1)


class Checker:
    """Knows another plan, or is too busy."""

    def __init__(self, *, busy: bool = False) -> None:
        self.shown: list[str] = []
        self._busy = busy

    async def check(
        self, request: Request, read: Plan, *, doubt: float, deadline: float | None = None
    ) -> Plan:
        assert request.utterance
        assert doubt >= shipped().least
        assert deadline == 1
        self.shown.append(read.text)
        if self._busy:
            raise EngineBusy("Busy.")
        return Plan((RefuseStep(Reason.UNCLEAR),))


@pytest.mark.parametrize("busy", [False, True])
async def test_what_may_have_been_read_wrongly_is_checked_by_who_can(busy: bool) -> None:
    checker = Checker(busy=busy)
    planner = ReadFirst(Other(), is_word=lambda _word: True, checker=checker)
    await planner.plan(Request(LAMP, "turn on the lamp"), timeout=1)
    assert checker.shown == []
    long = "turn the lamp off, I dropped my ring and the gravy is getting cold"
    plan = await planner.plan(Request(LAMP, long), timeout=1)
    assert checker.shown == ["set lamp: on=false"]
    assert (plan.text == "set lamp: on=false") == busy


async def test_homes_are_told_apart_and_forgotten() -> None:
    planner = first(Other())
    fan = World((), (Thing("fan", "Fan", "fan", None, (Attribute("on", Kind.BOOLEAN),)),))
    for world, name in ((LAMP, "lamp"), (fan, "fan"), (World((), LAMP.things), "lamp"), (LAMP, "lamp")):
        plan = await planner.plan(Request(world, f"turn on the {name}"), timeout=1)
        assert plan.text == f"set {name}: on=true"


async def test_words_are_loaded_ahead() -> None:
    planner = first(Other())
    await planner.prepare()
    assert (await planner.plan(Request(LAMP, "lamp off"), timeout=1)).source == "reader"
