"""Figures of samples."""

from __future__ import annotations

import pytest

from model_core.statistics import bins, expected_error, passing_on, wilson


def test_an_interval_of_nothing_is_everything() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


def test_passing_on_what_is_least_sure() -> None:
    pairs = [(0.1, False), (0.9, True), (0.4, False), (0.8, True)]
    found = passing_on(pairs, (0, 0.25, 0.5, 1))
    assert [threshold for threshold, _ in found] == [0.1, 0.4, 0.8, 0.9]
    assert [accuracy for _, accuracy in found] == pytest.approx([0.5, 2 / 3, 1, 1])


def test_bins_hold_equally_many_and_the_error_is_their_mean_distance() -> None:
    pairs = [(0.2, False)] * 50 + [(0.9, True)] * 50
    assert bins(pairs) == [pytest.approx((0.2, 0.0))] * 5 + [pytest.approx((0.9, 1.0))] * 5
    assert expected_error(pairs) == pytest.approx(0.15)
    assert (bins([]), expected_error([])) == ([], 0.0)
