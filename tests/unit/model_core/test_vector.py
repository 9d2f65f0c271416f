"""Passes by register tiles compute what the model computes, whichever way the number of tokens takes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

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
from model_core.native import tiles

if not tiles.supported():
    pytest.skip("this processor has no AVX-512 VNNI", allow_module_level=True)

from model_core.native import attention, layers, vector
from model_core.native import stores as placed
from model_core.native.compiling import serial, stamp
from model_core.native.decoder import NativeDecoder
from model_core.native.exponential import exponentials
from model_core.native.packing import packed
from model_core.native.vector_decoder import VectorDecoder
from model_core.passes import Passes
from tests.unit.model_core.test_model import LLAMA, MIXTURE
from tests.unit.model_core.test_native import random_model

WIDE = {"hidden_size": 128, "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 64}
WIDE_LLAMA = {**LLAMA, **WIDE, "intermediate_size": 192}
WIDE_MIXTURE = {
    **MIXTURE,
    **WIDE,
    "n_routed_experts": 4,
    "num_experts_per_tok": 2,
    "moe_intermediate_size": 64,
}
WIDE_MIXTURE |= {"intermediate_size": 64, "n_shared_experts": 2}


THREADS = 3
"""Shares of work that is done one after the other here."""


def model_of(raw: dict[str, Any]) -> Decoder:
    return random_model(raw, rounded=True)


def tokens(count: int) -> Tensor:
    return torch.randint(0, 97, (count,), generator=torch.Generator().manual_seed(5))


def error(ours: Tensor, theirs: Tensor) -> float:
    return float((ours - theirs).norm() / theirs.norm())


@pytest.mark.parametrize("raw", [WIDE_LLAMA, WIDE_MIXTURE], ids=["llama", "glm4_moe"])
@pytest.mark.parametrize("pieces", [[12], [1] * 12, [7, 1, 2, 1, 1], [3, 9], [5, 4, 3]], ids=str)
def test_hidden_states_are_the_models_but_for_rounding(raw: dict[str, Any], pieces: list[int]) -> None:
    model = model_of(raw)
    decoder, cache, ids = VectorDecoder(model), KeyValues(model.config, 16, torch.float32), tokens(12)
    with torch.inference_mode():
        ours = torch.cat([decoder(part.tolist(), cache) for part in torch.split(ids, pieces)])
        theirs = model(ids)
    assert cache.length == 12
    assert error(ours, theirs) < 0.02
    assert error(ours.roll(1, 0), theirs) > 0.3


def test_experts_matter() -> None:
    model = model_of(WIDE_MIXTURE)
    ids = tokens(5).tolist()
    with torch.inference_mode():
        before = [VectorDecoder(model)(ids[:n], KeyValues(model.config, 8, torch.float32)) for n in (2, 5)]
        model.layers[0].mlp.experts.down.data *= -1  # type: ignore[operator, union-attr]
        after = [VectorDecoder(model)(ids[:n], KeyValues(model.config, 8, torch.float32)) for n in (2, 5)]
    assert all(error(a, b) > 0.1 for a, b in zip(after, before, strict=True))


@pytest.mark.parametrize("past", [0, 60, 130])
def test_more_tokens_than_a_pass_takes_continue_what_the_model_read_in_bfloat16(past: int) -> None:
    model = model_of(WIDE_MIXTURE).to(torch.bfloat16)
    ids = tokens(past + 150)
    with torch.inference_mode():
        cache, alone = (KeyValues(model.config, 300, torch.bfloat16) for _ in range(2))
        model(ids[:past], cache=cache) if past else None
        ours = VectorDecoder(model)(ids[past:].tolist(), cache)
        theirs = model(ids, cache=alone)[past:].float()
    assert error(ours, theirs) < 0.04
    assert cache.length == past + 150


def test_a_full_cache_is_an_error_and_keeps_what_it_has() -> None:
    model = model_of(WIDE_LLAMA)
    cache = KeyValues(model.config, 4, torch.float32)
    with pytest.raises(PromptTooLong):
        VectorDecoder(model)([1, 2, 3, 4, 5], cache)
    assert cache.length == 0


@pytest.mark.parametrize(
    "raw", [{**WIDE_LLAMA, "hidden_size": 96}, {**WIDE_LLAMA, "head_dim": 32}, MIXTURE], ids=str
)
def test_shapes_that_do_not_fill_vectors_are_refused(raw: dict[str, Any]) -> None:
    config = ModelConfig.from_dict(raw)
    assert not VectorDecoder.fits(config)
    with pytest.raises(ValueError, match="does not fit"):
        VectorDecoder(Decoder(config))


def test_the_bundled_shape_fits() -> None:
    assert VectorDecoder.fits(presets.preset("home"))


def test_weights_that_are_not_finite_are_refused() -> None:
    model = model_of(WIDE_LLAMA)
    model.layers[0].self_attn.o_proj.weight.data[3, 3] = torch.nan  # type: ignore[operator, union-attr]
    with pytest.raises(ValueError, match="not finite"):
        VectorDecoder(model)


def test_where_the_tiles_fail_the_portable_loops_take_over(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("no such instruction")

    monkeypatch.setattr(layers, "run", broken)
    passes = Passes.measured(model_of(WIDE_LLAMA))
    assert isinstance(passes._native, NativeDecoder)
    assert "no such instruction" in caplog.text


@pytest.mark.parametrize(
    ("features", "name", "supported"),
    [("+avx512vnni,+avx512bw", "", True), ("+avx2", "", False), ("", "generic", False)],
)
def test_what_numba_compiles_for_counts(
    monkeypatch: pytest.MonkeyPatch, features: str, name: str, supported: bool
) -> None:
    monkeypatch.setattr(tiles.config, "CPU_FEATURES", features or None)
    monkeypatch.setattr(tiles.config, "CPU_NAME", name or None)
    assert tiles.supported() == supported


def test_chosen_experts_alone_are_what_all_experts_would_be() -> None:
    """Fewer tokens compute only what they need, more of them everything: each token gets the same."""
    model = model_of(WIDE_MIXTURE)
    decoder, ids = VectorDecoder(model), tokens(layers.FEW).tolist()
    with torch.inference_mode():
        caches = [KeyValues(model.config, 8, torch.bfloat16) for _ in ids]
        every = decoder.together([([one], cache) for one, cache in zip(ids, caches, strict=True)])
        for one, ours in zip(ids, every, strict=True):
            alone = decoder([one], KeyValues(model.config, 8, torch.bfloat16))
            torch.testing.assert_close(ours, alone, rtol=1e-4, atol=1e-4)


def test_compiled_code_is_kept_for_the_package_as_it_is(tmp_path: Path) -> None:
    package = Path(tiles.__file__).parent
    for file in package.glob("*.py"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    before = stamp(tmp_path)
    assert before == stamp(package)
    for file in list(tmp_path.glob("*.py")):
        content = file.read_bytes()
        file.write_bytes(content + b"#")
        assert stamp(tmp_path) != before
        file.write_bytes(content)
    assert stamp(tmp_path) == before


_FREED = """
import torch
from tests.unit.model_core import test_vector
test_vector.test_several_sequences_in_one_pass_are_what_each_is_alone(torch.bfloat16)
"""


def test_nothing_is_read_after_it_was_freed(tmp_path: Path) -> None:
    """numba can overwrite what it frees."""
    environment = {**os.environ, "NUMBA_DEBUG_NRT": "1", "NUMBA_CACHE_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", _FREED],
        check=False,
        env=environment,
        cwd=Path(tiles.__file__).parents[2],
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]


@serial
def multiplied(matrix: Any, x: Any, scales: Any, out: Any, row: Any) -> None:
    """64 columns of a product over the first half of what is added up, and over the second half."""
    vector.panel(matrix, x, scales, out, row, 0, 2, False)
    vector.panel(matrix, x, scales, out, row, 2, 2, True)


@pytest.mark.parametrize("rows", range(1, 14))
def test_products_of_bytes_are_exact(rows: int) -> None:
    generator = torch.Generator().manual_seed(rows)
    matrix = torch.randn(192, 256, generator=generator)
    (weights,), (start,), (own,) = packed([matrix])
    x = torch.randn(rows, 256, generator=generator).numpy()
    x_bytes, scales = np.empty(x.shape, np.uint8), np.empty((rows, 4), np.float32)
    vector.quantise(x, x_bytes, scales)
    out = np.full((rows, 192), np.nan, np.float32)
    for row in (0, 64, 128):
        multiplied((weights, start, own), x_bytes, scales, out, row)
    whole = (matrix / torch.from_numpy(own)[:, None]).round().double() * torch.from_numpy(own)[:, None]
    left = (torch.from_numpy(x_bytes).double() - 128).view(rows, 4, 64) * torch.from_numpy(scales)[:, :, None]
    torch.testing.assert_close(
        torch.from_numpy(out).double(), left.flatten(1) @ whole.T, atol=1e-4, rtol=1e-5
    )
    assert np.abs(x - left.flatten(1).numpy()).max() <= scales.max() / 2 + 1e-6


def test_nothing_stays_nothing_as_bytes() -> None:
    x_bytes, scales = np.empty((1, 64), np.uint8), np.empty((1, 1), np.float32)
    vector.quantise(np.zeros((1, 64), np.float32), x_bytes, scales)
    assert (x_bytes == 128).all()
    assert np.isfinite(scales).all()


def pieces_of(*stores: tuple[np.ndarray, int]) -> np.ndarray:
    """Rows of `stores` for arrays [L, 2, G, capacity, D] and how many tokens of each count."""
    return np.array([(array.ctypes.data, array.shape[3], count) for array, count in stores])


def stored(keys: Tensor, values: Tensor, parts: list[int]) -> list[tuple[np.ndarray, int]]:
    """Keys and values [G, S, D] in the second of three layers of stores that hold so many tokens each."""
    found, at = [], 0
    for count in parts:
        store = torch.full((3, 2, keys.shape[0], count + 5, 64), torch.nan, dtype=keys.dtype)
        store[1, 0, :, :count], store[1, 1, :, :count] = keys[:, at : at + count], values[:, at : at + count]
        found.append(((store.view(torch.uint16) if store.itemsize == 2 else store).numpy(), count))
        at += count
    return found


@pytest.mark.parametrize(("count", "past"), [(4, 0), (6, 1), (7, 57), (20, 44), (13, 200)])
@pytest.mark.parametrize("split", [0, 1, 37], ids="split at {}".format)
def test_attention_to_many_is_torchs(count: int, past: int, split: int) -> None:
    generator = torch.Generator().manual_seed(past)
    total = past + count
    keys, values = (torch.randn(2, total, 64, generator=generator) for _ in range(2))
    query = torch.randn(4, count, 64, generator=generator)
    parts = [split, total - split] if split < total else [total]
    stores = stored(keys, values, parts)
    blocks = -(-total // 64)
    across = np.full((2, blocks, 64, 64), np.nan, np.float32)
    along = np.full((2, blocks * 64, 64), np.nan, np.float32)
    out = np.full((count, 4, 64), np.nan, np.float32)
    scores = np.full((4 * attention.SLOTS, tiles.MOST, blocks * 64), np.nan, np.float32)
    for me in range(THREADS):
        placed.turn_around(me, THREADS, pieces_of(*stores), 1, stores[-1][0], across, along, blocks)
    for me in range(THREADS):
        attention.attend_many(me, THREADS, (query / 8).numpy(), across, along, past, scores, out)
    mask = torch.ones(count, total, dtype=torch.bool).tril(past)
    wanted = functional.scaled_dot_product_attention(
        query[None], keys[None], values[None], attn_mask=mask, enable_gqa=True
    )
    torch.testing.assert_close(torch.from_numpy(out).transpose(0, 1), wanted[0], atol=2e-5, rtol=1e-4)


@serial
def joined(parts: Any, few: Any, out: Any) -> None:
    """What `join_parts` gives for every head of every token of `few`."""
    for n in range(few.shape[0]):
        for head in range(out.shape[1]):
            attention.join_parts(n, head, parts, out[few[n, 0], head])


@pytest.mark.parametrize("heads", [2, 4, 6, 10], ids="{} heads".format)
@pytest.mark.parametrize(("parts", "seen"), [([1], 1), ([2], 1), ([5, 2], 6), ([150, 3, 50], 203)])
def test_attention_of_few_is_torchs(heads: int, parts: list[int], seen: int) -> None:
    """Two sequences at once, of which the second is the same shape but holds other tokens."""
    generator = torch.Generator().manual_seed(seen)
    sequences = [
        tuple(torch.randn(2, sum(parts), 64, generator=generator).bfloat16() for _ in range(2))
        for _ in range(2)
    ]
    stores = [stored(keys, values, parts) for keys, values in sequences]
    query = torch.randn(3, heads, 64, generator=generator)
    out = np.full((3, heads, 64), np.nan, np.float32)
    scores = np.full((2, heads, seen), np.nan, np.float32)
    mixed = np.full((2, attention.PARTS, heads, 64), np.nan, np.float32)
    highest, mass = (np.full((2, attention.PARTS, heads), np.nan, np.float32) for _ in range(2))
    few, begin = np.array([(0, 0, seen), (2, 1, seen)]), np.array([0, len(parts), 2 * len(parts)])
    pieces = pieces_of(*stores[0], *stores[1])
    across = (query / 8).transpose(0, 1).contiguous().numpy()
    for me in range(THREADS):
        attention.attend_few(me, THREADS, across, few, begin, pieces, 1, 2, scores, (mixed, highest, mass))
    joined((mixed, highest, mass), few, out)
    for token, (keys, values) in zip((0, 2), sequences, strict=True):
        key, value = (tensor[None, :, :seen].float() for tensor in (keys, values))
        wanted = functional.scaled_dot_product_attention(
            query[token][None, :, None], key, value, enable_gqa=True
        )
        torch.testing.assert_close(torch.from_numpy(out[token]), wanted[0, :, 0], atol=2e-5, rtol=1e-4)
    assert np.isnan(out[1]).all()


@pytest.mark.parametrize("kind", [torch.float32, torch.bfloat16], ids=str)
def test_several_sequences_in_one_pass_are_what_each_is_alone(kind: torch.dtype) -> None:
    model = model_of(WIDE_MIXTURE)
    decoder, ids = VectorDecoder(model), tokens(90).tolist()
    with torch.inference_mode():
        home = KeyValues(model.config, 70, kind)
        decoder(ids[:70], home)
        first, second, third = home.branch(70, 9), home.branch(64, 9), home.branch(3, 9)
        decoder(ids[70:72], first)
        fourth = first.branch(71, 9)
        spans = [(ids[72:73], first), (ids[10:12], second), (ids[20:26], third), (ids[30:33], fourth)]
        found = decoder.together(spans)
        before = [ids[:72], ids[:64], ids[:3], ids[:71]]
        for (said, cache), past, ours in zip(spans, before, found, strict=True):
            theirs = model(torch.tensor([*past, *said]))[len(past) :]
            assert error(ours, theirs) < 0.03
            assert cache.length == len(past) + len(said)
        assert error(found[2], model(torch.tensor(ids[20:26]))) > 0.3  # what it continues matters


def test_more_than_a_pass_takes_is_read_in_several() -> None:
    model = model_of(WIDE_LLAMA)
    decoder, ids = VectorDecoder(model), tokens(80).tolist()
    with torch.inference_mode():
        caches = [KeyValues(model.config, 80, torch.float32) for _ in range(2)]
        found = decoder.together([(ids, caches[0]), (ids[:30], caches[1])])
        theirs = model(torch.tensor(ids))
    assert error(found[0], theirs) < 0.02
    assert error(found[1], theirs[:30]) < 0.02


def test_where_one_of_several_does_not_fit_none_is_computed() -> None:
    model = model_of(WIDE_LLAMA)
    small, large = (KeyValues(model.config, room, torch.float32) for room in (2, 8))
    with pytest.raises(PromptTooLong):
        VectorDecoder(model).together([([1, 2], large), ([1, 2, 3], small)])
    assert (small.length, large.length) == (0, 0)


def test_the_exponential_is_close_everywhere_and_bounded() -> None:
    x = np.linspace(-100, 100, 4001, dtype=np.float32)
    ours = exponentials(x)
    inside = np.abs(x) < 86
    np.testing.assert_allclose(ours[inside], np.exp(x[inside]), rtol=1e-6)
    assert np.isfinite(ours).all()
    assert (ours >= 0).all()
