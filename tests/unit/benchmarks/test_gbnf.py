"""The translated grammar of plans accepts what the original accepts, and nothing else."""

from __future__ import annotations

import random

import pytest

from benchmarks.gbnf import from_lark
from benchmarks.households import nested
from model_core.language import grammar
from model_core.language.vocabulary import Vocabulary
from model_core.train.example import DEV, registered, sample
from tests.unit.model_core.worlds import house

xgrammar = pytest.importorskip("xgrammar")
PLANS = (
    "set kitchen ceiling light: on=true, brightness=40; run roborock: clean minutes=5",
    'refuse unknown "the sauna"',
    "set all light in kitchen: brightness+=12.5",
    "get thermostat: temperature",
    "check any light: on=true",
    "ask which kitchen ceiling light, desk lamp",
    "later after 1.5 h then set desk lamp: on=toggle",
    "later at 6:30am weekdays then set desk lamp: on=true",
    "set thermostat: target_temperature=70F",
)
NOT_PLANS = (
    "set sauna: on=true",
    "set desk lamp: brightness=40",
    "set desk lamp: on=maybe",
    "set thermostat: target_temperature=1234567",
    "set thermostat: target_temperature=1.2345",
    "refuse unknown sauna",
    'refuse unknown ""',
    "later at 25:10 then set desk lamp: on=true",
    "later after 0 min then set desk lamp: on=true",
    "run roborock: fly",
    "set desk lamp: on=true;",
    "",
)


class Accepts:
    """Whether a plan is one of those of a grammar, which is compiled once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.gbnf = from_lark(grammar.build(vocabulary))
        no_tokens = xgrammar.TokenizerInfo([])
        self._compiled = xgrammar.GrammarCompiler(no_tokens).compile_grammar(self.gbnf)

    def __call__(self, plan: str) -> bool:
        matcher = xgrammar.GrammarMatcher(self._compiled, terminate_without_stop_token=True)
        return bool(matcher.accept_string(f" {plan}") and matcher.is_terminated())


@pytest.fixture(scope="module")
def small() -> Accepts:
    return Accepts(Vocabulary(house()))


@pytest.mark.parametrize("plan", PLANS)
def test_plans_are_accepted(small: Accepts, plan: str) -> None:
    assert small(plan)


@pytest.mark.parametrize("plan", NOT_PLANS)
def test_what_is_no_plan_of_this_home_is_not(small: Accepts, plan: str) -> None:
    assert not small(plan)


def test_plans_of_all_families_are_accepted() -> None:
    home = nested("gbnf", (20,))[20]
    accepts = Accepts(home.vocabulary)
    rng = random.Random(1)
    for _ in range(25):
        plan = sample(rng, registered(DEV), home).plan
        assert accepts(plan), plan


@pytest.mark.parametrize("text", ["%ignore WS", 'a: "x" .. "y"', r"a: /\d+/", "a: /a.b/", "a: ~x"])
def test_what_it_cannot_translate_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"cannot be translated|no rule"):
        from_lark(text)


def test_names_are_those_that_llama_cpp_reads(small: Accepts) -> None:
    names = [line.partition(" ::= ")[0] for line in small.gbnf.splitlines()]
    assert names[0] == "root"
    assert len(set(names)) == len(names)
    assert all(name.replace("-", "").isalnum() for name in names)
