"""What docs/gpu.md says of kernels, ways and commands is what the code has."""

from __future__ import annotations

import re
from pathlib import Path

from model_core import experts
from model_core.experts import ahead
from model_core.experts.tensorrt.lowering import MOST, SHORT, Lowering
from model_core.experts.transformers import PREFIX

ROOT = Path(__file__).resolve().parents[3]
TEXT = (ROOT / "docs" / "gpu.md").read_text(encoding="utf-8")


def test_the_gpus_are_those_that_are_compiled_for() -> None:
    (named,) = re.findall(r"binary for SM ([\d, and]+),", TEXT)
    assert tuple(map(int, re.findall(r"\d+", named))) == ahead.CAPABILITIES


def test_the_ways_are_in_their_order() -> None:
    table = TEXT.partition("| way | where |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == [way.value for way in Lowering]
    assert f"up to {SHORT} tokens" in table
    assert f"more than {MOST} are computed in parts" in TEXT


def test_every_kernel_can_be_asked_for_by_the_name_that_is_given() -> None:
    (line,) = re.findall(rf'"{PREFIX}(\w+)"\)\s+# or (.+)', TEXT)
    assert {line[0], *re.findall(r"-(\w+)", line[1])} == set(experts.names())


def test_the_one_command_exists() -> None:
    assert "make test-gpu" in TEXT
    assert re.search(r"^test-gpu:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
