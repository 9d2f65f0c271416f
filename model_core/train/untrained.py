"""The model before training: the base, made into a mixture of experts."""

from __future__ import annotations

import torch

from model_core import base, upcycle
from model_core.config import ModelConfig
from model_core.model import Decoder

EXPERTS, EXPERTS_PER_TOKEN, EXPERT_WIDTH = 8, 2, 64
"""Routed experts of every layer: their int8 weights are 27 MB, small enough to keep in a repository."""


def untrained() -> Decoder:
    """The upcycled base in bfloat16."""
    raw = upcycle.upcycle_config(
        base.CONFIG, experts=EXPERTS, per_token=EXPERTS_PER_TOKEN, width=EXPERT_WIDTH
    )
    config = ModelConfig.from_dict(raw)
    weights = upcycle.upcycle_weights(
        base.load_weights(base.locate()), layers=config.layers, experts=EXPERTS, width=EXPERT_WIDTH
    )
    model = Decoder(config)
    model.load_state_dict(weights)
    return model.to(torch.bfloat16)
