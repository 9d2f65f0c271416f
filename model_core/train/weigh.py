"""Finds what speaks for a plan, from held-out sentences: `python -m model_core.train.weigh`.

Only those count of which the model is not sure. The weights are fitted to two thirds of the homes, and drawn
towards what one would expect of each feature; how well they choose is measured on the last third.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import torch
import yaml
from rich.progress import track

from model_core import checkpoint
from model_core.errors import InvalidPlan, ModelError
from model_core.language.parse import parse
from model_core.statistics import expected_error
from model_core.train.hearing import Heard, hear, heard_homes
from model_core.train.logistic import fitted
from model_core.train.stream import MIXTURE
from model_core.weighing.alternatives import LEAST, UNSURE, alternatives
from model_core.weighing.evidence import Evidence, Features
from model_core.weighing.judge import FILE, Judge, Weighed, features, merged
from model_core.work import alone

_KINDS = tuple(kind for kind, often in MIXTURE.items() for _ in range(round(often / 5)))
_EXPECTED = Path(__file__).parent / "weighing.yaml"
_HELD = 300.0
"""How strongly weights are held to what is expected: real sentences differ from generated ones, and of five
strengths this one chose best among plans for 675 of them."""
_STEPS = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """The features of each plan that was thought of for a sentence, and which of them are right."""

    plans: list[Features]
    right: list[bool]


def listen(folder: Path, homes: int) -> Iterator[list[Choice]]:
    """What was thought of for the sentences of which the model was not sure, home by home."""
    for heard in hear(folder, homes, seed="weigh", kinds=_KINDS):
        choices, evidence = [], None
        for sentence in heard:
            evidence = evidence or Evidence(sentence.vocabulary, sentence.is_word)
            with suppress(ModelError):
                choice = _choice(sentence, evidence)
                if choice is not None:
                    choices.append(choice)
        yield choices


def _choice(sentence: Heard, evidence: Evidence) -> Choice | None:
    first = alone(sentence.decoding.plan(sentence.constraint(), forks=LEAST), sentence.run)
    if first.probability >= UNSURE:
        return None
    plans = []
    others = alone(alternatives(sentence.decoding, sentence.constraint, first), sentence.run)
    for decoded in (first, *others):
        with suppress(InvalidPlan):
            plans.append(Weighed(parse(decoded.text, sentence.vocabulary), decoded.probability))
    weighed = merged(plans)
    told = features(sentence.example.request, weighed, evidence)
    return Choice(told, [sentence.is_right(w.plan.text) for w in weighed])


def fit(choices: Sequence[Choice], expected: dict[str, float], *, held: float = _HELD) -> dict[str, float]:
    """The weights under which the right plans are likeliest, held to the expected ones."""
    names = sorted({name for c in choices for plan in c.plans for name in plan} | expected.keys())
    solvable = [c for c in choices if any(c.right)]
    most = max(len(c.plans) for c in solvable)
    x = torch.zeros(len(solvable), most, len(names))
    right = torch.full((len(solvable), most), -torch.inf)
    there = torch.full((len(solvable), most), -torch.inf)
    for row, choice in enumerate(solvable):
        for place, (plan, is_right) in enumerate(zip(choice.plans, choice.right, strict=True)):
            x[row, place] = torch.tensor([plan.get(name, 0.0) for name in names])
            there[row, place] = 0.0
            right[row, place] = 0.0 if is_right else -torch.inf
    prior = torch.tensor([expected.get(name, 0.0) for name in names])
    spread = x[there == 0].std(0).clamp_min(0.05)
    change = torch.zeros(len(names), requires_grad=True)
    optimizer = torch.optim.Adam([change], lr=0.03)
    for _ in range(_STEPS):
        optimizer.zero_grad()
        scores = x @ (prior + change / spread)
        loss = (scores + there).logsumexp(-1) - (scores + right).logsumexp(-1)
        (loss.sum() + held * change.square().sum()).div(len(solvable)).backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    found = (prior + change.detach() / spread).tolist()
    return {name: round(weight, 3) for name, weight in zip(names, found, strict=True)}


def curve(judge: Judge, choices: Sequence[Choice]) -> Judge:
    """The same judge with the logistic curve that tells best how often its choice is right."""
    told = [judge.best(choice.plans) for choice in choices]
    shares = torch.tensor([share for _, share in told]).clamp(1e-6, 1 - 1e-6)
    right = torch.tensor([float(c.right[best]) for (best, _), c in zip(told, choices, strict=True)])
    return Judge(judge.weights, *fitted(shares.logit()[:, None], right))


def main() -> None:
    """Parse the command line and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--homes", type=int, default=300, help="made-up homes to listen in (default 300)")
    parser.add_argument("--model-cache", type=Path, default=Path("var/model"), help="where built models are")
    parser.add_argument("--output", type=Path, default=checkpoint.BUNDLED / FILE, help="where to write")
    options = parser.parse_args()
    adapter = checkpoint.sha256(checkpoint.BUNDLED / checkpoint.ADAPTER)
    heard = list(
        track(
            listen(checkpoint.bundled(options.model_cache), options.homes), total=heard_homes(options.homes)
        )
    )
    kept = [choice for number, home in enumerate(heard) if number % 3 for choice in home]
    others = [choice for home in heard[::3] for choice in home]
    expected = yaml.safe_load(_EXPECTED.read_text(encoding="utf-8"))
    judge = curve(Judge(fit(kept, expected), 0.0, 1.0), kept)
    chosen = [(judge.best(choice.plans), choice) for choice in others]
    record = {
        "adapter": adapter,
        "weights": judge.weights,
        "intercept": judge.intercept,
        "slope": judge.slope,
        "sentences": len(kept) + len(others),
        "first_right": round(sum(c.right[0] for c in others) / len(others), 4),
        "right": round(sum(c.right[best] for (best, _), c in chosen) / len(others), 4),
        "any_right": round(sum(any(c.right) for c in others) / len(others), 4),
        "error": round(
            expected_error([(judge.confidence(share), c.right[best]) for (best, share), c in chosen]), 4
        ),
    }
    options.output.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    print(json.dumps({name: value for name, value in record.items() if name != "weights"}, indent=2))


if __name__ == "__main__":
    main()
