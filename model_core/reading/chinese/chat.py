"""Mandarin that is no wish of a home: greetings and talk, what people want to know, errands outside."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese import need_cues
from model_core.reading.chinese.nouns import NOUNS
from model_core.reading.chinese.places import Places, key
from model_core.reading.chinese.traditional import simplified
from model_core.reading.clauses import Done
from model_core.reading.phrases import compiled, load, unfolded

_LONGEST = 40
_ONE = 1
"""Characters that are a word of the home only within longer words."""
_SOUNDS = re.compile(r"(?:[嗯呃额啊哎唔咦哦,; ]|那个|这个|那什么|就是)+")
_ASKS = re.compile(
    r"为什么|怎么(?!办)|如何|什么(?!都|也)|几月|几号|哪一?年|(?<!在)哪[个里儿位种](?!都|也)|在哪(?:里|儿)?(?!都|也|儿都|里都|里也|儿也)|几[个座位本条岁年]|多少|是谁|谁是|可以.+吗|能.+吗|"
    r"(?P<x>[^\W\d不])不(?P=x)(?!着|掉|完|得)|到底.+还是|知不知道|知道吗|晓得[不吗]"
)
_LESSON = re.compile("[上下][一1]?节课?|什么课|啥课|[有开](?:什么|啥)会")
"""What a calendar may tell of."""
_CANCELS = re.compile(r"^(?:不用|算了|没事|别|不要|取消)")


class Chat:
    """Tells talk from wishes in one home; where a text speaks of the home it is no talk."""

    def __init__(self, vocabulary: Vocabulary, places: Places) -> None:
        world = vocabulary.world
        names = {key(n) for t in world.things for n in (t.name, *t.aliases)}
        nouns = {n for said in NOUNS.values() for n in said}
        words = {w for w in (*names, *nouns, *places.every) if len(w) > _ONE}
        self._own = _any_of(words)
        self._owners = _any_of({n.split("的")[0] for t in world.things if "的" in (n := simplified(t.name))})
        self._planned = any(t.find_property("next_event") for t in world.things)
        self._calls = any(t.find_action("call") for t in world.things)

    def read(self, sentence: str, *, alone: bool) -> Done | None:
        """The refusal of talk and of errands; None for any other text in plain form."""
        if alone and _SOUNDS.fullmatch(sentence):
            return Done("refuse unclear", ())
        text = need_cues.plainest(sentence)
        if not text or len(text) > _LONGEST or (not alone and _CANCELS.match(text)):
            return None
        patterns = _patterns()
        if self._own.search(key(text)) or (self._calls and "电话" in text):
            return None
        spoken = dict.fromkeys((text, sentence.replace(" ", "")))
        errand = any(p.fullmatch(s) for p in patterns["errands"] for s in spoken)
        if not errand:
            kinds = ("talk", "knowledge", "creative")
            talk = any(p.fullmatch(s) for kind in kinds for p in patterns[kind] for s in spoken)
            asked = any(map(_is_of_the_world, spoken))
            if (not talk or _word("home").search(text)) and not (asked and not self._owners.search(text)):
                return None
            if self._planned and _LESSON.search(text):
                return None
        return Done("refuse chat", ())


def _any_of(words: set[str]) -> re.Pattern[str]:
    said = sorted((w for w in words if len(w) > _ONE), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, said)) or "(?!)")


@cache
def _patterns() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    table = load("chat", __package__)
    words = unfolded(table["words"])
    return {name: compiled(block, words) for name, block in table.items() if isinstance(block, str)}


def _is_of_the_world(text: str) -> bool:
    """Whether a text asks something, and nothing in it could be of a home."""
    return _ASKS.search(text) is not None and _word("near").search(text) is None


@cache
def _word(name: str) -> re.Pattern[str]:
    return re.compile(unfolded(load("chat", __package__)["words"])[name])
