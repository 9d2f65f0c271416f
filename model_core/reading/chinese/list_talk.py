"""What is said of entries of lists part by part: there is no more, it is bought, where to put it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from model_core.reading.phrases import compiled, load, unfolded

ADD, STRIKE, REMOVE, CLEAR, CLEAR_DONE = "add", "strike", "remove", "clear", "clear done"
TOLD = "told"
"""The action of a part that asks for nothing yet."""
SAME_LIST = "§"
"""Stands for the list of the part before."""
_STATES = {
    "unwanted all": REMOVE,
    "unwanted": REMOVE,
    "bought": STRIKE,
    "finished": STRIKE,
    "deed": STRIKE,
    "gone": ADD,
}
"""What is told of entries, and what is wanted then."""
_SOFTENED = re.compile(r"(?<=[了掉上去勾下除])[吧呗啊呀哈嘛噻]$")
_PARTED = re.compile(r"[,;]")
_WISHED = re.compile("[划勾删记写买补忘]")
_STATED = re.compile("[了吗呢啊吧]$")
_NAMED = 20
"""Characters of entries that are named and of which nothing is told."""
_CUT = re.compile(
    r"[,; ]+(?:然后|还有|另外|顺便|同时|再|并|也)?|(?<=.)(?:然后|并且|顺便|同时|还有(?=[把将从在往])|另外)|"
    r"(?<=了)(?=.)|(?<=.)(?=(?<![一两几半1-9])[把将]|从|(?:添|增|加|写|记|放|列|存)(?:到|进|在|入)|"
    r"(?:再)?(?:加上|添上|删掉|划掉|勾掉|加个|删了|划了))"
)
_MOST = 8
_LONGEST_ENTRY = 24
_SHORT, _LISTED = 5, 10
"""Characters of one of several entries that 和 parts, or that 、 parts."""
_EACH = re.compile(r"、|和|跟|与|还有|以及|(?<![合共胡陪相不如一])同(?![学事款样时类]|$)")
_LEADS = re.compile(
    r"^(?:(?:再|还)?(?:把|将)|再?加(?=..)|(?:还|再)?(?:要|得|想|该)(?:去)?(?=.)|那(?:个|袋)?(?=..))"
)
_SOME = re.compile(r"^(?:点儿|点(?!心)|些|个(?!人|性)|[包瓶袋盒](?![子饭装盖菜裹心浆垫饺鼠鱼])(?=.{2}))(?=.)")
_ENDS = re.compile(
    r"(?<=.)(?:(?:这|那)?(?:[几两二三四五]|一共[两几三])[样项种个](?:东西)?|(?:这|那)些(?:东西)?|什么的)?"
    r"(?:都|也|全|统统|给我|帮我)*$"
)
_PAIRED = re.compile(r"(?:没有?|没得|缺)(?=..)")
NO_ENTRY = re.compile(
    r"[\",;?§]|吗$|^(?:它|这个|那个|什么|(?:点儿?|一点儿?|一?些|几样|个)?(?:新)?(?:东西|内容|项目|事情?)|"
    r"(?:[两几这那一1][样个条项]|[一1][笔件])|清空|所有|全部|全都|统统|都|全|一切)$|"
    r"^(?:[里上中内头]|里面|上面|里头|上头)$|[\u4e00-\u9fff] |再[加添记]|"
    r"^(?:所有|全部|一切|全都)|(?:都|全部|东西|内容)$|清空|"
    r"并且|然后|顺便|接着|同时|打开|关掉|关闭|暂停|启动|(?<![一两几半1-9])把|[调开拉降升]到|^[了过]|哪[些个几]|有没有|"
    r"不$|^记一?下$|^[哦着啊呀嘛哈呢吧喔嘞噻]+$|^的|有些?(?:什么|啥|么事|哪)|[念读说报]给[我咱]|[念读]一?[下遍]|"
    r"是不是|[加添记写放]到|[加添记写](?:上|在)|删[掉了]|[划勾][掉了]|打[个上]?[勾钩]|(?:没|用完|吃完|买|做|办|不要)了|没得|"
    r"不[用要必](?:买|再)?$|(?:还有|然后|再|并|也)$"
)
"""What no entry has in it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of what is said: of entries only, or of a list too."""

    action: str
    entries: tuple[str, ...]
    where: str | None = None
    """What the list is called; `SAME_LIST`: it is not said."""
    state: str = ""
    """What is told where nothing is wished for: one of `_STATES`, or `named`."""
    said: str = ""


def about(parts: Sequence[Part]) -> str:
    """What kind of list is spoken of: `buying`, `doing`, or empty."""
    told = [p for p in parts if p.state and p.state != "named"]
    if any(
        p.state in {"gone", "bought"} or (p.state.startswith("unwanted") and "买" in p.said) for p in told
    ):
        return "buying"
    return "doing" if any(p.state == "deed" for p in told) else ""


class Talk:
    """Parts what is said of the lists that a regular expression finds."""

    def __init__(self, called: str) -> None:
        words = unfolded(load("lists", __package__)["words"])
        target = f"(?P<t>[^把将从在,;]{{0,8}}?(?i:{called}|{SAME_LIST}))"
        self._wishes = _block_patterns({**words, "T": target, "I": "(?P<i>.+?)"})
        self._called = re.compile(f"{called}|{SAME_LIST}", re.IGNORECASE)

    def wish(self, clause: str) -> Iterator[Part]:
        """The readings of a clause that names a list, with the entry or none, the likelier first."""
        clause = _SOFTENED.sub("", clause)
        for action, with_entry, pattern in self._wishes:
            found = pattern.fullmatch(clause)
            if found is None:
                continue
            if not with_entry:
                yield Part(action, (), found["t"])
                continue
            said = found["i"]
            if _PARTED.search(said) or self._called.search(said) or len(said) > _LONGEST_ENTRY:
                continue
            entries = self.entries(said, action)
            if entries is not None:
                yield Part(action, entries, found["t"])

    def entries(self, said: str, action: str) -> tuple[str, ...] | None:
        """The entries in the speaker's words; None where something is none."""
        told = self.state(said)
        if told is not None and told.entries and (told.action == ADD) == (action == ADD):
            return told.entries
        return entries(said, adds=action == ADD)

    def state(self, said: str) -> Part | None:
        """What a part tells of entries; None where it tells nothing of any."""
        for state, pattern in _states():
            found = pattern.fullmatch(said)
            if found is None:
                continue
            named = found.groupdict().get("i")
            split = _PAIRED.sub("、", named) if named and state == "gone" else named
            several = entries(split, adds=True) if split else ()
            if several is not None and not (split and self._called.search(split)):
                return Part(_STATES[state], several, None, state, said)
        return None

    def named(self, said: str) -> Part | None:
        """Entries and nothing else."""
        plain = (
            len(said) <= _NAMED
            and not _PARTED.search(said)
            and not _STATED.search(said)
            and not self._called.search(said)
        )
        told = entries(said, adds=True) if plain else None
        return Part(ADD, told, None, "named", said) if told is not None else None

    def parts(self, text: str) -> Iterator[tuple[Part, ...]]:
        """The ways to part a text so that every part is understood."""
        if self._called.search(text) or _WISHED.search(text):
            yield from self._parts(text, (), 0)

    def _parts(self, text: str, before: tuple[Part, ...], depth: int) -> Iterator[tuple[Part, ...]]:
        if not text:
            yield before
            return
        if depth >= _MOST:
            return
        cuts = [(m.start(), m.end()) for m in _CUT.finditer(text) if m.start() > 0]
        for start, end in ((len(text), len(text)), *reversed(cuts)):
            for part in self._readings(text[:start], before, last=start == len(text)):
                yield from self._parts(text[end:], (*before, part), depth + 1)

    def _readings(self, said: str, before: Sequence[Part], *, last: bool) -> Iterator[Part]:
        yield from self.wish(said)
        if (state := self.state(said)) is not None:
            yield state
        if any(p.entries for p in before) or any(p.where for p in before):
            for action, pattern in _nowhere():
                if pattern.fullmatch(said):
                    yield Part(action, (), SAME_LIST)
        if any(p.where for p in before):
            yield from (p for p in self.wish(f"{SAME_LIST}{said}") if p.entries)
        if not last and (named := self.named(said)) is not None:
            yield named


