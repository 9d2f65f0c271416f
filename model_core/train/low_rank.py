"""Low-rank updates of frozen projections (Hu et al., 2022) beside trainable routed experts."""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional

from model_core.model import Decoder, MixtureOfExperts


class LowRankLinear(nn.Module):
    """A frozen projection plus `up @ down`, which starts as zero."""

    def __init__(self, frozen: nn.Linear, rank: int, scale: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(frozen.weight.detach(), requires_grad=False)
        self.down = nn.Parameter(torch.empty(rank, frozen.in_features))
        self.up = nn.Parameter(torch.zeros(frozen.out_features, rank))
        self.scale = scale
        nn.init.kaiming_uniform_(self.down, a=math.sqrt(5))

    def forward(self, x: Tensor) -> Tensor:
        update = functional.linear(functional.linear(x, self.down.to(x.dtype)), self.up.to(x.dtype))
        return functional.linear(x, self.weight) + self.scale * update


def make_trainable(model: Decoder, *, rank: int, scale: float = 2.0) -> dict[str, list[nn.Parameter]]:
    """Freeze the model but for low-rank updates of attention, routed experts and routers.

    Returns the parameter groups "low_rank", "experts" and "router", all in float32.
    """
    model.requires_grad_(False)
    groups: dict[str, list[nn.Parameter]] = {"low_rank": [], "experts": [], "router": []}
    for layer in model.layers:
        attention = layer.self_attn
        for name in ("q_proj", "k_proj", "v_proj", "o_proj"):
            wrapped = LowRankLinear(getattr(attention, name), rank, scale)
            setattr(attention, name, wrapped)
            groups["low_rank"] += [wrapped.down, wrapped.up]
        mixture = layer.mlp
        if isinstance(mixture, MixtureOfExperts):
            for module in (mixture.experts, mixture.gate):
                module.float().requires_grad_(True)
            groups["experts"] += [mixture.experts.gate_up, mixture.experts.down]
            groups["router"].append(mixture.gate.weight)
    return groups


def trained_tensors(model: Decoder) -> dict[str, Tensor]:
    """Everything that training changed, in the names of `model_core.adapter`; the scale is folded in."""
    tensors: dict[str, Tensor] = {}
    for name, module in model.named_modules():
        if isinstance(module, LowRankLinear):
            tensors[f"{name}.low_rank.down"] = module.down
            tensors[f"{name}.low_rank.up"] = module.up * module.scale
        elif isinstance(module, MixtureOfExperts):
            tensors[f"{name}.experts.gate_up"] = module.experts.gate_up
            tensors[f"{name}.experts.down"] = module.experts.down
            tensors[f"{name}.gate.weight"] = module.gate.weight
            tensors[f"{name}.gate.e_score_correction_bias"] = module.gate.e_score_correction_bias
    return {name: tensor.detach() for name, tensor in tensors.items()}


class LoadBalancer:
    """Moves each router's correction bias towards even use of the experts (Wang et al., 2024)."""

    def __init__(self, model: Decoder, *, rate: float = 1e-3) -> None:
        self._rate = rate
        self._routers = [m.gate for m in model.modules() if isinstance(m, MixtureOfExperts)]
        self._counts = [torch.zeros_like(r.e_score_correction_bias) for r in self._routers]
        for router, count in zip(self._routers, self._counts, strict=True):
            router.register_forward_hook(_counter(count))

    def step(self) -> float:
        """Adjust the biases; returns the busiest expert's load relative to an even share."""
        worst = 0.0
        for router, count in zip(self._routers, self._counts, strict=True):
            mean = count.mean()
            if mean > 0:
                worst = max(worst, float(count.max() / mean))
                router.e_score_correction_bias += self._rate * (mean - count).sign()
            count.zero_()
        return worst


def _counter(count: Tensor) -> Callable[[nn.Module, object, tuple[Tensor, Tensor]], None]:
    def hook(_module: nn.Module, _inputs: object, output: tuple[Tensor, Tensor]) -> None:
        count.add_(torch.bincount(output[0].flatten(), minlength=len(count)))

    return hook
