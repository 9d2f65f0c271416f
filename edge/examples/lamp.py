"""A whole lamp: registers, obeys, reports, and passes on what is said to it.

python -m edge.examples.lamp HOME DEVICE --core localhost:50051 --broker localhost
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Mapping
from datetime import UTC, datetime

from ensemble.v1 import device_pb2

from edge.client import Core, EdgeClient
from edge.describe import Refused, Value
from edge.link import Broker, Link


class Lamp:
    """A dimmable lamp."""

    description = device_pb2.DeviceDescription(
        name="Reading lamp",
        type="light",
        properties=[
            device_pb2.Property(name="on", type=device_pb2.VALUE_TYPE_BOOLEAN, writable=True),
            device_pb2.Property(
                name="brightness",
                type=device_pb2.VALUE_TYPE_INTEGER,
                writable=True,
                minimum=0,
                maximum=100,
                unit="%",
            ),
        ],
        actions=[device_pb2.Action(name="blink")],
    )

    def __init__(self) -> None:
        self.on = False
        self.brightness = 100

    def state(self) -> Mapping[str, Value]:
        """What it is like now."""
        return {"on": self.on, "brightness": self.brightness}

    async def set(self, values: Mapping[str, Value]) -> None:
        """Take the values; on hardware this is where the pins are driven."""
        self.on = bool(values.get("on", self.on))
        if isinstance(level := values.get("brightness", self.brightness), int):
            self.brightness = level

    async def run(self, action: str, arguments: Mapping[str, Value]) -> None:
        """Blink three times."""
        del arguments
        if action != "blink":
            raise Refused("unknown_action")
        for _ in range(6):
            self.on = not self.on
            await asyncio.sleep(0.2)


async def main(options: argparse.Namespace) -> None:
    """Run the lamp until the input ends; each line of it is said to the core."""
    lamp = Lamp()
    broker = Broker(options.broker, options.port)
    link = Link(broker, options.home, options.device, lamp, clock=lambda: datetime.now(UTC))
    core = Core(options.core, options.home, options.device, token=options.token)
    async with EdgeClient(core) as client:
        await client.register(lamp.description)
        await link.start()
        try:
            while line := await asyncio.to_thread(sys.stdin.readline):
                if line.strip():
                    reply = await client.converse(line.strip())
                    print(reply.text, flush=True)
        finally:
            await link.stop()


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="A lamp that speaks to Ensemble.")
    parser.add_argument("home")
    parser.add_argument("device")
    parser.add_argument("--core", default="localhost:50051", help="host:port of the gRPC server")
    parser.add_argument("--broker", default="localhost", help="host of the MQTT broker")
    parser.add_argument("--port", type=int, default=1883, help="port of the MQTT broker")
    parser.add_argument("--token", default="", help="the device's token, when the core asks for one")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    asyncio.run(main(parse()))
