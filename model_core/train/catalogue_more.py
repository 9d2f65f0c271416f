"""Device kinds that read, remind, watch or move: sensors, lists, scenes, cameras, phones, cars."""

from __future__ import annotations

import random
from collections.abc import Mapping

from model_core.train.catalogue import MAIN, DeviceKind
from model_core.train.offers import Offer, choice, flag, integer, number, percent, text
from model_core.world import Action, Attribute, Kind

_ANY = (
    "kitchen", "living", "dining", "bedroom", "kids", "bathroom", "hall", "entry", "office", "utility",
    "garage", "outdoor"
)  # fmt: skip
_INSIDE = _ANY[:10]


def _temperature(rng: random.Random) -> Offer:
    extra: tuple[Attribute, ...] = (percent("humidity", writable=False),) if rng.random() < 0.4 else ()
    extra += (percent("battery", writable=False),) if rng.random() < 0.3 else ()
    return (number("temperature", "°C", writable=False), *extra), ()


def _humidity(rng: random.Random) -> Offer:
    return (percent("humidity", writable=False), *_battery(rng)), ()


def _motion(rng: random.Random) -> Offer:
    return (flag("motion", writable=False), *_battery(rng)), ()


def _contact(rng: random.Random) -> Offer:
    return (flag("contact", writable=False), *_battery(rng)), ()


def _leak(rng: random.Random) -> Offer:
    return (flag("leak", writable=False), *_battery(rng)), ()


def _smoke(rng: random.Random) -> Offer:
    return (flag("smoke", writable=False), *_battery(rng)), (Action("test"),) if rng.random() < 0.3 else ()


def _air(rng: random.Random) -> Offer:
    extra = (integer("pm25", 0, 500, "µg/m³", writable=False),) if rng.random() < 0.4 else ()
    return (integer("co2", 400, 5000, "ppm", writable=False), *extra), ()


def _meter(rng: random.Random) -> Offer:
    extra = (number("energy_today", "kWh", writable=False),) if rng.random() < 0.7 else ()
    return (number("power_draw", "W", writable=False), *extra), ()


def _battery(rng: random.Random) -> tuple[Attribute, ...]:
    return (percent("battery", writable=False),) if rng.random() < 0.35 else ()


def _camera(rng: random.Random) -> Offer:
    extra = (flag("motion", writable=False),) if rng.random() < 0.4 else ()
    return (flag("on"), *extra), (Action("snapshot"),) if rng.random() < 0.6 else ()


def _doorbell(rng: random.Random) -> Offer:
    return (percent("volume"), *_battery(rng)), (Action("ring"),) if rng.random() < 0.4 else ()


def _alarm(rng: random.Random) -> Offer:
    return (
        choice("mode", "off", "home", "away", *(("night",) if rng.random() < 0.5 else ())),
        flag("triggered", writable=False),
    ), ()


def _irrigation(_rng: random.Random) -> Offer:
    minutes = integer("minutes", 1, 120, "min")
    return (choice("state", "idle", "watering", writable=False),), (
        Action("start", (minutes,)),
        Action("stop"),
    )


def _list(_rng: random.Random) -> Offer:
    item = (text("item", required=True),)
    items = Attribute("items", Kind.LIST, writable=False)
    return (items,), (Action("add", item), Action("complete", item), Action("remove", item))


def _calendar(_rng: random.Random) -> Offer:
    events = Attribute("events", Kind.LIST, writable=False)
    return (events, text("next_event", writable=False)), (
        Action("add", (text("title", required=True), text("time"))),
    )


def _scene(_rng: random.Random) -> Offer:
    return (), (Action("activate"),)


def _weather(rng: random.Random) -> Offer:
    condition = choice(
        "condition", "sunny", "cloudy", "rainy", "snowy", "windy", "foggy", "stormy", writable=False
    )
    extra: tuple[Attribute, ...] = (percent("rain_chance", writable=False),) if rng.random() < 0.5 else ()
    extra += (number("wind_speed", "km/h", writable=False),) if rng.random() < 0.4 else ()
    return (
        condition,
        number("temperature", "°C", writable=False),
        percent("humidity", writable=False),
        *extra,
    ), ()


