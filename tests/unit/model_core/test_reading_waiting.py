"""The clock and what waits, as they are spoken of: what is meant, and what is none of theirs."""

from __future__ import annotations

import pytest

from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Pending, Request, Room, Thing, Turn, World
from tests.unit.model_core.worlds import house

HOME = house()
VOCABULARY = Vocabulary(HOME)
READER = Reader(VOCABULARY)


def read(
    said: str, *before: tuple[str, str], reader: Reader = READER, pending: tuple[Pending, ...] = ()
) -> str | None:
    history = tuple(Turn(*turn) for turn in before)
    world = reader.vocabulary.world
    plan = reader.read(Request(world, said, "Kitchen", history=history, pending=pending))
    return plan.text if plan is not None else None


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("what time is it?", "tell time"),
        ("Hey, what's the time right now please", "tell time"),
        ("could you tell me the time", "tell time"),
        ("what's the date today?", "tell date"),
        ("which day of the week is it", "tell date"),
        ("what have you got planned for tonight", "tell waiting"),
        ("how long is left on the timer", "tell waiting timer"),
        ("how much time do I have left on the pizza timer?", 'tell waiting timer called "pizza"'),
        ("how long's left on my ten minute timer", "tell waiting timer of 10 min"),
        ("what timers are running", "tell waiting all timer"),
        ("any idea what time it is", "tell time"),
        ("when is my alarm set for", "tell waiting alarm"),
        ("is there a timer running?", "tell waiting timer"),
        ("1 hour timer status", "tell waiting timer of 1 h"),
        ("how much longer for the eggs?", 'tell waiting called "eggs"'),
        ("cancel the timer", "cancel timer"),
        ("cancel timer for 5 minutes", "cancel timer of 5 min"),
        ("stop all of my timers", "cancel all timer"),
        ("cancel my 7 am alarm", "cancel alarm at 7:00am"),
        ("I no longer need the bread timer", 'cancel timer called "bread"'),
        ("forget the reminder to feed the fish", 'cancel reminder called "feed the fish"'),
        ("pause the timer", "pause waiting timer"),
        ("could you put the egg timer on hold", 'pause waiting timer called "egg"'),
        ("resume timer named pizza", 'resume waiting timer called "pizza"'),
        ("let the timer go on", "resume waiting timer"),
        ("add five minutes to the kitchen timer", 'extend waiting timer called "kitchen" by 5 min'),
        ("give me 5 more minutes on that timer", "extend waiting timer by 5 min"),
        ("increase timer for 1 hour by 30 seconds", "extend waiting timer of 1 h by 30 s"),
        ("take a minute off the timer", "shorten waiting timer by 1 min"),
        ("push my alarm back by half an hour", "extend waiting alarm by 30 min"),
        ("move the alarm ten minutes earlier", "shorten waiting alarm by 10 min"),
        ("snooze the alarm for nine minutes", "extend waiting alarm by 9 min"),
        ("bring the reminder forward by an hour", "shorten waiting reminder by 1 h"),
        ("remove 1 and a half hours from timer", "shorten waiting timer by 1.5 h"),
        ("set a timer for 12 minutes for the rice", 'later after 12 min called "rice"'),
        ("ten minute egg timer", 'later after 10 min called "egg"'),
        ("set a timer named sourdough bread for 1 hour", 'later after 1 h called "sourdough bread"'),
        ("1 hour 5 minutes 30 seconds timer", "later after 65 min 30 s"),
        ("set a timer for half a minute", "later after 30 s"),
    ],
)
def test_what_is_meant(said: str, plan: str) -> None:
    assert read(said) == plan
    assert parse(plan, VOCABULARY).text == plan


