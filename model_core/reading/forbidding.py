"""What is said not to be done: no command, and none to do the contrary either."""

from __future__ import annotations

import re

from model_core.reading.text import plain

NOTHING = "refuse unclear"
"""The plan that moves nothing: the model, asked about what is forbidden, would do it."""
_VERB = (
    r"(?!you|forget|mind|worry|need|want|think|like|have|know|see|hear|feel|let|disturb|bother|find|agree|get|be)"
    r"[a-z]+"
)
_NOT = rf"(?:please )?(?:do not|never)(?: you dare| ever)? {_VERB}"
_FORBIDS = re.compile(rf"(?:^|[,;] ){_NOT}|\b(?:told|asked|said|begged|warned)\b.*\bnot to\b")
_ONLY = re.compile(
    rf"(?:(?:no|hey|stop|wait)[,;]? )?(?:{_NOT}|i (?:told|asked|begged|warned) you not to)"
    r"(?: (?!and\b|but\b|then\b)[^,; ]+)+"
)
_ONLY_CHINESE = re.compile(
    r"(?:请|千万|先|你|拜托|麻烦)*(?:别|不要|甭|莫)(?!忘|客气|担心)[^,，。;；、]{1,14}[吧啊呀哦了。！!]*"
)
_DEED = re.compile(r"[开关锁拉调放停启动]")


def forbids(sentence: str) -> bool:
    """Whether a sentence in plain form says, among other things, that something is not to be done."""
    return _FORBIDS.search(sentence) is not None


def only_forbids(utterance: str) -> bool:
    """Whether an utterance says no more than that."""
    if _ONLY_CHINESE.fullmatch(utterance.strip()):
        return _DEED.search(utterance) is not None
    return _ONLY.fullmatch(plain(utterance).strip(" ;,")) is not None
