"""Confidence follows a fitted curve, and the fit finds the curve that made the data."""

from __future__ import annotations

import json
import math
import random
from pathlib import Path

import pytest

from model_core.confidence import FILE, Calibration
from model_core.decode import Decoded
from model_core.errors import CheckpointCorrupt
from model_core.statistics import expected_error
from model_core.train.calibrate import Judged, fit


def decoded(probability: float, weakest: float) -> Decoded:
    return Decoded("cancel", probability, weakest, 1, 0, 1)


def test_confidence_rises_with_both_probabilities_and_stays_between_0_and_1() -> None:
    curve = Calibration(2.0, 1.0, 0.5)
    rising = [curve(decoded(p, w)) for p, w in ((0.0, 0.0), (0.1, 0.3), (0.5, 0.6), (1.0, 1.0))]
    assert rising == sorted(rising)
    assert 0 < rising[0] < 0.01
    assert 0.99 < rising[-1] < 1
    assert curve(decoded(0.5, 1.0)) == pytest.approx(0.8808, abs=1e-4)


def test_the_bare_probability_is_one_of_the_curves() -> None:
    bare = Calibration(0.0, 1.0, 0.0)
    for probability in (0.02, 0.5, 0.97):
        assert bare(decoded(probability, probability)) == pytest.approx(probability)


@pytest.mark.parametrize(("probability", "weakest"), [(math.nan, 0.5), (0.5, math.nan), (math.inf, 1.0)])
def test_a_plan_whose_probability_is_no_number_is_not_trusted(probability: float, weakest: float) -> None:
    assert Calibration(2.0, 1.0, 0.5)(decoded(probability, weakest)) == 0.0


def test_a_checkpoint_without_a_curve_has_none_and_a_damaged_one_is_refused(tmp_path: Path) -> None:
    assert Calibration.load(tmp_path) is None
    path = tmp_path / FILE
    path.write_text(json.dumps({"intercept": 1, "probability": 2, "weakest": 3}))
    assert Calibration.load(tmp_path) == Calibration(1.0, 2.0, 3.0)
    for damaged in ("{", '{"intercept": 1}', '{"intercept": "x", "probability": 2, "weakest": 3}', "[]"):
        path.write_text(damaged)
        with pytest.raises(CheckpointCorrupt):
            Calibration.load(tmp_path)


@pytest.mark.parametrize("weight", ["NaN", "-Infinity", "1e999", '"nan"', "1" + 400 * "0"])
def test_a_curve_with_a_weight_that_is_not_finite_is_refused(tmp_path: Path, weight: str) -> None:
    (tmp_path / FILE).write_text(f'{{"intercept": 1, "probability": {weight}, "weakest": 3}}')
    with pytest.raises(CheckpointCorrupt):
        Calibration.load(tmp_path)


def test_the_fit_is_calibrated_where_the_bare_probability_is_not() -> None:
    rng = random.Random(1)
    truth = Calibration(1.5, 0.4, 0.8)
    judged = []
    for _ in range(4000):
        weakest = rng.uniform(0.2, 1.0)
        one = decoded(weakest * rng.uniform(0.3, 1.0), weakest)
        judged.append(Judged(one, rng.random() < truth(one)))
    curve = fit(judged[::2])
    rest = judged[1::2]
    assert expected_error([(curve(j.decoded), j.right) for j in rest]) < 0.04
    assert expected_error([(j.decoded.probability, j.right) for j in rest]) > 0.2
