"""Which need a sentence speaks of: its plainest form, and the cues of `data/needs.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from model_core.reading.phrases import filled, load

_OURSELVES = re.compile(
    r"\bPPL and i are\b|\bi and PPL are\b|\bthe (?:2|two|three|3|four|4) of us are\b|\bus are\b"
)
_HERE = re.compile(
    r" (?:(?:in|over|around|up|down|out) here|here|in (?:this|the|my) (?:room|house|flat)(?! is\b)|indoors|"
    r"at home|around the house|"
    r"in the house|at my place|on this side|"
    r"(?:from )?(?<!see )where (?:i am|we are|i|we)(?: (?:sit|stand|work|read)(?:t?ing)?)?"
    r"(?! (?:have|had|put|left|parked|dropped|laid)\b))(?= |$)"
)
_ANYTHING = r"(?:(?!(?:in|on|at|inside) (?:the|my|our) )\S+ ?){1,7}(?<! )"
"""One to seven words that do not name a place: the places of the home were taken out before."""
_FREE = re.compile(r"[ ,;]+")


@dataclass(frozen=True, slots=True)
class Need:
    """What somebody may need, and the ways to meet it, the first being the best."""

    name: str
    ways: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    choose: str = ""
    """`one`: a single device; `home`: wherever it is; `all`; `main`; empty: here, else the only one."""
    near: tuple[str, ...] = ()
    """Ways that help only where the need is felt, when there is no other."""
    spare: tuple[tuple[str, str], ...] = ()
    """Ways that count where the home has none of a kind: that kind, and the way."""
    scenes: frozenset[str] = frozenset()
    otherwise: tuple[str, ...] = ()
    """What is done where there is no such scene."""
    unless: tuple[str, ...] = ()
    """Kinds of devices that might be meant instead, where the need is felt."""
    flags: frozenset[str] = frozenset()
    """`nearest`: any way here comes first; `rooms`: a room that is not there is refused; `placed`: a room has
    to be named; `floor`: what is elsewhere comes along; `refuse`: a machine that is not there is refused;
    `every`: all of the kind have to be able; `anywhere`: a place that is named is where others are."""
    about: frozenset[str] = frozenset()
    """Words of devices that have to do with it: where a place has none, it is mere talk; empty: never."""


_FLAGS = ("nearest", "rooms", "placed", "floor", "refuse", "every", "anywhere")


@cache
def needs() -> tuple[Need, ...]:
    """All needs, in the order in which their cues are tried."""
    data = load("needs")
    words = {name: str(text) for name, text in data["words"].items()}
    return tuple(_need(name, entry, words) for name, entry in data["needs"].items())


def _need(name: str, entry: Mapping[str, object], words: Mapping[str, str]) -> Need:
    def texts(key: str) -> tuple[str, ...]:
        found = entry.get(key, ())
        return (
            tuple(str(x) for x in found) if isinstance(found, Sequence) and not isinstance(found, str) else ()
        )

    spare = entry.get("with", {})
    cues = [line for line in str(entry.get("cues", "")).splitlines() if line.strip()]
    return Need(
        name,
        texts("ways"),
        tuple(re.compile(_regex(line, words)) for line in cues),
        str(entry.get("choose", "")),
        texts("near"),
        tuple((str(k), str(v)) for k, v in spare.items()) if isinstance(spare, Mapping) else (),
        frozenset(texts("scene")),
        texts("otherwise"),
        texts("unless"),
        frozenset(f for f in _FLAGS if entry.get(f)),
        frozenset(str(entry.get("about", "")).split()),
    )


def _regex(cue: str, words: Mapping[str, str]) -> str:
    """The regex of a cue; spaces beside what is left out may be missing."""
    text = filled(cue.strip(), words)
    text = re.sub(r"<(\w+):(.+?)>", r"(?P<\1>\2)", text)
    text = re.sub(r"\((?!\?)", "(?:", text).replace("[", "(?:").replace("]?", ")?").replace("]", ")?")
    return re.sub(r" +", " *", text).replace("~", _ANYTHING)


@dataclass(frozen=True, slots=True)
class _Speech:
    """What is said around a need."""

    long: tuple[tuple[re.Pattern[str], str], ...]
    sighs: re.Pattern[str]
    pleas: re.Pattern[str]
    degrees: re.Pattern[str]
    people: re.Pattern[str]


@cache
def _speech() -> _Speech:
    data = load("need_speech")
    blocks = {name: "|".join(text.splitlines()) for name, text in data.items() if isinstance(text, str)}
    return _Speech(
        tuple((re.compile(short), long) for short, long in data["long"]),
        re.compile(rf"^(?:{blocks['sighs']})\b[ ,;]*"),
        re.compile(rf"[ ,;]*\b(?:{blocks['pleas']})$"),
        re.compile(rf"\b(?:{blocks['degrees']}) "),
        re.compile(
            r"\b(?:(?:my|our|the|his|her) (?:(?:little|poor|old|youngest|oldest|other|elderly) )?)?"
            rf"(?:{blocks['people']})"
            r"(?: and (?:the |my |our )?(?:kids|children|baby|wife|husband|i|dog))?"
            r"(?!'| (?:hair|fur|litter|food|room|bedroom|bed|door|gate)\b)\b"
        ),
    )


def plainest(sentence: str) -> str:
    """A plain sentence without punctuation, sighs, pleas and degrees, in long forms."""
    speech = _speech()
    text = sentence
    for short, long in speech.long:
        text = short.sub(long, text)
    text = (
        text.replace("a bit of ", "some ").replace("a little bit of ", "some ").replace("a spot of ", "some ")
    )
    while True:
        shorter = speech.pleas.sub("", speech.sighs.sub("", text, count=1), count=1).strip(" ,;")
        if not shorter or shorter == text:
            break
        text = shorter
    text = speech.degrees.sub("", f"{text} ").strip()
    text = speech.people.sub("PPL", text)
    text = _OURSELVES.sub("we are", text)
    return _FREE.sub(" ", text).strip()


def without_here(text: str) -> str:
    """The text without the words for where the speaker is."""
    return _HERE.sub("", f" {text}").strip()


def spoken(text: str) -> Iterator[tuple[Need, Mapping[str, str]]]:
    """The needs of which a text in its plainest form speaks, and the words that are parts of it."""
    for need in needs():
        for pattern in need.patterns:
            found = pattern.fullmatch(text)
            if found is not None:
                yield need, found.groupdict()
                break
