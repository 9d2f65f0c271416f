"""Several sentences said in one home as one training sequence: the home is read once, the sentences apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from model_core.tokenizer import Tokenizer
from model_core.train.blocks import BlockAttention, block_attention

IGNORED = -100
"""Target of a token that does not belong to a plan."""
PADDING = -1
"""Block of a token that belongs to none."""
_STEP = 64
"""Lengths are rounded up to multiples of this: the matrix library plans each shape it meets once."""


@dataclass(frozen=True, slots=True)
class Packed:
    """One sequence of T tokens: the home, then blocks that see the home and themselves but not each other."""

    tokens: Tensor
    """[T] int64."""
    positions: Tensor
    """[T] int64: every block goes on where the home ends."""
    blocks: Tensor
    """[T] int64: 0 for the home, then 1, 2, ...; -1 for padding, after the home and at the end."""
    targets: Tensor
    """[T] int64: the next token where it belongs to a plan, -100 elsewhere."""

    @property
    def sentences(self) -> int:
        """How many were said."""
        return int(self.blocks.max())

    def attend(
        self, dtype: torch.dtype = torch.float32, device: torch.device | None = None
    ) -> BlockAttention:
        """Attention of this sequence, for queries of that type on that device."""
        home = _rounded(int((self.blocks == 0).sum()))
        attention = block_attention(self.blocks, home=home, step=16, dtype=dtype)
        return attention if device is None else attention.to(device)


def _rounded(length: int, step: int = _STEP) -> int:
    return -(-length // step) * step


def pack(home: str, blocks: Sequence[tuple[str, str]], tokenizer: Tokenizer) -> Packed:
    """`home` text and (request text, plan text) pairs as one sequence."""
    prefix = tokenizer.encode(home)
    tokens, positions = list(prefix), list(range(len(prefix)))
    block_of, targets = [0] * len(prefix), [IGNORED] * len(prefix)

    def pad(length: int) -> None:
        missing = length - len(tokens)
        for column, filler in (
            (tokens, tokenizer.end),
            (positions, 0),
            (block_of, PADDING),
            (targets, IGNORED),
        ):
            column += [filler] * missing

    pad(_rounded(len(prefix)))
    for number, (request, plan) in enumerate(blocks, start=1):
        question = tokenizer.encode(request)
        answer = [*tokenizer.encode(f" {plan}"), tokenizer.end]
        body = question + answer[:-1]
        tokens += body
        positions += range(len(prefix), len(prefix) + len(body))
        block_of += [number] * len(body)
        targets += [IGNORED] * (len(question) - 1) + answer
    pad(_rounded(len(tokens) + 2))  # always some padding: its absence would be compiled apart
    return Packed(*(torch.tensor(column) for column in (tokens, positions, block_of, targets)))
