"""A checkpoint made ready to compute with: loaded, its kernels chosen, its passes compiled and timed."""

from __future__ import annotations

from pathlib import Path

import torch

from model_core import checkpoint, experts, memory
from model_core.model import Decoder, MixtureOfExperts
from model_core.passes import Passes


def prepare(folder: Path, progress: checkpoint.Progress, *, verify: bool) -> tuple[Decoder, Passes]:
    """A model, its kernels chosen, its passes compiled and timed; `verify`: after comparing its manifest.

    Raises CheckpointMissing, CheckpointCorrupt.
    """
    if verify:
        progress("checking the model", 0.0)
        checkpoint.verify(folder)
    progress("loading the model", 0.3)
    model = checkpoint.load(folder, dtype=preferred_dtype())
    progress("compiling the decoder", 0.8)
    passes = Passes.measured(model)
    if passes.alone:
        checkpoint.lighten(model, folder)
    else:
        progress("choosing expert kernels", 0.9)
        choose_kernels(model)
        passes.measure()
    memory.give_back()
    progress("ready", 1.0)
    return model, passes


def preferred_dtype() -> torch.dtype:
    """bfloat16 where the processor multiplies it natively, else float32."""
    capabilities = torch.backends.cpu.get_cpu_capability()
    fast = torch.cpu._is_avx512_bf16_supported() if "AVX512" in capabilities else False  # noqa: SLF001
    return torch.bfloat16 if fast else torch.float32


def choose_kernels(model: Decoder) -> dict[str, dict[str, experts.Timing]]:
    """Time the expert kernels on this model's shape and use the fastest for one token and for many."""
    mixtures = [m for m in model.modules() if isinstance(m, MixtureOfExperts)]
    if not mixtures:
        return {}
    weights = mixtures[0].experts
    per_token = model.config.experts_per_token
    with torch.inference_mode():
        decode_times = experts.measure(weights.gate_up, weights.down, tokens=1, per_token=per_token)
        prefill_times = experts.measure(weights.gate_up, weights.down, tokens=128, per_token=per_token)
    for mixture in mixtures:
        mixture.decode = experts.kernel(next(iter(decode_times)))
        mixture.prefill = experts.kernel(next(iter(prefill_times)))
    return {"decode": dict(decode_times), "prefill": dict(prefill_times)}
