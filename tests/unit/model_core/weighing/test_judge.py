"""The judge takes the plan with the most evidence, and says how sure it is."""

from __future__ import annotations

import json
import math
import random
from pathlib import Path

import pytest

from model_core.errors import CheckpointCorrupt
from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.plan import Plan
from model_core.train.weigh import Choice, curve, fit
from model_core.weighing.evidence import Evidence
from model_core.weighing.judge import FILE, LIKELIHOOD, Judge, Weighed, merged
from model_core.world import Request
from tests.unit.model_core.worlds import house

VOCABULARY = Vocabulary(house())
EVIDENCE = Evidence(VOCABULARY, lambda _word: True)


def thought(text: str, probability: float) -> Weighed:
    return Weighed(parse(text, VOCABULARY), probability)


def chosen(judge: Judge, sentence: str, *plans: tuple[str, float]) -> Plan:
    return judge(Request(house(), sentence), [thought(*plan) for plan in plans], EVIDENCE)


def test_evidence_outweighs_a_likelier_plan() -> None:
    plans = ("run roborock: start", 0.6), ("set desk lamp: on=true", 0.3)
    assert chosen(Judge({LIKELIHOOD: 1.0}, 0, 1), "turn on the desk lamp", *plans).text == plans[0][0]
    judge = Judge({LIKELIHOOD: 1.0, "do:alone": -3.0}, 0, 1)
    assert chosen(judge, "turn on the desk lamp", *plans).text == plans[1][0]


def test_wordings_of_the_same_plan_add_up() -> None:
    both = "set kitchen ceiling light: on=true; set kitchen ceiling light: on=true"
    plans = [
        thought("run roborock: start", 0.4),
        thought("set kitchen ceiling light: on=true", 0.3),
        thought(both, 0.25),
    ]
    assert [w.probability for w in merged(plans)] == pytest.approx([0.4, 0.55])
    assert chosen(
        Judge({LIKELIHOOD: 1.0}, 0, 1), "x", *((w.plan.text, w.probability) for w in plans)
    ).text == ("set kitchen ceiling light: on=true")


def test_confidence_rises_with_the_share_of_the_best() -> None:
    judge = Judge({LIKELIHOOD: 1.0}, 0.0, 1.0)
    sure = [chosen(judge, "x", ("cancel", p), ("refuse chat", 1 - p)).confidence for p in (0.51, 0.7, 0.95)]
    assert sure == pytest.approx([0.51, 0.7, 0.95])
    assert chosen(judge, "x", ("cancel", 0.1)).confidence == pytest.approx(1.0, abs=1e-6)


def test_a_checkpoint_without_weights_has_no_judge_and_damaged_ones_are_refused(tmp_path: Path) -> None:
    assert Judge.load(tmp_path) is None
    path = tmp_path / FILE
    path.write_text(json.dumps({"weights": {"left": -1}, "intercept": 0.5, "slope": 2}))
    assert Judge.load(tmp_path) == Judge({"left": -1.0}, 0.5, 2.0)
    for damaged in (
        "{", "[]", '{"weights": [], "intercept": 0, "slope": 1}', '{"weights": {}, "intercept": 0}',
        '{"weights": {"left": "x"}, "intercept": 0, "slope": 1}',
        '{"weights": {"left": NaN}, "intercept": 0, "slope": 1}',
        '{"weights": {}, "intercept": 0, "slope": Infinity}',
    ):  # fmt: skip
        path.write_text(damaged)
        with pytest.raises(CheckpointCorrupt):
            Judge.load(tmp_path)


def test_the_fit_finds_the_weights_that_made_the_choices() -> None:
    rng = random.Random(2)
    truth = {"a": 2.0, "b": -1.5}
    choices = []
    for _ in range(1500):
        plans = [{"a": rng.random() * 2, "b": rng.random() * 2, "c": rng.random()} for _ in range(4)]
        scores = [math.exp(sum(truth.get(n, 0.0) * v for n, v in plan.items())) for plan in plans]
        right = rng.choices(range(4), scores)[0]
        choices.append(Choice(list(plans), [place == right for place in range(4)]))
    found = fit(choices, {}, held=1.0)
    assert found == pytest.approx({"a": 2.0, "b": -1.5, "c": 0.0}, abs=0.35)
    judge = curve(Judge(found, 0.0, 0.3), choices)
    best = [(judge.best(choice.plans), choice) for choice in choices]
    claimed = sum(judge.confidence(share) for (_, share), _ in best)
    assert claimed == pytest.approx(sum(choice.right[place] for (place, _), choice in best), rel=0.02)


def test_with_little_to_go_by_the_weights_stay_what_is_expected() -> None:
    one = Choice([{"a": 1.0}, {"b": 1.0}], [True, False])
    assert fit([one], {"a": 0.5, "d": -2.0}) == pytest.approx({"a": 0.5, "b": 0.0, "d": -2.0}, abs=0.1)
