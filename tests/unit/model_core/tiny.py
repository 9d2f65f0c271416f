"""Small configurations of every architecture, and random `transformers` models of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from model_core import checkpoint
from model_core.model import Decoder

VOCABULARY = 97
COMMON: dict[str, Any] = {
    "hidden_size": 32,
    "num_hidden_layers": 4,
    "num_attention_heads": 8,
    "num_key_value_heads": 2,
    "head_dim": 8,
    "rms_norm_eps": 1e-5,
    "vocab_size": VOCABULARY,
    "max_position_embeddings": 64,
    "tie_word_embeddings": False,
}
SMALL_EXPERTS = {"num_experts_per_tok": 3, "moe_intermediate_size": 12, "intermediate_size": 40}
LLAMA = {**COMMON, "model_type": "llama", "intermediate_size": 40, "rope_theta": 10000.0}
MIXTRAL = {
    **COMMON,
    "model_type": "mixtral",
    "intermediate_size": 20,
    "num_local_experts": 6,
    "num_experts_per_tok": 2,
}
QWEN = {
    **COMMON,
    **SMALL_EXPERTS,
    "model_type": "qwen3_moe",
    "num_experts": 7,
    "norm_topk_prob": True,
    "rope_theta": 1000000.0,
}
GLM = {
    **COMMON,
    **SMALL_EXPERTS,
    "model_type": "glm4_moe",
    "n_routed_experts": 12,
    "n_shared_experts": 2,
    "first_k_dense_replace": 1,
    "use_qk_norm": True,
    "attention_bias": True,
    "partial_rotary_factor": 0.5,
    "routed_scaling_factor": 1.7,
}
YARN = {
    "rope_type": "yarn",
    "rope_theta": 15000.0,
    "factor": 8.0,
    "beta_fast": 32.0,
    "beta_slow": 1.0,
    "truncate": False,
    "original_max_position_embeddings": 40,
}
GPT_OSS = {
    **COMMON,
    "model_type": "gpt_oss",
    "intermediate_size": 24,
    "num_local_experts": 6,
    "num_experts_per_tok": 2,
    "sliding_window": 5,
    "rope_parameters": YARN,
    "layer_types": ["sliding_attention", "full_attention"] * 2,
    "swiglu_limit": 0.4,
}
MIMO = {
    **COMMON,
    **SMALL_EXPERTS,
    "model_type": "mimo_v2_flash",
    "num_hidden_layers": 7,
    "head_dim": 24,
    "v_head_dim": 16,
    "n_routed_experts": 8,
    "sliding_window": 5,
    "attention_value_scale": 0.707,
}
LLAMA3 = {
    "rope_type": "llama3",
    "rope_theta": 10000.0,
    "factor": 8.0,
    "low_freq_factor": 1.0,
    "high_freq_factor": 4.0,
    "original_max_position_embeddings": 40,
}
ALL: Mapping[str, dict[str, Any]] = {
    "llama": LLAMA,
    "llama tied": {**LLAMA, "tie_word_embeddings": True},
    "llama with biases": {**LLAMA, "attention_bias": True},
    "llama stretched": {**LLAMA, "rope_scaling": LLAMA3},
    "mixtral": MIXTRAL,
    "mixtral sliding": {**MIXTRAL, "sliding_window": 5},
    "qwen3_moe": QWEN,
    "qwen3_moe shares of all": {
        **QWEN,
        "norm_topk_prob": False,
        "mlp_only_layers": [0],
        "attention_bias": True,
    },
    "qwen3_moe yarn": {**QWEN, "rope_scaling": {**YARN, "truncate": True, "factor": 2.0}},
    "glm4_moe": GLM,
    "glm4_moe in groups": {**GLM, "n_group": 4, "topk_group": 2, "attention_bias": False},
    "gpt_oss": GPT_OSS,
    "gpt_oss unbiased": {**GPT_OSS, "attention_bias": False, "swiglu_limit": 7.0},
    "mimo_v2_flash": MIMO,
    "mimo_v2_flash with biases": {**MIMO, "attention_bias": True, "n_group": 2, "topk_group": 1},
}
"""Every architecture, and its options that change what is computed."""


def oracle(raw: Mapping[str, Any], *, device: str = "cpu") -> Any:
    """A random `transformers` model of this configuration, in float32; on "meta" without weights."""
    import transformers

    names = {
        "llama": "Llama",
        "mixtral": "Mixtral",
        "qwen3_moe": "Qwen3Moe",
        "glm4_moe": "Glm4Moe",
        "gpt_oss": "GptOss",
        "mimo_v2_flash": "MiMoV2Flash",
    }
    name = names[raw["model_type"]]
    arguments = {k: v for k, v in raw.items() if k not in {"model_type", "architectures"}}
    config = getattr(transformers, f"{name}Config")(**arguments)
    with torch.device(device):
        model = getattr(transformers, f"{name}ForCausalLM")(config).eval()
    generator = torch.Generator(device).manual_seed(3) if device == "cpu" else None
    for tensor_name, tensor in [*model.named_parameters(), *model.named_buffers()]:
        if generator and not tensor_name.endswith("inv_freq"):
            low, high = _range(tensor_name)
            tensor.data.uniform_(low, high, generator=generator)
    return model


def _range(name: str) -> tuple[float, float]:
    """Of random weights: large ones where attention shall be peaked and each part be heard."""
    if "norm" in name:
        return 0.5, 1.5
    if name.endswith("bias"):
        return -0.2, 0.2
    loud = any(part in name for part in ("q_proj", "k_proj", "o_proj", "down_proj", "embed"))
    return (-0.6, 0.6) if loud else (-0.3, 0.3)


def ours(theirs: Any, folder: Path) -> Decoder:
    """Our decoder with the weights that `transformers` saved."""
    theirs.save_pretrained(folder)
    return checkpoint.load(folder, dtype=torch.float32)


def tokens(count: int = 23) -> Tensor:
    return torch.randint(0, VOCABULARY, (count,), generator=torch.Generator().manual_seed(5))
