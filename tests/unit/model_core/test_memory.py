"""Memory is handed back, and what it held is still there."""

import mmap
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from model_core import memory

SIZE = 8 << 20


@pytest.fixture
def library(tmp_path: Path) -> Iterator[mmap.mmap]:
    """A file that is mapped as the loader maps a library's code, and wholly read."""
    path = tmp_path / "libexample.so"
    path.write_bytes(bytes(range(256)) * (SIZE // 256))
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, mmap.MAP_PRIVATE, mmap.PROT_READ) as mapped:
        assert len(mapped.read()) == SIZE
        yield mapped


def resident_kb(name: str) -> int:
    lines = iter(Path("/proc/self/smaps").read_text(encoding="utf-8").splitlines())
    next(line for line in lines if line.endswith(name))
    return int(next(line for line in lines if line.startswith("Rss:")).split()[1])


@pytest.mark.skipif(sys.platform != "linux", reason="needs what Linux tells a process of its memory")
def test_code_that_nothing_runs_is_not_resident_and_comes_back_when_it_is_used(library: mmap.mmap) -> None:
    assert resident_kb("libexample.so") == SIZE >> 10
    memory.page_out_libraries()
    assert resident_kb("libexample.so") == 0
    assert library[:256] == library[-256:] == bytes(range(256))


def test_freed_memory_is_handed_back_without_harm() -> None:
    kept = [bytes(1000) for _ in range(1000)]
    memory.give_back()
    assert all(block == bytes(1000) for block in kept)
