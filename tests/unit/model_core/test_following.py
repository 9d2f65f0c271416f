"""A plan that was read from words is compared with the model's, choice by choice, in one pass."""

from __future__ import annotations

import asyncio
import json
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
from model_core.reading.doubts import is_doubtful
from model_core.tokenizer import Tokenizer
from model_core.train.compare import Compared, share, sure
from model_core.work import alone
from model_core.world import Request
from tests.unit.model_core.test_engine import small_model
from tests.unit.model_core.worlds import house

VOCABULARY = Vocabulary(house())
READ = ("set desk lamp: on=true", 'refuse unknown "sauna"', "refuse chat", "set all light: on=false")
SEEDS = range(8)


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


def known(sure: float) -> Agreement:
    return Agreement(sure, agreed=0.9, doubted=0.8, disputed=0.4, overruled=0.7)


async def checked(tokenizer: Tokenizer, agreement: Agreement | None, seed: int) -> tuple[Plan, Plan | None]:
    """What is made of a plan that was read, and what the model would have written."""
    engine = Engine(small_model(seed), tokenizer, agreement=agreement)
    request, own = Request(house(), "one, two"), None
    with suppress(PlanEndless):
        own = await engine.plan(request)
    plan = await engine.check(request, plan_of(READ[0]))
    engine.close()
    return plan, own


@pytest.mark.parametrize("seed", SEEDS)
async def test_what_was_read_stands_where_the_model_is_not_sure(tokenizer: Tokenizer, seed: int) -> None:
    plan, _ = await checked(tokenizer, known(sure=1.0), seed)
    assert (plan.text, plan.confidence) == (READ[0], 0.8)


async def test_the_model_counts_for_more_where_it_is_sure(tokenizer: Tokenizer) -> None:
    other = 0
    for seed in SEEDS:
        plan, own = await checked(tokenizer, known(sure=0.0), seed)
        if own is not None and own.text == plan.text.strip() != READ[0]:
            other += 1
            assert plan.confidence == 0.7
        else:
            assert plan.text == READ[0]
    assert other


async def test_without_a_measure_nothing_is_compared(tokenizer: Tokenizer) -> None:
    plan, _ = await checked(tokenizer, None, 0)
    assert plan == plan_of(READ[0])


async def test_a_check_has_a_deadline_as_a_plan_has(tokenizer: Tokenizer) -> None:
    engine = Engine(small_model(0), tokenizer, agreement=known(0.9))
    with pytest.raises(EngineBusy):
        await asyncio.wait_for(engine.check(Request(house(), "a, b"), plan_of(READ[0]), deadline=0), 30)
    engine.close()


@pytest.mark.parametrize(
    ("said", "plan", "doubtful"),
    [
        ("turn on the kitchen light", READ[0], False),
        ("kitchen light on please", READ[0], False),
        ("kitchen light on, please", READ[0], True),
        ("it is dark and stop the dryer", READ[0], True),
        ("把灯打开，再把窗帘拉上", READ[0], False),
        ("把灯打开。", READ[0], False),
        ("heat the sauna", READ[1], True),
        ("tell me a joke", READ[2], True),
    ],
)
def test_several_clauses_and_refusals_are_worth_a_second_look(said: str, plan: str, doubtful: bool) -> None:
    assert is_doubtful(Request(house(), said), plan_of(plan)) == doubtful


MEASURED = {"adapter": "a", "sure": 0.9, "agreed": 0.97, "doubted": 0.7, "disputed": 0.5, "overruled": 0.7}


def test_a_measure_is_read(tmp_path: Path) -> None:
    assert Agreement.load(tmp_path) is None
    (tmp_path / FILE).write_text(json.dumps(MEASURED))
    assert Agreement.load(tmp_path) == Agreement(0.9, 0.97, 0.7, 0.5, 0.7)


@pytest.mark.parametrize(
    "damage", [{"sure": 1.5}, {"agreed": -0.1}, {"doubted": None}, {"overruled": float("nan")}]
)
def test_a_damaged_measure_is_no_measure(tmp_path: Path, damage: dict[str, float | None]) -> None:
    (tmp_path / FILE).write_text(json.dumps({**MEASURED, **damage}))
    with pytest.raises(CheckpointCorrupt, match="damaged"):
        Agreement.load(tmp_path)
    (tmp_path / FILE).write_text("[]")
    with pytest.raises(CheckpointCorrupt, match="damaged"):
        Agreement.load(tmp_path)


def both(read: bool, own: bool, probability: float) -> Compared:
    return Compared(read, own, same=False, probability=probability)


def test_the_model_is_believed_from_where_it_is_right_more_often() -> None:
    weak = [both(True, False, 0.82)] * 5 + [both(False, True, 0.82)] * 3
    strong = [both(False, True, 0.93)] * 4 + [both(True, False, 0.93)]
    assert sure([*weak, *strong]) == 0.9
    assert sure(weak) == 1.0
    assert sure([]) == 1.0
    assert share([]) == 0.5
    assert share([True] * 98) == 0.99
