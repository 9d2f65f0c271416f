"""Keeps the quoted texts of a plan to words that were said: a small model in doubt makes others up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import torch
from torch import Tensor

from model_core.language.prompt import normalise
from model_core.world import Request

_CLOCK = re.compile(rb"|(?:[01]?[0-9]|2[0-3])(?::(?:[0-5][0-9]?)?)?")
"""The beginning of a clock time: it is said in words, and written in digits."""
_WHOLE_CLOCK = re.compile(rb"(?:[01]?[0-9]|2[0-3]):[0-5][0-9]")
_QUOTE = b'"'


class Spellings:
    """Which tokens begin with which bytes; made once for a tokenizer."""

    def __init__(self, spell: Callable[[int], bytes], size: int) -> None:
        """`spell` gives the bytes of a token below `size`."""
        self._spell, self._size = spell, size

    def prepare(self) -> None:
        """Order the tokens now, so that no request waits a tenth of a second for it."""
        _ = self._longest, self.opening

    @cached_property
    def _tokens(self) -> dict[bytes, list[int]]:
        """By their bytes up to a closing quote."""
        found: dict[bytes, list[int]] = {}
        for token in range(self._size):
            if spelled := self._spell(token):
                found.setdefault(spelled.partition(_QUOTE)[0] or _QUOTE, []).append(token)
        return found

    @cached_property
    def opening(self) -> Mapping[int, bytes]:
        """What tokens have after a quote that opens a text, where they have anything."""
        spelled = ((token, self._spell(token)) for token in range(self._size))
        return {token: rest for token, text in spelled if (rest := text.partition(_QUOTE)[2])}

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._tokens), default=0)

    def beginnings(self, text: bytes) -> Iterator[tuple[bytes, int]]:
        """Tokens that spell a beginning of the text, or one and a quote, each with that beginning."""
        for end in range(1, min(len(text), self._longest) + 1):
            for token in self._tokens.get(text[:end], ()):
                yield text[:end], token

    def closing(self) -> Sequence[int]:
        """Tokens that begin with a quote."""
        return self._tokens.get(_QUOTE, ())

    def closes(self, token: int) -> bool:
        """Whether a quote is in the token."""
        return _QUOTE in self._spell(token)


class Quotes:
    """What the texts of one request's plan can be: words in a row of what was said or waits, or a time."""

    def __init__(self, request: Request, spellings: Spellings) -> None:
        """Words of the sentence, of what waits and of the turns before it."""
        said = [
            request.utterance,
            *(waits.name for waits in request.pending),
            *(text for turn in request.history for text in (turn.utterance, turn.plan)),
        ]
        self._said = tuple(_words(text) for text in dict.fromkeys(map(normalise, said)))
        self._spellings = spellings

    def within(self, written: bytes, allowed: Tensor) -> Tensor:
        """Those of the allowed tokens [N] that keep an open text to what was said.

        All of them where none is open, or where none would be left.
        """
        if written.count(_QUOTE) % 2 == 0:
            return self._opened(allowed)
        begun = written.rpartition(_QUOTE)[2]
        left = allowed[torch.isin(allowed, torch.tensor(list(self._fitting(begun)), dtype=allowed.dtype))]
        return left if len(left) else allowed

    def _opened(self, allowed: Tensor) -> Tensor:
        """Those that begin no text, or one with what was said."""
        opening = self._spellings.opening
        wrong = [t for t in allowed.tolist() if t in opening and not self._begins(opening[t])]
        if not wrong or len(wrong) == len(allowed):
            return allowed
        return allowed[~torch.isin(allowed, torch.tensor(wrong, dtype=allowed.dtype))]

    def _begins(self, begun: bytes) -> bool:
        return _CLOCK.fullmatch(begun) is not None or any(True for _ in self._continuations(begun))

    def _fitting(self, begun: bytes) -> Iterator[int]:
        for rest, ends in self._continuations(begun):
            if 0 in ends and begun:
                yield from self._spellings.closing()
            for spelled, token in self._spellings.beginnings(rest):
                if len(spelled) in ends or not self._spellings.closes(token):
                    yield token
        yield from self._of_clock(begun)

    def _continuations(self, begun: bytes) -> Iterator[tuple[bytes, frozenset[int]]]:
        """What was said after what is begun, with the lengths at which a word of it ends."""
        for whole, starts, ends in self._said:
            at = whole.find(begun)
            while at >= 0:
                if at in starts:
                    after = at + len(begun)
                    yield whole[after:], frozenset(e - after for e in ends if e >= after)
                at = whole.find(begun, at + 1)

    def _of_clock(self, begun: bytes) -> Iterator[int]:
        if not _CLOCK.fullmatch(begun):
            return
        if _WHOLE_CLOCK.fullmatch(begun):
            yield from self._spellings.closing()
        for further in _clock_pieces():
            if _CLOCK.fullmatch(begun + further):
                yield from (
                    t
                    for spelled, t in self._spellings.beginnings(further)
                    if spelled == further and not self._spellings.closes(t)
                )


def _clock_pieces() -> Iterable[bytes]:
    return (*(b"%d" % n for n in range(10)), *(b"%02d" % n for n in range(60)), b":")


def _words(text: str) -> tuple[bytes, frozenset[int], frozenset[int]]:
    """A text with the offsets at which its words begin and end.

    Every character of a script without spaces is a word.
    """
    starts, ends, at = [], [], 0
    for before, after in zip(f" {text}", f"{text} ", strict=True):
        if not (_is_inner(before) and _is_inner(after)):
            if not after.isspace():
                starts.append(at)
            if not before.isspace():
                ends.append(at)
        at += len(after.encode())
    return text.encode(), frozenset(starts), frozenset(ends)


def _is_inner(character: str) -> bool:
    return character.isalnum() and character < "\u2e80"
