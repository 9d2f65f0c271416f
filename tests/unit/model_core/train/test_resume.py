"""A run that is continued with another rate learns at that rate."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest
import torch
from torch import Tensor

from model_core.config import ModelConfig
from model_core.model import Decoder
from model_core.train.loop import Figures, Schedule, train
from model_core.train.packing import Packed, pack
from tests.unit.model_core.test_model import MIXTURE
from tests.unit.model_core.train.test_packing import Letters

SLOW = {"rate_low_rank": 1e-9, "rate_experts": 1e-9, "rate_router": 1e-9}


def learn(folder: Path, schedule: Schedule) -> dict[str, Tensor]:
    torch.manual_seed(1)
    model = Decoder(ModelConfig.from_dict(MIXTURE))
    for parameter in model.parameters():
        parameter.data.uniform_(-0.3, 0.3)

    def streams(_split: str, _at: int) -> Iterator[Packed]:
        return cycle([pack("home", [("turn it on", "set it")], Letters())])  # type: ignore[arg-type]

    train(model, streams, folder, schedule, report=ignore)
    weights: dict[str, Tensor] = torch.load(folder / "training.pt", weights_only=True)["weights"]
    return {name: tensor for name, tensor in weights.items() if not name.endswith("correction_bias")}


def ignore(_figures: Figures) -> None:
    pass


@pytest.mark.parametrize(("rates", "moves"), [({}, True), (SLOW, False)], ids=["same", "slow"])
def test_the_rate_asked_for_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rates: dict[str, float], moves: bool
) -> None:
    monkeypatch.setenv("PATH", "")  # uncompiled
    schedule = Schedule(steps=2, sequences=1, warm_up=1, decay=1, rank=2, dev_every=9, dev_sequences=1)
    before = learn(tmp_path, schedule)
    after = learn(tmp_path, replace(schedule, steps=4, **rates))  # type: ignore[arg-type]
    change = max(float((after[name] - tensor).abs().max()) for name, tensor in before.items())
    assert (change > 1e-6) is moves
    record = json.loads((tmp_path / "figures.json").read_text())
    assert record["schedule"]["rate_low_rank"] == rates.get("rate_low_rank", schedule.rate_low_rank)


def test_a_run_with_dropout_goes_on_as_if_it_had_not_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")  # uncompiled
    schedule = Schedule(
        steps=4, sequences=1, warm_up=1, decay=1, rank=2, dev_every=9, dev_sequences=1, dropout=0.3
    )
    whole = learn(tmp_path / "whole", schedule)
    learn(tmp_path / "parts", replace(schedule, steps=2))
    parts = learn(tmp_path / "parts", schedule)
    assert all(torch.allclose(tensor, parts[name], atol=1e-6) for name, tensor in whole.items())
    other = learn(tmp_path / "other", replace(schedule, dropout=0.0))
    assert any(not torch.allclose(tensor, other[name], atol=1e-6) for name, tensor in whole.items())


def test_what_was_not_measured_yet_is_null_in_the_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")  # uncompiled

    def none(_split: str, _at: int) -> Iterator[Packed]:
        return iter(())

    model = Decoder(ModelConfig.from_dict(MIXTURE))
    train(model, none, tmp_path, Schedule(rank=2), report=ignore, stop=lambda: True)
    record = json.loads((tmp_path / "figures.json").read_text(), parse_constant=pytest.fail)
    assert (record["figures"]["loss"], record["figures"]["step"]) == (None, 0)
