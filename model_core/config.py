"""The shape of a model, read from a Hugging Face `config.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model_core.errors import CheckpointCorrupt, CheckpointMissing


@dataclass(frozen=True, slots=True)
class ModelConfig:
    """Shape legend: H hidden, L layers, Q query heads, G key/value heads, D head size, V vocabulary,
    I width of the dense or shared MLP, E routed experts, K experts a token, M width of a routed expert.
    """

    architecture: str
    """The `model_type` of the Hugging Face configuration: "llama" or "glm4_moe"."""
    hidden: int
    layers: int
    heads: int
    kv_heads: int
    head_size: int
    vocabulary: int
    mlp_width: int
    """I: for a mixture of experts the width of all shared experts together."""
    experts: int = 0
    experts_per_token: int = 0
    expert_width: int = 0
    dense_layers: int = 0
    """Leading layers without routed experts."""
    dense_width: int = 0
    """MLP width of those layers."""
    routed_scale: float = 1.0
    normalise_weights: bool = True
    rope_theta: float = 10_000.0
    norm_epsilon: float = 1e-5
    tied_embeddings: bool = True
    context: int = 8192

    def __post_init__(self) -> None:
        if self.heads % self.kv_heads:
            raise CheckpointCorrupt(f"{self.heads} query heads cannot share {self.kv_heads} key/value heads.")
        if self.experts and not 0 < self.experts_per_token <= self.experts:
            raise CheckpointCorrupt(
                f"{self.experts_per_token} experts a token of {self.experts} is not possible."
            )

    def is_sparse(self, layer: int) -> bool:
        """Whether this layer has routed experts."""
        return self.experts > 0 and layer >= self.dense_layers

    @property
    def parameters(self) -> int:
        """All parameters, tied embeddings counted once."""
        return self._count(self.experts)

    @property
    def active_parameters(self) -> int:
        """Parameters that one token touches."""
        return self._count(self.experts_per_token)

    def _count(self, experts: int) -> int:
        attention = self.hidden * self.head_size * (2 * self.heads + 2 * self.kv_heads)
        sparse = 3 * self.hidden * (self.mlp_width + experts * self.expert_width)
        router = self.experts * self.hidden + self.experts
        total = self.vocabulary * self.hidden * (1 if self.tied_embeddings else 2) + self.hidden
        for layer in range(self.layers):
            total += attention + 2 * self.hidden
            dense_width = self.dense_width if self.experts else self.mlp_width
            total += sparse + router if self.is_sparse(layer) else 3 * self.hidden * dense_width
        return total

    @classmethod
    def load(cls, folder: Path) -> ModelConfig:
        """Read `config.json` of a checkpoint folder. Raises CheckpointMissing, CheckpointCorrupt."""
        path = folder / "config.json"
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise CheckpointMissing(f"There is no model at {folder}: {path.name} is missing.") from error
        except ValueError as error:
            raise CheckpointCorrupt(f"{path} is not JSON: {error}.") from error
        try:
            return cls.from_dict(raw)
        except (KeyError, TypeError) as error:
            raise CheckpointCorrupt(f"{path} lacks or garbles {error}.") from error

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> ModelConfig:
        """From the content of a Hugging Face `config.json`; raises KeyError for what is missing."""
        kind = raw["model_type"]
        if kind not in {"llama", "glm4_moe"}:
            raise CheckpointCorrupt(f"Models of type {kind!r} are not supported; llama and glm4_moe are.")
        rope = raw.get("rope_parameters") or {}
        sparse: dict[str, Any] = {}
        width = raw["intermediate_size"]
        if kind == "glm4_moe":
            unsupported = (
                raw.get("use_qk_norm", False)
                or raw.get("attention_bias", False)
                or raw.get("n_group", 1) != 1
                or rope.get("partial_rotary_factor", raw.get("partial_rotary_factor", 0.5)) != 1.0
            )
            if unsupported:
                raise CheckpointCorrupt(
                    "This glm4_moe checkpoint uses query/key norms, attention biases, expert groups or "
                    "partial rotary embeddings, which are not supported."
                )
            sparse = {
                "experts": raw["n_routed_experts"],
                "experts_per_token": raw["num_experts_per_tok"],
                "expert_width": raw["moe_intermediate_size"],
                "dense_layers": raw.get("first_k_dense_replace", 1),
                "dense_width": width,
                "routed_scale": raw.get("routed_scaling_factor", 1.0),
                "normalise_weights": raw.get("norm_topk_prob", True),
            }
            width = raw["moe_intermediate_size"] * raw.get("n_shared_experts", 1)
        return cls(
            architecture=kind,
            hidden=raw["hidden_size"],
            layers=raw["num_hidden_layers"],
            heads=raw["num_attention_heads"],
            kv_heads=raw.get("num_key_value_heads", raw["num_attention_heads"]),
            head_size=raw.get("head_dim") or raw["hidden_size"] // raw["num_attention_heads"],
            vocabulary=raw["vocab_size"],
            mlp_width=width,
            rope_theta=float(rope.get("rope_theta", raw.get("rope_theta", 10_000.0))),
            norm_epsilon=raw.get("rms_norm_eps", 1e-5),
            tied_embeddings=raw.get("tie_word_embeddings", False),
            context=raw.get("max_position_embeddings", 8192),
            **sparse,
        )
