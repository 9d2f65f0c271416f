"""What is for later, in Chinese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.context import House
from assistant.wording.chinese.answers import tested
from assistant.wording.chinese.general import error as error_sentence
from assistant.wording.chinese.phrases import clause, duration, listed, named, subject, word
from assistant.wording.chinese.requests import wishes as joined_wishes
from model_core.plan import After, At, Trigger, When

TELL = "提醒你"
DAYS: Mapping[str, str] = {
    "tomorrow": "明天",
    "daily": "每天",
    "weekdays": "工作日",
    "weekends": "周末",
    "monday": "周一",
    "tuesday": "周二",
    "wednesday": "周三",
    "thursday": "周四",
    "friday": "周五",
    "saturday": "周六",
    "sunday": "周日",
}
SUN: Mapping[str, str] = {"sunrise": "日出时", "sunset": "日落时"}


def timer_set(seconds: int) -> str:
    """A bare timer runs."""
    return f"{duration(seconds)}的计时器设好了。"


def timer_over(seconds: int) -> str:
    """A bare timer has ended."""
    return f"{duration(seconds)}的计时器到时间了。" if seconds else "时间到了。"


def set_timer(seconds: int) -> str:
    """The wish for a bare timer."""
    return f"设一个{duration(seconds)}的计时器"


def noted(house: House, wishes: Sequence[str], trigger: Trigger) -> str:
    """It will be done."""
    pause = "，" if isinstance(trigger, When) else ""
    return f"{_moment(house, trigger)}{pause}我会{joined_wishes(wishes, whole=False) or TELL}。"


def planned(house: House, wishes: Sequence[str], trigger: Trigger) -> str:
    """The wish that it be done then."""
    return f"{_moment(house, trigger)}{joined_wishes(wishes, whole=True) or TELL}"


def to_tell(house: House, ids: Sequence[str], *, whole: bool) -> str:
    """The wish to be told about devices."""
    return f"告诉你{subject(house, ids, whole=whole)}的情况"


def to_change(house: House, ids: Sequence[str], properties: Sequence[str], *, whole: bool) -> str:
    """The wish for values that are worked out only then."""
    what = listed([word(name) for name in properties], whole=whole)
    return f"调整{subject(house, ids, whole=whole)}的{what}"


def to_cancel() -> str:
    """The wish that nothing waits any more."""
    return "取消已有的安排"


def cancelled(count: int, *, timer: bool) -> str:
    """So many things do not wait any more."""
    if count == 1:
        return "计时器取消了。" if timer else "已经取消了。"
    return f"取消了{count}件安排。"


def not_cancelled(waiting: int) -> str:
    """So many things wait, and none of them was meant for sure."""
    return f"有{waiting}件安排，但都不是在这里说的，所以我什么都没取消。"


def not_noted(error: Exception, *, cancelling: bool) -> str:
    """It could not be written down, or not taken back."""
    so = "所以我什么都没取消" if cancelling else "所以这件事我没有记下"
    return f"{error_sentence(error).removesuffix('。')}，{so}。"


def _moment(house: House, trigger: Trigger) -> str:
    """A trigger in words: `10分钟后`, `每天07:00`, `当前门开着时`."""
    match trigger:
        case After():
            return f"{duration(trigger.seconds)}后"
        case When():
            so = tested(
                trigger.test, trigger.test.unit or house.unit_of(trigger.device, trigger.test.property)
            )
            return f"当{clause(named(house, trigger.device), [so])}时"
        case At():
            days = DAYS.get(trigger.days.casefold(), "")
            return f"{days}{SUN.get(trigger.time, trigger.time)}"
