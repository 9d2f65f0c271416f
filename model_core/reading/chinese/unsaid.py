"""Mandarin sentences that do not say what to do, or with what: those are asked about."""

from __future__ import annotations

import re
from collections.abc import Callable

from model_core.language.vocabulary import Vocabulary
from model_core.reading import roles, wishes
from model_core.reading.chinese.nouns import PROPERTIES, THINGS
from model_core.reading.chinese.places import key
from model_core.reading.chinese.referents import Referents
from model_core.reading.clauses import Done
from model_core.reading.referents import Found, Missing
from model_core.world import Thing

_NO_DEVICE = re.compile(
    r"(?:打开|关掉|启动|锁上|停一下|弄一下|开|关)(?:它们?|那个|这个)|把(?:它们?|那个|这个)都?(?:打开|关掉|关了|关上)|"
    r"打开|关掉|开一下|关一下|开开|改一下|换成.色|(?:调成|设成).色|(?:把它|帮我|给我)?(?:调|开|设|定)(?:到|成|为)\d+(?:%|度)?|换个颜色|换种颜色"
)
_FOR_ME = "(?:[也还]?(?:给我|给|帮忙|帮我|替我|你|要|得|该|需要|我想|我要|想|请)*)"
_CHANGE = (
    "(?:调|改|换|变|动|弄|整|设|搞|拨|捣鼓|鼓捣|摆弄|摆布|按|设定|调整|设置|更改|修改|变更|更换)"
    "(?:[一1]?(?:[调改换变动弄整设搞拨按]|捣鼓|鼓捣|摆弄)|[一1]?下下?子?|[一1]?哈子?|一个)"
)
_P = "|".join(sorted(PROPERTIES, key=len, reverse=True))
_NO_WISH = (
    re.compile(r"(?:我想)?(?:调一下|设置一下|改一下|动一下|调整一下)(.+)"),
    re.compile(r"(.+?)(?:不太对,)?(?:调一下|设置一下|改一下|调整一下|要改一改)"),
    re.compile(r"把(.+?)(?:调成|调到|设成|换一下|弄一下|改一下)"),
    re.compile(rf"把?(.+?)那?个?,?{_FOR_ME}(?:{_CHANGE})(?:设置|设定|参数)?"),
)
_NO_VALUE = (
    re.compile(rf"把?(?P<t>.+?)的?(?P<p>{_P}),?{_FOR_ME}(?:{_CHANGE})"),
    re.compile(
        rf"把?(?P<t>.+?),?{_FOR_ME}(?:换|改|调|设|切)(?:一?[下个种]|别的|其他的?|另外?的?|[换改调]){{1,2}}(?P<p>{_P})"
    ),
    re.compile(
        rf"把?(?P<t>.+?),?{_FOR_ME}(?:切换?|换|改|调|转)(?:到|成|为|去)?(?:另外?|别|其他|其它|不同)的?(?:一[个种])?的?(?P<p>{_P})(?:去|上)?"
    ),
    re.compile(rf"把?(?P<t>.+?),?{_FOR_ME}(?:{_CHANGE})的?(?P<p>{_P})"),
    re.compile(rf"{_FOR_ME}(?:换|改|调|设置|调整)(?:一?下|一?个)?(?P<t>.+?)的(?P<p>{_P})"),
)
"""A property of a device is to be another, and not which."""
_NO_ENTRY = (
    re.compile(
        r"(?:我?[想要]?)(?:在|往|给)?(.+?)(?:里面|里|上|中)?(?:再)?(?:加|添|记|写|放)(?:上|下)?[一1几](?:样|条|项|笔|个)"
    ),
    re.compile(
        r"(?:我?[想要]?)(?:在|往|给)?(.+?)(?:里面|里|上|中)?(?:再)?(?:加|添|记|写|放)(?:上|进)?(?:点儿?|一点儿?|一?些|几样|个|一个|几个)?(?:新)?(?:东西|内容|事情?|项目|条目)"
    ),
    re.compile(
        r"(?:我?[想要]?)把?(?:点儿?|一?些|几样|个|一样)?东西(?:加|添|记|写|放)(?:到|进|在)(.+?)(?:里面|里|上|中)?"
    ),
)
_NO_ARGUMENT = (
    (
        "navigate",
        re.compile(
            rf"{_FOR_ME}(?:给|用|让)?(?P<t>.+?)(?:设置|设定|设|开启|打开|开|来|弄)?(?:一?个|一下)?导航(?:一下|目的地)?"
        ),
    ),
    (
        "set_alarm",
        re.compile(rf"{_FOR_ME}(?:在|给|用)?(?P<t>.+?)(?:上)?(?:设置|设定|设|定|上|加)一?个?闹[钟铃]"),
    ),
)
"""What an action needs to be told is left out."""
_NO_SOURCE = re.compile(
    rf"把?(?P<t>.+?),?{_FOR_ME}(?:切换?|换|改)(?:一?[下个种]|别的|其他的?|另外?的?)的?(?:音源|源|输入|信号)"
)
_NO_NUMBER = re.compile(rf"{_FOR_ME}[打拨](?:一?[个通]|一下)?电话(?:出去)?")
"""A call, and to whom is left out."""
_ASKED = re.compile(r"[?吗呢哪几啥]|多少|什么|怎么|合适")
_USED = re.compile(
    rf"(?:用|让|把|叫|拿)?(?P<t>{'|'.join(sorted(THINGS, key=len, reverse=True))})(?:给我|帮我|先|快)?"
    r"(?:里|里面)?(?:加热|热|叮|转|煮|炖|蒸|烤|榨|打|炸|焖|烘|熨|烫|洗|复印|打印|印|扫描|冷藏|消毒)(?![得不了过])(?:一下)?.{0,10}"
)
_DEED = re.compile(
    r"(?:让|叫|派|请)?(?P<t>.+?),?(?:自己|自动|给我|帮我|替我|去|出去|上楼|下楼|快)*(?:"
    r"飞起来|飞上天|起飞|跳支?个?舞|爬楼梯?|[上下]楼梯?.*|做(?:顿|个)?(?:早|午|晚)?饭|炒(?:个)?菜|铺床|叠被子|叠衣服|遛狗|"
    r"(?:开|跑)?去(?:学校|幼儿园|公司|机场|车站|超市)?接(?:娃|孩子|人|我妈|我爸|客人)|"
    r"(?:去|给我|帮我|替我|遛弯|跑一?趟)买(?!了).{1,5}|倒垃圾|取快递|拿快递|浇花|擦窗户|洗碗)"
)
_WITHOUT_HANDS = frozenset(
    {"vacuum", "mower", "car", "light", "television", "speaker", "air conditioner", "fan"}
)
_OF_A_ROOM = re.compile(
    r"(?:打扫一下|去)(.+?)(?:扫地)?|(.+?)(?:没人了|太[黑暗热冷]了|[热冷]不[热冷]\??)|把?(.+?)(?:弄亮|调亮|弄暗)一?点?|"
    r"我在(.+?),?太[黑暗热冷]了|把(.+?)调到\d+度"
)
"""What is said of a room as a whole; only that the room is not there is read here."""


