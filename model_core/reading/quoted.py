"""Texts of a plan in the words of the sentence, with the numbers and capitals as they were spoken."""

from __future__ import annotations

import re

from model_core.reading.text import plain

_TEXT = re.compile(r'"([^"]+)"')
_QUOTED = re.compile(r'["“]([^"“”]+)["”]')
_HANDED_ON = re.compile(r'(?<!!)="([^"]+)"')
_MESSAGE = re.compile(r'\bnotify text="([^"]+)"')
_WORD = re.compile(r"[^\W\d_]+")
_EDGES = " ,.;!?"
_LONGEST = 24
"""Words of a text at most."""


def as_spoken(plan: str, utterance: str) -> str:
    """The plan with every quoted text spelled as in the utterance."""

    def spoken(found: re.Match[str]) -> str:
        said = found[1]
        if said in utterance.casefold():
            return found[0]
        tokens = utterance.split()
        for length in range(1, min(len(tokens), _LONGEST) + 1):
            for first in range(len(tokens) - length + 1):
                span = " ".join(tokens[first : first + length]).strip(_EDGES)
                if '"' not in span and plain(span) == said:
                    return f'"{span}"'
        return found[0]

    return _TEXT.sub(spoken, plan)


def unquoted(utterance: str) -> str:
    """The utterance without the quotation marks around what is to be written down."""
    return _QUOTED.sub(r"\1", utterance)


_STRAY = re.compile(
    r"^(?:and|or|no|yeah|yes)\b|\b(?:and|or|no|yeah|the|to)$|\bno,? (?:not|sorry|wait)\b|"
    r"\band (?:then )?(?:turn|switch|set|put|open|close|shut|lock|unlock|flash|honk|start|stop|pause|play|"
    r"ring|dim|mute|warm|heat|cool|charge|tell|add|remove|make) (?:the|its|it|my|on|off|up|down|all)\b|"
    r"\band (?:then )?(?:honk|beep|flash|lock|unlock|ring)$"
)
"""What shows that a text holds more than what was to be written."""
_FAR = re.compile(
    r"\bdestination=\"[^\"]*(?:,|\b(?:and|then) (?:then )?(?:add|text|message|call|phone|find|tell|ask|show|"
    r"check|honk|flash|lock|unlock|open|close|shut|turn|switch|set|put|start|stop|play|pause|mute|ring|charge|warm|heat|"
    r"cool|preheat|precondition|defrost|dim|what|how|is|are|skip|silence)\b)|"
    r"\bcontact=\"(?:(?:on|it|silent|vibrate|with|from)\b|[^\"]*(?:,|\b(?:no|not|call|ring|and|then|wait)\b))|"
    r"\bdestination=\"[^\"]*\bno\b|\bdestination=\"[^\"]* (?:on|with|in) (?:the )?(?:gps|sat ?nav|nav)\b|"
    r"_alarm [^;]*\b(?:title|label|name|text)=\"[^\"]*(?:,|\b(?:and|then)\b)|"
    r"\btext=\"[^\"]*\b(?:with the|and the) (?:title|label)\b|"
    r"\btext=\"(?:says|saying|that|message|by (?:phone|text)|on (?:\w+'s|my|his|her|their|the) "
    r"(?:phone|mobile|tablet|iphone|smartphone))\b"
)
"""What shows that it is no place, no person, no label, or more than the message."""


def is_plain(text: str) -> bool:
    """Whether the quotes of a plan text hold no words that belong to something else."""
    if _FAR.search(text.casefold()):
        return False
    bare = re.sub(r'(?<=\btitle=")the (?=\w)', "", text, flags=re.IGNORECASE)  # as bands are called
    return not any(_STRAY.search(said.casefold()) for said in re.findall(r'"([^"]*)"', bare))


def is_faithful(plan: str, utterance: str) -> bool:
    """Whether the texts that a plan hands on are of words of the utterance, and messages as it has them."""
    said = frozenset(_WORD.findall(f"{utterance.casefold()} {plain(utterance)}"))
    if not all(said.issuperset(_WORD.findall(m[1].casefold())) for m in _HANDED_ON.finditer(plan)):
        return False
    bare = unquoted(utterance)
    messages = (m[1] for m in _MESSAGE.finditer(as_spoken(plan, bare)))
    return all(_straight(m) in _straight(bare) for m in messages)


def _straight(text: str) -> str:
    return text.casefold().replace("’", "'")


def keeps_quotes(plan: str, utterance: str) -> bool:
    """Whether all that an utterance quotes is a text of the plan, or quoted nowhere but in a name."""
    texts = {m[1].casefold() for m in _TEXT.finditer(plan)}
    return all(plain(m[1]) in texts or m[1].casefold() in texts for m in _QUOTED.finditer(utterance))
