"""Prints households and examples for people to read: `python -m model_core.train.show --n 20 --seed 1`."""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator

import model_core.train.families  # noqa: F401 - registers the families
from model_core.language.prompt import render_home, render_request
from model_core.train.check import check
from model_core.train.example import Example, registered, sample
from model_core.train.families.furnish import furnish
from model_core.train.home import Household
from model_core.train.household import make_household


def examples(
    seed: int,
    count: int,
    *,
    split: str = "train",
    kinds: tuple[int, ...] = (),
    family: str = "",
    per_home: int = 10,
) -> Iterator[tuple[Household, Example]]:
    """Examples in order of the seed, several from each household."""
    rng = random.Random(seed)
    chosen = [f for f in registered(split, kinds or None) if family in f.name]
    if not chosen:
        raise LookupError("No family is registered under that name or kind.")
    made = 0
    while made < count:
        home = furnish(make_household(rng, split=split), rng)
        for _ in range(min(per_home, count - made)):
            try:
                yield home, sample(rng, chosen, home)
            except LookupError:
                break
            made += 1


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", type=int, action="append", default=[])
    parser.add_argument("--family", default="", help="only families whose name contains this")
    parser.add_argument("--split", default="train", choices=("train", "dev"))
    parser.add_argument("--brief", action="store_true", help="no household, one line an example")
    parser.add_argument("--per-home", type=int, default=10)
    args = parser.parse_args()
    shown: Household | None = None
    found = examples(
        args.seed,
        args.n,
        split=args.split,
        kinds=tuple(args.kind),
        family=args.family,
        per_home=args.per_home,
    )
    for home, example in found:
        check(example, home)
        if home is not shown and not args.brief:
            print("=" * 100)
            print(render_home(home.vocabulary), end="")
        shown = home
        asked = render_request(home.vocabulary, example.request).removesuffix("\nplan:")
        if args.brief:
            asked = asked.replace("here: ", "[").replace("\nuser: ", "] ")
            print(f"{example.family:28.28s} {asked}\n{'':31}-> {example.plan}")
        else:
            print(f"--- {example.kind} {example.family}\n{asked}\nplan: {example.plan}")


if __name__ == "__main__":
    main()
