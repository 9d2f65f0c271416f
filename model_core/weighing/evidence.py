"""What speaks for a plan and against it: words it does not account for, and what it has that was not said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from model_core.language.vocabulary import Vocabulary
from model_core.plan import AdjustStep, CancelStep, LaterStep, Plan, Reason, RefuseStep, Step, TellStep
from model_core.retrieval import associations
from model_core.retrieval.words import words
from model_core.weighing import parts
from model_core.weighing.equals import equals
from model_core.weighing.said import NUMBER, TIME, Listening, Said, meaningful, things
from model_core.weighing.signs import against, of
from model_core.world import Request, Thing

_STRONG = 3.0
"""Strength of an association that accounts for a word."""
_ASSOCIATED = 0.8
"""How far one may account for it."""
_USUAL = frozenset((0.0, 50.0, 100.0))
"""Numbers that are said in words: off, half, fully."""
_FEW = 3
"""Devices of one step that are looked at for better abilities."""
_MOST = 3.0

Features = Mapping[str, float]


def total(told: Features, weights: Mapping[str, float]) -> float:
    """What features come to by their weights; one without a weight counts nothing."""
    return sum(weights.get(name, 0.0) * value for name, value in told.items())


class Evidence:
    """Computed once for a home; gives the features of each plan for a request."""

    def __init__(self, vocabulary: Vocabulary, is_word: Callable[[str], bool]) -> None:
        """`is_word` tells English words from mistyped ones."""
        self._home = Listening(vocabulary, is_word)

    def __call__(self, request: Request, plans: Sequence[Plan]) -> list[Features]:
        """The features of each plan by name; one that is not there is 0."""
        said = self._home(request)
        return [dict(self._features(plan, said)) for plan in plans]

    def equals(self, request: Request, plan: Plan) -> tuple[Thing, ...]:
        """The device that the plan moves and those that no word tells from it, as in `equals.py`."""
        return equals(plan, request, self._home)

    def _features(self, plan: Plan, said: Said) -> Iterator[tuple[str, float]]:
        steps = tuple(parts.flat(plan.steps))
        act = parts.act(plan)
        counts = {
            **self._unaccounted(steps, said),
            "question": float(said.is_question),
            "follows": float(said.follows),
            "timed": float(said.is_timed),
            "alone": self._alone(steps, said),
            "better": self._better(steps, said),
            "able": self._able(steps, said),
            "tied": self._tied(plan, steps, said),
        }
        yield act, 1.0
        yield from ((f"{act}:{name}", count) for name, count in counts.items())
        yield "conflict", self._elsewhere(steps, said)
        yield from self._values(plan, steps, said)
        yield from self._manner(plan, steps, said)
        yield from self._unknown(plan)

    def _unaccounted(self, steps: Sequence[Step], said: Said) -> dict[str, float]:
        """Words that no part of the plan accounts for, by what they could have named."""
        support: dict[str, float] = {}
        for step in steps:
            for word, strength in self._support(step, said):
                support[word] = max(support.get(word, 0.0), strength)
        left = dict.fromkeys(("home", "own", "thing", "other"), 0.0)
        for word, sure in said.words.items():
            if word in self._home.names:
                kind = "home"
            elif word in self._home.abilities:
                kind = "own"
            elif word in things():
                kind = "thing"
            elif sure == 1.0:
                kind = "other"
            else:
                continue
            left[kind] += sure * (1 - support.get(word, 0.0))
        return {kind: min(count, 2 * _MOST if kind == "other" else _MOST) for kind, count in left.items()}

    def _support(self, step: Step, said: Said) -> Iterator[tuple[str, float]]:
        abilities = {ability for ability, _ in parts.assigned(step)}
        types = set()
        for device in parts.devices(step):
            known = self._home.devices.get(device)
            if known is not None:
                types.add(known.type)
                own = (w for ability in abilities for w in known.own.get(ability, ()))
                yield from ((word, 1.0) for word in (*known.called, *known.place, *own))
        for table, meant in ((associations.TYPES, types), (associations.ABILITIES, abilities)):
            for word in said.words:
                strengths = associations.shipped(table).get(word, {})
                strongest = max((strengths.get(thing, 0.0) for thing in meant), default=0.0)
                yield word, min(_ASSOCIATED, strongest / _STRONG)
        yield from ((word, 1.0) for text in parts.texts(step) for word in words(text))
        if isinstance(step, LaterStep | CancelStep | AdjustStep | TellStep):
            yield from ((word, 1.0) for word in said.words if word in TIME)

    def _alone(self, steps: Sequence[Step], said: Said) -> float:
        """Devices that are named without a word for them."""
        alone = 0.0
        for step in steps:
            for device in () if getattr(step, "group", False) else parts.devices(step):
                known = self._home.devices.get(device)
                if known is not None:
                    spoken = max(said.surely(known.called), 0.8 if device in said.before else 0.0)
                    alone += 1 - max(spoken, min(0.6, said.types.get(known.type, 0.0) / (2 * _STRONG)))
        return min(alone, _MOST)

    def _better(self, steps: Sequence[Step], said: Said) -> float:
        """How much better the words fit a device that the plan leaves out."""
        named = _named(steps)
        inside = max((said.fit[d] for d in named if d in said.fit), default=0.0)
        outside = max((fit for d, fit in said.fit.items() if d not in named), default=0.0)
        return max(-2.0, min(2.0, outside - inside))

    def _able(self, steps: Sequence[Step], said: Said) -> float:
        """How much better the words fit another ability of a device of the plan."""
        worst = 0.0
        for step in steps:
            inside = {ability for ability, _ in parts.assigned(step)}
            for device in parts.devices(step)[:_FEW]:
                known = self._home.devices.get(device)
                if known is not None:
                    fit = {a: self._about(a, own, said) for a, own in known.own.items()}
                    mine = max((f for a, f in fit.items() if a in inside), default=0.0)
                    worst = max([worst, *(f - mine for a, f in fit.items() if a not in inside)])
        return min(2.0, worst)

    @staticmethod
    def _about(ability: str, own: frozenset[str], said: Said) -> float:
        return said.surely(own) + min(1.0, said.abilities.get(ability, 0.0) / (2 * _STRONG))

    @staticmethod
    def _tied(plan: Plan, steps: Sequence[Step], said: Said) -> float:
        """Whether others fit as well as the plan's devices; for a question, how far its choices are those."""
        named = _named(steps) & said.fit.keys()
        if not named:
            return 0.0
        best = max(said.fit[d] for d in named)
        equal = {d for d, fit in said.fit.items() if fit >= best - 1e-6 and fit > 0}
        if parts.act(plan) == "which":
            return len(equal & named) / len(equal | named)
        return float(bool(equal - named))

    def _elsewhere(self, steps: Sequence[Step], said: Said) -> float:
        """Devices outside of the rooms that are said, unless their names hold that room's."""
        if not said.places:
            return 0.0
        rooms, count = meaningful(said.places), 0
        for step in steps:
            for device in () if getattr(step, "group", False) else parts.devices(step):
                known = self._home.devices.get(device)
                count += known is not None and known.thing.room not in said.places and not known.name & rooms
        return min(float(count), _MOST)

    def _values(self, plan: Plan, steps: Sequence[Step], said: Said) -> Iterator[tuple[str, float]]:
        written = [frozenset(parts.numbers(step)) for step in steps]
        named = (self._home.devices[d] for d in _named(steps) if d in self._home.devices)
        names = {float(w) for known in named for w in (*known.name, *known.place) if NUMBER.fullmatch(w)}
        left = min(float(len(said.numbers.difference(names, *written))), 2.0)
        strange = sum(1 for some in written if some and not some & (said.numbers | _USUAL))
        yield "strange", min(float(strange), 2.0)
        yield "left", left
        yield "left:later", left * (parts.act(plan) == "later")
        unmeant = unsaid = 0.0
        for step in steps:
            for ability, text in parts.assigned(step):
                own = {w for d in parts.devices(step) if d in self._home.devices for w in
                       self._home.devices[d].own.get(ability, ())}  # fmt: skip
                unmeant += 1 - min(1.0, max(said.surely(own), self._about(ability, frozenset(), said)))
                unsaid += bool(meaningful((text,))) and not said.surely(words(text))
        yield "unmeant", min(unmeant, _MOST)
        yield "unsaid", min(unsaid, 2.0)

    def _manner(self, plan: Plan, steps: Sequence[Step], said: Said) -> Iterator[tuple[str, float]]:
        done = [sign for step in steps for sign in of(step)]
        yield "signs", sum(min(4.0, said.signs.get(sign, 0.0)) for sign in done) / max(1, len(done))
        yield "opposite", min(_MOST, max((against(sign, said.signs) for sign in done), default=0.0))
        yield "twice", float(len(set(plan.steps)) < len(plan.steps))
        yield "group", float(any(getattr(step, "group", False) for step in steps))
        yield "mixed", float(any(isinstance(step, RefuseStep) for step in plan.steps[1:]))
        yield "exceptless", float(said.has_exception and " except " not in plan.text)
        named = _named(steps)
        yield "after", float(bool(said.before) and not said.before & named)
        rooms = {self._home.devices[d].thing.room for d in named if d in self._home.devices}
        if said.room is not None and not said.places and rooms:
            yield "here", float(rooms == {said.room})
            yield "away", float(said.room not in rooms)

    def _unknown(self, plan: Plan) -> Iterator[tuple[str, float]]:
        """What is refused as unknown, and whether the home knows it."""
        refused = [s.subject for s in plan.steps if isinstance(s, RefuseStep) and s.reason is Reason.UNKNOWN]
        if refused:
            subject = meaningful(refused)
            yield "unknown:known", len(subject & self._home.names) / max(1, len(subject))
            yield "unknown:a thing", float(bool(subject & things() - self._home.names))
            yield "unknown:long", float(any(len(s.split()) > 4 for s in refused))
            yield "unknown:empty", float(not subject)


def _named(steps: Sequence[Step]) -> frozenset[str]:
    return frozenset(device for step in steps for device in parts.devices(step))
