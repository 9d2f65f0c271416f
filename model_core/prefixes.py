"""Keys and values of prompts read lately, for others that begin alike."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from model_core.cache import KeyValues
from model_core.config import ModelConfig


class Prefixes:
    """Reuses whole blocks of tokens only: what is cut in the middle is seldom worth its copy."""

    def __init__(self, config: ModelConfig, dtype: torch.dtype, *, block: int, keep: int = 2) -> None:
        self._config = config
        self._dtype = dtype
        self._block = block
        self._keep = keep
        self._kept: list[tuple[Sequence[int], KeyValues]] = []

    def begin(self, tokens: Sequence[int], capacity: int) -> KeyValues:
        """A cache of this capacity that holds as much of the beginning as is known, never all of it."""
        cache = KeyValues(self._config, capacity, self._dtype)
        known, source = 0, None
        for others, kept in self._kept:
            common = self._common(tokens, others)
            if common > known:
                known, source = common, kept
        if source is not None:
            cache.copy(source, known)
        return cache

    def keep(self, tokens: Sequence[int], cache: KeyValues) -> None:
        """Remember a prompt whose tokens the cache begins with; the one kept longest goes."""
        if len(tokens) > self._block:
            self._kept = [*self._kept, (tuple(tokens), cache)][-self._keep :]

    def _common(self, tokens: Sequence[int], others: Sequence[int]) -> int:
        pairs = zip(tokens[:-1], others, strict=False)
        same = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(tokens) - 1, len(others)))
        return same // self._block * self._block
