"""Threads of a pass wait for each other, and none waits for one that never comes."""

from __future__ import annotations

import threading
from typing import Any

import numba
import numpy as np
import pytest
import torch

from model_core.cache import KeyValues
from model_core.native import tiles

if not tiles.supported():
    pytest.skip("this processor has no AVX-512 VNNI", allow_module_level=True)

from model_core.native import team
from model_core.native.compiling import serial
from model_core.native.vector_decoder import VectorDecoder
from tests.unit.model_core.test_vector import WIDE_MIXTURE, error, model_of

ROUNDS = 2000


@serial
def meet(state: Any, me: Any, wanted: Any, seen: Any) -> Any:
    """Each writes its own number of rounds, and what it reads of the others' after each."""
    size = team.join(state, wanted)
    for number in range(ROUNDS if size else 0):
        seen[me, 0] = number
        team.wait(state, size)
        for other in range(size):
            seen[me, 1] += seen[other, 0] != number
        team.wait(state, size)
    return size


def met(threads: int) -> tuple[list[int], np.ndarray]:
    state, seen, sizes = team.new_state(), np.zeros((threads, 2), np.int64), []
    together = threading.Barrier(threads)

    def come(me: int) -> None:
        together.wait()
        sizes.append(meet(state, me, threads, seen))

    each = [threading.Thread(target=come, args=(me,)) for me in range(threads)]
    for thread in each:
        thread.start()
    for thread in each:
        thread.join()
    return sizes, seen


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_all_are_as_far_as_each(threads: int) -> None:
    sizes, seen = met(threads)
    assert sizes == [threads] * threads
    assert (seen[:, 0] == ROUNDS - 1).all()
    assert not seen[:, 1].any()


def test_who_waits_in_vain_goes_alone_and_who_comes_too_late_not_at_all() -> None:
    state, seen = team.new_state(), np.zeros((2, 2), np.int64)
    assert meet(state, 0, 2, seen) == 1
    assert meet(state, 1, 2, seen) == 0


@pytest.mark.parametrize("count", range(10))
@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_shares_are_everything_once(count: int, size: int) -> None:
    @serial
    def shared(me: Any, size: Any, found: Any) -> None:
        for part in team.share(me, size, found.size):
            found[part] += 1

    found = np.zeros(count, np.int64)
    for me in range(size):
        shared(me, size, found)
    assert (found == 1).all()


def test_a_pass_for_which_threads_are_missing_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    model = model_of(WIDE_MIXTURE)
    decoder = VectorDecoder(model)
    with torch.inference_mode():
        wanted = decoder([5, 6, 7], KeyValues(model.config, 4, torch.bfloat16))
        monkeypatch.setattr(numba, "get_num_threads", lambda: numba.config.NUMBA_NUM_THREADS + 1)  # type: ignore[attr-defined]
        found = decoder([5, 6, 7], KeyValues(model.config, 4, torch.bfloat16))
    assert error(found, wanted) < 1e-6
