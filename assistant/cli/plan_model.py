"""`ensemble model plan`: where a model would lie on a machine, and how fast it could be there at most."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.console import fail

if TYPE_CHECKING:
    from rich.console import RenderableType

    from model_core.config import ModelConfig
    from model_core.placement import Machine, Plan

WIDTH = 110
"""Columns that the tables take."""


def register(group: typer.Typer) -> None:
    """Add the command."""
    group.command("plan")(plan_model)


def plan_model(
    model: Annotated[str, typer.Argument(help="A preset, a checkpoint's folder or its config.json.")],
    machine: Annotated[
        str, typer.Option(help="h100x8, h200x8, b200x8 (or fewer GPUs, h100x2), or cpu: this processor.")
    ] = "h100x8",
    nodes: Annotated[int, typer.Option(min=1, help="How many such machines.")] = 1,
    gpus: Annotated[int | None, typer.Option(min=1, help="GPUs of a node, if others than named.")] = None,
    memory: Annotated[float | None, typer.Option(help="GB of each GPU.")] = None,
    bandwidth: Annotated[float | None, typer.Option(help="GB/s of its memory.")] = None,
    tflops: Annotated[
        float | None, typer.Option(help="Dense TFLOPS of each GPU with weights of --bits.")
    ] = None,
    link: Annotated[float | None, typer.Option(help="GB/s from a GPU to its node, one way.")] = None,
    network: Annotated[float | None, typer.Option(help="GB/s from a GPU to other nodes.")] = None,
    latency: Annotated[float, typer.Option(min=0, help="Microseconds that each exchange takes.")] = 0.0,
    context: Annotated[int, typer.Option(min=1, help="Tokens of a sequence.")] = 8192,
    batch: Annotated[int, typer.Option(min=1, help="Sequences at once, which must fit.")] = 32,
    bits: Annotated[int, typer.Option(help="Of a weight: 16, 8 or 4.")] = 16,
    cache_bits: Annotated[int, typer.Option(help="Of keys and values: 16, 8 or 4.")] = 16,
    rewind: Annotated[
        bool, typer.Option(help="Sliding layers keep all tokens, as this engine does, or their window.")
    ] = True,
    tensor: Annotated[int | None, typer.Option(min=1, help="Slices of a matrix; else the fastest.")] = None,
    expert: Annotated[int | None, typer.Option(min=1, help="Groups of experts; else the fastest.")] = None,
    pipeline: Annotated[int | None, typer.Option(min=1, help="Stages of layers; else the fastest.")] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write all figures there.")] = None,
    svg: Annotated[Path | None, typer.Option(help="Draw the memory of each GPU there.")] = None,
) -> None:
    """Lay a model out on a machine: memory of each GPU, bytes between them, tokens a second at most.

    Splits are tried and the fastest that fits is taken. Speeds are bounds from the vendor's peak figures:
    a real engine stays below. Nothing is loaded, so the machine need not be here.

        ensemble model plan mimo-v2-flash --machine h100x8 --bits 8
        ensemble model plan trillion --machine h200x8 --nodes 2 --bits 8 --batch 64 --svg memory.svg
    """
    from rich.console import Console

    from model_core.errors import ModelError
    from model_core.placement import Load, Wanted, plan

    given = {"gpus": gpus, "memory": memory, "bandwidth": bandwidth, "link": link, "network": network}
    try:
        config = shape(model)
        load = Load(context=context, batch=batch, bits=bits, cache_bits=cache_bits, rewind=rewind)
        place = _machine(machine, nodes, {**given, _field(bits): tflops}, latency)
        found = plan(config, place, load, Wanted(tensor=tensor, expert=expert, pipeline=pipeline))
    except ModelError as error:
        fail(error)
    Console(width=WIDTH, highlight=False).print(tables(model, config, found))
    if json_file:
        json_file.write_text(json.dumps(figures(model, config, found), indent=2) + "\n", encoding="utf-8")
    if svg:
        from assistant.cli import plan_picture

        svg.write_text(plan_picture.picture(title(model, found), found), encoding="utf-8")


def shape(model: str) -> ModelConfig:
    """The shape of a preset or of a configuration. Raises ModelError.

    How the weights on disk are quantised is left aside: `--bits` says how wide they shall be counted.
    """
    from model_core import presets
    from model_core.config import ModelConfig
    from model_core.errors import CheckpointCorrupt, CheckpointMissing

    if model in presets.names():
        return presets.preset(model)
    path = Path(model).expanduser()
    path = path / "config.json" if path.is_dir() else path
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return ModelConfig.from_dict({**raw, "quantization_config": None})
    except FileNotFoundError as error:
        known = ", ".join(presets.names())
        raise CheckpointMissing(f"There is no model {model}; presets are {known}.") from error
    except (OSError, ValueError) as error:
        raise CheckpointCorrupt(f"{path} cannot be read as JSON: {error}.") from error
    except (KeyError, TypeError) as error:
        raise CheckpointCorrupt(f"{path} lacks or garbles {error}.") from error


def title(model: str, found: Plan) -> str:
    """What is planned, in a line."""
    load, machine = found.load, found.machine
    nodes = f"{machine.nodes} nodes of " if machine.nodes > 1 else ""
    sequences = "a sequence" if load.batch == 1 else f"{load.batch} sequences"
    return (
        f"{Path(model).name} on {nodes}{machine.name}, weights of {load.bits} bits, "
        f"{sequences} of {load.context:,} tokens"
    )


def tables(model: str, config: ModelConfig, found: Plan) -> RenderableType:
    """Placement, memory and speed as three tables."""
    from rich.console import Group
    from rich.text import Text

    latency = "their latency is not counted" if not found.machine.latency else "their latency is counted"
    note = f"Bounds from peak figures: engines stay below. Links at full speed, {latency}."
    figures_of = f"Figures of the machine: {found.machine.source}."
    return Group(
        Text(title(model, found), style="bold"),
        _placement(config, found),
        _memory(found),
        _speed(found),
        Text(f"{note}\n{figures_of}", style="dim"),
    )


def figures(model: str, config: ModelConfig, found: Plan) -> dict[str, Any]:
    """Everything as data: bytes, seconds and tokens a second."""
    split = found.split
    return {
        "model": model,
        "parameters": config.parameters,
        "active_parameters": config.active_parameters,
        "machine": asdict(found.machine),
        "load": asdict(found.load),
        "placement": {**asdict(split), "gpus": split.gpus},
        "memory": [
            {"stage": stage, "gpus": split.stage, **asdict(memory), "free": memory.free}
            for stage, memory in enumerate(found.stages)
        ],
        "most_sequences": found.most_sequences,
        "all_reduce_bytes": found.all_reduce_bytes,
        "all_to_all_bytes": found.all_to_all_bytes,
        "rates": [asdict(rate) for rate in found.rates],
    }


def _field(bits: int) -> str:
    return {8: "flops_8", 4: "flops_4"}.get(bits, "flops")


_SCALES = {"memory": 1e9, "bandwidth": 1e9, "link": 1e9, "network": 1e9}


def _machine(name: str, nodes: int, given: dict[str, float | None], latency: float) -> Machine:
    """The named machine with what was given instead of its own figures. Raises InvalidPlacement."""
    from model_core.placement import measure, named

    values = {
        field: value * (1e12 if field.startswith("flops") else _SCALES.get(field, 1))
        for field, value in given.items()
        if value is not None
    }
    whole: dict[str, Any] = {field: int(values.pop(field)) for field in ("gpus", "memory") if field in values}
    changed: dict[str, Any] = {**whole, **values}
    if name.lower() == "cpu":
        flops = next((changed.pop(field) for field in list(changed) if field.startswith("flops")), None)
        known = {field: changed.pop(field, None) for field in ("memory", "bandwidth")}
        machine = measure.processor(flops=flops, **known)
    else:
        machine = named(name)
    if changed:
        machine = replace(machine, source=f"{machine.source}; given: {', '.join(changed)}")
    return replace(machine, **{"nodes": nodes, "latency": latency / 1e6, **changed})


def _placement(config: ModelConfig, found: Plan) -> RenderableType:
    from rich import box
    from rich.table import Table

    split, machine = found.split, found.machine
    unit = machine.unit if machine.total == 1 else f"{machine.unit}s"
    table = Table(show_header=False, box=box.SIMPLE_HEAD, pad_edge=False)
    degrees = f"tensor {split.tensor}, expert {split.expert}, pipeline {split.pipeline}, data {split.data}"
    sent = (
        ("all-reduce", f"{found.all_reduce_bytes / 1e6:.2f} MB a token, from each that has the token"),
        ("all-to-all", f"{found.all_to_all_bytes / 1e6:.2f} MB a token, between all"),
    )
    for name, value in (
        (
            "parameters",
            f"{config.parameters / 1e9:.2f} G, {config.active_parameters / 1e9:.2f} G for a token",
        ),
        ("placement", f"{degrees}: {split.gpus} of {machine.total} {unit}"),
        *(sent if split.gpus > 1 else ()),
        ("room for", f"{found.most_sequences:,} sequences of this length"),
    ):
        table.add_row(name, value)
    return table


def _memory(found: Plan) -> RenderableType:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    unit = found.machine.unit
    table.add_column(f"GB on each {unit}")
    for name in ("attention", "dense", "experts", "cache", "activations", "reserved", "free", "of"):
        table.add_column(name, justify="right")
    for stage, memory in enumerate(found.stages):
        first = stage * found.split.stage
        last = first + found.split.stage - 1
        held = (memory.attention, memory.dense, memory.experts, memory.cache, memory.activations)
        parts = (*held, memory.reserved, memory.free, memory.capacity)
        name = f"{unit} {first}" if first == last else f"{unit}s {first} to {last}"
        table.add_row(name, *(f"{part / 1e9:.2f}" for part in parts))
    return table


def _speed(found: Plan) -> RenderableType:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("", "sequences", "tokens/s", "ms", "memory ms", "compute ms", "link ms"):
        table.add_column(name, justify="right" if name else "left")
    table.add_column("limit")
    for rate in found.rates:
        times = (rate.times.memory, rate.times.compute, rate.times.link)
        table.add_row(
            rate.work,
            f"{rate.batch}",
            f"{rate.tokens_per_second:,.0f}" if rate.tokens_per_second else "-",
            f"{rate.seconds * 1e3:,.2f}" if rate.tokens_per_second else "-",
            *(f"{seconds * 1e3:,.3f}" for seconds in times),
            rate.limit,
        )
    return table
