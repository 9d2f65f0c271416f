"""A plan that was read from words is compared with the model's, choice by choice, in one pass."""

from __future__ import annotations

import asyncio
import json
import math
from contextlib import suppress
from pathlib import Path

import pytest
import torch

from model_core.agreement import FILE, Agreement
from model_core.cache import KeyValues
from model_core.decode import Constraint, Decoding, Grammars, PlanEndless
from model_core.engine import Engine
from model_core.errors import CheckpointCorrupt, EngineBusy
from model_core.language import grammar
from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.passes import Passes
from model_core.plan import Plan
from model_core.tokenizer import Tokenizer
from model_core.train.compare import Compared, fit, share
from model_core.weighing.judge import Preference
from model_core.work import Step, alone
from model_core.world import Request
from tests.unit.model_core.test_engine import small_model
from tests.unit.model_core.worlds import house

VOCABULARY = Vocabulary(house())
READ = ("set desk lamp: on=true", 'refuse unknown "sauna"', "refuse chat", "set all light: on=false")
SEEDS = range(8)
SILENT = Preference(0.0, is_guess=False)


def plan_of(text: str) -> Plan:
    return parse(text, VOCABULARY)


class Rig:
    """A random model, and what it would write after three tokens."""

    def __init__(self, tokenizer: Tokenizer, seed: int) -> None:
        model = small_model(seed)
        self.run = Passes(model).together
        self._grammars, self._rules = Grammars(tokenizer), grammar.build(VOCABULARY)
        cache = KeyValues(model.config, 1024, torch.float32)
        self.decoding = Decoding(model, cache, [5, 6, 7], tokenizer)

    def constraint(self) -> Constraint:
        return Constraint(self._grammars, self._rules)


@pytest.mark.parametrize("text", READ)
def test_where_the_model_departs_it_goes_on_as_it_would_have_from_the_start(
    tokenizer: Tokenizer, text: str
) -> None:
    compared = 0
    for seed in SEEDS:
        rig, fresh = Rig(tokenizer, seed), Rig(tokenizer, seed)
        with torch.inference_mode(), suppress(PlanEndless):
            own = alone(fresh.decoding.plan(fresh.constraint()), fresh.run)
            told = alone(rig.decoding.follow(rig.constraint(), text), rig.run)
            assert told is not None
            assert told.otherwise is not None  # no random model writes what was read
            departed = alone(rig.decoding.plan(rig.constraint(), told.otherwise), rig.run)
            assert departed.text == own.text
            assert departed.probability == pytest.approx(own.probability, rel=1e-3)
            compared += 1
    assert compared > len(SEEDS) // 2


@pytest.mark.parametrize("text", ["set attic light: on=true", "set desk lamp: on=tr", "", "refuse chat;"])
def test_what_the_grammar_does_not_allow_is_not_followed(tokenizer: Tokenizer, text: str) -> None:
    rig = Rig(tokenizer, 0)
    with torch.inference_mode():
        assert alone(rig.decoding.follow(rig.constraint(), text), rig.run) is None


def test_a_plan_that_is_longer_than_most_has_room(tokenizer: Tokenizer) -> None:
    text = "; ".join(["set desk lamp: on=true"] * 12)
    rig = Rig(tokenizer, 0)
    with torch.inference_mode():
        assert alone(rig.decoding.follow(rig.constraint(), text), rig.run) is not None


