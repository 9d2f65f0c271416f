"""Plain sentences are read into plans where every word is accounted for, and into nothing else."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.plan import AskStep, RefuseStep
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, Turn, World

ON = Attribute("on", Kind.BOOLEAN)
BRIGHTNESS = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
COLOR = Attribute("color", Kind.STRING, choices=("red", "green", "blue", "warm white"))
KELVIN = Attribute("color_temperature", Kind.INTEGER, 2000, 6500, "K")
POSITION = Attribute("position", Kind.INTEGER, 0, 100, "%")
LOCKED = Attribute("locked", Kind.BOOLEAN)
VOLUME = Attribute("volume", Kind.INTEGER, 0, 100, "%")
WARMTH = Attribute("target_temperature", Kind.NUMBER, 5, 30, "°C")
MODE = Attribute("mode", Kind.STRING, choices=("off", "heat"))

WORLD = World(
    (
        Room("Living room", "Ground floor"),
        Room("Kitchen", "Ground floor"),
        Room("Bedroom", "First floor"),
        Room("Hallway", "Ground floor"),
    ),
    (
        Thing("ceiling", "Ceiling light", "light", "Living room", (ON, BRIGHTNESS)),
        Thing("floor", "Floor lamp", "light", "Living room", (ON, BRIGHTNESS, COLOR)),
        Thing("counter", "Counter lights", "light", "Kitchen", (ON, BRIGHTNESS)),
        Thing("bedside", "Bedside lamp", "light", "Bedroom", (ON, BRIGHTNESS, KELVIN)),
        Thing("hall", "Hall light", "light", "Hallway", (ON,)),
        Thing("blind", "Roller blind", "blind", "Living room", (POSITION,)),
        Thing("blind2", "Bedroom blind", "blind", "Bedroom", (POSITION,)),
        Thing("front", "Front door", "lock", "Hallway", (LOCKED,)),
        Thing("back", "Back door", "lock", "Kitchen", (LOCKED,)),
        Thing("tv", "TV", "television", "Living room", (ON, VOLUME)),
        Thing("stat", "Thermostat", "thermostat", "Living room", (WARMTH, MODE)),
        Thing("fan", "Fan", "fan", "Bedroom", (ON, Attribute("speed", Kind.INTEGER, 0, 100, "%"))),
        Thing("rosie", "Rosie", "vacuum", "Hallway", (), (Action("start"), Action("dock"))),
    ),
)
READER = Reader(Vocabulary(WORLD), is_word=lambda word: word not in {"lihgt", "kichen", "turnn"})


def read(sentence: str, room: str | None = None, *history: Turn) -> str | None:
    """The plan text of a sentence, or None."""
    plan = READER.read(Request(WORLD, sentence, room, history=history))
    return None if plan is None else plan.text


@pytest.mark.parametrize(
    ("sentence", "plan"),
    [
        ("Turn on the hall light", "set hall light: on=true"),
        ("could you please switch the floor lamp off, thanks", "set floor lamp: on=false"),
        ("would you mind turning the TV on?", "set tv: on=true"),
        ("kitchen lights off", "set counter lights: on=false"),
        ("all lights off except the hall light", "set all light except hall light: on=false"),
        ("turn off all the lights downstairs", "set all light in ground floor: on=false"),
        ("switch everything off in the bedroom", "set all in bedroom: on=false"),
        ("close both blinds", "set all blind: position=0"),
        ("lock the front and back doors", "set front door, back door: locked=true"),
        ("floor lamp to twenty-five per cent", "set floor lamp: brightness=25"),
        ("make the floor lamp blue", "set floor lamp: color=blue"),
        ("bedside lamp warm white", "set bedside lamp: color_temperature=2700"),
        ("open the roller blind halfway", "set roller blind: position=50"),
        ("set the thermostat to 20.5 degrees", "set thermostat: target_temperature=20.5"),
        ("turn the heating up by two degrees", "set thermostat: target_temperature+=2"),
        ("the floor lamp a bit brighter", "set floor lamp: brightness=slightly more"),
        ("turn the volume of the tv down", "set tv: volume=less"),
        ("fan at full speed", "set fan: speed=max"),
        ("send rosie home", "run rosie: dock"),
        ("turn on the fan and close the bedroom blind", "set fan: on=true; set bedroom blind: position=0"),
        ("turn on the fan, I'm melting", "set fan: on=true"),
        ("turn on um the the hall light", "set hall light: on=true"),
        ("turnn on the hall lihgt", "set hall light: on=true"),
        ("fan to thirty no wait fan to sixty", "set fan: speed=60"),
    ],
)
def test_commands(sentence: str, plan: str) -> None:
    assert read(sentence) == plan


@pytest.mark.parametrize(
    ("sentence", "room", "plan"),
    [
        ("lights off", "Living room", "set all light in living room: on=false"),
        ("lights off", None, "set all light: on=false"),
        ("blind down", "Bedroom", "set bedroom blind: position=0"),
        ("turn on the lamp", "Bedroom", "set bedside lamp: on=true"),
        ("close the blind in here", "Living room", "set roller blind: position=0"),
        ("close the blind in here", None, None),
    ],
)
def test_the_room_where_it_is_said(sentence: str, room: str | None, plan: str | None) -> None:
    assert read(sentence, room) == plan


@pytest.mark.parametrize(
    ("sentence", "plan"),
    [
        ("turn on the light in the sauna", 'refuse unknown "sauna"'),
        ("open the garage door", 'refuse unknown "garage door"'),
        ("switch off the fountain", 'refuse unknown "fountain"'),
        ("turn on the tv in the bedroom", 'refuse unknown "tv in the bedroom"'),
        ("make the hall light blue", "refuse unable: hall light"),
        ("lock the roller blind", "refuse unable: roller blind"),
    ],
)
def test_what_cannot_be_done_is_refused(sentence: str, plan: str) -> None:
    assert read(sentence) == plan


def test_words_that_fit_several_are_asked_about() -> None:
    plan = READER.read(Request(WORLD, "turn on the lamp"))
    assert plan is not None
    assert plan.steps[0] == AskStep(plan.steps[0].question, ("floor", "bedside"))  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "turn on the thing next to the sofa",
        "turn on the hall light unless it is sunny",
        "play the fan",
        "what do you think of the hall light",
        "turn on the other one",
        "the hall light is on",
        "if only the fan were on",
        "turn on the hall light and sing a song",
    ],
)
def test_what_is_not_accounted_for_is_left_to_the_model(sentence: str) -> None:
    assert read(sentence) is None


LAMP_ON = Turn("turn on the floor lamp", "set floor lamp: on=true")
DIMMED = Turn("floor lamp to 20 percent", "set floor lamp: brightness=20")
WHICH = Turn("turn on the lamp", "ask which floor lamp, bedside lamp")


@pytest.mark.parametrize(
    ("sentence", "last", "plan"),
    [
        ("make it blue", LAMP_ON, "set floor lamp: color=blue"),
        ("a bit brighter", LAMP_ON, "set floor lamp: brightness=slightly more"),
        ("and the hall light", LAMP_ON, "set hall light: on=true"),
        ("the bedside lamp too", LAMP_ON, "set bedside lamp: on=true"),
        ("undo that", LAMP_ON, "set floor lamp: on=previous"),
        ("again", LAMP_ON, "set floor lamp: on=true"),
        ("never mind", LAMP_ON, "cancel"),
        ("the second one", WHICH, "set bedside lamp: on=true"),
        ("I meant the floor lamp", WHICH, "set floor lamp: on=true"),
        ("the one in the bedroom", WHICH, "set bedside lamp: on=true"),
        ("both of them", WHICH, "set floor lamp: on=true; set bedside lamp: on=true"),
        ("no, 40 percent", DIMMED, "set floor lamp: brightness=40"),
        ("sorry, I meant forty", DIMMED, "set floor lamp: brightness=40"),
        ("ten more", DIMMED, "set floor lamp: brightness+=10"),
        ("green instead", DIMMED, "set floor lamp: color=green"),
        ("no, the bedside lamp", DIMMED, "set bedside lamp: brightness=20"),
        ("oh no, turn it off", DIMMED, "set floor lamp: on=false"),
        ("no idea", DIMMED, None),
        ("fish instead", DIMMED, None),
        ("close the blind", LAMP_ON, None),
        ("the third one", WHICH, None),
        ("and the weather", LAMP_ON, None),
    ],
)
def test_what_follows_an_earlier_turn(sentence: str, last: Turn, plan: str | None) -> None:
    assert read(sentence, None, last) == plan


def test_a_plan_says_where_it_came_from_and_how_sure_it_is() -> None:
    plan = READER.read(Request(WORLD, "turn on the hall light"))
    assert plan is not None
    assert plan.source == "reader"
    assert plan.confidence is not None
    assert plan.confidence > 0.9


def test_a_home_without_devices_refuses() -> None:
    plan = Reader(Vocabulary(World((), ()))).read(Request(World((), ()), "turn on the light"))
    assert plan is not None
    assert isinstance(plan.steps[0], RefuseStep)
