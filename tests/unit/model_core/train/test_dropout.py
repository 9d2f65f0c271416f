"""Dropout is for learning alone."""

from __future__ import annotations

import torch
from torch import Tensor

from model_core.config import ModelConfig
from model_core.model import Decoder
from model_core.train.dropout import drop_outputs
from model_core.train.packing import pack
from tests.unit.model_core.test_model import MIXTURE
from tests.unit.model_core.train.test_packing import Letters


def _model(share: float) -> Decoder:
    torch.manual_seed(1)
    model = Decoder(ModelConfig.from_dict(MIXTURE))
    for parameter in model.parameters():
        parameter.data.uniform_(-0.3, 0.3)
    drop_outputs(model, share)
    return model


def _hidden(model: Decoder) -> Tensor:
    packed = pack("home", [("turn it on", "set it")], Letters())  # type: ignore[arg-type]
    return model(packed.tokens, positions=packed.positions, attend=packed.attend())  # type: ignore[no-any-return]


def test_what_is_learned_from_is_never_the_same_twice() -> None:
    model = _model(0.3)
    assert not torch.equal(_hidden(model), _hidden(model))


def test_what_is_measured_or_not_to_be_dropped_stays() -> None:
    with torch.no_grad():
        assert torch.equal(_hidden(_model(0.3)), _hidden(_model(0.0)))
    plain = _model(0.0)
    assert torch.equal(_hidden(plain), _hidden(plain))
