"""Every test here needs an NVIDIA GPU; without one it is skipped, or fails where one was asked for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import torch

from model_core import experts

CUDA = torch.device("cuda")


def missing(reason: str | None) -> None:
    """Skip with the reason if there is one; with ENSEMBLE_REQUIRE_GPU set, as by `make test-gpu`, fail."""
    if reason and os.environ.get("ENSEMBLE_REQUIRE_GPU"):
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)


@pytest.fixture(autouse=True)
def gpu(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> torch.device:
    """The GPU, with an empty folder for timings and plans."""
    missing(experts.obstacle("triton", CUDA))
    monkeypatch.setenv("ENSEMBLE_KERNEL_CACHE", str(tmp_path / "kernels"))
    return CUDA


@pytest.fixture
def tensorrt(gpu: torch.device) -> torch.device:
    """The GPU, if TensorRT can be used on it."""
    missing(experts.obstacle("tensorrt", gpu))
    return gpu
