"""Chinese homes join the stream by their share and leave the English ones as they are."""

from __future__ import annotations

import random
from itertools import islice
from typing import Any

from model_core.train import families as _families  # noqa: F401 - registers every family
from model_core.train.check import check
from model_core.train.chinese.before import say_before
from model_core.train.chinese.stream import household, is_chinese
from model_core.train.example import TRAIN, registered
from model_core.train.stream import MIXTURE, Mix, stream


class _Letters:
    """A tokenizer of single characters, so that sequences can be read again."""

    end = 0

    def encode(self, text: str) -> list[int]:
        return [ord(c) for c in text]

    def is_word(self, text: str) -> bool:
        return len(text) > 3


def _texts(share: float, count: int, start: int = 0) -> list[str]:
    letters: Any = _Letters()
    mix = Mix(chinese=share)
    found = stream(registered(TRAIN), letters, seed=5, start=start, utterances=3, longest=100_000, mix=mix)
    return ["".join(map(chr, packed.tokens.tolist())) for packed in islice(found, count)]


def _chinese(text: str) -> bool:
    return any("\u4e00" <= c <= "\u9fff" for c in text)


def test_the_share_decides() -> None:
    assert not any(map(_chinese, _texts(0.0, 12)))
    assert all(map(_chinese, _texts(1.0, 12)))
    assert abs(sum(is_chinese(1, n, 0.3) for n in range(2000)) / 2000 - 0.3) < 0.05


def test_english_sequences_stay_what_they_are() -> None:
    plain, mixed = _texts(0.0, 20), _texts(0.4, 20)
    english = [n for n, text in enumerate(mixed) if not _chinese(text)]
    assert 0 < len(english) < 20
    assert all(mixed[n] == plain[n] for n in english)
    assert _texts(0.4, 5, start=15) == mixed[15:]


def test_a_home_with_what_is_said_in_it_passes_the_check() -> None:
    for seed in range(8):
        home, examples = household(random.Random(seed), MIXTURE, 24)
        assert len(examples) > 10
        for example in examples:
            check(example, home)


def test_an_earlier_turn_is_about_something_else() -> None:
    told = 0
    for seed in range(12):
        rng = random.Random(seed)
        home, examples = household(rng, {1: 1.0}, 6)
        for example in examples:
            after = say_before(example, home, rng, chance=1.0)
            assert after.plan == example.plan
            told += bool(after.request.history)
    assert told > 20
