"""Mandarin words for devices and places that people know and a home has not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from model_core.reading.chinese.entries import Entry
from model_core.reading.chinese.nouns import NOUNS, PEOPLE, SPECIAL, THINGS
from model_core.reading.chinese.places import Places, key
from model_core.reading.referents import Missing

EVERY = re.compile(r"所有|全部|每一?[盏个台扇把幅部辆]|各个|一切")
WHOLE = re.compile(
    r"^(?:整个房子里?|整[栋幢座套](?:房子|楼|屋子|别墅)里?|屋里屋外|里里外外|上上下下|楼上楼下|全屋子|整个家里?|全家|家里面?|家中|全屋|屋子里所有|我们?家)|^(?:所有|每个|各个|全部)房间里?"
)
ONE = re.compile(r"^(?:那|这|一)(?:[盏个台扇把幅部辆]|只)")
DEVICES = frozenset({"设备", "电器", "东西", "家电", "电器设备", "智能设备"})


class Absent:
    """Tells what is not there from what is not understood, in one home."""

    def __init__(self, entries: Sequence[Entry], places: Places) -> None:
        self._entries = entries
        self._places = places

    def missing(self, said: str) -> Missing | None:
        """Words for a kind of device or a place that people know and this home has not."""
        rest = ONE.sub("", EVERY.sub("", WHOLE.sub("", said)))
        absent, noun = self._places.absent(rest)
        known = _known()
        if absent is not None:
            own = any(noun in n for e in self._entries for n in e.names) if len(noun) > 1 else False
            return (
                Missing(said) if noun in known or noun in {"水", "水温"} or noun in DEVICES or own else None
            )
        place, noun = self._places.take(rest)
        if place is not None and noun in known:
            near = any(
                e.thing.room == place and any(noun in n for n in (*e.names, *e.nouns)) for e in self._entries
            )
            return None if near else Missing(said)
        if rest in known or rest in THINGS or noun in THINGS:
            plain = noun if noun in THINGS else rest
            taken = any(
                plain in n or n in plain for e in self._entries for n in (*e.names, *e.nouns) if len(n) > 1
            )
            return None if taken else Missing(said)
        return self._near_miss(rest, said)

    def _near_miss(self, rest: str, said: str) -> Missing | None:
        """Another number or another owner than any that is here."""
        numbered = re.search(r"\d", rest)
        names = {n for e in self._entries for n in e.names}
        if numbered:
            others = {re.sub(r"\d", "#", n, count=1) for n in names if re.search(r"\d", n)}
            if re.sub(r"\d", "#", rest, count=1) in others:
                return Missing(said)
        owner = next((p for p in PEOPLE if rest.startswith(p)), None)
        known = (*names, *self._places.every)
        if owner is not None and not any(n.startswith(owner) for n in known):
            thing = rest.removeprefix(owner)
            if any(n.endswith(thing) for n in names if len(thing) > 1) or thing in {
                n for e in self._entries for n in e.nouns
            }:
                return Missing(said)
        return None


@cache
def _known() -> frozenset[str]:
    return frozenset(key(n) for nouns in (*NOUNS.values(), *SPECIAL.values()) for n in nouns)
