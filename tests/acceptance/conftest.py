"""An installation in a temporary folder with a model that knows one plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.program import Site
from tests.checkpoints import one_track

HOME = """\
home: home
rooms:
  - {name: Kitchen}
  - {name: Bedroom}
devices:
  - {kind: light, id: kitchen_light, name: Kitchen light, room: Kitchen}
  - {kind: light, id: bedroom_lamp, name: Bedroom lamp, room: Bedroom}
"""


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint whose only plan is to turn on the kitchen light."""
    return one_track(tmp_path_factory.mktemp("model") / "one-track")


@pytest.fixture
def site(tmp_path: Path, model: Path) -> Site:
    """An installation that has not been started."""
    return Site(tmp_path / "data", model)


@pytest.fixture
def home_file(tmp_path: Path) -> Path:
    """Two lights."""
    path = tmp_path / "home.yaml"
    path.write_text(HOME, encoding="utf-8")
    return path
