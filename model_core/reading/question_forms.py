"""How questions are worded: what leads up to them, what is tagged on, and statements that ask."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model_core.reading import measures, states
from model_core.reading.comparisons import COMPARED, DEGREES, NUMBER
from model_core.reading.patterns import patterns
from model_core.reading.question_speech import spoken
from model_core.reading.rewording import WHO, reworded

TABLE = patterns(
    "questions",
    WHO=WHO,
    CMP=COMPARED,
    N=NUMBER,
    DEG=DEGREES,
    HOW="|".join(sorted(measures.HOW, key=len, reverse=True)),
)
"""How questions about devices are worded."""
_ARE = r"(?:is|are|was|were)"


def _any_of(block: str) -> str:
    return "|".join(pattern.pattern for _, pattern in TABLE[block])


_WHETHER = re.compile(rf"^(?:{_any_of('whether')}) ")
"""What goes before a statement that is meant as a question."""
_ASIDE = re.compile(
    rf"^(?:{_any_of('aside')})[, ]+(?=(?:is|are|was|were|what|which|how|where|when|who|does|do|did|has|have|"
    r"will|can|could|would|in which|at what|to what)\b)"
)
"""What goes before a question that is asked as one."""
_TAG = re.compile(rf"[, ]+(?:{_any_of('tag')})$")
_LOOSE = re.compile(
    r" (?:(?:right|just) now|at (?:the (?:moment|minute)|present)|(?:right )?this (?:minute|second)|"
    r"currently|these days|so far|again(?=$)|for the moment|by any chance|exactly|as we speak)\b"
)
_OR_NOT = re.compile(r",? or (?:not|is it not|isn't it|no)$")
_REQUEST = re.compile(rf"\b(?:{_any_of('request')})\b")


_QUESTION = re.compile(
    r"(?:what(?! about)|which|who|whose|why|where|how(?! about)|is|are|was|were|does|did|has|am i|"
    r"(?:do|have) (?:i|we|you|they))\b"
)


_ASKED_LAST = re.compile(
    rf"\w(?:, | and | then | oh )(?:(?:and|then|oh|also|but|so)[ ,]+)*(?:{_QUESTION.pattern})"
)


def asks_last(text: str) -> bool:
    """Whether something else comes before words that are a question: `lamp on, and is the door shut`."""
    return _ASKED_LAST.search(text.casefold()) is not None


def is_question(clause: str) -> bool:
    """Whether a clause begins as only questions do."""
    return _QUESTION.match(clause) is not None


def is_request(text: str) -> bool:
    """Whether a question is worded as one people ask when they want something done: `can you ...?`."""
    return _REQUEST.search(text.casefold().replace("’", "'")) is not None


def forms(clause: str) -> Iterator[tuple[str, bool]]:
    """The question without what leads up to it; True: it is worded as a statement."""
    for said in dict.fromkeys((spoken(clause), clause)):
        for text, told in _forms(said):
            for other in reworded(text):
                yield other, told


def _forms(clause: str) -> Iterator[tuple[str, bool]]:
    text = states.plain(_OR_NOT.sub("", clause)) if not clause.startswith("what") else clause
    text = _LOOSE.sub("", text)
    tag = _TAG.search(text)
    if tag and not re.match(rf"(?:{_ARE}|did|does|do|has|have|what|which|how|where) ", text):
        text, tagged = text[: tag.start()], True
        text = re.sub(
            r" (is|are|was|were) not ",
            r" \1 ",
            re.sub(r"^(?:i hope|surely|just checking|i think|someone said(?: that)?),? ", "", text),
        )
    else:
        tagged = False
    if tagged:
        yield re.sub(r"\bshould be\b", "is", text), True
        return
    told = _WHETHER.match(text)
    while (aside := _ASIDE.match(text)) and not told:
        text = text[aside.end() :]
        told = _WHETHER.match(text)
    if told:
        yield text[told.end() :], True
        return
    yield text, False


def fronted(text: str) -> str | None:
    """A statement in the order of a question; None where it is `the light is on`."""
    found = re.match(
        r"(there|it|everything|anything|something|nothing|someone|somebody|anyone|anybody|we) "
        r"(is|are|has|was) (.+)",
        text,
    )
    if found:
        return f"{found[2]} {found[1]} {found[3]}"
    found = re.match(
        rf"({WHO}) (?:(?:have|has|had|definitely|really|already) )*"
        r"(left|locked|unlocked|closed|shut|turned|switched|opened|forgot|put|need|muted|remembered|started|added|"
        r"plugged|set|armed) (.+)",
        text,
    )
    if found:
        return f"{'do' if found[2] == 'need' else 'did'} {found[1]} {found[2]} {found[3]}"
    found = re.match(rf"({WHO}) did (.+)", text)
    if found:
        return f"did {found[1]} {found[2]}"
    found = re.match(r"(.+?) (has|have|does|do|can|will|is|are) (.+)", text)
    return f"{found[2]} {found[1]} {found[3]}" if found else None


def stated(text: str) -> Iterator[tuple[str, str]]:
    """Subject and state on both sides of each `is`."""
    for found in re.finditer(rf"(?: {_ARE}|'s) ", text):
        yield text[: found.start()], text[found.end() :]
