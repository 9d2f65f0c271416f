"""Homes for figures have exactly the devices asked for, and sentences that can be said in all of them."""

from __future__ import annotations

import pytest

from benchmarks.households import nested, sentences
from model_core.train.home import Household

SIZES = (10, 20, 50)


@pytest.fixture(scope="module")
def homes() -> dict[int, Household]:
    return nested("test", SIZES)


def test_larger_homes_have_all_devices_of_the_smaller(homes: dict[int, Household]) -> None:
    ids = [{thing.id for thing in homes[size].world.things} for size in SIZES]
    assert [len(found) for found in ids] == list(SIZES)
    assert ids[0] < ids[1] < ids[2]


def test_a_part_knows_nothing_of_what_was_left_out(homes: dict[int, Household]) -> None:
    home = homes[10]
    devices = {thing.id for thing in home.world.things}
    assert set(home.kinds) == set(home.state) == devices
    assert home.proper <= devices
    assert {room.name for room in home.world.rooms} == set(home.room_class)
    assert {thing.room for thing in home.world.things if thing.room} == set(home.room_class)


def test_sentences_are_all_different_and_the_same_again(homes: dict[int, Household]) -> None:
    said = sentences(homes[10], 12, seed="test")
    assert len({request.utterance for request in said}) == 12
    assert said == sentences(homes[10], 12, seed="test")


def test_where_nothing_can_be_said_is_refused(
    homes: dict[int, Household], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.households.MIXTURE", {0: 1})  # no family is of this kind
    with pytest.raises(ValueError, match="Only 0 sentences"):
        sentences(homes[10], 2, seed="test")
