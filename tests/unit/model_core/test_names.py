"""Checkpoint folders as they are found: names, layouts, several files, and what is wrong with them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from model_core import checkpoint
from model_core.config import ModelConfig
from model_core.errors import CheckpointCorrupt, CheckpointMissing
from model_core.names import from_hugging_face
from tests.unit.model_core import tiny


def saved(raw: dict[str, Any], folder: Path) -> dict[str, torch.Tensor]:
    tiny.oracle(raw).save_pretrained(folder)
    return load_file(folder / checkpoint.WEIGHTS)


def put(folder: Path, tensors: dict[str, torch.Tensor]) -> None:
    save_file(tensors, folder / checkpoint.WEIGHTS, metadata={"format": "pt"})


@pytest.mark.parametrize(
    ("raw", "published"),
    [
        (tiny.MIXTRAL, "model.layers.1.block_sparse_moe.experts.5.w3.weight"),
        (tiny.QWEN, "model.layers.1.mlp.experts.6.up_proj.weight"),
        (tiny.GLM, "model.layers.1.mlp.shared_experts.up_proj.weight"),
        (tiny.GPT_OSS, "model.layers.1.mlp.experts.gate_up_proj_bias"),
        (tiny.MIMO, "model.layers.1.self_attn.attention_sink_bias"),
    ],
    ids=lambda value: value["model_type"] if isinstance(value, dict) else "",
)
def test_what_transformers_saves_has_the_published_names(
    raw: dict[str, Any], published: str, tmp_path: Path
) -> None:
    assert published in saved(raw, tmp_path)


def test_alternating_columns_come_apart() -> None:
    config = ModelConfig.from_dict({**tiny.GPT_OSS, "num_local_experts": 2})
    alternating = torch.tensor([[[1.0, -1, 2, -2], [3, -3, 4, -4]]]).expand(2, 2, 4)  # [E, H, 2M]
    prefix = "layers.0.mlp.experts"
    ours = from_hugging_face(
        {
            f"model.{prefix}.gate_up_proj": alternating,
            f"model.{prefix}.gate_up_proj_bias": torch.tensor([[1.0, -1, 2, -2]] * 2),
        },
        config,
    )
    assert ours[f"{prefix}.gate_up"][1].tolist() == [[1, 3], [2, 4], [-1, -3], [-2, -4]]
    assert ours[f"{prefix}.gate_up_bias"][1].tolist() == [1, 2, -1, -2]


def test_layers_that_predict_further_tokens_are_left_out(tmp_path: Path) -> None:
    for raw, extra in (
        (tiny.GLM, "model.layers.4.eh_proj.weight"),
        (tiny.MIMO, "model.mtp.layers.0.eh_proj.weight"),
    ):
        put(tmp_path, {**saved(raw, tmp_path), extra: torch.zeros(2)})
        checkpoint.load(tmp_path)
    put(tmp_path, {**saved(tiny.QWEN, tmp_path), "model.layers.4.eh_proj.weight": torch.zeros(2)})
    with pytest.raises(CheckpointCorrupt, match="eh_proj"):
        checkpoint.load(tmp_path)


def test_an_output_matrix_that_is_tied_may_be_there_as_well(tmp_path: Path) -> None:
    tensors = saved(tiny.ALL["llama tied"], tmp_path)
    put(tmp_path, {**tensors, "lm_head.weight": tensors["model.embed_tokens.weight"].clone()})
    model = checkpoint.load(tmp_path)
    assert model.head is None


@pytest.mark.parametrize("missing", ["experts.3.down_proj", "experts.3.gate_proj", "gate.weight", "lm_head"])
def test_a_missing_tensor_is_named(missing: str, tmp_path: Path) -> None:
    tensors = saved(tiny.QWEN, tmp_path)
    put(tmp_path, {name: tensor for name, tensor in tensors.items() if missing not in name})
    with pytest.raises(CheckpointCorrupt, match=r"3, '(down|gate)'|gate\.weight|head\.weight"):
        checkpoint.load(tmp_path)


def split(folder: Path) -> dict[str, Any]:
    """Put the weights of a folder into two files with an index."""
    tensors = load_file(folder / checkpoint.WEIGHTS)
    (folder / checkpoint.WEIGHTS).unlink()
    places = {name: f"model-0000{number % 2}.safetensors" for number, name in enumerate(sorted(tensors))}
    for file in set(places.values()):
        save_file({name: tensors[name] for name in tensors if places[name] == file}, folder / file)
    return {"metadata": {}, "weight_map": places}


def test_weights_in_several_files_are_read_by_their_index(tmp_path: Path) -> None:
    theirs = tiny.oracle(tiny.MIXTRAL)
    whole = tiny.ours(theirs, tmp_path)
    (tmp_path / checkpoint.INDEX).write_text(json.dumps(split(tmp_path)))
    parts = checkpoint.load(tmp_path, dtype=torch.float32)
    assert all(torch.equal(a, b) for a, b in zip(whole.parameters(), parts.parameters(), strict=True))
    (tmp_path / "model-00001.safetensors").unlink()
    with pytest.raises(CheckpointMissing, match="model-00001"):
        checkpoint.load(tmp_path)


NOT_NAMES = ['{"weight_map": {"a": 5}}', '{"weight_map": {"a": null, "b": "c"}}', '{"weight_map": {"a": []}}']


@pytest.mark.parametrize("index", ["{", "[]", "{}", '{"weight_map": 3}', *NOT_NAMES])
def test_a_damaged_index_is_refused(index: str, tmp_path: Path) -> None:
    saved(tiny.LLAMA, tmp_path)
    (tmp_path / checkpoint.INDEX).write_text(index)
    with pytest.raises(CheckpointCorrupt, match="index"):
        checkpoint.load(tmp_path)


def test_an_index_names_no_file_outside_the_folder(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    saved(tiny.LLAMA, inside)
    (inside / checkpoint.WEIGHTS).rename(tmp_path / checkpoint.WEIGHTS)
    (inside / checkpoint.INDEX).write_text(json.dumps({"weight_map": {"a": f"../{checkpoint.WEIGHTS}"}}))
    with pytest.raises(CheckpointMissing):
        checkpoint.load(inside)


SHARDS = ("model-00001.safetensors", "model-00002.safetensors")
BESIDE = (
    checkpoint.CONFIG,
    "tokenizer.json",
    "generation_config.json",
    "tokenizer_config.json",
    "chat_template.jinja",
)


def put_index(folder: Path, *shards: str) -> None:
    (folder / checkpoint.INDEX).write_text(json.dumps({"weight_map": {name: name for name in shards}}))


def put_manifest(folder: Path, *, without: str = "") -> None:
    names = [path.name for path in folder.iterdir() if path.name not in (checkpoint.MANIFEST, without)]
    sums = {name: checkpoint.sha256(folder / name) for name in names}
    (folder / checkpoint.MANIFEST).write_text(json.dumps({"sha256": sums}))


@pytest.mark.parametrize("unlisted", [checkpoint.INDEX, *SHARDS, *BESIDE])
def test_a_manifest_lists_all_that_is_read(unlisted: str, tmp_path: Path) -> None:
    for name in (*SHARDS, *BESIDE):
        (tmp_path / name).write_text(name)
    put_index(tmp_path, *SHARDS)
    put_manifest(tmp_path)
    checkpoint.verify(tmp_path)
    put_manifest(tmp_path, without=unlisted)
    with pytest.raises(CheckpointCorrupt, match=f"{unlisted} .* is not listed"):
        checkpoint.verify(tmp_path)


@pytest.mark.parametrize("index_is_listed", [False, True])
def test_weights_that_were_put_beside_those_of_the_manifest_are_refused(
    index_is_listed: bool, tmp_path: Path
) -> None:
    (tmp_path / checkpoint.WEIGHTS).write_text("as published")
    if index_is_listed:
        put_index(tmp_path, "evil.safetensors")
    put_manifest(tmp_path)
    put_index(tmp_path, "evil.safetensors")
    (tmp_path / "evil.safetensors").write_text("put there later")
    with pytest.raises(CheckpointCorrupt, match="is not listed"):
        checkpoint.verify(tmp_path)


def test_a_manifest_without_the_weights_says_nothing_of_them(tmp_path: Path) -> None:
    (tmp_path / checkpoint.WEIGHTS).write_text("weights")
    put_manifest(tmp_path, without=checkpoint.WEIGHTS)
    with pytest.raises(CheckpointCorrupt, match=f"{checkpoint.WEIGHTS} .* is not listed"):
        checkpoint.verify(tmp_path)


def test_what_is_not_read_need_not_be_listed(tmp_path: Path) -> None:
    (tmp_path / checkpoint.WEIGHTS).write_text("weights")
    put_manifest(tmp_path)
    for name in ("confidence.json", "README.md", "another.safetensors"):
        (tmp_path / name).write_text(name)
    checkpoint.verify(tmp_path)


@pytest.mark.parametrize("manifest", ["{", "[]", "{}", '{"sha256": []}', '{"sha256": "model.safetensors"}'])
def test_a_damaged_manifest_is_refused(manifest: str, tmp_path: Path) -> None:
    (tmp_path / checkpoint.WEIGHTS).write_text("weights")
    (tmp_path / checkpoint.MANIFEST).write_text(manifest)
    with pytest.raises(CheckpointCorrupt, match="manifest"):
        checkpoint.verify(tmp_path)
