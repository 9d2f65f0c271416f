"""Another value for what was just set, more or less of it, and another entry for a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model_core.language.vocabulary import Vocabulary
from model_core.plan import Op, RunStep, SetStep, Step, Value, Word
from model_core.reading import values, wishes
from model_core.reading.outcomes import refuses
from model_core.reading.referents import Found
from model_core.reading.wishes import Wish
from model_core.world import Kind, Thing

_RATHER = re.compile(
    r"^(?:(?:no|oh|uh|hm+|ok|okay|well|sorry|actually|rather|wait|and|then|now|or|maybe|please|"
    r"i think|i said)[ ,]+)*"
    r"(?:i (?:mean|meant|said|want|wanted|would like) |make it |make that |"
    r"do |say |let us (?:say|have) |try |"
    r"(?:how|what) about |to |at |on )*"
)
_INSTEAD = re.compile(
    r"(?:,? (?:is (?:enough|plenty|fine|better|ok|good|perfect)|will do|should do|"
    r"not \d+(?: percent| degrees)?|rather than [a-z0-9 ]+|after all|eh|"
    r"i (?:meant|mean|said)(?: to say)? .+|instead|rather|actually|then|"
    r"please|this time|now|better|would be (?:nicer|better|nice|good)))+$"
)
_BY = re.compile(
    r"(?:(?:and|another|by|yet another|plus) )*(?P<v>[0-9.]+(?: percent| degrees)?)"
    r"(?: (?P<w>more|less|higher|lower))?"
)
_ENTRY = re.compile(
    r"(?:(?:oh|ok|okay|then)[ ,]+)*(?:and|also|plus)[ ,]+(?:also )?(?:some |more |the |a |an )?"
    r"(?P<i>[a-z0-9][a-z' ]*?)(?:,? (?:as well|too|please|also))*"
)
_ENTRY_TOO = re.compile(
    r"(?:(?:oh|ok|okay|then)[ ,]+)*(?:some |more |the |a |an )?(?P<i>[a-z][a-z' ]*?),? (?:as well|too|also)"
)
_OFF_AGAIN = re.compile(
    r"(?:(?:no|oh|wait|actually|sorry|well)[ ,]+)*(?:take|get|strike|cross|scratch|remove|delete) "
    r"(?:it|that|them|this|those)(?: off| out)?(?: (?:from |of )?(?:the|my|our|that) list)?(?: again)?"
)
_MOST_WORDS = 3
"""Of an entry that is only added on."""


class Revising:
    """Reads sentences that change what the turn before them set, in one home."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def read(self, sentence: str, step: Step | None, things: Sequence[Thing]) -> str | None:
        """The plan text after a step about these devices; None where the sentence changes nothing of it."""
        if isinstance(step, RunStep):
            return self._entry(sentence, step, things)
        if not isinstance(step, SetStep):
            return None
        several = len(step.assignments) > 1
        told = [a for a in step.assignments if not several or not isinstance(a.value, bool)]
        if len(told) != 1:
            return None
        last = told[0]
        by = _BY.fullmatch(sentence)
        if by and (by["w"] or sentence.startswith(("and ", "another ", "plus "))):
            return self._by(by["v"], by["w"], last.property, last.value, last.op, things)
        words = _INSTEAD.sub("", _RATHER.sub("", sentence))
        said = values.read(words)
        if isinstance(said, values.Extreme) or (
            not words or (words == sentence and not _is_value(said, things))
        ):
            return None
        return self._instead(said, last.property, things)

    def _instead(self, said: values.Said, name: str, things: Sequence[Thing]) -> str | None:
        """The same property at another value, or another property that the value is plainly of."""

        def told(thing: Thing) -> str | None:
            own = thing.find_property(name)
            text = values.written(own, said) if own is not None and own.kind is not Kind.BOOLEAN else None
            if own is not None and text is not None:
                return f"{own.name}{text}"
            return wishes.valued(said).told(thing)

        return offered(Wish(told, sure=False), things, self._vocabulary)

    def _by(
        self, amount: str, way: str | None, name: str, value: Value | Word, op: Op, things: Sequence[Thing]
    ) -> str | None:
        said = values.read(amount)
        if not isinstance(said, values.Amount):
            return None
        down = op is Op.SUBTRACT or value in {Word.LESS, Word.SLIGHTLY_LESS, Word.MUCH_LESS}
        less = way in {"less", "lower"} or (way is None and down)

        def told(thing: Thing) -> str | None:
            own = thing.find_property(name)
            text = values.written(own, said) if own is not None else None
            return None if own is None or text is None else f"{own.name}{'-' if less else '+'}{text}"

        return offered(Wish(told, sure=False), things, self._vocabulary)

    def _entry(self, sentence: str, step: RunStep, things: Sequence[Thing]) -> str | None:
        if len(things) != 1 or len(step.arguments) != 1 or not isinstance(step.arguments[0][1], str):
            return None
        name, entry = step.arguments[0]
        if step.action != "add" or '"' in str(entry):
            return None
        if _OFF_AGAIN.fullmatch(sentence) and things[0].find_action("remove"):
            return f'run {self._vocabulary.labels[things[0].id]}: remove {name}="{entry}"'
        found = _ENTRY.fullmatch(sentence) or _ENTRY_TOO.fullmatch(sentence)
        if found is None or len(found["i"].split()) > _MOST_WORDS:
            return None
        return f'run {self._vocabulary.labels[things[0].id]}: add {name}="{found["i"]}"'


def offered(wish: Wish, things: Sequence[Thing], vocabulary: Vocabulary) -> str | None:
    """The plan text of a wish for devices, or None where one of them does not offer it."""
    text = wishes.plan(wish, Found(tuple(things)), vocabulary)
    return None if text is None or refuses(text) else text


def _is_value(said: values.Said, things: Sequence[Thing]) -> bool:
    """Whether words by themselves are a number, or a choice that all the devices have."""
    if isinstance(said, values.Amount):
        return True
    return all(wishes.valued(said).can(t) for t in things)