class Unsaid:
    """Reads sentences of one home in which something is missing."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents

    def read(self, sentence: str, here: str | None) -> Done | None:
        """What to ask, for a sentence in plain form; None for any other."""
        if _NO_DEVICE.fullmatch(sentence):
            return Done("ask what", ())
        for pattern in _NO_WISH:
            found = pattern.fullmatch(sentence)
            meaning = self._referents.find(found[1], here) if found else None
            if isinstance(meaning, Found) and len(meaning.things) == 1 and not meaning.target:
                return Done(f"ask what: {self._vocabulary.labels[meaning.things[0].id]}", meaning.things)
        done = self._no_value(sentence, here)
        if done is not None:
            return done
        return self._beyond(sentence, here)

    def _beyond(self, sentence: str, here: str | None) -> Done | None:
        """A thing or a room that is not there, or a deed of which no such device is able."""
        used = _USED.fullmatch(sentence)
        if used is not None and not _ASKED.search(sentence):
            meaning = self._referents.find(used["t"], here)
            return Done(f'refuse unknown "{used["t"]}"', ()) if isinstance(meaning, Missing) else None
        deed = _DEED.fullmatch(sentence)
        meaning = self._referents.find(deed["t"], here) if deed else None
        if isinstance(meaning, Found) and len(meaning.things) == 1:
            thing = meaning.things[0]
            if wishes.type_of(thing) in _WITHOUT_HANDS:
                return Done(f"refuse unable: {self._vocabulary.labels[thing.id]}", meaning.things)
        in_room = _OF_A_ROOM.fullmatch(sentence)
        said = next((g for g in in_room.groups() if g), "") if in_room else ""
        absent, rest = self._referents.places.absent(key(said))
        return Done(f'refuse unknown "{said}"', ()) if absent is not None and not rest else None

    def _no_value(self, sentence: str, here: str | None) -> Done | None:
        """A property, a list or an action that is named without what it needs."""
        for pattern in _NO_VALUE:
            found = pattern.fullmatch(sentence)
            if found is not None and (done := self._what(found["t"], here, _has(found["p"]))) is not None:
                return done
        found = _NO_SOURCE.fullmatch(sentence)
        if found is not None and (done := self._what(found["t"], here, _has("信号源"))) is not None:
            return done
        for pattern in _NO_ENTRY:
            found = pattern.fullmatch(sentence)
            done = self._what(found[1], here, lambda t: wishes.type_of(t) == "list") if found else None
            if done is not None:
                return done
        for name, pattern in _NO_ARGUMENT:
            found = pattern.fullmatch(sentence)
            if found is not None and (done := self._what(found["t"], here, _needs(name))) is not None:
                return done
        callers = [t for t in self._vocabulary.world.things if _needs("call")(t)]
        if _NO_NUMBER.fullmatch(sentence) and len(callers) == 1:
            return Done(f"ask what: {self._vocabulary.labels[callers[0].id]}", tuple(callers))
        return None

    def _what(self, phrase: str, here: str | None, able: Callable[[Thing], bool]) -> Done | None:
        meaning = self._referents.find(phrase, here, able)
        if not isinstance(meaning, Found) or len(meaning.things) != 1 or not able(meaning.things[0]):
            return None
        return Done(f"ask what: {self._vocabulary.labels[meaning.things[0].id]}", meaning.things)


def _has(said: str) -> Callable[[Thing], bool]:
    return lambda thing: roles.spoken_property(thing, PROPERTIES[said]) is not None


def _needs(name: str) -> Callable[[Thing], bool]:
    def needs(thing: Thing) -> bool:
        found = thing.find_action(name)
        return found is not None and any(a.required for a in found.arguments)

    return needs
