"""Low-rank updates of frozen projections (Hu et al., 2022) beside trainable routed experts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from model_core.model import Decoder, Layer, MixtureOfExperts
from model_core.train.group import Group


class LowRankLinear(nn.Module):
    """A frozen projection plus `up @ down`, which starts as zero."""

    def __init__(self, frozen: nn.Linear, rank: int, scale: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(frozen.weight.detach(), requires_grad=False)
        device = frozen.weight.device
        self.down = nn.Parameter(torch.empty(rank, frozen.in_features, device=device))
        self.up = nn.Parameter(torch.zeros(frozen.out_features, rank, device=device))
        self.scale = scale
        nn.init.kaiming_uniform_(self.down, a=math.sqrt(5))

    def forward(self, x: Tensor) -> Tensor:
        inner = functional.linear(x, self.down.to(x.dtype))
        return torch.addmm(
            functional.linear(x, self.weight), inner, self.up.to(x.dtype).t(), alpha=self.scale
        )


def make_trainable(model: Decoder, *, rank: int, scale: float = 2.0) -> dict[str, list[nn.Parameter]]:
    """Freeze the model but for low-rank updates of attention and shared experts, routed experts and routers.

    Returns the parameter groups "low_rank", "experts" and "router", all in float32.
    """
    model.requires_grad_(False)
    groups: dict[str, list[nn.Parameter]] = {"low_rank": [], "experts": [], "router": []}

    def wrap(module: nn.Module, *names: str) -> None:
        for name in names:
            wrapped = LowRankLinear(getattr(module, name), rank, scale)
            setattr(module, name, wrapped)
            groups["low_rank"] += [wrapped.down, wrapped.up]

    for layer in (each for each in model.layers if isinstance(each, Layer)):
        wrap(layer.self_attn, "q_proj", "k_proj", "v_proj", "o_proj")
        mixture = layer.mlp
        if isinstance(mixture, MixtureOfExperts):
            if mixture.shared_experts is not None:
                wrap(mixture.shared_experts, "gate_proj", "up_proj", "down_proj")
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


def restore(model: Decoder, trained: Mapping[str, Tensor]) -> None:
    """Put back what `trained_tensors` gave, of a model made trainable at the same rank.

    An update that it lacks stays zero. Raises ValueError for weights of another model.
    """
    state = dict(trained)
    for name, module in model.named_modules():
        if isinstance(module, LowRankLinear) and f"{name}.low_rank.down" in state:
            state[f"{name}.down"] = state.pop(f"{name}.low_rank.down")
            state[f"{name}.up"] = state.pop(f"{name}.low_rank.up") / module.scale
    try:
        _, unknown = model.load_state_dict(state, strict=False)
    except RuntimeError as error:
        raise ValueError(f"The weights to start from are of another shape or rank: {error}") from error
    if unknown:
        raise ValueError(f"The weights to start from do not fit: {', '.join(unknown[:3])}.")


class LoadBalancer:
    """Moves each router's correction bias towards even use of the experts (Wang et al., 2024)."""

    def __init__(self, model: Decoder, group: Group | None = None, *, rate: float = 1e-3) -> None:
        self._rate = rate
        self._group = group or Group()
        self._routers = [m.gate for m in model.modules() if isinstance(m, MixtureOfExperts)]
        for router in self._routers:
            router.real = None  # type: ignore[assignment]
            router.register_buffer("load", torch.zeros_like(router.e_score_correction_bias), persistent=False)
            router.register_forward_hook(_count)

    def count_only(self, real: Tensor | None) -> None:
        """From now on, only these tokens [T] bool are counted, or all: padding goes to few experts."""
        for router in self._routers:
            router.real = real  # type: ignore[assignment]

    def step(self) -> float:
        """Adjust the biases; returns the busiest expert's load relative to an even share."""
        if not self._routers:
            return 0.0
        loads = torch.stack([router.get_buffer("load") for router in self._routers])  # [layers, E]
        self._group.add([loads])
        mean = loads.mean(dim=1, keepdim=True)
        for router, change in zip(self._routers, self._rate * (mean - loads).sign(), strict=True):
            router.e_score_correction_bias += change
            router.get_buffer("load").zero_()
        return float((loads.amax(dim=1, keepdim=True) / mean.clamp(min=1e-9)).max())


def _count(router: nn.Module, _inputs: object, output: tuple[Tensor, Tensor]) -> None:
    """One function for all routers, so that a compiled layer fits them all."""
    load = router.get_buffer("load")
    hits = functional.one_hot(output[0], len(load))  # [T, K, E]
    real = cast("Tensor | None", router.real)
    if real is not None:
        hits = hits * real[:, None, None]
    load.add_(hits.sum(dim=(0, 1)))
