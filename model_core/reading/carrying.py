"""What a second command leaves out that the first one said: `lamp on now and off at ten`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TURN = r"(?:turn|switch|put|shut|power|knock|bring|set|make|have|get)"
_STATE = r"(?:on|off|up|down|open|closed|shut|to|at)"
_ABOUT = (
    re.compile(rf"(?:{_TURN}) (?:on|off|up|down) (?P<t>.+?)(?: (?:to|at|by) .+)?"),
    re.compile(rf"(?:{_TURN} )?(?P<t>(?:(?!\b(?:and|then|when|if)\b).)+?) {_STATE}(?: .+)?"),
    re.compile(r"(?:open|close|shut|lock|unlock|start|stop|pause|mute|dim|play|run) (?P<t>.+)"),
    re.compile(rf"(?:{_TURN} )?(?P<t>.+? and .+?) (?:on|off|up|down|open|closed|shut)"),
)
"""Commands, and what they are about."""
_VERB = re.compile(rf"(?:{_TURN} (?:on|off|up|down)|open|close|shut|lock|unlock|start|stop|pause|mute|dim) ")
_STATED = re.compile(r"(?:back )?(?:on|off|up|down|open|closed|shut|to \d+)\b")
_PRONOUN = re.compile(r"\b(?:both(?: of them)?|them|it|that|they|those)\b")
_FILLED = re.compile(r"\b(?:altogether|again|completely|once more) ?")
_TIMED = re.compile(r"(?:in|at|after|by) ")


def carried(first: str, second: str) -> Iterator[str]:
    """Ways to say the second command in full, after the first."""
    said = " ".join(_FILLED.sub("", second).split())
    about = next((m["t"] for p in _ABOUT if (m := p.fullmatch(first.strip(" ,"))) is not None), None)
    if about is not None:
        told = _PRONOUN.sub("", said, count=1).strip()
        if _STATED.match(told):
            yield f"turn {about} {told}"
        elif _PRONOUN.search(said):
            yield _PRONOUN.sub(about, said, count=1)
    verb = _VERB.match(first)
    if verb is not None and not _STATED.match(said) and not _TIMED.match(said):
        yield f"{verb[0]}{said}"
