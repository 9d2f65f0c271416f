"""Counting what devices should not have sent, and logging it without letting them fill the log."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from devices.errors import DeviceError

log = structlog.get_logger(__name__)

QUIET = timedelta(seconds=60)
"""One device's same mistake is logged once in that time; every one is counted."""
_REMEMBERED = 1000


class Rejections:
    """How often what was refused, by error code."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._logged: OrderedDict[tuple[str, str], datetime] = OrderedDict()
        self.counters: Counter[str] = Counter()

    def add(self, error: DeviceError, topic: str) -> None:
        """Count a refused message, or a refused part of one."""
        self.counters[error.code] += 1
        key, now = (topic, error.code), self._clock()
        last = self._logged.get(key)
        if last is not None and now - last < QUIET:
            return
        self._logged[key] = now
        self._logged.move_to_end(key)
        if len(self._logged) > _REMEMBERED:
            self._logged.popitem(last=False)
        log.warning("device_rejected", code=error.code, topic=topic[:200], reason=str(error)[:300])
