"""docker-compose.yml, checked by the rules of the Compose specification that matter here."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.settings import Settings

ROOT = Path(__file__).resolve().parents[3]
VARIABLE = re.compile(r"(?<!\$)\$\{([A-Z_]+)([^}]*)\}")
BARE_VARIABLE = re.compile(r"(?<!\$)\$[A-Za-z_]")
SECRET = re.compile(r"PASSWORD|SECRET|TOKEN|AUTH$|_URL$")

# https://github.com/compose-spec/compose-spec/blob/main/spec.md: the elements that this file uses
TOP_LEVEL = {"name", "services", "volumes"}
SERVICE = {
    "build",
    "image",
    "restart",
    "depends_on",
    "environment",
    "command",
    "ports",
    "volumes",
    "healthcheck",
    "stop_grace_period",
    "profiles",
    "deploy",
}
HEALTHCHECK = {"test", "interval", "timeout", "retries", "start_period"}
CONDITIONS = {"service_started", "service_healthy", "service_completed_successfully"}
DURATION = re.compile(r"(\d+(us|ms|s|m|h))+")


def compose() -> dict[str, Any]:
    content = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


SERVICES: dict[str, dict[str, Any]] = compose()["services"]
each_service = pytest.mark.parametrize("name", sorted(SERVICES))


def test_the_parts_are_all_there() -> None:
    content = compose()
    assert set(content) <= TOP_LEVEL
    assert set(SERVICES) == {"mosquitto", "postgres", "redis", "assistant", "simulators", "gpu"}
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]*", content["name"])


@each_service
def test_a_service_uses_known_elements_and_can_be_made(name: str) -> None:
    service = SERVICES[name]
    assert set(service) <= SERVICE
    assert "image" in service or "build" in service
    if "build" in service:
        build = service["build"] if isinstance(service["build"], dict) else {"context": service["build"]}
        assert (ROOT / build["context"] / build.get("dockerfile", "Dockerfile")).is_file()
    else:
        image, _, tag = service["image"].rpartition(":")
        assert image
        assert tag != "latest"
    assert service["restart"] in {"no", "always", "on-failure", "unless-stopped"}


@each_service
def test_a_service_has_a_health_check(name: str) -> None:
    check = SERVICES[name]["healthcheck"]
    assert set(check) <= HEALTHCHECK
    assert check["test"][0] in {"CMD", "CMD-SHELL"}
    assert len(check["test"]) > 1
    if check["test"][0] == "CMD-SHELL":
        assert len(check["test"]) == 2
    for field in ("interval", "timeout", "start_period"):
        assert DURATION.fullmatch(check.get(field, "1s"))


@each_service
def test_a_service_waits_for_services_that_can_become_healthy(name: str) -> None:
    for other, how in SERVICES[name].get("depends_on", {}).items():
        assert other in SERVICES
        assert set(how) == {"condition"}
        assert how["condition"] in CONDITIONS
        if how["condition"] == "service_healthy":
            assert "healthcheck" in SERVICES[other]


def test_nobody_waits_in_a_circle() -> None:
    waiting = {name: set(service.get("depends_on", {})) for name, service in SERVICES.items()}
    while waiting:
        ready = {name for name, others in waiting.items() if not others & set(waiting)}
        assert ready, f"these wait for each other: {sorted(waiting)}"
        waiting = {name: others for name, others in waiting.items() if name not in ready}


@each_service
def test_every_variable_is_required_and_every_secret_is_a_variable(name: str) -> None:
    text = yaml.safe_dump(SERVICES[name])
    assert not BARE_VARIABLE.search(text)
    for variable, rest in VARIABLE.findall(text):
        assert rest.startswith(":?"), f"{variable} has a default, or may be empty"
    for key, value in SERVICES[name].get("environment", {}).items():
        if SECRET.search(key):
            assert VARIABLE.search(value), f"{key} is written into the file"


def test_the_example_names_every_variable_and_gives_none_a_value() -> None:
    used = {name for name, _ in VARIABLE.findall((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))}
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert set(given) == used
    assert set(given.values()) == {""}


@pytest.mark.parametrize("name", ["assistant", "simulators"])
def test_the_settings_exist(name: str) -> None:
    known = {f"ENSEMBLE_{field.upper()}" for field in Settings.model_fields}
    assert set(SERVICES[name]["environment"]) <= known


@each_service
def test_volumes_are_declared_or_files_of_this_repository(name: str) -> None:
    declared = set(compose()["volumes"])
    for volume in SERVICES[name].get("volumes", []):
        source, target, *_ = volume.split(":")
        assert target.startswith("/")
        assert (ROOT / source).is_file() if source.startswith(".") else source in declared


@each_service
def test_ports_are_open_to_this_machine_only(name: str) -> None:
    for port in SERVICES[name].get("ports", []):
        assert port.startswith("127.0.0.1:")


def test_only_the_gpu_waits_to_be_asked_for() -> None:
    asked = {name: service["profiles"] for name, service in SERVICES.items() if "profiles" in service}
    assert asked == {"gpu": ["gpu"]}
    (device,) = SERVICES["gpu"]["deploy"]["resources"]["reservations"]["devices"]
    assert device["capabilities"] == ["gpu"]
    needed = {name for service in SERVICES.values() for name in service.get("depends_on", {})}
    assert not needed & set(asked)


@pytest.mark.parametrize("name", ["Dockerfile", "Dockerfile.gpu"])
def test_the_image_is_built_from_files_that_exist(name: str) -> None:
    dockerfile = (ROOT / name).read_text(encoding="utf-8")
    allowed = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for line in dockerfile.splitlines():
        if line.startswith("COPY ") and "--from" not in line:
            for source in line.split()[1:-1]:
                assert (ROOT / source).exists()
                assert f"!{source}" in allowed
    assert "USER ensemble" in dockerfile
