"""Times of the day and days in Mandarin: `工作日早上6点40`, `周3下午两点`, `差5分8点`, `天一黑`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_DAYS = {
    **dict.fromkeys(("每天晚上", "每天早上", "每天", "每早", "每晚"), "daily"),
    **dict.fromkeys(
        (
            "工作日每天", "每个工作日", "每工作日", "工作日", "每个上班日", "上班日", "上班的日子",
            "上班那几天", "上学的日子", "上学那几天", "上学日", "周1到周5", "周1至周5", "周1到5", "周1至5",
            "每周1到周5",
        ),
        "weekdays",
    ),
    **dict.fromkeys(
        (
            "每个周末", "每周末", "每到周末", "周末", "双休日", "休息日", "周6周日", "周6和周日", "周6、周日",
        ),
        "weekends",
    ),
    **dict.fromkeys(("明天", "明早", "明晚"), "tomorrow"),
    **dict.fromkeys(("今天", "今早", "今晚", "当天"), ""),
}  # fmt: skip
_OF_WEEK = dict(zip("123456日", ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun"), strict=True)) | {
    "7": "sun"
}
_WEEKDAY = r"(?:每个?|这个?|本)?周[1-7日](?![到至、和跟]?周?[1-7日])"
_DAY = rf"(?:{'|'.join(sorted(_DAYS, key=len, reverse=True))}|{_WEEKDAY})"
_FROM = r"(?:(?:以后|往后|今后|后头|从今天起|从今天开始|从明天起|从明天开始|打明天起),?)"
_EARLY = frozenset(
    {"早上", "早晨", "清早", "清晨", "大清早", "上午", "凌晨", "一早", "1早", "一大早", "1大早", "大早上"}
)
_LATE = frozenset({"下午", "傍晚", "晚上", "夜里", "夜晚", "夜间"})
_DEEP = frozenset({"晚上", "夜里", "夜晚", "夜间", "半夜", "深夜", "后半夜", "半夜里"})
_BEFORE_DAWN = _DEEP | {"凌晨", "早上", "清早", "大清早", "清晨"}
_SMALL_HOURS = 4
"""Hours that are after midnight, whatever is said of night or evening."""
_PARTS = "|".join(sorted({*_EARLY, *_LATE, *_DEEP, "中午"}, key=len, reverse=True))
_MINUTE = r"(?:[13一三]刻(?!钟)|\d{1,2}(?:分(?![钟半])|(?![\d.:分秒%度个小刻]))|半钟?|整)"
_TIME = (
    r"(?:差(?P<to>\d{1,2}分|[1一]刻)(?:钟)?(?:就|到)?(?P<h3>\d{1,2}|一|两)点钟?|"
    r"(?P<h>\d{1,2}|一|两)(?P<sharp>点钟?|时(?!间|候|辰|长))(?:(?P<m>零?过?"
    rf"{_MINUTE})|差(?P<less>\d{{1,2}}分|[1一]刻))?|"
    r"(?P<h2>\d{1,2}):(?P<m2>[0-5]\d))(?!多|来钟|来点|左右?[手边])"
)
_SUN = (
    r"(?P<sun>太阳(?:一|1|快)?(?:下山|落山|出来|升起来?)(?!了$)|日头(?:一|1)?(?:落山?|出来)(?!了$)|日落|日出|"
    r"天(?:快|刚|一|1|擦)*(?:擦)?[黑亮](?=了?(?:以后|之后|后|的?时候|时|那会|就|把|,)|[把开关]|$))"
)
_AT = r"(?:那会|以后|之后|后|的?时候|时|准时|左右|就)?"
_MOMENT = re.compile(
    rf"{_FROM}?(?:(?P<day>{_DAY})(?:的|都|要|,)*)?(?:(?P<part>{_PARTS})的?)?(?:{_TIME}|{_SUN}了?)"
    rf"(?P<at>{_AT})(?:的?(?P<behind>{_DAY})(?=$|,|的?(?:闹|叫|喊|提醒)))?"
)
_BARE_TIME = re.sub(r"\?P<\w+>", "?:", rf"(?:(?:{_PARTS})的?)?{_TIME}")
_AGAIN = re.compile(
    rf"{_BARE_TIME}(?P<between>[^,\d]*),(?:(?:哦|啊|呃|哎)?(?:不对|不是?|说?错了|算了),?)+(?:是|"
    rf"要|改成)?(?P<new>{_BARE_TIME})(?=$|,)"
)
_BESIDE = re.compile(
    rf"{_FROM}?(?:就|都|也|平时|只|要|才|是|每到)*(?P<day>{_DAY})(?:都|要|才|也|这样|这么[着整办样]|"
    rf"如此|一样|的|就|那几天|照旧|不变|提醒|响)*"
)
_PART_BESIDE = re.compile(rf"(?:是|说的是)?(?P<part>{_PARTS})的?(?P<time>{_TIME})?")
_OTHER_DAYS = re.compile(
    r"后天|下下?个?周|上个?周|前天|个月(?!的不)|每月|每年|月底|下个?月|隔[1一两天]|每隔|每[两23]|"
    r"\d+号(?=[早上中下晚,的\d]|$)|"
    r"周[1-7日][到至、和跟与]|除了周"
)
_TOLD = re.compile(
    r"除了|除外|(?:周末|周[1-7日]|那天|放假)(?:就|都)*(?:不用|不要|别|不)|现在(?:都|已经|是|才|快)|"
    r"(?:点钟?半?|分|刻)的(?:飞机|火车|高铁|动车|航班|车票?|会议?(?!客)|课|班|电影|球赛|演出)|"
    r"(?:点钟?半?|分|刻)(?:就|才|会|要)?(?:开始(?!放|播|扫|洗)|开场|开播|开演|开会|上课|起飞|发车|到站)|"
    r"的?时候(?:我|他|她|你|咱)?(?:忘|都|没|在|总)|(?:点钟?|分)我(?:都|总|要|得|在)"
)
"""What of a time is told, so that nothing is to be done then."""
_KNOWN = re.compile("|".join(sorted(_DAYS, key=len, reverse=True)))
_DAY_FIRST = re.compile(rf"(?:我|咱们?)?(?P<day>{_DAY})")
_JUST_SAID = re.compile(r"(?<=了)[,把]")
_BEFORE = re.compile(r"(?:之|以)?前(?!台|门|院|面|灯)")
_LEFT_OVER = re.compile(r"^(?:,|的话|就|再|自动|定时|准时)+|,+$")
_CERTAIN = re.compile(r"[半刻整:差]|点钟|点零?\d")

_GOES_ON = re.compile(r",?(?:自动|准时|再|就|叫|喊|提醒)")


@dataclass(frozen=True, slots=True)
class Moment:
    """A time, and the sentence without it."""

    trigger: str
    """`at 19:30 weekdays`."""
    rest: str
    after: str
    """What of it comes after the time."""


def moment(sentence: str, names: Sequence[str] = ()) -> Moment | None:
    """The one time of a sentence in its timely form; None for none, or several.

    `names`: of devices, in which there may be a time as well.
    """
    days, parts, sentence = _beside(_AGAIN.sub(r"\g<new>\g<between>", sentence))
    found = [f for f in _MOMENT.finditer(sentence) if _is_time(f, names)]
    if not found or any(_BEFORE.match(sentence, f.end()) for f in found):
        return None
    start = found[0].start()
    while len(found) > 1 and sentence[found[0].end() : found[1].start()] in {"", ","} and not found[0]["at"]:
        before, found = found[0], found[1:]
        days += [before["day"]] if before["day"] and not found[0]["day"] else []
        parts += [before["part"]] if before["part"] and not found[0]["part"] else []
    if not days and not any(f["day"] or f["behind"] for f in found):
        days += _told_of(sentence)
    if found[0]["sun"] and not days and not found[0]["day"] and _JUST_SAID.match(sentence, found[0].end()):
        return None
    if len(found) != 1 or _OTHER_DAYS.search(_KNOWN.sub("", sentence)):
        return None
    one = found[0]
    after = _LEFT_OVER.sub("", sentence[one.end() :])
    rest = ",".join(filter(None, _LEFT_OVER.sub("", f"{sentence[:start]}{after}").split(",")))
    days += [d for d in (one["day"], one["behind"]) if d]
    trigger = _trigger(one, days, one["part"] or next(iter(parts), ""))
    return Moment(trigger, rest, after) if trigger is not None else None


def _told_of(sentence: str) -> list[str]:
    """The day with which another part begins: `明天要赶早班车,4点50叫我`."""
    told = (_DAY_FIRST.match(part) for part in sentence.split(","))
    return [day["day"] for day in told if day is not None]


def tells(sentence: str) -> bool:
    """Whether a sentence in its timely form tells of a time, or leaves days out, so that it sets none."""
    return _TOLD.search(sentence) is not None


def at_clock(said: str) -> str | None:
    """`at 06:30` for a time of day alone."""
    found = _MOMENT.fullmatch(said)
    return None if found is None or found["sun"] else _trigger(found, [], found["part"] or "")


def _beside(sentence: str) -> tuple[list[str], list[str], str]:
    """Days and parts of the day that are said on their own, and the sentence without them."""
    days: list[str] = []
    parts: list[str] = []
    kept: list[str] = []
    for part in sentence.split(","):
        day, time = _BESIDE.fullmatch(part), _PART_BESIDE.fullmatch(part)
        if day is not None:
            days.append(day["day"])
        elif time is not None and (not time["time"] or any(time["time"] in k for k in kept)):
            parts.append(time["part"])
        else:
            kept.append(part)
    return days, parts, ",".join(kept)


def _is_time(found: re.Match[str], names: Sequence[str]) -> bool:
    """Whether a number with 点 is a time, not `a bit`, and no part of a name."""
    if any(_within(found, name) for name in names):
        return False
    if found["sun"] or found["h2"] or found["day"] or found["part"] or _CERTAIN.search(found[0]):
        return True
    first = found.start() == 0 or found.string[found.start() - 1] in ",到"
    return bool(first or _GOES_ON.match(found.string, found.end())) and found["h"] not in {"1", "一", "两"}


def _within(found: re.Match[str], name: str) -> bool:
    """Whether a time is part of a name that is said there."""
    start = found.string.find(name) if name else -1
    while start >= 0:
        if start <= found.start("h") < start + len(name) or start <= found.start() < start + len(name):
            return True
        start = found.string.find(name, start + 1)
    return False


def _trigger(found: re.Match[str], days: Sequence[str], part: str) -> str | None:
    when = _days(days)
    if when is None:
        return None
    evening = any(d.endswith(("晚", "晚上")) for d in days)
    part = part or ("晚上" if evening else "早上" if any(d.endswith(("早", "早上")) for d in days) else "")
    if found["sun"]:
        rises = re.search(r"出|亮|升", found["sun"]) is not None
        return f"at {'sunrise' if rises else 'sunset'} {when}".rstrip()
    hour, minute = _hour_and_minute(found)
    if hour > 24 or minute > 59:
        return None
    small = hour <= _SMALL_HOURS and part in _DEEP
    if hour == 12 and part in _BEFORE_DAWN:
        hour = 0
    elif (
        hour < 12
        and not small
        and (part in _LATE or (part == "中午" and hour < 4) or (part in _DEEP and hour > 8))
    ):
        hour += 12
    if when and when != "daily" and part in _DEEP and (small or hour in {0, 24}):
        return None  # the night of a day goes on after midnight, in another day
    return f"at {hour % 24:02d}:{minute:02d} {when}".rstrip()


def _hour_and_minute(found: re.Match[str]) -> tuple[int, int]:
    hour = {"一": 1, "两": 2}.get(found["h"] or found["h3"]) or int(found["h"] or found["h3"] or found["h2"])
    minute = _minutes(found["m"] or found["m2"] or "")
    missing = _minutes(found["to"] or found["less"] or "")
    return ((hour - 1) % 24, 60 - missing) if missing else (hour, minute)


def _minutes(said: str) -> int:
    if "刻" in said:
        return 45 if "3" in said or "三" in said else 15
    digits = re.search(r"\d+", said)
    return 30 if "半" in said else int(digits[0]) if digits else 0


def _days(said: Sequence[str]) -> str | None:
    """The days in the plan language; None for several."""
    found = {_OF_WEEK[d[-1]] + "day" if d not in _DAYS else _DAYS[d] for d in said}
    found.discard("")
    if len(found) > 1:
        found.discard("daily")
    return None if len(found) > 1 else next(iter(found), "")
