"""Sequences that are computed together are computed as each alone would be."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

import pytest
import torch
from torch import Tensor

from model_core.config import ModelConfig
from model_core.model import Decoder, MixtureOfExperts
from model_core.train.joined import Joined, join
from model_core.train.loop import Figures, Schedule, measure, train
from model_core.train.low_rank import LoadBalancer
from model_core.train.packing import Packed, pack
from tests.unit.model_core.test_model import MIXTURE
from tests.unit.model_core.train.test_packing import Letters

CPU = torch.device("cpu")


@pytest.fixture
def model() -> Decoder:
    torch.manual_seed(1)
    model = Decoder(ModelConfig.from_dict(MIXTURE))
    for parameter in model.parameters():
        parameter.data.uniform_(-0.3, 0.3)
    return model


def sequences() -> list[Packed]:
    homes = ("a home", "another home, which is longer by " + "x" * 60, "h")
    said = ([("on", "set"), ("and off again", "set it")], [("x" * 30, "run")], [("y", "z")] * 5)
    return [pack(home, blocks, Letters()) for home, blocks in zip(homes, said, strict=True)]  # type: ignore[arg-type]


def hidden(model: Decoder, packed: Packed | Joined) -> Tensor:
    """Of the tokens of blocks and homes, without padding."""
    with torch.inference_mode():
        attend = packed.attend(torch.float32, CPU)
        found: Tensor = model(packed.tokens, positions=packed.positions, attend=attend)
        return found[packed.blocks >= 0]


def test_together_is_as_alone(model: Decoder) -> None:
    alone = torch.cat([hidden(model, packed) for packed in sequences()])
    together = hidden(model, join(sequences(), filler=0))
    torch.testing.assert_close(together, alone, rtol=1e-4, atol=1e-5)


def test_targets_are_kept_and_padding_has_none(model: Decoder) -> None:
    joined, apart = join(sequences(), filler=7), sequences()
    longest = max(len(p.tokens) for p in apart)
    assert joined.count == len(apart)
    assert joined.tokens.shape == joined.targets.shape == (len(apart) * longest,)
    assert joined.targets[joined.targets >= 0].tolist() == [
        target for p in apart for target in p.targets[p.targets >= 0].tolist()
    ]
    assert (joined.targets[joined.blocks < 0] < 0).all()
    assert not hidden(model, joined).isnan().any()


def test_padding_is_not_counted_as_use_of_experts(model: Decoder) -> None:
    balancer = LoadBalancer(model)
    routers = [m.gate for m in model.modules() if isinstance(m, MixtureOfExperts)]

    def loads(passes: Sequence[Packed | Joined]) -> list[Tensor]:
        for part in passes:
            balancer.count_only(part.blocks >= 0)
            with torch.inference_mode():
                model(part.tokens, positions=part.positions, attend=part.attend(torch.float32, CPU))
        found = [router.get_buffer("load").clone() for router in routers]
        balancer.step()
        return found

    apart, together = loads(sequences()), loads([join(sequences(), filler=0)])
    assert [load.sum() for load in apart] == [load.sum() for load in together]
    torch.testing.assert_close(together, apart, atol=1, rtol=0)  # a token may lie between two experts


def test_a_step_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")  # uncompiled
    one, together = (learn(tmp_path / str(at_once), at_once) for at_once in (1, 3))
    assert together.loss == pytest.approx(one.loss, rel=1e-4)
    assert together.dev_loss == pytest.approx(one.dev_loss, rel=1e-3)
    assert (together.tokens, together.sentences) == (one.tokens, one.sentences)
    assert one.tokens > one.sentences > 0


def learn(folder: Path, at_once: int) -> Figures:
    """Steps large enough that what was learned shows in the loss on what was not."""
    torch.manual_seed(1)
    model = Decoder(ModelConfig.from_dict(MIXTURE))
    for parameter in model.parameters():
        parameter.data.uniform_(-0.3, 0.3)
    schedule = Schedule(
        steps=3, sequences=3, warm_up=1, rank=2, dev_every=3, dev_sequences=3, rate_low_rank=1e-2
    )
    figures = train(
        model, lambda _split, _at: cycle(sequences()), folder, schedule, report=ignore, at_once=at_once
    )
    start = Figures()
    measure(Decoder(ModelConfig.from_dict(MIXTURE)), sequences(), start)
    assert abs(figures.dev_loss - start.dev_loss) > 0.01 * start.dev_loss
    return figures


def ignore(_figures: Figures) -> None:
    pass


def test_another_sequence_beside_it_changes_nothing(model: Decoder) -> None:
    first, second, third = sequences()
    length = int((first.blocks >= 0).sum())
    beside_second = hidden(model, join([first, second], filler=0))[:length]
    beside_third = hidden(model, join([first, third], filler=0))[:length]
    torch.testing.assert_close(beside_second, beside_third, rtol=1e-4, atol=1e-5)
