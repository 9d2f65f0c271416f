from __future__ import annotations

import pytest

from assistant.answering import pin_in, yes_or_no


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
