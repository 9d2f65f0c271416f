"""Mandarin questions about the weather to their plan text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese.places import key
from model_core.reading.chinese.referents import Referents
from model_core.reading.clauses import Done
from model_core.reading.phrases import load
from model_core.world import Thing

_RAINING = re.compile(
    r"(?:外面|今天|现在)*(?:是不是)?(?:还|有)?(?:在)?(.+?)(?:了)?(?:吗|没有?)?\??[,]?(?:我|出门)*(?:要不要|用不用|需不需要)?(?:带伞|打伞|收衣服)?(?:吗)?"
)
_WHEN = (
    r"(?:今[天日晚早]|明[天日晚早]|后天|大后天|昨天|现在|目前|当前|此刻|这会儿?|最近|这[几两]天|这周|下周|本周|周末|"
    r"(?:周|星期|礼拜)[一二三四五六日天\d]|早上|上午|中午|下午|傍晚|晚上|夜里|半夜|凌晨|未来|接下来|待会儿?|一会儿?|等[下会]|"
    r"[一两\d几]+(?:天|小时|周)后?|的)"
)
_OUTSIDE = re.compile(r"(?:室外|户外|屋外|外面)(?:气温|温度|$)")
_NEAR = re.compile(
    r"^(?:外面|外头|外边|室外|户外|屋外|窗外|门外|门口|这里|这儿|这边|这块|那里|那边|本地|当地|我们?这|家|屋|院|室内|里面)"
)
_ABOUT = re.compile(
    rf"{_WHEN}*(?P<x>[\u4e00-\u9fff]{{2,6}}?){_WHEN}*"
    r"(?P<w>天气|气候)(?:预报|情况|状况)?(?:是|会)?(?:怎么样|怎样|如何|咋样|好不好|好吗|好|怎么说|什么样|呢|吗|预报)*"
)
_WET = re.compile(
    rf"{_WHEN}*(?P<x>[\u4e00-\u9fff]{{2,6}}?){_WHEN}*(?:是不是|是否|有没有|会不会)?(?:还|正)?(?:会|有|在)?(?:要)?"
    r"(?P<w>下雨|下雪|刮风|刮大风|起雾|晴天|出太阳|阴天|多云)了?(?:吗|没有?|呢)?"
)
_NO_PLACE = re.compile(
    r"^(?:好像|看样子|看起来|恐怕|估计|似乎|说是|像是)|千万|希望|但愿|[别怕等又吗呢么什怎何有没是不会要能去看查说听问想请我你他她它的了把将关灯窗门空调扇机器]"
)


class Weather:
    """Reads questions about the weather in one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents
        self._names = {t.id: frozenset(key(n) for n in (t.name, *t.aliases)) for t in vocabulary.world.things}

    def told(self, *names: str) -> str | None:
        """The question for these measured values."""
        things = self._referents.of_type("weather")
        if not things:
            return 'refuse unknown "天气"' if len(names) > 1 else None
        return self._get(things[0], names) if len(things) == 1 else None

    def outside(self) -> str | None:
        """The temperature outside: of the sensor that is called so, or of the weather."""
        sensors = [
            t
            for t in self._referents.of_type("temperature sensor")
            if any(_OUTSIDE.match(n) for n in self._names[t.id])
        ]
        return self._get(sensors[0], ("temperature",)) if len(sensors) == 1 else self.told("temperature")

    def to_come(self, otherwise: str) -> str | None:
        """How likely rain is, or else what is asked `otherwise` of the sky."""
        things = self._referents.of_type("weather")
        if len(things) != 1:
            return None
        if (chance := self._get(things[0], ("rain_chance",))) is not None:
            return chance
        if otherwise == "get":
            return self._get(things[0], ("condition",))
        return self._check(things[0], "rainy")

    def asked(self, clause: str) -> Done | None:
        """Whether it rains, snows, or is sunny, and the weather of a place that is named; else None."""
        elsewhere = self._named(clause)
        if elsewhere is not None:
            return Done(elsewhere, ())
        found = _RAINING.fullmatch(clause)
        things = self._referents.of_type("weather")
        if found is None or len(things) != 1 or not re.search(r"吗|是不是|没有?(?:$|,)", clause):
            return None
        condition = _conditions().get(found[1])
        text = self._check(things[0], condition) if condition is not None else None
        return Done(text, ()) if text is not None else None

    def _named(self, clause: str) -> str | None:
        """The weather of a place that a device is called by; of any other place it is not known."""
        found = _ABOUT.fullmatch(clause) or _WET.fullmatch(clause)
        if found is None or _NEAR.match(found["x"]) or re.fullmatch(rf"{_WHEN}+", found["x"]):
            return None
        place = key(found["x"])
        telling = [
            t for t in self._referents.of_type("weather") if any(place in n for n in self._names[t.id])
        ]
        if len(telling) == 1:
            condition = _conditions().get(found["w"])
            if condition is not None:
                return self._check(telling[0], condition)
            return self._get(telling[0], ("condition", "temperature"))
        known = any(place in n or n in place for ns in self._names.values() for n in ns if n)
        if telling or known or self._referents.places.take(place)[0] or _NO_PLACE.search(place):
            return None
        return None if self._referents.places.absent(place)[0] else f'refuse unknown "{found["x"]}"'

    def _get(self, thing: Thing, names: tuple[str, ...]) -> str | None:
        if not all(thing.find_property(n) for n in names):
            return None
        return f"get {self._vocabulary.labels[thing.id]}: {', '.join(names)}"

    def _check(self, thing: Thing, condition: str) -> str | None:
        attribute = thing.find_property("condition")
        if attribute is None or condition not in attribute.choices:
            return None
        return f"check {self._vocabulary.labels[thing.id]}: condition={condition}"


@cache
def _conditions() -> Mapping[str, str]:
    words = load("questions", __package__)["weather"]
    return {word: english for english, said in words.items() for word in said}
