"""What training changed, and nothing else: low-rank updates of projections and the routed experts.

On disk the experts and the low-rank factors are int8 with one scale a row, the routers bfloat16; a file
whose name ends in `.xz` is compressed, to two thirds.
"""

from __future__ import annotations

import json
import lzma
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from model_core.errors import CheckpointCorrupt, CheckpointMissing

_LOW, _HIGH = ".low_rank.down", ".low_rank.up"
_SCALE = ".scale"
LEVELS = 15
"""Largest magnitude of a stored expert weight: five bits compress to half of what eight take."""
FACTOR_LEVELS = 127
"""Largest magnitude of a stored low-rank factor."""


PLAIN = "adapter.safetensors"
"""Name of the file that a run writes: compressing takes most of a minute, for every save too long."""
_COMPRESSED = ".xz"


def inside(folder: Path) -> Path:
    """The trained weights in a folder: the plain file that a run writes, else the compressed one."""
    plain, compressed = folder / PLAIN, folder / (PLAIN + _COMPRESSED)
    return compressed if compressed.is_file() and not plain.is_file() else plain


def save(path: Path, tensors: Mapping[str, Tensor], *, metadata: Mapping[str, str]) -> None:
    """Write trained tensors; three-dimensional ones and low-rank factors are quantised to int8 by row."""
    packed: dict[str, Tensor] = {}
    for name, tensor in tensors.items():
        if tensor.dim() == 3:
            packed[name], packed[name + _SCALE] = quantise(tensor, LEVELS)
        elif name.endswith((_LOW, _HIGH)):
            packed[name], packed[name + _SCALE] = quantise(tensor, FACTOR_LEVELS)
        elif name.endswith("e_score_correction_bias"):
            packed[name] = tensor.detach().float().contiguous()
        else:
            packed[name] = tensor.detach().to(torch.bfloat16).contiguous()
    temporary = path.with_suffix(".partial")
    save_file(packed, temporary, metadata=dict(metadata))
    if path.suffix == _COMPRESSED:
        plain, temporary = temporary, path.with_suffix(".compressed")
        with plain.open("rb") as source, lzma.open(temporary, "wb") as target:
            shutil.copyfileobj(source, target)
        plain.unlink()
    temporary.chmod(0o644)
    temporary.replace(path)


def load(path: Path) -> tuple[dict[str, Tensor], dict[str, str]]:
    """Tensors in float32 and the metadata. Raises CheckpointMissing, CheckpointCorrupt."""
    if not path.is_file():
        raise CheckpointMissing(f"The trained weights are missing: {path.name}.", file=path.name)
    try:
        with _plain(path) as plain, safe_open(plain, framework="pt") as file:
            stored = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - not a mapping
            metadata = file.metadata() or {}
    except (SafetensorError, json.JSONDecodeError, lzma.LZMAError, EOFError) as error:
        raise CheckpointCorrupt(f"{path.name} is damaged: {error}.", file=path.name) from error
    tensors = {}
    for name, tensor in stored.items():
        if not name.endswith(_SCALE):
            scale = stored.get(name + _SCALE)
            tensors[name] = tensor.float() if scale is None else tensor.float() * scale.float()
    return tensors, metadata


@contextmanager
def _plain(path: Path) -> Iterator[Path]:
    """A file that is not compressed: the one at `path`, or what is in it."""
    if path.suffix != _COMPRESSED:
        yield path
        return
    with TemporaryDirectory() as folder:
        plain = Path(folder) / path.stem
        with lzma.open(path) as source, plain.open("wb") as target:
            shutil.copyfileobj(source, target)
        yield plain


def merge(base: dict[str, Tensor], trained: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The base with low-rank updates added and the other trained tensors put in place of its own."""
    merged = dict(base)
    for name, tensor in trained.items():
        if name.endswith(_HIGH):
            continue
        if name.endswith(_LOW):
            target = name.removesuffix(_LOW) + ".weight"
            update = trained[name.removesuffix(_LOW) + _HIGH] @ tensor
            merged[target] = (merged[target].float() + update).to(merged[target].dtype)
        elif name in merged:
            merged[name] = tensor.to(merged[name].dtype)
        else:
            raise CheckpointCorrupt(f"The trained weights name {name!r}, which the base does not have.")
    return merged


def quantise(tensor: Tensor, levels: int) -> tuple[Tensor, Tensor]:
    """int8 values up to `levels` and a bfloat16 scale for each row of the last dimension; 1 for zeros."""
    values = tensor.detach().float()
    scale = values.abs().amax(dim=-1, keepdim=True) / levels
    scale = torch.where(scale == 0, torch.ones_like(scale), scale).to(torch.bfloat16)
    return (values / scale.float()).round().clamp(-levels, levels).to(torch.int8), scale
