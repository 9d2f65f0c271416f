"""The Triton kernels on a GPU, by themselves and as chosen by measuring."""

from __future__ import annotations

import pytest
import torch

from model_core import experts
from model_core.experts import timings
from tests.gpu.cases import TOLERANCE, Case

pytestmark = pytest.mark.gpu
each_type = pytest.mark.parametrize("dtype", sorted(TOLERANCE, key=str), ids=str)


@each_type
@pytest.mark.parametrize("tokens", [1, 2, 17, 128, 1000])
@pytest.mark.parametrize("per_token", [1, 2, 8])
def test_the_kernels_equal_the_oracle(tokens: int, per_token: int, dtype: torch.dtype) -> None:
    case = Case.random(tokens, per_token, dtype=dtype)
    assert case.error(experts.kernel("triton")(*case.inputs)) < TOLERANCE[dtype]


@each_type
def test_no_tokens_are_no_answer(dtype: torch.dtype) -> None:
    case = Case.random(0, 2, dtype=dtype)
    assert experts.kernel("triton")(*case.inputs).shape == case.x.shape


def test_measuring_takes_it_in_and_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case.random(1, 2, dtype=torch.bfloat16)
    found = experts.measure(case.gate_up, case.down, tokens=1, per_token=2)
    assert "triton" in found
    assert timings.path().is_file()

    def again(*_: object) -> experts.Kernel:
        raise AssertionError("measured twice")

    monkeypatch.setattr(experts, "kernel", again)
    assert experts.measure(case.gate_up, case.down, tokens=1, per_token=2) == found
