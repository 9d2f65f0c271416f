"""Ids and names: ids are short and lowercase, names are what people say."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container

from devices.errors import InvalidValue
from devices.schema import ID_PATTERN

MAX_ID = 64
MAX_NAME = 80
"""Characters after NFC."""

SEPARATORS = re.compile(r"[^a-z0-9]+")


def check_id(value: str, what: str = "id") -> str:
    """The id itself; InvalidValue unless it is 1-64 of `a-z 0-9 _ -`."""
    if not ID_PATTERN.fullmatch(value):
        raise InvalidValue(f"The {what} must be 1 to {MAX_ID} of a-z, 0-9, '_' and '-'.", field=what)
    return value


def clean_name(value: str, what: str = "name") -> str:
    """The name in NFC without outer space; InvalidValue when empty, too long or with control characters."""
    name = unicodedata.normalize("NFC", value).strip()
    if not name:
        raise InvalidValue(f"The {what} must not be empty.", field=what)
    if len(name) > MAX_NAME:
        raise InvalidValue(f"The {what} must be {MAX_NAME} characters at most.", field=what)
    if any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} and c != "\u200d" for c in name):
        raise InvalidValue(f"The {what} must not contain control characters.", field=what)
    return name


def name_key(name: str) -> str:
    """What two names share when people would call them the same."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def slug(name: str, taken: Container[str] = ()) -> str:
    """An id made from a name, numbered when it is taken; a name without Latin letters gets a digest.

    "Anna's Lamp" gives "anna_s_lamp", then "anna_s_lamp_2".
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = SEPARATORS.sub("_", plain).strip("_")[:MAX_ID].strip("_")
    if not base:
        base = "x" + hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]
    candidate, number = base, 2
    while candidate in taken:
        suffix = f"_{number}"
        candidate = base[: MAX_ID - len(suffix)].strip("_") + suffix
        number += 1
    return candidate
