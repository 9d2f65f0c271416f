"""Writes an answer token by token: sampled, under a grammar where there is one, within its limits.

Pieces are told of as they are written. Between them the work wants steps of the model, so that several
answers can be written at the same time.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from llguidance import LLParserLimits
from torch import Tensor

from model_core.cache import KeyValues
from model_core.decode import Constraint, Grammars
from model_core.errors import OutOfTime
from model_core.model import Decoder
from model_core.sampling import Choice, Sampler, Sampling
from model_core.spelling import Spelling
from model_core.tokenizer import Tokenizer
from model_core.work import Step, Work

BLOCK = 256
"""Tokens of a prompt that are wanted in one step."""
_LIMITS = LLParserLimits(initial_lexer_fuel=100_000, step_max_items=10_000, max_grammar_size=100_000)
"""A repetition can make a few bytes of grammar force any length, walked while every thread waits."""


class Finish(StrEnum):
    """Why an answer ended."""

    STOP = "stop"
    """The model ended it, the grammar allows no more, or a stop string was written."""
    LENGTH = "length"
    """It has as many tokens as it may have."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What ends an answer from outside."""

    tokens: int
    stops: tuple[str, ...] = ()
    end: float | None = None
    """Time of the monotonic clock after which no step is begun."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What one step added."""

    text: str = ""
    """Empty while a character, or what may become a stop string, is not complete."""
    choices: tuple[Choice, ...] = ()
    finish: Finish | None = None
    """In the last piece alone."""


class Writer:
    """Writes answers with one model. Not for several threads at once."""

    def __init__(self, model: Decoder, tokenizer: Tokenizer, *, ends: Sequence[int] = ()) -> None:
        """`ends` are further token ids, besides the tokenizer's own, that end an answer."""
        self._model = model
        self._tokenizer = tokenizer
        self._ends = frozenset((tokenizer.end, *ends))
        self._grammars = Grammars(tokenizer, limits=_LIMITS)
        self._size = min(tokenizer.size, model.config.vocabulary)

    def read(self, prompt: Sequence[int], cache: KeyValues, end: float | None = None) -> Work[Tensor]:
        """Read what the cache lacks of the prompt, by blocks; returns the last state [1, H].

        Raises OutOfTime.
        """
        while True:
            _in_time(end)
            (hidden,) = yield [Step(prompt[cache.length : cache.length + BLOCK], cache)]
            if cache.length == len(prompt):
                return hidden

    def write(
        self,
        hidden: Tensor,
        cache: KeyValues,
        sampling: Sampling,
        limits: Limits,
        tell: Callable[[Piece], None],
        grammar: str = "",
    ) -> Work[None]:
        """The answer after a prompt with this last state [1, H]; `grammar` is in llguidance's Lark dialect.

        Raises InvalidGrammar, OutOfTime, and ModelError when scores are not finite.
        """
        constraint = Constraint(self._grammars, grammar) if grammar else None
        sampler = Sampler(sampling)
        spelling = Spelling(limits.stops)
        left = limits.tokens
        pending: list[int] = []
        while True:
            forced = constraint.forced() if constraint and not spelling.stopped else []
            known, left = forced[:left], left - len(forced)
            if known:
                pending += known
                tell(Piece(self._spell(spelling, known), tuple(Choice(token) for token in known)))
            if spelling.stopped or (left >= 0 and constraint is not None and constraint.stopped):
                break
            if left <= 0:
                tell(Piece(spelling.end(), finish=Finish.LENGTH))
                return
            _in_time(limits.end)
            if pending:
                (hidden,) = yield [Step(pending, cache)]
            choice = self._choose(hidden, sampler, constraint)
            if choice.token in self._ends:
                break
            if constraint is not None:
                constraint.take([choice.token])
            left -= 1
            pending = [choice.token]
            tell(Piece(self._spell(spelling, pending), (choice,)))
        tell(Piece(spelling.end(), finish=Finish.STOP))

    def spelled(self, token: int) -> bytes:
        """The bytes of one token, special ones included."""
        return self._grammars.spelled(token)

    def _choose(self, hidden: Tensor, sampler: Sampler, constraint: Constraint | None) -> Choice:
        if constraint is None:
            return sampler(self._model.logits(hidden)[0, : self._size])
        allowed = constraint.allowed()
        allowed = allowed[allowed < self._size]
        if len(allowed) == 1:
            return Choice(int(allowed[0]))
        return sampler(self._model.logits(hidden, allowed)[0], allowed)

    def _spell(self, spelling: Spelling, tokens: Sequence[int]) -> str:
        visible = (t for t in tokens if t not in self._tokenizer.special)
        return spelling.add(b"".join(map(self.spelled, visible)))


def _in_time(end: float | None) -> None:
    if end is not None and time.monotonic() >= end:
        raise OutOfTime("The answer was not ready in time.")
