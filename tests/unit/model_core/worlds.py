"""Small worlds that several tests share."""

from __future__ import annotations

from model_core.world import Action, Attribute, Kind, Room, Thing, World

DIMMABLE = (
    Attribute("on", Kind.BOOLEAN),
    Attribute("brightness", Kind.INTEGER, 0, 100, "%"),
    Attribute("color", Kind.STRING, choices=("red", "green", "warm white")),
)
SWITCHED = (Attribute("on", Kind.BOOLEAN),)
VACUUM = (
    Action("start"),
    Action("dock"),
    Action("clean", (Attribute("minutes", Kind.INTEGER), Attribute("spot", Kind.STRING))),
)
THERMOSTAT = (
    Attribute("target_temperature", Kind.NUMBER, 5, 30, "°C"),
    Attribute("temperature", Kind.NUMBER, unit="°C", writable=False),
)


def house() -> World:
    """Two floors, two ceiling lights of one name, a lamp, a vacuum and a thermostat without a room."""
    return World(
        (Room("Kitchen", "Ground Floor"), Room("Bedroom", "Upstairs")),
        (
            Thing("kitchen_light", "Ceiling Light", "light", "Kitchen", DIMMABLE),
            Thing("bedroom_light", "Ceiling Light", "light", "Bedroom", DIMMABLE),
            Thing("lamp", "Desk Lamp", "light", "Bedroom", SWITCHED),
            Thing(
                "robot",
                "Roborock",
                "vacuum",
                "Kitchen",
                (Attribute("state", Kind.STRING, choices=("idle", "cleaning"), writable=False),),
                VACUUM,
            ),
            Thing("thermostat", "Thermostat", "thermostat", None, THERMOSTAT),
        ),
    )
