"""The clock and what waits, in the words of each language."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from assistant.wording.chinese.wording import CHINESE
from assistant.wording.english.wording import ENGLISH
from assistant.wording.protocol import Due, Wording
from model_core.plan import After, At, Change, Kept, Selection, Trigger
from tests.unit.assistant.houses import house

HOME = house()
NOW = datetime(2026, 11, 27, 22, 30, tzinfo=UTC)
NINE = After(540)
EN, ZH = ENGLISH, CHINESE


@pytest.mark.parametrize(
    ("wording", "time", "date"),
    [
        (EN, "It is 22:30.", "Today is Friday, 27 November 2026."),
        (ZH, "现在是22:30。", "今天是2026年11月27日，星期五。"),
    ],
)
def test_the_clock(wording: Wording, time: str, date: str) -> None:
    assert wording.waiting.time(NOW) == time
    assert wording.waiting.date(NOW) == date


@pytest.mark.parametrize(
    ("due", "english", "chinese"),
    [
        (
            Due(NINE, left=75.2),
            "The timer for 9 minutes has 1 minute and 15 seconds left.",
            "9分钟的计时器还剩1分钟15秒。",
        ),
        (Due(NINE, name="egg", left=3.0), "The egg timer has 3 seconds left.", "egg计时器还剩3秒。"),
        (
            Due(NINE, name="egg", left=65.0, held=True),
            "The egg timer is paused with 1 minute and 5 seconds left.",
            "egg计时器暂停了，还剩1分钟5秒。",
        ),
        (
            Due(NINE, about="tea", left=60.0),
            "In 1 minute I will remind you of “tea”.",
            "1分钟后我会提醒你tea。",
        ),
        (
            Due(NINE, wishes=["lamp"], left=60.0, held=True),
            "Paused with 1 minute left: lamp.",
            "暂停了，还剩1分钟：lamp。",
        ),
        (Due(After(7200), left=3629.0), "The timer for 2 hours has 1 hour left.", "2小时的计时器还剩1小时。"),
    ],
)
def test_what_is_left(due: Due, english: str, chinese: str) -> None:
    assert EN.waiting.told(HOME, [due], NOW) == [english]
    assert ZH.waiting.told(HOME, [due], NOW) == [chinese]


@pytest.mark.parametrize(
    ("trigger", "ahead", "english", "chinese"),
    [
        (At("23:00"), timedelta(minutes=30), "23:00", "23:00"),
        (At("07:00", "tomorrow"), timedelta(hours=8, minutes=30), "tomorrow at 07:00", "明天07:00"),
        (
            At("07:00", "monday"),
            timedelta(days=2, hours=8, minutes=30),
            "on Monday at 07:00",
            "11月30日07:00",
        ),
        (At("07:00", "daily"), timedelta(hours=8, minutes=30), "every day at 07:00", "每天07:00"),
        (At("07:00"), timedelta(days=8, minutes=30), "on Saturday, 5 December at 23:00", "12月5日23:00"),
    ],
)
def test_when_an_alarm_is(trigger: Trigger, ahead: timedelta, english: str, chinese: str) -> None:
    due = Due(trigger, left=ahead.total_seconds(), at=NOW + ahead)
    assert EN.waiting.told(HOME, [due], NOW) == [f"An alarm is set for {english}."]
    assert ZH.waiting.told(HOME, [due], NOW) == [f"闹钟设在{chinese}。"]


@pytest.mark.parametrize(
    ("which", "english", "chinese"),
    [
        (Selection(), "Nothing is waiting.", "没有安排。"),
        (Selection(Kept.TIMER), "No timer is running.", "没有计时器。"),
        (Selection(Kept.ALARM), "No alarm is set.", "没有闹钟。"),
        (Selection(Kept.TIMER, name="egg"), "There is no timer called egg.", "没有egg计时器。"),
        (Selection(name="egg"), "Nothing is waiting for “egg”.", "没有egg安排。"),
        (Selection(Kept.TIMER, seconds=300), "There is no timer for 5 minutes.", "没有5分钟的计时器。"),
        (Selection(Kept.ALARM, time="07:00"), "There is no alarm for 07:00.", "没有07:00的闹钟。"),
    ],
)
def test_what_is_not_there(which: Selection, english: str, chinese: str) -> None:
    assert EN.waiting.none(which) == english
    assert ZH.waiting.none(which) == chinese


@pytest.mark.parametrize(
    ("which", "english", "chinese"),
    [
        (Selection(), "cancel what is waiting", "取消已有的安排"),
        (Selection(Kept.TIMER), "cancel the timer", "取消计时器"),
        (Selection(Kept.TIMER, every=True), "cancel all timers", "取消所有计时器"),
        (Selection(Kept.TIMER, name="egg"), "cancel the egg timer", "取消egg计时器"),
        (Selection(name="egg"), "cancel the egg", "取消egg安排"),
        (Selection(Kept.TIMER, seconds=300), "cancel the timer for 5 minutes", "取消5分钟的计时器"),
        (Selection(Kept.ALARM, time="07:00"), "cancel the alarm for 07:00", "取消07:00的闹钟"),
    ],
)
def test_what_is_to_be_cancelled(which: Selection, english: str, chinese: str) -> None:
    assert EN.waiting.to_cancel(which) == english
    assert ZH.waiting.to_cancel(which) == chinese


@pytest.mark.parametrize(
    ("dues", "english", "chinese"),
    [
        ([Due(NINE)], "I cancelled the timer.", "计时器取消了。"),
        ([Due(NINE, name="egg")], "I cancelled the egg timer.", "egg计时器取消了。"),
        ([Due(NINE, wishes=["lamp"])], "I cancelled that.", "已经取消了。"),
        ([Due(NINE), Due(NINE)], "I cancelled 2 timers.", "取消了2个计时器。"),
        ([Due(NINE), Due(At("07:00"))], "I cancelled 2 things that were waiting.", "取消了2件安排。"),
    ],
)
def test_what_was_cancelled(dues: list[Due], english: str, chinese: str) -> None:
    assert EN.waiting.cancelled(dues) == english
    assert ZH.waiting.cancelled(dues) == chinese


def test_what_is_not_changed() -> None:
    assert EN.waiting.not_long(61, Change.SHORTEN) == (
        "It has only 1 minute and 1 second left, so I changed nothing."
    )
    assert EN.waiting.not_long(61, Change.EXTEND).startswith("I can only wait for up to a year")
    assert EN.waiting.to_adjust(Change.EXTEND, Selection(Kept.TIMER), 60) == "extend the timer by 1 minute"
    assert EN.waiting.to_adjust(Change.PAUSE, Selection(Kept.TIMER), 0) == "pause the timer"
    assert ZH.waiting.not_long(61, Change.SHORTEN) == "只剩1分钟1秒了，所以我什么都没改。"
    assert ZH.waiting.to_adjust(Change.EXTEND, Selection(Kept.TIMER), 60) == "把计时器延长1分钟"
