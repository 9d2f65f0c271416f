"""Mandarin sentences about another time: `十分钟后关灯`, `每天早上七点半打开窗帘`, `明天八点叫我起床`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese import lengths
from model_core.reading.chinese.text import plain
from model_core.reading.chinese.waiting import without
from model_core.reading.outcomes import asks, refuses
from model_core.world import Turn

Commands = Callable[[str], str | None]

_DAYS = {
    **dict.fromkeys(("每天", "天天", "每日", "每1天", "每晚", "每天晚上"), "daily"),
    **dict.fromkeys(("工作日每天", "工作日", "每个工作日", "每工作日", "上班日"), "weekdays"),
    **dict.fromkeys(("周末", "每个周末", "每周末", "每到周末"), "weekends"),
    **dict.fromkeys(("明天", "明儿", "明日", "明早", "明晚"), "tomorrow"),
    **dict.fromkeys(("今天", "今儿", "今日", "今早", "今晚", "当天"), ""),
}
_WEEK = {
    digit: f"{day}day"
    for digits, day in zip(
        ("1一", "2二", "3三", "4四", "5五", "6六", "7日天"),
        ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun"),
        strict=True,
    )
    for digit in digits
}
_OF_WEEK = r"(?:每|每个|这|本)?(?:周|星期|礼拜)[1-7一二三四五六日天]"
_DAY = rf"(?P<day>{'|'.join(sorted(_DAYS, key=len, reverse=True))}|{_OF_WEEK})"
_PART = r"(?P<part>早上|早晨|清早|清晨|大清早|上午|凌晨|半夜|深夜|中午|下午|傍晚|晚上|夜里|夜晚)"
_HOUR = r"(?P<h>\d{1,2})(?:点钟?|时)(?:(?P<half>半)|(?P<q>[13一三])刻|(?P<m>\d{1,2})分?|(?P<sharp>整))?"
_COLON = r"(?P<h2>\d{1,2}):(?P<m2>[0-5]\d)"
_SUN = (
    r"(?P<sun>日落|太阳下山|太阳落山|日出|太阳出来|(?:天黑|天亮)(?=了?(?:以后|之后|后|的时候|时)))"
    r"(?:了?(?:以后|之后|后|的时候|时))?"
)
_ON_THE_CLOCK = re.compile(
    rf"(?:{_DAY}(?:的)?(?:,)?)?(?:{_PART}(?:的)?)?(?:{_HOUR}|{_COLON}|{_SUN})(?:准时|的时候|左右)?"
)
_DELAY = re.compile(rf"(?:再?过|等)?(?P<d>{lengths.LENGTH})(?:以后|之后|过后|后)")
_PASSED = re.compile(rf"(?:再?过|等)(?P<d>{lengths.LENGTH})(?=[再就把叫提关开])")
_LEFT_OVER = re.compile(
    r"^(?:[,，]|的时候|的话|就|再|请|帮我|给我|自动|定时|要|记得|准时)+|[,，]+$|(?:设个?|定个?)?定时$"
)
_REMIND = re.compile(
    r"(?:[你您])?(?:记得)?(?:(?:提醒|叫|喊|通知)(?:一下|下)?我(?:[1一][声下])?|提醒(?=[^我]))(?:要|该)?(?P<what>.*)"
)
_CHANGED = re.compile(
    r"(?:把|将)?闹[钟铃](?:往[前后]挪|推迟|提前)?[,]?(?:给我)?(?:改|调|换|挪|推|定)(?:成|到|为|至)(?P<t>.+)"
)
_LET_ME = re.compile(r"^(?:别忘(?:了|记)?|[侬你您]?(?:勿要|不要|莫|可别)忘(?:了|记)?)")
_OR_ELSE = re.compile(
    r"(?<=.)(?:[, ]?(?:不然|要不然|否则|省得|免得)|[, ](?:别(?:又)?让|别忘|[侬你您]?(?:勿要|不要|莫|可别)忘)|"
    r"(?:别又让|[侬你您]?(?:勿要|不要|莫|可别|别)忘)).*$|(?<=.)(?:一[声下])?[嘛吧啊呀哈撒哦喽噻]*$"
)
"""Why one wants to be reminded, and what is said for politeness."""
_UP = frozenset({"起床", "起来", "醒", "声", "一声"})
_WAKE = re.compile(r"(?:叫醒我|叫我起床|喊我起床|叫我起来|闹钟|设?个?闹钟|起床)")
_ALARM = re.compile(r"later at \S+(?P<days>(?: [a-z]+)?)")
_QUARTERS = {"1": 15, "一": 15, "3": 45, "三": 45}
_AFTERNOON = frozenset({"下午", "傍晚", "晚上", "夜里", "夜晚"})
_DEEP = frozenset({"晚上", "夜里", "夜晚", "半夜", "深夜"})
_SETS_ALARM = re.compile(r"(?:设定?|定|上|开|调)(?:一?1?个)?(?P<rest>.*?)的?闹钟$")


@dataclass(frozen=True, slots=True)
class _Timed:
    trigger: str
    rest: str
    """The sentence without its time."""


class Later:
    """Reads what is to be done at another time, in one home."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        things = vocabulary.world.things
        phones = [t for t in things if t.type == "phone" and t.find_action("notify")]
        self._phone = vocabulary.labels[phones[0].id] if len(phones) == 1 else None
        self._names = tuple(plain(n) for names in vocabulary.names.values() for n in names)

    def read(self, sentence: str, last: Turn | None, commands: Commands) -> str | None:
        """The plan text of a plain sentence with one time in it; `commands` reads what is left of it.

        `last` is the turn before it, whose alarm may get another time.
        """
        told = (_changed(part, last) or self._part(part, commands) for part in without(sentence))
        return next((text for text in told if text is not None), None)

    def _part(self, sentence: str, commands: Commands) -> str | None:
        timed = self._timed(sentence)
        if timed is None:
            return None
        if _WAKE.fullmatch(timed.rest):
            return f"later {timed.trigger}"
        reminded = _REMIND.fullmatch(timed.rest)
        if reminded is not None:
            return self._reminder(timed.trigger, reminded["what"])
        text = commands(timed.rest) if timed.rest else None
        if text is None or any(
            refuses(part) or asks(part) or part.startswith("later") for part in text.split("; ")
        ):
            return None
        return f"later {timed.trigger} then {text}"

    def _reminder(self, trigger: str, what: str) -> str | None:
        what = _OR_ELSE.sub("", _LET_ME.sub("", what))
        if not what or what in _UP:
            return f"later {trigger}"
        if re.search(r"[,;? ]", what) or len(what) > 20:
            return None
        if self._phone is not None:
            return f'later {trigger} then run {self._phone}: notify text="{what}"'
        return f'later {trigger} about "{what}"'

    def _timed(self, sentence: str) -> _Timed | None:
        sentence = sentence.rstrip("?")
        alarm = _SETS_ALARM.fullmatch(sentence)
        if alarm is not None:
            sentence = f"{alarm['rest']}闹钟"
        for pattern in (_DELAY, _PASSED):
            found = pattern.search(sentence)
            length = lengths.read(found["d"]) if found is not None else None
            if found is not None and length is not None:
                return self._parted(f"after {length}", found, sentence)
        clocks = [f for f in _ON_THE_CLOCK.finditer(sentence) if self._is_time(f)]
        trigger = _trigger(clocks[0]) if len(clocks) == 1 else None
        return self._parted(trigger, clocks[0], sentence) if trigger is not None else None

    def _is_time(self, found: re.Match[str]) -> bool:
        """Whether a number with 点 is a time, not `a bit`, and no part of a name."""
        if any(found[0] in name for name in self._names):
            return False
        if found["sun"] or found["h2"] or found["day"] or found["part"]:
            return True
        certain = found["half"] or found["sharp"] or found["q"] or found["m"] or "点钟" in found[0]
        return bool(certain) or (found.start() == 0 and found["h"] != "1")

    def _parted(self, trigger: str, found: re.Match[str], sentence: str) -> _Timed:
        rest = f"{sentence[: found.start()]}{_LEFT_OVER.sub('', sentence[found.end() :])}"
        return _Timed(trigger, _LEFT_OVER.sub("", rest))


