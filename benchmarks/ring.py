"""A sentence once round the ring: gRPC, model, MQTT, device, report, reply; warm, in the demonstration home.

    python -m benchmarks.ring --json ring.json

Figures: milliseconds from the call to the last device's answer on the wire (`sentence_*`), to the plan
(`plan_*`) and to the reply (`reply_*`); seconds from starting the program to a healthy answer on the second
start (`start_s`); resident memory of assistant and broker after the sentences (`rss_mb`), without the
simulated devices, which run elsewhere. Simulated travel takes no time.

Then the same sentences in the same home with more rooms, of 300 devices in all (`large_*`), and the median
there over that in the demonstration home (`large_home_ratio`). The rooms that are added hold lights, plugs,
blinds, fans and sensors, so that each sentence means there what it meant before, but for "all the lights".
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import structlog
import yaml
from ensemble.v1 import assistant_pb2 as pb

from assistant.client import CallFailed, Client
from benchmarks.report import report, resident_mb
from devices.bus import Bus, Message
from devices.simulators.fleet import Fleet
from devices.simulators.homes import DEMO
from devices.simulators.runtime import utc_now

SENTENCES = (
    "turn on the kitchen light",
    "turn off the kitchen light",
    "set the floor lamp to blue",
    "dim the floor lamp to 30 percent",
    "open the living room curtains",
    "close the living room curtains",
    "turn on the bedroom fan",
    "turn the bedroom fan off",
    "set the thermostat to 21 degrees",
    "make it a bit warmer",
    "turn on the TV and dim the living room light to 20",
    "pause the speaker",
    "start the robot vacuum",
    "send the robot vacuum home",
    "turn off all the lights",
    "put my phone on do not disturb and set the charge limit of the car to 90 percent",
    "add bread to the shopping list",
    "turn on all the lights downstairs",
    "lock the front door",
    "turn everything off in the living room",
)

MORE = ("light", "plug", "blind", "fan", "motion sensor", "temperature sensor", "window sensor")
"""Kinds of devices that a large home has more of."""


def enlarged(devices: int) -> Mapping[str, Any]:
    """The demonstration home with so many devices in all, the added ones seven to a room."""
    home: dict[str, Any] = yaml.safe_load(DEMO.read_text(encoding="utf-8"))
    for number in range(len(home["devices"]), devices):
        suite, kind = divmod(number, len(MORE))
        room = {"name": f"Suite {suite}", "floor": f"Floor {suite // 10 + 2}"}
        if room not in home["rooms"]:
            home["rooms"].append(room)
        added = {"kind": MORE[kind], "name": f"Suite {suite} {MORE[kind]}", "room": room["name"]}
        home["devices"].append(added)
    return home


class Stopwatch:
    """Notes when the last final answer of each command came over the broker."""

    def __init__(self, bus: Bus) -> None:
        self.last = 0.0
        self.answers = 0
        self._bus = bus

    async def start(self, home: str) -> None:
        await self._bus.subscribe(f"ensemble/{home}/+/reply", self._see)
        await self._bus.start()
        await self._bus.wait_connected()

    async def _see(self, message: Message) -> None:
        if b'"accepted"' not in message.payload:
            self.last = time.perf_counter()
            self.answers += 1


async def measure(address: str, broker: tuple[str, int], home: str, rounds: int) -> dict[str, float]:
    """Say every sentence `rounds` times after one unmeasured round."""
    sentence: list[float] = []
    plan: list[float] = []
    reply: list[float] = []
    bus = Bus(*broker, client_id="benchmark", clock=utc_now, clean_start=True, session_expiry=0)
    watch = Stopwatch(bus)
    await watch.start(home)
    async with Client(address) as client:
        for number in range(rounds + 1):
            for text in SENTENCES:
                watch.answers = 0
                begin = time.perf_counter()
                response = await client.converse(pb.ConverseRequest(home_id=home, utterance=text))
                end = time.perf_counter()
                if not number:
                    continue
                plan.append(response.timing.plan_ms)
                reply.append((end - begin) * 1000)
                if watch.answers:
                    sentence.append((watch.last - begin) * 1000)
    await bus.close()
    return {
        "sentences": len(sentence),
        "sentence_p50_ms": statistics.median(sentence),
        "sentence_p95_ms": statistics.quantiles(sentence, n=20)[-1],
        "plan_p50_ms": statistics.median(plan),
        "plan_p95_ms": statistics.quantiles(plan, n=20)[-1],
        "reply_p50_ms": statistics.median(reply),
    }


def free_port() -> int:
    """A TCP port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(data: Path, cache: Path | None) -> tuple[subprocess.Popen[str], str, tuple[str, int]]:
    """The assistant as a program of its own on free ports; returns it with its addresses."""
    ports = free_port(), free_port()
    command = [str(Path(sys.executable).with_name("ensemble")), "serve", "--data", str(data)]
    command += ["--address", f"127.0.0.1:{ports[0]}", "--mqtt-port", str(ports[1])]
    environment = {**os.environ, **({"ENSEMBLE_MODEL_CACHE": str(cache.resolve())} if cache else {})}
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True, env=environment
    )
    return process, f"127.0.0.1:{ports[0]}", ("127.0.0.1", ports[1])


