"""The contract's style, and that the stubs in the repository are those of its files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from ensemble.v1 import assistant_pb2, common_pb2, device_pb2, home_pb2

PROTO = Path(__file__).resolve().parents[3] / "proto"


def test_the_stubs_are_what_the_generator_writes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(PROTO / "generate.py"), str(tmp_path)], check=True, timeout=50)
    fresh = {p.relative_to(tmp_path): p.read_text() for p in tmp_path.rglob("*.py*") if p.is_file()}
    kept = {
        p.relative_to(PROTO / "gen"): p.read_text()
        for p in (PROTO / "gen").rglob("*.py*")
        if p.is_file() and "__pycache__" not in p.parts
    }
    assert sorted(map(str, fresh)) == sorted(map(str, kept))
    assert fresh == kept


def test_the_contract_keeps_the_standard_style() -> None:
    buf = Path(sys.executable).parent / "buf"
    result = subprocess.run(
        [str(buf), "lint", str(PROTO)], capture_output=True, text=True, timeout=50, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_string_states_its_bound() -> None:
    """A microcontroller reserves memory by what the comments promise."""
    missing: list[str] = []
    for module in (common_pb2, assistant_pb2, device_pb2, home_pb2):
        lines = (PROTO / module.DESCRIPTOR.name).read_text().splitlines()
        for number, line in enumerate(lines):
            words = line.split()
            if not words or words[0] not in {"string", "repeated"} or "string" not in words[:2]:
                continue
            above = " ".join(
                text.strip() for text in lines[max(0, number - 3) : number] if text.strip().startswith("//")
            )
            if not any(part in above for part in ("characters", "Id", "BCP", "As received")):
                missing.append(f"{module.DESCRIPTOR.name}:{number + 1}: {line.strip()}")
    assert missing == []


def test_requests_are_small_enough_for_firmware() -> None:
    """An utterance with its ids fits the buffer of a small device."""
    request = assistant_pb2.ConverseRequest(
        home_id="h" * 64, conversation_id="c" * 64, utterance="é" * 2000, device_id="d" * 64, room_id="r" * 64
    )
    assert request.ByteSize() < 4400
