"""`ensemble model compile`, and what `ensemble model inspect` says of kernels that are not for here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from typer.testing import CliRunner

from assistant.cli import app, compile_model
from assistant.cli.model import _unavailable
from model_core import experts
from model_core.config import ModelConfig
from model_core.errors import KernelUnavailable
from model_core.experts.tensorrt import runner
from model_core.experts.tensorrt.lowering import Lowering, Shape
from tests.unit.model_core.test_model import LLAMA, MIXTURE


def test_without_tensorrt_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(experts, "find_spec", lambda name: None if name == "tensorrt" else object())
    done = CliRunner().invoke(app, ["model", "compile", str(tmp_path)])
    assert done.exit_code == 1
    assert "tensorrt not installed: pip install 'ensemble-assistant[tensorrt]'" in done.stderr
    assert "kernel_unavailable" in done.stderr


def test_without_a_gpu_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(experts, "find_spec", lambda _name: object())
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    done = CliRunner().invoke(app, ["model", "compile", str(tmp_path)])
    assert done.exit_code == 1
    assert "it needs a CUDA device, and there is none" in done.stderr


def test_inspect_names_every_kernel_that_cannot_run_with_the_reason() -> None:
    cpu = torch.device("cpu")
    assert set(_unavailable()) == {"triton", "tensorrt"}
    assert all(reason == experts.obstacle(name, cpu) for name, reason in _unavailable().items())


@pytest.fixture
def warmed(monkeypatch: pytest.MonkeyPatch) -> list[Shape]:
    """What would have been built, in order."""
    shapes: list[Shape] = []

    def warm(shape: Shape, device: int, step: Callable[[float], None]) -> Lowering:
        assert device == 0
        step(0.5)
        shapes.append(shape)
        return Lowering.MANY

    monkeypatch.setattr(runner, "warm", warm)
    return shapes


def test_each_length_has_one_plan(warmed: list[Shape]) -> None:
    compile_model._build(ModelConfig.from_dict(MIXTURE), [1, 100, 128, 90], "float16")
    assert [shape.tokens for shape in warmed] == [1, 128]
    shape = warmed[0]
    assert (shape.per_token, shape.experts, shape.dtype) == (2, 6, "float16")
    assert (shape.hidden, shape.width) == (MIXTURE["hidden_size"], MIXTURE["moe_intermediate_size"])


@pytest.mark.parametrize(
    ("raw", "dtype", "said"),
    [(LLAMA, "bfloat16", "has no experts"), (MIXTURE, "int8", "has the type int8")],
)
def test_what_has_no_plan_is_refused(raw: dict[str, Any], dtype: str, said: str, warmed: list[Shape]) -> None:
    with pytest.raises(KernelUnavailable, match=said):
        compile_model._build(ModelConfig.from_dict(raw), [1], dtype)
    assert warmed == []
