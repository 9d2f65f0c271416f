from __future__ import annotations

import pytest

from assistant.context import common, with_values, world_of
from model_core.world import Kind
from tests.unit.assistant.houses import act, device, house, light, percent, prop


def test_the_model_sees_names_rooms_and_abilities_but_no_states() -> None:
    lamp = light("lamp", name="Desk lamp", room="Kitchen")
    phone = device("phone", "phone", prop("battery", "integer", writable=False), actions=(act("ring"),))
    home = house(lamp, phone, reported={"lamp": {"on": True, "color": "secret"}}, rooms=("Kitchen", "Hall"))
    world = world_of(home)
    assert [r.name for r in world.rooms] == ["Kitchen", "Hall"]
    assert [(t.id, t.name, t.type, t.room) for t in world.things] == [
        ("lamp", "Desk lamp", "light", "Kitchen"),
        ("phone", "phone", "phone", None),
    ]
    brightness = world.things[0].find_property("brightness")
    assert brightness is not None
    assert (brightness.kind, brightness.minimum, brightness.maximum) == (Kind.INTEGER, 0, 100)
    assert "secret" not in repr(world)


def test_names_that_are_alike_are_told_apart_by_room() -> None:
    home = house(
        light("a", name="Lamp", room="Kitchen"),
        light("b", name="lamp", room="Hall"),
        device("c", "fan", percent("speed"), name="Fan", room="Hall"),
        rooms=("Kitchen", "Hall"),
    )
    assert [home.name_of(d) for d in ("a", "b", "c", "ghost")] == [
        "Kitchen Lamp",
        "Hall lamp",
        "Fan",
        "ghost",
    ]


def test_confirmed_values_go_before_the_last_report() -> None:
    home = house(light("lamp"), reported={"lamp": {"on": False, "color": "red"}})
    later = with_values(home, {"lamp": {"on": True}, "ghost": {"on": True}})
    assert later.reported("lamp") == {"on": True, "color": "red"}
    assert home.reported("lamp")["on"] is False


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Kitchen light", "kitchen light"),
        ("Bedroom 1", "bedroom 1"),
        ("Emma's room", "Emma's room"),
        ("TV", "TV"),
        ("LED strip", "LED strip"),
        ("Roborock Downstairs", "Roborock Downstairs"),
        ("客厅灯", "客厅灯"),
    ],
)
def test_names_inside_a_sentence(name: str, wanted: str) -> None:
    assert common(name) == wanted
