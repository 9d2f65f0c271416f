"""House alarms that are armed and disarmed, named or not: `disarm`, `arm the house for the night`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from model_core.language.vocabulary import Vocabulary
from model_core.reading import roles, wishes
from model_core.reading.clauses import Done
from model_core.reading.referents import Found, Several
from model_core.reading.wishes import Wish
from model_core.world import Thing

_PLAIN = "alarm(?: system)?|house|home|place|system|security(?: system)?|(?:burglar|house) alarm"
_ALLOWED = r"(?:(?:you|we) can (?:now )?|go ahead and )?"
_NOW = r"(?: (?:now|again|please|for us|for me))*"
_MODES: Mapping[str, tuple[str, ...]] = {
    "away": ("away", "out", "leaving", "absence"),
    "home": ("home", "stay", "staying"),
    "night": ("night", "bed", "bedtime", "sleep"),
    "vacation": ("vacation", "holiday", "holidays"),
}


class Guarding:
    """Reads what is said to the alarm of one home."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._alarms = tuple(t for t in vocabulary.world.things if _has_modes(t))
        names = sorted(
            {n.casefold() for t in self._alarms for n in (t.name, *t.aliases)}, key=len, reverse=True
        )
        called = rf"(?: (?:the |my |our )?(?:{'|'.join((*map(re.escape, names), _PLAIN))}))"
        named = f"{called}?"
        self._off = re.compile(rf"{_ALLOWED}(?:disarm{named}|(?:unarm|deactivate){called}){_NOW}")
        self._on = re.compile(
            rf"{_ALLOWED}arm{named},? (?:for|in|to|on|as|at) (?:the )?(?P<mode>[a-z]+)(?: mode)?{_NOW}"
        )

    def read(self, clause: str, _here: str | None) -> Done | None:
        """The plan for a clause that arms or disarms; None for any other."""
        if not self._alarms:
            return None
        if self._off.fullmatch(clause):
            return self._done("off")
        found = self._on.fullmatch(clause)
        if found is None:
            return None
        mode = next((mode for mode, said in _MODES.items() if found["mode"] in said), None)
        return self._done(mode) if mode is not None else None

    def _done(self, mode: str) -> Done | None:
        def told(thing: Thing) -> str | None:
            found = roles.find(thing, "mode")
            chosen = next(
                (c for c in (mode, f"armed_{mode}", f"arm_{mode}") if found and c in found.choices), None
            )
            return None if found is None or chosen is None else f"{found.name}={chosen}"

        meaning = Found(self._alarms) if len(self._alarms) == 1 else Several(self._alarms)
        text = wishes.plan(Wish(told), meaning, self._vocabulary)
        return None if text is None else Done(text, self._alarms)


def _has_modes(thing: Thing) -> bool:
    mode = roles.find(thing, "mode")
    return wishes.type_of(thing) == "alarm" and mode is not None and "off" in mode.choices
