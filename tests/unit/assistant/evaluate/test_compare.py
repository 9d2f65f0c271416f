"""The comparison: what was expected is so, and nothing else changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.evaluate.compare import answers, judge, same
from assistant.evaluate.entities.base import Entity
from assistant.evaluate.suite import Case, Given
from assistant.evaluate.verdict import Verdict
from tests.unit.assistant.evaluate.entity import given, make, run, set_


def home() -> dict[str, Entity]:
    """Four entities at rest."""
    return {
        "light.a": make("light.a", "off", supported_color_modes=["brightness"], brightness=200),
        "light.b": make("light.b", "off", supported_color_modes=["rgb"], brightness=200),
        "cover.c": make("cover.c", "closed", device_class="blind", supported_features=7),
        "media_player.d": make("media_player.d", "playing", media_track=4),
    }


def after(
    deed: Callable[[dict[str, Entity]], object],
    expect: dict[str, Given],
    *,
    ignore: dict[str, frozenset[str]] | None = None,
    responses: tuple[str, ...] = (),
    reply: str = "",
) -> Verdict:
    """The verdict on what a deed did in the home."""
    entities = home()
    before = {name: entity.reading() for name, entity in entities.items()}
    deed(entities)
    case = Case("x", ("say",), None, {}, expect, ignore or {}, responses)
    return judge(case, entities, before, {n: e.reading() for n, e in entities.items()}, reply)


def test_the_right_change_passes() -> None:
    verdict = after(
        lambda e: set_(e["light.a"], brightness=50),
        {"light.a": given("on", brightness=128, color_mode="brightness")},
    )
    assert verdict.passed
    assert verdict.got == {
        "light.a": {"state": "on", "attributes": {"brightness": 128, "color_mode": "brightness"}}
    }


def test_no_change_is_missing_and_not_false() -> None:
    verdict = after(lambda _e: None, {"light.a": given("on")})
    assert verdict.missing == ("light.a: state is off, not on",)
    assert not verdict.false_action


def test_a_wrong_value_is_missing() -> None:
    verdict = after(lambda e: set_(e["light.a"], brightness=51), {"light.a": given("on", brightness=128)})
    assert verdict.missing == ("light.a: brightness is 130, not 128",)
    assert not verdict.false_action


def test_another_entity_is_false() -> None:
    def both(entities: dict[str, Entity]) -> None:
        set_(entities["light.a"], on=True)
        set_(entities["light.b"], on=True)

    verdict = after(both, {"light.a": given("on", brightness=200, color_mode="brightness")})
    assert not verdict.missing
    assert verdict.unexpected == ("light.b: state went from off to on",)
    assert set(verdict.got) == {"light.a", "light.b"}


def test_a_wrong_property_is_false_though_home_assistant_hides_it() -> None:
    verdict = after(lambda e: set_(e["light.b"], on=True, color="red"), {"light.b": given("on")})
    assert verdict.unexpected == ("light.b: color went from None to red",)
    hidden = after(
        lambda e: (set_(e["light.a"], brightness=10), set_(e["light.a"], on=False)), {"light.b": given("off")}
    )
    assert hidden.unexpected == ("light.a: brightness went from 78 to 10",)


def test_what_is_ignored_may_change() -> None:
    half = {"cover.c": given("open")}
    ignore = {"cover.c": frozenset({"current_position"})}
    assert after(lambda e: set_(e["cover.c"], position=50), half, ignore=ignore).passed
    assert after(lambda e: set_(e["cover.c"], position=50), {}, ignore=ignore).unexpected
    everything = {"cover.c": frozenset({"state", "current_position"})}
    assert after(lambda e: set_(e["cover.c"], position=50), {}, ignore=everything).passed


def test_what_follows_from_the_state_need_not_be_named() -> None:
    assert after(lambda e: set_(e["cover.c"], position=100), {"cover.c": given("open")}).passed


def test_an_attribute_alone_leaves_the_state() -> None:
    expect = {"media_player.d": given(media_track=5)}
    assert after(lambda e: run(e["media_player.d"], "next"), expect).passed
    paused = after(lambda e: (run(e["media_player.d"], "next"), run(e["media_player.d"], "pause")), expect)
    assert paused.unexpected == ("media_player.d: state went from playing to paused",)


def test_an_entity_that_is_not_there_is_missing() -> None:
    verdict = after(lambda _e: None, {"light.attic": given("on")})
    assert verdict.missing == ("there is no light.attic",)
    assert verdict.expected == {"light.attic": {"state": "on"}}


def test_a_reply_has_one_of_the_texts() -> None:
    assert after(lambda _e: None, {}, responses=("No", "LOCKED"), reply="It is locked.").passed
    verdict = after(lambda _e: None, {}, responses=("open",), reply="It is locked.")
    assert verdict.missing == ("the reply has none of: open",)
    assert verdict.expected == {"response": ["open"]}
    assert not answers("", ["x"])


@pytest.mark.parametrize(
    ("expected", "actual", "equal"),
    [
        (None, None, True),
        (None, 0, False),
        (0, None, False),
        (0.5, 0.5000001, True),
        (128, 127, False),
        (20, "20.0", True),
        ([255, 0, 0], (255, 0, 0), True),
        ([255, 0, 0], (255, 0), False),
        (True, "true", True),
        (True, 1, False),
        ({"a": 1}, {"a": 1.0}, True),
        ("light.ColorMode.RGB", "rgb", True),
        ("red", "Red", False),
    ],
)
def test_equal_as_home_assistant_would_say(expected: object, actual: object, equal: bool) -> None:
    assert same(expected, actual) is equal
