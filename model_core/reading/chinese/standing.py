"""What is said in Mandarin of what waits already: `饺子那个停一下`, `没熟呢,再加3分钟`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese import clock, lengths
from model_core.reading.chinese.text import plain
from model_core.reading.chinese.timely import WISHES, timely
from model_core.reading.phrases import compiled, load
from model_core.reading.waiting import meant_before
from model_core.world import Pending, Turn

_D = rf"(?P<d>{lengths.LENGTH})"
_DAY = r"(?:早上|上午|中午|下午|晚上|夜里|凌晨)"
_CLOCK = rf"(?P<at>{_DAY}?(?:(?:\d{{1,2}}|一|两)点(?:钟|半|[13一三]刻|\d{{1,2}}分?)?|\d{{1,2}}:\d\d))"
_ALL = r"(?P<all>(?:所有|全部|一切|每一?个|那几个|这几个|那些|这些|几个|[两23]个)的?)"
_KINDS = {
    kind: re.compile(
        rf"(?:明天|今天)?的?{_ALL}?(?:(?:{_CLOCK}|{_D})的?(?:那|这)?个?(?:的)?)?(?:那|这|我|"
        rf"{_DAY}|明天|今天)*(?:个|条)?的?"
        rf"{noun}(?:那|这)?(?:个|条)?(?P<behind>(?:全|都|统统|通通)+)?"
    )
    for kind, noun in {
        "timer": r"(?:计时器?|定时器?|倒计时器?|倒数|计时的|定时的|(?<=[个的])表)",
        "alarm": r"(?:闹[钟铃表]|起床铃)",
        "reminder": r"(?<![用别必要再得会])提醒(?:事项)?(?!我)",
    }.items()
}
_EVERY = re.compile(r"全|统统|通通|一个(?:不留|都别|也别)|1个(?:都别|也别)|都(?!有)")
_SPARED = re.compile(r"^.{1,8}(?:留着|别动|(?<=个)不动|(?<=的)不动|还要|照旧|留下|不变)$")
_EITHER = re.compile(r"其中|随便|某|任意|哪个都|[一1]个(?=计时|闹钟|定时|提醒)")
_NO_NAME = re.compile(r"[了啦死还有是今明昨后天上里吗两个停]|什么|一下|取消|继续|恢复|延长|[加减]")
_BEFORE_NOUN = re.compile(r"(?:^|,|把|将|给|让|先)(?P<name>[^,把将给让先都全我你那这的\d]{1,6})$")
_GOES_ON = re.compile(r"(?:^|[,把将给让先])$")
_COOKED = re.compile(r"(?:火|锅|煤气|灶|饭|菜)[^,]*")
_ALARM = re.compile(r"later (?P<at>at \d\d?:\d\d)(?: [a-z]+)?")
_I_DO = re.compile(r"(?<=[了吧])(?=我(?!的))")
_SHORTEST = 2
_MOST_ASIDES = 2
_Found = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Which:
    """What is meant of what waits, in the plan language, and the sentence without it."""

    kind: str = ""
    name: str = ""
    span: str = ""
    at: str = ""
    every: bool = False
    rest: str = ""

    @property
    def said(self) -> bool:
        """Whether the words say which, or of what kind."""
        return bool(self.kind or self.name or self.span or self.at)

    def text(self, *, every: bool) -> str:
        """The selection as it stands behind a step."""
        called = f' called "{self.name}"' if self.name else ""
        kind = f" {self.kind}" if self.kind else ""
        return f"{' all' if every and not called else ''}{kind}{called}{self.span}{self.at}"


class Standing:
    """Reads what is said of what waits in one home."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._names = tuple(plain(n) for names in vocabulary.names.values() for n in names)
        self._has_alarm = any(t.find_action("cancel_alarm") for t in vocabulary.world.things)

    def read(self, sentence: str, last: Turn | None, pending: Sequence[Pending]) -> str | None:
        """The plan text of a sentence in its timely form; `last` is the turn before it."""
        sentence = _I_DO.sub(",", sentence)
        names = [timely(waits.name) for waits in pending if waits.name]
        both = next(
            (f for a in names for b in names if (f := _both(a, b).search(sentence)) is not None), None
        )
        parts = [p for p in sentence.split(",") if not _SPARED.search(p)]
        of = {p: tuple(n for n in names if any(e in p for e in _ends(n))) for p in parts}
        if both is not None:
            each = [self._one(sentence.replace(both[0], name), last, pending) for name in both.groups()]
        elif len({n for found in of.values() for n in found}) > 1:
            each = [self._one(p, None, pending) for p, found in of.items() if found]
        else:
            return self._one(sentence, last, pending)
        return "; ".join(filter(None, each)) if all(each) else None

    def _one(self, sentence: str, last: Turn | None, pending: Sequence[Pending]) -> str | None:
        before = _before(last.plan) if last is not None else None
        kept = ",".join(p for p in sentence.split(",") if not _SPARED.search(p))
        which = self._which(kept, pending) if not _EITHER.search(sentence) else None
        if which is None or not (which.said or before is not None or (last is None and pending)):
            return None
        known = which.said or before is not None
        parts = [p for p in which.rest.split(",") if p]
        found = [(part, told) for part in parts if (told := _step(part, known=known)) is not None]
        asides = [p for p in parts if p not in {part for part, _ in found}]
        if (
            len(found) != 1
            or len(asides) > _MOST_ASIDES
            or any(WISHES.search(p) and not _COOKED.match(p) for p in asides)
        ):
            return None
        said, (step, by) = found[0]
        every = which.kind != "" and (which.every or _EVERY.search(said) is not None)
        if step == "cancel" and "提醒" in said and not which.kind:
            which = replace(which, kind="reminder")
        if before is not None and not every and not (which.name or which.span or which.at):
            return f"{step}{before}{by}"
        return f"{step}{which.text(every=every)}{by}"

    def _which(self, text: str, pending: Sequence[Pending]) -> _Which | None:
        """What is meant; None where the words may be of a device."""
        name, rest = _named(text, pending)
        if name and any(name in device for device in self._names):
            return None
        for kind, pattern in _KINDS.items():
            found = pattern.search(rest)
            if found is not None:
                return self._of_kind(kind, found, name, pending)
        span, rest = _of_length(rest)
        return _Which(name=name, span=span, rest=rest)

    def _of_kind(
        self, kind: str, found: re.Match[str], name: str, pending: Sequence[Pending]
    ) -> _Which | None:
        if kind == "alarm" and self._has_alarm and not any(p.kind == "alarm" for p in pending):
            return None
        ahead, behind = found.string[: found.start()], found.string[found.end() :]
        if any(pattern.search(ahead) for pattern in _KINDS.values()):
            return None
        called = _BEFORE_NOUN.search(ahead) if not name else None
        if called is not None and not _NO_NAME.search(called["name"]):
            name, ahead = called["name"], ahead[: called.start("name")]
            if any(name in device or device in name for device in self._names):
                return None
        at = clock.at_clock(found["at"]) if found["at"] else None
        span = lengths.read(found["d"]) if found["d"] else None
        return _Which(
            kind,
            name,
            f" of {span}" if span else "",
            f" {at}" if at else "",
            bool(found["all"] or found["behind"]),
            f"{ahead}{'' if _GOES_ON.search(ahead) else ','}{behind}",
        )


