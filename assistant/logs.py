"""Where log lines go and how they look: readable on a terminal, JSON elsewhere."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TextIO

import structlog

TRACEBACKS = structlog.processors.ExceptionRenderer(
    structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
)
"""Without local variables: they may hold tokens, PINs and what people said."""


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
            _as_it_is if readable else TRACEBACKS,
            _console() if readable else structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level)),
        logger_factory=structlog.PrintLoggerFactory(target),
        cache_logger_on_first_use=False,
    )


def _console() -> structlog.dev.ConsoleRenderer:
    return structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)


def _as_it_is(_logger: object, _name: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    return event
