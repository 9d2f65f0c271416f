"""A home of the home-assistant-datasets format on the running stack: its entities as devices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.evaluate.compare import Readings, judge
from assistant.evaluate.entities import UNFIT, build
from assistant.evaluate.entities.base import NOTHING, Entity
from assistant.evaluate.stage import Parts, Stage, StandError
from assistant.evaluate.suite import Case, Home
from assistant.evaluate.talk import Place, Said
from assistant.evaluate.verdict import Miss, Verdict
from devices.ids import slug


class EntityStand(Stage):
    """A home's entities, live."""

    def __init__(self, home: Home, home_id: str, parts: Parts) -> None:
        super().__init__(home.name, home_id, parts)
        self.home = home
        self.entities: dict[str, Entity] = {}
        self.device_ids: dict[str, str] = {}
        """By entity id."""
        self._before: Readings = {}
        known = mentioned(home)
        for fixture in home.entities:
            self.entities[fixture.id] = build(fixture, known.get(fixture.id, frozenset()))
            taken = set(self.device_ids.values())
            self.device_ids[fixture.id] = slug(fixture.id.partition(".")[2], taken)

    @property
    def behaviours(self) -> Mapping[str, Entity]:
        """The entities by their device's id."""
        return {self.device_ids[entity_id]: entity for entity_id, entity in self.entities.items()}

    @property
    def floors(self) -> Mapping[str, str]:
        """The floor of each area, without underscores."""
        return {area.name: (area.floor or "").replace("_", " ") for area in self.home.areas}

    @property
    def cases(self) -> Sequence[Case]:
        """What is said in it."""
        return self.home.cases

    def place_of(self, case: Case) -> Place:
        """The device and the room that the case's context names: a physical device or an entity."""
        context = case.context_device
        if not context:
            return Place()
        fixtures = self.home.entities
        found = [f for f in fixtures if f.id == context] or [f for f in fixtures if f.device == context]
        area = self.home.devices.get(context) or (found[0].area if found else None)
        return Place(self.device_ids[found[0].id] if found else "", self.room_id(area or ""))

    def history_of(self, case: Case) -> Sequence[str]:  # noqa: ARG002
        """Nothing: every sentence of this format stands alone."""
        return ()

    async def prepare(self, case: Case) -> None:
        """Make the world as the case has it, and return when the platform knows; raises StandError."""
        for entity_id, entity in self.entities.items():
            try:
                entity.prepare(case.setup.get(entity_id, NOTHING))
            except UNFIT as error:
                raise StandError(
                    f"The setup of {entity_id} has a value that it cannot have: {error}"
                ) from error
        await self.until_heard()

    async def note(self) -> None:
        """Remember every entity as it is now."""
        self._before = self.readings()

    async def judge(self, case: Case, said: Said) -> Verdict:
        """Every entity and the reply against the case."""
        verdict = judge(case, self.entities, self._before, self.readings(), said.reply)
        if verdict.missing and said.question is not None:
            return replace(verdict, kinds=verdict.kinds | {Miss.ASKED})
        if verdict.missing and said.refused:
            return replace(verdict, kinds=verdict.kinds | {Miss.REFUSED})
        return verdict

    def readings(self) -> Readings:
        """Every entity as it is now."""
        return {entity_id: entity.reading() for entity_id, entity in self.entities.items()}


def mentioned(home: Home) -> Mapping[str, frozenset[str]]:
    """By entity, every attribute that the home's files ever give or expect."""
    names: dict[str, set[str]] = {fixture.id: set(fixture.attributes) for fixture in home.entities}
    for case in home.cases:
        for given in (case.setup, case.expect_changes):
            for entity_id, told in given.items():
                names.setdefault(entity_id, set()).update(told.attributes)
    return {entity_id: frozenset(found) for entity_id, found in names.items()}
