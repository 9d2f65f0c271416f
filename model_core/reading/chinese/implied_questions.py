"""Mandarin questions that leave their device unsaid: what to buy, what plays here, when it is done."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from model_core.language.vocabulary import Vocabulary
from model_core.reading import roles, wishes
from model_core.reading.chinese import predicates
from model_core.reading.chinese.referents import Referents
from model_core.reading.chinese.traditional import simplified
from model_core.world import Thing

Groups = Mapping[str, str]
_SHOPPING = re.compile("购|买")
_DOERS = {"烘": ("dryer",), "洗": ("washer",), "": ("washer", "dryer")}
"""What is busy with clothes, by the deed that is said."""
_DISHES = re.compile("碗|盘")


class ImpliedQuestions:
    """Tells what such questions are about in one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents

    def to_buy(self, _groups: Groups, _here: str | None) -> str | None:
        """The entries of the only list for shopping."""
        lists = self._referents.of_type("list")
        named = [t for t in lists if _SHOPPING.search(simplified(t.name))]
        return self._get(named or lists, "items")

    def playing_in(self, groups: Groups, here: str | None) -> str | None:
        """What the only player of a place that is named plays."""
        places = self._referents.where(groups["l"].removesuffix("的"), here) if groups["l"] else None
        if not places:
            return None
        players = [t for k in ("speaker", "television") for t in self._referents.of_type(k, places)]
        return self._get(players, "title")

    def playing(self, _groups: Groups, here: str | None) -> str | None:
        """What the only player here plays, or the only one of the home."""
        near = self._referents.of_type("speaker", (here,)) if here is not None else ()
        return self._get(list(near or self._referents.of_type("speaker")), "title")

    def done_in(self, groups: Groups, _here: str | None) -> str | None:
        """How long the only machine for these things still runs."""
        dishes = _DISHES.search(groups["what"]) is not None
        kinds = ("dishwasher",) if dishes else _DOERS[groups["deed"] or ""]
        return self._get([t for k in kinds for t in self._referents.of_type(k)], "minutes_left")

    def is_done(self, groups: Groups, _here: str | None) -> str | None:
        """Whether the only machine for these things is done."""
        what = groups["what"]
        kinds = ("dishwasher",) if _DISHES.search(what) else _DOERS.get(groups["deed"] or "", ())
        kinds = ("coffee maker",) if what == "咖啡" else kinds
        things = [t for k in kinds for t in self._referents.of_type(k)]
        test = predicates.test(things[0], "done") if len(things) == 1 else None
        return f"check {self._vocabulary.labels[things[0].id]}: {test}" if test else None

    def metered(self, name: str) -> str | None:
        """What the only meter of the home tells."""
        meters = [t for t in self._referents.of_type("energy meter") if t.find_property(name)]
        return self._get(meters, name)

    def alarmed(self) -> str | None:
        """Whether the only alarm of the home went off."""
        alarms = [t for t in self._referents.of_type("alarm") if t.find_property("triggered")]
        return f"check {self._vocabulary.labels[alarms[0].id]}: triggered=true" if len(alarms) == 1 else None

    def planned(self) -> str | None:
        """The next event of the only calendar."""
        return self._get(self._referents.of_type("calendar"), "next_event")

    def set_most(self, groups: Groups, verb: str) -> str | None:
        """Which of all devices of a type is set to most or least degrees."""
        kind = self._referents.type_named(groups["n"])
        if kind is None or not self._referents.all_have(kind, groups["n"]):
            return None
        things = self._referents.of_type(kind)
        names = {p.name for t in things if (p := roles.find(t, "target_temperature")) is not None}
        if len(things) < 2 or len(names) != 1:
            return None
        return f"{verb} {self._referents.selected(kind, things, ()).target}: {next(iter(names))}"

    def _get(self, things: Sequence[Thing], name: str) -> str | None:
        if len(things) != 1:
            return None
        found = roles.find(things[0], name, writable=False) or things[0].find_property(name)
        kind = wishes.type_of(things[0])
        if found is None and kind != "list":
            return None
        return f"get {self._vocabulary.labels[things[0].id]}: {found.name if found else name}"
