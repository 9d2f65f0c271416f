"""Several sentences said in one home as one training sequence: the home is read once, the sentences apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from model_core.model import Attend
from model_core.tokenizer import Tokenizer

_IGNORED = -100
_PADDING = -1
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

    def attend(self) -> Attend:
        """Attention of this sequence, in two dense pieces: the home over itself, each block over both.

        Scores between different blocks are never computed; blocks are padded to the longest for the second
        piece only.
        """
        home_length = int((self.blocks == 0).sum())
        prefix = _rounded(home_length)
        lengths = torch.bincount(self.blocks[self.blocks > 0])[1:]
        count, used = len(lengths), prefix + int(lengths.sum())
        longest = _rounded(int(lengths.max()), 16)
        step = torch.arange(longest)
        valid = step < lengths[:, None]  # [N, L]
        starts = prefix + lengths.cumsum(0) - lengths
        index = torch.where(valid, starts[:, None] + step, prefix)  # [N, L]
        seen_home = torch.ones(prefix, prefix, dtype=torch.bool).tril()
        seen_block = torch.ones(longest, prefix + longest, dtype=torch.bool).tril(prefix)
        seen_block[:, home_length:prefix] = False

        def run(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
            heads, _, size = query.shape
            groups = key.shape[0]
            home = _attention(query[:, :prefix], key[:, :prefix], value[:, :prefix], seen_home)
            own_query = query[:, index].view(groups, -1, count, longest, size)  # [G, R, N, L, D]
            own_query = own_query.permute(2, 0, 1, 3, 4).reshape(count * groups, -1, size)
            keys, values = (
                torch.cat((x[:, None, :prefix].expand(-1, count, -1, -1), x[:, index]), dim=2)
                .transpose(0, 1)
                .reshape(count * groups, prefix + longest, size)
                for x in (key, value)
            )
            own = _attention(own_query.view(count * heads, longest, size), keys, values, seen_block)
            own = own.view(count, heads, longest, size).transpose(1, 2)[valid].transpose(0, 1)
            rest = query.new_zeros(heads, query.shape[1] - used, size)
            return torch.cat((home, own, rest), dim=1)

        return run


def _rounded(length: int, step: int = _STEP) -> int:
    return -(-length // step) * step


def _attention(query: Tensor, key: Tensor, value: Tensor, seen: Tensor) -> Tensor:
    """query [G*R, T, D] over key, value [G, S, D], where `seen` [T, S] allows -> [G*R, T, D]."""
    _, tokens, size = query.shape
    groups, total, _ = key.shape
    penalty = torch.zeros(seen.shape, dtype=query.dtype).masked_fill(~seen, -1e4)
    scores = torch.bmm(query.reshape(groups, -1, size), key.transpose(1, 2)) * size**-0.5
    share = (scores.view(groups, -1, tokens, total) + penalty).softmax(-1)
    return torch.bmm(share.view(groups, -1, total), value).reshape(-1, tokens, size)


def pack(home: str, blocks: Sequence[tuple[str, str]], tokenizer: Tokenizer) -> Packed:
    """`home` text and (request text, plan text) pairs as one sequence."""
    prefix = tokenizer.encode(home)
    tokens, positions = list(prefix), list(range(len(prefix)))
    block_of, targets = [0] * len(prefix), [_IGNORED] * len(prefix)

    def pad(length: int) -> None:
        missing = length - len(tokens)
        for column, filler in (
            (tokens, tokenizer.end),
            (positions, 0),
            (block_of, _PADDING),
            (targets, _IGNORED),
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
        targets += [_IGNORED] * (len(question) - 1) + answer
    pad(_rounded(len(tokens)))
    return Packed(*(torch.tensor(column) for column in (tokens, positions, block_of, targets)))
