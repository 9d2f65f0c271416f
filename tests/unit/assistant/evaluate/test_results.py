"""What is counted, and what is written."""

from __future__ import annotations

import json
from datetime import date

import pytest

from assistant.cli.evaluate import _show
from assistant.evaluate.results import Evaluation, Result, plain_json
from assistant.evaluate.verdict import Verdict

RIGHT = Result(
    "light", "one", "On", Verdict(), plan="set lamp: on=true", reply="The lamp is on.", seconds=0.3
)
WRONG = Result(
    "cover", "one", "Open", Verdict(unexpected=("light.a: state went from off to on",)), seconds=0.1,
    confirmations=1,
)  # fmt: skip
FAILED = Result("cover", "two", "Close", Verdict(), error="Nothing answers.", seconds=0.2)


def test_figures() -> None:
    run = Evaluation("mini", [RIGHT, WRONG, FAILED])
    assert (run.total, run.passed, run.false_actions, run.confirmations) == (3, 1, 1, 1)
    assert run.median_seconds == 0.2
    assert {name: len(results) for name, results in run.by_category().items()} == {"light": 1, "cover": 2}
    assert Evaluation("none").as_json() == {
        "suite": "none",
        "total": 0,
        "passed": 0,
        "false_actions": 0,
        "median_seconds": 0.0,
        "cases": [],
    }


def test_a_case_as_json() -> None:
    assert Evaluation("mini", [FAILED]).as_json()["cases"] == [
        {
            "category": "cover",
            "home": "two",
            "sentence": "Close",
            "passed": False,
            "miss": "error",
            "confidence": None,
            "plan": "",
            "source": "",
            "reply": "Nothing answers.",
            "expected": {},
            "got": {},
            "seconds": 0.2,
        }
    ]


def test_everything_can_be_written() -> None:
    value = {"due": date(2026, 5, 1), "rgb": (1, 2), "none": None, 3: {"x"}}
    assert json.loads(json.dumps(plain_json(value))) == {
        "due": "2026-05-01",
        "rgb": [1, 2],
        "none": None,
        "3": ["x"],
    }


def test_people_see_each_failure_and_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    _show(Evaluation("mini", [RIGHT, WRONG, FAILED]))
    shown = capsys.readouterr().out
    assert "light.a: state went from off to on" in shown
    assert "Nothing answers." in shown
    assert "set lamp" not in shown
    assert "1 of 3" in shown
    assert "1 false actions" in shown
