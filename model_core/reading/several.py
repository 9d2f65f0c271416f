"""Several values of one device in a breath: a colour and a brightness, a mode and a temperature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from model_core.language.vocabulary import Vocabulary, clean
from model_core.reading import roles, units, values
from model_core.reading.clauses import Done
from model_core.reading.errands import Errands
from model_core.reading.referents import Referents
from model_core.reading.wishes import Wish
from model_core.world import Attribute, Thing

_VERB = re.compile(
    r"^(?:set|make|put|turn on|switch on|turn|change|switch|have|get|bring|"
    r"(?:i|we) (?:want|would like|need)) "
)
_ON = re.compile(r" on(?=,|$| and$| to$| at$| with$)")
_ROLE = (
    r"brightness|volume|speed|tilt|position|humidity|temperature|colou?r|mode|source|input|fan mode|fan|open|"
    r"channel"
)
_FIRST = re.compile(rf"(?:the )?({_ROLE}) (?:of |at |to |on )?(.+)")
_LAST = re.compile(rf"(.+?) (?:of )?({_ROLE})")
_LEAD = re.compile(
    r"^(?:,|and|also|then|at|to|on|in|with|set to|set it to|make it|put it (?:at|on)|a|an|please) "
)
_NUMBER = re.compile(r"-?\d")
_MOST_WORDS = 24


class SeveralValues:
    """Reads clauses with two or three values for one device, or for the devices of a group."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._errands = Errands(vocabulary, referents)
        self._choices = frozenset(
            clean(c) for t in vocabulary.world.things for p in t.properties if p.writable for c in p.choices
        )

    def read(self, clause: str, here: str | None) -> Done | None:
        """The plan for a clause with several values; None for any other."""
        words = _VERB.sub("", clause).split()
        if not 3 <= len(words) <= _MOST_WORDS:
            return None
        for device, said in _parted(words):
            for parts in self._values(said):
                done = self._done(device, parts, here)
                if done is not None:
                    return done
        return None

    def _values(self, said: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """The ways to take words apart into two or three values."""
        count = len(said)
        for first in range(1, count):
            left = self._value(said[:first])
            if left is None:
                continue
            right = self._value(said[first:])
            if right is not None:
                yield left, right
            for second in range(first + 1, count):
                middle, last = self._value(said[first:second]), self._value(said[second:])
                if middle is not None and last is not None:
                    yield left, middle, last

    def _value(self, said: Sequence[str]) -> str | None:
        """The words of one value, or None where they are none."""
        text = whole = " ".join(said).strip(" ,")
        while (shorter := _LEAD.sub("", text)) != text:
            text = shorter
        if not text:
            return None
        _, bare = _named(text)
        if _NUMBER.match(bare):
            return text if not isinstance(values.read(bare), values.Choice) else None
        read = values.read(bare)
        if not isinstance(read, values.Choice):
            return text
        usual = values.usual(bare) if text != whole else bare  # `the heating on 22` names the device
        known = (
            usual in self._choices
            or bare in self._choices
            or bare.replace(" ", "") in {c.replace(" ", "") for c in self._choices}
        )
        return text if known or re.sub(r" (?:mode|setting)$", "", text) in self._choices else None

    def _done(self, device: str, parts: Sequence[str], here: str | None) -> Done | None:
        def told(thing: Thing) -> str | None:
            found = [_assigned(thing, part) for part in parts]
            names = {f[0].name for f in found if f is not None}
            if len(names) < len(parts):
                return None
            return ", ".join(f"{f[0].name}{f[1]}" for f in found if f is not None)

        number = re.match(r"\d+(?= |$)", parts[0])
        if number and self._errands.referents.find(f"{device} {number[0]}", here) is not None:
            return None  # the number is part of a name
        return self._errands.named(device, Wish(told, sure=False), here)


def _parted(words: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """The ways to tell the words for a device from those for its values, before or after them."""
    for at in range(1, len(words) - 1):
        device = _ON.sub("", " ".join(words[:at])).strip(" ,")
        device = re.sub(r" (?:should be|to|on|at|in|with)$", "", device)
        if device:
            yield device, words[at:]
    for at in range(len(words) - 1, 1, -1):
        if words[at - 1] in {"for", "on", "in"} and at - 1 > 1:
            yield " ".join(words[at:]), words[: at - 1]


def _named(text: str) -> tuple[str, str]:
    """The property that a value names, and the value."""
    first = _FIRST.fullmatch(text)
    if first is not None:
        return first[1], first[2]
    last = _LAST.fullmatch(text)
    return (last[2], last[1]) if last is not None else ("", text)


def _assigned(thing: Thing, part: str) -> tuple[Attribute, str] | None:
    """The property of a device that a value is for, and the value in the plan language."""
    role, said = _named(part)
    if role in {"fan", "fan mode"}:
        found = next((p for n in ("fan_mode", "fan_speed") if (p := thing.find_property(n))), None)
    elif role == "open":
        found = roles.find(thing, "position")
    elif role:
        found = roles.spoken_property(thing, role)
    else:
        found = values.fitting(thing, values.read(said))
    if found is None and role in {"mode", "fan"}:
        return _assigned_choice(thing, part)
    text = units.written(found, said) if found is not None and found.writable else None
    return None if found is None or text is None else (found, text)


def _assigned_choice(thing: Thing, said: str) -> tuple[Attribute, str] | None:
    read = values.read(said)
    found = values.fitting(thing, read)
    text = values.written(found, read) if found is not None else None
    return None if found is None or text is None else (found, text)