def _trigger(found: re.Match[str]) -> str | None:
    """`at 19:30 weekdays`; None for no time of day."""
    day, part = found["day"] or "", found["part"] or ""
    days = _DAYS.get(day)
    if days is None:
        days = _WEEK[day[-1]] if day else ""
    if not part and day.endswith(("晚", "晚上")):
        part = "晚上"
    if not part and day.endswith("早"):
        part = "早上"
    if found["sun"]:
        sun = "sunrise" if found["sun"] in {"日出", "天亮", "太阳出来"} else "sunset"
        return f"at {sun} {days}".rstrip()
    hour = int(found["h"] or found["h2"])
    minute = 30 if found["half"] else _QUARTERS.get(found["q"], 0)
    minute = int(found["m"] or found["m2"] or minute)
    if hour > 24 or minute > 59:
        return None
    if hour == 12 and part in _DEEP:
        hour = 0
    elif hour < 12 and (part in _AFTERNOON or (part == "中午" and hour < 3)):
        hour += 12
    return f"at {hour % 24:02d}:{minute:02d} {days}".rstrip()


def _changed(sentence: str, last: Turn | None) -> str | None:
    """`闹钟改成六点四十`: the alarm that was set before, at another time."""
    found = _CHANGED.fullmatch(sentence)
    before = _ALARM.fullmatch(last.plan) if last is not None else None
    clock = _ON_THE_CLOCK.fullmatch(found["t"]) if found is not None else None
    trigger = _trigger(clock) if clock is not None else None
    if before is None or trigger is None:
        return None
    return f"cancel; later {trigger}{before['days'] if trigger.count(' ') == 1 else ''}"