def _phone(rng: random.Random) -> Offer:
    properties: tuple[Attribute, ...] = (
        percent("battery", writable=False),
        choice("ringer", "normal", "vibrate", "silent"),
    )
    properties += (text("location", writable=False),) if rng.random() < 0.7 else ()
    properties += (percent("volume"),) if rng.random() < 0.5 else ()
    properties += (flag("do_not_disturb"),) if rng.random() < 0.5 else ()
    properties += (flag("flashlight"),) if rng.random() < 0.3 else ()
    message = Action("notify", (text("text", required=True),))
    actions: tuple[Action, ...] = (Action("ring"), message) if rng.random() < 0.8 else (Action("ring"),)
    if rng.random() < 0.5:
        actions += (Action("navigate", (text("destination", required=True),)),)
    if rng.random() < 0.3:
        actions += (Action("call", (text("contact", required=True),)),)
    return properties, actions


def _car(rng: random.Random) -> Offer:
    properties: tuple[Attribute, ...] = (flag("locked"), integer("range", 0, 600, "km", writable=False))
    if rng.random() < 0.75:
        properties += (
            percent("battery", writable=False),
            flag("charging"),
            integer("charge_limit", 50, 100, "%"),
        )
    else:
        properties += (percent("fuel", writable=False),)
    properties += (flag("climate"), number("target_temperature", "°C", 15, 28)) if rng.random() < 0.8 else ()
    properties += (flag("trunk_open"),) if rng.random() < 0.6 else ()
    properties += (flag("windows_open"),) if rng.random() < 0.4 else ()
    properties += (text("location", writable=False),) if rng.random() < 0.7 else ()
    actions: tuple[Action, ...] = (Action("honk"), Action("flash")) if rng.random() < 0.6 else ()
    if rng.random() < 0.7:
        actions += (Action("navigate", (text("destination", required=True),)),)
    return properties, actions


