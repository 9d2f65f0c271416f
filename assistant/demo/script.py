"""What is said in the demonstration, and how every device must be afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ensemble.v1 import assistant_pb2 as pb

from devices.schema import Value

PHONE, SPEAKER, CAR = "phone", "speaker", "car"

BY_THEMSELVES = frozenset(
    {
        ("car", "temperature"),
        ("thermostat", "temperature"),
        ("washer", "minutes_left"),
    }
)
"""Values that go on changing after a command; they are not compared."""

LIGHTS = ("kitchen_light", "floor_lamp", "living_room_light", "bedroom_lamp")


@dataclass(frozen=True, slots=True)
class Scene:
    """One thing that is said and all that must come of it; what is not named must stay as it was."""

    heard_by: str
    """Id of the device that is spoken to."""
    utterance: str
    kind: str
    """What the scene shows, for people."""
    status: int
    """The ConverseStatus that the last turn of the scene ends with."""
    then: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    """Values by device and property."""
    answer: str = ""
    """What is said to the question that must follow; empty when none may."""
    reply: str = ""
    """What the reply must hold, without regard to capitals."""


SCENES: tuple[Scene, ...] = (
    Scene(
        PHONE,
        "Turn on the kitchen light.",
        "one device",
        pb.CONVERSE_STATUS_DONE,
        {"kitchen_light": {"on": True}},
    ),
    Scene(
        PHONE,
        "Set the floor lamp to blue.",
        "one device",
        pb.CONVERSE_STATUS_DONE,
        {"floor_lamp": {"on": True, "color": "blue"}},
    ),
    Scene(
        PHONE,
        "Now dim it to 30 percent.",
        "a follow-up",
        pb.CONVERSE_STATUS_DONE,
        {"floor_lamp": {"brightness": 30}},
    ),
    Scene(
        SPEAKER,
        "Open the curtains and turn on the TV.",
        "two devices, in the speaker's room",
        pb.CONVERSE_STATUS_DONE,
        {"living_room_curtains": {"position": 100}, "tv": {"on": True, "state": "idle"}},
    ),
    Scene(
        SPEAKER,
        "Is the front door locked?",
        "a question",
        pb.CONVERSE_STATUS_ANSWERED,
        reply="locked",
    ),
    Scene(
        SPEAKER,
        "Unlock the front door.",
        "a confirmation, agreed to",
        pb.CONVERSE_STATUS_DONE,
        {"front_door": {"locked": False}},
        answer="Yes.",
    ),
    Scene(
        PHONE,
        "Lock the front door.",
        "one device",
        pb.CONVERSE_STATUS_DONE,
        {"front_door": {"locked": True}},
    ),
    Scene(
        CAR,
        "Open the garage door.",
        "a confirmation, declined",
        pb.CONVERSE_STATUS_CANCELLED,
        answer="No.",
    ),
    Scene(
        CAR,
        "Turn on the climate in the car.",
        "the car",
        pb.CONVERSE_STATUS_DONE,
        {"car": {"climate_on": True}},
    ),
    Scene(
        PHONE,
        "What is the temperature in the bathroom?",
        "a question",
        pb.CONVERSE_STATUS_ANSWERED,
        reply="22.5",
    ),
    Scene(
        PHONE,
        "Turn on the sauna.",
        "impossible: no such device",
        pb.CONVERSE_STATUS_REFUSED,
    ),
    Scene(
        PHONE,
        "Set the thermostat to 60 degrees.",
        "impossible: out of range",
        pb.CONVERSE_STATUS_REFUSED,
    ),
    Scene(
        PHONE,
        "Kitchen light off, phone on do not disturb, and charge the car to 90 percent.",
        "home, phone and car at once",
        pb.CONVERSE_STATUS_DONE,
        {
            "kitchen_light": {"on": False},
            "phone": {"do_not_disturb": True},
            "car": {"charge_limit": 90},
        },
    ),
    Scene(
        PHONE,
        "Start the washing machine with the quick programme.",
        "an appliance",
        pb.CONVERSE_STATUS_DONE,
        {"washer": {"state": "running", "programme": "quick"}},
    ),
    Scene(
        PHONE,
        "Add oat milk to the shopping list.",
        "a list",
        pb.CONVERSE_STATUS_DONE,
        {"shopping_list": {"items": ["milk", "oat milk"]}},
    ),
    Scene(
        PHONE,
        "Turn off all the lights.",
        "many devices",
        pb.CONVERSE_STATUS_DONE,
        {light: {"on": False} for light in LIGHTS},
    ),
)