@pytest.mark.parametrize("text", READ)
def test_the_probability_of_a_plan_is_that_of_its_choices_one_by_one(tokenizer: Tokenizer, text: str) -> None:
    rig, model = Rig(tokenizer, 1), small_model(1)
    constraint, rest, tokens, expected = rig.constraint(), f" {text}".encode(), [5, 6, 7], 1.0
    with torch.inference_mode():
        told = alone(rig.decoding.follow(rig.constraint(), text), rig.run)
        while True:
            known = constraint.forced()
            tokens += known
            rest = rest.removeprefix(b"".join(map(constraint.spelled, known)))
            if constraint.stopped:
                break
            allowed = constraint.allowed()
            token = tokenizer.encode(rest.decode())[0] if rest else tokenizer.end
            (hidden,) = Passes(model).together([Step(tokens, KeyValues(model.config, 1024, torch.float32))])
            chances = model.logits(hidden[-1:], allowed)[0].softmax(-1)
            expected *= float(chances[allowed == token])
            if token == tokenizer.end:
                break
            constraint.take([token])
            tokens.append(token)
            rest = rest.removeprefix(constraint.spelled(token))
    assert told is not None
    assert told.probability == pytest.approx(expected, rel=1e-2)


ALWAYS_READ = Agreement(0.9, 0.8, intercept=-50.0, own=1.0, read=0.0, doubt=0.0, evidence=0.0, guess=0.0)
ALWAYS_OWN = Agreement(0.9, 0.8, intercept=50.0, own=1.0, read=0.0, doubt=0.0, evidence=0.0, guess=0.0)


async def checked(tokenizer: Tokenizer, agreement: Agreement | None, seed: int) -> tuple[Plan, Plan | None]:
    """What is made of a plan that was read, and what the model would have written."""
    engine = Engine(small_model(seed), tokenizer, agreement=agreement)
    request, own = Request(house(), "one, two"), None
    with suppress(PlanEndless):
        own = await engine.plan(request)
    plan = await engine.check(request, plan_of(READ[0]), doubt=0.0)
    engine.close()
    return plan, own


@pytest.mark.parametrize("seed", SEEDS)
async def test_what_was_read_stands_where_it_is_likelier_right(tokenizer: Tokenizer, seed: int) -> None:
    plan, _ = await checked(tokenizer, ALWAYS_READ, seed)
    assert plan.text == READ[0]
    assert plan.confidence == pytest.approx(0.8)


