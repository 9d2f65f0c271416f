"""What outcomes bear out, and what was refused, each put as the one sentence that is true of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.context import House
from assistant.errors import CODES
from assistant.ports import CommandState, Outcome
from assistant.resolve import Intent, Refused
from assistant.wording.protocol import Deed, Told, Wording
from assistant.wording.sayings import Saying
from devices.schema import Value
from model_core.plan import Reason, RefuseStep

WAITING = frozenset({CommandState.CREATED, CommandState.SENT, CommandState.UNKNOWN})
LIGHT = frozenset({"brightness", "color"})
"""Properties that are nothing to speak of in a light that is off."""


def outcomes(wording: Wording, house: House, done: Sequence[Outcome]) -> list[str]:
    """One sentence for each different outcome, devices of the same one together."""
    groups: dict[tuple[object, ...], list[Outcome]] = {}
    for outcome in done:
        groups.setdefault(_key(wording, house, outcome), []).append(outcome)
    return [_worded(wording, house, group) for group in groups.values()]


def refusals(wording: Wording, house: House, refused: Sequence[Refused], *, alone: bool = False) -> list[str]:
    """One sentence for each thing that policy or the description does not allow; doubles are said once.

    `alone`: the plan was about one thing only, so a range is told without the device's name.
    """
    return list(dict.fromkeys(_refusal(wording, house, one, alone=alone) for one in refused))


def refusal_of(wording: Wording, house: House, step: RefuseStep) -> str:
    """What is said where the plan itself refuses."""
    if step.reason is Reason.CHAT:
        return wording.say(Saying.CHAT)
    if step.reason is Reason.UNCLEAR:
        return wording.say(Saying.UNCLEAR)
    if step.reason is Reason.UNABLE:
        known = [d for d in step.devices if house.device(d) is not None]
        return wording.requests.unable(house, known) if known else wording.say(Saying.UNABLE)
    if not step.subject:
        return wording.say(Saying.NO_SUCH_DEVICE)
    return wording.say(Saying.UNKNOWN_DEVICE, name=step.subject.strip())


def which(wording: Wording, house: House, choices: Sequence[str]) -> str:
    """The question for one of several devices."""
    known = [d for d in choices if house.device(d) is not None]
    return wording.requests.which(house, known) if known else wording.say(Saying.WHICH)


def what(wording: Wording, house: House, choices: Sequence[str]) -> str:
    """The question for what should be done."""
    known = [d for d in choices if house.device(d) is not None]
    return wording.requests.what(house, known) if known else wording.say(Saying.WHAT)


def confirmation(
    wording: Wording,
    house: House,
    intents: Sequence[Intent],
    more: Sequence[str] = (),
    *,
    pin: bool,
    unsure: bool = False,
) -> str:
    """The question for a yes or a PIN, naming exactly what will be done; `more`: other wishes."""
    wish = wording.requests.wishes([*commands(wording, house, intents, whole=True), *more], whole=True)
    return wording.requests.confirmation(wish, pin=pin, unsure=unsure)


def commands(wording: Wording, house: House, intents: Iterable[Intent], *, whole: bool) -> list[str]:
    """Intents as wishes; the same one for several devices is said once.

    `whole`: nothing is cut short.
    """
    grouped: dict[tuple[object, ...], list[Intent]] = {}
    for intent in intents:
        grouped.setdefault(_sameness(intent), []).append(intent)
    return [_wish(wording, house, group, whole=whole) for group in grouped.values()]


def _told(
    house: House,
    device_id: str,
    values: Mapping[str, Value],
    before: Mapping[str, Value] | None = None,
) -> list[Told]:
    was = before or {}
    return [Told(n, v, house.unit_of(device_id, n), was.get(n)) for n, v in values.items()]


def _so(house: House, outcome: Outcome) -> list[Told]:
    """What is so of a device that did what it was asked, what it reported before what was asked of it."""
    values = {name: outcome.reported.get(name, value) for name, value in outcome.values.items()}
    if values.get("on") is False:
        values = {n: v for n, v in values.items() if n not in LIGHT}
    return _told(house, outcome.device_id, values)


def _ongoing(house: House, outcome: Outcome) -> list[Told]:
    return _told(house, outcome.device_id, outcome.values, house.reported(outcome.device_id))


def _deed(house: House, of: Outcome | Intent) -> Deed:
    device = house.device(of.device_id)
    name = of.run if isinstance(of, Intent) else of.action
    action = device.description.find_action(name) if device is not None else None
    units = {a.name: a.unit for a in action.arguments if a.unit} if action is not None else {}
    return Deed(name, of.arguments, units)


def _key(wording: Wording, house: House, outcome: Outcome) -> tuple[object, ...]:
    state = CommandState.SENT if outcome.state in WAITING - {CommandState.CREATED} else outcome.state
    if outcome.action:
        arguments = repr(sorted(outcome.arguments.items()))
        own = outcome.device_id if outcome.arguments else ""
        return (state, outcome.code, outcome.action, arguments, own)
    underway = state is CommandState.ACCEPTED
    told = _ongoing(house, outcome) if underway else _so(house, outcome)
    return (state, outcome.code, wording.outcomes.alike(told, underway=underway))


def _worded(wording: Wording, house: House, group: Sequence[Outcome]) -> str:
    first, ids, say = group[0], [o.device_id for o in group], wording.outcomes
    code = _telling(first.code)
    match first.state:
        case CommandState.SUCCEEDED:
            if first.action:
                return say.did(house, ids, _deed(house, first), finished=True)
            return say.done(house, ids, _so(house, first))
        case CommandState.ACCEPTED:
            if first.action:
                return say.did(house, ids, _deed(house, first), finished=False)
            return say.underway(house, ids, _ongoing(house, first))
        case CommandState.CREATED:
            return say.unreached(house, ids)
        case CommandState.SENT | CommandState.UNKNOWN:
            return say.silent(house, ids, _told(house, first.device_id, first.values))
        case CommandState.EXPIRED:
            return say.reason(house, ids, code or "expired")
        case CommandState.FAILED:
            return say.reason(house, ids, code) if code else say.failed(house, ids)
        case CommandState.REJECTED:
            return say.reason(house, ids, code) if code else say.rejected(house, ids)


def _telling(code: str) -> str:
    """The code where it says why a command was not carried out; empty for one of the device's own."""
    known = CODES.get(code)
    return code if known is not None and known.result and code != "internal" else ""


def _sameness(intent: Intent) -> tuple[object, ...]:
    return (intent.run, repr(sorted(intent.values.items())), repr(sorted(intent.arguments.items())))


def _wish(wording: Wording, house: House, group: Sequence[Intent], *, whole: bool) -> str:
    first, ids = group[0], [i.device_id for i in group]
    if first.run:
        return wording.requests.to_run(house, ids, _deed(house, first), whole=whole)
    values = dict(first.values)
    if values.get("on") is True and len(values) > 1:
        del values["on"]
    return wording.requests.to_set(house, ids, _told(house, first.device_id, values), whole=whole)


def _refusal(wording: Wording, house: House, one: Refused, *, alone: bool) -> str:
    if one.code == "out_of_range" and (one.details.get("minimum") or one.details.get("maximum")):
        return wording.requests.limits(house, one, alone=alone)
    if one.code == "not_a_choice" and one.details.get("choices"):
        return wording.requests.options(house, one, alone=alone)
    if one.code not in CODES:
        unable = wording.requests.unable
        return unable(house, [one.device_id]) if one.device_id else wording.say(Saying.UNABLE)
    return wording.requests.refusal(house, one)
