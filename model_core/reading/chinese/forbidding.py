"""What is said in Mandarin not to be done."""

from __future__ import annotations

import re

_ONLY = re.compile(
    r"(?:请|千万|先|你|拜托|麻烦)*(?:别|不要|甭|莫)(?!忘|客气|担心|管哪|管是哪|管什么地方)[^,，。;；、]{1,14}[吧啊呀哦了。！!]*"
)
_DEED = re.compile(r"[开关锁拉调放停启动]")


def only_forbids(utterance: str) -> bool:
    """Whether an utterance in simplified characters says no more than that something is not to be done."""
    return _ONLY.fullmatch(utterance.strip()) is not None and _DEED.search(utterance) is not None
