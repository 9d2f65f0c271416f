"""Mandarin sentences about another time: `十分钟后关灯`, `每天早上七点半打开窗帘`, `明天八点叫我起床`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese import clock, due_now, lengths, telling
from model_core.reading.chinese.nouns import NOUNS, THINGS
from model_core.reading.chinese.referents import Referents
from model_core.reading.chinese.text import plain
from model_core.reading.chinese.timely import ORDERS, WISHES, kept_parts
from model_core.reading.outcomes import asks, refuses
from model_core.reading.referents import Found
from model_core.world import Turn

Commands = Callable[[str], str | None]

_SOON = r"(?:(?:等|待|过)[一1]?会,?|[一1]会,?|就,?)?"
_DELAY = re.compile(
    rf"{_SOON}(?:(?:再|等|(?<!每)隔|过|晚)*)(?<![剩差有余到每])(?P<d>{lengths.LENGTH})(?:以后|"
    rf"之后|过后|后(?!面|院|门|备|视|的)|的时候|过了)"
)
_PASSED = re.compile(
    rf"{_SOON}(?:再?过|再?等|(?<!每)隔)(?P<d>{lengths.LENGTH})(?=[,再就把叫提关开喊跟给替帮让你催说讲记拉锁停吱告通知打调])"
    rf"(?:,?(?:再|就))?"
)
_SET_TO_STOP = re.compile(rf"定时(?P<d>{lengths.LENGTH})(?=关|停|断|熄)")
_SHORTLY = re.compile(rf"(?:等|待|过)?[1一]?会,就?(?P<d>{lengths.LENGTH})(?:以后|之后|后)?,?")
_UNTIL_CALLED = re.compile(
    rf"(?<![延推迟长缩加减早晚前少多再每隔])(?P<d>{lengths.LENGTH})(?:到点|到时候?|到了|时间到了?|"
    rf"到|,|就)*(?=(?:叫|喊|提醒|催|弄|摇|闹)我?)"
)
_LEFT_OVER = re.compile(
    r"^(?:,|的时候|的话|就|再|请|帮我|给我|自动|定时|要|记得|准时|都|得)+|,+$|(?:设个?|定个?)?定时$"
)
_ALARM_ONLY = re.compile(
    r"的?(?:我?[要想]?(?:给我|帮我)?(?:设定?|定|上|开|调|加|来|建|弄|整|搞)(?:好|了|上)?(?:[一1]?个|"
    r"到)?的?)?闹[钟铃表]?|"
    r"(?:的?闹[钟铃])?(?:给我)?(?:设|定|上|开|调|加)(?:上|好|一下|[1一]?个)|(?:我?要|得)?起床|"
    r"的?闹[钟铃]响?(?:设|定)?(?:上|好)?"
)
_ON_PHONE = re.compile(
    r"(?:在|往|用|到|把|给)?(?P<phone>[^,]+?)(?:上面|上|里)?(?:也|再|都|给我|给|帮我|替我)*(?:设定?|"
    r"定|上|开|调|加|来|建|弄|整)"
    r"(?:好|了|上)?(?:[一1]?个|到)?的?闹[钟铃](?:,.+)?|"
    r"(?:在|往|给)?(?P<phone2>[^,]+?)(?:上面|上|里)的?闹[钟铃](?:,.+)?"
)
_OF_IT = re.compile(r"[他她它]的")
_DEVICE = re.compile(
    "|".join(map(re.escape, {*THINGS, *(n for ns in NOUNS.values() for n in ns if len(n) > 1)}))
)
_BY_ITSELF = re.compile(r"自己|自动|自个儿?|定时")
_DAZZLED = re.compile(r"[晒照刺晃]|得我|太|死了|醒")
"""What is said of the sun, and is no time."""
_PHONE = re.compile(r"(?:手机|平板|iphone|ipad)(?:上|里|定|设|上面)[^,]*闹[钟铃]")
_CHANGED = re.compile(
    r"(?:算了,?|还是)?(?:(?:把|将)?(?:那个)?闹[钟铃])?(?:往[前后]挪|推迟|提前)?,?(?:给我)?(?:改|"
    r"调|换|挪|推|定)(?:成|到|为|至)(?P<t>.+)"
)
_ALARM = re.compile(r"later (?P<at>at \d\d?:\d\d)(?P<days>(?: [a-z]+)?)")
_ONE_TARGET = re.compile(r"(?:set|run) (?P<t>(?!all\b)[^:;,]+): [^;]+")
_DOING = re.compile(r"^(?:set|run) ")
_TOO = re.compile("也|同样|一样|一起|一块儿?")


@dataclass(frozen=True, slots=True)
class _Timed:
    trigger: str
    rest: str
    """The sentence without its time."""
    after: str
    """What of it comes after the time."""


class Later:
    """Reads what is to be done at another time, in one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        things = vocabulary.world.things
        phones = [t for t in things if t.type == "phone" and t.find_action("notify")]
        self._vocabulary = vocabulary
        self._referents = referents
        self._phone = vocabulary.labels[phones[0].id] if len(phones) == 1 else None
        self._names = tuple(plain(n) for names in vocabulary.names.values() for n in names)

    def read(self, sentence: str, last: Turn | None, commands: Commands) -> str | None:
        """The plan text of a sentence in its timely form with one time in it; `commands` reads what is left.

        `last` is the turn before it, whose alarm may get another time.
        """
        sentence = self._parted(sentence, commands)
        parts = sentence.split(",")
        timed = [n for n, part in enumerate(parts) if self._timed(part) is not None]
        apart = due_now.told(parts, timed[0]) if len(timed) == 1 else None
        waits = next(self._readings(apart[0], last, commands), None) if apart is not None else None
        if apart is not None and waits is not None:
            return self._due(waits, apart[1], commands)
        both = self._in_between(parts, timed[0], last, commands) if len(timed) == 1 else None
        return both or next(self._readings(sentence, last, commands), None)

    def _parted(self, sentence: str, commands: Commands) -> str:
        """A sentence with a comma before its time and before what is due now, where wishes come before."""
        parts = sentence.split(",")
        for n, part in enumerate(parts):
            now = due_now.begins(part)
            waits = self._timed(part[:now]) if now is not None else None
            if waits is not None and waits.rest:
                parts[n] = f"{part[:now]},{part[now:]}"
        parts = ",".join(parts).split(",")
        for n, part in enumerate(parts):
            timed = self._timed(part)
            left = timed.rest.removesuffix(timed.after) if timed is not None and timed.after else ""
            if left and part.startswith(left) and is_wish(commands, left):
                parts[n] = f"{left},{part.removeprefix(left)}"
        return ",".join(parts)

    def _in_between(self, parts: list[str], timed: int, last: Turn | None, commands: Commands) -> str | None:
        """What is due now before the part with the time and behind it, where that names its own device."""
        behind = parts[timed + 1 :]
        first = next((n for n, part in enumerate(behind, timed + 1) if self._names_device(part)), None)
        if first is None or not due_now.follows(behind) or not is_read(commands, ",".join(parts[:timed])):
            return None
        waits = next(self._readings(",".join(parts[:first]), last, commands), None)
        if waits is None or waits.startswith("later"):
            return None
        return self._due(waits, ",".join(parts[first:]), commands)

    def _due(self, waits: str, said: str, commands: Commands) -> str | None:
        """A plan with what is due now put before what waits, told of the same device where it names none."""
        first, mark, then = waits.rpartition("later ")
        target = _ONE_TARGET.fullmatch(then.partition(" then ")[2])
        of_it = None
        if target is not None and not self._names_device(said):
            of_it = commands(f"{target['t']}{said}")
            told = map(_ONE_TARGET.fullmatch, of_it.split("; ") if of_it is not None else ())
            of_it = of_it if all(step is not None and step["t"] == target["t"] for step in told) else None
        text = of_it or commands(said)
        if text is None or refuses(text) or asks(text) or not mark or "later " in first:
            return None
        return f"{first}{text}; {mark}{then}"

    def _readings(self, sentence: str, last: Turn | None, commands: Commands) -> Iterator[str]:
        for before, kept, behind in kept_parts(sentence):
            changed = _changed(kept, last) if not before else None
            if changed is not None:
                yield changed
                continue
            told = any(map(ORDERS.search, before.split(","))) or self._names_device(before)
            text = self._part(kept, commands) if not told else None
            if text is None or is_read(commands, before):
                text = self._now(before, kept, commands) if before else None
            if text is not None and not (self._names_device(behind) or is_wish(commands, behind)):
                yield text

    def _names_device(self, said: str) -> bool:
        return _DEVICE.search(said) is not None or any(n in said for n in self._names if len(n) > 1)

    def _now(self, before: str, kept: str, commands: Commands) -> str | None:
        """`把灯打开,10分钟后关掉`: what is done now, and then what is done to the same device."""
        now = commands(before) if self._timed(kept) is not None else None
        if now is None or refuses(now) or asks(now):
            return None
        target = _ONE_TARGET.fullmatch(now)

        def carried(rest: str) -> str | None:
            text = commands(rest)
            if target is None or (text is not None and not refuses(text) and not asks(text)):
                return text
            same = commands(f"{target['t']}{rest}")
            found = _ONE_TARGET.fullmatch(same) if same is not None else None
            return same if found is not None and found["t"] == target["t"] else None

        text = self._part(kept, carried)
        return f"{now}; {text}" if text is not None else None

    def _part(self, sentence: str, commands: Commands) -> str | None:
        timed = None if self._is_late(sentence, commands) else self._timed(sentence)
        if timed is None:
            return None
        alarm = self._on_phone(timed, commands)
        if alarm is not None or _PHONE.search(timed.rest):
            return alarm
        for rest in _asking(timed):
            if _ALARM_ONLY.fullmatch(rest) or telling.only(rest):
                return f"later {timed.trigger}"
            what = telling.reminder(rest)
            if what is not None:
                return f"later {timed.trigger}" if telling.wakes(what) else self.reminder(timed.trigger, what)
        for rest in filter(None, dict.fromkeys((timed.rest, _BY_ITSELF.sub("", timed.rest)))):
            text = commands(rest)
            if text is not None and rest != timed.after and text.endswith(f"; {commands(timed.after)}"):
                return None
            if text is not None and not any(
                refuses(part) or asks(part) or part.startswith("later") for part in text.split("; ")
            ):
                return _waiting(timed, text)
        what = telling.somebody(timed.rest)
        if what is None or self._names_device(what):
            return None
        return self.reminder(timed.trigger, what)

    def _is_late(self, sentence: str, commands: Commands) -> bool:
        """Whether a wish comes before the part with the time, and another one with it."""
        before, _, part = sentence.partition(",")
        while part and self._timed(before) is None:
            timed = self._timed(part.partition(",")[0])
            if timed is not None and (timed.rest or "," in part):
                return WISHES.search(before) is not None or is_read(commands, before)
            end, _, part = part.partition(",")
            before = f"{before},{end}"
        return False

    def reminder(self, trigger: str, what: str) -> str:
        """A reminder on the one phone that shows texts, or else told by its name."""
        if self._phone is not None:
            return f'later {trigger} then run {self._phone}: notify text="{what}"'
        return f'later {trigger} about "{what}"'

    def _on_phone(self, timed: _Timed, commands: Commands) -> str | None:
        """`在老雷的手机上定个闹钟`: an alarm that the phone itself keeps, and what else is wished for."""
        found = _ON_PHONE.fullmatch(timed.rest)
        at = re.fullmatch(r"at (\d\d:\d\d)(?: tomorrow)?", timed.trigger)
        meaning = self._referents.find(found["phone"] or found["phone2"], None) if found and at else None
        if not isinstance(meaning, Found) or len(meaning.things) != 1 or at is None:
            return None
        action = meaning.things[0].find_action("set_alarm")
        if action is None or not any(a.name == "time" for a in action.arguments):
            return None
        label = self._vocabulary.labels[meaning.things[0].id]
        alarm = f'run {label}: set_alarm time="{at[1]}"'
        behind = timed.rest.partition(",")[2]
        if not behind:
            return alarm
        more = commands(_OF_IT.sub(f"{label}的", behind))
        if more is not None and _is_done(more):
            return f"{alarm}; {more}"
        return None if WISHES.search(behind) else alarm

    def _timed(self, sentence: str) -> _Timed | None:
        sentence = sentence.rstrip("?")
        for pattern in (_DELAY, _SET_TO_STOP, _SHORTLY, _PASSED, _UNTIL_CALLED):
            found = pattern.search(sentence)
            length = lengths.read(found["d"]) if found is not None else None
            if found is not None and length is not None:
                after = _bare(sentence[found.end() :])
                rest = _bare(f"{sentence[: found.start()]}{after}")
                return None if clock.moment(rest, self._names) else _Timed(f"after {length}", rest, after)
        at = clock.moment(sentence, self._names)
        if at is None or (at.trigger.startswith("at sun") and _DAZZLED.search(at.after.partition(",")[0])):
            return None
        return _Timed(at.trigger, _bare(at.rest), _bare(at.after))


