"""What a machine is asked to carry: how many sequences, how long, at which widths."""

from __future__ import annotations

from dataclasses import dataclass

from model_core.placement.errors import InvalidPlacement

WIDTHS = (4, 8, 16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Sequences that are decoded together, and how weights and cache are kept."""

    context: int = 8192
    """Tokens of each sequence, all of them in the cache."""
    batch: int = 32
    """Sequences at once, on the whole machine."""
    bits: int = 16
    """Of every weight; correction biases of routers stay in 32. Scales of blocks are not counted."""
    cache_bits: int = 16
    chunk: int = 2048
    """Prompt tokens that one pass reads on each GPU that has attention of its own."""
    rewind: bool = True
    """Whether sliding layers keep all tokens, as `model_core.cache.KeyValues` does, or only their window."""

    def __post_init__(self) -> None:
        if min(self.context, self.batch, self.chunk) < 1:
            raise InvalidPlacement("Context, batch and chunk are at least 1.")
        if self.bits not in WIDTHS or self.cache_bits not in WIDTHS:
            raise InvalidPlacement(f"Weights and cache have {', '.join(map(str, WIDTHS))} bits.")
