"""Plans on disk: found only by exactly what they were built with, whole or not at all."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from pathlib import Path

import pytest

from model_core.errors import KernelUnavailable
from model_core.experts.tensorrt import plans
from model_core.experts.tensorrt.lowering import Lowering, Shape
from model_core.experts.tensorrt.plans import Key

SHAPE = Shape(tokens=1, per_token=2, experts=4, hidden=12, width=8, dtype="bfloat16")
KEY = Key("11.4.0.106", "NVIDIA H100", (9, 0), Lowering.FEW, SHAPE)
OTHERS = [
    replace(KEY, version="11.4.1.0"),
    replace(KEY, device="NVIDIA H200"),
    replace(KEY, capability=(10, 0)),
    replace(KEY, lowering=Lowering.MANY),
    replace(KEY, shape=replace(SHAPE, tokens=64)),
    replace(KEY, shape=replace(SHAPE, per_token=1)),
    replace(KEY, shape=replace(SHAPE, experts=64)),
    replace(KEY, shape=replace(SHAPE, hidden=64)),
    replace(KEY, shape=replace(SHAPE, width=64)),
    replace(KEY, shape=replace(SHAPE, dtype="float16")),
]
CONTENT = b"ftrt\n\x00\xff plan"


def test_a_plan_comes_back_and_only_under_its_own_key(tmp_path: Path) -> None:
    plans.write(KEY, CONTENT, tmp_path)
    assert plans.read(KEY, tmp_path) == CONTENT
    for other in OTHERS:
        assert plans.read(other, tmp_path) is None
    assert len({key.name for key in [KEY, *OTHERS]}) == len(OTHERS) + 1
    assert KEY.name.startswith("few-bfloat16-e4-h12-m8-k2-t1-sm90-")


def test_a_plan_under_another_ones_name_is_not_taken(tmp_path: Path) -> None:
    for other in OTHERS:
        plans.write(other, CONTENT, tmp_path)
        (tmp_path / other.name).replace(tmp_path / KEY.name)
        assert plans.read(KEY, tmp_path) is None


def test_a_plan_of_other_code_is_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plans.write(KEY, CONTENT, tmp_path)
    monkeypatch.setattr(plans, "sources", lambda: "later")
    assert plans.read(KEY, tmp_path) is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda whole: whole[:-1],
        lambda whole: whole + b"\x00",
        lambda whole: whole.replace(b"plan", b"plaN"),
        lambda whole: whole.partition(b"\n")[2],
        lambda whole: b"[]\n" + whole.partition(b"\n")[2],
        lambda whole: b"{}\n" + whole.partition(b"\n")[2],
        lambda _: b"\xff\xfe\n",
    ],
)
def test_a_damaged_plan_is_ignored_with_a_word(
    spoil: object, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert callable(spoil)
    plans.write(KEY, CONTENT, tmp_path)
    file = tmp_path / KEY.name
    file.write_bytes(spoil(file.read_bytes()))
    with caplog.at_level(logging.WARNING):
        assert plans.read(KEY, tmp_path) is None
    assert "built again" in caplog.text


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plans.write(KEY, CONTENT, tmp_path)

    def full(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        plans.write(KEY, b"half of a plan", tmp_path)
    assert plans.read(KEY, tmp_path) == CONTENT
    assert [path.name for path in tmp_path.iterdir()] == [KEY.name]


def test_the_header_names_all_that_a_plan_depends_on(tmp_path: Path) -> None:
    plans.write(KEY, CONTENT, tmp_path)
    header = json.loads((tmp_path / KEY.name).read_bytes().partition(b"\n")[0])
    assert header["tensorrt"] == KEY.version
    assert header["shape"] == {
        "tokens": 1,
        "per_token": 2,
        "experts": 4,
        "hidden": 12,
        "width": 8,
        "dtype": "bfloat16",
    }


class Builder:
    """Builds, or refuses as TensorRT does; counts what it was asked for."""

    def __init__(self, refused: frozenset[Lowering] = frozenset()) -> None:
        self.refused = refused
        self.asked: list[Lowering] = []

    def __call__(self, key: Key) -> bytes:
        self.asked.append(key.lowering)
        if key.lowering in self.refused:
            raise KernelUnavailable("not on this GPU")
        return key.lowering.value.encode()


KEYS = [replace(KEY, lowering=way) for way in (Lowering.LAYER, Lowering.FEW, Lowering.MANY)]


def test_the_best_way_is_built_once(tmp_path: Path) -> None:
    build = Builder()
    for _ in range(2):
        assert plans.obtain(KEYS, build, tmp_path) == (KEYS[0], b"layer")
    assert build.asked == [Lowering.LAYER]


def test_a_way_that_cannot_be_built_is_passed_over_and_not_tried_again(tmp_path: Path) -> None:
    build = Builder(frozenset({Lowering.LAYER}))
    for _ in range(2):
        assert plans.obtain(KEYS, build, tmp_path) == (KEYS[1], b"few")
    assert build.asked == [Lowering.LAYER, Lowering.FEW]


def test_where_nothing_can_be_built_all_reasons_are_given(tmp_path: Path) -> None:
    with pytest.raises(KernelUnavailable, match=r"layer: not on this GPU; few: .*; many: ") as raised:
        plans.obtain(KEYS, Builder(frozenset(Lowering)), tmp_path)
    assert raised.value.code == "kernel_unavailable"
    assert list(tmp_path.iterdir()) == []


def test_a_plan_that_cannot_be_kept_is_used_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert plans.obtain(KEYS, Builder(), tmp_path / "file") == (KEYS[0], b"layer")


def test_plans_lie_in_the_users_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ENSEMBLE_KERNEL_CACHE", str(tmp_path))
    assert plans.folder() == tmp_path / "plans"
    monkeypatch.delenv("ENSEMBLE_KERNEL_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert plans.folder() == tmp_path / "ensemble" / "kernels" / "plans"
