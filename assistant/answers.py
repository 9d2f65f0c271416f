"""Answers about the home in words; what has not been heard is said to be so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assistant import phrases
from assistant.context import House
from assistant.phrases import Fact, capital, listed, the, words
from assistant.queries import Answer, Freshness, Reading
from assistant.replies import is_several, joined, subject, unit_of
from model_core.plan import Comparison, Query, Test

COMPARED = {
    Comparison.ABOVE: "above",
    Comparison.BELOW: "below",
    Comparison.AT_LEAST: "of at least",
    Comparison.AT_MOST: "of at most",
}
SENSED = {"window sensor": "window", "door sensor": "door"}
"""What people count when they count sensors."""
UNSURE = "I can't say for sure."


def worded(house: House, answer: Answer, *, now: datetime) -> list[str]:
    """The answer as sentences: what is known first, then what is not; empty when all was refused."""
    unheard = _unheard(house, answer.unknown, now)
    query = answer.step.query
    if not answer.readings:
        return []
    if query is Query.VALUE:
        return [*_sentences(_so(house, [r for r in answer.readings if r.known])), *unheard]
    if query in (Query.HIGHEST, Query.LOWEST):
        return [*_extreme(house, answer), *unheard]
    if query is Query.COUNT:
        return [_count(house, answer), *unheard]
    if query is Query.LIST:
        return [_list(house, answer), *unheard]
    return _check(house, answer, unheard)


def _check(house: House, answer: Answer, unheard: list[str]) -> list[str]:
    known = [r for r in answer.readings if r.known]
    failing = [r for r in known if r not in answer.matched]
    if answer.verdict is True:
        shown = _so(house, answer.matched)
        rest = unheard if answer.step.query is Query.CHECK else []
        return [f"Yes, {shown[0]}.", *_sentences(shown[1:]), *rest]
    if answer.verdict is False:
        if answer.step.query is Query.CHECK_ANY and len(known) > 1 and answer.step.test is not None:
            return [f"No, none of the {_nouns(house, known, len(known))} {_predicate(house, answer)[0]}."]
        shown = _so(house, failing)
        return [f"No: {shown[0]}.", *_sentences(shown[1:]), *unheard]
    return [UNSURE, *unheard, *_sentences(_so(house, known))]


def _count(house: House, answer: Answer) -> str:
    if not any(r.known for r in answer.readings):
        return UNSURE
    said = _nouns(house, answer.readings, len(answer.matched))
    one, several = _predicate(house, answer)
    count = len(answer.matched)
    none = "As far as I know, no" if answer.unknown else "No"
    head = f"{said if count else f'{none} ' + said.removeprefix('0 ')} {one if count == 1 else several}"
    names = listed([house.spoken(r.device_id) for r in answer.matched])
    return f"{head}: {names}." if names else f"{head}."


def _list(house: House, answer: Answer) -> str:
    if not answer.matched:
        return _count(house, answer)
    ids = [r.device_id for r in answer.matched]
    names = [house.spoken(d) for d in ids]
    one, several = _predicate(house, answer)
    if len(names) == 1:
        only = the(names[0]) if answer.unknown else f"only {the(names[0])}"
        return f"{capital(only)} {several if phrases.is_plural(names[0]) else one}."
    return f"{capital(listed(names))} {several}."


def _extreme(house: House, answer: Answer) -> list[str]:
    if not answer.matched:
        return []
    first = answer.matched[0]
    names = listed([the(house.spoken(r.device_id)) for r in answer.matched])
    most = "highest" if answer.step.query is Query.HIGHEST else "lowest"
    verb = "have" if is_several(house, [r.device_id for r in answer.matched]) else "has"
    value = phrases.quantity(first.value if first.value is not None else "", first.unit)
    return [f"{capital(names)} {verb} the {most} {words(first.name)}: {value}."]


def _so(house: House, readings: Sequence[Reading]) -> list[str]:
    """Clauses of what is so: the facts of a device together, and devices with the same facts together."""
    found: dict[str, list[Fact]] = {}
    clauses: list[str] = []
    for reading in readings:
        if isinstance(reading.value, list):
            if reading.value or reading.name == "items" or len(readings) == 1:
                clauses.append(_items(house, reading, reading.value))
        elif reading.value is not None:
            said = phrases.fact(reading.name, reading.value, reading.unit)
            found.setdefault(reading.device_id, []).append(said)
    groups: dict[tuple[Fact, ...], list[str]] = {}
    for device_id, said_of_it in found.items():
        groups.setdefault(tuple(joined(said_of_it)), []).append(device_id)
    for same, ids in groups.items():
        name, several = subject(house, ids), is_several(house, ids)
        clauses += [fact.of(name, several=several) for fact in same]
    return clauses


def _sentences(clauses: Sequence[str]) -> list[str]:
    return [f"{capital(clause)}." for clause in clauses]


def _items(house: House, reading: Reading, items: Sequence[str]) -> str:
    name = the(house.spoken(reading.device_id))
    if reading.name != "items":
        return f"the {words(reading.name)} of {name}: {listed(items) or 'none'}"
    return f"on {name}: {', '.join(items)}" if items else f"there is nothing on {name}"


def _unheard(house: House, readings: Sequence[Reading], now: datetime) -> list[str]:
    sentences: dict[str, None] = {}
    for reading in readings:
        name = the(house.spoken(reading.device_id))
        if reading.freshness is Freshness.NEVER or reading.at is None or reading.value is None:
            asked = phrases.TWO_STATES.get(reading.name)
            lacking = f"yet whether it is {asked[0]}" if asked else f"its {words(reading.name)} yet"
            sentences[f"{capital(name)} has not told me {lacking}."] = None
            continue
        since = phrases.clock(house.home.timezone, reading.at, now)
        said = f"I have not heard from {name} since {since}"
        if not isinstance(reading.value, list):
            fact = phrases.fact(reading.name, reading.value, reading.unit)
            part = f"its {fact.part} was" if fact.part else "it was"
            said += f"; then {part} {fact.complement}"
        sentences[said + "."] = None
    return list(sentences)


def _predicate(house: House, answer: Answer) -> tuple[str, str]:
    """The test as it follows one device and as it follows several."""
    test = answer.step.test
    if test is None:
        return "is known", "are known"
    unit = test.unit or next((unit_of(house, r.device_id, r.name) for r in answer.readings), "")
    said = tested(test, unit)
    if said.startswith("with "):
        return f"has {said.removeprefix('with ')}", f"have {said.removeprefix('with ')}"
    return f"is {said}", f"are {said}"


def tested(test: Test, unit: str) -> str:
    """A test as it follows "is", or from "with" on where it is about a part."""
    opposite = {Comparison.EQUAL: True, Comparison.NOT_EQUAL: False}.get(test.comparison)
    if opposite is None:
        value = phrases.quantity(test.value, unit)
        return f"with a {words(test.property)} {COMPARED[test.comparison]} {value}"
    if isinstance(test.value, bool):
        fact = phrases.fact(test.property, test.value is opposite)
        return fact.complement if not fact.part else f"with {fact.part} {fact.complement}"
    fact = phrases.fact(test.property, test.value, unit)
    negated = "" if opposite else "not "
    return f"{negated}{fact.complement}" if not fact.part else f"with {fact.part} {negated}{fact.complement}"


def _nouns(house: House, readings: Sequence[Reading], count: int) -> str:
    types = {house.devices[r.device_id].description.type for r in readings if r.device_id in house.devices}
    kind = next(iter(types)) if len(types) == 1 else "device"
    return phrases.many(count, SENSED.get(kind, kind))
