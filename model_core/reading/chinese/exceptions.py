"""Phrases for a group and what is left out of it: `除了书房以外的灯`, `留着台灯,别的灯关掉`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_OTHERS = r"(?:其他|其它|别|剩下|其余|剩余|所有其他|所有|全部)(?:房间|地方)?"
_BUT = re.compile("除(?!湿|霜|尘|螨|雪|草|臭|味)|不包括")
_BUT_FIRST = re.compile(
    rf"^(.*?)(?:除了|除去|除开|除)(.+?)(?:(?:以外|之外|外),?的?(?:{_OTHERS})?|,?{_OTHERS})(.*)$"
)
_BUT_THERE = re.compile(
    rf"^(?:除了|除去|除开|除)([^,]+?)(?:以外|之外|外)?,(?!所有|全部|其|别|剩)([^,]+?)里?面?的?{_OTHERS}的?(.*)$"
)
"""`除了咖啡机,厨房里别的`: a place is said after what is left out."""
_BUT_LAST = re.compile(r"^(.+?),?(?:除了|除去)(.+?)(?:以外|之外)?$|^(.+?),?()(?:不包括|不含)(.+)$")
_SO_IT_STAYS = (
    r"(?:就行|就好|就成|就够了?|就得了|即可|给[^,]{1,4}[吹看用听照]|照路|照明|[吹看用听照])?"
    r"(?:了|吧|就行|就好)?"
)
_STAYING = rf"(?:开着|亮着|转着|留着|吹着|热着)?{_SO_IT_STAYS}"
_BUT_IT = re.compile(r"(?:除了|除去|除开|除掉|除|撇开)(?P<left>[^,]+?)(?:以外|之外|外|不算)?")
_ONLY = re.compile(
    r"(?P<where>[^,]*?)(?:就|只|单|光|仅|只要|唯独|惟独|唯有)*(?:给我|给俺)?(?:留|剩)(?:着|下|住)?"
    rf"(?:[一1]?个|[一1][盏台])?(?P<left>(?!着)[^,]{{2,}}?){_STAYING}"
)
_STAYS = re.compile(
    r"[把将]?(?P<left>[^,]+?)(?:就|也|先|还|给我|给俺|都|得|要|继续)*"
    r"(?:留着|留下|留|(?:别|不|不要|不用|甭|莫|勿)(?:去)?(?:动|关掉?|管|停|灭|熄|碰|算|拉|开)|不用|照旧|照常|照样|"
    rf"除外|以外|之外){_STAYING}"
)
_OUTSIDE = re.compile(
    r"(?:除了?|除去)?(?P<left>[^,]+?)(?:以外|之外)的?(?:所有|其他|其它|别)?的?(?P<rest>[^,]+)"
)
_BARE_BUT = re.compile(r"除了?(?P<left>[^,]+?)(?:全都?|都)(?P<verb>关|开|熄|灭)灯了?")
_REST = re.compile(
    r"(?P<verb>[把将]?)(?P<where>[^,其别剩旁余另]*?里?)的?(?:其他|其它|其余|剩下|剩余|余下|别|旁|另外)"
    r"(?:的(?:所有|全部)?|屋子?里?|房间|地方|处|人)*(?P<rest>[^,]+)"
)
_TOLD = re.compile(
    "全|都|统|通|一律|一概|一并|一齐|一起|[一1]道|给|关|熄|灭|停|断|打开|开|切|拉|放|收|升|降|锁|静音|暂停|可以|先|也|该|能"
)
_HERE = re.compile("(?:这间?屋子?里?|这里|这儿|这间|这边|房间里)的?")
_GAP = re.compile("[, ]+")
_SIGHS = re.compile("[哦呢嘛啊吧呀]$")


def has_one(phrase: str) -> bool:
    """Whether a phrase leaves something out."""
    return _BUT.search(phrase) is not None


def parted(phrase: str) -> tuple[str, str] | None:
    """The words for the whole group, and for what is left out of it; None for other phrases."""
    if found := _BUT_THERE.match(phrase):
        return f"{found[2]}所有{found[3] or '设备'}", found[1]
    if found := _BUT_FIRST.match(phrase):
        where, left_out, noun = found[1], found[2], found[3].removeprefix("的")
        return f"{where.removesuffix('的')}所有{noun or '设备'}", left_out
    if found := _BUT_LAST.match(phrase):
        return found[1] or found[3], found[2] or found[5]
    return None


def reworded(clause: str) -> Iterator[str]:
    """A clause that says first what stays as it is, with that behind: `所有的灯都关掉,除了台灯`."""
    parts = [p for p in _GAP.split(clause) if p]
    if len(parts) == 1:
        if outside := _OUTSIDE.fullmatch(clause):
            yield f"所有的{_noun(outside['rest'])}{outside['rest']},除了{outside['left']}"
        if bare := _BARE_BUT.fullmatch(clause):
            yield f"所有的灯都{bare['verb']},除了{bare['left']}"
    for at in range(1, len(parts)):
        yield from _parted_at("".join(parts[:at]), "".join(parts[at:]))
    if len(parts) == 3 and (stays := _BUT_IT.fullmatch(parts[1]) or _STAYS.fullmatch(parts[1])):
        yield f"{_SIGHS.sub('', parts[0])}{parts[2]},除了{stays['left']}"


def _parted_at(first: str, last: str) -> Iterator[str]:
    others = _REST.fullmatch(last)
    if others is None:
        if but := _BUT_IT.fullmatch(first):
            yield f"{last},除了{but['left']}"
        for after in (p.fullmatch(last) for p in (_ONLY, _STAYS)):
            if after is not None and not after.groupdict().get("where"):
                yield f"{first},除了{after['left']}"
        return
    for pattern in (_BUT_IT, _ONLY, _STAYS):
        kept = pattern.fullmatch(first)
        if kept is None:
            continue
        left, said = kept["left"], kept.groupdict().get("where") or ""
        here = _HERE.match(left) if not said and not others["where"] else None
        where, noun = said or (here[0] if here else others["where"]), _noun(others["rest"])
        if noun and said:
            yield f"{others['verb']}所有的{said}{others['rest']},除了{left}"
        left = left[here.end() :] if here else left
        yield f"{others['verb']}{where}所有的{noun}{others['rest']},除了{left}"


def _noun(rest: str) -> str:
    """Everything, where what is told to the rest follows with no noun."""
    return "设备" if _TOLD.match(rest) else ""
