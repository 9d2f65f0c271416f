"""What every benchmark prints and writes: a table for people, JSON for machines."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table


def machine() -> dict[str, str | int]:
    """The hardware that figures were measured on."""
    cpu = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    return {"cpu": cpu, "cores": os.cpu_count() or 0, "system": platform.platform()}


def commit() -> str:
    """The commit that was measured, with a plus when the tree has changes."""
    found = subprocess.run(
        ["git", "describe", "--always", "--dirty=+"], capture_output=True, text=True, check=False
    )
    return found.stdout.strip() or "unknown"


def resident_mb(process: int) -> float:
    """Resident memory of a process and its children, in MB (10^6 bytes)."""
    total = 0
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            total = int(line.split()[1]) * 1024
    return total / 1e6 + sum(resident_mb(int(child)) for child in children)


def save(figures: Mapping[str, float], path: Path | None, *, gpu: str | None = None) -> None:
    """Write the figures with machine and commit, where a path is given; `gpu` is what was measured on."""
    if path is not None:
        where = machine() | ({"gpu": gpu} if gpu else {})
        content = {"figures": dict(figures), "machine": where, "commit": commit()}
        path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def report(title: str, figures: Mapping[str, float], path: Path | None) -> None:
    """Print the figures and, where a path is given, write them with machine and commit."""
    table = Table(title=title)
    table.add_column("figure")
    table.add_column("value", justify="right")
    for name, value in figures.items():
        table.add_row(name, f"{value:,.1f}" if value < 1000 else f"{value:,.0f}")
    Console().print(table)
    save(figures, path)
