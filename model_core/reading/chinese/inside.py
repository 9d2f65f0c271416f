"""What a value is for that is said of a place alone: `客厅亮度调到80`, `卧室调到50%`, `一楼静音`."""

from __future__ import annotations

from collections.abc import Mapping

from model_core.language.vocabulary import Vocabulary
from model_core.reading import wishes
from model_core.reading.chinese.commands import Command
from model_core.reading.chinese.places import key
from model_core.reading.chinese.referents import Referents
from model_core.reading.chinese.wishes import CLIMATE
from model_core.reading.referents import Found, Meaning, Missing, Several
from model_core.world import Thing

LIT = frozenset({"brightness", "color", "color_temperature"})
"""What lights are told, all of a place at once."""
_PLAYERS = frozenset({"television", "speaker"})
IMPLIED: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(LIT, frozenset({"light"})),
    **dict.fromkeys(("volume", "muted", "media"), _PLAYERS),
    **dict.fromkeys(("target_temperature", "mode"), CLIMATE),
    "target_humidity": frozenset({"humidifier", "dehumidifier"}),
    "speed": frozenset({"fan"}),
}
"""Types of the devices that a property is of where no device is said."""
_OF_PLACES = {**IMPLIED, "position": frozenset({"curtain", "blind"})}
"""The same where a place is said."""


class Inside:
    """The devices of a place of one home that a property is of."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents

    def meant(self, command: Command, here: str | None) -> Meaning | None:
        """The devices of the place that is the target of a command; None where it is no place."""
        types = _OF_PLACES.get(command.role)
        places = self._referents.where(command.target, here) if types is not None else None
        if types is None or places is None:
            absent, rest = self._referents.places.absent(key(command.target)) if types else (None, "")
            return Missing(command.target) if absent is not None and not rest and command.plain else None
        things = tuple(
            t
            for t in self._vocabulary.world.things
            if wishes.type_of(t) in types and (not places or self._referents.places.holds(places, t.room))
        )
        able = tuple(t for t in things if command.wish.can(t))
        if not able:
            return self._lacking(command, things, places)
        kinds = {wishes.type_of(t) for t in things}
        if len(kinds) == 1 and len(able) > 1 and (command.every or command.role in {*LIT, "position"}):
            kind = next(iter(kinds))
            return self._referents.selected(kind, self._referents.of_type(kind, places), places)
        return Found(able) if len(able) == 1 or command.every else Several(able)

    def _lacking(
        self, command: Command, things: tuple[Thing, ...], places: tuple[str, ...]
    ) -> Meaning | None:
        """What is refused where nothing in the place can be told so."""
        if not command.wish.sure or not places:
            return None
        if things:
            return Found(things)
        return Missing(f"{command.target.removesuffix('的')}的灯") if command.role in LIT else None
