"""Writing an answer with a small random model: the same as the plain way, and within every limit."""

from __future__ import annotations

import codecs
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import jsonschema
import pytest
import torch

from model_core import checkpoint
from model_core.cache import KeyValues
from model_core.errors import InvalidGrammar, OutOfTime
from model_core.generate import BLOCK, Finish, Limits, Piece, Writer
from model_core.model import Decoder
from model_core.passes import Passes
from model_core.prefixes import Prefixes
from model_core.sampling import Sampling
from model_core.tokenizer import Tokenizer
from model_core.work import Step, Work, alone
from tests.checkpoints import at_random

T = TypeVar("T")
GREEDY = Sampling(temperature=0)
SCHEMA = {
    "type": "object",
    "properties": {"room": {"enum": ["kitchen", "attic"]}, "level": {"type": "integer"}},
    "required": ["room", "level"],
    "additionalProperties": False,
}


@dataclass(frozen=True)
class Small:
    """A model with what is needed to write."""

    model: Decoder
    tokenizer: Tokenizer

    def writer(self, *ends: int) -> Writer:
        """A fresh writer."""
        return Writer(self.model, self.tokenizer, ends=ends)

    def answer(
        self, prompt: list[int], limits: Limits, sampling: Sampling = GREEDY, grammar: str = "", ends: int = 2
    ) -> list[Piece]:
        """All pieces after a prompt."""
        writer = self.writer(ends)
        cache = KeyValues(self.model.config, len(prompt) + limits.tokens, torch.float32)
        hidden = self.run(writer.read(prompt, cache))
        pieces: list[Piece] = []
        self.run(writer.write(hidden, cache, sampling, limits, pieces.append, grammar))
        return pieces

    def run(self, work: Work[T]) -> T:
        """The result of work that is done at once."""
        return alone(work, Passes(self.model).together)


