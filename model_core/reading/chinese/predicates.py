"""Words for the state that something is in: 开着, 是关闭的, 处于锁定状态, 没关好."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from model_core.reading import roles, wishes
from model_core.reading.phrases import load
from model_core.world import Attribute, Kind, Thing

_MODES_OF_REST = frozenset({"alarm", "thermostat"})
"""What is off in a mode of that name."""
_OPPOSITE = {"on": "off", "off": "on", "locked": "unlocked", "unlocked": "locked"}
_BEING = r"(?:现在|仍然?|还|一直|都|全)*(?:是|处[于在]|呈现?|属于|为)"
_CONDITION = r"的?状态(?:之?[中下])?"
_ALREADY = r"(?:已经?|现已)"
_NOT = r"(?:还?没有?|还?未)(?:被)?"
_GOING = r"(?:着呢?|着了|了|起来了|起了|起在|起)"
_DONE = r"(?:[好上住掉严紧死牢拢实]|起来|严实)"


def find(thing: Thing, role: str) -> Attribute | None:
    """The property that plays a role on a device, or is called that."""
    return roles.find(thing, role, writable=False) or thing.find_property(role)


def test(thing: Thing, state: str) -> str | None:
    """`on=true`: the test that a device is in a state, in its own words."""
    for wording in _table("states")[state]:
        role, sign, value = re.split(r"(!=|=|>)", wording)
        found = find(thing, role)
        if found is None or (role == "mode" and wishes.type_of(thing) not in _MODES_OF_REST):
            continue
        if found.kind is Kind.STRING and found.choices and value not in found.choices:
            continue
        return f"{found.name}{sign}{value}"
    return None


def state_of(said: str) -> str | None:
    """The state that a predicate says; None for other words."""
    text = said.removesuffix("的")
    for shorter in (
        said,
        text,
        bare := re.sub(rf"{_CONDITION}$", "", re.sub(rf"^{_BEING}", "", text)),
    ):
        if (found := _states().get(shorter)) is not None:
            return found
    done = re.fullmatch(
        rf"(?P<n>{_NOT})?{_ALREADY}?(?P<v>{any_of(_verbs())})(?:{_GOING}|{_DONE})?", bare.removesuffix("的")
    )
    if done is None:
        return None
    state = _verbs()[done["v"]]
    return _OPPOSITE.get(state) if done["n"] else state


@cache
def finite() -> str:
    """A regular expression for predicates that stand by themselves: 开着, 已关闭, 没锁好, 是打开的."""
    verbs, known = any_of(_verbs()), any_of(_states())
    told = rf"{_ALREADY}?(?:{verbs}){_GOING}|{_ALREADY}(?:{verbs})|{_NOT}(?:{verbs})(?:着|{_DONE})?|{known}"
    return (
        rf"(?:{_BEING})?(?:{told})(?:{_CONDITION})?的?|"
        rf"{_BEING}(?:{verbs})(?:{_CONDITION})?的?|(?:{verbs})(?:{_CONDITION}的?|的)"
    )


@cache
def loose() -> str:
    """A regular expression for predicates after 有没有, 是否 and the like, where the plain verb does."""
    return rf"{finite()}|(?:{any_of(_verbs())}){_DONE}?"


@cache
def verbs() -> str:
    """A regular expression for the verbs alone."""
    return any_of(_verbs())


def _table(name: str) -> Mapping[str, list[str]]:
    words: Mapping[str, list[str]] = load("questions", __package__)[name]
    return words


def turned(name: str) -> Mapping[str, str]:
    """The words of a table of questions, each with what it stands for."""
    return {word: state for state, words in _table(name).items() for word in words}


@cache
def _states() -> Mapping[str, str]:
    return turned("said")


@cache
def _verbs() -> Mapping[str, str]:
    return turned("verbs")


def any_of(words: Iterable[str]) -> str:
    """A regular expression for one of the words, the longest that fits."""
    return "|".join(sorted(words, key=len, reverse=True))
