"""What the parts of a sentence came to: whether they go together, and what of them counts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model_core.reading.absent import is_known_thing
from model_core.reading.clauses import Done
from model_core.reading.determiners import without_the
from model_core.reading.naming import type_called
from model_core.reading.outcomes import asks

_IS_IT = re.compile(
    r"(?:is|are|was|were|did|does|do|has|have|why)\b|"
    r"(?:some|any)(?:one|body) (?:has |have )?left\b|(?:i|we|they|he|she|you) (?:have |has )?left\b"
)
_NEEDS = re.compile(r"(?:(?:because|since|as) )?(?:i|we) (?:need|am using|are using) (?:the|my|our|a|to)\b")
"""What somebody is going to use."""
_TOO = re.compile(
    r"(?:(?:because|as|since) )?(?:it|they|that|he|she) (?:is|are) (?:(?:much|way|far|a bit|so) )?too \w+"
)

_PLACED = re.compile(r" (?:in|on|at|by) (?:the |my |our )?[a-z' ]+$")
"""Where something is that is not there."""
_ENTERED = re.compile(r'run (.+?): (\w+) item="(.+)"')


def is_rhetorical(first: str, left: Done, rest: str, right: Sequence[Done]) -> bool:
    """Whether a question only leads up to what is to be done with the same: `is the oven on? turn it off`."""
    told = not any(d.text.startswith(("get ", "check ", "refuse ")) for d in right)
    same = any(t is other for t in left.things for other in right[0].things)
    return (
        told and same and _IS_IT.match(first) is not None and re.search(r"\b(?:it|them)\b", rest) is not None
    )


def is_complaint_of(rest: str, right: Sequence[Done]) -> bool:
    """Whether what is said after a command is why, and nothing that its device could do: `it is too loud`."""
    if _NEEDS.match(rest) and all(d.text.startswith("refuse unknown ") for d in right):
        return True
    return _TOO.fullmatch(rest) is not None and all(d.text.startswith("refuse unable: ") for d in right)


def is_certain(done: Done) -> bool:
    """Whether what is refused as unknown is a thing, or a device, that homes are known to have."""
    refused = re.match(r'refuse unknown "(.+)"', done.text)
    if refused is None or is_known_thing(refused[1]):
        return True
    said = _PLACED.sub("", without_the(refused[1])).split()
    return any(type_called(" ".join(said[at:])) is not None for at in range(len(said)))


def asks_in(told: Sequence[Done]) -> bool:
    """Whether any part asks back."""
    return any(asks(d.text) for d in told)


def once(told: Sequence[Done]) -> list[Done]:
    """Without a value that is told again: `the tv down, it's too loud`."""
    return [d for n, d in enumerate(told) if not n or d.text != told[n - 1].text or d.text.startswith("run ")]


def is_beyond(told: Sequence[Done]) -> bool:
    """Whether a number is no percent at all: kelvin of a lamp that has none."""
    return len(told) > 1 and any(re.search(r"\b(?:brightness|volume|position)=\d{4}", d.text) for d in told)


def is_contrary(told: Sequence[Done]) -> bool:
    """Whether one text goes on a list and off it again."""
    done = [found for d in told for step in d.text.split("; ") if (found := _ENTERED.fullmatch(step))]
    added = {(m[1], m[3]) for m in done if m[2].startswith(("add", "append"))}
    return any((m[1], m[3]) in added for m in done if not m[2].startswith(("add", "append")))


def is_twice(told: Sequence[Done]) -> bool:
    """Whether one device would be told the same twice: its action run again, its property set again."""
    seen: set[tuple[str, str]] = set()
    for step in (s for d in told for s in d.text.split("; ")):
        found = re.match(r"(?:run|set) (.+?): (.+)", step)
        if found is None:
            continue
        run = step.startswith("run ")
        words = found[2].split(" ")
        names = [found[2] if '"' in found[2] else words[0]] if run else re.findall(r"(\w+)[-+*]?=", found[2])
        for target in found[1].split(", "):
            for name in names:
                if (target, name) in seen:
                    return True
                seen.add((target, name))
    return False
