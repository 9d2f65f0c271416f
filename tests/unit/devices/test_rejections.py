"""Every rejection is counted; the log stays readable."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from structlog.testing import capture_logs

from devices.errors import InvalidPayload, OutOfRange
from devices.rejections import QUIET, Rejections


def test_the_same_mistake_is_logged_once_in_a_while() -> None:
    moment = [datetime(2026, 1, 1, tzinfo=UTC)]
    rejections = Rejections(lambda: moment[0])
    with capture_logs() as logs:
        for _ in range(50):
            rejections.add(InvalidPayload("no"), "ensemble/h/a/state")
        rejections.add(OutOfRange("no"), "ensemble/h/a/state")
        rejections.add(InvalidPayload("no"), "ensemble/h/b/state")
        moment[0] += QUIET + timedelta(seconds=1)
        rejections.add(InvalidPayload("no"), "ensemble/h/a/state")
    assert rejections.counters == {"invalid_payload": 52, "out_of_range": 1}
    assert [(entry["code"], entry["topic"][-7]) for entry in logs] == [
        ("invalid_payload", "a"),
        ("out_of_range", "a"),
        ("invalid_payload", "b"),
        ("invalid_payload", "a"),
    ]
