"""Sentences of several commands: taken apart where every part can be read, with what a part leaves unsaid."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model_core.language.vocabulary import Vocabulary
from model_core.reading import ellipses, taken_back
from model_core.reading.clauses import Clauses, Done
from model_core.reading.likewise import Told, after, for_all
from model_core.reading.one_part import OnePart
from model_core.reading.orders import Orders, apart
from model_core.reading.outcomes import asks, refuses
from model_core.reading.parting import OWN_VERB, PARTS, splits
from model_core.reading.quantified import told_first
from model_core.reading.question_forms import is_question
from model_core.reading.reasons import Reasons
from model_core.reading.referents import Found, Referents
from model_core.reading.remarks import Remarks, hands_on, is_occasion
from model_core.reading.spoken_of import SpokenOf
from model_core.reading.text import courteous
from model_core.reading.told import (
    asks_in,
    is_beyond,
    is_complaint_of,
    is_contrary,
    is_rhetorical,
    is_twice,
    once,
)
from model_core.reading.wishes import type_of
from model_core.world import Thing

_MOST_PARTS = 6
_HANDED_ON = re.compile(r'="[^"]*(?:[,;]| and | then )[^"]*"')
"""A text in which something may be said beside it."""
_TELLS = re.compile(
    r"^[^,;]*\b(?:is|are|was|were|will|has|have)\b|^(?:do not(?! disturb)|don't|i|we|you|he|she|they)\b"
)
"""Goes on telling something."""
_POINTS = re.compile(r"\b(?:it|that|that one|this one|those|these)\b")
"""Points at what, after a group with an exception, is the exception."""
_BOTH = re.compile(r"(?:(?!, | and ).)*\bboth(?: of them)?\b(?! (?:of|the|my|our|[a-z]+s)\b)")
"""Two devices that were spoken of one after the other: `lamp red, strip blue, both at half`."""
_STATED_ORDERS = {
    "on": "turn it on", "off": "turn it off", "out": "turn it off", "open": "open it", "shut": "close it",
    "closed": "close it", "locked": "lock it", "mute": "mute it", "paused": "pause it",
}  # fmt: skip
"""What ends a complaint in one word is to be done with what it is about: `the telly drives me mad, off`."""
_GUESSED = re.compile(
    r"(.+?), (?:(?:the|that|this|my|our) )?(?:[a-z]+ ){1,3}must be "
    r"(?:on|off|open|closed|shut|up|down|locked|unlocked|muted)"
)
"""What seems to be why something is so: `nothing comes out of the tap, the valve must be closed`."""
_STAYS_ON = re.compile(r" (?:on|lit|glowing|burning|shining)\b")
_LEFT_ALONE = re.compile(
    r"^(.+?),? (?:(?:(?:but |and |only |just |do |please )+(?:leave|keep) (.+?) "
    r"(?:on|alone|playing|as (?:it is|they are)|be|running|going|open|lit|glowing|burning|shining|"
    r"the way it is|where it is|in peace|for (?:me|us|him|her|them|[a-z]+)|out of it))|"
    r"(?:but (?:just |only |do |please )*(?:leave|keep|spare) (?:me |us )?"
    r"(?![^,;]* (?:off|out|down|up|closed|shut|dark|locked|unlocked|to [^,;]+|at [^,;]+)(?:$|,| and ))"
    r"([^,;]+?)))(?=$|,| and )(.*)$"
)
_ADDED = re.compile(
    r"(?:(?:add|put|get)(?: the following)? (?:to|on|onto)|"
    r"(?:\d|two|three|four|a few|a couple(?: of)?|some)(?: more| other)?"
    r"(?: things?| items?| bits?)? (?:for|on|onto)) (.+)"
)
"""What stands before a colon and the entries of a list."""
_PLACED = r"^((?:(?:up|down|out|over|back) )?(?:in|on|for) (?:the |my |our )?.+?|upstairs|downstairs)"
_FIRST_PLACES = (
    re.compile(rf"{_PLACED}, (?=(?:the|my|both|all|\w))"),
    re.compile(rf"{_PLACED} (?=(?:the|my|both|all|\w))"),
)


class Sentences:
    """Reads the commands of a sentence in one home, one after the other."""

    def __init__(
        self, vocabulary: Vocabulary, referents: Referents, clauses: Clauses, reasons: Reasons
    ) -> None:
        self._reasons = reasons
        remarks = Remarks(referents, reasons)
        one, spoken = OnePart(vocabulary, referents, clauses), SpokenOf(vocabulary, referents)
        self._home = vocabulary, referents, clauses, remarks, one, spoken
        self._orders = Orders(referents.places)

    def asked_back(self, sentence: str, here: str | None) -> list[Done] | None:
        """The parts of a sentence of which some leave open which of several devices is meant."""
        told = _Sentence(*self._home, asking=True).read(apart(told_first(sentence)), here, alone=True)
        return told if told is not None and len(told) > 1 else None

    def read(self, sentence: str, here: str | None, *, alone: bool) -> list[Done] | None:
        """The parts of a sentence in plain form, when every word of it is understood.

        `alone`: it begins the conversation.
        """
        guessed = _GUESSED.fullmatch(sentence)
        if guessed is not None and self._reasons.are(guessed[1], beside_command=True):
            return None
        sentence = apart(told_first(sentence))
        told = _Sentence(*self._home).read(sentence, here, alone=alone)
        if told is not None and not asks_in(told) and not any(refuses(d.text) for d in told):
            return told
        revised = self._revised(sentence, here, alone=alone) if told is None else None
        if revised is not None:
            return revised
        for turned in self._orders.of(sentence):
            other = _Sentence(*self._home).read(turned, here, alone=alone)
            if other is not None and not asks_in(other) and not any(refuses(d.text) for d in other):
                return other
            told = told or (other if alone else None)
        return told

    def _revised(self, sentence: str, here: str | None, *, alone: bool) -> list[Done] | None:
        """The parts of a sentence with a value in it that was put right."""
        for first, meant, rest in taken_back.ways(sentence):
            parts = _Sentence(*self._home)
            old, new = (parts.read(text, here, alone=alone) for text in (first, meant))
            if old is None or new is None or not taken_back.is_revised(old, new):
                continue
            told = parts.read(f"{meant}{rest}", here, alone=alone)
            return None if told is None or asks_in(told) else told
        return None


class _Sentence:
    """One sentence being read: texts that several ways of splitting it share are taken apart once."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        referents: Referents,
        clauses: Clauses,
        remarks: Remarks,
        one: OnePart,
        spoken: SpokenOf,
        *,
        asking: bool = False,
    ) -> None:
        """`asking`: a part may ask which of several devices is meant."""
        self._asking = asking
        self._vocabulary = vocabulary
        self._referents = referents
        self._clauses = clauses
        self._remarks = remarks
        self._one = one
        self._spoken = spoken
        self._known: dict[object, list[Done] | None] = {}

    def read(self, sentence: str, here: str | None, *, alone: bool) -> list[Done] | None:
        if ": " in sentence:
            told = self._after_colon(sentence, here, alone=alone)
            return None if told is None or is_twice(told) else told
        told = self._kept(sentence, here, alone=alone)
        if told is None:
            told = self._parts(sentence, here, (), alone=alone)
        if told is None or asks_in(told):
            told = self._in_place(sentence, alone=alone) or told
        told = once(told or ())
        return None if not told or is_twice(told) or is_contrary(told) or is_beyond(told) else told

    def _parts(
        self,
        text: str,
        here: str | None,
        before: tuple[Thing, ...],
        *,
        alone: bool,
        depth: int = 0,
        said: str = "",
        same: Told | None = None,
    ) -> list[Done] | None:
        """The parts of a text, the whole before any split; `said`, `same`: words, sense of the last one."""
        like = same and (same.words, same.plan)
        key = (text, here, tuple(t.id for t in before), alone, depth == 0, depth < _MOST_PARTS, said, like)
        if key not in self._known:
            self._known[key] = self._taken_apart(
                text, here, before, alone=alone, depth=depth, said=said, same=same
            )
        return self._known[key]

    def _taken_apart(
        self,
        text: str,
        here: str | None,
        before: tuple[Thing, ...],
        *,
        alone: bool,
        depth: int,
        said: str,
        same: Told | None,
    ) -> list[Done] | None:
        halved = text.startswith(("leave ", "keep ")) and "," in text
        whole = None if halved else self._one.read(text, here, before, said, alone=alone, told=same)
        within = None if whole is None else self._order_within(text, whole, here, before, depth=depth)
        if within is not None:
            return within or None
        sure = whole is not None and (whole.things or depth == 0 or not PARTS.search(text))
        if whole is not None and sure and "; refuse " not in whole.text:
            return [whole]
        apart = self._in_two(text, here, before, alone=alone, depth=depth, said=said, same=same)
        if whole is None or (apart and not (sure and any("refuse " in d.text for d in apart))):
            return apart
        return [whole]

    def _order_within(
        self, text: str, whole: Done, here: str | None, before: tuple[Thing, ...], *, depth: int
    ) -> list[Done] | None:
        """The parts of what was read as one text to hand on, where its end is an order; empty if unsure."""
        if depth >= _MOST_PARTS or not _HANDED_ON.search(whole.text):
            return None
        for _, first, rest in splits(text):
            left = self._one.read(first, here, before, "", alone=depth == 0)
            if left is None or '="' not in left.text or asks(left.text) or _TELLS.search(rest):
                continue
            right = self._parts(rest, here, left.things, alone=False, depth=depth + 1)
            if right is not None and not asks_in(right):
                return [] if any("refuse " in d.text for d in right) else [left, *right]
            if self._spoken.names_device(rest):
                return []
        return None

    def _in_two(
        self,
        text: str,
        here: str | None,
        before: tuple[Thing, ...],
        *,
        alone: bool,
        depth: int,
        said: str,
        same: Told | None,
    ) -> list[Done] | None:
        """One part and all that comes after it, where a text can be parted so."""
        if depth >= _MOST_PARTS:
            return None
        for separator, first, rest in for_all(text, splits(text)):
            left = self._one.read(first, here, before, said, alone=alone and depth == 0, told=same)
            aside = is_occasion(first) or not is_question(first)
            if left is None and aside and self._remarks.are(first):
                rest = _STATED_ORDERS.get(rest, rest)
                spoken = self._spoken.of(first, here) if ellipses.PRONOUN.search(rest) else None
                if spoken == ():
                    rest = self._spoken.named_in(first, rest, here)
                told = self._parts(
                    rest, here, spoken or before, alone=alone and not spoken, depth=depth + 1, said=said
                )
                return None if spoken and told is not None and asks_in(told) else told
            why = f"so {rest}" if separator == " so " else rest
            if left is None or self._unsure([left]):
                if left is not None and not hands_on(first) and self._remarks.are(why):
                    return [left]
                continue
            verbal = ellipses.CARRIED.match(first) or ellipses.CARRIED_AROUND.match(first)
            carried = first if verbal or not said else said
            left_out = " except " in left.text and _POINTS.search(rest) is not None
            meant = self._excepted(left.text) if left_out else left.things
            pair = tuple(dict.fromkeys((*before, *meant))) if _BOTH.match(rest) else ()
            meant = pair if len(pair) == 2 else meant
            like = after(same, first, left, meant)
            right = self._parts(rest, here, meant, alone=False, depth=depth + 1, said=carried, same=like)
            if right is not None and not self._unsure(right):
                if is_complaint_of(rest, right):
                    return [left]
                asked = "and" not in separator and is_rhetorical(first, left, rest, right)
                return right if asked else [left, *right]
            if self._remarks.are(why, said=not is_question(first)):
                return [left]
        return None

    def _unsure(self, told: Sequence[Done]) -> bool:
        """Whether a part asks back what may not be asked."""
        return any(asks(d.text) and not (self._asking and d.text.startswith("ask which ")) for d in told)

    def _excepted(self, plan: str) -> tuple[Thing, ...]:
        """What a plan text leaves out of a group, which `that one` means after it; no rooms."""
        ids = {
            self._vocabulary.ids.get(label)
            for label in plan.partition(" except ")[2].partition(":")[0].split(", ")
        }
        return tuple(t for t in self._vocabulary.world.things if t.id in ids)

    def _kept(self, sentence: str, here: str | None, *, alone: bool) -> list[Done] | None:
        """`turn off the lights but leave the lamp on`: all but what stays as it is."""
        found = _LEFT_ALONE.match(sentence)
        if found is None:
            return None
        first, kept, rest = found[1], found[2] or found[3], found[4]
        if self._referents.places.named(kept):
            also = re.fullmatch(r",? and ((?:the |my |our )?.+)", rest)
            if also is not None and self._referents.places.named(also[1]):
                kept, rest = f"{kept} and {also[1]}", ""
            told = self._parts(f"{courteous(first)} except {kept}", here, (), alone=alone)
            return (told or []) if not rest else []
        stays = self._referents.find(kept, here)
        if not isinstance(stays, Found):
            return []
        told = self._parts(courteous(first), here, (), alone=alone)
        if told is not None and any(t in stays.things for d in told for t in d.things):
            told = self._parts(f"{courteous(first)} except {kept}", here, (), alone=alone)
        if told is None or asks_in(told) or any(t in stays.things for d in told for t in d.things):
            return None
        if any(type_of(t) == "scene" for d in told for t in d.things):  # which may change what is to stay
            is_on = found[2] is not None and _STAYS_ON.match(sentence, found.end(2)) is not None
            lit = self._clauses.command(f"turn on {kept}", here, (), alone=False) if is_on else None
            if is_on and lit is None:
                return []
            told = [*told, lit] if lit is not None else told
        more = re.sub(r"^(?:,| and|, and) ", "", rest)
        if not more:
            return told
        others = self._parts(courteous(more), here, told[-1].things, alone=False, depth=1)
        return None if others is None or asks_in(others) else [*told, *others]

    def _after_colon(self, sentence: str, here: str | None, *, alone: bool) -> list[Done] | None:
        """`kitchen light: 40 percent`: what stands before a colon is a device, a room, a list, or a verb."""
        first, rest = sentence.split(": ", 1)
        where = self._referents.places.named(first)
        if where and len(where) == 1 and where[0] in self._vocabulary.room_labels:
            rest = f"set the temperature to {rest}" if ellipses.VALUE.fullmatch(rest) else rest
            told = self._parts(rest, where[0], (), alone=True)
            inside = told and all(self._referents.places.holds(where, t.room) for d in told for t in d.things)
            return told if inside and not asks_in(told or ()) else None
        if self._remarks.are(first):
            return self._parts(rest, here, (), alone=alone)
        added = _ADDED.fullmatch(first)
        listed = self._referents.find(added[1] if added else first, here)
        if isinstance(listed, Found) and all(t.find_action("add") for t in listed.things):
            name = added[1] if added else first
            tries = (
                [f"{rest} to {name}", f"{rest} from {name}"]
                if OWN_VERB.match(rest)
                else [f"add {rest} to {name}"]
            )
        else:
            tries = [f"{first} {rest}", f"{first} to {rest}", f"{first}, {rest}"]
        for text in tries:
            told = self._parts(text, here, (), alone=alone)
            if told is not None and not asks_in(told):
                return told
        return None

    def _in_place(self, sentence: str, *, alone: bool) -> list[Done] | None:
        """A sentence of several parts with one room said at its beginning or its end."""
        if not PARTS.search(sentence):
            return None
        places = self._referents.places
        suffix = places.suffix(sentence)
        found = (m for pattern in _FIRST_PLACES for m in pattern.finditer(sentence))
        first = next((m for m in found if places.named(m[1].removeprefix("for ")) is not None), None)
        if first is not None:
            where, rest = places.named(first[1].removeprefix("for ")), sentence[first.end() :]
        elif suffix:
            where, rest = places.take(sentence)[0], sentence.removesuffix(suffix).strip(" ,")
            if any(places.suffix(part) for part in PARTS.split(rest)):
                return None
        else:
            return None
        if not where or len(where) != 1 or where[0] not in self._vocabulary.room_labels:
            return None
        told = self._parts(courteous(rest), where[0], (), alone=alone)
        if told is None or not all(d.things for d in told):
            return None
        there = [all(places.holds(where, t.room) for t in d.things) for d in told]
        if not any(there) or any(asks(d.text) for d, near in zip(told, there, strict=True) if near):
            return None
        return [d if near else self._absent(d, where[0]) for d, near in zip(told, there, strict=True)]

    @staticmethod
    def _absent(done: Done, room: str) -> Done:
        """The refusal of what is not in the room that is spoken of."""
        return Done(f'refuse unknown "{type_of(done.things[0])} in {room}"', ())
