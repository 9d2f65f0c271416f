"""Mandarin timers with names: `饺子煮8分钟`, `敷面膜计时20分钟,到点叫我`, `米饭20分钟,蛋羹8分钟,帮我盯着`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese import lengths, telling
from model_core.reading.chinese.nouns import NOUNS, ROOMS, THINGS
from model_core.reading.chinese.text import plain
from model_core.reading.chinese.timely import ORDERS
from model_core.reading.waiting import meant_before
from model_core.world import Turn

_COOKING = "煮炖蒸焖烤煎炸泡腌敷醒熬煨焯卤焐焗冰冻腌涮烙煲汆捂晾浸灸"
_KEEPS = re.compile(
    r"(?:我[^,]{1,6}(?=你|一块|一起|都)|你?(?:给|帮|替)[^,我你]{1,5}?(?=[看盯记掐计]))?(?:两个|"
    r"[2两]样|都|全|一起|一块儿?|分开|各|各自|单独|替|给|帮|为|我|我们|他|她|它|娃|俺|姥姥|"
    r"奶奶|爷爷|你|您|侬|就|先|快|来|再|好好|一定|,)*"
    r"(?:看着?|盯着?|瞄着?|看牢|看住|记着?|掐着?|掐准|掐个?表|掐个?[^,]{0,4}的时间|掐好|记个时|"
    r"计着?|计一?下|计个?时|计时|数着?|算着?|算时间|开始[数计算]?|倒计时|记住|计算|看表|计上|"
    r"记上)"
    r"(?:各的|点|了|一?下|起|倒起|到|着|时间|时|好|上|数|一点)*"
)
_SETS = re.compile(
    rf"[{_COOKING}]|计时|倒计时|倒数|定时|[定设掐记计]个?$|(?:下|上|进)锅|进(?:炉子|烤箱|蒸箱)|"
    rf"坐上|抹上|敷上"
)
"""What is said of what takes its time, or of timers."""
_DONE = re.compile(r"^[^,我你]{1,4}(?:好|熟|完|得|成)了(?=.)")
_ANOTHER = re.compile(r"也|还有|另外|再来|旁边|对了")
_MORE = re.compile(r"^再(?!来|给)|还[要得]|再[^来给]")
"""What is said of a timer that runs already."""
_BEHIND = re.compile(
    r"^(?:的|就够|就行|就好|就可以|够了|吧|左右|钟|,|了|到时候?|到点|到了|时间到|(?:我|你)?(?:才|"
    r"就)(?:能|得|要|可以|准|算|好)?[^,把关开让叫喊提]{0,5}(?=,|$))*"
)
_SAID_FIRST = re.compile(
    rf"^(?:(?:[俺我咱]?(?:这|那)(?:条|锅|盘|个|碗|些|只)|(?:锅里头?|灶上头?|炉子上)的?(?:那(?:条|锅|"
    rf"盘|个|只))?|[{_COOKING}][着了](?:一?锅)?)(?=.)|"
    r"(?:另外|还有|旁边|再来个?|来个|再(?=给)|对了|然后|先|就|这|那|我在?|我们|的|给我|给|"
    r"为|把|还|里|呢|,)(?=.{2}))+"
)
_SAID_LAST = re.compile(
    r"(?:也?来[1一]?个?|再|还|先|就|也|得|要|需要|只要?|大概|差不多|算|才|能|给|它|个|上|"
    r"着|呢|了|的|,|吧|刚|都|已经|单独|限时|下锅|上锅|进锅|最后|头[1一]泡?|[文大小中慢旺]火|"
    r"两面|进炉子|进烤箱|坐上火?|抹上|"
    rf"[{_COOKING}]|(?<!头)发|放|搁|闷|热|翻|咕嘟|刚|单独|定时|计时|倒计时|倒数|计|设|定|掐|记|算)+$"
)
_NO_NAME = re.compile(
    r"[把将和,; 没不死在是有吗?]|停|一下|提醒|个月|其中|随便|某|快[进退]|倒[退回]|[进退]|"
    r"浇|洒|扫|保持|维持|运行|预约|延|提前|推|持续|超过|等|再|还|已经|过|上次|平均|每|"
    r"播|放|音乐|歌|电影|视频|声音|音量|亮度|温度|湿度|风|开|关|吹|转|充|加|减|少|多|早|晚|"
    r"大家|时间|时候|多久|几|哪|谁|什么|听|"
    r"[点天周日月年]|我|你|他|她|它|咱|刚才|以后|之后|今|明|昨|隔|喊|叫|说|盹|^[那这得个]|困|眯|躺|睡|歇|趴"
)
_FILLER = re.compile(rf"[弄搞来给先就掐{_COOKING}]*个?")
_UNSURE = re.compile(r"不对|说错|哦不|不是|不够|不不")
_LONGEST = 6
_MOST = 3
"""Timers in a sentence."""


class Timers:
    """Reads what sets timers with names in one home."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        nouns = {n for said in NOUNS.values() for n in said if len(n) > 1}
        rooms = {r for group in ROOMS for r in group} | {plain(r.name) for r in vocabulary.world.rooms}
        self._names = {plain(n) for names in vocabulary.names.values() for n in names}
        self._devices = re.compile(
            "|".join(map(re.escape, sorted({*nouns, *THINGS, *rooms}))) + "|[灯门窗锁]"
        )

    def read(self, sentence: str, last: Turn | None) -> str | None:
        """The plan text of a sentence in its timely form; `last` is the turn before it."""
        parts = sentence.split(",")
        for start in range(len(parts)):
            if any(map(ORDERS.search, parts[:start])):
                break
            text = self._part(parts[start:], last)
            if text is not None:
                return text
        return None

    def _part(self, parts: Sequence[str], last: Turn | None) -> str | None:
        text = ",".join(p for p in parts if not _asks_to_keep(p))
        spans = list(re.finditer(lengths.LENGTH, text))
        if not 0 < len(spans) <= _MOST or _UNSURE.search(text):
            return None
        tail = _BEHIND.sub("", text[spans[-1].end() :])
        if tail and not _asks_to_keep(tail):
            return None
        starts = [0, *(s.end() for s in spans)]
        befores = [_BEHIND.sub("", text[start : s.start()]) for start, s in zip(starts, spans, strict=False)]
        sure = bool(tail) or any(map(_asks_to_keep, parts))
        return self._timers(befores, [s[0] for s in spans], sure=sure, last=last)

    def _timers(
        self, befores: Sequence[str], spans: Sequence[str], *, sure: bool, last: Turn | None
    ) -> str | None:
        follows = last is not None and meant_before(last.plan) is not None
        steps: list[str] = []
        for before, said in zip(befores, spans, strict=True):
            span, name = lengths.read(said), self._name(before)
            new = sure or len(spans) > 1 or _SETS.search(before) or (follows and _ANOTHER.search(before))
            if span is None or name is None or not new or (_MORE.search(before) and not sure):
                return None
            steps.append(f'later after {span} called "{name}"')
        return "; ".join(steps)

    def _name(self, said: str) -> str | None:
        """What a timer is for, of the words before its length; None where they say more."""
        for text in _shorter(said):
            name = _SAID_LAST.sub("", _SAID_FIRST.sub("", text))
            known = any(name in n or n in name for n in self._names) or self._devices.search(name)
            if (
                1 <= len(name) <= _LONGEST
                and not known
                and not _NO_NAME.search(name)
                and not _FILLER.fullmatch(name)
            ):
                return name
        return None


def _asks_to_keep(said: str) -> bool:
    return _KEEPS.fullmatch(said) is not None or telling.only(_DONE.sub("", said))


def _shorter(said: str) -> Iterator[str]:
    """The words, and what comes behind each mark in them."""
    said = said.strip(",")
    yield said
    _, mark, rest = said.partition(",")
    if mark and not ORDERS.search(said.removesuffix(rest)):
        yield from _shorter(rest)
