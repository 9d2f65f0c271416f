from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.wording.english import phrases
from assistant.wording.english.phrases import Fact
from devices.schema import Value

names = st.sampled_from(
    [
        "on",
        "position",
        "windows",
        "trunk_open",
        "target_temperature",
        "mode",
        "x",
        "a_b",
        "muted",
        "_",
        "items",
    ]
)
values = st.one_of(
    st.booleans(),
    st.integers(-1000, 1000),
    st.floats(-1e6, 1e6),
    st.text("abc_ ", max_size=8),
    st.lists(st.text("ab", max_size=3), max_size=9),
)


@given(names, values, st.sampled_from(["", "%", "C", "m"]), st.one_of(st.none(), values))
def test_every_value_can_be_said(name: str, value: Value, unit: str, before: Value | None) -> None:
    for said in (
        phrases.fact(name, value, unit).of("the car"),
        phrases.on_the_way(name, value, unit, before).of("the car"),
        phrases.command(name, value, unit, "the car"),
    ):
        assert "the car" in said
        assert "{" not in said


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (21.0, "°C", "21 °C"),
        (21.50, "C", "21.5 °C"),
        (0.0, "%", "0 %"),
        (100, "%", "100 %"),
        (268800, "m", "269 km"),
        (900, "m", "900 m"),
        ("warm_white", "", "warm white"),
        ([], "", "nothing"),
    ],
)
def test_quantities(value: Value, unit: str, text: str) -> None:
    assert phrases.quantity(value, unit) == text


def test_a_programme_is_told_by_its_end() -> None:
    assert phrases.fact("minutes_left", 12, "min").of("the washer") == "the washer is 12 min from done"
    assert phrases.fact("minutes_left", 0, "min").complement == "0 min"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ceiling light", "the ceiling light"),
        ("my phone", "my phone"),
        ("Anna's phone", "Anna's phone"),
        ("The Beast", "The Beast"),
    ],
)
def test_articles(name: str, text: str) -> None:
    assert phrases.the(name) == text


@pytest.mark.parametrize(
    ("name", "several"),
    [
        ("Kitchen lights", True),
        ("Curtains", True),
        ("Gas", False),
        ("Bus", False),
        ("Sonos", False),
        ("Trader Joe's", False),
    ],
)
def test_plural_names(name: str, several: bool) -> None:
    assert phrases.is_plural(name) is several


def test_lists_and_counts() -> None:
    assert phrases.listed([]) == ""
    assert phrases.listed(["a", "b", "c"], "or") == "a, b or c"
    assert phrases.listed([str(n) for n in range(10)]) == "0, 1, 2, 3, 4, 5 and 4 more"
    assert [phrases.many(2, n) for n in ("light", "switch", "battery", "key", "blinds")] == [
        "2 lights",
        "2 switches",
        "2 batteries",
        "2 keys",
        "2 blinds",
    ]


def test_times() -> None:
    noon = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
    assert phrases.clock("Europe/Berlin", noon, noon) == "14:00"
    assert phrases.clock("No/Where", noon, noon.replace(day=6)) == "12:00 on 4 May"
    assert phrases.duration(3661) == "1 hour, 1 minute and 1 second"
    assert phrases.duration(0) == "0 seconds"


def test_on_the_way() -> None:
    assert phrases.on_the_way("brightness", 80, "%", 20) == Fact("going up to 80 %", "brightness")
    assert phrases.on_the_way("position", 0, "%", None) == Fact("closing")