@pytest.mark.parametrize(
    "said",
    [
        "what time is it in tokyo",
        "what time does the game start",
        "stop the music",
        "pause",
        "cancel",
        "how much longer until christmas dinner with the in-laws and all the kids",
        "add five minutes of joy to my day",
        "resume the film",
        "when is the timer lamp on",
        "set a timer",
        "how much battery is left",
        "how many minutes are left on the drying",
    ],
)
def test_what_is_not_about_the_clock(said: str) -> None:
    plan = read(said) or ""
    assert not plan.startswith(("tell", "cancel", "pause", "resume", "extend", "shorten", "later after"))


TEN = ("set a timer for ten minutes", "later after 10 min")
EGGS = ("egg timer, four minutes", 'later after 4 min called "egg"')


@pytest.mark.parametrize(
    ("before", "said", "plan"),
    [
        (TEN, "add 5 minutes", "extend waiting of 10 min by 5 min"),
        (TEN, "five more minutes", "extend waiting of 10 min by 5 min"),
        (TEN, "make it two minutes shorter", "shorten waiting of 10 min by 2 min"),
        (TEN, "how long is left?", "tell waiting of 10 min"),
        (EGGS, "pause it", 'pause waiting called "egg"'),
        (("pause the timer", "pause waiting timer"), "resume", "resume waiting timer"),
        (TEN, "push it back five minutes", "extend waiting of 10 min by 5 min"),
        (EGGS, "make that six", 'cancel; later after 6 min called "egg"'),
        (("cancel the timer", "cancel timer"), "the egg one", 'cancel called "egg"'),
        (("cancel the timer", "cancel timer"), "the ten minute one please", "cancel timer of 10 min"),
        (("cancel the timer", "cancel timer"), "both of them", "cancel all timer"),
        (
            ("add a minute", "extend waiting timer by 1 min"),
            "pasta",
            'extend waiting called "pasta" by 1 min',
        ),
    ],
)
def test_what_goes_on_from_a_timer(before: tuple[str, str], said: str, plan: str) -> None:
    assert read(said, before) == plan


@pytest.mark.parametrize("said", ["five more minutes", "pause it", "how long is left?", "the egg one"])
def test_goes_on_from_nothing_else(said: str) -> None:
    before = ("turn on the kitchen light", "set kitchen light: on=true")
    plan = read(said, before) or ""
    assert " waiting" not in plan
    assert not plan.startswith("cancel")


def test_a_device_that_counts_down_itself_is_meant_by_its_name() -> None:
    oven = Thing(
        "oven", "Oven", "oven", "Kitchen", (Attribute("minutes_left", Kind.INTEGER, writable=False),)
    )
    clock = Thing("clock", "Clock", "clock", "Kitchen", (Attribute("brightness", Kind.INTEGER, 0, 100),))
    phone = Thing("phone", "Phone", "phone", None, actions=(Action("set_alarm"), Action("cancel_alarm")))
    reader = Reader(Vocabulary(World((Room("Kitchen"),), (oven, clock, phone))))
    assert "waiting" not in (read("how long is left on the oven timer", reader=reader) or "")
    assert read("what time is it", reader=reader) != "tell time"
    assert read("cancel the alarm", reader=reader) != "cancel alarm"
    assert read("cancel the timer", reader=reader) == "cancel timer"


def test_without_a_phone_a_reminder_is_kept_with_what_it_is_about() -> None:
    assert read("remind me in 20 minutes to take the bins out") == (
        'later after 20 min about "take the bins out"'
    )


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("现在几点了？", "tell time"),
        ("今天星期几呀", "tell date"),
        ("帮我定一个五分钟的计时器", "later after 5 min"),
        ("定个八分钟的鸡蛋计时器", 'later after 8 min called "鸡蛋"'),
        ("一小时二十分钟的倒计时", "later after 80 min"),
        ("鸡蛋计时器还剩多久", 'tell waiting timer called "鸡蛋"'),
        ("都有哪些闹钟", "tell waiting alarm"),
        ("取消十分钟的那个计时器", "cancel timer of 10 min"),
        ("取消所有计时器", "cancel all timer"),
        ("把鸡蛋计时器关掉", 'cancel timer called "鸡蛋"'),
        ("计时器暂停一下", "pause waiting timer"),
        ("继续计时器", "resume waiting timer"),
        ("给计时器再加两分钟吧", "extend waiting timer by 2 min"),
        ("煮面计时器减少一分钟", 'shorten waiting timer called "煮面" by 1 min'),
    ],
)
def test_mandarin(said: str, plan: str) -> None:
    assert read(said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("再加五分钟", "extend waiting of 10 min by 5 min"),
        ("还剩多久", "tell waiting of 10 min"),
        ("暂停", "pause waiting of 10 min"),
        ("取消", "cancel of 10 min"),
    ],
)
def test_mandarin_goes_on(said: str, plan: str) -> None:
    assert read(said, ("设一个十分钟的计时器", "later after 10 min")) == plan


