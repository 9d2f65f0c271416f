"""The bounds of what callers may send, checked before anything is done with it."""

from __future__ import annotations

import unicodedata

from assistant.errors import EmptyUtterance, InvalidRequest, UtteranceTooLong
from assistant.ports import MAX_UTTERANCE
from devices.errors import DeviceError
from devices.schema import ID_PATTERN

MAX_PAGE = 200
DEFAULT_PAGE = 50
_MAX_OPAQUE = 64
_MAX_LANGUAGE = 16


def utterance(text: str) -> str:
    """The text without control characters and outer space; raises EmptyUtterance, UtteranceTooLong."""
    if len(text) > MAX_UTTERANCE:
        raise UtteranceTooLong(length=str(len(text)), maximum=str(MAX_UTTERANCE), field="utterance")
    printable = "".join(c if unicodedata.category(c) not in {"Cc", "Co", "Cn"} else " " for c in text)
    # What only joins or hides (zero-width spaces and the like) is no speech by itself.
    if not any(unicodedata.category(c)[0] not in {"Z", "C"} for c in printable):
        raise EmptyUtterance(field="utterance")
    return " ".join(printable.split())


def known_id(value: str, field: str, unknown: type[DeviceError]) -> str:
    """An id that may exist; one that cannot is `unknown`, a missing one InvalidRequest."""
    if not value:
        raise InvalidRequest(f"{field} is missing.", field=field)
    if not ID_PATTERN.fullmatch(value):
        raise unknown()
    return value


def optional_id(value: str, field: str, unknown: type[DeviceError]) -> str:
    """As `known_id`, but it may be empty."""
    return known_id(value, field, unknown) if value else ""


def new_id(value: str, field: str) -> str:
    """An id for something new; raises InvalidRequest when it breaks the rule for ids."""
    if not ID_PATTERN.fullmatch(value):
        raise InvalidRequest(f"{field} must be 1 to 64 of a-z, 0-9, '_' and '-'.", field=field)
    return value


def opaque(value: str, field: str) -> str:
    """An id that the platform made and the caller only returns; may be empty."""
    if len(value) > _MAX_OPAQUE or not value.isprintable():
        raise InvalidRequest(f"{field} is not one that this platform made.", field=field)
    return value


def language(value: str) -> str:
    """A BCP 47 tag, "en" when empty."""
    if len(value) > _MAX_LANGUAGE or not all(c.isascii() and (c.isalnum() or c == "-") for c in value):
        raise InvalidRequest("language must be a BCP 47 tag of at most 16 characters.", field="language")
    return value or "en"


def page_size(value: int) -> int:
    """The size asked for, at most `MAX_PAGE`; raises InvalidRequest when negative."""
    if value < 0:
        raise InvalidRequest("page_size must not be negative.", field="page_size")
    return min(value or DEFAULT_PAGE, MAX_PAGE)


def mask(paths: list[str], allowed: frozenset[str]) -> frozenset[str]:
    """The paths of an update mask; raises InvalidRequest when empty or with a path that is not allowed."""
    unknown = sorted(set(paths) - allowed)
    if not paths or unknown:
        names = ", ".join(sorted(allowed))
        raise InvalidRequest(f"update_mask must name some of: {names}.", field="update_mask")
    return frozenset(paths)
