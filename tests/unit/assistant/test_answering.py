from __future__ import annotations

import pytest

from assistant.answering import may_hold_pin, pin_in, yes_or_no


@pytest.mark.parametrize(
    "text",
    [
        *("yes", "Yes!", " YEAH ", "ok", "Do it.", "yes, please", "go ahead", "是的", "好的。", "是"),
        *("好的，谢谢", "可以。", "没问题！", "行吧", "当然可以", "嗯嗯", "ＯＫ"),
    ],
)
def test_yes(text: str) -> None:
    assert yes_or_no(text) is True


@pytest.mark.parametrize(
    "text",
    [
        *("no", "Nope.", "never mind", "Don't!", "don’t", "cancel", "不用了", "算了！", "不", "不用"),
        *("不要了。", "还是算了吧", "不可以", "别", "不用，谢谢"),
    ],
)
def test_no(text: str) -> None:
    assert yes_or_no(text) is False


@pytest.mark.parametrize(
    "text",
    [
        *("yes and open the garage", "no lights", "maybe", "", "turn it on", "yesterday", "不要开灯"),
        *("okra", "可以把灯打开吗", "好热", "行李箱", "是谁", "不冷"),
        *("yes?", "ok?", "right?", "Sure ?", "ok?!", "确定？", "对？", "好？", "嗯？", "no?", "不要？"),
        *("嗯", "就这样", "就这样吧", "去吧"),
    ],
)
def test_anything_else_is_no_answer(text: str) -> None:
    assert yes_or_no(text) is None


@pytest.mark.parametrize(
    ("text", "pin"),
    [
        ("1234", "1234"),
        ("12 34", "1234"),
        ("one two three four", "1234"),
        ("My PIN is 1 2 3 4.", "1234"),
        ("一二三四", "1234"),
        ("１２３４", "1234"),
        ("一 二 三 四", "1234"),
        ("幺〇零九", "1009"),
        ("密码是一二三四", "1234"),
        ("我的密码1234", "1234"),
        ("PIN码是１２３４。", "1234"),
        ("我的 PIN 是 1234", "1234"),
        ("PIN 是：1234", "1234"),
        ("密码 是 1234", "1234"),
        ("是的，1234", "1234"),
        ("好的，密码就是 1 2 3 4。", "1234"),
        ("it is 1234", "1234"),
        ("It’s 1234.", "1234"),
        ("pin number is 1234", "1234"),
        ("yes 1234", "1234"),
        ("Yes, please: my code is one two 3 4", "1234"),
        ("1234 is my PIN", "1234"),
        ("一二三四是我的密码", "1234"),
        ("no 1234", None),
        ("yes it is", None),
        ("密码", None),
        ("我的密码是什么", None),
        ("二十四", None),
        ("密码是一二三", None),
        ("yes", None),
        ("123", None),
        ("1234567890123", None),
        ("set volume to 2000", None),
    ],
)
def test_pins(text: str, pin: str | None) -> None:
    assert pin_in(text) == pin


@pytest.mark.parametrize(
    "text",
    [
        *(
            "1234",
            "um, 1234",
            "I think it was one two three four",
            "呃一二三四吧",
            "１２ 和 34",
            "1234567890123",
        ),
        *("1234567890123", "lights on at 07:30", "onetwothreefour", "١٢٣٤ please"),
    ],
)
def test_digits_enough_for_a_pin_in_whatever_words(text: str) -> None:
    assert may_hold_pin(text)


@pytest.mark.parametrize("text", ["", "yes", "um, 123", "set it to 21", "在一楼和二楼", "phone someone"])
def test_digits_too_few_for_a_pin(text: str) -> None:
    assert not may_hold_pin(text)
