"""How the loops of this package are compiled, and where what was compiled is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from numba import config as _config
from numba import njit

FAST = {"reassoc", "contract", "arcp", "nsz", "afn"}
"""Without nnan and ninf: an exponential may overflow to infinity, and what is divided by it is 0."""
config: Any = _config
_HERE = Path(__file__).parent


def stamp(folder: Path) -> str:
    """A digest of all modules of a folder."""
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.py")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _compiled(**options: Any) -> Callable[[Callable[..., Any]], Any]:
    """A decorator; what it compiles is kept in a folder for the package as it is now.

    numba looks at nothing but a function's own module, and functions of one module contain those of others.
    """

    def decorate(function: Callable[..., Any]) -> Any:
        before = config.CACHE_DIR
        config.CACHE_DIR = str(Path(before or _HERE / "__pycache__") / f"loops-{_STAMP}")
        try:
            return njit(fastmath=FAST, cache=True, nogil=True, error_model="numpy", **options)(function)
        finally:
            config.CACHE_DIR = before

    return decorate


_STAMP = stamp(_HERE)
serial = _compiled()
inline = _compiled(inline="always")
parallel = _compiled(parallel=True)
