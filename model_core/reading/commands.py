"""What is to be done, in the words people use for it: each frame has the words, and the wish they express.

The words are in `data/commands.yaml`, a block a wish; here is what each block expresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from model_core.plan import Word
from model_core.reading import expressions as express
from model_core.reading import roles, wishes
from model_core.reading.expressions import Express, Groups
from model_core.reading.phrases import blocks
from model_core.reading.wishes import Wish

_T, _V = "(?P<t>.+?)", "(?P<v>.+)"
_ON, _OFF = wishes.switched(on=True), wishes.switched(on=False)
_PLAIN: Mapping[str, Express] = {
    "on": express.same(_ON),
    "off": express.same(_OFF),
    "out": express.same(wishes.put_out()),
    "open": express.same(wishes.moved(open_it=True)),
    "close": express.same(wishes.moved(open_it=False)),
    "lock": express.same(wishes.flagged("locked", value=True)),
    "unlock": express.same(wishes.flagged("locked", value=False)),
}
"""What is said of nothing but devices, so that words nothing in the home resembles are refused."""
_EXPRESSED: Mapping[str, Express] = {
    **_PLAIN,
    "raised": express.same(replace(wishes.moved(open_it=True, lifted=True), sure=False)),
    "lowered": express.same(replace(wishes.moved(open_it=False, lifted=True), sure=False)),
    "not wanted": express.same(_OFF),
    "mute": express.same(wishes.flagged("muted", value=True)),
    "unmute": express.same(wishes.flagged("muted", value=False)),
    "mute here": express.same(wishes.flagged("muted", value=True)),
    "unmute here": express.same(wishes.flagged("muted", value=False)),
    "do not disturb": express.same(wishes.flagged("do_not_disturb", value=True)),
    "disturb again": express.same(wishes.flagged("do_not_disturb", value=False)),
    "start": express.same(express.first(wishes.done("start", "activate"), _ON)),
    "set to work": express.same(wishes.done("start")),
    "stop working": express.same(wishes.done("stop")),
    "pause working": express.same(wishes.done("pause")),
    "go to work": express.same(wishes.done("start")),
    "toggle": express.same(wishes.flipped()),
    "stop": express.same(express.first(wishes.done("stop"), _OFF)),
    "pause": express.same(wishes.done("pause")),
    "resume": express.same(wishes.done("resume", "play", "start")),
    "play": express.same(wishes.done("play")),
    "next": express.same(wishes.done("next")),
    "previous": express.same(wishes.done("previous")),
    "dock": express.same(wishes.done("dock")),
    "ring": express.same(wishes.done("ring")),
    "most": express.extreme(Word.MAXIMUM),
    "least": express.extreme(Word.MINIMUM),
    "value of a property": express.value,
    "value": express.value,
    "bare value": express.value,
    "value wanted": express.measured,
    "open to": express.opened,
    "closed to": express.shut,
    "programme": express.started,
    "more or less by": express.compared_by,
    "more or less": express.compared,
    "as before": express.same(express.restored()),
    "too much": express.too,
    "twice as": express.as_much(2),
    "half as": express.as_much(0.5),
    "double here": express.times(2),
    "halved": express.turned_times(0.5),
    "doubled": express.turned_times(2),
    "halve": express.times(0.5),
    "double": express.times(2),
    "half": express.times(0.5),
    "brighten": express.lit(more=True),
    "dim": express.lit(more=False),
    "open a bit": express.moved_a_bit(more=True),
    "close a bit": express.moved_a_bit(more=False),
    "open by": express.moved_by(more=True),
    "close by": express.moved_by(more=False),
    "up by": express.up_by(more=True),
    "down by": express.up_by(more=False),
    "up": express.up(more=True),
    "down": express.up(more=False),
    "warm here": express.degrees_here,
    "property here": express.measured,
    "more or less here": express.compared,
}
_STATES = frozenset(
    (*_PLAIN, "up", "down", "up by", "down by", "more or less", "more or less by", "too much")
)
"""What needs no verb to be a command: `hall light off`, `blind down`, `bedroom 2 degrees warmer`."""
_ROLES = {"unmute here": "muted", "mute here": "muted", "warm here": "target_temperature"}
"""What a frame without a target is about, where its words do not name the property."""
_OPEN_ENDED = ("(?:i|we)", "(?P<", "(?:the )?(?P<", "(?:(?:(?:i|we)")
"""Frames that begin with no verb of their own."""
_MOST_WORDS = 3
"""Of a value that stands right beside its target."""


@dataclass(frozen=True, slots=True)
class Command:
    """One reading of a clause: a wish, and the words for whom it concerns."""

    wish: Wish
    target: str
    """Empty: not said, and to be found by `role`."""
    role: str = ""
    plain: bool = True
    """False where other sentences begin so too: what is missing from the home is then no reason to refuse."""
    place: str = ""
    """`in the kitchen`, where no target but a place is said."""
    about_device: bool = False
    """Whether only a device can be meant, so that words nothing in the home resembles are refused."""


@dataclass(frozen=True, slots=True)
class _Frame:
    sort: str
    shortest: re.Pattern[str]
    """With the shortest target that fits."""
    longest: re.Pattern[str]

    @property
    def begins_with_verb(self) -> bool:
        return not self.shortest.pattern.startswith(_OPEN_ENDED)

    def matches(self, clause: str) -> Iterator[Groups]:
        """The match, and where what parts the target from the rest stands twice, also the other."""
        found = self.shortest.fullmatch(clause)
        if found is None:
            return
        yield found.groupdict()
        again = self.longest.fullmatch(clause)
        if again is not None and again.groupdict() != found.groupdict():
            yield again.groupdict()


def readings(clause: str) -> Iterator[Command]:
    """Every way to read a clause as a command, the likelier first."""
    for frame in _FRAMES:
        for groups in frame.matches(clause):
            wish = _EXPRESSED[frame.sort](groups)
            if wish is not None:
                yield _command(frame, wish, groups)


def _command(frame: _Frame, wish: Wish, groups: Groups) -> Command:
    sure = frame.begins_with_verb and wish.sure
    target = groups.get("t") or ""
    measured = frame.sort in {"value", "value of a property", "bare value"} and wish.sure
    return Command(
        wish,
        target,
        _ROLES.get(frame.sort) or _role_of(groups),
        plain=sure
        or (frame.sort in _STATES and target != "switch" and (frame.sort in _PLAIN or " " in target)),
        place=groups.get("place") or "",
        about_device=sure and (frame.sort in _PLAIN or measured),
    )


def _role_of(groups: Groups) -> str:
    compared = express.compared_role(groups.get("w") or "")
    return compared or (roles.SPOKEN.get(groups.get("p") or "", "") if not groups.get("t") else "")


def _frames() -> Iterator[_Frame]:
    for sort, lines in blocks("commands").items():
        for line in lines:
            for pattern in _split(line):
                shortest = pattern.replace("{t}", _T).replace("{v?}", "(?P<v>.+?)").replace("{v}", _V)
                longest = shortest.replace(_T, "(?P<t>.+)")
                yield _Frame(sort, re.compile(shortest), re.compile(longest))


def _split(line: str) -> Iterator[str]:
    """A line, or where nothing parts target and value, one for each number of words of the value."""
    if "{t} {v}" not in line:
        yield line
        return
    for count in range(_MOST_WORDS):
        value = r"(?P<v>\S+" + r" \S+" * count + ")"
        yield line.replace("{t} {v}", f"{{t}} {value}")


_FRAMES = tuple(_frames())
