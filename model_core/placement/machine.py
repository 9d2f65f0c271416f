"""Machines: memory, bandwidth, multiplications and links; those with a name from their data sheets."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from model_core.placement.errors import InvalidPlacement

GB = 10**9
TERA = 10**12


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Equal nodes of equal GPUs. Bytes, bytes/s and FLOP/s of one GPU; links one way, as vendors sum both."""

    name: str
    gpus: int
    """In one node."""
    nodes: int = 1
    memory: int
    bandwidth: float
    """Of its memory."""
    flops: float
    """Dense, of 16-bit numbers."""
    flops_8: float = 0.0
    flops_4: float = 0.0
    """0: it does not multiply such numbers; they are widened to 16 bits first."""
    link: float = 0.0
    """From one GPU to the others of its node; 0: there are no others."""
    network: float = 0.0
    """From one GPU to those of other nodes; 0: there are none."""
    latency: float = 0.0
    """Seconds that every exchange takes however small; 0, as no data sheet gives it, unless it is known."""
    reserved: float = 0.1
    """Share of the memory for the runtime, exchange buffers and gaps; vLLM leaves a tenth free as well."""
    largest_node: int = 8
    unit: str = "GPU"
    source: str = ""

    def __post_init__(self) -> None:
        if self.gpus < 1 or self.nodes < 1:
            raise InvalidPlacement("A machine has at least one node of one GPU.")
        if min(self.memory, self.bandwidth, self.flops) <= 0:
            raise InvalidPlacement("Memory, bandwidth and TFLOPS are more than 0.")
        if min(self.flops_8, self.flops_4, self.link, self.network, self.latency) < 0:
            raise InvalidPlacement("A rate or latency is not below 0.")
        if not 0 <= self.reserved < 1:
            raise InvalidPlacement("The reserved share of memory is from 0 to below 1.")
        if self.gpus > 1 and not self.link:
            raise InvalidPlacement("GPUs of one node need a link: give its bandwidth.")
        if self.nodes > 1 and not self.network:
            raise InvalidPlacement("Several nodes need a network: give its bandwidth.")

    @property
    def total(self) -> int:
        """GPUs of all nodes."""
        return self.gpus * self.nodes

    @property
    def usable(self) -> int:
        """Bytes of one GPU for weights, cache and activations."""
        return int(self.memory * (1 - self.reserved))

    def rate(self, bits: int) -> float:
        """FLOP/s with weights of that many bits."""
        return {8: self.flops_8, 4: self.flops_4}.get(bits, 0.0) or self.flops

    def across(self, group: int) -> float:
        """Bytes/s that each GPU of a ring of `group` sends.

        Beyond a node, one ring for each GPU of the node leaves it at another port, so that a node sends
        with all its ports together and its links carry the rest.
        """
        return self.link if group <= self.gpus else min(self.link, self.gpus * self.network)

    def sizes(self) -> list[int]:
        """How many of its GPUs can be used: equal parts of one node, or whole nodes."""
        parts = [count for count in range(1, self.gpus + 1) if self.gpus % count == 0]
        return parts + [self.gpus * nodes for nodes in range(2, self.nodes + 1)]

    def grown(self, most: int = 1024) -> list[Machine]:
        """The same GPUs, more of them than now and up to `most`: larger nodes, then more nodes."""
        larger = []
        if self.link and self.nodes == 1:
            gpus = self.gpus * 2
            while gpus <= min(self.largest_node, most):
                larger.append(replace(self, gpus=gpus))
                gpus *= 2
        node = max(self.gpus, self.largest_node) if self.link else self.gpus
        if self.network:
            first = self.total // node + 1
            larger += [
                replace(self, gpus=node, nodes=nodes) for nodes in range(max(2, first), most // node + 1)
            ]
        return larger


_PORT = "NVIDIA ConnectX-7, 400 Gb/s for each GPU as in the DGX of the same generation"
_H100 = Machine(
    # Data sheets give TFLOPS with sparsity and NVLink both ways: half of each is counted, here and below.
    name="h100x8",
    gpus=8,
    memory=80 * GB,
    bandwidth=3350.0 * GB,
    flops=989.5 * TERA,
    flops_8=1979.0 * TERA,
    link=450.0 * GB,
    network=50.0 * GB,
    source=f"NVIDIA H100 data sheet, H100 SXM; {_PORT}",
)
_KINDS = {
    "h100": _H100,
    "h200": replace(
        _H100,
        name="h200x8",
        memory=141 * GB,
        bandwidth=4800.0 * GB,
        source=f"NVIDIA H200 data sheet, H200 SXM; {_PORT}",
    ),
    "b200": Machine(
        name="b200x8",
        gpus=8,
        memory=180 * GB,
        bandwidth=8000.0 * GB,
        flops=2250.0 * TERA,
        flops_8=4500.0 * TERA,
        flops_4=9000.0 * TERA,
        link=900.0 * GB,
        network=50.0 * GB,
        source=f"NVIDIA DGX B200 data sheet, an eighth of each; {_PORT}",
    ),
}


def names() -> tuple[str, ...]:
    """Machines that can be asked for by name; another number of GPUs a node, 1 to 8, goes as well."""
    return tuple(kind.name for kind in _KINDS.values())


def named(name: str, nodes: int = 1) -> Machine:
    """That many nodes of this name, such as h100x8. Raises InvalidPlacement."""
    found = re.fullmatch(r"(\w+?)x(\d+)", name.lower())
    kind = _KINDS.get(found[1]) if found else None
    if not found or kind is None or not 1 <= int(found[2]) <= kind.largest_node:
        raise InvalidPlacement(f"There is no machine {name}; there are cpu, {', '.join(names())}.")
    return replace(kind, name=name.lower(), gpus=int(found[2]), nodes=nodes)
