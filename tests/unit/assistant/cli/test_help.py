"""Every command explains itself."""

from __future__ import annotations

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from assistant.cli import app

HEAVY = ("torch", "grpc", "sqlalchemy", "paho", "transformers")


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["up"],
        ["serve"],
        ["say"],
        ["chat"],
        ["health"],
        ["simulate"],
        ["devices", "list"],
        ["devices", "watch"],
        ["devices", "set"],
        ["devices", "run"],
        ["model", "fetch"],
        ["model", "build"],
        ["model", "inspect"],
        ["model", "compile"],
        ["model", "plan"],
        ["model", "serve"],
        ["model", "train"],
    ],
)
def test_help_is_there(command: list[str]) -> None:
    shown = CliRunner().invoke(app, [*command, "--help"])
    assert shown.exit_code == 0
    assert "Usage" in shown.output


def test_the_command_starts_without_loading_what_it_does_not_need() -> None:
    code = f"import sys, assistant.cli; print([m for m in {HEAVY!r} if m in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"
