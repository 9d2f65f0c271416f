"""Builds plans with TensorRT: a network of each way, its weights among the inputs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from model_core.errors import KernelUnavailable
from model_core.experts.tensorrt import plugin
from model_core.experts.tensorrt.lowering import Lowering, Shape
from model_core.experts.tensorrt.plans import Key

Step = Callable[[float], None]
"""Told how much of a build is done, 0 to 1."""


def version() -> str:
    """Of the installed TensorRT."""
    import tensorrt as trt

    return str(trt.__version__)


def has_layer() -> bool:
    """Whether this TensorRT has a layer for a mixture of experts."""
    import tensorrt as trt

    return hasattr(trt.INetworkDefinition, "add_moe")


def build(key: Key, step: Step = lambda _done: None) -> bytes:
    """The serialised plan. Raises KernelUnavailable with TensorRT's own words where it has none."""
    import tensorrt as trt

    log = _log(trt)
    builder = trt.Builder(log)
    network = builder.create_network(1 << int(trt.NetworkDefinitionCreationFlag.STRONGLY_TYPED))
    {Lowering.LAYER: _layer, Lowering.FEW: _few, Lowering.MANY: _many}[key.lowering](trt, network, key, log)
    config = builder.create_builder_config()
    config.clear_flag(trt.BuilderFlag.TF32)  # float32 means float32, as in the other kernels
    config.progress_monitor = monitor = _monitor(trt, step)
    plan = builder.build_serialized_network(network, config)
    del monitor  # it has to outlive the build
    if plan is None:
        raise _failure(log, "the build failed")
    return bytes(plan)


def _layer(trt: Any, network: Any, key: Key, log: Any) -> None:
    """TensorRT's layer: hidden states [1, T, H], gate and up [E, H, M], down [E, M, H] (IMoELayer)."""
    shape = key.shape
    dtype = _type(trt, shape)
    x = network.add_input("x", dtype, (1, shape.tokens, shape.hidden))
    ids = network.add_input("ids", trt.int32, (1, shape.tokens, shape.per_token))
    weights = network.add_input("weights", dtype, (1, shape.tokens, shape.per_token))
    gate = network.add_input("gate", dtype, (shape.experts, shape.hidden, shape.width))
    up = network.add_input("up", dtype, (shape.experts, shape.hidden, shape.width))
    down = network.add_input("down", dtype, (shape.experts, shape.width, shape.hidden))
    layer = network.add_moe(x, ids, weights)
    if layer is None:
        raise _failure(log, "the layer was refused")
    layer.set_gated_weights(gate, up, down, trt.MoEActType.SILU)
    _output(network, layer)


def _few(trt: Any, network: Any, key: Key, log: Any) -> None:
    """Two plugins, one after the other; ids are int32."""
    shape = key.shape
    dtype = _type(trt, shape)
    x = network.add_input("x", dtype, (shape.tokens, shape.hidden))
    ids = network.add_input("ids", trt.int32, (shape.tokens, shape.per_token))
    weights = network.add_input("weights", dtype, (shape.tokens, shape.per_token))
    gate_up = network.add_input("gate_up", dtype, (shape.experts, 2 * shape.width, shape.hidden))
    down = network.add_input("down", dtype, (shape.experts, shape.hidden, shape.width))
    sizes = {
        "tokens": shape.tokens,
        "per_token": shape.per_token,
        "hidden": shape.hidden,
        "width": shape.width,
        "capability": 10 * key.capability[0] + key.capability[1],
    }
    first = network.add_plugin(plugin.op(plugin.GATE_UP)(x, ids, gate_up, **sizes), aot=True)
    if first is None:
        raise _failure(log, "the plugin was refused")
    inner = first.get_output(0)
    second = network.add_plugin(plugin.op(plugin.DOWN)(inner, ids, weights, down, **sizes), aot=True)
    if second is None:
        raise _failure(log, "the plugin was refused")
    _output(network, second)


def _many(trt: Any, network: Any, key: Key, log: Any) -> None:
    """The ONNX graph, through TensorRT's parser."""
    from model_core.experts.tensorrt import graph

    model = graph.build(key.shape)
    refused = graph.refused(model)
    if refused:
        raise KernelUnavailable("the graph has what TensorRT does not take: " + "; ".join(refused))
    parser = trt.OnnxParser(network, log)
    if not parser.parse(model.SerializeToString()):
        said = [str(parser.get_error(at).desc()) for at in range(parser.num_errors)]
        raise KernelUnavailable("the graph was refused: " + "; ".join(said))


def _output(network: Any, layer: Any) -> None:
    tensor = layer.get_output(0)
    tensor.name = "y"
    network.mark_output(tensor)


def _type(trt: Any, shape: Shape) -> Any:
    return getattr(trt, shape.dtype)


def _log(trt: Any) -> Any:
    """A logger that keeps what went wrong."""

    class Log(trt.ILogger):  # type: ignore[misc]
        def __init__(self) -> None:
            trt.ILogger.__init__(self)
            self.errors: list[str] = []

        def log(self, severity: Any, message: str) -> None:
            if severity in (trt.ILogger.Severity.ERROR, trt.ILogger.Severity.INTERNAL_ERROR):
                self.errors.append(message)

    return Log()


def _failure(log: Any, otherwise: str) -> KernelUnavailable:
    return KernelUnavailable("; ".join(log.errors) or otherwise)


def _monitor(trt: Any, step: Step) -> Any:
    """Passes on how far the outermost phase is."""

    class Monitor(trt.IProgressMonitor):  # type: ignore[misc]
        def __init__(self) -> None:
            trt.IProgressMonitor.__init__(self)
            self.outermost: dict[str, int] = {}

        def phase_start(self, phase_name: str, parent_phase: str | None, num_steps: int) -> None:
            if parent_phase is None:
                self.outermost[phase_name] = num_steps

        def step_complete(self, phase_name: str, completed: int) -> bool:
            if phase_name in self.outermost:
                step(min((completed + 1) / self.outermost[phase_name], 1.0))
            return True

        def phase_finish(self, phase_name: str) -> None:
            if self.outermost.pop(phase_name, None) is not None:
                step(1.0)

    return Monitor()
