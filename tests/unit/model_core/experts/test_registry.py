"""Which kernels can run where, what is measured, and what is remembered of it."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch

from model_core import experts
from model_core.errors import KernelUnavailable
from model_core.experts import timings
from model_core.native import tiles

CPU, CUDA = torch.device("cpu"), torch.device("cuda")
TIMINGS = {"gather": experts.Timing(2.0, 0.0), "dense": experts.Timing(1.5, 0.01)}


def weights() -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(0)
    return torch.randn(4, 16, 12, generator=generator), torch.randn(4, 12, 8, generator=generator)


def recalled(case: str, file: Path, *, tolerance: float = 0.03) -> Mapping[str, experts.Timing] | None:
    return timings.recall(case, able=("dense", "gather"), tolerance=tolerance, file=file)


def test_every_kernel_says_whether_it_can_run_on_a_processor() -> None:
    able = ("reference", "dense", "gather", "grouped", *(["int8"] if tiles.supported() else []))
    assert experts.runnable(CPU) == able
    for name in ("triton", "tensorrt"):
        assert experts.obstacle(name, CPU)


@pytest.mark.parametrize("name", experts.runnable(CPU))
def test_no_tokens_are_no_answer(name: str) -> None:
    gate_up, down = (torch.zeros(size, dtype=torch.bfloat16) for size in ((4, 128, 64), (4, 64, 64)))
    x, ids, shares = torch.zeros(0, 64).bfloat16(), torch.zeros(0, 2, dtype=torch.int64), torch.zeros(0, 2)
    assert experts.kernel(name)(x, ids, shares.bfloat16(), gate_up, down).shape == x.shape


def test_bytes_need_a_processor_that_multiplies_them(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "it runs on processors, and the weights are on the cuda"
    assert experts.obstacle("int8", CUDA) == said
    monkeypatch.setattr(experts, "_multiplies_bytes", lambda: False)
    assert experts.obstacle("int8", CPU) == "it needs a processor with AVX-512 VNNI"
    assert "int8" not in experts.runnable(CPU)


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
    assert set(experts.names()) - set(experts.runnable(CUDA)) == {"int8"}


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
    able = set(experts.measure(*weights(), tokens=2, per_token=2, rounds=1))
    assert able == {"reference", "dense", "grouped"}
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


def test_what_is_remembered_of_no_such_kernel_or_of_a_wrong_one_is_measured_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ENSEMBLE_KERNEL_CACHE", str(tmp_path))
    monkeypatch.setattr(experts, "_measured", lambda *_: TIMINGS)
    gate_up, down = (tensor.to("meta") for tensor in weights())
    case = timings.case(experts.runnable(gate_up.device), gate_up, tokens=2, per_token=2)
    timings.remember(case, {"nonsense": experts.Timing(1.0, 0.0), "gather": experts.Timing(2.0, 9.9)})
    assert experts.measure(gate_up, down, tokens=2, per_token=2) == TIMINGS


def test_kernels_that_changed_since_are_measured_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ENSEMBLE_KERNEL_CACHE", str(tmp_path))
    measured = iter([TIMINGS, {"dense": TIMINGS["dense"]}])
    monkeypatch.setattr(experts, "_measured", lambda *_: next(measured))
    gate_up, down = (tensor.to("meta") for tensor in weights())
    assert set(experts.measure(gate_up, down, tokens=2, per_token=2)) == {"dense", "gather"}
    monkeypatch.setattr(timings, "code", lambda: "changed")
    assert set(experts.measure(gate_up, down, tokens=2, per_token=2)) == {"dense"}


@pytest.mark.parametrize("changed", ["triton.py", "tensorrt/graph.py", "tensorrt/new.py"])
def test_the_code_is_known_by_the_sources_of_all_kernels(
    changed: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("timings.py", "triton.py", "tensorrt/graph.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    monkeypatch.setattr(timings, "__file__", str(tmp_path / "timings.py"))
    uncached = timings.code.__wrapped__
    before = uncached()
    assert uncached() == before
    (tmp_path / changed).write_text("changed")
    assert uncached() != before


def test_a_case_is_of_the_gpu_that_the_weights_are_on(monkeypatch: pytest.MonkeyPatch) -> None:
    gpus = [("small", (9, 0)), ("large", (9, 0)), ("large", (10, 0)), ("large", (9, 0))]
    monkeypatch.setattr(
        torch.cuda, "get_device_name", lambda device=None: gpus[device.index if device else 0][0]
    )
    monkeypatch.setattr(
        torch.cuda, "get_device_capability", lambda device=None: gpus[device.index if device else 0][1]
    )
    cases = []
    for index in range(4):
        on: Any = SimpleNamespace(device=torch.device("cuda", index), dtype=torch.float16, shape=(4, 16, 12))
        cases.append(timings.case(("triton",), on, tokens=1, per_token=2))
    assert len(set(cases)) == 3
    assert cases[1] == cases[3]


def test_entries_that_cannot_be_used_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "timings.json"
    timings.remember("one", {**TIMINGS, "triton": experts.Timing(1.0, 0.0)}, file=file)
    assert recalled("one", file) == TIMINGS
    assert recalled("one", file, tolerance=0.005) == {"gather": TIMINGS["gather"]}
    assert timings.recall("one", able=("reference",), tolerance=1.0, file=file) is None


def test_timings_come_back_the_fastest_first(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "timings.json"
    timings.remember("one", TIMINGS, file=file)
    timings.remember("two", {"gather": TIMINGS["gather"]}, file=file)
    known = recalled("one", file)
    assert known == TIMINGS
    assert known is not None
    assert list(known) == ["dense", "gather"]
    assert set(recalled("two", file) or {}) == {"gather"}
    assert recalled("three", file) is None
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
        b'{"format": 2}',
        b'{"format": 2, "code": "CODE"}',
        b'{"format": 1, "code": "CODE", "cases": {"one": {"dense": [1.0, 0.0]}}}',
        b'{"format": 2, "code": "another", "cases": {"one": {"dense": [1.0, 0.0]}}}',
        b'{"format": 2, "code": "CODE", "cases": []}',
        b'{"format": 2, "code": "CODE", "cases": {"one": {}}}',
        b'{"format": 2, "code": "CODE", "cases": {"one": []}}',
        b'{"format": 2, "code": "CODE", "cases": {"one": {"dense": [1.0]}}}',
        b'{"format": 2, "code": "CODE", "cases": {"one": {"dense": ["fast", 0.0]}}}',
        b'{"format": 2, "code": "CODE", "cases": {"one": {"dense": [NaN, 0.0]}}}',
        b'{"format": 2, "code": "CODE", "cases": {"one": {"dense": [-1.0, 0.0]}}}',
        b'{"format": 2, "code": "CODE", "cases": {"one": {"dense": [Infinity, 0.0]}}}',
        b'{"format": 2, "code": "CODE", "cases": {"one": {"dense": [1.0, NaN]}}}',
        b'{"format": 2, "code": "CODE", "cases": {"one": {"dense": [1.0, Infinity]}}}',
        b'{"format": 2, "code": "CODE", "cases": {"one": {"dense": [1.0, -0.1]}}}',
        b'{"format": 2, "code": "CODE", "cases": {"one": {"dense": [1.0, 0.5]}}}',
        b'{"format": 2, "code": "CODE", "cases": {"one": {"dense": [HUGE, 0.0]}}}',
        b'{"format": 2, "code": "CODE", "cases": {"one": {"dense": "10"}}}',
        b'{"format": 2, "code": "CODE", "cases": {"one": {"dense": null}}}',
        b'{"format": 2, "code": "CODE", "cases": {"one": {"dense": [1.0, 0.0, 0.0]}}}',
        b'{"format": 2, "code": "CODE", "cases": {"one": {"nonsense": [1.0, 0.0], "gather": [2.0, 9.9]}}}',
    ],
)
def test_a_damaged_or_stale_file_is_ignored_and_replaced(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "timings.json"
    file.write_bytes(content.replace(b"CODE", timings.code().encode()).replace(b"HUGE", b"9" * 400))
    assert recalled("one", file) is None
    timings.remember("one", TIMINGS, file=file)
    assert recalled("one", file) == TIMINGS
    assert json.loads(file.read_bytes())["code"] == timings.code()


def test_a_folder_that_cannot_be_written_costs_no_more_than_time(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    timings.remember("one", TIMINGS, file=tmp_path / "file" / "timings.json")
    assert any("timings are not remembered" in line for line in caplog.messages)
