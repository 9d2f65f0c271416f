"""Lights, switches, fans, sirens, remotes: on, off and how much."""

from __future__ import annotations

import pytest

from tests.unit.assistant.evaluate.entity import given, make, offers, run, set_, shown


def test_a_light_offers_what_its_colour_modes_allow() -> None:
    assert offers(make("light.a", supported_color_modes=["onoff"])) == ("light", ["on"], [])
    assert offers(make("light.a", supported_color_modes=["brightness"]))[1] == ["on", "brightness"]
    white = make(
        "light.a", supported_color_modes=["light.ColorMode.COLOR_TEMP"], min_mireds=200, max_mireds=400
    )
    assert offers(white)[1] == ["on", "brightness", "color_temperature"]
    spec = white.describe().find_property("color_temperature")
    assert spec is not None
    assert (spec.minimum, spec.maximum) == (2500, 5000)
    assert offers(make("light.a", supported_color_modes=["rgbw"]))[1] == ["on", "brightness", "color"]
    effects = make("light.a", supported_color_modes=["rgb"], effect_list=["rainbow"], supported_features=4)
    assert offers(effects)[1] == ["on", "brightness", "color", "effect"]


@pytest.mark.parametrize(("percent", "brightness"), [(50, 128), (1, 3), (10, 26), (100, 255), (39, 99)])
def test_a_percentage_becomes_a_brightness(percent: int, brightness: int) -> None:
    light = make("light.a", "off", supported_color_modes=["brightness"], brightness=0)
    assert set_(light, brightness=percent).status == "succeeded"
    assert shown(light, "brightness", "color_mode") == ("on", brightness, "brightness")
    assert light.values() == {"on": True, "brightness": percent}


def test_a_light_keeps_a_stored_brightness_of_0_and_hides_it_when_off() -> None:
    light = make("light.a", supported_color_modes=["brightness"], color_mode="brightness", brightness=100)
    assert shown(light, "brightness") == ("on", 100)
    light.prepare(given("off", brightness=0))
    assert shown(light, "brightness", "color_mode") == ("off", None, None)
    set_(light, on=True)
    assert shown(light, "brightness", "color_mode") == ("on", 0, "brightness")
    light.prepare(given("on", brightness=100))
    set_(light, on=False)
    assert shown(light, "brightness", "color_mode") == ("off", None, None)
    set_(light, on=True)
    assert shown(light, "brightness") == ("on", 100)
    set_(light, brightness=0)
    assert light.reading().state == "off"
    assert light.attributes["brightness"] == 100


def test_a_setup_is_over_with_the_next_one() -> None:
    light = make("light.a", "off", supported_color_modes=["brightness"], brightness=10)
    light.prepare(given("on", brightness=255))
    set_(light, brightness=20)
    light.prepare()
    assert light.values() == {"on": False, "brightness": 4}


@pytest.mark.parametrize(
    ("mode", "color", "attribute", "value"),
    [
        ("rgb", "red", "rgb_color", (255, 0, 0)),
        ("rgb", "green", "rgb_color", (0, 128, 0)),
        ("rgbw", "blue", "rgbw_color", (0, 0, 255, 0)),
        ("rgbw", "white", "rgbw_color", (0, 0, 0, 255)),
        ("rgbww", "red", "rgbww_color", (255, 0, 0, 0, 0)),
        ("hs", "yellow", "hs_color", (60.0, 100.0)),
        ("xy", "red", "xy_color", (0.701, 0.299)),
        ("hs", "blue", "rgb_color", (0, 0, 255)),
    ],
)
def test_a_colour_is_taken_over_in_the_lights_own_mode(
    mode: str, color: str, attribute: str, value: tuple[float, ...]
) -> None:
    light = make("light.a", "off", supported_color_modes=[mode], brightness=255)
    set_(light, color=color)
    assert shown(light, attribute, "color_mode") == ("on", value, mode)
    assert light.values()["color"] == color


def test_white_and_colour_take_turns() -> None:
    light = make(
        "light.a", "on", supported_color_modes=["color_temp", "hs"], hs_color=[10, 90], color_mode="hs"
    )
    assert light.values()["color"] == "red"
    set_(light, color_temperature=4000)
    assert shown(light, "color_mode", "color_temp_kelvin", "color_temp", "hs_color") == (
        "on",
        "color_temp",
        4000,
        250,
        None,
    )
    set_(light, color="cyan")
    assert shown(light, "color_mode", "color_temp_kelvin") == ("on", "hs", None)


def test_a_yaml_boolean_is_a_state() -> None:
    assert make("light.a", False, color_mode=["onoff"]).state == "off"
    assert make("switch.a", True).state == "on"
    assert make("light.a", True).expected(given(False)).state == "off"


@pytest.mark.parametrize(
    ("entity_id", "kind"),
    [
        ("switch.a", "switch"),
        ("input_boolean.a", "switch"),
        ("automation.a", "automation"),
        ("remote.a", "remote"),
        ("group.a", "group"),
    ],
)
def test_what_only_switches(entity_id: str, kind: str) -> None:
    entity = make(entity_id, "off")
    assert offers(entity)[0] == kind
    set_(entity, on=True)
    assert entity.state == "on"
    set_(entity, on=False)
    assert entity.state == "off"


def test_an_outlet_is_a_plug_and_a_remote_has_activities() -> None:
    assert offers(make("switch.a", device_class="switch.SwitchDeviceClass.OUTLET"))[0] == "plug"
    remote = make("remote.a", "off", activity_list=["TV", "Music"])
    set_(remote, activity="TV")
    assert shown(remote, "current_activity") == ("on", "TV")
    automation = make("automation.a", "on")
    run(automation, "activate")
    assert automation.reading().facts["activated"].value == 1


def test_a_siren_sounds() -> None:
    siren = make("siren.a", available_tones=["wail"], supported_features=31)
    assert offers(siren) == ("siren", ["on", "tone", "volume"], [])
    set_(siren, on=True, tone="wail", volume=40)
    assert shown(siren, "tone", "volume_level") == ("on", "wail", 0.4)


FAN = ["fan.FanEntityFeature.SET_SPEED", "fan.FanEntityFeature.OSCILLATE"]


def test_a_fan_turned_on_runs_at_full_speed() -> None:
    fan = make("fan.a", "off", supported_features=FAN, oscillating=False)
    assert offers(fan) == ("fan", ["on", "speed", "oscillating"], [])
    assert shown(fan, "percentage") == ("off", 0)
    set_(fan, on=True)
    assert shown(fan, "percentage") == ("on", 100)
    set_(fan, speed=30, oscillating=True)
    assert shown(fan, "percentage", "oscillating") == ("on", 30, True)
    set_(fan, on=True)
    assert shown(fan, "percentage") == ("on", 30)
    set_(fan, speed=0)
    assert shown(fan, "percentage") == ("off", 0)
    fan.prepare(given("on"))
    assert shown(fan, "percentage") == ("on", 100)
    set_(fan, on=False)
    assert shown(fan, "percentage") == ("off", 0)
    fan.prepare(given(percentage=40))
    assert shown(fan, "percentage") == ("on", 40)


def test_a_fan_with_modes_and_a_direction() -> None:
    fan = make(
        "fan.a", "off", name="Air purifier", supported_features=12, preset_modes=["auto", "night"],
        current_direction="forward",
    )  # fmt: skip
    assert offers(fan) == ("air purifier", ["on", "mode", "direction"], [])
    set_(fan, mode="night", direction="reverse")
    assert shown(fan, "preset_mode", "direction") == ("on", "night", "reverse")
