"""What a sentence did against what it should have done: what was expected is so, and nothing else changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.evaluate.entities.base import STATE, Entity, Reading, number_of
from assistant.evaluate.entities.features import member
from assistant.evaluate.nearly import nearly
from assistant.evaluate.suite import Case, Given
from assistant.evaluate.verdict import Miss, Verdict

Readings = Mapping[str, Reading]


def judge(
    case: Case, entities: Mapping[str, Entity], before: Readings, after: Readings, reply: str
) -> Verdict:
    """Compare every entity before and after, and the reply with the texts it may contain."""
    missing: list[str] = []
    unexpected: list[str] = []
    expected: dict[str, Any] = {}
    got: dict[str, Any] = {}
    for entity_id in case.expect_changes:
        if entity_id not in entities:
            missing.append(f"there is no {entity_id}")
            expected[entity_id] = _told(case.expect_changes[entity_id])
    for entity_id, entity in entities.items():
        given = case.expect_changes.get(entity_id)
        ignored = frozenset(entity.own_name(name) for name in case.ignore_changes.get(entity_id, ()))
        wanted = entity.expected(given) if given is not None else Given()
        lacks, extra = _compare(entity, wanted, ignored, before[entity_id], after[entity_id])
        missing += [f"{entity_id}: {text}" for text in lacks]
        unexpected += [f"{entity_id}: {text}" for text in extra]
        if given is not None:
            expected[entity_id] = _told(wanted)
        if given is not None or extra:
            got[entity_id] = _seen(wanted, before[entity_id], after[entity_id])
    kinds = {Miss.MISSED} if missing else set()
    if case.expect_response:
        expected["response"] = list(case.expect_response)
        if not answers(reply, case.expect_response):
            missing.append(f"the reply has none of: {', '.join(case.expect_response)}")
            kinds.add(Miss.ANSWER)
    return Verdict(tuple(missing), tuple(unexpected), expected, got, frozenset(kinds))


def answers(reply: str, texts: Sequence[str]) -> bool:
    """Whether any of the texts is in the reply, without regard to case."""
    said = reply.casefold()
    return any(text.casefold() in said for text in texts)


def same(expected: object, actual: object) -> bool:
    """Equal as Home Assistant would say: None is absent, 1 is 1.0 and "1", a tuple is a list."""
    if expected is None or actual is None:
        return expected is actual
    if isinstance(expected, bool) or isinstance(actual, bool):
        return expected is actual or str(expected).casefold() == str(actual).casefold()
    if isinstance(expected, list | tuple) and isinstance(actual, list | tuple):
        return len(expected) == len(actual) and all(map(same, expected, actual))
    if isinstance(expected, Mapping) and isinstance(actual, Mapping):
        return set(expected) == set(actual) and all(same(expected[key], actual[key]) for key in expected)
    numbers = number_of(expected), number_of(actual)
    if numbers[0] is not None and numbers[1] is not None:
        return nearly(numbers[0], numbers[1])
    return member(expected) == member(actual)


def _compare(
    entity: Entity, wanted: Given, ignored: frozenset[str], before: Reading, after: Reading
) -> tuple[list[str], list[str]]:
    missing: list[str] = []
    unexpected: list[str] = []
    if STATE not in ignored:
        if wanted.has_state and not entity.is_in(str(wanted.state), after):
            missing.append(f"state is {after.state}, not {wanted.state}")
        elif not wanted.has_state and after.state != before.state:
            unexpected.append(f"state went from {before.state} to {after.state}")
    for name, value in wanted.attributes.items():
        actual = after.attributes.get(name)
        if name not in ignored and not same(value, actual):
            missing.append(f"{name} is {actual}, not {value}")
    named = ignored | frozenset(wanted.attributes) | ({STATE} if wanted.has_state else frozenset())
    moves = wanted.has_state and str(wanted.state) != before.state
    for name, fact in after.facts.items():
        old = before.facts.get(name)
        if old is None or same(old.value, fact.value) or fact.shown_as & named:
            continue
        if not (moves and fact.follows_state) and fact.shown_as != {STATE}:
            unexpected.append(f"{name} went from {old.value} to {fact.value}")
    return missing, unexpected


def _told(given: Given) -> dict[str, Any]:
    told: dict[str, Any] = {"state": given.state} if given.has_state else {}
    if given.attributes:
        told["attributes"] = dict(given.attributes)
    return told


def _seen(wanted: Given, before: Reading, after: Reading) -> dict[str, Any]:
    names = dict.fromkeys([*wanted.attributes, *before.attributes, *after.attributes])
    shown = {
        name: after.attributes.get(name)
        for name in names
        if name in wanted.attributes or not same(before.attributes.get(name), after.attributes.get(name))
    }
    return {"state": after.state, **({"attributes": shown} if shown else {})}
