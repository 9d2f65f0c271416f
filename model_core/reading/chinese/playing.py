"""Music and television in Mandarin: players that are named by what they play, or not at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from model_core.language.vocabulary import Vocabulary
from model_core.reading import roles, wishes
from model_core.reading.chinese import values as said_values
from model_core.reading.chinese.referents import Referents
from model_core.reading.chinese.text import numbers
from model_core.reading.clauses import Done
from model_core.reading.phrases import filled, load, unfolded
from model_core.reading.referents import Found, Meaning, Several
from model_core.reading.values import Amount
from model_core.reading.wishes import Wish
from model_core.world import Attribute, Kind, Thing

_HEARD, _SEEN = frozenset({"speaker"}), frozenset({"television"})
_PLAYERS = _HEARD | _SEEN
_CONTROLS: Mapping[str, Wish] = {
    "next": wishes.done("next"),
    "previous": wishes.done("previous"),
    "pause": wishes.done("pause", "stop"),
    "stop": wishes.done("stop", "pause"),
    "resume": wishes.done("resume", "play"),
    "play": wishes.done("play"),
}
_ASKED = re.compile(r"[?啥哪谁咋]|什么|怎么|多少|几点|[吗呢]$")
_LATIN = re.compile(r"[A-Za-z]")
_SONGS = re.compile(r"[首支曲段出折]")
_FILMS = re.compile(r"[集部场]")
_MARKS = re.compile(r"[《》〈〉]")
_HOW = re.compile(r"别|不要|[太么][大吵响闹]|小声|大声|[点分]停|点儿?声")
"""How it is to be played, which no title has."""
_ANYTHING = re.compile(
    r"(?:(?:一?[点首些个段]|几首)?(?:好听|轻松|好看|随便|喜欢)?的?(?:音乐|歌曲?|曲子|曲儿|歌儿|东西|动静|声儿|背景音乐|电影|电视剧|视频|节目|片子))(?:听听?)?"
)
"""What is no title, and tells only that something is to be played."""
_CENTRAL = re.compile(r"中央电视台|中央|央视|cctv")
_STATION = re.compile(r"[\s\-_台套]|频道|电视台?|综合")


class Playing:
    """Reads what is to be played, and what is said of what plays, in one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents
        self._players = tuple(t for t in vocabulary.world.things if wishes.type_of(t) in _PLAYERS)

    def after(self, clause: str, here: str | None, before: Sequence[Thing], heard: str | None) -> Done | None:
        """The plan for a clause in plain form, after one about `before`."""
        told = tuple(t for t in before if wishes.type_of(t) in _PLAYERS)
        if not told:
            return self.read(clause, here, heard)
        wish = _control(clause)
        return self._done(wish, Found(told)) if wish is not None and all(map(wish.can, told)) else None

    def read(self, clause: str, here: str | None, heard: str | None, *, folded: bool = True) -> Done | None:
        """The plan for a clause; `folded`: its capitals are lost, so that it may have no Latin title."""
        if not self._players:
            return None
        done = self._controlled(clause, here, heard)
        if done is not None or _ASKED.search(clause):
            return done
        return self._source(clause, here) or self._titled(clause, here, heard, folded=folded)

    def renamed(self, clause: str, here: str | None, heard: str | None) -> str | None:
        """A clause about the volume of music as one about the player of it."""
        found = next((m for p in _table("music") if (m := p.fullmatch(clause))), None)
        wish = wishes.valued(Amount(0), "volume")
        one = self._one(_HEARD, wish, here, heard) if found is not None else None
        if found is None or not isinstance(one, Found):
            return None
        name = one.things[0].name
        return f"{name}的音量{found['v']}" if re.search(r"\d", found["v"]) else f"{name}{found['v']}"

    def _controlled(self, clause: str, here: str | None, heard: str | None) -> Done | None:
        """What is told to the speaker by what only a speaker plays: `跳到下一首`, `歌先停一下`."""
        wish = _control(clause)
        kinds = _SEEN if "集" in clause else _HEARD
        return self._done(wish, self._one(kinds, wish, here, heard)) if wish is not None else None

    def _source(self, clause: str, here: str | None) -> Done | None:
        """`切到hdmi 2`, by the one player that has it; `电视看中央一台`, where there is such a source."""
        for pattern in _table("sources named"):
            found = pattern.fullmatch(clause)
            wish = _from(found["v"]) if found is not None else None
            meaning = self._referents.find(found["t"], here, wish.can) if found and wish else None
            if isinstance(meaning, Found) and wish is not None and (done := self._done(wish, meaning)):
                return done
        for pattern in _table("sources"):
            found = pattern.fullmatch(clause)
            if found is not None:
                wish = _from(found["v"])
                return self._done(wish, self._one(_PLAYERS, wish, here, None))
        return None

    def _titled(self, clause: str, here: str | None, heard: str | None, *, folded: bool) -> Done | None:
        for block in ("titled named", "seen named"):
            for pattern in _table(block):
                found = pattern.fullmatch(clause)
                wish = self._wish(found["x"], folded=folded) if found is not None else None
                if found is None or wish is None:
                    continue
                seen = block == "seen named"
                meaning = self._referents.find(found["t"], here, wish.can)
                if isinstance(meaning, Found | Several) and _are_players(meaning.things, seen=seen):
                    return self._done(wish, meaning)
                places = self._referents.where(found["t"], here)
                if places is not None:
                    kinds = _SEEN if seen else _kinds(clause, found["x"])
                    return self._done(wish, self._inside(kinds, wish, places))
        for block in ("titled", "titled music"):
            for pattern in _table(block):
                found = pattern.fullmatch(clause)
                kinds = _kinds(clause, found["x"]) if found is not None else _PLAYERS
                wish = self._wish(found["x"], folded=folded) if found is not None else None
                if (
                    found is None
                    or wish is None
                    or (block == "titled music" and not _is_of("heard", found["x"]))
                ):
                    continue
                return self._done(wish, self._one(kinds, wish, here, heard))
        return None

    def _wish(self, said: str, *, folded: bool) -> Wish | None:
        """The wish that what is called so is played; None for what no title is."""
        title = _MARKS.sub("", said).strip().removesuffix("的")
        if _HOW.search(title):
            return None
        if _ANYTHING.fullmatch(title):
            return wishes.done("play")
        if not title or _is_of("no title", title.casefold()) or (folded and _LATIN.search(title)):
            return None
        if isinstance(self._referents.find(title, None), Found | Several):
            return None
        return playing(title)

    def _inside(self, kinds: frozenset[str], wish: Wish, places: Sequence[str]) -> Meaning | None:
        """The one player of these types in a place, or in the whole home."""
        inside = [t for t in self._players if not places or self._referents.places.holds(places, t.room)]
        able = [t for t in inside if wish.can(t)]
        fit = [t for t in able if wishes.type_of(t) in kinds] or able
        return Found(tuple(fit)) if len(fit) == 1 else None

    def _one(self, kinds: frozenset[str], wish: Wish, here: str | None, heard: str | None) -> Meaning | None:
        """The one player of these types that is near, that hears it, or that there is."""
        able = [t for t in self._players if wish.can(t)]
        fit = [t for t in able if wishes.type_of(t) in kinds] or able
        near = [t for t in fit if here is not None and t.room == here]
        hearing = [t for t in near or fit if t.id == heard]
        for things in (near, hearing, fit if not near else []):
            if len(things) == 1:
                return Found(tuple(things))
        return None

    def _done(self, wish: Wish, meaning: Meaning | None) -> Done | None:
        if not isinstance(meaning, Found | Several):
            return None
        text = wishes.plan(wish, meaning, self._vocabulary)
        return Done(text, meaning.things) if text is not None else None