def is_wish(commands: Commands, said: str) -> bool:
    """Whether words that are left out would move something."""
    text = commands(said) if said else None
    return text is not None and _is_done(text)


def is_read(commands: Commands, said: str) -> bool:
    """Whether words are a command or a question of their own."""
    text = commands(said) if said else None
    return text is not None and not refuses(text) and not asks(text)


def _is_done(text: str) -> bool:
    return all(map(_DOING.match, text.split("; ")))


def _waiting(timed: _Timed, text: str) -> str | None:
    """What waits; None where it is open whether what follows is to be done at once or waits too."""
    steps = text.split("; ")
    behind = timed.after.partition(",")[2]
    if len(steps) > 1 and _TOO.search(behind):
        return "; ".join(f"later {timed.trigger} then {step}" for step in steps)
    is_open = len(steps) > 1 and behind and timed.rest == timed.after
    return None if is_open else f"later {timed.trigger} then {text}"


def _asking(timed: _Timed) -> Iterator[str]:
    """What comes with a time, and what is left of it behind what asks for nothing."""
    yield timed.rest
    left = timed.rest.removesuffix(timed.after)
    if timed.after != timed.rest and not WISHES.search(left):
        yield timed.after
    first, _, rest = timed.after.partition(",")
    if rest and not WISHES.search(f"{left}{first}"):
        yield rest


def _bare(rest: str) -> str:
    return _LEFT_OVER.sub("", rest)


def _changed(sentence: str, last: Turn | None) -> str | None:
    """`闹钟改成六点四十`: the alarm that was set before, at another time."""
    found = _CHANGED.fullmatch(sentence)
    before = _ALARM.fullmatch(last.plan) if last is not None else None
    trigger = clock.at_clock(found["t"]) if found is not None else None
    if before is None or trigger is None:
        return None
    return f"cancel alarm {before['at']}; later {trigger}{before['days'] if trigger.count(' ') == 1 else ''}"
