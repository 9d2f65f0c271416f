"""Mandarin words for devices and places that people know and a home has not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from model_core.reading.chinese.entries import Entry
from model_core.reading.chinese.nouns import NOUNS, PEOPLE, SPECIAL, THINGS
from model_core.reading.chinese.places import Places, key
from model_core.reading.referents import Missing

EVERY = re.compile(r"所有|全部|每[一1]?[盏个台扇把幅部辆只]|各个|一切|凡是|但凡|全体")
WHOLE = re.compile(
    r"^(?:整个房子里?|整[栋幢座套](?:房子|楼|屋子|别墅)里?|屋里屋外|(?:家里|全家|全屋|屋里)?(?:里里外外|上上下下)|楼上楼下|全屋子?里?|整个?屋子?里?|满屋子?里?|整个家里?|全家|家里面?|家中|屋子里所有|我们?家)|"
    r"^(?:所有|每[一1]?[个间]|各个?|全部|各间)(?:房间|屋子?)里?"
)
ONE = re.compile(r"^(?:那|这|一)(?:[盏个台扇把幅部辆]|只)")
DEVICES = frozenset(
    {
        "设备",
        "电器",
        "东西",
        "家电",
        "电器设备",
        "智能设备",
        "用电器",
        "家伙",
        "家伙什",
        "家伙什儿",
        "带电",
        "用电",
        "插电",
    }
)


_OWNER = re.compile(
    r"([小阿](?![区巷区屋房厅门米型号的])[^\W\da-z]|([^\W\da-z刚常天时偷慢好大小])\2|"
    r"[王李张刘陈杨赵周吴徐孙胡朱郭何罗梁宋郑谢韩唐冯](?![色间处边])[^\W\da-z的]{1,2})的(.+)"
)
"""Somebody's name, and what is theirs."""


def owned(phrase: str) -> tuple[str, str] | None:
    """Whose a thing is, and what: `小红的手机`; None where that is not said."""
    kin = next((p for p in PEOPLE if phrase.startswith(f"{p}的")), None)
    if kin is not None:
        return kin, phrase.removeprefix(f"{kin}的")
    named = _OWNER.fullmatch(phrase)
    return (named[1], named[3]) if named is not None else None


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

    def of_nobody(self, phrase: str) -> Missing | None:
        """A thing of somebody of whom nothing in this home is."""
        owner, noun = owned(phrase) or ("", "")
        said = (*(n for e in self._entries for n in e.names), *self._places.every)
        if not noun or any(key(owner) in n for n in said):
            return None
        plain = key(noun)
        known = plain in _known() or plain in THINGS or any(e.ends(plain) for e in self._entries)
        return Missing(phrase) if known else None

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
