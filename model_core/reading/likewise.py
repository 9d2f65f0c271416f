"""The same for another device in one sentence: `lamp to 30, the strip the same`, `same for the hall`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from model_core.errors import InvalidPlan
from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.plan import Assignment, GetStep, Op, RunStep, SetStep, Step, Word
from model_core.reading import ellipses, roles, values, wishes
from model_core.reading.clauses import Clauses, Done
from model_core.reading.naming import type_called
from model_core.reading.outcomes import asks, refuses
from model_core.reading.parting import OWN_VERB
from model_core.reading.peers import Peers
from model_core.reading.referents import Found, Meaning, Missing, Referents
from model_core.reading.repeating import Repeating
from model_core.reading.wishes import Wish
from model_core.world import Attribute, Kind, Thing

_WHAT = "|".join(sorted({*roles.SPOKEN, "level"}, key=len, reverse=True))
_SAME = rf"(?:the |that )?same(?: (?P<what>{_WHAT})| (?:thing|way|again|question))?"
_DO = r"(?:(?:do|put|set|make|turn|have|make it) )?(?:just |exactly )?"
_FORMS = (
    re.compile(rf"{_DO}{_SAME} (?:(?:goes )?for|with|to|on|in|at) (?P<t>.+?)(?: too| as well)?"),
    re.compile(rf"{_DO}(?P<t>.+?),?(?: (?:also|just|exactly|is|be|to|on|at|gets?|wants?))* {_SAME}"),
    re.compile(r"(?:do )?(?P<t>.+?),? (?:likewise|ditto)"),
    re.compile(r"(?:likewise|ditto)(?: for| with)? (?P<t>.+)"),
)
_TOO = re.compile(r"(?:and )?(?P<t>[^,]+?),? (?:too|as well|also|an'? all)")
_FOR = re.compile(rf"{_DO}{_SAME} (?:goes )?(?:for|with) ")
_PART = re.compile(r"\b(?:it|them|that|this|those|both|all|everything|one|ones|and|but|not)\b")
"""What is nothing to be found by its name."""
_LONGEST_NAME = 6
_LONGEST_PART = 14
"""Words of a name, and of a part in which one is looked for."""


@dataclass(frozen=True)
class Told:
    """What one part of a sentence said: its words, its plan text, and the devices that it was about."""

    words: str
    plan: str
    things: tuple[Thing, ...]


def after(told: Told | None, words: str, done: Done, things: tuple[Thing, ...]) -> Told:
    """What the next part may say is the same: a part that itself says so leaves that to the one before it."""
    if told is not None and any(form.fullmatch(words) for form in (*_FORMS, _TOO)):
        return told
    return Told(words, done.text, things)


def for_all(text: str, ways: Iterable[tuple[str, str, str]]) -> Iterable[tuple[str, str, str]]:
    """The ways to part a text in two: where it begins with `same for`, that with the most in it first."""
    return reversed(tuple(ways)) if _FOR.match(text) else ways


class Likewise:
    """Reads parts of sentences that only say for what else the part before holds, in one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents, clauses: Clauses, peers: Peers) -> None:
        self._vocabulary = vocabulary
        self._referents = referents
        self._clauses = clauses
        self._peers = peers
        self._repeating = Repeating(vocabulary)

    def read(self, text: str, here: str | None, told: Told) -> Done | None:
        """The plan of a part after what was told; None for any other."""
        for form in (*_FORMS, _TOO):
            found = form.fullmatch(text)
            if found is None or OWN_VERB.match(found["t"]):
                continue
            words, what = re.sub(r"^(?:the|my|our) ", "", found["t"]), found.groupdict().get("what")
            step = self._last(told.plan)
            meaning = self._meaning(words, here, told.things, step, sure=form is not _TOO)
            if meaning is None or (isinstance(meaning, Found) and set(meaning.things) & set(told.things)):
                continue
            said = self._in_words(words, meaning, here, told) if what is None else None
            if said is not None and not refuses(said.text):
                return said
            done = self._by_plan(step, meaning, what, told.things, any_type=form is not _TOO)
            if said is not None or done is not None:
                return said if done is None or (said is not None and refuses(done.text)) else done
        return None

    def _meaning(
        self, words: str, here: str | None, things: tuple[Thing, ...], step: Step | None, *, sure: bool
    ) -> Meaning | None:
        """What is to be the same; `sure`: what is not there may be called anything."""
        others = self._peers.others(words, here, things, step) if things else ()
        if others:
            return Found(others)
        found = self._referents.find(words, here)
        if isinstance(found, Missing):
            known = sure or type_called(words.rsplit(" ", 1)[-1]) is not None
            return found if known and not _PART.search(words) else None
        return found

    def _in_words(self, words: str, meaning: Meaning, here: str | None, told: Told) -> Done | None:
        """What the part before says, said of another device."""
        meant = meaning.things if isinstance(meaning, Found) else ()
        spoken = self._referents.find(words, here) == meaning
        name = words if spoken else " and ".join(self._vocabulary.labels[t.id] for t in meant)
        for full in self._in_full(name, told, here) if name else ():
            done = self._clauses.command(full, here, (), alone=False)
            if done is None or asks(done.text):
                continue
            if set(done.things) == set(meant) or (refuses(done.text) and not done.things):
                return done
        return None

    def _in_full(self, name: str, told: Told, here: str | None) -> Iterator[str]:
        """The words of the part before, with another name for the one in it."""
        said = told.words.split()
        for count in range(min(_LONGEST_NAME, len(said)), 0, -1) if len(said) <= _LONGEST_PART else ():
            for at in range(len(said) - count + 1):
                meant = self._referents.find(" ".join(said[at : at + count]), here)
                if isinstance(meant, Found) and set(meant.things) == set(told.things):
                    yield " ".join((*said[:at], name, *said[at + count :]))
                    return
        yield from ellipses.repeated(name, told.words)

    def _last(self, told: str) -> Step | None:
        try:
            step = parse(told, self._vocabulary).steps[-1]
        except InvalidPlan:
            return None
        return step if isinstance(step, SetStep | RunStep | GetStep) else None

    def _by_plan(
        self,
        step: Step | None,
        meaning: Meaning,
        what: str | None,
        things: tuple[Thing, ...],
        *,
        any_type: bool,
    ) -> Done | None:
        """What a step of the part before tells its devices, told to others."""
        meant = meaning.things if isinstance(meaning, Found) else ()
        if step is None or not things:
            return None
        if not any_type and {wishes.type_of(t) for t in meant} != {wishes.type_of(t) for t in things}:
            return None
        if isinstance(step, GetStep):
            text = self._repeating.repeat(step, meant)
        else:
            wish = self._wish(step, what, things[-1])
            text = wishes.plan(wish, meaning, self._vocabulary) if wish is not None else None
        return Done(text, meant) if text is not None else None

    def _wish(self, step: Step, what: str | None, source: Thing) -> Wish | None:
        if isinstance(step, RunStep):
            role = step.action
            plain = what is None and not step.arguments
            return (
                Wish(lambda t: f"run {role}" if t.find_action(role) else None, sure=False) if plain else None
            )
        if not isinstance(step, SetStep):
            return None
        named = roles.spoken_property(source, what) if what is not None else None
        wanted = [a for a in step.assignments if named is None or a.property == named.name]
        if what == "level":
            wanted = [a for a in wanted if isinstance(a.value, int | float) and not isinstance(a.value, bool)]
        elif what is not None and named is None:
            return None

        def told(thing: Thing) -> str | None:
            texts = [_assigned(a, source, thing) for a in wanted]
            return ", ".join(t for t in texts if t) if all(texts) else None

        return Wish(told) if wanted else None


