"""Colours by name, and what Home Assistant makes of them in each of a light's colour modes."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping, Sequence

Rgb = tuple[int, int, int]

NAMED: Mapping[str, Rgb] = {
    "red": (255, 0, 0),
    "orange": (255, 165, 0),
    "yellow": (255, 255, 0),
    "green": (0, 128, 0),
    "cyan": (0, 255, 255),
    "blue": (0, 0, 255),
    "purple": (128, 0, 128),
    "pink": (255, 192, 203),
    "white": (255, 255, 255),
    "warm white": (255, 214, 170),
    "cool white": (201, 226, 255),
}
"""CSS names with their CSS values; the two other whites are lamps of 3500 K and 8000 K."""

HUES: Mapping[str, float] = {
    "red": 0,
    "orange": 35,
    "yellow": 60,
    "green": 120,
    "cyan": 180,
    "blue": 240,
    "purple": 290,
    "pink": 335,
}
PALE = 0.25
"""Saturation below which a colour is a white."""


def name_of(rgb: Rgb) -> str:
    """The colour name that a person would most likely give it."""
    exact = next((name for name, value in NAMED.items() if value == rgb), None)
    if exact:
        return exact
    hue, saturation, _ = colorsys.rgb_to_hsv(*(part / 255 for part in rgb))
    if saturation < PALE:
        return "white"
    degrees = hue * 360
    return min(HUES, key=lambda name: min(abs(degrees - HUES[name]), 360 - abs(degrees - HUES[name])))


def to_hs(rgb: Rgb) -> tuple[float, float]:
    """Hue in degrees and saturation in percent, to three places."""
    hue, saturation, _ = colorsys.rgb_to_hsv(*(part / 255 for part in rgb))
    return round(hue * 360, 3), round(saturation * 100, 3)


def from_hs(hs: Sequence[float]) -> Rgb:
    """Full brightness."""
    red, green, blue = colorsys.hsv_to_rgb(hs[0] / 360, hs[1] / 100, 1.0)
    return round(red * 255), round(green * 255), round(blue * 255)


def to_xy(rgb: Rgb) -> tuple[float, float]:
    """CIE 1931 coordinates by the wide-gamut matrix that lamps use, to three places."""

    def linear(part: int) -> float:
        share = part / 255
        return ((share + 0.055) / 1.055) ** 2.4 if share > 0.04045 else share / 12.92

    red, green, blue = (linear(part) for part in rgb)
    x = red * 0.664511 + green * 0.154324 + blue * 0.162028
    y = red * 0.283881 + green * 0.668433 + blue * 0.047685
    z = red * 0.000088 + green * 0.072310 + blue * 0.986039
    total = x + y + z
    return (round(x / total, 3), round(y / total, 3)) if total else (0.0, 0.0)


def to_rgbw(rgb: Rgb) -> tuple[int, int, int, int]:
    """White taken out of the colour, at the same greatest value."""
    white = min(rgb)
    parts = [white, *(part - white for part in rgb)]
    scale = max(rgb) / max(parts) if max(parts) else 0.0
    w, red, green, blue = (round(part * scale) for part in parts)
    return red, green, blue, w


def from_rgbw(rgbw: Sequence[int]) -> Rgb:
    """The colour and its white together, at the same greatest value."""
    parts = [part + rgbw[3] for part in rgbw[:3]]
    scale = max(rgbw) / max(parts) if max(parts) else 0.0
    red, green, blue = (round(part * scale) for part in parts)
    return red, green, blue
