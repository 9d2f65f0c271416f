"""Short true sentences about what was done; nothing is said that no outcome bears out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant import phrases
from assistant.context import House, common
from assistant.errors import CODES, sentence
from assistant.phrases import Fact, capital, listed, the, words
from assistant.ports import CommandState, Outcome
from assistant.resolve import Intent, Refused
from model_core.plan import Reason, RefuseStep

NAMED = 4
"""More devices than this with one outcome are counted, not named."""
WAITING = frozenset({CommandState.CREATED, CommandState.SENT, CommandState.UNKNOWN})

CHAT = "I look after the devices here, so I can't help with that."
UNCLEAR = "Sorry, I did not understand that."

LIST_VERBS: Mapping[str, tuple[str, str, str]] = {
    "add": ("added", "adding", "to"),
    "add_item": ("added", "adding", "to"),
    "remove": ("removed", "removing", "from"),
    "remove_item": ("removed", "removing", "from"),
    "complete": ("ticked off", "ticking off", "on"),
    "complete_item": ("ticked off", "ticking off", "on"),
}
"""By an action on an item: what was done, what is being done, and the word before the list."""
PLURAL_VERBS: Mapping[str, str] = {"is": "are", "has": "have"}


def outcomes(house: House, done: Sequence[Outcome]) -> list[str]:
    """One sentence for each different outcome, devices of the same one together."""
    groups: dict[tuple[object, ...], list[Outcome]] = {}
    for outcome in done:
        groups.setdefault(_key(house, outcome), []).append(outcome)
    return [_worded(house, group) for group in groups.values()]


def refusals(house: House, refused: Sequence[Refused], *, alone: bool = False) -> list[str]:
    """One sentence for each thing that policy or the description does not allow; doubles are said once.

    `alone`: the plan was about one thing only, so a range is told without the device's name.
    """
    return list(dict.fromkeys(_refusal(house, one, alone=alone) for one in refused))


def refusal_of(house: House, step: RefuseStep) -> str:
    """What is said where the plan itself refuses."""
    if step.reason is Reason.CHAT:
        return CHAT
    if step.reason is Reason.UNCLEAR:
        return UNCLEAR
    if step.reason is Reason.UNABLE:
        known = [d for d in step.devices if house.device(d) is not None]
        return f"{capital(subject(house, known))} can't do that." if known else "I can't do that."
    if not step.subject:
        return "I don't know such a device."
    return f"I don't know any device called {step.subject.strip()}."


def which(house: House, choices: Sequence[str]) -> str:
    """The question for one of several devices."""
    names = [house.spoken(d) for d in choices if house.device(d) is not None]
    return f"Which one: {listed(names, 'or')}?" if names else "Which one do you mean?"


def what(house: House, choices: Sequence[str]) -> str:
    """The question for what should be done."""
    names = [d for d in choices if house.device(d) is not None]
    return f"What should I do with {subject(house, names)}?" if names else "What should I do?"


def confirmation(
    house: House, intents: Sequence[Intent], more: Sequence[str] = (), *, pin: bool, unsure: bool = False
) -> str:
    """The question for a yes or a PIN, naming exactly what will be done."""
    asked = listed([*commands(house, intents), *more])
    doubt = "I am not sure that I understood. " if unsure else ""
    return f"{doubt}{capital(asked)}? Please say {'your PIN' if pin else 'yes to confirm'}."


def commands(house: House, intents: Iterable[Intent]) -> list[str]:
    """Imperatives for intents; the same one for several devices is said once."""
    grouped: dict[tuple[object, ...], list[Intent]] = {}
    for intent in intents:
        grouped.setdefault(_sameness(intent), []).append(intent)
    return [_imperative(house, group) for group in grouped.values()]


def subject(house: House, device_ids: Sequence[str]) -> str:
    """Devices as the subject of a sentence: named when few, counted when many."""
    ids = list(dict.fromkeys(device_ids))
    if len(ids) == 1:
        return the(house.spoken(ids[0]))
    types = {house.devices[d].description.type for d in ids if d in house.devices}
    if len(ids) <= NAMED or len(types) != 1:
        return listed([house.spoken(d) for d in ids])
    kind = next(iter(types))
    rooms = {house.room_of(d) for d in ids}
    room = next(iter(rooms)) if len(rooms) == 1 else None
    alike = {d for d, device in house.devices.items() if device.description.type == kind}
    here = {d for d in alike if room is None or house.room_of(d) == room}
    counted = phrases.many(len(ids), kind) + (f" in {the(common(room))}" if room else "")
    return f"all {counted}" if here == set(ids) else counted


def is_several(house: House, device_ids: Sequence[str]) -> bool:
    """Whether "are" is right after the subject."""
    ids = set(device_ids)
    return len(ids) > 1 or any(phrases.is_plural(house.spoken(d)) for d in ids)


def unit_of(house: House, device_id: str, name: str) -> str:
    """Unit of a property; empty when it has none or is not known."""
    device = house.device(device_id)
    spec = device.description.find_property(name) if device is not None else None
    return spec.unit if spec is not None else ""


def said_arguments(house: House, of: Outcome | Intent) -> dict[str, str]:
    """The arguments of an action as they are said, with the units its description gives."""
    device = house.device(of.device_id)
    name = of.run if isinstance(of, Intent) else of.action
    action = device.description.find_action(name) if device is not None else None
    unit = {argument.name: argument.unit for argument in action.arguments} if action is not None else {}
    return {key: phrases.quantity(value, unit.get(key, "")) for key, value in of.arguments.items()}


def facts(house: House, outcome: Outcome) -> list[Fact]:
    """What is so of a device that did what it was asked, what it reported before what was asked of it."""
    values = {name: outcome.reported.get(name, value) for name, value in outcome.values.items()}
    if values.get("on") is False:
        values = {n: v for n, v in values.items() if n == "on" or n not in ("brightness", "color")}
    found = [phrases.fact(n, v, unit_of(house, outcome.device_id, n)) for n, v in values.items()]
    return joined(found)


def joined(found: Sequence[Fact]) -> list[Fact]:
    """Facts about a device itself as one, before those about its parts."""
    own = [f.complement for f in found if not f.part]
    return ([Fact(listed(own))] if own else []) + [f for f in found if f.part]


def _ongoing(house: House, outcome: Outcome) -> list[Fact]:
    reported = house.reported(outcome.device_id)
    return [
        phrases.on_the_way(name, value, unit_of(house, outcome.device_id, name), reported.get(name))
        for name, value in outcome.values.items()
    ]


def _key(house: House, outcome: Outcome) -> tuple[object, ...]:
    state = CommandState.SENT if outcome.state in WAITING - {CommandState.CREATED} else outcome.state
    if outcome.action:
        deed = phrases.deed(outcome.action, "", said_arguments(house, outcome))
        return (state, outcome.code, deed, outcome.device_id if outcome.arguments else "")
    wording = _ongoing if state is CommandState.ACCEPTED else facts
    return (state, outcome.code, tuple(wording(house, outcome)))


def _worded(house: House, group: Sequence[Outcome]) -> str:
    first, ids = group[0], [o.device_id for o in group]
    several = is_several(house, ids)
    name = subject(house, ids)
    match first.state:
        case CommandState.SUCCEEDED:
            if first.action:
                return _did(house, first, name, several=several)
            return _clauses(facts(house, first), name, several=several)
        case CommandState.ACCEPTED:
            if first.action:
                return _did(house, first, name, several=several)
            return _clauses(_ongoing(house, first), name, several=several)
        case CommandState.CREATED:
            return f"I could not reach {name} yet, so nothing has changed there so far."
        case CommandState.SENT | CommandState.UNKNOWN:
            return f"{capital(name)} did not answer, so I can't say {_doubt(house, first, several=several)}."
        case CommandState.EXPIRED:
            return _reason(first.code, name, several=several) or _reason("expired", name, several=several)
        case CommandState.FAILED:
            reason = _reason(first.code, name, several=several)
            return reason or f"{capital(name)} tried that and failed."
        case CommandState.REJECTED:
            return _reason(first.code, name, several=several) or f"{capital(name)} refused to do that."


def _reason(code: str, name: str, *, several: bool) -> str:
    """Why a command was not carried out; empty when the code does not say, as one of the device's own."""
    known = CODES.get(code)
    if known is None or not known.result or code == "internal":
        return ""
    be, have = ("are", "have") if several else ("is", "has")
    return sentence(code, device=name, name=name.removeprefix("the "), be=be, have=have)


