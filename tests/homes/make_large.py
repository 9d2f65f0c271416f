"""Write large.yaml: a boarding house of 300 devices, the same at every run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

DEVICES = 300
TARGET = Path(__file__).with_name("large.yaml")
FLOORS = ("Ground floor", "First floor", "Second floor", "Third floor")
SHARED = {
    "Ground floor": ("Lobby", "Kitchen", "Dining room", "Laundry", "Garage", "Garden"),
    "First floor": ("First landing", "Library"),
    "Second floor": ("Second landing", "Music room"),
    "Third floor": ("Third landing", "Roof terrace"),
}
GUEST_ROOMS = {"First floor": 8, "Second floor": 8, "Third floor": 6}
GUEST_KINDS = (
    ("color light", "bedside lamp"),
    ("light", "ceiling light"),
    ("curtain", "curtains"),
    ("thermostat", "heating"),
    ("television", "TV"),
    ("lock", "door"),
    ("window sensor", "window"),
    ("plain light", "bathroom light"),
    ("humidity sensor", "bathroom humidity"),
    ("fan", "fan"),
)
SHARED_KINDS = {
    "Lobby": (
        ("light", "chandelier"),
        ("camera", "camera"),
        ("lock", "main door"),
        ("speaker", "speaker"),
        ("motion sensor", "motion sensor"),
        ("vacuum", "vacuum"),
    ),
    "Kitchen": (
        ("oven", "oven"),
        ("dishwasher", "dishwasher"),
        ("coffee maker", "coffee machine"),
        ("light", "light"),
        ("smoke detector", "smoke alarm"),
        ("list", "shopping list"),
        ("valve", "water valve"),
    ),
    "Dining room": (("light", "light"), ("speaker", "speaker"), ("blind", "blind")),
    "Laundry": (
        ("washer", "left washer"),
        ("washer", "right washer"),
        ("dryer", "dryer"),
        ("leak sensor", "leak sensor"),
        ("plain light", "light"),
    ),
    "Garage": (("garage door", "door"), ("light", "light"), ("car", "van"), ("car", "shuttle")),
    "Garden": (("mower", "mower"), ("valve", "sprinkler"), ("weather", "weather"), ("gate", "gate")),
    "Library": (("white light", "reading light"), ("air conditioner", "air conditioner")),
    "Music room": (("speaker", "stereo"), ("air conditioner", "air conditioner")),
    "Roof terrace": (("color light", "string lights"), ("blind", "awning")),
}
EVERYWHERE = (
    ("light", "light"),
    ("temperature sensor", "thermometer"),
    ("motion sensor", "motion sensor"),
    ("plug", "plug"),
    ("light sensor", "light sensor"),
    ("switch", "switch"),
)
STAFF = ("Olga", "Marek", "Lucia", "Tom")


def home() -> dict[str, Any]:
    """The content of the file."""
    rooms = [{"name": room, "floor": floor} for floor in FLOORS for room in SHARED[floor]]
    devices: list[dict[str, Any]] = []
    for number, floor in enumerate(FLOORS[1:], start=1):
        for index in range(1, GUEST_ROOMS[floor] + 1):
            room = f"Room {number}{index:02}"
            rooms.append({"name": room, "floor": floor})
            devices += [_device(kind, f"{room} {what}", room) for kind, what in GUEST_KINDS]
    for room, kinds in SHARED_KINDS.items():
        devices += [_device(kind, f"{room} {what}", room) for kind, what in kinds]
    devices += [_device("phone", f"{name}'s phone", None) for name in STAFF]
    names = {device["name"] for device in devices}
    shared = [room for floor in FLOORS for room in SHARED[floor]]
    for kind, what in EVERYWHERE:
        for room in shared:
            if len(devices) < DEVICES and f"{room} {what}" not in names:
                devices.append(_device(kind, f"{room} {what}", room))
    return {
        "home": "large",
        "name": "Boarding house",
        "timezone": "Europe/Prague",
        "rooms": rooms,
        "devices": devices,
    }


def _device(kind: str, name: str, room: str | None) -> dict[str, Any]:
    return {"kind": kind, "name": name} | ({"room": room} if room else {})


def text() -> str:
    """The file as it stands in the repository."""
    head = "# Written by make_large.py.\n"
    return head + yaml.safe_dump(home(), sort_keys=False, default_flow_style=None, width=110)


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
