"""Music and television: players that are named by what they play, or not at all."""

from __future__ import annotations

import re

from model_core.language.vocabulary import Vocabulary
from model_core.reading import roles, values, wishes
from model_core.reading.clauses import Done
from model_core.reading.errands import Errands, frames, same
from model_core.reading.outcomes import asks
from model_core.reading.phrases import blocks
from model_core.reading.referents import Found, Referents, Several
from model_core.world import Kind, Thing

_PLAYERS = frozenset({"television", "speaker"})
_ONLY_PLAYERS = re.compile(
    r"(?:the )?(?:(?:music|audio|sound) (?P<where>(?:in|on|of|at|from) .+)|"
    r"(?P<room>.+?) (?:music|audio|sound))"
)
_WISHES = {
    **{role: wishes.done(role) for role in ("play", "pause", "stop", "next", "previous")},
    "mute": wishes.flagged("muted", value=True),
    "unmute": wishes.flagged("muted", value=False),
}
_BARE, _NAMED = (
    tuple(f for role, wish in _WISHES.items() for f in frames(same(wish), *blocks("media")[f"{role}{named}"]))
    for named in ("", " named")
)
_SOURCES = frames(
    lambda groups: wishes.valued(values.Choice(str(groups["v"])), "source"),
    *(line.replace("{v}", "(?P<v>.+?)") for line in blocks("media")["source named"]),
)
_SOURCE_ALONE = re.compile(
    r"(?:(?:put|stick|switch|turn) on |(?:switch|change|go) (?:over )?to |show |"
    r"i (?:fancy|want) (?:some |to watch )?)?"
    r"(?P<v>.+?)"
)
_NOT_ALONE = frozenset({"tv", "radio", "music", "television", "off", "on", "cd"})
_TITLED = re.compile(
    r"(?:(?:play|put on|stick on|whack on|bung on|blast|listen to|start playing|give (?:me|us)|"
    r"i want to hear)"
    r"(?: (?:me|us))?(?: (?:some|a bit of|a little))?|some|a bit of) "
    r"(?P<x>[^\",;]{2,60}?) (?:on|through|over|from|via) (?P<t>(?:the |my |our )?[a-z0-9' ]+)"
)
_HEARD = r"song|track|single|album|artist|band|singer|playlist|podcast|audiobook|radio station|station"
_SEEN = r"tv show|tv series|show|series|movie|film|documentary"
_CLASS = rf"(?:the |an? |my )?(?:(?P<heard>{_HEARD})|(?P<seen>{_SEEN}))(?: (?:called|named|by))?"
_CALLED = re.compile(
    rf"(?:play|put on|stick on|start playing|i want to hear|i want to watch)(?: (?:me|us))? {_CLASS} "
    r"(?P<x>[^\",;]{2,60}?)(?: in (?P<place>(?:the |my |our )?[a-z0-9' ]+))?"
)
"""What is said to be a song or a film, so that it needs no player to be taken for one."""
_NO_TITLE = re.compile(
    r"^(?:(?:the|my|our|this|that|some|a|next|previous|last|first|same|another|more) )*"
    r"(?:it|this|that|these|something|anything|everything|music|songs?|tunes?|tracks?|sound|noise|radio|news|"
    r"what|whatever|all|any|light|volume|one|next|previous|playlist|album|video|film|movie|show|podcast)\b|"
    r"\b(?:turn|switch|set|open|close|shut|lock|volume|percent|degrees|mute|pause|music|station|channel|"
    r"lamp|lights?|alarm|timer|list)\b|\d+ (?:percent|degrees)"
)
"""What is no title of anything."""
_OF_MUSIC = {
    "play": re.compile(r"(?:play|start|resume|continue|unpause) (?P<t>.+)|turn (?P<u>.+) (?:back )?on"),
    "pause": re.compile(r"(?:pause|hold|suspend) (?P<t>.+)|put (?P<u>.+) on (?:pause|hold)"),
    "stop": re.compile(r"(?:stop|end|cut|kill|turn off) (?P<t>.+)|turn (?P<u>.+) off"),
    "mute": re.compile(r"(?:mute|silence) (?P<t>.+)"),
}


_SONG = re.compile(r"\b(?:song|track|tune|album|number)\b")
"""What speakers play rather than televisions."""


