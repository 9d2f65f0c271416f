"""Layers compiled for training: their many small operations become a few loops over memory."""

from __future__ import annotations

import logging
import shutil
from types import MethodType

import torch
from torch.fx.experimental import _config as _symbolic

from model_core.model import Decoder, Layer

_log = logging.getLogger(__name__)


def compile_layers(model: Decoder) -> bool:
    """Compile the layers once for every length, where a C++ compiler is installed; says whether it did."""
    if not (shutil.which("g++") or shutil.which("clang++")):
        _log.warning("No C++ compiler was found: training runs uncompiled, at about half the speed.")
        return False
    _symbolic.use_duck_shape = False  # lengths that happen to be equal once are not the same length
    forward = torch.compile(Layer.forward, dynamic=True)
    for layer in model.layers:
        layer.forward = MethodType(forward, layer)
    return True
