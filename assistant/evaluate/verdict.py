"""What a sentence's judgement says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Miss(StrEnum):
    """What went wrong with a sentence; of several the first here is named."""

    ERROR = "error"
    """It could not be said, or was not answered."""
    MOVED = "moved"
    """Something moved, or was planned, that should not have."""
    ASKED = "asked"
    """It was asked back for nothing."""
    CHOICES = "other choices"
    """A question was due, but not between these devices."""
    NOT_ASKED = "not asked"
    NOT_REFUSED = "not refused"
    REFUSED = "refused"
    """What should have been done or told was refused."""
    MISSED = "missed"
    """What should have been done was not."""
    LATER = "not planned"
    """What waits for later is not what should."""
    ANSWER = "answer"
    """The reply lacks what it must tell."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence did what its case expects."""

    missing: tuple[str, ...] = ()
    """What should be so and is not, in words."""
    unexpected: tuple[str, ...] = ()
    """What changed and should not have, in words."""
    expected: Mapping[str, Any] = field(default_factory=dict)
    got: Mapping[str, Any] = field(default_factory=dict)
    """Of the devices that are expected to change or did: what is in question."""
    kinds: frozenset[Miss] = frozenset()
    """What kinds of miss `missing` tells of."""

    @property
    def passed(self) -> bool:
        """Whether all that was expected happened, and nothing else."""
        return not self.missing and not self.unexpected

    @property
    def false_action(self) -> bool:
        """Whether anything moved that should not have."""
        return bool(self.unexpected)

    @property
    def miss(self) -> Miss | None:
        """The kind of miss that weighs most; None when the sentence passed."""
        if self.passed:
            return None
        if self.false_action:
            return Miss.MOVED
        return next((miss for miss in Miss if miss in self.kinds), Miss.MISSED)
