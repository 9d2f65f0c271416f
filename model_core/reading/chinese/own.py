"""What devices are told by the names of their own abilities: `升降桌升到110厘米`, `猫砂盆清理一下`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from model_core.language.vocabulary import Vocabulary
from model_core.plan import Word
from model_core.reading import roles, wishes
from model_core.reading.chinese import levels
from model_core.reading.chinese.abilities import COMMON, Ability, abilities
from model_core.reading.chinese.nouns import PROPERTIES
from model_core.reading.chinese.own_values import ME, valued
from model_core.reading.chinese.referents import Referents
from model_core.reading.clauses import Done
from model_core.reading.nouns import NOUNS
from model_core.reading.outcomes import refuses
from model_core.reading.referents import Found
from model_core.reading.wishes import Wish
from model_core.world import Action, Attribute, Kind, Thing

_CLIMATE = frozenset({"climate", "climate_on"})
_COVERS = frozenset({"windows", "window", "sunroof", "lid", "cover", "hatch", "damper", "roof"})
"""What is opened by a share of its way."""
_LONGEST = 40
_ON = re.compile(
    rf"{ME}(?:打开|打起来|打着|开启|开开|开起来?|开上|开个|开一开|启动|启用|亮起来|用上|整上|弄上|搞起|搞上|安排上|开)"
    r"(?:一下|了|来)?"
)
_OFF = re.compile(
    rf"{ME}(?:全|都)*{ME}(?:关掉|关闭|关上|关了|关一关|停掉|停了|停下来?|停用|停|取消|解除|撤了|不要了?|不用(?:开|了)了?|"
    r"别开着?了?|灭掉|灭了|断了|断掉|关)(?:一下|它)?"
)
_ON_FIRST = re.compile(rf"{ME}(?:打开|开启|启动|启用|开始|开上|开个|来个|整个|用上|开)(?:一下)?")
_OFF_FIRST = re.compile(
    rf"{ME}(?:关掉|关闭|停掉|停止|停了|取消|解除|撤掉|停|关|(?:先)?(?:别|不要|不用|不必|用不着)(?:再)?(?:开着?)?)(?:一下)?"
)
_NO_MORE = re.compile(r"(?:先)?(?:别|不要|不用|不必|用不着)(?:再)?(?:开着?)?")
_LOCKS: Mapping[bool, re.Pattern[str]] = {
    True: re.compile(rf"{ME}(?:锁上|锁住|锁好|上锁|上|加上|设上|锁)了?"),
    False: re.compile(rf"{ME}(?:解开|解锁|解除|解掉|解了|撤掉|撤了|打开锁|解)了?"),
}
"""What is said of a lock that is a part of a device: `童锁锁上`."""
_DEED = re.compile(
    "保温|消毒|杀菌|烘干|风干|除霜|换气|通风|排风|速冻|速冷|急冻|增氧|除臭|"
    "充电|录像|录音|吹风|摇头|扫风|摆风|震动|除湿|加湿|预热|除垢|静音"
)
"""Abilities whose names are verbs: said alone of a device, they are wanted."""
_BEGUN = re.compile(r"(?:一下|一会儿?|起来|上|着)?")
_TWO_NUMBERS = re.compile(r"\d \d")
_EATEN = r"(?:猫粮|狗粮|鱼食|鱼粮|鸟食|饲料|粮食|食物|零食|粮|食|饭|水)?"
_ENDED = r"(?:一下子?|一遍|[1一]次|[1一]回|一份|一顿|一把|一勺|下|去|来|上去|下去|起来|下来|出来)?"
_DO = re.compile(rf"{ME}(?:开始|进行|执行|做)?")
_DONE = re.compile(rf"(?:(?P<n>\d+|两|一)(?:份|勺|次|杯|顿|把|下|遍|回))?{_ENDED}{_EATEN}{_ENDED}")
_END = re.compile(f"{_EATEN}{_ENDED}")
_PORTION = re.compile(r"(?P<n>\d+|两|一)?[份勺次顿把]的?[猫狗鱼鸟]?")
"""What may part a verb from its object: `出一份粮`."""
_BEFORE = re.compile(r"^(?:把|将|让|叫|给|使|请|往|对)")
_BARE = re.compile(rf"{ME}(?:\d|最|一半)")
"""A value with no verb, which may be of anything."""
_JOINED = re.compile(
    r"^(?:[把将]|车[里上内]面?的?|车的?(?=空调)|的|上的?|上面的?|里的?|里面的?|上头的?|自带的?|那个|那边的?|那盏|的那个)"
)
_FOR_WHOM = re.compile(r"^给[^,;]{1,4}?(?=[出放投喂加])")
_OF_CARS = frozenset({"charge limit", "driver seat heating", "passenger seat heating", "windows"})
_SHARED = frozenset(said for said, name in PROPERTIES.items() if name not in _OF_CARS and len(said) > 1) | {
    *("灯", "空调", "门", "窗", "清", "扫", "洗", "放", "转"),
}
"""Words of abilities that many devices have."""
_OF_WHOM = re.compile(r"^(?:把|将)?(?P<verb>打开|关掉|关闭|开启|启动|停掉|开|关|停)(?:一下)?(?P<t>.+)$")


@dataclass(frozen=True, slots=True)
class _Known:
    """What one device can be told."""

    words: Sequence[tuple[str, Ability]]
    """With what each names, the longest first."""
    number: Attribute | None
    """What a value alone is of."""

    def may_be_told(self, text: str, joined: str) -> bool:
        """Whether a text, or what is left of it without portions, may be about one of them."""
        return self.number is not None or any(said in text or said in joined for said, _ in self.words)


class OwnAbilities:
    """Reads what is said of the abilities that devices of one home describe themselves."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents
        self._known = {t.id: _Known(abilities(t), _only_number(t)) for t in vocabulary.world.things}

    def read(self, clause: str, here: str | None, before: Sequence[Thing] = ()) -> Done | None:
        """The plan for a clause in plain form; None for any other. `before`: those of the clause before."""
        text = clause.replace(" ", "")
        if not text or len(text) > _LONGEST or _TWO_NUMBERS.search(clause):
            return None
        joined = _PORTION.sub("", text)
        able = tuple(t for t in self._vocabulary.world.things if self._known[t.id].may_be_told(text, joined))
        for device, rest in _parted(text) if able else ():
            done = self._of(device, rest, here, able)
            if done is not None:
                return done
        if len(before) == 1:
            return self._done(_wish(self._known, text), Found(tuple(before)))
        return self._implied(text, able)

    def _implied(self, text: str, able: Sequence[Thing]) -> Done | None:
        """What but one device can be told, by words that no other has: `出一份猫粮`, `换气打开`."""
        rest = _FOR_WHOM.sub("", text)
        wish = Wish(lambda t: _single(_told(t, self._known[t.id].words, rest)), sure=False)
        told = tuple(filter(wish.can, able))
        named = [said for t in told for said, _ in self._known[t.id].words if said not in _SHARED]
        bare = reduce(lambda left, said: left.replace(said, ""), named, text)
        common = any(said in bare for said in _SHARED)
        return self._done(wish, Found(told)) if len(told) == 1 and not common else None

    def _of(self, device: str, rest: str, here: str | None, able: Sequence[Thing]) -> Done | None:
        wish = _wish(self._known, rest)
        if not any(map(wish.can, able)):
            return None
        found, plainly = self._referents.find(device, here, wish.can), self._referents.find(device, here)
        if isinstance(plainly, Found) and isinstance(found, Found) and plainly.things != found.things:
            return None
        return self._done(wish, found) if isinstance(found, Found) else None

    def _done(self, wish: Wish, found: Found) -> Done | None:
        if not all(wish.can(t) for t in found.things):
            return None
        text = wishes.plan(wish, found, self._vocabulary)
        return None if text is None or refuses(text) else Done(text, found.things)


