"""The demonstration passes with right plans, and fails for every kind of wrong one."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from assistant.demo.play import Play, stage, summary
from assistant.demo.script import SCENES, Scene
from assistant.settings import Settings
from tests.integration.planners import ScriptedPlanner
from tests.servers import free_port

PLANS = {
    "Turn on the kitchen light.": "set kitchen light: on=true",
    "Set the floor lamp to blue.": "set floor lamp: color=blue",
    "Now dim it to 30 percent.": "set floor lamp: brightness=30",
    "Open the curtains and turn on the TV.": "set living room curtains: position=100; set tv: on=true",
    "Is the front door locked?": "check front door: locked=true",
    "Unlock the front door.": "set front door: locked=false",
    "Lock the front door.": "set front door: locked=true",
    "Open the garage door.": "set garage door: open=true",
    "Turn on the climate in the car.": "set car: climate_on=true",
    "Turn on the sauna.": 'refuse unknown "sauna"',
    "Set the thermostat to 60 degrees.": "set thermostat: target_temperature=60",
    "Kitchen light off, phone on do not disturb, and charge the car to 90 percent.": (
        "set kitchen light: on=false; set phone: do_not_disturb=true; set car: charge_limit=90"
    ),
    "Start the washing machine with the quick programme.": "run washing machine: start programme=quick",
    "Add oat milk to the shopping list.": 'run shopping list: add item="oat milk"',
    "What is the temperature in the bathroom?": "get bathroom thermometer: temperature",
    "Turn off all the lights.": "set all light: on=false",
}


async def perform(folder: Path, scenes: tuple[Scene, ...], **changed: str) -> tuple[Play, str]:
    """The scenes with the plans above, some of them changed; and what was printed."""
    plans = PLANS | {
        scene.utterance: changed[scene.heard_by] for scene in scenes if scene.heard_by in changed
    }
    settings = Settings(data_dir=folder, grpc_address="127.0.0.1:0", mqtt_port=free_port(), patience=3.0)
    printed = io.StringIO()
    console = Console(file=printed, width=200)
    async with stage(settings, console, planner=ScriptedPlanner(plans)) as play:
        await play.perform(scenes)
    return play, printed.getvalue()


async def test_the_whole_script_passes_with_the_right_plans(tmp_path: Path) -> None:
    play, printed = await perform(tmp_path, SCENES)
    assert play.failures == []
    assert len(play.milliseconds) == len(SCENES) + sum(1 for scene in SCENES if scene.answer)
    assert "all as expected" in summary(play)
    assert 'ensemble/demo/kitchen_light/command {"set": {"on": true}}' in printed
    assert 'kitchen_light {"on": true}' in printed
    assert "kitchen_light succeeded" in printed
    assert "front_door: locked" not in printed


async def test_a_wrong_device_is_noticed_twice(tmp_path: Path) -> None:
    play, _ = await perform(tmp_path, SCENES[:1], phone="set bedside lamp: on=true")
    text = "\n".join(play.failures)
    assert "kitchen_light.on should be True; the device says False" in text
    assert "bedroom_lamp.on should be False; the twin says True" in text


@pytest.mark.parametrize(
    ("place", "plan", "complaint"),
    [
        (4, "set tv: on=true", "should end as"),
        (5, "check front door: locked=true", "it should have asked first"),
        (10, "set kitchen light: on=true", "CONVERSE_STATUS_REFUSED"),
        (9, "get thermostat: temperature", "the reply should hold “22.5”"),
    ],
)
async def test_a_wrong_turn_is_noticed(tmp_path: Path, place: int, plan: str, complaint: str) -> None:
    scene = SCENES[place]
    play, _ = await perform(tmp_path, (scene,), **{scene.heard_by: plan})
    assert complaint in "\n".join(play.failures)