def text(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def tokens(pieces: list[Piece]) -> list[int]:
    return [choice.token for piece in pieces for choice in piece.choices]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    folder: Path = at_random(tmp_path_factory.mktemp("model"), seed=3)
    with torch.inference_mode():
        yield Small(checkpoint.load(folder, dtype=torch.float32), Tokenizer.load(folder, end=2))


def test_greedy_tokens_are_those_of_the_model_without_cache_and_pieces(small: Small) -> None:
    prompt = small.tokenizer.encode("hello there")
    written = tokens(small.answer(prompt, Limits(12)))
    expected: list[int] = []
    for _ in range(12):
        scores = small.model.logits(small.model(torch.tensor(prompt + expected))[-1:])[0]
        expected.append(int(scores.argmax()))
    assert written == expected


def test_the_text_is_that_of_the_tokens(small: Small) -> None:
    pieces = small.answer([5, 6], Limits(40), Sampling(seed=1))
    spelled = b"".join(small.writer().spelled(t) for t in tokens(pieces) if t > 2)
    assert text(pieces) == codecs.getincrementaldecoder("utf-8")("replace").decode(spelled)
    assert pieces[-1].finish in set(Finish)
    assert all(piece.finish is None for piece in pieces[:-1])


def test_it_ends_at_each_of_the_tokens_that_end(small: Small) -> None:
    first = tokens(small.answer([5, 6], Limits(1)))[0]
    pieces = small.answer([5, 6], Limits(10), ends=first)
    assert pieces == [Piece(finish=Finish.STOP)]


def test_it_ends_before_a_stop_string(small: Small) -> None:
    grammar = 'start: "one two three"'
    pieces = small.answer([5], Limits(50, (" tw", "three")), grammar=grammar)
    assert (text(pieces), pieces[-1].finish) == ("one", Finish.STOP)


@pytest.mark.parametrize(("room", "finish"), [(12, Finish.LENGTH), (13, Finish.STOP), (14, Finish.STOP)])
def test_what_a_grammar_forces_keeps_to_the_length(small: Small, room: int, finish: Finish) -> None:
    pieces = small.answer([5], Limits(room), grammar='start: "one two three"')
    assert text(pieces) == "one two three"[:room]
    assert pieces[-1].finish is finish


@pytest.mark.parametrize("seed", range(6))
def test_an_answer_under_a_schema_is_valid(small: Small, seed: int) -> None:
    grammar = f"start: %json {json.dumps(SCHEMA)}"
    pieces = small.answer([5, 6], Limits(400), Sampling(seed=seed), grammar)
    assert pieces[-1].finish is Finish.STOP
    jsonschema.validate(json.loads(text(pieces)), SCHEMA)


def test_a_grammar_that_is_none_is_an_error(small: Small) -> None:
    with pytest.raises(InvalidGrammar, match="cannot be used"):
        small.answer([5], Limits(5), grammar="start: nothing")


@pytest.mark.parametrize(
    "grammar",
    [
        "start: /(ab){1000000}/",
        'start: "ab"{100000}',
        'start: r{1000}\nr: q{1000}\nq: "ab"',
        'start: %json {"type": "string", "pattern": "^(ab){1000000}$"}',
    ],
)
def test_what_a_few_bytes_of_grammar_force_without_end_is_given_up(small: Small, grammar: str) -> None:
    with pytest.raises(InvalidGrammar):
        small.answer([5], Limits(200_000), grammar=grammar)


def test_no_step_is_begun_after_the_deadline(small: Small) -> None:
    cache = KeyValues(small.model.config, 40, torch.float32)
    writer = small.writer()
    with pytest.raises(OutOfTime):
        small.run(writer.read([5, 6], cache, end=time.monotonic()))
    hidden = small.run(writer.read([5, 6], cache))
    pieces: list[Piece] = []
    later, now = time.monotonic() + 3600, time.monotonic()
    next(writer.write(hidden, cache, GREEDY, Limits(30, end=later), pieces.append))
    assert pieces
    assert pieces[0].choices
    with pytest.raises(OutOfTime):
        next(writer.write(hidden, cache, GREEDY, Limits(30, end=now), pieces.append))


def test_a_long_prompt_is_read_by_blocks_and_its_beginning_only_once(small: Small) -> None:
    prompt = small.tokenizer.encode("a long story " * 50)
    assert BLOCK < len(prompt) < 3 * BLOCK
    prefixes = Prefixes(small.model.config, torch.float32, block=BLOCK)
    answers = []
    for ending in ("", "", " and then"):
        whole = prompt + small.tokenizer.encode(ending)
        cache = prefixes.begin(whole, len(whole) + 10)
        known = cache.length
        writer = small.writer()
        blocks: list[int] = []

        def counted(steps: Sequence[Step], blocks: list[int] = blocks) -> list[torch.Tensor]:
            blocks.append(len(steps))
            return Passes(small.model).together(steps)

        alone(writer.read(whole[:-1], cache), counted)
        hidden = small.run(writer.read(whole, cache))
        prefixes.keep(whole, cache)
        pieces: list[Piece] = []
        small.run(writer.write(hidden, cache, GREEDY, Limits(8), pieces.append))
        answers.append((known, len(blocks), tokens(pieces)))
    first, again, other = answers
    assert first[:2] == (0, 3)
    assert again[:2] == (2 * BLOCK, 1)
    assert again[2] == first[2]
    assert other[0] == 2 * BLOCK


def test_a_prompt_that_begins_otherwise_or_is_short_is_read_anew(small: Small) -> None:
    prefixes = Prefixes(small.model.config, torch.float32, block=4, keep=1)
    cache = prefixes.begin([1, 2, 3, 4, 5, 6], 10)
    small.run(small.writer().read([1, 2, 3, 4, 5, 6], cache))
    prefixes.keep([1, 2, 3, 4, 5, 6], cache)
    assert prefixes.begin([1, 2, 3, 4, 9], 10).length == 4
    assert prefixes.begin([1, 2, 3, 4], 10).length == 0  # the last token is always read
    assert prefixes.begin([1, 2, 9, 4, 5, 6], 10).length == 0
    prefixes.keep([7] * 6, cache)
    assert prefixes.begin([1, 2, 3, 4, 5, 6], 10).length == 0
