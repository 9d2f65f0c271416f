"""Where people drive to, whom they call and what they write: addresses and names put together."""

from __future__ import annotations

import random

from model_core.train.families.tables import table
from model_core.train.names import OWNERS

_STREETS = (
    "baker", "mill", "station", "church", "park", "oak", "elm", "maple", "king", "queen", "victoria",
    "harbour", "river", "hill", "school", "castle", "market", "bridge", "garden", "forest", "linden", "rose",
    "green", "north", "west", "high", "washington", "lincoln", "sunset", "willow", "chestnut", "cedar",
    "abbey",
)  # fmt: skip
_WAYS = ("street", "street", "road", "road", "avenue", "lane", "drive", "court", "way", "square", "close")
_ABROAD = (
    "rue victor hugo", "rue de la gare", "avenue des champs", "hauptstraße", "bahnhofstraße", "goethestraße",
    "via roma", "via garibaldi", "calle mayor", "gran via", "paseo del prado", "plaza de españa",
    "kungsgatan", "storgata", "keizersgracht", "rua augusta", "mg road", "piazza navona",
)  # fmt: skip
_TOWNS = (
    "leeds", "bristol", "oxford", "york", "bath", "dublin", "glasgow", "boston", "denver", "portland",
    "austin", "lyon", "nantes", "munich", "bremen", "cologne", "zurich", "vienna", "graz", "milan", "turin",
    "porto", "seville", "valencia", "ghent", "utrecht", "oslo", "malmö", "gdansk", "prague", "pune",
)  # fmt: skip
_SPOTS = (
    "the {}", "the {}", "the nearest {}", "the closest {}", "the {} in {town}", "the {} on {street}", "a {}",
)  # fmt: skip
_KINDS = (
    "station", "airport", "supermarket", "hospital", "school", "gym", "pharmacy", "petrol station", "bakery",
    "library", "post office", "car park", "charging station", "supercharger", "swimming pool", "museum",
    "zoo", "cinema", "stadium", "garden centre", "hardware store", "vet", "dentist", "bank", "town hall",
    "harbour", "ferry terminal", "kindergarten", "hotel", "golf club", "car wash", "recycling centre",
    "shopping mall",
)  # fmt: skip
_HOMES = ("{}'s house", "{}'s place", "{}'s flat", "{}'s", "{}'s office", "{}'s school")


def destination(rng: random.Random) -> str:
    """A place or an address as it is said."""
    roll = rng.random()
    town, street = rng.choice(_TOWNS), f"{rng.choice(_STREETS)} {rng.choice(_WAYS)}"
    if roll < 0.25:
        return rng.choice(table("phone_car")["destinations"])
    if roll < 0.5:
        number = str(rng.randint(1, 240)) + (rng.choice("abc") if rng.random() < 0.1 else "")
        if rng.random() < 0.3:
            street = rng.choice(_ABROAD)
        where = f"{number} {street}" if rng.random() < 0.7 else f"{street} {number}"
        return where + (f" in {town}" if (tail := rng.random()) < 0.2 else f" {town}" if tail < 0.3 else "")
    if roll < 0.6:
        return rng.choice((town, town, f"{town} airport", f"{town} central station", f"downtown {town}"))
    if roll < 0.9:
        spot = rng.choice(_SPOTS)
        return spot.replace("{}", rng.choice(_KINDS)).replace("{town}", town).replace("{street}", street)
    return rng.choice(_HOMES).format(_name(rng))


def contact(rng: random.Random) -> str:
    """Whom one calls."""
    if rng.random() < 0.6:
        return _name(rng)
    return rng.choice(table("phone_car")["contacts"])


def message(rng: random.Random) -> str:
    """What one writes."""
    roll = rng.random()
    if roll < 0.7:
        return rng.choice(table("phone_car")["messages"])
    who, where = _name(rng), destination(rng)
    minutes, hour = 10 * rng.randint(2, 9), rng.randint(1, 12)
    return rng.choice(
        (
            f"{who} called",
            f"{who} is here",
            f"{who} is waiting",
            f"{who} needs a lift",
            f"pick up {who} please",
            f"please call {who}",
            f"meet me at {where}",
            f"i'm at {where}",
            f"see you at {hour}",
            f"back in {minutes} minutes",
            f"i will be {minutes} minutes late",
        )
    )


def _name(rng: random.Random) -> str:
    return rng.choice(OWNERS).casefold()
