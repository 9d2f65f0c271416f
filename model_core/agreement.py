"""What it tells that a plan which was read is, or is not, what the model would have written."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from model_core.errors import CheckpointCorrupt

FILE = "agreement.json"
HEARD = 0.5
"""Probability of the model's own plan from which another that was read is in dispute."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Shares of plans that are right, 0 to 1, of several clauses or with refusals."""

    sure: float
    """Probability of the model's own plan from which that counts for more than another that was read."""
    agreed: float
    """Of those that both make."""
    doubted: float
    """Of those that were read, where the model has no likely one of its own."""
    disputed: float
    """The same where it has one, and is not sure of it."""
    overruled: float
    """Of the model's own, where it is sure of another than was read."""

    @classmethod
    def load(cls, folder: Path) -> Agreement | None:
        """That of a checkpoint, or None where it was never measured. Raises CheckpointCorrupt."""
        path = folder / FILE
        if not path.is_file():
            return None
        names = ("sure", "agreed", "doubted", "disputed", "overruled")
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            shares = [float(raw[name]) for name in names]
        except (ValueError, KeyError, TypeError, OverflowError) as error:
            raise CheckpointCorrupt(f"{FILE} is damaged: {error}.", file=FILE) from error
        for name, share in zip(names, shares, strict=True):
            if not 0 <= share <= 1:
                raise CheckpointCorrupt(f"{FILE} is damaged: {name} is {share}, and no share.", file=FILE)
        return cls(*shares)
