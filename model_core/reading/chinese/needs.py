"""Reads a need that is spoken of in Mandarin: the ways to meet it are those of `reading/needs.py`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from model_core.language.vocabulary import Vocabulary
from model_core.reading import wishes
from model_core.reading.chinese import need_cues, need_signs
from model_core.reading.chinese import wishes as said
from model_core.reading.chinese.appliances import Appliances
from model_core.reading.chinese.asides import Asides
from model_core.reading.chinese.complaints import Complaints
from model_core.reading.chinese.cuts import Cuts
from model_core.reading.chinese.elsewhere import Elsewhere
from model_core.reading.chinese.mentions import Mentions
from model_core.reading.chinese.places import key
from model_core.reading.chinese.referents import Referents
from model_core.reading.chinese.traditional import simplified
from model_core.reading.clauses import Done
from model_core.reading.meeting import Meeting
from model_core.reading.need_cues import Need
from model_core.reading.need_kinds import HOSTS
from model_core.reading.need_where import Where
from model_core.reading.outcomes import asks
from model_core.reading.places import Places
from model_core.reading.referents import Found
from model_core.reading.wishes import Wish
from model_core.world import Thing

_EACH = re.compile(r"[,; ]+")
_SEVERAL = 3
_ASKED = re.compile(r"哪个|哪盏|多少|几[点度个盏]|什么时候|是不是|有没有|能不能帮|谁")
_SUPPOSED = re.compile(r"没[^,;]*吧[?？ ]*$")
"""What is asked as it is supposed to be: `楼下没漏水吧` is no leak."""
_LONGEST_PLACE = 8
_GOODS = (
    "牛奶|鸡蛋|酱油|盐|糖|醋|米|大米|面粉|面包|洗衣液|洗洁精|纸巾|卫生纸|抽纸|"
    "牙膏|洗发水|沐浴露|咖啡豆|茶叶|苹果|香蕉|水果|蔬菜|酸奶|黄油|啤酒|猫粮|狗粮|"
    "尿不湿|奶粉|食用油|垃圾袋|葱|姜|蒜|土豆|西红柿|鸡肉|牛肉|猪肉"
)
_USED_UP = re.compile(
    rf"(?:家里的?|冰箱里的?|厨房的?|我们?的?)?(?P<i>[^,;家我你他她它这那电水油钱话时]{{1,6}}?)(?:都|快|已经|马上|又)*(?:喝|吃|用)(?:完|光|没)|"
    rf"(?:家里的?|冰箱里的?|厨房的?|我们?的?)?(?P<g>{_GOODS}|[^,;\W\d]{{0,2}}[油水]果?)(?:都|快|已经|马上|又)*(?:喝|吃|用)(?:完|光|没)|"
    rf"(?P<k>{_GOODS})(?:都|快|已经|马上|又)*(?:没有?|见底|空|挤(?:到头|不出来?)|[一1][包瓶滴点个张粒罐盒](?:都|也)没有?)|"
    r"(?P<m>米|盐|油|酱油|糖|醋|茶叶?)(?:缸|罐子?|瓶子?|壶|桶)(?:里)?(?:都|快|已经|又)*(?:见底|空)|"
    rf"(?:家里|冰箱里|厨房里?|我们)?(?:快|已经|都|又)?(?:没有?)(?P<j>{_GOODS})"
)
_TO_BUY = re.compile(
    r"了?,(?:下[次回]|明天|回头|记得|改天|去)?[^,;]{0,4}(?:要|得|该|记得|再)(?:去)?买(?:点|些|一?[包袋瓶斤])?$"
)
_OWN = re.compile(
    r"(?P<t>.+?手机)(?:又|现在)?"
    r"(?:找不到|找不着|不见|不知道(?:放|丢|扔|搁)在?(?:哪儿?|哪里)|丢|放哪儿?|哪去)"
)
_IN_A_CAR = re.compile(
    r"(?P<t>.+?)(?:里面|里头|里|内)?(?:的温度)?(?:现在)?(?:也?太|好|真|又|还|都)*(?:冷|冻|冰|热|闷|烫)(?:得.{1,6}|死人?|坏|透)?"
)
_CLIMATE = Wish(
    lambda t: said.flagged("climate_on", value=True).told(t) if wishes.type_of(t) == "car" else None,
    sure=False,
)
_CLOSED = Wish(
    lambda t: wishes.moved(open_it=False).told(t) if wishes.type_of(t) in {"gate", "garage door"} else None,
    sure=False,
)
_FUMES = re.compile(
    r"(?:(?:炒|煎|炸|做)(?:着)?(?:个)?(?:菜|饭|.{1,3})(?:呢)?,?)?(?:满?(?:厨房|屋子?|家)里?)?(?:都是|全是|好多|的)*油烟味?"
    r"(?:也?太|好|真|这么|很)*(?:大|重|呛人?|浓)?"
)
_VALVES = {
    "leak": (re.compile("总|主水|进水|入户水"), False),
    "gas": (re.compile("煤气|燃气|天然气|气阀"), False),
    "thirsty_plants": (re.compile("浇|菜地|花园|庭院|院子|草坪|喷淋|喷头|洒水|灌溉|滴灌"), True),
}
"""Needs that a valve meets, and whether it is opened for them."""
_OTHER_VALVES = re.compile("气|油|暖|浇|灌|喷|洒|滴|花|草|菜|院|阳台")
_OUTSIDE = re.compile(r"^(?:外面|户外|屋外)(?=.)")
_OUTDOORS = re.compile("院|庭|花园|露台|天台")
_TO_DRINK = re.compile("茶|泡面|方便面|奶粉|咖啡")
"""What water that is cold is wanted for, and no bath."""
_DRINK = re.compile("美式|拿铁|意式浓缩|浓缩|卡布奇?诺?|摩卡|澳白|馥芮白|玛奇朵")
_ANYWHERE = frozenset({"hot_water", "rice", "tea", "coffee", "gasping_fish"})
"""Needs that are met wherever the device is."""
_RICE = re.compile(
    r"(?:[^,;]{0,6}(?:米|水)(?:都|也|已经|全)*(?:放|下|加|淘|倒|洗)(?:好|进去|上|完)了?,?)?(?:可以|该|要|开始|准备|快|能)*(?:煮|焖|蒸|做)(?:个|点|锅)?(?:饭|米饭|粥)(?:了|吧)?"
)
_SILENT = re.compile(
    r"(?:怎么|为什么|咋)?(?P<t>[^,;]+?)(?:怎么|为什么|咋|突然|又|老|一直|现在|,)*(?:只有(?:画面|图像|影像?|图),?)?(?:没有?|不出|没了|不)(?:声音?|声儿|响)(?:了|呢)*"
)
_AJAR = re.compile(
    r"(?P<t>[^,;]+?门)(?:还|一直|都|怎么|又|是)*(?:敞着|大敞着|敞开着?|大开着?|大敞四开|没关(?:上|好)?|忘关了?|开着(?:呢)?没关)"
)
_SHOPPING = re.compile("购|买")
_HOOD = re.compile("烟机")
_MAIN = re.compile(r"水|总|^阀门?$")
_MACHINES = re.compile(
    r"(?P<t>.+?)(?:的)?(?:声音)?(?:也|都|有点|太|好|真|怎么|这么)*(?:(?P<quiet>听不清楚?|听不见|听不到|小声)|(?P<loud>吵|(?<=[点太好真么])响|闹|吵闹)(?:死人?|死我|得慌)?)"
)


class ChineseNeeds:
    """Reads what people need in one home, in Mandarin."""

    def __init__(
        self, vocabulary: Vocabulary, referents: Referents, asides: Asides, cuts: Cuts, mentions: Mentions
    ) -> None:
        self._vocabulary = vocabulary
        self._things = vocabulary.world.things
        self._places = Places(vocabulary)
        self._meeting = Meeting(vocabulary, self._places)
        self._referents = referents
        self._asides = asides
        self._cuts = cuts
        self._mentions = mentions
        self._elsewhere = Elsewhere(vocabulary)
        self._appliances = Appliances(vocabulary)
        self._complaints = Complaints(vocabulary, referents)

    def read(self, sentence: str, here: str | None, device: str | None = None) -> Done | None:
        """The plan for a whole sentence with its numerals as they were spoken; None for any other."""
        return self._elsewhere.judged(sentence, self._felt(sentence, here, device))

    def _felt(self, sentence: str, here: str | None, device: str | None) -> Done | None:
        if _SUPPOSED.search(sentence):
            return None
        if (
            put_right := self._complaints.read(need_cues.plainest(sentence), here, asked=sentence)
        ) is not None:
            return put_right
        if _ASKED.search(sentence):
            return self._given_away(sentence, here, device)
        if (by_its_own := self._of_appliances(sentence, here)) is not None:
            return by_its_own
        whole = self._clause(sentence, here, device)
        if whole is not None:
            return whole
        if _TO_DRINK.search(sentence):
            return self._given_away(sentence, here, device)
        several = self._of_parts([p for p in _EACH.split(sentence) if p], here, device)
        if several is not None:
            return several
        for cut in self._cuts.of(sentence):
            parts = sentence[: cut.start], sentence[cut.end :]
            first, second = (self._clause(p, here, device) for p in parts)
            if first is not None and second is not None:
                return _narrower(first, second) or self._given_away(sentence, here, device)
            marked = cut.end > cut.start
            if first is not None and cut.parts and self._asides.are(parts[1], parted=marked):
                return first
            if second is not None and cut.parts and self._asides.are(parts[0], parted=marked):
                return second
        return self._given_away(sentence, here, device)

    def _of_appliances(self, sentence: str, here: str | None) -> Done | None:
        """What an appliance that is made for a need does, whatever is said beside it."""
        text = sentence.replace(" ", ",")
        place = self._mentions.place(text)
        if place is None or need_signs.is_more(text):
            return None
        done = self._appliances.read(text, place or here)
        return done if done is not None and self._mentions.only(text, done.things) else None

    def _given_away(self, sentence: str, here: str | None, device: str | None) -> Done | None:
        """A need of which there are signs, whatever is said beside them."""
        text = sentence.replace(" ", ",")
        signal = need_signs.signalled(text)
        if signal is None:
            return None
        need, told = signal.need, self._mentions.named(text)
        if len(told) == 1 and need.choose == "" and not need.scenes:
            need = replace(need, choose="home")
        place = self._mentions.place(text)
        near = place or here
        where = Where(
            (near,) if near is not None else (),
            named=bool(place) or ("placed" in need.flags and here is not None),
            said=self._mentions.words(text, near),
        )
        hoods = self._hoods() if "油烟" in text and need.name == "stuffy" else ()
        done = (
            self._plan(said.TURN_ON, hoods)
            if len(hoods) == 1
            else self._drunk(text, self._needed(need, where, device))
        )
        if done is None or asks(done.text) or not self._mentions.only(text, done.things):
            return None
        return done if place is not None or set(done.things) <= set(told) else None

    def _of_parts(self, parts: Sequence[str], here: str | None, device: str | None) -> Done | None:
        """The one need that is spoken of in three parts or more, beside its reasons."""
        if len(parts) < _SEVERAL:
            return None
        found = [self._clause(p, here, device) for p in parts]
        rest = [p for p, done in zip(parts, found, strict=True) if done is None]
        needed = {done.text: done for done in found if done is not None}
        return next(iter(needed.values())) if len(needed) == 1 and all(map(self._asides.are, rest)) else None

    def _clause(self, sentence: str, here: str | None, device: str | None) -> Done | None:
        text = need_cues.plainest(sentence)
        if (put_right := self._complaints.read(text, here, asked=sentence)) is not None:
            return put_right
        told = self._mentions.words(text, here) if "手机" in text or "平板" in text else frozenset[str]()
        at_home = Where((here,) if here is not None else (), named=False, said=told)
        done = self._cued(text, at_home, device) or self._of_one(text, here) or self._used_up(text)
        if done is not None:
            return done
        if (outside := _OUTSIDE.match(text)) is not None:
            rooms = [r.name for r in self._vocabulary.world.rooms if _OUTDOORS.search(simplified(r.name))]
            if len(rooms) == 1:
                return self._cued(text[outside.end() :], Where((rooms[0],), named=True), device)
        for end in range(min(_LONGEST_PLACE, len(text) - 1), 0, -1):
            place = self._referents.places.named(key(text[:end]))
            if place is not None:
                rest = re.sub(r"^(?:里面|里头|里边|里|那边|的)", "", text[end:])
                return self._cued(rest, Where((place,), named=True), device) if rest else None
        return None

    def _cued(self, text: str, where: Where, device: str | None) -> Done | None:
        for cue, words in need_cues.spoken(text):
            inside = where
            if (said := words.get("r")) is not None:
                place = self._referents.places.named(key(said))
                if place is None or where.named:
                    continue
                inside = Where((place,), named=True)
            if cue.placed and not inside.named:
                continue
            if (done := self._drunk(text, self._needed(cue.need, inside, device))) is not None:
                return done
        return None

    def _needed(self, need: Need, inside: Where, device: str | None) -> Done | None:
        """What meets a need that is felt in a place: valves and plugs that are named for it too."""
        if (done := self._valve(need.name)) is not None:
            return done
        leak = need.choose == "main"
        lights = self._meeting.of(("light",), None)
        if need.name.startswith("bright") and not inside.places and len(lights) > 1:
            return self._meeting.ask(lights)
        if need.name == "stuffy" and (aired := self._appliances.aired(inside.places)) is not None:
            return aired
        done = self._meeting.met(replace(need, choose="home") if leak else need, inside, device)
        if done is None or not any(self._places.holds(inside.places, t.room) for t in done.things):
            done = self._hosted(need.name, inside, near=True) or done
        if done is not None and not (leak and not all(_called(t, _MAIN) for t in done.things)):
            return done
        return self._hosted(need.name, inside, near=False) if done is None else None

    def _drunk(self, text: str, done: Done | None) -> Done | None:
        """What is done, with the coffee of which the text speaks; None where the machine makes none of it."""
        drinks = {found[0] for found in _DRINK.finditer(text)}
        if done is None or not drinks:
            return done
        if len(drinks) > 1 or len(done.things) != 1:
            return None
        return self._plan(said.started_with(next(iter(drinks))), done.things)

    def _hosted(self, need: str, where: Where, *, near: bool) -> Done | None:
        """The one plug or switch whose name says that it meets this need: here, else anywhere."""
        pattern = need_cues.hosts().get(need)
        if pattern is None or (near and not where.places):
            return None
        hosts = [t for t in self._meeting.of(tuple(HOSTS), where if near else None) if _called(t, pattern)]
        if not near and where.places and need not in _ANYWHERE:
            return None
        return self._plan(said.TURN_ON, hosts) if len(hosts) == 1 else None

    def _valve(self, need: str) -> Done | None:
        """The one valve whose name says that it is for this need."""
        if need not in _VALVES:
            return None
        pattern, is_open = _VALVES[need]
        valves = self._meeting.of(("valve",), None)
        things = [t for t in valves if _called(t, pattern)]
        if need == "leak" and not things:
            others = [t for t in valves if not _called(t, _OTHER_VALVES)]
            things = [t for t in others if len(others) == 1 and _called(t, _MAIN)]
        return self._plan(wishes.moved(open_it=is_open), things) if len(things) == 1 else None

    def _of_one(self, text: str, here: str | None) -> Done | None:
        """A need that is spoken of one device: a phone that is lost, a television that is too loud."""
        found = _OWN.fullmatch(text)
        if found is not None:
            return self._told(found["t"], wishes.done("ring"), here)
        if _FUMES.fullmatch(text):
            hoods = self._hoods()
            return self._plan(said.TURN_ON, hoods) if len(hoods) == 1 else None
        found = _IN_A_CAR.fullmatch(text)
        if found is not None and (done := self._told(found["t"], _CLIMATE, here)) is not None:
            return done
        if _RICE.fullmatch(text) and (done := self._hosted("rice", Where((), named=False), near=False)):
            return done
        found = _SILENT.fullmatch(text)
        if found is not None:
            return self._told(found["t"], wishes.flagged("muted", value=False), here)
        found = _AJAR.fullmatch(text)
        if found is not None and (done := self._told(found["t"], _CLOSED, here)) is not None:
            return done
        found = _MACHINES.fullmatch(text)
        if found is None:
            return None
        return self._told(found["t"], _volume(more=found["quiet"] is not None), here)

    def _hoods(self) -> tuple[Thing, ...]:
        return tuple(t for t in self._things if _called(t, _HOOD) and t.find_property("on"))

    def _told(self, phrase: str, wish: Wish, here: str | None) -> Done | None:
        meaning = self._referents.find(phrase, here, lambda t: wish.told(t) is not None)
        if not isinstance(meaning, Found) or len(meaning.things) != 1:
            return None
        return self._plan(wish, meaning.things)

    def _used_up(self, text: str) -> Done | None:
        """What has been used up goes on the only list for shopping."""
        gone = _TO_BUY.sub("", text)
        found = _USED_UP.fullmatch(gone)
        lists = [t for t in self._things if wishes.type_of(t) == "list"]
        if gone == text or len(lists) > 1:
            lists = [t for t in lists if _called(t, _SHOPPING)]
        if found is None or len(lists) != 1:
            return None
        action = lists[0].find_action("add")
        if action is None or not action.arguments:
            return None
        entry = f'run add {action.arguments[0].name}="{next(filter(None, found.groups()))}"'
        return self._plan(Wish(lambda _thing: entry, sure=False), lists)

    def _plan(self, wish: Wish, things: Sequence[Thing]) -> Done | None:
        text = wishes.plan(wish, Found(tuple(things)), self._vocabulary)
        return Done(text, tuple(things)) if text is not None and "refuse" not in text else None


def _narrower(first: Done, second: Done) -> Done | None:
    """Of two needs that which the other holds too: `我们出门了,门没锁`."""
    steps = [frozenset(d.text.split("; ")) for d in (first, second)]
    if steps[0] <= steps[1]:
        return first
    return second if steps[1] < steps[0] else None


def _volume(*, more: bool) -> Wish:
    def told(thing: Thing) -> str | None:
        found = thing.find_property("volume")
        return f"volume={'more' if more else 'less'}" if found is not None and found.writable else None

    return Wish(told, sure=False)


def _called(thing: Thing, said: re.Pattern[str]) -> bool:
    return said.search(simplified(thing.name)) is not None
