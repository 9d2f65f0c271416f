"""How much of what a noun phrase names is meant: one, both, all, those here, those of the whole home."""

from __future__ import annotations

import re
from dataclasses import dataclass

from model_core.reading.places import Places

_EVERY = re.compile(
    r"^(?:absolutely )?(?:all(?: of)?(?: the| my| our| these| those)?(?: [2-9](?= [a-z]))?|every(?: single)?|"
    r"each(?: and every)?(?: of the)?)\b ?"
)
_BOTH = re.compile(
    r"^(?:both(?: of)?(?: the| my| our)?(?: sets of| pairs of)?(?: the)?|(?:the|a) pair of|the (?:two|2)) "
)
_ARTICLE = re.compile(r"^(?:the|my|our|your|a|an|some|that|any) ")
_THE = re.compile(r"^(?:the|my|our) ")
_THESE = re.compile(r"^(?:these|this) ")
_HERE = re.compile(
    r" ?\b(?:(?:in|over|out|right|up|down|through|round) here|here|in (?:this|the) room|of this room)$"
)
_PRONOUNS = re.compile(r"\b(?:it|them|they|that one|those|one|ones|this|these|other|others|rest|both)\b")


@dataclass(frozen=True, slots=True)
class Determined:
    """A noun phrase without its determiners, and what they said."""

    phrase: str
    every: str
    """`all`, `every single`, ...; empty where nothing of the kind is said."""
    both: bool
    whole: bool
    """The whole home."""
    near: bool
    """Only what is in the speaker's own room."""
    count: int = 0
    """How many they are, where that is said: `all three`."""


def determined(phrase: str, places: Places) -> Determined:
    """Take the determiners off a phrase."""
    every, rest = cut(_EVERY, phrase)
    count = re.search(r" \d$", every)
    both, rest = cut(_BOTH, rest)
    these, rest = cut(_THESE, rest)
    whole, rest = places.whole_home(without_article(rest))
    here, rest = cut(_HERE, rest)
    number = int(count[0]) if count else 0
    near = these or here or every.endswith(("these", "of this"))
    return Determined(rest, every, bool(both), whole, bool(near), number)


def bare(phrase: str) -> str:
    """A phrase without `all` and its article."""
    return without_article(cut(_EVERY, phrase)[1])


def without_the(phrase: str) -> str:
    """A phrase without what says that its thing is known: `the`, `my`, `our`."""
    return cut(_THE, phrase)[1]


def without_article(phrase: str) -> str:
    """A phrase without its article."""
    return cut(_ARTICLE, phrase)[1]


def is_every(phrase: str) -> bool:
    """Whether a phrase begins with `all`."""
    return cut(_EVERY, phrase)[0].startswith("all")


def has_pronoun(phrase: str) -> bool:
    """Whether a phrase stands for something said before."""
    return _PRONOUNS.search(_THESE.sub("", _BOTH.sub("", cut(_EVERY, phrase)[1]))) is not None


def cut(pattern: re.Pattern[str], phrase: str) -> tuple[str, str]:
    """What a pattern takes of a phrase, and the rest."""
    found = pattern.search(phrase)
    if found is None:
        return "", phrase
    return found[0].strip(), f"{phrase[: found.start()]}{phrase[found.end() :]}".strip()