def _before(plan: str) -> str | None:
    """Which of what waits a plan text was about: of alarms by their time."""
    alarm = _ALARM.fullmatch(plan)
    return f" alarm {alarm['at']}" if alarm is not None else meant_before(plan)


def _named(text: str, pending: Sequence[Pending]) -> tuple[str, str]:
    """The name of what waits that a sentence says, in its own words, and the sentence without it."""
    said = (s for waits in pending if waits.name for s in _ends(timely(waits.name)) if s in text)
    name = max(said, key=len, default="")
    if not name:
        return "", text
    around = re.compile(
        rf"(?:我|你|给|把|将|让|的|刚才|停(?:下|住)?的|那|这|个|锅|口|盘)*{re.escape(name)}(?:里|"
        rf"的)*(?:那|这)?(?:个|条|边|头|锅|件)?(?:事儿?|的|表)?"
    )
    return name, around.sub(lambda m: "," if text[: m.start()].endswith("了") else "", text, count=1)


def _both(one: str, other: str) -> re.Pattern[str]:
    return re.compile(rf"({re.escape(one)})的?(?:和|跟|与|同|、)({re.escape(other)})")


def _ends(name: str) -> Iterator[str]:
    """A name and what it begins or ends with: of `数学卷子` people say `卷子`."""
    shortest = min(_SHORTEST, len(name))
    for size in range(len(name), shortest - 1, -1):
        yield from (name[:size], name[-size:])


def _of_length(text: str) -> tuple[str, str]:
    """`10分钟的那个`: what waits by how long it was to take, and the sentence without it."""
    found = re.search(
        rf"(?:把|将)?(?:(?:那|这)?个?{_D}的?(?:那|这)个(?:的)?|(?:那|这)个(?P<d2>{lengths.LENGTH})的)", text
    )
    span = lengths.read(found["d"] or found["d2"]) if found is not None else None
    if found is None or span is None:
        return "", text
    return f" of {span}", f"{text[: found.start()]}{text[found.end() :]}"


def _step(part: str, *, known: bool) -> tuple[str, str] | None:
    """What to do with what waits, and by how much; `known`: it is said of what."""
    for block in ("bare", "known") if known else ("bare",):
        for step, patterns in _table()[block].items():
            for pattern in patterns:
                found = pattern.fullmatch(part)
                said = found.groupdict().get("d") if found is not None else None
                span = lengths.read(said) if said else None
                if found is not None and (span or not said):
                    return step, f" by {span}" if span else ""
    return None


@cache
def _table() -> Mapping[str, Mapping[str, tuple[re.Pattern[str], ...]]]:
    table = load("standing", __package__)
    words = {**table["words"], "d": _D}
    return {
        block: {step: compiled(lines, words) for step, lines in table[block].items()}
        for block in ("bare", "known")
    }
