"""A branch continues another cache: it holds its own tokens alone, until something needs them all in one."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from model_core.cache import KeyValues
from model_core.config import ModelConfig
from model_core.native.decoder import NativeDecoder
from tests.unit.model_core.test_model import LLAMA
from tests.unit.model_core.test_native import random_model

CONFIG = ModelConfig.from_dict(LLAMA)


def add(cache: KeyValues, first: int, count: int) -> Tensor:
    """Tokens whose keys and values are their numbers; returns the keys of the first head that are seen."""
    size, heads = CONFIG.head_size, CONFIG.everywhere.kv_heads
    own = torch.arange(first, first + count).float()[None, :, None].expand(heads, count, size)
    for layer in range(CONFIG.layers):
        keys, _ = cache.extend(layer, own, own)
    cache.advance(count)
    return keys[0, :, 0]


def test_a_branch_sees_what_it_continues_and_leaves_it_alone() -> None:
    trunk = KeyValues(CONFIG, 8, torch.float32)
    add(trunk, 0, 5)
    one, other = trunk.branch(5, 4), trunk.branch(3, 4)
    assert add(one, 10, 2).tolist() == [0, 1, 2, 3, 4, 10, 11]
    assert add(other, 20, 1).tolist() == [0, 1, 2, 20]
    assert add(one.branch(6, 4), 30, 1).tolist() == [0, 1, 2, 3, 4, 10, 30]
    assert add(one.branch(2, 4), 40, 1).tolist() == [0, 1, 40]
    assert add(trunk, 5, 1).tolist() == [0, 1, 2, 3, 4, 5]
    assert trunk.length == 6


def test_pieces_are_those_of_what_is_continued_and_its_own() -> None:
    trunk = KeyValues(CONFIG, 8, torch.float32)
    add(trunk, 0, 5)
    branch = trunk.branch(4, 3)
    assert [piece.count for piece in branch.pieces()] == [4, 0]
    assert branch.pieces()[0].array.ctypes.data == trunk.array().ctypes.data
    assert branch.bytes < trunk.bytes
    deeper = branch.branch(2, 1)  # before the branch begins: of the trunk alone
    assert [piece.count for piece in deeper.pieces()] == [2, 0]
    assert (branch.capacity, branch.length) == (7, 4)


def test_a_branch_forgets_no_token_that_it_begins_with() -> None:
    trunk = KeyValues(CONFIG, 8, torch.float32)
    add(trunk, 0, 5)
    branch = trunk.branch(4, 3)
    branch.rewind(1)
    assert branch.length == 4
    with pytest.raises(ValueError, match="after 6 tokens of 5"):
        trunk.branch(6, 1)


def test_the_portable_loops_and_the_model_continue_branches_too() -> None:
    model = random_model(LLAMA, rounded=True)
    native, ids = NativeDecoder(model), list(range(1, 13))
    with torch.inference_mode():
        trunk = KeyValues(model.config, 8, torch.float32)
        model(torch.tensor(ids[:8]), cache=trunk)
        wanted = model(torch.tensor([*ids[:6], 40, 41]))[6:]
        ours = native([40, 41], trunk.branch(6, 4))
        theirs = model(torch.tensor([40, 41]), cache=trunk.branch(6, 4))
        torch.testing.assert_close(ours, wanted, atol=1e-4, rtol=1e-4)
        torch.testing.assert_close(theirs, wanted, atol=1e-4, rtol=1e-4)
