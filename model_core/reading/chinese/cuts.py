"""Where a Mandarin sentence may be cut in two: at its marks, before what begins a wish, before an aside."""

from __future__ import annotations

import re
from dataclasses import dataclass

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese.asides import Asides
from model_core.reading.chinese.nouns import NOUNS, THINGS
from model_core.reading.chinese.text import numbers
from model_core.reading.chinese.traditional import simplified
from model_core.reading.clauses import Done

_PARTS = re.compile(
    r"[,;、 ]+|(?<=吧)(?=.)|"
    r"(?<=[了上开掉点下度])(?=太|有点|好[暗黑亮冷热吵晒闷]|我[要想在快怕])|"
    r"(?<=.)(?:然后|并且|顺便|顺道|接着|同时|还有|另外|最后|再|并)|"
    r"(?<=[开关掉上停着了\d度成%k档])(?=(?:音量|声音|亮度|色温|风速|风量|风力|转速|颜色)(?!的))|"
    r"(?<=[灯调视扇帘])(?=开|关|拉|合)|(?<=.)(?<!往[上下高低回])(?=把|将|打开|关掉|关闭|关上|开启|启动|暂停|停止|锁上|解锁|拉开|拉上|(?<![关消除])静音|让|给|用|开一下|关一下|调)"
)
_WITHIN = re.compile(r"[的和跟与、把将让给用在叫派]$")
_TOLD_WHOM = re.compile(r"[给帮替跟把让叫陪等哄催喊要]$")
_HOW_FAR = re.compile(r"(?<=[开调设吹放])太")
_FILLED = re.compile(r"[全都也先再就给我帮]+$")
_LONG = 2
_SHORTEST = 3
"""Characters of a wish or an aside, where no mark parts it."""
_VAGUE = re.compile(r"=(?:slightly |much )?(?:more|less)$")
_SET = re.compile(r"^set (?P<target>.+?): (?P<property>\w+)(?P<rest>[^;,]*)$")


@dataclass(frozen=True, slots=True)
class Cut:
    """The characters between two parts, and what may be parted there."""

    start: int
    end: int
    bare: bool
    """Whether only a name or an aside begins or ends there."""
    parts: bool
    """Whether an aside may be on either side."""


class Cuts:
    """Finds the cuts of sentences in one home."""

    def __init__(self, vocabulary: Vocabulary, asides: Asides) -> None:
        world = vocabulary.world
        names = {numbers(simplified(n).casefold()) for t in world.things for n in (t.name, *t.aliases)}
        nouns = {n for t in world.things for n in NOUNS.get(t.type, ()) if len(n) > 1}
        rooms = {simplified(r.name) for r in world.rooms}
        said = sorted(
            (n for n in {*names, *nouns, *rooms, *THINGS} if len(n) >= _LONG), key=len, reverse=True
        )
        self._said = frozenset(said)
        self._names = re.compile("|".join(map(re.escape, said)) or "(?!)")
        self._asides = asides

    def of(self, text: str) -> list[Cut]:
        """All cuts of a text, from its beginning to its end."""
        found: dict[int, Cut] = {}
        for m in _PARTS.finditer(text):
            if _FILLED.sub("", text[: m.start()]) not in self._said:
                parts = m[0] != "" or text[: m.start()].endswith(("吧", "了"))
                found[m.start()] = Cut(m.start(), m.end(), bare=False, parts=parts)
        marked = {n for c in found.values() if c.end > c.start for n in range(c.start, c.end + 1)}
        named = {
            m.start()
            for m in self._names.finditer(text)
            if not _WITHIN.search(text[: m.start()]) and text[: m.start()] not in self._said
        }
        for at in range(_SHORTEST, len(text) - 1):
            if at in marked or _TOLD_WHOM.search(text[:at]) or _HOW_FAR.match(text, at):
                continue
            aside = (
                self._asides.begins(text[at:]) and self._asides.are(text[at:], parted=False)
            ) or self._asides.ends(text[:at])
            if aside or (at in named and at not in found and at <= len(text) - _SHORTEST):
                found[at] = Cut(
                    at, at, bare=at not in found, parts=aside or (at in found and found[at].parts)
                )
        return [c for at, c in sorted(found.items()) if c.end > at or "的" not in text[at - 1 : at + 1]]


def refined(left: Done, right: Done) -> bool:
    """Whether a wish says by how much what the one before it left open: `调低一点,降两度`."""
    first, then = _SET.match(left.text), _SET.match(right.text)
    if first is None or then is None or left.things != right.things:
        return False
    return first["property"] == then["property"] and _VAGUE.match(first["rest"]) is not None
