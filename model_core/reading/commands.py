"""What is to be done, in the words people use for it: each frame has the words, and the wish they express."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from model_core.plan import Word
from model_core.reading import roles, values, wishes
from model_core.reading.wishes import Wish
from model_core.world import Thing

Groups = Mapping[str, str]
Express = Callable[[Groups], Wish | None]


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
    pattern: re.Pattern[str]
    express: Express
    role: str = ""


_SHOULD = (
    r"(?: (?:should|must|can|may|needs? to|has to|have to|ought to|shall)(?: be| go| come)?| to be|"
    r" (?:is|are) to be)?(?: turned| switched| put)?"
)
_WANT = (
    r"(?:(?:i|we) (?:would like|want|need|would love|would have)(?: to have)?|"
    r"(?:may|can|could) (?:i|we) (?:have|get)|let us have|give (?:me|us)) "
)
_SURE = r"make sure(?: that)? "
_MOVE = (
    r"(?:turn|switch|put|power|flip|flick|throw|get|have|bring|set|keep|leave|stick|pop|whack|knock|click)"
)
_SET = (
    r"(?:set|put|turn|bring|change|adjust|take|make|have|move|dim|lower|raise|fade|get|switch|keep|leave|crank|"
    r"turn up|turn down|increase|decrease|reduce|tune|paint|colou?r|light|tint|run|drop|preheat|pre-heat|heat|"
    r"heat up)"
)
_TO = r"(?:to|at|on|in|into)"
_OPEN_ENDED = ("(?:i|we)", "(?P<", "(?:the )?(?P<", "(?:(?:(?:i|we)")
"""Frames that begin with no verb of their own."""
_MORE = {
    "": (Word.MORE, Word.LESS), "bit": (Word.SLIGHTLY_MORE, Word.SLIGHTLY_LESS),
    "much": (Word.MUCH_MORE, Word.MUCH_LESS),
}  # fmt: skip
_BIT = r"(?:just )?(?:a (?:little )?bit|a little|slightly|a tad|a touch|a notch|somewhat|a smidge|a smidgen|a hair|one notch)"
_MUCH = r"(?:much|a good deal|a lot|way|far|by a lot|considerably|a whole lot|a great deal|lots)"
_HOW = rf"(?:(?P<bit>{_BIT})|(?P<much>{_MUCH}))"
_UP = {
    "brighter": ("brightness", True), "lighter": ("brightness", True), "dimmer": ("brightness", False),
    "darker": ("brightness", False), "less bright": ("brightness", False),
    "louder": ("volume", True), "quieter": ("volume", False),
    "less loud": ("volume", False), "warmer": ("target_temperature", True), "hotter": ("target_temperature", True),
    "cooler": ("target_temperature", False), "colder": ("target_temperature", False),
    "faster": ("speed", True), "slower": ("speed", False),
}  # fmt: skip
_TOO = {
    "bright": ("brightness", False), "dark": ("brightness", True), "dim": ("brightness", True),
    "loud": ("volume", False), "quiet": ("volume", True), "hot": ("target_temperature", False),
    "warm": ("target_temperature", False), "cold": ("target_temperature", True), "cool": ("target_temperature", True),
}  # fmt: skip
_COMPARED = "|".join(sorted(_UP, key=len, reverse=True))
_NAMED = (
    r"(?P<p>brightness|volume|temperature|target temperature|speed|fan speed|humidity|sound|light level|heat)"
)
_TURNED = ("brightness", "volume", "target_temperature", "speed")
"""What up and down mean for a device, the first that it has."""


def readings(clause: str) -> Iterator[Command]:
    """Every way to read a clause as a command, the likelier first."""
    for frame in _FRAMES:
        for groups in _matches(frame.pattern, clause):
            wish = frame.express(groups)
            if wish is not None:
                device = frame.express in _PLAIN or (frame.express is _value and wish.sure)
                plain = not frame.pattern.pattern.startswith(_OPEN_ENDED) and wish.sure
                yield Command(
                    wish,
                    groups.get("t", "") or "",
                    frame.role or _role_of(groups),
                    plain=plain or frame.express in _PLAIN,
                    about_device=plain and device,
                    place=groups.get("place") or "",
                )


def _role_of(groups: Groups) -> str:
    if groups.get("w") in _UP:
        return _UP[groups["w"]][0]
    return roles.SPOKEN.get(groups.get("p", ""), "") if not groups.get("t") else ""


def _matches(pattern: re.Pattern[str], clause: str) -> Iterator[Groups]:
    """The match, and where a preposition stands twice also the one that parts at the other."""
    found = pattern.fullmatch(clause)
    if found is None:
        return
    yield found.groupdict()
    lazy = pattern.pattern
    greedy = re.compile(lazy.replace("(?P<t>.+?)", "(?P<t>.+)"))
    again = greedy.fullmatch(clause)
    if again is not None and again.groupdict() != found.groupdict():
        yield again.groupdict()


def _first(*options: Wish) -> Wish:
    """The first of several ways that a device knows."""

    def told(thing: Thing) -> str | None:
        return next((text for w in options if (text := w.told(thing)) is not None), None)

    return Wish(told, sure=all(w.sure for w in options))


def _value(groups: Groups) -> Wish | None:
    said = values.read(groups["v"])
    return wishes.valued(said, groups.get("p"))


def _value_only_if_measured(groups: Groups) -> Wish | None:
    said = values.read(groups["v"])
    return None if isinstance(said, values.Choice) else wishes.valued(said, groups.get("p"))


def _degrees_here(groups: Groups) -> Wish | None:
    """`make it 21 in here`: only what can be the warmth of a room."""
    said = values.read(groups["v"])
    warm = isinstance(said, values.Amount) and (said.unit in {"degrees", "C", "F"} or 10 <= said.number <= 30)
    return wishes.valued(said, "temperature") if warm else None


def _opened(groups: Groups) -> Wish | None:
    said = values.read(groups["v"])
    if isinstance(said, values.Choice):
        return None
    return wishes.valued(said, "position")


def _shut(groups: Groups) -> Wish | None:
    said = values.read(groups["v"])
    if not isinstance(said, values.Amount) or not 0 <= said.number <= 100:
        return None
    return wishes.valued(values.Amount(100 - said.number, "percent"), "position")


def _compared(groups: Groups) -> Wish:
    role, more = _UP[groups["w"]]
    return wishes.changed(role, _word(groups, more=more))


def _compared_by(groups: Groups) -> Wish | None:
    role, more = _UP[groups["w"]]
    said = values.read(groups["v"])
    return wishes.changed_by(role, "+" if more else "-", said) if isinstance(said, values.Amount) else None


def _word(groups: Groups, *, more: bool) -> Word:
    how = "bit" if groups.get("bit") else "much" if groups.get("much") else ""
    return _MORE[how][0 if more else 1]


def _too(groups: Groups) -> Wish:
    role, more = _TOO[groups["w"]]
    return wishes.changed(role, _word(groups, more=more))


def _times(factor: float) -> Express:
    def express(groups: Groups) -> Wish:
        return wishes.changed_by(roles.SPOKEN[groups["p"]], "*", values.Amount(factor))

    return express


def _as(factor: float) -> Express:
    def express(groups: Groups) -> Wish:
        role = {"fast": "speed", "warm": "target_temperature"}.get(groups["w"]) or _TOO[groups["w"]][0]
        return wishes.changed_by(role, "*", values.Amount(factor))

    return express


def _moved_a_bit(*, more: bool) -> Express:
    return lambda groups: wishes.changed("position", _word(groups, more=more))


def _moved_by(*, more: bool) -> Express:
    def express(groups: Groups) -> Wish | None:
        said = values.read(groups["v"])
        return (
            wishes.changed_by("position", "+" if more else "-", said)
            if isinstance(said, values.Amount)
            else None
        )

    return express


def _lit(*, more: bool) -> Express:
    return lambda groups: wishes.changed("brightness", _word(groups, more=more))


def _up(*, more: bool) -> Express:
    def express(groups: Groups) -> Wish:
        word = _word(groups, more=more)
        if groups.get("p"):
            return wishes.changed(roles.SPOKEN[groups["p"]], word)
        return _turned(lambda role: wishes.changed(role, word))

    return express


def _up_by(*, more: bool) -> Express:
    def express(groups: Groups) -> Wish | None:
        said = values.read(groups["v"])
        if not isinstance(said, values.Amount):
            return None
        sign = "+" if more else "-"
        if groups["v"] in {"half", "a half"}:
            said, sign = values.Amount(1.5 if more else 0.5), "*"
        if groups.get("p"):
            return wishes.changed_by(roles.SPOKEN[groups["p"]], sign, said)
        return _turned(lambda role: wishes.changed_by(role, sign, said), (*_TURNED, "position"), said)

    return express


def _turned(
    make: Callable[[str], Wish], turned: Sequence[str] = _TURNED, said: values.Amount | None = None
) -> Wish:
    """For the first property of a device that goes up and down; an air conditioner's only by degrees."""
    degrees = said is not None and said.unit in {"degrees", "C", "F"}

    def told(thing: Thing) -> str | None:
        if wishes.type_of(thing) == "air conditioner" and not degrees:
            return None
        role = next((r for r in turned if roles.find(thing, r)), None)
        return make(role).told(thing) if role else None

    return Wish(told, sure=False)


