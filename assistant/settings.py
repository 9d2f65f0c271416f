"""Settings from the environment; each has a default that needs nothing installed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Environment variables with the prefix ENSEMBLE_, or a .env file."""

    model_config = SettingsConfigDict(
        env_prefix="ENSEMBLE_", env_file=".env", extra="ignore", frozen=True, protected_namespaces=()
    )

    data_dir: Path = Path("var")
    """Where the embedded parts keep their files."""
    database_url: str = ""
    """SQLAlchemy URL; empty means SQLite in `data_dir`."""
    redis_url: str = "memory://"
    """redis:// or rediss:// URL; memory:// keeps conversations in this process."""

    mqtt_host: str = ""
    """Empty starts a broker of our own."""
    mqtt_port: int = Field(default=1883, ge=1, le=65535)
    mqtt_username: str = ""
    mqtt_password: SecretStr = SecretStr("")
    mqtt_tls_ca: Path | None = None
    """CA certificate of the broker; set to use TLS."""

    grpc_address: str = "127.0.0.1:50051"
    """host:port; port 0 takes a free one."""
    grpc_tls_certificate: Path | None = None
    grpc_tls_key: Path | None = None
    grpc_client_ca: Path | None = None
    """Set to ask callers for a certificate."""
    auth: bool = False
    """Whether callers need a token; off is for one's own machine."""
    admin_token: SecretStr = SecretStr("")
    """The operator's, who may do everything in all homes; at least 16 characters, empty for none."""

    model_dir: Path | None = None
    """A checkpoint of one's own; empty means the bundled one."""
    model_cache: Path | None = None
    """Where the bundled checkpoint is built; empty means a folder in `data_dir`."""
    model_key: SecretStr = SecretStr("")
    """Bearer token that `ensemble model serve` asks its callers for; empty for none."""
    model_threads: int = Field(default=0, ge=0, le=256)
    """0 lets the machine decide."""
    plan_timeout: float = Field(default=15.0, gt=0, le=120)
    """Seconds the model may think."""
    ask_below: float = Field(default=0.5, ge=0, le=1)
    """Confidence under which a plan that moves something is asked about first; 0 never asks."""
    remote_url: str = ""
    """OpenAI-compatible API (".../v1") of a large model that plans what the own one is not sure of; needs the
    extra `remote`. The names in the home and what is said then go to that server."""
    remote_model: str = Field(default="", validate_default=True)
    """The large model's name there; needed with `remote_url`."""
    remote_key: SecretStr = SecretStr("")
    remote_below: float = Field(default=0.7, ge=0, le=1)
    """Confidence of the own model under which the large one is asked; 1 always asks it."""
    remote_grammar: bool = False
    """Whether that server takes a grammar in llguidance's dialect, as `ensemble model serve` does."""
    read_first: bool = True
    """Whether plain sentences are read word by word before the language model is asked."""
    remote_timeout: float = Field(default=5.0, gt=0, le=120)
    """Seconds the large model may think."""
    patience: float = Field(default=1.5, gt=0, le=30)
    """Seconds a reply waits for devices to finish."""
    silence: float = Field(default=4.0, gt=0, le=60)
    """Seconds a reply waits for a device that says nothing at all."""
    command_timeout: float = Field(default=10.0, gt=0, le=3600)
    """Seconds after which a command's result is unknown."""

    home_id: str = "home"
    """The home that is made at the start: always when it is set, else when there is none at all."""
    home_name: str = "Home"
    home_timezone: str = "UTC"
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    pins: dict[str, SecretStr] = Field(default_factory=dict)
    """PIN by home id, as JSON."""

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("remote_model")
    @classmethod
    def _named(cls, value: str, info: ValidationInfo) -> str:
        if info.data.get("remote_url") and not value:
            raise ValueError("say which model of ENSEMBLE_REMOTE_URL is meant")
        return value

    @field_validator("admin_token")
    @classmethod
    def _long(cls, value: SecretStr) -> SecretStr:
        text = value.get_secret_value()
        if text and not re.fullmatch(r"[!-~]{16,256}", text):
            raise ValueError("the operator's token has 16 to 256 letters, digits or signs, and no spaces")
        return value

    @field_validator("pins")
    @classmethod
    def _digits(cls, value: dict[str, SecretStr]) -> dict[str, SecretStr]:
        for pin in value.values():
            text = pin.get_secret_value()
            if not (text.isascii() and text.isdigit() and 4 <= len(text) <= 12):
                raise ValueError("a PIN is 4 to 12 digits")
        return value

    @property
    def database(self) -> str:
        """The database URL with its default filled in."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'ensemble.db'}"

    @property
    def model_cache_dir(self) -> Path:
        """The folder that built checkpoints are kept in."""
        return self.model_cache or self.data_dir / "model"

    @property
    def plain_pins(self) -> dict[str, str]:
        """PINs by home id, readable."""
        return {home: pin.get_secret_value() for home, pin in self.pins.items()}
