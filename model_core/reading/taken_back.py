"""Values that are put right at once, beside other orders: `lamp blue, no, green, and the fan off`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from model_core.reading.clauses import Done

_REVISED = re.compile(
    r"(?P<first>.+?),? (?:no|nah|naw|sorry|no sorry|sorry no|no wait|wait no|or rather|oops),?"
    r"(?: (?:sorry|wait|actually|rather|make it|make that|i mean),?)* "
    r"(?:(?:to|at|on) )?(?P<value>(?!the |my |not |do |don't |just |only |leave )[a-z0-9]+(?: [a-z0-9]+)?)"
    r"(?P<rest>(?:,|;| and| then) .+|$)"
)
_MOST = 2
"""Words of a value."""
_NAMES = re.compile(r"(\w+)[-+*]?=")


def ways(sentence: str) -> Iterator[tuple[str, str, str]]:
    """What came before a value was put right, the same with the value that is meant, and what comes after."""
    found = _REVISED.fullmatch(sentence)
    if found is None:
        return
    words = found["first"].split()
    for count in range(1, min(_MOST, len(words) - 1) + 1):
        yield found["first"], " ".join((*words[:-count], found["value"])), found["rest"]


def is_revised(before: Sequence[Done], after: Sequence[Done]) -> bool:
    """Whether two plans differ by no more than a value of the last step."""
    if len(before) != len(after) or [d.text for d in before[:-1]] != [d.text for d in after[:-1]]:
        return False
    old, new = before[-1], after[-1]
    same = old.things == new.things and old.text.split(": ")[0] == new.text.split(": ")[0]
    names = _NAMES.findall(old.text)
    return same and bool(names) and names == _NAMES.findall(new.text) and old.text != new.text
