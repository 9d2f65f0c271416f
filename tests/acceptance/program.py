"""The `ensemble` command as a process: started, watched, spoken to, signalled."""

from __future__ import annotations

import asyncio
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ensemble.v1 import device_pb2

from assistant.client import Client
from tests.servers import free_port

ENSEMBLE = str(Path(sys.executable).with_name("ensemble"))
START_DEADLINE = 30.0
STOP_DEADLINE = 15.0

Settings = Mapping[str, str | Path | int]


@dataclass(slots=True)
class Program:
    """One running command."""

    process: subprocess.Popen[str]
    lines: queue.Queue[str | None] = field(default_factory=queue.Queue)
    """Standard output, line by line; None at its end."""
    errors: list[str] = field(default_factory=list)

    def read_until(self, text: str, timeout: float = START_DEADLINE) -> str:
        """The first line that holds the text; fails with what was said when the program ends before."""
        deadline = time.monotonic() + timeout
        while True:
            try:
                line = self.lines.get(timeout=max(0.01, deadline - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"no {text!r} within {timeout} s:\n{self.said()}") from None
            if line is None:
                raise AssertionError(f"ended with {self.process.wait()} before {text!r}:\n{self.said()}")
            if text in line:
                return line

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Signal it and wait for its end; the exit status."""
        self.process.send_signal(number)
        return self.process.wait(STOP_DEADLINE)

    def said(self) -> str:
        """The end of standard error."""
        return "".join(self.errors)[-3000:]


@contextmanager
def running(*arguments: str, settings: Settings | None = None) -> Iterator[Program]:
    """Run `ensemble` with these arguments and ENSEMBLE_ settings; killed at the end if it still runs."""
    process = subprocess.Popen(
        [ENSEMBLE, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(settings or {}),
        start_new_session=True,
    )
    program = Program(process)
    readers = [
        threading.Thread(target=_read_lines, args=(program,), daemon=True),
        threading.Thread(target=_read_errors, args=(program,), daemon=True),
    ]
    for reader in readers:
        reader.start()
    try:
        yield program
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        for reader in readers:
            reader.join(5)
        for stream in (process.stdout, process.stderr):
            if stream is not None:
                stream.close()


def run(
    *arguments: str, settings: Settings | None = None, timeout: float = START_DEADLINE
) -> subprocess.CompletedProcess[str]:
    """Run `ensemble` to its end."""
    return subprocess.run(
        [ENSEMBLE, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout,
        env=environment(settings or {}),
        check=False,
    )


def environment(settings: Settings) -> dict[str, str]:
    """This process's environment without its own ENSEMBLE_ settings, with those given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ENSEMBLE_")}
    given = {f"ENSEMBLE_{name.upper()}": str(value) for name, value in settings.items()}
    return {**kept, "COLUMNS": "200", "TERM": "dumb", **given}


def until(condition: Callable[[], bool], what: str, timeout: float = START_DEADLINE) -> None:
    """Look again and again until it holds; fails after `timeout` seconds."""
    deadline = time.monotonic() + timeout
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {timeout} s: {what}")
        time.sleep(0.05)


@dataclass(frozen=True, slots=True)
class Site:
    """Where one installation keeps its things and listens."""

    folder: Path
    model: Path
    grpc_port: int = field(default_factory=free_port)
    mqtt_port: int = field(default_factory=free_port)

    @property
    def address(self) -> str:
        """Of gRPC."""
        return f"127.0.0.1:{self.grpc_port}"

    def settings(self, **more: str | Path | int) -> Settings:
        """Settings of its `ensemble serve`."""
        return {
            "data_dir": self.folder,
            "model_dir": self.model,
            "grpc_address": self.address,
            "mqtt_port": self.mqtt_port,
            "home_id": "home",
            **more,
        }

    @contextmanager
    def serving(self, **more: str | Path | int) -> Iterator[Program]:
        """`ensemble serve`, ready."""
        with running("serve", settings=self.settings(**more)) as program:
            program.read_until("Ensemble is ready")
            yield program

    @contextmanager
    def simulating(self, home_file: Path) -> Iterator[Program]:
        """`ensemble simulate`, with every device connected."""
        arguments = ("simulate", str(home_file), "--port", str(self.mqtt_port), "--time-scale", "0")
        with running(*arguments) as program:
            program.read_until("online")
            yield program

    def say(self, utterance: str) -> subprocess.CompletedProcess[str]:
        """One sentence, with `ensemble say`."""
        return run("say", utterance, "--address", self.address, "--home", "home")

    def healthy(self) -> bool:
        """Whether every part of it works."""
        return asyncio.run(self._ask_health())

    def online(self) -> dict[str, bool]:
        """Whether each device is there."""
        return {device.id: device.online for device in asyncio.run(self._ask_devices())}

    async def _ask_health(self) -> bool:
        async with Client(self.address, timeout=5.0) as client:
            return await client.healthy()

    async def _ask_devices(self) -> list[device_pb2.Device]:
        async with Client(self.address, timeout=5.0) as client:
            return await client.devices("home")


def _read_lines(program: Program) -> None:
    for line in program.process.stdout or ():
        program.lines.put(line)
    program.lines.put(None)


def _read_errors(program: Program) -> None:
    program.errors.extend(program.process.stderr or ())
