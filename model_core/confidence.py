"""How likely a plan is right, from how sure the model was of its words."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

from model_core.decode import Decoded
from model_core.errors import CheckpointCorrupt

FILE = "confidence.json"
_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic curve over logarithms: of the plan's probability and of its weakest word's (Platt, 1999)."""

    intercept: float
    probability: float
    weakest: float

    def __call__(self, decoded: Decoded) -> float:
        """The share of plans like this one that are right, 0 to 1."""
        first, second = features(decoded.probability, decoded.weakest)
        score = self.intercept + self.probability * first + self.weakest * second
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, score))))

    @classmethod
    def load(cls, folder: Path) -> Calibration | None:
        """That of a checkpoint, or None where it was never measured. Raises CheckpointCorrupt."""
        path = folder / FILE
        if not path.is_file():
            return None
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            return cls(*(float(raw[name]) for name in ("intercept", "probability", "weakest")))
        except (ValueError, KeyError, TypeError) as error:
            raise CheckpointCorrupt(f"{FILE} is damaged: {error}.", file=FILE) from error


def features(probability: float, weakest: float) -> tuple[float, float]:
    """What the curve is over."""
    return math.log(max(probability, _LEAST)), math.log(max(weakest, _LEAST))