def playing(title: str) -> Wish:
    """The wish that a player plays what is called so, or plays, where it can be told nothing more."""

    def told(thing: Thing) -> str | None:
        action = roles.find_action(thing, "play")
        if action is None:
            return None
        texts = [a.name for a in action.arguments if a.kind is Kind.STRING and not a.choices]
        if any(a.required and a.name not in texts for a in action.arguments) or len(texts) > 1:
            return None
        return f'run {action.name} {texts[0]}="{title}"' if texts else f"run {action.name}"

    return Wish(told, sure=False)


def _control(clause: str) -> Wish | None:
    return next((w for name, w in _CONTROLS.items() if any(p.fullmatch(clause) for p in _table(name))), None)


def _are_players(things: Sequence[Thing], *, seen: bool) -> bool:
    """Whether all of them play; `seen`: what is looked at."""
    if seen:
        return all(wishes.type_of(t) in _SEEN for t in things)
    return all(roles.find_action(t, "play") is not None for t in things)


def _from(said: str) -> Wish:
    """The source or the channel of this name, where a player has it among its choices."""

    def told(thing: Thing) -> str | None:
        found = (roles.find(thing, role) or thing.find_property(role) for role in ("source", "channel"))
        offers = [(p.name, c) for p in found if p is not None and p.writable and (c := _choice(p, said))]
        return f"{offers[0][0]}={offers[0][1]}" if len(offers) == 1 else None

    return Wish(told, sure=False)


def _choice(attribute: Attribute, said: str) -> str | None:
    found = said_values.choice_of(attribute, said)
    if found is not None:
        return found
    named = [c for c in attribute.choices if _station(c) == _station(said)]
    return named[0] if len(named) == 1 and _station(said) else None


def _station(said: str) -> str:
    """A station by its shortest name: `中央一台` and `CCTV-1` are one."""
    return _STATION.sub("", _CENTRAL.sub("cctv", numbers(said.casefold()).replace("一", "1")))


def _kinds(clause: str, title: str) -> frozenset[str]:
    """The types of players that what is said is for."""
    before = clause[: clause.rfind(title)]
    if "看" in before or _FILMS.search(before) or _is_of("seen", title):
        return _SEEN
    return (
        _HEARD
        if "听" in clause or "唱" in before or _SONGS.search(before) or _is_of("heard", title)
        else _PLAYERS
    )


def _is_of(block: str, text: str) -> bool:
    return any(p.search(text) for p in _table(block))


@cache
def _table(block: str) -> tuple[re.Pattern[str], ...]:
    table = load("playing", __package__)
    words = dict(unfolded(table["words"]))
    for name, text in words.items():
        words[name] = filled(text, words)
    words |= {"T": "(?P<t>[^,;]+?)", "X": "(?P<x>[^,;]+?)", "V": "(?P<v>[^,;]+?)", "so": table["so"]}
    return tuple(re.compile(filled(line, words)) for line in table[block].splitlines() if line)
