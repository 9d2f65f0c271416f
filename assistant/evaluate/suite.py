"""A suite as its files tell it: homes, their entities, and sentences with what they should change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.evaluate.files import CaseFile, EntityEntry, Fixtures, StateEntry, SuiteError, Test, read
from assistant.evaluate.native.load import HOME, load_home
from assistant.evaluate.native.suite import NativeHome
from devices.ids import name_key

FIXTURES = "_fixtures.yaml"
CARD = "dataset_card.yaml"


@dataclass(frozen=True, slots=True)
class Area:
    """A room by the names people use."""

    id: str
    name: str
    floor: str | None = None


@dataclass(frozen=True, slots=True)
class EntityFixture:
    """One entity as its home begins."""

    id: str
    """domain.object"""
    name: str
    area: str | None = None
    """Name of its area, or of its device's."""
    device: str | None = None
    state: object = None
    """As the file has it: text, a number or a YAML boolean."""
    attributes: Mapping[str, Any] = field(default_factory=dict)
    manufacturer: str = ""
    model: str = ""

    @property
    def domain(self) -> str:
        """What the entity is: light, cover, ..."""
        return self.id.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Given:
    """A state and attributes that a file names for one entity."""

    has_state: bool = False
    state: object = None
    attributes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """Sentences that mean the same, and what they should do."""

    category: str
    sentences: tuple[str, ...]
    context_device: str | None = None
    setup: Mapping[str, Given] = field(default_factory=dict)
    expect_changes: Mapping[str, Given] = field(default_factory=dict)
    ignore_changes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    expect_response: tuple[str, ...] = ()
    """Any of them must be in the reply."""


@dataclass(frozen=True, slots=True)
class Home:
    """One home and its cases."""

    name: str
    areas: tuple[Area, ...]
    entities: tuple[EntityFixture, ...]
    devices: Mapping[str, str | None] = field(default_factory=dict)
    """Id and name of each physical device, with the name of its area."""
    cases: tuple[Case, ...] = ()

    @property
    def sentences(self) -> int:
        """How many sentences are said in this home."""
        return sum(len(case.sentences) for case in self.cases)


@dataclass(frozen=True, slots=True)
class Suite:
    """All homes of a folder."""

    name: str
    homes: tuple[Home | NativeHome, ...]
    warnings: tuple[str, ...] = ()
    """What was read but cannot mean anything, such as an entity that the home does not have."""


def load(folder: Path) -> Suite:
    """Read a folder of homes; raises SuiteError.

    Each `_home.yaml` is a home in our own format, each `_fixtures.yaml` one in that of
    home-assistant-datasets. A case file belongs to the nearest home at or above it; other files that begin
    with `_`, the dataset's card and files that belong to no home are left alone.
    """
    if not folder.is_dir():
        raise SuiteError(f"{folder} is not a folder.")
    warnings: list[str] = []
    native = {path.parent for path in folder.rglob(HOME)}
    foreign = {path.parent for path in folder.rglob(FIXTURES)}
    roots = sorted(native | foreign)
    if not roots:
        raise SuiteError(f"{folder} has no {HOME} or {FIXTURES}, in itself or in a folder below it.")
    if both := sorted(native & foreign):
        raise SuiteError(f"{both[0]} has {HOME} and {FIXTURES}; a home is one of them.")
    homes: list[Home | NativeHome] = []
    for root in roots:
        name = root.relative_to(folder).as_posix() if root != folder else _name(folder)
        if root in native:
            homes.append(load_home(root / HOME, name, _case_files(root, roots)))
        else:
            homes.append(_home(name, root, roots, warnings))
    return Suite(_name(folder), tuple(home for home in homes if home.cases), tuple(warnings))


