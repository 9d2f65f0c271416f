"""Entries of lists in Mandarin: put on, done, or taken off; lists that are emptied."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from model_core.language.vocabulary import Vocabulary
from model_core.reading import wishes
from model_core.reading.chinese import list_talk
from model_core.reading.chinese.list_names import ListNames
from model_core.reading.chinese.list_talk import (
    ADD,
    CLEAR,
    CLEAR_DONE,
    REMOVE,
    SAME_LIST,
    STRIKE,
    TOLD,
    Part,
    Talk,
)
from model_core.reading.chinese.nouns import NOUNS
from model_core.reading.chinese.referents import Referents
from model_core.reading.clauses import Done
from model_core.reading.outcomes import asks, refuses
from model_core.reading.referents import Found, Meaning, Several
from model_core.reading.wishes import Wish
from model_core.world import Thing

_BUY = re.compile(
    r"(?:帮我|给我|你)?(?:记(?:一下|下|得|住|着|上|一笔)?|别忘了?|加上?(?:一[个条项])?|添(?:上)?)[,]?"
    r"(?:我)?(?:要|得|去|该|下次)*买(?:点儿?|些|个|一?[包瓶盒袋斤把条])?(?P<i>[^,;]{1,10})"
)
_FOLDED = re.compile(r"[A-Za-z]")
_ONE = re.compile(r"(?<=[加添记写])1(?=[条项个样笔件])|(?<=[那这])1(?=[条项笔])")
_TO_BUY = re.compile(r"^买(?:点儿?|些)?(?=.)")
_MOST_READINGS = 40
_DEED = (
    r"(?:也|都|就|先|再|给我|帮我)*"
    r"(?:开始|打开|关掉|关上|关了|开一下|停|启动|暂停|调到|调成|拉上|拉开|开到)"
)
"""What makes of the name of a machine an order, which is no entry of a list."""
_ACTIONS = {
    ADD: ("add",),
    STRIKE: ("complete", "remove"),
    REMOVE: ("remove",),
    CLEAR: ("clear", "clear_all", "clear_items", "clear_list", "empty", "remove_all", "clear_completed"),
    CLEAR_DONE: ("clear_completed", "clear_done", "remove_completed", "delete_completed"),
}
"""The actions of a list for what is said, the likelier first."""
_EMPTIES = frozenset({CLEAR, CLEAR_DONE})
_ABLE = {TOLD: ADD}
_NO_WISHES = frozenset({"named", "deed", "gone"})
"""What is told of entries and is no wish even after one."""


class Lists:
    """Reads what is said to the lists of one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._names = ListNames(vocabulary, referents)
        self._talk = Talk(self._names.pattern)
        machines = [t for t in vocabulary.world.things if not _is_list(t)]
        called = {n for t in machines for n in (t.name, *t.aliases, *NOUNS.get(wishes.type_of(t), ()))}
        names = "|".join(re.escape(n) for n in called if len(n) > 1) or "(?!)"
        self._ordered = re.compile(rf"(?:{names}){_DEED}")

    def read(self, clause: str, here: str | None) -> Done | None:
        """The plan for a clause with its numerals as they were spoken; None for any other."""
        for part in self._talk.wish(clause):
            if part.entries or part.action in _EMPTIES:
                done = self._done(part.action, part.entries, self._meant(part, here, ""))
                if done is not None:
                    return done
        return self._bought(clause)

    def folded(self, clause: str, here: str | None, before: Sequence[Thing]) -> Done | None:
        """The plan for a clause in plain form after one about `before`; None if it may have lost its form."""
        spoken = _ONE.sub("一", clause)
        lists = [t for t in before if wishes.type_of(t) == "list"] if len(before) == 1 else []
        for said in (spoken, *(f"{t.name}{spoken}" for t in lists)):
            done = self.read(said, here)
            several = self.several(said, here) if done is None else None
            done = _joined(several) if several else done
            if done is not None:
                return None if any(_FOLDED.search(e) for e in re.findall('"([^"]*)"', done.text)) else done
        return None

    def several(self, sentence: str, here: str | None) -> list[Done] | None:
        """The plans for all that a sentence tells of lists: `清单删掉花椒,加上酱油`, `葱没了,记到清单里`."""
        for parts in islice(self._talk.parts(sentence), _MOST_READINGS):
            done = self._wished(parts, here)
            if done is not None:
                return done
        return None

    def _wished(self, parts: Sequence[Part], here: str | None) -> list[Done] | None:
        """What is wished for by all parts; None where one of them is about something else."""
        about = list_talk.about(parts)
        told: list[Part] = []
        meant: Meaning | None = None
        found: list[Done] = []
        entered: list[str] = []
        for part in parts:
            if part.state:
                told.append(part)
                continue
            if part.where != SAME_LIST:
                meant = self._meant(part, here, about)
            elif meant is None and about:
                meant = self._names.implied(about)
            if part.action == TOLD and meant is not None:
                continue
            entries = part.entries or tuple(e for p in told for e in p.entries)
            action = _action(part, told, entries)
            done = self._done(action, entries, meant) if action is not None else None
            if done is None:
                return None
            found.append(done)
            entered += entries
            told = []
        more = self._left(told, entered, meant)
        return _asked([*found, *more]) if found and more is not None else None

    def _left(self, told: Sequence[Part], entered: Sequence[str], meant: Meaning | None) -> list[Done] | None:
        """What is told last is why something was wished for, or a wish for the same list."""
        if _are_of(told, entered):
            return []
        if any(p.state in _NO_WISHES or not p.entries for p in told):
            return None
        more = [self._done(p.action, p.entries, meant) for p in told]
        return [d for d in more if d is not None] if all(more) else None

    def _meant(self, part: Part, here: str | None, about: str) -> Meaning | None:
        if part.action in _EMPTIES:
            able = self._names.find(part.where or "", here, _emptied(part.action).can, about)
            return able or self._names.find(part.where or "", here, _is_list, about)
        wish = _wish(_ABLE.get(part.action, part.action), "")
        return self._names.find(part.where or "", here, wish.can, about)

    def _done(self, action: str, entries: Sequence[str], meaning: Meaning | None) -> Done | None:
        if not isinstance(meaning, Found | Several):
            return None
        if isinstance(meaning, Found) and len(meaning.things) != 1:
            return None
        if action in _EMPTIES:
            wish = _emptied(action)
            text = wishes.plan(wish, meaning, self._vocabulary)
            if isinstance(meaning, Found) and not wish.can(meaning.things[0]):
                text = f"refuse unable: {self._vocabulary.labels[meaning.things[0].id]}"
            return Done(text, meaning.things) if text is not None else None
        if action == ADD and any(self._ordered.search(e) for e in entries):
            return None
        if isinstance(meaning, Several):
            entries = entries[:1]
        elif action == ADD and not self._names.is_for_doing(meaning.things[0]):
            entries = [_TO_BUY.sub("", e) for e in entries]
        texts = [wishes.plan(_wish(action, e), meaning, self._vocabulary) for e in entries]
        joined = "; ".join(t for t in texts if t is not None and not refuses(t))
        return Done(joined, meaning.things) if texts and all(texts) else None

    def _bought(self, clause: str) -> Done | None:
        """`记一下要买葱`, on the only list for shopping."""
        found = _BUY.fullmatch(clause)
        meaning = self._names.implied("buying")
        if found is None or meaning is None or list_talk.NO_ENTRY.search(found["i"]):
            return None
        return self._done(ADD, (found["i"],), meaning)


