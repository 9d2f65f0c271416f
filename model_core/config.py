"""The shape of a model, read from a Hugging Face `config.json`, and what it weighs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model_core.errors import CheckpointCorrupt, CheckpointMissing


@dataclass(frozen=True, slots=True, kw_only=True)
class Yarn:
    """Slow rotations stretched for a longer context, fast ones kept (Peng et al., 2023)."""

    factor: float
    original: int
    """Context length before stretching, in tokens."""
    fast: float = 32.0
    slow: float = 1.0
    """Turns over the original context from which a rotation is kept, and up to which it is stretched."""
    whole: bool = True
    """Whether the bounds between the two are rounded to whole channels."""
    attention: float = 1.0
    """Factor on the rotated part of queries and keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Llama3:
    """Long wavelengths stretched, short ones kept, those between interpolated (Llama 3.1)."""

    factor: float
    low: float
    high: float
    original: int
    """Context length before stretching, in tokens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rope:
    """Rotary positions: which channels of a head turn, and how fast."""

    size: int
    """Leading channels of a query or key head that turn; the rest stays."""
    theta: float = 10_000.0
    scaling: Yarn | Llama3 | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionShape:
    """What differs between the attention of one layer and of another."""

    kv_heads: int
    rope: Rope
    window: int = 0
    """Tokens that a token sees, itself included; 0: all."""
    sinks: bool = False
    """Whether each query head has a learnt score that takes a share of attention and gives nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clamp:
    """The SwiGLU of gpt_oss: (up + 1) x gate x sigmoid(alpha x gate), both clamped; with biases."""

    alpha: float
    limit: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelConfig:
    """Shape legend: H hidden, L layers, Q query heads, G key/value heads, D head size of queries and keys,
    C head size of values, V vocabulary, I width of the dense or shared MLP, E routed experts, K experts a
    token, M width of a routed expert.
    """

    architecture: str
    """The `model_type` of the Hugging Face configuration, one of `model_core.architectures.names()`."""
    hidden: int
    layers: int
    heads: int
    head_size: int
    value_size: int
    vocabulary: int
    context: int = 8192
    norm_epsilon: float = 1e-5
    tied_embeddings: bool = True

    everywhere: AttentionShape
    """Attention of the layers that are not in `sliding_layers`."""
    sliding: AttentionShape | None = None
    sliding_layers: frozenset[int] = frozenset()
    qk_norm: bool = False
    qkv_bias: bool = False
    output_bias: bool = False
    value_scale: float = 1.0

    mlp_width: int
    """I: for a mixture of experts the width of all shared experts together, 0 for none."""
    experts: int = 0
    experts_per_token: int = 0
    expert_width: int = 0
    dense_layers: int = 0
    """Leading layers without routed experts."""
    dense_width: int = 0
    """MLP width of those layers."""
    clamp: Clamp | None = None
    sigmoid: bool = True
    """Whether the router scores by sigmoid and corrected by a bias, else by softmax."""
    router_bias: bool = False
    groups: int = 1
    groups_per_token: int = 1
    """Of that many equal groups of experts, those with the best two experts are chosen from."""
    routed_scale: float = 1.0
    normalise_weights: bool = True

    def __post_init__(self) -> None:
        for shape in filter(None, (self.everywhere, self.sliding)):
            if self.heads % shape.kv_heads:
                raise CheckpointCorrupt(
                    f"{self.heads} query heads cannot share {shape.kv_heads} key/value heads."
                )
        if self.sliding_layers and self.sliding is None:
            raise CheckpointCorrupt("Layers with a sliding window need the window's size.")
        if not self.experts:
            return
        if not 0 < self.experts_per_token <= self.experts:
            raise CheckpointCorrupt(
                f"{self.experts_per_token} experts a token of {self.experts} is not possible."
            )
        fit = self.experts % self.groups == 0 and 0 < self.groups_per_token <= self.groups
        size = self.experts // self.groups
        if not fit or (
            self.groups > 1 and (size < 2 or self.experts_per_token > self.groups_per_token * size)
        ):
            raise CheckpointCorrupt(
                f"{self.experts_per_token} experts a token from {self.groups_per_token} of {self.groups} "
                f"groups of {self.experts} experts is not possible."
            )

    def is_sparse(self, layer: int) -> bool:
        """Whether this layer has routed experts."""
        return self.experts > 0 and layer >= self.dense_layers

    def attention(self, layer: int) -> AttentionShape:
        """The attention of this layer."""
        return self.sliding if self.sliding and layer in self.sliding_layers else self.everywhere

    @property
    def parameters(self) -> int:
        """All parameters, tied embeddings counted once, correction biases of routers included."""
        return self._embeddings * (1 if self.tied_embeddings else 2) + self._body(self.experts)

    @property
    def active_parameters(self) -> int:
        """Parameters of `parameters` without the routed experts that a token does not use."""
        return self._embeddings * (1 if self.tied_embeddings else 2) + self._body(self.experts_per_token)

    @property
    def expert_parameters(self) -> int:
        """Parameters of all routed experts."""
        return self._sparse_layers * self.experts * self._expert

    def bytes_held(self, bits: int = 16) -> int:
        """Bytes of all weights at `bits` each; correction biases stay in 32."""
        return self._bytes(self.parameters, bits)

    def bytes_read(self, bits: int = 16) -> int:
        """Bytes of weights that decoding one token reads, at `bits` each; correction biases stay in 32.

        The whole output matrix, one row of the embedding, and of routed experts only the chosen ones.
        """
        weights = self._embeddings + self.hidden + self._body(self.experts_per_token)
        if self.tied_embeddings:
            weights -= self.hidden  # the row is one of the output matrix
        return self._bytes(weights, bits)

    def cache_bytes(self, tokens: int = 1, bits: int = 16) -> int:
        """Bytes of keys and values that `tokens` tokens take in `model_core.cache.KeyValues`.

        Layers with a sliding window keep all tokens as well, so that a cache can be rewound.
        """
        return sum(self._cached(layer) for layer in range(self.layers)) * tokens * bits // 8

    def cache_bytes_read(self, tokens: int, bits: int = 16) -> int:
        """Bytes of keys and values that the last of `tokens` tokens reads: of windows only what they show."""
        shown = 0
        for layer in range(self.layers):
            shown += self._cached(layer) * min(tokens, self.attention(layer).window or tokens)
        return shown * bits // 8

    @property
    def _embeddings(self) -> int:
        return self.vocabulary * self.hidden

    @property
    def _sparse_layers(self) -> int:
        return sum(self.is_sparse(layer) for layer in range(self.layers))

    @property
    def _expert(self) -> int:
        biases = 2 * self.expert_width + self.hidden if self.clamp else 0
        return 3 * self.hidden * self.expert_width + biases

    @property
    def _corrections(self) -> int:
        return self._sparse_layers * self.experts if self.sigmoid else 0

    def _cached(self, layer: int) -> int:
        return self.attention(layer).kv_heads * (self.head_size + self.value_size)

    def _bytes(self, weights: int, bits: int) -> int:
        return ((weights - self._corrections) * bits + self._corrections * 32) // 8

    def _body(self, experts: int) -> int:
        """Parameters but for embeddings and output matrix, with that many routed experts a layer."""
        dense_width = self.dense_width if self.experts else self.mlp_width
        router = self.experts * (self.hidden + self.router_bias)
        sparse = router + experts * self._expert + 3 * self.hidden * self.mlp_width
        dense_layers = self.layers - self._sparse_layers
        total = self.hidden + self._corrections + dense_layers * 3 * self.hidden * dense_width
        total += self._sparse_layers * sparse
        return total + sum(
            self._attention_parameters(layer) + 2 * self.hidden for layer in range(self.layers)
        )

    def _attention_parameters(self, layer: int) -> int:
        into = self.heads * self.head_size + self._cached(layer)
        out = self.heads * self.value_size
        return (
            self.hidden * (into + out)
            + self.qkv_bias * into
            + self.output_bias * self.hidden
            + self.qk_norm * 2 * self.head_size
            + self.attention(layer).sinks * self.heads
        )

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

    @staticmethod
    def from_dict(raw: Mapping[str, Any]) -> ModelConfig:
        """From the content of a Hugging Face `config.json`.

        Raises KeyError for what is missing, CheckpointCorrupt for what is not supported.
        """
        from model_core import architectures

        return architectures.configure(raw)