def entries(said: str, *, adds: bool) -> tuple[str, ...] | None:
    """The entries that words name, one or several; None where something in them is none."""
    text = _ENDS.sub("", _LEADS.sub("", said, count=1) if adds else said.removeprefix("把")).strip(" ,;、:")
    parts = [p for p in _EACH.split(text) if p]
    listed = [p for p in text.split("、") if p]
    if len(parts) < 2 or not all(len(_SOME.sub("", p)) <= _SHORT for p in parts):
        parts = listed if len(listed) > 1 and all(len(p) <= _LISTED for p in listed) else [text]
    if adds:
        parts = [_SOME.sub("", _LEADS.sub("", p, count=1)) for p in parts]
    fit = all(0 < len(p) <= _LONGEST_ENTRY and not NO_ENTRY.search(p) for p in parts)
    return tuple(parts) if fit else None


def _block_patterns(words: Mapping[str, str]) -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    table = load("lists", __package__)
    blocks = (
        (CLEAR_DONE, CLEAR_DONE, False),
        (CLEAR, CLEAR, False),
        ("told done", TOLD, False),
        *((f"told {action}", action, False) for action in (ADD, STRIKE, REMOVE)),
        *((action, action, True) for action in (ADD, STRIKE, REMOVE)),
    )
    return tuple(
        (action, with_entry, pattern)
        for block, action, with_entry in blocks
        for pattern in compiled(table[block], words)
    )


@cache
def _states() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = load("lists", __package__)
    words = {**unfolded(table["words"]), "I": "(?P<i>[^,; ]+?)"}
    return tuple((state, pattern) for state in _STATES for pattern in compiled(table[state], words))


@cache
def _nowhere() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = load("lists", __package__)
    words = unfolded(table["words"])
    return tuple(
        (action, p)
        for action in (CLEAR, ADD, STRIKE, REMOVE)
        for p in compiled(table[f"told nowhere {action}"], words)
    )
