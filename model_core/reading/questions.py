"""Questions about devices: states, values, numbers to compare with, and where something is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from model_core.language.vocabulary import Vocabulary
from model_core.reading import measures, roles, states, values
from model_core.reading.asking import LONE, Asking, named_by, owned, splits
from model_core.reading.clauses import Done
from model_core.reading.group_questions import GroupQuestions
from model_core.reading.home_questions import HomeQuestions
from model_core.reading.number_questions import NumberQuestions
from model_core.reading.question_forms import TABLE, forms, fronted, is_question, stated
from model_core.reading.referents import Found, Referents
from model_core.reading.rewording import WHO
from model_core.reading.room_questions import RoomQuestions
from model_core.reading.wishes import type_of
from model_core.world import Kind, Thing

_ARE = r"(?:is|are|was|were)"
_HOW, _VALUE = (next(iter(TABLE[block]))[1] for block in ("how", "value"))
_EITHER = re.compile(r"(?:currently )?(.+?),? or (?:is it |are they )?(.+)")
_SKIPS = re.compile(r"\b(?:next|previous|skip) (?:this |the )?(?:song|track|one|tune)$")
"""What a player is to go to, which asks for no title."""
_KEYED = frozenset({"locked", "unlocked", "locked up"})
_TAIL = re.compile(r" (?=(?:in|on|of|at|for) )")


class Questions:
    """Reads questions in one home; a statement or a command is none."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._asking = Asking(vocabulary, referents)
        self._groups = GroupQuestions(self._asking)
        self._home = HomeQuestions(self._asking)
        self._rooms = RoomQuestions(self._asking)
        self._numbers = NumberQuestions(self._asking, self._rooms)
        nouns = (p.name.replace("_", " ").casefold() for t in vocabulary.world.things for p in t.properties)
        self._last = {n.split()[-1] for n in (*nouns, *measures.NOUNS) if n}

    def read(self, clause: str, here: str | None) -> Done | None:
        """The plan for a question said in the room `here`."""
        if not is_question(clause) and _SKIPS.search(clause):
            return None
        for text, told in forms(clause):
            found = self._read(text, told, here)
            if found is not None:
                return found
        return None

    def terse(self, clause: str, here: str | None) -> Done | None:
        """The plan for words that a question mark alone makes a question: `kitchen light on`."""
        return (
            self.read(clause, here)
            or self._state(splits(clause), here)
            or self._value_of(f"what is {clause}", here)
            or self._home.entries(f"what is on {clause}", here)
        )

    def _read(self, text: str, statement: bool, here: str | None) -> Done | None:
        if statement:
            said = fronted(text)
            return (said and self._asked(said, here)) or self._state(stated(text), here)
        return self._asked(text, here)

    def _asked(self, text: str, here: str | None) -> Done | None:
        return (
            self._home.read(text, here)
            or self._rooms.read(text, here)
            or self._groups.read(text, here)
            or self._did(text, here)
            or self._numbers.read(text, here)
            or self._direct(text, here)
            or self._value(text, here)
            or self._either(text, here)
        )

    # states

    def _direct(self, text: str, here: str | None) -> Done | None:
        found = re.match(rf"{_ARE} (?:not )?(.+)", text)
        return self._state(splits(found[1]), here) if found else None

    def _either(self, text: str, here: str | None) -> Done | None:
        """`is the fan on or off`, `curtains open or closed`: the property that both words are values of."""
        if " or " not in text:
            return None
        for subject, rest in splits(re.sub(rf"^{_ARE} ", "", text)):
            found = _EITHER.fullmatch(rest)
            if found is None:
                continue

            def told(thing: Thing, one: str = found[1], other: str = found[2]) -> str | None:
                names = {_tested(states.test(thing, said)) for said in (one, other)}
                return names.pop() if len(names) == 1 else None

            read = self._of(subject, here, told)
            if read is not None:
                return read
        return None

    def _state(self, parted: Iterator[tuple[str, str]], here: str | None) -> Done | None:
        """Whether a subject is in a state, where only one way to part the two can be read."""
        found: dict[str, Done] = {}
        for subject, rest in parted:
            said, place = self._asking.placed(rest)
            ways = [(rest, subject)]
            if place:
                ways.append((said, f"{subject} {place}"))
            ways += [
                (rest[: cut.start()], f"{subject} {rest[cut.end() :]}")
                for cut in _TAIL.finditer(rest)
                if states.known(rest[: cut.start()])
            ]
            for state, phrase in ways:
                if not state:
                    continue
                read = self._is(phrase, state, here)
                if read is not None:
                    found[read.text] = read
        sure = {text: read for text, read in found.items() if not text.startswith(("ask", "refuse"))}
        chosen = sure or found
        return next(iter(chosen.values())) if len(chosen) == 1 else None

    def _is(self, subject: str, state: str, here: str | None) -> Done | None:
        known = states.known(state)
        if not known and not any(states.test(t, state) for t in self._asking.vocabulary.world.things):
            return None
        if state in _KEYED and (kept := self._room_kept(subject, state)) is not None:
            return kept
        part = self._part(subject, state, here) if known else self._choice(subject, state, here)
        return part or self._asking.one(
            "check", subject, here, lambda t: states.test(t, state), sure=known and len(state.split()) < 3
        )

    def _room_kept(self, subject: str, state: str) -> Done | None:
        """`is the garage locked`: the one lock of a room, where the room is said alone."""
        room = self._asking.room(subject, None)
        locks = [t for t in self._asking.vocabulary.world.things if t.room == room and type_of(t) == "lock"]
        test = states.test(locks[0], state) if len(locks) == 1 and room is not None else None
        label = self._asking.vocabulary.labels[locks[0].id] if test else ""
        return Done(f"check {label}: {test}", tuple(locks)) if test else None

    def _part(self, subject: str, state: str, here: str | None) -> Done | None:
        """A flag of a device by its own name: `the child lock of the oven is on`, `the trunk is open`."""
        told = states.flag(state)
        if told is None:
            return None
        for name, phrase in owned(subject):

            def test(thing: Thing, name: str = name) -> str | None:
                return states.flagged(thing, name, told)

            if any(test(t) for t in self._asking.vocabulary.world.things):
                if phrase:
                    found = self._asking.one("check", phrase, here, test, sure=False)
                elif self._is_device(name, state, here):
                    found = None
                else:
                    found = self._asking.alone("check", here, test)
                if found is not None:
                    return found
        return None

    def _is_device(self, phrase: str, state: str, here: str | None) -> bool:
        """Whether the words for a flag are also those for a device that can be in that state."""
        found = self._asking.find(phrase, here, lambda t: states.test(t, state))
        return isinstance(found, Found) and any(states.test(t, state) for t in found.things)

    def _choice(self, subject: str, state: str, here: str | None) -> Done | None:
        """The value of a property by its own name: `the light program of the aquarium is set to moon`."""
        said = re.sub(r"^(?:set to|set on|on|at|gone to) ", "", states.plain(state))
        for name, phrase in owned(subject):

            def told(thing: Thing, name: str = name) -> str | None:
                attribute = measures.named(thing, name)
                choice = values.choice_of(attribute, said) if attribute is not None else None
                return f"{attribute.name}={choice}" if attribute is not None and choice else None

            if any(told(t) for t in self._asking.vocabulary.world.things):
                found = (
                    self._asking.one("check", phrase, here, told, sure=False)
                    if phrase
                    else self._asking.alone("check", here, told)
                )
                if found is not None:
                    return found
        return None

    def _did(self, text: str, here: str | None) -> Done | None:
        """`did i leave the oven on`, `have we locked the door`."""
        for state, pattern in TABLE["done_by_itself"].of(text):
            done = pattern.fullmatch(text)
            if done and (read := self._is(done["t"], state, here)):
                return read
        begun = re.match(rf"(?:did|have|has) {WHO} (?:just )?(.+)", text)
        if not begun:
            return None
        said = begun[1]
        left = re.match(r"(?:leave|left|got|forget that|forgotten that) (.+)", said)
        if left:
            parted = stated(left[1]) if said.startswith("forg") else splits(left[1])
            return self._state(parted, here)
        forgot = re.match(r"(?:forget|forgotten|forgot|remember|remembered) to (.+)", said)
        said = forgot[1] if forgot else said
        for state, pattern in TABLE["done"].of(said):
            told = pattern.fullmatch(said)
            if told:
                wanted = f"not {state}" if forgot and forgot[0].startswith("forg") else state
                return self._is(told["t"], wanted, here)
        return None

    # values

    def _value(self, text: str, here: str | None) -> Done | None:
        for role, pattern in TABLE["alone_values"].of(text):
            if pattern.fullmatch(text):
                return self._asking.alone(
                    "get", here, _song if role == "title" else named_by(measures.of, role)
                )
        for key, pattern in TABLE["values"].of(text):
            found = pattern.fullmatch(text)
            if found is not None:
                read = self._get(found["t"] or found.groupdict().get("t2") or "", here, tuple(key.split()))
                if read is not None:
                    return read
        found = _HOW.fullmatch(text)
        if found:
            read = self._of(found["t"], here, named_by(measures.how, found["h"]))
            if read is not None:
                return read
        for _, pattern in TABLE["named"].of(text):
            found = pattern.fullmatch(text)
            if found:
                read = self._of(found["t"], here, named_by(measures.named, found["p"]))
                if read is not None:
                    return read
        set_to = re.fullmatch(r"what is (.+?) (?:set (?:to|at|on)|at)", text)
        return self._value_of(f"what is {set_to[1]}" if set_to else text, here)

    def _get(self, phrase: str, here: str | None, parts: tuple[str, ...]) -> Done | None:
        def told(thing: Thing) -> str | None:
            found = [p for r in parts if (p := measures.of(thing, r)) is not None]
            return found[0].name if found else None

        if parts == ("set",):
            return self._of(phrase, here, _what_was_set)
        if parts == ("only",):
            return self._of(phrase, here, _only_number)
        if parts == ("alarm",):
            return self._of(
                phrase, here, lambda t: next((n for n in ("alarm", "alarms") if t.find_property(n)), None)
            )
        if parts == ("location",):
            return self._where(phrase, here, told)
        return self._of(phrase, here, told)

    def _where(self, phrase: str, here: str | None, told: Callable[[Thing], str | None]) -> Done | None:
        """A device that does not tell where it is rings."""
        read = self._of(phrase, here, told)
        if read is not None:
            return read
        docked = self._of(phrase, here, _where_about)
        if docked is not None:
            return docked
        return self._asking.one(
            "run",
            phrase,
            here,
            lambda t: "ring" if type_of(t) == "phone" and t.find_action("ring") else None,
            sure=False,
        )

    def _of(self, phrase: str, here: str | None, told: Callable[[Thing], str | None]) -> Done | None:
        known = any(told(t) for t in self._asking.vocabulary.world.things)
        if not known and not re.search(r"\b(?:car|phone)$", phrase):
            return None
        return self._asking.one("get", phrase, here, told, sure=not known)

    def _value_of(self, text: str, here: str | None) -> Done | None:
        """`the humidity of the fan`, `the fan's humidity`, with or without words that ask."""
        found = _VALUE.fullmatch(text)
        if found is None:
            return None
        asked = not text.startswith(found["x"]) and not text.startswith("the ")
        if not asked and " on " in text:
            return None
        for name, phrase in owned(re.sub(r"^(?:my|our) ", "", found["x"])):
            if name.rsplit(" ", 1)[-1] not in self._last:
                continue

            def told(thing: Thing, name: str = name) -> str | None:
                attribute = measures.named(thing, name)
                return (
                    None
                    if attribute is None or (not asked and attribute.kind is Kind.BOOLEAN)
                    else attribute.name
                )

            if not any(told(t) for t in self._asking.vocabulary.world.things):
                continue
            if phrase:
                read = self._asking.one("get", phrase, here, told, sure=False)
                read = read or (self._rooms.measured(name, phrase, here) if asked else None)
            elif asked and (name in LONE or not (measures.is_named(name) or states.known(name))):
                read = self._asking.alone("get", here, told)
            else:
                read = None
            if read is not None:
                return read
        return None


def _what_was_set(thing: Thing) -> str | None:
    """What somebody sets on a device, where that is but one thing."""
    found = [
        p for r in ("target_temperature", "brightness", "volume", "mode") if (p := measures.of(thing, r))
    ]
    first = found[0].name if found else None
    return first if len(found) == 1 or type_of(thing) in {"thermostat", "oven"} else None


def _song(thing: Thing) -> str | None:
    """What tells which song is on, where songs are played."""
    found = measures.of(thing, "title") if type_of(thing) == "speaker" else None
    return found.name if found is not None else None


def _only_number(thing: Thing) -> str | None:
    """The one number that a device has to tell."""
    found = [p for p in thing.properties if roles.is_number(p)]
    return found[0].name if len(found) == 1 else None


def _tested(test: str | None) -> str | None:
    return re.split(r"[=<>!]", test)[0] if test else None


def _where_about(thing: Thing) -> str | None:
    """What tells where a robot is that has no location: whether it is docked."""
    state = thing.find_property("state")
    return "state" if state is not None and type_of(thing) in {"vacuum", "mower"} else None