def _clauses(said: Sequence[Fact], name: str, *, several: bool) -> str:
    return " ".join(f"{capital(f.of(name, several=several))}." for f in said) or f"{capital(name)} did that."


def _did(house: House, outcome: Outcome, name: str, *, several: bool) -> str:
    """What is said of an action; adding to a list is said of the thing added."""
    finished = outcome.state is CommandState.SUCCEEDED
    item = outcome.arguments.get("item")
    if item is not None and outcome.action in LIST_VERBS:
        did, do, side = LIST_VERBS[outcome.action]
        return f"I {did} {item} {side} {name}." if finished else f"I asked for {do} {item} {side} {name}."
    manner = phrases.with_arguments(said_arguments(house, outcome))
    pair = phrases.DONE.get(outcome.action)
    if pair is None:
        tense = "carried out" if finished else "began to carry out"
        return f"{capital(name)} {tense}: {words(outcome.action)}{manner}."
    clause = pair[0] if finished else pair[1]
    if several:
        first, _, rest = clause.partition(" ")
        clause = f"{PLURAL_VERBS.get(first, first)} {rest}"
    return f"{capital(name)} {clause}{manner}."


def _doubt(house: House, outcome: Outcome, *, several: bool) -> str:
    asked = [phrases.fact(n, v, unit_of(house, outcome.device_id, n)) for n, v in outcome.values.items()]
    own = next((f for f in asked if not f.part), None)
    if own is None:
        return "whether that was done"
    return f"whether {'they are' if several else 'it is'} {own.complement}"


