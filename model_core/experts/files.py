"""The folder of what can be made again: timings and plans, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def folder() -> Path:
    """ENSEMBLE_KERNEL_CACHE, or `ensemble/kernels` in the user's cache folder (XDG base directories)."""
    given = os.environ.get("ENSEMBLE_KERNEL_CACHE")
    if given:
        return Path(given)
    caches = os.environ.get("XDG_CACHE_HOME")
    return (Path(caches) if caches else Path.home() / ".cache") / "ensemble" / "kernels"


def write(path: Path, content: bytes) -> None:
    """Put a whole file in place at once; a reader sees the old one or the new one. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
