"""What a sentence did in a native home against what its case expects."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.evaluate.native.later import Waiting, compare_later
from assistant.evaluate.native.suite import Named, NativeCase, State
from assistant.evaluate.native.wanted import as_given, holds, same
from assistant.evaluate.talk import Said
from assistant.evaluate.verdict import Miss, Verdict
from devices.schema import Description, Property

ABSENT = "nothing"

LETTER = r"(?<![a-z])"
DIGIT = r"(?<!\d)(?<!\d[.,])"
NO_MORE = r"(?!\d)(?![.,]\d)"
"""What may not be before a text that begins with a letter or digit, and behind one that ends with a digit."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A home as it is at one time."""

    state: State
    carried_out: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By device, actions that came to a good end since the moment before."""
    waiting: Mapping[str, Waiting] = field(default_factory=dict)
    """What is kept for later, by id."""


@dataclass(slots=True)
class _Findings:
    missing: list[tuple[Miss, str]] = field(default_factory=list)
    unexpected: list[str] = field(default_factory=list)
    expected: dict[str, Any] = field(default_factory=dict)
    got: dict[str, Any] = field(default_factory=dict)


def judge(
    case: NativeCase, devices: Mapping[str, Description], before: Moment, after: Moment, said: Said
) -> Verdict:
    """Everything that changed, was run, waits or was answered, by the rules of the format.

    Of what a case has alternatives for, the one that is nearest to what was done.
    """
    ways = [replace(case, expect=expect) for expect in (case.expect, *case.alternatives)]
    verdicts = [_judge(way, devices, before, after, said) for way in ways]
    return min(verdicts, key=lambda verdict: len(verdict.missing) + len(verdict.unexpected))


def _judge(
    case: NativeCase, devices: Mapping[str, Description], before: Moment, after: Moment, said: Said
) -> Verdict:
    found = _Findings()
    for device_id, description in devices.items():
        _device(case, device_id, description, before.state[device_id], after.state[device_id], found)
    _actions(case, after.carried_out, found)
    _later(case, before, after, found)
    _answer(case, said, found)
    if found.missing and said.refused and (case.acts or not case.refusal):
        found.missing.append((Miss.REFUSED, "it was refused"))
    return Verdict(
        tuple(text for _, text in found.missing),
        tuple(found.unexpected),
        found.expected,
        found.got,
        frozenset(miss for miss, _ in found.missing),
    )


def contains(reply: str, text: str) -> bool:
    """Whether the text is in the reply, without regard to case.

    Not behind the first letter of a word ("locked" is not in "unlocked"), nor as part of a number ("3" is not
    in "23.4").
    """
    first, last = text[0], text[-1]
    start = LETTER if first.isascii() and first.isalpha() else DIGIT if first.isdigit() else ""
    end = NO_MORE if last.isdigit() else ""
    return re.search(start + re.escape(text.casefold()) + end, reply.casefold()) is not None


def _device(
    case: NativeCase,
    device_id: str,
    description: Description,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    found: _Findings,
) -> None:
    wanted = case.expect.get(device_id, {})
    ignored = case.ignore.get(device_id, frozenset())
    named = any(device_id in names for names in (case.expect, case.ignore, case.actions))
    shown: dict[str, Any] = {}
    for spec in description.properties:
        name, old, new = spec.name, before.get(spec.name), after.get(spec.name)
        if name in wanted:
            shown[name] = new
            if not holds(wanted[name], old, new):
                found.missing.append(
                    (Miss.MISSED, f"{device_id}: {name} is {_told(new)}, not {wanted[name]}")
                )
        elif not same(old, new):
            shown[name] = new
            if name not in ignored and not _may_change(spec, named=named):
                found.unexpected.append(f"{device_id}: {name} went from {_told(old)} to {_told(new)}")
    if wanted:
        found.expected[device_id] = {name: as_given(value) for name, value in wanted.items()}
    if shown:
        found.got[device_id] = shown


def _may_change(spec: Property, *, named: bool) -> bool:
    return named and not spec.writable


def _actions(case: NativeCase, carried_out: Mapping[str, Sequence[str]], found: _Findings) -> None:
    for device_id, names in case.actions.items():
        found.expected.setdefault("actions", {})[device_id] = sorted(names)
        found.missing += [
            (Miss.MISSED, f"{device_id}: {name} was not run")
            for name in sorted(names - set(carried_out.get(device_id, ())))
        ]
    for device_id, done in carried_out.items():
        if done:
            found.got.setdefault("actions", {})[device_id] = list(done)
        if device_id not in case.expect and device_id not in case.ignore:
            extra = sorted(set(done) - case.actions.get(device_id, frozenset()))
            found.unexpected += [f"{device_id}: {name} was run" for name in extra]


def _later(case: NativeCase, before: Moment, after: Moment, found: _Findings) -> None:
    kept = list(after.waiting.values())
    new = [waiting for i, waiting in after.waiting.items() if i not in before.waiting]
    if new or case.later is not None:
        found.got["later"] = [str(waiting) for waiting in kept]
    if case.later is not None:
        found.expected["later"] = str(
            Waiting(
                case.later.trigger,
                case.later.expect,
                _runs(case.later.actions),
                name=case.later.name,
                held=case.later.held,
            )
        )
        lacks, extra = compare_later(case.later, case.ignore, kept, before.state)
        found.missing += [(Miss.LATER, text) for text in lacks]
        found.unexpected += extra
    elif case.nothing_later:
        found.missing += [
            (Miss.LATER, f"it still waits: {waiting}") for waiting in kept if waiting not in new
        ]
        found.unexpected += [f"it was planned: {waiting}" for waiting in new]
    else:
        found.unexpected += [f"it was planned: {waiting}" for waiting in new]
        found.unexpected += [
            f"it was given up: {waiting}" for i, waiting in before.waiting.items() if i not in after.waiting
        ]
        found.unexpected += [
            f"it was changed: {waiting}"
            for i, waiting in after.waiting.items()
            if i in before.waiting and not before.waiting[i].alike(waiting)
        ]


def _runs(actions: Named) -> dict[str, tuple[str, ...]]:
    return {device_id: tuple(sorted(names)) for device_id, names in actions.items()}


def _answer(case: NativeCase, said: Said, found: _Findings) -> None:
    choices = {choice.id for choice in said.question.choices} if said.question is not None else set()
    if case.question:
        found.expected["question"] = sorted(case.choices) or True
        if said.question is None:
            found.missing.append((Miss.NOT_ASKED, "nothing was asked"))
        elif case.choices and choices != case.choices:
            asked = ", ".join(sorted(choices)) or ABSENT
            found.missing.append((Miss.CHOICES, f"the choices are {asked}"))
    elif said.question is not None:
        found.missing.append((Miss.ASKED, f"it was asked: {said.question.text}"))
    if said.question is not None:
        found.got["question"] = sorted(choices) or True
    if case.refusal:
        found.expected["refusal"] = True
        if not (said.declined if case.acts else said.refused):
            found.missing.append((Miss.NOT_REFUSED, "it was not refused"))
    if case.responses:
        found.expected["response"] = [list(texts) for texts in case.responses]
    for texts in case.responses:
        if not any(contains(said.reply, text) for text in texts):
            found.missing.append((Miss.ANSWER, f"the reply has none of: {', '.join(texts)}"))


def _told(value: object) -> object:
    return ABSENT if value is None else value
