"""Things that go on a list, are done, or leave it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model_core.language.vocabulary import Vocabulary
from model_core.reading import wishes
from model_core.reading.clauses import Done
from model_core.reading.determiners import without_the
from model_core.reading.errands import Errands
from model_core.reading.implied_entries import implied_entries
from model_core.reading.naming import meaningful
from model_core.reading.outcomes import asks
from model_core.reading.phrases import blocks
from model_core.reading.question_forms import is_question
from model_core.reading.referents import Found, Referents, Several
from model_core.reading.wishes import Wish
from model_core.world import Action, Thing

_I = r"(?P<i>.+?)"


def _patterns(role: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(line.replace("{i}", _I).replace("{t}", "(?P<t>.+?)")) for line in blocks("lists")[role]
    )


_FRAMES = tuple((role, p) for role in ("complete", "remove", "add") for p in _patterns(role))
_CLEARS = _patterns("clear")
_ACTIONS = {
    "add": ("add", "add_item", "append"),
    "remove": ("remove", "remove_item", "delete"),
    "complete": ("complete", "check_off", "complete_item", "tick_off"),
    "clear": ("clear", "clear_all", "empty", "remove_all"),
}
_AROUND = re.compile(r"^(?:some more|some|more|the|any) ")
_NOT_AN_ITEM = re.compile(
    r"^(?:it|that|this|them|those|these|everything|something|anything|all|one|what|which|who|when|where|how|why|"
    r"is|are|do|does|did|has|have|had|am|was|can|could|tell|show|read|check if|turn|switch|set|a reminder|"
    r"reminder|put|add|an item|item|items|stuff|things?|a thing|a few things|another|off)\b|"
    r"\b(?:i mean|i meant|i said|no wait|sorry|strike that|scratch that|please)\b|^'?em\b|"
    r"(?:, |and )(?:start|stop|turn|switch|send|set|open|close|lock|put|stick|chuck) "
    r"(?:it|them|the|my|on|off)\b|"
    r"\b(?:on|off|going|running|muted|paused)(?=$|,| and\b)|(?:^|, |and )oh\b|"
    r"^(?:chores|tasks|groceries|to-?dos?|to do)$|"
    r"\b(?:items|entries) (?:are|is)\b|\blist\b|;|"
    r"\b(?:in|for|at|after) (?:an? |half )?(?:\d+ )?(?:minutes?|hours?|seconds?|days?)\b|\bat \d+|"
    r"\b(?:tomorrow|tonight|later|every (?:day|week|month))\b"
)
_TALK = re.compile(
    r"^(?:(?:i|we|you|they|he|she)(?:'ve|'re|'m|'s|'ll|'d)?|not|no|just|only|then|also|in|on|onto|out|down|"
    r"at least|(?:strike|tick|cross|check|take) (?:that|it|off|out)|cannot|out of)\b(?!-)|"
    r"\b(?:um+|uh+|eh|er|erm|hm+|because|just|only|there|instead|altogether)\b|"
    r"\b(?:is|are|was|were|has|goes|wants?|needs?)\b(?! to\b)|\b(?:what|where|who|how)'?s\b|"
    r"\b(?:can|could|should|must|may|would) (?:be|come|do|go|have|run|start|stay|stop|turn|wait)\b|\w no \w|"
    r"\b(\w+) \1\b|\b(?:it|them)$|\b(?:and|so|to|on|off|down|clean|now)$"
)
"""What is said beside the entries, and none itself."""
_ADDED_TO = re.compile(r"(?<!,) (?:and )?add ")
"""Before one more entry, in speech without marks."""
_ORDERED = re.compile(
    r"(?:turn|switch|shut|close|open|lock|unlock|start|stop|pause|resume|mute|unmute|dim|raise|lower|ring|dock|"
    r"play|skip|set|put|make|get|run|vacuum|hoover|mop|arm|disarm|send) (.+)"
)
"""Begins what is to be done at once, beside entries."""
_TAKEN_OFF = re.compile(r"(?:remove|delete|(?:take|tick|cross|check|strike|scratch) off) ")
_OWNED = re.compile(
    r"([a-z]{3,})'s (?:(?:shopping|grocery|packing|wish|to-?do|to do|task|chore|errand) list|list|groceries|"
    r"shopping|chores|tasks|to-?dos?|to do|errands|wishlist)"
)
_AGAIN = re.compile(r"[\w,] (?:and )?(?:add|remove|delete|(?:take|tick|cross|check|strike|scratch) off) \w")
"""Begins the next entry, in speech without marks."""
_PAIRS = re.compile(
    r"\b(?:salt and pepper|fish and chips|mac and cheese|macaroni and cheese|gin and tonic)\b"
)
_STAPLES = frozenset((
    "milk", "bread", "eggs", "butter", "cheese", "sugar", "flour", "salt", "apples", "bananas", "onions",
    "potatoes", "tomatoes", "carrots", "lemons", "yoghurt", "yogurt", "nappies", "wipes", "batteries",
))  # fmt: skip
"""What is bought by one word, so that two of them in a row are two things."""
_MOST_WORDS = 4
"""Words of an entry beside others; longer texts are not taken apart."""


class Lists:
    """Reads what is said about the lists of one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._errands = Errands(vocabulary, referents)
        self._lists = tuple(t for t in vocabulary.world.things if _action(t, "add") is not None)

    def read(self, clause: str, here: str | None) -> Done | None:
        """The plan for a clause about a list; None for any other."""
        if not self._lists or is_question(clause):
            return None
        for role, pattern in _FRAMES:
            for groups in _both(pattern, clause):
                found = self._entered(role, str(groups["i"]), str(groups["t"]), here)
                if found is not None:
                    return found
        for pattern in _CLEARS:
            match = pattern.fullmatch(clause)
            cleared = self._told(match["t"], _CLEARED, here) if match else None
            if cleared is not None:
                return cleared
        return self._bought(clause, here)

    def _entered(self, role: str, said: str, target: str, here: str | None) -> Done | None:
        entries = self._apart(role, said, here)
        if not entries:
            return None
        if self._is_elsewhere(target):
            return Done(f'refuse unknown "{without_the(target)}"', ())
        done = [self._told(target, _entering(role, entry), here) for entry in entries]
        texts = [d.text for d in done if d is not None]
        if len(texts) < len(entries):
            return None
        if any(asks(t) for t in texts):
            texts = texts[:1]
        return Done("; ".join(texts), done[0].things if done[0] else ())

    def _is_elsewhere(self, target: str) -> bool:
        """Whether words are for the list of somebody who has none here: `Ana's shopping list`."""
        found = _OWNED.fullmatch(without_the(target))
        names = " ".join(n.casefold() for t in self._lists for n in (t.name, *t.aliases))
        return found is not None and not re.search(rf"\b{found[1]}\b", names)

    def _apart(self, role: str, said: str, here: str | None) -> Sequence[str]:
        """The entries that words name; none where one of them is an order for something here."""
        entries = _entries(_ADDED_TO.sub(", ", said) if role == "add" else said)
        if any(_TAKEN_OFF.match(entry) for entry in entries[1:]):
            return ()
        ordered = (m[1] for entry in entries[1:] if (m := _ORDERED.fullmatch(entry)) is not None)
        return () if any(role != "add" or self._is_here(thing, here) for thing in ordered) else entries

    def _is_here(self, said: str, here: str | None) -> bool:
        referents = self._errands.referents
        meant = referents.find(said, here)
        return isinstance(meant, Found | Several) or referents.places.named(without_the(said)) is not None

    def _told(self, target: str, wish: Wish, here: str | None) -> Done | None:
        bare = without_the(target)
        if bare == "list" and len(self._lists) > 1:
            return self._errands.implied(wish, None, self._lists)
        if not meaningful(bare):
            return None
        bare = re.sub(r" one$", " list", bare)
        for said in (target, bare.removesuffix(" list"), f"{bare} list"):
            found = self._errands.named(said, wish, here, self._lists)
            if found is not None and (said == target or all(_is_named(t, bare) for t in found.things)):
                return found
        return None

    def _bought(self, clause: str, here: str | None) -> Done | None:
        """What is to be bought, has been bought, or is to be done, on the only list for that."""
        for implied in implied_entries(clause):
            chosen = tuple(t for t in self._lists if _is_for(t, implied.words))
            entries = [e for text in implied.entries for e in self._apart(implied.role, text, here)]
            if len(chosen) != 1 or not entries or any(len(e.split()) > implied.most_words for e in entries):
                continue
            steps = [
                wishes.plan(_entering(implied.role, e), Found(chosen), self._errands.vocabulary)
                for e in entries
            ]
            return Done("; ".join(s for s in steps if s), chosen) if all(steps) else None
        return None


