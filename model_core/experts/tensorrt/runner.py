"""Runs plans on the tensors' GPU: inputs filled up to a plan's tokens, weights as every plan wants them."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional
from torch.utils.weak import WeakTensorKeyDictionary

from model_core.errors import KernelUnavailable
from model_core.experts.tensorrt import networks, plans, plugin
from model_core.experts.tensorrt.lowering import MOST, Lowering, Shape, choices
from model_core.experts.tensorrt.networks import Step

Inputs = dict[str, Tensor]


class Plan:
    """One plan, ready to run; a context takes one caller at a time."""

    def __init__(self, lowering: Lowering, content: bytes) -> None:
        """Raises KernelUnavailable if this TensorRT does not read the plan."""
        import tensorrt as trt

        if lowering is Lowering.FEW:
            plugin.register()
        self.lowering = lowering
        self._log = trt.Logger(trt.Logger.ERROR)
        self._runtime = trt.Runtime(self._log)
        self._engine = self._runtime.deserialize_cuda_engine(content)
        if self._engine is None:
            raise KernelUnavailable("TensorRT does not read the plan that it built.")
        self._context = self._engine.create_execution_context()
        self._lock = threading.Lock()

    def __call__(self, inputs: Inputs, y: Tensor) -> None:
        """Fill y, in the order of the current stream; inputs may be freed after that as usual in torch."""
        with self._lock:
            for name, tensor in {**inputs, "y": y}.items():
                self._context.set_tensor_address(name, tensor.data_ptr())
            if not self._context.execute_async_v3(torch.cuda.current_stream(y.device).cuda_stream):
                raise KernelUnavailable("TensorRT could not start the plan.")


def run(x: Tensor, ids: Tensor, weights: Tensor, gate_up: Tensor, down: Tensor) -> Tensor:
    """The contract of `reference.experts` on CUDA tensors; a missing plan is built, which takes long."""
    if not x.shape[0]:
        return torch.zeros_like(x)
    with torch.cuda.device(x.device):
        parts = [slice(start, start + MOST) for start in range(0, x.shape[0], MOST)]
        return torch.cat([_part(x[at], ids[at], weights[at], gate_up, down) for at in parts])


def plan(shape: Shape, device: int, step: Step = lambda _done: None) -> Plan:
    """Read the plan of a shape, or build and store it. Raises KernelUnavailable."""
    name = torch.cuda.get_device_name(device)
    capability = torch.cuda.get_device_capability(device)
    version = networks.version()
    ways = choices(shape, capability, has_layer=networks.has_layer())
    keys = [plans.Key(version, name, capability, way, shape) for way in ways]
    key, content = plans.obtain(keys, lambda wanted: networks.build(wanted, step), plans.folder())
    return Plan(key.lowering, content)


def warm(shape: Shape, device: int, step: Step = lambda _done: None) -> Lowering:
    """Have the plan of a shape, and run it once; returns the way that it goes. Raises KernelUnavailable."""
    ready = plan(shape, device, step)
    with torch.cuda.device(device), torch.device("cuda", device):
        x = torch.zeros(shape.tokens, shape.hidden, dtype=shape.torch_dtype)
        ids = torch.zeros(shape.tokens, shape.per_token, dtype=torch.int64)
        weights = torch.zeros(shape.tokens, shape.per_token, dtype=shape.torch_dtype)
        gate_up = torch.zeros(shape.experts, 2 * shape.width, shape.hidden, dtype=shape.torch_dtype)
        down = torch.zeros(shape.experts, shape.hidden, shape.width, dtype=shape.torch_dtype)
        ready(arranged(ready.lowering, shape, x, ids, weights, gate_up, down), torch.empty_like(x))
        torch.cuda.synchronize(device)
    return ready.lowering


@lru_cache(maxsize=64)
def _kept(shape: Shape, device: int) -> Plan:
    return plan(shape, device)


def _part(x: Tensor, ids: Tensor, weights: Tensor, gate_up: Tensor, down: Tensor) -> Tensor:
    shape = Shape.of(x, ids, gate_up)
    ready = _kept(shape, x.device.index or 0)
    inputs = arranged(ready.lowering, shape, x, ids, weights, gate_up, down)
    y = torch.empty(shape.tokens, shape.hidden, dtype=x.dtype, device=x.device)
    ready(inputs, y)
    return y[: x.shape[0]]


def arranged(
    lowering: Lowering, shape: Shape, x: Tensor, ids: Tensor, weights: Tensor, gate_up: Tensor, down: Tensor
) -> Inputs:
    """Inputs as the plan of that way names and lays them out; tokens that are filled up weigh nothing."""
    more = (0, 0, 0, shape.tokens - x.shape[0])
    index = torch.int64 if lowering is Lowering.MANY else torch.int32
    inputs = {
        "x": functional.pad(x, more).contiguous(),
        "ids": functional.pad(ids, more).to(index).contiguous(),
        "weights": functional.pad(weights.to(x.dtype), more).contiguous(),
    }
    if lowering is Lowering.LAYER:
        return {**inputs, **_turned(gate_up, down)}
    return {**inputs, "gate_up": gate_up.contiguous(), "down": down.contiguous()}


_turned_before: Any = WeakTensorKeyDictionary()


def _turned(gate_up: Tensor, down: Tensor) -> Inputs:
    """Weights as the layer wants them; a second copy is kept as long as the weights are."""
    known: Inputs | None = _turned_before.get(gate_up)
    if known is None:
        gate, up = gate_up.transpose(1, 2).chunk(2, dim=2)
        known = {
            "gate": gate.contiguous(),
            "up": up.contiguous(),
            "down": down.transpose(1, 2).contiguous(),
        }
        _turned_before[gate_up] = known
    return known
