"""The demo home of the tests is the one that comes with the product."""

from __future__ import annotations

from pathlib import Path

from devices.simulators.homes import DEMO

TESTS = Path(__file__).resolve().parents[2]


def test_the_demo_home_is_the_same_everywhere() -> None:
    assert DEMO.read_text(encoding="utf-8") == (TESTS / "homes" / "demo.yaml").read_text(encoding="utf-8")
