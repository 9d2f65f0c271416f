"""Timings of expert kernels, remembered a machine: what is damaged or of another machine is ignored."""

from __future__ import annotations

import json
import logging
import math
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from model_core.experts import files

FORMAT = 1
_PACKAGES = ("torch", "triton", "tensorrt")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Timing:
    """How one kernel did on one shape."""

    milliseconds: float
    error: float
    """Largest difference from the oracle, relative to the oracle's largest value."""


def case(able: Sequence[str], gate_up: Tensor, *, tokens: int, per_token: int) -> str:
    """What timings depend on beside the machine: kernels, type and shape of the weights, tokens."""
    dtype = str(gate_up.dtype).removeprefix("torch.")
    shape = "x".join(map(str, gate_up.shape))
    return f"{'+'.join(able)} {dtype} {shape} {per_token} of {tokens}"


def machine() -> str:
    """The processor or GPU, and the versions of what runs on it."""
    device = (
        f"{torch.cuda.get_device_name()} sm{''.join(map(str, torch.cuda.get_device_capability()))}"
        if torch.cuda.is_available()
        else platform.processor() or platform.machine()
    )
    return ", ".join([device, *(f"{name} {_version(name)}" for name in _PACKAGES)])


def recall(case: str, *, file: Path | None = None) -> Mapping[str, Timing] | None:
    """What was measured on this machine, the fastest first; None if nothing usable is remembered."""
    found = _read(file or path()).get(case, {})
    try:
        timings = {name: Timing(float(ms), float(error)) for name, (ms, error) in found.items()}
    except (AttributeError, TypeError, ValueError):
        return None
    if not timings or not all(math.isfinite(t.milliseconds) and t.milliseconds > 0 for t in timings.values()):
        return None
    return dict(sorted(timings.items(), key=lambda item: item[1].milliseconds))


def remember(case: str, timings: Mapping[str, Timing], *, file: Path | None = None) -> None:
    """Keep what was measured; a folder that cannot be written costs measuring it again, no more."""
    file = file or path()
    cases = _read(file) | {case: {name: [t.milliseconds, t.error] for name, t in timings.items()}}
    content = {"format": FORMAT, "machine": machine(), "cases": cases}
    try:
        files.write(file, json.dumps(content, indent=1).encode())
    except OSError as error:
        _log.warning("timings are not remembered: %s", error)


def path() -> Path:
    """Where timings are kept."""
    return files.folder() / "timings.json"


def _read(file: Path) -> dict[str, Any]:
    """Cases of this machine; none if the file is missing, damaged or another machine's."""
    try:
        content = json.loads(file.read_bytes())
        ours = content["format"] == FORMAT and content["machine"] == machine()
        cases = content["cases"] if ours else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return cases if isinstance(cases, dict) else {}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "absent"
