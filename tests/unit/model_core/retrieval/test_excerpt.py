"""An excerpt of a large home keeps what a sentence could mean, and little else."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from model_core.language import grammar
from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.plan import SetStep
from model_core.retrieval import excerpt
from model_core.retrieval.excerpt import BUDGET, Index
from model_core.retrieval.words import closest
from model_core.world import Attribute, Kind, Request, Room, Thing, Turn, World
from tests.unit.model_core.worlds import DIMMABLE, SWITCHED, THERMOSTAT, VACUUM

ROOMS = tuple(Room(f"Room {n}", f"Floor {n // 10}") for n in range(1, 41))


def hotel() -> World:
    """Forty rooms with a lamp, a fan, a plug and a radiator each, and a few things there is one of."""
    things = []
    for room in ROOMS:
        number = room.name.removeprefix("Room ")
        things += [
            Thing(f"lamp_{number}", f"Lamp {number}", "light", room.name, DIMMABLE),
            Thing(f"fan_{number}", "Fan", "fan", room.name, SWITCHED),
            Thing(f"plug_{number}", "Plug", "plug", room.name, SWITCHED),
            Thing(f"heat_{number}", "Radiator", "thermostat", room.name, THERMOSTAT),
        ]
    things += [
        Thing("robot", "Rosie", "vacuum", "Room 7", actions=VACUUM),
        Thing("sprinkler", "Orchard Sprinkler", "irrigation", None, SWITCHED, aliases=("lawn watering",)),
    ]
    return World(ROOMS, tuple(things))


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(Vocabulary(hotel()))


def chosen(index: Index, utterance: str, room: str | None = None, *history: Turn) -> tuple[str, ...]:
    return index.choose(Request(index.vocabulary.world, utterance, room, None, history))


@pytest.mark.parametrize(
    ("utterance", "device"),
    [
        ("turn on lamp 23", "lamp_23"),
        ("is the radiator in room 31 warm", "heat_31"),
        ("send rosie home", "robot"),
        ("start the orchard sprinkler", "sprinkler"),
        ("start the orcherd sprinkeler", "sprinkler"),
        ("orchardsprinkler on", "sprinkler"),
        ("begin lawn watering", "sprinkler"),
        ("somebody should hoover", "robot"),
    ],
)
def test_what_is_named_is_kept(index: Index, utterance: str, device: str) -> None:
    assert device in chosen(index, utterance)


def test_what_is_not_spoken_of_is_left_out(index: Index) -> None:
    kept = chosen(index, "turn on lamp 23", "Room 5")
    assert len(kept) <= BUDGET
    assert not {"plug_11", "fan_30", "heat_17"} & set(kept)
    assert "robot" in chosen(index, "somebody should hoover", "Room 5")


def test_a_device_of_each_type_that_can_be_told_something_is_kept_whatever_is_said(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    types = index.vocabulary.class_of
    assert {types[d].type for d in chosen(index, "bye")} >= {"light", "fan", "plug", "thermostat"}
    monkeypatch.setattr(index, "_told", ())
    assert not {types[d].type for d in chosen(index, "qwerty")} >= {"light", "fan", "plug", "thermostat"}


def test_the_room_that_is_spoken_from_is_kept(index: Index) -> None:
    room = {"lamp_12", "fan_12", "plug_12", "heat_12"}
    assert room <= set(chosen(index, "i cannot see a thing", "Room 12"))
    assert not room <= set(chosen(index, "i cannot see a thing", "Room 13"))


def test_a_word_that_hardly_any_other_device_has_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    fizz = Attribute("fizz", Kind.INTEGER, 0, 5, writable=False)
    tap = Thing("tap", "Water Tap", "soda machine", "Room 31", (fizz,))
    index = Index(Vocabulary(World(ROOMS, (*hotel().things, tap))))
    turn = Turn("switch on the fan in room 33", f"set {index.vocabulary.labels['fan_33']}: on=true")
    request = Request(index.vocabulary.world, "what's the fizz", "Room 2", None, (turn,))
    assert "tap" in index.choose(request, ())
    monkeypatch.setattr(index, "_rare", frozenset())
    assert "tap" not in index.choose(request, ())


def test_a_likely_type_is_kept_of_the_room_that_is_spoken_of() -> None:
    relays = [Thing(f"relay_{n}", f"Relay Relay {n}", "switch", f"Room {n}", SWITCHED) for n in range(1, 31)]
    quiet = Thing("quiet", "Kasa", "switch", "Room 35", SWITCHED)
    index = Index(Vocabulary(World(ROOMS, (*hotel().things, *relays, quiet))))
    assert "quiet" in chosen(index, "power down the lights and the relay switch in room 35")
    assert "quiet" not in chosen(index, "power down the lights and the relay switch in room 36")


def test_what_the_last_turns_named_is_kept(index: Index) -> None:
    turn = Turn("turn on the fan in room 33", f"set {index.vocabulary.labels['fan_33']}: on=true")
    assert "fan_33" in chosen(index, "now turn it off", None, turn)
    assert "fan_33" not in chosen(index, "turn on lamp 2", None)


def test_the_device_that_hears_is_kept(index: Index) -> None:
    request = Request(index.vocabulary.world, "good morning", "Room 3", "lamp_39")
    assert "lamp_39" in index.choose(request)


def test_devices_stay_in_the_order_of_the_home(index: Index) -> None:
    order = [thing.id for thing in index.vocabulary.world.things]
    kept = chosen(index, "turn on lamp 23", "Room 5")
    assert list(kept) == [device for device in order if device in kept]


def test_a_group_named_in_an_excerpt_is_a_group_of_the_whole_home(index: Index) -> None:
    kept = index.choose(Request(index.vocabulary.world, "turn off all the lamps"), budget=36)
    excerpt = Vocabulary(index.vocabulary.world.select(kept), within=index.vocabulary)
    assert '" light"' in grammar.build(excerpt)
    assert len(excerpt.types["light"]) < len(ROOMS)
    (step,) = parse("set all light: on=false", index.vocabulary).steps
    assert isinstance(step, SetStep)
    assert len(step.devices) == len(ROOMS)


def test_an_excerpt_keeps_the_labels_of_the_home(index: Index) -> None:
    kept = chosen(index, "turn on the fan in room 9")
    excerpt = Vocabulary(index.vocabulary.world.select(kept), within=index.vocabulary)
    assert excerpt.labels["fan_9"] == index.vocabulary.labels["fan_9"] == "room 9 fan"
    assert excerpt.ids.keys() <= index.vocabulary.ids.keys()


def naming(index: Index, kind: str, count: int) -> Turn:
    """A turn whose plan names so many devices of a kind."""
    labels = [index.vocabulary.labels[f"{kind}_{n}"] for n in range(1, count + 1)]
    return Turn("turn these on", f"set {', '.join(labels)}: on=true")


def test_earlier_turns_leave_room_for_what_the_sentence_names(index: Index) -> None:
    kept = set(chosen(index, "start the orchard sprinkler and lamp 35", "Room 37", naming(index, "fan", 40)))
    assert len(kept) == BUDGET
    assert {"sprinkler", "lamp_35", "lamp_37", "plug_37"} <= kept
    assert "fan_18" in kept


@pytest.mark.parametrize("kind", ["fan", "plug", "lamp"])
def test_earlier_turns_and_a_full_room_leave_room_for_all_that_the_sentence_names(kind: str) -> None:
    home = hotel()
    full = tuple(Thing(f"gadget_{n}", f"Gadget {n}", "light", "Room 37", SWITCHED) for n in range(12))
    index = Index(Vocabulary(World(home.rooms, home.things + full)))
    named = [f"lamp_{n}" for n in range(21, 27)]
    said = " and ".join(name.replace("_", " ") for name in named)
    assert set(named) <= set(chosen(index, f"turn on {said}", "Room 37", naming(index, kind, 20)))


def test_the_newest_turn_comes_before_older_ones(index: Index) -> None:
    older, newer = naming(index, "plug", 40), naming(index, "fan", 12)
    fans = {f"fan_{n}" for n in range(1, 13)}
    assert fans <= set(chosen(index, "now the other way", None, older, newer))
    assert not fans <= set(chosen(index, "now the other way", None, newer, older))


def test_no_conversation_makes_an_excerpt_larger_than_its_budget(index: Index) -> None:
    turns = tuple(naming(index, kind, 40) for kind in ("fan", "plug", "lamp"))
    request = Request(index.vocabulary.world, "and the radiator in room 31", "Room 5", "lamp_39", turns)
    kept = index.choose(request)
    assert len(kept) == BUDGET
    assert {"lamp_39", "heat_31"} <= set(kept)


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words that were compared with all known ones."""
    found: list[str] = []

    def compare(word: str, known: Iterable[str]) -> tuple[str, ...]:
        found.append(word)
        return closest(word, known)

    monkeypatch.setattr(excerpt, "closest", compare)
    return found


def test_a_long_request_compares_few_words(index: Index, looked_up: list[str]) -> None:
    babble = " ".join(f"murmur{n}" for n in range(200))
    kept = chosen(index, f"{babble} lamp 23", None, Turn(babble[::-1], "refuse chat"))
    assert len(looked_up) == len(set(looked_up)) == 64
    assert "lamp_23" in kept


def test_a_word_said_often_is_compared_once(index: Index, looked_up: list[str]) -> None:
    assert "sprinkler" in chosen(index, "erm " * 100 + "start the orcherd sprinkeler")
    assert looked_up.count("erm") == 1
    assert looked_up.count("ermerm") == 1


def test_every_candidate_is_in_the_excerpt_however_long_the_conversation(index: Index) -> None:
    turns = tuple(naming(index, kind, 12) for kind in ("fan", "plug", "heat"))
    for utterance in ("turn on lamp 23", "rosie and the orchard sprinkler", "radiator in room 31 to 20"):
        request = Request(index.vocabulary.world, utterance, "Room 5", None, turns)
        near = index.candidates(request)
        assert near
        assert {index.vocabulary.ids[c.label] for c in near} <= set(index.choose(request))
