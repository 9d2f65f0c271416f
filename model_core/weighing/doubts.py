"""How doubtful a plan is that was read: by what it leaves unaccounted for, and has that nobody said."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from model_core.language.vocabulary import Vocabulary
from model_core.plan import Plan, RefuseStep
from model_core.reading.chinese.text import is_chinese
from model_core.weighing.evidence import Evidence, Features, total
from model_core.world import Request

FILE = Path(__file__).parent / "doubts.json"
_PART = re.compile(r"[,;.]|\b(?:and|then|but|plus|also)\b")
_CORRECTED = re.compile(
    r"\b(?:no|nah|wait|hang on|hold on|sorry|actually|rather|scrap that|i (?:mean|meant|said))\b"
)
_FELT = re.compile(
    r"\b(?:dark|black|gloom\w*|bright|glare|stuffy|cold|chilly|freez\w*|frozen|perishing|hot|boil\w*|roast\w*|"
    r"warm|melt\w*|sweat\w*|loud|noisy|dry|humid|damp|(?:can't|cannot|cannae) (?:see|hear|find))\b"
)
_ENDS = " .,;!?"
_MOST_PARTS = 3
_MOST_WORDS = 24


@dataclass(frozen=True, slots=True)
class Doubt:
    """A log-linear model over the features of a plan that was read (`python -m model_core.train.doubt`)."""

    weights: Mapping[str, float]
    intercept: float
    least: float
    """Log odds from which a second look pays."""

    def __call__(self, told: Features) -> float:
        """The log odds that the plan is wrong."""
        return self.intercept + total(told, self.weights)


@cache
def shipped() -> Doubt:
    """The one that comes with the package."""
    raw = json.loads(FILE.read_text(encoding="utf-8"))
    return Doubt(raw["weights"], raw["intercept"], raw["least"])


def parts(utterance: str) -> int:
    """Of how many parts a sentence may be, by the signs and words between them."""
    return 1 + len(_PART.findall(utterance.casefold().rstrip(_ENDS)))


def is_plain(request: Request, plan: Plan) -> bool:
    """Whether a sentence has one part, and the plan that was read refuses nothing of it."""
    return parts(request.utterance) == 1 and not any(isinstance(s, RefuseStep) for s in plan.steps)


class Doubts:
    """Those about the plans of one home; computed once for it."""

    def __init__(self, vocabulary: Vocabulary, is_word: Callable[[str], bool]) -> None:
        """`is_word` tells English words from mistyped ones."""
        self._evidence = Evidence(vocabulary, is_word)

    def features(self, request: Request, plan: Plan) -> Features:
        """What speaks for and against a plan, by name; one that is not there is 0."""
        (told,) = self._evidence(request, [plan])
        said = request.utterance.casefold().rstrip(_ENDS)
        lost = parts(request.utterance) - len(plan.steps)
        return {
            **told,
            "lost": float(min(_MOST_PARTS, max(0, lost))),
            "corrected": float(_CORRECTED.search(said) is not None),
            "felt": float(_FELT.search(said) is not None),
            "words": float(min(_MOST_WORDS, len(said.split()))),
        }

    def about(self, request: Request, plan: Plan) -> float | None:
        """The log odds that the plan is wrong, or None where a second look would not pay.

        It pays for no Mandarin, which the model knows less well than it is read, character by character.
        """
        if is_chinese(request.utterance):
            return None
        doubt = shipped()
        odds = doubt(self.features(request, plan))
        return odds if odds >= doubt.least else None
