"""The clock and what waits, in Chinese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from assistant.context import House
from assistant.schedule import repeats
from assistant.wording import lengths
from assistant.wording.chinese.later import TELL, moment, timer
from assistant.wording.chinese.phrases import duration
from assistant.wording.chinese.requests import wishes as joined_wishes
from assistant.wording.protocol import Due
from model_core.plan import After, At, Change, Kept, Selection

WEEKDAYS = "一二三四五六日"
CALLED: Mapping[Kept, str] = {
    Kept.ANYTHING: "安排",
    Kept.TIMER: "计时器",
    Kept.ALARM: "闹钟",
    Kept.REMINDER: "提醒",
}
CHANGES: Mapping[Change, str] = {
    Change.PAUSE: "暂停",
    Change.RESUME: "继续",
    Change.EXTEND: "延长",
    Change.SHORTEN: "缩短",
}


def time(now: datetime) -> str:
    """What time it is."""
    return f"现在是{now:%H:%M}。"


def date(now: datetime) -> str:
    """What day it is."""
    return f"今天是{now.year}年{now.month}月{now.day}日，星期{WEEKDAYS[now.weekday()]}。"


def told(house: House, dues: Sequence[Due], now: datetime) -> list[str]:
    """What waits."""
    return [_told(house, due, now) for due in dues]


def none(which: Selection) -> str:
    """Nothing of the kind waits."""
    of = f"{duration(which.seconds)}的" if which.seconds else f"{which.time}的" if which.time else ""
    return f"没有{of}{which.name}{CALLED[which.kind]}。"


def several(which: Selection, count: int) -> str:
    """So many could be meant."""
    return f"有{count}个{CALLED[which.kind]}，请说是哪一个。"


def to_cancel(which: Selection) -> str:
    """The wish that it does not wait any more."""
    return f"取消{_which(which)}"


def cancelled(dues: Sequence[Due]) -> str:
    """These do not wait any more."""
    if len(dues) > 1:
        return f"取消了{len(dues)}{'个计时器' if all(map(_is_timer, dues)) else '件安排'}。"
    return f"{dues[0].name}计时器取消了。" if _is_timer(dues[0]) else "已经取消了。"


def not_cancelled(waiting: int) -> str:
    """So many things wait, and none of them was meant for sure."""
    return f"有{waiting}件安排，但都不是在这里说的，所以我什么都没取消。"


def to_adjust(change: Change, which: Selection, seconds: int) -> str:
    """The wish that a delay be another."""
    return f"把{_which(which)}{CHANGES[change]}{duration(seconds) if seconds else ''}"


def adjusted(house: House, due: Due, now: datetime) -> str:
    """How it is after that."""
    return _told(house, due, now)


def not_long(left: float, change: Change) -> str:
    """It stays as it is."""
    if change is Change.SHORTEN:
        return f"只剩{_rounded(left)}了，所以我什么都没改。"
    return "我最多只能等一年，所以我什么都没改。"


def fixed(*, again: bool) -> str:
    """It comes again and again, or waits for a moment or a condition."""
    if again:
        return "这件事是反复进行的，所以我什么都没改。"
    return "这件事等的是一个时刻，不是一段时间，所以我什么都没改。"


def _which(which: Selection) -> str:
    if which == Selection():
        return "已有的安排"
    of = f"{duration(which.seconds)}的" if which.seconds else f"{which.time}的" if which.time else ""
    return f"{'所有' if which.every else ''}{of}{which.name}{CALLED[which.kind]}"


def _is_timer(due: Due) -> bool:
    return isinstance(due.trigger, After) and not due.wishes and not due.about


def _told(house: House, due: Due, now: datetime) -> str:
    left = _rounded(due.left or 0.0)
    if _is_timer(due) and isinstance(due.trigger, After):
        named = timer(due.trigger.seconds, due.name)
        return f"{named}暂停了，还剩{left}。" if due.held else f"{named}还剩{left}。"
    what = joined_wishes(due.wishes, whole=False) or (f"{TELL}{due.about}" if due.about else "")
    if due.held:
        return f"暂停了，还剩{left}：{what}。"
    if not what and isinstance(due.trigger, At):
        return f"闹钟设在{_when(house, due, now)}。"
    return f"{_when(house, due, now)}我会{what or TELL}。"


def _when(house: House, due: Due, now: datetime) -> str:
    if isinstance(due.trigger, After) and due.left is not None:
        return f"{_rounded(due.left)}后"
    if due.at is None or repeats(due.trigger):
        return moment(house, due.trigger)
    days = (due.at.date() - now.date()) // timedelta(days=1)
    day = "" if days < 1 else "明天" if days == 1 else f"{due.at.month}月{due.at.day}日"
    return f"{day}{due.at:%H:%M}"


def _rounded(left: float) -> str:
    return duration(lengths.told(left))