MORE: tuple[DeviceKind, ...] = (
    DeviceKind(
        "temperature sensor", ("temperature sensor", "thermometer"), ("temperature sensor", "thermometer",
        "climate sensor", "temperature"), ("Aqara T1", "Govee Thermo", "Ruuvi"), _ANY, 1.2, _temperature,
        ("temperature sensors",)
    ),
    DeviceKind(
        "humidity sensor", ("humidity sensor", "hygrometer"), ("humidity sensor", "hygrometer", "humidity"),
        ("Xiaomi Hygro",), _INSIDE, 0.5, _humidity, ("humidity sensors",)
    ),
    DeviceKind(
        "motion sensor", ("motion sensor", "motion detector"), ("motion sensor", "motion detector",
        "presence sensor"), ("Hue Motion", "Aqara FP2", "Eve Motion"), _ANY, 1.0, _motion, ("motion sensors",
        )
    ),
    DeviceKind(
        "door sensor", ("door sensor",), ("door sensor", "door contact", "front door sensor", "fridge door",
        "balcony door sensor"), ("Parasoll", "Eve Door"), _ANY, 0.8, _contact, ("door sensors",)
    ),
    DeviceKind(
        "window sensor", ("window sensor",), ("window sensor", "window", "window contact", "left window",
        "skylight"), ("Sensative Strip",), _INSIDE, 1.0, _contact, ("window sensors", "windows")
    ),
    DeviceKind(
        "leak sensor", ("leak sensor", "water sensor"), ("leak sensor", "leak detector", "flood sensor",
        "water leak sensor"), ("Badring", "Govee Leak"), ("kitchen", "bathroom", "utility"), 0.4, _leak,
        ("leak sensors",)
    ),
    DeviceKind(
        "smoke detector", ("smoke detector", "smoke alarm"), ("smoke detector", "smoke alarm"),
        ("Nest Protect", "Hekatron"), _INSIDE, 0.5, _smoke, ("smoke detectors",)
    ),
    DeviceKind(
        "air quality sensor", ("air quality sensor",), ("air quality sensor", "co2 sensor", "air monitor"),
        ("Awair", "Vindstyrka", "Airthings"), _INSIDE, 0.4, _air, ("air quality sensors",)
    ),
    DeviceKind(
        "energy meter", ("energy meter", "power meter"), ("energy meter", "power meter", "electricity meter",
        "solar panels"), ("Shelly EM", "Tibber Pulse"), (), 0.3, _meter
    ),
    DeviceKind(
        "camera", ("camera",), ("camera", "security camera", "doorbell camera", "baby monitor",
        "driveway camera", "indoor camera"), ("Arlo", "Ring Cam", "Eufy Cam", "Wyze", "Nest Cam"), (*_INSIDE,
        "outdoor", "garage"), 0.9, _camera, ("cameras",)
    ),
    DeviceKind(
        "doorbell", ("doorbell",), ("doorbell", "front doorbell", "chime"), ("Ring", "Netatmo Bell"),
        ("entry", "outdoor"), 0.4, _doorbell
    ),
    DeviceKind(
        "alarm", ("alarm", "alarm system", "security system"), ("alarm", "alarm panel", "security system",
        "house alarm"), ("Ajax Hub", "SimpliSafe", "Abode"), (), 0.5, _alarm
    ),
    DeviceKind(
        "irrigation", ("sprinkler", "irrigation", "sprinklers"), ("sprinkler", "irrigation",
        "lawn sprinkler", "garden sprinkler", "drip irrigation"), ("Rachio", "Rain Bird", "Gardena Smart"),
        ("outdoor",), 0.5, _irrigation, ("sprinklers",)
    ),
    DeviceKind(
        "list", ("list",), ("shopping list", "to-do list", "groceries", "chores", "packing list", "todo",
        "household tasks", "wish list", "grocery list", "tasks"), ("Todoist Inbox", "Bring", "Google Tasks",
        "Costco Run", "Farmers Market"), (), 1.3, _list
    ),
    DeviceKind(
        "calendar", ("calendar",), ("calendar", "family calendar", "work calendar", "school calendar",
        "birthdays"), ("Google Calendar", "Outlook"), (), 0.4, _calendar
    ),
    DeviceKind(
        "scene", ("scene",), ("movie night", "good night", "good morning", "dinner", "party mode", "reading",
        "relax", "focus", "romantic dinner", "away", "movie time", "bedtime", "wake up", "cooking",
        "game night", "leaving home", "welcome home", "nap time", "work mode", "yoga", "sunset glow",
        "date night", "cinema"), ("Arctic Aurora", "Tropical Twilight", "Energize", "Savanna"), (), 1.4,
        _scene, ("scenes",)
    ),
    DeviceKind(
        "weather", ("weather",), ("weather", "weather forecast", "home weather", "weather station",
        "forecast"), ("OpenWeather", "Met Office", "Netatmo Weather"), (), 0.6, _weather
    ),
    DeviceKind(
        "phone", ("phone",), ("phone", "phone", "phone", "iphone", "mobile", "tablet"), ("Pixel 8",
        "Galaxy S24", "Fairphone"), (), 1.0, _phone, ("phones",)
    ),
    DeviceKind(
        "car", ("car",), ("car", "car", "car", "truck", "van", "ev"), ("Tesla", "Model 3", "Ioniq 5", "ID.4",
        "Volvo", "Leaf", "Zoe", "Polestar", "Kia EV6", "Fiat 500"), (), 0.7, _car, ("cars",)
    ),
)  # fmt: skip

KINDS: Mapping[str, DeviceKind] = {k.type: k for k in (*MAIN, *MORE)}
OWNED = frozenset({"phone", "car", "list", "calendar"})
