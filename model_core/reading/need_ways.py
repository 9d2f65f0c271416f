"""Ways to meet a need, as `data/needs.yaml` writes them: `TYPE/TYPE named WORD|WORD: WISH or WISH`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from model_core.plan import Word
from model_core.reading import roles, wishes
from model_core.reading.referents import meaningful
from model_core.reading.wishes import Wish
from model_core.world import Kind, Thing


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


def way_of(text: str) -> Way:
    """`curtain/blind: close`, `light: brightness=less`, `vacuum: run start or on`."""
    kinds, _, told = text.partition(": ")
    kinds, _, named = kinds.partition(" named ")
    words = frozenset(named.split("|")) if named else frozenset()
    return Way(tuple(kinds.split("/")), _either([_wish(part) for part in told.split(" or ")]), words)


def _either(options: Sequence[Wish]) -> Wish:
    def told(thing: Thing) -> str | None:
        return next((text for w in options if (text := w.told(thing)) is not None), None)

    return Wish(told, sure=False)


def _wish(told: str) -> Wish:
    plain = {
        "on": wishes.switched(on=True), "off": wishes.switched(on=False), "open": wishes.moved(open_it=True),
        "close": wishes.moved(open_it=False), "lock": wishes.flagged("locked", value=True),
        "unlock": wishes.flagged("locked", value=False),
    }  # fmt: skip
    if told in plain:
        return plain[told]
    if told.startswith("run "):
        return wishes.done(*told.removeprefix("run ").split("|"))
    role, _, value = told.partition("=")
    return _flag(role, value) if value in {"true", "false"} else wishes.changed(role, Word(value))


def _flag(role: str, value: str) -> Wish:
    """A property that is either so or not becomes so, whatever the device is."""

    def told(thing: Thing) -> str | None:
        found = next(
            (p for n in roles.PROPERTIES.get(role, (role,)) if (p := thing.find_property(n)) is not None),
            None,
        )
        return f"{found.name}={value}" if found and found.writable and found.kind is Kind.BOOLEAN else None

    return Wish(told, sure=False)
