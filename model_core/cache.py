"""Keys and values of the tokens already read."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from model_core.config import ModelConfig
from model_core.errors import PromptTooLong


class KeyValues:
    """The cache of one sequence: per layer keys and values [G, capacity, D], filled to `length`."""

    def __init__(self, config: ModelConfig, capacity: int, dtype: torch.dtype) -> None:
        shape = (config.layers, 2, config.kv_heads, capacity, config.head_size)
        self._store = torch.empty(shape, dtype=dtype)
        self.capacity = capacity
        self.length = 0

    def extend(self, layer: int, key: Tensor, value: Tensor) -> tuple[Tensor, Tensor]:
        """Append key and value [G, T, D] of one layer; returns all of them [G, S + T, D]."""
        end = self.length + key.shape[1]
        if end > self.capacity:
            raise PromptTooLong(f"{end} tokens do not fit a cache of {self.capacity}.")
        keys, values = self._store[layer, 0], self._store[layer, 1]
        keys[:, self.length : end] = key
        values[:, self.length : end] = value
        return keys[:, :end], values[:, :end]

    def array(self) -> np.ndarray:
        """The store itself as [layers, 2, G, capacity, D]; bfloat16 as its bits in uint16."""
        if self._store.dtype == torch.bfloat16:
            return self._store.view(torch.uint16).numpy()
        return self._store.numpy()

    def advance(self, count: int) -> None:
        """Make the tokens appended in every layer part of the sequence."""
        self.length += count

    def rewind(self, length: int) -> None:
        """Forget everything after the first `length` tokens."""
        self.length = min(self.length, length)

    @property
    def bytes(self) -> int:
        """Memory held."""
        return self._store.numel() * self._store.element_size()
