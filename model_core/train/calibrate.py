"""Finds how confident to be, by listening to held-out sentences: `python -m model_core.train.calibrate`.

Only those count that the reader leaves to the model: they are the ones it will be asked, and the harder ones.
The curve is fitted to half of the homes; its error is measured on the other half and kept beside it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import torch
from rich.progress import track

from model_core import checkpoint
from model_core.confidence import FILE, Calibration, features
from model_core.decode import Decoded
from model_core.errors import ModelError
from model_core.statistics import expected_error
from model_core.train.hearing import hear, heard_homes
from model_core.train.logistic import fitted
from model_core.train.stream import MIXTURE
from model_core.work import alone


@dataclass(frozen=True, slots=True)
class Judged:
    """What was decoded for a sentence, and whether it means what it should."""

    decoded: Decoded
    right: bool


def listen(folder: Path, homes: int) -> Iterator[list[Judged]]:
    """What was decoded for the sentences that are not read, home by home."""
    for heard in hear(folder, homes, seed="calibrate:0", kinds=tuple(MIXTURE)):
        judged = []
        for sentence in heard:
            with suppress(ModelError):  # a plan without end is not sure of anything
                decoded = alone(sentence.decoding.plan(sentence.constraint()), sentence.run)
                judged.append(Judged(decoded, sentence.is_right(decoded.text)))
        yield judged


def fit(judged: Sequence[Judged]) -> Calibration:
    """The curve of least cross-entropy, held back a little from extremes."""
    x = torch.tensor([features(j.decoded.probability, j.decoded.weakest) for j in judged])
    y = torch.tensor([float(j.right) for j in judged])
    return Calibration(*fitted(x, y))


def main() -> None:
    """Parse the command line and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--homes", type=int, default=120, help="made-up homes to listen in (default 120)")
    parser.add_argument("--model-cache", type=Path, default=Path("var/model"), help="where built models are")
    parser.add_argument("--output", type=Path, default=checkpoint.BUNDLED / FILE, help="where to write")
    options = parser.parse_args()
    adapter = checkpoint.sha256(checkpoint.BUNDLED / checkpoint.ADAPTER)
    heard = list(
        track(
            listen(checkpoint.bundled(options.model_cache), options.homes), total=heard_homes(options.homes)
        )
    )
    first, second = ([j for judged in half for j in judged] for half in (heard[::2], heard[1::2]))
    curve = fit(first)
    record = {
        "adapter": adapter,
        "intercept": curve.intercept,
        "probability": curve.probability,
        "weakest": curve.weakest,
        "sentences": len(first) + len(second),
        "right": round(sum(j.right for j in second) / len(second), 4),
        "error": round(expected_error([(curve(j.decoded), j.right) for j in second]), 4),
        "error_without": round(expected_error([(j.decoded.probability, j.right) for j in second]), 4),
    }
    options.output.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(record, indent=2))


if __name__ == "__main__":
    main()
