"""Checkpoint folders in the Hugging Face layout: built from base and adapter, verified, loaded."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from model_core import adapter, agreement, base, chat, confidence, upcycle
from model_core.config import ModelConfig
from model_core.errors import CheckpointCorrupt, CheckpointMissing
from model_core.model import Decoder
from model_core.names import from_hugging_face, to_hugging_face
from model_core.tokenizer import FILE as TOKENIZER
from model_core.weighing import judge

__all__ = [
    "ADAPTER",
    "BUNDLED",
    "CONFIG",
    "INDEX",
    "MANIFEST",
    "WEIGHTS",
    "build",
    "bundled",
    "from_hugging_face",
    "load",
    "sha256",
    "to_hugging_face",
    "verify",
]

BUNDLED = Path(__file__).parent / "checkpoints" / "home"
"""What training changed, kept with the code."""
ADAPTER, WEIGHTS, CONFIG, MANIFEST = (
    "adapter.safetensors.xz",
    "model.safetensors",
    "config.json",
    "manifest.json",
)
INDEX = "model.safetensors.index.json"
"""Names the files of a checkpoint whose weights are in several."""
_BESIDE = (INDEX, CONFIG, TOKENIZER, "generation_config.json", *chat.FILES)
"""What is read beside the weights, where a folder has it."""
Progress = Callable[[str, float], None]
"""Told a stage's name and how much of the whole is done, 0 to 1."""

_log = logging.getLogger(__name__)


def bundled(cache: Path, *, progress: Progress = lambda _stage, _done: None) -> Path:
    """The folder of the bundled checkpoint under `cache`, built the first time.

    Raises CheckpointMissing or CheckpointCorrupt when base, adapter or curve are not as published.
    """
    source = BUNDLED / ADAPTER
    if not source.is_file():
        raise CheckpointMissing(f"The trained weights are missing: {source.name}.", file=source.name)
    checksum = sha256(source)
    folder = cache / f"home-{checksum[:12]}"
    if not (folder / MANIFEST).is_file():
        build(folder, source, progress=progress)
    for name in (confidence.FILE, judge.FILE, agreement.FILE):
        measured = BUNDLED / name
        if measured.is_file():
            _put(folder / name, _measured_with(checksum, measured))
    return folder


