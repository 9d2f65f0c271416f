"""Pieces of the start that have a clear way to fail: settings, model, TLS, a stable name for this process."""

from __future__ import annotations

import socket
import ssl
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import grpc
from pydantic import ValidationError

from assistant import logs
from assistant.settings import Settings

if TYPE_CHECKING:
    from model_core.engine import Engine
    from model_core.remote import RemoteEngine

Report = Callable[[str, str, float], None]
"""Told a part's name, what it is at, and how much of that is done (0 to 1); called from any thread."""


class StartError(Exception):
    """The assistant cannot start; `str()` is a sentence for people."""

    code: ClassVar[str] = "start_failed"


class InvalidSettings(StartError):
    """A setting has a value that it cannot have."""

    code = "invalid_settings"


class CannotListen(StartError):
    """The address is taken, or not this machine's."""

    code = "cannot_listen"


def load_settings(**overrides: object) -> Settings:
    """Settings from the environment with `overrides` over them; raises InvalidSettings."""
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]  # pydantic checks them
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise InvalidSettings(f"The setting ENSEMBLE_{name} is not valid: {first['msg']}.") from None


def log_to(settings: Settings, name: str) -> None:
    """Send log lines to a file in the data folder; raises InvalidSettings when it cannot be written."""
    try:
        logs.configure(settings.log_level, file=settings.data_dir / name)
    except OSError as error:
        raise InvalidSettings(f"{settings.data_dir} cannot be used: {error.strerror}.") from error


def load_remote(settings: Settings) -> RemoteEngine | None:
    """The large model of the settings; raises RemoteUnavailable where its client is not installed."""
    if not settings.remote_url:
        return None
    from model_core.remote import RemoteEngine

    key = settings.remote_key.get_secret_value()
    return RemoteEngine(
        settings.remote_url,
        settings.remote_model,
        key=key,
        timeout=settings.remote_timeout,
        grammar=settings.remote_grammar,
    )


def load_engine(settings: Settings, report: Report) -> Engine:
    """The model host with the checkpoint of the settings, else the bundled one, which is built once.

    Takes seconds and belongs on a thread. Raises CheckpointMissing, CheckpointCorrupt.
    """
    report("model", "importing", 0.0)
    import torch

    from model_core import checkpoint
    from model_core.engine import Engine

    if settings.model_threads:
        torch.set_num_threads(settings.model_threads)
    folder = settings.model_dir or checkpoint.bundled(
        settings.model_cache_dir, progress=lambda stage, done: report("model", stage, done * 0.8)
    )
    return Engine.load(folder, progress=lambda stage, done: report("model", stage, 0.8 + done * 0.2))


def server_credentials(settings: Settings) -> grpc.ServerCredentials | None:
    """TLS for the server, or None for a plain one; raises InvalidSettings."""
    if settings.grpc_tls_certificate is None and settings.grpc_tls_key is None:
        return None
    if settings.grpc_tls_certificate is None or settings.grpc_tls_key is None:
        raise InvalidSettings("TLS needs both ENSEMBLE_GRPC_TLS_CERTIFICATE and ENSEMBLE_GRPC_TLS_KEY.")
    client_ca = settings.grpc_client_ca
    return grpc.ssl_server_credentials(
        [(_read(settings.grpc_tls_key), _read(settings.grpc_tls_certificate))],
        root_certificates=_read(client_ca) if client_ca else None,
        require_client_auth=client_ca is not None,
    )


def broker_tls(settings: Settings) -> ssl.SSLContext | None:
    """TLS towards the broker, or None; raises InvalidSettings."""
    if settings.mqtt_tls_ca is None:
        return None
    try:
        return ssl.create_default_context(cafile=str(settings.mqtt_tls_ca))
    except (OSError, ssl.SSLError) as error:
        raise InvalidSettings(f"{settings.mqtt_tls_ca} is no CA certificate: {error}.") from error


def instance_of(folder: Path) -> str:
    """A name for this installation that survives restarts, kept in its data folder."""
    path = folder / "instance"
    try:
        return path.read_text(encoding="ascii").strip()[:32] or _new_instance(path)
    except FileNotFoundError:
        return _new_instance(path)


def embedded_port(preferred: int) -> int | None:
    """The port if nobody listens on it; None means that any free one will do."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", preferred))
        except OSError:
            return None
    return preferred


def _new_instance(path: Path) -> str:
    name = uuid.uuid4().hex[:12]
    path.write_text(name + "\n", encoding="ascii")
    return name


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InvalidSettings(f"{path} cannot be read: {error.strerror}.") from error
