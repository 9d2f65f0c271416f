"""`ensemble model train` says what cannot be, before anything is read or written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from typer.testing import CliRunner

from assistant.cli import app
from model_core.train.loop import Figures, Schedule


def refused(folder: Path, *options: str) -> str:
    done = CliRunner().invoke(app, ["model", "train", str(folder / "run"), *options])
    assert done.exit_code == 2, done.output
    assert not (folder / "run").exists()
    return " ".join(done.output.split())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--threads", "2"], "has one thread"),
        (["--device", "cuda"], "on the processor alone"),
        (["--workers", "3"], "writes its own"),
        (["--sequences", "3"], "cannot be shared evenly"),
    ],
)
def test_several_processes_leave_some_options_out(tmp_path: Path, options: list[str], said: str) -> None:
    assert said in refused(tmp_path, "--processes", "2", *options)


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
def test_without_a_gpu_none_can_be_asked_for(tmp_path: Path) -> None:
    assert "no NVIDIA GPU" in refused(tmp_path, "--device", "cuda")


def test_what_is_asked_for_is_what_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Path, Schedule, dict[str, Any]]] = []

    def run(folder: Path, schedule: Schedule, **options: Any) -> Figures:
        asked.append((folder, schedule, options))
        return Figures(step=7)

    monkeypatch.setattr("model_core.train.run.run", run)
    options = ["--steps", "7", "--rate", "0.0008", "--workers", "3", "--at-once", "4", "--dropout", "0.2"]
    done = CliRunner().invoke(app, ["model", "train", str(tmp_path), *options])
    assert done.exit_code == 0, done.output
    assert "finished at step 7" in done.output
    ((folder, schedule, rest),) = asked
    assert (folder, schedule.steps, schedule.dropout) == (tmp_path, 7, 0.2)
    assert (schedule.rate_low_rank, schedule.rate_experts, schedule.rate_router) == (8e-4, 4e-4, 2e-4)
    assert rest == {
        "start": None,
        "processes": 1,
        "device": torch.device("cpu"),
        "workers": 3,
        "at_once": 4,
    }


def test_a_device_of_another_name_is_none(tmp_path: Path) -> None:
    assert "not one of 'cpu'" in refused(tmp_path, "--device", "tpu")
