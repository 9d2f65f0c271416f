"""A dense model made into a mixture of experts that computes the same function until it is trained.

The base's MLP becomes the shared expert. Each routed expert copies a slice of its gate and up rows, so that
it starts on useful features, and has a zero down-projection, so that it starts silent (Komatsuzaki et al.,
2023).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor


def upcycle_config(dense: Mapping[str, Any], *, experts: int, per_token: int, width: int) -> dict[str, Any]:
    """The glm4_moe configuration for a llama-like base; its MLP width must be a multiple of `width`."""
    shared, rest = divmod(dense["intermediate_size"], width)
    if rest:
        raise ValueError(f"An MLP of width {dense['intermediate_size']} is not a whole number of {width}.")
    return {
        **dense,
        "architectures": ["Glm4MoeForCausalLM"],
        "model_type": "glm4_moe",
        "first_k_dense_replace": 0,
        "moe_intermediate_size": width,
        "n_group": 1,
        "n_routed_experts": experts,
        "n_shared_experts": shared,
        "norm_topk_prob": True,
        "num_experts_per_tok": per_token,
        "partial_rotary_factor": 1.0,
        "routed_scaling_factor": 1.0,
        "topk_group": 1,
        "use_qk_norm": False,
    }


def upcycle_weights(
    dense: Mapping[str, Tensor], *, layers: int, experts: int, width: int, seed: int = 0
) -> dict[str, Tensor]:
    """Weights of the mixture, under the names of `model_core.model.Decoder`."""
    generator = torch.Generator().manual_seed(seed)
    weights = {name.replace(".mlp.", ".mlp.shared_experts."): tensor for name, tensor in dense.items()}
    for layer in range(layers):
        gate = dense[f"layers.{layer}.mlp.gate_proj.weight"]
        up = dense[f"layers.{layer}.mlp.up_proj.weight"]
        rows, hidden = gate.shape
        order = torch.randperm(rows, generator=generator)
        repeats = math.ceil(experts * width / rows)
        chosen = order.repeat(repeats)[: experts * width].view(experts, width)
        prefix = f"layers.{layer}.mlp"
        weights[f"{prefix}.experts.gate_up"] = torch.cat((gate[chosen], up[chosen]), dim=1)
        weights[f"{prefix}.experts.down"] = torch.zeros(experts, hidden, width, dtype=gate.dtype)
        weights[f"{prefix}.gate.weight"] = 0.02 * torch.randn(experts, hidden, generator=generator)
        weights[f"{prefix}.gate.e_score_correction_bias"] = torch.zeros(experts)
    return weights