async def test_the_models_own_plan_is_taken_where_that_is_likelier_right(
    tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("model_core.engine.LEAST_OWN", 0.0)  # random models are sure of nothing
    other = 0
    for seed in SEEDS:
        plan, own = await checked(tokenizer, ALWAYS_OWN, seed)
        if own is not None and own.text == plan.text.strip() != READ[0]:
            other += 1
            assert plan.confidence == pytest.approx(0.8)
        else:
            assert plan.text == READ[0]
    assert other


async def test_an_unlikely_plan_of_the_models_own_is_not_taken(tokenizer: Tokenizer) -> None:
    plan, own = await checked(tokenizer, ALWAYS_OWN, 3)
    assert own is not None
    assert plan.text == READ[0]


async def test_without_a_measure_nothing_is_compared(tokenizer: Tokenizer) -> None:
    plan, _ = await checked(tokenizer, None, 0)
    assert plan == plan_of(READ[0])


async def test_a_check_has_a_deadline_as_a_plan_has(tokenizer: Tokenizer) -> None:
    engine = Engine(small_model(0), tokenizer, agreement=ALWAYS_READ)
    late = engine.check(Request(house(), "a, b"), plan_of(READ[0]), doubt=0.0, deadline=0)
    with pytest.raises(EngineBusy):
        await asyncio.wait_for(late, 30)
    engine.close()


MEASURED = {
    "adapter": "a", "agreed": 0.97, "either": 0.9,
    "intercept": -1.0, "own": 2.0, "read": -0.5, "doubt": 1.0, "evidence": 0.5, "guess": -3.0,
}  # fmt: skip


def test_a_measure_is_read(tmp_path: Path) -> None:
    assert Agreement.load(tmp_path) is None
    (tmp_path / FILE).write_text(json.dumps(MEASURED))
    assert Agreement.load(tmp_path) == Agreement(0.97, 0.9, -1.0, 2.0, -0.5, 1.0, 0.5, -3.0)


@pytest.mark.parametrize(
    "damage", [{"agreed": 1.5}, {"either": -0.1}, {"own": None}, {"doubt": float("nan")}]
)
def test_a_damaged_measure_is_no_measure(tmp_path: Path, damage: dict[str, float | None]) -> None:
    (tmp_path / FILE).write_text(json.dumps({**MEASURED, **damage}))
    with pytest.raises(CheckpointCorrupt, match="damaged"):
        Agreement.load(tmp_path)
    (tmp_path / FILE).write_text("[]")
    with pytest.raises(CheckpointCorrupt, match="damaged"):
        Agreement.load(tmp_path)


@pytest.mark.parametrize(
    ("own", "read", "doubt", "words", "odds"),
    [
        (1.0, 1.0, 1.0, SILENT, 0.0),
        (1.0, 1.0, 3.0, SILENT, 2.0),
        (1.0, 1.0, 3.0, Preference(0.0, is_guess=True), -1.0),
        (1.0, math.exp(-4), 1.0, SILENT, 2.0),
        (1.0, 1.0, 1.0, Preference(4.0, is_guess=False), 2.0),
        (math.exp(-1), 1.0, 1.0, SILENT, -2.0),
        (1.0, 1.0, 1.0, Preference(0.8, is_guess=False), 0.4),  # too close for what was read to fall
    ],
)
def test_what_speaks_for_either_plan_is_weighed(
    own: float, read: float, doubt: float, words: Preference, odds: float
) -> None:
    preferred = Agreement(0.97, 0.9, -1.0, 2.0, -0.5, 1.0, 0.5, -3.0).weigh(own, read, doubt, words)
    assert preferred.is_own == (odds > 1)
    assert preferred.confidence == pytest.approx(0.9 / (1 + math.exp(-odds if odds > 1 else odds)))


def test_what_was_read_of_a_plain_sentence_takes_more_to_fall() -> None:
    measure = Agreement(0.97, 0.9, -1.0, 2.0, -0.5, 1.0, 0.5, -3.0)
    for doubt, several, plain in ((1.0, False, False), (2.0, True, False), (4.0, True, True)):
        assert measure.weigh(1.0, 1.0, doubt, SILENT).is_own == several
        assert measure.weigh(1.0, 1.0, doubt, SILENT, is_plain=True).is_own == plain


def test_what_the_model_never_thought_of_is_not_its_own() -> None:
    assert not Agreement(0.97, 0.9, -1.0, 2.0, -0.5, 1.0, 0.5, -3.0).weigh(0.0, 1.0, 1.0, SILENT).is_own


def both(*, read: bool, own: bool, likely: float, same: bool = False) -> Compared:
    return Compared(read, own, same, own=likely, read=0.1, doubt=0.0, words=SILENT)


def test_the_model_is_believed_from_where_it_is_right_more_often() -> None:
    weak = [both(read=True, own=False, likely=0.3)] * 30 + [both(read=False, own=True, likely=0.3)] * 10
    strong = [both(read=False, own=True, likely=0.95)] * 30 + [both(read=True, own=False, likely=0.95)] * 10
    neither = [both(read=False, own=False, likely=0.5)] * 18
    agreed = [both(read=True, own=True, likely=0.9, same=True)] * 98
    found = fit([*weak, *strong, *neither, *agreed])
    assert found.agreed == 0.99
    assert found.either == 0.81
    assert found.weigh(0.95, 0.1, 0.0, SILENT).is_own
    assert not found.weigh(0.3, 0.1, 0.0, SILENT).is_own
    assert found.weigh(0.95, 0.1, 0.0, SILENT).confidence == pytest.approx(0.81 * 0.75, abs=0.01)


def test_with_nothing_to_learn_from_nothing_is_known() -> None:
    found = fit([])
    assert (found.agreed, found.either) == (0.5, 0.5)
    assert share([]) == 0.5
