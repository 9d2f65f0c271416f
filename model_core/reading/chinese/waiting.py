"""The clock, and what waits, in Mandarin: timers set, asked about, held, put off and taken back."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese import clock, lengths
from model_core.reading.phrases import compiled, load
from model_core.reading.waiting import meant_before
from model_core.world import Pending, Turn

_TABLE = load("waiting", "model_core.reading.chinese")
_WORDS = {**_TABLE["words"], "d": f"(?P<d>{lengths.LENGTH})"}
_Entries = tuple[tuple[str, re.Pattern[str]], ...]
_LINES: Mapping[str, _Entries] = {
    block: tuple((step, p) for step, lines in steps.items() for p in compiled(lines, _WORDS))
    for block, steps in _TABLE.items()
    if block != "words"
}
_R = _WORDS["r"]
_NAMED: _Entries = tuple(
    (step, re.compile(p.pattern.replace(_R, "(?P<r>[^,;?]{1,8}?)", 1))) for step, p in _LINES["told"]
)
_THAT = re.compile(r"的?(?:那|这)?个?$")
_ALL_KINDS = re.compile(
    rf"(?:把)?{_WORDS['kinds']}(?:[跟和与、]{_WORDS['kinds']})+(?:统统|全都?|都|全部)?(?:给我)?{_WORDS['end']}(?:掉|了)*"
)
_ORDERS = re.compile(
    r"打开|关[掉上闭]|[开关]灯|调[到成高低]|设[为成]|播放|锁上|提醒|闹钟|计时|定时|启动|加到|"
    r"每|天天|(?:周|星期|礼拜)[\d一二三四五六日天末]|工作日|明天|今[天晚]"
)
_LEAD = re.compile(r"^(?:ok|好的?|行|那|嗯|欸|诶|来)[,]?(?=[继接恢再取暂停])", re.IGNORECASE)
_MEANT = re.compile(
    rf"(?:(?:我)?说错了,?|不对,?|错了,?|算了,?)*(?:不是[^,]+,)?(?:应该是|应该要?|还是|是|改成|换成?|改为|改到|弄个)"
    rf"(?P<d>{lengths.LENGTH})(?:就够|就行|就好|算了)?|"
    rf"(?:(?:我)?说错了,?|不对,?|错了,?)+(?:要|得|就)?(?P<d2>{lengths.LENGTH})(?:就够|就行|就好|才对)?"
)
_NOUN = re.compile(r"(?:计时器?|定时器?|倒计时|倒数|闹钟|闹铃|提醒)$")
_ALL = re.compile(r"全|统统|都(?=[取给不删停关])")
_EVERY = re.compile(r"^(?:所有|全部|每一?个|一切)的?|(?:全|全都|都)$")
_THE = re.compile(r"^(?:那|这|我|咱|你)?(?:那|这)?(?:一?个|些)?的?")
_SPAN_FIRST = re.compile(r"(?P<d>[\d.半一]+个?[半小时钟头分秒刻零\d.]+)的?(?P<n>.*)")
_SET = re.compile(r"later after [0-9. a-z]+?(?P<rest>(?: (?:called|about) \"[^\"]+\")?(?: then .+)?)")
_NO_NAME = re.compile(r"[把将和,; 了没不死]|停(?!车)|一下|提醒|个月|其中|随便|某")
_FILLER = re.compile(r"[弄搞来给]?个?")
_LONGEST_NAME = 8


class Waiting:
    """Reads Mandarin sentences about the clock and about what waits, in one home."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        things = vocabulary.world.things
        self._names = frozenset(n for names in vocabulary.names.values() for n in names)
        self._has_alarm = any(t.find_action("cancel_alarm") for t in things)

    def read(self, sentence: str, last: Turn | None, pending: Sequence[Pending] = ()) -> str | None:
        """The plan text of a plain sentence, or None; `last` is the turn before it.

        `pending` is what waits in the home.
        """
        told = (self._part(part, last, pending) for part in without(sentence.rstrip("?啊呀呢")))
        return next((text for text in told if text is not None), None)

    def _part(self, sentence: str, last: Turn | None, pending: Sequence[Pending]) -> str | None:
        for block in ("clock", "plans"):
            for step, pattern in _LINES[block]:
                if pattern.fullmatch(sentence):
                    return step
        if _ALL_KINDS.fullmatch(sentence):
            return "cancel all"
        told = (
            self._told(sentence, {p.kind for p in pending})
            or self._by_name(sentence, pending)
            or self._set(sentence)
        )
        return told if told is not None or last is None else _followed(sentence, last)

    def _told(self, sentence: str, kinds: Collection[str]) -> str | None:
        for step, pattern in _LINES["told"]:
            found = pattern.fullmatch(sentence)
            which = self._selected(found["r"], kinds) if found is not None else None
            by = _by(found) if found is not None else None
            if which is not None and by is not None:
                every = " all" if step == "cancel" and _ALL.search(sentence) and " all" not in which else ""
                return f"{step}{every}{which}{by}"
        return None

    def _by_name(self, sentence: str, pending: Sequence[Pending]) -> str | None:
        """`红茶的取消`, `面团那个还有多久`: what is said of a thing that waits by its name alone."""
        for step, pattern in _NAMED if pending else ():
            found = pattern.fullmatch(sentence)
            name = _THAT.sub("", found["r"]) if found is not None else ""
            by = _by(found) if found is not None else None
            if by is None or not name or any(name in device for device in self._names):
                continue
            if (length := lengths.read(name)) is not None:
                return f"{step} timer of {length}{by}"
            waits = name if any(name in p.name for p in pending) else _longest_in(name, pending)
            if waits:
                return f'{step} called "{waits}"{by}'
        return None

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

    def _selected(self, said: str, kinds: Collection[str]) -> str | None:
        noun = _NOUN.search(said)
        if noun is None or said in self._names:
            return None
        kind = "alarm" if noun[0].startswith("闹") else "reminder" if noun[0] == "提醒" else "timer"
        if kind == "alarm" and self._has_alarm and kind not in kinds:
            return None
        rest = said[: noun.start()]
        every = _EVERY.search(rest) is not None
        rest = re.sub(r"的?(?:那|这)?个?$", "", _THE.sub("", _EVERY.sub("", rest)))
        at = clock.at_clock(rest)
        if at is not None:
            return f"{' all' if every else ''} {kind} {at}"
        timed = _SPAN_FIRST.fullmatch(rest)
        span = lengths.read(timed["d"]) if timed is not None else None
        if timed is not None and span is not None:
            rest = timed["n"]
        if len(rest) > _LONGEST_NAME or _NO_NAME.search(rest):
            return None
        called = f' called "{rest}"' if rest else ""
        return f"{' all' if every else ''} {kind}{called}{f' of {span}' if span else ''}"


