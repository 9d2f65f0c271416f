"""Timings of expert kernels, remembered for a device and their own code: all else in the file is ignored."""

from __future__ import annotations

import hashlib
import json
import logging
import math
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from model_core.experts import files

FORMAT = 2
_PACKAGES = ("torch", "triton", "tensorrt")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Timing:
    """How one kernel did on one shape."""

    milliseconds: float
    error: float
    """Largest difference from the oracle, relative to the oracle's largest value."""


def case(able: Sequence[str], gate_up: Tensor, *, tokens: int, per_token: int) -> str:
    """What timings depend on beside the code: kernels, device, type and shape of the weights, tokens."""
    dtype = str(gate_up.dtype).removeprefix("torch.")
    shape = "x".join(map(str, gate_up.shape))
    return f"{'+'.join(able)} on {_hardware(gate_up.device)}: {dtype} {shape} {per_token} of {tokens}"


@cache
def code() -> str:
    """The code that was measured: versions of its packages, and a hash of the kernels' sources."""
    digest = hashlib.sha256()
    folder = Path(__file__).resolve().parent
    for source in sorted(folder.rglob("*.py")):
        digest.update(f"{source.relative_to(folder)} {source.stat().st_size}\n".encode())
        digest.update(source.read_bytes())
    return ", ".join([f"kernels {digest.hexdigest()}", *(f"{name} {_version(name)}" for name in _PACKAGES)])


def recall(
    case: str, *, able: Sequence[str], tolerance: float, file: Path | None = None
) -> Mapping[str, Timing] | None:
    """What this code did in this case, the fastest first; None if nothing usable is remembered.

    Usable are the kernels that are `able` to run and whose error is within the tolerance.
    """
    found = _read(file or path()).get(case)
    if not isinstance(found, dict):
        return None
    timings = {name: timing for name in able if (timing := _timing(found.get(name), tolerance))}
    return dict(sorted(timings.items(), key=lambda item: item[1].milliseconds)) or None


def remember(case: str, timings: Mapping[str, Timing], *, file: Path | None = None) -> None:
    """Keep what was measured; a folder that cannot be written costs measuring it again, no more."""
    file = file or path()
    cases = _read(file) | {case: {name: [t.milliseconds, t.error] for name, t in timings.items()}}
    content = {"format": FORMAT, "code": code(), "cases": cases}
    try:
        files.write(file, json.dumps(content, indent=1).encode())
    except OSError as error:
        _log.warning("timings are not remembered: %s", error)


def path() -> Path:
    """Where timings are kept."""
    return files.folder() / "timings.json"


def _read(file: Path) -> dict[str, Any]:
    """Cases of this code; none if the file is missing, damaged or other code's."""
    try:
        content = json.loads(file.read_bytes())
        ours = content["format"] == FORMAT and content["code"] == code()
        cases = content["cases"] if ours else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return cases if isinstance(cases, dict) else {}


def _timing(found: Any, tolerance: float) -> Timing | None:
    """An entry of the file, if it is one and within the tolerance."""
    if not isinstance(found, list):
        return None
    try:
        milliseconds, error = map(float, found)
    except (TypeError, ValueError, OverflowError):
        return None
    # Written so that what is not a number is left out as well.
    usable = 0 < milliseconds < math.inf and 0 <= error <= tolerance
    return Timing(milliseconds, error) if usable else None


def _hardware(device: torch.device) -> str:
    """The model of GPU or processor that a device is."""
    if device.type == "cuda":
        capability = "".join(map(str, torch.cuda.get_device_capability(device)))
        return f"{torch.cuda.get_device_name(device)} sm{capability}"
    return f"{device.type} {platform.processor() or platform.machine()}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "absent"
