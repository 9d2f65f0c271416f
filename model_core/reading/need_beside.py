"""A need and a wish in one sentence, joined by `and`: both count, unless one may be why the other is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from model_core.errors import InvalidPlan
from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.plan import RunStep, SetStep
from model_core.reading.clauses import Done
from model_core.reading.outcomes import asks, refuses
from model_core.reading.parting import BEGINS
from model_core.reading.wishes import type_of
from model_core.world import Thing

_CLIMATE = frozenset(
    {
        "thermostat",
        "heater",
        "radiator",
        "fan",
        "air conditioner",
        "air purifier",
        "humidifier",
        "dehumidifier",
    }
)

_AND = re.compile(r",? and (?:also )?")
_PARTS = re.compile(r"[,;] (?:and )?| and | but ")
_OWN_ORDER = re.compile(
    rf"(?:then |so |please )*(?:{BEGINS}|water|mow) (?:the|my|our|all) [a-z]+"
    r"(?! (?:thing|volume|sound|heat)\b)|"
    r"(?!.*\b(?:is|are|was|were|i|we|you|it|he|she|they|with|has|have|had|been|got|keeps?|goes|left)\b)"
    r"(?!.*'s\b)(?!an? )(?!(?:hold|hang|come|go|carry|later) on$)(?:the |my |our )?[a-z]+(?: [a-z]+)? "
    r"(?:on|off|open|closed|shut|locked|pause|dock|(?:down|up) to \d.*)$"
)
"""What is to be done with a device of its own, beside what is felt."""
_ASKED_TOO = re.compile(
    r"(?:(?:is|are) there )?any [a-z]+$|"
    r"(?:has|have|is|are) the .+ (?:on|off|open|shut|locked|gone|done|finished)$"
)
_FELT = (
    r"^(?:(?:because|so|since|as|well|oh|man|god|brr+|she says|he says) )*"
    r"(?:it is|it has (?:gone|got|become)|i am|we are|this room is|too|a bit|bit|really)? ?"
    r"(?:(?:so|too|a bit|a little|very|really|getting|gone|"
    r"absolutely|proper|well|awfully|bloody|pretty|rather|quite) )*(?:{})"
    r"(?: (?:it (?:is|has become|has gone)|in here|here|now|again|enough to .+|"
    r"in (?!the (?:oven|car|fridge))(?:the |my |our )?\w+(?: \w+)?))*$"
)
_MET_BY = (
    (
        re.compile(
            _FELT.format(
                r"(?:pitch )?(?:dark|gloomy|dim|pitch black)|can(?:not|'t| not) see(?: a thing| anything)?"
            )
        ),
        re.compile(r"light|lamp|blind|curtain|shutter|shade|scene|switch|plug|drape"),
    ),
    (
        re.compile(
            _FELT.format(
                r"cold|chilly|freezing(?: cold)?|frozen|nippy|perishing|baltic|parky|hot|boiling|roasting|"
                r"sweltering|warm|stuffy|muggy|humid|clammy"
            )
        ),
        re.compile(
            r"thermostat|heat|radiator|fan|condition|climate|purif|humid|window|door|blind|curtain|shutter|shade|"
            r"drape|scene|blanket|fire|stove|car|boiler|temperature|vent"
        ),
    ),
)
"""What is felt, and what a plan speaks of that could be a help."""


def is_left_out(sentence: str, text: str, vocabulary: Vocabulary) -> bool:
    """Whether a sentence in plain form complains of what its plan text does nothing about.

    Beside something else that is to be done it counts as well, whether it was understood or not.
    """
    felt = [helps for part in _PARTS.split(sentence) for cue, helps in _MET_BY if cue.match(part)]
    if not felt:
        return False
    named = (t for t in vocabulary.world.things if vocabulary.labels[t.id] in text)
    spoken_of = " ".join((text, *(t.type for t in named)))
    return any(helps.search(spoken_of) is None for helps in felt)


def is_order_left(sentence: str, text: str) -> bool:
    """Whether a plan text for a need says nothing of what is asked for or to be done besides."""
    others = _PARTS.split(sentence)
    left = len(others) > 1 and any(_OWN_ORDER.match(part) or _ASKED_TOO.match(part) for part in others)
    return left and ";" not in text


def halves(sentence: str) -> Iterator[tuple[str, str]]:
    """What stands before each `and` of a sentence in plain form, and after it."""
    for and_ in _AND.finditer(sentence):
        yield sentence[: and_.start()], sentence[and_.end() :]


def parts(sentence: str) -> tuple[str, ...]:
    """What is said side by side."""
    return tuple(_PARTS.split(sentence))


def is_unmet(need: Done, text: str, vocabulary: Vocabulary) -> bool:
    """Whether a need would move something that is for nothing that the plan text speaks of."""
    if asks(need.text) or refuses(need.text) or not need.things:
        return False
    labels = {vocabulary.labels[t.id] for t in need.things}
    if any(label in text for label in labels):
        return False
    try:
        things = _devices(text, vocabulary)
    except InvalidPlan:
        return False
    return not _concerns(things) & _concerns(need.things)


def joined(need: Done, text: str, vocabulary: Vocabulary, *, after: bool = False) -> str | None:
    """The plan text of both; None where both are about the same, as one may be why, or one asks.

    `text` is what the rest of the sentence becomes by itself; it stays so where it meets the need or does
    nothing now. `after`: the need was said last.
    """
    if asks(f"{need.text}; {text}") or refuses(f"{need.text}; {text}"):
        return None
    try:
        things = _devices(text, vocabulary)
    except InvalidPlan:
        return None
    if not things or set(need.things) <= set(things):
        return text
    if _concerns(things) & _concerns(need.things):
        return None
    return f"{text}; {need.text}" if after else f"{need.text}; {text}"


def are_alike(first: Done, second: Done) -> bool:
    """Whether one need may be why the other is felt, as both are about the same."""
    return bool(_concerns(first.things) & _concerns(second.things))


def both(first: Done, second: Done) -> Done | None:
    """What meets two needs; None where one of them only asks or refuses."""
    text = f"{first.text}; {second.text}"
    return None if asks(text) or refuses(text) else Done(text, (*first.things, *second.things))


def _devices(text: str, vocabulary: Vocabulary) -> tuple[Thing, ...]:
    """Those that a plan text does something to now."""
    steps = [s for s in parse(text, vocabulary).steps if isinstance(s, SetStep | RunStep)]
    return tuple(t for t in vocabulary.world.things if any(t.id in s.devices for s in steps))


def _concerns(things: Iterable[Thing]) -> set[str]:
    """What devices are for, where several kinds are for the same."""
    return {"climate" if type_of(t) in _CLIMATE else type_of(t) for t in things}
