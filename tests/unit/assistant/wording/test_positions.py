from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.wording.chinese import phrases as chinese
from assistant.wording.english import phrases as english
from assistant.wording.positions import decimals
from assistant.wording.protocol import Told

ENDS = {"0 %", "100 %", "-0 %"}


@pytest.mark.parametrize(
    ("position", "in_english", "in_chinese"),
    [
        (0, "closed", "关着"),
        (0.0, "closed", "关着"),
        (100, "open", "开着"),
        (100.0, "open", "开着"),
        (1, "1 % open", "开到1%"),
        (50.126, "50.13 % open", "开到50.13%"),
        (0.3, "0.3 % open", "开到0.3%"),
        (99.7, "99.7 % open", "开到99.7%"),
        (0.004, "0.004 % open", "开到0.004%"),
        (99.999, "99.999 % open", "开到99.999%"),
        (1e-09, "0.000000001 % open", "开到0.000000001%"),
    ],
)
def test_only_an_end_is_told_as_an_end(position: float, in_english: str, in_chinese: str) -> None:
    assert english.fact("position", position, "%").complement == in_english
    assert chinese.fact(Told("position", position, "%")).predicate == in_chinese


def test_what_was_reached_and_parts_are_told_as_exactly() -> None:
    assert chinese.fact(Told("position", 0.3, "%"), reached=True).predicate == "已开到0.3%"
    assert chinese.fact(Told("position", 0, "%"), reached=True).predicate == "已关闭"
    assert english.fact("windows", 0.3, "%").of("the car") == "the windows of the car are 0.3 % open"
    assert chinese.fact(Told("windows", 99.6, "%")).whole == "车窗开到99.6%"


def test_a_wish_and_a_movement_are_told_as_exactly() -> None:
    assert english.on_the_way("position", 99.999, "%", None).complement == "moving to 99.999 %"
    assert english.command("position", 0.001, "%", "it") == "move it to 0.001 %"
    assert chinese.on_the_way(Told("position", 99.999, "%")).predicate == "正在移到99.999%"
    assert chinese.command(Told("position", 0.001, "%"), "它") == "把它开到0.001%"


@given(st.floats(0, 100))
def test_no_position_between_is_rounded_to_an_end(position: float) -> None:
    between = position not in (0, 100)
    assert (english.opening(position, "%") not in ENDS) is between
    assert decimals(position) >= 2
