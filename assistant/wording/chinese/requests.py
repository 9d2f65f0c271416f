"""Wishes repeated, asked about and refused, in Chinese."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.context import House
from assistant.resolve import Refused
from assistant.wording.chinese import phrases
from assistant.wording.chinese.phrases import listed, measured, named, names, quantity, spelled, subject, word
from assistant.wording.chinese.sentences import sentence
from assistant.wording.protocol import Deed, Told
from assistant.wording.subjects import counted


def to_set(house: House, ids: Sequence[str], values: Sequence[Told], *, whole: bool) -> str:
    """The wish that devices take values."""
    said = _named(house, ids, whole=whole)
    return wishes([phrases.command(t, said, whole=whole) for t in values], whole=whole)


def to_run(house: House, ids: Sequence[str], deed: Deed, *, whole: bool) -> str:
    """The wish that devices do something."""
    return phrases.deed(deed, _named(house, ids, whole=whole), whole=whole)


def wishes(wishes: Sequence[str], *, whole: bool) -> str:  # noqa: ARG001 - never cut short in Chinese
    """Several wishes as one."""
    return "，并".join(filter(None, ["、".join(wishes[:-1]), *wishes[-1:]]))


def confirmation(wish: str, *, pin: bool, unsure: bool) -> str:
    """The question for a yes or a PIN."""
    doubt = "我不确定听懂了没有。" if unsure else ""
    return f"{doubt}要{wish}吗？{'请说出密码。' if pin else '确认请说“是”。'}"


def which(house: House, ids: Sequence[str]) -> str:
    """The question for one of some devices."""
    return f"哪一个：{names(house, ids, '还是')}？"


def what(house: House, ids: Sequence[str]) -> str:
    """The question for what is to be done with devices."""
    return f"要对{subject(house, ids)}做什么？"


def unable(house: House, ids: Sequence[str]) -> str:
    """Devices can't do it."""
    return f"{subject(house, ids)}做不到这个。"


def refusal(house: House, refused: Refused) -> str:
    """Why something is not done."""
    return sentence(
        refused.code,
        device=named(house, refused.device_id) if refused.device_id else "",
        name=spelled(refused.device_id),
        property=word(refused.subject),
        what=word(refused.subject),
        argument=word(refused.details.get("argument", "")),
        unit=measured("", refused.details.get("unit", "")),
    )


def limits(house: House, refused: Refused, *, alone: bool) -> str:
    """The range that a value must be in."""
    low, high, unit = (refused.details.get(k, "") for k in ("minimum", "maximum", "unit"))
    limits = f"的范围是{low}到{measured(high, unit)}"
    if not low or not high:
        limits = f"{'最低' if low else '最高'}是{measured(low or high, unit)}"
    of = "" if alone or not refused.device_id else f"{named(house, refused.device_id)}："
    return f"{of}{word(refused.subject)}{limits}。"


def options(house: House, refused: Refused, *, alone: bool) -> str:
    """The choices that a value must be of."""
    options = listed([quantity(c) for c in refused.details.get("choices", "").split("|")], "或")
    of = "" if alone or not refused.device_id else f"{named(house, refused.device_id)}的"
    return f"{of}{word(refused.subject)}可以是{options}。"


def _named(house: House, ids: Sequence[str], *, whole: bool) -> str:
    group = counted(house, ids)
    if whole and phrases.is_long(ids) and group is not None and group.everywhere:
        return f"全部{phrases.many(group.count, group.type)}"
    return names(house, ids, whole=whole)
