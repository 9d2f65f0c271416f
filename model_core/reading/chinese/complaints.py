"""What Mandarin complains of that somebody left so or undid: `谁又没关灯`, `空调咋还开着`, `灯谁给关了`."""

from __future__ import annotations

import re
from typing import NamedTuple

from model_core.language.vocabulary import Vocabulary
from model_core.reading import wishes
from model_core.reading.chinese import wishes as said
from model_core.reading.chinese.referents import Referents
from model_core.reading.clauses import Done
from model_core.reading.outcomes import refuses
from model_core.reading.referents import Found
from model_core.reading.wishes import Wish

_WHY = "(?:怎么|咋个?|为什么|为啥子?|干嘛|干啥子?|凭什么|作死)"
_ADV = (
    "(?:又|还|都|也|老是?|总是?|就|一直|仍然?|这么|全|居然|竟然|大?白天的?|大?半夜的?|大?晚上的?|"
    f"一整?[天夜宿晚]|{_WHY}|,)*"
)
_WHO = "(?:也?不知道|不晓得)?(?:谁|哪个|哪位)(?:呀|啊)?"
_STAYS = "(?:大?敞|大?开|亮|点|转|吹|响|放|插|烧|热|烤)着?(?:呢|的|在)?"
_LEFT = (
    f"(?:(?:又|也|都|还|{_WHY}|就|全|,)*(?:没(?:有)?(?:一个)?人|没谁|没哪个|谁(?:都|也)(?:不|没)|哪个(?:都|也)(?:不|没)|"
    "没个人|一个个都不|(?:又|老是?|总是?|都)(?:没|不)|(?:又|老是?|总是?)*忘记?了?)(?:去|知道|晓得|记得|想起|随手|管)*)"
)
_SHUT = "(?:关|熄|灭|拔|停|锁|管)(?:掉|上|好|严)?"
_DEAD = "(?:关|熄|灭|停|断)(?:掉|上)?了?"
_DRAWN = "(?:拉上|合上|放下来?|关上?|拉下来?)了?"
_AT = r"(?P<t>[^,;]+?)"
_ASKS = re.compile(r"吗|没有[?; ]*$|是不是|有没有|哪[盏台个间些](?!.*又)|给我|帮|什么时候|几点")
_LOCK = re.compile("锁")
_SPOKEN_OF = re.compile(r"^(?:你?看看?|这|那|我说|家里?的?|屋里的?|结果|怎么|咋|为什么|又|把)+(?=.)")
_OWN_HOUSE = re.compile(r"^(?:这|那|我们?|咱们?|俺们?)(?:间)?(?:屋里?|房间里?|家里?)的?(?=.)")


class _Remedy(NamedTuple):
    told: re.Pattern[str]
    wish: Wish


_OFF = said.first(wishes.flagged("on", value=False), wishes.moved(open_it=False))
_ON = wishes.flagged("on", value=True)
_OPEN = wishes.moved(open_it=True)
_LOCKED = wishes.flagged("locked", value=True)
_REMEDIES = (
    _Remedy(re.compile(f"{_AT}{_ADV}{_STAYS}(?:了?一?整?[天夜宿晚]了?)?,?{_LEFT}{_SHUT}"), _OFF),
    _Remedy(re.compile(f"(?=.*(?:又|还|一直|老是|总是|白天|半夜)){_AT}{_ADV}{_WHY}{_ADV}{_STAYS}"), _OFF),
    _Remedy(re.compile(f"{_WHY}{_ADV}(?:开|亮|放|吹|点|敞|转)着{_AT}"), _OFF),
    _Remedy(re.compile(f"{_AT}{_LEFT}{_SHUT}"), _OFF),
    _Remedy(
        re.compile(f"是?{_WHO}(?:又|{_WHY}|老是?|总是?)*(?:没|不|忘了?|忘记了?)(?:随手)?{_SHUT}{_AT}"), _OFF
    ),
    _Remedy(
        re.compile(f"[^,;]{{0,4}}?(?:又|老是?|总是?)+(?:没(?:人)?|忘了?|忘记了?|不)(?:随手)?{_SHUT}{_AT}"),
        _OFF,
    ),
    _Remedy(
        re.compile(
            f"(?:{_WHO})?(?:把)?(?:开着?|打开|放着?)了?{_AT}(?:又|也|却|都|,)+(?:没人|不|没)(?:关|看|用|听|吹|管)"
        ),
        _OFF,
    ),
    _Remedy(
        re.compile(
            f"{_AT}{_ADV}(?:开|放|吹|点|转)着?(?:又|也|却|都|,)*(?:没(?:有)?人|不)(?:在)?(?:看|用|听|吹)"
        ),
        _OFF,
    ),
    _Remedy(re.compile(f"{_WHO}(?:又)(?:给)?[把将]{_AT}(?:给)?(?:打开|开开?|点着|弄亮)了?"), _OFF),
    _Remedy(
        re.compile(f"{_WHO}(?:又|给)+[把将]{_AT}(?:给)?{_DEAD}|{_WHO}[把将](?P<u>[^,;]+?)给{_DEAD}"), _ON
    ),
    _Remedy(
        re.compile(f"{_AT}(?:又|也|{_WHY})*(?:(?:被|叫|让){_WHO}(?:又|给)*|{_WHO}(?:又|给)+){_DEAD}"), _ON
    ),
    _Remedy(re.compile(f"{_AT}(?:又)?{_WHY}(?:又|自己|突然|自动|,)*{_DEAD}"), _ON),
    _Remedy(
        re.compile(f"{_WHO}(?:又|给)+[把将]{_AT}(?:给)?{_DRAWN}|{_WHO}[把将](?P<u>[^,;]+?)给{_DRAWN}"), _OPEN
    ),
    _Remedy(
        re.compile(f"{_AT}(?:又|{_WHY})*(?:(?:被|叫|让){_WHO}(?:又|给)*|{_WHO}(?:又|给)+){_DRAWN}"), _OPEN
    ),
)


class Complaints:
    """Puts right in one home what is complained of."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents

    def read(self, text: str, here: str | None, *, asked: str) -> Done | None:
        """The plan for a complaint in its plainest form; None for any other text, and where `asked` asks."""
        if _ASKS.search(asked):
            return None
        for remedy in _REMEDIES:
            found = remedy.told.fullmatch(text)
            if found is None:
                continue
            phrase = found["t"] or found.groupdict().get("u") or ""
            done = self._done(phrase, remedy.wish, here)
            if done is None and _LOCK.search(text) and remedy.wish is _OFF:
                done = self._done(phrase, _LOCKED, here)
            if done is not None:
                return done
        return None

    def _done(self, phrase: str, wish: Wish, here: str | None) -> Done | None:
        phrase = _SPOKEN_OF.sub("", _OWN_HOUSE.sub("", phrase))
        meaning = self._referents.find(phrase, here, lambda t: wish.told(t) is not None)
        if not isinstance(meaning, Found) or not all(map(wish.told, meaning.things)):
            return None
        if len(meaning.things) > 1 and not meaning.target:
            return None
        text = wishes.plan(wish, meaning, self._vocabulary)
        return None if text is None or refuses(text) else Done(text, meaning.things)
