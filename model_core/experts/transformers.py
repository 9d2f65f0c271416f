"""Offers the expert kernels to any model of transformers, as `experts_implementation="ensemble-NAME"`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from torch import Tensor

from model_core import experts
from model_core.errors import KernelUnavailable

PREFIX = "ensemble-"
Forward = Callable[[Any, Tensor, Tensor, Tensor], Tensor]
"""(module, hidden [T, H], ids [T, K], weights [T, K]) -> [T, H]; the module has the stacked weights."""


def register() -> tuple[str, ...]:
    """Make every kernel known to transformers; returns the names to ask for.

    Kernels that cannot run on a model's device are known all the same, and say so when they are used.
    Raises KernelUnavailable where transformers is missing or has no interface for experts.
    """
    try:
        from transformers.integrations.moe import ExpertsInterface
    except ImportError as error:
        raise KernelUnavailable("transformers with an interface for experts is not installed.") from error
    for name in experts.names():
        ExpertsInterface.register(PREFIX + name, forward(name))
    return tuple(PREFIX + name for name in experts.names())


def forward(name: str) -> Forward:
    """The kernel of that name in the form that transformers calls."""

    def run(module: Any, hidden: Tensor, ids: Tensor, weights: Tensor) -> Tensor:
        reason = _unfit(module) or experts.obstacle(name, hidden.device)
        if reason:
            raise KernelUnavailable(f"The kernel {name} cannot be used here: {reason}")
        kernel = experts.kernel(name)
        return kernel(hidden, ids, weights.to(hidden.dtype), module.gate_up_proj, module.down_proj)

    return run


def _unfit(module: Any) -> str | None:
    """Why these experts are not a SwiGLU as the kernels have it; None where they are."""
    from torch import nn
    from transformers.activations import SiLUActivation
    from transformers.integrations import moe

    usual = getattr(moe, "_default_apply_gate", None)
    if module.is_transposed or not module.is_concatenated:
        return "its weights are laid out in another way"
    if module.has_bias or not module.has_gate or getattr(module, "has_post_expert_norm", False):
        return "its experts have biases, no gate, or a normalisation"
    if getattr(module, "_is_expert_parallel", False):
        return "its experts are spread over several devices"
    if usual is None or type(module)._apply_gate is not usual:  # noqa: SLF001 - another gate shows nowhere else
        return "its gate is not that of a SwiGLU"
    if not isinstance(module.act_fn, nn.SiLU | SiLUActivation):
        return f"its activation is {type(module.act_fn).__name__}, not SiLU"
    return None
