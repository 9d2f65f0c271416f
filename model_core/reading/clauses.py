"""One clause of a command to its plan text: the reading whose words mean something in this home."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from model_core.language.vocabulary import Vocabulary
from model_core.reading import commands, relative, roles, room_orders, wishes
from model_core.reading.commands import Command
from model_core.reading.determiners import without_the
from model_core.reading.naming import ends_in_type, meaningful
from model_core.reading.nouns import NOUNS, THINGS
from model_core.reading.outcomes import asks, refuses
from model_core.reading.question_forms import is_question
from model_core.reading.quoted import is_plain
from model_core.reading.referents import Found, Meaning, Missing, Referents, Several
from model_core.retrieval.candidates import Candidates
from model_core.retrieval.words import words
from model_core.world import Request, Thing

_IMPLIED = {
    "brightness": frozenset({"light"}), "volume": frozenset({"speaker", "television"}),
    "muted": frozenset({"speaker", "television"}), "target_temperature": frozenset({"thermostat"}),
    "target_humidity": frozenset({"humidifier", "dehumidifier"}), "color_temperature": frozenset({"light"}),
}  # fmt: skip
"""Types that are meant where only a property is said."""

_NAME = re.compile(r"[a-z']+(?: [a-z']+){0,3}")
_VAGUE = re.compile(
    r"\b(?:sing|holler|yell|shout|no|go|er|um|uh|so|please|ok|it|them|that|this|those|these|one|ones|thing|things|stuff|everything|all|both|other|others|music|song|"
    r"sound|noise|news|playlist|album|timer|timers|alarm|reminder|volume|brightness|temperature|water|heat|power|"
    r"electricity|subtitles|and|or|but|not|if|when|on|off|to|at|in|for|with|me|him|her|us|eyes|door|doors|window|"
    r"windows|flat|house|home|room|mind|business|shop|mouth|up|down|out|back|again|"
    r"lot|need|needs|want|wants|engine|swing)\b"
)
"""What is no device's name, or can be said of many."""

_LEFT_OUT = r"(?:except|but|apart from|other than|besides|excluding|bar|save|just not|only not) .+"
_PARTICLE_FIRST = re.compile(
    r"^(.+?)(?<! and),? "
    r"(on|off|out|(?:up|down)(?: (?:a bit|a little|a touch|a notch|a tad|slightly|a lot))?|"
    r"open|closed|shut|locked|unlocked|halfway|to [0-9.]+(?: percent| degrees)?)"
    r"(,? (?:(?:(?:in|on|at) (?:the |my |our )?[a-z].*?|upstairs|downstairs|everywhere|here|"
    rf"(?:throughout|all over|across) (?:the |my |our )?(?:whole |entire )?[a-z]+)(?:,? {_LEFT_OUT})?|"
    rf"{_LEFT_OUT}))$"
)
"""`all lights off in the hall`: where the words that say which come after what is to be done with them."""
_TWO_STATES = re.compile(
    r"^(?:kill|cut|(?:turn|switch|shut|put) (?:on|off|out)|open|close|mute|pause|stop|start) "
    r".*\band .* (?:on|off|open|closed|shut)$"
)
"""A verb for what comes first, and after `and` another state: two clauses."""
_TWO_TOLD = re.compile(
    r"^.+ (?:on|off|open|closed|shut|locked|unlocked), (?!in |on |at )[a-z].*"
    r" (?:on|off|up|down|open|closed|shut|locked|unlocked|to \d[a-z0-9 ]*)$"
)
"""What is to be on or off on either side of a comma: two clauses."""
_HALF_UP = re.compile(r" (?:up|down) (?=half ?way\b)")
"""The way that half of it goes; `up by half` goes on from where it is."""
_AND_STATE = re.compile(r"\band\b.*\b(?:on|off|up|down|open|closed|shut|locked|unlocked)\b")
"""Begins what is to be in another place, where there is one state already."""
_BUT_STATE = re.compile(rf"^,? {_LEFT_OUT} (?:on|off|up|down|open|closed|shut|locked|unlocked)$")
"""What is to be otherwise: more than an exception."""
_OUT_THERE = re.compile(
    r"\b(?:out|up|down|over|round|back|through) (?=(?:in|on|at|by) (?:the|my|our) |here\b)"
)
"""`the lamp up in the attic`: the way there adds nothing to where it is."""
_ON_TOO = re.compile(
    r"^(?:turn|switch|put|stick|pop|whack|fire|get) on (?!at\b).+|"
    r"^(?:turn|switch|put|stick|pop|whack|get) .+? on (?:at|to|with|in|and)\b|"
    r"^[a-z ]+? on(?:,| at| to| with| and) "
)
_ON_AND = re.compile(r"\bon(?:,| .*\band\b| and\b| with\b)")
_SOMEBODY = re.compile(r"(?:me|us|him|her|them|some|any|no|more|less)\b")
_JOINED = re.compile(r",|\b(?:and|or|the|a|an|my|our)\b")
_TOLD_OF = re.compile(r"\b(?:still|already)\b|,| and | then ")
"""Tells how something is, or of more than one thing."""
_SETS = re.compile(r"^(?:(?:change|set|adjust|make|alter) )?(?:the )?")
_FROM = re.compile(
    r"(?:from|of|in|on|at|by|for|with|to) |(?:turn|switch|set|put)(?:$| (?:on|off|up|down|the|my|our)\b)"
)
"""How no name begins."""
_REPEATS = re.compile(r"(?:play|do|say|repeat|once|try|skip|add|put|get)\b")
_MOST_KNOWN = 1000
"""Clauses that are kept: a sentence is tried in several ways that share most of theirs."""
_PRONOUNS = frozenset(
    {
        "it",
        "them",
        "that",
        "those",
        "these",
        "him",
        "her",
        "both",
        "both of them",
        "all of them",
        "that one",
        "them all",
    }
)


