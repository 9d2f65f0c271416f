"""What is due now behind what is to wait: `十分钟后关灯,现在先拉窗帘`, `灯打开,五分钟后关掉,音箱静音`."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SUBJECT = "我你他她咱们"
_NOW = re.compile(
    r"^(?:但是?|不过|而且?|然后|就是)?(?:现在|眼下|目前|当下|这会儿?)(?!都|已|是|才|快)[呢嘛啊]?,?"
    r"(?:就|先|马上|给我|再|也)*|^今[晚夜天儿](?:晚?上|夜里)?(?:就|先)+|^先(?!生|别|不|留|放着)(?:给我)?|"
    rf"(?<=[^,{_SUBJECT}])(?:现在|眼下|这会儿?|马上|立刻|立马|这就)"
    r"(?!都|已|是|才|快|几|多|什么|在|要|到|来)(?:就|先)*|"
    rf"(?<=[^,{_SUBJECT}优领首])先(?!生|进|别|不|留|放着)"
)
"""What says that something does not wait; nothing else is said by it."""
_INNER = re.compile(
    r"(?<=[^,])(?=(?:现在|眼下|今[晚夜天儿](?:晚?上|夜里)?(?=先))(?!都|已|是|才|快|的|[一1]?样))"
)
_TOO = re.compile(r"[也都](?!别|不)|同时|[一1](?:起|块儿?|并|齐)|^(?:再|然后|接着|还有|顺[便道手]|并且|最后)")
"""What says that something is like what comes before it, and waits too."""


def begins(part: str) -> int | None:
    """Where in a part, with no mark before it, what is due now may begin."""
    found = _INNER.search(part)
    return found.start() if found is not None else None


def told(parts: Sequence[str], timed: int) -> tuple[str, str] | None:
    """What waits and what is said to be due now, where the part at `timed` has the time."""
    for at in range(timed + 1, len(parts)):
        found = _NOW.search(parts[at])
        if found is not None:
            now = f"{parts[at][: found.start()]}{parts[at][found.end() :]}"
            return ",".join(parts[:at]), ",".join(filter(None, (now, *parts[at + 1 :]))).lstrip(",")
    return None


def follows(parts: Sequence[str]) -> bool:
    """Whether nothing says that parts behind what waits wait with it."""
    return bool(parts) and not any(map(_TOO.search, parts))