BAKING = (
    Pending("timer", "the brown bread"),
    Pending("timer", "desk"),
    Pending("reminder", "turn off the lamp"),
)


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("give the bread another five minutes", 'extend waiting called "bread" by 5 min'),
        ("how long more has the brown bread?", 'tell waiting called "brown bread"'),
        ("ah you can cancel the one for the bread, himself isn't having any", 'cancel called "bread"'),
        ("that bread one, cancel it", 'cancel called "bread"'),
        ("how many minutes remain for the bread", 'tell waiting called "bread"'),
        ("extend the bread by a quarter of an hour", 'extend waiting called "bread" by 15 min'),
    ],
)
def test_what_waits_is_known_by_its_name(said: str, plan: str) -> None:
    assert read(said, pending=BAKING) == plan
    assert read(said) != plan or said.startswith("how")


@pytest.mark.parametrize(
    "said", ["turn off the lamp", "turn off the desk lamp", "stop the roborock", "dim the ceiling light"]
)
def test_a_device_is_not_taken_for_what_waits(said: str) -> None:
    assert "waiting" not in (plan := read(said, pending=BAKING) or "")
    assert not plan.startswith("cancel")


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("hold the timer a sec, there's someone at the door", "pause waiting timer"),
        ("what time is it now, pet?", "tell time"),
        ("remove all the timers and alarms", "cancel all"),
        ("today is which date?", "tell date"),
        ("have I anything coming up?", "tell waiting"),
        ("stick on a timer there for the eggs, four minutes", 'later after 4 min called "eggs"'),
        ("set for me twelve minutes for the ugali", 'later after 12 min called "ugali"'),
        ("alarm for six every morning for the milking", 'later at 6:00am daily called "milking"'),
        (
            "every weekday at ten to eight in the morning remind us about the bus",
            'later at 7:50am weekdays about "the bus"',
        ),
        ("make the timer ten minutes longer, dear", "extend waiting timer by 10 min"),
        ("another minute on the timer please", "extend waiting timer by 1 min"),
        ("The soup is ready, so the soup timer can go away", 'cancel timer called "soup"'),
        ("okay he's settled, start the nap timer up again", 'resume waiting timer called "nap"'),
        ("bin the toast timer, it's burnt already", 'cancel timer called "toast"'),
        ("scrap every single timer", "cancel all timer"),
        ("cancel the six o'clock alarm but leave the other one be", "cancel alarm at 06:00"),
        ("which time is it, please? I have not my glasses on", "tell time"),
        ("when am I getting woken up?", "tell waiting alarm"),
        ("what was it I asked you to remind me about?", "tell waiting reminder"),
        ("tea, four minutes timer", 'later after 4 min called "tea"'),
        ("start a 25 minute timer called kitchen light", 'later after 25 min called "kitchen light"'),
    ],
)
def test_as_people_say_it(said: str, plan: str) -> None:
    assert read(said) == plan