def _extreme(word: Word) -> Express:
    return lambda groups: wishes.valued(values.Extreme(word), groups.get("p"))


def _same(wish: Wish) -> Express:
    def express(_groups: Groups) -> Wish:
        return wish

    return express


def _started(groups: Groups) -> Wish:
    return wishes.started_with("start", groups["v"])


def _frames(express: Express, *patterns: str, role: str = "") -> tuple[_Frame, ...]:
    return tuple(_Frame(re.compile(p), express, role) for p in patterns)


def _split(*patterns: str) -> Iterator[str]:
    """Patterns of a target and a value with nothing between them: values of one word, of two, of three."""
    for count in range(1, 4):
        value = r"(?P<v>\S+" + r" \S+" * (count - 1) + ")"
        yield from (p.replace(_V, value) for p in patterns)


_T = r"(?P<t>.+?)"
_V = r"(?P<v>.+)"
_MEASURED = r"(?P<v>[0-9.]+ (?:percent|degrees(?: [cf])?))"
_P = r"(?:the )?(?P<p>[a-z_ ]+?)"
_ON, _OFF = wishes.switched(on=True), wishes.switched(on=False)
_OPEN, _CLOSE = wishes.moved(open_it=True), wishes.moved(open_it=False)
_LOCK, _UNLOCK = wishes.flagged("locked", value=True), wishes.flagged("locked", value=False)
_MUTE, _UNMUTE = wishes.flagged("muted", value=True), wishes.flagged("muted", value=False)
_DISTURB, _RINGS = wishes.flagged("do_not_disturb", value=True), wishes.flagged("do_not_disturb", value=False)
_turn_on, _turn_off, _open, _close = _same(_ON), _same(_OFF), _same(_OPEN), _same(_CLOSE)
_lock, _unlock = _same(_LOCK), _same(_UNLOCK)
_PLAIN = frozenset({_turn_on, _turn_off, _open, _close, _lock, _unlock})
"""What is said of nothing but devices."""

