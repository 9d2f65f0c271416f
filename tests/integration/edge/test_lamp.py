"""The example as a person starts it: a process of its own that obeys over the air."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from ensemble.v1 import common_pb2, device_pb2, home_pb2

from tests.integration.grpc.support import DEADLINE, site


async def test_the_lamp_as_a_program(tmp_path: Path, mosquitto_port: int) -> None:
    async with site(tmp_path, broker_port=mosquitto_port) as where:
        home = f"home-{where.server.port}"
        await where.homes.CreateHome(home_pb2.CreateHomeRequest(home_id=home, name="Home"), timeout=DEADLINE)
        watch = where.devices.WatchDevices(device_pb2.WatchDevicesRequest(home_id=home), timeout=30)
        await watch.wait_for_connection()
        lamp = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "edge.examples.lamp", home, "lamp"),
            *("--core", f"127.0.0.1:{where.server.port}", "--broker", "127.0.0.1"),
            *("--port", str(mosquitto_port)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        assert lamp.stdin is not None
        assert lamp.stdout is not None
        async for change in watch:
            if change.kind == device_pb2.DEVICE_CHANGE_KIND_STATE:
                break
        command = device_pb2.SendCommandRequest(
            home_id=home,
            device_id="lamp",
            set=device_pb2.SetValues(values={"brightness": common_pb2.Value(int_value=40)}),
            wait=device_pb2.COMMAND_WAIT_FINISHED,
        )
        done = (await where.devices.SendCommand(command, timeout=DEADLINE)).command
        assert done.state == common_pb2.COMMAND_STATE_SUCCEEDED
        assert done.reported["brightness"].int_value == 40
        lamp.stdin.write(b"turn on the lamp\n")
        said = await asyncio.wait_for(lamp.stdout.readline(), DEADLINE)
        assert said == b"The lamp is on.\n"
        lamp.stdin.close()
        assert await asyncio.wait_for(lamp.wait(), DEADLINE) == 0
        async for change in watch:
            if change.kind == device_pb2.DEVICE_CHANGE_KIND_OFFLINE:
                break
        watch.cancel()
