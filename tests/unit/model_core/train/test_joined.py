"""Sequences that are computed together are computed as each alone would be."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from model_core.config import ModelConfig
from model_core.model import Decoder
from model_core.train.joined import Joined, join
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


def test_another_sequence_beside_it_changes_nothing(model: Decoder) -> None:
    first, second, third = sequences()
    length = int((first.blocks >= 0).sum())
    beside_second = hidden(model, join([first, second], filler=0))[:length]
    beside_third = hidden(model, join([first, third], filler=0))[:length]
    torch.testing.assert_close(beside_second, beside_third, rtol=1e-4, atol=1e-5)
