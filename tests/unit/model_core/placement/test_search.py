"""The search takes the fastest split that fits, says what limits it, and what is missing if none fits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from model_core import presets
from model_core.config import ModelConfig
from model_core.placement import (
    DoesNotFit,
    InvalidPlacement,
    Load,
    Machine,
    Split,
    Wanted,
    measure,
    named,
    plan,
    roofline,
)
from model_core.placement.memory import memory, most_sequences
from model_core.placement.search import fits
from model_core.placement.split import candidates, obstacle
from tests.unit.model_core import tiny

FLASH = presets.preset("mimo-v2-flash")
HOME = presets.preset("home")
SMALL = Machine(name="small", gpus=1, memory=10**9, bandwidth=2e10, flops=1e11, unit="processor")
FP8 = Load(bits=8)


def test_no_split_that_fits_is_faster() -> None:
    machine = named("h100x8")
    found = plan(FLASH, machine, FP8)
    fitting = [s for s in candidates(FLASH, machine, Wanted()) if fits(FLASH, machine, s, FP8)]
    assert len(fitting) > 5
    best = min(roofline.decode(FLASH, machine, split, FP8).seconds for split in fitting)
    assert roofline.decode(FLASH, machine, found.split, FP8).seconds == best


def test_degrees_that_are_asked_for_are_kept() -> None:
    found = plan(FLASH, named("h100x8"), FP8, Wanted(tensor=4, expert=4, pipeline=2))
    assert found.split == Split(tensor=4, expert=4, pipeline=2)
    assert len(found.stages) == 2


def test_a_slow_exchange_keeps_a_small_model_on_one_gpu() -> None:
    machine = named("h100x8")
    assert plan(HOME, machine, Load(batch=1)).split.gpus > 1
    assert plan(HOME, replace(machine, latency=1e-5), Load(batch=1)).split.gpus == 1


@pytest.mark.parametrize(
    ("split", "said"),
    [
        (Split(tensor=8, expert=8, pipeline=49), "48 layers are not 49 stages"),
        (Split(tensor=3, expert=3), "64 heads are not 3 slices"),
        (Split(tensor=2, expert=3), "256 experts are not 3 groups"),
        (Split(tensor=2, data=2, expert=2), "dealt to all GPUs"),
        (Split(tensor=16, expert=16, data=1), ""),
        (Split(tensor=8, expert=8), ""),
    ],
)
def test_a_split_that_cannot_be_says_why(split: Split, said: str) -> None:
    found = obstacle(FLASH, named("h100x8", 2), split)
    assert said in found
    assert bool(found) == bool(said)


def test_dense_models_have_no_groups_of_experts() -> None:
    llama = ModelConfig.from_dict(tiny.ALL["llama"])
    assert obstacle(llama, named("h100x8"), Split(tensor=2, expert=2)) == "there are no experts"
    assert plan(llama, named("h100x2"), Load(context=64, batch=2)).split.expert == 1


def test_what_cannot_be_divided_as_asked_is_refused() -> None:
    with pytest.raises(InvalidPlacement, match="64 heads are not 3 slices"):
        plan(FLASH, named("h100x6"), FP8, Wanted(tensor=3))
    with pytest.raises(InvalidPlacement, match="no number of GPUs here"):
        plan(FLASH, named("h100x8"), FP8, Wanted(tensor=16))


def test_as_many_sequences_fit_as_it_says_and_not_one_more() -> None:
    machine = named("h100x8")
    found = plan(FLASH, machine, FP8)
    most = most_sequences(FLASH, machine, found.split, FP8)
    assert most == found.most_sequences
    assert fits(FLASH, machine, found.split, replace(FP8, batch=most))
    assert not fits(FLASH, machine, found.split, replace(FP8, batch=most + 1))


def test_windows_alone_take_less_than_all_tokens() -> None:
    split = Split(tensor=4, expert=8, data=2)
    windows = memory(FLASH, named("h100x8"), split, 0, replace(FP8, rewind=False))
    assert windows.cache == 16 * 320 * 2 * (9 * 8192 + 39 * 2 * 129)


def test_each_limit_is_named() -> None:
    machine = named("h100x8")
    limits = {r.batch: r.limit for r in plan(HOME, SMALL, Load(batch=1)).rates if r.work == "decode"}
    assert limits == {1: "memory bandwidth", 8: "capacity", 32: "capacity", 128: "capacity"}
    assert plan(HOME, SMALL, Load(batch=1)).rates[-1].limit == "compute"
    slow = replace(machine, link=1e7)
    rates = plan(FLASH, slow, FP8, Wanted(tensor=8, expert=8)).rates
    assert rates[0].limit == "link"


def test_the_load_s_own_batch_is_among_the_rates() -> None:
    rates = plan(FLASH, named("h100x8"), replace(FP8, batch=50)).rates
    assert [(r.work, r.batch) for r in rates[:-1]] == [("decode", b) for b in (1, 8, 32, 50, 128)]
    assert rates[-1].work == "prefill"


def test_a_pipeline_works_on_as_many_parts_as_it_has_stages() -> None:
    machine, split = named("h100x8"), Split(tensor=4, expert=4, pipeline=2)
    whole = roofline.decode(FLASH, machine, split, FP8)
    part = roofline.slowest(FLASH, machine, split, FP8, tokens=16, sequences=16)
    assert whole.seconds == pytest.approx(2 * part.total)
    assert whole.tokens_per_second == pytest.approx(32 / whole.seconds)


def test_what_does_not_fit_one_processor_says_how_much_it_needs() -> None:
    with pytest.raises(DoesNotFit, match=r"617\.6 GB of it for weights; 0\.9 of 1\.0 GB") as raised:
        plan(FLASH, SMALL, Load())
    assert raised.value.details["enough"] == ""
    assert "another machine" in str(raised.value)


def test_a_processor_is_measured_for_what_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "_READ", 1024)
    monkeypatch.setattr(measure, "_SIDE", 8)
    found = measure.processor(bandwidth=2e10)
    assert (found.bandwidth, found.total, found.unit) == (2e10, 1, "processor")
    assert found.flops > 0
    assert found.memory > 0
    assert found.source == "TFLOPS measured here in float32"
    assert measure.processor(memory=1, bandwidth=1, flops=1).source == "as given"
