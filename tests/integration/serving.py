"""The API of a model on a free port, on a thread with a loop of its own."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openai
import torch

from model_core import checkpoint
from model_core.chat import ChatTemplate
from model_core.errors import ModelError
from model_core.serve.app import Api
from model_core.serve.host import Host
from model_core.serve.server import listen, serve
from model_core.tokenizer import Tokenizer

NAME = "tiny"
DEADLINE = 120.0


@dataclass(frozen=True)
class Served:
    """A served model."""

    url: str
    """Ends in /v1."""
    api: Api

    @property
    def host(self) -> Host:
        """What is behind it, once loaded."""
        assert self.api.host is not None
        return self.api.host


def host(folder: Path, **limits: Any) -> Host:
    """A small model of a folder, without timing kernels and compiling."""
    tokenizer = Tokenizer.load(folder, end=2)
    template = ChatTemplate.load(folder, signs=tokenizer.special.values())
    model = checkpoint.load(folder, dtype=torch.float32)
    return Host(model, tokenizer, template=template, **limits)


@contextmanager
def served(load: Callable[[], Host], *, key: str = "", wait: bool = True) -> Iterator[Served]:
    """A server that loads its model so; with `wait` it is ready when the block begins."""
    listening = listen("127.0.0.1", 0)
    api = Api(NAME, key=key)
    ready = threading.Event()
    loop = asyncio.new_event_loop()
    serving = loop.create_task(serve(api, listening, load, ready=ready.set))
    failed: list[ModelError] = []

    def run() -> None:
        try:
            loop.run_until_complete(serving)
        except asyncio.CancelledError:
            pass
        except ModelError as error:
            failed.append(error)
            ready.set()
        finally:
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.run_until_complete(loop.shutdown_default_executor())
            loop.close()

    thread = threading.Thread(target=run, name="server")
    thread.start()
    try:
        if wait:
            assert ready.wait(DEADLINE)
            for error in failed:
                raise error
        yield Served(f"http://127.0.0.1:{listening.getsockname()[1]}/v1", api)
    finally:
        if thread.is_alive():
            loop.call_soon_threadsafe(serving.cancel)
        thread.join(DEADLINE)


def client(server: Served, key: str = "none") -> openai.OpenAI:
    """A client that does not try again."""
    return openai.OpenAI(base_url=server.url, api_key=key, max_retries=0, timeout=DEADLINE)


def ask(speaking: openai.OpenAI, content: str = "Hello", **arguments: Any) -> Any:
    """What comes of one sentence."""
    given: dict[str, Any] = {"max_tokens": 12, **arguments}
    messages: Any = [{"role": "user", "content": content}]
    return speaking.chat.completions.create(**{"model": NAME, "messages": messages, **given})


def until(true: Any) -> None:
    """Wait for what must come true."""
    end = time.monotonic() + DEADLINE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)
