"""Where log lines go and how they look: readable on a terminal, JSON elsewhere."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TextIO

import structlog


def configure(level: str, *, file: Path | None = None, stream: TextIO | None = None) -> None:
    """Send log lines of `level` and above to a file, else to a stream (standard error)."""
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        target: TextIO = file.open("a", encoding="utf-8", buffering=1)
    else:
        target = stream or sys.stderr
    readable = target.isatty()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.dict_tracebacks if not readable else _as_it_is,
            structlog.dev.ConsoleRenderer() if readable else structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level)),
        logger_factory=structlog.PrintLoggerFactory(target),
        cache_logger_on_first_use=False,
    )


def _as_it_is(_logger: object, _name: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    return event
