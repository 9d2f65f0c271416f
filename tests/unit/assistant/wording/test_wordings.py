"""What holds of every language."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from assistant import replies
from assistant.context import House
from assistant.errors import CODES, NeverRemote, code_of, to_status
from assistant.ports import CommandState
from assistant.resolve import Intent
from assistant.wording.chinese.sentences import SENTENCES
from assistant.wording.chinese.wording import CHINESE
from assistant.wording.english.wording import ENGLISH
from assistant.wording.language import HAN, Language
from assistant.wording.protocol import Wording
from assistant.wording.sayings import Saying
from assistant.wording.wordings import WORDINGS, errors_in
from devices.errors import DatabaseUnavailable, OutOfRange
from devices.schema import Device
from model_core.errors import EngineBusy, RemoteUnavailable
from tests.unit.assistant.houses import act, device, house, light, prop
from tests.unit.assistant.wording.chinese_home import HOME, outcome

every_language = pytest.mark.parametrize("wording", list(WORDINGS.values()), ids=list(WORDINGS))
DETAILS = {"name": "X", "day": "X", "time": "X", "event": "sunset"}
WISHES = {Saying.DO_THAT, Saying.YES, Saying.NO}


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_every_language_has_a_wording() -> None:
    assert set(WORDINGS) == set(Language)
    assert all(WORDINGS[language].language is language for language in Language)


@every_language
@pytest.mark.parametrize("saying", list(Saying))
def test_everything_is_said(wording: Wording, saying: Saying) -> None:
    text = wording.say(saying, **DETAILS)
    assert "{" not in text
    assert (text[-1] in ".?。？") is (saying not in WISHES)
    assert bool(HAN.search(text)) is (wording is CHINESE)


def test_chinese_tells_no_detail_that_english_does_not() -> None:
    for saying in Saying:
        assert placeholders(CHINESE.sayings[saying]) <= placeholders(ENGLISH.sayings[saying])
    for code, text in SENTENCES.items():
        assert placeholders(text) <= placeholders(CODES[code].sentence)


@every_language
def test_done_begun_not_sent_silent_failed_and_refused_are_different_sentences(wording: Wording) -> None:
    ends = [
        outcome("fan", CommandState.SUCCEEDED, on=True),
        outcome("fan", CommandState.ACCEPTED, on=True),
        outcome("fan", CommandState.CREATED, on=True),
        outcome("fan", CommandState.SENT, on=True),
        outcome("fan", CommandState.FAILED, "internal", on=True),
        outcome("fan", CommandState.REJECTED, "strange", on=True),
        outcome("fan", CommandState.FAILED, "device_offline", on=True),
        outcome("fan", CommandState.EXPIRED, "expired", on=True),
    ]
    said = [text for each in ends for text in replies.outcomes(wording, HOME, [each])]
    assert len(set(said)) == len(ends)
    assert said[0] == {"en": "The 卧室风扇 is on.", "zh-CN": "卧室风扇已打开。"}[wording.language]


def locked(count: int, *more: Device) -> House:
    """A home with so many locks in the hall, and other devices."""
    locks = [device(f"lock_{n}", "lock", prop("locked"), name=f"Lock{n}", room="Hall") for n in range(count)]
    return house(*locks, *more, rooms=("Hall",))


def asked(wording: Wording, home: House, count: int) -> str:
    """The question before so many locks are unlocked."""
    unlock = [Intent(f"lock_{n}", {"locked": False}) for n in range(count)]
    return replies.confirmation(wording, home, unlock, pin=False)


@every_language
def test_a_confirmation_names_every_device_that_a_yes_moves(wording: Wording) -> None:
    cabin = device("cabin", "lock", prop("locked"), name="Cabin", room="Cabin")
    text = asked(wording, locked(10, cabin), 10)
    assert all(f"Lock{n}" in text for n in range(10))
    assert "Cabin" not in text
    assert not re.search("more|all|等|全部", text)


@every_language
def test_a_confirmation_says_all_of_a_type_only_where_there_are_no_others(wording: Wording) -> None:
    every = {
        "en": "Unlock all 10 locks? Please say yes to confirm.",
        "zh-CN": "要解锁全部10把门锁吗？确认请说“是”。",
    }
    assert asked(wording, locked(10), 10) == every[wording.language]
    assert all(f"Lock{n}" in asked(wording, locked(7), 7) for n in range(7)), "a few are named all the same"
    assert all(f"Lock{n}" in asked(wording, locked(11), 10) for n in range(10))


@every_language
def test_a_confirmation_leaves_no_wish_and_no_value_out(wording: Wording) -> None:
    lists = device("list", "list", prop("items", "list"), name="List", actions=(act("fill"),))
    lamps = [light(f"lamp_{n}", name=f"Lamp{n}") for n in range(9)]
    things = [f"thing{n}" for n in range(9)]
    wishes = [Intent(lamp.id, {"brightness": 10 + n}) for n, lamp in enumerate(lamps)]
    wishes += [
        Intent("list", {"items": list(things)}),
        Intent("list", run="fill", arguments={f"a{n}": [*things, f"b{n}"] for n in range(9)}),
    ]
    text = replies.confirmation(wording, house(lists, *lamps), wishes, ["the last wish"], pin=True)
    assert all(f"Lamp{n}" in text and f"a{n}" in text and f"b{n}" in text for n in range(9))
    assert all(text.count(thing) == 10 for thing in things)
    assert "the last wish" in text


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (DatabaseUnavailable(), "我的记忆暂时没有回应。"),
        (OutOfRange("Too bright.", property="brightness"), "这超出了设备的范围。"),
        (NeverRemote(device="前门"), "这件事只能在前门上亲手操作。"),
        (EngineBusy("Busy."), "我正忙着，请过一会儿再说一次。"),
        (RemoteUnavailable("Away."), "大模型没有回应。"),
    ],
)
def test_an_error_is_told_in_the_language_and_stays_what_it_is(error: Exception, text: str) -> None:
    english = str(error)
    with pytest.raises(type(error)) as caught, errors_in(lambda: CHINESE):
        raise error
    assert str(caught.value) == text
    assert to_status(caught.value)[1].message == text
    assert (code_of(caught.value), vars(caught.value)) == (code_of(error), vars(error))
    assert str(error) == english, "others may have been raised the same"
    with pytest.raises(type(error)) as caught, errors_in(lambda: ENGLISH):
        raise error
    assert caught.value is error


def test_what_is_put_together() -> None:
    assert CHINESE.general.joined(["台灯已打开。", "前门锁着。"]) == "台灯已打开。前门锁着。"
    assert CHINESE.general.joined(["The lamp is on.", "前门锁着。"]) == "The lamp is on. 前门锁着。"
    assert CHINESE.general.by_the_way("时间到了。") == "顺便说一声，时间到了。"
    assert ENGLISH.general.by_the_way("The timer is over.") == "By the way: the timer is over."


def test_chinese_is_written_with_its_own_punctuation() -> None:
    for text in [*SENTENCES.values(), *CHINESE.sayings.values()]:
        assert not re.search(r"[,.!?;:()\"']", text)
