"""The same for another device in one sentence: `lamp to 30, the strip the same`, `same for the hall`."""

from __future__ import annotations

import re

from model_core.errors import InvalidPlan
from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.plan import Assignment, GetStep, RunStep, SetStep, Step, Word
from model_core.reading import roles, values, wishes
from model_core.reading.alike import Alike
from model_core.reading.clauses import Done
from model_core.reading.referents import Found, Meaning, Missing, Referents
from model_core.reading.repeating import Repeating
from model_core.reading.wishes import Wish
from model_core.world import Kind, Thing

_WHAT = "|".join(sorted(roles.SPOKEN, key=len, reverse=True))
_SAME = rf"(?:the |that )?same(?: (?P<what>{_WHAT}|thing|way|again|question))?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?:(?:do|make it|have) )?{_SAME} (?:(?:goes )?for|with|to|on|in|at) (?P<t>.+?)(?: too| as well)?",
        rf"(?:do |put |set |make |turn )?(?P<t>.+?)(?: also)?(?: (?:to|on|at|gets?|wants?|is))? {_SAME}",
        r"(?:do )?(?P<t>.+?) (?:likewise|ditto)",
        r"(?:likewise|ditto)(?: for| with)? (?P<t>.+)",
    )
)
_TOO = re.compile(r"(?:and )?(?P<t>[^,]+?),? (?:too|as well|also|an all)")
_PART = re.compile(r"\b(?:it|them|that|this|those|both|all|everything|one|ones|and|but|not)\b")
"""What is nothing to be found by its name."""


class Likewise:
    """Reads parts of sentences that only say for what else the part before holds, in one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents, alike: Alike) -> None:
        self._vocabulary = vocabulary
        self._referents = referents
        self._alike = alike
        self._repeating = Repeating(vocabulary)

    def read(self, text: str, here: str | None, things: tuple[Thing, ...], told: str) -> Done | None:
        """The plan of a part after one whose plan text is `told`, about `things`; None for any other."""
        said = [m for form in _FORMS if (m := form.fullmatch(text)) is not None]
        step = self._last(told) if said and things else None
        if step is None:
            return None
        for found in said:
            what = found.groupdict().get("what")
            meaning = self._meaning(found["t"], here, things, step)
            done = self._repeated(step, meaning, what, things) if meaning is not None else None
            if done is not None:
                return done
        return None

    def too(self, text: str, here: str | None, things: tuple[Thing, ...], told: str) -> Done | None:
        """The plan of a part that only adds a device to the part before: `and the patio ones as well`."""
        found = _TOO.fullmatch(text)
        step = self._last(told) if found is not None and things else None
        if found is None or step is None:
            return None
        meaning = self._meaning(found["t"], here, things, step)
        if not isinstance(meaning, Found) or meaning.target:
            return None
        alike = {wishes.type_of(t) for t in meaning.things} == {wishes.type_of(t) for t in things}
        return self._repeated(step, meaning, None, things) if alike else None

    def _last(self, told: str) -> Step | None:
        try:
            step = parse(told, self._vocabulary).steps[-1]
        except InvalidPlan:
            return None
        return step if isinstance(step, SetStep | RunStep | GetStep) else None

    def _meaning(self, words: str, here: str | None, things: tuple[Thing, ...], step: Step) -> Meaning | None:
        others = self._alike.others(re.sub(r"^(?:the|my|our) ", "", words), here, things, step)
        if others:
            return Found(others)
        found = self._referents.find(words, here)
        return None if isinstance(found, Missing) and _PART.search(words) else found

    def _repeated(
        self, step: Step, meaning: Meaning, what: str | None, things: tuple[Thing, ...]
    ) -> Done | None:
        meant = meaning.things if isinstance(meaning, Found) else ()
        if isinstance(step, GetStep):
            text = self._repeating.repeat(step, meant)
        elif isinstance(meaning, Found) and set(meant) & set(things):
            return None
        else:
            text = wishes.plan(self._wish(step, what, things[-1]), meaning, self._vocabulary)
        return Done(text, meant) if text is not None else None

    def _wish(self, step: Step, what: str | None, source: Thing) -> Wish:
        def told(thing: Thing) -> str | None:
            if isinstance(step, RunStep):
                own = thing.find_action(step.action)
                return None if own is None or step.arguments else f"run {own.name}"
            if not isinstance(step, SetStep):
                return None
            spoken = roles.spoken_property(source, what) if what and what in roles.SPOKEN else None
            wanted = [a for a in step.assignments if spoken is None or a.property == spoken.name]
            texts = [_assigned(a, source, thing) for a in wanted]
            return ", ".join(t for t in texts if t) if texts and all(texts) else None

        return Wish(told)


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
        own = own or values.fitting(thing, said)
        text = values.written(own, said) if own is not None else None
        return None if own is None or text is None else f"{own.name}{text.replace('=', assigned.op.value, 1)}"
    if own is None:
        return None
    if isinstance(value, Word):
        return f"{own.name}={value}" if roles.is_number(own) or value is Word.PREVIOUS else None
    text = values.written(own, values.Choice(str(value).casefold()))
    return None if text is None else f"{own.name}{text}"
