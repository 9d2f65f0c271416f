"""The clock, and what waits, in Mandarin: timers set, asked about, held, put off and taken back."""

from __future__ import annotations

import re
from collections.abc import Mapping

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese import lengths
from model_core.reading.phrases import compiled, load
from model_core.world import Turn

_TABLE = load("waiting", "model_core.reading.chinese")
_WORDS = {**_TABLE["words"], "d": f"(?P<d>{lengths.LENGTH})"}
_Entries = tuple[tuple[str, re.Pattern[str]], ...]
_LINES: Mapping[str, _Entries] = {
    block: tuple((step, p) for step, lines in steps.items() for p in compiled(lines, _WORDS))
    for block, steps in _TABLE.items()
    if block != "words"
}
_NOUN = re.compile(r"(?:计时器?|定时器?|倒计时|闹钟|闹铃|提醒)$")
_EVERY = re.compile(r"^(?:所有|全部|每一?个|一切)的?|(?:全|全都|都)$")
_THE = re.compile(r"^(?:那|这|我|咱|你)?(?:那|这)?(?:一?个|些)?的?")
_SPAN_FIRST = re.compile(r"(?P<d>[\d.半一]+个?[半小时钟头分秒刻零\d.]+)的?(?P<n>.*)")
_TOLD = re.compile(r"(?P<step>(?:pause|resume|extend|shorten|tell) waiting)(?P<which>.*?)(?: by [^\"]+)?$")
_WAITS = re.compile(r"(?:^|; )later after (?P<d>[0-9. a-z]+?)(?: (?:called|about) (?P<name>\"[^\"]+\"))?$")
_LONGEST_NAME = 8


class Waiting:
    """Reads Mandarin sentences about the clock and about what waits, in one home."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        things = vocabulary.world.things
        self._names = frozenset(n for names in vocabulary.names.values() for n in names)
        self._has_alarm = any(t.find_action("cancel_alarm") for t in things)
        phones = [t for t in things if t.type == "phone" and t.find_action("notify")]
        self.phone = vocabulary.labels[phones[0].id] if len(phones) == 1 else None

    def read(self, sentence: str, last: Turn | None) -> str | None:
        """The plan text of a plain sentence, or None; `last` is the turn before it."""
        sentence = sentence.rstrip("?")
        for block in ("clock", "plans"):
            for step, pattern in _LINES[block]:
                if pattern.fullmatch(sentence):
                    return step
        told = self._told(sentence) or self._set(sentence)
        return told if told is not None or last is None else _followed(sentence, last)

    def _told(self, sentence: str) -> str | None:
        for step, pattern in _LINES["told"]:
            found = pattern.fullmatch(sentence)
            which = self._selected(found["r"]) if found is not None else None
            by = _by(found) if found is not None else None
            if which is not None and by is not None:
                return f"{step}{which}{by}"
        return None

    def _set(self, sentence: str) -> str | None:
        for step, pattern in _LINES["set"]:
            found = pattern.fullmatch(sentence)
            if found is None:
                continue
            span, name = lengths.read(found["d"]), found.groupdict().get("n") or ""
            if span is None or name in self._names:
                continue
            if step == "later after":
                return f"later after {span}" + (f' called "{name}"' if name else "")
            if self.phone is not None:
                return f'later after {span} then run {self.phone}: notify text="{name}"'
            return f'later after {span} about "{name}"'
        return None

    def _selected(self, said: str) -> str | None:
        noun = _NOUN.search(said)
        if noun is None or said in self._names:
            return None
        kind = "alarm" if noun[0].startswith("闹") else "reminder" if noun[0] == "提醒" else "timer"
        if kind == "alarm" and self._has_alarm:
            return None
        rest = said[: noun.start()]
        every = _EVERY.search(rest) is not None
        rest = re.sub(r"的?(?:那|这)?个?$", "", _THE.sub("", _EVERY.sub("", rest)))
        timed = _SPAN_FIRST.fullmatch(rest)
        span = lengths.read(timed["d"]) if timed is not None else None
        if timed is not None and span is not None:
            rest = timed["n"]
        if len(rest) > _LONGEST_NAME or re.search(r"[把将和,;]", rest):
            return None
        called = f' called "{rest}"' if rest else ""
        return f"{' all' if every else ''} {kind}{called}{f' of {span}' if span else ''}"


def _followed(sentence: str, last: Turn) -> str | None:
    """`再加五分钟`, `还剩多久`: what goes on from what was said of a thing that waits."""
    waits, before = _WAITS.search(last.plan), _TOLD.fullmatch(last.plan)
    if waits is not None:
        which = f" called {waits['name']}" if waits["name"] else f" of {waits['d']}"
    elif before is not None:
        which = before["which"].replace(" all", "")
    else:
        return None
    for step, pattern in _LINES["followed"]:
        found = pattern.fullmatch(sentence)
        by = _by(found) if found is not None else None
        if by is not None:
            return f"{step}{which}{by}"
    return None


def _by(found: re.Match[str]) -> str | None:
    """` by 5 min`; empty where none is to be said, None where what was said is none."""
    said = found.groupdict().get("d")
    if said is None:
        return ""
    span = lengths.read(said)
    return None if span is None else f" by {span}"
