"""A packed sequence computes what each sentence alone after its home would."""

from __future__ import annotations

import torch

from model_core.config import ModelConfig
from model_core.model import Decoder
from model_core.train.packing import pack
from tests.unit.model_core.test_model import MIXTURE


class Letters:
    """A tokenizer of single characters, so that the test can read its own tokens."""

    end = 96

    def encode(self, text: str) -> list[int]:
        return [ord(c) % 95 for c in text]


def test_blocks_see_the_home_and_themselves_only() -> None:
    torch.manual_seed(1)
    model = Decoder(ModelConfig.from_dict(MIXTURE))
    for parameter in model.parameters():
        parameter.data.uniform_(-0.3, 0.3)
    home, blocks = "a small home", [("turn it on", "set"), ("and now something longer", "run it"), ("x", "y")]
    packed = pack(home, blocks, Letters())  # type: ignore[arg-type]
    with torch.inference_mode():
        hidden = model(packed.tokens, positions=packed.positions, attend=packed.attend())
        for number, (request, plan) in enumerate(blocks, start=1):
            alone = torch.tensor(Letters().encode(home + request + f" {plan}"))
            here = hidden[packed.blocks == number]
            torch.testing.assert_close(here, model(alone)[len(home) :], atol=1e-4, rtol=1e-4)


def test_only_plan_tokens_and_the_end_are_targets() -> None:
    packed = pack("home", [("abc", "de"), ("f", "g")], Letters())  # type: ignore[arg-type]
    targets = packed.targets[packed.targets >= 0].tolist()
    assert targets == [*Letters().encode(" de"), 96, *Letters().encode(" g"), 96]
    assert packed.targets[packed.blocks <= 0].max() < 0
    for at in (packed.targets >= 0).nonzero().flatten().tolist()[:2]:
        assert packed.tokens[at + 1] == packed.targets[at]
