"""What is said not to be done: no command, and none to do the contrary either."""

from __future__ import annotations

import re

NOTHING = "refuse unclear"
"""The plan that moves nothing: the model, asked about what is forbidden, would do it."""
_VERB = (
    r"(?!you|forget|mind|worry|need|want|think|like|have|know|see|hear|feel|let|disturb|bother|find|agree|get|be)"
    r"[a-z]+"
)
_NOT = rf"(?:please )?(?:do not|never)(?: you dare| ever)? {_VERB}"
_FORBIDS = re.compile(rf"(?:^|[,;] ){_NOT}|\b(?:told|asked|said|begged|warned)\b.*\bnot to\b")
_ONLY = re.compile(
    r"(?:(?:no|hey|stop|wait|whatever (?:you do|happens)|for (?:heaven|god|pity)'s sake|mind)[,;]? )*"
    rf"(?:{_NOT}|i (?:told|asked|begged|warned) you not to)"
    r"(?: (?!and\b|but\b|then\b)[^,; ]+)+"
)


def forbids(sentence: str) -> bool:
    """Whether a sentence in plain form says, among other things, that something is not to be done."""
    return _FORBIDS.search(sentence) is not None


def only_forbids(sentence: str) -> bool:
    """Whether a sentence in plain form says no more than that."""
    return _ONLY.fullmatch(sentence.strip(" ;,")) is not None
