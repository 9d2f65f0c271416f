"""Names, values and states in plain Chinese; the smallest pieces that replies are put together from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.context import House
from assistant.schedule import zone_of
from assistant.units import canonical
from assistant.wording.chinese.words import (
    ACTIONS,
    ITEMS,
    NOUNS,
    ONGOING,
    PROPERTIES,
    REACHED,
    STATES,
    TWO_STATES,
    UNITS,
    VALUES,
    VERBS,
)
from assistant.wording.positions import decimals
from assistant.wording.protocol import Deed, Told
from assistant.wording.subjects import counted
from devices.schema import Value
from model_core.reading.chinese.abilities import property_words

FAR = 10_000
"""Metres from which a distance is told in kilometres."""
LISTED = 6
"""Longest list of names that is read out."""
PANES = frozenset({"window", "windows", "sunroof"})
"""Properties that are the position of what they are called."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What is so of a device (`开着`), or of a part of it (`后备箱`, `开着`)."""

    predicate: str
    part: str = ""
    """Empty when the device itself is meant."""

    @property
    def whole(self) -> str:
        """Part and predicate."""
        return self.part + self.predicate


def clause(subject: str, facts: Sequence[Fact]) -> str:
    """All facts of one subject, what is so of itself first; without full stop."""
    own = [f.whole for f in facts if not f.part]
    parts = [f.whole for f in facts if f.part]
    return f"{subject}{'' if own else '的'}{'，'.join([*own, *parts])}"


def named(house: House, device_id: str) -> str:
    """A device by its name, with its room in front where another device has the same name."""
    device = house.devices.get(device_id)
    if device is None:
        return device_id
    name = device.description.name
    return name if house.name_of(device_id) == name else f"{house.room_of(device_id)}的{name}"


def subject(house: House, device_ids: Sequence[str], *, whole: bool = False) -> str:
    """Devices as the subject of a sentence: named when few, counted when many.

    `whole`: counted only when they are all of a type in the home.
    """
    ids = list(dict.fromkeys(device_ids))
    group = counted(house, ids)
    if group is None or (whole and not group.everywhere):
        return names(house, ids, whole=whole)
    place = f"{group.room}的" if group.room else ""
    return f"{place}{'全部' if group.every else ''}{many(group.count, group.type)}"


def names(house: House, device_ids: Sequence[str], word: str = "和", *, whole: bool = False) -> str:
    """Devices by their names."""
    return listed([named(house, d) for d in device_ids], word, whole=whole)


def many(count: int, kind: str) -> str:
    """A count with measure word and noun."""
    measure, noun = counter(kind)
    return f"{count}{measure}{noun}"


def counter(kind: str) -> tuple[str, str]:
    """Measure word and noun of a type of device."""
    return NOUNS.get(kind, ("个", spelled(kind)))


def is_long(texts: Sequence[str]) -> bool:
    """Whether a list would be cut short."""
    return len(texts) > LISTED + 1


def listed(texts: Sequence[str], word: str = "和", *, whole: bool = False) -> str:
    """Names as a spoken list, the longest ones cut short with a count unless it is to be whole."""
    if is_long(texts) and not whole:
        return f"{'、'.join(texts[:LISTED])}等{len(texts)}个"
    if len(texts) < 2:
        return "".join(texts)
    return f"{'、'.join(texts[:-1])}{word}{texts[-1]}"


def spelled(identifier: str) -> str:
    """An identifier that there is no Chinese for, as the device has it."""
    return identifier.replace("_", " ").replace(".", " ").strip()


def word(name: str) -> str:
    """A property, a part or an argument as people say it."""
    return PROPERTIES.get(name) or next(iter(property_words(name)), "") or spelled(name)


def number(value: float, digits: int = 2) -> str:
    """A number without needless digits, with this many after the point at most."""
    if not isinstance(value, float):
        return str(value)
    return f"{round(value, digits):.{max(digits, 6)}f}".rstrip("0").rstrip(".")


def measured(text: str, unit: str) -> str:
    """A number with its unit."""
    return text + UNITS.get(canonical(unit), unit)


def quantity(value: Value, unit: str = "", *, digits: int = 2, whole: bool = False) -> str:
    """A value with its unit; a list is cut short unless it is to be whole."""
    if isinstance(value, bool):
        return "开" if value else "关"
    if isinstance(value, list):
        return listed(value, whole=whole) or "无"
    if isinstance(value, str):
        return VALUES.get(value.casefold().replace(" ", "_")) or spelled(value)
    if unit == "m" and abs(value) >= FAR:
        value, unit = round(value / 1000), "km"
    return measured(number(value, digits), unit)


def opening(position: float, unit: str) -> str:
    """A position as a percentage that is not rounded to open or closed."""
    return quantity(position, unit, digits=decimals(position))


