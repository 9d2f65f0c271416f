"""Times, schedules, timers and conditions, read word by word."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading import times
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, Turn, World

_ON = Attribute("on", Kind.BOOLEAN)
_LEVEL = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
_STATE = Attribute("state", Kind.STRING, choices=("idle", "running", "done"), writable=False)
_MEASURED = Attribute("temperature", Kind.NUMBER, unit="°C", writable=False)
_PHONE = (Attribute("location", Kind.STRING, writable=False),)


def _thing(
    name: str, kind: str, room: str, *properties: Attribute, actions: tuple[Action, ...] = ()
) -> Thing:
    return Thing(name.casefold(), name, kind, room, properties, actions)


_WORLD = World(
    (Room("Kitchen"), Room("Office"), Room("Hall"), Room("Porch")),
    (
        _thing("Ceiling Light", "light", "Kitchen", _ON, _LEVEL),
        _thing("Hall Light", "light", "Hall", _ON, _LEVEL),
        _thing("Porch Light", "light", "Porch", _ON, _LEVEL),
        _thing("Night Light", "light", "Hall", _ON),
        _thing("Office Fan", "fan", "Office", _ON, Attribute("speed", Kind.INTEGER, 0, 3)),
        _thing("Heater", "heater", "Hall", _ON),
        _thing("Front Door", "lock", "Hall", Attribute("locked", Kind.BOOLEAN)),
        _thing("Blinds", "blind", "Kitchen", Attribute("position", Kind.INTEGER, 0, 100, "%")),
        _thing("Coffee Machine", "coffee maker", "Kitchen", _ON),
        _thing("Washing Machine", "washer", "Kitchen", _STATE, actions=(Action("start"), Action("stop"))),
        _thing("TV", "television", "Hall", _ON, Attribute("muted", Kind.BOOLEAN)),
        _thing(
            "Thermostat",
            "thermostat",
            "Hall",
            Attribute("target_temperature", Kind.NUMBER, 5, 30, "°C"),
            _MEASURED,
        ),
        _thing("Office Sensor", "temperature sensor", "Office", _MEASURED),
        _thing(
            "Phone", "phone", "Hall", *_PHONE, actions=(Action("notify", (Attribute("text", Kind.STRING),)),)
        ),
    ),
)
_READER = Reader(Vocabulary(_WORLD))


def _read(said: str) -> str | None:
    plan = _READER.read(Request(_WORLD, said, "Kitchen"))
    return plan.text if plan is not None else None


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("turn off the fan in ten minutes", "later after 10 min then set office fan: on=false"),
        (
            "In half an hour, close the blinds and lock the front door.",
            "later after 30 min then set blinds: position=0; set front door: locked=true",
        ),
        ("lock the front door at 11 pm", "later at 11:00pm then set front door: locked=true"),
        (
            "Lock the front door at 10:30pm every night",
            "later at 10:30pm daily then set front door: locked=true",
        ),
        ("at sunset turn on the porch light", "later at sunset then set porch light: on=true"),
        ("turn on the porch light when it gets dark", "later at sunset then set porch light: on=true"),
        (
            "every weekday at 20 to 7 start the coffee machine",
            "later at 06:40 weekdays then set coffee machine: on=true",
        ),
        ("turn on the fan on friday at 8", "later at 08:00 friday then set office fan: on=true"),
        ("tonight at ten turn off the tv", "later at 10:00pm then set tv: on=false"),
        ("turn on the porch light at 7", "later at 07:00 then set porch light: on=true"),
        (
            "tomorrow morning turn on the coffee machine at 7",
            "later at 7:00am tomorrow then set coffee machine: on=true",
        ),
        ("can you turn off the tv in 20 minutes?", "later after 20 min then set tv: on=false"),
        ("wait five minutes and then turn off the heater", "later after 5 min then set heater: on=false"),
        ("start the washing machine at 2 am", "later at 2:00am then run washing machine: start"),
    ],
)
def test_what_waits_for_a_time(said: str, plan: str) -> None:
    assert _read(said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        (
            "when the washing machine is done turn on the hall light",
            "later when washing machine: state=done then set hall light: on=true",
        ),
        (
            "turn off the tv once the washing machine finishes",
            "later when washing machine: state=done then set tv: on=false",
        ),
        (
            "when it gets warmer than 26 degrees in the office turn on the fan",
            "later when office sensor: temperature>26 then set office fan: on=true",
        ),
        (
            "if I leave the house, lock the front door",
            'later when phone: location!="home" then set front door: locked=true',
        ),
        ("let me know when the washing machine is done", "later when washing machine: state=done"),
    ],
)
def test_what_waits_for_something_to_happen(said: str, plan: str) -> None:
    assert _read(said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        (
            "turn on the heater for 20 minutes",
            "set heater: on=true; later after 20 min then set heater: on=false",
        ),
        ("turn on the heater until 7 pm", "set heater: on=true; later at 7:00pm then set heater: on=false"),
        (
            "keep the front door unlocked for 10 minutes",
            "set front door: locked=false; later after 10 min then set front door: locked=true",
        ),
        (
            "leave the heater off until 10 pm",
            "set heater: on=false; later at 10:00pm then set heater: on=true",
        ),
        (
            "turn the tv on and off again in an hour",
            "set tv: on=true; later after 1 h then set tv: on=false",
        ),
        (
            "turn on the porch light at 8 pm and turn it off at 11 pm",
            "later at 8:00pm then set porch light: on=true; later at 11:00pm then set porch light: on=false",
        ),
        (
            "turn on the heater now and turn off the fan in an hour",
            "set heater: on=true; later after 1 h then set office fan: on=false",
        ),
        (
            "turn off the fan in an hour but turn on the heater now",
            "set heater: on=true; later after 1 h then set office fan: on=false",
        ),
    ],
)
def test_what_is_due_now_comes_first(said: str, plan: str) -> None:
    assert _read(said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("set a timer for ten minutes", "later after 10 min"),
        ("ten minute timer", "later after 10 min"),
        ("timer 5 minutes", "later after 5 min"),
        ("set a 1 hour 20 minute timer for the roast", 'later after 1 h 20 min called "roast"'),
        ("wake me up at half past six in the morning", "later at 6:30am"),
        ("cancel the timer", "cancel timer"),
        ("forget the schedule", "cancel"),
        (
            "remind me to water the plants in 20 minutes",
            'later after 20 min then run phone: notify text="water the plants"',
        ),
        (
            "remind me at ten to three pm to feed the fish",
            'later at 2:50pm then run phone: notify text="feed the fish"',
        ),
    ],
)
def test_what_only_tells_the_speaker(said: str, plan: str) -> None:
    assert _read(said) == plan


@pytest.mark.parametrize(
    "said",
    [
        "close the blinds tomorrow",
        "turn off the tv later",
        "turn off the fan in a few minutes",
        "turn off the fan in ten",
        "turn on the fan at 3",
        "turn off the ceiling light and lock the front door in ten minutes",
        "turn off the tv when she leaves",
        "unless it rains turn off the hall light",
        "every ten minutes turn on the fan",
        "turn on the fan every other day at 8",
        "turn on the fan next friday at 8",
        "turn off the heater at 25 o'clock",
        "turn the heater off before midnight",
        "turn on the porch light from 8 to 11",
        "leave the porch light on all night",
        "turn off the tv ten minutes after the washing machine is done",
        "turn on the heater 20 minutes before sunset",
        "turn on the hall light if the front door is unlocked after midnight",
        "make it fifteen minutes",
        "turn on the heater until I say so",
        "turn off the tv in 45",
        "turn on the porch light from nine to five",
        "turn on the heater at 6 pm, the tv and the fan",
        "stop everything later, I mean turn off the tv",
        "turn off all the lights for an hour",
    ],
)
def test_a_time_that_is_not_certain_is_never_a_command_for_now(said: str) -> None:
    assert _read(said) is None


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("lock the front door at half seven", "later at 07:30 then set front door: locked=true"),
        ("give it ten minutes and then turn off the tv", "later after 10 min then set tv: on=false"),
        ("at the stroke of midnight turn off the tv", "later at 00:00 then set tv: on=false"),
        ("turn the tv off in an hour's time", "later after 1 h then set tv: on=false"),
        ("come midnight the tv goes off", "later at 00:00 then set tv: on=false"),
        ("TV off five minutes from now", "later after 5 min then set tv: on=false"),
        (
            "weekday mornings at 6:30 open the blinds",
            "later at 6:30am weekdays then set blinds: position=100",
        ),
        ("Mon-Fri 6:45 blinds up", "later at 06:45 weekdays then set blinds: position=100"),
        (
            "on Saturdays and Sundays open the blinds at nine",
            "later at 09:00 weekends then set blinds: position=100",
        ),
        ("Front door: lock it at 22:00 daily", "later at 22:00 daily then set front door: locked=true"),
        ("the tv should go off an hour and a half from now", "later after 1.5 h then set tv: on=false"),
        ("switch the tv off in, say, twenty minutes", "later after 20 min then set tv: on=false"),
        ("turn off the heater when 40 minutes are up", "later after 40 min then set heater: on=false"),
        (
            "raise the blinds at sunrise so I don't oversleep",
            "later at sunrise then set blinds: position=100",
        ),
        ("mute the tv in 15 min, that's when tea's ready", "later after 15 min then set tv: muted=true"),
        ("have the fan stop after an hour", "later after 1 h then set office fan: on=false"),
        (
            "at 5 am turn on the heater and turn it off at 5:30 am",
            "later at 5:00am then set heater: on=true; later at 5:30am then set heater: on=false",
        ),
        (
            "heater on for the next hour",
            "set heater: on=true; later after 1 h then set heater: on=false",
        ),
        (
            "mute the tv for five minutes, I'm on the phone",
            "set tv: muted=true; later after 5 min then set tv: muted=false",
        ),
        (
            "run the fan for two hours and then switch it off",
            "set office fan: on=true; later after 2 h then set office fan: on=false",
        ),
        (
            "heater on, heater off again after 30 minutes",
            "set heater: on=true; later after 30 min then set heater: on=false",
        ),
        (
            "turn on the heater at 6 am for 20 minutes",
            "later at 6:00am then set heater: on=true; later at 6:20am then set heater: on=false",
        ),
        (
            "porch light from nine pm till midnight",
            "later at 9:00pm then set porch light: on=true; later at 00:00 then set porch light: on=false",
        ),
        (
            "set the thermostat to 17 at 11 pm and to 20 at 6 am",
            (
                "later at 11:00pm then set thermostat: target_temperature=17; "
                "later at 6:00am then set thermostat: target_temperature=20"
            ),
        ),
        (
            "every Monday and Thursday at 10 am start the washing machine",
            (
                "later at 10:00am monday then run washing machine: start; "
                "later at 10:00am thursday then run washing machine: start"
            ),
        ),
        (
            "porch light: on at dusk, off at dawn, every day",
            (
                "later at sunset daily then set porch light: on=true; "
                "later at sunrise daily then set porch light: on=false"
            ),
        ),
        (
            "once the washing's finished turn on the hall light",
            "later when washing machine: state=done then set hall light: on=true",
        ),
        (
            "turn off the heater in twenty minutes, I mean turn off the tv",
            "later after 20 min then set tv: on=false",
        ),
    ],
)
def test_times_as_they_are_said(said: str, plan: str) -> None:
    assert _read(said) == plan


_TIMER, _OFF_LATER = "later after 10 min", "later after 10 min then set tv: on=false"


@pytest.mark.parametrize(
    ("before", "said", "plan"),
    [
        (_TIMER, "make it fifteen minutes", "cancel; later after 15 min"),
        (_TIMER, "sorry, I meant 15 minutes", "cancel; later after 15 min"),
        (_OFF_LATER, "make that half an hour instead", "cancel; later after 30 min then set tv: on=false"),
        (
            "later at 10:00pm daily then set tv: on=false",
            "make it 11 pm",
            "cancel; later at 11:00pm daily then set tv: on=false",
        ),
        (_TIMER, "cancel that", "cancel"),
        (_OFF_LATER, "never mind, leave it on", "cancel"),
        (_OFF_LATER, "no, leave it off", None),
        (_TIMER, "five more minutes", "extend waiting of 10 min by 5 min"),
        (_TIMER, "make it 7 pm", None),
        ("set heater: on=true", "turn it off in an hour", "later after 1 h then set heater: on=false"),
        ("set heater: on=true", "and off again at midnight", "later at 00:00 then set heater: on=false"),
        ("set heater: on=true; set tv: on=true", "turn it off in an hour", None),
        ("set heater: on=true", "make it fifteen minutes", None),
    ],
)
def test_what_follows_a_turn(before: str, said: str, plan: str | None) -> None:
    found = _READER.read(Request(_WORLD, said, "Kitchen", history=(Turn("turn on", before),)))
    assert (found.text if found is not None else None) == plan


def test_a_name_with_a_time_in_it_is_a_name() -> None:
    assert _read("turn on the night light") == "set night light: on=true"


@pytest.mark.parametrize(
    ("said", "trigger"),
    [
        ("at half past 5 in the afternoon", "at 5:30pm"),
        ("at midnight", "at 00:00"),
        ("at 7 45", "at 07:45"),
        ("tomorrow at a quarter to 8", "at 07:45 tomorrow"),
        ("monday to friday at 19:30", "at 19:30 weekdays"),
        ("on saturdays and sundays at noon", "at 12:00 weekends"),
        ("every evening when the sun sets", "at sunset daily"),
        ("2 and a quarter hours from now", "after 2.25 h"),
        ("in an hour and a half", "after 1.5 h"),
        ("in 1 hour and 5 minutes", "after 1 h 5 min"),
        ("at 7 pm in the morning", None),
        ("at 70", None),
        ("in the morning", None),
        ("at 5 in the bathroom", None),
    ],
)
def test_moments(said: str, trigger: str | None) -> None:
    found = times.moment(said)
    assert (found.trigger if found else None) == trigger
