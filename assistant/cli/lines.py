"""Lines from standard input without a thread, so that a signal can end the wait for the next one."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable

CHUNK = 65536


async def lines(prompt: Callable[[], None]) -> AsyncIterator[str]:
    """Each line until the input ends; `prompt` is called before the wait for one."""
    loop = asyncio.get_running_loop()
    descriptor = sys.stdin.fileno()
    chunks: asyncio.Queue[bytes] = asyncio.Queue()

    def readable() -> None:
        chunk = os.read(descriptor, CHUNK)
        if not chunk:
            loop.remove_reader(descriptor)  # the end stays readable, and would be read again without end
        chunks.put_nowait(chunk)

    try:
        loop.add_reader(descriptor, readable)
    except PermissionError:  # a regular file is always readable and cannot be waited for
        for line in (await asyncio.to_thread(sys.stdin.read)).splitlines():
            prompt()
            yield line
        return
    try:
        held = b""
        while True:
            prompt()
            while b"\n" not in held:
                chunk = await chunks.get()
                if not chunk:
                    if held:
                        yield held.decode(errors="replace")
                    return
                held += chunk
            line, _, held = held.partition(b"\n")
            yield line.decode(errors="replace")
    finally:
        loop.remove_reader(descriptor)
