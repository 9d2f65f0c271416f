"""The difference between "leave it" and "make it empty"."""

from __future__ import annotations

from enum import Enum


class Unset(Enum):
    """Type of UNSET, the value of an argument that was not given."""

    UNSET = "unset"


UNSET = Unset.UNSET
