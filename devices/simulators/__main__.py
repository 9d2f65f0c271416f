"""Run a simulated home until told to stop: python -m devices.simulators HOME.yaml --port 1883."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
from pathlib import Path

from devices.errors import DeviceError
from devices.simulators.device import HomeFileError
from devices.simulators.fleet import Fleet


async def simulate(
    home_file: Path,
    host: str,
    port: int,
    home_id: str | None = None,
    *,
    time_scale: float = 1.0,
    username: str | None = None,
    password: str | None = None,
    stop: asyncio.Event | None = None,
) -> None:
    """Run the home of a file until SIGINT, SIGTERM or `stop`; then every device says offline.

    Raises HomeFileError for a bad file and BrokerUnavailable when the broker cannot be reached.
    """
    fleet = Fleet.load(home_file, time_scale=time_scale)
    over = stop or asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, over.set)
    stopped = asyncio.create_task(over.wait(), name="stop requested")
    starting = asyncio.create_task(
        fleet.start(host, port, home_id=home_id, username=username, password=password), name="start fleet"
    )
    try:
        await asyncio.wait((starting, stopped), return_when=asyncio.FIRST_COMPLETED)
        if starting.done():
            await starting
            print(f"{len(fleet.devices)} devices of {home_id or fleet.home.home} are online", flush=True)
            await stopped
    finally:
        starting.cancel()
        stopped.cancel()
        await asyncio.gather(starting, stopped, return_exceptions=True)
        await fleet.stop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)


def main() -> int:
    """The command line; 2 for a bad home file, 1 without a broker."""
    parser = argparse.ArgumentParser(prog="devices.simulators", description="Run a simulated home on MQTT.")
    parser.add_argument("home_file", type=Path, metavar="HOME.yaml")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=1883)
    parser.add_argument("--home", default=None, help="home id; the file's own when left out")
    parser.add_argument("--time-scale", type=float, default=1.0, help="0.1 is ten times as fast")
    parser.add_argument("--username", default=os.environ.get("ENSEMBLE_MQTT_USERNAME"))
    options = parser.parse_args()
    try:
        asyncio.run(
            simulate(
                options.home_file,
                options.host,
                options.port,
                options.home,
                time_scale=options.time_scale,
                username=options.username,
                password=os.environ.get("ENSEMBLE_MQTT_PASSWORD"),
            )
        )
    except HomeFileError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except DeviceError as error:
        print(f"error: {error} ({error.code})", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
