from __future__ import annotations

from unittest.mock import create_autospec

import pytest

from assistant.later import Laters
from assistant.routines import Scheduler
from assistant.waiting import Waiting
from assistant.wording.chinese.wording import CHINESE
from assistant.wording.english.wording import ENGLISH
from assistant.wording.protocol import Wording
from model_core.plan import (
    After,
    Assignment,
    Comparison,
    GetStep,
    LaterStep,
    Op,
    Query,
    SetStep,
    Test,
    When,
)
from tests.unit.assistant.houses import device, house, light, percent, prop

LIGHTS = tuple(light(f"l{n}", name=f"Light{n}", room="Kitchen") for n in range(9))
HOME = house(
    device("sensor", "thermometer", prop("temperature", "number", unit="°C", writable=False), name="温度计"),
    device("fan", "fan", prop("on"), percent("speed"), name="Fan"),
    *LIGHTS,
    light("desk", name="Desk", room="Bedroom"),
    rooms=("Kitchen", "Bedroom"),
)
LATERS = Laters(create_autospec(Scheduler, instance=True), create_autospec(Waiting, instance=True))
KITCHEN = tuple(lamp.id for lamp in LIGHTS)
SWITCH = SetStep(KITCHEN, (Assignment("on", True),), group=True)
DIM = SetStep(KITCHEN, (Assignment("brightness", 10, Op.SUBTRACT),), group=True)
LOOK = GetStep(KITCHEN, Query.VALUE, ("on",), group=True)
in_both = pytest.mark.parametrize("wording", [ENGLISH, CHINESE], ids=["en", "zh"])


@pytest.mark.parametrize(
    ("wording", "described", "noted"),
    [
        (
            ENGLISH,
            "turn on the fan when the 温度计 has a temperature above 80 °F",
            "When the 温度计 has a temperature above 80 °F, I will turn on the fan.",
        ),
        (CHINESE, "当温度计的温度高于80华氏度时打开Fan", "当温度计的温度高于80华氏度时，我会打开Fan。"),
    ],
)
def test_a_condition_is_told_in_its_own_unit(wording: Wording, described: str, noted: str) -> None:
    hot = When("sensor", Test("temperature", Comparison.ABOVE, 80, "F"))
    step = LaterStep(hot, (SetStep(("fan",), (Assignment("on", True),)),))
    assert LATERS.described(wording, HOME, step) == described
    assert LATERS.noted(wording, HOME, step) == noted


@in_both
@pytest.mark.parametrize("step", [SWITCH, DIM, LOOK])
def test_what_is_asked_about_names_every_device(wording: Wording, step: SetStep | GetStep) -> None:
    text = LATERS.described(wording, HOME, LaterStep(After(600), (step,)))
    assert all(lamp.description.name in text for lamp in LIGHTS)


@pytest.mark.parametrize(
    ("wording", "step", "text"),
    [
        (
            ENGLISH,
            SWITCH,
            (
                "In 10 minutes I will turn on the Light0, the Light1, the Light2, the Light3, the Light4, "
                "the Light5 and 3 more."
            ),
        ),
        (ENGLISH, DIM, "In 10 minutes I will change the brightness of all 9 lights in the kitchen."),
        (ENGLISH, LOOK, "In 10 minutes I will tell you about all 9 lights in the kitchen."),
        (CHINESE, SWITCH, "10分钟后我会打开Light0、Light1、Light2、Light3、Light4、Light5等9个。"),
        (CHINESE, DIM, "10分钟后我会调整Kitchen的全部9盏灯的亮度。"),
        (CHINESE, LOOK, "10分钟后我会告诉你Kitchen的全部9盏灯的情况。"),
    ],
)
def test_what_was_agreed_to_may_be_cut_short(wording: Wording, step: SetStep | GetStep, text: str) -> None:
    assert LATERS.noted(wording, HOME, LaterStep(After(600), (step,))) == text


@in_both
def test_what_is_asked_about_leaves_no_wish_out(wording: Wording) -> None:
    steps = tuple(SetStep((lamp,), (Assignment("brightness", 11 + n),)) for n, lamp in enumerate(KITCHEN))
    text = LATERS.described(wording, HOME, LaterStep(After(600), steps))
    assert all(f"Light{n}" in text and str(11 + n) in text for n in range(9))


@pytest.mark.parametrize(("wording", "lights"), [(ENGLISH, "all 10 lights"), (CHINESE, "全部10盏灯")])
def test_what_is_asked_about_may_be_all_of_a_type(wording: Wording, lights: str) -> None:
    every = SetStep((*KITCHEN, "desk"), (Assignment("brightness", 10, Op.SUBTRACT),), group=True)
    assert lights in LATERS.described(wording, HOME, LaterStep(After(600), (every,)))
