"""Families of kinds 6 to 14: plans parse, obey the grammar and do what was meant, history included."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

import model_core.train.families  # noqa: F401 - registers the families
from model_core.language.parse import parse
from model_core.plan import AskStep, CancelStep, GetStep, LaterStep, RefuseStep, RunStep, SetStep
from model_core.train.check import Acceptor, check, effects_of
from model_core.train.example import Example, Registered, registered
from model_core.train.families.furnish import furnish
from model_core.train.household import Household, make_household

_LATER = registered("train", range(6, 15))


def _examples(family: Registered, count: int, split: str = "train") -> Iterator[tuple[Household, Example]]:
    rng = random.Random(17)
    found = 0
    for number in range(900):
        home = furnish(make_household(rng, split=split), rng, always=number % 2 == 0).with_speaker(rng)
        example = family(home, rng)
        if example is not None:
            yield home, example
            found += 1
        if found == count:
            return
    assert found > 2, f"{family.name} wrote only {found} examples"


@pytest.mark.parametrize("split", ["train", "dev"])
@pytest.mark.parametrize("family", _LATER, ids=lambda f: f.name)
def test_plans_do_what_was_meant(family: Registered, split: str) -> None:
    for home, example in _examples(family, 8, split):
        check(example, home)
        acceptor = Acceptor(home.vocabulary)
        for plan in (example.plan, *(turn.plan for turn in example.request.history)):
            assert acceptor.accepts(plan), plan
        said = example.request.utterance
        assert said == " ".join(said.split())
        assert not set(said) & set("{}[]|=\t")


@pytest.mark.parametrize("family", [f for f in _LATER if f.kind == 9], ids=lambda f: f.name)
def test_questions_only_read(family: Registered) -> None:
    for home, example in _examples(family, 8):
        plan = parse(example.plan, home.vocabulary, utterance=example.request.utterance)
        assert all(isinstance(s, GetStep | RefuseStep) for s in plan.steps)


_REFUSED = [
    f
    for f in _LATER
    if f.kind in {7, 14} and not f.name.endswith(("possible.possible", "out_of_range"))
    if not f.name.startswith("contrast.") and f.name not in {"not_offered.programme", "not_offered.setting"}
]
_OFFERED = [f for f in _LATER if f.name in {"not_offered.programme", "not_offered.setting"}]


@pytest.mark.parametrize("family", _REFUSED, ids=lambda f: f.name)
def test_the_impossible_moves_nothing(family: Registered) -> None:
    for home, example in _examples(family, 10):
        plan = parse(example.plan, home.vocabulary, utterance=example.request.utterance)
        assert [type(s) for s in plan.steps] == [RefuseStep]
        assert effects_of(plan, home.world) == ()
        subject = plan.steps[0].subject if isinstance(plan.steps[0], RefuseStep) else ""
        assert subject.casefold() in example.request.utterance.casefold()


@pytest.mark.parametrize("family", _OFFERED, ids=lambda f: f.name)
def test_a_value_is_refused_where_it_is_not_offered_and_taken_where_it_is(family: Registered) -> None:
    found = {True: 0, False: 0}
    for home, example in _examples(family, 40):
        plan = parse(example.plan, home.vocabulary, utterance=example.request.utterance)
        refused = isinstance(plan.steps[0], RefuseStep)
        assert (effects_of(plan, home.world) == ()) is refused
        found[refused] += 1
    assert min(found.values()) >= 5


def test_a_thing_called_unknown_is_not_in_the_home() -> None:
    family = next(f for f in _LATER if f.name == "impossible.near_miss")
    for home, example in _examples(family, 25):
        subject = example.plan.partition('"')[2].rstrip('"')
        assert subject not in home.vocabulary.ids


def test_several_fit_asks_and_one_fits_acts() -> None:
    by_name = {f.name: f for f in _LATER}
    asked = 0
    for home, example in _examples(by_name["ambiguous.several_fit"], 25):
        steps = parse(example.plan, home.vocabulary).steps
        if isinstance(steps[0], AskStep):
            assert len(steps[0].choices) > 1
            asked += 1
    assert asked > 12
    for home, example in _examples(by_name["ambiguous.here_decides"], 15):
        steps = parse(example.plan, home.vocabulary).steps
        assert not any(isinstance(s, AskStep) for s in steps)
        assert example.request.room is not None


def test_compound_plans_keep_the_order_of_the_sentence() -> None:
    family = next(f for f in _LATER if f.name == "compound.partly_impossible")
    for home, example in _examples(family, 15):
        steps = parse(example.plan, home.vocabulary, utterance=example.request.utterance).steps
        assert any(isinstance(s, RefuseStep) for s in steps)
        assert any(isinstance(s, SetStep | RunStep) for s in steps)


def test_what_happens_later_stands_after_what_happens_now() -> None:
    for name in ("schedules.for_a_while", "schedules.now_and_later", "schedules.until"):
        family = next(f for f in _LATER if f.name == name)
        for home, example in _examples(family, 10):
            steps = parse(example.plan, home.vocabulary, utterance=example.request.utterance).steps
            kinds = [isinstance(s, LaterStep) for s in steps]
            assert kinds == sorted(kinds)
            assert set(kinds) == {False, True}


def test_taking_back_cancels() -> None:
    family = next(f for f in _LATER if f.name == "answers.never_mind")
    for home, example in _examples(family, 10):
        assert parse(example.plan, home.vocabulary).steps == (CancelStep(),)