def _both(pattern: re.Pattern[str], clause: str) -> list[dict[str, str | None]]:
    """The matches with the shortest entry and with the longest."""
    longer = re.compile(pattern.pattern.replace(_I, "(?P<i>.+)"))
    found = [m.groupdict() for p in (pattern, longer) if (m := p.fullmatch(clause))]
    return found[:1] if len(found) == 2 and found[0] == found[1] else found


def _entries(said: str) -> Sequence[str]:
    """The entries that words name, without what does not belong on a list."""
    whole = _AROUND.sub("", said.strip(" ,"))
    if not whole or '"' in whole or len(whole) > 100 or not _is_entry(whole):
        return ()
    listed = [_AROUND.sub("", p.strip()) for p in re.split(r",? and |, | as well as | plus ", whole)]
    parts = [e for p in listed for e in (p.split() if _STAPLES.issuperset(p.split()) else [p])]
    apart = len(parts) > 1 and not _PAIRS.search(whole)
    if not apart:
        return (whole,)
    short = all(p and len(p.split()) < _MOST_WORDS and _is_entry(p) for p in parts)
    return tuple(parts) if short else ()


def _is_entry(said: str) -> bool:
    return not (_NOT_AN_ITEM.search(said) or _TALK.search(said) or _AGAIN.search(said))


def _is_for(thing: Thing, words: Sequence[str]) -> bool:
    names = re.sub(r"\W", "", " ".join((thing.name, *thing.aliases)).casefold())
    return any(w in names for w in words)


def _is_named(thing: Thing, said: str) -> bool:
    every = {w for name in (thing.name, *thing.aliases) for w in meaningful(name)}
    return meaningful(said) <= every | {"list"}


def _action(thing: Thing, role: str) -> Action | None:
    return next((a for n in _ACTIONS[role] if (a := thing.find_action(n)) is not None), None)


def _entering(role: str, entry: str) -> Wish:
    def told(thing: Thing) -> str | None:
        found = _action(thing, role)
        if found is None or len(found.arguments) != 1:
            return None
        return f'run {found.name} {found.arguments[0].name}="{entry}"'

    return Wish(told, sure=False)


def _clear_told(thing: Thing) -> str | None:
    found = _action(thing, "clear")
    return None if found is None or found.arguments else f"run {found.name}"


_CLEARED = Wish(_clear_told, sure=False)