def _sameness(intent: Intent) -> tuple[object, ...]:
    return (intent.run, repr(sorted(intent.values.items())), repr(sorted(intent.arguments.items())))


def _imperative(house: House, group: Sequence[Intent]) -> str:
    first = group[0]
    names = listed([the(house.spoken(i.device_id)) for i in group])
    if first.run:
        return phrases.deed(first.run, names, said_arguments(house, first))
    values = dict(first.values)
    if values.get("on") is True and len(values) > 1:
        del values["on"]
    return listed(
        [phrases.command(n, v, unit_of(house, first.device_id, n), names) for n, v in values.items()]
    )


def _refusal(house: House, one: Refused, *, alone: bool) -> str:
    name = the(house.spoken(one.device_id)) if one.device_id else ""
    if one.code == "out_of_range" and (one.details.get("minimum") or one.details.get("maximum")):
        return _range(one, name, alone)
    if one.code == "not_a_choice" and one.details.get("choices"):
        return _options(one, name, alone)
    if one.code not in CODES:
        return f"{capital(name)} can't do that." if name else "I can't do that."
    what = words(one.subject)
    return sentence(
        one.code,
        device=name,
        name=words(one.device_id),
        property=what,
        what=what,
        argument=words(one.details.get("argument", "")),
        unit=one.details.get("unit", ""),
    )


def _range(one: Refused, name: str, alone: bool) -> str:
    low, high, unit = (one.details.get(k, "") for k in ("minimum", "maximum", "unit"))
    shown = f" {phrases.quantity(0, unit)[2:]}" if unit else ""
    limits = f"goes from {low} to {high}{shown}"
    if not low or not high:
        limits = f"is {low or high}{shown} at {'least' if low else 'most'}"
    what = words(one.subject)
    return f"{capital(what)} {limits}." if alone or not name else f"{capital(name)}: {what} {limits}."


def _options(one: Refused, name: str, alone: bool) -> str:
    options = listed([words(c) for c in one.details.get("choices", "").split("|")], "or")
    what = f"the {words(one.subject)} of {name}" if not alone else f"the {words(one.subject)}"
    return f"{capital(what)} can be {options}."
