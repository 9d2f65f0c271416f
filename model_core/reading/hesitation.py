"""Sentences as they were meant to come out: without fillers, and with what was put right while speaking."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model_core.reading import times
from model_core.reading.phrases import any_of

_FILLER = re.compile(rf",? ?\b{any_of('hesitation', 'fillers')}\b,?")
_CORRECTION = re.compile(
    rf",? ?\b{any_of('hesitation', 'corrections')}"
    r"(?:[ ,]+(?:no|wait|sorry|hang on|i (?:mean|meant)|make that))*\b,? "
)
_NO = re.compile(
    r",? no,? (?=(?:make it |make that |to |at |set it to )?"
    r"(?:\d|half|a quarter|a third|all the way|max|full)|the |my )"
)
"""A bare `no` puts a number right, how far, or which; elsewhere it is one more word."""
_BY = re.compile(r"(?<=\w )(?:by )?(?:another|a further|an extra) (?=\d+(?: percent| degrees)?(?:$|,))")
_POINTS = re.compile(r"\b(?:percentage points?|percent points?)\b")
"""Other words for `by 10 percent`."""
_UNITS = r"(?:percent|degrees?|minutes?|mins?|hours?|seconds?)"
_AMOUNT = re.compile(
    rf"(?:(?:make (?:it|that)|set it|to|at|say|about) )*(?P<n>-?\d+(?:\.\d+)?)(?P<u> {_UNITS})?"
    r"(?: (?P<r>(?!percent|degrees|kelvin|minutes|hours|[ap]m\b|past\b|to\b|or\b).+))?"
)
_LAST_AMOUNT = re.compile(rf"(.*)(?<![\w.:])-?\d+(?:\.\d+)?(?P<u> {_UNITS})?\b")
_STAMMER = re.compile(r"\b(\w+(?: \w+){0,2})(?:,? \1\b)+")
_NOT = re.compile(
    r"\b((?:[\w']+ ){0,3}?[\w']+),? (?:no|oh no|wait|sorry|i mean)?,? ?(?:sorry |wait )?not \1\b,? (?:but )?"
)
"""`eggs no not eggs flour`."""
_TWICE = re.compile(r"(?:,|;)? (?:yeah|yes|yep|ok|right|i (?:said|mean)) (?:(?:it|that) is )?([\w' ]+)$")
_CALLED_OFF = re.compile(rf"(?!.*\b(?:and|if|when)\b).+\b{any_of('hesitation', 'called off')}")
_VERB = any_of("hesitation", "verbs")
_NO_THING = (
    r"is|are|was|has|and|if|when|i|we|us|me|you|"
    r"take|send|go|drive|bring|find|tell|give|get|add|let"
)
_THING = rf"(?:(?!\b(?:{_NO_THING})\b).)+?"
_AFTER = re.compile(
    rf"(?P<t>{_THING}),? (?:(?:just|and|please|you can|can you) )*(?P<v>{_VERB}) "
    r"(?:it|them|that|that one|him|her)(?P<r> (?:on|off|up|down|to .+|at .+|please))?"
)
_SPLIT = re.compile(
    rf"(?P<t>{_THING}),? (?:just |and |please )*(?P<v>turn|switch|put|set|make) "
    r"(?:it|them|that|that one) (?P<r>.+)"
)
_INSTEAD = re.compile(
    rf"{_VERB} (?P<t>.+?),? (?:no |oh )?(?:i mean|i meant|wait|sorry|or rather|no) "
    rf"(?P<w>{_VERB}) (?:it|them|that)"
)
_PASSED = re.compile(
    r"(?:never mind|forget|not) (?:the |my )?[\w' ]+?,? (?:just |rather )?"
    r"(?P<s>(?:do|turn|switch|put|set) .+)"
)


def is_called_off(sentence: str) -> bool:
    """Whether a sentence takes back at its end what it began with."""
    return _CALLED_OFF.fullmatch(sentence) is not None


def variants(sentence: str) -> Iterator[str]:
    """The sentence without fillers, and what it comes to where it was put right on the way."""
    bare = _tidy(_FILLER.sub(" ", sentence))
    bare = _STAMMER.sub(r"\1", bare) or sentence
    if bare != sentence:
        yield bare
    by = _BY.sub("by ", _POINTS.sub("percent", bare))
    if by != bare:
        yield by
    for said in dict.fromkeys((sentence, bare)):
        yield from in_order(said)
        plain = _NOT.sub("", said)
        if plain != said:
            yield _tidy(plain)
        yield from _corrected(said)


def in_order(sentence: str) -> Iterator[str]:
    """A sentence with what it is about after its verb."""
    for pattern in (_AFTER, _SPLIT):
        found = pattern.fullmatch(sentence)
        if found is not None:
            yield _tidy(f"{found['v']} {found['t']} {(found['r'] or '')}")
    meant = _INSTEAD.fullmatch(sentence)
    if meant is not None:
        yield f"{meant['w']} {meant['t']}"
    passed = _PASSED.fullmatch(sentence)
    if passed is not None:
        yield passed["s"].removeprefix("do ")


def _corrected(sentence: str) -> Iterator[str]:
    twice = _TWICE.search(sentence)
    if twice is not None and sentence[: twice.start()].endswith(twice[1].strip()):
        sentence = sentence[: twice.start()]
        yield sentence
    found = list(_CORRECTION.finditer(sentence)) or list(_NO.finditer(sentence))
    if not found:
        return
    before, after = sentence[: found[-1].start()], sentence[found[-1].end() :]
    before = next((before[: m.start()] for m in (_NO.search(before),) if m), before)
    after = _tidy(after)
    if found[-1].start() == 0 or not after:
        yield after
        return
    amount, last = _AMOUNT.fullmatch(after), _LAST_AMOUNT.match(before)
    if amount is not None and not times.mentioned(after):  # in place of the number before it
        if last is not None:
            unit = amount["u"] or last["u"] or ""
            rest = f" {amount['r']}" if amount["r"] else before[last.end() :]
            yield _tidy(f"{last[1]}{amount['n']}{unit}{rest}")
        return
    timed = times.mentioned(before) and not times.mentioned(after)
    if len(after.split()) > 2:
        span = next((before[len(rest) :] for rest, _ in times.trailing(before.rstrip(" ,"))), "")
        if span or not timed:
            yield f"{after}{span if timed else ''}"
    kept = before.replace(",", " ").split()
    for dropped in range(1, min(len(after.split()) + 1, len(kept)) + 1):
        text = f"{' '.join(kept[:-dropped])} {after}"
        if len(kept) > dropped and (not timed or times.mentioned(text)):
            yield text


def _tidy(text: str) -> str:
    return re.sub(r"\s*,", ",", " ".join(text.split())).strip(" ,;")
