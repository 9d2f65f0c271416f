"""What machines are to do, in the many ways people have of telling them."""

from __future__ import annotations

from model_core.language.vocabulary import Vocabulary
from model_core.reading import wishes
from model_core.reading.clauses import Done
from model_core.reading.errands import Errands, frames, same
from model_core.reading.phrases import blocks
from model_core.reading.referents import Referents
from model_core.reading.wishes import Wish
from model_core.world import Thing

_DEEDS = {role: wishes.done(role) for role in ("start", "stop", "pause", "resume", "dock", "snapshot")}
_SWINGS = {
    "oscillating on": wishes.flagged("oscillating", value=True),
    "oscillating off": wishes.flagged("oscillating", value=False),
}
_CLEANERS = frozenset({"vacuum", "mower"})
_CLEANS = Wish(lambda thing: _DEEDS["start"].told(thing) if wishes.type_of(thing) in _CLEANERS else None)
_FRAMES = tuple(
    f
    for role, wish in (*_SWINGS.items(), *_DEEDS.items(), ("clean", _CLEANS))
    for f in frames(same(wish), *blocks("machines")[role])
)
_SCENES = frames(same(wishes.done("activate")), *blocks("machines")["activate"])


class Machines:
    """Reads what the machines and scenes of one home are told."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._errands = Errands(vocabulary, referents)
        self._scenes = tuple(t for t in vocabulary.world.things if t.find_action("activate") is not None)
        self._machines = tuple(t for t in vocabulary.world.things if _runs(t))

    def read(self, clause: str, here: str | None) -> Done | None:
        """The plan for a clause that tells a machine what to do; None for any other."""
        if self._machines:
            done = self._errands.framed(_FRAMES, clause, here, self._machines)
            if done is not None:
                return done
        return self._errands.framed(_SCENES, clause, here, self._scenes) if self._scenes else None


def _runs(thing: Thing) -> bool:
    return bool(thing.actions) or any(w.told(thing) is not None for w in _SWINGS.values())
