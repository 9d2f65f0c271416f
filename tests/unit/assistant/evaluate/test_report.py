"""The report and its chart."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

from assistant.evaluate.chart import LABELS, Bar, chart
from assistant.evaluate.reliability import reliability
from assistant.evaluate.report import markdown, step_of, write
from assistant.evaluate.results import Evaluation, Result
from assistant.evaluate.verdict import Miss, Verdict

RIGHT = Result("light", "one", "On", Verdict(), plan="set lamp: on=true", seconds=0.3, confidence=0.9)
MOVED = Result(
    "cover|s", "one", "Open <b>it</b>", Verdict(unexpected=("lamp: on went from False to True",)),
    plan="set lamp:\n  on=true", reply="The `lamp` is on.", confidence=0.6,
)  # fmt: skip
ASKED = Result("light", "two", "Dim", Verdict(("it was asked: Which?",), kinds=frozenset({Miss.ASKED})))
RUN = Evaluation("mini", [RIGHT, MOVED, ASKED])


def test_figures_by_category() -> None:
    text = markdown(RUN, "mini.svg", 890)
    assert text.startswith("# mini\n")
    assert "- Right: 33.3% (6.1–79.2) (1 of 3 sentences)" in text
    assert "- False actions: 1\n- Expected and missing: 1\n- Needless questions: 1" in text
    assert "- Model: step 890" in text
    assert "(mini.svg)" in text
    assert "| light | 2 | 50.0% (9.5–90.5) | 0 | 1 | 1 |" in text
    assert "| Category | moved | asked |" in text
    assert "| cover\\|s | 1 |  |" in text
    assert "Expected calibration error: 35.0%, of 2 sentences" in text
    assert "| 50% | 0.90 | 100.0% |" in text
    assert "Model" not in markdown(RUN, "mini.svg", None)


def test_each_miss_is_told_and_cannot_break_the_page() -> None:
    text = markdown(RUN, "mini.svg", None)
    assert "<summary>cover|s (1)</summary>" in text
    assert "- **Open &lt;b&gt;it&lt;/b&gt;** (one): moved" in text
    assert "  - plan: `set lamp: / on=true`" in text
    assert "  - reply: ``The `lamp` is on. ``" in text
    assert "  - false: `lamp: on went from False to True`" in text
    assert "**On**" not in text


def test_ways_to_plan_are_told_apart() -> None:
    read = Result("light", "one", "Off", Verdict(), plan="set lamp: on=false", source="reader", seconds=0.02)
    decided = Result("light", "one", "Hm", Verdict(("lamp",)), source="model", seconds=0.4)
    text = markdown(Evaluation("mini", [read, decided, decided]), "mini.svg", None)
    assert "| model | 2 | 0.0% (0.0–65.8) | 0 | 0.40 |" in text
    assert "| reader | 1 | 100.0% (20.7–100.0) | 0 | 0.02 |" in text
    assert "plan's source" not in markdown(Evaluation("mini", [read]), "mini.svg", None)


def test_nothing_missed_and_nothing_said() -> None:
    assert "What went wrong" not in markdown(Evaluation("mini", [RIGHT]), "m.svg", None)
    assert "0 of 0" in markdown(Evaluation("none"), "m.svg", None)


def test_files(tmp_path: Path) -> None:
    (tmp_path / "figures.json").write_text(json.dumps({"figures": {"step": 889}}), encoding="utf-8")
    assert step_of(tmp_path) == 889
    assert step_of(tmp_path / "nowhere") is None
    write(tmp_path / "deep" / "mini.md", RUN, 889)
    assert "(mini.svg)" in (tmp_path / "deep" / "mini.md").read_text(encoding="utf-8")
    assert (tmp_path / "deep" / "mini.svg").read_text(encoding="utf-8").startswith("<svg")
    assert "(mini-confidence.svg)" in (tmp_path / "deep" / "mini.md").read_text(encoding="utf-8")
    assert (tmp_path / "deep" / "mini-confidence.svg").read_text(encoding="utf-8").startswith("<svg")


def test_bars_are_as_long_as_their_shares() -> None:
    root = ET.fromstring(chart("A & B", [Bar("none", 0, 0, 0.2), Bar("<all>", 1, 0.8, 1, "of 9")]))  # noqa: S314
    name = "{http://www.w3.org/2000/svg}"
    none, full = (float(bar.get("width", "")) for bar in root.findall(f"{name}rect"))
    assert (none, full > LABELS) == (0, True)
    texts = [text.text for text in root.findall(f"{name}text")]
    assert {"A & B", "<all>", "100% of 9"} <= set(texts)
    assert "prefers-color-scheme: dark" in str(root.findtext(f"{name}style"))


def test_a_point_lies_where_its_confidence_and_its_share_are() -> None:
    root = ET.fromstring(reliability("A & B", [(0.25, False)] * 10 + [(1.0, True)] * 10))  # noqa: S314
    name = "{http://www.w3.org/2000/svg}"
    places = {(float(c.get("cx", "")), float(c.get("cy", ""))) for c in root.findall(f"{name}circle")}
    (low_x, low_y), (high_x, high_y) = sorted(places)
    left, bottom, size = 60, 322, 260
    assert (low_x, low_y) == (left + size / 4, bottom)
    assert (high_x, high_y) == (left + size, bottom - size)
    assert "confidence 25%, right 0%" in str(root.findtext(f"{name}desc"))
