"""The wishes that the words of a command express: what is wanted, from what the words around it name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from model_core.plan import Word
from model_core.reading import roles, values, wishes
from model_core.reading.wishes import Wish
from model_core.world import Thing

Groups = Mapping[str, str]
"""What the words of a frame named: `v` a value, `p` a property, `w` a comparison, `bit`, `much` how far."""
Express = Callable[[Groups], Wish | None]

_MORE = {
    "": (Word.MORE, Word.LESS), "bit": (Word.SLIGHTLY_MORE, Word.SLIGHTLY_LESS),
    "much": (Word.MUCH_MORE, Word.MUCH_LESS),
}  # fmt: skip
UP = {
    "brighter": ("brightness", True), "lighter": ("brightness", True), "dimmer": ("brightness", False),
    "darker": ("brightness", False), "less bright": ("brightness", False),
    "louder": ("volume", True), "quieter": ("volume", False),
    "less loud": ("volume", False), "warmer": ("target_temperature", True),
    "hotter": ("target_temperature", True),
    "cooler": ("target_temperature", False), "colder": ("target_temperature", False),
    "faster": ("speed", True), "slower": ("speed", False),
    "harder": ("speed", True), "stronger": ("speed", True), "gentler": ("speed", False),
}  # fmt: skip
_TOO = {
    "bright": ("brightness", False), "dark": ("brightness", True), "dim": ("brightness", True),
    "loud": ("volume", False), "quiet": ("volume", True), "hot": ("target_temperature", False),
    "warm": ("target_temperature", False), "cold": ("target_temperature", True),
    "cool": ("target_temperature", True),
}  # fmt: skip
_TURNED = ("brightness", "volume", "target_temperature", "speed")
"""What up and down mean for a device, the first that it has."""


def compared_role(word: str) -> str:
    """The property that a comparison is about; empty for no comparison."""
    return UP[word][0] if word in UP else ""


def first(*options: Wish) -> Wish:
    """The first of several ways that a device knows."""

    def told(thing: Thing) -> str | None:
        return next((text for w in options if (text := w.told(thing)) is not None), None)

    return Wish(told, sure=all(w.sure for w in options))


def value(groups: Groups) -> Wish | None:
    said = values.read(groups["v"])
    return wishes.valued(said, groups.get("p"))


def measured(groups: Groups) -> Wish | None:
    said = values.read(groups["v"])
    return None if isinstance(said, values.Choice) else wishes.valued(said, groups.get("p"))


def degrees_here(groups: Groups) -> Wish | None:
    """`make it 21 in here`: only what can be the warmth of a room."""
    said = values.read(groups["v"])
    warm = isinstance(said, values.Amount) and (said.unit in {"degrees", "C", "F"} or 10 <= said.number <= 30)
    return wishes.valued(said, "temperature") if warm else None


def opened(groups: Groups) -> Wish | None:
    said = values.read(groups["v"])
    if isinstance(said, values.Choice):
        return None
    return wishes.valued(said, "position")


def shut(groups: Groups) -> Wish | None:
    said = values.read(groups["v"])
    if not isinstance(said, values.Amount) or not 0 <= said.number <= 100:
        return None
    return wishes.valued(values.Amount(100 - said.number, "percent"), "position")


def compared(groups: Groups) -> Wish:
    role, more = UP[groups["w"]]
    wish = wishes.changed(role, _word(groups, more=more))
    return first(wish, _warmer_white(groups, more=more)) if role == "target_temperature" else wish


def _warmer_white(groups: Groups, *, more: bool) -> Wish:
    """A warmer white has less kelvin, and more mired."""

    def told(thing: Thing) -> str | None:
        white = roles.find(thing, "color_temperature")
        if white is None:
            return None
        word = _word(groups, more=more if white.unit.casefold().startswith("mired") else not more)
        return wishes.changed("color_temperature", word).told(thing)

    return Wish(told)


def compared_by(groups: Groups) -> Wish | None:
    role, more = UP[groups["w"]]
    said = values.read(groups["v"])
    if isinstance(said, values.Amount) and said.unit == "kelvin":
        role, more = "color_temperature", not more  # a cooler white has more kelvin
    return wishes.changed_by(role, "+" if more else "-", said) if isinstance(said, values.Amount) else None


def _word(groups: Groups, *, more: bool) -> Word:
    how = "bit" if groups.get("bit") else "much" if groups.get("much") else ""
    return _MORE[how][0 if more else 1]


def restored() -> Wish:
    """As it was, for what has one property that goes up and down; of a light nobody knows which is meant."""

    def told(thing: Thing) -> str | None:
        role = next((r for r in (*_TURNED, "position") if roles.find(thing, r)), "brightness")
        return None if role == "brightness" else wishes.changed(role, Word.PREVIOUS).told(thing)

    return Wish(told, sure=False)


def too(groups: Groups) -> Wish:
    role, more = _TOO[groups["w"]]
    return wishes.changed(role, _word(groups, more=more))


def times(factor: float) -> Express:
    def express(groups: Groups) -> Wish:
        return wishes.changed_by(roles.SPOKEN[groups["p"]], "*", values.Amount(factor))

    return express


def turned_times(factor: float) -> Express:
    """So many times what goes up and down on a device, where nothing says what that is."""
    return lambda _groups: _turned(
        lambda role: wishes.changed_by(role, "*", values.Amount(factor)), (*_TURNED, "position")
    )


def as_much(factor: float) -> Express:
    def express(groups: Groups) -> Wish:
        role = {"fast": "speed", "warm": "target_temperature"}.get(groups["w"]) or _TOO[groups["w"]][0]
        return wishes.changed_by(role, "*", values.Amount(factor))

    return express


def moved_a_bit(*, more: bool) -> Express:
    return lambda groups: wishes.changed("position", _word(groups, more=more))


def moved_by(*, more: bool) -> Express:
    def express(groups: Groups) -> Wish | None:
        said = values.read(groups["v"])
        return (
            wishes.changed_by("position", "+" if more else "-", said)
            if isinstance(said, values.Amount)
            else None
        )

    return express


def lit(*, more: bool) -> Express:
    return lambda groups: wishes.changed("brightness", _word(groups, more=more))


def up(*, more: bool) -> Express:
    def express(groups: Groups) -> Wish:
        word = _word(groups, more=more)
        if groups.get("p"):
            return wishes.changed(roles.SPOKEN[groups["p"]], word)
        return _turned(lambda role: wishes.changed(role, word))

    return express


def up_by(*, more: bool) -> Express:
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


def extreme(word: Word) -> Express:
    return lambda groups: wishes.valued(values.Extreme(word), groups.get("p"))


def same(wish: Wish) -> Express:
    def express(_groups: Groups) -> Wish:
        return wish

    return express


def started(groups: Groups) -> Wish:
    return wishes.started_with("start", groups["v"])
