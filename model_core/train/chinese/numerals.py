"""Numbers as people say them in Mandarin: numerals, percent, degrees, halves, most and least."""

from __future__ import annotations

import random

from model_core.plan import Op, Word
from model_core.train.amounts import Amount, plain_percent

_DIGITS = "零一二三四五六七八九"
_FRACTIONS = (
    ("一半", 50), ("一半", 50), ("一半儿", 50), ("四分之一", 25), ("四分之三", 75), ("三分之一", 33),
        ("三成", 30),
    ("五成", 50), ("七成", 70), ("八成", 80), ("六成", 60), ("二分之一", 50),
)  # fmt: skip
_MOST = ("最大", "最高", "百分之百", "百分之一百", "100%", "最大值", "最高档")
_LEAST = ("最小", "最低", "最低档", "最小值")


def numeral(n: int) -> str:
    """The number in Chinese numerals, 0 to 9999."""
    if n < 10:
        return _DIGITS[n]
    if n < 20:
        return "十" + (_DIGITS[n % 10] if n % 10 else "")
    for size, name in ((1000, "千"), (100, "百"), (10, "十")):
        if n >= size:
            head, rest = divmod(n, size)
            first = "两" if head == 2 and size > 10 else _DIGITS[head]
            gap = "零" if 0 < rest < size // 10 else ""
            tail = "一" if size > 10 and 10 <= rest < 20 else ""
            return f"{first}{name}{gap}{tail}{numeral(rest) if rest else ''}"
    raise ValueError(n)


def number_said(n: int, rng: random.Random, *, words: float = 0.45) -> str:
    """The number in digits or, with that chance, in numerals."""
    return numeral(n) if rng.random() < words else str(n)


def counted(n: int, rng: random.Random) -> str:
    """The number before a measure word: two is 两."""
    return "两" if n == 2 and rng.random() < 0.9 else number_said(n, rng)


def percent_said(n: int, rng: random.Random) -> str:
    """`30%`, `百分之三十`, `百分之30`, `三十`, `30`."""
    return rng.choice(
        (f"{n}%", f"{n}%", f"百分之{numeral(n)}", f"百分之{numeral(n)}", f"百分之{n}", f"{n}", numeral(n))
    ) if n != 100 else rng.choice(("100%", "百分之百", "百分之一百", "百分之100"))  # fmt: skip


def percent(rng: random.Random) -> Amount:
    """A percentage, a fraction or an extreme that fits after 调到."""
    roll = rng.random()
    if roll < 0.14:
        return Amount(*rng.choice(_FRACTIONS))
    if roll < 0.2:
        said = rng.choice(_MOST)
        return Amount(said, 100 if "百" in said or "%" in said else Word.MAXIMUM)
    if roll < 0.25:
        return Amount(rng.choice(_LEAST), Word.MINIMUM)
    n = plain_percent(rng)
    return Amount(percent_said(n, rng), n)


def degrees(rng: random.Random, low: float, high: float) -> Amount:
    """A temperature in the device's range, Celsius unless said to be Fahrenheit."""
    bottom, top = int(low), int(high)
    roll = rng.random()
    if roll < 0.06:
        f = round(rng.uniform(low, high) * 1.8 + 32)
        said = rng.choice((f"华氏{numeral(f)}度", f"华氏{f}度", f"{f}华氏度"))
        return Amount(said, (Op.ASSIGN, f, "F"))
    n = rng.randint(bottom, top) if top <= 60 else 5 * rng.randint(bottom // 5 + 1, top // 5)
    if roll < 0.16 and top <= 60 and n < top:
        said = rng.choice((f"{n}.5度", f"{numeral(n)}度半", f"{n}度半", f"{numeral(n)}点五度"))
        return Amount(said, n + 0.5)
    return Amount(number_said(n, rng) + rng.choice(("度", "度", "度", "度", "摄氏度", "")), n)
