"""Orders told the other way round: `the hall, all off`, `leave the lamp, turn the rest of the lights off`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from model_core.reading.phrases import blocks, expanded, filled, load
from model_core.reading.places import Places

_WHOLE = r"(?:whole |entire )?(?:house|home|flat|apartment|place)|everywhere"
_PREPOSED = frozenset({"upstairs", "downstairs", "outside"})
_TWO = re.compile(r"^(?:two|2|both(?: the)?) ")
_ALL = re.compile(r"(?<![a-z])(?:all|all of it|the lot)$")

Written = Callable[[re.Match[str]], str]
_WRITTEN: Mapping[str, Written] = {
    "all but": lambda m: f"{m['v']} all the {_plural(m['n'])} except {m['x']}{m['s']}",
    "all of them": lambda m: f"{m['v'] or ''}{'both' if m['a'] == 'both' else 'all the'} {m['n']}",
    "topic first": lambda m: f"{m['v']} {_definite(m['a'], m['n'])}{m['s']}",
    "none on": lambda m: f"turn off all the {_plural(m['n'])} {m['w'] or 'in the whole house'}",
    "dark": lambda m: f"turn off all the lights {_inside(m['p'])}",
    "lit": lambda m: f"turn on all the lights {_inside(m['p'])}",
    "place first": lambda m: f"{_ALL.sub('everything', m['o'])} {_inside(m['p'])} {m['s']}",
    "place all": lambda m: f"everything {_inside(m['p'])} {m['s']}",
    "one more": lambda m: f"{m['h']} and the {m['n'].removeprefix('the ')}",
}


class Orders:
    """The ways in which people turn orders around, in one home."""

    def __init__(self, places: Places) -> None:
        every = "|".join(re.escape(n) for n in sorted(places.names, key=len, reverse=True)) or r"(?!)"
        more = rf"(?:, and|,| and| or)? (?:in |on )?(?:the |my |our )?(?:{every})"
        several = rf"(?:{every})(?:{more})*"
        named = {"several": several, "somewhere": rf"(?P<p>{several}|{_WHOLE})"}
        self._turned = tuple(
            (re.compile(filled(line, named)), written)
            for sort, written in _WRITTEN.items()
            for line in blocks("orders")[sort]
        )

    def of(self, sentence: str) -> Iterator[str]:
        """A sentence in plain form the usual way round, where it was told another way."""
        plainer = _plainer(sentence)
        for words in dict.fromkeys((sentence, plainer)):
            for said, written in self._turned:
                found = said.fullmatch(words)
                if found is not None:
                    yield _plainer(f"{written(found)}{found['tail']}")
        if plainer != sentence:
            yield plainer


def apart(sentence: str) -> str:
    """A sentence with its noun in both parts, where what to be in one place and what in another share it.

    So it has to be read: `lights on in here and off in the hall` has one verb for each.
    """
    for said, written in _apart():
        sentence = said.sub(written, sentence)
    return sentence


@cache
def _apart() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(said), written) for said, written in load("orders")["apart"])


@cache
def _rewritings() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = load("paraphrases")
    words = table["words"]
    more = [row for sort, rows in table.items() if sort != "words" for row in rows]
    written = [*load("orders")["plainer"], *more]
    return tuple((re.compile(expanded(said, words)), to) for said, to in written)


def _plainer(sentence: str) -> str:
    for said, written in _rewritings():
        sentence = said.sub(written, sentence)
    return sentence


def _plural(noun: str) -> str:
    return noun if noun.endswith("s") else f"{noun}s"


def _definite(said: str, noun: str) -> str:
    bare = _TWO.sub("", noun)
    if "both" in said or bare != noun:
        return f"both {bare}"
    return f"all the {noun}" if "all" in said or said == "the lot" else f"the {noun}"


def _inside(place: str) -> str:
    if re.fullmatch(_WHOLE, place):
        return "in the whole house"
    return place if place in _PREPOSED else f"in the {place}"
