"""The graph for many tokens: its numbers in onnxruntime, and that TensorRT's parser takes all of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ml_dtypes
import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator

from model_core import experts
from model_core.experts.tensorrt import graph
from model_core.experts.tensorrt.lowering import Shape

SHAPES = [
    (1, 1, 1, 8, 4),
    (16, 2, 5, 24, 10),
    (64, 3, 8, 16, 12),
    (32, 2, 40, 16, 8),
    (128, 1, 2, 8, 6),
]
TOLERANCE = {"float32": 1e-5, "float16": 2e-3, "bfloat16": 1e-2}
each_shape = pytest.mark.parametrize("sizes", SHAPES, ids=str)
each_type = pytest.mark.parametrize("dtype", sorted(TOLERANCE))


Sizes = tuple[int, int, int, int, int]


def shape(sizes: Sizes, dtype: str = "float32") -> Shape:
    return Shape(*sizes, dtype)


def inputs(shape: Shape, routing: str) -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(0)
    ids = torch.rand(shape.tokens, shape.experts, generator=generator).topk(shape.per_token).indices
    if routing == "same":
        ids[:] = shape.experts - 1
    gate_up = torch.randn(shape.experts, 2 * shape.width, shape.hidden, generator=generator)
    down = torch.randn(shape.experts, shape.hidden, shape.width, generator=generator)
    values = {
        "x": torch.randn(shape.tokens, shape.hidden, generator=generator),
        "weights": torch.rand(shape.tokens, shape.per_token, generator=generator),
        "gate_up": gate_up / shape.hidden**0.5,
        "down": down / shape.width**0.5,
    }
    return {"ids": ids, **{name: value.to(shape.torch_dtype) for name, value in values.items()}}


def computed(model: onnx.ModelProto, given: dict[str, torch.Tensor]) -> np.ndarray[Any, Any]:
    """By onnxruntime; bfloat16, which it has not on a processor, by ONNX's own evaluator."""
    if given["x"].dtype is torch.bfloat16:
        arrays = {
            name: value.view(torch.uint16).numpy().view(ml_dtypes.bfloat16)
            if name != "ids"
            else value.numpy()
            for name, value in given.items()
        }
        evaluated: list[Any] = list(ReferenceEvaluator(model).run(None, arrays))
        return np.asarray(evaluated[0], np.float32)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    found = session.run(None, {name: value.numpy() for name, value in given.items()})[0]
    return np.asarray(found, np.float32)


@each_shape
@each_type
@pytest.mark.parametrize("routing", ["random", "same"])
def test_the_graph_equals_the_oracle(sizes: Sizes, dtype: str, routing: str) -> None:
    wanted = shape(sizes, dtype)
    given = inputs(wanted, routing)
    floats = {name: value.float() if name != "ids" else value for name, value in given.items()}
    expected = experts.kernel("reference")(*(floats[n] for n in ("x", "ids", "weights", "gate_up", "down")))
    found = computed(graph.build(wanted), given)
    assert np.abs(found - expected.numpy()).max() / expected.abs().max() < TOLERANCE[dtype]


@each_shape
@each_type
def test_the_parser_takes_every_operator(sizes: Sizes, dtype: str) -> None:
    assert graph.refused(graph.build(shape(sizes, dtype))) == []


@each_shape
def test_shapes_are_fixed_and_ids_are_int64(sizes: Sizes) -> None:
    model = graph.build(shape(sizes))
    for value in model.graph.input:
        assert all(dim.dim_value > 0 for dim in value.type.tensor_type.shape.dim)
    types = {value.name: value.type.tensor_type.elem_type for value in model.graph.input}
    assert types.pop("ids") == TensorProto.INT64
    assert set(types.values()) == {TensorProto.FLOAT}
    assert {"gate_up", "down"} <= set(types), "weights are inputs, not constants"


def add_into_places(model: onnx.ModelProto) -> None:
    node = next(node for node in model.graph.node if node.op_type == "ScatterElements")
    node.attribute.append(helper.make_attribute("reduction", "add"))


def use_int32_indices(model: onnx.ModelProto) -> None:
    node = next(node for node in model.graph.node if node.op_type == "Gather")
    cast = helper.make_node("Cast", [node.input[1]], ["narrow"], name="make_narrow", to=TensorProto.INT32)
    node.input[1] = "narrow"
    model.graph.node.insert(list(model.graph.node).index(node), cast)


def sort_something(model: onnx.ModelProto) -> None:
    model.graph.node.append(helper.make_node("NonZero", ["ids"], ["found"], name="make_found"))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (add_into_places, "ScatterElements with a reduction"),
        (use_int32_indices, "indices of Gather are not int64"),
        (sort_something, "NonZero is not known to be taken"),
    ],
)
def test_what_the_parser_refuses_is_found(spoil: Callable[[onnx.ModelProto], None], said: str) -> None:
    model = graph.build(shape(SHAPES[1]))
    spoil(model)
    assert [sentence.partition(": ")[2] for sentence in graph.refused(model)] == [said]


@pytest.mark.parametrize("sizes", [*SHAPES, (4096, 8, 128, 8, 4), (512, 2, 256, 8, 4)], ids=str)
def test_tiles_hold_every_routing(sizes: Sizes) -> None:
    wanted = shape(sizes)
    rows, pairs = graph.tile_rows(wanted), wanted.tokens * wanted.per_token
    # Worst is when as many experts as can be have one pair more than fits their tiles.
    sizes_by_expert = [1] * min(wanted.experts, pairs)
    left = pairs - len(sizes_by_expert)
    for at in range(left // rows):
        sizes_by_expert[at % len(sizes_by_expert)] += rows
    sizes_by_expert[0] += left % rows
    assert sum(sizes_by_expert) == pairs
    assert sum(-(-size // rows) for size in sizes_by_expert) <= graph.tile_count(wanted)
