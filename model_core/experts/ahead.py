"""The Triton kernels compiled for a GPU that need not be here: PTX for TensorRT, and the binary."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import torch
import triton
from triton.backends.compiler import GPUTarget
from triton.compiler import ASTSource

from model_core.experts import triton as kernels

CAPABILITIES = (80, 89, 90, 100, 120)
"""Compute capabilities that are compiled for: Ampere, Ada, Hopper, Blackwell of data centres and of desks."""
_TYPES = {torch.float32: "fp32", torch.bfloat16: "bf16", torch.float16: "fp16"}
_ALIGNED = [["tt.divisibility", 16]]
_ROWS = 16
_HIDDEN_PARAMETERS = 2
"""Triton appends pointers to scratch memory that its own launcher fills in; no kernel here uses any."""

# T is the weights' type; pairs and experts are numbered by I.
_SIGNATURES: dict[str, dict[str, str]] = {
    "few_gate_up": {"x": "T", "ids": "I", "gate_up": "T", "inner": "T"},
    "few_down": {"inner": "T", "ids": "I", "weights": "T", "down": "T", "y": "T"},
    "arrange": dict.fromkeys(("ids", "order", "block_expert", "block_row", "row_end"), "I"),
    "many_gate_up": {
        "x": "T",
        **dict.fromkeys(("order", "block_expert", "block_row", "row_end"), "I"),
        "gate_up": "T",
        "inner": "T",
    },
    "many_down": {
        "inner": "T",
        **dict.fromkeys(("order", "block_expert", "block_row", "row_end"), "I"),
        "weights": "T",
        "down": "T",
        "out": "fp32",
    },
}
_COUNTED = {"arrange": {"S": "i32"}}
"""Numbers that a kernel is told beside its tensors."""
KERNELS = tuple(_SIGNATURES)


@dataclass(frozen=True, slots=True)
class Binary:
    """One kernel for one compute capability."""

    name: str
    """The entry in the PTX."""
    ptx: str
    cubin: bytes
    """An ELF file."""
    threads: int
    """A block."""
    shared: int
    """Bytes of shared memory a block."""
    parameters: int
    """Those of the kernel's own; the PTX may have more."""


def compiled(
    kernel: str,
    capability: int,
    *,
    hidden: int,
    width: int,
    per_token: int,
    dtype: torch.dtype = torch.bfloat16,
    index: str = "i64",
) -> Binary:
    """Compile one of `KERNELS` for a compute capability such as 90; `index` is the type of the ids."""
    names = {"T": _TYPES[dtype], "I": index}
    pointers = {name: f"*{names.get(kind, kind)}" for name, kind in _SIGNATURES[kernel].items()}
    numbers = _COUNTED.get(kernel, {})
    function: Any = getattr(kernels, kernel)
    columns, depth = kernels.COLUMNS, kernels.depth(dtype)
    if kernel.startswith("few"):
        columns = kernels.FEW_COLUMNS
        depth = kernels.few_depth(dtype, hidden if kernel == "few_gate_up" else width)
    sizes = {
        "H": hidden,
        "M": width,
        "K": per_token,
        "ROWS": _ROWS,
        "COLUMNS": columns,
        "DEPTH": depth,
        "CHUNK": kernels.CHUNK,
    }
    sizes = {name: size for name, size in sizes.items() if name in function.arg_names}
    source = ASTSource(
        function,
        signature={**pointers, **numbers, **dict.fromkeys(sizes, "constexpr")},
        constexprs=sizes,
        attrs={(at,): _ALIGNED for at in range(len(pointers))},
    )
    result = triton.compile(source, target=GPUTarget("cuda", capability, 32))
    metadata = result.metadata
    return Binary(
        name=metadata.name,
        ptx=result.asm["ptx"],
        cubin=result.asm["cubin"],
        threads=metadata.num_warps * metadata.warp_size,
        shared=metadata.shared,
        parameters=len(pointers) + len(numbers),
    )


def own_parameters(binary: Binary) -> str:
    """The PTX with the kernel's own parameters alone, for launchers that know no others.

    Raises ValueError if a parameter that would be left out is used.
    """
    head, opening, rest = binary.ptx.partition(f".entry {binary.name}(")
    declared, closing, body = rest.partition(")")
    found = [line.strip().rstrip(",") for line in declared.strip().splitlines()]
    kept, dropped = found[: binary.parameters], found[binary.parameters :]
    used = [line for line in dropped if re.search(rf"\b{line.split()[-1]}\b", body)]
    if not opening or len(dropped) != _HIDDEN_PARAMETERS or used:
        raise ValueError(f"{binary.name} does not have the parameters that it should: {found}.")
    return head + opening + "\n\t" + ",\n\t".join(kept) + "\n" + closing + body
