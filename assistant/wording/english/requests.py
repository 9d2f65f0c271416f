"""Wishes repeated, asked about and refused, in English."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.context import House
from assistant.errors import sentence
from assistant.resolve import Refused
from assistant.wording.english import phrases
from assistant.wording.english.general import subject
from assistant.wording.english.outcomes import said_arguments
from assistant.wording.english.phrases import capital, listed, the, words
from assistant.wording.protocol import Deed, Told
from assistant.wording.subjects import counted


def to_set(house: House, ids: Sequence[str], values: Sequence[Told], *, whole: bool) -> str:
    """The imperative for values."""
    names = _named(house, ids, whole=whole)
    commands = [phrases.command(t.name, t.value, t.unit, names, whole=whole) for t in values]
    return listed(commands, whole=whole)


def to_run(house: House, ids: Sequence[str], deed: Deed, *, whole: bool) -> str:
    """The imperative for an action."""
    arguments = said_arguments(deed, whole=whole)
    return phrases.deed(deed.action, _named(house, ids, whole=whole), arguments, whole=whole)


def wishes(wishes: Sequence[str], *, whole: bool) -> str:
    """Several wishes as one."""
    return listed(wishes, whole=whole)


def confirmation(wish: str, *, pin: bool, unsure: bool) -> str:
    """The question for a yes or a PIN."""
    doubt = "I am not sure that I understood. " if unsure else ""
    return f"{doubt}{capital(wish)}? Please say {'your PIN' if pin else 'yes to confirm'}."


def which(house: House, ids: Sequence[str]) -> str:
    """The question for one of some devices."""
    return f"Which one: {listed([house.spoken(d) for d in ids], 'or')}?"


def what(house: House, ids: Sequence[str]) -> str:
    """The question for what is to be done with devices."""
    return f"What should I do with {subject(house, ids)}?"


def unable(house: House, ids: Sequence[str]) -> str:
    """Devices can't do it."""
    return f"{capital(subject(house, ids))} can't do that."


def refusal(house: House, refused: Refused) -> str:
    """Why something is not done."""
    what = words(refused.subject)
    return sentence(
        refused.code,
        device=the(house.spoken(refused.device_id)) if refused.device_id else "",
        name=words(refused.device_id),
        property=what,
        what=what,
        argument=words(refused.details.get("argument", "")),
        unit=refused.details.get("unit", ""),
    )


def limits(house: House, refused: Refused, *, alone: bool) -> str:
    """The range that a value must be in."""
    low, high, unit = (refused.details.get(k, "") for k in ("minimum", "maximum", "unit"))
    shown = f" {phrases.quantity(0, unit)[2:]}" if unit else ""
    limits = f"goes from {low} to {high}{shown}"
    if not low or not high:
        limits = f"is {low or high}{shown} at {'least' if low else 'most'}"
    what = words(refused.subject)
    if alone or not refused.device_id:
        return f"{capital(what)} {limits}."
    return f"{capital(the(house.spoken(refused.device_id)))}: {what} {limits}."


def options(house: House, refused: Refused, *, alone: bool) -> str:
    """The choices that a value must be of."""
    options = listed([words(c) for c in refused.details.get("choices", "").split("|")], "or")
    name = the(house.spoken(refused.device_id)) if refused.device_id else ""
    what = f"the {words(refused.subject)} of {name}" if not alone else f"the {words(refused.subject)}"
    return f"{capital(what)} can be {options}."


def _named(house: House, ids: Sequence[str], *, whole: bool) -> str:
    group = counted(house, ids)
    if whole and phrases.is_long(ids) and group is not None and group.everywhere:
        return f"all {phrases.many(group.count, group.type)}"
    return listed([the(house.spoken(d)) for d in ids], whole=whole)
