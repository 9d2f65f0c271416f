"""Checkpoints of a few kilobytes that the real engine loads.

One always has the same plan: all its weights are zero, so every allowed token is as likely as any other and
the one with the smallest id is taken. The ids are laid out so that this ends in "set kitchen light: on=true".
The other has random weights, and for whoever loads its folder a template of a conversation.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
from torch import Tensor

from model_core import checkpoint, upcycle
from model_core.config import ModelConfig
from model_core.model import Decoder
from model_core.tokenizer import FILE as TOKENIZER

SPECIAL = ("<pad>", "<start>", "<end>")
"""The end has the smallest id of all that a plan may go on with: it stops as soon as it can."""
FIRST = "skr:ot"
"""`set` before `run`, `kitchen` before most, one device before two, `on` before `brightness`, `true` before
`toggle`."""
DENSE: dict[str, Any] = {
    "model_type": "llama",
    "hidden_size": 16,
    "intermediate_size": 16,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "num_key_value_heads": 1,
    "head_dim": 8,
    "rms_norm_eps": 1e-5,
    "rope_theta": 10000.0,
    "max_position_embeddings": 32768,
    "tie_word_embeddings": True,
    "attention_bias": False,
    "bos_token_id": 1,
    "eos_token_id": 2,
}


TEMPLATE = (
    "{% for message in messages %}<start>{{ message.role }}: {{ message.content }}\n{% endfor %}"
    "<start>assistant: "
)


def one_track(folder: Path) -> Path:
    """Write the checkpoint with one plan into a folder, with its manifest."""
    return _write(folder, torch.zeros_like)


def at_random(folder: Path, *, seed: int = 0) -> Path:
    """Write a checkpoint with random weights into a folder, with its manifest and a chat template."""
    config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": SPECIAL[1],
        "eos_token": SPECIAL[2],
        "pad_token": SPECIAL[0],
        "chat_template": TEMPLATE,
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tokenizer_config.json").write_text(json.dumps(config), encoding="utf-8")
    generator = torch.Generator().manual_seed(seed)
    return _write(folder, lambda tensor: torch.randn(tensor.shape, generator=generator))


def _write(folder: Path, fill: Callable[[Tensor], Tensor]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = _bytes_only()
    raw = upcycle.upcycle_config(
        {**DENSE, "vocab_size": tokenizer.get_vocab_size(with_added_tokens=True)},
        experts=2,
        per_token=1,
        width=8,
    )
    model = Decoder(ModelConfig.from_dict(raw))
    weights = {name: fill(tensor) for name, tensor in model.state_dict().items()}
    save_file(checkpoint.to_hugging_face(weights), folder / checkpoint.WEIGHTS, metadata={"format": "pt"})
    (folder / checkpoint.CONFIG).write_text(json.dumps(raw), encoding="utf-8")
    (folder / TOKENIZER).write_text(tokenizer.to_str(), encoding="utf-8")
    files = (path for path in folder.iterdir() if path.name != checkpoint.MANIFEST)
    sums = {path.name: checkpoint.sha256(path) for path in files}
    (folder / checkpoint.MANIFEST).write_text(json.dumps({"sha256": sums}), encoding="utf-8")
    return folder


def _bytes_only() -> Tokenizer:
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet(), key=lambda c: (c not in FIRST, FIRST.find(c), c))
    tokenizer = Tokenizer(
        models.BPE(vocab={token: place for place, token in enumerate([*SPECIAL, *alphabet])}, merges=[])
    )
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in SPECIAL])
    return tokenizer
