"""What is said beside a wish in Mandarin and asks for nothing: reasons, purposes, that the rest may stay."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese import need_cues, reasons
from model_core.reading.chinese.nouns import NOUNS, ROOMS, SPECIAL, THINGS
from model_core.reading.chinese.places import Places, key
from model_core.reading.phrases import compiled, load, unfolded

_LONGEST = 16
_REST = re.compile(
    r"(?:别的|其他的?|其它的?|其余的?|剩下的?|另外的)(?:都|就|先|全)*(?:别|不用|不要|不必|不)(?:动|管|碰|理)"
)
_LEADS = re.compile("今天|今晚|现在|过|天|外面|我们?[要在准正]|有|快|太|好|[^\\W\\d]{2}[要在]")
_NOT_LEADING = re.compile("[别让叫不没说听问]|发现|以为")
_WISHED = re.compile(
    r"^(?:再(?!不|说|见|这样|这么|晚|等)|开始(?=烤|洗|放|播|煮|烘|扫|充|烧|浇|拖|割|录)|报|念|播|顺[便手]|还有|另外|接着|然后|同时)|跳过|下一|上一|导航|发(?:个|条|一?下|消息|短信|微信)|打(?:给|电话给)|转告|通知|复位|归位|待机|"
    r"[开调设吹放打弄]到|[高中低]档|(?:也|给我|帮我)(?:给)?(?:开|关|停|亮|打开|点|放|煮|烧|洗|烤|摇|播|充|扫|拉|锁|调|灭|熄|换|转|吹)(?!始)|"
    r"(?<!已经)(?<!都)(?<!刚)(?:点|煮|烧|烤|亮|摇|转|吹|插)(?:上|起来|着)$|[^,;]{2}[关停灭熄]$|"
    r"(?<![都已刚])[升降放收拉推摇卷][上下起][去来]$|那[间屋](?:还有|和|跟)?$"
)
"""What is a wish, though no word of it is known."""
_ASKED = re.compile(
    r"(?<![好行懂成道白对见到])吗$|(?<=..)不$|[好完关开锁停](?:了|过)?没有?$|有(?:人|谁)[^,;]{0,3}[没不]有?$|几(?:瓦|格|点|度|成|分钟|率)|多少|多[大高低]$|概率|[有是][些点]?啥|"
    r"(?<![^,;])(?!好不|行不|可不|能不|对不|是不)[^,;]*?(?P<v>[水雨漏下亮锁停开关])[没不](?P=v)"
)
"""What is asked, and so no aside."""
_LEFT_TO_IT = re.compile(
    r"[让叫][它他她](?!们?(?:睡|休|安静|好好|多))|(?:直接|赶紧|快)回(?:去|来)吧?$|念念|念一?[遍下]$|[倒退进换]一?1?个$|"
    r"(?:电量|风速|音量|亮度)(?!太|有点|够|不够|好|真|这么|那么)|[左右]侧?的开|(?:煮|做|冲|打|泡)[1一]?杯"
)
"""What is to be done with what was spoken of, though no word of it is known."""
_OF_SOMEBODY = re.compile(
    r"^(?:我|咱|俺|他|她|你|孩子|宝宝|娃|客人|大家|免得|省得|怕|太|好|真|要|有点|别|为了|因为|今天|今晚|外面|赶|准备|该|马上|快|"
    r"[爷奶爸妈哥姐弟妹姑姨叔伯舅婶]{2}|老[^,;]|小[^,;])|[了啦]$"
)
_ONE = 1
"""Characters that are a word of a device only in longer words: 开门, 打车."""


class Asides:
    """Tells asides from wishes in one home: an aside speaks of no device, no place and no number."""

    def __init__(self, vocabulary: Vocabulary, places: Places) -> None:
        self._places = places
        names = {
            plain
            for t in vocabulary.world.things
            for n in (t.name, *t.aliases)
            if len(plain := key(n)) > _ONE
        }
        nouns = {n for table in (NOUNS, SPECIAL) for said in table.values() for n in said if len(n) > _ONE}
        rooms_known = {n for known in ROOMS for n in known}
        every = {n for n in (*places.every, *rooms_known, *THINGS, *nouns, *names) if len(n) > _ONE}
        said = sorted(every, key=len)
        rooms = (re.fullmatch(r"(..+?)的?(?:房间?|卧室)", r.name) for r in vocabulary.world.rooms)
        self._owners = frozenset(m[1] for m in rooms if m is not None)
        self._home = re.compile("|".join(map(re.escape, reversed(said))) or "(?!)")

    def are(self, text: str, *, parted: bool = True, strict: bool = False) -> bool:
        """Whether a text is no more than an aside, maybe of a place: `院子黑得很`.

        `parted`: a mark stands between it and the wish, so that any words may say it that no wish has;
        `strict`: it stands among several wishes, and is one itself unless it speaks of somebody or is over.
        """
        if any(_ASKED.search(p) or _LEFT_TO_IT.search(p) for p in re.split(r"[,;]", text)):
            return False
        if reasons.are(text):
            return True
        if strict and not all(_OF_SOMEBODY.search(p) for p in re.split(r"[,;]", text)):
            return False
        place, rest = self._places.take(key(text))
        if place is not None and rest and reasons.are(rest):
            return True
        parts = [p for p in re.split(r"[,;]", text) if p]
        return bool(parts) and all(reasons.are(p) or self._is_open(p, parted=parted) for p in parts)

    def place(self, text: str) -> str | None:
        """The room of which an aside speaks: `书房太闷了`."""
        place, rest = self._places.take(key(text))
        return place if place is not None and rest and self._places.is_room(place) else None

    def begins(self, text: str) -> bool:
        """Whether an aside may begin here with nothing before it."""
        return _table().begins.match(text) is not None

    def ends(self, text: str) -> bool:
        """Whether an aside may end here with nothing after it."""
        return text.endswith(("了", "啦")) and "," not in text and self.are(text, parted=False)

    def leads(self, text: str) -> bool:
        """Whether an aside may end here, before a wish, with no mark and no 了."""
        return _LEADS.match(text) is not None and not _NOT_LEADING.search(text)

    def hides(self, text: str) -> bool:
        """Whether a text says that nobody should see in, or the sun not come in."""
        return any(cue.need.name == "glare" for cue, _ in need_cues.spoken(need_cues.plainest(text)))

    def _is_open(self, said: str, *, parted: bool) -> bool:
        text = need_cues.plainest(said)
        if _REST.fullmatch(text) or text in self._owners:
            return True
        if _WISHED.search(said):
            return False
        if not text or len(text) > _LONGEST or _table().wishes.search(text) or self._home.search(text):
            return False
        return (parted and _table().anything.fullmatch(text) is not None) or any(
            p.fullmatch(text) for p in _table().lines
        )


@dataclass(frozen=True, slots=True)
class _Table:
    lines: tuple[re.Pattern[str], ...]
    wishes: re.Pattern[str]
    """What no aside has."""
    anything: re.Pattern[str]
    """Any words that no wish begins with."""
    begins: re.Pattern[str]


@cache
def _table() -> _Table:
    table = load("asides", __package__)
    words = unfolded(table["words"])
    return _Table(
        compiled(table["lines"], words),
        re.compile(words["wish"]),
        re.compile(f"(?:(?!{words['act']})[^,;\\W\\d]){{4,14}}"),
        re.compile(words["begins"]),
    )
