"""Numbers as people say them: percent, degrees, halves and quarters, most and least."""

from __future__ import annotations

import random
from dataclasses import dataclass

from model_core.plan import Op, Value, Word
from model_core.train.phrasing import Assigned, number_said


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in words and the value it stands for."""

    said: str
    value: Value | Word | Assigned


_FRACTIONS = (
    ("half", 50), ("a half", 50), ("halfway", 50), ("fifty-fifty", 50), ("a quarter", 25), ("one quarter",
        25), ("three quarters", 75), ("three-quarters", 75), ("half way", 50),
)  # fmt: skip
_MOST = (
    "full",
    "maximum",
    "max",
    "the maximum",
    "its maximum",
    "the highest",
    "the highest setting",
    "full blast",
    "a hundred percent",
)
_LEAST = ("minimum", "the minimum", "min", "the lowest", "the lowest setting", "its minimum", "its lowest")


def percent(rng: random.Random) -> Amount:
    """A percentage, a fraction or an extreme that fits after `to`."""
    roll = rng.random()
    if roll < 0.1:
        said, value = rng.choice(_FRACTIONS)
        return Amount(said, value)
    if roll < 0.16:
        said = rng.choice(_MOST)
        return Amount(said, 100 if said == "a hundred percent" else Word.MAXIMUM)
    if roll < 0.21:
        return Amount(rng.choice(_LEAST), Word.MINIMUM)
    n = plain_percent(rng)
    return Amount(percent_said(n, rng), n)


def percent_said(n: int, rng: random.Random) -> str:
    """`40 percent`, `40%`, `forty percent`, `40`."""
    said = number_said(n, rng)
    return said + rng.choice(
        (" percent", " percent", "%", "%", "", " per cent")
        if said.isdigit()
        else (" percent", " percent", "", " per cent")
    )


def plain_percent(rng: random.Random) -> int:
    """A percentage: round ones are likelier."""
    return rng.choice((rng.randrange(5, 101, 5), rng.randrange(10, 101, 10), rng.randint(1, 100)))


def degrees(rng: random.Random, low: float, high: float) -> Amount:
    """A temperature in the device's range, Celsius unless said to be Fahrenheit."""
    bottom, top = int(low), int(high)
    roll = rng.random()
    if roll < 0.17:
        f = round(rng.uniform(low, high) * 1.8 + 32)
        if top > 60:
            f = 25 * round(f / 25)
        unit = rng.choice((" fahrenheit", " degrees fahrenheit", "°f", " f", " degrees f", "f"))
        return Amount(
            number_said(f, rng, words=0.15 if unit not in {"°f", "f"} else 0) + unit, (Op.ASSIGN, f, "F")
        )
    n = rng.randint(bottom, top) if top <= 60 else 5 * rng.randint(bottom // 5, top // 5)
    if roll < 0.3 and top <= 60 and n < top:
        said = rng.choice((f"{n}.5", f"{number_said(n, rng, words=0.6)} and a half", f"{n} point five"))
        return Amount(
            said
            + rng.choice((" degrees", "", "°")).replace(
                "°", "" if "half" in said or "point" in said else "°"
            ),
            n + 0.5,
        )
    words = number_said(n, rng)
    unit = (
        rng.choice((" degrees", " degrees", "", "", " degrees celsius", " celsius", " c"))
        if not words.isdigit()
        else rng.choice((" degrees", " degrees", "", "", "°", "°c", " celsius", " degrees celsius", "c"))
    )
    return Amount(words + unit, n)
