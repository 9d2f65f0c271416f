"""Work on floors, lawns and beds said without the machine, or with the room: `割草`, `别浇了`, `打扫客厅`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from model_core.language.vocabulary import Vocabulary
from model_core.reading import wishes
from model_core.reading.chinese import wishes as said
from model_core.reading.chinese.places import key
from model_core.reading.chinese.referents import Referents
from model_core.reading.clauses import Done
from model_core.reading.referents import Found, Several
from model_core.reading.wishes import Wish
from model_core.world import Thing

_ONCE = r"(?:[1一]?下|[1一]?遍|[1一]?会儿?|个|[1一]?次)?"
_WORK: Mapping[str, str] = {
    "irrigation": rf"(?:(?:浇|洒|喷){_ONCE}(?:水|花|草坪|菜|地|园子|院子)|水浇|浇灌|灌溉)",
    "mower": (rf"(?:割{_ONCE}(?:割)?草坪?|(?:修剪?|剪|割){_ONCE}(?:草坪|草地|草)|割草作业)"),
    "vacuum": (
        rf"(?:[扫拖吸](?:[1一]?[扫拖吸])?{_ONCE}(?:地板|地面|地毯|地|尘)|(?:打扫|清扫|清洁)(?:打扫|清扫)?{_ONCE}"
        r"(?:地板|地面|地毯|卫生|全屋|家里|屋子|房子|房间)?)"
    ),
}
_STOPPED: Mapping[str, str] = {"irrigation": "浇|洒|喷", "mower": "割", "vacuum": "[扫拖吸]|打扫|清扫"}
_DEEDS: tuple[tuple[str, Wish], ...] = (
    (
        r"(?:停止|停下|终止|结束|取消|先?别|不要|不用)再?WORK了?|WORK(?:停止|停下来?|停[了掉]|停|结束|关[掉了])|停(?:DEED)|(?:草|水|地)(?:先?别|不要|不用)再?(?:DEED)了|(?:先?别|不要|不用)再?(?:DEED)了",
        said.first(wishes.done("stop"), wishes.done("pause")),
    ),
    (r"先?暂停(?:一下)?WORK|WORK先?暂停(?:一下)?", wishes.done("pause")),
    (r"(?:继续|恢复|接着)(?:去)?WORK", wishes.done("resume", "start")),
    (
        r"(?:可以)?(?:快?去|开始|启动|来|出来|现在)*WORK(?:作业)?(?:一?下|起来|上)?[了去]?|开始(?:DEED)|开(?:DEED)",
        wishes.done("start"),
    ),
)
_SPOKEN: Mapping[str, tuple[tuple[re.Pattern[str], Wish], ...]] = {
    kind: tuple(
        (re.compile(deed.replace("WORK", work).replace("DEED", _STOPPED[kind])), wish)
        for deed, wish in _DEEDS
    )
    for kind, work in _WORK.items()
}
_DOCK = re.compile(r"(?:现在|快)?(?:回充|回基站|返回基站|返回充电|回到?充电[座桩]|回去充电)(?:去|了)?")
_CLEAN = r"(?:打扫|清扫|清洁|扫地?|拖地?|吸(?:尘|地)?)"
_TIMES = r"(?:打扫|扫|拖|吸|[1一][扫拖吸])?(?:[1一]?下|[1一]?遍|干净|[1一]圈|[1一]?次)?"
_IN_PLACE = (
    re.compile(rf"(?:开始|去)?{_CLEAN}{_TIMES}(?P<p>[^,;]{{1,10}}?)(?:里|里面)?(?:的?(?:地板?|地面|卫生))?"),
    re.compile(
        rf"[把将在去给到]?(?P<p>[^,;]{{1,10}}?)(?:里|里面)?的?(?:地板?|地面|卫生)?(?:给我|去)?{_CLEAN}{_TIMES}"
    ),
)
_CALLED = re.compile(r"^(?:让|叫|派|用|请|使)|(?:出来|过来)$")


class Chores:
    """Reads what vacuums, mowers and sprinklers of one home are for."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents

    def read(self, clause: str, here: str | None) -> Done | None:
        """The plan for a clause in plain form; None for any other."""
        robots = (*self._referents.of_type("vacuum"), *self._referents.of_type("mower"))
        if robots and _DOCK.fullmatch(clause):
            return self._told(wishes.done("dock"), robots, here)
        for kind, spoken in _SPOKEN.items():
            for pattern, wish in spoken:
                if pattern.fullmatch(clause):
                    return self._told(wish, self._referents.of_type(kind), here)
        return self._sent(clause, here) or self._in_place(clause, self._referents.of_type("vacuum"))

    def _told(self, wish: Wish, robots: tuple[Thing, ...], here: str | None) -> Done | None:
        able = tuple(t for t in robots if wish.can(t))
        chosen = tuple(t for t in able if here is not None and t.room == here) or able
        if not chosen:
            return None
        meaning = Found(chosen) if len(chosen) == 1 else Several(chosen)
        text = wishes.plan(wish, meaning, self._vocabulary)
        return Done(text, chosen) if text is not None else None

    def _sent(self, clause: str, here: str | None) -> Done | None:
        """A machine and the place that it is sent to: `让扫地机去打扫厨房`."""
        if re.search(r"[,;、]", clause):
            return None
        for end in range(2, len(clause) - 1):
            if self._room(clause[end:]) is None:
                continue
            meaning = self._referents.find(_CALLED.sub("", clause[:end]), here)
            single = isinstance(meaning, Found) and len(meaning.things) == 1
            if isinstance(meaning, Found) and single and wishes.type_of(meaning.things[0]) == "vacuum":
                return self._in_place(clause[end:], meaning.things)
        return None

    def _in_place(self, clause: str, robots: tuple[Thing, ...]) -> Done | None:
        """A room that is to be cleaned: by a machine that knows rooms, else by the one there."""
        room = self._room(clause)
        if room is None:
            return None
        for thing in robots:
            action = thing.find_action("clean_room")
            if action is not None and len(robots) == 1 and len(action.arguments) == 1:
                label = self._vocabulary.labels[thing.id]
                argument = action.arguments[0]
                return Done(f'run {label}: {action.name} {argument.name}="{room}"', (thing,))
        there = tuple(t for t in robots if t.room == room)
        if len(there) == 1:
            return self._told(wishes.done("start"), there, None)
        if len(robots) == 1:
            return Done(f"refuse unable: {self._vocabulary.labels[robots[0].id]}", robots)
        return None

    def _room(self, clause: str) -> str | None:
        for pattern in _IN_PLACE:
            found = pattern.fullmatch(clause)
            place = self._referents.places.named(key(found["p"])) if found is not None else None
            if place is not None and self._referents.places.is_room(place):
                return place
        return None
