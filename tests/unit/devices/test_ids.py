"""Ids and names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.errors import InvalidValue
from devices.ids import MAX_ID, MAX_NAME, check_id, clean_name, name_key, slug
from devices.schema import ID_PATTERN


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ceiling light", "ceiling_light"),
        ("Anna's Lamp", "anna_s_lamp"),
        ("  --Büro--  ", "buro"),
        ("Éclairage №1", "eclairage_no1"),
        ("x" * 100, "x" * MAX_ID),
    ],
)
def test_slugs_read_like_the_name(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_a_name_without_latin_letters_has_an_id_of_its_own() -> None:
    assert slug("厨房灯") == slug("厨房灯")
    assert slug("厨房灯") != slug("客厅灯")


@given(st.text(), st.sets(st.integers(0, 30), max_size=31))
def test_slugs_are_valid_and_free(name: str, numbers: set[int]) -> None:
    base = slug(name)
    taken = {base} | {f"{base[:60]}_{number}" for number in numbers}
    found = slug(name, taken)
    assert ID_PATTERN.fullmatch(found)
    assert found not in taken


@pytest.mark.parametrize("value", ["a", "a-b_9", "x" * MAX_ID])
def test_good_ids(value: str) -> None:
    assert check_id(value) == value


@pytest.mark.parametrize("value", ["", "A", "a.b", "a/b", "a+", "#", "a b", "a\n", "é", "x" * (MAX_ID + 1)])
def test_bad_ids(value: str) -> None:
    with pytest.raises(InvalidValue):
        check_id(value)


@pytest.mark.parametrize(
    ("name", "expected"), [("  Lamp ", "Lamp"), ("Cafe\u0301", "Café"), ("灯", "灯"), ("🎉", "🎉")]
)
def test_good_names(name: str, expected: str) -> None:
    assert clean_name(name) == expected


@pytest.mark.parametrize(
    "name", ["", "  ", "a\nb", "a\x00", "a\x1b[0m", "\u202eevil", "\ud800", "x" * (MAX_NAME + 1)]
)
def test_bad_names(name: str) -> None:
    with pytest.raises(InvalidValue):
        clean_name(name)


def test_names_are_compared_as_people_do() -> None:
    assert name_key("Living  ROOM ") == name_key("living room")
    assert name_key("Straße") == name_key("STRASSE")
    assert name_key("kitchen") != name_key("kitchen 2")