def _home(name: str, root: Path, roots: Sequence[Path], warnings: list[str]) -> Home:
    path = root / FIXTURES
    fixtures = read(path, Fixtures)
    areas = tuple(Area(area.key, area.name, area.floor or None) for area in fixtures.areas)
    devices: dict[str, str | None] = {}
    for place, device in enumerate(fixtures.devices):
        area = _area(path, f"devices.{place}.area", device.area, areas)
        devices[device.key] = area
        devices.setdefault(device.name, area)
    about = {device.key: device for device in fixtures.devices}
    entities: dict[str, EntityFixture] = {}
    for place, entry in enumerate(fixtures.entities):
        if entry.id in entities:
            raise SuiteError(f"{path}: at entities.{place}.id: {entry.id} is there twice.")
        if entry.device is not None and entry.device not in about:
            raise SuiteError(f"{path}: at entities.{place}.device: there is no device {entry.device!r:.80}.")
        own = _area(path, f"entities.{place}.area", entry.area, areas)
        carrier = about.get(entry.device or "")
        entities[entry.id] = EntityFixture(
            id=entry.id,
            name=_entity_name(entry, carrier.name if carrier else None),
            area=own or devices.get(entry.device or ""),
            device=entry.device,
            state=entry.state,
            attributes=entry.attributes or {},
            manufacturer=carrier.told("manufacturer") if carrier else "",
            model=carrier.told("model") if carrier else "",
        )
    cases: list[Case] = []
    for case_path in _case_files(root, roots):
        cases.extend(_cases(case_path, set(entities), devices, warnings))
    return Home(name, areas, tuple(entities.values()), devices, tuple(cases))


def _case_files(root: Path, roots: Sequence[Path]) -> Iterator[Path]:
    below = {other for other in roots if other != root and root in other.parents}
    for path in sorted([*root.rglob("*.yaml"), *root.rglob("*.yml")]):
        if path.name.startswith("_") or path.name == CARD or any(other in path.parents for other in below):
            continue
        yield path


def _cases(
    path: Path, entities: set[str], devices: Mapping[str, str | None], warnings: list[str]
) -> Iterator[Case]:
    content = read(path, CaseFile)
    for place, test in enumerate(content.tests):
        where = f"{path}: tests.{place}"
        warnings.extend(f"{where}.{key} is not known and was left out." for key in test.model_extra or {})
        for key, named in (("setup", test.setup), ("expect_changes", test.expect_changes)):
            unknown = set(named or {}) - entities
            warnings.extend(
                f"{where}.{key} names {e}, which the home does not have." for e in sorted(unknown)
            )
        heard_by = test.context_device
        if heard_by is not None and heard_by not in devices and heard_by not in entities:
            warnings.append(f"{where}.context_device names {heard_by}, which the home does not have.")
        yield _case(content.category or path.stem, test)


def _case(category: str, test: Test) -> Case:
    return Case(
        category=category,
        sentences=tuple(test.sentences),
        context_device=test.context_device,
        setup=_given(test.setup),
        expect_changes=_given(test.expect_changes),
        ignore_changes={e: frozenset(names or ()) for e, names in (test.ignore_changes or {}).items()},
        expect_response=tuple(test.responses),
    )


def _given(entries: Mapping[str, StateEntry | None] | None) -> dict[str, Given]:
    given: dict[str, Given] = {}
    for entity_id, entry in (entries or {}).items():
        if entry is None:
            given[entity_id] = Given()
            continue
        has_state = "state" in entry.model_fields_set and entry.state is not None
        given[entity_id] = Given(has_state, entry.state, entry.attributes or {})
    return given


def _area(path: Path, key: str, wanted: str | None, areas: Sequence[Area]) -> str | None:
    """Name of an area that is given by id or by name."""
    if not wanted:
        return None
    for area in areas:
        if area.id == wanted:
            return area.name
    for area in areas:
        if name_key(area.name) == name_key(wanted):
            return area.name
    raise SuiteError(f"{path}: at {key}: there is no area {wanted!r:.80}.")


def _entity_name(entry: EntityEntry, device: str | None) -> str:
    return entry.name or device or entry.id.partition(".")[2].replace("_", " ")


def _name(folder: Path) -> str:
    return folder.resolve().name
