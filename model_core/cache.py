"""Keys and values of the tokens already read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from model_core.config import ModelConfig
from model_core.errors import PromptTooLong


@dataclass(frozen=True, slots=True)
class Piece:
    """Where some tokens of a sequence lie: the first `count` of a store."""

    array: np.ndarray
    """[layers, 2, G, capacity, D]; bfloat16 as its bits in uint16."""
    count: int


class KeyValues:
    """The cache of one sequence: per layer keys [G, capacity, D] and values [G, capacity, C], to `length`.

    A branch continues another cache without holding its tokens. Layers with a sliding window keep all tokens
    too: a rewound cache needs those from before its new end.
    """

    def __init__(self, config: ModelConfig, capacity: int, dtype: torch.dtype) -> None:
        self._config, self._dtype = config, dtype
        self._trunk: KeyValues | None = None
        self._start = 0
        """Tokens of the trunk that come first."""
        self._allocate(capacity)
        self.length = 0

    def _allocate(self, capacity: int) -> None:
        config, dtype = self._config, self._dtype
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

    def branch(self, length: int, room: int) -> KeyValues:
        """A cache that begins with the first `length` tokens of this one and has room for some more.

        This one must keep them for as long as the branch is used.
        """
        if length > self.length:
            raise ValueError(f"A branch after {length} tokens of {self.length}.")
        made = KeyValues(self._config, room, self._dtype)
        made._trunk, made._start, made.capacity, made.length = self, length, length + room, length
        return made

    def pieces(self, length: int | None = None) -> list[Piece]:
        """Where the tokens, or the first of them, lie, in their order; of all, the last piece takes new ones.

        Raises ValueError where layers, or keys and values, differ in shape.
        """
        before = []
        if self._trunk is not None:
            if length is not None and length <= self._start:
                return self._trunk.pieces(length)
            before = self._trunk.pieces(self._start)
        return [*before, Piece(self._array(), (self.length if length is None else length) - self._start)]

    def _settle(self) -> None:
        """Hold all tokens here: what cannot read pieces needs them in one."""
        if self._trunk is None:
            return
        trunk, start, own, length = self._trunk, self._start, self._parts, self.length
        self._trunk, self._start = None, 0
        self._allocate(self.capacity)
        self.copy(trunk, start)
        for part, mine in zip(self._parts, own, strict=True):
            part[:, start:length] = mine[:, : length - start]
        self.length = length

    def extend(self, layer: int, key: Tensor, value: Tensor) -> tuple[Tensor, Tensor]:
        """Append key [G, T, D] and value [G, T, C] of one layer; returns all of them, [G, S + T, D or C]."""
        self._settle()
        end = self.length + key.shape[1]
        if end > self.capacity:
            raise PromptTooLong(f"{end} tokens do not fit a cache of {self.capacity}.")
        keys, values = self._parts[2 * layer], self._parts[2 * layer + 1]
        keys[:, self.length : end] = key
        values[:, self.length : end] = value
        return keys[:, :end], values[:, :end]

    def array(self) -> np.ndarray:
        """All of it as [layers, 2, G, capacity, D]; bfloat16 as its bits in uint16.

        Raises ValueError where layers, or keys and values, differ in shape.
        """
        self._settle()
        return self._array()

    def _array(self) -> np.ndarray:
        if self._store is None:
            raise ValueError("The layers' keys and values are of different shapes.")
        if self._store.dtype == torch.bfloat16:
            return self._store.view(torch.uint16).numpy()
        return self._store.numpy()

    def advance(self, count: int) -> None:
        """Make the tokens appended in every layer part of the sequence."""
        self.length += count

    def rewind(self, length: int) -> None:
        """Forget everything after the first `length` tokens, but for those that a branch begins with."""
        self.length = min(self.length, max(length, self._start))

    def copy(self, other: KeyValues, length: int) -> None:
        """Become the first `length` tokens of another cache of the same model."""
        other._settle()
        for part, source in zip(self._parts, other._parts, strict=True):
            part[:, :length] = source[:, :length]
        self.length = length

    @property
    def bytes(self) -> int:
        """Memory held here, without that of a trunk."""
        return sum(part.numel() * part.element_size() for part in self._parts)
