"""`ensemble eval`: a suite of sentences against the whole assistant, and what came of each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from assistant.cli.console import err, fail, out, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from assistant.evaluate.results import Evaluation, Result
    from assistant.evaluate.suite import Suite
    from assistant.settings import Settings

HOMES_AT = 51.48, 0.0
"""Latitude and longitude of homes whose place nobody set, so that the sun can be spoken of."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("eval")(evaluate)


def evaluate(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Homes (`_home.yaml` or `_fixtures.yaml`) and cases.")
    ],
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write every sentence's result here.")
    ] = None,
    report_file: Annotated[
        Path | None,
        typer.Option("--report", metavar="FILE.md", help="Write a report here, and its chart beside it."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Only read the suite and say what is in it.")
    ] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Say this many sentences at most.")] = None,
    home: Annotated[list[str] | None, typer.Option(help="Only this home; can be given again.")] = None,
    model: Annotated[Path | None, typer.Option(help="A checkpoint of your own.")] = None,
    data: Annotated[
        Path | None, typer.Option("--data", help="Folder of the built model.", show_default="var")
    ] = None,
) -> None:
    """Say every sentence of a suite and compare every device before and after.

    A suite is in Ensemble's own format or in that of home-assistant-datasets. The assistant is started on
    parts of its own, which are gone afterwards; the devices are on MQTT and the sentences are said over gRPC.
    A question that asks for a confirmation is answered with yes, any other is left open.

        ensemble eval tests/suites/tiny --json result.json
    """
    from assistant.evaluate.files import SuiteError
    from assistant.evaluate.suite import load
    from assistant.startup import InvalidSettings, load_settings, log_to

    try:
        suite = load(folder)
        if not check:
            settings = load_settings(data_dir=data, model_dir=model)
            log_to(settings, "eval.log")
    except (SuiteError, InvalidSettings) as error:
        fail(error)
    for warning in suite.warnings:
        err.print(f"[yellow]warning:[/yellow] {escape(warning)}", soft_wrap=True)
    if check:
        out.print(_contents(suite))
        return
    evaluation = run(_evaluate(suite, settings, homes=home or [], limit=limit))
    _show(evaluation)
    if json_file is not None:
        _write(json_file, evaluation)
    if report_file is not None:
        _report(report_file, evaluation, settings)


async def _evaluate(suite: Suite, settings: Settings, *, homes: list[str], limit: int | None) -> Evaluation:
    from contextlib import AsyncExitStack
    from tempfile import TemporaryDirectory

    from assistant.app import App
    from assistant.cli.console import progress
    from assistant.evaluate.runner import Runner, select

    total = sum(each.sentences for each in select(suite, homes, limit))
    with TemporaryDirectory(prefix="ensemble-eval-") as folder:
        async with AsyncExitStack() as stack:
            with progress() as report:
                app = App(own_parts(settings, Path(folder)), report=report)
                await stack.enter_async_context(app)
            with _bar(total) as step:
                return await Runner(app).run(suite, homes=homes, limit=limit, on_result=step)


def own_parts(settings: Settings, folder: Path) -> Settings:
    """The same model on a database, broker and sessions of its own that lie in `folder`."""
    return settings.model_copy(
        update={
            "data_dir": folder,
            "model_cache": settings.model_cache_dir,
            "database_url": "",
            "redis_url": "memory://",
            "mqtt_host": "",
            "mqtt_username": "",
            "mqtt_tls_ca": None,
            "grpc_address": "127.0.0.1:0",
            "grpc_tls_certificate": None,
            "grpc_tls_key": None,
            "grpc_client_ca": None,
            "auth": False,
            "pins": {},
            "latitude": HOMES_AT[0] if settings.latitude is None else settings.latitude,
            "longitude": HOMES_AT[1] if settings.longitude is None else settings.longitude,
        }
    )


def _bar(total: int) -> AbstractContextManager[Callable[[Result], None]]:
    from contextlib import contextmanager

    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    @contextmanager
    def bar() -> Iterator[Callable[[Result], None]]:
        columns = (
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("{task.fields[passed]} right"),
            TimeRemainingColumn(),
            TextColumn("[dim]{task.description}"),
        )
        with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bars:
            task = bars.add_task("", total=total, passed=0)
            right = 0

            def step(result: Result) -> None:
                nonlocal right
                right += result.passed
                shown = escape(f"{result.home}: {result.sentence}"[:60])
                bars.update(task, advance=1, passed=right, description=shown)

            yield step

    return bar()


def _show(evaluation: Evaluation) -> None:
    for result in evaluation.results:
        if not result.passed:
            _show_failure(result)
    out.print(_table(evaluation))
    share = evaluation.passed / evaluation.total if evaluation.total else 0.0
    out.print(
        f"[bold]{evaluation.passed} of {evaluation.total}[/bold] sentences ({share:.1%}), "
        f"{evaluation.false_actions} false actions, "
        f"{evaluation.needless_questions} needless questions, {evaluation.confirmations} confirmed, "
        f"median {evaluation.median_seconds:.2f} s"
    )


def _show_failure(result: Result) -> None:
    import json

    out.print(f"[red]✗[/red] [bold]{escape(result.sentence)}[/bold] [dim]{escape(result.home)}[/dim]")
    verdict = result.as_json()
    lines: list[tuple[str, Any]] = [
        ("miss", result.miss),
        ("plan", result.plan or "none"),
        ("reply", result.reply or "none"),
        ("expected", json.dumps(verdict["expected"], ensure_ascii=False)),
        ("got", json.dumps(verdict["got"], ensure_ascii=False)),
        *(("error", text) for text in [result.error] if text),
        *(("missing", text) for text in result.verdict.missing),
        *(("false", text) for text in result.verdict.unexpected),
    ]
    for name, text in lines:
        out.print(f"  [dim]{name:<9}[/dim]{escape(str(text))}", soft_wrap=True)


def _table(evaluation: Evaluation) -> Any:
    import statistics

    from rich.table import Table

    table = Table(title=escape(evaluation.suite))
    table.add_column("category")
    for heading in ("sentences", "right", "share", "false actions", "median s"):
        table.add_column(heading, justify="right")
    for category, results in evaluation.by_category().items():
        right = sum(result.passed for result in results)
        table.add_row(
            escape(category),
            str(len(results)),
            str(right),
            f"{right / len(results):.0%}",
            str(sum(result.verdict.false_action for result in results)),
            f"{statistics.median(result.seconds for result in results):.2f}",
        )
    return table


def _report(path: Path, evaluation: Evaluation, settings: Settings) -> None:
    from assistant.evaluate.report import step_of, write
    from model_core.checkpoint import BUNDLED

    try:
        write(path, evaluation, step_of(settings.model_dir or BUNDLED))
    except OSError as error:
        fail(error)


def _contents(suite: Suite) -> Any:
    from collections import Counter

    from rich.table import Table

    cases = [case for home in suite.homes for case in home.cases]
    tests = Counter(case.category for case in cases)
    sentences: Counter[str] = Counter()
    for case in cases:
        sentences[case.category] += len(case.sentences)
    table = Table(title=escape(suite.name), show_footer=True)
    table.add_column("category", f"{len(suite.homes)} homes")
    table.add_column("cases", str(tests.total()), justify="right")
    table.add_column("sentences", str(sentences.total()), justify="right")
    for category in sorted(tests):
        table.add_row(escape(category), str(tests[category]), str(sentences[category]))
    return table


def _write(path: Path, evaluation: Evaluation) -> None:
    import json

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(evaluation.as_json(), ensure_ascii=False, indent=2)
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        fail(error)
