"""What is asked of devices as plan text: the devices that words mean, and what each of them is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from model_core.language.vocabulary import Vocabulary
from model_core.reading import measures, wishes
from model_core.reading.clauses import Done
from model_core.reading.referents import Found, Meaning, Missing, Referents, Several
from model_core.reading.wishes import Told
from model_core.world import Attribute, Thing

_OPENING = re.compile(r"\b(window|door)(s?)(?=$| (?:in|on|of|at|upstairs|downstairs|outside)\b)")
_PREPOSITION = re.compile(r"(?:of|for|on|in|at|from|inside|to) ")
LONE = frozenset({"wind", "wind speed", "range", "rain"})
"""Nouns that need no device where only one has such a property."""
Measure = Callable[[Thing, str], Attribute | None]
"""What finds the property that some words mean on a device."""
_HERE = re.compile(r" ?\b(?:(?:in|over|out|right|around) here|here|in (?:this|the) room|in this place)$")
_WHOLE = re.compile(
    r" ?\b(?:(?:in|of|throughout|around|across|inside|anywhere in) "
    r"(?:the |my |our |this )?(?:whole |entire )?"
    r"(?:house|home|flat|apartment|place)|everywhere|anywhere|at home)$"
)
_INDEFINITE = re.compile(
    r"^(?:any(?: single)?(?: of)?(?: the| my| our| these)?|some|at least one(?: of the)?|even one|"
    r"even a single|"
    r"one of (?:the|my|our)) "
)


class Asking:
    """Asks about the devices of one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self.vocabulary = vocabulary
        self.referents = referents

    def one(self, verb: str, phrase: str, here: str | None, told: Told, *, sure: bool = True) -> Done | None:
        """A step about the devices that a phrase means; `sure`: what the home has not is refused."""
        if _INDEFINITE.match(phrase):
            return self.group("any", phrase, here, told) if verb == "check" else None
        meaning = self.find(phrase, here, told)
        if isinstance(meaning, Missing) and not sure:
            return None
        return self.said(verb, meaning, told)

    def group(self, verb: str, phrase: str, here: str | None, told: Told) -> Done | None:
        """A step about every device of a kind: `check`, `any`, `count`, `list`, `highest`, `lowest`."""
        noun = re.sub(
            r"^(?:all of |all |every |each )?(?:the |my |our |a |an )?", "", _INDEFINITE.sub("", phrase)
        )
        meaning = self.find(f"all {re.sub(r'anywhere$', 'everywhere', noun)}", here, told)
        if not isinstance(meaning, Found):
            return None
        return self.said(verb, meaning, told)

    def said(self, verb: str, meaning: Meaning | None, told: Told) -> Done | None:
        """The step about what was meant, where all that can be asked are asked the same."""
        if isinstance(meaning, Missing | Several):
            text = wishes.plan(wishes.Wish(told), meaning, self.vocabulary)
            things = meaning.things if isinstance(meaning, Several) else ()
            return Done(text, things) if text else None
        if meaning is None:
            return None
        able = [t for t in meaning.things if told(t) is not None]
        texts = {told(t) for t in able}
        if len(texts) != 1 or (not meaning.target and len(able) < len(meaning.things)):
            return None
        text = texts.pop()
        if verb == "get" and len(able) == 1:
            return Done(f"get {self.vocabulary.labels[able[0].id]}: {text}", (able[0],))
        if len(meaning.things) == 1 and verb not in {"highest", "lowest"}:
            label = self.vocabulary.labels[meaning.things[0].id]
            return Done(f"{'check' if verb == 'any' else verb} {label}: {text}", meaning.things)
        if verb == "any":
            if not meaning.target:
                return None
            return Done(f"check any{meaning.target.removeprefix('all')}: {text}", meaning.things)
        target = meaning.target or ", ".join(self.vocabulary.labels[t.id] for t in meaning.things)
        return Done(f"{verb} {target}: {text}", meaning.things)

    def find(self, phrase: str, here: str | None, told: Told) -> Meaning | None:
        """What a phrase means; a window is what its sensor tells of."""

        def able(thing: Thing) -> bool:
            return told(thing) is not None

        found = self.referents.find(phrase, here, able)
        known = found is not None and not isinstance(found, Missing)
        sensor = _OPENING.sub(r"\1 sensor\2", phrase)
        if sensor == phrase or (known and not phrase.startswith("all ")):
            return found
        again = self.referents.find(sensor, here, able)
        if isinstance(again, Found) and (not known or again.target):
            return again
        return found if known or again is None else again

    def alone(self, verb: str, here: str | None, told: Told) -> Done | None:
        """The only device that has what was named, or the only one here."""
        able = [t for t in self.vocabulary.world.things if told(t) is not None]
        near = [t for t in able if here is not None and t.room == here]
        chosen = near if len(near) == 1 else able
        if len(chosen) != 1:
            return None
        return Done(f"{verb} {self.vocabulary.labels[chosen[0].id]}: {told(chosen[0])}", tuple(chosen))

    def whole(self, verb: str, place: str, here: str | None, told: Told) -> Done | None:
        """A step about everything in a place, or in the whole home where none is named."""
        inside = self.places(place, here)
        if inside is None:
            return None
        held = self.referents.places.holds
        things = tuple(t for t in self.vocabulary.world.things if not inside or held(inside, t.room))
        texts = [text for t in things if (text := told(t)) is not None]
        if len(texts) < 2:
            return None
        text = max(set(texts), key=lambda x: (texts.count(x), x))
        where = f" in {', '.join(self.referents.places.label(p) for p in inside)}" if inside else ""
        start = "check any" if verb == "any" else f"{verb} all"
        return Done(f"{start}{where}: {text}", things)

    def places(self, place: str, here: str | None) -> tuple[str, ...] | None:
        """The rooms and floors of a place phrase; empty: the whole home; None: not understood."""
        if not place or _WHOLE.fullmatch(place):
            return ()
        if _HERE.fullmatch(place):
            return (here,) if here is not None else None
        return self.referents.places.named(
            re.sub(r"^(?:in|on|at|inside|out in|out on) (?:the |my |our )?", "", place)
        )

    def placed(self, text: str) -> tuple[str, str]:
        """A text without the place at its end, and that place."""
        for pattern in (_HERE, _WHOLE):
            found = pattern.search(text)
            if found:
                return text[: found.start()].strip(" ,"), found[0].strip()
        suffix = self.referents.places.suffix(text)
        suffix = (
            suffix.removeprefix("on ") if suffix in {"on upstairs", "on downstairs", "on outside"} else suffix
        )
        return (text[: len(text) - len(suffix)].strip(" ,"), suffix) if suffix else (text, "")

    def measuring(self, room: str, role: str) -> tuple[Thing, Attribute] | None:
        """The one device that tells the temperature or the humidity of a room."""
        kinds = {
            "temperature": ("temperature sensor", "thermostat", "air conditioner"),
            "humidity": ("humidity sensor", "temperature sensor", "thermostat"),
        }.get(role, ())
        for kind in kinds:
            found = [
                (t, p)
                for t in self.vocabulary.world.things
                if t.room == room and wishes.type_of(t) == kind and (p := measures.of(t, role)) is not None
            ]
            if found:
                return found[0] if len(found) == 1 else None
        return None

    def room(self, place: str, here: str | None) -> str | None:
        """The one room that a place phrase means; with no words the one where the speaker is."""
        named = (here,) if not place and here is not None else self.places(place, here)
        if not named or len(named) != 1 or named[0] not in self.vocabulary.room_labels:
            return None
        return named[0]


def named_by(measure: Measure, said: str) -> Told:
    """What tells the name of the property that a measure finds."""

    def told(thing: Thing) -> str | None:
        found = measure(thing, said)
        return found.name if found is not None else None

    return told


def splits(text: str) -> Iterator[tuple[str, str]]:
    """Every way to part a text between two words."""
    words: Sequence[str] = text.split()
    for at in range(1, len(words)):
        yield " ".join(words[:at]), " ".join(words[at:])


def owned(text: str) -> Iterator[tuple[str, str]]:
    """What may be the name of a property, and whose it is; no owner where the text is all name."""
    text = text.removeprefix("the ")
    for found in re.finditer(r" (?:of|for|on|in|at|from|inside) ", text):
        if not _PREPOSITION.match(text, found.end()):
            yield text[: found.start()], text[found.end() :]
    for owner, name in splits(text):
        yield name, owner.removesuffix("'s")
    yield text, ""
