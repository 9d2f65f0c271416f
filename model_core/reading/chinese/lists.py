"""Entries of lists in Mandarin: put on, done, or taken off."""

from __future__ import annotations

import re
from collections.abc import Callable

from model_core.language.vocabulary import Vocabulary
from model_core.reading import wishes
from model_core.reading.chinese.nouns import NOUNS, SAME
from model_core.reading.chinese.referents import Referents
from model_core.reading.chinese.traditional import simplified
from model_core.reading.clauses import Done
from model_core.reading.outcomes import refuses
from model_core.reading.phrases import compiled, load, unfolded
from model_core.reading.referents import Found, Missing, Several
from model_core.reading.wishes import Wish
from model_core.world import Thing

_BUY = re.compile(
    r"(?:帮我|给我|你)?(?:记(?:一下|下|得|住|着|上|一笔)?|别忘了?|加上?(?:一[个条项])?|添(?:上)?)[,]?"
    r"(?:我)?(?:要|得|去|该|下次)*买(?:点儿?|些|个|一?[包瓶盒袋斤把条])?(?P<i>[^,;]{1,10})"
)
_SOME = re.compile(r"^(?:点儿|点(?!心)|些|个(?!人|性))(?=.)")
_AGAIN = re.compile(r"^再?加(?=..)")
_LONGEST = 24
_MOST = 4
_FEWEST = 2
_EACH = re.compile(r"[,;、]|和|跟|与|还有|以及")
_GONE = re.compile(
    r"^(?:家里的?|我们?的?|还有)|(?:都|也|又|快|已经|全)*(?:[用吃喝烧]?(?:完|光|没有?)|见底|空)?了?$"
)
_SHORT = 5
"""Characters of one of several entries."""
_TOLD = re.compile(
    r"(?P<i>[^\"?]+?)[,;]?(?:都|也|全|统统|一起|帮我|给我|把它们?|要|得)*(?:记|加|写|添|放)(?:到|进|在|入)"
    r"(?P<t>[^,;把将]+?)(?:里|上|中|里面|上面|里头|里去|上去)?"
)
_NEXT = re.compile(r"[,;](?:然后|再|并|同时|顺便)?|(?<=.)(?:然后|并且|顺便|同时)")
_NO_ENTRY = re.compile(
    r"[\",;?]|吗$|^(?:它|这个|那个|什么|"
    r"(?:点儿?|一点儿?|一?些|几样|个)?(?:新)?(?:东西|内容|项目|事情?))$|[\u4e00-\u9fff] |"
    r"并且|然后|顺便|接着|同时|打开|关掉|关闭|暂停|启动|(?<![一两几半1-9])把|调到|^[了过]|哪[些个几]|有没有|是不是"
)
_NOUNS = ("单子", "待办事项", "事项")
_ACTIONS = {"add": ("add",), "strike": ("complete", "remove"), "remove": ("remove",)}
"""The actions of a list for what is said, the likelier first."""


