"""What became of commands, in English."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from assistant.context import House
from assistant.errors import sentence
from assistant.wording.english import phrases
from assistant.wording.english.general import is_several, subject
from assistant.wording.english.phrases import Fact, capital, joined_facts, words
from assistant.wording.protocol import Deed, Told

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


def alike(values: Sequence[Told], *, underway: bool) -> Hashable:
    """Equal for values of which the same is said."""
    return tuple(_underway(values) if underway else _facts(values))


def done(house: House, ids: Sequence[str], values: Sequence[Told]) -> str:
    """It is so."""
    return _clauses(house, ids, _facts(values))


def underway(house: House, ids: Sequence[str], values: Sequence[Told]) -> str:
    """The device has begun and not finished."""
    return _clauses(house, ids, _underway(values))


def did(house: House, ids: Sequence[str], deed: Deed, *, finished: bool) -> str:
    """The device has done an action, or has begun it; adding to a list is said of the thing added."""
    name = subject(house, ids)
    item = deed.arguments.get("item")
    if item is not None and deed.action in LIST_VERBS:
        added, adding, side = LIST_VERBS[deed.action]
        return (
            f"I {added} {item} {side} {name}." if finished else f"I asked for {adding} {item} {side} {name}."
        )
    manner = phrases.with_arguments(said_arguments(deed))
    pair = phrases.DONE.get(deed.action)
    if pair is None:
        tense = "carried out" if finished else "began to carry out"
        return f"{capital(name)} {tense}: {words(deed.action)}{manner}."
    clause = pair[0] if finished else pair[1]
    if is_several(house, ids):
        first, _, rest = clause.partition(" ")
        clause = f"{PLURAL_VERBS.get(first, first)} {rest}"
    return f"{capital(name)} {clause}{manner}."


def unreached(house: House, ids: Sequence[str]) -> str:
    """Nothing has been sent yet."""
    return f"I could not reach {subject(house, ids)} yet, so nothing has changed there so far."


def silent(house: House, ids: Sequence[str], asked: Sequence[Told]) -> str:
    """It was sent and not answered."""
    facts = [phrases.fact(t.name, t.value, t.unit) for t in asked]
    own = next((f for f in facts if not f.part), None)
    doubt = "whether that was done"
    if own is not None:
        doubt = f"whether {'they are' if is_several(house, ids) else 'it is'} {own.complement}"
    return f"{capital(subject(house, ids))} did not answer, so I can't say {doubt}."


def failed(house: House, ids: Sequence[str]) -> str:
    """The device tried, and does not say why it failed."""
    return f"{capital(subject(house, ids))} tried that and failed."


def rejected(house: House, ids: Sequence[str]) -> str:
    """The device would not, and does not say why."""
    return f"{capital(subject(house, ids))} refused to do that."


def reason(house: House, ids: Sequence[str], code: str) -> str:
    """Why it was not done."""
    name = subject(house, ids)
    be, have = ("are", "have") if is_several(house, ids) else ("is", "has")
    return sentence(code, device=name, name=name.removeprefix("the "), be=be, have=have)


def said_arguments(deed: Deed, *, whole: bool = False) -> dict[str, str]:
    """The arguments of an action as they are said."""
    return {
        name: phrases.quantity(value, deed.units.get(name, ""), whole=whole)
        for name, value in deed.arguments.items()
    }


def _facts(values: Sequence[Told]) -> list[Fact]:
    return joined_facts([phrases.fact(t.name, t.value, t.unit) for t in values])


def _underway(values: Sequence[Told]) -> list[Fact]:
    return [phrases.on_the_way(t.name, t.value, t.unit, t.before) for t in values]


def _clauses(house: House, ids: Sequence[str], facts: Sequence[Fact]) -> str:
    name, several = subject(house, ids), is_several(house, ids)
    said = " ".join(f"{capital(f.of(name, several=several))}." for f in facts)
    return said or f"{capital(name)} did that."
