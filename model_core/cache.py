"""Keys and values of the tokens already read."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from model_core.config import ModelConfig
from model_core.errors import PromptTooLong


class KeyValues:
    """The cache of one sequence: per layer keys [G, capacity, D] and values [G, capacity, C], to `length`.

    Layers with a sliding window keep all tokens too: a rewound cache needs those from before its new end.
    """

    def __init__(self, config: ModelConfig, capacity: int, dtype: torch.dtype) -> None:
        shapes = [
            (config.attention(layer).kv_heads, capacity, size)
            for layer in range(config.layers)
            for size in (config.head_size, config.value_size)
        ]
        self._store: Tensor | None = None
        self._parts: list[Tensor]
        """Keys and values of each layer in turn."""
        if len(set(shapes)) == 1:
            self._store = torch.empty((config.layers, 2, *shapes[0]), dtype=dtype)
            self._parts = list(self._store.flatten(0, 1))
        else:
            self._parts = [torch.empty(shape, dtype=dtype) for shape in shapes]
        self.capacity = capacity
        self.length = 0

    def extend(self, layer: int, key: Tensor, value: Tensor) -> tuple[Tensor, Tensor]:
        """Append key [G, T, D] and value [G, T, C] of one layer; returns all of them, [G, S + T, D or C]."""
        end = self.length + key.shape[1]
        if end > self.capacity:
            raise PromptTooLong(f"{end} tokens do not fit a cache of {self.capacity}.")
        keys, values = self._parts[2 * layer], self._parts[2 * layer + 1]
        keys[:, self.length : end] = key
        values[:, self.length : end] = value
        return keys[:, :end], values[:, :end]

    def array(self) -> np.ndarray:
        """The store itself as [layers, 2, G, capacity, D]; bfloat16 as its bits in uint16.

        Raises ValueError where layers, or keys and values, differ in shape.
        """
        if self._store is None:
            raise ValueError("The layers' keys and values are of different shapes.")
        if self._store.dtype == torch.bfloat16:
            return self._store.view(torch.uint16).numpy()
        return self._store.numpy()

    def advance(self, count: int) -> None:
        """Make the tokens appended in every layer part of the sequence."""
        self.length += count

    def rewind(self, length: int) -> None:
        """Forget everything after the first `length` tokens."""
        self.length = min(self.length, length)

    def copy(self, other: KeyValues, length: int) -> None:
        """Become the first `length` tokens of another cache of the same model."""
        for part, source in zip(self._parts, other._parts, strict=True):
            part[:, :length] = source[:, :length]
        self.length = length

    @property
    def bytes(self) -> int:
        """Memory held."""
        return sum(part.numel() * part.element_size() for part in self._parts)
