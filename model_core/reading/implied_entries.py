"""What belongs on a list, or no longer does, without the list being named: `we are out of eggs`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model_core.reading.phrases import blocks

SHOPPING = ("shop", "grocer")
_TASKS = ("todo", "task", "chore", "errand")
_LONG = (
    ("haven't", "have not"),
    ("hasn't", "has not"),
    ("aren't", "are not"),
    ("isn't", "is not"),
    ("'re", " are"),
    ("'ve", " have"),
    ("can't", "cannot"),
    ("mustn't", "must not"),
    ("don't", "do not"),
)
_HAS = re.compile(
    r"'s(?= (?:already |just |all |nearly |almost )*(?:gone|run out|used up|finished|eaten|used|drunk|"
    r"bought|got|picked|polished|scoffed|had)\b)"
)
_BEFORE = re.compile(
    r"^(?:(?:ugh+|argh|oh(?: no| dear)?|damn|blast|bother|hey|look|just so you know|by the way|btw|fyi|"
    r"heads up|drat|shoot|typical|great|bugger),? )+"
)
_AFTER = re.compile(r",? (?:fyi|by the way|btw|again|i am afraid|i think|would you believe|as usual)$")
_AMOUNT = re.compile(
    r"^(?:(?:some|more|any|the|our|my|a|an|new|fresh|another|few|couple|bottle|packet|pack|bag|box|loaf|pint|tin|"
    r"jar|bunch|dozen|carton|of|\d+) )+"
)
_MEASURE = re.compile(
    r"^(?:few |couple of )?(?:teaspoon|tablespoon|spoon|spoonful|cup|cupful|mug|mouthful|handful|scoop|pinch|"
    r"dash|splash|slice|drop|scrap|dregs?|crumbs?|inch|knob|squeeze|sheet)s? of (?:the |our |my )?"
)
"""How little there is left, which nobody buys by."""
_OF_SOME = re.compile(r".*\b(?:some|it|them|one|ones|more|any|that|those)$")
"""What is to be got is said by another part of the sentence."""
_DRINKS = frozenset(
    {"coffee", "tea", "water", "wine", "beer", "chocolate", "air", "ice cream", "light bulbs"}
)
"""What somebody who needs it wants at once."""
_PLACE = re.compile(
    r"(?:(?:the|our) )?(?:shower|bath|tub|pool|house|flat|room|office|car|bed|bedroom|kitchen|garden|door|"
    r"shop|woods|way|building|country|city|town|hospital|school|work|here|sight|practice|breath)\b"
)
"""What people are out of when they have left it, or that no shop sells."""
_MOST_GOODS, _MOST_ERRAND = 3, 7


@dataclass(frozen=True, slots=True)
class Implied:
    """Entries of the list whose name has one of `words`."""

    role: str
    words: Sequence[str]
    entries: tuple[str, ...]
    most_words: int


def _words(name: str) -> re.Pattern[str]:
    return re.compile("|".join(blocks("groceries")[name]))


_GOODS, _ABSTRACT = _words("goods"), _words("abstract")
_ERRANDS = re.compile(rf"(?:{_words('errands').pattern})\b.*")
_AT_HOME = re.compile(
    r"(?:turn|switch|set|lock|unlock|open|close|shut|start|stop|charge|dim|play|mute|feed|water)\b"
)


def implied_entries(clause: str) -> Iterator[Implied]:
    """What a clause says is lacking, is there now, or must be done; the likeliest first."""
    for short, long in _LONG:
        clause = clause.replace(short, long)
    clause = _AFTER.sub("", _BEFORE.sub("", clause))
    clause = _HAS.sub(" has", clause)
    for kind, said in _framed(clause, "buy", "lacking", "lacking_goods", "wanting"):
        said = said if kind == "buy" else _MEASURE.sub("", said)
        bare = _AMOUNT.sub("", said)
        any_thing = kind == "lacking" and not said.startswith("the ")
        if kind == "buy" or (_is_lacking(bare) if any_thing else _is_goods(bare)):
            if kind == "wanting" and bare in _DRINKS:
                continue
            yield Implied("add", SHOPPING, (said,), _MOST_GOODS)
    for _, said in _framed(clause, "got"):
        if _is_goods(_AMOUNT.sub("", said)):
            yield Implied("remove", SHOPPING, (said,), _MOST_GOODS)
    for kind, said in _framed(clause, "errand", "bounden"):
        if (
            not _AT_HOME.match(said)
            and not _OF_SOME.fullmatch(said)
            and (kind == "errand" or _ERRANDS.fullmatch(said))
        ):
            yield Implied("add", _TASKS, (said,), _MOST_ERRAND)


def _framed(clause: str, *kinds: str) -> Iterator[tuple[str, str]]:
    for kind in kinds:
        for line in blocks("lists")[kind]:
            found = re.fullmatch(line.replace("{i}", "(?P<i>.+?)"), clause)
            if found is not None:
                yield kind, found["i"]


def _is_goods(said: str) -> bool:
    parts = [_AMOUNT.sub("", p) for p in re.split(r",? and |, ", said)]
    if re.search(r"\b(?:for|to|hot|boiling|with)\b", said):
        return False
    return all(_GOODS.fullmatch(p) or _GOODS.fullmatch(p.split()[-1]) for p in parts if p) and any(parts)


def _is_lacking(said: str) -> bool:
    if _ABSTRACT.fullmatch(re.sub(r" (?:with|for|to) .+", "", said)) or _PLACE.fullmatch(said):
        return False
    return not re.match(r"(?:clean|hot|warm|my|your|this|that)\b", said)
