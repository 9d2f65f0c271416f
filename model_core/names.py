"""Tensor names and layouts: those of Hugging Face checkpoints, and those of the decoder.

Shape legend: E routed experts, H hidden, M width of a routed expert.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import torch
from torch import Tensor

from model_core import architectures
from model_core.architectures.family import Family
from model_core.config import ModelConfig
from model_core.errors import CheckpointCorrupt

_EXPERT = re.compile(r"(layers\.\d+\.mlp\.experts)\.(\d+)\.(gate|up|down)_proj\.weight")
_LAYER = re.compile(r"layers\.(\d+)\.")
_STACKED = re.compile(r"(layers\.\d+\.mlp\.experts\.(?:gate_up|down))_proj(_bias)?")


def to_hugging_face(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Our names and stacked experts -> the names of glm4_moe, one tensor an expert and projection."""
    named: dict[str, Tensor] = {}
    for name, tensor in weights.items():
        if name.endswith(".experts.gate_up"):
            prefix = name.removesuffix(".gate_up")
            for expert, both in enumerate(tensor):
                gate, up = both.chunk(2)
                named[f"model.{prefix}.{expert}.gate_proj.weight"] = gate.contiguous()
                named[f"model.{prefix}.{expert}.up_proj.weight"] = up.contiguous()
        elif name.endswith(".experts.down"):
            prefix = name.removesuffix(".down")
            for expert, down in enumerate(tensor):
                named[f"model.{prefix}.{expert}.down_proj.weight"] = down.contiguous()
        elif name == "head.weight":
            named["lm_head.weight"] = tensor
        else:
            named[f"model.{name}"] = tensor.contiguous()
    return named


def from_hugging_face(named: Mapping[str, Tensor], config: ModelConfig | None = None) -> dict[str, Tensor]:
    """The inverse of `to_hugging_face`, or from the names of the configuration's architecture.

    With a configuration, tensors that predict further tokens are left out, and an output matrix that is
    tied. Raises CheckpointCorrupt for a missing part of an expert.
    """
    family = architectures.family(config.architecture if config else "glm4_moe")
    weights: dict[str, Tensor] = {}
    experts: dict[str, dict[tuple[int, str], Tensor]] = {}
    for full_name, tensor in named.items():
        name = full_name.removeprefix("model.")
        for pattern, ours in family.renames:
            name = re.sub(pattern, ours, name)
        if config and _is_left_out(name, family, config):
            continue
        if found := _EXPERT.fullmatch(name):
            experts.setdefault(found[1], {})[int(found[2]), found[3]] = tensor
        elif family.interleaved and (found := _STACKED.fullmatch(name)):
            weights[found[1] + (found[2] or "")] = _apart(tensor, gate_up=found[1].endswith("gate_up"))
        else:
            weights["head.weight" if name == "lm_head.weight" else name] = tensor
    for prefix, parts in experts.items():
        weights |= _stacked(prefix, parts)
    return weights


def _is_left_out(name: str, family: Family, config: ModelConfig) -> bool:
    if name == "lm_head.weight":
        return config.tied_embeddings
    layer = _LAYER.match(name)
    beyond = family.more_layers and layer is not None and int(layer[1]) >= config.layers
    return beyond or bool(family.more and re.fullmatch(family.more, name))


def _stacked(prefix: str, parts: Mapping[tuple[int, str], Tensor]) -> dict[str, Tensor]:
    count = 1 + max(expert for expert, _ in parts)
    try:
        gate_up = [torch.cat((parts[e, "gate"], parts[e, "up"])) for e in range(count)]
        down = [parts[e, "down"] for e in range(count)]
    except KeyError as error:
        raise CheckpointCorrupt(f"The checkpoint lacks a part of an expert: {prefix}, {error}.") from error
    return {f"{prefix}.gate_up": torch.stack(gate_up), f"{prefix}.down": torch.stack(down)}


def _apart(tensor: Tensor, *, gate_up: bool) -> Tensor:
    """[E, in, out] -> [E, out, in], or biases [E, out]; alternating gate and up -> all of gate first."""
    if gate_up:
        tensor = torch.cat((tensor[..., ::2], tensor[..., 1::2]), dim=-1)
    return tensor.transpose(1, 2).contiguous() if tensor.dim() == 3 else tensor
