"""Which entry of a list somebody means."""

from __future__ import annotations

import pytest

from assistant.entries import entry_of

CHORES = ("fix the squeaky hinge", "Hang the swing", "clean the grill", "clean the gutters")


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        ("squeaky hinge", "fix the squeaky hinge"),
        ("hang the swing", "Hang the swing"),
        ("the gutter", "clean the gutters"),
        ("paint the swing", "paint the swing"),
        ("clean", "clean"),
        ("paint the fence", "paint the fence"),
        ("", ""),
    ],
)
def test_english(said: str, entry: str) -> None:
    assert entry_of(CHORES, said) == entry


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        (("milk", "bread"), "almond milk"),
        (("apples",), "apple juice"),
        (("buy tape",), "tap"),
        (("5号电池", "牛奶"), "7号电池"),
        (("HDMI线",), "USB线"),
        (("奶牛玩具",), "牛奶"),
    ],
)
def test_another_thing_is_none_of_them(entries: tuple[str, ...], said: str) -> None:
    assert entry_of(entries, said) == said


def test_one_that_is_called_so_comes_first() -> None:
    assert entry_of(("oat milk", "milk"), "milk") == "milk"


@pytest.mark.parametrize(("said", "entry"), [("老抽", "老抽一瓶"), ("酱油", "酱油"), ("蛋", "蛋")])
def test_mandarin(said: str, entry: str) -> None:
    assert entry_of(("老抽一瓶", "鸡蛋", "蛋糕", "牛奶"), said) == entry
