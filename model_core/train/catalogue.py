"""What homes are made of: device kinds that do things, and the names they carry."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from model_core.train.offers import (
    Offer,
    air_conditioner_offer,
    blind_offer,
    coffee_offer,
    cover_offer,
    dishwasher_offer,
    dryer_offer,
    fan_offer,
    gate_offer,
    heater_offer,
    humidifier_offer,
    kettle_offer,
    light_offer,
    lock_offer,
    mower_offer,
    oven_offer,
    purifier_offer,
    speaker_offer,
    switchable_offer,
    television_offer,
    thermostat_offer,
    vacuum_offer,
    valve_offer,
    washer_offer,
    water_heater_offer,
)


@dataclass(frozen=True, slots=True)
class DeviceKind:
    """A kind of device: `type` is canonical, homes may call it otherwise (`other_types`)."""

    type: str
    nouns: tuple[str, ...]
    """What people call one of them, the plainest first."""
    names: tuple[str, ...]
    products: tuple[str, ...]
    rooms: tuple[str, ...]
    """Room classes; empty: the device belongs to no room."""
    weight: float
    offer: Callable[[random.Random], Offer]
    plurals: tuple[str, ...] = ()
    other_types: tuple[str, ...] = ()


_STUFF = ("kitchen", "living", "bedroom", "office")
_ANY = (
    "kitchen", "living", "dining", "bedroom", "kids", "bathroom", "hall", "entry", "office", "utility",
    "garage", "outdoor"
)  # fmt: skip
_INSIDE = _ANY[:10]

MAIN: tuple[DeviceKind, ...] = (
    DeviceKind(
        "light", ("light", "lamp"), ("light", "light", "ceiling light", "lamp", "floor lamp", "desk lamp",
        "bedside lamp", "reading lamp", "pendant", "spotlights", "light strip", "led strip", "chandelier",
        "wall light", "table lamp", "string lights", "night light", "vanity light", "cabinet lights",
        "downlights", "mirror light", "overhead light", "uplighter", "sconce", "standing lamp",
        "fairy lights", "track lights", "main light", "accent light", "picture light", "island lights",
        "lantern", "path lights", "floodlight", "globe lamp", "counter lights", "tree lights",
        "step lights"), ("Hue Go", "Hue Iris", "Hue Play", "Nanoleaf Shapes", "Lifx Beam", "Lumora Arc",
        "Govee Glide", "Yeelight Jade", "Vestra Orb", "Wiz Pole", "Brightly One", "Orbweave Ring", "Fado",
        "Symfonisk Lamp", "Tolomeo", "Smart Bulb", "Haldane Spot", "Nordlux 3"), _ANY, 9.0, light_offer,
        ("lights",)
    ),
    DeviceKind(
        "plug", ("plug", "outlet", "socket"), ("smart plug", "plug", "outlet", "socket", "wall plug",
        "power strip", "desk plug"), ("Kasa Mini", "Tapo P100", "Meross Duo", "Innr Plug", "Zentro Cube"),
        _ANY, 1.6, switchable_offer, ("plugs", "outlets", "sockets"), ("outlet",)
    ),
    DeviceKind(
        "switch", ("switch",), ("switch", "wall switch", "relay", "pump", "bathroom heater switch",
        "fountain", "mirror defogger", "aquarium", "towel warmer"), ("Shelly 1", "Shelly Plus",
        "Sonoff Mini", "Fibaro Relay"), _ANY, 0.9, switchable_offer, ("switches",)
    ),
    DeviceKind(
        "fan", ("fan", "ventilator"), ("fan", "ceiling fan", "tower fan", "desk fan", "standing fan",
        "exhaust fan", "extractor fan", "ventilation"), ("Dyson Cool", "Vornado 660", "Velar Breeze",
        "SmartAir 2", "Meaco 1056"), _INSIDE, 1.8, fan_offer, ("fans",)
    ),
    DeviceKind(
        "thermostat", ("thermostat", "heating"), ("thermostat", "thermostat", "heating", "radiator",
        "floor heating", "radiator valve", "climate control"), ("Nest", "Ecobee", "Tado", "Hive",
        "Netatmo Stat", "Casaline Heat"), _INSIDE, 1.7, thermostat_offer, ("thermostats", "radiators"),
        ("climate",)
    ),
    DeviceKind(
        "heater", ("heater",), ("heater", "space heater", "panel heater", "patio heater", "electric heater",
        "towel heater", "fan heater"), ("Dimplex 2", "Adax Neo", "Mill Glass", "Toastline"), (*_INSIDE,
        "outdoor", "garage"), 0.7, heater_offer, ("heaters",)
    ),
    DeviceKind(
        "air conditioner", ("air conditioner", "ac", "air con", "aircon", "air conditioning"),
        ("air conditioner", "ac", "aircon", "air conditioning", "split unit", "window ac"), ("Daikin",
        "Mitsubishi AC", "Gree Fairy", "Sensibo Sky", "Panasonic Etherea"), ("living", "bedroom", "office",
        "kids", "dining"), 1.2, air_conditioner_offer, ("air conditioners", "acs")
    ),
    DeviceKind(
        "humidifier", ("humidifier",), ("humidifier", "mister"), ("Venta", "Levoit 300", "Stadler Oskar"),
        ("living", "bedroom", "kids", "office"), 0.5, humidifier_offer, ("humidifiers",)
    ),
    DeviceKind(
        "dehumidifier", ("dehumidifier",), ("dehumidifier",), ("Meaco Dry", "DeLonghi Tasciugo"), ("utility",
        "bathroom"), 0.3, humidifier_offer, ("dehumidifiers",)
    ),
    DeviceKind(
        "air purifier", ("air purifier", "purifier", "air cleaner"), ("air purifier", "purifier",
        "air cleaner"), ("Blueair 411", "Starkvind", "Coway Mega", "Pexa Air"), ("living", "bedroom", "kids",
        "office"), 0.6, purifier_offer, ("air purifiers", "purifiers")
    ),
    DeviceKind(
        "curtain", ("curtain", "curtains", "drapes"), ("curtain", "curtains", "drapes", "sheer curtain",
        "blackout curtain", "window curtain"), ("SwitchBot Curtain", "Slide", "Aqara Curtain", "Velluto"),
        ("living", "bedroom", "dining", "office", "kids"), 1.5, cover_offer, ("curtains", "drapes")
    ),
    DeviceKind(
        "blind", ("blind", "shade", "blinds", "shades", "shutter"), ("blind", "blinds", "shade",
        "roller blind", "shutter", "roller shutter", "venetian blind", "skylight blind", "roman shade",
        "awning"), ("Fyrtur", "Kadrilj", "Somfy Roller", "Velux", "Tredansen", "Soma"), ("living", "bedroom",
        "dining", "office", "kids", "kitchen", "bathroom", "outdoor"), 2.0, blind_offer, ("blinds", "shades",
        "shutters"), ("shade", "shutter")
    ),
    DeviceKind(
        "garage door", ("garage door", "garage"), ("garage door", "door", "big door", "garage door opener",
        "roller door", "main door"), ("MyQ", "Chamberlain", "Meross Opener", "Hörmann"), ("garage",), 1.8,
        gate_offer, ("garage doors",)
    ),
    DeviceKind(
        "gate", ("gate",), ("gate", "driveway gate", "garden gate", "side gate", "front gate"), ("Nice Gate",
        "Somfy Gate"), ("outdoor",), 0.8, gate_offer, ("gates",)
    ),
    DeviceKind(
        "lock", ("lock", "door", "door lock", "deadbolt"), ("lock", "front door", "back door", "door lock",
        "front door lock", "smart lock", "side door", "deadbolt", "patio door", "cellar door"), ("August",
        "Yale Linus", "Nuki", "Schlage Encode", "Danalock", "Kwikset Halo"), ("entry", "hall", "garage",
        "outdoor", "kitchen", "office"), 1.6, lock_offer, ("locks", "doors")
    ),
    DeviceKind(
        "television", ("tv", "television", "telly"), ("tv", "television", "big tv", "smart tv", "projector",
        "telly", "flat screen"), ("Bravia", "LG OLED", "Samsung Frame", "Roku", "Fire TV", "Apple TV",
        "Android TV"), ("living", "bedroom", "kids", "kitchen", "office"), 1.5, television_offer, ("tvs",
        "televisions"), ("tv",)
    ),
    DeviceKind(
        "speaker", ("speaker",), ("speaker", "speakers", "stereo", "soundbar", "radio",
        "music system", "smart speaker", "hi-fi", "sound system", "record player", "bookshelf speakers",
        "patio speakers"), ("Sonos One", "Sonos Move", "HomePod", "Echo Dot", "Echo Show", "Symfonisk",
        "Nest Mini", "Bose 500", "Denon 150", "Marshall Acton", "Quorin Duo"), (*_STUFF, "bathroom",
        "outdoor", "dining", "kids", "garage"), 2.0, speaker_offer, ("speakers",), ("media player",)
    ),
    DeviceKind(
        "vacuum", ("vacuum", "robot", "robot vacuum", "vacuum cleaner", "hoover", "vac"), ("vacuum",
        "robot vacuum", "robot", "vacuum cleaner", "hoover", "mop robot", "robovac"), ("Roborock S5",
        "Roborock Q7", "Roomba", "Deebot", "Eufy X8", "Dreame L10", "Neato D4", "Braava"), ("living", "hall",
        "kitchen", "utility", "bedroom"), 1.7, vacuum_offer, ("vacuums", "robots")
    ),
    DeviceKind(
        "mower", ("mower", "lawn mower", "lawnmower"), ("lawn mower", "mower", "robot mower"), ("Automower",
        "Gardena Sileno", "Worx Landroid", "Luba"), ("outdoor",), 0.6, mower_offer, ("mowers",)
    ),
    DeviceKind(
        "washer", ("washing machine", "washer"), ("washing machine", "washer", "washer"), ("Miele W1",
        "Bosch Serie 6", "LG ThinQ Washer", "AEG Lavamat"), ("utility", "bathroom", "kitchen"), 0.8,
        washer_offer, ("washing machines",)
    ),
    DeviceKind(
        "dryer", ("dryer", "tumble dryer"), ("dryer", "tumble dryer"), ("Miele T1", "Bosch Dry 8",
        "Beko Dryer"), ("utility", "bathroom"), 0.5, dryer_offer, ("dryers",)
    ),
    DeviceKind(
        "dishwasher", ("dishwasher",), ("dishwasher",), ("Bosch Silence", "Miele G7", "Asko"), ("kitchen",),
        0.6, dishwasher_offer, ("dishwashers",)
    ),
    DeviceKind(
        "oven", ("oven",), ("oven", "stove", "cooker"), ("Neff Slide", "June Oven", "Siemens iQ"),
        ("kitchen",), 0.6, oven_offer, ("ovens",)
    ),
    DeviceKind(
        "coffee maker", ("coffee machine", "coffee maker"), ("coffee maker", "coffee machine",
        "espresso machine"), ("Jura E8", "Delonghi Magnifica", "Nespresso", "Sage Oracle"), ("kitchen",
        "office"), 0.7, coffee_offer, ("coffee machines",)
    ),
    DeviceKind(
        "kettle", ("kettle",), ("kettle", "tea kettle"), ("Fellow Stagg", "Smarter iKettle"), ("kitchen",),
        0.4, kettle_offer, ("kettles",)
    ),
    DeviceKind(
        "water heater", ("water heater", "boiler"), ("water heater", "boiler", "hot water tank"),
        ("Vaillant", "Rheem", "Ariston"), ("utility", "bathroom"), 0.5, water_heater_offer, ("water heaters",
        "boilers")
    ),
    DeviceKind(
        "valve", ("valve", "water valve"), ("water valve", "valve", "main water valve", "gas valve",
        "irrigation valve", "shutoff valve", "drip line", "hose tap"), ("Moen Flo", "Zooz Titan",
        "Link-Tap"), ("utility", "kitchen", "bathroom", "outdoor", "garage"), 1.1, valve_offer, ("valves",)
    ),
)  # fmt: skip