def _joined(several: Sequence[Done]) -> Done:
    things = dict.fromkeys(t for d in several for t in d.things)
    return Done("; ".join(d.text for d in several), tuple(things))


def _asked(found: list[Done]) -> list[Done] | None:
    """The plans; the question alone where all of them ask it; None where only some ask."""
    if not any(asks(d.text) for d in found):
        return found
    return found[:1] if len({d.text for d in found}) == 1 else None


def _action(part: Part, told: Sequence[Part], entries: Sequence[str]) -> str | None:
    """What is wished for, with what was told before it; what is struck and was not wanted is removed."""
    if part.action in _EMPTIES:
        return part.action
    if part.entries:
        return part.action if _are_of(told, entries) else None
    wanted = {p.action for p in told if p.state != "named"}
    fits = wanted <= {ADD} if part.action == ADD else ADD not in wanted
    if not entries or not fits or any(p.state == "deed" for p in told):
        return None
    return REMOVE if wanted == {REMOVE} else part.action


def _are_of(told: Sequence[Part], entries: Sequence[str]) -> bool:
    """Whether all that is told is about these entries."""
    return all(any(e in entry or entry in e for entry in entries) for p in told for e in p.entries)


def _wish(action: str, said: str) -> Wish:
    def told(thing: Thing) -> str | None:
        names = _ACTIONS[action] if wishes.type_of(thing) == "list" else ()
        found = next((a for n in names if (a := thing.find_action(n)) is not None), None)
        return f'run {found.name} {found.arguments[0].name}="{said}"' if found and found.arguments else None

    return Wish(told, sure=False)


def _emptied(action: str) -> Wish:
    def told(thing: Thing) -> str | None:
        return wishes.done(*_ACTIONS[action]).told(thing) if _is_list(thing) else None

    return Wish(told, sure=False)


def _is_list(thing: Thing) -> bool:
    return wishes.type_of(thing) == "list"
