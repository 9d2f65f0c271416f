"""Experts by TensorRT: one plan for a shape serves every layer, since the weights are inputs."""

from __future__ import annotations

from torch import Tensor

from model_core.experts.tensorrt.runner import run


def experts(x: Tensor, ids: Tensor, weights: Tensor, gate_up: Tensor, down: Tensor) -> Tensor:
    """The contract of `reference.experts`, on CUDA tensors. Raises KernelUnavailable."""
    return run(x, ids, weights, gate_up, down)
