"""Wishes in which something is missing, such as the value or the device: those are asked about."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from model_core.language.vocabulary import Vocabulary
from model_core.reading import roles, wishes
from model_core.reading.clauses import Done
from model_core.reading.determiners import without_the
from model_core.reading.errands import matches
from model_core.reading.phrases import blocks, filled
from model_core.reading.referents import Found, Referents, Several
from model_core.reading.wishes import Wish
from model_core.world import Kind, Thing

Able = Callable[[Thing], bool]
_ANY = Wish(lambda _thing: "any")
_SLOTS = {"t": "(?P<t>.+?)", "p": r"(?P<p>[a-z]+(?: [a-z]+)?)"}
_ENTERING = ("add", "add_item", "append")
_DEEDS: Mapping[str, tuple[str, ...]] = {
    "alarm": ("set_alarm", "add_alarm"),
    "navigate": ("navigate", "set_destination", "navigate_to"),
    "notify": ("notify", "send_message", "message"),
}
"""Actions that have to be told something."""
_TIME = re.compile(
    r"\d|\b(?:minutes?|hours?|seconds?|half|quarter|while|moment|soon|later|today|tonight|tomorrow|morning|noon|midday|"
    r"evening|midnight|bedtime|sunset|sunrise|dawn|dusk|daily|every|each|weekdays?|weekends?|weekly|\w+day|when|if|once|"
    r"before|after|until|till|as soon as)\b"
)
"""What says when."""
_DEFINITE = re.compile(r"(?:the|my|our|that) [a-z]")
_NO_DEVICES = frozenset({"light", "heat", "music", "sound", "film", "movie", "show", "wash", "door", "water"})
"""What may be spoken of as itself, and not as a device."""
_SETTABLE = frozenset(
    (
        *("light", "fan", "speaker", "television", "blind", "curtain", "heater", "air conditioner", "oven"),
        *("thermostat", "lock", "plug", "humidifier", "dehumidifier"),
    )
)
"""Types of which more than one thing can be set, or that nobody sets but to a value."""


def _patterns(block: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(filled(line, _SLOTS)) for line in blocks("unsaid")[block])


_SETTING, _DEVICE, _ENTRY = _patterns("setting"), _patterns("device"), _patterns("entry")
_ALONE = _patterns("setting alone")
_ANYTHING = _patterns("anything")
_TIMER, _NOTHING = _patterns("timer"), _patterns("nothing")
_ACTION = tuple(
    (_DEEDS[name], re.compile(filled(line, _SLOTS)))
    for name, _, line in (line.partition(": ") for line in blocks("unsaid")["action"])
)


class Unsaid:
    """Reads clauses of one home that leave something out."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents

    def read(self, clause: str, here: str | None) -> Done | None:
        """The question to ask back; None for a clause that is complete, or not understood."""
        return (
            self._setting(clause, here)
            or self._entry(clause, here)
            or self._action(clause, here, alone=False)
            or self._device(clause, here)
            or self._first(_ANYTHING, clause, here, _is_device)
            or self._timer(clause)
        )

    def whole(self, sentence: str, here: str | None, *, first: bool = True) -> Done | None:
        """The question about a sentence that begins a conversation: `switch it off` means nothing there.

        `first`: it stands as it was said.
        """
        nothing = any(p.fullmatch(sentence) for p in _NOTHING)
        if nothing:
            return Done("ask what", ())
        return (
            self.read(sentence, here)
            or self._action(sentence, here, alone=True)
            or self._setting_alone(sentence, here)
            or (self._named_alone(sentence, here) if first else None)
        )

    def _named_alone(self, sentence: str, here: str | None) -> Done | None:
        """No more than a device."""
        named = _DEFINITE.match(sentence) or (" " in sentence and self._referents.is_name(sentence))
        return self._asked(sentence, here, _is_device) if named else None

    def _setting(self, clause: str, here: str | None) -> Done | None:
        """A setting of a device is to be another, and not which."""
        for pattern in _SETTING:
            for groups in matches(pattern, clause):
                done = self._asked(str(groups["t"]), here, _having(str(groups["p"])))
                if done is not None:
                    return done
        return None

    def _setting_alone(self, clause: str, here: str | None) -> Done | None:
        """A setting is to be another, and neither which nor of what."""
        found = next((m for p in _ALONE if (m := p.fullmatch(clause))), None)
        has = _having(found["p"]) if found else None
        things = [t for t in self._vocabulary.world.things if wishes.type_of(t) in _SETTABLE]
        able = {t.id for t in things if has and has(t)}
        near = {t.id for t in things if t.id in able and here is not None and t.room == here}
        return self._only(lambda thing: thing.id in (near or able))

    def _entry(self, clause: str, here: str | None) -> Done | None:
        return self._first(_ENTRY, clause, here, _acting(_ENTERING))

    def _device(self, clause: str, here: str | None) -> Done | None:
        return self._first(_DEVICE, clause, here, lambda thing: wishes.type_of(thing) in _SETTABLE)

    def _first(
        self, patterns: tuple[re.Pattern[str], ...], clause: str, here: str | None, able: Able
    ) -> Done | None:
        for pattern in patterns:
            for groups in matches(pattern, clause):
                done = self._asked(str(groups["t"]), here, able)
                if done is not None:
                    return done
        return None

    def _action(self, clause: str, here: str | None, *, alone: bool) -> Done | None:
        """What an action needs to be told is left out; the device may be, where nothing else is said."""
        for names, pattern in _ACTION:
            for groups in matches(pattern, clause):
                able = _acting(names)
                said = groups.get("t")
                if not said and not alone:
                    continue
                done = self._asked(said, here, able) if said else self._only(able)
                if done is not None:
                    return done
        return None

    @staticmethod
    def _timer(clause: str) -> Done | None:
        """A timer or a reminder without its time."""
        found = any(p.fullmatch(clause) for p in _TIMER)
        return Done("ask what", ()) if found and not _TIME.search(clause) else None

    def _asked(self, phrase: str, here: str | None, able: Able) -> Done | None:
        """The question about the one device that words mean, or which one they mean."""
        if without_the(phrase) in _NO_DEVICES:
            return None
        meaning = self._referents.find(phrase, here, able)
        if isinstance(meaning, Found) and len(meaning.things) == 1 and able(meaning.things[0]):
            return Done(f"ask what: {self._vocabulary.labels[meaning.things[0].id]}", meaning.things)
        if isinstance(meaning, Several) and all(able(t) for t in meaning.things):
            text = wishes.plan(_ANY, meaning, self._vocabulary)
            return Done(text, meaning.things) if text else None
        return None

    def _only(self, able: Able) -> Done | None:
        """The question about the one device that can, or which of those it is to be."""
        chosen = tuple(t for t in self._vocabulary.world.things if able(t))
        if len(chosen) == 1:
            return Done(f"ask what: {self._vocabulary.labels[chosen[0].id]}", chosen)
        text = wishes.plan(_ANY, Several(chosen), self._vocabulary) if chosen else None
        return Done(text, chosen) if text else None


def _is_device(thing: Thing) -> bool:
    """Whether a thing is something to be set or moved."""
    return wishes.type_of(thing) not in {"scene", "list", "calendar", "phone"} and (
        any(p.writable for p in thing.properties) or bool(thing.actions)
    )


def _having(name: str) -> Able:
    def able(thing: Thing) -> bool:
        found = roles.spoken_property(thing, name)
        return found is not None and found.kind is not Kind.BOOLEAN

    return able


def _acting(names: tuple[str, ...]) -> Able:
    def able(thing: Thing) -> bool:
        found = next((a for n in names if (a := thing.find_action(n)) is not None), None)
        return found is not None and bool(found.arguments)

    return able
