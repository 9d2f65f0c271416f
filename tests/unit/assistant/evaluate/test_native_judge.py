"""Each rule of the native format, and what breaks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from ensemble.v1 import assistant_pb2 as pb

from assistant.evaluate.native.judge import Moment, contains, judge
from assistant.evaluate.native.later import Waiting
from assistant.evaluate.native.suite import Later, NativeCase
from assistant.evaluate.native.wanted import Wanted
from assistant.evaluate.talk import Said
from assistant.evaluate.verdict import Miss, Verdict
from devices.schema import Description, Property, ValueType
from model_core.plan import After

LAMP = Description(
    "Lamp",
    "light",
    (
        Property("on", ValueType.BOOLEAN, writable=True),
        Property("brightness", ValueType.INTEGER, writable=True),
        Property("power", ValueType.NUMBER),
    ),
)
DEVICES = {"lamp": LAMP, "other": LAMP}
START: dict[str, dict[str, Any]] = {
    name: {"on": False, "brightness": 60, "power": 0.0} for name in ("lamp", "other")
}
PLAIN = NativeCase("c", ("s",))
ON = replace(PLAIN, expect={"lamp": {"on": True}})
ASKING = pb.Question(text="Which?", choices=[pb.Choice(id="lamp"), pb.Choice(id="other")])
TEA = Waiting(After(300))


def after(
    *changes: tuple[str, str, object], done: Mapping[str, tuple[str, ...]] | None = None, **waiting: Waiting
) -> Moment:
    """The start with these changes."""
    state = {name: dict(values) for name, values in START.items()}
    for device, name, value in changes:
        state[device][name] = value
    return Moment(state, done or {}, waiting)


def verdict(case: NativeCase, now: Moment, said: Said | None = None, **waited: Waiting) -> Verdict:
    """The judgement of what became of the start."""
    return judge(case, DEVICES, Moment(START, {}, waited), now, said or Said())


LIT = ("lamp", "on", True)
WARM = ("lamp", "power", 7.0)
REFUSED = Said(refused=True, declined=True)
DECLINED = Said(declined=True)
ASKED = Said(question=ASKING)
TELLING = replace(PLAIN, responses=(("two", "2"), ("oven",)))
WHICH = replace(PLAIN, question=True, choices=frozenset({"lamp", "other"}))
RUN = replace(PLAIN, actions={"lamp": frozenset({"blink"})})
PARTLY = replace(ON, refusal=True)
BRIGHTER = replace(PLAIN, expect={"lamp": {"brightness": Wanted(moves="up", at_most=90)}})
EITHER = replace(ON, alternatives=({"lamp": {"brightness": 0}}, {"other": {"on": True}}))
NOT_PLANNED = replace(PLAIN, later=Later(After(300)))

CASES: list[tuple[str, NativeCase, Moment, Said, Miss | None]] = [
    ("nothing is expected", PLAIN, after(), Said(), None),
    ("nothing is expected, and it moved", PLAIN, after(LIT), Said(), Miss.MOVED),
    ("chat may be refused", PLAIN, after(), REFUSED, None),
    ("chat is not asked back", PLAIN, after(), ASKED, Miss.ASKED),
    ("as expected", ON, after(LIT, WARM), Said(), None),
    ("left alone", ON, after(), Said(), Miss.MISSED),
    ("refused", ON, after(), REFUSED, Miss.REFUSED),
    ("asked for nothing", ON, after(), ASKED, Miss.ASKED),
    ("done, and asked for nothing", ON, after(LIT), ASKED, Miss.ASKED),
    ("more than expected", ON, after(LIT, ("lamp", "brightness", 10)), Said(), Miss.MOVED),
    ("another too", ON, after(LIT, ("other", "on", True)), Said(), Miss.MOVED),
    ("another measures", ON, after(LIT, ("other", "power", 3.0)), Said(), Miss.MOVED),
    (
        "ignored",
        replace(ON, ignore={"other": frozenset({"on"})}),
        after(LIT, ("other", "on", True)),
        Said(),
        None,
    ),
    (
        "ignored, its measures too",
        replace(ON, ignore={"other": frozenset()}),
        after(LIT, ("other", "power", 3.0)),
        Said(),
        None,
    ),
    (
        "ignored elsewhere",
        replace(ON, ignore={"other": frozenset({"on"})}),
        after(LIT, ("other", "brightness", 1)),
        Said(),
        Miss.MOVED,
    ),
    ("up as it should", BRIGHTER, after(("lamp", "brightness", 70)), Said(), None),
    ("left where it was", BRIGHTER, after(), Said(), Miss.MISSED),
    ("the other way", BRIGHTER, after(("lamp", "brightness", 50)), Said(), Miss.MISSED),
    ("too far", BRIGHTER, after(("lamp", "brightness", 95)), Said(), Miss.MISSED),
    ("up, and another on", BRIGHTER, after(("lamp", "brightness", 70), LIT), Said(), Miss.MOVED),
    ("the first way", EITHER, after(LIT), Said(), None),
    ("the second way", EITHER, after(("lamp", "brightness", 0)), Said(), None),
    ("the third way", EITHER, after(("other", "on", True)), Said(), None),
    ("no way", EITHER, after(), Said(), Miss.MISSED),
    ("two ways at once", EITHER, after(LIT, ("lamp", "brightness", 0)), Said(), Miss.MOVED),
    ("nearly the second way", EITHER, after(("lamp", "brightness", 9)), Said(), Miss.MISSED),
    ("run", RUN, after(done={"lamp": ("blink",)}), Said(), None),
    ("not run", RUN, after(), Said(), Miss.MISSED),
    ("another is run too", RUN, after(done={"lamp": ("blink",), "other": ("blink",)}), Said(), Miss.MOVED),
    ("another action", RUN, after(done={"lamp": ("blink", "honk")}), Said(), Miss.MOVED),
    ("an action that properties show", ON, after(LIT, done={"lamp": ("start",)}), Said(), None),
    ("answered", TELLING, after(), Said(replies=["2 are on, and the OVEN."]), None),
    ("half answered", TELLING, after(), Said(replies=["2 are on."]), Miss.ANSWER),
    ("not answered but refused", TELLING, after(), REFUSED, Miss.REFUSED),
    ("asked", WHICH, after(), ASKED, None),
    ("any question", replace(PLAIN, question=True), after(), ASKED, None),
    ("asked between others", replace(WHICH, choices=frozenset({"lamp"})), after(), ASKED, Miss.CHOICES),
    ("not asked", WHICH, after(), Said(), Miss.NOT_ASKED),
    ("not asked, moved", WHICH, after(LIT), Said(), Miss.MOVED),
    ("refused as it should", replace(PLAIN, refusal=True), after(), REFUSED, None),
    ("not refused", replace(PLAIN, refusal=True), after(), Said(), Miss.NOT_REFUSED),
    ("asked instead", replace(PLAIN, refusal=True), after(), ASKED, Miss.ASKED),
    ("a part refused, not all", replace(PLAIN, refusal=True), after(), DECLINED, Miss.NOT_REFUSED),
    ("done, the rest refused", PARTLY, after(LIT), DECLINED, None),
    ("done, nothing refused", PARTLY, after(LIT), Said(), Miss.NOT_REFUSED),
    ("all refused", PARTLY, after(), REFUSED, Miss.REFUSED),
    ("refused and not done", PARTLY, after(), DECLINED, Miss.MISSED),
    ("the rest done too", PARTLY, after(LIT, ("other", "on", True)), DECLINED, Miss.MOVED),
    ("run, the rest refused", replace(RUN, refusal=True), after(done={"lamp": ("blink",)}), DECLINED, None),
    ("planned, the rest refused", replace(NOT_PLANNED, refusal=True), after(tea=TEA), DECLINED, None),
    ("planned", NOT_PLANNED, after(tea=TEA), Said(), None),
    ("not planned", NOT_PLANNED, after(), Said(), Miss.LATER),
    ("planned twice", NOT_PLANNED, after(tea=TEA, again=TEA), Said(), Miss.LATER),
    ("planned otherwise", NOT_PLANNED, after(tea=Waiting(After(60))), Said(), Miss.LATER),
    ("planned for nothing", PLAIN, after(tea=TEA), Said(), Miss.MOVED),
    (
        "planned where nothing may wait",
        replace(PLAIN, nothing_later=True),
        after(tea=TEA),
        Said(),
        Miss.MOVED,
    ),
]


@pytest.mark.parametrize(("case", "now", "said", "miss"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_rules(case: NativeCase, now: Moment, said: Said, miss: Miss | None) -> None:
    assert verdict(case, now, said).miss is miss


def test_what_waited_before() -> None:
    assert verdict(PLAIN, after(tea=TEA), tea=TEA).passed
    assert verdict(PLAIN, after(), tea=TEA).unexpected == ("it was given up: after 300 s: tell",)
    forgotten = replace(PLAIN, nothing_later=True)
    assert verdict(forgotten, after(), tea=TEA).passed
    assert verdict(forgotten, after(tea=TEA), tea=TEA).miss is Miss.LATER


def test_how_it_waits() -> None:
    eggs = replace(TEA, name="Eggs")
    held = replace(eggs, held=True)
    wanted = replace(PLAIN, later=Later(After(300), name="eggs"))
    assert verdict(wanted, after(x=eggs)).passed
    assert verdict(wanted, after(x=TEA)).miss is Miss.LATER
    assert verdict(wanted, after(x=held)).miss is Miss.LATER
    assert verdict(replace(PLAIN, later=Later(After(300), held=True)), after(x=held)).passed
    assert verdict(PLAIN, after(x=held), x=eggs).unexpected == (
        "it was changed: after 300 s held: tell Eggs",
    )
    assert verdict(PLAIN, after(x=replace(eggs, trigger=After(360))), x=eggs).miss is Miss.MOVED
    assert verdict(PLAIN, after(x=replace(eggs, idle={"other": frozenset({"on"})})), x=eggs).passed


def test_what_steps_would_do() -> None:
    off = replace(PLAIN, later=Later(After(300), {"lamp": {"on": False}}))
    right = Waiting(After(300), {"lamp": {"on": False}})
    both = replace(right, sets={"lamp": {"on": False}, "other": {"on": False}})
    assert verdict(off, after(x=right)).passed
    assert verdict(off, after(x=TEA)).miss is Miss.LATER
    assert verdict(off, after(x=both)).unexpected == ("other: on would be False",)
    assert verdict(off, after(x=replace(both, idle={"other": frozenset({"on"})}))).passed
    assert verdict(replace(off, ignore={"other": frozenset({"on"})}), after(x=both)).passed
    assert verdict(off, after(x=replace(right, runs={"other": ("blink",)}))).miss is Miss.MOVED
    dimmed = replace(PLAIN, later=Later(After(300), {"lamp": {"brightness": 20}}))
    assert verdict(dimmed, after(x=Waiting(After(300), {"lamp": {"on": True, "brightness": 20}}))).passed
    brighter = replace(PLAIN, later=Later(After(300), {"lamp": {"brightness": Wanted(moves="up")}}))
    assert verdict(brighter, after(x=Waiting(After(300), {"lamp": {"brightness": 70}}))).passed
    assert verdict(brighter, after(x=Waiting(After(300), {"lamp": {"brightness": 50}}))).miss is Miss.LATER
    runs = replace(PLAIN, later=Later(After(300), actions={"lamp": frozenset({"blink"})}))
    assert verdict(runs, after(x=Waiting(After(300), runs={"lamp": ("blink",)}))).passed
    assert verdict(runs, after(x=TEA)).miss is Miss.LATER
    assert (
        verdict(replace(PLAIN, later=Later(After(300))), after(x=replace(TEA, asks=True))).miss is Miss.LATER
    )


def test_what_is_shown() -> None:
    judged = verdict(ON, after(("lamp", "brightness", 10)))
    assert judged.expected == {"lamp": {"on": True}}
    assert judged.got == {"lamp": {"on": False, "brightness": 10}}
    assert judged.missing == ("lamp: on is False, not True",)
    assert judged.unexpected == ("lamp: brightness went from 60 to 10",)
    vague = verdict(BRIGHTER, after())
    assert vague.expected == {"lamp": {"brightness": {"moves": "up", "at_most": 90}}}
    assert vague.missing == ("lamp: brightness is 60, not up and at most 90",)


@pytest.mark.parametrize(
    ("text", "reply", "found"),
    [
        ("locked", "The door is locked.", True),
        ("locked", "The door is unlocked.", False),
        ("lock", "Locked.", True),
        ("3", "3 lights are on.", True),
        ("3", "It is 23.4 degrees.", False),
        ("23", "It is 23.4 degrees.", False),
        ("23.4", "It is 23.4.", True),
        ("40 %", "At 40 %.", True),
        ("no,", "Yes, now", False),
        ("锁", "门锁好了", True),
    ],
)
def test_texts_in_a_reply(text: str, reply: str, found: bool) -> None:
    assert contains(reply, text) is found
