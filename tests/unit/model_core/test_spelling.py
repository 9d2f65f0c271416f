"""Text that comes in pieces of bytes: never half a character, never anything of a stop string."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model_core.spelling import Spelling

TEXT = st.text(st.sampled_from("abcé€😀\n"), max_size=30)


def spelled(data: bytes, cuts: list[int], stops: tuple[str, ...] = ()) -> tuple[list[str], Spelling]:
    """What is told of the bytes cut at these places."""
    spelling = Spelling(stops)
    places = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    told = [spelling.add(data[a:b]) for a, b in pairwise(places)]
    return [*told, spelling.end()], spelling


def cut_off(text: str, stops: tuple[str, ...]) -> str:
    """The text up to the stop string that is complete first, found letter by letter."""
    for end in range(len(text) + 1):
        done = [stop for stop in stops if text[:end].endswith(stop)]
        if done:
            return text[: end - max(map(len, done))]
    return text


@given(text=TEXT, cuts=st.lists(st.integers(0, 200), max_size=20))
def test_pieces_together_are_the_text(text: str, cuts: list[int]) -> None:
    told, _ = spelled(text.encode(), cuts)
    assert "".join(told) == text


@given(
    text=TEXT,
    cuts=st.lists(st.integers(0, 200), max_size=20),
    stops=st.lists(st.text(st.sampled_from("abcé"), min_size=1, max_size=4), max_size=4),
)
def test_nothing_is_told_from_a_stop_string_on(text: str, cuts: list[int], stops: list[str]) -> None:
    expected = cut_off(text, tuple(stops))
    told, spelling = spelled(text.encode(), cuts, tuple(stops))
    assert "".join(told) == expected
    assert spelling.stopped == (expected != text)


def test_a_character_is_told_when_it_is_whole() -> None:
    spelling = Spelling()
    assert [spelling.add(bytes([byte])) for byte in "é€".encode()] == ["", "é", "", "", "€"]


def test_half_a_character_at_the_end_is_dropped_and_bytes_that_are_none_are_replaced() -> None:
    spelling = Spelling()
    assert spelling.add(b"a\xffb\xe2\x82") == "a\ufffdb"
    assert spelling.end() == ""


@pytest.mark.parametrize(
    ("pieces", "told"),
    [(["on", "e##", "x"], ["on", "e", "##x"]), (["one#", "##", "x"], ["one", "", ""])],
)
def test_what_may_begin_a_stop_string_waits(pieces: list[str], told: list[str]) -> None:
    spelling = Spelling(("###",))
    assert [spelling.add(piece.encode()) for piece in pieces] == told
