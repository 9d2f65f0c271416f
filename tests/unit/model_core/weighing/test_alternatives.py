"""An unsure model thinks of other plans, of questions and refusals too, and the engine takes the best."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch

from model_core import base, decode
from model_core.cache import KeyValues
from model_core.decode import Constraint, Decoding, Grammars, PlanEndless
from model_core.engine import Engine
from model_core.errors import EngineBusy
from model_core.language import grammar
from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.passes import Passes
from model_core.tokenizer import Tokenizer
from model_core.weighing.alternatives import LEAST, alternatives, ended
from model_core.weighing.judge import Judge
from model_core.world import Request
from tests.unit.model_core.test_engine import small_model
from tests.unit.model_core.worlds import house

VOCABULARY = Vocabulary(house())


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer(base.tokenizer_json(base.locate()), end=base.END_OF_TEXT)


def decoding(
    tokenizer: Tokenizer, out_of_time: Callable[[], bool] = lambda: False, seed: int = 3
) -> tuple[Decoding, Callable[[], Constraint]]:
    model = small_model(seed)
    cache = KeyValues(model.config, 1024, torch.float32)
    grammars, rules = Grammars(tokenizer), grammar.build(VOCABULARY)
    made = Decoding(model, Passes(model), cache, [5, 6, 7], tokenizer, out_of_time=out_of_time)
    return made, lambda: Constraint(grammars, rules)


def test_alternatives_are_other_plans_of_the_home(tokenizer: Tokenizer) -> None:
    made, constraint = decoding(tokenizer)
    with torch.inference_mode():
        first = made.plan(constraint(), forks=LEAST)
        others = alternatives(made, constraint, first)
    texts = [plan.text for plan in (first, *others)]
    assert len(set(texts)) == len(texts) > 3
    for text in texts:
        parse(text, VOCABULARY)
    assert any(text.strip().startswith(("ask", "refuse")) for text in texts)
    assert sum(plan.probability for plan in (first, *others)) <= 1 + 1e-4  # of one distribution
    for plan in others:  # what was written before it departed is not counted again; the end is no token
        assert plan.passes - 1 <= plan.tokens - plan.forced <= plan.passes


def test_a_plan_that_is_written_again_is_the_same(tokenizer: Tokenizer) -> None:
    """What the cache holds of another beginning must not tell in the next."""
    made, constraint = decoding(tokenizer)
    with torch.inference_mode():
        first = made.plan(constraint(), forks=LEAST)
        for other in alternatives(made, constraint, first):
            assert other.text != first.text
        again = made.plan(constraint())
        fresh = decoding(tokenizer)[0].plan(constraint())
    assert again.text == first.text == fresh.text
    assert again.probability == pytest.approx(first.probability, rel=1e-4)


def test_a_plan_that_never_ends_gives_way_to_the_likeliest_that_does(
    tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, constraint = decoding(tokenizer, seed=6)
    with torch.inference_mode():
        first = made.plan(constraint(), forks=LEAST)
        monkeypatch.setattr(decode, "_LONGEST_PLAN", first.tokens - 1)
        with pytest.raises(PlanEndless) as endless:
            made.plan(constraint(), forks=LEAST)
        instead = ended(made, constraint, endless.value)
        parse(instead.text, VOCABULARY)
        assert instead.text != first.text
        assert instead.probability <= max(fork.probability for fork in endless.value.forks)
        with pytest.raises(PlanEndless):
            ended(made, constraint, PlanEndless([]))


def test_when_time_runs_out_there_are_fewer(tokenizer: Tokenizer) -> None:
    late = [False]
    made, constraint = decoding(tokenizer, lambda: late[0])
    with torch.inference_mode():
        first = made.plan(constraint(), forks=LEAST)
        late[0] = True
        assert alternatives(made, constraint, first) == []
        with pytest.raises(EngineBusy):
            made.plan(constraint())


async def test_the_engine_takes_what_the_judge_prefers(tokenizer: Tokenizer) -> None:
    request = Request(house(), "turn on the ceiling light")
    plans = {}
    for name, weights in {"which": {"which": 50.0}, "chat": {"chat": 50.0}}.items():
        engine = Engine(small_model(3), tokenizer, judge=Judge(weights, 0.0, 1.0))
        plans[name] = await engine.plan(request)
        engine.close()
    assert plans["chat"].text in {"refuse chat", "refuse unclear"}
    assert plans["which"].text.startswith("ask which")
    assert plans["chat"].confidence is not None
