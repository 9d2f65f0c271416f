"""Errands: frames of words around what devices offer, with the device named, implied, or asked about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from model_core.language.vocabulary import Vocabulary, clean
from model_core.reading import wishes
from model_core.reading.clauses import Done
from model_core.reading.referents import Found, Missing, Referents, Several
from model_core.reading.wishes import Wish
from model_core.world import Thing

Groups = Mapping[str, str | None]
Express = Callable[[Groups], Wish | None]


@dataclass(frozen=True, slots=True)
class Frame:
    """Words with the wish they express; the group `t`, where there is one, names the device."""

    pattern: re.Pattern[str]
    express: Express
    refuses: bool = False
    """True where words for a device that this home has not are a reason to refuse."""


def frames(express: Express, *patterns: str, refuses: bool = False) -> tuple[Frame, ...]:
    """One wish in several wordings; `{t}` stands for the device."""
    return tuple(Frame(re.compile(p.replace("{t}", "(?P<t>.+?)")), express, refuses) for p in patterns)


def same(wish: Wish) -> Express:
    """The same wish whatever the words are."""
    return lambda _groups: wish


def matches(pattern: re.Pattern[str], clause: str) -> Iterator[dict[str, str | None]]:
    """The match of a whole clause, and the one in which the device has as many words as can be."""
    found = pattern.fullmatch(clause)
    if found is None:
        return
    yield found.groupdict()
    longer = _longer(pattern)
    again = longer.fullmatch(clause) if longer is not None else None
    if again is not None and again.groupdict() != found.groupdict():
        yield again.groupdict()


@cache
def _longer(pattern: re.Pattern[str]) -> re.Pattern[str] | None:
    """The pattern with as many words for the device as can be; None where it has none to grow."""
    longer = pattern.pattern.replace("(?P<t>.+?)", "(?P<t>.+)")
    return re.compile(longer) if longer != pattern.pattern else None


class Errands:
    """Finds the devices that a frame is about."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self.vocabulary = vocabulary
        self.referents = referents
        self.things = vocabulary.world.things

    def framed(
        self, every: Iterable[Frame], clause: str, here: str | None, among: Sequence[Thing] | None = None
    ) -> Done | None:
        """The first frame whose words mean something; `among`: the devices that it may be about."""
        for frame in every:
            for groups in matches(frame.pattern, clause):
                wish = frame.express(groups)
                if wish is None:
                    continue
                said = groups.get("t")
                done = (
                    self.named(said, wish, here, among, refuses=frame.refuses)
                    if said
                    else self.implied(wish, here, among)
                )
                if done is not None:
                    return done
        return None

    def named(
        self,
        said: str,
        wish: Wish,
        here: str | None,
        among: Sequence[Thing] | None = None,
        *,
        refuses: bool = False,
    ) -> Done | None:
        """The wish for the devices that words mean."""

        if self.referents.places.named(said) is not None and not any(
            clean(t.name) == said for t in self.things
        ):
            return None  # a place alone is no device

        def able(thing: Thing) -> bool:
            return (among is None or thing in among) and wish.told(thing) is not None

        meaning = self.referents.find(said, here, able)
        if meaning is None or (isinstance(meaning, Missing) and not refuses):
            return None
        things = () if isinstance(meaning, Missing) else meaning.things
        if among is not None and not all(t in among for t in things):
            return None
        if not wish.sure and not all(wish.told(t) for t in things) and not getattr(meaning, "target", ""):
            return None
        text = wishes.plan(wish, meaning, self.vocabulary)
        return None if text is None else Done(text, things)

    def implied(self, wish: Wish, here: str | None, among: Sequence[Thing] | None = None) -> Done | None:
        """The wish for the one device that can, the one here before others; asked about where several can."""
        able = [t for t in (self.things if among is None else among) if wish.told(t) is not None]
        near = [t for t in able if here is not None and t.room == here]
        chosen = tuple(near if len(near) == 1 else able)
        if not chosen or len({wishes.type_of(t) for t in chosen}) > 1:
            return None
        meaning = Found(chosen) if len(chosen) == 1 else Several(tuple(near) or chosen)
        text = wishes.plan(wish, meaning, self.vocabulary)
        return None if text is None else Done(text, chosen)
