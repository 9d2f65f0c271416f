"""One Mandarin clause of a command to its plan text: the reading whose words mean something in this home."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from model_core.language.vocabulary import Vocabulary
from model_core.reading import wishes
from model_core.reading.chinese import commands, exceptions, rewording
from model_core.reading.chinese import wishes as said
from model_core.reading.chinese.absent import owned
from model_core.reading.chinese.chores import Chores
from model_core.reading.chinese.commands import Command
from model_core.reading.chinese.inside import IMPLIED, LIT, Inside
from model_core.reading.chinese.own import OwnAbilities
from model_core.reading.chinese.places import key
from model_core.reading.chinese.referents import Referents
from model_core.reading.clauses import Done
from model_core.reading.outcomes import asks, refuses
from model_core.reading.referents import Found, Meaning, Missing, Several
from model_core.reading.wishes import Wish
from model_core.world import Thing

_IMPLIED = {
    **IMPLIED,
    "coffee": frozenset({"coffee maker"}),
    "programme": frozenset({"washer"}),
    "alarm": frozenset({"alarm"}),
    "kettle": frozenset({"kettle"}),
}
"""Types that are meant where no device is said."""
_OWN_WORDS = frozenset({"kettle", "alarm"})
"""What is about these whatever was spoken of before."""
_MOST_WORDINGS = 1
_ELSEWHERE = re.compile(r"(.+?)的?(?:(?:那|这)[盏个台扇把幅部辆只边]|的)")
_AFTERTHOUGHT = re.compile(r"([^,]+),(?:就是|我是?说|我说的是|是)?([^,]{2,12})")
_MEDIA = frozenset({"volume", "muted", "media"})
_INDOORS = re.compile(r"^(?:屋里|屋子里|房间里?|室内)(?=再|更|稍微|要|暖|凉|热|冷|调|温度)")
_NEVER = re.compile(
    r"分钟|小时|秒钟|\d秒|\d点(?!\d)|明天|后天|今晚|明早|早上|晚上|上午|下午|中午|半夜|每天|每晚|工作日|周末|星期|周[一二三四五六日天\d]|"
    r"时候|如果|要是|假如|等.*再|到.*点|以后|定时|日出|日落|天黑后|灯\d$|待会|过一会|稍后|当.*时|只要|除非|直到|一直到"
)
"""What says when or whether is no plain command."""
_QUESTION = re.compile(
    r"[?吗呢谁哪]|多少|多大|多热|多亮|多久|多长|几[盏个台扇把幅部辆度点]|什么|怎么|咋|是不是|有没有|是否|啥|为何"
)


_RELATIVE = re.compile(r"(?:再|更|往[上下高低]|多|少|加|减|升|降|高|低|大|小)+(?:\d|[一1]?点)")
_VERB_FIRST = re.compile(r"(打开|关掉|关闭|拉上|拉开|开|关)(?:一下)?(.+)")
_WHOLE = re.compile(r"(?:全屋|全家|家里|整个家里?|整屋|家里面)(?=打?开|关|拉)")
_SPARED = re.compile(
    r"别动$|那?[台盏]不用$|不要动$|除了.+$|别.{1,2}$|不要.{1,2}$|不[关开拉动]$|除外$|留着$|[只就单仅][留剩].+$"
)
_LEFT_OUT = re.compile(
    r"吧?,?(?:但是?|不过|只是|只有|唯独|就|只)?(?:除了(.+?)(?:以外|之外)?|就?(.+?)(?:别|不要|不用|不)(?:关掉?|打?开|拉|动|关上)|(.+?)(?:要|得|给我|先|就|还)?(?:除外|留着|留一下)|"
    r"(?:给我)?[只就单仅](?:留|剩)(?:着|下|个)?(.+?)(?:开着|亮着|就行)?|"
    r"(?:就|只有|只是|除了)(.+?)(?:别动|不动|不要动|别碰|留着|不用关|不用|不用动|开着))"
)


def _is_mixed(found: Found) -> bool:
    """Whether a group is of devices of all types."""
    return f"{found.target}  ".startswith(("all  ", "all in ", "all except "))


def _only_measures(found: Found) -> bool:
    """Whether a single device can be told nothing at all."""
    thing = found.things[0]
    return len(found.things) == 1 and not thing.actions and not any(p.writable for p in thing.properties)


class Clauses:
    """Reads single Mandarin clauses in one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents
        self._inside = Inside(vocabulary, referents)
        self._chores = Chores(vocabulary, referents)
        self._own = OwnAbilities(vocabulary, referents)

    def command(
        self,
        clause: str,
        here: str | None,
        before: Sequence[Thing] = (),
        *,
        alone: bool,
        heard: str | None = None,
    ) -> Done | None:
        """The plan for a clause; `before` are the devices of the clause before it.

        `alone`: nothing was said before, so that a device may be implied; `heard`: the device that hears it.
        """
        done = self._as_said(clause, here, before, alone=alone, heard=heard)
        if done is None or refuses(done.text):
            done = self._by_its_own_words(clause, here, before) or done
        if done is not None:
            return done
        return next(self._reworded(clause, here, before, alone=alone, heard=heard, depth=0), None)

    def _by_its_own_words(self, clause: str, here: str | None, before: Sequence[Thing]) -> Done | None:
        if _NEVER.search(clause) or _QUESTION.search(clause):
            return None
        return self._own.read(clause, here, before)

    def _reworded(
        self,
        clause: str,
        here: str | None,
        before: Sequence[Thing],
        *,
        alone: bool,
        heard: str | None,
        depth: int,
    ) -> Iterator[Done]:
        """The plans for plainer wordings of a clause, reworded once or twice."""
        joined = clause.replace(" ", "")
        said = [*exceptions.reworded(clause), *rewording.plainer(joined)]
        about = rewording.topic(joined)
        if about is not None and isinstance(self._referents.find(about[0], here), Found | Several):
            said.append("".join(about))
        said += self._afterthought(joined, here)
        for wording in said:
            done = self._as_said(wording, here, before, alone=alone, heard=heard)
            if done is None or refuses(done.text):
                done = self._by_its_own_words(wording, here, before) or done
            if done is not None and not refuses(done.text):
                yield done
            if depth < _MOST_WORDINGS:
                yield from self._reworded(wording, here, before, alone=alone, heard=heard, depth=depth + 1)

    def _afterthought(self, clause: str, here: str | None) -> list[str]:
        """The clause with what it is about in front: `下一首,卧室那个音箱`, `转除湿,客厅的`."""
        found = _AFTERTHOUGHT.fullmatch(clause)
        if found is None:
            return []
        told, said = found[1], found[2]
        whose = _ELSEWHERE.fullmatch(said)
        if whose is not None and self._referents.places.named(key(whose[1])) is not None:
            return [f"{whose[1]}的{told}"]
        meaning = self._referents.find(said, here)
        single = isinstance(meaning, Found) and len(meaning.things) == 1
        return [f"{said}{told}"] if single else []

    def _as_said(
        self,
        clause: str,
        here: str | None,
        before: Sequence[Thing],
        *,
        alone: bool,
        heard: str | None,
    ) -> Done | None:
        spoken, listed = clause, clause.replace(" ", "、")
        clause = _INDOORS.sub("", clause.replace(" ", ""))
        if not clause or _NEVER.search(clause) or _QUESTION.search(clause):
            return None
        if _SPARED.search(clause) and (spared := self._spared(clause, here)) is not None:
            return spared
        spare: Done | None = None
        for command in commands.readings(clause):
            text, things = self._read(command, here, before, alone=alone, heard=heard)
            if text is None:
                continue
            if things and not refuses(text) and not asks(text):
                return Done(text, things)
            spare = spare or Done(text, things)
        if spare is None and (turned := self._placed_first(clause)) is not None:
            return self._as_said(turned, here, before, alone=alone, heard=heard)
        if listed != spoken and spare is None:
            return self._as_said(listed, here, before, alone=alone, heard=heard)
        return self._more_of(clause, before) or spare or self._chores.read(clause, here)

    def _placed_first(self, clause: str) -> str | None:
        """`打开客厅的灯` for `客厅开灯`."""
        said = key(clause)
        place, rest = self._referents.places.take(said)
        if place is None:
            place, rest = self._referents.places.absent(said)
        whole = _WHOLE.match(said) if place is None else None
        if whole is not None:
            rest = said[whole.end() :]
        found = _VERB_FIRST.fullmatch(rest) if place is not None or whole is not None else None
        if found is None or self._referents.type_named(found[2]) is None:
            return None
        return f"{found[1]}{said.removesuffix(rest)}的{found[2]}"

    def _spared(self, clause: str, here: str | None) -> Done | None:
        """A command for a group, and what is left out of it: `所有的灯都关了，台灯别关`."""
        for end in range(2, len(clause) - 1):
            left_out = _LEFT_OUT.fullmatch(clause[end:])
            if left_out is None:
                continue
            said_of = next(g for g in left_out.groups() if g)
            head = clause[:end]
            for command in (c for h in (head, *rewording.plainer(head)) for c in commands.readings(h)):
                found = self._referents.find(command.target, here, every=command.every)
                if not isinstance(found, Found) or not found.target:
                    continue
                group = self._referents.except_for(found, said_of, here)
                if group is None:
                    continue
                wish = said.of_everything(command.wish) if _is_mixed(group) else command.wish
                text = wishes.plan(wish, group, self._vocabulary)
                if text is not None and not refuses(text):
                    return Done(text, group.things)
        return None

    def _more_of(self, clause: str, before: Sequence[Thing]) -> Done | None:
        """A value alone, for the devices of the clause before."""
        relative = _RELATIVE.match(clause) is not None
        wish = said.settings(clause, None) if before and not relative else None
        if wish is None or not all(wish.told(t) for t in before):
            return None
        text = wishes.plan(wish, Found(tuple(before)), self._vocabulary)
        return Done(text, tuple(before)) if text else None

    def _read(
        self, command: Command, here: str | None, before: Sequence[Thing], *, alone: bool, heard: str | None
    ) -> tuple[str | None, tuple[Thing, ...]]:
        if not command.target:
            meaning = self._implied(command, here, before, alone=alone, heard=heard)
        else:
            meaning = self._referents.find(
                command.target, here, lambda t: command.wish.told(t) is not None, every=command.every
            )
        if command.target and (meaning is None or (isinstance(meaning, Found) and _is_mixed(meaning))):
            meaning = self._inside.meant(command, here) or meaning
        if meaning is None and before and command.target:
            meaning = self._elsewhere(command.target, before)
        if meaning is None and command.plain and command.target:
            return self._one_by_one(command.wish, command.target, here)
        if meaning is None or (
            isinstance(meaning, Missing)
            and not (
                command.plain or command.measured or (command.placed and self._is_placed(command.target))
            )
        ):
            return None, ()
        wish = command.wish
        if isinstance(meaning, Found) and f"{meaning.target}  ".startswith(
            ("all  ", "all in ", "all except ")
        ):
            wish = said.of_everything(wish)
        text = wishes.plan(wish, meaning, self._vocabulary)
        if text is None and command.plain and isinstance(meaning, Found) and _only_measures(meaning):
            text = f"refuse unable: {', '.join(self._vocabulary.labels[t.id] for t in meaning.things)}"
        return text, () if isinstance(meaning, Missing) else meaning.things

    def _is_placed(self, phrase: str) -> bool:
        """Whether words say where the device is, or whose: `餐厅的灯关了` is a wish even so."""
        said = key(phrase)
        places = self._referents.places
        placed = any(place is not None and rest for place, rest in (places.take(said), places.absent(said)))
        return placed or owned(phrase) is not None

    def _elsewhere(self, phrase: str, before: Sequence[Thing]) -> Found | None:
        """`卧室那台`: the one in another place of the type that was spoken of before."""
        said = _ELSEWHERE.fullmatch(phrase)
        named = self._referents.places.named
        place = (named(key(said[1])) or named(f"{key(said[1])}那")) if said else None
        kinds = {wishes.type_of(t) for t in before}
        if place is None or len(kinds) != 1:
            return None
        things = self._referents.of_type(next(iter(kinds)), (place,))
        return Found(things) if len(things) == 1 else None

    def _one_by_one(self, wish: Wish, phrase: str, here: str | None) -> tuple[str | None, tuple[Thing, ...]]:
        """A list of devices of which some are not there."""
        parts = self._referents.parts(phrase)
        texts: list[str] = []
        things: list[Thing] = []
        for part in parts if len(parts) > 1 else ():
            found = self._referents.find(part, here, lambda t: wish.told(t) is not None)
            text = wishes.plan(wish, found, self._vocabulary) if isinstance(found, Found | Missing) else None
            if text is None:
                return None, ()
            texts.append(text)
            things += found.things if isinstance(found, Found) else ()
        return ("; ".join(texts), tuple(things)) if things else (None, ())

    def _implied(
        self, command: Command, here: str | None, before: Sequence[Thing], *, alone: bool, heard: str | None
    ) -> Meaning | None:
        """The devices that a property alone means: those here, else the only one there is."""
        types = _IMPLIED.get(command.role, frozenset())
        other = command.role in _OWN_WORDS and any(wishes.type_of(t) not in types for t in before)
        if before and not other:
            told = all(command.wish.told(t) for t in before) and not (command.every and len(before) == 1)
            return Found(tuple(before)) if told else None
        things = tuple(t for t in self._vocabulary.world.things if wishes.type_of(t) in types)
        if not things or not (alone or command.role in _OWN_WORDS):
            return None
        if command.role in _MEDIA:
            things = tuple(t for t in things if command.wish.told(t))
        near = tuple(t for t in things if here is not None and t.room == here)
        if command.role in LIT and len(near) > 1 and here is not None:
            return self._referents.selected("light", near, (here,))
        chosen = near or things
        if command.role in _MEDIA and len(near) != 1:
            chosen = tuple(t for t in things if t.id == heard) or things
        if len(chosen) == 1 and command.wish.told(chosen[0]):
            return Found(chosen)
        if command.role in LIT and (near or here is not None):
            return None
        able = tuple(t for t in near or things if command.wish.told(t))
        return Several(able) if len(able) > 1 else None
