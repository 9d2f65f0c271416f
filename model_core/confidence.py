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
    """A logistic curve over the log odds of the plan and the logarithm of its weakest word (Platt, 1999).

    With weights 0, 1 and 0 it is the plan's probability as the model has it.
    """

    intercept: float
    probability: float
    weakest: float

    def __call__(self, decoded: Decoded) -> float:
        """The share of plans like this one that are right, 0 to 1; 0 where that cannot be computed."""
        if not (math.isfinite(decoded.probability) and math.isfinite(decoded.weakest)):
            return 0.0
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
            weights = [float(raw[name]) for name in ("intercept", "probability", "weakest")]
        except (ValueError, KeyError, TypeError, OverflowError) as error:
            raise CheckpointCorrupt(f"{FILE} is damaged: {error}.", file=FILE) from error
        if not all(map(math.isfinite, weights)):
            raise CheckpointCorrupt(f"{FILE} is damaged: its weights are not finite.", file=FILE)
        return cls(*weights)


def features(probability: float, weakest: float) -> tuple[float, float]:
    """What the curve is over: the log odds of the one, the logarithm of the other."""
    held = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(held) - math.log1p(-held), math.log(max(weakest, _LEAST))
