"""`ensemble model plan`: what it prints, writes and draws, and what it says of what cannot be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner, Result

from assistant.cli import app, plan_picture
from tests.unit.model_core import tiny

DOCS = Path(__file__).resolve().parents[4] / "docs"
FP8 = ("mimo-v2-flash", "--machine", "h100x8", "--bits", "8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["model", "plan", *arguments])


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def test_the_documentation_shows_what_it_prints() -> None:
    text = (DOCS / "models.md").read_text(encoding="utf-8")
    shown = text.partition(f"    ensemble model plan {' '.join(FP8)}\n")[2].partition("\nSplits")[0]
    assert lines(shown) == lines(run(*FP8).stdout)


def test_all_figures_are_written_as_json(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    assert run(*FP8, "--json", str(file)).exit_code == 0
    figures = json.loads(file.read_text(encoding="utf-8"))
    assert figures["placement"] == {"tensor": 4, "expert": 8, "pipeline": 1, "data": 2, "gpus": 8}
    (memory,) = figures["memory"]
    parts = ("attention", "dense", "experts", "cache", "activations", "reserved", "free")
    assert sum(memory[part] for part in parts) == pytest.approx(figures["machine"]["memory"])
    assert [rate["batch"] for rate in figures["rates"] if rate["work"] == "decode"] == [1, 8, 32, 128]


def test_each_gpu_is_drawn_as_long_as_its_memory(tmp_path: Path) -> None:
    file = tmp_path / "plan.svg"
    assert run(*FP8, "--pipeline", "2", "--svg", str(file)).exit_code == 0
    text = file.read_text(encoding="utf-8")
    assert "prefers-color-scheme: dark" in text
    root = ET.fromstring(text)  # noqa: S314 - written by the test itself
    bars: dict[str, list[tuple[str, float]]] = {}
    for rect in root.iter("{http://www.w3.org/2000/svg}rect"):
        if rect.attrib["height"] == str(plan_picture.ROW - 6):
            bars.setdefault(rect.attrib["y"], []).append((rect.attrib["class"], float(rect.attrib["width"])))
    assert len(bars) == 8
    for parts in bars.values():
        assert [name for name, _ in parts] == list(plan_picture.PARTS)
        whole = plan_picture.BAR_ENDS - plan_picture.LABELS
        assert sum(width for _, width in parts) == pytest.approx(whole, abs=0.5)
    described = root.find("{http://www.w3.org/2000/svg}desc")
    assert described is not None
    assert "stage 1: attention" in str(described.text)


def test_what_does_not_fit_says_how_many_gpus_would_do() -> None:
    done = run("mimo-v2-flash", "--machine", "h100x8")
    assert done.exit_code == 1
    assert "16 GPUs of this kind would do" in done.stderr
    assert "model_does_not_fit" in done.stderr


def test_a_machine_can_be_given_in_figures(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    given = ("--memory", "200", "--bandwidth", "5000", "--tflops", "1500", "--link", "300")
    assert run(*FP8, *given, "--latency", "5", "--gpus", "4", "--json", str(file)).exit_code == 0
    machine: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))["machine"]
    assert (machine["gpus"], machine["memory"], machine["bandwidth"]) == (4, 200e9, 5e12)
    assert (machine["flops_8"], machine["flops"], machine["link"]) == (1500e12, 989.5e12, 300e9)
    assert machine["latency"] == pytest.approx(5e-6)
    assert machine["source"].endswith("; given: gpus, memory, bandwidth, link, flops_8")


def test_this_processor_is_not_measured_where_all_is_given() -> None:
    done = run("home", "--machine", "cpu", "--bandwidth", "20", "--tflops", "0.1", "--memory", "16")
    assert done.exit_code == 0
    assert "1 of 1 processor" in done.stdout
    assert "all-reduce" not in done.stdout
    assert "Figures of the machine: as given." in done.stdout


def test_a_quantised_checkpoint_can_be_planned_for(tmp_path: Path) -> None:
    raw = {**tiny.ALL["llama"], "quantization_config": {"quant_method": "fp8"}}
    (tmp_path / "config.json").write_text(json.dumps(raw), encoding="utf-8")
    for model in (tmp_path, tmp_path / "config.json"):
        assert run(str(model), "--context", "64").exit_code == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [(None, "checkpoint_missing"), ("{", "checkpoint_corrupt"), ("{}", "checkpoint_corrupt")],
)
def test_a_model_that_cannot_be_read_is_named(tmp_path: Path, content: str | None, code: str) -> None:
    if content is not None:
        (tmp_path / "config.json").write_text(content, encoding="utf-8")
    done = run(str(tmp_path))
    assert done.exit_code == 1
    assert code in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [("--machine", "h99x8"), ("--bits", "5"), ("--memory", "-1"), ("--tensor", "5"), ("--latency", "-1")],
)
def test_what_cannot_be_is_refused_in_a_sentence(arguments: tuple[str, ...]) -> None:
    done = run("home", *arguments)
    assert done.exit_code in (1, 2)
    assert "Traceback" not in done.output


def test_help_teaches_with_two_examples() -> None:
    assert run("--help").output.count("ensemble model plan ") >= 2
