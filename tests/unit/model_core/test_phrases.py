"""Tables of wordings say each thing once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from yaml.constructor import ConstructorError

from model_core.reading.phrases import load


def _table(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a package that has the table `sayings`."""
    name = f"tables_{folder.name.replace('-', '_')}"
    (folder / name / "data").mkdir(parents=True)
    (folder / name / "__init__.py").touch()
    (folder / name / "data" / "sayings.yaml").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    monkeypatch.delitem(sys.modules, name, raising=False)
    return name


def test_all_values_are_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load("sayings", _table(tmp_path, "on: {level: 3}\n", monkeypatch)) == {"on": {"level": "3"}}


@pytest.mark.parametrize("text", ["on: 1\noff: 2\non: 3\n", "lamp: {on: 1, on: 2}\n"])
def test_a_key_that_stands_twice_is_refused(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ConstructorError, match="on: there twice"):
        load("sayings", _table(tmp_path, text, monkeypatch))
