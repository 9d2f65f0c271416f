"""Sentences as they were meant to come out: without fillers, and with what was put right while speaking."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model_core.reading import times
from model_core.reading.parting import splits
from model_core.reading.phrases import any_of

_FILLER = re.compile(rf",? ?\b{any_of('hesitation', 'fillers')}\b,?")
_CORRECTION = re.compile(
    rf",? ?\b{any_of('hesitation', 'corrections')}"
    r"(?:[ ,]+(?:no|wait|sorry|hang on|i (?:mean|meant)|make that))*\b,? "
)
_PAUSE = re.compile(
    r"\bwait (?:for )?(?:about )?(?:an?|half an?|\d+) (?:hours?|minutes?|mins?|seconds?|secs?)\b"
)
"""`wait` that puts off what follows and takes nothing back."""
_NO = re.compile(
    r",? (?:no|ehm),? (?=(?:make it |make that |to |at |set it to )?"
    r"(?:\d|half|a quarter|a third|all the way|max|full)|the |my )"
)
"""A bare `no` puts a number right, how far, or which; elsewhere it is one more word."""
_BY = re.compile(r"(?<=\w )(?:by )?(?:another|a further|an extra) (?=\d+(?: percent| degrees)?(?:$|,))")
_POINTS = re.compile(r"\b(?:percentage points?|percent points?)\b")
"""Other words for `by 10 percent`."""
_UNITS = r"(?:percent|degrees?|minutes?|mins?|hours?|seconds?)"
_AMOUNT = re.compile(
    rf"(?:(?:make (?:it|that)|set it|to|at|say|about) )*(?P<n>-?\d+(?:\.\d+)?)(?P<u> {_UNITS})?"
    r"(?: (?P<r>(?!\d|percent|degrees|kelvin|minutes|hours|[ap]m\b|past\b|to\b|or\b).+))?"
)
_HOW_FAR = re.compile(r"(?:just |only )?(?:half ?way|half|full|fully|all the way|a quarter|a third)")
_LAST_AMOUNT = re.compile(rf"(.*)(?<![\w.:])-?\d+(?:\.\d+)?(?P<u> {_UNITS})?\b")
_RESTARTED = re.compile(r"\b(?:the |my )?(\w{3,}),? (?=(?:the|my) \1 \w)")
"""`kitchen the kitchen fan`."""
_STAMMER = re.compile(r"\b(\w+(?: \w+){0,2})(?:,? \1\b)+")
_NOT = re.compile(
    r"\b((?:[\w']+ ){0,3}?[\w']+),? (?:no|oh no|wait|sorry|i mean)?,? ?(?:sorry |wait )?not \1\b,? (?:but )?"
)
"""`eggs no not eggs flour`."""
_CUT_OFF = 4
"""Characters of a blank and a word that was not finished, at most."""
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


_NO_OTHER = re.compile(
    rf",? no,? (?=(?:just )?(?:{_VERB}|turn|switch|put|set|make)(?:$| (?:it|them|the|my|on|off|up|down)\b)|"
    r"(?:on|off|up|down)$)"
)
"""A bare `no` before what is to be done instead; what is before it must not be told of or asked."""
_DENIED = re.compile(
    r"^(?:is|are|there|do|does|i have|we have|what|why|how)\b|\b(?:is|are|there's|have|got|with|say|says)$"
)
_STATE = {
    "on": "off", "off": "on", "up": "down", "down": "up", "open": "closed|close|shut|down",
    "close": "open|up", "closed": "open|up", "shut": "open|up", "lock": "unlock", "unlock": "lock",
}  # fmt: skip
"""What is done instead, and what it may stand for."""
_SAID_AGAIN = re.compile(
    r"^(.+?),? i (?:said|mean|meant)(?: \1)?$|,? (?:is what )?i(?: have)? (?:said|meant)$"
)
_IT = re.compile(r"\b(?:it|them|that)\b")
_DO = rf"(?:(?:turn|switch|put|shut) (?:on|off)|{_VERB}|turn|switch|put|set|make)"
_VERBAL = re.compile(_DO)
_ORDERED = re.compile(rf"{_DO} (?:the|my|our|all|both|it|them) ")
"""Begins an order, which nothing is told of: `mute the tv and turn it off`."""
_ABOUT_IT = re.compile(
    rf"(?:just |then )*(?:{_VERB}|(?:turn|switch|put|set|make)(?= \w+ \w)) (?:it|them|that)"
    r"(?: (?:on|off|(?:up|down)(?: (?:by )?\d+(?: percent| degrees)?| a (?:bit|little|touch))?|to .+|at .+))?"
)
_TOLD = re.compile(
    rf"(?:(?:{_DO}|send|bring|call) )?(?P<t>(?:the |my |our )?[a-z' ]+?)"
    r"(?:,? (?:back )?(?:on|off|up|down|open|closed|shut|locked|home|in|back|to \d.*|at \d.*))?"
)
_SPARED = re.compile(
    r"(?:just )?(?:leave|skip|forget(?: about)?|never ?mind|scrap|not) (?:the |my |our )?(?P<x>[a-z' ]+?)"
    r"(?: (?:alone|as (?:it is|they are)|be|off it|out))?(?:(?:[,;] | and )(?P<r>.+))?"
)
"""What of all that was said before it is not to be done after all."""
_PARTED = re.compile(r",? and |,? then |[,;] ")
_ORDER = re.compile(
    rf"^(?:{_DO}|text|message|ping|send|add|navigate|remove)\b.* \w|"
    r"^(?!no\b|not\b|yes\b)\w.* (?:on|off|up|down|open|closed|shut|locked|"
    r"(?:to|at|on) \w+(?: percent| degrees)?)$"
)
"""A part that is an order of its own."""
_THE_ONE = re.compile(
    r",? (?:the|that) one,? (?=(?:(?:out|over|up|down|back) )?(?:in|on|by|at) |upstairs|downstairs)"
)
_ONE = re.compile(r"(?:the |my )?(?P<which>[a-z']+(?: [a-z']+)?) one")
_HEAD = re.compile(rf"(?P<v>{_DO} )?(?:the |my )?(?P<rest>.+)")


_WITHIN = re.compile(
    r"(?P<a>.+?),? (?:(?:ah|oh|ooh|er) )?(?:"
    r"(?:no wait|no sorry|no hang on|wait no|sorry no|no),? (?:sorry,? |wait,? )?"
    r"(?:not (?:them|it|that|that one|those),? )?"
    r"(?P<b>(?!wait\b|sorry\b)[^,]+?)(?:,? i mean(?:t)?)?|"
    r"(?:no|sorry|oops|whoops|wait|hang on),? (?P<b2>(?:the |my )?[^,]+?),? i mean(?:t)?|"
    r"no,? (?P<b3>(?:the |my )[^,]+? one))"
    r"(?:,? (?:and|then) |, )(?P<c>.+)"
)
"""An order, what is put right in it, and what comes after."""
_STATES = re.compile(r"\b(?:is|are|was|has|have)\b")
_GOES_ON = re.compile(r"(?:on|off|to|at|up|down) ")
"""What cannot stand without the thing that was spoken of before it."""
_STATED = re.compile(r" (?:on|off|up|down|open|closed|shut|(?:to|at) \d+(?: percent| degrees)?)$")


def is_called_off(sentence: str) -> bool:
    """Whether a sentence takes back at its end what it began with."""
    return _CALLED_OFF.fullmatch(sentence) is not None


def variants(sentence: str) -> Iterator[str]:
    """The sentence without fillers, and what it comes to where it was put right on the way."""
    bare = _tidy(_FILLER.sub(" ", sentence))
    bare = _RESTARTED.sub("", _STAMMER.sub(r"\1", bare)) or sentence
    parted = _tidy(_FILLER.sub(lambda m: ", " if "," in m[0] else " ", sentence))
    for said in dict.fromkeys((bare, _STAMMER.sub(r"\1", parted))):
        if said != sentence:
            yield said
    placed = _THE_ONE.sub(" ", bare)
    if placed != bare:
        yield placed
    by = _BY.sub("by ", _POINTS.sub("percent", bare))
    if by != bare:
        yield by
    for said in dict.fromkeys((sentence, bare)):
        yield from _corrected_within(said)
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
        if found is not None and not _ORDERED.match(found["t"]):
            yield _tidy(f"{found['v']} {found['t']} {(found['r'] or '')}")
    meant = _INSTEAD.fullmatch(sentence)
    if meant is not None:
        yield f"{meant['w']} {meant['t']}"
    passed = _PASSED.fullmatch(sentence)
    if passed is not None:
        yield passed["s"].removeprefix("do ")


def _corrected_within(sentence: str) -> Iterator[str]:
    """A chain of orders of which one was put right before the next: `a on, no, b I mean, and c off`."""
    found = _WITHIN.fullmatch(sentence)
    if found is None or _IT.search(found["b"] or found["b2"] or found["b3"]):
        return
    first, rest = found["a"], found["c"]
    meant = found["b"] or found["b2"] or found["b3"]
    stated = _STATED.search(first)
    one = _ONE.fullmatch(meant)
    thing = not (one or _is_value(meant) or _SPARED.fullmatch(meant) or _GOES_ON.match(meant))
    thing = thing and not _ORDER.search(meant)
    if stated is not None and thing and not _STATED.search(f" {meant}"):
        yield f"{_told_first(first)}{meant}{stated[0]}, {rest}"
    for said in _corrected(f"{first}, no, {meant}"):
        yield f"{said}, {rest}"


def _corrected(sentence: str) -> Iterator[str]:
    pause = _PAUSE.search(sentence)
    if pause is not None and not times.mentioned(sentence[: pause.start()]):
        return
    twice = _TWICE.search(sentence)
    if twice is not None and sentence[: twice.start()].endswith(twice[1].strip()):
        sentence = sentence[: twice.start()]
        yield sentence
    parts = _put_right(sentence)
    if parts is None:
        return
    before, after = parts
    if not before or not after:
        yield after
        return
    yield from _changed(before, after)


def _changed(before: str, after: str) -> Iterator[str]:
    """What was said before a correction, with what comes after it in place of some of it."""
    mark = _PARTED.search(after)
    first = after[: mark.start()] if mark else ""
    if mark is not None and (_is_value(first) or _ABOUT_IT.fullmatch(first)):
        told = [f"{said}{after[mark.start() :]}" for said in _changed(before, first)]
        yield from told
        if told:
            return
    amount, last = _AMOUNT.fullmatch(after), _LAST_AMOUNT.match(before)
    if amount is not None and not times.mentioned(after):  # in place of the number before it
        if last is not None:
            unit = amount["u"] or last["u"] or ""
            rest = before[last.end() :] if len(before) - last.end() > _CUT_OFF else ""
            yield _tidy(f"{last[1]}{amount['n']}{unit}{' ' + amount['r'] if amount['r'] else rest}")
        return
    spared = _SPARED.fullmatch(after)
    if spared is not None:
        yield from _without(before, spared)
        return
    yield from _otherwise(before, after)
    yield from _replaced(before, after)


def _put_right(sentence: str) -> tuple[str, str] | None:
    """What was said before the last correction, and what after it."""
    found = list(_CORRECTION.finditer(sentence)) or list(_NO.finditer(sentence))
    if not found:
        found = [m for m in _NO_OTHER.finditer(sentence) if not _DENIED.search(sentence[: m.start()])]
    if not found:
        return None
    before, after = sentence[: found[-1].start()], sentence[found[-1].end() :]
    before = next((before[: m.start()] for m in (_NO.search(before),) if m), before)
    return before, _SAID_AGAIN.sub(lambda m: m[1] or "", _tidy(after))


def _without(before: str, spared: re.Match[str]) -> Iterator[str]:
    """All that was said but what is to be left as it is, and what is said after that."""
    parts = _PARTED.split(before)
    last = spared["x"].rsplit(" ", 1)[-1]
    kept = [p for p in parts if not re.search(rf"\b{re.escape(last)}\b", p)]
    if len(kept) < len(parts):
        rest = [spared["r"]] if spared["r"] else []
        yield ", ".join((*kept, *rest))


def _otherwise(before: str, after: str) -> Iterator[str]:
    """Something else to be done with the same: `no, mute it`, `no, up`; or the same with `the other one`."""
    last = after.rsplit(", ", 1)[-1]
    told = _TOLD.fullmatch(before.rsplit(", ", 1)[-1])
    if told is not None and _ABOUT_IT.fullmatch(last):
        yield _told_first(before) + _IT.sub(told["t"], last.removeprefix("just "), count=1)
    first, _, again = after.replace("; ", ", ").partition(", ")
    if first in _STATE:
        changed = re.sub(rf"\b(?:{_STATE[first]})\b", first, before)
        if changed != before:
            yield f"{changed}, {again}" if again and not _ABOUT_IT.fullmatch(again) else changed
        elif again:
            yield again
    one, head = _ONE.fullmatch(after), _HEAD.fullmatch(before)
    if one is not None and head is not None:
        words = head["rest"].split()
        for count in range(1, min(4, len(words))):
            noun = re.sub(r"(?<=[^s])s$", "", " ".join(words[count:]))
            yield f"{head['v'] or ''}the {one['which']} {noun}"


def _replaced(before: str, after: str) -> Iterator[str]:
    """What was said last put in place of the words before it, or of all of them."""
    timed = times.mentioned(before) and not times.mentioned(after)
    if len(after.split()) > 2:
        first = _PARTED.split(after)
        run_on = any(
            not m.strip() and not _VERBAL.fullmatch(a) for m, a, _ in splits(before)
        )  # `a on b off, no, c off`
        whole = not run_on and not _GOES_ON.match(after)
        whole = whole and (len(first) == 1 or _STATES.search(first[0]) is None)
        span = next((before[len(rest) :] for rest, _ in times.trailing(before.rstrip(" ,"))), "")
        if whole and (span or not timed):
            yield f"{_told_first(before)}{after}{span if timed else ''}"
    kept = before.replace(",", " ").split()
    last = before.rstrip(" ,").rpartition(",")[2]
    most = len(last.split()) - 1 if last != before and _ORDER.search(last.strip()) else len(kept)
    for dropped in range(1, min(len(after.split()) + 1, len(kept), most) + 1):
        text = f"{' '.join(kept[:-dropped])} {after}"
        owned = len(kept) > dropped and kept[-dropped - 1].endswith(("'", "'s"))
        if len(kept) > dropped and not owned and (not timed or times.mentioned(text)):
            yield text
    if len(after.split()) == 2 and not timed:
        yield f"{_told_first(before)}{after}"


def _is_value(text: str) -> bool:
    """Whether words are a number, or say how far, and name nothing."""
    return _AMOUNT.fullmatch(text) is not None or _HOW_FAR.fullmatch(text) is not None


def _told_first(before: str) -> str:
    """The orders that come before the one that is put right, which stand."""
    parts = list(_PARTED.finditer(before))
    head = before[: parts[-1].start()] if parts else ""
    return f"{head}, " if any(_ORDER.search(part) for part in _PARTED.split(head)) else ""


def _tidy(text: str) -> str:
    return re.sub(r"\s*,", ",", " ".join(text.split())).strip(" ,;")
