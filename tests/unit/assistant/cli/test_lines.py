"""Lines are taken one after the other, and the end of the input is read once."""

from __future__ import annotations

import asyncio
import os
from types import SimpleNamespace

import pytest

from assistant.cli import lines as module


async def test_the_end_is_read_once_however_long_the_lines_take(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"one\ntwo\nthree")
    os.close(writing)
    reads: list[bytes] = []
    read = os.read

    def counted(descriptor: int, most: int) -> bytes:
        reads.append(read(descriptor, most))
        return reads[-1]

    monkeypatch.setattr("sys.stdin", SimpleNamespace(fileno=lambda: reading))
    monkeypatch.setattr("os.read", counted)
    taken, prompts = [], 0

    def prompt() -> None:
        nonlocal prompts
        prompts += 1

    async for line in module.lines(prompt):
        taken.append(line)
        for _ in range(50):
            await asyncio.sleep(0)
    os.close(reading)
    assert taken == ["one", "two", "three"]
    assert prompts == 3
    assert reads == [b"one\ntwo\nthree", b""]
