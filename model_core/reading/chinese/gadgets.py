"""Phones and cars in Mandarin, by whatever names they have for it: `导航去机场`, `打给大姨`, `后备箱盖上`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from model_core.language.vocabulary import Vocabulary
from model_core.reading import wishes
from model_core.reading.chinese.nouns import NOUNS, THINGS
from model_core.reading.chinese.referents import Referents
from model_core.reading.chinese.text import numbers
from model_core.reading.chinese.traditional import simplified
from model_core.reading.clauses import Done
from model_core.reading.gadgets import told
from model_core.reading.outcomes import refuses
from model_core.reading.phrases import compiled, filled, load, unfolded
from model_core.reading.referents import Found
from model_core.reading.wishes import Wish
from model_core.world import Thing

_SAME = re.compile(r"^(?:车子|车机|小车|座驾)(?=$|[里上]面?$)|^车[里上]面?$")
_OWNED = re.compile(r"^(?P<who>.+?)的?(?:手机|平板)$")
_ABOUT = re.compile(
    r"导|[打拨].*给|[打拨][^,;]{0,4}(?:电话|语音|视频)|呼叫|拨打|发|告诉|通知|知会|[跟和对朝].*[说讲]|铃|静音|[震振]动|[勿打]扰|"
    r"电筒|手电|闪|响|叫|吱|喇叭|笛|[嘀滴]|后备|尾门|后盖|行李箱|窗|玻璃|充|上限"
)
"""One of these is in whatever is read here."""
_PHONE = r"(?P<t>[^,;]*?(?:手机|平板|电话))"
_NO_TEXT = re.compile(
    r"[它他她]|消息|信息|短信|通知|微信|话|提醒|消息说|电话|(?:一样|同样|相同|刚才|这个|那个)的?(?:话|消息)?"
)
_SHARE = re.compile(r"(\d)成(?:(\d)|半)?")
_N = r"(?P<n>\d{1,3}%?|[1-9]成[\d半]?)"
_SHORT, _LONG = 12, 20
_WISH = re.compile(
    r"[?吗呢吧]|[关锁停播]|打开|[开关]灯|调|音量|亮度|静音|暂停|温度|多少|什么|哪|然后|顺便|同时|[把将让给用再]|一下|取消|别|不"
)
"""What no name of a place or a person has."""
_ASIDE = re.compile(
    r"[?]|顺便|然后|同时|多少|打开|[关掉]了|关[掉上]|[开关]灯|调[到成高低大小亮暗]|静音|音量|亮度|暂停"
)
"""What no message has that is not of another wish."""


@dataclass(frozen=True, slots=True)
class _Block:
    types: frozenset[str]
    does: tuple[str, ...]
    long: bool
    """Whether the text in it is a message, and no mere name."""
    said: tuple[re.Pattern[str], ...]
    them: tuple[re.Pattern[str], ...]
    """What is only said of the device that was spoken of before."""


class Gadgets:
    """Reads what is said to the phones and cars of one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents
        world = vocabulary.world
        names = {_plain(n) for t in world.things for n in (t.name, *t.aliases)}
        nouns = {n for t in world.things for n in NOUNS.get(wishes.type_of(t), ())}
        known = sorted((n for n in {*names, *nouns, *THINGS} if len(n) > 1), key=len, reverse=True)
        self._devices = re.compile("|".join(map(re.escape, known)) or "(?!)")
        self._owners = {t.id: _owners(t) for t in world.things}
        self._whose = set().union(*self._owners.values())
        self._things = {
            block.types: things
            for block in _blocks()
            if (things := tuple(t for t in world.things if wishes.type_of(t) in block.types))
        }

    def read(self, clause: str, here: str | None, before: Sequence[Thing] = ()) -> Done | None:
        """The plan for a clause in plain form; None for any other. `before`: those of the clause before."""
        if not self._things or clause.count(",") > 1 or not _ABOUT.search(clause):
            return None
        for block in _blocks():
            things = self._things.get(block.types, ())
            spoken_of = tuple(t for t in before if t in things)
            for pattern in (*block.said, *(block.them if len(spoken_of) == 1 else ())) if things else ():
                found = pattern.fullmatch(clause)
                groups = self._own_text(found.groupdict(), long=block.long) if found is not None else None
                if groups is not None and (done := self._done(block, groups, here, spoken_of)) is not None:
                    return done
        return None

    def _own_text(self, groups: dict[str, str | None], *, long: bool) -> dict[str, str | None] | None:
        """What was matched, where the text and the number in it can be such."""
        text, share = groups.get("x"), groups.get("n")
        if share is not None:
            tenths = _SHARE.fullmatch(share)
            last = "5" if share.endswith("半") else (tenths[2] or "0") if tenths is not None else ""
            groups["n"] = f"{tenths[1]}{last}" if tenths is not None else share.removesuffix("%")
        if text is not None:
            text = text.strip(",; ")
            text = text if long else re.sub(r"^(?:那个|[他她])(?=.)", "", text)
            bad = _ASIDE if long else _WISH
            if not 0 < len(text) <= (_LONG if long else _SHORT) or bad.search(text):
                return None
            if not long and any(who in text and who != text for who in self._whose):
                return None  # `导航回家tom手机静音`: another wish begins in it
            if self._devices.search(text) or _NO_TEXT.fullmatch(text):
                return None
            groups["x"] = text
        return groups

    def _done(
        self, block: _Block, groups: Mapping[str, str | None], here: str | None, spoken_of: Sequence[Thing]
    ) -> Done | None:
        wish = Wish(lambda thing: told(thing, block.does, groups), sure=False)
        said = groups.get("t")
        things = self._named(said, self._things[block.types], here) if said else tuple(spoken_of)
        if not said and not any(map(wish.can, things)):
            things = tuple(filter(wish.can, self._vocabulary.world.things))
        if len(things) != 1 or not wish.can(things[0]):
            return None
        text = wishes.plan(wish, Found(things), self._vocabulary)
        return None if text is None or refuses(text) else Done(text, things)

    def _named(self, said: str, things: Sequence[Thing], here: str | None) -> tuple[Thing, ...]:
        """Those of these devices that words mean: by their names, or by whose they are."""
        said = _SAME.sub("车", said)
        found = self._referents.find(said, here, lambda t: t in things)
        if isinstance(found, Found) and all(t in things for t in found.things):
            return found.things
        whose = said.removesuffix("的")
        return tuple(t for t in things if any(n.removesuffix("的") == whose for n in self._owners[t.id]))


def _plain(name: str) -> str:
    return numbers(simplified(name).casefold())


def _owners(thing: Thing) -> set[str]:
    names = (_plain(n) for n in (thing.name, *thing.aliases))
    return {m["who"] for n in names if (m := _OWNED.match(n))}


@cache
def _blocks() -> tuple[_Block, ...]:
    table = load("gadgets", __package__)
    slots = {"t": "(?P<t>[^,;]+?)", "phone": _PHONE, "x": "(?P<x>[^,; ]+?)", "n": _N}
    words = {**unfolded(table["words"]), **slots}
    words = {name: filled(text, words) for name, text in words.items()}
    return tuple(
        _Block(
            frozenset(block["types"].split(", ")),
            tuple(block["does"]),
            block.get("free") == "long",
            compiled(block.get("said", ""), words),
            compiled(block.get("them", ""), words),
        )
        for block in table["gadgets"]
    )