class Lists:
    """Reads what is said to the lists of one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents
        self._called = re.compile(self._names(), re.IGNORECASE)
        self._frames = _frames(f"(?P<t>[^把将从在,;]{{0,8}}?(?i:{self._called.pattern}))")

    def _names(self) -> str:
        """What the lists of this home are called, and what any list is, as a regular expression."""
        lists = [t for t in self._vocabulary.world.things if wishes.type_of(t) == "list"]
        names = {simplified(n) for t in lists for n in (t.name, *t.aliases)}
        names |= {s for same in SAME if any(n.endswith(s) for n in names for s in same) for s in same}
        said = sorted({*names, *NOUNS["list"], *_NOUNS}, key=len, reverse=True)
        return "|".join(map(re.escape, said))

    def read(self, clause: str, here: str | None) -> Done | None:
        """The plan for a clause with its numerals as they were spoken; None for any other."""
        for action, pattern in self._frames:
            found = pattern.fullmatch(clause)
            if found is None or not 0 < len(found["i"]) <= _LONGEST or _NO_ENTRY.search(found["i"]):
                continue
            if self._called.search(found["i"]):
                continue
            wish = _wish(action, found["i"])
            meaning = self._referents.find(found["t"], here, _able(wish))
            if meaning is None or isinstance(meaning, Missing):
                continue
            text = wishes.plan(wish, meaning, self._vocabulary)
            if text is not None and not refuses(text):
                return self._each(action, found["i"], meaning) or Done(text, meaning.things)
        return self._told(clause, here) or self._bought(clause)

    def _each(self, action: str, said: str, meaning: Found | Several) -> Done | None:
        """The plan for several entries: `葱和姜`."""
        entries = [_AGAIN.sub("", e) if n and action == "add" else e for n, e in enumerate(_EACH.split(said))]
        if len(entries) < _FEWEST or not all(0 < len(_SOME.sub("", e)) <= _SHORT for e in entries):
            return None
        texts = [wishes.plan(_wish(action, e), meaning, self._vocabulary) for e in entries]
        joined = "; ".join(t for t in texts if t is not None and not refuses(t))
        return Done(joined, meaning.things) if all(texts) and isinstance(meaning, Found) else None

    def _told(self, clause: str, here: str | None) -> Done | None:
        """What is named before its list: `葱没了,姜也没了,都记到清单里`."""
        found = _TOLD.fullmatch(clause)
        entries = [_GONE.sub("", e) for e in _EACH.split(found["i"])] if found is not None else []
        if found is None or not all(0 < len(e) <= _SHORT and not _NO_ENTRY.search(e) for e in entries):
            return None
        meaning = self._referents.find(found["t"], here, _able(_wish("add", entries[0])))
        if not isinstance(meaning, Found) or len(meaning.things) != 1:
            return None
        texts = [wishes.plan(_wish("add", e), meaning, self._vocabulary) for e in entries]
        joined = "; ".join(t for t in texts if t is not None and not refuses(t))
        return Done(joined, meaning.things) if all(texts) else None

    def _bought(self, clause: str) -> Done | None:
        """`记一下要买葱`, on the only list for shopping."""
        found = _BUY.fullmatch(clause)
        lists = [t for t in self._vocabulary.world.things if wishes.type_of(t) == "list"]
        lists = [t for t in lists if re.search("购|买", simplified(t.name))] if len(lists) > 1 else lists
        if found is None or len(lists) != 1 or _NO_ENTRY.search(found["i"]):
            return None
        text = wishes.plan(_wish("add", found["i"]), Found(tuple(lists)), self._vocabulary)
        return Done(text, tuple(lists)) if text is not None and not refuses(text) else None

    def several(self, clause: str, here: str | None) -> list[Done] | None:
        """The plans for several wishes for one list: `清单删掉花椒,加上酱油`."""
        parts = [p.strip() for p in _NEXT.split(clause) if p.strip()]
        first = self.read(parts[0], here) if 1 < len(parts) <= _MOST else None
        if first is None or len(first.things) != 1:
            return None
        name = simplified(first.things[0].name)
        rest = [self.read(f"{name}{p}", here) or self.read(p, here) for p in parts[1:]]
        found = [d for d in rest if d is not None and d.things == first.things]
        return [first, *found] if len(found) == len(rest) else None


def _wish(action: str, said: str) -> Wish:
    entry = _SOME.sub("", said) if action == "add" else said

    def told(thing: Thing) -> str | None:
        names = _ACTIONS[action] if wishes.type_of(thing) == "list" else ()
        found = next((a for n in names if (a := thing.find_action(n)) is not None), None)
        return f'run {found.name} {found.arguments[0].name}="{entry}"' if found and found.arguments else None

    return Wish(told, sure=False)


def _able(wish: Wish) -> Callable[[Thing], bool]:
    return lambda thing: wish.told(thing) is not None


def _frames(called: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = load("lists", __package__)
    words = {"T": called, "I": "(?P<i>.+?)", **unfolded(table["words"])}
    return tuple((action, pattern) for action in _ACTIONS for pattern in compiled(table[action], words))