def _assigned(assigned: Assignment, source: Thing, thing: Thing) -> str | None:
    """What another device is told for what one was told, by the names of its own properties."""
    value, name = assigned.value, assigned.property
    role = next((r for r in roles.PROPERTIES if (p := roles.find(source, r)) and p.name == name), name)
    own = roles.find(thing, role) if role in roles.PROPERTIES else None
    own = own or next((p for p in thing.properties if p.name == name and p.writable), None)
    if isinstance(value, bool):
        if own is not None and own.kind is Kind.BOOLEAN:
            return f"{own.name}{'=true' if value else '=false'}"
        if role == "on":
            return wishes.switched(on=value).told(thing)
        return wishes.moved(open_it=value).told(thing) if role == "open" else None
    if isinstance(value, int | float):
        if own is None and role == "position" and value in {0, 100}:
            return wishes.moved(open_it=value > 0).told(thing)
        said = values.Amount(float(value), assigned.unit)
        if own is None and assigned.op is Op.ASSIGN:
            own = _of_range(values.fitting(thing, said), value)
        text = values.written(own, said) if own is not None else None
        return None if own is None or text is None else f"{own.name}{text.replace('=', assigned.op.value, 1)}"
    if own is None:
        return None
    if isinstance(value, Word):
        return f"{own.name}={value}" if roles.is_number(own) or value is Word.PREVIOUS else None
    text = values.written(own, values.Choice(str(value).casefold()))
    return None if text is None else f"{own.name}{text}"


def _of_range(own: Attribute | None, value: float) -> Attribute | None:
    """The property, where it can have the value: kelvin are no brightness."""
    if own is None or value < (value if own.minimum is None else own.minimum):
        return None
    return own if value <= (value if own.maximum is None else own.maximum) else None
