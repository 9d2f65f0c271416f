"""Grammar-constrained greedy decoding that spends a step only where the grammar leaves a choice."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import llguidance.numpy
import numpy as np
import torch
from llguidance import LLMatcher, LLParserLimits, LLTokenizer
from torch import Tensor

from model_core.cache import KeyValues
from model_core.errors import EngineBusy, InvalidGrammar, ModelError, PromptTooLong
from model_core.language.quotes import Quotes
from model_core.language.repeats import Repeats
from model_core.model import Decoder
from model_core.tokenizer import Tokenizer
from model_core.work import Step, Work

_LONGEST_PLAN = 320
_ROOM = 64
"""Tokens that a plan's cache has room for before it goes on in another."""
_BETWEEN = b"; "
"""Between two steps of a plan."""
_IN_TEXT = re.compile(rb';(?=(?:[^"]*"[^"]*")*[^"]*"[^"]*$)')
"""The same sign between quotation marks."""
_OFTEN = 3
_FEW = 512
"""Tokens up to which the next may be a name; more may begin a text."""


@dataclass(frozen=True, slots=True)
class Fork:
    """The beginning of another plan: tokens up to one that was less likely than the one taken."""

    tokens: tuple[int, ...]
    probability: float
    """Product of the probabilities of its choices."""
    weakest: float
    cache: KeyValues = field(repr=False, compare=False)
    read: int = field(compare=False)
    """Tokens of the cache that come before the last one here."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What the model makes of a plan that somebody else wrote."""

    probability: float
    """Product of the model's probabilities of the plan's choices."""
    otherwise: Fork | None
    """Where the model would have gone on in another way; None where it would have written the same."""


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
    forks: tuple[Fork, ...] = ()
    """Where another token could have been taken."""


class PlanEndless(PromptTooLong):
    """A plan that goes round in circles, or on where the longest ends; `forks`: where it could have gone."""

    def __init__(self, forks: Sequence[Fork]) -> None:
        super().__init__(f"The plan repeats itself, or did not end within {_LONGEST_PLAN} tokens.")
        self.forks = forks


class PlanUnlikely(ModelError):
    """A plan became less likely than it was to be."""


def _circles(text: bytes) -> bool:
    """Whether the last whole step of a plan stands there for the third time: no wish says so, a loop does."""
    if text.count(b'"') % 2:
        return False
    *steps, _ = _IN_TEXT.sub(b",", text.strip()).split(_BETWEEN)
    return steps.count(steps[-1]) >= _OFTEN if steps else False


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


