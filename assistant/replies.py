"""Short true sentences about what was done; nothing is said that no outcome bears out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from assistant import phrases
from assistant.context import House, common
from assistant.phrases import Fact, capital, listed, the, words
from assistant.ports import CommandState, Outcome
from assistant.resolve import Intent, Refused
from model_core.plan import Reason, RefuseStep

NAMED = 4
"""More devices than this with one outcome are counted, not named."""
WAITING = frozenset({CommandState.CREATED, CommandState.SENT, CommandState.UNKNOWN})

CHAT = "I look after the devices here, so I can't help with that."
UNCLEAR = "Sorry, I did not understand that."
FORGETFUL = "I can't keep a question open at the moment, so {what} was not done. Please try again later."

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

REJECTIONS: Mapping[str, str] = {
    "busy": "{subject} {be} busy and did not do that.",
    "blocked": "{subject} {be} blocked and did not do that.",
    "unsafe": "{subject} refused because it would not be safe.",
    "not_possible": "{subject} can't do that right now.",
    "out_of_range": "{subject} refused a value that is out of range.",
    "invalid_value": "{subject} did not understand that value.",
    "unknown_property": "{subject} can't do that.",
    "unknown_action": "{subject} can't do that.",
    "not_writable": "{subject} can't do that.",
    "unknown_device": "{subject} {be} no longer there.",
    "expired": "That came too late for {object}, so nothing was done.",
    "device_offline": "{subject} {be} offline, so nothing was done there.",
}
"""By the code of a command that a device, or the check before sending, did not take."""


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


def confirmation(house: House, intents: Sequence[Intent], more: Sequence[str] = (), *, pin: bool) -> str:
    """The question for a yes or a PIN, naming exactly what will be done."""
    asked = listed([*commands(house, intents), *more])
    return f"{capital(asked)}? Please say {'your PIN' if pin else 'yes to confirm'}."


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
    fill = {"subject": capital(name), "object": name, "be": "are" if several else "is"}
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
            return REJECTIONS.get(first.code, REJECTIONS["expired"]).format(**fill)
        case CommandState.FAILED:
            known = "{subject} {be} blocked and did not finish." if first.code == "blocked" else ""
            if first.code == "device_offline":
                known = REJECTIONS["device_offline"]
            return (known or "{subject} tried that and failed.").format(**fill)
        case CommandState.REJECTED:
            return REJECTIONS.get(first.code, "{subject} refused to do that.").format(**fill)


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
    said = SENTENCES.get(one.code)
    name = the(house.spoken(one.device_id)) if one.device_id else ""
    if said is None:
        return f"{capital(name)} can't do that." if name else "I can't do that."
    return said(one, name, alone)


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


Sentence = Callable[[Refused, str, bool], str]


def _fixed(text: str) -> Sentence:
    def said(one: Refused, name: str, _alone: bool) -> str:
        argument, unit = words(one.details.get("argument", "")), one.details.get("unit", "")
        what = words(one.subject) or "that"
        return capital(text.format(name=name, what=what, argument=argument, unit=unit))

    return said


SENTENCES: Mapping[str, Sentence] = {
    "unknown_device": lambda one, _name, _alone: f"I don't know any device called {words(one.device_id)}.",
    "unknown_property": _fixed("{name} has no {what}."),
    "unknown_action": _fixed("{name} can't do that."),
    "not_writable": _fixed("the {what} of {name} can only be read."),
    "untold": _fixed("none of them tells me the {what}."),
    "unable": _fixed("none of them can do that."),
    "out_of_range": _range,
    "not_a_choice": _options,
    "no_state": _fixed("I don't know the present {what} of {name}, so I left it as it is."),
    "no_previous": _fixed("I don't know what the {what} of {name} was before, so I left it as it is."),
    "no_range": _fixed("I don't know how far the {what} of {name} goes, so I left it as it is."),
    "wrong_unit": _fixed("{what} of {name} is not measured in {unit}."),
    "invalid_value": _fixed("that is not a value {name} understands for {what}."),
    "missing_argument": _fixed("{name} needs to be told the {argument} for that."),
    "unknown_argument": _fixed("{name} does not understand {argument} for that."),
    "vehicle_moving": _fixed("{name} is moving, so I won't open or unlock anything on it."),
    "never_remote": _fixed("that can only be done at {name} itself."),
    "no_pin": _fixed("that needs a PIN for {name}, and none is set up for this home."),
    "confirmation_required": _fixed("nobody confirmed that for {name}, so it was not done."),
}
"""By the code of what is refused before anything is sent."""