def build(folder: Path, trained: Path, *, progress: Progress = lambda _stage, _done: None) -> None:
    """Write base, upcycled, with what was trained, as a glm4_moe checkpoint in the Hugging Face layout."""
    progress("checking the base model", 0.0)
    source = base.locate()
    tensors, metadata = adapter.load(trained)
    experts, width = _expert_shape(tensors)
    raw = upcycle.upcycle_config(
        base.CONFIG, experts=experts, per_token=int(metadata.get("experts_per_token", 2)), width=width
    )
    progress("reading the base model", 0.1)
    dense = base.load_weights(source)
    progress("adding what was trained", 0.5)
    weights = upcycle.upcycle_weights(dense, layers=raw["num_hidden_layers"], experts=experts, width=width)
    merged = adapter.merge(weights, tensors)
    progress("writing the checkpoint", 0.6)
    partial = folder.with_name(f"{folder.name}.{os.getpid()}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    save_file(to_hugging_face(merged), partial / WEIGHTS, metadata={"format": "pt"})
    (partial / CONFIG).write_text(json.dumps(raw, indent=2) + "\n", encoding="utf-8")
    (partial / TOKENIZER).write_text(base.tokenizer_json(source), encoding="utf-8")
    progress("recording checksums", 0.9)
    sums = {name: sha256(partial / name) for name in (WEIGHTS, CONFIG, TOKENIZER)}
    (partial / MANIFEST).write_text(json.dumps({"sha256": sums}, indent=2) + "\n", encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    partial.replace(folder)
    progress("ready", 1.0)


def verify(folder: Path) -> None:
    """Check every file against the manifest, and that it lists all that will be read.

    Only what plans are judged by need not be listed: it comes with the code, and says which adapter it is of.
    Raises CheckpointMissing, CheckpointCorrupt.
    """
    try:
        sums = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["sha256"]
        if not isinstance(sums, dict):
            raise TypeError("its checksums have no names")
    except FileNotFoundError as error:
        raise CheckpointMissing(f"There is no checkpoint at {folder}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise CheckpointCorrupt(
            f"{folder / MANIFEST} is damaged; delete the folder to build it again."
        ) from error
    for name, expected in sums.items():
        path = folder / name
        if not path.is_file():
            raise CheckpointMissing(f"{name} is missing in {folder}; delete the folder to build it again.")
        if sha256(path) != expected:
            raise CheckpointCorrupt(f"{name} in {folder} was changed; delete the folder to build it again.")
    for name in _what_is_read(folder):
        if name not in sums:
            raise CheckpointCorrupt(
                f"{name} in {folder} is not listed in {MANIFEST}; delete the folder to build it again.",
                file=name,
            )


def load(folder: Path, *, dtype: torch.dtype = torch.bfloat16) -> Decoder:
    """The model of a Hugging Face folder, for inference. Raises CheckpointMissing, CheckpointCorrupt."""
    config = ModelConfig.load(folder)
    weights = from_hugging_face(_read(folder), config)
    with torch.device("meta"):
        model = Decoder(config)
    cast = {n: t if n.endswith("e_score_correction_bias") else t.to(dtype) for n, t in weights.items()}
    try:
        model.load_state_dict(cast, assign=True)
    except RuntimeError as error:
        raise CheckpointCorrupt(f"The weights in {folder} do not fit their configuration: {error}") from error
    return model.eval().requires_grad_(False)


def lighten(model: Decoder, folder: Path) -> None:
    """Free what only a forward pass needs.

    What stays is mapped from the files anew, where it has their type: pages of the old mapping would stay
    with it, and those of a file are the system's to take back. Raises CheckpointMissing, CheckpointCorrupt.
    """
    model.forget_layers()
    kept = model.state_dict()
    again = from_hugging_face(_read(folder, lambda name: ".layers." not in name), model.config)
    model.load_state_dict({n: again[n].to(t.dtype) for n, t in kept.items()}, assign=True)
    model.requires_grad_(False)


def sha256(path: Path) -> str:
    """The checksum of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(folder: Path, wanted: Callable[[str], bool] = lambda _name: True) -> dict[str, Tensor]:
    """The tensors of a folder that are wanted, from one file or from those that its index names.

    They are mapped: a page of them takes memory once it is read.
    """
    tensors: dict[str, Tensor] = {}
    for name in _weight_files(folder):
        path = folder / name
        if path.parent != folder or not path.is_file():
            raise CheckpointMissing(f"{name} is missing in {folder}.", file=name)
        try:
            with safe_open(path, framework="pt") as file:
                tensors |= {n: file.get_tensor(n) for n in file.keys() if wanted(n)}  # noqa: SIM118
        except SafetensorError as error:
            raise CheckpointCorrupt(f"{path} is damaged: {error}.", file=name) from error
    return tensors


def _what_is_read(folder: Path) -> Iterator[str]:
    """Names of the files that make the model; an index comes before what it names."""
    yield from (name for name in _BESIDE if (folder / name).exists())
    yield from _weight_files(folder)


def _weight_files(folder: Path) -> list[str]:
    """Names of the files with the weights: those of the index, if there is one. Raises CheckpointCorrupt."""
    index = folder / INDEX
    if not index.is_file():
        return [WEIGHTS]
    try:
        names = set(json.loads(index.read_text(encoding="utf-8"))["weight_map"].values())
        if not all(isinstance(name, str) for name in names):
            raise TypeError("it names files by what is no text")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CheckpointCorrupt(f"{index} is damaged: {error}.", file=INDEX) from error
    return sorted(names)


def _expert_shape(tensors: dict[str, Any]) -> tuple[int, int]:
    found = next((t for n, t in tensors.items() if n.endswith(".experts.down")), None)
    if found is None:
        raise CheckpointCorrupt("The trained weights hold no routed experts.")
    return found.shape[0], found.shape[2]


def _measured_with(checksum: str, calibration: Path) -> bytes | None:
    """The curve's file where it is of the adapter with this checksum. Raises CheckpointCorrupt."""
    content = calibration.read_bytes()
    try:
        raw = json.loads(content)
    except ValueError as error:
        raise CheckpointCorrupt(f"{calibration.name} is damaged: {error}.", file=calibration.name) from error
    if isinstance(raw, dict) and raw.get("adapter") == checksum:
        return content
    _log.warning("%s was measured with another adapter and is left out.", calibration)
    return None


def _put(path: Path, content: bytes | None) -> None:
    """Let the file have this content or, with None, be absent. Raises CheckpointCorrupt where it cannot."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    try:
        if (path.read_bytes() if path.exists() else None) == content:
            return
        if content is None:
            path.unlink()
        else:
            partial.write_bytes(content)
            partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink()
        raise CheckpointCorrupt(
            f"{path} is not of this version and cannot be changed: {error.strerror}.", file=path.name
        ) from error