@pytest.mark.parametrize(
    ("before", "said", "plan"),
    [
        (TEN, "no, make it twenty", "cancel; later after 20 min"),
        (TEN, "sorry, I said eight minutes but I meant eighteen", "cancel; later after 18 min"),
        (("wake me at seven", "later at 07:00"), "change that alarm to six", "cancel; later at 06:00"),
    ],
)
def test_another_time(before: tuple[str, str], said: str, plan: str) -> None:
    assert read(said, before) == plan


DOUGH = (Pending("timer", "面团"), Pending("timer", "红茶"), Pending("alarm"))


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("红茶的取消", 'cancel called "红茶"'),
        ("面团那个还有多久啊", 'tell waiting called "面团"'),
        ("五分钟的那个取消，另一个留着", "cancel of 5 min"),
        ("计时器全给我取消喽，一个都别留", "cancel all timer"),
        ("闹钟跟计时器统统取消", "cancel all"),
        ("等一下，计时先暂停", "pause waiting timer"),
        ("面团发酵计时五十分钟", 'later after 50 min called "面团发酵"'),
        ("帮我倒数三分钟泡面", 'later after 3 min called "泡面"'),
        ("红烧肉计个时 俩小时", 'later after 120 min called "红烧肉"'),
    ],
)
def test_mandarin_as_people_say_it(said: str, plan: str) -> None:
    assert read(said, pending=DOUGH) == plan


@pytest.mark.parametrize("said", ["红茶", "打开红茶", "面团加到清单", "取消"])
def test_mandarin_that_is_not_about_what_waits(said: str) -> None:
    plan = read(said, pending=DOUGH) or ""
    assert "waiting" not in plan
    assert not plan.startswith("cancel")


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("说错了说错了，不是十分钟，是八分钟", "cancel; later after 8 min"),
        ("减个三分钟，脚都泡皱了", "shorten waiting of 10 min by 3 min"),
    ],
)
def test_mandarin_another_length(said: str, plan: str) -> None:
    assert read(said, ("设一个十分钟的计时器", "later after 10 min")) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("remind me at 6 pm to call mum because i forgot", 'later at 6:00pm about "call mum"'),
        ("remind me at 6 pm to get leo out or he'll drown", 'later at 6:00pm about "get leo out"'),
        ("remind me at 6 pm to water the plants as well", 'later at 6:00pm about "water the plants as well"'),
        (
            "remind me at 6 pm to check if the oven is hot or the stove is on",
            'later at 6:00pm about "check if the oven is hot or the stove is on"',
        ),
        ("下午三点提醒我别让狗出门", 'later at 15:00 about "别让狗出门"'),
        ("十分钟后提醒我别忘了关火", 'later after 10 min about "关火"'),
        ("十分钟后提醒我换手机铃声", 'later after 10 min about "换手机铃声"'),
        ("下午三点提醒我给梓轩交学费别忘喽", 'later at 15:00 about "给梓轩交学费"'),
        ("五十分钟过后喊我声撒", "later after 50 min"),
    ],
)
def test_a_reminder_is_told_whole_but_for_why(said: str, plan: str) -> None:
    assert read(said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("set a timer on 10 minutes", "later after 10 min"),
        ("put the kitchen timer on 10 minutes", "later after 10 min"),
        ("set an egg timer on 4 minutes", 'later after 4 min called "egg"'),
        ("how long on the keep warm timer", 'tell waiting timer called "keep warm"'),
        ("停车计时三十分钟", 'later after 30 min called "停车"'),
        ("给红烧肉定一个一小时的计时器", 'later after 60 min called "红烧肉"'),
    ],
)
def test_a_timer_is_set_and_named_by_any_words(said: str, plan: str) -> None:
    assert read(said) == plan


def test_the_longest_name_that_was_said_is_meant() -> None:
    waits = (Pending("timer", "蛋"), Pending("timer", "蛋糕"))
    assert read("蛋糕再加五分钟", pending=waits) == 'extend waiting called "蛋糕" by 5 min'
    assert read("蛋的取消", pending=waits) == 'cancel called "蛋"'
