"""Finds what agreement tells, by listening to held-out sentences: `python -m model_core.train.compare`.

Only those count that are read and that the model is asked about all the same. From which probability on its
own plan counts for more is chosen in half of the homes; the shares are those of all.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rich.progress import track

from model_core import checkpoint
from model_core.agreement import FILE, HEARD
from model_core.errors import InvalidPlan, ModelError
from model_core.language.parse import parse
from model_core.reading.doubts import is_doubtful
from model_core.train.check import Wrong, meaning
from model_core.train.hearing import Heard, hear, heard_homes
from model_core.work import alone

_SURE = (0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0)


@dataclass(frozen=True, slots=True)
class Compared:
    """The plan that was read beside the model's own."""

    read_right: bool
    own_right: bool
    same: bool
    probability: float
    """Of the model's own."""


def listen(folder: Path) -> Iterator[list[Compared]]:
    """Both plans for the sentences that are read and doubted, home by home."""
    for heard in hear(folder, 0, seed="", kinds=(), read=True):
        compared = []
        for sentence in heard:
            with suppress(ModelError):
                compared.append(_compared(sentence))
        yield [both for both in compared if both is not None]


def _compared(sentence: Heard) -> Compared | None:
    if sentence.read is None or not is_doubtful(sentence.example.request, sentence.read):
        return None
    own = alone(sentence.decoding.plan(sentence.constraint()), sentence.run)
    world = sentence.vocabulary.world
    try:
        same = meaning(parse(own.text, sentence.vocabulary), world) == meaning(sentence.read, world)
    except (InvalidPlan, Wrong):
        same = False
    right = sentence.is_right(sentence.read.text), sentence.is_right(own.text)
    return Compared(*right, same, own.probability)


def sure(compared: Sequence[Compared]) -> float:
    """The probability from which taking the model's own plans leaves most right; 1 where none does."""

    def right(least: float) -> int:
        return sum(c.own_right if c.probability >= least else c.read_right for c in compared)

    return max(reversed(_SURE), key=right)


def share(right: Sequence[bool]) -> float:
    """The share that is right, drawn a little towards a half where there are few."""
    return round((sum(right) + 1) / (len(right) + 2), 4)


def main() -> None:
    """Parse the command line and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model-cache", type=Path, default=Path("var/model"), help="where built models are")
    parser.add_argument("--output", type=Path, default=checkpoint.BUNDLED / FILE, help="where to write")
    options = parser.parse_args()
    adapter = checkpoint.sha256(checkpoint.BUNDLED / checkpoint.ADAPTER)
    heard = list(track(listen(checkpoint.bundled(options.model_cache)), total=heard_homes(0)))
    every = [both for home in heard for both in home]
    others = [both for home in heard[1::2] for both in home if not both.same]
    least = sure([both for home in heard[::2] for both in home if not both.same])
    differ = [both for both in every if not both.same]
    taken = [b.own_right if b.probability >= least else b.read_right for b in others]
    record = {
        "adapter": adapter,
        "sure": least,
        "agreed": share([b.read_right for b in every if b.same]),
        "doubted": share([b.read_right for b in differ if b.probability < min(HEARD, least)]),
        "disputed": share([b.read_right for b in differ if HEARD <= b.probability < least]),
        "overruled": share([b.own_right for b in differ if b.probability >= least]),
        "sentences": len(every),
        "different": len(differ),
        "in_the_other_half": {
            "different": len(others),
            "read_right": sum(b.read_right for b in others),
            "taken_right": sum(taken),
        },
    }
    options.output.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(record, indent=2))


if __name__ == "__main__":
    main()
