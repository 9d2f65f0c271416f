"""Built plans on disk: one file each, found only by exactly what it was built with."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from model_core.errors import KernelUnavailable
from model_core.experts import files
from model_core.experts.tensorrt.lowering import Lowering, Shape

_SOURCES = ("ahead.py", "triton.py", "tensorrt/graph.py", "tensorrt/networks.py", "tensorrt/plugin.py")
"""What a plan is made from, in the folder of the kernels."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Key:
    """All that a plan depends on; with any of it changed, the plan is another."""

    version: str
    """Of TensorRT."""
    device: str
    """The GPU's name: a plan is tuned for one model of GPU."""
    capability: tuple[int, int]
    lowering: Lowering
    shape: Shape

    @property
    def name(self) -> str:
        """The plan's file name."""
        shape, (major, minor) = self.shape, self.capability
        sizes = f"e{shape.experts}-h{shape.hidden}-m{shape.width}-k{shape.per_token}-t{shape.tokens}"
        digest = hashlib.sha256(json.dumps(self.header(), sort_keys=True).encode()).hexdigest()[:12]
        return f"{self.lowering.value}-{shape.dtype}-{sizes}-sm{major}{minor}-{digest}.plan"

    def header(self) -> dict[str, Any]:
        """What stands in front of the plan in its file."""
        return {
            "tensorrt": self.version,
            "device": self.device,
            "capability": list(self.capability),
            "lowering": self.lowering.value,
            "shape": asdict(self.shape),
            "sources": sources(),
        }


@cache
def sources() -> str:
    """A hash of the code that plans are made from: a plan of another version of it is stale."""
    folder = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256()
    for name in _SOURCES:
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()


def folder() -> Path:
    """Where plans are kept."""
    return files.folder() / "plans"


def write(key: Key, content: bytes, where: Path) -> None:
    """Keep a plan. Raises OSError."""
    header = {**key.header(), "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    files.write(where / key.name, json.dumps(header).encode() + b"\n" + content)


def read(key: Key, where: Path) -> bytes | None:
    """A plan built with exactly this key; None if there is none, or it is damaged."""
    try:
        header, _, content = (where / key.name).read_bytes().partition(b"\n")
        found = json.loads(header)
        whole = found.pop("bytes") == len(content)
        whole = found.pop("sha256") == hashlib.sha256(content).hexdigest() and whole
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        _log.warning("a plan cannot be read and is built again: %s: %s", key.name, error)
        return None
    if not whole or found != key.header():
        _log.warning("a plan is damaged and is built again: %s", key.name)
        return None
    return content


def obtain(keys: Sequence[Key], build: Callable[[Key], bytes], where: Path) -> tuple[Key, bytes]:
    """The first stored plan of these, or else the first that can be built, which is then stored.

    Stored ones come first so that a way that cannot be built is not tried at every start.
    Raises KernelUnavailable if none can be built.
    """
    for key in keys:
        stored = read(key, where)
        if stored is not None:
            return key, stored
    reasons = []
    for key in keys:
        try:
            content = build(key)
        except KernelUnavailable as error:
            _log.warning("no plan by %s: %s", key.lowering.value, error)
            reasons.append(f"{key.lowering.value}: {error}")
            continue
        try:
            write(key, content, where)
        except OSError as error:
            _log.warning("a plan is not kept: %s", error)
        return key, content
    raise KernelUnavailable("TensorRT built no plan for this shape; " + "; ".join(reasons))