def _parted(text: str) -> Iterator[tuple[str, str]]:
    """The words for a device and what is said of it, wherever they may meet, the longest name first."""
    bare = _BEFORE.sub("", text)
    for end in range(len(bare) - 1, 0, -1):
        yield bare[:end], _JOINED.sub("", bare[end:])
        yield bare[end:], bare[:end]
    found = _OF_WHOM.match(text)
    if found is not None:
        for end in range(len(found["t"]) - 1, 0, -1):
            yield found["t"][:end], _JOINED.sub("", found["t"][end:]) + found["verb"]


def _wish(known: Mapping[str, _Known], rest: str) -> Wish:
    """What a device is told by the rest of a clause, by its own abilities."""

    def told(thing: Thing) -> str | None:
        own = known[thing.id]
        return _single(_told(thing, own.words, rest)) or _unnamed(own.number, rest)

    return Wish(told, sure=False)


def _single(texts: Iterator[str]) -> str | None:
    found = dict.fromkeys(texts)
    return next(iter(found)) if len(found) == 1 else None


def _told(thing: Thing, known: Sequence[tuple[str, Ability]], rest: str) -> Iterator[str]:
    """What each ability that the text names, by as many characters as any, is told by it."""
    longest = 0
    for said, ability in known:  # the longest words first
        if len(said) < longest:
            return
        text = _action(ability, said, rest) if isinstance(ability, Action) else _set(ability, said, rest)
        if text is None and ability.name in _CLIMATE:
            text = _warmed(thing, ability.name, said, rest)
        if text is not None:
            longest = len(said)
            yield text


