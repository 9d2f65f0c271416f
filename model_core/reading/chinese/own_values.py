"""What a property is told after its name: a value in its unit, a choice, or more and less of it."""

from __future__ import annotations

import re

from model_core.reading import roles, values
from model_core.reading.chinese import command_parts as parts
from model_core.reading.chinese import values as said_values
from model_core.reading.chinese.abilities import UNITS
from model_core.world import Attribute, Kind

ME = r"(?:也|先|再|就|都|自己|自动|赶紧|重新|给(?:我|它|他|她)?|帮(?:我|忙)|麻烦|要|该|去|来|那个|这个|,)*"
"""What may stand before a verb and changes nothing."""
_VALUE = re.compile(
    rf"(?!再){ME}(?:{parts.SETTING}|{parts.SHORT}|到|成|为|至|来)?{ME}"
    r"(?P<v>(?!个)[^,;到成为至]+?)(?:的?(?:位置|地方|高度))?"
)
_RELATIVE = re.compile(
    rf"{ME}(?:稍微|稍稍|略微|往|向|再)*(?:(?P<up>斜上去|往上抬|往上升|往上|上调|抬高|升高|调高|调大|提高|加大|增加|加|升|抬|高|大|多|快)|"
    r"(?P<down>斜下去|合上|往下降|往下|下调|降低|放低|调低|调小|减小|减少|减|降|低|小|少|慢|合))(?:个|了)?(?P<v>.*)"
)
_SOME = re.compile(rf"(?P<bit>{parts.BITS}|1点|1?些)|(?P<much>很多|许多|好多|不少|一?大截)|")
_METRES = re.compile(r"(\d+)米(\d{1,2})$")


def valued(attribute: Attribute, text: str) -> str | None:
    """`height=110`, `height+=5`, `mode=dry` of the words after the name of a property."""
    if roles.is_number(attribute):
        changed = _RELATIVE.fullmatch(text)
        if changed is not None and (told := _changed(attribute, changed)) is not None:
            return told
    found = _VALUE.fullmatch(text)
    if found is None:
        return None
    if attribute.kind is Kind.STRING:
        choice = said_values.choice_of(attribute, found["v"])
        return None if choice is None else f"{attribute.name}={choice}"
    amount = _amount(attribute, found["v"])
    return None if amount is None else f"{attribute.name}{amount}"


def _changed(attribute: Attribute, found: re.Match[str]) -> str | None:
    more = found["up"] is not None
    if some := _SOME.fullmatch(found["v"]):
        size = "slightly " if some["bit"] else "much " if some["much"] else ""
        return f"{attribute.name}={size}{'more' if more else 'less'}"
    amount = _amount(attribute, found["v"])
    if amount is None or not re.fullmatch(r"=\d+(?:\.\d+)?", amount):
        return None
    return f"{attribute.name}{'+' if more else '-'}{amount}"


def _amount(attribute: Attribute, text: str) -> str | None:
    """`=110`, `=max`: what is said, in the unit of the property."""
    if metres := _METRES.fullmatch(text):
        height = float(f"{metres[1]}.{metres[2]}")
        scale = {"cm": 100.0, "m": 1.0, "mm": 1000.0}.get(attribute.unit)
        return None if scale is None else f"={values.number(round(height * scale, 3))}"
    for unit in sorted(UNITS.get(attribute.unit, ()), key=len, reverse=True):
        if text.endswith(unit):
            text = text.removesuffix(unit)
            break
    else:
        text = re.sub(r"(?<=\d)[份杯次档挡级个勺]$", "", text) if not attribute.unit else text
    said = said_values.read(text)
    if isinstance(said, values.Amount) and said.unit not in {"", "percent"}:
        return None
    return None if said is None else values.written(attribute, said)
