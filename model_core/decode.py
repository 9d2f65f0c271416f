"""Grammar-constrained greedy decoding that spends a step only where the grammar leaves a choice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import llguidance.numpy
import numpy as np
import torch
from llguidance import LLMatcher, LLParserLimits, LLTokenizer
from torch import Tensor

from model_core.cache import KeyValues
from model_core.errors import EngineBusy, InvalidGrammar, ModelError, PromptTooLong
from model_core.language.repeats import Repeats
from model_core.model import Decoder
from model_core.passes import Run
from model_core.tokenizer import Tokenizer

_LONGEST_PLAN = 320
_FEW = 512
"""Tokens up to which the next may be a name; more may begin a text."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """One decoded plan and what it cost."""

    text: str
    probability: float
    """Product of the probabilities of the chosen tokens among the allowed ones."""
    weakest: float
    """The smallest of them."""
    tokens: int
    forced: int
    """Tokens that the grammar left no choice about; they were appended, not sampled."""
    passes: int
    """Times the model ran after the prompt was read."""


class Grammars:
    """Compiled grammars, one a text, over one tokenizer."""

    def __init__(self, tokenizer: Tokenizer, *, keep: int = 64, limits: LLParserLimits | None = None) -> None:
        """`limits` bound what compiling and following a grammar may cost; None for llguidance's own."""
        self._tokenizer = LLTokenizer(tokenizer.source, eos_token=tokenizer.end)
        self._limits = limits
        self._compile = lru_cache(maxsize=keep)(self._compiled)

    @property
    def width(self) -> int:
        """Number of token ids that masks cover."""
        return int(self._tokenizer.vocab_size)

    def spelled(self, token: int) -> bytes:
        """The bytes that a token stands for."""
        return bytes(self._tokenizer.decode_bytes([token]))

    def matcher(self, grammar: str) -> LLMatcher:
        """A fresh matcher at the start of the grammar. Raises InvalidGrammar for one that cannot be used."""
        return self._compile(grammar).deep_copy()

    def _compiled(self, grammar: str) -> LLMatcher:
        matcher = LLMatcher(self._tokenizer, LLMatcher.grammar_from_lark(grammar), limits=self._limits)
        if matcher.is_error():
            raise InvalidGrammar(f"The grammar or schema cannot be used: {matcher.get_error()}")
        return matcher


class Constraint:
    """One matcher and its token mask."""

    def __init__(self, grammars: Grammars, grammar: str) -> None:
        self.spelled = grammars.spelled
        self._matcher = grammars.matcher(grammar)
        self._mask = llguidance.numpy.allocate_token_bitmask(1, grammars.width)

    def forced(self) -> list[int]:
        """Tokens that must come next, already taken; empty where there is a choice."""
        tokens: list[int] = self._matcher.compute_ff_tokens()
        if tokens:
            self.take(tokens)
        return tokens

    def allowed(self) -> Tensor:
        """Ids [N] that may come next, in rising order. Raises InvalidGrammar as `stopped` does."""
        llguidance.numpy.fill_next_token_bitmask(self._matcher, self._mask, 0)
        self._check()
        bits = np.unpackbits(self._mask[0].view(np.uint8), bitorder="little")
        return torch.from_numpy(np.flatnonzero(bits))

    def take(self, tokens: list[int]) -> None:
        """Go on past these tokens, which must be allowed. Raises InvalidGrammar as `stopped` does."""
        self._matcher.consume_tokens(tokens)
        self._check()

    @property
    def stopped(self) -> bool:
        """Whether nothing can follow. Raises InvalidGrammar when the grammar grew too complex on the way."""
        self._check()
        return bool(self._matcher.is_stopped())

    def _check(self) -> None:
        if self._matcher.is_error():
            raise InvalidGrammar(f"The grammar cannot be followed further: {self._matcher.get_error()}")


def decode(
    model: Decoder,
    run: Run,
    cache: KeyValues,
    prompt: list[int],
    constraint: Constraint,
    tokenizer: Tokenizer,
    *,
    repeats: Repeats | None = None,
    out_of_time: Callable[[], bool] = lambda: False,
) -> Decoded:
    """Read `prompt` after what the cache holds, then write the likeliest allowed token until the plan ends.

    `repeats` keeps lists from naming the same thing twice. Raises EngineBusy when time runs out,
    PromptTooLong when the plan never ends, and ModelError when scores are not finite.
    """
    pending = list(prompt)
    written: list[int] = []
    probability, weakest, forced, passes = 1.0, 1.0, 0, 0
    while True:
        known = constraint.forced()
        forced += len(known)
        written += known
        pending += known
        if constraint.stopped:
            break
        allowed = constraint.allowed()
        if repeats is not None and len(allowed) <= _FEW:
            text = b"".join(map(constraint.spelled, written))
            allowed = allowed[repeats.without(text, allowed.tolist(), constraint.spelled, tokenizer.end)]
        if len(allowed) == 1:
            choice = int(allowed[0])
            forced += 1
        else:
            if out_of_time():
                raise EngineBusy("The plan was not ready before its deadline.")
            hidden = run(pending, cache)
            passes += 1
            pending = []
            scores = model.logits(hidden[-1:], allowed)[0]
            if not scores.isfinite().all():
                raise ModelError("The model's scores are not finite; its weights may be damaged.")
            best = int(scores.argmax())
            chance = float(scores.softmax(-1)[best])
            probability *= chance
            weakest = min(weakest, chance)
            choice = int(allowed[best])
        if choice == tokenizer.end:
            break
        constraint.take([choice])
        written.append(choice)
        pending.append(choice)
        if len(written) > _LONGEST_PLAN:
            raise PromptTooLong(f"The plan did not end within {_LONGEST_PLAN} tokens.")
    return Decoded(tokenizer.decode(written), probability, weakest, len(written), forced, passes)
