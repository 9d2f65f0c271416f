"""Sentences that speak of two times, parted: what is done at each, and a time that only a reason tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model_core.reading import times

AND = re.compile(r",? and then |, then |,? and |,? then |, |; ")
"""What stands between two commands."""
_DO_IT_NOW = re.compile(
    r"^(?P<a>.+?)(?:,? (?:right )?now| right away| at once| immediately),? (?:and|but|"
    r"then)(?: then)? (?P<b>.+)$"
)
_WAIT = re.compile(
    r"^(?P<a>.+?),?(?: and)?(?: then)? wait (?:for )?(?P<d>[^,;]+?),?(?: and)?(?: then)? (?P<b>[a-z].+)$"
)
_AGAIN = re.compile(r"\b(?:again|back (?:on|off)) (?:in|at|after|when|once) ")
_AFTER_THAT = re.compile(r" (?:after that|later)(?:,? |$)")
_AT_ITS_END = re.compile(
    r" (?:at|by|around|from|till|until) (?:half past |half |quarter (?:to|past) )?"
    r"[\w:]+(?: (?:am|pm|o'clock))?$"
)


def untimed(reason: str) -> str:
    """A reason without the time at its end."""
    return _AT_ITS_END.sub("", reason)


def two_times(sentence: str) -> Iterator[tuple[str, str, str | None]]:
    """What is said for now, what for later, and the time between them where that is all there is."""
    first = re.sub(r"^first,? ", "", sentence)
    found = _WAIT.match(first)
    if found and (span := times.duration(found["d"])):
        yield found["a"], found["b"], span
    for mark in _AFTER_THAT.finditer(first):
        yield from _apart(first[: mark.start()], first[mark.end() :])
    found = _DO_IT_NOW.match(first)
    if found:
        yield found["a"], found["b"], None
    for separator in AND.finditer(first):
        left, right = first[: separator.start()], first[separator.end() :]
        ahead = next(times.leading(right), None)
        closed = ahead is not None and right[: len(right) - len(ahead[1])].rstrip().endswith(",")
        again = ahead is None and _AGAIN.search(right)
        if again or (ahead is not None and not (closed and separator[0].strip() == ",")):
            yield left, right, None


def _apart(before: str, after: str) -> Iterator[tuple[str, str, str | None]]:
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
            yield re.sub(r",?(?: and| then)*,?$", "", first), after, span
            return
        for separator in AND.finditer(first):
            yield first[: separator.start()], first[separator.end() :], span
        return
