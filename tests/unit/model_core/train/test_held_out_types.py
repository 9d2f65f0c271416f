"""Device types of the suites that stand for what nobody has seen before are in no training home."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import yaml

from model_core.language.vocabulary import clean
from model_core.train.catalogue_more import KINDS
from model_core.train.families.furnish import furnish
from model_core.train.household import make_household

SUITES = Path(__file__).parents[3] / "suites"


def _described(value: object) -> Iterator[str]:
    """Types of the devices that only their own description explains, anywhere in a home file."""
    if isinstance(value, dict):
        if value.get("kind") == "generic":
            yield clean(value["description"]["type"])
        for inner in value.values():
            yield from _described(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _described(inner)


def test_no_training_home_has_a_type_that_the_suites_hold_out() -> None:
    files = sorted(SUITES.glob("home*/*/_home.yaml"))
    held_out = {kind for file in files for kind in _described(yaml.safe_load(file.read_text("utf-8")))}
    held_out -= {kind.type for kind in KINDS.values()} | {"scene", "heater", "humidifier", "air purifier"}
    assert {"telescope", "kiln", "aquarium", "pet feeder"} <= held_out
    rng = random.Random(5)
    trained = {
        clean(thing.type) for _ in range(1500) for thing in furnish(make_household(rng), rng).world.things
    }
    assert len(trained) > 150
    assert not held_out & trained