class Decoding:
    """Writes plans for one prompt: the likeliest, and what else could be meant."""

    def __init__(
        self,
        model: Decoder,
        home: KeyValues,
        prompt: Sequence[int],
        tokenizer: Tokenizer,
        *,
        repeats: Repeats | None = None,
        quotes: Quotes | None = None,
        out_of_time: Callable[[], bool] = lambda: False,
    ) -> None:
        """The cache of the home holds what comes before the prompt, and is left as it is.

        `repeats` keeps lists from naming the same thing twice, `quotes` texts to what was said.
        """
        self._model, self._end = model, tokenizer.end
        self._decode, self._encode = tokenizer.decode, tokenizer.encode
        self._prompt = list(prompt)
        self._home = home
        self._cache = home.branch(home.length, len(prompt) + _ROOM)
        self._before = home.length + len(prompt) - 1
        """Tokens before the last of the prompt."""
        self._repeats, self._quotes, self._out_of_time = repeats, quotes, out_of_time

    def plan(
        self, constraint: Constraint, begin: Fork | None = None, *, forks: float = 1.0, least: float = 0.0
    ) -> Work[Decoded]:
        """Write the likeliest allowed token until the plan ends, after what `begin` has.

        The first time without one, the prompt is read. `forks`: probability from which another beginning is
        told of; `least`: below which the plan is given up. Raises EngineBusy when time runs out,
        PlanUnlikely, PlanEndless when the plan never ends, and ModelError when scores are not finite.
        """
        written: list[int] = []
        probability, weakest, forced, passes = 1.0, 1.0, 0, 0
        others: list[Fork] = []
        cache, unread = self._begin(begin)
        if begin is not None:
            written, probability, weakest = list(begin.tokens), begin.probability, begin.weakest
            constraint.take(written)
        while True:
            known = constraint.forced()
            forced += len(known)
            written += known
            unread += known
            if constraint.stopped:
                break
            text = b"".join(map(constraint.spelled, written))
            allowed = self._allowed(constraint, text)
            if len(allowed) == 1:
                choice = int(allowed[0])
                forced += 1
            else:
                if cache.length + len(unread) > cache.capacity:
                    cache = cache.branch(cache.length, max(_ROOM, len(unread)))
                chances = yield from self._chances(unread, cache, allowed)
                unread = []
                passes += 1
                best = int(chances.argmax())
                choice, chance = int(allowed[best]), float(chances[best])
                for place in (chances * probability >= forks).nonzero().flatten().tolist():
                    if place != best:
                        token, other = int(allowed[place]), float(chances[place])
                        tokens, likely = (*written, token), probability * other
                        others.append(Fork(tokens, likely, min(weakest, other), cache, cache.length))
                probability *= chance
                weakest = min(weakest, chance)
                if probability < least:
                    raise PlanUnlikely(f"The plan's probability fell below {least:.2g}.")
            if choice == self._end:
                break
            constraint.take([choice])
            written.append(choice)
            unread.append(choice)
            if len(written) > _LONGEST_PLAN or _circles(text):
                raise PlanEndless(others)
        plan = self._decode(written)
        new = len(written) - (len(begin.tokens) if begin is not None else 0)
        return Decoded(plan, probability, weakest, new, forced, passes, tuple(others))

    def follow(self, constraint: Constraint, plan: str) -> Work[Followed | None]:
        """Read a plan behind the prompt, in one pass, and compare every choice with the model's own.

        None for a plan that the grammar does not allow. Raises EngineBusy, ModelError.
        """
        spelled = self._spelled_out(constraint, plan)
        if spelled is None:
            return None
        tokens, choices = spelled
        if len(tokens) > _ROOM or self._cache.length > self._home.length:
            self._cache = self._home.branch(self._home.length, len(self._prompt) + max(_ROOM, len(tokens)))
        (hidden,) = yield [self._step([*self._prompt, *tokens], self._cache, states=len(tokens) + 1)]
        probability, weakest, otherwise = 1.0, 1.0, None
        for place, allowed in choices:
            chances = self._among(hidden[place : place + 1], allowed)
            taken = tokens[place] if place < len(tokens) else self._end
            best = int(chances.argmax())
            if otherwise is None and int(allowed[best]) != taken:
                begun, chance = (*tokens[:place], int(allowed[best])), float(chances[best])
                read = self._before + 1 + place
                otherwise = Fork(begun, probability * chance, min(weakest, chance), self._cache, read)
            chance = float(chances[allowed == taken])
            probability *= chance
            weakest = min(weakest, chance)
        return Followed(probability, otherwise)

    def _spelled_out(
        self, constraint: Constraint, plan: str
    ) -> tuple[list[int], list[tuple[int, Tensor]]] | None:
        """The tokens of a plan as the grammar would have them, and what else was allowed at each choice."""
        rest, tokens = f" {plan}".encode(), list[int]()
        choices: list[tuple[int, Tensor]] = []
        while True:
            known = constraint.forced()
            forced = b"".join(map(constraint.spelled, known))
            if not rest.startswith(forced):
                return None
            rest = rest[len(forced) :]
            tokens += known
            if constraint.stopped:
                return None if rest else (tokens, choices)
            allowed = self._allowed(constraint, b"".join(map(constraint.spelled, tokens)))
            token = self._next(rest, allowed, constraint.spelled) if rest else self._end
            if token is None or token not in allowed:
                return None
            if len(allowed) > 1:
                choices.append((len(tokens), allowed))
            if token == self._end:
                return tokens, choices
            constraint.take([token])
            tokens.append(token)
            rest = rest[len(constraint.spelled(token)) :]

    def _next(self, rest: bytes, allowed: Tensor, spelled: Callable[[int], bytes]) -> int | None:
        """The token that a text begins with: the tokenizer's own where it is allowed, else the longest."""
        first = self._encode(rest.decode(errors="ignore"))[:1]
        if first and first[0] in allowed and rest.startswith(spelled(first[0])):
            return first[0]
        fitting = (
            (len(t), token) for token in allowed.tolist() if rest.startswith(t := spelled(token)) and t
        )
        return max(fitting, default=(0, None))[1]

    def _begin(self, begin: Fork | None) -> tuple[KeyValues, list[int]]:
        """A cache that ends where the plan begins, and the tokens before it that the cache lacks."""
        if begin is not None:
            return begin.cache.branch(begin.read, _ROOM), [begin.tokens[-1]]
        if self._cache.length <= self._before:
            return self._cache, list(self._prompt)
        return self._cache.branch(self._before, _ROOM), self._prompt[-1:]

    def _allowed(self, constraint: Constraint, text: bytes) -> Tensor:
        allowed = constraint.allowed()
        if self._quotes is not None:
            allowed = self._quotes.within(text, allowed)
        if self._repeats is not None and len(allowed) <= _FEW:
            allowed = allowed[self._repeats.without(text, allowed.tolist(), constraint.spelled, self._end)]
        return allowed

    def _chances(self, tokens: Sequence[int], cache: KeyValues, allowed: Tensor) -> Work[Tensor]:
        """Probabilities [N] of the allowed tokens after these, which continue the cache."""
        (hidden,) = yield [self._step(tokens, cache)]
        return self._among(hidden, allowed)

    def _step(self, tokens: Sequence[int], cache: KeyValues, *, states: int = 1) -> Step:
        if self._out_of_time():
            raise EngineBusy("The plan was not ready before its deadline.")
        return Step(tokens, cache, states)

    def _among(self, hidden: Tensor, allowed: Tensor) -> Tensor:
        """Probabilities [N] of the allowed tokens by a hidden state [1, H]."""
        scores = self._model.logits(hidden, allowed)[0]
        if not scores.isfinite().all():
            raise ModelError("The model's scores are not finite; its weights may be damaged.")
        return scores.float().softmax(-1)
