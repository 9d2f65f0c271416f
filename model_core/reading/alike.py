"""One more device that is to be as the one before it: `the lamp to 30, the strip the same`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from model_core.reading.naming import type_called
from model_core.reading.nouns import NOUNS
from model_core.reading.one_part import OWN_VERB
from model_core.reading.referents import Found, Missing, Referents
from model_core.reading.wishes import type_of
from model_core.world import Thing

_END = r"(?=$|,? but (?:leave|keep|mute)\b|, |; | and | plus | so )"
_THING = r"(?P<x>(?:(?!, (?!and )|;).)+?)"
_PATTERNS = (
    re.compile(
        rf"{_THING},? (?:(?:is |be )?(?:(?:also|just|exactly) )?(?:(?:to|at|on) )?the same(?: thing)?"
        rf"(?P<own> (?:volume|level|brightness|colou?r|speed|heat|temperature|mode))?|"
        rf"(?:also )?same|likewise|an'? all){_END}"
    ),
    re.compile(
        rf"(?:do )?(?:the )?same(?: (?:thing|question|again))? (?:for|with|on|to|goes for) {_THING}{_END}"
    ),
    re.compile(rf"{_THING} (?:as well|too){_END}"),
)
_ARTICLE = re.compile(r"(?:the|my|our|your|that|this) ")
_ONE = re.compile(r"\bones?\b")
_WORDS_OF_VALUE = 2
_LONGEST_NAME = 6
_LONGEST_PART = 14
"""Words of a name, and of a part in which one is looked for."""


class Alike:
    """Writes out in full what is to be with another device of one home as with the one before."""

    def __init__(self, referents: Referents) -> None:
        self._referents = referents

    def in_full(self, rest: str, first: str, things: Sequence[Thing], here: str | None) -> str | None:
        """The text `rest` after the part `first` about `things`, begun with all that was said there."""
        if not things:
            return None
        for pattern in _PATTERNS:
            found = pattern.match(rest)
            if found is None or OWN_VERB.match(found["x"]):
                continue
            spoken = self._spoken_of(first, things, here)
            if spoken and found.groupdict().get("own") and not _is_one_value(first.replace(spoken, "", 1)):
                continue
            for said, after in _ends(found["x"], rest[found.end("x") :], rest[found.end() :]):
                other = self._other(said, spoken, things, here) if spoken else None
                if spoken and other:
                    return f"{first.replace(spoken, other, 1)}{after}"
        return None

    def _spoken_of(self, first: str, things: Sequence[Thing], here: str | None) -> str | None:
        """The words of a part for the devices that it is about."""
        said = first.split()
        if len(said) > _LONGEST_PART:
            return None
        for count in range(min(_LONGEST_NAME, len(said)), 0, -1):
            for at in range(len(said) - count + 1):
                span = " ".join(said[at : at + count])
                meant = self._referents.find(span, here)
                if isinstance(meant, Found) and set(meant.things) == set(things):
                    return span
        return None

    def _other(self, said: str, spoken: str, things: Sequence[Thing], here: str | None) -> str | None:
        """The words for the other devices, with the noun that they leave to the part before."""
        nouns = (spoken.rsplit(" ", 1)[-1], *NOUNS.get(type_of(things[0]), ())[:1])
        tries = [_ONE.sub(noun, said) for noun in nouns] if _ONE.search(said) else [said]
        if self._referents.places.named(said) or said.endswith("'s"):
            tries = [*(f"{said} {noun}" for noun in nouns)]
        meant = [(text, self._referents.find(text, here)) for text in tries]
        for text, found in meant:
            if isinstance(found, Found) and not set(found.things) & set(things):
                return text
        gone = next((text for text, found in meant if isinstance(found, Missing)), None)
        noun = _ARTICLE.sub("", gone).rsplit(" ", 1)[-1] if gone else ""
        return gone if gone == said and type_called(noun) else None


def _is_one_value(told: str) -> bool:
    """Whether what is told beside the name is no more than one value, which the property then is of."""
    return len(told.split()) <= _WORDS_OF_VALUE


def _ends(said: str, goes_on: str, after: str) -> Iterator[tuple[str, str]]:
    """What may be the words for a device, the longer first, and what comes after them."""
    also = re.match(r" and (?:(?!, |; | and ).)+", goes_on) if goes_on == after else None
    if also is not None:
        yield f"{said}{also[0]}", goes_on[also.end() :]
    yield said, after
