"""What configurations say that models weigh, against the tensors of real and of very large models."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch

from model_core import adapter, checkpoint, presets
from model_core.cache import KeyValues
from model_core.config import ModelConfig
from model_core.model import Decoder
from model_core.presets import skeleton
from tests.unit.model_core import tiny

CORRECTION = "e_score_correction_bias"


def numel(model: Any) -> int:
    """All parameters, and the routers' correction biases, which are buffers."""
    buffers = sum(b.numel() for n, b in model.named_buffers() if n.endswith(CORRECTION))
    return sum(int(p.numel()) for p in model.parameters()) + int(buffers)


@pytest.mark.parametrize("raw", tiny.ALL.values(), ids=tiny.ALL)
def test_parameters_are_those_that_exist_here_and_in_transformers(raw: dict[str, Any]) -> None:
    config = ModelConfig.from_dict(raw)
    assert config.parameters == numel(skeleton(config))
    assert config.parameters == numel(tiny.oracle(raw, device="meta"))


@pytest.mark.parametrize("raw", tiny.ALL.values(), ids=tiny.ALL)
@pytest.mark.parametrize(("dtype", "bits"), [(torch.bfloat16, 16), (torch.float32, 32)], ids=str)
def test_bytes_are_those_of_the_tensors_that_a_token_reads(
    raw: dict[str, Any], dtype: torch.dtype, bits: int
) -> None:
    config = ModelConfig.from_dict(raw)
    held = read = active = routed = 0
    for name, tensor in skeleton(config).state_dict().items():
        size = tensor.numel() * (4 if name.endswith(CORRECTION) else dtype.itemsize)
        expert = ".mlp.experts." in name
        share = config.experts_per_token / config.experts if expert else 1
        row = name == "embed_tokens.weight" and not config.tied_embeddings
        held += size
        read += size // config.vocabulary if row else round(size * share)
        active += round(tensor.numel() * share)
        routed += tensor.numel() * expert
    assert config.bytes_held(bits) == held
    assert config.bytes_read(bits) == read
    assert config.active_parameters == active
    assert config.expert_parameters == routed


@pytest.mark.parametrize("raw", tiny.ALL.values(), ids=tiny.ALL)
def test_the_cache_takes_what_was_said(raw: dict[str, Any]) -> None:
    config = ModelConfig.from_dict(raw)
    for dtype, bits in ((torch.bfloat16, 16), (torch.float32, 32)):
        assert (
            KeyValues(config, 9, dtype).bytes
            == config.cache_bytes(9, bits)
            == 9 * config.cache_bytes(1, bits)
        )


def test_a_window_is_read_and_not_the_whole_cache() -> None:
    config = ModelConfig.from_dict(tiny.MIMO)  # windows of 5 tokens in 5 of 7 layers
    size = 24 + 16
    assert config.cache_bytes(20) == 20 * 2 * size * (2 * 2 + 5 * 4)
    assert config.cache_bytes_read(20) == 2 * size * (20 * 2 * 2 + 5 * 5 * 4)
    assert config.cache_bytes_read(3) == config.cache_bytes(3)


def test_only_a_cache_of_one_shape_is_one_array() -> None:
    same, other = (ModelConfig.from_dict(raw) for raw in (tiny.GLM, tiny.MIMO))
    assert KeyValues(same, 9, torch.bfloat16).array().shape == (4, 2, 2, 9, 8)
    with pytest.raises(ValueError, match="different shapes"):
        KeyValues(other, 9, torch.float32).array()


def test_mimo_v2_flash_is_309_billion_parameters_of_which_15_are_active() -> None:
    config = presets.preset("mimo-v2-flash")
    assert config.expert_parameters == 47 * 256 * 3 * 4096 * 2048 == 302_795_194_368
    assert round(config.parameters / 1e9) == 309
    assert round(config.active_parameters / 1e9) == 15
    assert len(config.sliding_layers) == 39


def test_the_trillion_is_1020_billion_parameters_of_which_42_are_active() -> None:
    config = presets.preset("trillion")
    assert round(config.parameters / 1e10) == 102
    assert round(config.active_parameters / 1e9) == 42
    assert len(config.sliding_layers) == 60


def test_the_bundled_preset_is_the_checkpoint_that_comes_with_the_code() -> None:
    config = presets.preset("home")
    assert config.layers == 30
    tensors, metadata = adapter.load(checkpoint.BUNDLED / checkpoint.ADAPTER)
    shape = tensors["layers.29.mlp.experts.down"].shape
    assert tuple(shape) == (config.experts, config.hidden, config.expert_width)
    assert metadata.get("experts_per_token", "2") == str(config.experts_per_token)
    assert (round(config.parameters / 1e6), round(config.active_parameters / 1e6)) == (161, 141)


@pytest.mark.parametrize("name", presets.names())
def test_a_preset_is_built_without_memory_and_counted_tensor_by_tensor(name: str) -> None:
    config = presets.preset(name)
    model = skeleton(config)
    assert isinstance(model, Decoder)
    assert {t.device.type for t in model.state_dict().values()} == {"meta"}
    assert config.parameters == numel(model)


def test_the_documentation_has_the_table_that_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    presets.main()
    table = capsys.readouterr().out.splitlines()
    assert len(table) == 1 + len(presets.names())
    page = (Path(presets.__file__).parents[1] / "docs" / "models.md").read_text(encoding="utf-8")
    assert all(f"    {line}\n" in page for line in table)


def test_an_unknown_preset_is_an_error() -> None:
    with pytest.raises(KeyError):
        presets.preset("another")
