"""The compiled pass computes what the model computes with the same int8 weights."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor

from model_core.cache import KeyValues
from model_core.config import ModelConfig
from model_core.errors import PromptTooLong
from model_core.model import Decoder
from model_core.native.decoder import NativeDecoder
from model_core.passes import Passes
from tests.unit.model_core.test_model import LLAMA, MIXTURE

MATRICES = ("_proj.weight", "experts.gate_up", "experts.down")


def random_model(raw: dict[str, Any], *, rounded: bool) -> Decoder:
    """A random model; `rounded`: with matrices that int8 rows hold exactly."""
    model = Decoder(ModelConfig.from_dict(raw)).eval()
    generator = torch.Generator().manual_seed(1)
    for name, parameter in model.named_parameters():
        value = torch.empty_like(parameter).uniform_(-0.3, 0.3, generator=generator)
        if rounded and name.endswith(MATRICES):
            scale = value.abs().amax(dim=-1, keepdim=True) / 127
            value = (value / scale).round() * scale
        parameter.data = value
    for name, buffer in model.named_buffers():
        if name.endswith("e_score_correction_bias"):
            buffer.uniform_(-0.1, 0.1, generator=generator)
    return model


def tokens(count: int) -> Tensor:
    return torch.randint(0, 97, (count,), generator=torch.Generator().manual_seed(5))


@pytest.mark.parametrize("raw", [LLAMA, MIXTURE], ids=["llama", "glm4_moe"])
@pytest.mark.parametrize("pieces", [[12], [7, 1, 2, 1, 1], [9, 3]], ids=str)
def test_hidden_states_equal_the_models(raw: dict[str, Any], pieces: list[int]) -> None:
    model = random_model(raw, rounded=True)
    native = NativeDecoder(model)
    cache = KeyValues(model.config, 16, torch.float32)
    ids = tokens(12)
    with torch.inference_mode():
        ours = torch.cat([native(part.tolist(), cache) for part in torch.split(ids, pieces)])
        torch.testing.assert_close(ours, model(ids), atol=1e-4, rtol=1e-4)


def test_it_goes_on_where_the_model_stopped_in_bfloat16() -> None:
    model = random_model(MIXTURE, rounded=True).to(torch.bfloat16)
    native = NativeDecoder(model)
    ids = tokens(12)
    with torch.inference_mode():
        cache, alone = (KeyValues(model.config, 16, torch.bfloat16) for _ in range(2))
        model(ids[:8], cache=cache)
        ours = native(ids[8:].tolist(), cache)
        theirs = model(ids, cache=alone)[8:].float()
    assert (ours - theirs).norm() < 0.03 * theirs.norm()
    assert cache.length == 12


def test_int8_loses_little_and_another_model_differs_much() -> None:
    model = random_model(MIXTURE, rounded=False)
    ids = tokens(12)
    with torch.inference_mode():
        exact = model(ids)
        cache = KeyValues(model.config, 16, torch.float32)
        error = (NativeDecoder(model)(ids.tolist(), cache) - exact).norm() / exact.norm()
        model.layers[1].mlp.experts.down.data *= -1  # type: ignore[operator, union-attr]
        other = (model(ids) - exact).norm() / exact.norm()
    assert error < 0.02
    assert other > 5 * error


def test_a_full_cache_is_an_error_and_keeps_what_it_has() -> None:
    model = random_model(LLAMA, rounded=False)
    cache = KeyValues(model.config, 4, torch.float32)
    with pytest.raises(PromptTooLong):
        NativeDecoder(model)([1, 2, 3, 4, 5], cache)
    assert cache.length == 0


def test_models_of_two_kinds_of_layers_are_left_to_torch() -> None:
    config = ModelConfig.from_dict({**MIXTURE, "first_k_dense_replace": 1})
    assert not NativeDecoder.fits(config)
    with pytest.raises(ValueError, match="dense and sparse"):
        NativeDecoder(Decoder(config))
    assert Passes.measured(Decoder(config)).timings == {}


def test_the_way_that_was_measured_as_faster_is_used() -> None:
    model = random_model(MIXTURE, rounded=True)
    with torch.inference_mode():
        passes = Passes.measured(model)
        assert set(passes.timings) == {"torch", "native"}
        faster = [n for n, ms in passes.timings["native"].items() if ms < passes.timings["torch"][n]]
        assert passes.most == max(faster, default=0)
        for most in (0, 16):
            cache = KeyValues(model.config, 16, torch.float32)
            hidden = Passes(model, NativeDecoder(model), most=most)(tokens(5).tolist(), cache)
            torch.testing.assert_close(hidden, model(tokens(5)), atol=1e-4, rtol=1e-4)
