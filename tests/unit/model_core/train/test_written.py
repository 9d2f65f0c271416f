"""What was written for a home: every plan can be read and written, and development has homes of its own."""

from __future__ import annotations

import random
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

import model_core.train.families  # noqa: F401 - registers the families
from model_core.decode import Grammars
from model_core.errors import InvalidPlan
from model_core.language import grammar
from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.tokenizer import Tokenizer
from model_core.train.example import DEV, TRAIN, registered
from model_core.train.stream import Mix, stream
from model_core.train.written import Written, load, written
from model_core.world import Pending

HOMES = [*written(TRAIN), *written(DEV)]
PARTS = 8
"""Of the homes: all at once take longer than a test may."""
HOME = """
rooms:
- {name: Kitchen}
offers:
  light: {properties: [{name: "on", kind: boolean}]}
devices:
- {name: Spots, type: light, offers: light, room: Kitchen}
sentences:
- {kind: 1, say: "spots on", plan: "set PLACE: on=true"}
"""


def test_there_are_many_sentences_and_no_home_is_in_both_splits() -> None:
    assert sum(len(home.examples) for home in HOMES) > 3000
    assert not {h.world for h in written(TRAIN)} & {h.world for h in written(DEV)}
    assert len(written(DEV)) >= 4


@pytest.mark.parametrize("first", range(PARTS))
def test_the_grammar_lets_every_plan_be_written(tokenizer: Tokenizer, first: int) -> None:
    grammars = Grammars(tokenizer)
    for home in HOMES[first::PARTS]:
        rules = grammar.build(Vocabulary(home.world))
        for example in home.examples:
            matcher = grammars.matcher(rules)
            tokens = [*tokenizer.encode(f" {example.plan}"), tokenizer.end]
            assert matcher.validate_tokens(tokens) == len(tokens), example


def test_nobody_stands_in_a_room_that_is_not_there() -> None:
    for home in HOMES:
        rooms = {room.name for room in home.world.rooms}
        assert all(e.request.room is None or e.request.room in rooms for e in home.examples)


def test_what_is_said_keeps_its_plan_in_any_order_of_devices() -> None:
    for seed, home in enumerate(HOMES[:20]):
        vocabulary, said = home.said(random.Random(seed))
        assert {t.id for t in vocabulary.world.things} == {t.id for t in home.world.things}
        for example in said:
            parse(example.plan, vocabulary, utterance=example.request.utterance)


def test_a_plan_that_names_nothing_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "home.yaml"
    path.write_text(HOME.replace("PLACE", "spots"))
    found: Written = load(path)
    assert found.examples[0].plan == "set spots: on=true"
    path.write_text(HOME.replace("PLACE", "lamp"))
    with pytest.raises(InvalidPlan):
        load(path)


def test_what_waits_is_told(tmp_path: Path) -> None:
    path = tmp_path / "home.yaml"
    waiting = "waiting: [{kind: timer, name: eggs}, {}]"
    more = f"- {{kind: 11, {waiting}, say: drop the eggs, plan: 'cancel called \"eggs\"'}}"
    path.write_text(HOME.replace("PLACE", "spots") + more + "\n")
    assert load(path).examples[1].request.pending == (Pending("timer", "eggs"), Pending(""))


class _Letters:
    """A tokenizer of single characters, so that sequences can be read again."""

    end = 0

    def __init__(self, real: Tokenizer) -> None:
        self.is_word = real.is_word

    def encode(self, text: str) -> list[int]:
        return [ord(c) for c in text]


def _texts(tokenizer: Tokenizer, mix: Mix, count: int) -> list[str]:
    letters: Any = _Letters(tokenizer)
    found = stream(registered(TRAIN), letters, seed=5, utterances=12, longest=100_000, mix=mix)
    return ["".join(map(chr, packed.tokens.tolist())) for packed in islice(found, count)]


def test_the_share_of_written_homes_decides(tokenizer: Tokenizer) -> None:
    plans = {e.plan for home in written(TRAIN) for e in home.examples if len(e.plan) > 28}
    found = {mix: _texts(tokenizer, Mix(written=mix), 10) for mix in (0.0, 1.0)}
    share = {mix: sum(any(p in t for p in plans) for t in texts) for mix, texts in found.items()}
    assert share[1.0] == 10 > share[0.0]


def test_what_reading_understands_can_be_left_out(tokenizer: Tokenizer) -> None:
    letters: Any = _Letters(tokenizer)
    readers = {h.world: Reader(Vocabulary(h.world), is_word=letters.is_word) for h in written(TRAIN)[:6]}
    read = {
        e.request.utterance
        for home in written(TRAIN)[:6]
        for e in home.examples
        if not e.request.history and readers[home.world].read(e.request) is not None
    }
    assert len(read) > 20
    texts = "".join(_texts(tokenizer, Mix(written=1.0, read=0.0), 30))
    assert not any(f"user: {utterance}\n" in texts for utterance in read)
