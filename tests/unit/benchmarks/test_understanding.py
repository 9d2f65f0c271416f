"""The figures of understanding are what their definitions say, and plans are compared by what they mean."""

from __future__ import annotations

import random

import pytest

from model_core.language.parse import parse
from model_core.statistics import expected_error, wilson
from model_core.train.check import meaning
from model_core.train.home import Household
from model_core.train.household import make_household


def test_the_interval_is_wilsons() -> None:
    low, high = wilson(8, 10)
    assert low == pytest.approx(0.4902, abs=1e-4)
    assert high == pytest.approx(0.9433, abs=1e-4)
    assert wilson(0, 10)[0] == pytest.approx(0, abs=1e-9)


def test_confidence_that_is_right_has_no_error_and_overconfidence_has() -> None:
    honest = [(0.5, n % 2 == 0) for n in range(100)]
    assert expected_error(honest) == pytest.approx(0)
    assert expected_error([(0.9, right) for _, right in honest]) == pytest.approx(0.4)
    assert expected_error([(1.0, False)] * 10) == pytest.approx(1)


@pytest.fixture(scope="module")
def home() -> Household:
    return next(
        home
        for seed in range(100)
        if len((home := make_household(random.Random(seed), size=20)).able("on", "light")) > 3
    )


def test_plans_mean_the_same_in_other_words(home: Household) -> None:
    first, second = (home.label(t) for t in home.able("on", "light")[:2])
    name = home.renames.get("on", "on")

    def means(text: str) -> tuple[object, ...]:
        return meaning(parse(text, home.vocabulary), home.world)

    one, other = f"set {first}: {name}=true", f"set {second}: {name}=true"
    assert means(f"{one}; {other}") == means(f"{other}; {one}")
    assert means(one) != means(other)
    assert means(one) != means(f"set {first}: {name}=false")
    assert means('refuse unknown "sauna"') == means('refuse unknown "the sauna"')
    assert means('refuse unknown "sauna"') != means("refuse chat")
    assert means(f"later after 10 min then {one}") != means(one)
    assert means(f"later after 10 min then {one}") != means(f"later after 11 min then {one}")
    assert means(f"ask which {first}, {second}") == means(f"ask which {second}, {first}")
    assert means(f"ask which {first}, {second}") != means("ask which all light")
