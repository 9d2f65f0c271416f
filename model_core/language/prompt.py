"""What the model reads: the home once, then the conversation and the sentence."""

from __future__ import annotations

from collections.abc import Sequence

from model_core.language.numerals import joined
from model_core.language.vocabulary import Vocabulary
from model_core.retrieval.candidates import Candidate
from model_core.world import Action, Attribute, Kind, Pending, Request

_SHOWN_CHOICES = 16
_SHOWN_WAITING, _SHOWN_NAME = 8, 40
"""Of what waits, which comes soonest first, and characters of each name."""
_MAX_UTTERANCE = 2000


def render_home(vocabulary: Vocabulary) -> str:
    """The part that is equal for every request of a home, so that it is computed once.

    One line a room (` kitchen: ceiling light = light, oven = oven`) under its floor, then one line a device
    class with what it offers; read-only properties carry a question mark. A name always follows a space, so
    that it has the same tokens here, in a sentence and in a plan. An alias stands beside the name as if it
    were a device of its own.
    """
    world = vocabulary.world
    members: dict[str | None, list[str]] = {}
    for thing in world.things:
        home = thing.room if thing.room in vocabulary.room_labels else None
        kind = vocabulary.class_of[thing.id].name
        members.setdefault(home, []).extend(f"{name} = {kind}" for name in vocabulary.names[thing.id])
    lines: list[str] = []
    for floor in (None, *world.floors):
        if floor is not None:
            lines.append(f"floor {vocabulary.floor_labels[floor]}")
        for label, name in vocabulary.rooms.items():
            if vocabulary.floor_of[name] == floor:
                lines.append(f" {label}: {', '.join(members.get(name, ()))}".rstrip())
    if None in members:
        lines.append(f" anywhere: {', '.join(members[None])}")
    lines.append("types")
    for device_class in vocabulary.classes:
        sample = device_class.sample
        offers = [_attribute(p) for p in sample.properties if p.writable]
        offers += [_action(a) for a in sample.actions]
        offers += [_attribute(p, mark="?") for p in sample.properties if not p.writable]
        lines.append(f" {device_class.name}: {', '.join(offers)}".rstrip())
    return "\n".join(lines) + "\n"


def render_request(vocabulary: Vocabulary, request: Request, near: Sequence[Candidate] | None = None) -> str:
    """What changes: past turns, where the speaker is, what waits, the sentence; ends where the plan begins.

    `near` are devices that resemble the sentence (`model_core.retrieval.candidates`).
    """
    lines = []
    for turn in request.history:
        lines.append(f"user: {normalise(turn.utterance)}")
        lines.append(f"plan: {turn.plan.strip()}")
    room = vocabulary.room_labels.get(request.room or "", "?")
    heard_by = vocabulary.labels.get(request.device or "")
    lines.append(f"here: {room}, {heard_by}" if heard_by else f"here: {room}")
    if request.pending:
        waiting = [*dict.fromkeys(map(_waits, request.pending))]
        lines.append(f"waiting: {'; '.join(waiting[:_SHOWN_WAITING])}")
    lines.append(f"user: {normalise(request.utterance)}")
    if near is not None:
        lines.append(f"near: {'; '.join(_told(vocabulary, c) for c in near) or 'nothing'}")
    lines.append("plan:")
    return "\n".join(lines)


def _waits(pending: Pending) -> str:
    name = normalise(pending.name).replace(";", ",")[:_SHOWN_NAME]
    return f"{pending.kind or 'plan'} {name}".rstrip()


def _told(vocabulary: Vocabulary, candidate: Candidate) -> str:
    """`hall lamp = light, hall, upstairs: brightness`: what would have to be looked up in the description."""
    device = vocabulary.ids[candidate.label]
    room = vocabulary.room_of.get(device)
    floor = vocabulary.floor_of.get(room or "")
    places = (vocabulary.room_labels.get(room or ""), vocabulary.floor_labels.get(floor or ""))
    known = ", ".join((f"{candidate.label} = {vocabulary.class_of[device].type}", *(p for p in places if p)))
    return f"{known}: {', '.join(candidate.abilities)}" if candidate.abilities else known


def normalise(utterance: str) -> str:
    """One line in lower case: speech recognition writes so, and people type so. `12,000` becomes `12000`."""
    plain = utterance[:_MAX_UTTERANCE].replace("’", "'").replace('"', "'").casefold()
    return " ".join(joined(plain).split())


def _attribute(attribute: Attribute, mark: str = "") -> str:
    name = f"{attribute.name}{mark}"
    match attribute.kind:
        case Kind.INTEGER | Kind.NUMBER:
            if attribute.minimum is not None and attribute.maximum is not None:
                return f"{name} {attribute.minimum:g}-{attribute.maximum:g}{attribute.unit}"
            return f"{name} {attribute.unit}".rstrip() if attribute.unit else f"{name} number"
        case Kind.STRING if attribute.choices:
            return f"{name} {'|'.join(attribute.choices[:_SHOWN_CHOICES])}"
        case Kind.STRING:
            return f"{name} text"
        case Kind.LIST:
            return f"{name} list"
        case Kind.BOOLEAN:
            return name


def _action(action: Action) -> str:
    return f"{action.name}({', '.join(_attribute(a) for a in action.arguments)})"
