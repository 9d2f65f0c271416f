"""The two large presets, calculated by hand from their published shapes and the vendor's figures.

Every number is worked out here from heads, widths and layers; nothing comes from `model_core.placement`
but what is compared. FP8: a byte a weight, correction biases four; cache and states two bytes a number.
"""

from __future__ import annotations

import pytest

from model_core import presets
from model_core.placement import DoesNotFit, Load, Plan, Rate, Split, Wanted, named, plan

NEAR = 1e-9
"""Relative: the same arithmetic, in another order."""


def decode(found: Plan, batch: int) -> Rate:
    return next(rate for rate in found.rates if rate.work == "decode" and rate.batch == batch)


@pytest.fixture(scope="module")
def flash() -> Plan:
    """Tensor 4 and data 2: eight slices would keep each of the 4 global key/value heads twice."""
    found = plan(presets.preset("mimo-v2-flash"), named("h100x8"), Load(bits=8))
    assert found.split == Split(tensor=4, expert=8, pipeline=1, data=2)
    return found


FLASH_ATTENTION = (
    # Of 64 query heads 16 on a GPU, of 192 (keys) and 128 (values); 4096 wide; two norms a layer.
    9 * (4096 * (16 * 192 + 1 * (192 + 128) + 16 * 128) + 2 * 4096)  # global: 1 of 4 key/value heads
    + 39 * (4096 * (16 * 192 + 2 * (192 + 128) + 16 * 128) + 2 * 4096 + 16)  # sliding: 2 of 8, 16 sinks
)  # 1.12 GB
FLASH_MATRIX = 152_576 * 4096 // 4  # a quarter of the embedding, or of the output matrix: 0.16 GB
FLASH_DENSE = (
    FLASH_MATRIX
    + 4096  # the last norm
    + 3 * 4096 * 16_384 // 4  # the one dense MLP
    + 47 * (256 * 4096 + 4 * 256)  # routers, with corrections
)  # 0.26 GB
FLASH_EXPERT = 3 * 4096 * 2048  # 25.2 MB


