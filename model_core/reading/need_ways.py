"""Ways to meet a need, as `data/needs.yaml` writes them: `TYPE/TYPE named WORD|WORD: WISH or WISH`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from model_core.plan import Word
from model_core.reading import roles, wishes
from model_core.reading.naming import meaningful
from model_core.reading.values import Choice
from model_core.reading.wishes import Wish
from model_core.world import Kind, Thing

_WORDS = frozenset(Word)
_GENERAL = frozenset({"coffee", "tea", "normal", "standard", "quick"})
"""Choices that give way to others that are said too."""
_STATES = frozenset(
    {"clean", "cold", "dirty", "dry", "full", "hot", "off", "on", "ready", "wet"}
    | meaningful("towels shirts bedding")
)
"""Choices that are said of what is there more often than they are wished for."""


@dataclass(frozen=True, slots=True)
class Way:
    """What devices of some kinds do; `named`: only those whose name or room has one of these words."""

    kinds: tuple[str, ...]
    wish: Wish
    named: frozenset[str] = frozenset()

    def fits(self, thing: Thing) -> bool:
        """Whether a device of the kind can, and is named so."""
        said = meaningful(f"{thing.name} {thing.room or ''}")
        return (not self.named or bool(said & self.named)) and self.wish.told(thing) is not None


def way_of(text: str, said: frozenset[str] = frozenset()) -> Way:
    """`curtain/blind: close`, `vacuum: run start or on`, `heater: on and mode=eco?`.

    An action gets the choice that the words `said` name, if it has one: an espresso, wool.
    """
    kinds, _, told = text.partition(": ")
    kinds, _, named = kinds.partition(" named ")
    words = frozenset(named.split("|")) if named else frozenset()
    wish = _either([_together(part, said) for part in told.split(" or ")])
    return Way(tuple(kinds.split("/")), wish, words)


def _either(options: Sequence[Wish]) -> Wish:
    def told(thing: Thing) -> str | None:
        return next((text for w in options if (text := w.told(thing)) is not None), None)

    return Wish(told, sure=False)


def _together(texts: str, said: frozenset[str]) -> Wish:
    """Several values at once; what ends in `?` may be left out where a device has nothing of the kind."""
    parts = [(_wish(t.removesuffix("?"), said), t.endswith("?")) for t in texts.split(" and ")]
    if len(parts) == 1:
        return parts[0][0]

    def told(thing: Thing) -> str | None:
        found = [(wish.told(thing), spare) for wish, spare in parts]
        if any(text is None and not spare for text, spare in found):
            return None
        return ", ".join(text for text, _ in found if text is not None)

    return Wish(told, sure=False)


def _wish(told: str, said: frozenset[str]) -> Wish:
    plain = {
        "on": wishes.switched(on=True), "off": wishes.switched(on=False), "open": wishes.moved(open_it=True),
        "close": wishes.moved(open_it=False), "lock": wishes.flagged("locked", value=True),
        "unlock": wishes.flagged("locked", value=False),
    }  # fmt: skip
    if told in plain:
        return plain[told]
    if told.startswith("run "):
        return _done(told.removeprefix("run ").split("|"), said)
    role, _, value = told.partition("=")
    if value in {"true", "false"}:
        return _flag(role, value)
    return wishes.changed(role, Word(value)) if value in _WORDS else wishes.valued(Choice(value), role)


def _done(names: Sequence[str], said: frozenset[str]) -> Wish:
    plain = wishes.done(*names)

    def told(thing: Thing) -> str | None:
        action = next((a for n in names if (a := roles.find_action(thing, n)) is not None), None)
        for argument in action.arguments if action else ():
            others = any(a.required for a in action.arguments if a is not argument) if action else False
            choice = _choice(argument.choices, said)
            if action is not None and choice is not None and not others:
                return f"run {action.name} {argument.name}={choice}"
        return plain.told(thing)

    return Wish(told, sure=False)


def _choice(choices: Sequence[str], said: frozenset[str]) -> str | None:
    """The one choice of which every word is said; of two, the one that says more."""
    named = {c: n for c in choices if (n := meaningful(c.replace("_", " "))) and n <= said - _STATES}
    widest = [c for c, n in named.items() if not any(n < other for other in named.values())]
    closer = [c for c in widest if c.casefold() not in _GENERAL] or widest
    return closer[0] if len(closer) == 1 else None


def _flag(role: str, value: str) -> Wish:
    """A property that is either so or not becomes so, whatever the device is."""

    def told(thing: Thing) -> str | None:
        found = next(
            (p for n in roles.PROPERTIES.get(role, (role,)) if (p := thing.find_property(n)) is not None),
            None,
        )
        return f"{found.name}={value}" if found and found.writable and found.kind is Kind.BOOLEAN else None

    return Wish(told, sure=False)