def fact(told: Told, *, reached: bool = False) -> Fact:
    """What it means that a property has a value; `reached`: it was told to take it, and did."""
    part, last = _parted(told.name, told.value)
    if isinstance(told.value, bool):
        return _switched(told.name, part, last, on=told.value, reached=reached)
    if last == "position" and isinstance(told.value, int | float):
        return Fact(_opened(told.value, told.unit, reached=reached), word(part))
    if told.name == "state" and isinstance(told.value, str) and told.value in STATES:
        return Fact(STATES[told.value])
    if told.name == "minutes_left" and told.value:
        return Fact(f"还剩{quantity(told.value, told.unit)}")
    return Fact(f"{'现在是' if reached else '是'}{quantity(told.value, told.unit)}", word(told.name))


def on_the_way(told: Told) -> Fact:
    """What a device is doing while a property has not yet reached the value."""
    value, before, unit = told.value, told.before, told.unit
    part, last = _parted(told.name, value)
    if isinstance(value, bool):
        for known, of_part in ((told.name, ""), (last, word(part))):
            if (known, value) in ONGOING:
                return Fact(ONGOING[known, value], of_part)
        return Fact(f"正在变为{quantity(value)}", word(told.name))
    if last == "position" and isinstance(value, int | float):
        if value in (0, 100):
            return Fact(ONGOING["open", value == 100], word(part))
        return Fact(f"正在移到{opening(value, unit)}", word(part))
    way = "变为"
    if isinstance(before, int | float) and isinstance(value, int | float) and not isinstance(before, bool):
        way = "升到" if value > before else "降到"
    return Fact(f"正在{way}{quantity(value, unit)}", word(told.name))


def command(told: Told, device: str, *, whole: bool = False) -> str:
    """The wish for a value: `把台灯的亮度调到40%`."""
    value = told.value
    part, last = _parted(told.name, value)
    if isinstance(value, bool):
        for known, what in ((told.name, device), (last, f"{device}的{word(part)}")):
            if (known, value) in VERBS:
                return VERBS[known, value].format(what)
        return f"{'开启' if value else '关闭'}{device}的{word(told.name)}"
    if last == "position" and isinstance(value, int | float):
        what = f"{device}的{word(part)}" if part else device
        if value in (0, 100):
            return VERBS["open", value == 100].format(what)
        return f"把{what}开到{opening(value, told.unit)}"
    way = "设为" if isinstance(value, str | list) else "调到"
    return f"把{device}的{word(told.name)}{way}{quantity(value, told.unit, whole=whole)}"


def deed(said: Deed, device: str, *, whole: bool = False) -> str:
    """The wish for an action: `启动洗衣机（程序为棉织物）`."""
    item = said.arguments.get("item")
    if item is not None and said.action in ITEMS:
        return ITEMS[said.action].format(item=item, list=device)
    known = ACTIONS.get(said.action)
    wish = known[0].format(device) if known else f"让{device}执行“{spelled(said.action)}”"
    manner = arguments(said, whole=whole)
    return f"{wish}（{manner}）" if manner else wish


def arguments(said: Deed, *, whole: bool = False) -> str:
    """The arguments of an action; empty when there are none."""
    return "，".join(
        f"{word(name)}为{_argument(value, said.units.get(name, ''), whole=whole)}"
        for name, value in said.arguments.items()
    )


def clock(timezone: str, at: datetime, now: datetime) -> str:
    """A time of day in the home's zone, with the date when it is another day."""
    zone = zone_of(timezone)
    local, today = at.astimezone(zone), now.astimezone(zone)
    date = "" if local.date() == today.date() else f"{local.month}月{local.day}日"
    return f"{date}{local:%H:%M}"


def duration(seconds: float) -> str:
    """A length of time in its largest sensible units."""
    whole = max(0, round(seconds))
    hours, minutes, rest = whole // 3600, whole % 3600 // 60, whole % 60
    parts = [f"{n}{unit}" for n, unit in ((hours, "小时"), (minutes, "分钟"), (rest, "秒")) if n]
    return "".join(parts) or "0秒"


def _parted(name: str, value: Value) -> tuple[str, str]:
    """A property of a part, as the part and what is told of it: trunk_open is the trunk, open."""
    if name in PANES and not isinstance(value, bool):
        return name, "position"
    part, _, last = name.rpartition("_")
    return part, last


def _switched(name: str, part: str, last: str, *, on: bool, reached: bool) -> Fact:
    for known, of_part in ((name, ""), (last, word(part))):
        states: Mapping[str, tuple[str, str]] = {**TWO_STATES, **REACHED} if reached else TWO_STATES
        if known in states:
            return Fact(states[known][0 if on else 1], of_part)
    yes, no = ("已开启", "已关闭") if reached else ("是开的", "是关的")
    return Fact(yes if on else no, word(name))


def _opened(position: float, unit: str, *, reached: bool) -> str:
    opened, closed = (REACHED if reached else TWO_STATES)["open"]
    ends: Mapping[float, str] = {0: closed, 100: opened}
    return ends.get(position) or f"{'已' if reached else ''}开到{opening(position, unit)}"


def _argument(value: Value, unit: str, *, whole: bool) -> str:
    said = quantity(value, unit, whole=whole)
    return f"“{said}”" if isinstance(value, str) and said == spelled(value) else said