def test_flash_in_fp8_takes_54_of_80_gb_of_an_h100(flash: Plan) -> None:
    (memory,) = flash.stages
    assert memory.attention == pytest.approx(FLASH_ATTENTION, rel=NEAR)
    assert memory.dense == pytest.approx(FLASH_DENSE + FLASH_MATRIX, rel=NEAR)
    assert memory.experts == 47 * 32 * FLASH_EXPERT  # 256 / 8 experts in 47 layers: 37.8 GB
    # 16 sequences on each copy, 8192 tokens, keys and values of 320: 1 head in 9 layers, 2 in 39.
    assert memory.cache == 16 * 8192 * 320 * (9 * 1 + 39 * 2) * 2  # 7.3 GB
    # 2048 tokens, K = 8 experts for each and 2 copies dealt to 8 groups: 2 x 8 / 8 = 2 experts' states of
    # 2 x 4096 and steps of 3 x 2048, beside the state twice; then logits of 16 sequences, 4 bytes each.
    widest = max(2 * (2 * 4096 + 3 * 2048), 3 * 16_384 // 4, 16 * 320 + 2 * 320)
    assert memory.activations == 2048 * (2 * 4096 + widest) * 2 + 16 * 152_576 / 4 * 4
    assert memory.capacity - memory.reserved == 72e9
    assert memory.free == pytest.approx(25.2e9, abs=0.1e9)


def test_flash_in_fp8_sends_4_mb_to_experts_and_0_6_mb_around_the_ring(flash: Plan) -> None:
    # 47 layers, 8 experts, 7 of 8 elsewhere; 4096 numbers there in a byte, back in two.
    assert flash.all_to_all_bytes == 47 * 8 * 7 / 8 * 4096 * (1 + 2)
    # Two sums in the dense layer, one in each other; a ring of four sends 2 x 3/4 of 4096 two-byte numbers.
    assert flash.all_reduce_bytes == (2 + 47) * 2 * 3 / 4 * 4096 * 2


@pytest.mark.parametrize(
    ("batch", "mine", "milliseconds"),
    [(1, 1, 0.78), (32, 16, 7.87), (128, 64, 12.54)],
)
def test_flash_in_fp8_decodes_as_fast_as_its_experts_are_read(
    flash: Plan, batch: int, mine: int, milliseconds: float
) -> None:
    distinct = 256 * (1 - (1 - 8 / 256) ** batch)  # 8 for one sequence, 163 for 32, 252 for 128
    experts = 47 * distinct / 8 * FLASH_EXPERT
    cache = mine * 320 * 2 * (9 * 1 * 8192 + 39 * 2 * 129)  # a window shows 128 tokens and the last
    row = mine * 4096  # of the embedding
    rate = decode(flash, batch)
    read = FLASH_ATTENTION + FLASH_DENSE + row + experts + cache
    assert rate.times.memory == pytest.approx(read / 3.35e12, rel=NEAR)
    assert rate.times.memory * 1e3 == pytest.approx(milliseconds, abs=0.01)
    ring = mine * 49 * 1.5 * 4096 * 2 / 450e9
    dealt = -(-mine // 4) * 47 * 7 * 4096 * 3 / 450e9  # each of four slices sends a quarter of the tokens
    assert rate.times.link == pytest.approx(ring + dealt, rel=NEAR)
    assert rate.tokens_per_second == pytest.approx(batch / (rate.times.memory + rate.times.link), rel=NEAR)
    assert rate.limit == "memory bandwidth"


def test_flash_in_fp8_multiplies_a_hundredth_of_the_time(flash: Plan) -> None:
    scores = 16 * 320 * (9 * 8192 + 39 * 129)  # 16 heads, keys and values, tokens seen
    dense = 3 * 4096 * 16_384 / 4 + 47 * 256 * 4096
    each = FLASH_ATTENTION + scores + dense + FLASH_MATRIX
    experts = 47 * (32 * 8 / 8) * FLASH_EXPERT  # 32 tokens, 8 experts each, on 8 GPUs
    assert decode(flash, 32).times.compute == pytest.approx(2 * (16 * each + experts) / 1979e12, rel=NEAR)


def test_flash_in_bfloat16_does_not_fit_eight_h100_and_does_fit_sixteen() -> None:
    assert 47 * 32 * FLASH_EXPERT * 2 > 72e9  # 75.7 GB for an eighth of the experts alone
    assert 47 * 16 * FLASH_EXPERT * 2 < 72e9 * 0.6
    with pytest.raises(DoesNotFit) as raised:
        plan(presets.preset("mimo-v2-flash"), named("h100x8"), Load(bits=16))
    assert raised.value.details["enough"] == "16"
    assert raised.value.details["usable"] == "72000000000"
    assert "16 GPUs of this kind would do" in str(raised.value)
    plan(presets.preset("mimo-v2-flash"), named("h100x8", 2), Load(bits=16))


@pytest.fixture(scope="module")
def trillion() -> Plan:
    """Sixteen slices over both nodes: each of the 8 key/value heads lies on two GPUs."""
    return plan(presets.preset("trillion"), named("h200x8", 2), Load(bits=8), Wanted(tensor=16, expert=16))


TRILLION_ATTENTION = 70 * (6144 * (8 * 192 + 1 * 320 + 8 * 128) + 2 * 6144) + 60 * 8  # 1.24 GB
TRILLION_MATRIX = 152_576 * 6144 // 16
TRILLION_DENSE = TRILLION_MATRIX + 6144 + 3 * 6144 * 16_384 // 16 + 69 * (384 * 6144 + 4 * 384)  # 0.24 GB
TRILLION_EXPERT = 3 * 6144 * 2048  # 37.7 MB


def test_the_trillion_in_fp8_takes_76_of_141_gb_of_an_h200(trillion: Plan) -> None:
    (memory,) = trillion.stages
    assert memory.attention == pytest.approx(TRILLION_ATTENTION, rel=NEAR)
    assert memory.dense == pytest.approx(TRILLION_DENSE + TRILLION_MATRIX, rel=NEAR)
    assert memory.experts == 69 * 24 * TRILLION_EXPERT  # 384 / 16 experts: 62.5 GB
    assert memory.cache == 32 * 8192 * 70 * 320 * 2  # 11.7 GB
    assert memory.needed == pytest.approx(75.9e9, abs=0.1e9)


def test_the_trillion_reads_34_gb_a_step_and_sums_over_both_nodes(trillion: Plan) -> None:
    distinct = 384 * (1 - (1 - 8 / 384) ** 32)  # 188
    experts = 69 * distinct / 16 * TRILLION_EXPERT
    cache = 32 * 320 * 2 * (10 * 8192 + 60 * 129)
    read = TRILLION_ATTENTION + TRILLION_DENSE + 32 * 6144 + experts + cache
    rate = decode(trillion, 32)
    assert read == pytest.approx(34.0e9, abs=0.1e9)
    assert rate.times.memory == pytest.approx(read / 4.8e12, rel=NEAR)  # 7.1 ms
    # Two sums in 70 layers around a ring of 16: eight ports of 50 GB/s leave a node, less than 450 inside.
    assert trillion.all_reduce_bytes == 140 * 2 * 15 / 16 * 6144 * 2
    assert rate.times.link == pytest.approx(32 * 140 * 2 * 15 / 16 * 6144 * 2 / 400e9, rel=NEAR)
    assert trillion.all_to_all_bytes == 0  # every GPU has every token


def test_the_trillion_in_bfloat16_needs_a_third_node() -> None:
    assert 69 * 24 * TRILLION_EXPERT * 2 + 2 * TRILLION_ATTENTION > 141e9 * 0.9  # 125.0 + 2.5 of 126.9 GB
    with pytest.raises(DoesNotFit) as raised:
        plan(presets.preset("trillion"), named("h200x8", 2), Load(bits=16))
    assert raised.value.details["enough"] == "24"
