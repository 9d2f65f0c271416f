"""The API on a port: answers from the first moment, with the model as soon as it is loaded."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import uvicorn

if TYPE_CHECKING:  # so that an address can be tried before torch is loaded
    from model_core.serve.app import Api
    from model_core.serve.host import Host

_GRACE = 3
"""Seconds that answers under way may take when the server stops."""
_PATIENCE = 6
"""Seconds after which a stopping server cuts off those who do not take what they are sent."""
_CONNECTIONS = 256


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=128)


async def serve(
    api: Api,
    listening: socket.socket,
    load: Callable[[], Host],
    *,
    ready: Callable[[], None] = lambda: None,
) -> None:
    """Serve until cancelled; `load` runs on a thread and `ready` is called after it.

    Raises what `load` raises, with the server stopped.
    """
    server = _Server(
        uvicorn.Config(
            api.app,
            log_config=None,
            access_log=False,
            lifespan="off",
            server_header=False,
            limit_concurrency=_CONNECTIONS,
            timeout_graceful_shutdown=_PATIENCE,
        )
    )
    serving = asyncio.create_task(server.serve(sockets=[listening]), name="http")
    try:
        api.host = await asyncio.to_thread(load)
        ready()
        await asyncio.shield(serving)
    finally:
        server.should_exit = True
        if api.host is not None:
            await asyncio.to_thread(api.host.close, _GRACE)
        with suppress(asyncio.CancelledError):
            await serving


class _Server(uvicorn.Server):
    """Leaves signals to the program it is part of."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield
