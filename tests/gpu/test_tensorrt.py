"""TensorRT on a GPU: every way that the GPU has, one plan for several layers, plans read back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from typer.testing import CliRunner

from assistant.cli import app
from model_core import experts
from model_core.experts.tensorrt import networks, plans, runner
from model_core.experts.tensorrt.lowering import MOST, Lowering, Shape, choices
from model_core.experts.tensorrt.plans import Key
from tests.gpu.cases import TOLERANCE, Case
from tests.unit.model_core.test_model import MIXTURE

pytestmark = [pytest.mark.gpu, pytest.mark.usefixtures("tensorrt")]
each_type = pytest.mark.parametrize("dtype", sorted(TOLERANCE, key=str), ids=str)


@each_type
@pytest.mark.parametrize("way", Lowering, ids=lambda way: way.value)
@pytest.mark.parametrize("tokens", [1, 5, 16, 300])
def test_a_way_equals_the_oracle(way: Lowering, tokens: int, dtype: torch.dtype) -> None:
    case = Case.random(tokens, 2, dtype=dtype, hidden=256, width=128)
    shape = Shape.of(case.x, case.ids, case.gate_up)
    capability = torch.cuda.get_device_capability()
    if way not in choices(shape, capability, has_layer=networks.has_layer()):
        pytest.skip(f"{way.value} is not for {shape.tokens} tokens of {shape.dtype} on SM {capability}")
    key = Key(networks.version(), torch.cuda.get_device_name(), capability, way, shape)
    plan = runner.Plan(way, networks.build(key))
    y = torch.empty(shape.tokens, shape.hidden, dtype=dtype, device="cuda")
    plan(runner.arranged(way, shape, *case.inputs), y)
    assert case.error(y[:tokens]) < TOLERANCE[dtype]


def test_one_plan_serves_every_layer_and_is_built_once(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[Key] = []
    real = networks.build

    def build(key: Key, step: networks.Step) -> bytes:
        built.append(key)
        return real(key, step)

    monkeypatch.setattr(networks, "build", build)
    runner._kept.cache_clear()
    run = experts.kernel("tensorrt")
    for seed in range(3):
        layer = Case.random(30, 2, dtype=torch.bfloat16, seed=seed)
        assert layer.error(run(*layer.inputs)) < TOLERANCE[torch.bfloat16]
    assert len(built) == 1
    runner._kept.cache_clear()
    assert layer.error(run(*layer.inputs)) < TOLERANCE[torch.bfloat16]
    assert len(built) == 1, "it was stored, and read back"
    assert plans.read(built[0], plans.folder()) is not None


def test_more_tokens_than_a_plan_has_are_computed_in_parts() -> None:
    case = Case.random(MOST + 3, 2, dtype=torch.bfloat16)
    assert case.error(experts.kernel("tensorrt")(*case.inputs)) < TOLERANCE[torch.bfloat16]


def test_measuring_takes_it_in() -> None:
    case = Case.random(1, 2, dtype=torch.bfloat16)
    assert "tensorrt" in experts.measure(case.gate_up, case.down, tokens=1, per_token=2)


def test_the_command_builds_plans_and_runs_them(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps(MIXTURE), encoding="utf-8")
    command = ["model", "compile", str(tmp_path), "--tokens", "1", "--tokens", "100"]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    assert len(list(plans.folder().glob("*.plan"))) == 2
