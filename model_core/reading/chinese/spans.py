"""How long a machine is to work, in Mandarin, where it can be told so: `洒水器浇十分钟`, `浇一刻钟花`."""

from __future__ import annotations

import re

from model_core.language.vocabulary import Vocabulary
from model_core.reading import roles, wishes
from model_core.reading.chinese import lengths
from model_core.reading.chinese.places import key
from model_core.reading.chinese.referents import Referents
from model_core.reading.clauses import Done
from model_core.reading.lasting import lasting
from model_core.reading.referents import Found
from model_core.world import Thing

_ME = r"(?:也|先|就|快|现在|马上|赶紧|开始|给(?:我|它)|帮我|自动)*"
_WATERS = r"(?:浇灌?|洒|喷|淋|灌)(?:洒|灌)?(?:[上个点]|[一1]下)?(?:水|花|草坪?|菜|地)*"
_RUNS = r"(?:启动|开启|打开|开|跑|转|工作|运行|运转|扫|割|洗|烘|按摩|按|煮|烤|来)(?:[上个它]|草|地|衣服)?"
_LASTS = re.compile(
    rf"(?:把|给|让|叫|用|往)?(?P<t>[^,;]*?){_ME}(?P<waters>{_WATERS})?(?P<runs>{_RUNS})?"
    rf"(?:到|够|满|上|个)?(?P<d>{lengths.LENGTH})的?(?P<of>水|花|草坪|草|菜|地)?(?:就(?:够|行|好|停|可以)了?)?"
)
_TIMED = re.compile(r"分|小时|[钟刻秒]")
_WATER = re.compile(r"(?:浇[水花]|洒水|喷水|水|花|草坪|草|菜)?")


class Spans:
    """Reads how long machines of one home are to work."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents

    def read(self, clause: str, here: str | None) -> Done | None:
        """The plan for a clause in plain form; None for any other, and where the machine takes no length."""
        found = _LASTS.fullmatch(clause) if _TIMED.search(clause) else None
        span = lengths.read(found["d"]) if found is not None else None
        if found is None or span is None:
            return None
        waters = bool(found["waters"] or found["of"]) or found["t"] in {"浇水", "洒水", "浇花"}
        thing = self._meant(found["t"], here, waters=waters)
        action = roles.find_action(thing, "start") if thing is not None else None
        if thing is None or action is None or not (waters or found["runs"]):
            return None
        started = f"run {self._vocabulary.labels[thing.id]}: {action.name}"
        return lasting(Done(started, (thing,)), span)

    def _meant(self, said: str, here: str | None, *, waters: bool) -> Thing | None:
        """The machine that is named, or the one that waters: in that place, here, or the only one."""
        sprinklers = self._referents.of_type("irrigation")
        if waters and _WATER.fullmatch(said):
            near = [t for t in sprinklers if t.room == here and here is not None]
            chosen = near or list(sprinklers)
            return chosen[0] if len(chosen) == 1 else None
        place = self._referents.places.named(key(said)) if waters else None
        if place is not None or (waters and said in {"菜地", "草坪", "草地", "花", "花圃", "园子"}):
            there = [t for t in sprinklers if place is None or self._referents.places.holds((place,), t.room)]
            return there[0] if len(there) == 1 else None
        found = self._referents.find(said, here, lambda t: wishes.done("start").can(t)) if said else None
        return found.things[0] if isinstance(found, Found) and len(found.things) == 1 else None
