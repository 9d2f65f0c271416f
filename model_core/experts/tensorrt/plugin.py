"""The Triton kernels for few tokens as TensorRT plugins: a plan holds their PTX, and no Python runs later."""
# ruff: noqa: ARG001 - TensorRT wants every function to take all inputs and attributes, by these names
# It also reads the annotations, so that here they are evaluated.

from functools import cache
from typing import Any

import torch

GATE_UP, DOWN = "experts_few_gate_up", "experts_few_down"
_NAMESPACE = "ensemble"


@cache
def register() -> None:
    """Make both plugins known to TensorRT, once a process (tensorrt.plugin: register, aot_impl)."""
    import tensorrt as trt
    import tensorrt.plugin as trtp

    from model_core.experts import ahead
    from model_core.experts.triton import FEW_COLUMNS

    types = {trt.float32: torch.float32, trt.bfloat16: torch.bfloat16, trt.float16: torch.float16}
    returned = tuple[str, str, trtp.KernelLaunchParams, trtp.SymIntExprs]

    def launch(kernel: str, first: Any, rows: int, columns: int, sizes: dict[str, int]) -> Any:
        capability = sizes.pop("capability")
        binary = ahead.compiled(kernel, capability, dtype=types[first.dtype], index="i32", **sizes)
        parameters = trtp.KernelLaunchParams()
        parameters.grid_x = rows
        parameters.grid_y = -(-columns // FEW_COLUMNS)
        parameters.block_x = binary.threads
        parameters.shared_mem = binary.shared
        return binary.name, ahead.own_parameters(binary), parameters, trtp.SymIntExprs(0)

    @trtp.register(f"{_NAMESPACE}::{GATE_UP}")  # type: ignore[untyped-decorator]
    def gate_up_shape(
        x: trtp.TensorDesc,
        ids: trtp.TensorDesc,
        gate_up: trtp.TensorDesc,
        tokens: int,
        per_token: int,
        hidden: int,
        width: int,
        capability: int,
    ) -> trtp.TensorDesc:
        return trtp.from_shape_expr((tokens * per_token, width), x.dtype)

    @trtp.aot_impl(f"{_NAMESPACE}::{GATE_UP}")  # type: ignore[untyped-decorator]
    def gate_up_kernel(
        x: trtp.TensorDesc,
        ids: trtp.TensorDesc,
        gate_up: trtp.TensorDesc,
        tokens: int,
        per_token: int,
        hidden: int,
        width: int,
        capability: int,
        outputs: tuple[trtp.TensorDesc],
        tactic: int,
    ) -> returned:
        sizes = {"hidden": hidden, "width": width, "per_token": per_token, "capability": capability}
        return launch("few_gate_up", x, tokens * per_token, width, sizes)  # type: ignore[no-any-return]

    @trtp.register(f"{_NAMESPACE}::{DOWN}")  # type: ignore[untyped-decorator]
    def down_shape(
        inner: trtp.TensorDesc,
        ids: trtp.TensorDesc,
        weights: trtp.TensorDesc,
        down: trtp.TensorDesc,
        tokens: int,
        per_token: int,
        hidden: int,
        width: int,
        capability: int,
    ) -> trtp.TensorDesc:
        return trtp.from_shape_expr((tokens, hidden), inner.dtype)

    @trtp.aot_impl(f"{_NAMESPACE}::{DOWN}")  # type: ignore[untyped-decorator]
    def down_kernel(
        inner: trtp.TensorDesc,
        ids: trtp.TensorDesc,
        weights: trtp.TensorDesc,
        down: trtp.TensorDesc,
        tokens: int,
        per_token: int,
        hidden: int,
        width: int,
        capability: int,
        outputs: tuple[trtp.TensorDesc],
        tactic: int,
    ) -> returned:
        sizes = {"hidden": hidden, "width": width, "per_token": per_token, "capability": capability}
        return launch("few_down", inner, tokens, hidden, sizes)  # type: ignore[no-any-return]


def op(name: str) -> Any:
    """A registered plugin, to be called with its inputs and attributes."""
    import tensorrt.plugin as trtp

    register()
    return getattr(getattr(trtp.op, _NAMESPACE), name)
