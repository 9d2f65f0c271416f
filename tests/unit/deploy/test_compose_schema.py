"""docker-compose.yml against the JSON schema of the Compose specification."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

COMPOSE = Path(__file__).resolve().parents[3] / "docker-compose.yml"


def validate(path: Path) -> subprocess.CompletedProcess[str]:
    """Check a file with the schema that check-jsonschema carries; nothing is fetched."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(path)]
    return subprocess.run(command, capture_output=True, text=True, timeout=50, check=False)


def test_the_file_obeys_the_specification() -> None:
    result = validate(COMPOSE)
    assert result.returncode == 0, result.stdout + result.stderr


def misspell_a_health_check(content: dict[str, Any]) -> None:
    content["services"]["redis"]["healthcheck"]["intervall"] = "5s"


def depend_on_a_wish(content: dict[str, Any]) -> None:
    content["services"]["assistant"]["depends_on"]["redis"]["condition"] = "service_happy"


def add_an_unknown_part(content: dict[str, Any]) -> None:
    content["service"] = {}


def give_ports_as_text(content: dict[str, Any]) -> None:
    content["services"]["assistant"]["ports"] = "50051:50051"


@pytest.mark.parametrize(
    "spoil", [misspell_a_health_check, depend_on_a_wish, add_an_unknown_part, give_ports_as_text]
)
def test_the_check_finds_what_is_wrong(spoil: Callable[[dict[str, Any]], None], tmp_path: Path) -> None:
    content = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))
    spoil(content)
    spoiled = tmp_path / "docker-compose.yml"
    spoiled.write_text(yaml.safe_dump(content), encoding="utf-8")
    result = validate(spoiled)
    assert result.returncode == 1
    assert "Schema validation errors" in result.stdout
