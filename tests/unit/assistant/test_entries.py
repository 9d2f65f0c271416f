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


def test_the_words_of_an_entry_may_be_among_more() -> None:
    assert entry_of(("milk", "bread"), "the oat milk") == "milk"
    assert entry_of(("milk", "oat milk"), "milk") == "milk"


@pytest.mark.parametrize(("said", "entry"), [("老抽", "老抽一瓶"), ("酱油", "酱油"), ("鸡蛋一盒", "鸡蛋")])
def test_mandarin(said: str, entry: str) -> None:
    assert entry_of(("老抽一瓶", "鸡蛋", "牛奶"), said) == entry
