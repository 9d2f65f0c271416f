"""Reads a native home and its case files; every mistake is a SuiteError that says where it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from assistant.evaluate.files import SuiteError, read
from assistant.evaluate.native.files import Actions, ConditionEntry, LaterEntry, TestEntry, TestFile
from assistant.evaluate.native.possible import impossible
from assistant.evaluate.native.rig import rebuild
from assistant.evaluate.native.suite import Expectations, Later, NativeCase, NativeHome
from assistant.evaluate.native.wanted import Expected, read_expected
from assistant.exact import CannotResolve, coerce
from devices.errors import DeviceError
from devices.ids import name_key
from devices.schema import Description, Property, Value
from devices.simulators.behaviour import Behaviour
from devices.simulators.device import HomeFileError
from devices.simulators.fleet import Fleet
from devices.simulators.values import Refused
from devices.validation import validate_value
from model_core.plan import After, At, Comparison, Test, Trigger, When

V = TypeVar("V")

HOME = "_home.yaml"
CONDITION = re.compile(r"(=|!=|>=|<=|>|<)\s*(\S.*)")


def load_home(path: Path, name: str, case_files: Iterable[Path]) -> NativeHome:
    """The home of a `_home.yaml` with the cases of these files; raises SuiteError."""
    try:
        fleet = Fleet.load(path)
    except HomeFileError as error:
        text = str(error)
        raise SuiteError(f"{text if text.startswith(str(path)) else f'{path}: {text}'}.") from None
    devices = [
        entry.model_copy(update={"id": device_id})
        for device_id, entry in zip(fleet.behaviours, fleet.home.devices, strict=True)
    ]
    home = NativeHome(name, fleet.home.model_copy(update={"devices": devices}))
    reader = _Reader(home, fleet.behaviours)
    cases = [case for case_file in case_files for case in reader.cases(case_file)]
    return NativeHome(name, home.file, tuple(cases))


class _Reader:
    """Turns entries into cases of one home."""

    def __init__(self, home: NativeHome, behaviours: Mapping[str, Behaviour]) -> None:
        self._home = home
        self._rooms = {name_key(room.name): room.name for room in home.file.rooms}
        self._behaviours = behaviours
        self._descriptions = {i: behaviour.describe() for i, behaviour in behaviours.items()}

    def cases(self, path: Path) -> Iterator[NativeCase]:
        """All cases of one file."""
        content = read(path, TestFile)
        for place, entry in enumerate(content.tests):
            try:
                yield self._case(content.category or path.stem, entry)
            except _Fault as fault:
                raise SuiteError(f"{path}: at tests.{place}.{fault}.") from None

    def _case(self, category: str, entry: TestEntry) -> NativeCase:
        room = self._rooms.get(name_key(entry.room or ""), "")
        if entry.room is not None and not room:
            raise _Fault("room", f"the home has no room {entry.room!r:.80}")
        if entry.device is not None:
            self._device("device", entry.device)
        asks = entry.expect_question
        choices = asks if isinstance(asks, list) else []
        for choice in choices:
            self._device("expect_question", choice)
        setup = self._state("setup", entry.setup)
        start = dict(self._behaviours)
        for device_id, values in setup.items():
            try:
                start[device_id] = rebuild(self._home.file, device_id, values)
            except (HomeFileError, Refused) as error:
                raise _Fault(f"setup.{device_id}", str(error)) from None
        keys = [
            f"expect.{place}" if len(entry.expect) > 1 else "expect" for place in range(len(entry.expect))
        ]
        ways = [self._expectations(key, way) for key, way in zip(keys, entry.expect, strict=True)]
        for key, way in zip(keys, ways, strict=True):
            self._can_come_true(key, way, start, told_before=bool(entry.history))
        later = entry.expect_later
        return NativeCase(
            category=category,
            sentences=tuple(entry.sentences),
            room=room,
            device=entry.device or "",
            history=tuple(entry.history),
            setup=setup,
            expect=ways[0],
            alternatives=tuple(ways[1:]),
            ignore={
                i: frozenset(self._property(f"ignore.{i}", i, name).name for name in names)
                for i, names in entry.ignore.items()
            },
            actions=self._actions("actions", entry.actions),
            responses=entry.responses,
            question=bool(asks),
            choices=frozenset(choices),
            refusal=entry.expect_refusal,
            later=self._later(later) if isinstance(later, LaterEntry) else None,
            nothing_later=later is False,
        )

    def _can_come_true(
        self, where: str, expect: Expectations, start: Mapping[str, Behaviour], *, told_before: bool
    ) -> None:
        for device_id, values in expect.items():
            for name, expected in values.items():
                spec = self._property(f"{where}.{device_id}", device_id, name)
                if reason := impossible(expected, spec, start[device_id], told_before=told_before):
                    raise _Fault(f"{where}.{device_id}.{name}", reason)

    def _later(self, entry: LaterEntry) -> Later:
        expect = self._expectations("expect_later.expect", entry.expect)
        for device_id, values in expect.items():
            for name in values:
                where = f"expect_later.expect.{device_id}"
                if not self._property(where, device_id, name).writable:
                    raise _Fault(f"{where}.{name}", "it is only measured, so no step can set it")
        actions = self._actions("expect_later.actions", entry.actions)
        return Later(self._trigger(entry), expect, actions, entry.name or "", entry.held)

    def _trigger(self, entry: LaterEntry) -> Trigger:
        if entry.when is not None:
            return self._condition(entry.when)
        if entry.at is not None:
            return At(entry.at, entry.days)
        return After(entry.after or 0)

    def _condition(self, entry: ConditionEntry) -> When:
        where = "expect_later.when"
        spec = self._property(where, entry.device, entry.property)
        found = CONDITION.fullmatch(entry.comparison)
        if found is None:
            raise _Fault(f"{where}.is", "a comparison and a value are wanted, as in '>= 25'")
        try:
            value = coerce(spec, _scalar(found[2]))
        except CannotResolve:
            value = []
        if isinstance(value, list):
            raise _Fault(f"{where}.is", f"{entry.property} cannot be {found[2]!r:.80}")
        return When(entry.device, Test(spec.name, Comparison(found[1]), value))

    def _state(self, where: str, given: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Value]]:
        return self._each(where, given, validate_value)

    def _expectations(
        self, where: str, given: Mapping[str, Mapping[str, Any]]
    ) -> dict[str, dict[str, Expected]]:
        return self._each(where, given, read_expected)

    def _each(
        self,
        where: str,
        given: Mapping[str, Mapping[str, Any]],
        read_one: Callable[[Property, object], V],
    ) -> dict[str, dict[str, V]]:
        found: dict[str, dict[str, V]] = {}
        for device_id, values in given.items():
            self._device(where, device_id)
            found[device_id] = {}
            for name, value in values.items():
                spec = self._property(f"{where}.{device_id}", device_id, name)
                try:
                    found[device_id][name] = read_one(spec, value)
                except (DeviceError, ValueError) as error:
                    raise _Fault(f"{where}.{device_id}.{name}", str(error).rstrip(".")) from None
        return found

    def _actions(self, where: str, given: Actions) -> dict[str, frozenset[str]]:
        actions: dict[str, frozenset[str]] = {}
        for device_id, named in given.items():
            description = self._device(where, device_id)
            names = frozenset([named] if isinstance(named, str) else named)
            for name in sorted(names):
                if description.find_action(name) is None:
                    known = ", ".join(action.name for action in description.actions) or "none"
                    raise _Fault(
                        f"{where}.{device_id}", f"there is no action {name!r:.80} (actions: {known})"
                    )
            actions[device_id] = names
        return actions

    def _device(self, where: str, device_id: str) -> Description:
        description = self._descriptions.get(device_id)
        if description is None:
            raise _Fault(where, f"the home has no device {device_id!r:.80}")
        return description

    def _property(self, where: str, device_id: str, name: str) -> Property:
        description = self._device(where.rpartition(".")[0] or where, device_id)
        spec = description.find_property(name)
        if spec is None:
            known = ", ".join(p.name for p in description.properties)
            raise _Fault(where, f"{device_id} has no property {name!r:.80} (properties: {known})")
        return spec


class _Fault(Exception):
    """A mistake in one test: the key below it, and what is wrong there."""

    def __init__(self, key: str, fault: str) -> None:
        super().__init__(f"{key}: {fault}")


def _scalar(text: str) -> bool | int | float | str:
    if text in ("true", "false"):
        return text == "true"
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text
