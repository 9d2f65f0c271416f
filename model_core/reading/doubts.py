"""Which plans that were read had better be compared with the model's: of several clauses, and refusals."""

from __future__ import annotations

import re

from model_core.plan import Plan, RefuseStep
from model_core.reading.chinese.text import is_chinese
from model_core.world import Request

_SEVERAL = re.compile(r"[,;]|\b(?:and|then|but|plus|also)\b")


def is_doubtful(request: Request, plan: Plan) -> bool:
    """Whether a part of the sentence may have been lost, or what is refused may be there after all.

    Of Mandarin, which the model knows less well, nothing is: it is read character by character.
    """
    if is_chinese(request.utterance):
        return False
    if _SEVERAL.search(request.utterance.casefold().rstrip(", ;")) is not None:
        return True
    return any(isinstance(step, RefuseStep) for step in plan.steps)
