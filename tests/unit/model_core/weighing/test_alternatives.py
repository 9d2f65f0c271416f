"""An unsure model thinks of other plans, and the engine takes the best."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch

from model_core import decode
from model_core.cache import KeyValues
from model_core.decode import Constraint, Decoding, Grammars, PlanEndless, PlanUnlikely
from model_core.engine import Engine
from model_core.errors import EngineBusy, InvalidPlan
from model_core.language import grammar
from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.passes import Passes
from model_core.tokenizer import Tokenizer
from model_core.weighing import parts
from model_core.weighing.alternatives import LEAST, alternatives, ended
from model_core.weighing.judge import Judge
from model_core.work import Together, alone
from model_core.world import Request
from tests.unit.model_core.test_engine import small_model
from tests.unit.model_core.worlds import house

VOCABULARY = Vocabulary(house())


def decoding(
    tokenizer: Tokenizer, out_of_time: Callable[[], bool] = lambda: False, seed: int = 3
) -> tuple[Decoding, Callable[[], Constraint], Together]:
    model = small_model(seed)
    cache = KeyValues(model.config, 1024, torch.float32)
    grammars, rules = Grammars(tokenizer), grammar.build(VOCABULARY)
    made = Decoding(model, cache, [5, 6, 7], tokenizer, out_of_time=out_of_time)
    return made, lambda: Constraint(grammars, rules), Passes(model).together


def test_alternatives_are_other_plans_of_the_home(tokenizer: Tokenizer) -> None:
    made, constraint, run = decoding(tokenizer)
    with torch.inference_mode():
        first = alone(made.plan(constraint(), forks=LEAST), run)
        others = alone(alternatives(made, constraint, first), run)
    texts = [plan.text for plan in (first, *others)]
    assert len(set(texts)) == len(texts) > 2
    for text in texts:
        parse(text, VOCABULARY)
    least = 0.05 * first.probability
    assert all(plan.probability >= least for plan in others)
    assert sum(plan.probability for plan in (first, *others)) <= 1 + 1e-4  # of one distribution
    for plan in others:  # what was written before it departed is not counted again; the end is no token
        assert plan.passes - 1 <= plan.tokens - plan.forced <= plan.passes


def test_a_plan_that_becomes_unlikely_is_given_up(tokenizer: Tokenizer) -> None:
    made, constraint, run = decoding(tokenizer)
    with torch.inference_mode():
        first = alone(made.plan(constraint()), run)
        again = alone(made.plan(constraint(), least=0.99 * first.probability), run)
        assert again.text == first.text
        with pytest.raises(PlanUnlikely, match="below"):
            alone(made.plan(constraint(), least=1.01 * first.probability), run)


def test_a_plan_that_is_written_again_is_the_same(tokenizer: Tokenizer) -> None:
    """What the cache holds of another beginning must not tell in the next."""
    made, constraint, run = decoding(tokenizer)
    with torch.inference_mode():
        first = alone(made.plan(constraint(), forks=LEAST), run)
        for other in alone(alternatives(made, constraint, first), run):
            assert other.text != first.text
        again = alone(made.plan(constraint()), run)
        fresh = alone(decoding(tokenizer)[0].plan(constraint()), run)
    assert again.text == first.text == fresh.text
    assert again.probability == pytest.approx(first.probability, rel=1e-4)


def test_a_plan_that_never_ends_gives_way_to_the_likeliest_that_does(
    tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, constraint, run = decoding(tokenizer, seed=6)
    with torch.inference_mode():
        first = alone(made.plan(constraint(), forks=LEAST), run)
        monkeypatch.setattr(decode, "_LONGEST_PLAN", first.tokens - 1)
        with pytest.raises(PlanEndless) as endless:
            alone(made.plan(constraint(), forks=LEAST), run)
        instead = alone(ended(made, constraint, endless.value), run)
        parse(instead.text, VOCABULARY)
        assert instead.text != first.text
        assert instead.probability <= max(fork.probability for fork in endless.value.forks)
        with pytest.raises(PlanEndless):
            alone(ended(made, constraint, PlanEndless([])), run)


def test_a_plan_that_goes_round_in_circles_is_endless() -> None:
    assert decode._circles(b" set a: on=true; set a: on=true; set a: on=true; s")
    assert decode._circles(b" set a: on=true; get b; set a: on=true; get b; set a: on=true; s")
    assert not decode._circles(b" set a: on=true; set a: on=true; set a: on=true")  # the last may go on
    assert not decode._circles(b" set a: brightness=more; set a: brightness=more; set b")
    assert not decode._circles(b" refuse chat")
    assert not decode._circles(b' refuse unknown "ha; ha; ha; ha; st')
    assert not decode._circles(b' refuse unknown "ha; ha; ha; ha"; set a: on=true; s')
    assert decode._circles(b' refuse unknown "a; b"; refuse unknown "a; b"; refuse unknown "a; b"; s')


def test_when_time_runs_out_there_are_fewer(tokenizer: Tokenizer) -> None:
    late = [False]
    made, constraint, run = decoding(tokenizer, lambda: late[0])
    with torch.inference_mode():
        first = alone(made.plan(constraint(), forks=LEAST), run)
        late[0] = True
        assert alone(alternatives(made, constraint, first), run) == []
        with pytest.raises(EngineBusy):
            alone(made.plan(constraint()), run)


async def test_the_engine_takes_what_the_judge_prefers(tokenizer: Tokenizer) -> None:
    """Of random models, whose likely plans are of one act or of several, and some of which never end."""
    request = Request(house(), "turn on the ceiling light")
    taken: set[tuple[str, str]] = set()
    for seed in range(12):
        acts = []
        for preferred in ("do", "tell"):
            engine = Engine(small_model(seed), tokenizer, judge=Judge({preferred: 50.0}, 0.0, 1.0))
            try:
                plan = await engine.plan(request)
            except PlanEndless:
                continue
            except InvalidPlan as error:
                if "can be shown" not in str(error):  # random bytes are all that a grammar cannot rule out
                    raise
                continue
            finally:
                engine.close()
            assert plan.confidence is not None
            acts.append(parts.act(plan))
        if len(acts) == 2:
            taken.add((acts[0], acts[1]))
    assert ("do", "tell") in taken, "some model had both"
    for when_do, when_tell in taken:
        assert when_do == "do" or when_tell != "do", "what could be done was what was preferred"
        assert when_tell == "tell" or when_do != "tell"
