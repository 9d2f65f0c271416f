"""The adapter for transformers: tiny models of other families compute the same with our kernels."""

from __future__ import annotations

import sys
from typing import Any

import pytest
import torch
from transformers import (
    GptOssConfig,
    GptOssForCausalLM,
    MixtralConfig,
    MixtralForCausalLM,
    Qwen3MoeConfig,
    Qwen3MoeForCausalLM,
)

from model_core import experts
from model_core.errors import KernelUnavailable
from model_core.experts import transformers as adapter

SIZES: dict[str, Any] = {
    "vocab_size": 50,
    "hidden_size": 16,
    "intermediate_size": 24,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "num_key_value_heads": 1,
    "num_experts_per_tok": 2,
    "head_dim": 8,
    "max_position_embeddings": 64,
}
CPU = torch.device("cpu")


def model(family: str, **changes: Any) -> Any:
    torch.manual_seed(0)
    sizes = {**SIZES, **changes}
    made: Any
    if family == "qwen3_moe":
        made = Qwen3MoeForCausalLM(Qwen3MoeConfig(**sizes, num_experts=4, moe_intermediate_size=12))
    elif family == "mixtral":
        made = MixtralForCausalLM(MixtralConfig(**sizes, num_local_experts=4))
    else:
        made = GptOssForCausalLM(GptOssConfig(**sizes, num_local_experts=4))
    return made.eval()


def logits(model: Any, implementation: str) -> torch.Tensor:
    model.set_experts_implementation(implementation)
    with torch.inference_mode():
        found: torch.Tensor = model(torch.arange(9)[None]).logits
    return found


@pytest.mark.parametrize("family", ["qwen3_moe", "mixtral"])
def test_logits_are_those_of_the_eager_experts(family: str) -> None:
    tiny = model(family)
    names = adapter.register()
    assert names == tuple(f"ensemble-{name}" for name in experts.names())
    eager = logits(tiny, "eager")
    for name in {*experts.runnable(CPU)} - {"int8"}:  # which rounds, and takes no such widths
        torch.testing.assert_close(logits(tiny, f"ensemble-{name}"), eager)


def test_it_is_our_kernel_that_computes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    adapter.register()
    tiny = model("qwen3_moe")
    eager = logits(tiny, "eager")
    monkeypatch.setattr(experts, "kernel", lambda _name: lambda x, *_: torch.zeros_like(x))
    assert not torch.allclose(logits(tiny, "ensemble-gather"), eager)


def test_a_kernel_that_cannot_run_says_so() -> None:
    adapter.register()
    with pytest.raises(KernelUnavailable, match="kernel triton cannot be used here"):
        logits(model("mixtral"), "ensemble-triton")


@pytest.mark.parametrize(
    ("family", "changes", "said"),
    [
        ("gpt_oss", {}, "laid out in another way"),
        ("mixtral", {"hidden_act": "gelu"}, "its activation is GELUActivation, not SiLU"),
    ],
)
def test_experts_of_another_kind_are_refused(family: str, changes: dict[str, Any], said: str) -> None:
    adapter.register()
    with pytest.raises(KernelUnavailable, match=said):
        logits(model(family, **changes), "ensemble-gather")


def test_without_transformers_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "transformers.integrations.moe", None)
    with pytest.raises(KernelUnavailable, match="is not installed"):
        adapter.register()