def _longest_in(said: str, pending: Sequence[Pending]) -> str:
    """The longest name of what waits among the words; empty for none."""
    return max((p.name for p in pending if p.name and p.name in said), key=len, default="")


def without(sentence: str) -> Iterator[str]:
    """The sentence, and then what is left of it without what asks for nothing at either end."""
    sentence = _LEAD.sub("", sentence)
    yield sentence
    parts = re.split(r"[,;]", sentence)
    for at in range(1, len(parts)):
        for kept, left in ((parts[:at], parts[at:]), (parts[at:], parts[:at])):
            if not any(map(_ORDERS.search, left)):
                yield ",".join(kept)


def _followed(sentence: str, last: Turn) -> str | None:
    """`再加五分钟`, `还剩多久`: what goes on from what was said of a thing that waits."""
    which = meant_before(last.plan)
    if which is None:
        return None
    meant, waits = _MEANT.fullmatch(sentence), _SET.fullmatch(last.plan)
    length = lengths.read(meant["d"] or meant["d2"]) if meant is not None else None
    if waits is not None and length is not None:
        return f"cancel{which if waits['rest'] else ''}; later after {length}{waits['rest']}"
    for step, pattern in _LINES["followed"]:
        found = pattern.fullmatch(sentence)
        by = _by(found) if found is not None else None
        if by is not None:
            return f"{step}{which}{by}"
    return None


def _by(found: re.Match[str]) -> str | None:
    """` by 5 min`; empty where none is to be said, None where what was said is none."""
    said = found.groupdict().get("d")
    if said is None:
        return ""
    span = lengths.read(said)
    return None if span is None else f" by {span}"
