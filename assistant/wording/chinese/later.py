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


def timer_set(seconds: int, name: str) -> str:
    """A bare timer runs."""
    return f"{timer(seconds, name)}设好了{f'，{duration(seconds)}' if name else ''}。"


def timer_over(seconds: int, name: str) -> str:
    """A bare timer has ended."""
    return f"{timer(seconds, name)}到时间了。" if seconds else "时间到了。"


def reminded(about: str) -> str:
    """It is time to think of something."""
    return f"提醒你：{about}。"


def set_timer(seconds: int, name: str) -> str:
    """The wish for a bare timer."""
    return f"设一个{duration(seconds)}的{name}计时器"


def timer(seconds: int, name: str) -> str:
    """A timer by its name, or by how long it runs."""
    return f"{name}计时器" if name else f"{duration(seconds)}的计时器"


def noted(house: House, wishes: Sequence[str], trigger: Trigger, about: str) -> str:
    """It will be done."""
    pause = "，" if isinstance(trigger, When) else ""
    return f"{moment(house, trigger)}{pause}我会{joined_wishes(wishes, whole=False) or f'{TELL}{about}'}。"


def planned(house: House, wishes: Sequence[str], trigger: Trigger, about: str) -> str:
    """The wish that it be done then."""
    return f"{moment(house, trigger)}{joined_wishes(wishes, whole=True) or f'{TELL}{about}'}"


def to_tell(house: House, ids: Sequence[str], *, whole: bool) -> str:
    """The wish to be told about devices."""
    return f"告诉你{subject(house, ids, whole=whole)}的情况"


def to_change(house: House, ids: Sequence[str], properties: Sequence[str], *, whole: bool) -> str:
    """The wish for values that are worked out only then."""
    what = listed([word(name) for name in properties], whole=whole)
    return f"调整{subject(house, ids, whole=whole)}的{what}"


def not_noted(error: Exception, *, cancelling: bool) -> str:
    """It could not be written down, or not changed."""
    so = "所以我什么都没改" if cancelling else "所以这件事我没有记下"
    return f"{error_sentence(error).removesuffix('。')}，{so}。"


def moment(house: House, trigger: Trigger) -> str:
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
