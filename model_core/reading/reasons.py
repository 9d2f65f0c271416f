"""Why somebody wants something: words beside a command that ask for nothing themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model_core.language.vocabulary import Vocabulary
from model_core.reading.nouns import NOUNS, ROOMS
from model_core.reading.phrases import any_of, load
from model_core.reading.text import courteous
from model_core.retrieval.words import words

_EXCLAIMED = re.compile(r"^(?:(?:brr+|oh|ah|ugh|phew|whoa|hey)[ ,]+)+(?=[a-z])")
_BEGINS = re.compile(
    r"^(?:because |'?cause |since |as |so |so that |while |before |for |in case )?"
    rf"{any_of('reasons', 'begins')}\b"
)
_BINDS = re.compile(rf"\b{any_of('reasons', 'binds')}\b|\d|n't\b")
"""Words that change or add to what is asked."""
_ABOUT = re.compile(
    rf"^(?!turn|switch|set|put|open|close|(?:what|which|who|whether|how|why|where)\b)"
    rf"(?:the |this |that )?[a-z]+(?:'s)? {any_of('reasons', 'is')}\b|"
    rf"^(?:the )?[a-z]+'s {any_of('reasons', 'contracted')}\b"
)
"""Statements: `the baby is asleep`, `dinner's ready`."""
_STATES = re.compile(
    rf"^{any_of('reasons', 'because')}?(?!{any_of('reasons', 'asking')}\b)"
    rf"(?:(?:i|we|he|she|they|you|it|there|someone|somebody|nobody|everyone|everybody)\b|"
    rf"(?:[a-z']+ ){{0,4}}?[a-z]+(?:'s {any_of('reasons', 'contracted')}\b| {any_of('reasons', 'states')}\b))"
)
"""A statement: somebody or something, and a verb that tells of it."""
_CLAUSE = re.compile(
    rf"^{any_of('reasons', 'because')}?(?!{any_of('reasons', 'asking')}\b){any_of('reasons', 'clauses')}\b"
)
_ORDERS = re.compile(
    rf"(?:[,;] |\b(?:and|then|but|or|oh|also) )"
    r"(?:(?:and|then|also|please|just|oh|could|can|would|will|you) )*"
    rf"{any_of('reasons', 'ordering')}\b"
)
"""Something to be done or told as well, beside what is only stated."""
_TO_VALUE = re.compile(
    r"(?:^|[,;] |\band )[^,;]*(?<!\bup )(?<!\bgot )\b(?:to|at) \d+(?: percent| degrees)?(?=$|[,;]| and\b)"
)
"""A value that something is to have, with no verb: `pots down to 5`."""
_SENT = re.compile(
    r"(?:then )?(?:it|he|she|they) (?:is|are|can go|goes|go) (?:back|home|off) to "
    r"(?:the|its|his|her) (?:dock|base)"
)
"""Where a machine is to go, as if that were told: `then it is back to the dock`."""
_STATED_ALONE = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbe )(?<!\bleft )(?<!\bstill )(?<!\bnot )"
    r"(?<!\bit )(?<!'s )(?<!\bwide )\b(?:open|closed|shut|locked|unlocked|muted|paused|halfway)\b"
)
"""How something is to be, without a verb that tells that it is so: `drapes open`."""
_IS_DUE = re.compile(
    r"(?:it|that|this|they|those|these) (?:just |only |also )*needs? (?:to be )?[a-z]+(?:ing|ed)\b"
)
"""What is to be done, as if it were told: `that just needs pausing`."""
_CHANGES = re.compile(rf"\b{any_of('reasons', 'changes')}\b")
_BARE = re.compile(rf"^{any_of('reasons', 'bare')}\b")
_WISHED = re.compile(rf"\b{any_of('reasons', 'wished')}\b")
_HARMLESS = re.compile(rf"\b{any_of('reasons', 'harmless')}\b")
_CANNOT = re.compile(r"\b(?:can't|cannot|can not|couldn't|could not|isn't|haven't|won't|doesn't)\b")
_OWNER = re.compile(r"\b[a-z]+'s\b")
_OWNED = re.compile(r"([a-z]+)(?:'s| is) (?:on|off|open|closed|shut|locked|unlocked|up|down)(?=$|,| and )")
_ITS = re.compile(
    r"(?:its|it is|her|his|their) [a-z]+(?:'s| is| are) (?:open|closed|shut|locked|on|off)(?=$|,| and )"
)
_COMMON = frozenset(load("reasons")["common"])
"""Words that names have too, and that decide nothing."""
_GREETING = re.compile(rf"{any_of('reasons', 'greetings')}(?: (?:all|everyone|love|everybody))?")


_ADDRESS = re.compile(
    r"(?:my )?(?:pet|love|dear|darling|honey|mate|pal|buddy|sweetheart|sweetie|hon|lads?|man|girl|"
    r"boss|friend)"
)


class Reasons:
    """Tells them from what is asked, in one home."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        names = tuple(_names(vocabulary))
        self._owners = frozenset(w.removesuffix("'s") for t in names for w in _OWNER.findall(t))
        said = frozenset(w for t in names for w in _OWNER.sub("", t).replace("_", " ").split())
        self._home = frozenset(w for word in said for w in words(word)) - _COMMON

    def are(self, text: str, *, beside_command: bool = False) -> bool:
        """Whether a part of a sentence is a reason: it begins like one and names nothing of the home.

        `beside_command`: any other statement counts too.
        """
        text = _EXCLAIMED.sub("", text)
        if _GREETING.fullmatch(text):
            return True
        owned = _OWNED.match(text)
        if _ITS.match(text) or (owned is not None and owned[1] in self._owners):
            return False  # `ana's shut` is ana's curtain, after another
        if _ORDERS.search(text) or _SENT.match(text) or _IS_DUE.match(text):
            return False
        text = _CANNOT.sub("can", text)
        begins = _BEGINS.search(text) or _ABOUT.search(text)
        strange = not any(w in self._home for w in words(text))
        if begins and strange and not _BINDS.search(text):
            return True
        if not beside_command:
            return False
        if strange and _CLAUSE.match(text) and not _CHANGES.search(text):
            return True
        told = strange or not (_WISHED.search(text) or _STATED_ALONE.search(text))
        stated = _STATES.match(text) is not None and told
        stated = stated or _BARE.match(text) is not None
        return stated and not _BINDS.search(_HARMLESS.sub("", text))

    def without(self, sentence: str) -> Iterator[str]:
        """The sentence, and then what is left without a reason or a form of address at either end."""
        yield sentence
        for mark in re.finditer(r",? because |[,;] ", sentence):
            rest = sentence[mark.end() :]
            if _ADDRESS.fullmatch(rest) or self.are(rest, beside_command=True):
                yield courteous(sentence[: mark.start()])
        for mark in re.finditer(r",? so (?:please )?|[,;] (?:so |and |then |now )?", sentence):
            told = sentence[: mark.start()]
            if _ADDRESS.fullmatch(told) or self.are(told, beside_command=True):
                yield courteous(sentence[mark.end() :])

    @staticmethod
    def are_beside_orders(text: str) -> bool:
        """Whether a text in plain form has something to be done or told too, after what it begins with."""
        return _ORDERS.search(text) is not None or _TO_VALUE.search(text) is not None


def _names(vocabulary: Vocabulary) -> Iterator[str]:
    """Whatever can be said of a home, in lower case."""
    texts = [*vocabulary.rooms, *vocabulary.floors, *vocabulary.ids, *(n for group in ROOMS for n in group)]
    texts += [n for nouns in NOUNS.values() for n in nouns]
    for device_class in vocabulary.classes:
        sample = device_class.sample
        texts += [device_class.type, *(p.name for p in sample.properties), *(a.name for a in sample.actions)]
        texts += [c for p in sample.properties for c in p.choices]
    return (t.casefold() for t in texts)
