"""What no plan that was read may do: those are left to the model."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model_core.language.vocabulary import Vocabulary
from model_core.plan import Assignment, GetStep, LaterStep, Op, Plan, RefuseStep, RunStep, SetStep
from model_core.reading.naming import meaningful
from model_core.reading.nouns import NOUNS
from model_core.reading.opposites import OPPOSED, qualifiers
from model_core.reading.people import People
from model_core.reading.text import plain
from model_core.reading.wishes import type_of
from model_core.retrieval.words import words
from model_core.world import Request, Thing

_NUMBERED = re.compile(r"([^\W\d]+) \d+\b")
_NUMBER_BEHIND = re.compile(r"([^\W\d]+) (\d+(?:\.\d+)?)\b(?! ?(?:percent|%|degrees))")
_TOLD_NUMBER = re.compile(
    r"(?<!quarter)(?<!half)(?<!\d) (?:to|like) (\d+)(?![\w.:/])"
    r"(?!(?: percent| degrees)?,? (?:\w{1,3} )?"
    r"(?:no|nah|sorry|wait|i mean|i meant|actually|rather|more|less|thirds|quarters|fifths)\b)"
)
_WHO = re.compile(r"\bwho\b")
"""Asks what somebody did: its numbers are not to be."""
_ELSEWHERE = re.compile(r"\b(?:refuse|ask|later)\b")
"""Steps that may leave a value out, or say it in another way."""
_WIDE = 50
"""How far values reach of which nobody says a bare digit behind a name: `gate 3` is a gate."""
_MANY = 10
"""From here on a number has more than a digit."""


class Vetoes:
    """Those against the plans of one home."""

    def __init__(self, vocabulary: Vocabulary, people: People) -> None:
        self._people = people
        self._things = {t.id: t for t in vocabulary.world.things}
        places = (*vocabulary.rooms, *vocabulary.floors)
        names = (*places, *(n for t in vocabulary.world.things for n in (t.name, *t.aliases)))
        self._words = frozenset(w for n in names for w in words(n))
        self._numbered = frozenset(word for n in names for word in _NUMBERED.findall(n.casefold()))

    def __call__(self, request: Request, plan: Plan) -> bool:
        """Whether a plan cannot be what was meant."""
        return (
            self._is_others(request, plan)
            or self._refuses_unsaid(request, plan)
            or self._goes_too_far(plan)
            or self._sets_to_a_name(request, plan)
            or _loses_a_value(request, plan)
            or self._is_opposed(request, plan)
        )

    def _is_others(self, request: Request, plan: Plan) -> bool:
        """Whether the plan is about somebody else's: of Ana's phone, where Ben's was spoken of."""
        owners = self._people.owners(request.utterance)
        strangers = self._people.strangers(request.utterance)
        if not owners and not strangers:
            return False
        steps = (s for s in plan.steps if isinstance(s, SetStep | RunStep))
        things = [self._things[device] for device in {device for step in steps for device in step.devices}]
        names = (n for t in things for n in (t.name, *t.aliases, t.room or ""))
        known = " ".join((plan.text, *names)).casefold()
        nouns = (n for t in things for n in (t.type, t.name.casefold(), *NOUNS.get(type_of(t), ())))
        kinds = {word for noun in nouns for word in noun.split()}
        owners |= {owner for owner, noun in strangers if noun in kinds}
        return bool(things) and any(f"{owner}'s" not in known for owner in owners)

    def _is_opposed(self, request: Request, plan: Plan) -> bool:
        """Whether a device is called by what excludes the words said: the right lamp for the left one."""
        said = plain(request.utterance, courtesies=True)
        unknown = [(w, frozenset(after)) for w, after in qualifiers(said) if w not in self._words and after]
        if not any(OPPOSED[w] & self._words for w, _ in unknown):
            return False
        for device in {device for step in _now_and_later(plan) for device in step.devices}:
            thing = self._things[device]
            called = meaningful(" ".join((thing.name, *thing.aliases)))
            nouns = called.union(*map(meaningful, NOUNS.get(type_of(thing), ())))
            opposed = (OPPOSED[w] & called for w, after in unknown if meaningful(" ".join(after)) & nouns)
            if any(others and others.isdisjoint(said.split()) for others in opposed):
                return True
        return False

    def _refuses_unsaid(self, request: Request, plan: Plan) -> bool:
        """Whether a sensor is refused for what was wished of what it measures: `the temperature to 21`."""
        refused = {device for s in plan.steps if isinstance(s, RefuseStep) for device in s.devices}
        sensors = [self._things[device] for device in refused if "sensor" in self._things[device].type]
        said = meaningful(plain(request.utterance)) if sensors else frozenset()
        return any(not meaningful(sensor.name) <= said for sensor in sensors)

    def _goes_too_far(self, plan: Plan) -> bool:
        """Whether a step is wider than all values that there are: 500 more of what goes from 0 to 100."""
        return any(_is_beyond(thing, assignment) for thing, assignment in self._assigned(plan))

    def _sets_to_a_name(self, request: Request, plan: Plan) -> bool:
        """Whether the number of a name was taken for a value: `bedroom 2` where there is a bedroom 1."""
        named = dict[float, str]()
        for word, number in _NUMBER_BEHIND.findall(plain(request.utterance)):
            named.setdefault(float(number), word)
        return any(
            named.get(value) is not None and self._is_name(named[value], value, thing, assignment.property)
            for thing, assignment in self._assigned(plan)
            if isinstance(value := assignment.value, int | float) and not isinstance(value, bool)
        )

    def _is_name(self, word: str, value: float, thing: Thing, name: str) -> bool:
        """Whether a number behind a word belongs to it, and is no value of the property."""
        found = thing.find_property(name)
        if found is None or word in name:
            return False
        lowest, highest = found.minimum, found.maximum
        is_wide = lowest is not None and highest is not None and highest - lowest >= _WIDE
        called = word in thing.name.casefold().split()
        return word in self._numbered or (called and is_wide and value < _MANY)

    def _assigned(self, plan: Plan) -> Iterator[tuple[Thing, Assignment]]:
        """Every device that is set now, with each of its new values."""
        for step in plan.steps:
            if isinstance(step, SetStep):
                yield from (
                    (self._things[d], assignment) for d in step.devices for assignment in step.assignments
                )


def _loses_a_value(request: Request, plan: Plan) -> bool:
    """Whether something was told a number of which the plan knows nothing."""
    if request.history or _ELSEWHERE.search(plan.text):
        return False
    said = plain(request.utterance)
    told = _TOLD_NUMBER.findall(said) if not _WHO.search(said) else ()
    return any(re.search(rf"(?<![\d.]){re.escape(number)}(?!\d)", plan.text) is None for number in told)


def _now_and_later(plan: Plan) -> Iterator[SetStep | RunStep | GetStep]:
    """The steps that are about devices, whenever they are due."""
    for step in plan.steps:
        if isinstance(step, LaterStep):
            yield from step.steps
        elif isinstance(step, SetStep | RunStep | GetStep):
            yield step


def _is_beyond(thing: Thing, assignment: Assignment) -> bool:
    found, step = thing.find_property(assignment.property), assignment.value
    if found is None or assignment.op not in {Op.ADD, Op.SUBTRACT} or not isinstance(step, int | float):
        return False
    return found.minimum is not None and found.maximum is not None and step > found.maximum - found.minimum
