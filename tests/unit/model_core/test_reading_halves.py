"""Half of what was said is not the plan: needs and wishes in one breath, exceptions, steps, free colours."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.clauses import Done
from model_core.reading.needs import Needs
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

ON = Attribute("on", Kind.BOOLEAN)
LEVEL = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
VOLUME = Attribute("volume", Kind.INTEGER, 0, 100, "%")
POSITION = Attribute("position", Kind.INTEGER, 0, 100, "%")
WARMTH = Attribute("target_temperature", Kind.NUMBER, 5, 30, "°C")
LIMIT = Attribute("charge_limit", Kind.INTEGER, 50, 100, "%")
REAR = Attribute("rear_seat_heating", Kind.INTEGER, 0, 100, "%")
COLOUR = Attribute("color", Kind.STRING)
SOURCE = Attribute("source", Kind.STRING, choices=("netflix", "tv"))

WORLD = World(
    (Room("Parlour"), Room("Study"), Room("Loft")),
    (
        Thing("a", "Parlour lamp", "light", "Parlour", (ON, LEVEL)),
        Thing("b", "Pebble", "light", "Study", (ON, LEVEL, COLOUR)),
        Thing("c", "Beam", "light", "Study", (ON, LEVEL)),
        Thing("d", "Purifier", "air purifier", "Parlour", (ON,)),
        Thing("e", "Parlour screen", "television", "Parlour", (ON, VOLUME, SOURCE)),
        Thing("f", "Zephyr", "fan", "Loft", (ON,)),
        Thing("g", "Fan heater", "heater", "Study", (ON,)),
        Thing("h", "Heating", "thermostat", "Study", (WARMTH,)),
        Thing("i", "Left slats", "blind", "Study", (POSITION,)),
        Thing("j", "Right slats", "blind", "Study", (POSITION,)),
        Thing("k", "Buggy", "car", None, (LIMIT, REAR), (Action("honk"),)),
    ),
)


def read(said: str, room: str | None = None, world: World = WORLD) -> str | None:
    """The plan text of a sentence, or None."""
    plan = Reader(Vocabulary(world)).read(Request(world, said, room))
    return None if plan is None else plan.text


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("it's dark and stuffy in here", "set parlour lamp: on=true; set purifier: on=true"),
        ("it's dark in here and the telly is deafening me",
         "set parlour lamp: on=true; set parlour screen: volume=less"),
        ("turn the telly off and it's stuffy", "set parlour screen: on=false; set purifier: on=true"),
        ("it's stuffy in here", "set purifier: on=true"),
        ("can't see where the steps are and put the telly down to ten",
         "set parlour lamp: on=true; set parlour screen: volume=10"),
        ("can't see where the steps are and is the telly on", None),
        ("it's stuffy and bright in here", None),
        ("it's too bright and stuffy in here", "set parlour lamp: brightness=less; set purifier: on=true"),
        ("it's dark in here and stuffy in the loft", None),
        ("it's dark in here and put netflix on", None),
        ("it's dark in here and turn the radiator off", None),
    ],
)  # fmt: skip
def test_two_needs_of_a_breath_are_both_met_or_neither(said: str, plan: str | None) -> None:
    assert read(said, "Parlour") == plan


@pytest.mark.parametrize("room", ["Loft", "Parlour"])
def test_the_cold_raises_the_only_thermostat_before_a_fan_is_stopped(room: str) -> None:
    assert read("I'm cold", room) == "set heating: target_temperature=more"


def test_the_fan_is_stopped_where_nothing_warms() -> None:
    things = tuple(t for t in WORLD.things if t.type not in {"thermostat", "heater"})
    assert read("I'm cold", "Loft", World(WORLD.rooms, things)) == "set zephyr: on=false"


@pytest.mark.parametrize(
    ("said", "room", "plan"),
    [
        ("turn on the fan", None, "set zephyr: on=true"),
        ("turn on the fan", "Parlour", "set zephyr: on=true"),
        ("turn on the heater", None, "set fan heater: on=true"),
        ("turn on the fan heater", None, "set fan heater: on=true"),
        ("turn on the fan", "Study", "set fan heater: on=true"),
    ],
)
def test_what_ends_in_another_noun_is_none_of_the_kind(said: str, room: str | None, plan: str) -> None:
    assert read(said, room) == plan


def test_two_of_a_kind_are_asked_about() -> None:
    world = World(WORLD.rooms, (*WORLD.things, Thing("z", "Mistral", "fan", "Study", (ON,))))
    assert read("turn on the fan", None, world) == "ask which all fan"


def test_one_blind_of_two_is_asked_about() -> None:
    assert read("close the blind", "Study") == "ask which all blind"
    assert read("close the blinds", "Study") == "set all blind in study: position=0"


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("pebble teal please", 'set pebble: color="teal"'),
        ("make the pebble purple and the beam purple", 'set pebble: color="purple"; refuse unable: beam'),
        ("make the beam purple", "refuse unable: beam"),
    ],
)
def test_a_light_without_a_list_of_colours_takes_any_by_its_name(said: str, plan: str) -> None:
    assert read(said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("charge limit up five percent", "set buggy: charge_limit+=5"),
        ("charge limit up to 85 percent", "set buggy: charge_limit=85"),
    ],
)
def test_by_how_much_is_not_how_much(said: str, plan: str) -> None:
    assert read(said) == plan


@pytest.mark.parametrize("said", ["volume down five", "volume up 7", "the volume up another ten"])
def test_a_step_is_never_set_as_the_value(said: str) -> None:
    plan = read(said, "Parlour")
    assert plan is None or "volume=" not in plan
    assert read("volume 7", "Parlour") == "set parlour screen: volume=7"


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("all the lights off except the pebble and dim that one to fifteen",
         "set all light except pebble: on=false; set pebble: brightness=15"),
        ("all the lights off bar the parlour lamp and drop that to a third",
         "set all light except parlour lamp: on=false; set parlour lamp: brightness=33"),
        ("all the lights off except the study and dim that one to fifteen", None),
        ("turn off the pebble and set it to 20", "set pebble: on=false; set pebble: brightness=20"),
    ],
)  # fmt: skip
def test_what_points_after_an_exception_means_the_exception(said: str, plan: str | None) -> None:
    assert read(said) == plan


def test_what_is_lit_already_is_not_lit_again() -> None:
    assert read("the pebble is on and I still can't see a thing", "Study") == "set pebble: brightness=more"
    assert read("I can't see a thing in here", "Parlour") == "set parlour lamp: on=true"


def test_many_ands_are_not_parted_in_every_way(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    real = Needs.read

    def counted(self: Needs, sentence: str, here: str | None, device: str | None = None) -> Done | None:
        tried.append(sentence)
        return real(self, sentence, here, device)

    monkeypatch.setattr(Needs, "read", counted)
    read(" and ".join(["it's dark", "it's stuffy", "i am cold", "it's loud", "i can't hear"] * 2))
    assert 0 < len(tried) < 1000, "with every way to part it, thousands"


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("pebble at forty and the beam the same", "set pebble: brightness=40; set beam: brightness=40"),
        ("pebble at forty and the beam the same brightness",
         "set pebble: brightness=40; set beam: brightness=40"),
        ("pebble red at forty and the beam the same brightness", None),
        ("left slats to 30, the right ones the same",
         "set left slats: position=30; set right slats: position=30"),
        ("pebble off, same for the beam and the fan heater, and zephyr on",
         "set pebble: on=false; set beam: on=false; set fan heater: on=false; set zephyr: on=true"),
        ("zephyr on, same for the beam, and the purifier off",
         "set zephyr: on=true; set beam: on=true; set purifier: on=false"),
        ("pebble at forty and the same old story", None),
        ("pebble red, beam the same", 'set pebble: color="red"; refuse unable: beam'),
        ("turn the zephyr off and the front door", None),
        ("turn off the zephyr and the porch light", 'set zephyr: on=false; refuse unknown "porch light"'),
        ("turn off the zephyr and the racket", None),
    ],
)  # fmt: skip
def test_one_more_device_is_as_the_one_before(said: str, plan: str | None) -> None:
    assert read(said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("zephyr on, loft dehumidifier at 40", 'set zephyr: on=true; refuse unknown "loft dehumidifier"'),
        ("parlour fan to high and the pebble off", 'refuse unknown "parlour fan"; set pebble: on=false'),
        ("zephyr on, parlour lamp at 40", "set zephyr: on=true; set parlour lamp: brightness=40"),
        ("zephyr on, party mood at 40", None),
        ("zephyr on, rear heating at 40", None),
    ],
)  # fmt: skip
def test_what_is_not_there_is_refused_with_the_value_it_is_to_have(said: str, plan: str | None) -> None:
    assert read(said) == plan
