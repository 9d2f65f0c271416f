"""Where a sentence of several orders may be parted, and what it says of their order and of the hour."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model_core.reading.phrases import any_of
from model_core.reading.question_forms import is_question
from model_core.reading.text import courteous

_ENDED = (
    "|".join(
        rf"(?<={end})"
        for end in (" off", " on", " open", " closed", " shut", " locked", " halfway", " half way", " pause")
    )
    + r"|(?<=\d)|(?<= percent)|(?<= degrees)"
)
BEGINS = (
    r"turn|switch|put|set|make|start|stop|pause|play|open|close|shut|lock|unlock|dim|raise|lower|mute|unmute|run|"
    r"get|bring|pull|send|kill|add|drop|warm|feed|tell|ring|charge|pop|stick|skip|grab|dock|arm|disarm|knock|"
    r"crank|bump|chuck|roll|draw|wind|boil|heat|write|remove|tilt"
)
"""Verbs that orders begin with."""
OWN_VERB = re.compile(
    rf"^(?:{BEGINS}|take|give|have|let|leave|keep|remove|ask|find|is|are|what|how|who|i|we)\b"
)
"""Begins a part that says itself what is to be done."""
PARTS = re.compile(
    r"; | and then |, then | then |, and also |, and |,? and also |,? also |, plus | plus |,? as well as |"
    rf",? but (?=(?:{BEGINS}|also|then|leave|keep)\b)|,? oh,? and,? |, oh | oh (?=and |also )|"
    rf"(?:{_ENDED}),? but (?=(?:[a-z']+ ){{1,4}}(?:on|off|open|closed|shut|locked|unlocked)$)|"
    r", | and |"
    r" so | (?=(?:someone|somebody|nobody|everyone|everybody|there is|they|he|she|my|our|"
    r"the (?:kids?|baby|children)|because|'?cause|so that|so (?:i|we)|since (?:i|we)|while (?:i|we)|"
    r"i am|we are|it is|for|but)\b)|"
    rf"(?<! on) (?=(?:{BEGINS}|(?:take|tick|cross|check|strike) off) )|"
    rf"(?<= on) (?=(?!(?:mute|pause|charge|stop|play)\b)(?:{BEGINS}) )|"
    rf"(?:{_ENDED}) (?=(?!(?:in|on|at|to|for|from|and|of|by|when|if|until|with|please|again|now|too|"
    r"but|except|more|less|brighter|dimmer|louder|quieter|warmer|cooler)\b)(?:[a-z']+ ){1,5}?"
    r"(?:on|off|open|closed|shut|locked|halfway|half|pause|mute|(?:to |at )?\d+|the same)\b)"
)
"""What may stand between two orders; without a word for it only where one says how something is to be."""
_OPEN_END = re.compile(rf"^(?!{BEGINS}|please\b).*\b(?:on|off|in|at|of|for|with|to|from|by)$")
"""Without a verb, a preposition goes on with what follows: `everything on my desk`."""
_ORDERED = re.compile(rf"(?:{BEGINS}|take|give|have|let|leave|keep|ask|find|is|are|what|how|who|i|we)\b")
_UNFINISHED = re.compile(
    r"(?:'s|'ve|'re|'d|'ll)$|\b(?:through|from|into|behind|near|beside|of|by)(?: th(?:at|is|ose|ese))?$|"
    r"\b(?:about|used|tried|trying|meant|refused|managed|remembered|able|allowed|supposed) to$|"
    r"\b(?:the|an?|has|have|had|my|our|your|wide|is|are|am|was|were|be|been|become|becomes|became|becoming|"
    r"got|gotten|getting|gets|feels?|looks?|seems?|sounds?|went|gone|not|nor|very|and|or)$"
)
"""What no part ends with that is parted by `so` or by nothing: `it has become so warm`.

Nor with what tells of the next word: `through the` before `open door`.
"""
_MEANWHILE = re.compile(rf",?(?: (?:and|then|but|so))*,? ?\b{any_of('text', 'asides')}\b,?(?: and\b)?,? ?")
_AFTER_A_WHILE = re.compile(
    r"\b(?:\d+|an?|half an) (?:minutes?|hours?|seconds?)\b.*\b(?:after that|afterwards)\b"
)
"""A time that is told of, after which something is to be done."""
_TOO = re.compile(r"(?:(?<=\d)|(?<= mode)) (?:as well|too)(?=$|,)(?! as\b)")
_HOUR = re.compile(
    r"(?<=\w),? it (?:is|has)(?: already| almost| nearly)? (?:gone|past|nearly|almost|already|after|only|"
    r"well past|getting on for) (?:\d+|midnight|midday|noon)(?::\d+)?(?: o'clock)?"
    r"(?: (?:in the morning|at night|[ap]m))?$"
)
_AWAY = re.compile(
    r"^(?:we are|we're|i am|i'm) (?:away|gone|off|out|on holiday|not back|out of town)"
    r"(?: (?:till|until|for|from) [a-z0-9 ]+?)?(?:[:;]|, so|,| so) (?=\w)"
)
"""Why something is to be so now, with words for a time at which nothing is to be done."""


RETRACTS = re.compile(
    r"(?:no|nah|wait|actually|hang on|hold on|sorry|scratch|on second thoughts?)\b(?! (?:one|need|longer))"
)
"""Begins what takes something back, and is no mere reason."""


_TAKES_BACK = re.compile(r"(?:no|nah|excuse me|i mean),? ")
_VALUE_FIRST = re.compile(r"\d+(?: percent| degrees)?(?:,| and) ")
"""A value goes with what is before it, rather than with what comes after it."""


def splits(text: str) -> Iterator[tuple[str, str, str]]:
    """The ways to part a text in two, with what parts it: where a word or a comma does first.

    What is put right stays in one: `mute the tv, no, pause it`.
    """
    parted = [m for m in PARTS.finditer(text) if not _TAKES_BACK.match(text, m.end())]
    for separator in sorted(parted, key=lambda m: m[0] == " " or bool(_VALUE_FIRST.match(text, m.end()))):
        first, rest = courteous(text[: separator.start()]), courteous(text[separator.end() :])
        if not first or not rest or (separator[0] in {" ", " so "} and _UNFINISHED.search(first)):
            continue
        if separator[0] == " ":
            goes_on = rest.startswith(("my ", "our ", "the ")) and _OPEN_END.search(first)
            if goes_on or (is_question(first) and not _ORDERED.match(rest)):
                continue
        yield separator[0], first, rest


def at_once(sentence: str) -> str:
    """The sentence without the words that put its commands in their order, where it has several."""
    sentence = _HOUR.sub("", _AWAY.sub("", sentence))
    if _AFTER_A_WHILE.search(sentence):
        return sentence
    bare = _TOO.sub("", _MEANWHILE.sub(", ", sentence)).strip(" ,")
    return courteous(bare) if bare != sentence and PARTS.search(bare) else sentence
