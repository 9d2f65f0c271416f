"""Why somebody wants something: words beside a command that ask for nothing themselves."""

from __future__ import annotations

import re

from model_core.language.vocabulary import Vocabulary
from model_core.reading.nouns import NOUNS, ROOMS
from model_core.retrieval.words import words

_BEGINS = re.compile(
    r"^(?:because |cause |since |as |so |so that )?(?:i|we|it is|it was|he|she|they|there is|my|our|the (?:kids?|children|baby|sun|film|"
    r"movie|dog|cat|guests|neighbou?rs|party|night|match|game)|kids|somebody|someone|everyone|everybody|nobody|grandma|grandpa|granny|mum|mom|dad|"
    r"guests|dinner|lunch|breakfast|bedtime|time for|good (?:night|morning|evening)|we are|that is|you know)\b"
)
_BINDS = re.compile(
    r"\b(?:not|no|never|except|but|only|instead|unless|until|till|when|if|after|while|later|tomorrow|minutes?|hours?|"
    r"them|these|those|this|other|too$|as well|both|all|every|wait|sorry|mean|meant|rather|turn|switch|set|put|open|close|"
    r"shut|lock|unlock|start|stop|pause|play|make|dim|raise|lower|mute|add|remove|on|off|want it|need it|like it)\b|\d|n't\b"
)
"""Words that change or add to what is asked."""


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
        self._home = frozenset(w for text in texts for w in words(text.replace("_", " "))) - {
            "room",
            "i",
            "home",
        }

    def are(self, text: str) -> bool:
        """Whether a part of a sentence is a reason: it begins like one and names nothing of the home."""
        return bool(
            _BEGINS.search(text) and not _BINDS.search(text) and not any(w in self._home for w in words(text))
        )
