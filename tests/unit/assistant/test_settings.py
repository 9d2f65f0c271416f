from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.settings import Settings


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_nothing_needs_to_be_set() -> None:
    settings = Settings()
    assert settings.database == "sqlite+aiosqlite:///var/ensemble.db"
    assert settings.redis_url == "memory://"
    assert settings.mqtt_host == ""


def test_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENSEMBLE_DATABASE_URL", "postgresql+asyncpg://db/ensemble")
    monkeypatch.setenv("ENSEMBLE_LOG_LEVEL", "debug")
    monkeypatch.setenv("ENSEMBLE_PINS", '{"home": "2468"}')
    monkeypatch.setenv("ENSEMBLE_MQTT_PASSWORD", "hush")
    monkeypatch.setenv("ENSEMBLE_ADMIN_TOKEN", "operators-own-secret")
    settings = Settings()
    assert settings.database == "postgresql+asyncpg://db/ensemble"
    assert settings.log_level == "DEBUG"
    assert settings.plain_pins == {"home": "2468"}
    assert "hush" not in repr(settings)
    assert "operators-own-secret" not in repr(settings)
    assert "2468" not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PINS", '{"home": "12"}'),
        ("PINS", '{"home": "abcd"}'),
        ("MQTT_PORT", "0"),
        ("ADMIN_TOKEN", "too-short"),
        ("ASK_BELOW", "1.5"),
        ("REMOTE_URL", "http://127.0.0.1:8000/v1"),
        ("REMOTE_BELOW", "-1"),
        ("LOG_LEVEL", "loud"),
        ("PATIENCE", "0"),
    ],
)
def test_nonsense_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"ENSEMBLE_{name}", value)
    with pytest.raises(ValidationError):
        Settings()
