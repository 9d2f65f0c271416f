"""Everyday wordings: questions, follow-ups, more or less of something, and times beside reasons."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, Turn, World

ON = Attribute("on", Kind.BOOLEAN)
BRIGHTNESS = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
VOLUME = Attribute("volume", Kind.INTEGER, 0, 100, "%")
POSITION = Attribute("position", Kind.INTEGER, 0, 100, "%")
WARMTH = Attribute("target_temperature", Kind.NUMBER, 5, 30, "°C")
SPEED = Attribute("speed", Kind.INTEGER, 0, 100, "%")
BATTERY = Attribute("battery", Kind.INTEGER, 0, 100, "%", writable=False)
TEXT = Attribute("contact", Kind.STRING, required=True)


def _sensor(name: str, kind: Kind = Kind.BOOLEAN, unit: str = "") -> Attribute:
    return Attribute(name, kind, unit=unit, writable=False)


WORLD = World(
    (Room("Kitchen"), Room("Lounge"), Room("Cellar"), Room("Bedroom")),
    (
        Thing("spots", "Spotlights", "light", "Kitchen", (ON, BRIGHTNESS)),
        Thing("lamp", "Reading lamp", "light", "Bedroom", (ON, BRIGHTNESS)),
        Thing("tv", "Telly", "television", "Lounge", (ON, VOLUME)),
        Thing("blind", "Blind", "blind", "Lounge", (POSITION,)),
        Thing("heat", "Radiator", "thermostat", "Lounge", (WARMTH,)),
        Thing("fan", "Fan", "fan", "Bedroom", (ON, SPEED)),
        Thing("back", "Back door", "lock", "Cellar", (Attribute("locked", Kind.BOOLEAN), BATTERY)),
        Thing("side", "Side door", "lock", "Kitchen", (Attribute("locked", Kind.BOOLEAN), BATTERY)),
        Thing(
            "wash",
            "Washer",
            "washer",
            "Cellar",
            (
                Attribute(
                    "state", Kind.STRING, choices=("idle", "running", "paused", "done"), writable=False
                ),
                _sensor("minutes_left", Kind.INTEGER, "min"),
            ),
            (Action("start"), Action("pause"), Action("resume"), Action("stop")),
        ),
        Thing("smoke", "Smoke alarm", "smoke detector", "Kitchen", (_sensor("smoke"),)),
        Thing("leak", "Leak sensor", "leak sensor", "Cellar", (_sensor("leak"),)),
        Thing("eye", "Motion sensor", "motion sensor", "Lounge", (_sensor("motion"),)),
        Thing("air", "Air sensor", "air quality sensor", "Bedroom", (_sensor("co2", Kind.INTEGER, "ppm"),)),
        Thing(
            "warm",
            "Thermometer",
            "temperature sensor",
            "Bedroom",
            (_sensor("temperature", Kind.NUMBER, "°C"),),
        ),
        Thing("mob", "Pia's phone", "phone", None, (BATTERY,), (Action("call", (TEXT,)),)),
    ),
)
READER = Reader(Vocabulary(WORLD))


def read(sentence: str, room: str | None = None, *before: str) -> str | None:
    """The plan text of a sentence after the turn `before`, or None."""
    turns = (Turn(*before),) if before else ()
    plan = READER.read(Request(WORLD, sentence, room, history=turns))
    return None if plan is None else plan.text


@pytest.mark.parametrize(
    ("sentence", "room", "plan"),
    [
        ("any smoke in the kitchen?", None, "check smoke alarm: smoke=true"),
        ("is there a puddle in the cellar", None, "check leak sensor: leak=true"),
        ("anybody moving about in here?", "Lounge", "check motion sensor: motion=true"),
        ("what's the CO2 like in the bedroom", None, "get air sensor: co2"),
        ("how warm's it got in the bedroom", None, "get thermometer: temperature"),
        ("bedroom temp?", None, "get thermometer: temperature"),
        ("is the temperature in the bedroom above 20?", None, "check thermometer: temperature>20"),
        ("is the cellar locked", None, "check back door: locked=true"),
        ("how much longer on the washer", None, "get washer: minutes_left"),
        ("how long until I can empty the washer", None, "get washer: minutes_left"),
        ("which lights did we forget to switch off", None, "list all light: on=true"),
        ("back door or side door, which has less juice left", None, "lowest back door, side door: battery"),
        ("did one of you leave the spotlights on", None, "check spotlights: on=true"),
        ("has Pia's phone got much charge in it", None, "get pia's phone: battery"),
        ("where on earth did the light go", None, None),
        ("any water in the kitchen?", None, None),
        ("anybody fancy a cuppa?", "Lounge", None),
    ],
)
def test_questions(sentence: str, room: str | None, plan: str | None) -> None:
    assert read(sentence, room) == plan


@pytest.mark.parametrize(
    ("sentence", "plan"),
    [
        ("radiator up half a degree", "set radiator: target_temperature+=0.5"),
        ("bump the radiator down by a degree and a half", "set radiator: target_temperature-=1.5"),
        ("another fifteen off the telly", "set telly: volume-=15"),
        ("the telly could stand to be a wee bit louder", "set telly: volume=slightly more"),
        ("reading lamp a smidge lower", "set reading lamp: brightness=slightly less"),
        ("way more on the spotlights", "set spotlights: brightness=much more"),
        ("blind a touch further shut", "set blind: position=slightly less"),
        ("nudge the blind further open by ten", "set blind: position+=10"),
        ("slow that fan down", "set fan: speed=less"),
        ("the telly's a hair too loud", "set telly: volume=slightly less"),
        ("cut the spotlights in half", "set spotlights: brightness*=0.5"),
        ("double the fan", "set fan: speed*=2"),
        ("turn off the fan in ten", None),
        ("bring the thing a smidge", None),
        ("a smidge of salt on the fan", None),
    ],
)
def test_more_or_less(sentence: str, plan: str | None) -> None:
    assert read(sentence) == plan


@pytest.mark.parametrize(
    ("before", "done", "sentence", "plan"),
    [
        (
            "telly to 30",
            "set telly: volume=30",
            "nah, a bit more than that",
            "set telly: volume=slightly more",
        ),
        ("telly to 30", "set telly: volume=30", "blimey, half that", "set telly: volume*=0.5"),
        ("telly to 30", "set telly: volume=30", "it was better before", "set telly: volume=previous"),
        ("open the blind halfway", "set blind: position=50", "nope, all the way", "set blind: position=100"),
        ("pause the washer", "run washer: pause", "got the socks, it can carry on now", "run washer: resume"),
        ("start the washer", "run washer: start", "hang on, stop it", "run washer: stop"),
        (
            "is the washer done",
            "check washer: state=done",
            "how much longer then",
            "get washer: minutes_left",
        ),
        (
            "lock the door",
            "ask which back door, side door",
            "the one in the cellar",
            "set back door: locked=true",
        ),
        ("lock the door", "ask which back door, side door", "just the kitchen", "set side door: locked=true"),
        ("telly to 30", "set telly: volume=30", "no", None),
        ("telly to 30", "set telly: volume=30", "hang on", None),
        ("lock the door", "ask which back door, side door", "neither, open the blind", None),
    ],
)
def test_follow_ups(before: str, done: str, sentence: str, plan: str | None) -> None:
    assert read(sentence, None, before, done) == plan


@pytest.mark.parametrize(
    ("sentence", "plan"),
    [
        ("twenty minutes and then fan off", "later after 20 min then set fan: on=false"),
        ("telly off at 11 pm, he always dozes off", "later at 11:00pm then set telly: on=false"),
        ("lock the back door at 9 pm or the cat gets out", "later at 9:00pm then set back door: locked=true"),
        (
            "if Pia's phone ever drops under 20 percent turn on the fan",
            "later when pia's phone: battery<20 then set fan: on=true",
        ),
        ("by 10 pm the spotlights should be off", "later at 10:00pm then set spotlights: on=false"),
        ("the roast needs an hour so after that turn off the fan", None),
        ("turn on the fan, the film is at nine", None),
    ],
)
def test_times(sentence: str, plan: str | None) -> None:
    assert read(sentence) == plan
