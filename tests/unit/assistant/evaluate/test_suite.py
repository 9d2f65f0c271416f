"""Reading a suite: what is taken, what is left alone, what is refused and how."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.evaluate.files import SuiteError
from assistant.evaluate.suite import Given, Home, load

HOME = """
areas:
  - {name: Kitchen, id: kitchen, floor: ground}
  - {name: Back room}
devices:
  - {name: Ceiling, id: ceiling, area: kitchen, info: {manufacturer: Acme, model: 7}}
entities:
  - {id: light.ceiling, device: ceiling, state: on}
  - {id: sensor.ceiling_power, name: Ceiling power, device: ceiling, area: back_room}
  - {id: switch.lonely_switch}
"""
CASES = """
category: light
tests:
  - sentences: [Off, Dark]
    context_device: ceiling
    setup: {light.ceiling: {state: "on", attributes: {brightness: 3}}}
    expect_changes: {light.ceiling: {state: "off", attributes: {brightness: null}}}
    ignore_changes: {light.ceiling: [color_mode]}
  - sentences: ["Is it on?"]
    expect_response: [yes, true, 65]
"""


def write(folder: Path, files: dict[str, str]) -> Path:
    """The folder with these files in it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def test_a_home_with_its_cases(tmp_path: Path) -> None:
    suite = load(write(tmp_path / "mine", {"one/_fixtures.yaml": HOME, "one/light.yaml": CASES}))
    assert (suite.name, suite.warnings, len(suite.homes)) == ("mine", (), 1)
    home = suite.homes[0]
    assert isinstance(home, Home)
    assert (home.name, home.sentences) == ("one", 3)
    assert [(area.id, area.name, area.floor) for area in home.areas] == [
        ("kitchen", "Kitchen", "ground"),
        ("back_room", "Back room", None),
    ]
    light, sensor, switch = home.entities
    assert (light.domain, light.name, light.area, light.state) == ("light", "Ceiling", "Kitchen", "on")
    assert (light.manufacturer, light.model) == ("Acme", "7")
    assert (sensor.name, sensor.area) == ("Ceiling power", "Back room")
    assert (switch.name, switch.area) == ("lonely switch", None)
    first, second = home.cases
    assert first.sentences == ("Off", "Dark")
    assert first.context_device == "ceiling"
    assert first.setup["light.ceiling"] == Given(True, "on", {"brightness": 3})
    assert first.expect_changes["light.ceiling"] == Given(True, "off", {"brightness": None})
    assert first.ignore_changes == {"light.ceiling": frozenset({"color_mode"})}
    assert second.expect_response == ("yes", "true", "65")
    assert second.expect_changes == {}


def test_what_is_left_alone(tmp_path: Path) -> None:
    files = {
        "dataset_card.yaml": "name: x",
        "unrelated/notes.yaml": "[]",
        "one/_fixtures.yaml": HOME,
        "one/_more.yaml": "[]",
        "one/deeper/light.yaml": CASES,
        "one/two/_fixtures.yaml": HOME,
        "one/two/light.yml": CASES,
        "empty/_fixtures.yaml": HOME,
    }
    suite = load(write(tmp_path, files))
    assert [(home.name, home.sentences) for home in suite.homes] == [("one", 3), ("one/two", 3)]


def test_the_folder_itself_can_be_a_home(tmp_path: Path) -> None:
    suite = load(write(tmp_path / "flat", {"_fixtures.yaml": HOME, "light.yaml": CASES}))
    assert [home.name for home in suite.homes] == ["flat"]


def test_a_category_that_is_left_out_is_the_name_of_the_file(tmp_path: Path) -> None:
    suite = load(
        write(tmp_path, {"_fixtures.yaml": HOME, "lamps.yaml": CASES.replace("category: light", "")})
    )
    assert suite.homes[0].cases[0].category == "lamps"


def test_what_cannot_mean_anything_is_told(tmp_path: Path) -> None:
    cases = (
        "tests:\n"
        "  - sentences: [x]\n"
        "    mood: calm\n"
        "    context_device: radio\n"
        "    setup: {light.attic: {state: on}}\n"
        "    expect_changes: {light.attic: {state: off}}\n"
    )
    suite = load(write(tmp_path, {"_fixtures.yaml": HOME, "c.yaml": cases}))
    path = tmp_path / "c.yaml"
    assert suite.warnings == (
        f"{path}: tests.0.mood is not known and was left out.",
        f"{path}: tests.0.setup names light.attic, which the home does not have.",
        f"{path}: tests.0.expect_changes names light.attic, which the home does not have.",
        f"{path}: tests.0.context_device names radio, which the home does not have.",
    )


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("_fixtures.yaml", "entities: [{name: x}]", "at entities.0.id: Field required"),
        ("_fixtures.yaml", "entities: [{id: lamp}]", "at entities.0.id: Value error, an entity's id is"),
        ("_fixtures.yaml", "entities: [{id: a.b}, {id: a.b}]", "at entities.1.id: a.b is there twice"),
        (
            "_fixtures.yaml",
            "entities: [{id: a.b, area: attic}]",
            "at entities.0.area: there is no area 'attic'",
        ),
        (
            "_fixtures.yaml",
            "entities: [{id: a.b, device: d}]",
            "at entities.0.device: there is no device 'd'",
        ),
        ("_fixtures.yaml", "areas: {}", "at areas: Input should be a valid list"),
        (
            "_fixtures.yaml",
            "entities: [{id: a.b, attributes: 3}]",
            "at entities.0.attributes: Input should be",
        ),
        ("_fixtures.yaml", "a: [", "while parsing a flow node"),
        ("c.yaml", "category: x", "at tests: Field required"),
        ("c.yaml", "tests: [{sentences: []}]", "at tests.0.sentences: List should have at least 1 item"),
        ("c.yaml", "tests: [{sentences: [x], setup: [y]}]", "at tests.0.setup: Input should be a valid dict"),
        ("c.yaml", "tests: [{sentences: [x], setup: {a.b: on}}]", "at tests.0.setup.a.b: Input should be"),
        ("c.yaml", "[]", "at top: Input should be a valid dictionary"),
    ],
)
def test_a_malformed_file_is_named_with_its_key(tmp_path: Path, name: str, content: str, told: str) -> None:
    folder = write(tmp_path, {"_fixtures.yaml": HOME, "c.yaml": CASES} | {name: content})
    with pytest.raises(SuiteError) as caught:
        load(folder)
    assert caught.value.code == "invalid_suite"
    assert str(folder / name) in str(caught.value)
    assert told in str(caught.value)


def test_a_folder_without_a_home(tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match=r"has no _home\.yaml or _fixtures\.yaml"):
        load(tmp_path)
    with pytest.raises(SuiteError, match="is not a folder"):
        load(tmp_path / "nowhere")
