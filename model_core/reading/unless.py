"""What is to be made so unless it is: `if the tree isn't lit yet, light it` says no more than `light it`."""

from __future__ import annotations

import re
from collections.abc import Mapping

_UNLESS_SO = re.compile(
    r"if (?P<n>(?:the |my |our )?[a-z0-9' ]+?) (?:(?:is not|isn't|are not|aren't) "
    r"(?P<state>on|lit|running|off|locked|open|closed|shut)(?: yet| already| by now)|"
    r"(?:is|are) still (?P<still>on|lit|running|off|unlocked|open)),? "
    r"(?P<v>turn|switch|put|light|lock|close|shut|open) (?:it|them)(?P<way>(?: (?:on|off|out|up))?)"
)
_MADE: Mapping[str, frozenset[str]] = {
    "on": frozenset({"turn on", "switch on", "put on", "light", "light up"}),
    "off": frozenset({"turn off", "switch off", "put off", "put out", "turn out"}),
    "locked": frozenset({"lock", "lock up"}),
    "closed": frozenset({"close", "shut", "close up"}),
    "open": frozenset({"open", "open up"}),
}
"""What is done so that something is in a state."""
_SAME_STATE = {"lit": "on", "running": "on", "shut": "closed"}
_OTHER_STATE = {"on": "off", "off": "on", "unlocked": "locked", "open": "closed"}


def made_so(sentence: str) -> str:
    """`if the tree isn't lit yet, light it` as `turn on the tree`."""
    found = _UNLESS_SO.fullmatch(sentence)
    if found is None:
        return sentence
    said = found["state"] or found["still"]
    state = _SAME_STATE.get(said, said)
    wanted = state if found["state"] else _OTHER_STATE[state]
    deed = f"{found['v']}{found['way']}"
    if deed not in _MADE[wanted]:
        return sentence
    return f"{'turn on' if deed.startswith('light') else deed} {found['n']}"