class Media:
    """Reads what is said to the players of one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._errands = Errands(vocabulary, referents)
        self._speakers = tuple(t for t in vocabulary.world.things if wishes.type_of(t) == "speaker")
        self._players = tuple(t for t in vocabulary.world.things if wishes.type_of(t) in _PLAYERS)

    def read(self, clause: str, here: str | None) -> Done | None:
        """The plan for a clause about what plays; None for any other."""
        if not self._players:
            return None
        for frame in _BARE:
            if frame.pattern.fullmatch(clause):
                wish = frame.express({})
                done = self._errands.implied(wish, here, self._players) if wish else None
                if wish and (done is None or asks(done.text)) and _SONG.search(clause):
                    near = [t for t in self._speakers if here is not None and t.room == here]
                    done = self._errands.implied(wish, here, near)
                return None if done is None or asks(done.text) else done
        return (
            self._errands.framed(_NAMED, clause, here)
            or self._errands.framed(_SOURCES, clause, here, self._players)
            or self._music(clause, here)
            or self._source(clause, here)
            or self._titled(clause, here)
            or self._called(clause, here)
        )

    def _titled(self, clause: str, here: str | None) -> Done | None:
        """`play Nina Simone on the kitchen speaker`: what is named in words of no home."""
        found = _TITLED.fullmatch(clause)
        if found is None:
            return None
        title = re.sub(rf"^{_CLASS} (?=.)", "", found["x"])
        if _NO_TITLE.search(title) or self._is_device(title, here):
            return None
        done = self._errands.named(found["t"], _playing(title), here, self._players)
        return None if done is None or asks(done.text) else done

    def _called(self, clause: str, here: str | None) -> Done | None:
        """`play the album Thriller in the kitchen`: by the player there that plays such things."""
        found = _CALLED.fullmatch(clause)
        if found is None or _NO_TITLE.search(found["x"]) or self._is_device(found["x"], here):
            return None
        where = here
        if found["place"] is not None:
            places = self._errands.referents.places.named(found["place"]) or ()
            if len(places) != 1:
                return None
            where = places[0]
        near = [t for t in self._players if where is None or t.room == where]
        kind = "speaker" if found["heard"] else "television"
        fit = [t for t in near if wishes.type_of(t) == kind] or near
        done = self._errands.implied(_playing(found["x"]), where, fit) if len(fit) == 1 else None
        return None if done is None or asks(done.text) else done

    def _is_device(self, said: str, here: str | None) -> bool:
        return isinstance(self._errands.referents.find(said, here), Found | Several)

    def _source(self, clause: str, here: str | None) -> Done | None:
        """A source that only one player can be meant for: `netflix`."""
        found = _SOURCE_ALONE.fullmatch(clause)
        if found is None or found["v"] in _NOT_ALONE or self._errands.referents.find(found["v"], here):
            return None
        wish = wishes.valued(values.Choice(found["v"]), "source")
        done = self._errands.implied(wish, here, self._players)
        return None if done is None or asks(done.text) else done

    def _music(self, clause: str, here: str | None) -> Done | None:
        """The music of a room: what plays in it, where that is one speaker."""
        for role, pattern in _OF_MUSIC.items():
            found = pattern.fullmatch(clause)
            music = _ONLY_PLAYERS.fullmatch(found["t"] or found["u"] or "") if found else None
            if music is None:
                continue
            where = music["where"] or f"in the {music['room']}"
            places, rest = self._errands.referents.places.take(f"speaker {where}")
            if not places or rest != "speaker":
                continue
            inside = [t for t in self._players if self._errands.referents.places.holds(places, t.room)]
            if len(inside) == 1:
                return self._errands.implied(_WISHES[role], here, inside)
        return None


def _playing(title: str) -> wishes.Wish:
    """The wish that a player plays what is called so."""

    def told(thing: Thing) -> str | None:
        action = roles.find_action(thing, "play")
        if action is None:
            return None
        texts = [a.name for a in action.arguments if a.kind is Kind.STRING and not a.choices]
        lacking = any(a.required and a.name not in texts for a in action.arguments)
        return f'run {action.name} {texts[0]}="{title}"' if len(texts) == 1 and not lacking else None

    return wishes.Wish(told, sure=False)
