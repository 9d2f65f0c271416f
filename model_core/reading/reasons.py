"""Why somebody wants something: words beside a command that ask for nothing themselves."""

from __future__ import annotations

import re

from model_core.language.vocabulary import Vocabulary
from model_core.reading.nouns import NOUNS, ROOMS
from model_core.retrieval.words import words

_BEGINS = re.compile(
    r"^(?:because |'?cause |since |as |so |so that |while |before |for |in case )?(?:i|we|it is|it was|he|she|they|there is|my|our|the (?:kids?|children|baby|sun|film|"
    r"movie|dog|cat|guests|neighbou?rs|water|film|party|postman|delivery|movers|night|match|game)|kids|somebody|someone|everyone|everybody|nobody|grandma|grandpa|granny|mum|mom|dad|"
    r"guests|dinner|lunch|breakfast|bedtime|time for|good (?:night|morning|evening)|night night|nighty night|we are|for (?:the|my|our|a)?|let (?:some|the) (?:light|daylight|sun|air|fresh air) |just |enough|bedtime|that is|you know|off to|a? ?bit (?:chilly|cold|warm|dark|hot|loud|stuffy))\b"
)
_BINDS = re.compile(
    r"\b(?:not|no|never|except|but|only|instead|unless|until|till|when|if|after|later|tomorrow|minutes?|hours?|"
    r"them|these|those|other|too$|as well|both|all|every|wait|sorry|mean|meant|rather|turn|switch|set|put|open|close|"
    r"shut|lock|unlock|start|stop|pause|play|make|dim|raise|lower|mute|add|remove|on|off|want it|need it|like it)\b|\d|n't\b"
)
"""Words that change or add to what is asked."""


_ABOUT = re.compile(
    r"^(?!turn|switch|set|put|open|close)(?:the |this |that )?[a-z]+(?:'s)? (?:is|are|was|has|have|had|wants?|needs?|keeps?|looks?|feels?|"
    r"will|would|can|cannot|could|should|might|is going|just)\b|^(?:the )?[a-z]+'s (?:[a-z]+ing|asleep|awake|here|home|about|full|out|enormous|huge|late|early|long|cold|hot|warm|dark|bright|loud|tired|ill|sick|busy|ready|done|over|noisy|empty|dirty|clean|wet|dry|broken|back|in|been|got|gone|so|very|really|in an?)\b"
)
_CANNOT = re.compile(r"\b(?:can't|cannot|can not|couldn't|could not|isn't|haven't|won't|doesn't)\b")
_OWNER = re.compile(r"\b[a-z]+'s\b")
_COMMON = frozenset(
    "a an the to do of in on at my our i it s room home house open state start stop up down set one time day night "
    "free some go going get all left right front back low high on_off light water bed door read phone bath study path movie film guest kid children baby master main primary family music game media pool wine".split()
)
"""Words that names have too, and that decide nothing."""


_GREETING = re.compile(
    r"(?:(?:good )?(?:night|morning|evening)|(?:i am |we are )?off(?: to bed| out)?|night night|nighty night|sleep tight|ta|cheers|bye|go|go on|see you(?: later)?|"
    r"(?:it is )?(?:movie|film|story|bath|dinner|bed|party|game|tea|lunch|breakfast|nap) ?time)(?: (?:all|everyone|love|everybody))?"
)


class Reasons:
    """Tells them from what is asked, in one home."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        texts = [*vocabulary.rooms, *vocabulary.floors, *vocabulary.ids, *(n for g in ROOMS for n in g)]
        texts += [n for nouns in NOUNS.values() for n in nouns]
        for device_class in vocabulary.classes:
            sample = device_class.sample
            texts += [
                device_class.type,
                *(p.name for p in sample.properties),
                *(a.name for a in sample.actions),
            ]
            texts += [c for p in sample.properties for c in p.choices]
        said = frozenset(w for t in texts for w in _OWNER.sub("", t.casefold()).replace("_", " ").split())
        self._home = frozenset(w for word in said for w in words(word)) - _COMMON

    def are(self, text: str) -> bool:
        """Whether a part of a sentence is a reason: it begins like one and names nothing of the home."""
        if _GREETING.fullmatch(text):
            return True
        text = _CANNOT.sub("can", text)
        begins = _BEGINS.search(text) or _ABOUT.search(text)
        return bool(begins) and not _BINDS.search(text) and not any(w in self._home for w in words(text))
