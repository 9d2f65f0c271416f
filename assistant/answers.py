"""What an answer about the home bears out; what has not been heard is said to be so."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import datetime

from assistant.context import House
from assistant.queries import Answer, Freshness, Reading
from assistant.wording.protocol import Told, Wording
from assistant.wording.sayings import Saying
from model_core.plan import Query


def worded(wording: Wording, house: House, answer: Answer, *, now: datetime) -> list[str]:
    """The answer as sentences: what is known first, then what is not; empty when all was refused."""
    unheard = _unheard(wording, house, answer.unknown, now)
    query = answer.step.query
    if not answer.readings:
        return []
    if query is Query.VALUE:
        return [*_sentences(wording, _so(wording, house, [r for r in answer.readings if r.known])), *unheard]
    if query in (Query.HIGHEST, Query.LOWEST):
        extreme = [wording.answers.extreme(house, answer.matched, query)] if answer.matched else []
        return [*extreme, *unheard]
    if query is Query.COUNT:
        return [_count(wording, house, answer), *unheard]
    if query is Query.LIST:
        return [_list(wording, house, answer), *unheard]
    return _check(wording, house, answer, unheard)


def _check(wording: Wording, house: House, answer: Answer, unheard: list[str]) -> list[str]:
    known = [r for r in answer.readings if r.known]
    if answer.verdict is None:
        return [wording.say(Saying.UNSURE), *unheard, *_sentences(wording, _so(wording, house, known))]
    if answer.verdict:
        shown = _so(wording, house, answer.matched)
        rest = unheard if answer.step.query is Query.CHECK else []
        return [wording.answers.yes(shown[0]), *_sentences(wording, shown[1:]), *rest]
    test = answer.step.test
    if answer.step.query is Query.CHECK_ANY and len(known) > 1 and test is not None:
        return [wording.answers.none(house, known, test, _unit(house, answer))]
    shown = _so(wording, house, [r for r in known if r not in answer.matched])
    return [wording.answers.no(shown[0]), *_sentences(wording, shown[1:]), *unheard]


def _count(wording: Wording, house: House, answer: Answer) -> str:
    if not any(r.known for r in answer.readings):
        return wording.say(Saying.UNSURE)
    test, unit, certain = answer.step.test, _unit(house, answer), not answer.unknown
    return wording.answers.count(house, answer.readings, answer.matched, test, unit, certain=certain)


def _list(wording: Wording, house: House, answer: Answer) -> str:
    if not answer.matched:
        return _count(wording, house, answer)
    test, unit, certain = answer.step.test, _unit(house, answer), not answer.unknown
    return wording.answers.those(house, answer.matched, test, unit, certain=certain)


def _so(wording: Wording, house: House, readings: Sequence[Reading]) -> list[str]:
    """Clauses of what is so: the facts of a device together, and devices with the same facts together."""
    found: dict[str, list[Told]] = {}
    clauses: list[str] = []
    for reading in readings:
        if isinstance(reading.value, list):
            if reading.value or reading.name == "items" or len(readings) == 1:
                clauses.append(wording.answers.items(house, reading, reading.value))
        elif reading.value is not None:
            found.setdefault(reading.device_id, []).append(Told(reading.name, reading.value, reading.unit))
    groups: dict[Hashable, list[str]] = {}
    for device_id, told in found.items():
        groups.setdefault(wording.answers.alike(told), []).append(device_id)
    for ids in groups.values():
        clauses += wording.answers.clauses(house, ids, found[ids[0]])
    return clauses


def _sentences(wording: Wording, clauses: Sequence[str]) -> list[str]:
    return [wording.answers.sentence(clause) for clause in clauses]


def _unheard(wording: Wording, house: House, readings: Sequence[Reading], now: datetime) -> list[str]:
    sentences: dict[str, None] = {}
    for reading in readings:
        if reading.freshness is Freshness.NEVER or reading.at is None or reading.value is None:
            said = wording.answers.never_told(house, reading)
        else:
            said = wording.answers.last_told(house, reading, reading.value, reading.at, now)
        sentences[said] = None
    return list(sentences)


def _unit(house: House, answer: Answer) -> str:
    """The unit that the test is in."""
    test = answer.step.test
    if test is not None and test.unit:
        return test.unit
    return next((house.unit_of(r.device_id, r.name) for r in answer.readings), "")
