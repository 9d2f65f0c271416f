"""Dropout (Srivastava et al., 2014) of what a layer adds, against learning sentences by heart."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from model_core.model import Decoder, Layer


def drop_outputs(model: Decoder, share: float) -> None:
    """From now on, lose that share of every layer's attention and experts, wherever gradients are taken."""
    if not share:
        return

    def lose(_module: nn.Module, _inputs: object, output: Tensor) -> Tensor:
        return functional.dropout(output, share) if torch.is_grad_enabled() else output

    for layer in (each for each in model.layers if isinstance(each, Layer)):
        layer.self_attn.register_forward_hook(lose)
        layer.mlp.register_forward_hook(lose)
