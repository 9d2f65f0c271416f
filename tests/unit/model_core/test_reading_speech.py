"""Sentences are read as people say them: with reasons, slips, other words, and the device left out."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, Turn, World

ON = Attribute("on", Kind.BOOLEAN)
BRIGHTNESS = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
TEMPERATURE = Attribute("temperature", Kind.NUMBER, -40, 60, "°C", writable=False)
WARMTH = Attribute("target_temperature", Kind.NUMBER, 5, 30, "°C")
BATTERY = Attribute("battery", Kind.INTEGER, 0, 100, "%", writable=False)
OPEN = Attribute("open", Kind.BOOLEAN)
TIME = Attribute("time", Kind.STRING, required=True)


def flag(name: str) -> Attribute:
    return Attribute(name, Kind.BOOLEAN)


def phone(name: str) -> Thing:
    return Thing(
        name.casefold(), f"{name}'s phone", "phone", None,
        (
            BATTERY, flag("do_not_disturb"), flag("flashlight"),
            Attribute("volume", Kind.INTEGER, 0, 100, "%"),
            Attribute("alarms", Kind.LIST, writable=False),
            Attribute("location", Kind.STRING, writable=False),
        ),
        (
            Action("ring"), Action("stop_ringing"), Action("clear_notifications"),
            Action("set_alarm", (TIME,)), Action("cancel_alarm", (Attribute("time", Kind.STRING),)),
            Action("notify", (Attribute("text", Kind.STRING, required=True),)),
        ),
    )  # fmt: skip


WORLD = World(
    (Room("Parlour"), Room("Nora's room"), Room("Barn")),
    (
        Thing("arc", "Arc lamp", "light", "Parlour", (ON, BRIGHTNESS)),
        Thing("nora_lamp", "Nora's lamp", "light", "Nora's room", (ON, BRIGHTNESS)),
        Thing("stove", "Stove", "thermostat", "Parlour", (WARMTH, TEMPERATURE)),
        Thing("barn_door", "Barn door", "garage door", "Barn", (OPEN,)),
        phone("Nora"),
        phone("Otto"),
        Thing(
            "car", "Fiat", "car", None,
            (
                flag("locked"), flag("trunk_open"), flag("hazard_lights"), flag("defrost"), BATTERY,
                Attribute("windows", Kind.INTEGER, 0, 100, "%"),
                Attribute("range", Kind.NUMBER, writable=False),
                Attribute("charge_limit", Kind.INTEGER, 50, 100, "%"),
            ),
            (
                Action("honk"), Action("start_charging"), Action("cancel_navigation"),
                Action("navigate", (Attribute("destination", Kind.STRING, required=True),)),
            ),
        ),
        Thing(
            "loom", "Loom", "power loom", "Barn",
            (
                Attribute("state", Kind.STRING, choices=("idle", "weaving", "paused"), writable=False),
                Attribute("thread_tension", Kind.INTEGER, 0, 50),
                Attribute("air_pressure", Kind.NUMBER, 0, 9, "bar"),
                flag("bobbin_turning"), Attribute("pattern", Kind.STRING, choices=("twill", "satin")),
                Attribute("progress", Kind.INTEGER, 0, 100, "%", writable=False), flag("eco"),
            ),
            (Action("pause"), Action("resume")),
        ),
    ),
)  # fmt: skip
VOCABULARY = Vocabulary(WORLD)
READER = Reader(VOCABULARY, is_word=lambda word: word not in {"arclamp", "noras"})


def read(said: str, history: tuple[Turn, ...] = ()) -> str | None:
    plan = READER.read(Request(WORLD, said, history=history))
    return plan.text if plan is not None else None


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("my arms are full, pop the boot of the Fiat", "set fiat: trunk_open=true"),
        ("honk the Fiat so the sheep move", "run fiat: honk"),
        ("arc lamp off, Otto's dozing", "set arc lamp: on=false"),
        ("the barn door is wide, somebody pass me a rope", None),
        ("we have visitors on Sunday, so charge limit of the Fiat to 90", "set fiat: charge_limit=90"),
        ("visitors come at 3, open the barn door then", None),
        ("Otto's left his phone in the hay, make it ring", "run otto's phone: ring"),
        ("Nora has a headache, turn off her lamp", "set nora's lamp: on=false"),
        ("Nora and Otto are home, turn off her lamp", None),
    ],
)
def test_a_statement_beside_a_command_is_its_reason(said: str, plan: str | None) -> None:
    assert read(said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("stove to nineteen no twenty one", "set stove: target_temperature=21"),
        ("arc lamp to thirty ah no forty yeah forty", "set arc lamp: brightness=40"),
        ("turn off the arc lamp no not the arc lamp Nora's lamp", "set nora's lamp: on=false"),
        ("unlock the Fiat I mean lock it", "set fiat: locked=true"),
        ("barn door just just open it", "set barn door: open=true"),
        ("arclamp on plz", "set arc lamp: on=true"),
        ("turn of noras lamp", "set nora's lamp: on=false"),
        ("turn on the um never mind", "refuse chat"),
        ("drive us to the market, put it in the Fiat's navigation", None),
        ("we are out of lack", None),
        ("is the bark open", None),
        ("stove to twenty no the other one", None),
    ],
)
def test_slips_are_put_right(said: str, plan: str | None) -> None:
    assert read(said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("scrap the half past six alarm on Nora's phone", 'run nora\'s phone: cancel_alarm time="06:30"'),
        ("another alarm for Otto's phone at 5:15 am", 'run otto\'s phone: set_alarm time="05:15"'),
        ("let Otto's phone know supper is ready", 'run otto\'s phone: notify text="supper is ready"'),
        ("tell Otto's phone to dance", None),
        ("whack Otto's phone's volume up to 80", "set otto's phone: volume=80"),
        ("wipe the notifications off Nora's phone", "run nora's phone: clear_notifications"),
        ("hazards on", "set fiat: hazard_lights=true"),
        ("the car's demister on please", "set fiat: defrost=true"),
        ("drop the Fiat's windows by a quarter", "set fiat: windows=25"),
        ("navigate the Fiat to Turin and honk", 'run fiat: navigate destination="turin"; run fiat: honk'),
        ("scrap the route of the Fiat", "run fiat: cancel_navigation"),
        ("pause the weaving", "run loom: pause"),
        ("raise the loom by 2 bar", "set loom: air_pressure+=2"),
        ("raise the loom by 2 metres", None),
        ("loom tension down to twelve", "set loom: thread_tension=12"),
        ("run the loom at three bar", "set loom: air_pressure=3"),
        ("stop turning the bobbins", "set loom: bobbin_turning=false"),
        ("put the loom in eco mode", "set loom: eco=true"),
        ("change the loom's pattern over to satin", "set loom: pattern=satin"),
        ("tension twelve", None),
    ],
)
def test_phones_cars_and_parts_in_other_words(said: str, plan: str | None) -> None:
    assert read(said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("which of the two phones has the weaker battery", "lowest all phone: battery"),
        ("which phone has more charge, Nora's or Otto's", "highest nora's phone, otto's phone: battery"),
        ("when does Otto's alarm go off", "get otto's phone: alarms"),
        ("where has Nora's phone got to", "get nora's phone: location"),
        ("how many ks can the Fiat still do", "get fiat: range"),
        ("what percentage is the loom at", "get loom: progress"),
    ],
)
def test_more_ways_to_ask(said: str, plan: str) -> None:
    assert read(said) == plan


LIT = Turn("arc lamp on", "set arc lamp: on=true")
RUNG = Turn("ring Nora's phone", "run nora's phone: ring")


@pytest.mark.parametrize(
    ("before", "said", "plan"),
    [
        (LIT, "ooh too bright, 20 percent is plenty", "set arc lamp: brightness=20"),
        (LIT, "and Nora's lamp too while you're at it", "set nora's lamp: on=true"),
        (LIT, "I like cheese", None),
        (RUNG, "found it, stop ringing", "run nora's phone: stop_ringing"),
        (Turn("lock the Fiat", "set fiat: locked=true"), "close the windows", "set fiat: windows=0"),
        (
            Turn("Nora's battery?", "get nora's phone: battery"),
            "what about Otto's",
            "get otto's phone: battery",
        ),
        (Turn("is the stove above 20?", "check stove: temperature>20"), "nineteen then", None),
    ],
)
def test_what_follows_leaves_its_device_out(before: Turn, said: str, plan: str | None) -> None:
    assert read(said, (before,)) in ({plan, "refuse chat"} if plan is None else {plan})


@pytest.mark.parametrize(
    "said",
    [
        "do not lock the Fiat",
        "don't turn off the arc lamp",
        "please never open the barn door",
        "no, don't you dare turn off the arc lamp",
        "I told you not to turn off the arc lamp",
        "do not turn on the stove until 6 pm",
        "不要关灯",
        "先别关射灯",
        "别让孩子把电视打开",
        "千万别把门打开！",
    ],
)
def test_what_is_forbidden_is_not_done(said: str) -> None:
    assert read(said) == "refuse unclear"


@pytest.mark.parametrize(
    "said",
    [
        "Nora asked you not to lock the Fiat",
        "don't turn off the arc lamp, dim it",
        "don't forget to lock the Fiat",
        "do not disturb on for Nora's phone",
        "don't you think it is dark in here",
        "别忘了锁门",
    ],
)
def test_what_forbids_more_or_less_is_not_taken_for_it(said: str) -> None:
    assert read(said) != "refuse unclear"
