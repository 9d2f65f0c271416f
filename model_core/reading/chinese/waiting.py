"""The clock and what is planned in Mandarin; timers that are set, and set anew for another length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese import lengths
from model_core.reading.phrases import compiled, load
from model_core.reading.waiting import meant_before
from model_core.world import Turn

_TABLE = load("waiting", "model_core.reading.chinese")
_WORDS = {**_TABLE["words"], "d": f"(?P<d>{lengths.LENGTH})"}
_Entries = tuple[tuple[str, re.Pattern[str]], ...]
_LINES: Mapping[str, _Entries] = {
    block: tuple((step, p) for step, lines in steps.items() for p in compiled(lines, _WORDS))
    for block, steps in _TABLE.items()
    if block != "words"
}
_ALL_KINDS = re.compile(
    rf"(?:把)?{_WORDS['kinds']}(?:[跟和与、]{_WORDS['kinds']})+(?:统统|全都?|都|全部)?(?:给我)?{_WORDS['end']}(?:掉|了)*"
)
_ORDERS = re.compile(
    r"打开|关[掉上闭]|[开关]灯|调[到成高低]|设[为成]|播放|锁上|提醒|闹钟|计时|定时|启动|加到|"
    r"每|天天|(?:周|星期|礼拜)[\d一二三四五六日天末]|工作日|明天|今[天晚]"
)
"""What is said of a wish; what the clock is asked for beside may be of another time."""
_LEAD = re.compile(r"^(?:ok|好的?|行|那|嗯|欸|诶|来)[,]?(?=[继接恢再取暂停])", re.IGNORECASE)
_MEANT = re.compile(
    rf"(?:(?:我)?说错了,?|不对,?|错了,?|算了,?)*(?:不是[^,]+,)?(?:应该是|应该要?|还是|是|改成|换成?|改为|改到|弄个)"
    rf"(?P<d>{lengths.LENGTH})(?:就够|就行|就好|算了)?|"
    rf"(?:(?:我)?说错了,?|不对,?|错了,?)+(?:要|得|就)?(?P<d2>{lengths.LENGTH})(?:就够|就行|就好|才对)?"
)
_SET = re.compile(r"later after [0-9. a-z]+?(?P<rest>(?: (?:called|about) \"[^\"]+\")?(?: then .+)?)")
_NO_NAME = re.compile(r"[把将和,; 了没不死]|停(?!车)|一下|提醒|个月|其中|随便|某")
_FILLER = re.compile(r"[弄搞来给]?个?")


class Waiting:
    """Reads Mandarin sentences about the clock, and those that set timers, in one home."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._names = frozenset(n for names in vocabulary.names.values() for n in names)

    def read(self, sentence: str, last: Turn | None) -> str | None:
        """The plan text of a plain sentence, or None; `last` is the turn before it."""
        told = (self._part(part, last) for part in _without(sentence.rstrip("?啊呀呢")))
        return next((text for text in told if text is not None), None)

    def _part(self, sentence: str, last: Turn | None) -> str | None:
        for block in ("clock", "plans"):
            for step, pattern in _LINES[block]:
                if pattern.fullmatch(sentence):
                    return step
        if _ALL_KINDS.fullmatch(sentence):
            return "cancel all"
        told = self._set(sentence)
        return told if told is not None or last is None else _amended(sentence, last)

    def _set(self, sentence: str) -> str | None:
        for step, pattern in _LINES["set"]:
            found = pattern.fullmatch(sentence)
            if found is None:
                continue
            span, name = lengths.read(found["d"]), found.groupdict().get("n") or ""
            if span is None or any(name and (name in n or n in name) for n in self._names):
                continue
            if name and (_NO_NAME.search(name) or _FILLER.fullmatch(name)):
                continue
            return f"{step} {span}" + (f' called "{name}"' if name else "")
        return None


def _without(sentence: str) -> Iterator[str]:
    """The sentence, and then what is left of it without what asks for nothing at either end."""
    sentence = _LEAD.sub("", sentence)
    yield sentence
    parts = re.split(r"[,;]", sentence)
    for at in range(1, len(parts)):
        for kept, left in ((parts[:at], parts[at:]), (parts[at:], parts[:at])):
            if not any(map(_ORDERS.search, left)):
                yield ",".join(kept)


def _amended(sentence: str, last: Turn) -> str | None:
    """`不对,十五分钟`: what was set in the turn before, for as long as is said now."""
    which, meant, waits = meant_before(last.plan), _MEANT.fullmatch(sentence), _SET.fullmatch(last.plan)
    length = lengths.read(meant["d"] or meant["d2"]) if meant is not None else None
    if which is None or waits is None or length is None:
        return None
    return f"cancel{which if waits['rest'] else ''}; later after {length}{waits['rest']}"