async def until_healthy(address: str, process: subprocess.Popen[str], *, limit: float = 120) -> float:
    """Seconds until the health service says that it serves."""
    begin = time.perf_counter()
    async with Client(address, timeout=2) as client:
        while time.perf_counter() - begin < limit:
            if process.poll() is not None:
                raise SystemExit(f"The assistant ended with status {process.returncode}.")
            try:
                if await client.healthy():
                    return time.perf_counter() - begin
            except CallFailed:
                await asyncio.sleep(0.02)
    raise SystemExit(f"The assistant was not ready after {limit:.0f} s.")


async def run(rounds: int, model_cache: Path | None, fleet: Fleet) -> dict[str, float]:
    """Start twice, measure on the second."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        first, address, _ = serve(data, model_cache)
        await until_healthy(address, first)
        first.terminate()
        first.wait(30)
        process, address, broker = serve(data, model_cache)
        try:
            started = await until_healthy(address, process)
            async with Client(address) as client:
                homes = await client.homes()
            home = homes[0].id
            await fleet.start(*broker, home_id=home)
            async with Client(address) as client:
                while len(await client.devices(home)) < len(fleet.devices):  # noqa: ASYNC110 - another process
                    await asyncio.sleep(0.05)
            figures = await measure(address, broker, home, rounds)
            figures["start_s"] = started
            figures["rss_mb"] = resident_mb(process.pid)
            await fleet.stop()
            return figures
        finally:
            process.terminate()
            process.wait(30)


async def both(rounds: int, model_cache: Path | None, large: int) -> dict[str, float]:
    """The demonstration home, and the same grown to so many devices."""
    figures = await run(rounds, model_cache, Fleet.load(DEMO, time_scale=0))
    grown = await run(rounds, model_cache, Fleet.load(enlarged(large), time_scale=0))
    figures |= {
        f"large_{name}": grown[name] for name in ("sentence_p50_ms", "sentence_p95_ms", "plan_p50_ms")
    }
    figures["large_home_ratio"] = grown["sentence_p50_ms"] / figures["sentence_p50_ms"]
    return figures


def main() -> None:
    """Parse the command line and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--rounds", type=int, default=3, help="times that every sentence is said (default 3)")
    parser.add_argument("--model-cache", type=Path, help="folder with a built model, to save its making")
    parser.add_argument("--large", type=int, default=300, help="devices of the large home (default 300)")
    options = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    figures = asyncio.run(both(options.rounds, options.model_cache, options.large))
    report("once round the ring", figures, options.json)


if __name__ == "__main__":
    main()
