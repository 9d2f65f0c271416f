"""`ensemble model train` says what cannot be, before anything is read or written."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from typer.testing import CliRunner

from assistant.cli import app


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


def test_a_device_of_another_name_is_none(tmp_path: Path) -> None:
    assert "not one of 'cpu'" in refused(tmp_path, "--device", "tpu")
