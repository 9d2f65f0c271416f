"""Which need the words of a sentence give away, whatever else is said: `data/need_signs.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from model_core.reading import need_cues
from model_core.reading.need_cues import Need, needs
from model_core.reading.phrases import filled, load

_FILLERS = re.compile(
    r"\b(?:proper|blooming|blinking|flipping|blasted|flaming|ruddy|sodding|still|now|again|always|finally|"
    r"practically|nearly|almost|properly|positively|rather|constantly|forever|already|seriously|"
    r"else|dear|only just|old(?= (?:dog|cat))|"
    r"(?:right|well|dead)(?= (?:dark|cold|hot|quiet|loud|mess|state))|"
    r"all(?= (?:gloomy|dark|cold|crunchy|yellow|blue|numb|frozen|cold|dark|wet|dry|hot))|"
    r"that(?= (?:hot|cold|dark|bright|dim|loud|warm)\b))\s+"
)
_IS = re.compile(
    r"(?<=\w)'s (?=(?:an?|been|about|at|on|in|under|out|over|full|gone|done|got|off|up|down|too|so|like|no|"
    r"pitch|as|all|\w+ing|\w+ed|\w+y|cold|hot|dark|dim|dry|bright|warm|loud|quiet|black|"
    r"flat|dead|empty|frozen|burnt|lost|left|stuck|sat|stood|asleep|"
    r"bored|sodden|put|had|open|wide|just|never|still|now|rather|quite|really|always|mine|ice|here|keen|after)\b)"
)
_OUTDOORS = re.compile(
    r"\b(?:(?:out|over) (?:there|here|front|back|the back|the front)|outside|outdoors)\b ?"
)
_MOST_WORDS = 28


@dataclass(frozen=True, slots=True)
class _Signs:
    need: Need
    signs: tuple[re.Pattern[str], ...]
    hints: tuple[re.Pattern[str], ...]
    second: bool
    over: frozenset[str]
    outdoors: bool
    """Whether it is felt outside the house, so that `out there` is no other place."""


@dataclass(frozen=True, slots=True)
class Signal:
    """A need, and what is said beside its signs."""

    need: Need
    rest: str


def spelled_out(sentence: str) -> str:
    """A sentence with `is` for every `'s` that is no owner's."""
    return _IS.sub(" is ", sentence)


def signalled(text: str) -> Sequence[Signal]:
    """The needs of which a text in its plainest form gives signs; none for mere talk."""
    text = _FILLERS.sub("", f"{text} ").strip()
    if len(text.split()) > _MOST_WORDS:
        return ()
    found = [(s, signal) for s in _every() if (signal := _signal(s, text)) is not None]
    if any(not s.second for s, _ in found):
        found = [(s, signal) for s, signal in found if not s.second]
    beaten = frozenset(n for s, _ in found for n in s.over)
    found = [(s, signal) for s, signal in found if s.need.name not in beaten]
    signals = [signal for _, signal in found]
    return () if any(bar.fullmatch(s.rest) for s in signals for bar in _bars()) else signals


def is_occasion(sentence: str) -> bool:
    """Whether a sentence in plain form tells of going to bed or out, which may be why all else is said."""
    text = need_cues.without_here(need_cues.plainest(spelled_out(sentence)))
    told = (need for need, _ in need_cues.spoken(text))
    return any(n.scenes for n in (*told, *(s.need for s in signalled(text))))


def _signal(signs: _Signs, text: str) -> Signal | None:
    spans = [m.span() for p in signs.signs if (m := p.search(text)) is not None]
    hints = [m.span() for p in signs.hints if (m := p.search(text)) is not None]
    if not spans and len(hints) < 2:
        return None
    spans += hints
    kept = (c for n, c in enumerate(text) if not any(start <= n < end for start, end in spans))
    rest = " ".join("".join(kept).split())
    return Signal(signs.need, _OUTDOORS.sub("", rest).strip() if signs.outdoors else rest)


@cache
def _every() -> tuple[_Signs, ...]:
    data = load("need_signs")
    words = {name: str(text) for name, text in data["words"].items()}
    by_name = {need.name: need for need in needs()}
    return tuple(
        _Signs(
            by_name[name],
            _patterns(entry["signs"], words),
            _patterns(entry.get("hints", ""), words),
            bool(entry.get("second")),
            frozenset(entry.get("over", ())),
            bool(entry.get("outdoors")),
        )
        for name, entry in data["needs"].items()
    )


@cache
def _bars() -> Sequence[re.Pattern[str]]:
    return tuple(re.compile(line) for line in str(load("need_signs")["bars"]).splitlines())


def _patterns(block: str, words: Mapping[str, str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?<!\w){_regex(line.strip(), words)}(?!\w)") for line in block.splitlines())


def _regex(sign: str, words: Mapping[str, str]) -> str:
    text = f"(?:{sign})".replace(r"(\w+ )?", r"(?:(?!(?:not|never|no) )\w+ )?")
    while (whole := filled(text, words)) != text:
        text = whole
    return re.sub(r"\((?!\?)", "(?:", text)
