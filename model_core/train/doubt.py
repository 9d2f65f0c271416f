"""Finds what makes a plan doubtful that was read, from written sentences: `python -m model_core.train.doubt`.

Reading is not trained, so the homes that the model learned from tell as much as others. The weights are
fitted to two thirds of them; how many wrong plans are among the most doubtful is measured on the last third.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from rich.progress import track

from model_core import base
from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese.text import is_chinese
from model_core.reading.reader import Reader
from model_core.tokenizer import Tokenizer
from model_core.train.example import TRAIN
from model_core.train.hearing import means_the_same
from model_core.train.logistic import fitted
from model_core.train.written import Written, written
from model_core.weighing.doubts import FILE, Doubt, Doubts
from model_core.weighing.evidence import Features

_HELD = 1e-3
"""How strongly the weights, each for its feature's spread, are held back from extremes."""
_LEAST_SPREAD = 0.05
_LOOKED_AT = 0.3
"""Share of what is read that is looked at again: of 145 plans that the model puts right, 108 are in it."""


@dataclass(frozen=True, slots=True)
class Known:
    """The features of a plan that was read, and whether it is wrong."""

    features: Features
    wrong: bool


def known(home: Written, is_word: Callable[[str], bool]) -> Iterator[Known]:
    """Every sentence of a home that is read, but for Mandarin."""
    vocabulary = Vocabulary(home.world)
    reader, doubts = Reader(vocabulary, is_word=is_word), Doubts(vocabulary, is_word)
    for example in home.examples:
        if is_chinese(example.request.utterance):
            continue
        plan = reader.read(example.request)
        if plan is not None:
            wrong = not means_the_same(plan.text, example.plan, vocabulary)
            yield Known(doubts.features(example.request, plan), wrong)


def fit(heard: Sequence[Known]) -> Doubt:
    """The weights that tell best which plans are wrong, and from where a second look pays."""
    names = sorted({name for one in heard for name in one.features})
    x = torch.tensor([[one.features.get(name, 0.0) for name in names] for one in heard])
    spread = x.std(0).clamp_min(_LEAST_SPREAD)
    wrong = torch.tensor([float(one.wrong) for one in heard])
    intercept, *found = fitted(x / spread, wrong, held=_HELD)
    weights = zip(names, found, spread.tolist(), strict=True)
    doubt = Doubt({name: round(w / s, 3) for name, w, s in weights}, intercept, 0.0)
    odds = torch.tensor([doubt(one.features) for one in heard])
    return Doubt(doubt.weights, intercept, round(float(odds.quantile(1 - _LOOKED_AT)), 3))


def main() -> None:
    """Parse the command line and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="only every so many homes, to be done sooner")
    parser.add_argument("--output", type=Path, default=FILE, help="where to write")
    options = parser.parse_args()
    is_word = Tokenizer(base.tokenizer_json(base.locate()), end=base.END_OF_TEXT).is_word
    homes = written(TRAIN)[:: options.every]
    heard = [list(known(home, is_word)) for home in track(homes)]
    fitted_to = [one for number, home in enumerate(heard) if number % 3 for one in home]
    others = [one for home in heard[::3] for one in home]
    doubt = fit(fitted_to)
    looked_at = [one for one in others if doubt(one.features) >= doubt.least]
    record = {
        "weights": doubt.weights,
        "intercept": doubt.intercept,
        "least": doubt.least,
        "sentences": len(fitted_to) + len(others),
        "in_the_last_third": {
            "sentences": len(others),
            "wrong": sum(one.wrong for one in others),
            "looked_at": len(looked_at),
            "wrong_among_them": sum(one.wrong for one in looked_at),
        },
    }
    options.output.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    print(json.dumps({name: value for name, value in record.items() if name != "weights"}, indent=2))


if __name__ == "__main__":
    main()
