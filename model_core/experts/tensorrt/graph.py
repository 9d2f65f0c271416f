"""Experts for many tokens as an ONNX graph: tokens are dispatched to tiles of one expert each.

T tokens, K experts a token, S = T x K pairs of token and chosen expert, E experts, H hidden size, M width;
R rows a tile, N tiles. A pair's place is its tile and row; places that stay empty read a row of zeros. Every
shape is fixed, no pair is dropped, and nothing is sorted or added into places: of that TensorRT takes little.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from model_core.experts.tensorrt.lowering import Shape

OPSET = 20
# Those used here, each on the list of what TensorRT's parser takes (onnx-tensorrt 10.15, docs/operators.md).
# fmt: off
_OPERATORS = frozenset({
    "Add", "Cast", "Concat", "CumSum", "Div", "Equal", "Gather", "GatherElements", "LessOrEqual", "MatMul",
    "Min", "Mul", "ReduceSum", "Reshape", "ScatterElements", "Sigmoid", "Split", "Sub", "Transpose",
    "Unsqueeze",
})
# fmt: on
_INDEXED = {"Gather": 1, "GatherElements": 1, "ScatterElements": 1}
"""Operators with indices, and which input has them."""
_TYPES = {
    "float32": TensorProto.FLOAT,
    "float16": TensorProto.FLOAT16,
    "bfloat16": TensorProto.BFLOAT16,
}


def tile_rows(shape: Shape) -> int:
    """R: near the pairs an expert gets on average, so that tiles are neither empty nor many."""
    average = shape.tokens * shape.per_token // shape.experts
    return min(max(1 << max(average - 1, 0).bit_length(), 8), 128)


def tile_count(shape: Shape) -> int:
    """N: the most that can be needed, however the tokens are routed."""
    pairs = shape.tokens * shape.per_token
    return pairs // tile_rows(shape) + min(shape.experts, pairs)


class _Graph:
    """Collects nodes; every value has the name it is given or one of its own."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def add(self, operator: str, *inputs: str, name: str = "", outputs: int = 1, **attributes: Any) -> Any:
        """Add a node; returns the name of its output, or of its outputs."""
        base = name or f"{operator.lower()}_{len(self.nodes)}"
        names = [base] if outputs == 1 else [f"{base}_{at}" for at in range(outputs)]
        self.nodes.append(helper.make_node(operator, inputs, names, name=f"make_{base}", **attributes))
        return names[0] if outputs == 1 else names

    def constant(self, value: Any, dtype: Any = np.int64) -> str:
        """Add a constant; returns its name."""
        name = f"constant_{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.array(value, dtype), name))
        return name


def build(shape: Shape) -> onnx.ModelProto:
    """x [T, H], ids [T, K] int64, weights [T, K], gate_up [E, 2M, H], down [E, H, M] -> y [T, H]."""
    graph = _Graph()
    place, tile_expert = _dispatch(graph, shape)
    _compute(graph, shape, place, tile_expert)
    dtype = _TYPES[shape.dtype]
    inputs = [
        helper.make_tensor_value_info(name, kind, dims)
        for name, kind, dims in (
            ("x", dtype, (shape.tokens, shape.hidden)),
            ("ids", TensorProto.INT64, (shape.tokens, shape.per_token)),
            ("weights", dtype, (shape.tokens, shape.per_token)),
            ("gate_up", dtype, (shape.experts, 2 * shape.width, shape.hidden)),
            ("down", dtype, (shape.experts, shape.hidden, shape.width)),
        )
    ]
    output = helper.make_tensor_value_info("y", dtype, (shape.tokens, shape.hidden))
    model = helper.make_model(
        helper.make_graph(graph.nodes, "experts", inputs, [output], graph.constants),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=10,
        producer_name="ensemble",
    )
    onnx.checker.check_model(model, full_check=True)
    return model


