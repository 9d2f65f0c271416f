"""A device, one of its abilities and a value in whatever order they are said, and nothing beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from model_core.language.vocabulary import Vocabulary, clean
from model_core.reading import units
from model_core.reading.clauses import Done
from model_core.reading.referents import Found, Referents
from model_core.world import Action, Attribute, Kind, Thing

_WORD = re.compile(r"[a-z0-9.°%'-]+")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_AROUND = frozenset(
    (
        *(
            "the",
            "a",
            "an",
            "to",
            "of",
            "on",
            "at",
            "in",
            "for",
            "with",
            "by",
            "from",
            "into",
            "as",
            "us",
            "me",
        ),
        *(
            "my",
            "our",
            "its",
            "their",
            "him",
            "her",
            "them",
            "it",
            "i",
            "we",
            "want",
            "need",
            "would",
            "like",
        ),
        *(
            "should",
            "must",
            "can",
            "please",
            "be",
            "set",
            "put",
            "turn",
            "make",
            "change",
            "switch",
            "let",
            "have",
        ),
        *("get", "give", "go", "do", "show", "bring", "take", "use", "and"),
        *("run", "keep", "leave", "move", "only", "just", "heat"),
    )
)
"""Words that name nothing."""
_GOING_ON = re.compile(r"(?:'s|'re|\bis|\bare) (?:now |still |just |only )?\w+ing\b")
"""What is going on is told, not wanted."""
_BY = re.compile(r"\bby \d")
"""How far or until when, and no value."""
_MOST_WORDS = 5
"""Of the words for a device."""
_DEEDS = frozenset({"open", "clos", "lock", "unlock", "start", "stop"})
"""Stems of what is done to a device, where a property has them in its name."""
_FLAGS = {"on": "true", "off": "false"}


class Loose:
    """Reads clauses of one home by what their words name, when no frame fits."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents

    def read(self, clause: str, here: str | None) -> Done | None:
        """The plan, when every word is of a device, of one ability of it, of a value, or of none at all."""
        if _GOING_ON.search(clause) or _BY.search(clause):
            return None
        clause = re.sub(r"\b(?:up|down|back|over) to\b", "to", clause)
        said = _WORD.findall(clause.replace(",", " "))
        if not 2 <= len(said) <= 14 or "show" in said[1:]:  # after a name, it is another thing's: Echo Show
            return None
        found: dict[str, Done] = {}
        for things, rest in self._devices(said, here):
            texts = {t for t in (_only(thing, rest) for thing in things) if t is not None}
            if len(texts) == 1 and all(_only(thing, rest) for thing in things):
                text = texts.pop()
                target = ", ".join(self._vocabulary.labels[t.id] for t in things)
                verb, ending = ("run", text[4:]) if text.startswith("run ") else ("set", text)
                found[f"{verb} {target}: {ending}"] = Done(f"{verb} {target}: {ending}", tuple(things))
        return next(iter(found.values())) if len(found) == 1 else None

    def _devices(
        self, said: Sequence[str], here: str | None
    ) -> Iterator[tuple[tuple[Thing, ...], tuple[str, ...]]]:
        """Devices that a run of words means, the longest runs only, and the words around it."""
        for length in range(min(_MOST_WORDS, len(said) - 1), 0, -1):
            hits = []
            for start in range(len(said) - length + 1):
                words = said[start : start + length]
                if words[0] in _AROUND - {"the", "my"} or words[-1] in _AROUND:
                    continue
                found = self._referents.find(" ".join(words), here)
                if isinstance(found, Found) and not found.target and len(found.things) <= 2:
                    hits.append((found.things, (*said[:start], *said[start + length :])))
            if hits:
                yield from hits
                return


def _only(thing: Thing, said: Sequence[str]) -> str | None:
    """The one thing that the words can tell a device to be or to do."""
    rest = [w for w in said if w not in _AROUND]
    if not rest:
        return None
    told = [text for p in thing.properties if p.writable for text in _set(thing, p, said, rest)]
    told += [text for a in thing.actions for text in _run(thing, a, said, rest)]
    return told[0] if len(set(told)) == 1 else None


def _set(thing: Thing, attribute: Attribute, said: Sequence[str], rest: Sequence[str]) -> Iterator[str]:
    own = _stems(attribute.name)
    named = [w for w in rest if _stem(w) in own]
    value = [w for w in rest if _stem(w) not in own]
    if attribute.kind is Kind.BOOLEAN:
        flags = [w for w in said if w in _FLAGS]
        if not own <= {_stem(w) for w in named} and any(_stem(w) in _DEEDS for w in named):
            return  # `close the hatch on them` says nothing of `auto_close`
        if named and len(flags) == 1 and set(value) <= {*flags}:
            yield f"{attribute.name}={_FLAGS[flags[0]]}"
        return
    written = _value(attribute, value)
    if written is not None and (named or _is_alone(thing, attribute, value)):
        yield f"{attribute.name}={written}"


def _run(thing: Thing, action: Action, said: Sequence[str], rest: Sequence[str]) -> Iterator[str]:
    own = _stems(action.name)
    named = {_stem(w) for w in said if _stem(w) in own}
    value = [w for w in rest if _stem(w) not in own]
    content = own - _AROUND
    if not value:
        needed = any(a.required for a in action.arguments)
        if content and content <= named and not needed:
            yield f"run {action.name}"
        return
    for argument in action.arguments:
        others = any(a.required for a in action.arguments if a is not argument)
        words = [w for w in value if _stem(w) not in _stems(argument.name)]
        written = _value(argument, words or value)
        if written is None or others:
            continue
        if content <= named or (content & named and argument.choices) or _is_alone(thing, argument, value):
            yield f"run {action.name} {argument.name}={written}"


def _value(attribute: Attribute, words: Sequence[str]) -> str | None:
    """What the words are as a value of an attribute: one of its choices, or a number in its unit."""
    if attribute.choices:
        wanted = [_stem(w) for w in words]
        for choice in attribute.choices:
            parts = [_stem(w) for w in _WORD.findall(clean(choice))]
            bare = [p for p in parts if p not in _AROUND]
            if wanted and wanted in (parts, bare):
                return clean(choice)
        return None
    if attribute.kind not in {Kind.INTEGER, Kind.NUMBER}:
        return None
    numbers = [w for w in words if _NUMBER.fullmatch(w)]
    unit = " ".join(w for w in words if not _NUMBER.fullmatch(w))
    if len(numbers) != 1:
        return None
    written = units.written(attribute, f"{numbers[0]} {unit}")
    return written.removeprefix("=") if written is not None else None


def _is_alone(thing: Thing, attribute: Attribute, value: Sequence[str]) -> bool:
    """Whether no other ability of a device takes these words as a value, so that it need not be named."""
    if not attribute.choices and not any(not _NUMBER.fullmatch(w) for w in value):
        return False  # a bare number says nothing of what it is for
    takers = [p for p in thing.properties if p.writable and _value(p, value) is not None]
    takers += [a for action in thing.actions for a in action.arguments if _value(a, value) is not None]
    return len(takers) == 1


def _stems(name: str) -> frozenset[str]:
    return frozenset(_stem(w) for w in name.casefold().split("_"))


def _stem(word: str) -> str:
    """A word without the ending that its form gives it."""
    word = word.removesuffix("'s")
    for ending in ("ings", "ing", "ed", "es", "s", "e"):
        if len(word) > len(ending) + 2 and word.endswith(ending) and not word.endswith("ss"):
            return word[: -len(ending)]
    return word
