"""Finds what agreement tells, by listening to held-out sentences: `python -m model_core.train.compare`.

Only those count that are read and whose plan is doubtful by its words (`model_core/weighing/doubts.py`).
Which of two different plans is right is fitted to one half of the homes and measured on the other, then
fitted to all.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import torch
from rich.progress import track

from model_core import checkpoint
from model_core.agreement import FILE, LEAST_OWN, Agreement
from model_core.errors import InvalidPlan, ModelError
from model_core.language.parse import parse
from model_core.plan import Plan
from model_core.statistics import expected_error
from model_core.train.check import Wrong, meaning
from model_core.train.hearing import Heard, hear, heard_homes
from model_core.train.logistic import fitted
from model_core.weighing.doubts import Doubts, is_plain
from model_core.weighing.evidence import Evidence
from model_core.weighing.judge import Judge, Preference, preference
from model_core.work import alone
from model_core.world import Request


@dataclass(frozen=True, slots=True)
class Compared:
    """The plan that was read beside the model's own."""

    read_right: bool
    own_right: bool
    same: bool
    own: float
    """The model's probability of its own."""
    read: float
    """Its probability of the one that was read."""
    doubt: float
    words: Preference
    """What words say for its own."""
    is_plain: bool = False


def listen(folder: Path) -> Iterator[list[Compared]]:
    """Both plans for the sentences that are read and doubted, home by home."""
    judge = Judge.load(folder)
    for heard in hear(folder, 0, seed="", kinds=(), read=True):
        compared, doubts, evidence = [], None, None
        for sentence in heard:
            doubts = doubts or Doubts(sentence.vocabulary, sentence.is_word)
            evidence = evidence or Evidence(sentence.vocabulary, sentence.is_word)
            read = sentence.read
            doubt = None if read is None else doubts.about(sentence.example.request, read)
            if read is not None and doubt is not None:
                with suppress(ModelError):
                    compared.append(_compared(sentence, read, doubt, partial(preference, judge, evidence)))
        yield [both for both in compared if both is not None]


def _compared(
    sentence: Heard, read: Plan, doubt: float, preferred: Callable[[Request, Plan, Plan], Preference]
) -> Compared | None:
    followed = alone(sentence.decoding.follow(sentence.constraint(), read.text), sentence.run)
    if followed is None:
        return None
    own = alone(sentence.decoding.plan(sentence.constraint(), followed.otherwise), sentence.run)
    world = sentence.vocabulary.world
    try:
        plan = parse(own.text, sentence.vocabulary)
        same = meaning(plan, world) == meaning(read, world)
    except (InvalidPlan, Wrong):
        return None
    right = sentence.is_right(read.text), sentence.is_right(own.text)
    request = sentence.example.request
    words, plainly = preferred(request, plan, read), is_plain(request, read)
    return Compared(*right, same, own.probability, followed.probability, doubt, words, plainly)


def fit(compared: Sequence[Compared]) -> Agreement:
    """What tells which plan is right, of those of which one is and the other is not."""
    differ = [c for c in compared if not c.same and c.own >= LEAST_OWN]
    telling = [c for c in differ if c.read_right != c.own_right]
    signs = [(c.own, max(c.read, 1e-9), c.doubt, c.words) for c in telling]
    x = torch.tensor([[math.log(o), math.log(r), d, w.score, float(w.is_guess)] for o, r, d, w in signs])
    own_right = torch.tensor([float(c.own_right) for c in telling])
    return Agreement(
        share([c.read_right for c in compared if c.same]),
        share([c.read_right or c.own_right for c in differ]),
        *fitted(x.reshape(-1, 5), own_right),
    )


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
    half = fit([both for home in heard[::2] for both in home])
    others = [both for home in heard[1::2] for both in home if not both.same]
    taken = []
    for both in others:
        preferred = half.weigh(both.own, both.read, both.doubt, both.words, is_plain=both.is_plain)
        taken.append((preferred.confidence, both.own_right if preferred.is_own else both.read_right))
    record = {
        "adapter": adapter,
        **asdict(fit(every)),
        "sentences": len(every),
        "different": sum(not both.same for both in every),
        "in_the_other_half": {
            "different": len(others),
            "read_right": sum(both.read_right for both in others),
            "own_right": sum(both.own_right for both in others),
            "taken_right": sum(right for _, right in taken),
            "error": round(expected_error(taken), 4),
        },
    }
    options.output.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(record, indent=2))


if __name__ == "__main__":
    main()
