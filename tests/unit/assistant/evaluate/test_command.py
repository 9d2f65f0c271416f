"""The command line up to where the assistant starts."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from assistant.cli import app
from assistant.cli.evaluate import own_parts
from assistant.settings import Settings


def test_a_folder_that_is_no_suite_is_one_sentence(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        app, ["eval", str(tmp_path)], env={"ENSEMBLE_DATA_DIR": str(tmp_path / "var")}
    )
    assert result.exit_code == 1
    assert "has no _home.yaml or _fixtures.yaml" in result.output.replace("\n", " ")
    assert "invalid_suite" in result.output


def test_the_parts_are_its_own_and_the_model_is_not(tmp_path: Path) -> None:
    settings = Settings(
        data_dir=tmp_path / "var",
        database_url="postgresql+asyncpg://db/x",
        redis_url="redis://sessions",
        mqtt_host="broker",
        auth=True,
        model_dir=tmp_path / "model",
    )
    own = own_parts(settings, tmp_path / "own")
    assert own.database == f"sqlite+aiosqlite:///{tmp_path / 'own' / 'ensemble.db'}"
    assert (own.redis_url, own.mqtt_host, own.auth, own.grpc_address) == (
        "memory://",
        "",
        False,
        "127.0.0.1:0",
    )
    assert own.model_dir == tmp_path / "model"
    assert own.model_cache_dir == settings.model_cache_dir