def _set(attribute: Attribute, said: str, rest: str) -> str | None:
    if attribute.kind is Kind.BOOLEAN:
        turned = _turned(said, rest)
        return None if turned is None else f"{attribute.name}={'true' if turned else 'false'}"
    if attribute.minimum == 0 and levels.is_short(attribute) and _turned(said, rest) is False:
        return f"{attribute.name}=0"
    if not rest.startswith(said):
        return None
    if (
        attribute.name in _COVERS
        and roles.is_number(attribute)
        and (turned := _turned(said, rest)) is not None
    ):
        return f"{attribute.name}={Word.MAXIMUM if turned else Word.MINIMUM}"
    return valued(attribute, rest[len(said) :])


def _warmed(thing: Thing, switch: str, said: str, rest: str) -> str | None:
    """`车里空调开到24度`: the climate of a car is switched on, and set; `空调温度24度`: it is set."""
    target = roles.find(thing, "target_temperature")
    if target is None or not rest.startswith(said):
        return None
    text = rest[len(said) :].removeprefix("的")
    told = valued(target, text.removeprefix("温度"))
    if told is None or text.startswith("温度"):
        return told
    return f"{switch}=true, {told}"


def _turned(said: str, rest: str) -> bool | None:
    if rest.endswith("了") and _NO_MORE.fullmatch(rest, 0, max(0, len(rest) - len(said) - 1)):
        rest = rest.removesuffix("了")
    if _DEED.fullmatch(said) and rest.startswith(said) and _BEGUN.fullmatch(rest, len(said)):
        return True
    if said.endswith("锁"):
        for turned, around in _LOCKS.items():
            if rest.startswith(said) and around.fullmatch(rest, len(said)):
                return turned
            if rest.endswith(said) and around.fullmatch(rest, 0, len(rest) - len(said)):
                return turned
    for turned, behind, before in ((True, _ON, _ON_FIRST), (False, _OFF, _OFF_FIRST)):
        if rest.startswith(said) and behind.fullmatch(rest, len(said)):
            return turned
        if rest.endswith(said) and before.fullmatch(rest, 0, len(rest) - len(said)):
            return turned
    return None


def _unnamed(number: Attribute | None, rest: str) -> str | None:
    """A value alone, where the device has but one number that it can be: `桌子升到75`."""
    if number is None or _BARE.match(rest):
        return None
    return valued(number, rest)


def _only_number(thing: Thing) -> Attribute | None:
    own = [p for p in thing.properties if p.writable and roles.is_number(p)]
    if len(own) != 1 or own[0].name in COMMON or wishes.type_of(thing) in NOUNS:
        return None
    return own[0]


def _action(action: Action, said: str, rest: str) -> str | None:
    found = _deed(said, rest) or _portioned(said, rest)
    if found is None or any(a.kind is Kind.STRING and not a.choices for a in action.arguments):
        return None
    counts = [a for a in action.arguments if roles.is_number(a)]
    number = {"两": "2", "一": "1"}.get(found["n"] or "", found["n"] or "")
    if number and number != "1" and len(counts) != 1:
        return None
    told = f" {counts[0].name}={number}" if number and len(counts) == 1 else ""
    return f"run {action.name}{told}"


def _deed(said: str, rest: str) -> re.Match[str] | None:
    """`自己清理一遍`: the words of an action, with nothing around them that says something else."""
    at = rest.find(said)
    if at < 0 or _DO.fullmatch(rest, 0, at) is None:
        return None
    return _DONE.fullmatch(rest, at + len(said))


def _portioned(said: str, rest: str) -> re.Match[str] | None:
    """`出一份猫粮`: the verb and its object with a portion between them."""
    for found in _PORTION.finditer(rest) if len(said) > 1 else ():
        verb, thing = rest[: found.start()], rest[found.end() :]
        if not (verb.endswith(said[0]) and thing.startswith(said[1:])):
            continue
        if _DO.fullmatch(verb[:-1]) and _END.fullmatch(thing, len(said) - 1):
            return found
    return None
