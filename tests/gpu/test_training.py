"""A step of training on a GPU is the step that a processor takes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
import torch

from model_core.config import ModelConfig
from model_core.model import Decoder
from model_core.train.loop import Figures, Schedule, train
from model_core.train.packing import Packed, pack
from tests.unit.model_core.test_model import MIXTURE
from tests.unit.model_core.train.test_packing import Letters

pytestmark = pytest.mark.gpu
SCHEDULE = Schedule(steps=4, sequences=2, warm_up=1, rank=2, dev_every=4, dev_sequences=3, rate_low_rank=1e-2)


def learn(device: torch.device, folder: Path, stop_at: int = 99) -> Figures:
    torch.manual_seed(1)
    model = Decoder(ModelConfig.from_dict(MIXTURE))
    for parameter in model.parameters():
        parameter.data.uniform_(-0.3, 0.3)

    def streams(split: str, number: int) -> Iterator[Packed]:
        for n in count(number):
            yield pack("home", [(f"{split} {n}", "set"), ("x" * (n + 1), f"run {n}")], Letters())  # type: ignore[arg-type]

    steps: list[int] = []
    return train(
        model.to(device),
        streams,
        folder,
        SCHEDULE,
        report=lambda figures: steps.append(figures.step),
        stop=lambda: len(steps) >= stop_at,
        at_once=2 if device.type == "cuda" else 1,
    )


def test_a_gpu_learns_what_a_processor_does(
    gpu: torch.device, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")  # uncompiled
    there, here = learn(gpu, tmp_path / "gpu"), learn(torch.device("cpu"), tmp_path / "cpu")
    assert (there.step, there.tokens, there.sentences) == (4, here.tokens, here.sentences)
    assert there.loss == pytest.approx(here.loss, rel=1e-3)
    assert there.dev_loss == pytest.approx(here.dev_loss, rel=1e-3)


def test_a_run_goes_on_where_it_stopped(gpu: torch.device, tmp_path: Path) -> None:
    whole = learn(gpu, tmp_path / "whole")
    assert learn(gpu, tmp_path / "parts", stop_at=2).step == 2
    parts = learn(gpu, tmp_path / "parts")
    assert (parts.step, parts.tokens) == (whole.step, whole.tokens)
    assert parts.dev_loss == pytest.approx(whole.dev_loss, rel=1e-3)
