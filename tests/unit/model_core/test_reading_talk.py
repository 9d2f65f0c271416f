"""Talk that is for no home, wishes that leave something out, and what a home has not."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

ON = Attribute("on", Kind.BOOLEAN)
BRIGHTNESS = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
COLOR = Attribute("color", Kind.STRING, choices=("red", "green", "blue"))
VOLUME = Attribute("volume", Kind.INTEGER, 0, 100, "%")
SOURCE = Attribute("source", Kind.STRING, choices=("tv", "hdmi 1"))
POSITION = Attribute("position", Kind.INTEGER, 0, 100, "%")
LOCKED = Attribute("locked", Kind.BOOLEAN)
WARMTH = Attribute("target_temperature", Kind.NUMBER, 5, 30, "°C")
PACE = Attribute("speed", Kind.STRING, choices=("low", "high"))
TEXT = Attribute("text", Kind.STRING, required=True)

WORLD = World(
    (Room("Kitchen"), Room("Lounge"), Room("Ivy's room"), Room("Hall")),
    (
        Thing("spots", "Spotlights", "light", "Kitchen", (ON, BRIGHTNESS)),
        Thing("globe", "Globe", "light", "Ivy's room", (ON, BRIGHTNESS, COLOR)),
        Thing("bulb", "Hall light", "light", "Hall", (ON,)),
        Thing("tv", "Telly", "television", "Lounge", (ON, VOLUME, SOURCE)),
        Thing("blind", "Blind", "blind", "Lounge", (POSITION,)),
        Thing("heat", "Radiator", "thermostat", "Lounge", (WARMTH,)),
        Thing("front", "Front door", "lock", "Hall", (LOCKED,)),
        Thing("mixer", "Dough mixer", "dough mixer", "Kitchen", (ON, PACE)),
        Thing("rota", "Chores", "list", "Kitchen", (), (Action("add", (TEXT,)),)),
        Thing("shop", "Shopping", "list", "Kitchen", (), (Action("add", (TEXT,)),)),
        Thing(
            "ivy", "Ivy's phone", "phone", None, (), (Action("notify", (TEXT,)), Action("set_alarm", (TEXT,)))
        ),
    ),
)
READER = Reader(Vocabulary(WORLD))


def read(sentence: str, room: str | None = None) -> str | None:
    """The plan text of a sentence, or None."""
    plan = READER.read(Request(WORLD, sentence, room))
    return None if plan is None else plan.text


@pytest.mark.parametrize(
    "sentence",
    [
        "who composed the Four Seasons",
        "what's thirty one times twelve",
        "tell me another joke about lawyers, it's for a bet",
        "how many inches are in a foot",
        "translate switch off the light into Portuguese",
        "how do you spell conscientious",
        "why do owls blink",
        "how does a dough mixer work",
        "what's the difference between jam and marmalade",
        "order me a curry from the Star of India",
        "call me a cab to the theatre",
        "reserve a table for five at Luigi's",
        "email the school about the trip",
        "FaceTime grandad",
        "text my sister that we've arrived",
        "what's my bank balance",
        "wire 200 dollars to my brother",
        "I had an awful week at the office",
        "I'm really nervous about the interview",
        "my shoulders ache terribly",
        "you're a genius, you know",
        "thanks a million",
        "heads or tails?",
        "do you believe in luck",
        "is a whale a fish",
        "when does the museum open",
    ],
)
def test_talk_is_for_no_home(sentence: str) -> None:
    assert read(sentence) == "refuse chat"


@pytest.mark.parametrize(
    "sentence",
    [
        "thanks, switch off the hall light",
        "I had a long day, dim the spotlights",
        "what's on the shopping list",
        "text Ivy that dinner is ready",
        "is it true that the front door is locked",
        "how bright is the globe",
        "which is brighter, the globe or the spotlights",
        "is there a fire",
        "good morning",
        "why don't you open the blind",
        "tell me about the radiator",
        "how heavy is the dough",
        "what is the time",
        "put on the news",
    ],
)
def test_what_a_home_does_or_answers_is_no_talk(sentence: str) -> None:
    assert read(sentence) != "refuse chat"


@pytest.mark.parametrize(
    ("sentence", "plan"),
    [
        ("change the brightness of the spotlights", "ask what: spotlights"),
        ("give the globe another colour", "ask what: globe"),
        ("I'd like a different colour on the globe", "ask what: globe"),
        ("adjust the volume on the telly", "ask what: telly"),
        ("pick another speed for the dough mixer", "ask what: dough mixer"),
        ("add something to the chores", "ask what: chores"),
        ("send a message to Ivy's phone", "ask what: ivy's phone"),
        ("set an alarm on Ivy's phone", "ask what: ivy's phone"),
        ("set a timer", "ask what"),
        ("remind me to water the plants", "ask what"),
        ("switch it off", "ask what"),
        ("open them", "ask what"),
        ("change the volume", "ask what: telly"),
        ("put plums on the list", "ask which all list"),
        ("we're out of flour, stick it on the list", "ask which all list"),
        ("add plums to the shopping one", 'run shopping: add text="plums"'),
    ],
)
def test_what_is_left_out_is_asked_for(sentence: str, plan: str) -> None:
    assert read(sentence) == plan


@pytest.mark.parametrize(
    "sentence",
    [
        "change the sheets",
        "set the table",
        "set a timer for the eggs when they boil",
        "remind me tomorrow to call the bank",
        "change the record",
        "add something",
    ],
)
def test_what_lacks_nothing_known_is_not_asked_for(sentence: str) -> None:
    assert not (read(sentence) or "").startswith("ask what")


@pytest.mark.parametrize(
    ("sentence", "plan"),
    [
        ("start the dishwasher", 'refuse unknown "dishwasher"'),
        ("turn on Ivy's xbox", 'refuse unknown "ivy\'s xbox"'),
        ("mow the back lawn", 'refuse unknown "lawn mower"'),
        ("stick a load of washing on", 'refuse unknown "washing machine"'),
        ("hoover the lounge carpet", 'refuse unknown "vacuum"'),
        ("is anybody on the driveway camera", 'refuse unknown "driveway camera"'),
        ("put the telly on HDMI 4", "refuse unable: telly"),
        ("swap the telly over to Netflix", "refuse unable: telly"),
        ("paint the globe brown", "refuse unable: globe"),
        ("medium speed on the dough mixer", "refuse unable: dough mixer"),
        ("run the dough mixer at 60 percent power", "refuse unable: dough mixer"),
        ("dim the hall light to about half", "refuse unable: hall light"),
        ("tilt the blind slats to 20 degrees", "refuse unable: blind"),
        ("make the globe play a waltz", "refuse unable: globe"),
        ("lock the door to the kitchen", 'refuse unknown "kitchen door"'),
        ("how warm is it in the cellar", 'refuse unknown "cellar"'),
        ("what's the humidity in the hall", 'refuse unknown "humidity in the hall"'),
        ("everything off upstairs", 'refuse unknown "upstairs"'),
        ("turn on the lights in the barn", 'refuse unknown "lights in the barn"'),
        ("set the humidity to 45 percent", 'refuse unknown "humidity"'),
    ],
)
def test_what_the_home_has_not_is_refused(sentence: str, plan: str) -> None:
    assert read(sentence) == plan


@pytest.mark.parametrize(
    ("sentence", "plan"),
    [
        ("lock the front door", "set front door: locked=true"),
        ("put the telly on HDMI 1", "set telly: source=hdmi 1"),
        ("high speed on the dough mixer", "set dough mixer: speed=high"),
        ("honey, could you open the blind", "set blind: position=100"),
        ("my wife says turn off the hall light", "set hall light: on=false"),
        ("the radiator down to minus two", "set radiator: target_temperature=-2"),
    ],
)
def test_what_the_home_has_is_done(sentence: str, plan: str) -> None:
    assert read(sentence) == plan
