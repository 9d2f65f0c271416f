"""Actions by the words that devices have for them, with what they need to be told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from model_core.language.vocabulary import Vocabulary, clean
from model_core.reading import units, values
from model_core.reading.clauses import Done
from model_core.reading.errands import Errands
from model_core.reading.phrases import blocks
from model_core.reading.referents import Found, Referents, Several
from model_core.reading.wishes import Wish
from model_core.world import Action, Attribute, Kind, Thing

_T, _W, _WT = r"(?P<t>.+?)", r"(?P<w>.+?)", r"(?P<wt>.+?)"
_FRAMES = tuple(
    re.compile(line.replace("{t}", _T).replace("{wt}", _WT).replace("{w}", _W))
    for block in ("named", "either")
    for line in blocks("deeds")[block]
)
_BETWEEN = re.compile(r"^(?:on|with|in|of|from|at|using|through|by) ")
_GIVEN = re.compile(r"^give (?=(?:the |my |our )?(?:fish|cats?|dogs?|pets?|hens?|chickens?|birds?) \d)")
_LEAD = re.compile(r"^(?:with|at|on|in|to|for|by|a|an|the|some|,|about|around) ")
_AT_WORK = re.compile(
    r"(?P<v>pause|resume|stop|continue|carry on|cancel) (?:with )?(?:the |that |my |this )?(?P<w>[a-z]+)"
)
_PLAIN = frozenset(blocks("deeds")["plain"][0].split())
"""Words that say nothing without a device, or that lead to one in a way of their own."""
_HANDED_ON = frozenset({"add", "call", "complete", "navigate", "notify", "remove", "say", "send"})
"""Begins the names of actions that hand on what is said."""
_OBJECTS: Mapping[str, str] = {
    verb: things for line in blocks("deeds")["objects"] for verb, _, things in (line.partition(" "),)
}
"""What these are done to goes without saying."""


class OwnActions:
    """Reads what the devices of one home are to do."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._errands = Errands(vocabulary, referents)
        self._known = {_words(a) for t in vocabulary.world.things for a in t.actions}
        self._firsts = frozenset(w.split()[0] for w in self._known)

    def read(self, clause: str, here: str | None) -> Done | None:
        """The plan for a clause about an action; None for any other."""
        clause = _GIVEN.sub("feed ", clause)
        work = _AT_WORK.fullmatch(clause)
        if work is not None and (done := self._at_work(work["v"], _stem(work["w"]))) is not None:
            return done
        if not any(f" {first}" in f" {clause}" for first in self._firsts):
            return None
        for pattern in _FRAMES:
            found = pattern.fullmatch(clause)
            if found is None:
                continue
            for deed, device in self._parted(found):
                done = self._done(deed, device, here)
                if done is not None:
                    return done
        return None

    def _at_work(self, verb: str, stem: str) -> Done | None:
        """`pause the print`: of the one device that can be printing."""
        names = {"continue": ("resume", "continue"), "carry on": ("resume", "continue")}.get(verb, (verb,))
        able = [
            (thing, action.name)
            for thing in self._errands.things
            for action in thing.actions
            if action.name in names and not any(a.required for a in action.arguments)
            if any(_stem(c) == stem for p in thing.properties if p.name == "state" for c in p.choices)
        ]
        if len(able) != 1:
            return None
        return Done(f"run {self._errands.vocabulary.labels[able[0][0].id]}: {able[0][1]}", (able[0][0],))

    def _parted(self, found: re.Match[str]) -> Iterator[tuple[str, str]]:
        """The ways to tell what is to be done from the device that is to do it."""
        groups = found.groupdict()
        words = (groups.get("wt") or f"{groups.get('t')} {groups.get('w')}").split()
        if "wt" not in groups:
            yield str(groups["w"]), str(groups["t"])
        for at in range(1, len(words)):
            left, right = " ".join(words[:at]), " ".join(words[at:])
            if words[at] in self._firsts:
                yield right, left
            if "wt" in groups and words[0] in self._firsts:
                yield left.strip(" ,"), _BETWEEN.sub("", right)
        if "wt" in groups:
            yield " ".join(words), ""

    def _done(self, deed: str, device: str, here: str | None) -> Done | None:
        deed = re.sub(r"^to ", "", deed.strip(" ,"))
        wish = Wish(lambda thing: _told(thing, deed), sure=False)
        if device:
            return self._errands.named(device, wish, here)
        if deed in _PLAIN or all(w in _PLAIN for w in deed.split()):
            return None
        found = self._errands.referents.find(deed, here)
        if isinstance(found, Found | Several) and not all(wish.told(t) for t in found.things):
            return None
        return self._errands.implied(wish, here)


def _told(thing: Thing, deed: str) -> str | None:
    """The words of the plan for the one action of a device that the words fit."""
    fits = [text for action in thing.actions if (text := _run(action, deed)) is not None]
    return f"run {fits[0]}" if len(fits) == 1 else None


def _run(action: Action, deed: str) -> str | None:
    rest = _after(action, deed)
    if rest is None:
        return None
    required = [a for a in action.arguments if a.required]
    if not rest:
        return None if required or _is_told(action) else action.name
    for argument in action.arguments:
        value = _argument(argument, rest)
        if value is not None and all(a is argument for a in required):
            return f"{action.name} {argument.name}{value}"
    return None


def _is_told(action: Action) -> bool:
    """Whether there is nothing to be done without words of one's own, such as an entry or a place."""
    free = any(a.kind is Kind.STRING and not a.choices for a in action.arguments)
    return free and action.name.split("_")[0] in _HANDED_ON


def _after(action: Action, deed: str) -> str | None:
    """What is said besides the words of the action; None where they are not said."""
    name = _words(action)
    if deed == name or deed.startswith(f"{name} "):
        rest = deed[len(name) :].strip()
    else:
        amount = re.search(r"(?:^| )(\d+(?:\.\d+)?) ", deed)  # take 10 pictures
        without = f"{deed[: amount.start()]} {deed[amount.end() :]}".strip() if amount else ""
        if not amount or without not in {name, name.removesuffix("s"), f"{name}s"}:
            return None
        rest = amount[1]
    objects = _OBJECTS.get(name)
    return re.sub(rf"^{objects}(?: |$)", "", rest).strip() if objects else rest


def _argument(argument: Attribute, said: str) -> str | None:
    """`=5`, `=eco`: the value for an argument, or None when it is none."""
    names = argument.name.replace("_", " ")
    own = {names, names.removesuffix("s"), f"{names}s"}
    while (shorter := _LEAD.sub("", said)) != said:
        said = shorter
    for name in sorted(own, key=len, reverse=True):
        said = re.sub(rf"^{re.escape(name)} | {re.escape(name)}$", "", said).strip()
    if argument.kind in {Kind.INTEGER, Kind.NUMBER}:
        said = re.sub(r"(?<=\d) of (?:food|grain|water|it)$", "", said)
        return units.written(argument, said) if re.match(r"-?\d", said) else None
    choice = values.choice_of(argument, said)
    return None if choice is None else f"={choice}"


def _stem(word: str) -> str:
    return re.sub(r"(?:ing|ed|e)$", "", word.casefold())


def _words(action: Action) -> str:
    return clean(action.name.replace("_", " "))
