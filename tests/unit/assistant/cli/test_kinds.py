"""`ensemble simulate --kinds`: what home files and suites may name."""

from __future__ import annotations

from typer.testing import CliRunner

from assistant.cli import app
from devices.simulators.catalogue import KINDS


def test_every_kind_is_listed_with_what_it_offers() -> None:
    result = CliRunner().invoke(app, ["simulate", "--kinds"], env={"COLUMNS": "300"})
    assert result.exit_code == 0
    assert all(kind in result.output for kind in KINDS)
    fan = next(line for line in result.output.splitlines() if line.startswith("│ fan "))
    assert "speed 0-100" in fan
    assert "locked" not in fan
    assert "honk()" in result.output
