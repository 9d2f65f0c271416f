"""Which kinds of device can be simulated, by the name a home file calls them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from devices.simulators import appliances, climate, covers, lights, media, robots, sensors
from devices.simulators.behaviour import Behaviour
from devices.simulators.cameras import camera
from devices.simulators.car import car
from devices.simulators.device import About, HomeFileError
from devices.simulators.generic import generic
from devices.simulators.lists import todo_list
from devices.simulators.locks import lock
from devices.simulators.pace import Pace
from devices.simulators.phone import phone
from devices.simulators.water import valve

Factory = Callable[[About, Pace], Behaviour]

KINDS: Mapping[str, Factory] = MappingProxyType(
    {
        "light": partial(lights.light, lights.DIMMABLE),
        "plain light": partial(lights.light, lights.PLAIN),
        "white light": partial(lights.light, lights.WHITE),
        "color light": partial(lights.light, lights.COLOR),
        "switch": lights.wall_switch,
        "plug": lights.plug,
        "fan": climate.fan,
        "thermostat": climate.thermostat,
        "air conditioner": climate.air_conditioner,
        "weather": climate.weather,
        "curtain": covers.curtain,
        "blind": covers.blind,
        "garage door": covers.garage_door,
        "gate": covers.gate,
        "lock": lock,
        "valve": valve,
        "television": media.television,
        "speaker": media.speaker,
        "vacuum": robots.vacuum,
        "mower": robots.mower,
        "washer": appliances.washer,
        "dryer": appliances.dryer,
        "dishwasher": appliances.dishwasher,
        "oven": appliances.oven,
        "coffee maker": appliances.coffee_maker,
        "temperature sensor": sensors.temperature_sensor,
        "humidity sensor": sensors.humidity_sensor,
        "motion sensor": sensors.motion_sensor,
        "door sensor": sensors.door_sensor,
        "window sensor": sensors.window_sensor,
        "leak sensor": sensors.leak_sensor,
        "smoke detector": sensors.smoke_detector,
        "light sensor": sensors.light_sensor,
        "camera": camera,
        "list": todo_list,
        "phone": phone,
        "car": car,
        "generic": generic,
    }
)


def build(kind: str, about: About, pace: Pace) -> Behaviour:
    """A new device of that kind; HomeFileError for a kind or an initial state that does not exist."""
    factory = KINDS.get(kind.replace("_", " "))
    if factory is None:
        raise HomeFileError(f"{about.name}: there is no kind {kind!r:.60}; kinds: {', '.join(sorted(KINDS))}")
    return factory(about, pace)
