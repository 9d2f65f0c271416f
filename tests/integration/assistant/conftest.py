"""A home that listens."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.integration.assistant.stack import Ring, ring


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[Ring]:
    """A ring whose devices move at once."""
    async with ring(tmp_path) as made:
        yield made
