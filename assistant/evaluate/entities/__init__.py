"""Home Assistant's entity domains as devices: each one's abilities, and what a command makes of its state."""

from __future__ import annotations

from collections.abc import Mapping

import structlog

from assistant.evaluate.entities.base import Entity
from assistant.evaluate.entities.calendars import Calendar
from assistant.evaluate.entities.climates import Climate
from assistant.evaluate.entities.comfort import Humidifier, WaterHeater
from assistant.evaluate.entities.covers import Cover, Valve
from assistant.evaluate.entities.fans import Fan
from assistant.evaluate.entities.guards import Alarm, Camera
from assistant.evaluate.entities.helpers import Counter, Number, Select, Timer, Writing
from assistant.evaluate.entities.lights import Light
from assistant.evaluate.entities.lists import TodoList
from assistant.evaluate.entities.locks import Lock
from assistant.evaluate.entities.moments import Button, Notifier, Scene, Script
from assistant.evaluate.entities.other import Other
from assistant.evaluate.entities.places import Whereabouts
from assistant.evaluate.entities.players import Player
from assistant.evaluate.entities.robots import Mower, Vacuum
from assistant.evaluate.entities.sensors import BinarySensor, Sensor
from assistant.evaluate.entities.switches import Siren, Switch
from assistant.evaluate.entities.weather import Weather
from assistant.evaluate.suite import EntityFixture
from devices.adapters.description import dump_description, parse_description
from devices.errors import DeviceError
from devices.simulators.pace import Pace

log = structlog.get_logger(__name__)

DOMAINS: Mapping[str, type[Entity]] = {
    "alarm_control_panel": Alarm,
    "automation": Switch,
    "binary_sensor": BinarySensor,
    "button": Button,
    "calendar": Calendar,
    "camera": Camera,
    "climate": Climate,
    "counter": Counter,
    "cover": Cover,
    "date": Writing,
    "datetime": Writing,
    "device_tracker": Whereabouts,
    "fan": Fan,
    "group": Switch,
    "humidifier": Humidifier,
    "input_boolean": Switch,
    "input_button": Button,
    "input_datetime": Writing,
    "input_number": Number,
    "input_select": Select,
    "input_text": Writing,
    "lawn_mower": Mower,
    "light": Light,
    "lock": Lock,
    "media_player": Player,
    "notify": Notifier,
    "number": Number,
    "person": Whereabouts,
    "remote": Switch,
    "scene": Scene,
    "schedule": Switch,
    "script": Script,
    "select": Select,
    "sensor": Sensor,
    "siren": Siren,
    "switch": Switch,
    "text": Writing,
    "time": Writing,
    "timer": Timer,
    "todo": TodoList,
    "vacuum": Vacuum,
    "valve": Valve,
    "water_heater": WaterHeater,
    "weather": Weather,
}

IMMEDIATE = Pace(travel=0.0)

UNFIT = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What comes of attributes of another shape than their domain has."""


def build(fixture: EntityFixture, known: frozenset[str] = frozenset()) -> Entity:
    """The entity as a device that moves at once; `known` are the attributes the suite mentions for it.

    A fixture that its domain cannot make a valid device of becomes a device that can only be asked about.
    """
    made = DOMAINS.get(fixture.domain, Other)
    try:
        entity = made(fixture, IMMEDIATE, known)
        parse_description(dump_description(entity.describe()))
        return entity
    except (*UNFIT, DeviceError) as error:
        log.warning("entity_not_understood", entity_id=fixture.id, error=str(error))
        return Other(fixture, IMMEDIATE, known)
