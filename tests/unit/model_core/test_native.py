"""The compiled pass computes what the model computes with the same int8 weights."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numba
import numpy as np
import pytest
import torch
from torch import Tensor
from torch.nn import functional

from model_core import presets
from model_core.cache import KeyValues
from model_core.config import ModelConfig
from model_core.errors import PromptTooLong
from model_core.model import Decoder
from model_core.native import kernels
from model_core.native.base import THREADS
from model_core.native.decoder import NativeDecoder
from model_core.passes import Passes
from tests.unit.model_core import tiny
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


@pytest.mark.parametrize(
    "raw",
    [
        *(raw for name, raw in tiny.ALL.items() if name not in {"llama", "llama tied"}),
        {**MIXTURE, "use_qk_norm": True},
        {**MIXTURE, "attention_bias": True},
        {**MIXTURE, "partial_rotary_factor": 0.5},
        {**MIXTURE, "n_group": 2},
        {**MIXTURE, "n_shared_experts": 0},
    ],
    ids=lambda raw: str(raw["model_type"]),
)
def test_what_the_loops_do_not_compute_is_left_to_torch(raw: dict[str, Any]) -> None:
    config = ModelConfig.from_dict(raw)
    assert not NativeDecoder.fits(config)
    with pytest.raises(ValueError, match="not supported"):
        NativeDecoder(Decoder(config))


def test_the_bundled_shape_is_decoded_natively() -> None:
    assert NativeDecoder.fits(presets.preset("home"))


def test_the_way_that_was_measured_as_faster_is_used() -> None:
    model = random_model(MIXTURE, rounded=True)
    with torch.inference_mode():
        passes = Passes.measured(model)
        assert set(passes.timings) == {"torch", "native"}
        assert passes.alone or passes.most in {0, *passes.timings["native"]}
        for most in (0, 16):
            cache = KeyValues(model.config, 16, torch.float32)
            hidden = Passes(model, NativeDecoder(model), most=most)(tokens(5).tolist(), cache)
            torch.testing.assert_close(hidden, model(tokens(5)), atol=1e-4, rtol=1e-4)


@pytest.mark.parametrize(
    ("native", "most"),
    [((1.0, 2.0, 3.0), 12), ((1.0, 2.0, 9.0), 4), ((1.0, 9.0, 3.0), 1), ((9.0, 2.0, 3.0), 0)],
    ids=["always", "short", "gap", "not for one"],
)
def test_the_compiled_way_is_used_as_long_as_it_wins(
    monkeypatch: pytest.MonkeyPatch, native: tuple[float, ...], most: int
) -> None:
    times = {"torch": dict.fromkeys((1, 4, 12), 5.0), "native": dict(zip((1, 4, 12), native, strict=True))}
    monkeypatch.setattr(Passes, "_times", lambda _self: times)
    passes = Passes.measured(random_model(MIXTURE, rounded=False))
    assert passes.most == most
    assert (passes._native is None) == (most == 0)


@pytest.mark.parametrize(("native", "alone"), [(5.9, True), (6.5, False)])
def test_torch_is_given_up_unless_it_is_clearly_faster(
    monkeypatch: pytest.MonkeyPatch, native: float, alone: bool
) -> None:
    lengths = (1, 4, 12, 48, 192)
    times = {"torch": dict.fromkeys(lengths, 5.0), "native": dict.fromkeys(lengths, native)}
    monkeypatch.setattr(Passes, "_times", lambda _self: times)
    assert Passes.measured(random_model(MIXTURE, rounded=False)).alone == alone


def test_loops_that_compute_something_else_are_not_used(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    honest = NativeDecoder.__call__

    def other(self: NativeDecoder, ids: Sequence[int], cache: KeyValues) -> Tensor:
        return -honest(self, ids, cache)

    monkeypatch.setattr(NativeDecoder, "__call__", other)
    passes = Passes.measured(random_model(MIXTURE, rounded=False))
    assert (passes.most, passes.timings, passes._native) == (0, {}, None)
    assert "differ from it" in caplog.text


def test_a_model_that_answers_nothing_agrees_with_its_loops() -> None:
    model = random_model(MIXTURE, rounded=True)
    model.norm.weight.data.zero_()
    assert Passes.measured(model).timings


def test_without_layers_tokens_are_still_embedded_and_scored() -> None:
    model = random_model(MIXTURE, rounded=True)
    native, ids = NativeDecoder(model), tokens(5).tolist()
    with torch.inference_mode():
        before = native(ids, KeyValues(model.config, 8, torch.float32))
        scores = model.logits(before)
        model.forget_layers()
        after = native(ids, KeyValues(model.config, 8, torch.float32))
        torch.testing.assert_close(after, before)
        torch.testing.assert_close(model.logits(after), scores)
    assert len(model.layers) == 0
    with pytest.raises(RuntimeError, match="forgotten"):
        model(tokens(5))


@pytest.mark.parametrize("part", ["import", "compile"])
def test_a_machine_that_cannot_compile_runs_the_model_in_torch(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, part: str
) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("cannot cache function: no locator available")

    if part == "import":
        monkeypatch.setitem(sys.modules, "model_core.native.decoder", None)
    else:
        monkeypatch.setattr(kernels, "run", broken)
    model = random_model(MIXTURE, rounded=False)
    passes = Passes.measured(model)
    assert [(r.name, r.levelname) for r in caplog.records] == [("model_core.passes", "WARNING")]
    assert (passes.most, passes.timings) == (0, {})
    with torch.inference_mode():
        hidden = passes(tokens(5).tolist(), KeyValues(model.config, 5, torch.float32))
        torch.testing.assert_close(hidden, model(tokens(5)), atol=1e-5, rtol=1e-5)


def test_large_gates_are_0_or_themselves_as_in_torch() -> None:
    gates = torch.tensor([-1e38, -1000, -100, -89, -5, 0, 5, 89, 100, 1000, 1e38]).repeat(2, 9)
    others = torch.linspace(-2, 2, gates.shape[1]).expand_as(gates)
    out = torch.empty_like(gates)
    kernels._gated(torch.cat((gates, others), dim=1).numpy(), out.numpy())
    torch.testing.assert_close(out, functional.silu(gates) * others)


def test_experts_that_are_certain_get_a_share_of_1_or_0() -> None:
    router = torch.tensor([-1000.0, 1000.0, 0.5, -100.0, 2.0, 100.0])[:, None]
    ids, shares = torch.empty(1, 6, dtype=torch.long), torch.empty(1, 6)
    one, bias = np.ones((1, 1), np.float32), np.zeros(6, np.float32)
    kernels.route(one, router.numpy(), bias, 1.0, False, ids.numpy(), shares.numpy())
    assert sorted(ids[0].tolist()) == list(range(6))
    torch.testing.assert_close(shares[0], router[ids[0], 0].sigmoid())


def test_the_setting_of_threads_holds_on_the_thread_that_decodes() -> None:
    model = random_model(LLAMA, rounded=False)
    native = NativeDecoder(model)

    def used() -> int:
        with torch.inference_mode():
            native([1], KeyValues(model.config, 1, torch.float32))
        return int(numba.get_num_threads())

    before = torch.get_num_threads()
    try:
        for wanted in (1, THREADS + 1):
            torch.set_num_threads(wanted)
            with ThreadPoolExecutor(max_workers=1) as pool:
                assert pool.submit(used).result() == min(wanted, THREADS)
    finally:
        torch.set_num_threads(before)
