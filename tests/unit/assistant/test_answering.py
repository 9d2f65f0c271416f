from __future__ import annotations

import pytest

from assistant.answering import pin_in, yes_or_no


@pytest.mark.parametrize(
    "text", ["yes", "Yes!", " YEAH ", "ok", "Do it.", "yes, please", "go ahead", "是的", "好的。"]
)
def test_yes(text: str) -> None:
    assert yes_or_no(text) is True


@pytest.mark.parametrize(
    "text", ["no", "Nope.", "never mind", "Don't!", "don’t", "cancel", "不用了", "算了！"]
)
def test_no(text: str) -> None:
    assert yes_or_no(text) is False


@pytest.mark.parametrize(
    "text",
    ["yes and open the garage", "no lights", "maybe", "", "turn it on", "yesterday", "不要开灯", "okra"],
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
        ("yes", None),
        ("123", None),
        ("1234567890123", None),
        ("set volume to 2000", None),
    ],
)
def test_pins(text: str, pin: str | None) -> None:
    assert pin_in(text) == pin
