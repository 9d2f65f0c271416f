"""Which templates and names belong to training and which to development: by a stable hash of the text."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cache

DEV_SHARE = 15
"""Per cent of templates and names that training never sees."""
_SMALLEST = 5
"""A pool with fewer entries is not split."""


def is_dev(text: str) -> bool:
    """True when the text belongs to development alone."""
    return zlib.crc32(text.encode()) % 100 < DEV_SHARE


@cache
def pool(texts: tuple[str, ...], split: str) -> tuple[str, ...]:
    """The part of a pool that a split may use; too small a pool serves both splits whole."""
    held_out = tuple(t for t in texts if is_dev(t))
    rest = tuple(t for t in texts if not is_dev(t))
    if len(texts) < _SMALLEST or not rest:
        return texts
    return (held_out or rest) if split == "dev" else rest


def names_of(names: Sequence[str], split: str) -> tuple[str, ...]:
    """Names for a home of that split: development homes use held-out names beside common ones."""
    rest = pool(tuple(names), "train")
    return rest if split != "dev" else (*pool(tuple(names), "dev"), *rest[:2])
