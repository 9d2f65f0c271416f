"""Climate, players, lists, helpers, and what is only read or only pressed."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.evaluate.entities import DOMAINS
from assistant.evaluate.entities.other import Other
from devices.adapters.description import dump_description, parse_description
from tests.unit.assistant.evaluate.entity import given, make, offers, run, set_, shown

MODES = [
    "climate.HVACMode.OFF",
    "climate.HVACMode.HEAT",
    "climate.HVACMode.COOL",
    "climate.HVACMode.HEAT_COOL",
]


def test_a_thermostat() -> None:
    climate = make(
        "climate.a", hvac_modes=MODES, hvac_mode="climate.HVACMode.HEAT", target_temperature=20,
        current_temperature=19.5, supported_features=["climate.ClimateEntityFeature.TARGET_TEMPERATURE"],
    )  # fmt: skip
    assert offers(climate) == ("thermostat", ["target_temperature", "on", "mode"], [])
    assert climate.values() == {"target_temperature": 20.0, "on": True, "mode": "heat", "temperature": 19.5}
    set_(climate, target_temperature=22)
    assert shown(climate, "temperature") == ("heat", 22)
    set_(climate, on=False)
    assert shown(climate, "temperature", "hvac_mode") == ("off", 22, "off")
    set_(climate, on=True)
    assert climate.state == "heat_cool"
    set_(climate, mode="cool")
    assert climate.state == "cool"
    set_(climate, mode="auto")
    assert climate.state == "heat_cool"
    climate.prepare(given("off"))
    assert climate.values()["mode"] == "off"
    climate.prepare(given(hvac_mode="cool", target_temperature=18))
    assert shown(climate, "temperature") == ("cool", 18)
    assert climate.expected(given("cool", target_temperature=18)).attributes == {"temperature": 18}


def test_a_climate_in_fahrenheit_with_more_to_it() -> None:
    climate = make(
        "climate.a", "cool", hvac_modes=["off", "cool"], unit_of_measurement="°F", min_temp=60, max_temp=85,
        supported_features=1 + 8 + 16 + 32, preset_modes=["eco", "away"], swing_modes=["on", "off"],
        current_humidity=40,
    )  # fmt: skip
    kind, writable, _ = offers(climate)
    assert kind == "air conditioner"
    assert writable == ["target_temperature", "on", "mode", "fan_mode", "preset", "swing"]
    spec = climate.describe().properties[0]
    assert (spec.unit, spec.minimum, spec.maximum) == ("°F", 60, 85)
    set_(climate, fan_mode="low", preset="eco", swing="on")
    assert shown(climate, "fan_mode", "preset_mode", "swing_mode") == ("cool", "low", "eco", "on")
    assert make("climate.a", name="Patio heater").describe().type == "heater"


def test_humidity_and_hot_water() -> None:
    humidifier = make("humidifier.a", "off", humidity=40, min_humidity=30, available_modes=["baby"])
    assert offers(humidifier) == ("humidifier", ["on", "target_humidity", "mode"], [])
    set_(humidifier, on=True, target_humidity=55, mode="baby")
    assert shown(humidifier, "humidity", "mode") == ("on", 55, "baby")
    assert set_(humidifier, target_humidity=20).code == "out_of_range"
    heater = make("water_heater.a", "eco", operation_list=["off", "eco", "gas"], temperature=50)
    set_(heater, target_temperature=60)
    assert shown(heater, "temperature") == ("eco", 60)
    set_(heater, on=False)
    assert heater.state == "off"
    set_(heater, on=True)
    assert heater.state == "eco"
    set_(heater, mode="gas")
    assert heater.state == "gas"


def test_a_player_plays() -> None:
    player = make("media_player.a", "playing", device_class="media_player.MediaPlayerDeviceClass.SPEAKER")
    assert offers(player) == (
        "speaker",
        ["on", "volume", "muted"],
        ["play", "pause", "stop", "next", "previous"],
    )
    player.prepare(given("playing", media_track=1, volume_level=0.9))
    run(player, "next")
    assert shown(player, "media_track", "volume_level") == ("playing", 2, 0.9)
    run(player, "pause")
    assert shown(player, "media_track") == ("paused", 2)
    run(player, "previous")
    assert shown(player, "media_track") == ("playing", 1)
    set_(player, volume=50)
    assert shown(player, "volume_level") == ("playing", 0.5)
    set_(player, on=False)
    assert shown(player, "media_track", "volume_level") == ("off", None, None)
    set_(player, on=True)
    assert shown(player, "media_track", "volume_level") == ("idle", 0, 0.5)
    run(player, "stop")
    assert player.state == "idle"


def test_muting_is_a_volume_of_0_unless_the_suite_has_a_flag() -> None:
    player = make("media_player.a", "playing", volume_level=0.6)
    set_(player, muted=True)
    assert shown(player, "volume_level") == ("playing", 0.0)
    assert player.values()["volume"] == 60
    set_(player, muted=False)
    assert shown(player, "volume_level") == ("playing", 0.6)
    flagged = make("media_player.a", "playing", known=frozenset({"is_volume_muted"}), volume_level=0.6)
    set_(flagged, muted=True)
    assert shown(flagged, "volume_level", "is_volume_muted") == ("playing", 0.6, True)


def test_a_television() -> None:
    tv = make("media_player.a", "off", name="Bedroom TV", source_list=["HDMI 1", "News"])
    assert offers(tv)[:2] == ("television", ["on", "volume", "muted", "source"])
    set_(tv, source="News")
    assert shown(tv, "source", "media_track") == ("idle", "News", None)


def test_a_list_counts_its_open_items() -> None:
    todo = make("todo.a", todo_items=[{"summary": "Bread", "status": "needs_action"}, "Milk"])
    assert (todo.state, todo.values()) == ("2", {"items": ["Bread", "Milk"]})
    run(todo, "add", item="eggs")
    assert todo.state == "3"
    assert run(todo, "complete", item="bread").status == "succeeded"
    assert todo.state == "2"
    assert todo.reading().facts["completed"].value == ["Bread"]
    assert run(todo, "complete", item="bread").code == "not_possible"
    run(todo, "remove", item="BREAD")
    assert todo.reading().facts["completed"].value == []
    assert run(todo, "add", item=" ").code == "invalid_value"
    assert make("todo.a").state == "0"
    assert offers(make("todo.a", supported_features=1))[2] == ["add"]


@pytest.mark.parametrize(
    ("device_class", "unit", "state", "kind", "values"),
    [
        ("sensor.SensorDeviceClass.TEMPERATURE", "°C", "21.5", "temperature sensor", {"temperature": 21.5}),
        ("battery", "%", 90, "battery sensor", {"battery": 90}),
        ("humidity", "%", "45.5", "humidity sensor", {"humidity": 45.5}),
        ("power", "W", "12", "power sensor", {"power_draw": 12.0}),
        ("data_size", "GB", "3", "data size sensor", {"data_size": 3.0}),
        ("", "", "running", "sensor", {"value": "running"}),
        ("temperature", "°C", "unavailable", "temperature sensor", {}),
    ],
)
def test_a_sensor(device_class: str, unit: str, state: object, kind: str, values: dict[str, object]) -> None:
    sensor = make("sensor.a", state, device_class=device_class, native_unit_of_measurement=unit)
    assert offers(sensor) == (kind, [], [])
    assert sensor.values() == values
    assert sensor.reading().state == str(state)


@pytest.mark.parametrize(
    ("device_class", "state", "kind", "values"),
    [
        ("binary_sensor.BinarySensorDeviceClass.DOOR", "on", "door sensor", {"contact": True}),
        ("motion", False, "motion sensor", {"motion": False}),
        ("lock", False, "lock sensor", {"locked": True}),
        ("battery", True, "battery sensor", {"battery_low": True}),
        (None, None, "sensor", {"active": False}),
    ],
)
def test_a_binary_sensor(
    device_class: str | None, state: object, kind: str, values: dict[str, object]
) -> None:
    sensor = make("binary_sensor.a", state, device_class=device_class)
    assert offers(sensor) == (kind, [], [])
    assert sensor.values() == values


def test_the_weather() -> None:
    weather = make(
        "weather.a", condition="partlycloudy", native_temperature=15, native_temperature_unit="°C",
        humidity=60, daily_forecast=["rainy", {"condition": "sunny"}],
    )  # fmt: skip
    assert weather.state == "partlycloudy"
    assert weather.values() == {
        "condition": "partly cloudy",
        "temperature": 15.0,
        "humidity": 60,
        "forecast": ["rainy", "sunny"],
    }


@pytest.mark.parametrize(
    ("entity_id", "action"),
    [("button.a", "press"), ("input_button.a", "press"), ("scene.a", "activate")],
)
def test_what_is_pressed_shows_when(entity_id: str, action: str) -> None:
    entity = make(entity_id)
    before = entity.reading()
    assert not entity.is_in("2026-01-01T00:00:00+00:00", before)
    assert run(entity, action).status == "succeeded"
    after = entity.reading()
    assert after.state != before.state
    assert entity.is_in("2026-01-01T00:00:00+00:00", after)
    entity.prepare()
    assert entity.reading().state == before.state


def test_a_script_ends_and_a_notifier_takes_a_text() -> None:
    script = make("script.a")
    run(script, "activate")
    assert script.state == "off"
    assert script.reading().facts["used"].value == 1
    assert run(make("notify.a"), "notify").code == "invalid_value"


def test_helpers() -> None:
    number = make("input_number.a", 20, min=10, max=30, unit_of_measurement="°C")
    set_(number, value=25)
    assert number.state == "25.0"
    assert number.is_in("25", number.reading())
    assert set_(number, value=31).code == "out_of_range"
    select = make("select.a", options=["Eco", "Boost"])
    assert select.state == "Eco"
    set_(select, option="Boost")
    assert select.state == "Boost"
    text = make("input_text.a", "old")
    set_(text, value="new")
    assert text.state == "new"
    counter = make("counter.a", initial=5, step=2)
    run(counter, "increment")
    assert counter.state == "7"
    run(counter, "reset")
    assert counter.state == "5"
    timer = make("timer.a")
    assert run(timer, "pause").code == "not_possible"
    run(timer, "start", minutes=90)
    assert shown(timer, "duration") == ("active", "1:30:00")


def test_people_and_calendars() -> None:
    assert make("person.a", "not_home").values() == {"location": "away"}
    assert make("device_tracker.a", "home", battery_level=80).values() == {"location": "home", "battery": 80}
    calendar = make("calendar.a", events=[{"summary": "Dentist", "start": "2026-05-01T10:00:00"}])
    assert calendar.values()["next_event"] == "Dentist at 2026-05-01T10:00:00"
    run(calendar, "add", title="Lunch", time="12:00")
    assert calendar.values()["events"] == ["Dentist at 2026-05-01T10:00:00", "Lunch at 12:00"]


def test_a_domain_that_nobody_knows_can_be_asked_about() -> None:
    entity = make("plant_monitor.a", "ok", moisture=40, sunny=True, note="fine", nested={"a": 1})
    assert offers(entity) == ("plant monitor", [], [])
    assert entity.values() == {"state": "ok", "moisture": 40.0, "sunny": True, "note": "fine"}


def test_what_cannot_be_a_device_of_its_domain_is_only_asked() -> None:
    number = make("number.a", 3, min=10, max=1)
    assert isinstance(number, Other)
    assert number.values() == {"state": "3", "min": 10.0, "max": 1.0}


ODD = {
    "supported_features": 2**30 - 1,
    "hvac_modes": ["off", "heat_cool", "auto"],
    "options": ["a", "b", "a"],
    "source_list": ["x" * 90, "", "y"],
    "effect_list": ["none", "None"],
    "preset_modes": ["Eco mode", "away"],
    "todo_items": [{"summary": None}],
    "brightness": 300,
    "percentage": "fast",
    "current_position": 140,
    "battery_level": 101,
    "temperature": "warm",
    "min": 5,
    "max": 1,
}


@pytest.mark.parametrize("domain", [*DOMAINS, "unheard_of"])
@pytest.mark.parametrize("attributes", [{}, ODD])
def test_every_domain_makes_a_description_that_the_platform_takes(
    domain: str, attributes: dict[str, Any]
) -> None:
    entity = make(f"{domain}.a", **attributes)
    description = entity.describe()
    assert parse_description(dump_description(description)) == description
    assert entity.reading().state
    entity.prepare(given("on"))
    assert entity.reading().state
