"""What another device is to be told too, in the words of the wish before it: `台灯调到三成,吊灯也一样`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from model_core.reading.chinese.clauses import Clauses
from model_core.reading.chinese.referents import Referents
from model_core.reading.clauses import Done
from model_core.reading.outcomes import asks, refuses
from model_core.reading.referents import Found
from model_core.world import Thing

_GAP = "\0"
"""Stands for the device in the words of a wish."""
_SAME = re.compile(
    r"(?P<t>.+?)(?:"
    r"(?:也|同样|跟着|一样)*(?:给我|帮我)?(?:(?:跟|和|同|照|像)(?:着|(?:它|他|她|这|那|前面|刚才|上面)(?:们|个|台|盏|边|的)*))?(?:也|要)?(?:调成|设成|弄成|改成|换成|变成|开成|打到|调到|来个)?(?:是)?(?:一样|同样|这样|这么)"
    r"(?:的?(?:温度|亮度|音量|颜色|色温|风速|档位?|高度|开度))?(?:调|设|弄|办|来)?|也(?:照|跟着?)(?:着|这个|这样|这么|它|它的)?(?:做|办|来|弄|调|走)|也是)的?(?:就[行好]|吧)?"
)
_VALUE = r"(?:-?\d+(?:\.\d+)?(?:%|度|成|[档挡级格]|k|个点)?|一半|最[大小亮暗高低]|\d+分之\d+)"
_ANOTHER = re.compile(rf"(?P<t>.+?)(?:也|同样)(?:是|给我|要|调到?|开到?|设到?|放到?|到|来)*(?P<v>{_VALUE})")
_LAST_VALUE = re.compile(rf"{_VALUE}$")
_CUES = re.compile("也|一样|同样|这样|这么|跟着")
_VERB = re.compile(r"^(?:把|将|让|给|叫)")
_LONGEST_VERB = 4


def may_be(text: str) -> bool:
    """Whether a text has a word that says that something is told as what was before it."""
    return _CUES.search(text) is not None


class Likewise:
    """Reads wishes that are those before them, of other devices, in one home."""

    def __init__(self, referents: Referents, clauses: Clauses) -> None:
        self._referents = referents
        self._clauses = clauses

    def templates(
        self, said: str, done: Done, here: str | None, before: tuple[Thing, ...], told: tuple[str, ...]
    ) -> tuple[str, ...]:
        """The wishes for one device so far, with a gap where it is named."""
        named = self._template(said, done, here)
        if named or not told:
            return (named,) if named else ()
        if said.startswith("也") or may_be(said):
            return told
        return (*told, _GAP + said) if done.things == before else ()

    def _template(self, said: str, done: Done, here: str | None) -> str:
        """A wish with a gap where its devices are named; empty where they are not."""
        text = _VERB.sub("", said)
        spans = [(0, end) for end in range(len(text) - 1, 1, -1)]
        spans += [(start, len(text)) for start in range(1, min(_LONGEST_VERB + 1, len(text) - 1))]
        for start, end in spans if done.things else ():
            phrase = text[start:end]
            if not may_be(phrase):
                meaning = self._referents.find(phrase, here)
                if isinstance(meaning, Found) and meaning.things == done.things:
                    return text.replace(phrase, _GAP, 1)
        return ""

    def read(
        self, text: str, here: str | None, before: tuple[Thing, ...], told: tuple[str, ...], heard: str | None
    ) -> Done | None:
        """What another device is told in the words of the wishes before."""
        spare: Done | None = None
        for wordings in _wordings(text, told) if told and before else ():
            every = [self._clauses.command(w, here, before, alone=False, heard=heard) for w in wordings]
            done = [d for d in every if d is not None and not asks(d.text)]
            if len(done) < len(every) or any(set(d.things) & set(before) for d in done):
                continue
            if all(d.things for d in done) or all(refuses(d.text) for d in done):
                texts = dict.fromkeys(d.text for d in done)
                told_all = Done("; ".join(texts), done[0].things)
                if not any(refuses(d.text) for d in done):
                    return told_all
                spare = spare or told_all
        return spare


def _wordings(text: str, told: Sequence[str]) -> Iterator[list[str]]:
    """The wishes for another device that is told the same as `told` says, in full."""
    same = _SAME.fullmatch(text)
    if same is not None:
        yield [wish.replace(_GAP, same["t"]) for wish in told]
    other = _ANOTHER.fullmatch(text)
    if other is not None and _LAST_VALUE.search(told[-1]):
        last = told[-1].rpartition(",")[2].removeprefix(_GAP)
        yield [other["t"] + _LAST_VALUE.sub(other["v"], last)]
    if other is not None:
        yield [other["t"] + other["v"]]