_FRAMES: tuple[_Frame, ...] = (
    *_frames(
        _turn_on,
        rf"(?:{_MOVE}|kick) (?:back )?on {_T}",
        rf"{_MOVE} {_T}(?: back)?(?: to)? on(?: again)?",
        rf"(?:{_WANT})?{_T}{_SHOULD} on",
        rf"{_SURE}{_T} (?:is|are) (?:turned |switched )?on",
        rf"(?:enable|fire up|power up|light up|illuminate|activate) {_T}",
        rf"(?:power|light|fire) {_T} up",
        rf"(?:get|have|let) {_T} (?:going|running|run|lit|shine|turned on|switched on)",
        rf"on with {_T}",
    ),
    *_frames(
        _turn_off,
        rf"(?:{_MOVE}|shut|cut) (?:back )?off {_T}",
        rf"(?:{_MOVE}|shut|cut) {_T}(?: back)?(?: to)? off(?: again)?",
        rf"(?:{_WANT})?{_T}{_SHOULD} off",
        rf"{_SURE}{_T} (?:is|are) (?:turned |switched )?off",
        rf"(?:disable|deactivate|kill|cut|power down|shut down|put out|extinguish|douse) {_T}",
        rf"(?:power|shut) {_T} down",
        rf"(?:put )?{_T} out",
        rf"(?:off|out|away) with {_T}",
        rf"(?:have|get) {_T} (?:turned|switched) off",
        rf"(?:i|we) do not need {_T}(?: on)?(?: any ?more| any longer)?",
    ),
    *_frames(
        _open,
        rf"(?:open(?: up)?|raise|lift|pull up|roll up|draw back|wind up) {_T}(?: (?:fully|completely|all the way|wide|up))?",
        rf"(?:pull|roll|get|put|bring|move|wind|let) {_T} (?:all the way )?up(?: all the way)?",
        rf"(?:{_WANT})?{_T}{_SHOULD} (?:open|opened|all the way up|fully open|completely open|up)",
        rf"{_SURE}{_T} (?:is|are) (?:open|opened)",
        rf"(?:draw|pull|get|swing|have|set|leave) {_T} (?:to )?(?:open|opened)",
    ),
    *_frames(
        _close,
        rf"(?:close(?: up| off)?|shut|lower|drop|pull down|roll down|let down|draw|wind down) {_T}"
        r"(?: (?:fully|completely|all the way|down))?",
        rf"(?:pull|roll|get|put|bring|move|wind|let) {_T} (?:all the way )?down(?: all the way)?",
        rf"(?:{_WANT})?{_T}{_SHOULD} (?:closed|shut|all the way down|fully closed|down)",
        rf"{_SURE}{_T} (?:is|are) (?:closed|shut)",
        rf"(?:draw|pull|get|swing|have|set) {_T} (?:to )?(?:closed|shut)",
    ),
    *_frames(
        _lock,
        rf"(?:lock(?: up)?|secure|bolt) {_T}",
        rf"(?:{_WANT}|get |have |keep |set )?{_T}{_SHOULD}(?: to)? (?:locked|lock)",
        rf"{_SURE}{_T} (?:is|are) locked",
    ),
    *_frames(
        _unlock,
        rf"(?:unlock|unbolt) {_T}",
        rf"(?:{_WANT}|get |have |set )?{_T}{_SHOULD}(?: to)? (?:unlocked|unlock)",
        rf"{_SURE}{_T} (?:is|are) unlocked",
    ),
    *_frames(_same(_MUTE), rf"(?:mute|silence) {_T}", rf"(?:put )?{_T} (?:on )?(?:mute|muted)"),
    *_frames(_same(_UNMUTE), rf"unmute {_T}", rf"take {_T} off mute"),
    *_frames(
        _same(_DISTURB),
        rf"(?:put|set|switch) {_T} (?:on|to|in|into) do not disturb(?: mode)?",
        rf"(?:turn|switch) on do not disturb (?:on|for) {_T}",
    ),
    *_frames(
        _same(_RINGS),
        rf"(?:take|get) {_T} (?:off|out of) do not disturb(?: mode)?",
        rf"(?:turn|switch) off do not disturb (?:on|for) {_T}",
    ),
    *_frames(_same(_first(wishes.done("start", "activate"), _ON)), rf"(?:start|start up|run|begin) {_T}"),
    *_frames(
        _same(wishes.done("start")),
        rf"(?:tell|ask|have|get|let) {_T} (?:to )?(?:start|go|begin|get going|get to work|do its job)(?: cleaning| mowing)?",
        rf"send {_T} (?:out )?(?:to|and) (?:clean|vacuum|hoover|mow)(?: up)?",
        rf"(?:tell|ask|have|get|let) {_T} (?:to )?(?:clean|vacuum|hoover|mow)(?: up| the lawn| the floors?)?",
    ),
    *_frames(_same(wishes.done("stop")), rf"(?:tell|ask|have|get) {_T} (?:to )?stop"),
    *_frames(_same(wishes.done("pause")), rf"(?:tell|ask|have|get) {_T} (?:to )?pause", rf"make {_T} pause"),
    *_frames(_same(wishes.done("start")), rf"{_T} (?:go|start)", rf"(?:get|set) {_T} (?:going|cleaning|mowing|to work)"),
    *_frames(_same(wishes.flipped()), rf"(?:toggle|flip) {_T}", rf"{_T} toggle"),
    *_frames(_same(_first(wishes.done("stop"), _OFF)), rf"(?:stop|halt|abort|end|quit) {_T}"),
    *_frames(_same(wishes.done("pause")), rf"(?:pause|hold) {_T}", rf"{_T} pause"),
    *_frames(
        _same(wishes.done("resume", "play", "start")),
        rf"(?:resume|continue|unpause) {_T}",
    ),
    *_frames(_same(wishes.done("play")), rf"play {_T}", rf"{_T} play", rf"(?:hit|press) play on {_T}"),
    *_frames(
        _same(wishes.done("next")),
        rf"(?:play )?(?:the )?next (?:song|track|one) on {_T}",
        rf"skip (?:this|the) (?:song|track) on {_T}",
        rf"(?:skip|go) to the next (?:song|track|one) on {_T}",
    ),
    *_frames(
        _same(wishes.done("previous")),
        rf"(?:play )?(?:the )?previous (?:song|track|one) on {_T}",
        rf"go back (?:a|one) (?:song|track) on {_T}",
    ),
    *_frames(
        _same(wishes.done("dock")),
        rf"dock {_T}",
        rf"send {_T} (?:back )?(?:home|to (?:its|the|his|her) (?:dock|base|charger|station|charging station))",
        rf"send {_T} back",
        rf"(?:tell|ask|have|get|let) {_T} (?:to )?(?:go home|return home|return to (?:its|the|his|her) (?:dock|base)|dock|"
        r"go back(?: home| to (?:its|the|his|her) (?:dock|base|charger|station))?)",
        rf"{_T} (?:back to (?:its|the|your) (?:dock|base)|go home|go back to (?:its|your|the) (?:dock|base|charger))",
    ),
    *_frames(_same(wishes.done("ring")), rf"(?:ring|call) {_T}", rf"(?:make|let|have) {_T} ring"),
    *_frames(_same(_UNMUTE), r"unmute(?: the sound)?", role="muted"),
    *_frames(_same(_MUTE), r"mute(?: the sound| the volume)?", role="muted"),
    *_frames(
        _extreme(Word.MAXIMUM),
        rf"(?:turn|crank) {_T} all the way up",
        rf"max out {_T}",
        rf"(?:make |turn )?{_T} as (?:bright|loud) as (?:possible|it goes|it will go|it can|it gets|they go|they get)",
        rf"(?:put |set |turn )?{_T} (?:on|to|at) (?:its|the|their) (?:brightest|loudest|highest)(?: setting)?",
        rf"(?:max|maximum|full) (?P<p>brightness|volume) (?:on|for) {_T}",
        rf"(?:turn )?(?:the )?(?P<p>brightness|volume) (?:on|of) {_T} all the way up",
    ),
    *_frames(
        _extreme(Word.MINIMUM),
        rf"(?:turn|dim) {_T} all the way down",
        rf"(?:make |turn )?{_T} as (?:dim|quiet|low) as (?:possible|it goes|it will go|it can|it gets|they go|they get)",
        rf"turn {_T} right down",
        rf"(?:put |set |turn )?{_T} (?:on|to|at) (?:its|the|their) (?:dimmest|quietest|lowest)(?: setting)?",
        rf"(?:min|minimum|lowest) (?P<p>brightness|volume) (?:on|for) {_T}",
    ),
    *_frames(
        _value,
        rf"{_SET} (?:the )?(?P<p>[a-z_ ]+?) (?:of|on|for|in) {_T} (?:up to|down to|to|at) {_V}",
        rf"(?:the )?(?P<p>[a-z_ ]+?) (?:of|on|for) {_T} (?:up to|down to|to|at) {_V}",
        rf"{_SET} {_T} (?P<p>brightness|volume|temperature|colou?r|colou?r temperature|position|tilt|speed|fan speed|"
        rf"mode|source|input|channel|humidity|slats) {_TO} {_V}",
        rf"{_T} (?P<p>brightness|volume|temperature|colou?r|colou?r temperature|position|tilt|speed|fan speed|mode|"
        rf"source|input|channel|humidity|slats) (?:{_TO} )?{_V}",
        rf"{_SET} {_T} {_TO} (?:a )?(?P<p>brightness|volume|temperature|colou?r|position|speed|channel|humidity)"
        rf"(?: of| to)? {_V}",
        rf"(?P<p>brightness|volume|temperature|tilt|speed|channel|humidity) {_V} (?:on|for) {_T}",
    ),
    *_frames(
        _value,
rf"(?:turn|switch|put) on {_T} (?:at|to|in|with) {_V}",
        rf"(?:turn|switch|put) {_T} on (?:at|to|in|with) {_V}",
        rf"{_SET} {_T} (?:up |down |back |over )?{_TO} {_V}",
        rf"(?:{_WANT})?{_T}{_SHOULD}(?: set| at)? (?:up |down )?{_TO} {_V}",
        *_split(rf"(?:set|make|turn|paint|colou?r|change|put|give|dim) {_T} {_V}"),
        r"(?P<v>[^ ]+(?: percent| degrees| white| kelvin)?)(?: (?:brightness|volume|speed))? (?:on|for|in) "
        rf"{_T}",
    ),
    *_frames(_value, *_split(rf"{_T} {_V}")),
    *_frames(_value_only_if_measured, rf"{_WANT}(?P<v>\S+ (?:percent|degrees)) (?:on|in|for) {_T}"),
    *_frames(
        _opened,
        rf"(?:open|close|raise|lower|leave|keep|crack|put|have)(?: open)? {_T} (?:to|at|open at) {_V}",
        *_split(
            rf"(?:open|close|raise|lower|leave|keep|crack|put|have)(?: open)? {_T} {_V}",
            rf"{_T} {_V} (?:open|of the way)",
        ),
        rf"(?P<v>half) (?:open|close|raise|lower) {_T}",
        rf"(?:leave|keep|have) {_V.replace('.+', '.+?')} of {_T} open",
    ),
    *_frames(
        _shut,
        *_split(rf"(?:close|shut|have|set|put) {_T} {_V} (?:closed|shut)", rf"{_T} {_V} (?:closed|shut)"),
    ),
    *_frames(
        _started,
        rf"(?:start|run|begin|turn on|switch on|set|put) {_T} (?:on|with|in|to|using) {_V}",
        rf"(?:start|run) (?:a |an |the )?{_V.replace('.+', '.+?')} (?:programme|program|cycle|wash) (?:on|in) {_T}",
        rf"{_T} (?:on|to|with) {_V}",
    ),
    *_frames(
        _compared_by,
        *_split(rf"(?:make |turn |get )?{_T} {_V} (?P<w>{_COMPARED})"),
        rf"(?:make it |turn it )?(?P<v>[0-9.]+(?: percent| degrees)?) (?P<w>{_COMPARED})",
        rf"{_V.replace('.+', '.+?')} (?P<w>{_COMPARED})(?: in)? {_T}",
    ),
    *_frames(
        _compared,
        rf"(?:make|turn|get|have|set) {_T}(?: {_HOW})? (?P<w>{_COMPARED})",
        rf"(?:{_WANT})?{_T}(?: (?:should|could|must) be)?(?: {_HOW})? (?P<w>{_COMPARED})",
        rf"(?:{_WANT})?(?:{_HOW} )?(?P<w>{_COMPARED}) {_T}",
    ),
    *_frames(_too, rf"{_T} (?:is|are) (?:much |way |far |a bit |a little )?too (?P<w>{'|'.join(_TOO)})"),
    *_frames(_as(2), r"(?:make |turn )?(?P<t>.+?) twice as (?P<w>loud|bright|fast|warm)"),
    *_frames(_as(0.5), r"(?:make |turn )?(?P<t>.+?) half as (?P<w>loud|bright|fast|warm)"),
    *_frames(_times(2), r"double (?:the )?(?P<p>brightness|volume)(?: in here)?"),
    *_frames(_times(0.5), r"halve (?:the )?(?P<t>.+?) (?P<p>brightness|volume|speed)"),
    *_frames(_times(2), r"double (?:the )?(?P<p>brightness|volume) (?:of|on) (?P<t>.+?)"),
    *_frames(_times(0.5), r"(?:halve|half) (?:the )?(?P<p>brightness|volume) (?:of|on) (?P<t>.+?)"),
    *_frames(_lit(more=True), rf"brighten(?: up)? {_T}(?: up)?(?: {_HOW})?"),
    *_frames(_lit(more=False), rf"dim(?: down)? {_T}(?: down)?(?: {_HOW})?"),
    *_frames(
        _moved_a_bit(more=True),
        rf"(?:open|raise|lift) {_T} {_HOW}(?: more| further| wider)?",
        rf"(?:open|raise) {_T} (?:more|further|wider)",
    ),
    *_frames(
        _moved_a_bit(more=False),
        rf"(?:close|lower|shut) {_T} {_HOW}(?: more| further)?",
        rf"(?:close|lower) {_T} (?:more|further)",
    ),
    *_frames(_moved_by(more=True), rf"(?:open|raise|lift) {_T} (?:another|by|by another) {_V}"),
    *_frames(_moved_by(more=False), rf"(?:close|lower) {_T} (?:another|by|by another) {_V}"),
    *_frames(
        _up_by(more=True),
        rf"(?P<v>[0-9.]+(?: percent| degrees)?) more (?:on|for|from) {_T}",
        rf"(?:turn|raise|increase|brighten|bump|crank|put|bring) {_T}(?: up)? by {_V}",
        rf"(?:turn up|turn|raise|increase|put up|bump up) (?:the )?{_NAMED} (?:of|on|in|for) {_T}(?: up)? by {_V}",
        rf"(?:turn up|bump up|crank up|brighten up) {_T} by {_V}",
        rf"(?:turn|put|bring|crank|bump|nudge) {_T} up {_V}",
        rf"(?:turn up|raise|increase|bump) {_T} {_NAMED}(?: up)? by {_V}",
        rf"(?:raise|increase|turn up) {_T} {_MEASURED}",
        rf"{_T} (?:up by|plus|up) {_V}",
    ),
    *_frames(
        _up_by(more=False),
        rf"(?P<v>[0-9.]+(?: percent| degrees)?) less (?:on|for|from) {_T}",
        rf"(?:turn|lower|decrease|reduce|dim|drop|bring|put) {_T}(?: down)? by {_V}",
        rf"(?:turn down|turn|lower|decrease|reduce|drop) (?:the )?{_NAMED} (?:of|on|in|for) {_T}(?: down)? by {_V}",
        rf"(?:turn down|dim down|bring down) {_T} by {_V}",
        rf"(?:turn|put|bring|dim|nudge) {_T} down {_V}",
        rf"(?:turn down|lower|decrease|reduce|drop) {_T} {_NAMED}(?: down)? by {_V}",
        rf"(?:lower|decrease|reduce|turn down) {_T} {_MEASURED}",
        rf"(?:knock|take|turn) {_T} back (?:by )?{_V}",
        rf"(?:shave|knock|take) (?P<v>[0-9.]+(?: percent| degrees)?) off {_T}",
        rf"slow {_T}(?: down)? by {_V}",
        rf"{_T} (?:down by|minus|down) {_V}",
    ),
    *_frames(
        _up(more=True),
        rf"(?:turn up|raise|increase|crank up|boost|bump up) (?:the )?{_NAMED}(?: (?:of|on|in|for) {_T})?(?: {_HOW})?",
        rf"(?:turn|crank|bump) (?:the )?{_NAMED}(?: (?:of|on|in|for) {_T})? up(?: {_HOW})?",
        rf"(?:turn up|crank up|boost|bump up|brighten(?: up)?|pump up|raise|increase) {_T}(?: {_HOW})?",
        rf"(?:turn|crank|bump|pump|bring|take|put|dial|push|nudge) {_T} (?:up|higher)(?: {_HOW})?",
        rf"(?:put|set|turn|crank|bump|bring|nudge) {_T} {_HOW} (?:up|higher)",
        rf"{_HOW} more (?P<p>brightness|volume|sound|heat) (?:on|from|for|in) {_T}",
        rf"(?:the )?{_NAMED} up(?: {_HOW})? (?:on|of|in|for) {_T}",
        rf"(?:the )?{_NAMED} up(?: {_HOW})?",
    ),
    *_frames(
        _up(more=False),
        rf"(?:turn down|lower|decrease|reduce) (?:the )?{_NAMED}(?: (?:of|on|in|for) {_T})?(?: {_HOW})?",
        rf"(?:turn|bring) (?:the )?{_NAMED}(?: (?:of|on|in|for) {_T})? down(?: {_HOW})?",
        rf"(?:turn down|tone down|dim(?: down)?|reduce|decrease|lower) {_T}(?: {_HOW})?",
        rf"(?:turn|tone|bring|take|put|dial|dim|nudge) {_T} (?:down|lower)(?: {_HOW})?",
        rf"(?:put|set|turn|crank|bring|nudge) {_T} {_HOW} (?:down|lower)",
        rf"{_HOW} less (?P<p>brightness|volume|sound|heat) (?:on|from|for|in) {_T}",
        rf"(?:the )?{_NAMED} down(?: {_HOW})? (?:on|of|in|for) {_T}",
        rf"(?:the )?{_NAMED} down(?: {_HOW})?",
    ),
    *_frames(
        _degrees_here,
        r"(?:make|set|get|have|keep) it (?:to |at )?(?P<v>[0-9.]+(?: degrees(?: [cf])?)?)(?: in here| (?P<place>in .+))?",
        role="target_temperature",
    ),
    *_frames(
        _value_only_if_measured,
        rf"(?:{_SET} )?(?:the )?{_NAMED} (?:up |down )?(?:to |at )?{_V}",
        rf"{_SET} (?:it to )?(?P<p>volume) {_V}",
    ),
    *_frames(
        _compared,
        rf"(?:make it |turn it |{_WANT}(?:it )?|a )?(?:{_HOW} )?(?P<w>{_COMPARED})(?: in here| (?P<place>(?:in|on) .+))?",
    ),
)  # fmt: skip
