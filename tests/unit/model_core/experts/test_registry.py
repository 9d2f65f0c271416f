"""Which kernels can run where, what is measured, and what is remembered of it."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from model_core import experts
from model_core.errors import KernelUnavailable
from model_core.experts import timings

CPU, CUDA = torch.device("cpu"), torch.device("cuda")
TIMINGS = {"gather": experts.Timing(2.0, 0.0), "dense": experts.Timing(1.5, 0.01)}


def weights() -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(0)
    return torch.randn(4, 16, 12, generator=generator), torch.randn(4, 12, 8, generator=generator)


def test_every_kernel_says_whether_it_can_run_on_a_processor() -> None:
    assert experts.runnable(CPU) == ("reference", "dense", "gather")
    for name in ("triton", "tensorrt"):
        assert experts.obstacle(name, CPU)


def test_a_package_that_is_missing_is_named_with_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(experts, "find_spec", lambda name: None if name == "tensorrt" else object())
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    assert experts.obstacle("triton", CUDA) == "it needs a CUDA device, and there is none"
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    assert experts.obstacle("triton", CUDA) is None
    assert experts.obstacle("triton", CPU) == "it needs a CUDA device, and the weights are on the cpu"
    said = experts.obstacle("tensorrt", CUDA)
    assert said == "tensorrt not installed: pip install 'ensemble-assistant[tensorrt]'"
    monkeypatch.setattr(experts, "find_spec", lambda _name: object())
    assert experts.runnable(CUDA) == experts.names()


def test_the_registry_imports_no_kernel() -> None:
    heavy = ("triton", "tensorrt", "onnx", "transformers")
    code = f"import sys, model_core.experts; print([m for m in {heavy!r} if m in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"


def test_what_is_skipped_is_logged_with_the_reason(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "model_core.experts"):
        experts.measure(*weights(), tokens=2, per_token=2, rounds=1)
    assert f"experts by triton are skipped: {experts.obstacle('triton', CPU)}" in caplog.messages


def test_a_kernel_that_cannot_be_built_is_skipped(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = experts.kernel

    def refuses(*_: torch.Tensor) -> torch.Tensor:
        raise KernelUnavailable("no plan for this shape")

    monkeypatch.setattr(experts, "kernel", lambda name: refuses if name == "gather" else real(name))
    assert set(experts.measure(*weights(), tokens=2, per_token=2, rounds=1)) == {"reference", "dense"}
    assert "experts by gather are skipped: no plan for this shape" in caplog.messages


def test_a_kernel_that_answers_nonsense_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    real = experts.kernel

    def nonsense(x: torch.Tensor, *_: torch.Tensor) -> torch.Tensor:
        return torch.full_like(x, float("nan"))

    monkeypatch.setattr(experts, "kernel", lambda name: nonsense if name == "gather" else real(name))
    assert "gather" not in experts.measure(*weights(), tokens=2, per_token=2, rounds=1)


def test_a_processor_is_measured_every_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ENSEMBLE_KERNEL_CACHE", str(tmp_path))
    experts.measure(*weights(), tokens=2, per_token=2, rounds=1)
    assert list(tmp_path.iterdir()) == []


def test_elsewhere_what_was_measured_is_read_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ENSEMBLE_KERNEL_CACHE", str(tmp_path))
    asked: list[tuple[str, ...]] = []

    def measured(able: tuple[str, ...], *_: object) -> dict[str, experts.Timing]:
        asked.append(able)
        return TIMINGS

    monkeypatch.setattr(experts, "_measured", measured)
    gate_up, down = (tensor.to("meta") for tensor in weights())
    for _ in range(2):
        assert experts.measure(gate_up, down, tokens=2, per_token=2) == TIMINGS
    assert len(asked) == 1
    experts.measure(gate_up, down, tokens=3, per_token=2)
    assert len(asked) == 2


def test_timings_come_back_the_fastest_first(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "timings.json"
    timings.remember("one", TIMINGS, file=file)
    timings.remember("two", {"gather": TIMINGS["gather"]}, file=file)
    known = timings.recall("one", file=file)
    assert known == TIMINGS
    assert known is not None
    assert list(known) == ["dense", "gather"]
    assert set(timings.recall("two", file=file) or {}) == {"gather"}
    assert timings.recall("three", file=file) is None
    assert [path.name for path in file.parent.iterdir()] == ["timings.json"]


def test_a_case_names_all_that_a_timing_depends_on() -> None:
    gate_up, _ = weights()
    usual = timings.case(("dense",), gate_up, tokens=1, per_token=2)
    others = [
        timings.case(("dense", "triton"), gate_up, tokens=1, per_token=2),
        timings.case(("dense",), gate_up.bfloat16(), tokens=1, per_token=2),
        timings.case(("dense",), gate_up[:3], tokens=1, per_token=2),
        timings.case(("dense",), gate_up, tokens=2, per_token=2),
        timings.case(("dense",), gate_up, tokens=1, per_token=1),
    ]
    assert len({usual, *others}) == 6


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b'{"format": 1}',
        b'{"format": 0, "machine": "MACHINE", "cases": {"one": {"dense": [1.0, 0.0]}}}',
        b'{"format": 1, "machine": "another", "cases": {"one": {"dense": [1.0, 0.0]}}}',
        b'{"format": 1, "machine": "MACHINE", "cases": []}',
        b'{"format": 1, "machine": "MACHINE", "cases": {"one": {}}}',
        b'{"format": 1, "machine": "MACHINE", "cases": {"one": []}}',
        b'{"format": 1, "machine": "MACHINE", "cases": {"one": {"dense": [1.0]}}}',
        b'{"format": 1, "machine": "MACHINE", "cases": {"one": {"dense": ["fast", 0.0]}}}',
        b'{"format": 1, "machine": "MACHINE", "cases": {"one": {"dense": [NaN, 0.0]}}}',
        b'{"format": 1, "machine": "MACHINE", "cases": {"one": {"dense": [-1.0, 0.0]}}}',
    ],
)
def test_a_damaged_or_foreign_file_is_ignored_and_replaced(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "timings.json"
    file.write_bytes(content.replace(b"MACHINE", timings.machine().encode()))
    assert timings.recall("one", file=file) is None
    timings.remember("one", TIMINGS, file=file)
    assert timings.recall("one", file=file) == TIMINGS
    assert json.loads(file.read_bytes())["machine"] == timings.machine()


def test_a_folder_that_cannot_be_written_costs_no_more_than_time(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    timings.remember("one", TIMINGS, file=tmp_path / "file" / "timings.json")
    assert any("timings are not remembered" in line for line in caplog.messages)
