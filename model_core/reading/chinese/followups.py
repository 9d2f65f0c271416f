"""What follows an earlier turn in Mandarin: it, the other one, another place or value, undo, an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from model_core.errors import InvalidPlan
from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.plan import AskStep, GetStep, LaterStep, Plan, Question, RunStep, SetStep, Step
from model_core.reading import wishes
from model_core.reading.chinese import commands
from model_core.reading.chinese.clauses import Clauses
from model_core.reading.chinese.groups import GROUPED
from model_core.reading.chinese.nouns import NOUNS
from model_core.reading.chinese.places import key
from model_core.reading.chinese.referents import Referents
from model_core.reading.chinese.text import marked, numbers, plain, tidy
from model_core.reading.chinese.traditional import simplified
from model_core.reading.clauses import Done
from model_core.reading.outcomes import asks, refuses
from model_core.reading.referents import Found, Missing
from model_core.reading.repeating import Repeating, undone
from model_core.reading.wishes import Wish
from model_core.world import Thing, Turn

_NEVER = re.compile(
    r"(?:哦|啊|嗯|那|还是|,)*(?:算了|不用了?|取消|没事儿?了?|不要了|当我没说|别弄了|不必了)(?:吧|,|没事了?|不用了?)*"
)
_UNDO = re.compile(
    r"(?:不对|不行|错了|哎呀|不是|算了|不好|[,;])*(?:还是|再|给我|帮我|把它|把刚才的)*(?:"
    r"(?:恢复|还原|复原|撤销|撤回|调|改|变|换|弄|退|搞)(?:回|到|成|为)?(?:去|来)?(?:之前|刚才|原来|原先|先前|以前)(?:的|那样|那个|样子|状态|设置)*"
    r"(?:亮度|音量|声音|温度|颜色|位置|色温|风速)?|"
    r"(?:恢复|还原|复原|撤销|撤回)(?:一下|回去|原样|原状|刚才的操作)?|(?:调|改|变|换|弄|退|搞)回去)"
)
_AGAIN = re.compile(r"再来(?:一|1)?[次遍]|再(?:一|1)[次遍]|重复(?:一下|1遍|一遍)?")
_SORRY = r"(?:不对|不是(?:这个|那个)?|错了|搞错了|说错了|弄错了|哎呀|哦|[,;])*"
_INSTEAD = re.compile(
    rf"(?=不|错|搞|说错|弄|哎|哦){_SORRY}(?:我说的?是|我要的?是|我是说|应该是|我指的?是|是)(?P<x>.+)"
)
_TOO = re.compile(
    r"(?:还有|以及|另外|连)(?P<x>[^,;]+?)(?:也)?(?:一样|这样|同样)?(?:处理)?|(?P<y>[^,;]+?)(?:也是?|同样)(?:一样|这样|如此|这么[弄办调])?(?:的|处理)?"
)
_ABOUT = re.compile(r"(?:那|那么|还有)?(?P<x>[^,;]+?)(?:呢|怎么样)\??")
_OTHER = re.compile(
    r"(?:那|那么)?(?:另外?|别的?|其他的?)(?:一|1|那)?[个盏台扇边只把间](?P<too>也一样|也|呢)?\??"
)
_ONE = re.compile(r"(?:的|里的|那边的)?(?:(?:那|这)[个盏台扇边只把间]|那边|的|里)?$")
_WHICH = re.compile(r"^(?:(?:那|这)[个盏台扇边只把间]|那边)")
_IT = re.compile(r"[把让叫给]?(?:它们?|那个|这个|刚才那个)(?:给我|帮我|也)?")
_BOTH = re.compile(r"(?:[2两]个|全部?|都|所有的?|一起)(?:都)?(?:要|开|关|行|算)?(?:上)?")
_ORDINAL = re.compile(r"(?:第)?([1一2二两3三]|前|后|最后)(?:[个盏台扇只]|者|那个)(?:的)?")
_ORDINALS = {"1": 0, "一": 0, "前": 0, "2": 1, "二": 1, "两": 1, "后": -1, "3": 2, "三": 2, "最后": -1}
_MEANT = re.compile(rf"^{_SORRY}(?:就|我说的?是|我要的?是|我要|我是说|应该是|要|是|选)*")
_THEN = re.compile("那就|那把|那你")
"""What was only asked about is told something with these words alone."""
_LONGEST = 16
_SHORTEST = 2


class ChineseFollowUps:
    """Reads Mandarin sentences by the turn before them, in one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents
        self._clauses = Clauses(vocabulary, referents)
        self._repeating = Repeating(vocabulary)

    def read(self, utterance: str, here: str | None, last: Turn) -> str | None:
        """The plan text of a sentence that needs the turn before it, or None."""
        sentence = plain(utterance).removesuffix("吧")
        if not sentence or len(sentence) > _LONGEST:
            return None
        try:
            plan = parse(last.plan, self._vocabulary, utterance=last.utterance)
        except InvalidPlan:
            return None
        if not plan.steps:
            return None
        step = plan.steps[-1]
        if isinstance(step, AskStep | LaterStep) and _NEVER.fullmatch(sentence):
            return "cancel"
        if isinstance(step, AskStep):
            return self._chosen(sentence, here, step, last)
        return self._after(sentence, tidy(numbers(marked(utterance, fold=True))), here, plan, last)

    def _after(self, sentence: str, whole: str, here: str | None, plan: Plan, last: Turn) -> str | None:
        acted = all(isinstance(s, SetStep | RunStep) for s in plan.steps)
        if not acted and not all(isinstance(s, GetStep) for s in plan.steps):
            return None
        if acted and _UNDO.fullmatch(sentence):
            return undone(last.plan) if all(isinstance(s, SetStep) for s in plan.steps) else None
        if acted and _AGAIN.fullmatch(sentence):
            return last.plan if "previous" not in last.plan else None
        things = tuple(self._things(plan))
        if not things:
            return None
        if len(plan.steps) == 1 and (again := self._again(whole, here, plan.steps[-1], things)) is not None:
            return again
        if not acted and _THEN.match(whole) is None:
            return None
        return self._of_them(sentence, here, things) or self._elsewhere(sentence, here, things)

    def _things(self, plan: Plan) -> Iterator[Thing]:
        """The devices of a plan, each once."""
        ids = (i for s in plan.steps if isinstance(s, SetStep | RunStep | GetStep) for i in s.devices)
        for i in dict.fromkeys(ids):
            if (thing := self._vocabulary.world.thing(i)) is not None:
                yield thing

    def _again(self, sentence: str, here: str | None, step: Step, things: tuple[Thing, ...]) -> str | None:
        """The same for another device or place: `还有卧室的`, `不对,是书房那盏`, `另一个呢`."""
        other = _OTHER.fullmatch(sentence)
        if other is not None:
            found = self._repeating.other(things) if other["too"] else None
            return self._repeating.repeat(step, found) if found else None
        patterns = (_ABOUT, _INSTEAD) if isinstance(step, GetStep) else (_INSTEAD, _TOO)
        for pattern in patterns:
            said = pattern.fullmatch(sentence)
            words = next((g for g in said.groups() if g), "") if said is not None else ""
            if words and (meant := self._others(words, here, things)):
                return self._repeating.repeat(step, meant)
        return None

    def _others(self, words: str, here: str | None, things: tuple[Thing, ...]) -> tuple[Thing, ...]:
        """The devices that words mean beside those of the last turn; for a place, those of the same type."""
        bare = _ONE.sub("", words)
        place = self._referents.places.named(key(bare)) or self._referents.places.named(key(words))
        kinds = {wishes.type_of(t) for t in things}
        if place is not None:
            alike = self._referents.of_type(next(iter(kinds)), (place,)) if len(kinds) == 1 else ()
            alike = tuple(t for t in alike if t not in things)
            several = len(things) > 1 or not kinds.isdisjoint(GROUPED)
            return alike if len(alike) == 1 or several else ()
        found = self._referents.find(words, here)
        if not isinstance(found, Found) or set(found.things) & set(things):
            return ()
        return found.things

    def _of_them(self, sentence: str, here: str | None, things: tuple[Thing, ...]) -> str | None:
        """A command that leaves its device out or says 它: `再亮一点`, `关掉它`, `换成红色`."""
        wanted = re.sub(rf"^{_SORRY}|^(?:还是|那就|那你|那)", "", sentence)
        done = self._clauses.command(wanted, here, things, alone=False)
        if done is not None and _is_about(done, things):
            return done.text
        if len(things) != 1:
            return None
        rest, pronouns = _IT.subn("", wanted)
        if pronouns > 1 or len(rest) < _SHORTEST:
            return None
        name = self._called(things[0])
        for said in (f"{name}{rest}", f"把{name}{rest}"):
            done = self._clauses.command(said, here, (), alone=False)
            if done is not None and done.things == things and _is_about(done, things):
                return done.text
        return None

    def _elsewhere(self, sentence: str, here: str | None, things: tuple[Thing, ...]) -> str | None:
        """A command for those of the same type in another place: `书房的也关掉`."""
        said = key(sentence)
        place, rest = self._referents.places.take(said)
        kinds = {wishes.type_of(t) for t in things}
        noun = NOUNS.get(next(iter(kinds)), ("",))[0] if len(kinds) == 1 else ""
        if place is None or not noun or any(t.room == place for t in things):
            return None
        done = self._clauses.command(
            f"{said.removesuffix(rest)}{noun}{_WHICH.sub('', rest)}", here, (), alone=False
        )
        if done is None or refuses(done.text) or asks(done.text):
            return None
        return done.text if {wishes.type_of(t) for t in done.things} == kinds else None

    def _called(self, thing: Thing) -> str:
        alike = self._vocabulary.labels[thing.id] != thing.name.casefold()
        return plain(simplified(f"{thing.room or ''}{thing.name}" if alike else thing.name))

    def _chosen(self, sentence: str, here: str | None, asked: AskStep, last: Turn) -> str | None:
        """What was wanted, of the choice that a sentence names."""
        if asked.question is not Question.WHICH or len(asked.choices) < _SHORTEST:
            return None
        choices = tuple(t for i in asked.choices if (t := self._vocabulary.world.thing(i)) is not None)
        chosen = self._choice(_MEANT.sub("", sentence, count=1), choices)
        if not chosen:
            return None
        for command in commands.readings(plain(simplified(last.utterance)).replace(" ", "")):
            if not command.target or not all(command.wish.told(t) for t in choices):
                continue
            meant = self._referents.find(command.target, here, _able(command.wish))
            if meant is not None and not isinstance(meant, Missing) and set(meant.things) == set(choices):
                return wishes.plan(command.wish, Found(chosen), self._vocabulary)
        return None

    def _choice(self, words: str, choices: tuple[Thing, ...]) -> tuple[Thing, ...]:
        if _BOTH.fullmatch(words):
            return choices
        ordinal = _ORDINAL.fullmatch(words)
        if ordinal is not None:
            number = _ORDINALS[ordinal[1]]
            return (choices[number],) if number < len(choices) else ()
        place = self._referents.places.named(key(_ONE.sub("", words)))
        if place is not None:
            inside = tuple(t for t in choices if self._referents.places.holds((place,), t.room))
            return inside if len(inside) == 1 else ()
        said = key(_ONE.sub("", words))
        found = self._referents.find(words, None, lambda t: t in choices)
        if isinstance(found, Found) and set(found.things) <= set(choices):
            return found.things
        called = tuple(t for t in choices if len(said) >= _SHORTEST and said in key(t.name))
        return called if len(called) == 1 else ()


def _able(wish: Wish) -> Callable[[Thing], bool]:
    return lambda thing: wish.told(thing) is not None


def _is_about(done: Done, things: tuple[Thing, ...]) -> bool:
    """Whether a command changes what was last spoken of."""
    return not refuses(done.text) and not asks(done.text) and set(done.things) <= set(things)
