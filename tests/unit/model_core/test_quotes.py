"""Texts in a plan are words that were said, or the time of a clock."""

from __future__ import annotations

import pytest
import torch

from model_core.language.quotes import Quotes, Spellings
from model_core.world import Pending, Request, Turn, World

NOWHERE = World((), ())
TOKENS = (
    *(b"tofu", b"hum", b"mus", b"milk", b"'s", b" and", b" walter", b"walter", b"wal", b"ter", b" tea"),
    *(
        b'"',
        b'";',
        b'tea"',
        b'"to',
        b'"zu',
        b'"1',
        b" ",
        b"1",
        b"17",
        b":",
        b"30",
        b"9",
        b"and",
        "牛奶".encode(),
        "奶".encode(),
    ),
)


def left(written: str, said: str, *before: Turn) -> set[bytes]:
    """Which of the tokens may follow what is written."""
    quotes = Quotes(Request(NOWHERE, said, history=before), Spellings(TOKENS.__getitem__, len(TOKENS)))
    found = quotes.within(written.encode(), torch.arange(len(TOKENS)))
    return {TOKENS[token] for token in found.tolist()}


@pytest.mark.parametrize(
    ("written", "some", "none"),
    [
        (
            'run list: add item="',
            {b"tofu", b"hum", b"walter", b"wal"},
            {b"milk", b"mus", b"ter", b" tea", b'"'},
        ),
        ('run list: add item="hum', {b"mus"}, {b"hum", b'"', b";"}),
        ('run list: add item="hummus', {b'"', b'";', b" and"}, {b"mus", b" tea"}),
        ('run list: add item="walter', {b"'s", b'"'}, {b"tofu", b" tea"}),
        ("run list: add item=\"walter's", {b" tea", b'"'}, {b"tea"}),
        ("run list: add item=\"walter's ", {b'tea"'}, {b'"', b" tea"}),
    ],
)
def test_a_text_goes_on_as_it_was_said(written: str, some: set[bytes], none: set[bytes]) -> None:
    found = left(written, "Tofu, hummus and Walter's tea, please")
    assert some <= found
    assert not none & found


def test_outside_of_a_text_everything_may_follow_but_a_text_of_other_words() -> None:
    for written in ("", ' run list: add item="tofu"', ' refuse unknown "tea"; set '):
        assert left(written, "tofu") == {*TOKENS} - {b'"zu', b'";'}


def test_where_nothing_that_was_said_fits_the_grammar_alone_decides() -> None:
    assert left('refuse unknown "zebra', "tofu") == set(TOKENS)


def test_a_text_may_come_from_an_earlier_turn() -> None:
    before = Turn("put milk on the list", 'run list: add item="milk"')
    assert b"milk" in left('run list: add item="', "that again", before)
    assert b"milk" not in left('run list: add item="', "that again")


def test_what_waits_may_be_named() -> None:
    request = Request(NOWHERE, "that one", pending=(Pending("timer", "tofu"),))
    found = Quotes(request, Spellings(TOKENS.__getitem__, len(TOKENS))).within(
        b'cancel called "', torch.arange(len(TOKENS))
    )
    assert TOKENS.index(b"tofu") in found
    assert TOKENS.index(b"milk") not in found


def test_a_time_may_be_written_in_digits() -> None:
    said = "wake me at half past five in the afternoon"
    assert {b"1", b"17"} <= left('set_alarm time="', said)
    assert left('set_alarm time="17', said) == {b":"}
    assert b"30" in left('set_alarm time="17:', said)
    assert left('set_alarm time="17:30', said) == {t for t in TOKENS if t.startswith(b'"')}


def test_chinese_words_end_anywhere() -> None:
    assert left('add item="牛', "买牛奶和茶") >= {"奶".encode(), b'"'}
