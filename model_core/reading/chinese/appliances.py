"""Needs that an appliance meets by an ability of its own: bath heaters, hoods, blankets, feeders."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from model_core.language.vocabulary import Vocabulary
from model_core.plan import Word
from model_core.reading import roles, wishes
from model_core.reading.chinese.traditional import simplified
from model_core.reading.chinese.wishes import first, flagged
from model_core.reading.clauses import Done
from model_core.reading.outcomes import refuses
from model_core.reading.referents import Found
from model_core.reading.wishes import Wish
from model_core.world import Thing

_BATH = (
    "(?:洗(?:个|完|着|了|到一半|好)*(?:热水|冷水)?(?:澡+|头|浴)|冲(?:个|完|着|了)*(?:凉|澡)|"
    "泡(?:个|完|着)*澡|淋浴|沐浴|汏浴|汰浴|搓澡|光着?(?:身子|膀子|屁股)|脱(?:了|光)?(?:衣服|衣裳))"
)
_COLD = "(?:冷(?!水澡)|冻|(?<!冲)凉(?!快)|打(?:哆嗦|颤|抖|摆子)|哆嗦|发抖|鸡皮疙瘩)"
_WET_AIR = (
    "水汽|水气|水蒸气|蒸汽|蒸气|雾(?:气|蒙蒙|腾腾|茫茫|大|重)|(?:全|都|满|净)是雾|镜子[^,;]{0,6}(?:雾|花|看不)|"
    "一(?:屋子?|浴室|房间)(?:的)?雾|潮气|湿气"
)
_FUMES = (
    "油烟(?!机)|(?:炒|煎|炸|爆|炝|煸|熬|做)(?:个|着|的|点|完)?(?:菜|辣椒|鱼|肉|饭|锅|油|东西)?[^,;]{0,4}(?:烟|呛|味)|"
    "(?:锅|灶台?|辣椒|厨房)[^,;]{0,5}(?:冒烟|烟[大熏]|呛|都是烟|全是烟)"
)
_BED = (
    "(?:被窝|被子|褥子|床(?:铺|上|单|垫)?|炕|铺盖|被卧|电热毯|电褥子|身(?:子)?(?:底)?下)"
    "(?:里|上|头|底下|里头|里面)*"
)
_TOO = "(?:也|都|太|好|真|有点儿?|老|贼|忒|恁|怪|这么|够|得|实在|跟|像)*"
_HUNGRY = (
    "饿|没(?:有)?(?:吃(?!完)|喂|粮|饭|食|口粮|东西吃)|(?:该|要|得|到点|等着)(?:吃饭?|喂|开饭|吃东西|投喂|加餐)|(?:碗|盆|食盆)(?:里)?(?:都|也|又|已经)*空|"
    "讨(?:吃|食)|要吃的|饭点|(?:放|弄|整|来|加|倒|搞)(?:点|口|些|碗)?(?:吃的|饭吃?|[猫狗鱼]?粮|食)"
)
_THIRSTY = (
    "渴|没(?:有)?水喝?|(?:水碗|水盆|水)(?:里)?(?:都|也|又|已经)*(?:空|干|见底|喝完|没)|"
    "要喝水|该喝水|喝不[到上]水"
)
_CREATURES = {
    "cat": "猫|喵|咪",
    "dog": "狗|汪|旺财|大黄|二哈|金毛|泰迪",
    "fish": "鱼",
    "bird": "鸟|鹦鹉|八哥",
    "small": "兔子?|仓鼠|龙猫|乌龟",
    "any": "宠物|毛孩子|毛娃|小家伙们?|主子",
}
_OTHER_WET = "车|挡风|玻璃|眼镜|镜片|镜头|窗|外[面头边]|山|海|杯|晾|衣服"
_WATER = "水(?:温|压|流)?[^,;汽气珠]{0,5}(?:冷|凉|冰|冻|热|烫)|热水"
_NO_NEED = re.compile(
    r"[?吗]|他们班|她们班|从小|当年|喂(?:过|好|饱|完)|吃(?:过|饱|完|撑|好)了|不饿|别喂|少喂|多喂|水族|浇|不要|野|流浪|楼下|隔壁|邻居|别人|买|没喂过|"
    r"昨|上次|以前|香|好[吃闻]|味道?(?:不错|好)|不错|小时候|电影|电视里|不[热冷凉烫呛]|如果|要是|提醒|分钟"
)


class _Ability(NamedTuple):
    """What an appliance is called, the need, and the properties or choices that meet it, the best first."""

    named: re.Pattern[str]
    need: re.Pattern[str]
    flags: tuple[str, ...]
    anywhere: bool
    """Whether the words of the need tell which room it is."""
    plain: bool
    """Whether it meets the need where it has none of these, too."""


_BATH_HEATER = re.compile("浴霸|暖霸|风暖|浴室暖|浴暖|bath(?:room)? heater")
_HOOD = re.compile("烟机|hood")
_BLANKET = re.compile("电热毯|电褥|水暖[毯垫]|电热垫|electric blanket|heated blanket")
_AIRING = ("ventilation", "ventilating", "ventilate", "exhaust", "extractor", "vent", "fan", "fresh_air")
_ABILITIES = (
    _Ability(
        _BATH_HEATER,
        re.compile(f"^(?!.*(?:{_WATER}))(?:.*{_BATH}[^;]*{_COLD}|.*{_COLD}[^;]*{_BATH})"),
        ("heating", "heater", "warm_air", "warm", "heat", "warm_wind", "warming"),
        anywhere=True,
        plain=True,
    ),
    _Ability(
        _BATH_HEATER,
        re.compile(f"^(?!.*(?:{_OTHER_WET}))(?:.*(?:{_WET_AIR})|.*{_BATH}[^;]*(?:闷|憋|喘不[过上]))"),
        _AIRING,
        anywhere=False,
        plain=False,
    ),
    _Ability(
        re.compile("马桶|坐便|便座|toilet"),
        re.compile("(?:马桶|坐便|坐圈|便座)[^;]{0,5}(?:冰|凉|冷|冻)|冰屁股|冰腚"),
        ("seat_heating", "heated_seat", "seat_heater", "seat_warming", "warm_seat"),
        anywhere=True,
        plain=False,
    ),
    _Ability(_BLANKET, re.compile(f"{_BED}[^,;]{{0,5}}(?:{_COLD}|冰)"), (), anywhere=False, plain=True),
    _Ability(
        re.compile("夜灯"),
        re.compile("怕黑|(?:一个人|自己)[^,;]{0,2}睡[^,;]{0,3}怕|黑[^;]{0,8}(?:不敢睡|怕得|吓得)"),
        (),
        anywhere=False,
        plain=True,
    ),
    _Ability(_HOOD, re.compile(_FUMES), (), anywhere=True, plain=True),
)


def _flag(*names: str) -> Wish:
    """The first of these abilities by its name, or by the mode that is called so."""

    def chosen(thing: Thing) -> str | None:
        mode = roles.find(thing, "mode")
        found = next((c for c in (mode.choices if mode else ()) if c.casefold() in names), None)
        switch = flagged("on", value=True).told(thing)
        return ", ".join(filter(None, (switch, f"{mode.name}={found}"))) if mode and found else None

    return first(*(flagged(n, value=True) for n in names), Wish(chosen, sure=False))


def _less_warm(thing: Thing) -> str | None:
    levels = [p for p in thing.properties if p.writable and roles.is_number(p)]
    named = [p for p in levels if re.search("level|temperature|heat|gear|power", p.name)]
    return f"{named[0].name}={Word.LESS}" if len(named) == 1 else None


_COOLER = first(Wish(_less_warm, sure=False), wishes.flagged("on", value=False))
_ON = wishes.flagged("on", value=True)
_BED_TOO_WARM = re.compile(
    f"{_BED}{_TOO}(?:烫|热得|太热|烙|燥热)|{_BED}[^,;]{{0,5}}(?:烫|烙)(?:死|人|得|屁股|脚)"
)
_FEEDS = ("feed", "dispense", "feed_now", "dispense_food", "give_food", "feed_pet", "start_feeding")
_FOUNTAIN = re.compile("饮水[机器]|喂水|饮水喷泉|fountain")


class Appliances:
    """Finds the appliance of one home that meets what is felt."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._things = vocabulary.world.things
        self._called = {t.id: f"{simplified(t.name)} {t.type}" for t in self._things}

    def read(self, text: str, here: str | None) -> Done | None:
        """The plan for a text in its plainest form that speaks of such a need; None for any other."""
        if _NO_NEED.search(text):
            return None
        for ability in _ABILITIES:
            if ability.need.search(text) is not None:
                wish = first(_flag(*ability.flags), *((_ON,) if ability.plain else ()))
                done = self._told(ability.named, wish, here, anywhere=ability.anywhere)
                if done is not None:
                    return done
        if _BED_TOO_WARM.search(text):
            return self._told(_BLANKET, _COOLER, here, anywhere=True)
        return self._of_creatures(text)

    def aired(self, places: Sequence[str]) -> Done | None:
        """What airs one of these places: the hood, else the fan of the bath heater."""
        for named, wish in ((_HOOD, _ON), (_BATH_HEATER, _flag(*_AIRING))):
            able = [t for t in self._things if named.search(self._called[t.id]) and wish.told(t) is not None]
            near = [t for t in able if t.room in places]
            if len(near) == 1:
                return self._done(wish, near)
        return None

    def _of_creatures(self, text: str) -> Done | None:
        """Animals that are hungry or thirsty are fed by what is theirs, or is for any animal."""
        kinds = [k for k, said in _CREATURES.items() if re.search(said, text)]
        if not kinds:
            return None
        if re.search(_THIRSTY, text):
            return self._for(kinds, [t for t in self._things if _FOUNTAIN.search(self._called[t.id])], _ON)
        if re.search(_HUNGRY, text):
            feed = wishes.done(*_FEEDS)
            return self._for(kinds, [t for t in self._things if feed.told(t)], feed)
        return None

    def _for(self, kinds: Sequence[str], things: Sequence[Thing], wish: Wish) -> Done | None:
        able = [t for t in things if wish.told(t) is not None]
        own = [t for t in able if any(re.search(_CREATURES[k], self._called[t.id]) for k in kinds)]
        others = [k for k in _CREATURES if k not in kinds and k != "any"]
        free = [t for t in able if not any(re.search(_CREATURES[k], self._called[t.id]) for k in others)]
        chosen = own or (free if kinds != ["fish"] else [])
        return self._done(wish, chosen) if len(chosen) == 1 else None

    def _told(self, named: re.Pattern[str], wish: Wish, here: str | None, *, anywhere: bool) -> Done | None:
        every = [t for t in self._things if named.search(self._called[t.id]) and wish.told(t) is not None]
        near = [t for t in every if here is not None and t.room == here]
        chosen = near or (every if anywhere or here is None else [])
        return self._done(wish, chosen) if len(chosen) == 1 else None

    def _done(self, wish: Wish, things: Sequence[Thing]) -> Done | None:
        text = wishes.plan(wish, Found(tuple(things)), self._vocabulary)
        return None if text is None or refuses(text) else Done(text, tuple(things))