def _dispatch(graph: _Graph, shape: Shape) -> tuple[str, str]:
    """ids -> the place of each pair [S], and the expert of each tile [N]."""
    rows, tiles = tile_rows(shape), tile_count(shape)
    pairs = shape.tokens * shape.per_token
    every = graph.constant(np.arange(shape.experts)[None])
    axis = graph.constant([0])
    flat = graph.add("Reshape", "ids", graph.constant([pairs]), name="expert")
    column = graph.add("Reshape", "ids", graph.constant([pairs, 1]))
    # Running sums are taken of floats only; they are exact far beyond the pairs of a plan.
    chosen = graph.add("Cast", graph.add("Equal", column, every), to=TensorProto.FLOAT)  # [S, E]
    running = graph.add("Cast", graph.add("CumSum", chosen, graph.constant(0)), to=TensorProto.INT64)
    nth = graph.add("GatherElements", running, column, axis=1)  # [S, 1], from one
    sizes = graph.add("Cast", graph.add("ReduceSum", chosen, axis, keepdims=0), to=TensorProto.INT64)
    filled = graph.add("Add", sizes, graph.constant([rows - 1]))
    needed = graph.add("Div", filled, graph.constant([rows]))  # [E]: tiles of each expert
    ends = graph.add("CumSum", graph.add("Cast", needed, to=TensorProto.FLOAT), graph.constant(0))
    ends = graph.add("Cast", ends, to=TensorProto.INT64)
    first = graph.add("Mul", graph.add("Sub", ends, needed), graph.constant([rows]))  # [E]: its first place
    own = graph.add("Gather", first, flat)  # [S]
    before = graph.add("Sub", graph.add("Reshape", nth, graph.constant([pairs])), graph.constant([1]))
    place = graph.add("Add", own, before, name="place")
    number = graph.constant(np.arange(tiles)[:, None])
    passed = graph.add("LessOrEqual", graph.add("Unsqueeze", ends, axis), number)  # [N, E]
    passed = graph.add("Cast", passed, to=TensorProto.INT64)
    past = graph.add("ReduceSum", passed, graph.constant([1]), keepdims=0)
    return place, graph.add("Min", past, graph.constant([shape.experts - 1]), name="tile_expert")


def _compute(graph: _Graph, shape: Shape, place: str, tile_expert: str) -> None:
    """x, weights, gate_up, down, places and tiles -> y."""
    rows, tiles = tile_rows(shape), tile_count(shape)
    pairs = shape.tokens * shape.per_token
    hidden, dtype = shape.hidden, _TYPES[shape.dtype]
    nobody = graph.constant(np.full(tiles * rows, shape.tokens))
    token = graph.constant(np.arange(pairs) // shape.per_token)
    token_at = graph.add("ScatterElements", nobody, place, token, axis=0)  # [N x R]
    zeros = graph.add("Cast", graph.constant(np.zeros((1, hidden)), np.float32), to=dtype)
    padded = graph.add("Concat", "x", zeros, axis=0)  # [T + 1, H]
    tile_shape = graph.constant([tiles, rows, hidden])
    dispatched = graph.add("Reshape", graph.add("Gather", padded, token_at), tile_shape, name="dispatched")
    turned = graph.add("Transpose", graph.add("Gather", "gate_up", tile_expert), perm=(0, 2, 1))
    both = graph.add("MatMul", dispatched, turned)  # [N, R, 2M]
    gate, up = graph.add("Split", both, outputs=2, axis=2, num_outputs=2)
    inner = graph.add("Mul", graph.add("Mul", gate, graph.add("Sigmoid", gate)), up)
    turned = graph.add("Transpose", graph.add("Gather", "down", tile_expert), perm=(0, 2, 1))
    out = graph.add("MatMul", inner, turned)  # [N, R, H]
    flat = graph.add("Reshape", out, graph.constant([tiles * rows, hidden]))
    by_token = graph.constant([shape.tokens, shape.per_token, hidden])
    back = graph.add("Reshape", graph.add("Gather", flat, place), by_token)  # [T, K, H]
    weights = graph.add("Unsqueeze", "weights", graph.constant([2]))
    wide = [graph.add("Cast", value, to=TensorProto.FLOAT) for value in (back, weights)]
    total = graph.add("ReduceSum", graph.add("Mul", *wide), graph.constant([1]), keepdims=0)
    graph.add("Cast", total, name="y", to=dtype)


def refused(model: onnx.ModelProto) -> list[str]:
    """What TensorRT's parser would not take, one sentence each.

    An operator that is not known to be taken, adding in a scatter, and indices that are not int64: from int32
    the parser makes a gather that the builder rejects.
    """
    inferred = onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True)
    values = [*inferred.graph.input, *inferred.graph.value_info, *inferred.graph.output]
    types = {value.name: value.type.tensor_type.elem_type for value in values}
    types |= {constant.name: constant.data_type for constant in inferred.graph.initializer}
    found = []
    for node in model.graph.node:
        if node.op_type not in _OPERATORS or node.domain not in ("", "ai.onnx"):
            found.append(f"{node.name}: {node.op_type} is not known to be taken")
            continue
        if any(attribute.name == "reduction" for attribute in node.attribute):
            found.append(f"{node.name}: {node.op_type} with a reduction")
        at = _INDEXED.get(node.op_type)
        if at is not None and types.get(node.input[at]) != TensorProto.INT64:
            found.append(f"{node.name}: indices of {node.op_type} are not int64")
    return found
