"""A native home on the running stack: its simulators, put back before each sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.context import house_of
from assistant.evaluate.native.judge import Moment, judge
from assistant.evaluate.native.later import waiting
from assistant.evaluate.native.rig import Rig
from assistant.evaluate.native.suite import NativeCase, NativeHome
from assistant.evaluate.stage import Parts, Stage
from assistant.evaluate.talk import Place, Said
from assistant.evaluate.verdict import Verdict
from devices.registry.routines import Routines


class NativeStand(Stage):
    """A home's simulators, live."""

    def __init__(self, home: NativeHome, home_id: str, parts: Parts) -> None:
        super().__init__(home.name, home_id, parts, timezone=home.file.timezone)
        self.home = home
        self._rigs = {device.id: Rig(home.file, device.id) for device in home.file.devices if device.id}
        self._before = Moment({})

    @property
    def behaviours(self) -> Mapping[str, Rig]:
        """The devices by their ids in the file."""
        return self._rigs

    @property
    def floors(self) -> Mapping[str, str]:
        """The floor of each room of the file."""
        return {room.name: room.floor or "" for room in self.home.file.rooms}

    @property
    def cases(self) -> Sequence[NativeCase]:
        """What is said in it."""
        return self.home.cases

    def place_of(self, case: NativeCase) -> Place:
        """The device and the room that the case names."""
        return Place(case.device, self.room_id(case.room))

    def history_of(self, case: NativeCase) -> Sequence[str]:
        """What is said before."""
        return case.history

    async def prepare(self, case: NativeCase) -> None:
        """Put every device back to the home's start and the case's setup; raises StandError."""
        for device_id, rig in self._rigs.items():
            await rig.restart(case.setup.get(device_id, {}))
        await self.until_heard()

    async def note(self) -> None:
        """Remember every device and what waits, and forget which actions were run."""
        await self.until_heard()
        for rig in self._rigs.values():
            rig.carried_out.clear()
        self._before = await self._now()

    async def judge(self, case: NativeCase, said: Said) -> Verdict:
        """Every device, action, plan and answer since `note`; raises StandError or DeviceError."""
        await self.until_heard()
        devices = {device_id: rig.describe() for device_id, rig in self._rigs.items()}
        return judge(case, devices, self._before, await self._now(), said)

    async def _now(self) -> Moment:
        house = house_of(await self._parts.hub.snapshot(self.home_id))
        async with self._parts.database.session(read_only=True) as session:
            pending = await Routines(session).list_waiting(self.home_id)
        return Moment(
            {device_id: rig.values() for device_id, rig in self._rigs.items()},
            {device_id: tuple(rig.carried_out) for device_id, rig in self._rigs.items()},
            {routine.id: waiting(routine, house) for routine in pending},
        )
