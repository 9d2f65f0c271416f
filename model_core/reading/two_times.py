"""Sentences that speak of two times, parted: what is done at each, and a time that only a reason tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model_core.reading import times
from model_core.reading.parting import BEGINS

AND = re.compile(r",? and then |, then |,? and |,? then |, |; ")
"""What stands between two commands."""
_BUT = re.compile(rf",? but (?:then )?|{AND.pattern}")
_WAIT = re.compile(
    r"^(?P<a>.+?),?(?: and)?(?: then)? wait (?:for )?"
    r"(?P<d>[^,;]*?\b(?:hours?|minutes?|mins?|seconds?|secs?)(?: and a (?:half|quarter))?),?"
    r"(?: and)?(?: then)? (?P<b>[a-z].+)$"
)
_AGAIN = re.compile(r"\b(?:again|back (?:on|off)) (?:in|at|after|when|once) ")
_AFTER_THAT = re.compile(r" (?:after that|later)(?:,? |$)")
_AT_ITS_END = re.compile(
    r" (?:at|by|around|from|till|until) (?:half past |half |quarter (?:to|past) )?"
    r"[\w:]+(?: (?:am|pm|o'clock))?$"
)
_STRAIGHT_AWAY = r"right away|straight away|at once|immediately|this instant|this very minute"
_NOW = re.compile(
    r"(?<!from )(?<!until )(?<!till )(?<!not )(?<!by )\b"
    rf"(?:(?:(?:right|just|for|the) )?now|for the moment|{_STRAIGHT_AWAY})\b"
    r"(?! (?:that|playing|after|when|once)\b)"
)
"""Words for now that say when something is to be done."""
_AT_ITS_TIME = re.compile(rf"\b(?:{_STRAIGHT_AWAY})\b")
"""Words for now that may also say to do it at once when its time has come."""
_ONCE = re.compile(r"(?:when|whenever|once|as soon as|if)\b")
_LAST_WORDS = re.compile(rf"\W+(?P<now>{_NOW.pattern})(?:,? please)?\W*$")
_FILLER = re.compile(r"^\W*(?:(?:ok|okay|right|so|and|well|hey)\W+)*now\b(?! (?:the|my|our)\b)")
_ALL_OF_IT = re.compile(r"(?:do (?:it|this|that|both)|both|all (?:of )?(?:it|this|that|them)|everything)\b")
_STATED = re.compile(r"(?:'s|'ll|\b(?:is|are|am|will))(?: (?:be|over|back|home|here|on|due|in|out|up))*$")
"""Ends a statement of which the time is."""
_VERB = re.compile(rf"(?:{BEGINS})\b")
_ORDER = re.compile(rf"^(?:{BEGINS})\b|\b(?:on|off|open|closed|shut|up|down|locked|unlocked|to \w+)\b")
"""Makes a part an order of its own, not one more thing to be done as the part before said."""
_SWITCHES = re.compile(r"\b(?:on|off|open|close|closed|shut|lock|unlock|locked|unlocked|start|stop)\b")


def untimed(reason: str) -> str:
    """A reason without the time at its end."""
    return _AT_ITS_END.sub("", reason)


def is_stated(text: str) -> bool:
    """Whether words before a time tell of what happens then: `the film is` at nine."""
    return _STATED.search(text) is not None


def says_now(text: str) -> bool:
    """Whether a text says of something that it is to be done now."""
    return _NOW.search(_FILLER.sub("", text)) is not None


def with_now(sentence: str, utterance: str) -> str:
    """A plain sentence with the word for now at the end of what was said, which is left out as a courtesy."""
    last = _LAST_WORDS.search(utterance.casefold())
    return sentence if last is None or sentence.endswith(last["now"]) else f"{sentence} {last['now']}"


def puts_off_now(plan: str, sentence: str) -> bool:
    """Whether a plan puts off all that a sentence says, some of it to be done now."""
    if not plan.startswith("later "):
        return False
    return says_now(sentence if "; " in plan else _AT_ITS_TIME.sub("", sentence))


def now_and_later(sentence: str) -> Iterator[tuple[str, str, bool]]:
    """What is to be done now and what waits, where words for now tell; and whether now is said first."""
    if not says_now(sentence):
        return
    for mark in _BUT.finditer(sentence):
        parts = sentence[: mark.start()], sentence[mark.end() :]
        first, second = (says_now(part) for part in parts)
        if first != second:
            now, later = parts if first else parts[::-1]
            if _ONCE.match(later) and not says_now(_AT_ITS_TIME.sub("", now)):
                continue
            yield " ".join(_NOW.sub(" ", now).replace(" ,", ",").split()).strip(" ,"), later, first


def two_times(sentence: str) -> Iterator[tuple[str, str]]:
    """What is said for now, and what for later with its time."""
    first = re.sub(r"^first,? ", "", sentence)
    found = _WAIT.match(first)
    if found and (span := times.duration(found["d"])):
        yield found["a"], f"in {span}, {found['b']}"
    for mark in _AFTER_THAT.finditer(first):
        yield from _apart(first[: mark.start()], first[mark.end() :])
    for separator in AND.finditer(first):
        left, right = first[: separator.start()], first[separator.end() :]
        ahead = next(times.leading(right), None)
        closed = ahead is not None and right[: len(right) - len(ahead[1])].rstrip().endswith(",")
        again = ahead is None and _AGAIN.search(right)
        if again or (ahead is not None and not (closed and separator[0].strip() == ",")):
            yield left, right
    yield from _last_alone(first)


def last_apart(sentence: str) -> tuple[str, str] | None:
    """What stands in a list before its last part, and that part, where that is an order too."""
    *_, mark = (None, *AND.finditer(sentence))
    if mark is None or not re.search(r"[,;]", sentence[: mark.end()]):
        return None
    before, last = sentence[: mark.start()], sentence[mark.end() :]
    goes_on = not _ORDER.search(last) and any(_VERB.match(part) for part in AND.split(before))
    return None if goes_on or _ALL_OF_IT.match(last) else (before, last)


def _last_alone(sentence: str) -> Iterator[tuple[str, str]]:
    """`A, B, and C at 10`: a list of which the time at its end is the last part's own."""
    apart = last_apart(sentence)
    if apart is None or not sentence[len(apart[0]) :].startswith((",", ";")):
        return
    for rest, when in times.trailing(apart[1]):
        if not rest.endswith(",") and (not when.bare or _SWITCHES.search(rest)):
            yield apart
            return


def _apart(before: str, after: str) -> Iterator[tuple[str, str]]:
    """`A, ten minutes later B` and `A and B ten minutes later`, parted at `later`."""
    words = before.split(" ")
    for count in range(min(6, len(words) - 1), 0, -1):
        span = times.duration(" ".join(words[-count:]))
        if span is None:
            continue
        first = " ".join(words[:-count])
        if re.search(r"\b(?:both|all of that|do it|do that),?$", first):
            return
        if after:
            yield re.sub(r",?(?: and| then)*,?$", "", first), f"in {span}, {after}"
            return
        for separator in AND.finditer(first):
            yield first[: separator.start()], f"in {span}, {first[separator.end() :]}"
        return
