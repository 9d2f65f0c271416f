"""Write the Python stubs of ensemble.v1 into proto/gen: `python proto/generate.py [FOLDER]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import grpc_tools
from google.protobuf.descriptor_pb2 import FileDescriptorProto, FileDescriptorSet, MethodDescriptorProto
from grpc_tools import protoc

ROOT = Path(__file__).resolve().parent


def generate(target: Path) -> None:
    """Write `ensemble/v1/*_pb2.py`, `*_pb2_grpc.py` and their `.pyi` under target; raises RuntimeError."""
    target.mkdir(parents=True, exist_ok=True)
    _protoc(*(f"--{kind}_out={target}" for kind in ("python", "pyi", "grpc_python")))
    for file in _descriptors():
        name = file.name.removesuffix(".proto") + "_pb2_grpc.pyi"
        (target / name).write_text(_service_types(file), encoding="utf-8")
    for folder in (target / "ensemble", target / "ensemble" / "v1"):
        (folder / "__init__.py").touch()
    (target / "ensemble" / "py.typed").touch()


def _protoc(*options: str) -> None:
    well_known = Path(grpc_tools.__file__).parent / "_proto"
    sources = sorted(str(p.relative_to(ROOT)) for p in ROOT.glob("ensemble/v1/*.proto"))
    if protoc.main(["protoc", f"--proto_path={ROOT}", f"--proto_path={well_known}", *options, *sources]):
        raise RuntimeError("protoc failed; its messages are above")


def _descriptors() -> list[FileDescriptorProto]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "set.binpb"
        _protoc(f"--descriptor_set_out={path}")
        return list(FileDescriptorSet.FromString(path.read_bytes()).file)


def _service_types(file: FileDescriptorProto) -> str:
    """The types of a file's services for grpc.aio; protoc writes none."""
    module = Path(file.name).stem + "_pb2"
    lines = [
        "from collections.abc import AsyncIterator",
        "from typing import Any",
        "",
        "import grpc",
        "import grpc.aio",
        "",
        f"from {file.package} import {module}",
        "",
    ]
    for service in file.service:
        lines += [
            f"class {service.name}Stub:",
            "    def __init__(self, channel: grpc.aio.Channel) -> None: ...",
        ]
        for method in service.method:
            lines.append(
                f"    {method.name}: grpc.aio.{_shape(method)}MultiCallable[{_types(module, method)}]"
            )
        lines += ["", f"class {service.name}Servicer:"]
        for method in service.method:
            lines += _handler(module, method)
        lines += [
            "",
            f"def add_{service.name}Servicer_to_server(",
            f"    servicer: {service.name}Servicer, server: grpc.aio.Server",
            ") -> None: ...",
            "",
        ]
    return "\n".join(lines)


def _shape(method: MethodDescriptorProto) -> str:
    sides = (method.client_streaming, method.server_streaming)
    return "".join("Stream" if streaming else "Unary" for streaming in sides)


def _types(module: str, method: MethodDescriptorProto) -> str:
    request, response = (name.rpartition(".")[2] for name in (method.input_type, method.output_type))
    return f"{module}.{request}, {module}.{response}"


def _handler(module: str, method: MethodDescriptorProto) -> list[str]:
    request, response = _types(module, method).split(", ")
    if method.client_streaming:
        request = f"AsyncIterator[{request}]"
    start, result = ("async def", response)
    if method.server_streaming:
        start, result = ("def", f"AsyncIterator[{response}]")
    return [
        f"    {start} {method.name}(",
        f"        self, request: {request}, context: grpc.aio.ServicerContext[Any, Any]",
        f"    ) -> {result}: ...",
    ]


if __name__ == "__main__":
    generate(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "gen")
