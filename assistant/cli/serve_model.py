"""`ensemble model serve`: the language model behind the chat completions API of OpenAI."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.console import err, fail, out, run_until_signalled
from assistant.cli.options import DataDir

_LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


def register(group: typer.Typer) -> None:
    """Add the command."""
    group.command()(serve)


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8000,
    model: Annotated[
        Path | None,
        typer.Option(help="A checkpoint in the Hugging Face layout; the bundled one when left out."),
    ] = None,
    name: Annotated[
        str | None, typer.Option(help="Id of the model in the API; the folder's name when left out.")
    ] = None,
    at_once: Annotated[int, typer.Option(min=1, help="Answers written at the same time.")] = 4,
    queue: Annotated[int, typer.Option(min=1, help="Requests that wait; more are refused with 429.")] = 32,
    patience: Annotated[float, typer.Option(min=1, help="Seconds that an answer may take.")] = 300.0,
    data: DataDir = None,
) -> None:
    """Serve a model to programs that speak OpenAI's chat completions API, until SIGTERM or Ctrl-C.

    Streaming, functions (`tools`) and JSON by schema are there; an answer keeps to its schema, whatever the
    model is. The bundled model is trained for plans, not for chat: point `--model` at a folder of yours for
    that. With `ENSEMBLE_MODEL_KEY` set, callers need it as their API key.

        ensemble model serve --port 8000

        curl http://127.0.0.1:8000/v1/models
    """
    from assistant import logs
    from assistant.startup import CannotListen, InvalidSettings, load_settings

    try:
        from model_core.serve import server
    except ImportError:
        fail(_Uninstalled())
    try:
        settings = load_settings(data_dir=data, model_dir=model)
        listening = server.listen(host, port)
    except InvalidSettings as error:
        fail(error)
    except OSError:
        fail(CannotListen(f"Nothing can listen on {host}:{port}; choose another with --host and --port."))
    logs.configure(settings.log_level)
    key = settings.model_key.get_secret_value()
    if not key and host not in _LOCAL:
        err.print("[yellow]warning:[/yellow] without ENSEMBLE_MODEL_KEY only local callers are served")
    err.print("[dim]loading the model…[/dim]")
    from model_core.serve.app import Api
    from model_core.serve.host import Host

    api = Api(name or (settings.model_dir.resolve().name if settings.model_dir else "home"), key=key)
    bound, number = listening.getsockname()[:2]
    address = f"[{bound}]:{number}" if ":" in bound else f"{bound}:{number}"

    async def work() -> None:
        def load() -> Host:
            import torch

            from model_core import checkpoint

            if settings.model_threads:
                torch.set_num_threads(settings.model_threads)
            folder = settings.model_dir or checkpoint.bundled(settings.model_cache_dir)
            return Host.load(folder, at_once=at_once, queue=queue, patience=patience)

        def ready() -> None:
            out.print(f"The model is ready: http://{address}/v1", soft_wrap=True)

        await server.serve(api, listening, load, ready=ready)

    run_until_signalled(work())


class _Uninstalled(Exception):
    code = "not_installed"

    def __str__(self) -> str:
        return 'Serving a model needs further packages: pip install "ensemble-assistant[openai-server]".'
