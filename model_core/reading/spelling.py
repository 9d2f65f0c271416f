"""Words that were mistyped or misheard, put right where only one word of the home or of commands is meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from rapidfuzz.distance import DamerauLevenshtein

from model_core.language.vocabulary import Vocabulary
from model_core.reading.nouns import NOUNS, ROOMS
from model_core.reading.phrases import load

_OF = re.compile(r"\bof$|(?<=\bturn )of\b|(?<=\bswitch )of\b")
_PAIR = re.compile(r"(?=\b([a-z]+) ([a-z]+)\b)")
_SOUNDS = tuple(
    (re.compile(said), heard)
    for said, heard in (
        (r"^(?:wh|w)(?=[aeiou])", "w"), (r"^y(?=u)", ""), (r"^h(?=[aeiou])", ""), (r"ph", "f"),
        (r"ck|c(?![eiyh])|q", "k"), (r"c(?=[eiy])|z", "s"), (r"gh(?=t|$)", ""), (r"^[aeiouy]+", "a"),
        (r"(?<=.)[aeiouyhw]+", ""), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
"""What spelling makes no difference to how a word is heard, roughly: `dore` is `door`, `umid` is `humid`."""
_WORD = re.compile(r"[a-z][a-z']+")
_ADDRESSED = re.compile(r"(?<=, )[A-Z][a-z]+(?=[.!?]*$)")
"""Who is spoken to, at the end."""
_SURE = 4
"""Letters up to which English words sound alike by chance."""
_SHORTEST = 3
"""Letters of a name that others may be mistyped for."""
_COMMANDS = frozenset(load("spelling")["commands"])
_RIGHT = frozenset(
    w for name in ("needs", "need_signs", "complaints") for w in re.findall(r"[a-z]{4,}", str(load(name)))
)
"""Words in which needs are told, whether they are rare or not."""
_ALWAYS: Mapping[str, str] = load("spelling")["always"]


class Spelling:
    """The words of one home and of commands, for comparing others with them."""

    def __init__(self, vocabulary: Vocabulary, is_word: Callable[[str], bool]) -> None:
        """`is_word` says what is English and therefore nothing that was mistyped."""
        self._is_word = is_word
        self._own = frozenset(_words_of(vocabulary))
        self._known = frozenset((*_COMMANDS, *self._own))
        self._joined = {n.replace(" ", ""): n for n in _names_of(vocabulary) if " " in n}
        self._heard: dict[str, set[str]] = {}
        for known in self._known:
            self._heard.setdefault(_sound(known), set()).add(known)

    def corrected(self, sentence: str, utterance: str = "") -> str:
        """The sentence with its mistyped words put right; the same where there are none.

        `utterance`: as it was written; who is spoken to in it is no mistyped command.
        """
        names = frozenset(n.casefold() for n in _ADDRESSED.findall(utterance))
        spelled = _WORD.sub(
            lambda found: found[0] if found[0] in names else self._word(found[0]), self._together(sentence)
        )
        return _OF.sub("off", spelled)

    def misheard(self, sentence: str) -> str:
        """The sentence with one English word as the word of the home that it sounds like."""
        words = [
            w for w in _WORD.findall(sentence) if len(w) > 3 and w not in self._known and not w.endswith("'s")
        ]
        near = [(w, found) for w in words if (found := self._alike(w)) is not None]
        return re.sub(rf"\b{near[0][0]}\b", near[0][1], sentence, count=1) if len(near) == 1 else sentence

    def _alike(self, word: str) -> str | None:
        heard = self._heard.get(_sound(word), ()) if len(word) > _SURE else ()
        near = {k for k in heard if k in self._own and len(k) > _SURE and _is_near(word, k, 2)}
        return near.pop() if len(near) == 1 else None

    def _together(self, sentence: str) -> str:
        """`dish washer` as `dishwasher`, where the home has it in one word."""
        for first, second in {(m[1], m[2]) for m in _PAIR.finditer(sentence)}:
            joined = f"{first}{second}"
            if len(joined) > 6 and joined in self._own and not (first in self._own and second in self._own):
                sentence = re.sub(rf"\b{first} {second}\b", joined, sentence)
        return sentence

    def _word(self, word: str) -> str:
        bare = word.removesuffix("'s")
        if bare in self._known:
            return word
        always = _ALWAYS.get(bare)
        if always and all(w in self._known for w in always.split()):
            return always
        if len(bare) > 4 and bare.endswith("s") and f"{bare[:-1]}'s" in self._own:
            return f"{bare[:-1]}'s"
        if len(bare) < 4 or bare in _RIGHT or self._is_word(bare):
            return word
        apart = [
            n for joined, n in self._joined.items() if _is_near(bare, joined, min(2, len(bare) // 4 - 1))
        ]
        if apart:
            return apart[0] if len(apart) == 1 else word
        most = 1 if len(bare) < 7 else 2
        alike = {k for k in self._heard.get(_sound(bare), ()) if _is_near(bare, k, min(3, len(k)))}
        alike = alike if bare == word else alike & self._own  # whose something is no command says
        near = {
            known: distance - (1.5 if known in alike else 0)
            for known in (self._known if bare == word else self._own)
            if known in alike or (len(known) > 3 and abs(len(known) - len(bare)) <= most)
            if (distance := DamerauLevenshtein.distance(bare, known)) <= most or known in alike
        }
        near = {k: score for k, score in near.items() if k in alike or not self._is_another(bare, k)}
        best = [k for k, score in near.items() if score == min(near.values())]
        own = [k for k in best if k in self._own] if len(best) > 1 else best
        if bare != word:  # whose something is; another person's name is no mistyped one
            own = [k for k in own if k in self._own and k[0] == bare[0] and abs(len(k) - len(word)) < 3]
            return own[0].removesuffix("'s") + "'s" if len(own) == 1 else word
        return own[0] if len(own) == 1 else word

    def _is_another(self, word: str, known: str) -> bool:
        """Whether a word may be a name of its own beside one of the home: `Billie` beside `Millie`."""
        return word[0] != known[0] and not self._is_word(known)


def _is_near(one: str, other: str, most: int) -> bool:
    return (
        abs(len(one) - len(other)) <= most
        and DamerauLevenshtein.distance(one, other, score_cutoff=most) <= most
    )


def _sound(word: str) -> str:
    for said, heard in _SOUNDS:
        word = said.sub(heard, word)
    return word


def _names_of(vocabulary: Vocabulary) -> Iterable[str]:
    """What devices and rooms of the home are called in more than one word."""
    types = {t.type for t in vocabulary.world.things}
    texts = (*vocabulary.ids, *vocabulary.rooms, *types, *(n for t in types for n in NOUNS.get(t, ())))
    return (" ".join(_WORD.findall(t.casefold())) for t in texts)


def _words_of(vocabulary: Vocabulary) -> Iterable[str]:
    world = vocabulary.world
    texts: list[str] = [*vocabulary.rooms, *vocabulary.floors, *vocabulary.ids]
    for device_class in vocabulary.classes:
        sample = device_class.sample
        texts += [device_class.type, *NOUNS.get(device_class.type, ())]
        texts += [p.name.replace("_", " ") for p in sample.properties]
        texts += [c for p in sample.properties for c in p.choices]
        texts += [a.name.replace("_", " ") for a in sample.actions]
        texts += [c for a in sample.actions for x in a.arguments for c in x.choices]
    named = {room.name.casefold() for room in world.rooms}
    texts += [name for group in ROOMS if group & named for name in group]
    words = (w for text in texts for w in _WORD.findall(text.casefold()) if len(w) > 3)
    names = (w for text in vocabulary.ids for w in _WORD.findall(text))
    return (*words, *(w for w in names if len(w) == _SHORTEST))
