"""What a log line shows of a failure."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
import structlog

from assistant import logs


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Yes."""
        return True


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = structlog.get_config()
    yield
    structlog.configure(**before)


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()], ids=["file", "terminal"])
def test_a_traceback_names_the_error_and_shows_no_variables(stream: io.StringIO) -> None:
    logs.configure("INFO", stream=stream)
    pin = "2" * 2 + "4680"
    try:
        raise ValueError("it broke")
    except ValueError as error:
        structlog.get_logger().error("call_failed", exc_info=error)
    shown = stream.getvalue()
    assert "call_failed" in shown
    assert "it broke" in shown
    assert "test_a_traceback_names_the_error" in shown
    assert pin not in shown
