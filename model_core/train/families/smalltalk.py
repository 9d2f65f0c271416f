"""Kind 14: what is not for a home assistant, and what nobody can make out."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

from model_core.train.example import Draft, family
from model_core.train.families.borrow import past
from model_core.train.families.tables import nested, table
from model_core.train.home import Household
from model_core.train.phrasing import number_said, say
from model_core.train.splits import pool

_ONSETS = (
    "b",
    "d",
    "f",
    "g",
    "gr",
    "k",
    "kl",
    "m",
    "n",
    "p",
    "pl",
    "r",
    "sh",
    "sk",
    "t",
    "tr",
    "v",
    "w",
    "z",
    "bl",
)
_VOWELS = ("a", "e", "i", "o", "u", "oo", "ee", "ai", "ou", "y")
_CODAS = ("", "", "b", "g", "k", "l", "m", "n", "p", "rk", "sh", "t", "x", "zz", "ft")


def babble(rng: random.Random) -> str:
    """A word that does not exist."""
    count = rng.choices((1, 2, 3), (0.45, 0.4, 0.15))[0]
    return "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS) for _ in range(count))


def _slots(home: Household, rng: random.Random) -> Mapping[str, str]:
    chosen = {
        name: rng.choice(pool(words, home.split)) for name, words in nested("smalltalk", "slots").items()
    }
    chosen |= {name: babble(rng) for name in ("gib", "gib2", "gib3", "gib4")}
    return {**chosen, "n": number_said(rng.randint(2, 400), rng), "m": number_said(rng.randint(2, 900), rng)}


def _said(home: Household, rng: random.Random, block: str) -> str:
    text = say(rng, home, table("smalltalk")[block], **_slots(home, rng))
    return re.sub(r"\ba (?=[aeio])", "an ", text)


@family(kind=14, weight=7.0)
def chat(home: Household, rng: random.Random) -> Draft | None:
    """Small talk, knowledge, arithmetic, errands: nothing that a home does."""
    utterance = _said(home, rng, "chat")
    return Draft(utterance, "refuse chat", (), history=past(home, rng))


@family(kind=14, weight=2.2)
def need(home: Household, rng: random.Random) -> Draft | None:
    """What sounds like a need and is about other places, other times, food or people."""
    utterance = _said(home, rng, "need")
    return Draft(utterance, "refuse chat", (), history=past(home, rng))


@family(kind=14, weight=1.4)
def device(home: Household, rng: random.Random) -> Draft | None:
    """A kind of device is talked about in general."""
    utterance = _said(home, rng, "device")
    return Draft(utterance, "refuse chat", (), history=past(home, rng))


@family(kind=14, weight=0.3)
def greeting(home: Household, rng: random.Random) -> Draft | None:
    """Good morning or good night where the home has nothing that it would set off."""
    utterance = say(rng, home, table("smalltalk")["greeting"])
    night = "night" in utterance
    if night and home.of_type("light"):
        return None
    names = {"good night", "bedtime"} if night else {"good morning", "wake up"}
    if any(t.name.casefold() in names for t in home.of_type("scene")):
        return None
    return Draft(utterance, "refuse chat", (), history=past(home, rng))


@family(kind=14, weight=1.2)
def unclear(home: Household, rng: random.Random) -> Draft | None:
    """Sounds and torn-off sentences."""
    utterance = say(rng, home, table("smalltalk")["unclear"], **_slots(home, rng))
    return Draft(utterance, "refuse unclear", (), history=past(home, rng), noisy=False)