@dataclass(frozen=True, slots=True)
class Done:
    """The plan text of one clause and the devices it is about."""

    text: str
    things: tuple[Thing, ...]


class Part(Protocol):
    """Reads clauses of one sort."""

    def read(self, clause: str, here: str | None, /) -> Done | None:
        """The plan for a clause of that sort, said in the room `here`; None for any other."""
        ...


class Clauses:
    """Reads single clauses in one home."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        referents: Referents,
        parts: Sequence[Part] = (),
        *,
        last: Part | None = None,
        is_word: Callable[[str], bool] = lambda _word: True,
    ) -> None:
        """`parts` read what is no command to a device's own properties; they come first.

        `last` reads what nothing else does; `is_word` tells English words from mistyped ones.
        """
        self._known: dict[object, Done | None] = {}
        self._last = last
        self._is_word = is_word
        self._vocabulary = vocabulary
        self._referents = referents
        self._parts = tuple(parts)
        self._candidates = Candidates(vocabulary)
        things = vocabulary.world.things
        called = {w for t in things for n in (t.name, *t.aliases) for w in words(n)}
        offers = {n.replace("_", " ") for t in things for n in roles.own_names(t, read=True)}
        offered = {w for name in offers for w in words(name)}
        self._familiar = (called - {w for n in referents.places.names for w in words(n)}) | offered
        """Words that tell what is here, beside those for rooms."""

    def command(
        self, clause: str, here: str | None, before: Iterable[Thing] = (), *, alone: bool
    ) -> Done | None:
        """The plan for a clause; `before` are the devices of the clause before it, which `it` means.

        `alone`: nothing was said before, so that a device may be implied.
        """
        told = tuple(before)
        key = (clause, here, tuple(t.id for t in told), alone)
        if key not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[key] = self._told(clause, here, told, alone=alone)
        return self._known[key]

    def _told(self, clause: str, here: str | None, before: tuple[Thing, ...], *, alone: bool) -> Done | None:
        if _TWO_STATES.match(clause) or _TWO_TOLD.match(clause):
            return None
        clause = _HALF_UP.sub(" ", clause)
        done = self._once(clause, here, before, alone=alone)
        if done is None and clause.endswith(" again") and not _REPEATS.match(clause):
            done = self._once(clause.removesuffix(" again"), here, before, alone=alone)
        return done if done is not None and is_plain(done.text) else None

    def _once(self, clause: str, here: str | None, before: Iterable[Thing], *, alone: bool) -> Done | None:
        lit = self._inside(clause, here) if clause.startswith(("dim ", "brighten ")) else None
        done = lit or self._command(clause, here, before, alone=alone)
        if done is not None and relative.is_step_taken_for_value(clause, done.text):
            done = None
        if done is not None and not refuses(done.text):
            return _switched_on(clause, done)
        for plainly in relative.plainly(clause):
            told = self._command(plainly, here, before, alone=alone)
            if told is not None and not refuses(told.text):
                return _switched_on(clause, told)
        if self._is_numbered_name(clause):
            return done
        moved = _PARTICLE_FIRST.match(clause)
        if moved is not None and not _AND_STATE.search(moved[3]) and not _BUT_STATE.search(moved[3]):
            done = self._moved(moved, here, before, alone=alone) or done
        nearer = _OUT_THERE.sub("", clause) if done is None and not _AND_STATE.search(clause) else clause
        done = self._once(nearer, here, before, alone=alone) if nearer != clause else done
        if done is None or done.text.startswith("refuse unknown "):
            done = self._inside(clause, here) or done
        loose = self._last.read(clause, here) if done is None and self._last is not None else None
        if loose is not None and relative.is_step_taken_for_value(clause, loose.text):
            return None
        return done if loose is None else _switched_on(clause, loose)

    def _moved(
        self, moved: re.Match[str], here: str | None, before: Iterable[Thing], *, alone: bool
    ) -> Done | None:
        """What comes of `heater on in the hall` as `heater in the hall on`; unknown is the heater."""
        done = self._command(moved.expand(r"\1\3 \2"), here, before, alone=alone)
        name, place = without_the(moved[1]), moved[3].strip(" ,")
        there = self._referents.places.named(place) is not None
        if there and done is not None and done.text == f'refuse unknown "{name}{moved[3]}"':
            return Done(f'refuse unknown "{name}"', ())
        parted = re.search(r"[,;]| and | then ", moved[3])
        return None if parted and done is not None and refuses(done.text) else done

    def _command(self, clause: str, here: str | None, before: Iterable[Thing], *, alone: bool) -> Done | None:
        for part in self._parts:
            read = part.read(clause, here)
            if read is not None:
                return read
        if is_question(clause) or self._is_numbered_name(clause):
            return None
        spare: Done | None = None
        for command in commands.readings(clause):
            meaning = self._meaning(command, here, tuple(before), alone=alone)
            if meaning is None and command.about_device and self._is_strange(command.target):
                meaning = Missing(without_the(command.target))
            if meaning is None:
                continue
            sure = command.plain or (
                isinstance(meaning, Missing)
                and not _TOLD_OF.search(clause)
                and self._is_of_type(meaning.subject)
            )
            if isinstance(meaning, Missing) and not sure:
                continue
            text = wishes.plan(command.wish, meaning, self._vocabulary)
            if text is None:
                continue
            if isinstance(meaning, Found) and not refuses(text):
                return Done(text, meaning.things)
            things = () if isinstance(meaning, Missing) else meaning.things
            spare = spare or Done(text, things)
        return spare

    def _inside(self, clause: str, here: str | None) -> Done | None:
        """What is to be done with the lights or the door of a room, where only the room is named."""
        tried = (
            self._command(c, here, (), alone=True) for c in room_orders.of(clause, self._referents.places)
        )
        able = (d for d in tried if d is not None and d.things)
        return next((d for d in able if not refuses(d.text) and not asks(d.text)), None)

    def _is_numbered_name(self, clause: str) -> bool:
        """Whether a clause is no more than a name with a number: `curtains 2`, `change curtains 2`."""
        number = re.search(r" (\d+)$", clause)
        found = self._referents.find(_SETS.sub("", clause), None) if number else None
        if number is None or not isinstance(found, Found) or found.target:
            return False
        return any(name.endswith(f" {number[1]}") for t in found.things for name in (t.name, *t.aliases))

    def _meaning(
        self, command: Command, here: str | None, before: tuple[Thing, ...], *, alone: bool
    ) -> Meaning | None:
        def able(thing: Thing) -> bool:
            return command.wish.told(thing) is not None

        if not command.target:
            if before and not alone and command.role and not command.place:
                own = any(roles.find(t, command.role) is not None for t in before)
                return Found(before) if own else self._implied(command.role, here) or Found(before)
            room = here if not command.place else self._room(command.place)
            if (command.place and room is None) or not command.role or not (alone or command.place):
                return None
            return self._implied(command.role, room)
        if command.target in _PRONOUNS:
            return Found(before) if before else None
        found = self._referents.find(command.target, here, able)
        return found or self._lit(command) or self._warmed(command)

    def _lit(self, command: Command) -> Meaning | None:
        """The lights of a place, where a place alone is to have a colour or a brightness."""
        place = without_the(command.target)
        if self._referents.places.named(place) is None:
            return None
        every = [t for t in self._vocabulary.world.things if command.wish.can(t)]
        if not every or any(wishes.type_of(t) != "light" for t in every):
            return None
        return self._referents.find(f"the lights in the {place}", None, command.wish.can)

    def _warmed(self, command: Command) -> Meaning | None:
        """The thermostat of a place that is to be at a number that can be its warmth: `the bedroom to 17`."""
        places = self._referents.places.named(without_the(command.target))
        if places is None or command.wish.sure:
            return None
        inside = [t for t in self._vocabulary.world.things if self._referents.places.holds(places, t.room)]
        warmed = tuple(t for t in inside if wishes.type_of(t) == "thermostat" and _is_warmth(command, t))
        return Found(warmed) if len(warmed) == 1 else None

    def _room(self, place: str) -> str | None:
        """The one room that is said."""
        places = self._referents.places.named(place) or ()
        return places[0] if len(places) == 1 and places[0] in self._vocabulary.room_labels else None

    def _is_strange(self, words: str) -> bool:
        """Whether words name some device that nothing in the home resembles."""
        plain = re.sub(r"^(?:the|my|our|a|an) ", "", words)
        spelled = plain in THINGS or all(self._is_word(w) for w in plain.split())
        if (
            not spelled
            or _FROM.match(plain)
            or not meaningful(plain)
            or not _NAME.fullmatch(plain)
            or _VAGUE.search(plain)
        ):
            return False
        return not self._candidates(Request(self._vocabulary.world, plain))

    def _is_of_type(self, subject: str) -> bool:
        """Whether what is missing is called by the noun of a type, and told apart by words for no device."""
        which = without_the(subject).split()[:-1]
        if not which or _FROM.match(subject) or _SOMEBODY.match(subject) or _JOINED.search(subject):
            return False
        return self._familiar.isdisjoint(which) and any(ends_in_type(subject, n) for n in NOUNS.values())

    def _implied(self, role: str, here: str | None) -> Meaning | None:
        """The devices that a property alone means: those here, else the only one there is."""
        types = _IMPLIED.get(role, frozenset())
        things = tuple(
            t
            for t in self._vocabulary.world.things
            if wishes.type_of(t) in types and roles.find(t, role) is not None
        )
        near = tuple(t for t in things if here is not None and t.room == here)
        if role in {"brightness", "color_temperature"} and near:
            return self._referents.find("the lights", here, lambda t: t in near)
        chosen = near or things
        if len(chosen) == 1:
            return Found(chosen)
        return Several(chosen) if chosen and not near and here is None else None


def _is_warmth(command: Command, thing: Thing) -> bool:
    """Whether a number without a unit can be the warmth of a room."""
    warmth = roles.find(thing, "target_temperature")
    number = re.fullmatch(r"(\w+)=(\d+(?:\.\d+)?)", command.wish.told(thing) or "")
    return (
        warmth is not None
        and number is not None
        and number[1] == warmth.name
        and 10 <= float(number[2]) <= 30
    )


def _is_run(thing: Thing) -> bool:
    """Whether a machine is on or off beside the value it runs at; light is what it is at."""
    return roles.find(thing, "on") is not None and wishes.type_of(thing) != "light"


def _switched_on(clause: str, done: Done) -> Done:
    """With `on=true` where a machine is to be on and at a value in one breath."""
    if not _ON_TOO.search(clause) or not re.match(r"set (?!.*\bon=)[^:;]+: [^;]+$", done.text):
        return done
    if done.text.endswith("=true") and not _ON_AND.search(clause):
        return done  # `turn on the child lock on the washer` turns on no more than that
    if not done.things or not all(_is_run(t) for t in done.things):
        return done
    name = roles.find(done.things[0], "on")
    return Done(done.text.replace(": ", f": {name.name}=true, ", 1), done.things) if name else done
