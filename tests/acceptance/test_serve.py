"""The program from outside: it starts, obeys, keeps what it knows, and ends when told to."""

from __future__ import annotations

import signal
import socket
from pathlib import Path

import pytest

from tests.acceptance.program import Settings, Site, run, running, until
from tests.servers import mosquitto_server

pytestmark = pytest.mark.timeout(120)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_a_sentence_moves_a_device_of_another_process(site: Site, home_file: Path) -> None:
    with site.serving() as server, site.simulating(home_file) as home:
        until(lambda: list(site.online().values()) == [True] * 2, "two devices online")
        assert site.healthy()
        said = site.say("turn on the kitchen light")
        assert said.returncode == 0, said.stdout + said.stderr
        assert "set kitchen light: on=true" in said.stdout
        assert "The kitchen light is on." in said.stdout
        listed = run("devices", "list", "--address", site.address)
        assert listed.stdout.count("●") == 2
        assert "on = true" in listed.stdout
        assert run("health", "--address", site.address).returncode == 0
        assert home.stop() == 0
        until(lambda: list(site.online().values()) == [False] * 2, "two devices offline")
        said = site.say("turn on the kitchen light")
        assert said.returncode == 4
        assert "✗ Kitchen light: The device is offline." in said.stdout
        assert "is on." not in said.stdout
        assert server.stop() == 0
    assert not listens(site.grpc_port)
    assert not listens(site.mqtt_port)


def test_a_second_start_knows_the_devices(site: Site, home_file: Path) -> None:
    with site.serving() as server, site.simulating(home_file):
        until(lambda: list(site.online().values()) == [True] * 2, "two devices online")
        assert server.stop() == 0
    with site.serving():
        assert site.online() == {"bedroom_lamp": False, "kitchen_light": False}


def test_a_killed_server_comes_back_with_its_devices(site: Site, home_file: Path) -> None:
    with site.serving() as server, site.simulating(home_file):
        until(lambda: list(site.online().values()) == [True] * 2, "two devices online")
        server.stop(signal.SIGKILL)
        until(lambda: not listens(site.mqtt_port), "the embedded broker ends with its parent")
        with site.serving():
            until(lambda: list(site.online().values()) == [True] * 2, "two devices online again")
            assert site.say("turn on the kitchen light").returncode == 0


def test_a_broker_may_die_and_come_back(site: Site, home_file: Path) -> None:
    with mosquitto_server() as broker:
        near = Site(site.folder, site.model, mqtt_port=broker.port)
        with near.serving(mqtt_host="127.0.0.1") as server, near.simulating(home_file):
            until(lambda: list(near.online().values()) == [True] * 2, "two devices online")
            broker.kill()
            until(lambda: not near.healthy(), "health notices that the broker is gone")
            said = near.say("turn on the kitchen light")
            assert "is on." not in said.stdout
            broker.start()
            until(near.healthy, "health notices that the broker is back")
            until(lambda: list(near.online().values()) == [True] * 2, "two devices online again")
            assert "The kitchen light is on." in near.say("turn on the kitchen light").stdout
            assert server.stop() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_can_be_stopped_while_it_starts(site: Site, number: signal.Signals) -> None:
    with running("serve", settings=site.settings()) as server:
        until(lambda: listens(site.mqtt_port), "the broker listens")
        assert server.stop(number) == 0
    assert not listens(site.mqtt_port)


def test_a_start_without_broker_or_sessions_says_so_in_its_health(site: Site) -> None:
    with site.serving(mqtt_host="127.0.0.1", redis_url="redis://127.0.0.1:1/0"):
        assert not site.healthy()
        assert run("health", "--address", site.address).returncode == 1


def damaged(site: Site, tmp_path: Path, how: str) -> Settings:
    """Settings with one thing wrong."""
    if how == "checkpoint_missing":
        return site.settings(model_dir=tmp_path / "nowhere")
    if how == "checkpoint_corrupt":
        folder = tmp_path / "corrupt"
        folder.mkdir()
        for path in site.model.iterdir():
            content = path.read_bytes()
            if path.name == "model.safetensors":
                content = content[:-1] + bytes([content[-1] ^ 1])
            (folder / path.name).write_bytes(content)
        return site.settings(model_dir=folder)
    if how == "database_unavailable":
        return site.settings(database_url="postgresql+asyncpg://nobody:secret@127.0.0.1:1/none")
    if how == "cannot_listen":
        return site.settings(grpc_address="192.0.2.1:50051")
    return site.settings(patience="soon")


@pytest.mark.parametrize(
    "code",
    [
        "checkpoint_missing",
        "checkpoint_corrupt",
        "database_unavailable",
        "cannot_listen",
        "invalid_settings",
    ],
)
def test_a_start_that_cannot_be_says_why_in_one_sentence(site: Site, tmp_path: Path, code: str) -> None:
    ended = run("serve", settings=damaged(site, tmp_path, code))
    assert ended.returncode == 1
    assert ended.stdout == ""
    complaints = [line for line in ended.stderr.splitlines() if not line.startswith("{")]
    assert len(complaints) == 1
    assert complaints[0].startswith("error: ")
    assert complaints[0].endswith(f"({code})")
    assert "secret" not in ended.stderr
    assert not listens(site.mqtt_port)


def test_a_second_server_on_the_same_address_is_refused(site: Site, tmp_path: Path) -> None:
    with site.serving():
        other = Site(tmp_path / "other", site.model, grpc_port=site.grpc_port)
        ended = run("serve", settings=other.settings())
        assert ended.returncode == 1
        assert "(cannot_listen)" in ended.stderr
        assert site.healthy()


def test_nobody_there_is_said_in_one_sentence(site: Site) -> None:
    said = run("say", "hello", "--address", site.address)
    assert said.returncode == 1
    assert "(unreachable)" in said.stderr


def test_a_token_lets_in_whom_it_was_issued_for(site: Site) -> None:
    issued = run("token", "Anna", settings=site.settings())
    assert issued.returncode == 0, issued.stderr
    with site.serving(auth="true"):
        where = ("devices", "list", "--address", site.address)
        assert "(unauthenticated)" in run(*where).stderr
        let_in = run(*where, settings={"token": issued.stdout.strip()})
        assert let_in.returncode == 0, let_in.stderr


def test_a_command_without_the_model_asks_for_what_policy_asks(site: Site, home_file: Path) -> None:
    home_file.write_text(
        home_file.read_text(encoding="utf-8") + "  - {kind: lock, id: door, name: Door}\n", encoding="utf-8"
    )
    with site.serving(), site.simulating(home_file):
        until(lambda: list(site.online().values()) == [True] * 3, "three devices online")
        where = ("--address", site.address)
        done = run("devices", "set", "bedroom_lamp", "brightness=40", *where)
        assert done.returncode == 0, done.stderr
        refused = run("devices", "set", "bedroom_lamp", "brightness=400", *where)
        assert refused.returncode == 1
        assert "(out_of_range)" in refused.stderr
        refused = run("devices", "set", "door", "locked=false", *where)
        assert refused.returncode == 1
        assert "(confirmation_required)" in refused.stderr
        assert run("devices", "set", "door", "locked=false", "--yes", *where).returncode == 0
        listed = run("devices", "list", *where).stdout
        assert "brightness = 40" in listed
        assert "locked = false" in listed
