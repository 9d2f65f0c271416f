"""Orders that name a room for what is in it: `lock the shed`, `dim the hall to 30 percent`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model_core.reading.determiners import without_the
from model_core.reading.places import Places

_ROOM = r"(?P<p>(?:the |my |our )?[a-z' -]+?)"
_LIT = re.compile(
    rf"(?P<v>dim|brighten|light up|darken) {_ROOM}"
    r"(?P<r> (?:down |up )?(?:to|by|a bit|a little|slightly|right down|down)\b.*)?"
)
_ENTERED = re.compile(rf"(?P<v>lock|unlock|open|close|shut)(?: up)? {_ROOM}(?: up)?")
_SWITCH = re.compile(r"switch (?P<p>(?:in|at|by) (?:the |my |our )?[a-z' -]+?) (?P<s>on|off)")
_DOORS = ("garage door", "door", "gate")


def of(clause: str, places: Places) -> Iterator[str]:
    """The order with what is meant in the room that it names; nothing where it names no room."""
    lit = _LIT.fullmatch(clause)
    if lit is not None and places.named(without_the(lit["p"])):
        yield f"{lit['v']} the lights in {lit['p']}{lit['r'] or ''}"
    switch = _SWITCH.fullmatch(clause)
    if switch is not None:
        yield f"turn {switch['s']} the switch {switch['p']}"
    entered = _ENTERED.fullmatch(clause)
    if entered is not None and places.named(without_the(entered["p"])):
        if "garage" in entered["p"]:
            yield f"{entered['v']} the garage door"
        for door in _DOORS:
            yield f"{entered['v']} the {door} in {entered['p']}"
