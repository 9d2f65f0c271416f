"""Mandarin sentences about what is to happen first: `等洗衣机洗完了把窗帘拉上`, `大门一开就亮灯`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese import telling
from model_core.reading.chinese.happenings import Happenings
from model_core.reading.chinese.later import Commands, Later, is_wish
from model_core.reading.chinese.referents import Referents
from model_core.reading.chinese.timely import ORDERS, kept_parts
from model_core.reading.outcomes import asks, refuses

_LEAD = re.compile(
    r"^(?:(?:[1一]?会|待会|过会|回头|以后|下次|,)*(?:等到?(?!会)|待到?(?!会)|要是|如果说?|"
    r"假如|假使|若是?|万一|一旦|只要|凡是|每次|每当|当|一等|看到|谁要是|哪个要?是?|要(?=有)|"
    r"如果是)+)(?:我家?|咱家?|你)?,?"
)
_RULES = re.compile(
    r"(?<=[^,])就(?!行|好|可以|够|是|算)|(?<=,)(?:不|没|低于|高于|超过|到了?)[^,]{1,6}(?=就)|不下雨?就"
)
"""Where what is to be done begins; two of them are two rules."""
_WHEN = re.compile(r"什么时候|要是|如果|万一|一旦|假如|只要(?!不)")
_ENDS = re.compile(r"(?:(?:了)?(?:的话|的?时候|那会儿?|时|以后|之后|过后|后)|了|到)?,?$")
_BETWEEN = re.compile(
    r"^(?:,|就|再|你|您|也|都|自动|马上|立马|立刻|赶紧|赶快|快|才|那就?|请|麻烦|给我|帮我|"
    r"自己|给|记得)+"
)
_ONCE = re.compile(r"(?<=[^\d.])(?:一|1)(?=[开关亮响停到来有打锁解回出进黑动完好结充没变低高超熄灭洗烘煮])")
_MARK = re.compile(r"(?:的话|的?时候|那会儿?|以后|之后|过后|后|时),?$")
_BOUNDARY = re.compile(
    r",|(?<=.)(?=就|再(?=把|让|给|叫|关|开|打|拉|锁|停))|(?<=话)|(?<=时候)|(?<=以后)|(?<=之后)|"
    r"(?<=[了完好])(?=把|让|给|再|马上|立)"
)
_ORDERED = re.compile(r"(?:打开|关掉|关上|拉上|拉开|锁上|调[高低]),$")
"""What is ordered, rather than told of, where a mark parts it from what is to be done."""
_SHINE = re.compile(r"^(?:亮起?|点亮?)(?=[^,]{2})")
_NO_MORE = re.compile(
    r"^别(?:再)?(?:充|烧|吹|开|放|烤|热|转|洗|浇|喷|加热|充电)了?$|^(?:断掉|断电|停掉|停)了?(?=,|"
    r"$)"
)
_TELLS_ME = re.compile(r",?(?:提醒|告诉|通知)(?:我|我们)?(?:一下|一声)?$")
_MOST_SPLITS = 12
_IT = re.compile(r"(?<!其)[它他她]的?")


class Conditions:
    """Reads what is to be told or done once something is so, in one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents, later: Later) -> None:
        self._happenings = Happenings(vocabulary, referents)
        self._later = later

    def read(self, sentence: str, here: str | None, commands: Commands) -> str | None:
        """The plan text of a sentence in its timely form; `commands` reads what is to be done."""
        if len(_RULES.findall(sentence)) > 1:
            return None
        for before, kept, behind in kept_parts(sentence):
            text = self._part(kept, here, commands) if not ORDERS.search(before) else None
            if text is not None and not any(is_wish(commands, said) for said in (before, behind)):
                return text
        return None

    def _part(self, sentence: str, here: str | None, commands: Commands) -> str | None:
        for clause, rest, marked in _splits(sentence):
            test = next((t for c in _clauses(clause) if (t := self._happenings.test(c, here))), None)
            if test is not None and ": battery>" in test and is_wish(commands, sentence):
                return None
            text = self._then(test, rest, commands, marked=marked) if test is not None else None
            if text is not None:
                return text
        return None

    def _then(self, test: str, rest: str, commands: Commands, *, marked: bool) -> str | None:
        if telling.only(rest):
            return f"later when {test}"
        what = telling.reminder(rest)
        if what is not None:
            return self._later.reminder(f"when {test}", what)
        if not marked:
            return None
        label = test.partition(": ")[0]
        bare = _SHINE.sub("打开", _TELLS_ME.sub("", _BETWEEN.sub("", rest)))
        if _NO_MORE.match(bare):
            bare = "停止充电" if "充" in bare or ": battery>" in test else "关掉"
        for said in dict.fromkeys((bare, _IT.sub(label, bare), f"{label}{bare}", bare.replace("就", "", 1))):
            text = commands(said) if said and not _IT.search(said) else None
            if (
                text is not None
                and text != f"set {test}"
                and not any(
                    refuses(part) or asks(part) or part.startswith(("later", "get", "check", "list", "count"))
                    for part in text.split("; ")
                )
            ):
                return f"later when {test} then {text}"
        return None


def _splits(sentence: str) -> Iterator[tuple[str, str, bool]]:
    """What must be so, what is wanted then, and whether the words say that it is a condition."""
    led = _LEAD.match(sentence)
    text = sentence[led.end() :] if led is not None else sentence
    ends = {(f.start(), f.end()) for f in _BOUNDARY.finditer(text)}
    ends |= {(n, n) for n in range(2, len(text)) if telling.only(text[n:]) or telling.reminder(text[n:])}
    for start, end in sorted(ends)[:_MOST_SPLITS]:
        clause, rest = text[:start], text[end:]
        if len(clause) < 2 or not rest:
            continue
        marked = (
            led is not None
            or _WHEN.search(clause) is not None
            or _MARK.search(clause) is not None
            or (rest.startswith("就") and not _ORDERED.search(f"{clause}{text[start:end]}"))
            or (rest.startswith("再") and start == end and clause.endswith(("了", "后")))
            or _ONCE.search(clause) is not None
        )
        yield clause, rest, marked


def _clauses(said: str) -> Iterator[str]:
    """A clause without what makes it a condition."""
    plain = _WHEN.sub("", said)
    short = _ENDS.sub("", plain)
    for text in dict.fromkeys((plain, plain.removesuffix("了"), short, short.removesuffix("了"))):
        yield text
        once = _ONCE.sub("", text)
        if once != text:
            yield once
