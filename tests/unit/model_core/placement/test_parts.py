"""What GPUs hold, read and send: sums over a split are the model's, expectations are those of all cases."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from model_core import presets
from model_core.config import ModelConfig
from model_core.placement import InvalidPlacement, Load, Machine, Split, named, names, traffic, weights
from model_core.placement.roofline import seen
from tests.unit.model_core import tiny

SHAPES = {**{name: presets.preset(name) for name in presets.names()}}
SHAPES |= {name: ModelConfig.from_dict(raw) for name, raw in tiny.ALL.items()}
ONE = Split()


@pytest.mark.parametrize("config", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("bits", [16, 8])
def test_one_gpu_holds_and_reads_what_the_shape_says(config: ModelConfig, bits: int) -> None:
    assert sum(weights.held(config, ONE, 0).bytes(bits)) == config.bytes_held(bits)
    assert sum(weights.read(config, ONE, 0, 1).bytes(bits)) == pytest.approx(config.bytes_read(bits))


@pytest.mark.parametrize("config", SHAPES.values(), ids=SHAPES)
def test_stages_hold_the_model_once_and_a_tied_matrix_twice(config: ModelConfig) -> None:
    split = Split(pipeline=2)
    held = sum(sum(weights.held(config, split, stage).bytes(16)) for stage in range(2))
    again = config.vocabulary * config.hidden * 2 if config.tied_embeddings else 0
    assert held == config.bytes_held(16) + again


def test_distinct_experts_are_the_mean_over_all_choices() -> None:
    config = replace(presets.preset("home"), experts=4, experts_per_token=1)
    counts = [len(set(choice)) for choice in product(range(4), repeat=3)]
    assert weights.chosen(config, ONE, 3) == pytest.approx(sum(counts) / len(counts))


def test_the_busiest_group_reads_at_least_one_expert() -> None:
    flash = presets.preset("mimo-v2-flash")
    split = Split(tensor=16, expert=16)  # half an expert on average, but half an expert is never read
    assert weights.chosen(flash, split, 1) == 1.0


@pytest.mark.parametrize(("context", "window"), [(7, 0), (7, 3), (3, 7), (1, 0)])
def test_a_prompt_token_sees_the_mean_over_all_places(context: int, window: int) -> None:
    shown = [min(place, window or place) for place in range(1, context + 1)]
    assert seen(context, window, prompt=True) == pytest.approx(sum(shown) / context)
    assert seen(context, window, prompt=False) == shown[-1]


def test_tokens_for_experts_of_the_other_node_leave_by_the_network() -> None:
    flash, machine = presets.preset("mimo-v2-flash"), named("h100x8", 2)
    split = Split(tensor=1, expert=16, data=16)
    load = Load(bits=8)
    sent = traffic.all_to_all_bytes(flash, split, range(48), load)  # one token on each GPU
    assert traffic.seconds(flash, machine, split, 0, 16, load) == pytest.approx(sent * 8 / 15 / 50e9)
    near = traffic.seconds(flash, replace(machine, gpus=16, nodes=1), split, 0, 16, load)
    assert near == pytest.approx(sent / 450e9)


def test_a_stage_hands_its_states_on_by_the_link_it_has() -> None:
    llama, load = ModelConfig.from_dict(tiny.ALL["llama"]), Load()
    split = Split(pipeline=2)
    state = 3 * llama.hidden * 2
    far, near = replace(named("h100x1"), nodes=2), named("h100x2")
    assert traffic.seconds(llama, far, split, 0, 3, load) == pytest.approx(state / 50e9)
    assert traffic.seconds(llama, near, split, 0, 3, load) == pytest.approx(state / 450e9)
    assert traffic.seconds(llama, near, split, 1, 3, load) == 0


def test_an_exchange_takes_its_latency_as_often_as_there_is_one() -> None:
    flash, machine, load = presets.preset("mimo-v2-flash"), named("h100x8"), Load()
    for split, times in (
        (Split(tensor=8, expert=8), 2 * 48),
        (Split(tensor=4, expert=8, data=2), 2 + 47 + 2 * 47),
    ):
        quick = traffic.seconds(flash, machine, split, 0, 8, load)
        slow = traffic.seconds(flash, replace(machine, latency=1e-5), split, 0, 8, load)
        assert slow - quick == pytest.approx(times * 1e-5)


def test_named_machines_have_half_of_what_data_sheets_sum() -> None:
    h100, h200, b200 = map(named, names())
    assert (h100.flops, h100.flops_8) == (1979e12 / 2, 3958e12 / 2)  # with sparsity in the data sheet
    assert (h200.flops, h200.bandwidth, h200.memory) == (h100.flops, 4.8e12, 141e9)
    assert h100.link == h200.link == 900e9 / 2  # both ways in the data sheet
    assert (8 * b200.memory, 8 * b200.bandwidth, 8 * 2 * b200.link) == (1440e9, 64e12, 14.4e12)
    assert 8 * 2 * b200.flops_8 == 72e15
    assert h100.rate(4) == h100.flops
    assert b200.rate(4) == 72e15 / 8
    assert all("data sheet" in machine.source for machine in (h100, h200, b200))


@pytest.mark.parametrize("name", ["h100", "h100x0", "h100x9", "h101x8", ""])
def test_a_machine_that_there_is_not_is_named(name: str) -> None:
    with pytest.raises(InvalidPlacement, match=f"no machine {name}; there are cpu, h100x8"):
        named(name)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"gpus": 0}, "at least one node"),
        ({"memory": 0}, "more than 0"),
        ({"latency": -1.0}, "not below 0"),
        ({"reserved": 1.0}, "reserved share"),
        ({"link": 0.0}, "need a link"),
        ({"nodes": 2, "network": 0.0}, "need a network"),
    ],
)
def test_a_machine_that_cannot_be_is_refused(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidPlacement, match=said):
        replace(named("h100x8"), **changed)


@pytest.mark.parametrize("changed", [{"batch": 0}, {"context": 0}, {"bits": 12}, {"cache_bits": 32}])
def test_a_load_that_cannot_be_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(InvalidPlacement):
        Load(**changed)


def test_a_machine_grows_within_its_node_and_then_by_nodes() -> None:
    assert [larger.total for larger in named("h100x2").grown(32)] == [4, 8, 16, 24, 32]
    assert [larger.total for larger in named("h100x8", 2).grown(32)] == [24, 32]
    alone = Machine(name="cpu", gpus=1, memory=1, bandwidth=1, flops=1)
    assert alone.grown() == []
