"""Home files: the ones in the repository, and the ones that are wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from devices.simulators.device import HomeFileError
from devices.simulators.fleet import Fleet
from tests.homes import make_large

HOMES = Path(make_large.__file__).parent
LAMP = {"kind": "light", "name": "Lamp"}


@pytest.mark.parametrize(("name", "devices"), [("demo", 23), ("flat", 10), ("family", 50), ("large", 300)])
def test_the_homes_of_the_repository_load(name: str, devices: int) -> None:
    fleet = Fleet.load(HOMES / f"{name}.yaml")
    assert fleet.home.home == name
    assert len(fleet.behaviours) == devices


def test_the_large_home_is_what_its_script_writes() -> None:
    assert (HOMES / "large.yaml").read_text(encoding="utf-8") == make_large.text()


def test_the_demo_home_has_every_important_type() -> None:
    fleet = Fleet.load(HOMES / "demo.yaml")
    types = {behaviour.describe().type for behaviour in fleet.behaviours.values()}
    assert len(fleet.home.rooms) == 6
    assert len({room.floor for room in fleet.home.rooms}) == 2
    assert types >= {
        "light", "fan", "thermostat", "curtain", "garage door", "lock", "television", "speaker", "vacuum",
        "washer", "oven", "coffee maker", "valve", "motion sensor", "camera", "list", "phone", "car",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({"home": "h", "devices": [{"kind": "teleporter", "name": "Box"}]}, "no kind 'teleporter'"),
        ({"home": "h", "devices": [LAMP | {"room": "Attic"}]}, "no room 'Attic'"),
        ({"home": "h", "devices": [LAMP | {"id": "a"}, LAMP | {"id": "a"}]}, "id a is taken"),
        ({"home": "h", "devices": [LAMP | {"id": "A b"}]}, "id"),
        ({"home": "h", "devices": [LAMP | {"colour": 1}]}, "colour"),
        ({"home": "h", "devices": [LAMP | {"name": "a\x07b"}]}, "control"),
        ({"devices": []}, "home"),
        ([], "top"),
    ],
)
def test_a_bad_home_file_names_its_fault(tmp_path: Path, content: Any, reason: str) -> None:
    with pytest.raises(HomeFileError, match=reason):
        Fleet.load(content) if isinstance(content, dict) else Fleet.load(_write(tmp_path, "[]"))


@pytest.mark.parametrize("text", ["home: [", "\x00"])
def test_a_file_that_is_no_yaml_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(HomeFileError):
        Fleet.load(_write(tmp_path, text))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HomeFileError, match=r"nowhere\.yaml"):
        Fleet.load(tmp_path / "nowhere.yaml")


def test_devices_without_an_id_get_one_from_their_name() -> None:
    fleet = Fleet.load({"home": "h", "devices": [LAMP, LAMP]})
    assert list(fleet.behaviours) == ["lamp", "lamp_2"]


def _write(folder: Path, text: str) -> Path:
    path = folder / "home.yaml"
    path.write_text(text, encoding="utf-8")
    return path
