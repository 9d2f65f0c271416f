"""Mandarin questions about the weather to their plan text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese.referents import Referents
from model_core.reading.clauses import Done
from model_core.reading.phrases import load

_RAINING = re.compile(
    r"(?:外面|今天|现在)*(?:是不是)?(?:还|有)?(?:在)?(.+?)(?:了)?(?:吗|没有?)?\??[,]?(?:我|出门)*(?:要不要|用不用|需不需要)?(?:带伞|打伞|收衣服)?(?:吗)?"
)


class Weather:
    """Reads questions about the weather in one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents

    def told(self, *names: str) -> str | None:
        """The question for these measured values."""
        things = self._referents.of_type("weather")
        if not things:
            return 'refuse unknown "天气"' if len(names) > 1 else None
        if len(things) > 1 or not all(things[0].find_property(n) for n in names):
            return None
        return f"get {self._vocabulary.labels[things[0].id]}: {', '.join(names)}"

    def asked(self, clause: str) -> Done | None:
        """Whether it rains, snows, or is sunny; None for any other question."""
        found = _RAINING.fullmatch(clause)
        things = self._referents.of_type("weather")
        if found is None or len(things) != 1 or not re.search(r"吗|是不是|没有?(?:$|,)", clause):
            return None
        condition = _conditions().get(found[1])
        attribute = things[0].find_property("condition")
        if condition is None or attribute is None or condition not in attribute.choices:
            return None
        return Done(f"check {self._vocabulary.labels[things[0].id]}: condition={condition}", ())


@cache
def _conditions() -> Mapping[str, str]:
    words = load("questions", __package__)["weather"]
    return {word: english for english, said in words.items() for word in said}
