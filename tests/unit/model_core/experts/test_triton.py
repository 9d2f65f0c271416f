"""The Triton kernels: their numbers under Triton's interpreter, and their code for each GPU."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from model_core.experts import ahead

ROOT = Path(__file__).resolve().parents[4]
SHAPES = [
    {"E": 3, "H": 16, "M": 64},
    {"E": 5, "H": 72, "M": 70},  # neither is a multiple of a block
    {"E": 33, "H": 40, "M": 12},
]
CASES: list[dict[str, Any]] = [
    {"T": tokens, "K": per_token, "dtype": dtype, **shape}
    for dtype in ("float32", "bfloat16", "float16")
    for tokens, per_token in ((0, 2), (1, 1), (1, 3), (2, 2), (17, 2), (70, 1))
    for shape in SHAPES
]
CASES += [
    {"T": tokens, "K": 2, "dtype": "float32", "routing": routing, **SHAPES[1]}
    for tokens in (2, 40)
    for routing in ("one", "same")
]
GROUPS = [
    {"experts": experts, "pairs": pairs, "rows": rows}
    for experts, pairs, rows in ((1, 1, 16), (4, 37, 16), (7, 300, 32), (40, 9, 16), (3, 2500, 64))
]
TOLERANCE = {"float32": 1e-5, "float16": 2e-3, "bfloat16": 1e-2}
Compiled = Callable[..., ahead.Binary]


def named(case: dict[str, Any]) -> str:
    return "-".join(str(value) for value in case.values())


@pytest.fixture(scope="module")
def errors() -> dict[str, float]:
    """Every case's largest error; the interpreter has to be asked for before Triton is imported."""
    found = subprocess.run(
        [sys.executable, "-m", "tests.unit.model_core.experts.interpreted"],
        cwd=ROOT,
        env={**os.environ, "TRITON_INTERPRET": "1"},
        input=json.dumps([*CASES, *GROUPS]),
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr
    return dict(zip(map(named, [*CASES, *GROUPS]), json.loads(found.stdout), strict=True))


@pytest.mark.parametrize("case", CASES, ids=named)
def test_the_kernels_equal_the_oracle(case: dict[str, Any], errors: dict[str, float]) -> None:
    assert errors[named(case)] < TOLERANCE[case["dtype"]]


@pytest.mark.parametrize("case", GROUPS, ids=named)
def test_groups_cover_every_pair_once(case: dict[str, Any], errors: dict[str, float]) -> None:
    assert errors[named(case)] == 0


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    """Compiles into a folder of its own, so that nothing from an earlier run is taken."""
    from triton import knobs

    for capability in ahead.CAPABILITIES:
        tool = knobs.nvidia.ptxas_blackwell if capability >= 100 else knobs.nvidia.ptxas
        if not tool.path or not Path(tool.path).is_file():
            pytest.skip(f"no ptxas for compute capability {capability}")
    folder = str(tmp_path_factory.mktemp("triton"))

    def compile_one(kernel: str, capability: int, **options: Any) -> ahead.Binary:
        shape = {"hidden": 100, "width": 72, "per_token": 2, **options}
        with knobs.cache.scope():
            knobs.cache.dir = folder
            return ahead.compiled(kernel, capability, **shape)

    return compile_one


@pytest.mark.parametrize("capability", ahead.CAPABILITIES)
@pytest.mark.parametrize("kernel", ahead.KERNELS)
def test_a_kernel_is_compiled_for_a_gpu(kernel: str, capability: int, compiled: Compiled) -> None:
    binary = compiled(kernel, capability)
    header = [line for line in binary.ptx.splitlines() if line.startswith(".target")]
    assert header[0].split()[1].rstrip("a") == f"sm_{capability}"
    assert f".visible .entry {kernel}(" in binary.ptx
    assert binary.name == kernel
    assert binary.cubin.startswith(b"\x7fELF")
    # EM_CUDA, the machine of an ELF file's header
    assert int.from_bytes(binary.cubin[18:20], "little") == 190


@pytest.mark.parametrize("dtype", [torch.float32, torch.float16], ids=str)
@pytest.mark.parametrize("kernel", [name for name in ahead.KERNELS if name != "arrange"])
def test_the_other_types_compile_too(kernel: str, dtype: torch.dtype, compiled: Compiled) -> None:
    assert compiled(kernel, 80, dtype=dtype).ptx != compiled(kernel, 80).ptx


@pytest.mark.parametrize("capability", ahead.CAPABILITIES)
@pytest.mark.parametrize("kernel", ["few_gate_up", "few_down"])
def test_with_its_own_parameters_alone_it_still_assembles(
    kernel: str, capability: int, compiled: Compiled, tmp_path: Path
) -> None:
    from triton import knobs

    binary = compiled(kernel, capability, index="i32")
    text = ahead.own_parameters(binary)
    declared = text.partition(f".entry {kernel}(")[2].partition(")")[0]
    assert declared.count(".param") == binary.parameters
    source = tmp_path / "kernel.ptx"
    source.write_text(text, encoding="utf-8")
    tool = knobs.nvidia.ptxas_blackwell if capability >= 100 else knobs.nvidia.ptxas
    target = next(line for line in text.splitlines() if line.startswith(".target")).split()[1].rstrip(",")
    command = [tool.path, f"--gpu-name={target}", str(source), "-o", str(tmp_path / "kernel.cubin")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "kernel.cubin").read_bytes().startswith(b"\x7fELF")


def test_a_parameter_that_is_used_is_not_left_out(compiled: Compiled) -> None:
    binary = compiled("few_down", 90)
    with pytest.raises(ValueError, match="parameters"):
        ahead.own_parameters(replace(binary, parameters=binary.parameters - 1))
    used = binary.ptx.replace("[few_down_param_4]", "[few_down_param_5]")
    assert used != binary.ptx
    with pytest.raises(ValueError, match="parameters"):
        ahead.own_parameters(replace(binary, ptx=used))
