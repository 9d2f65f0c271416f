"""What is to stop after a while, in Mandarin: `空调再吹半小时就停`, `油汀再烤40分钟,然后关掉`."""

from __future__ import annotations

import re

from model_core.reading.chinese import lengths
from model_core.reading.chinese.later import Commands
from model_core.reading.chinese.timely import ORDERS, kept_parts

_RUNS = (
    r"(?:吹|开|烘|烧|烤|热|亮|放|抽|喷|转|充|通|浇|洒|响|播|照|跑|暖|加热|加湿|除湿|送|工作|"
    r"运行|制冷|制热|留|等|煮|唱|看|听|取暖|通电|点)"
)
_STOPS = (
    r"(?:关(?:掉|了|上|闭)?|停(?:掉|了|下来?|止|火|电)?|断(?:掉|了|电)?|熄(?:掉|了|灭)?|灭(?:掉|"
    r"了)?|收(?:了|起来)?|"
    rf"歇(?:了|着|歇)?|掐(?:掉|了|电)?|别{_RUNS}了?|不{_RUNS}了?|休息)它?"
)
_THEN = r"(?:,|然后|就|完了|之后|以后|过后|后|到点|再|自己|自动|给我|给它|把它|让它|叫它|它|都|也|才|可以)*"
_LASTS = re.compile(
    rf"(?P<t>[^,]{{1,14}}?)(?P<again>再|还|继续)?(?:让它|给|让)?(?:再)?(?P<runs>{_RUNS})(?:它|"
    rf"个|上|着|一下)?(?P<d>{lengths.LENGTH})"
    rf"(?:电|水|风)?(?P<enough>(?:就|也)?(?:够了?|行了?|好了?|可以了?|成))?(?:(?P<then>{_THEN})(?P<off>{_STOPS})"
    rf")?"
)
_AROUND = re.compile(r"^(?:把|将|让|叫)|(?:让它|给它|先|就|[让给].{1,3})$")
_BY_ITSELF = re.compile(r"就|自己|自动|到点")
_ONE = re.compile(r"(?:set|run) (?!all\b)[^:;,]+: [^;]+")


def read(sentence: str, commands: Commands) -> str | None:
    """The plan text of a sentence in its timely form; `commands` reads what is to be done then."""
    for before, kept, _behind in kept_parts(sentence):
        found = _LASTS.fullmatch(kept) if not ORDERS.search(before) else None
        span = lengths.read(found["d"]) if found is not None else None
        if found is None or span is None or not _stops(found):
            continue
        target = _AROUND.sub("", found["t"])
        text = next(filter(None, (_stopped(commands, target, deed) for deed in ("关掉", "停下"))), None)
        if text is not None:
            return f"later after {span} then {text}"
    return None


def _stops(found: re.Match[str]) -> bool:
    """Whether what runs already is to stop then; `开半小时再关` is said of what is off."""
    if found["again"]:
        return found["off"] is not None or found["enough"] is not None
    return found["off"] is not None and found["runs"] != "开" and _BY_ITSELF.search(found["then"]) is not None


def _stopped(commands: Commands, target: str, deed: str) -> str | None:
    text = commands(f"{target}{deed}")
    return text if text is not None and _ONE.fullmatch(text) else None
