"""One part of a sentence, as it stands or with what the part before it said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model_core.language.vocabulary import Vocabulary
from model_core.reading import ellipses
from model_core.reading.clauses import Clauses, Done
from model_core.reading.likewise import Likewise, Told
from model_core.reading.naming import type_called
from model_core.reading.outcomes import asks, refuses
from model_core.reading.parting import OWN_VERB
from model_core.reading.peers import Peers
from model_core.reading.quantified import the_others
from model_core.reading.referents import Found, Missing, Referents
from model_core.reading.roles import SPOKEN
from model_core.reading.told import is_certain
from model_core.reading.wishes import type_of
from model_core.world import Thing

_FEW = 3
_STATES = re.compile(r"(?:it|that|this)(?: is|'s) ")
"""Begins what is told: `open the gate, it's the postman`."""
_AT_VALUE = re.compile(
    r"(?:(?:set|put|turn|make|get|bring|have) )?(?:the |my |our )?"
    r"(?P<name>(?:(?!(?:i|we|you|it|is|are|be|not|no|the|a|an|to|at|on|off|and|or|with|for|of|one|other|"
    r"same|up|down|all|both|every)\b)[a-z']+ ){1,4})(?:up |down )?(?:(?:to|at|on) )?"
    r"(?:-?\d+(?: percent| degrees)?|half(?:way)?|full|max|low|medium|high|auto|red|blue|green|purple|yellow|"
    r"orange|pink|white|warm white|cool white)"
)
"""A name and the value that is wanted of what it names."""
_UNFINISHED = re.compile(r"(?:self| (?:by|to|at|for|with|of|from))$")
_OF_IT = re.compile(r"(?:the )?(volume|sound|brightness|speed) (?:up |down )?(?:at |to )?(\d+(?: percent)?)")


class OnePart:
    """Reads the parts of sentences in one home, each by itself."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents, clauses: Clauses) -> None:
        self._vocabulary = vocabulary
        self._referents = referents
        self._clauses = clauses
        self._peers = Peers(vocabulary, referents)
        self._same = Likewise(vocabulary, referents, clauses, self._peers)

    def read(
        self,
        text: str,
        here: str | None,
        before: tuple[Thing, ...],
        said: str,
        *,
        alone: bool,
        told: Told | None = None,
    ) -> Done | None:
        """The plan of one part, said in the room `here` after one about the devices `before`.

        `said`: the words of the part before it, and `told`: what may be the same; `alone`: there is none,
        and no conversation either.
        """
        of_room = None if alone else ellipses.property_alone(text, said)
        if of_room is not None:
            return self._clauses.command(of_room, here, (), alone=True) if of_room else None
        same = self._same.read(text, here, told) if told is not None else None
        if same is not None:
            return same
        text = self._peers.named(self._others(text, before), here, before)
        if len(before) == 1:
            other = self._other(before[0])
            text = ellipses.one_of_them(text, before[0], other, is_name=self._referents.is_name)
        of_it = _OF_IT.fullmatch(text)
        if of_it is not None and len(before) == 1:
            role = of_it[1].replace("sound", "volume")
            full = f"set the {role} of the {self._vocabulary.labels[before[0].id]} to {of_it[2]}"
            done = self._clauses.command(full, here, before, alone=False)
            if done is not None and not refuses(done.text):
                return done
        text = text if alone else ellipses.bare(text)
        label = self._vocabulary.labels[before[0].id] if len(before) == 1 else ""
        full_texts = tuple(ellipses.filled(text, before[0], label)) if label else ()
        owned = full_texts and ellipses.is_owned(text, before[0])
        done = self._certain(full_texts, here, before) if owned else None
        if done is not None:
            return done
        done = self._clauses.command(text, here, before, alone=alone)
        if owned and done is not None and done.text.startswith("refuse unknown "):
            return Done(f"refuse unable: {label}", before)  # `lower its awning`, of a car without one
        if (done is None or asks(done.text)) and not alone:
            done = self._beside(text, here, before) or self._certain(full_texts, here, before) or done
        done = done or self._scene(text, here) or self._missing_at_value(text, here)
        if done is not None or alone:
            return done
        return self._carried(text, here, said) or self._of_it(text, full_texts, here, before)

    def _of_it(
        self, text: str, full_texts: Sequence[str], here: str | None, before: tuple[Thing, ...]
    ) -> Done | None:
        """What the one device before is told without its name, or cannot do: `swing on`, `make it blink`."""
        if len(before) != 1 or _UNFINISHED.search(text) or before[0].find_action("add") is not None:
            return None
        label = self._vocabulary.labels[before[0].id]
        ways = full_texts or (f"{label} {text}", f"{text} on the {label}", f"{text} the {label}")
        if not full_texts and len(text.split()) > _FEW:
            return None
        for full in ways:
            done = self._clauses.command(full, here, before, alone=False)
            if done is None or done.things != before or asks(done.text):
                continue
            if not full_texts and (text in {"on", "off"} or done.text.startswith(("get ", "check "))):
                continue
            if full_texts or " " not in text or not refuses(done.text):
                return done
        return None

    def _others(self, text: str, before: tuple[Thing, ...]) -> str:
        """A part with `all the lights except the lamp` for `the other lights`, after one about the lamp."""
        kinds = {type_of(t) for t in before}
        if not before or len(before) > _FEW or len(kinds) != 1:
            return text
        return the_others(text, kinds.pop(), " and ".join(self._vocabulary.labels[t.id] for t in before))

    def _carried(self, text: str, here: str | None, said: str) -> Done | None:
        """One more thing to be done as the part before said."""
        if not said or OWN_VERB.match(text) or _STATES.match(text) or ellipses.VALUE.fullmatch(text):
            return None
        for full in ellipses.carried(text, said):
            done = self._clauses.command(full, here, (), alone=False)
            if done is not None and is_certain(done):
                return done
        return None

    def _scene(self, text: str, here: str | None) -> Done | None:
        """`the lights off and movie night`: the scene that is no more than named."""
        found = self._referents.find(text, None) if self._referents.is_name(text) else None
        named = found.things if isinstance(found, Found) else ()
        if len(named) != 1 or type_of(named[0]) != "scene":
            return None
        return self._clauses.command(f"activate {text}", here, (), alone=False)

    def _missing_at_value(self, text: str, here: str | None) -> Done | None:
        """The refusal of a device that is not there, and is to be at some value: `the porch light to 30`."""
        told = _AT_VALUE.fullmatch(text)
        name = told["name"].strip() if told is not None else ""
        if not name or type_called(name.rsplit(" ", 1)[-1]) is None or self._is_ability(name):
            return None
        gone = isinstance(self._referents.find(name, here), Missing)
        return Done(f'refuse unknown "{name}"', ()) if gone else None

    def _is_ability(self, name: str) -> bool:
        """Whether words are what some device can be told: `seat heating`, `heat`."""
        said = set(name.split())
        if name in SPOKEN:
            return True
        things = self._vocabulary.world.things
        return any(said <= set(p.name.split("_")) for t in things for p in t.properties)

    def _certain(self, texts: Sequence[str], here: str | None, before: tuple[Thing, ...]) -> Done | None:
        """The first of these texts that can be done."""
        tried = (self._clauses.command(full, here, before, alone=False) for full in texts)
        return next((d for d in tried if d is not None and not asks(d.text) and not refuses(d.text)), None)

    def _other(self, thing: Thing) -> str | None:
        """The label of the one other device of its type in a device's room."""
        near = (t for t in self._vocabulary.world.things if t.room == thing.room and t is not thing)
        peers = [t for t in near if type_of(t) == type_of(thing)]
        return self._vocabulary.labels[peers[0].id] if len(peers) == 1 else None

    def _beside(self, text: str, here: str | None, before: tuple[Thing, ...]) -> Done | None:
        """`priya's fan off, lamp on`: what is meant in the room that was spoken of."""
        rooms = {t.room for t in before}
        room = next(iter(rooms)) if len(rooms) == 1 else None
        there = ellipses.THERE.sub("", text)
        if room is None or (room == here and there == text):
            return None
        text = there
        done = self._clauses.command(text, room, (), alone=False)
        inside = done is not None and done.things and all(t.room == room for t in done.things)
        return done if inside and done is not None and not asks(done.text) else None
