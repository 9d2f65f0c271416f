from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.wording.chinese import phrases, words
from assistant.wording.protocol import Told
from devices.schema import Value
from devices.simulators.fleet import Fleet
from tests.unit.assistant.houses import house, light

NAMES = ["on", "position", "windows", "trunk_open", "target_temperature", "mode", "x", "a_b", "muted", "_"]
values = st.one_of(
    st.booleans(),
    st.integers(-1000, 1000),
    st.floats(-1e6, 1e6),
    st.text("abc_ ", max_size=8),
    st.lists(st.text("ab", max_size=3), max_size=9),
)


@given(st.sampled_from(NAMES), values, st.sampled_from(["", "%", "C", "m"]), st.one_of(st.none(), values))
def test_every_value_can_be_said(name: str, value: Value, unit: str, before: Value | None) -> None:
    told = Told(name, value, unit, before)
    for said in (
        phrases.clause("车", [phrases.fact(told)]),
        phrases.clause("车", [phrases.fact(told, reached=True)]),
        phrases.clause("车", [phrases.on_the_way(told)]),
        phrases.command(told, "车"),
    ):
        assert "车" in said
        assert "{" not in said


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (21.0, "°C", "21度"),
        (70, "F", "70华氏度"),
        (0.0, "%", "0%"),
        (268800, "m", "269公里"),
        (900, "m", "900米"),
        (30, "min", "30分钟"),
        (420, "ppm", "420ppm"),
        ("warm_white", "", "暖白色"),
        ("Warm white", "", "暖白色"),
        ("HDMI 1", "", "HDMI 1"),
        ([], "", "无"),
    ],
)
def test_quantities(value: Value, unit: str, text: str) -> None:
    assert phrases.quantity(value, unit) == text


def test_lists_are_cut_with_a_count() -> None:
    assert phrases.listed(["甲", "乙", "丙"]) == "甲、乙和丙"
    assert phrases.listed([str(n) for n in range(10)]) == "0、1、2、3、4、5等10个"


def test_times() -> None:
    noon = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
    assert phrases.clock("Asia/Shanghai", noon, noon) == "20:00"
    assert phrases.clock("No/Where", noon, noon.replace(day=6)) == "5月4日12:00"
    assert phrases.duration(3661) == "1小时1分钟1秒"
    assert phrases.duration(0) == "0秒"


def test_devices_of_one_name_are_told_apart_by_their_rooms() -> None:
    lights = [
        light("a", name="灯", room="客厅"),
        light("b", name="灯", room="卧室"),
        light("c", name="厨房灯"),
    ]
    home = house(*lights, rooms=("客厅", "卧室"))
    assert [phrases.named(home, d) for d in "abc"] == ["客厅的灯", "卧室的灯", "厨房灯"]


SAME_EVERYWHERE = {
    "HDMI 1",
    "HDMI 2",
    "Bluetooth",
    "Library",
    "Line In",
    "Live TV",
    "Netflix",
    "Spotify",
    "YouTube",
}


def test_what_the_usual_devices_report_and_do_has_chinese_words() -> None:
    from devices.simulators.catalogue import KINDS

    kinds = [kind for kind in KINDS if kind != "generic"]
    entries = [{"kind": kind, "id": f"d{n}", "name": f"D{n}"} for n, kind in enumerate(kinds)]
    fleet = Fleet.load({"home": "home", "name": "Home", "devices": entries}, time_scale=0)
    missing: set[str] = set()
    for behaviour in fleet.behaviours.values():
        description = behaviour.describe()
        for spec in description.properties:
            said = phrases.fact(Told(spec.name, False if spec.type.value == "boolean" else 1))
            missing |= {spec.name} if re.search("[A-Za-z_]", said.whole) else set()
            choices = set(spec.choices) - SAME_EVERYWHERE
            missing |= {c for c in choices if c not in words.STATES and phrases.quantity(c) == c}
        missing |= {a.name for a in description.actions if a.name not in {*words.ACTIONS, *words.ITEMS}}
        missing |= {
            x.name for a in description.actions for x in a.arguments if x.name not in words.PROPERTIES
        }
    assert missing == set()
