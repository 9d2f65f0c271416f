"""Where a Mandarin sentence may be cut in two: at its marks, before what begins a wish, before an aside."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese.asides import Asides
from model_core.reading.chinese.nouns import NOUNS, PEOPLE, ROOMS, SPECIAL, THINGS
from model_core.reading.chinese.text import numbers
from model_core.reading.chinese.traditional import simplified
from model_core.reading.clauses import Done

_PARTS = re.compile(
    r"[,;、 ]+|(?<=吧)(?=.)|"
    r"(?<=[了上开掉点下度])(?=太|有点|好[暗黑亮冷热吵晒闷]|我[要想在快怕])|"
    r"(?<=[了上掉开下停])完了(?=.)|(?<=.)(?:然后|并且|顺便|顺道|接着|同时|还有(?!多少|几|没)|另外|最后|再|并)|"
    r"(?<=[开关掉上停着了\d度成%k档])(?=(?:音量|声音|亮度|色温|风速|风量|风力|转速|颜色)(?!的))|"
    r"(?<=[灯调视扇帘])(?=开|关|拉|合)|(?<=.)(?<!往[上下高低回])(?=把|将|打开|关掉|关闭|关上|开启|启动|暂停|停止|锁上|解锁|拉开|拉上|(?<![关消除])静音|让|给|用|开一下|关一下|调)"
)
_WITHIN = re.compile(r"[的和跟与、把将让给用在叫派]$")
_HAN = re.compile("[\u4e00-\u9fff]+")
_TOLD_WHOM = re.compile(r"[给帮替跟把让叫陪等哄催喊要]$")
_HOW_FAR = re.compile(r"(?<=[开调设吹放])太")
_FILLED = re.compile(r"[全都也先再就给我帮]+$")
_ENDED = re.compile(
    r"(?:了|打开|点亮|静音|勿扰|免打扰|暂停|继续|开始|启动|播放|通电|断电|充电|回充|[开关断灭熄停合](?:[掉上了好死严紧着]|起来?|一下)?|锁(?:[上好死]|起来?)|"
    r"[拉升降放收摇卷调][上下起开回][来去]?|起来|下[来去]|(?<!\d)\d+(?:\.\d+)?(?:%|度|成|[档挡级格]|k)?|一半|最[大小亮暗高低强弱快慢]|"
    r"[大小高低亮暗快慢热冷凉暖强弱响轻][一1]?[点些]儿?|(?:再|多|少|稍微?)[大小高低亮暗快慢热冷凉暖]|[大小][一1]?点[一1]?[声点]|[上下][一1]?[首个集台曲频]道?|频道|效果|模式|[再调弄][大小高低亮暗快慢热冷凉暖]|"
    r"[红黄蓝绿紫白粉橙青]色?的?|[暖冷]白|[快慢]洗|[没不]有?|吗|多少[度电瓦钱]?|几[度点]|[到][底顶]|"
    r"(?<=[扫拖浇洗烘割煮])(?:[一1]?[下圈遍杯趟])?)$"
)
"""How a wish or a question ends, behind which another one may begin with no mark between."""
_GOES_ON = re.compile(
    r"[的了着过吧吗呢嘛啊呀儿个到成为至在去来掉%k和跟与及、\d]|[度档挡级格点些成次遍圈](?!灯)|[一1](?![楼层号])|上(?![一1个首]|面)|下(?![一1个首]|面)|[起就吸好死严完光色]|(?<=[开关])[锁门窗灯车闸]|现在(?!多少|几|[有还在]|屋|家|外)"
)
"""What goes on with what is before it, and begins no wish."""
_TURNED_FIRST = re.compile(r"^(?:把|将|让|叫|给|打开|关[掉上闭]?|开|锁)")
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
    ends: bool = False
    """Whether the words before it end as a wish does whose device is named first."""


class Cuts:
    """Finds the cuts of sentences in one home."""

    def __init__(self, vocabulary: Vocabulary, asides: Asides) -> None:
        world = vocabulary.world
        names = {numbers(simplified(n).casefold()) for t in world.things for n in (t.name, *t.aliases)}
        names |= {n[at:] for n in names for at in range(1, len(n) - 1) if _HAN.fullmatch(n[at:])}
        nouns = {n for known in (NOUNS, SPECIAL) for said in known.values() for n in said}
        rooms = {simplified(r.name) for r in world.rooms} | {n for known in ROOMS for n in known}
        said = sorted(
            (n for n in {*names, *nouns, *rooms, *THINGS, *PEOPLE} if len(n) >= _LONG), key=len, reverse=True
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
        every = [c for at, c in sorted(found.items()) if c.end > at or "的" not in text[at - 1 : at + 1]]
        return [replace(c, ends=_ends(text[: c.start])) for c in every] + [
            Cut(at, at, bare=True, parts=False, ends=_ends(text[:at]))
            for at in range(_SHORTEST, len(text) - 1)
            if at not in found
            and at not in marked
            and _ENDED.search(text[:at])
            and not _GOES_ON.match(text, at)
        ]


def _ends(text: str) -> bool:
    """Whether a text ends as a wish does whose device is named first."""
    return _ENDED.search(text) is not None and _TURNED_FIRST.match(text) is None


def refined(left: Done, right: Done) -> bool:
    """Whether a wish says by how much what the one before it left open: `调低一点,降两度`."""
    first, then = _SET.match(left.text), _SET.match(right.text)
    if first is None or then is None or left.things != right.things:
        return False
    return first["property"] == then["property"] and _VAGUE.match(first["rest"]) is not None
