from __future__ import annotations

import pytest

from assistant.wording.chinese.wording import CHINESE
from devices.errors import DatabaseUnavailable
from model_core.plan import After, At, Comparison, Test, Trigger, When
from tests.unit.assistant.wording.chinese_home import HOME

LATER = CHINESE.later
OFF = "关闭台灯"


@pytest.mark.parametrize(
    ("trigger", "noted", "planned"),
    [
        (After(600), "10分钟后我会关闭台灯。", "10分钟后关闭台灯"),
        (At("07:00"), "07:00我会关闭台灯。", "07:00关闭台灯"),
        (At("07:00", "daily"), "每天07:00我会关闭台灯。", "每天07:00关闭台灯"),
        (At("07:00", "weekdays"), "工作日07:00我会关闭台灯。", "工作日07:00关闭台灯"),
        (At("07:00", "weekends"), "周末07:00我会关闭台灯。", "周末07:00关闭台灯"),
        (At("07:00", "tomorrow"), "明天07:00我会关闭台灯。", "明天07:00关闭台灯"),
        (At("07:00", "Sunday"), "周日07:00我会关闭台灯。", "周日07:00关闭台灯"),
        (At("sunset", "daily"), "每天日落时我会关闭台灯。", "每天日落时关闭台灯"),
        (
            When("lock", Test("locked", Comparison.EQUAL, False)),
            "当前门没上锁时，我会关闭台灯。",
            "当前门没上锁时关闭台灯",
        ),
        (
            When("stat", Test("target_temperature", Comparison.ABOVE, 25)),
            "当温控器的目标温度高于25度时，我会关闭台灯。",
            "当温控器的目标温度高于25度时关闭台灯",
        ),
        (
            When("stat", Test("target_temperature", Comparison.AT_MOST, 60, "F")),
            "当温控器的目标温度不高于60华氏度时，我会关闭台灯。",
            "当温控器的目标温度不高于60华氏度时关闭台灯",
        ),
    ],
)
def test_when_it_will_be(trigger: Trigger, noted: str, planned: str) -> None:
    assert LATER.noted(HOME, [OFF], trigger, "") == noted
    assert LATER.planned(HOME, [OFF], trigger, "") == planned


def test_what_will_be() -> None:
    assert LATER.noted(HOME, [], At("07:00"), "") == "07:00我会提醒你。"
    assert LATER.noted(HOME, [OFF, "锁上前门"], After(60), "") == "1分钟后我会关闭台灯，并锁上前门。"
    assert LATER.to_tell(HOME, ["lock"], whole=False) == "告诉你前门的情况"
    changed = LATER.to_change(HOME, ["stat"], ["target_temperature"], whole=False)
    assert changed == "调整温控器的目标温度"


def test_timers() -> None:
    assert LATER.timer_set(90, "") == "1分钟30秒的计时器设好了。"
    assert LATER.timer_set(480, "鸡蛋") == "鸡蛋计时器设好了，8分钟。"
    assert LATER.set_timer(600, "") == "设一个10分钟的计时器"
    assert LATER.timer_over(600, "") == "10分钟的计时器到时间了。"
    assert LATER.timer_over(600, "鸡蛋") == "鸡蛋计时器到时间了。"
    assert LATER.timer_over(0, "") == "时间到了。"
    assert LATER.reminded("关火") == "提醒你：关火。"


def test_what_cannot_be_written_down() -> None:
    error = DatabaseUnavailable()
    assert LATER.not_noted(error, cancelling=False) == "我的记忆暂时没有回应，所以这件事我没有记下。"
    assert LATER.not_noted(error, cancelling=True) == "我的记忆暂时没有回应，所以我什么都没改。"
