"""A run as a Markdown report with its charts beside it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from statistics import median

from assistant.evaluate.chart import Bar, chart
from assistant.evaluate.reliability import reliability
from assistant.evaluate.results import Evaluation, Result
from assistant.evaluate.verdict import Miss
from model_core.statistics import expected_error, passing_on, wilson

PASSED_ON = (0.0, 0.05, 0.1, 0.2, 0.3, 0.5)
"""Shares of the requests that are passed on, the least sure first."""
FIGURES = "figures.json"


def write(path: Path, evaluation: Evaluation, step: int | None) -> None:
    """Write the report, and its charts as `.svg` beside it; `step` is that of the model. Raises OSError.

    The second chart, `-confidence.svg`, is there where confidence was measured.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    picture, second = path.with_suffix(".svg"), path.with_name(f"{path.stem}-confidence.svg")
    path.write_text(markdown(evaluation, picture.name, step, second.name), encoding="utf-8")
    picture.write_text(chart(f"{evaluation.suite}: sentences right", _bars(evaluation)), encoding="utf-8")
    if pairs := _confidences(evaluation):
        second.write_text(reliability(f"{evaluation.suite}: confidence", pairs), encoding="utf-8")


def step_of(checkpoint: Path) -> int | None:
    """The training step that a checkpoint was taken at; None where it does not say."""
    try:
        figures = json.loads((checkpoint / FIGURES).read_text(encoding="utf-8"))["figures"]
        return int(figures["step"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def markdown(evaluation: Evaluation, picture: str, step: int | None, second: str = "") -> str:
    """The report's text; `picture` and `second` are the names of the charts."""
    sections = [
        [f"# {evaluation.suite}"],
        _summary(evaluation, step),
        [f"![Share of sentences that are right, by category]({picture})"],
        _categories(evaluation),
        _sources(evaluation),
        _kinds(evaluation),
        _calibration(evaluation, second),
        _misses(evaluation),
    ]
    return "\n\n".join("\n".join(section) for section in sections if section) + "\n"


def _summary(evaluation: Evaluation, step: int | None) -> list[str]:
    missed = sum(bool(result.verdict.missing) for result in evaluation.results)
    return [
        f"- Right: {_share(evaluation.results)} ({evaluation.passed} of {evaluation.total} sentences)",
        f"- False actions: {evaluation.false_actions}",
        f"- Expected and missing: {missed}",
        f"- Needless questions: {evaluation.needless_questions}",
        f"- Confirmed with yes: {evaluation.confirmations}",
        f"- Median time: {evaluation.median_seconds:.2f} s",
        *([f"- Model: step {step}"] if step is not None else []),
    ]


def _categories(evaluation: Evaluation) -> list[str]:
    groups = evaluation.by_category()
    rows = [
        (
            _cell(category),
            str(len(results)),
            _share(results),
            str(sum(result.verdict.false_action for result in results)),
            str(sum(bool(result.verdict.missing) for result in results)),
            str(sum(Miss.ASKED in result.verdict.kinds for result in results)),
        )
        for category, results in groups.items()
    ]
    heads = ("Category", "Sentences", "Right (95 %)", "False actions", "Missing", "Needless questions")
    return ["## By category", "", *_table(heads, rows)]


def _sources(evaluation: Evaluation) -> list[str]:
    """How plans were made, where there is more than one way."""
    groups: dict[str, list[Result]] = {}
    for result in evaluation.results:
        groups.setdefault(result.source or "none", []).append(result)
    if len(groups) < 2:
        return []
    rows = [
        (
            source,
            str(len(results)),
            _share(results),
            str(sum(result.verdict.false_action for result in results)),
            f"{median(result.seconds for result in results):.2f}",
        )
        for source, results in sorted(groups.items())
    ]
    heads = ("Plan by", "Sentences", "Right (95 %)", "False actions", "Median s")
    return ["## By the plan's source", "", *_table(heads, rows)]


def _kinds(evaluation: Evaluation) -> list[str]:
    kinds = Counter((r.category, r.miss) for r in evaluation.results if r.miss is not None)
    if not kinds:
        return []
    seen = [miss for miss in Miss if any(kind is miss for _, kind in kinds)]
    rows = [
        (_cell(category), *(str(kinds[category, miss] or "") for miss in seen))
        for category in evaluation.by_category()
    ]
    return ["## What went wrong", "", *_table(("Category", *seen), rows)]


def _confidences(evaluation: Evaluation) -> list[tuple[float, bool]]:
    return [(r.confidence, r.passed) for r in evaluation.results if r.confidence is not None]


def _calibration(evaluation: Evaluation, picture: str) -> list[str]:
    pairs = _confidences(evaluation)
    if not pairs:
        return []
    rows = [
        (f"{share:.0%}", f"{threshold:.2f}", f"{accuracy:.1%}")
        for share, (threshold, accuracy) in zip(PASSED_ON, passing_on(pairs, PASSED_ON), strict=True)
    ]
    return [
        "## Confidence",
        "",
        f"Expected calibration error: {expected_error(pairs):.1%}, of {len(pairs)} sentences with a plan.",
        "If the least sure requests were passed on, the others would be right this often:",
        "",
        *_table(("Passed on", "Below", "Right of the rest"), rows),
        *(["", f"![How honest confidence is, what passing on would bring]({picture})"] if picture else []),
    ]


def _misses(evaluation: Evaluation) -> list[str]:
    groups = {
        category: [result for result in results if not result.passed]
        for category, results in evaluation.by_category().items()
    }
    lines = [line for category, missed in groups.items() if missed for line in _missed(category, missed)]
    return ["## Misses", *lines] if lines else []


def _missed(category: str, missed: Sequence[Result]) -> Iterator[str]:
    yield from ("", "<details>", f"<summary>{escape(category)} ({len(missed)})</summary>", "")
    for result in missed:
        yield f"- **{_line(result.sentence)}** ({_line(result.home)}): {result.miss}"
        told = [
            ("plan", [result.plan or "none"]),
            ("reply", [result.reply or "none"]),
            ("error", [result.error] if result.error else []),
            ("missing", result.verdict.missing),
            ("false", result.verdict.unexpected),
        ]
        for name, texts in told:
            yield from (f"  - {name}: {_code(text)}" for text in texts)
    yield from ("", "</details>")


def _bars(evaluation: Evaluation) -> list[Bar]:
    groups = [*evaluation.by_category().items(), ("all", evaluation.results)]
    bars = []
    for category, results in groups:
        right = sum(result.passed for result in results)
        low, high = wilson(right, len(results))
        bars.append(Bar(category, right / max(len(results), 1), low, high, f"of {len(results)}"))
    return bars


def _share(results: Sequence[Result]) -> str:
    right = sum(result.passed for result in results)
    low, high = wilson(right, len(results))
    return f"{right / max(len(results), 1):.1%} ({100 * low:.1f}–{100 * high:.1f})"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"| --- |{' ---: |' * (len(heads) - 1)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _cell(text: str) -> str:
    return _line(text).replace("|", "\\|")


def _line(text: str) -> str:
    return escape(" ".join(text.split()), quote=False).replace("*", "\\*").replace("_", "\\_")


def _code(text: str) -> str:
    plain = " / ".join(line.strip() for line in text.splitlines() if line.strip())
    return f"``{plain} ``" if "`" in plain else f"`{plain}`"
