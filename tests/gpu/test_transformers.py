"""A model of another family on a GPU, with our kernels in place of its own."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from transformers import Qwen3MoeConfig, Qwen3MoeForCausalLM

from model_core import experts
from model_core.experts import transformers as adapter

pytestmark = pytest.mark.gpu


def test_logits_are_those_of_the_eager_experts(gpu: torch.device) -> None:
    adapter.register()
    torch.manual_seed(0)
    config = Qwen3MoeConfig(
        vocab_size=50,
        hidden_size=64,
        intermediate_size=96,
        moe_intermediate_size=48,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=1,
        num_experts=8,
        num_experts_per_tok=2,
    )
    model: Any = Qwen3MoeForCausalLM(config)
    model = model.to(gpu).eval()
    ids = torch.arange(20, device=gpu)[None]
    with torch.inference_mode():
        model.set_experts_implementation("eager")
        eager = model(ids).logits
        for name in experts.runnable(gpu):
            model.set_experts_implementation(f"ensemble-{name}")
            torch.testing.assert_close(model(ids).logits, eager, rtol=1e-3, atol=1e-3)
