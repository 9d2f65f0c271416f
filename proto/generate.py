"""Write the Python stubs of ensemble.v1 into proto/gen: `python proto/generate.py [FOLDER]`."""

from __future__ import annotations

import sys
from pathlib import Path

import grpc_tools
from grpc_tools import protoc

ROOT = Path(__file__).resolve().parent


def generate(target: Path) -> None:
    """Write `ensemble/v1/*_pb2.py`, `.pyi` and `_pb2_grpc.py` under target; raises RuntimeError."""
    target.mkdir(parents=True, exist_ok=True)
    well_known = Path(grpc_tools.__file__).parent / "_proto"
    sources = sorted(str(p.relative_to(ROOT)) for p in ROOT.glob("ensemble/v1/*.proto"))
    options = [f"--proto_path={ROOT}", f"--proto_path={well_known}"]
    options += [f"--{kind}_out={target}" for kind in ("python", "pyi", "grpc_python")]
    if protoc.main(["protoc", *options, *sources]) != 0:
        raise RuntimeError("protoc failed; its messages are above")
    for folder in (target / "ensemble", target / "ensemble" / "v1"):
        (folder / "__init__.py").touch()
    (target / "ensemble" / "py.typed").touch()


if __name__ == "__main__":
    generate(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "gen")
