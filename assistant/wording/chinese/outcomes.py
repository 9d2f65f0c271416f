"""What became of commands, in Chinese."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from assistant.context import House
from assistant.wording.chinese import phrases
from assistant.wording.chinese.phrases import clause, fact, on_the_way, spelled, subject
from assistant.wording.chinese.sentences import sentence
from assistant.wording.chinese.words import ACTIONS, ITEMS
from assistant.wording.protocol import Deed, Told


def alike(values: Sequence[Told], *, underway: bool) -> Hashable:
    """Equal for values of which the same is said."""
    return tuple(on_the_way(t) if underway else fact(t, reached=True) for t in values)


def done(house: House, ids: Sequence[str], values: Sequence[Told]) -> str:
    """It is so."""
    if not values:
        return f"{subject(house, ids)}已经照做了。"
    return f"{clause(subject(house, ids), [fact(t, reached=True) for t in values])}。"


def underway(house: House, ids: Sequence[str], values: Sequence[Told]) -> str:
    """The device has begun and not finished."""
    return f"{clause(subject(house, ids), [on_the_way(t) for t in values])}。"


def did(house: House, ids: Sequence[str], deed: Deed, *, finished: bool) -> str:
    """The device has done an action, or has begun it; adding to a list is said of the thing added."""
    if deed.action in ITEMS and "item" in deed.arguments:
        return f"{'已' if finished else '正在'}{phrases.deed(deed, subject(house, ids))}。"
    known = ACTIONS.get(deed.action)
    said = f"{'已' if finished else '正在'}执行“{spelled(deed.action)}”"
    if known is not None:
        said = known[1] if finished else known[2]
    return f"{'，'.join(filter(None, [subject(house, ids) + said, phrases.arguments(deed)]))}。"


def unreached(house: House, ids: Sequence[str]) -> str:
    """Nothing has been sent yet."""
    return f"我暂时还联系不上{subject(house, ids)}，所以那边目前什么都没变。"


def silent(house: House, ids: Sequence[str], asked: Sequence[Told]) -> str:
    """It was sent and not answered."""
    facts = [fact(t) for t in asked]
    own = next((f for f in facts if not f.part), None)
    doubt = f"是不是{own.predicate}" if own is not None else "有没有做到"
    return f"{subject(house, ids)}没有回应，所以我说不准{'它们' if len(set(ids)) > 1 else '它'}{doubt}。"


def failed(house: House, ids: Sequence[str]) -> str:
    """The device tried, and does not say why it failed."""
    return f"{subject(house, ids)}试过了，但没有成功。"


def rejected(house: House, ids: Sequence[str]) -> str:
    """The device would not, and does not say why."""
    return f"{subject(house, ids)}拒绝照做。"


def reason(house: House, ids: Sequence[str], code: str) -> str:
    """Why it was not done."""
    name = subject(house, ids)
    return sentence(code, device=name, name=name)
