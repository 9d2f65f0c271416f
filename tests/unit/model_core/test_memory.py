"""Memory is handed back, and what it held is still there."""

import mmap
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from model_core import memory

SIZE = 8 << 20
HEAPS = """
import ctypes, threading
from model_core import memory
{told}
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, (ctypes.c_size_t,)
ready = threading.Barrier(4)
def take():
    ready.wait()
    kept.append(libc.malloc(1000))
    ready.wait()
kept = []
threads = [threading.Thread(target=take) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
libc.tmpfile.restype = ctypes.c_void_p
file = libc.tmpfile()
libc.malloc_info.argtypes = (ctypes.c_int, ctypes.c_void_p)
libc.malloc_info(0, file)
libc.rewind.argtypes = (ctypes.c_void_p,)
libc.rewind(file)
libc.fread.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_size_t, ctypes.c_void_p)
text = ctypes.create_string_buffer(1 << 16)
libc.fread(text, 1, 1 << 16, file)
print(text.value.count(b"<heap nr="))
"""
"""Prints how many heaps four threads took memory from."""


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


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="needs the heaps of glibc")
@pytest.mark.parametrize("together", [True, False])
def test_threads_share_one_heap(together: bool) -> None:
    """In a process of its own, as heaps that are there stay."""
    told = "memory.keep_together()" if together else "pass"
    ran = subprocess.run(
        [sys.executable, "-c", HEAPS.format(told=told)], capture_output=True, text=True, check=True
    )
    assert (int(ran.stdout) == 1) is together
