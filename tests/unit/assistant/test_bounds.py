"""Bounds and pages: what is let in, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import bounds
from assistant.errors import AssistantError, EmptyUtterance, InvalidRequest, UtteranceTooLong
from assistant.paging import page
from devices.errors import UnknownHome


@given(st.text(max_size=2100))
def test_an_utterance_is_clean_or_refused(text: str) -> None:
    try:
        heard = bounds.utterance(text)
    except EmptyUtterance:
        assert not any(c.isalnum() for c in text)
    except UtteranceTooLong:
        assert len(text) > 2000
    else:
        assert 0 < len(heard) <= 2000
        assert heard == " ".join(heard.split())
        assert bounds.utterance(heard) == heard


@pytest.mark.parametrize("text", ["кухня свет", "关灯", "💡 an", "naïve café", "נא להדליק"])
def test_every_language_is_heard(text: str) -> None:
    assert bounds.utterance(text) == text


def test_ids_that_may_exist() -> None:
    assert bounds.known_id("home-1", "home_id", UnknownHome) == "home-1"
    for value in ("Home", "a b", "x" * 65, "a/b", "ä", "a\n"):
        with pytest.raises(UnknownHome):
            bounds.known_id(value, "home_id", UnknownHome)
        with pytest.raises(InvalidRequest):
            bounds.new_id(value, "home_id")
    with pytest.raises(InvalidRequest):
        bounds.known_id("", "home_id", UnknownHome)
    assert bounds.optional_id("", "home_id", UnknownHome) == ""


def test_masks() -> None:
    allowed = frozenset({"name", "floor"})
    assert bounds.mask(["name"], allowed) == {"name"}
    for paths in ([], ["id"], ["name", "id"], ["*"]):
        with pytest.raises(InvalidRequest):
            bounds.mask(paths, allowed)


@given(st.sets(st.text("abc0", min_size=1, max_size=6), max_size=40), st.integers(1, 7))
def test_pages_hold_everything_once_and_in_order(ids: set[str], size: int) -> None:
    seen: list[str] = []
    token = ""
    while True:
        shown, token = page(sorted(ids), str, size=size, token=token)
        seen += shown
        if not token:
            break
        assert len(shown) == size
    assert seen == sorted(ids)


@pytest.mark.parametrize("token", ["%%%", "é", "x" * 129, "YQ", "/w=="])
def test_tokens_that_nobody_gave(token: str) -> None:
    with pytest.raises(AssistantError):
        page(["a"], str, size=1, token=token)
