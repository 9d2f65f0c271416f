"""What a run of a suite came to, and the JSON that is written of it."""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.evaluate.verdict import Miss, Verdict


@dataclass(frozen=True, slots=True)
class Result:
    """One sentence, said."""

    category: str
    home: str
    sentence: str
    verdict: Verdict
    plan: str = ""
    """In the plan language; empty when there was none."""
    source: str = ""
    """What the plan came from: `reader`, `model`, ..."""
    reply: str = ""
    seconds: float = 0.0
    """From the sentence to the last device's outcome."""
    confirmations: int = 0
    """Questions of risk that were answered with yes."""
    error: str = ""
    """Why the sentence could not be said or was not answered, in words."""
    confidence: float | None = None
    """The plan's own; None where there is none."""

    @property
    def passed(self) -> bool:
        """Whether it did what it should, and nothing else."""
        return not self.error and self.verdict.passed

    @property
    def miss(self) -> Miss | None:
        """What went wrong; None when it passed."""
        return Miss.ERROR if self.error else self.verdict.miss

    def as_json(self) -> dict[str, Any]:
        """One entry of `cases`."""
        return {
            "category": self.category,
            "home": self.home,
            "sentence": self.sentence,
            "passed": self.passed,
            "miss": self.miss,
            "confidence": self.confidence,
            "plan": self.plan,
            "source": self.source,
            "reply": self.reply or self.error,
            "expected": plain_json(self.verdict.expected),
            "got": plain_json(self.verdict.got),
            "seconds": round(self.seconds, 4),
        }


@dataclass(slots=True)
class Evaluation:
    """All sentences of a run."""

    suite: str
    results: list[Result] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Sentences said."""
        return len(self.results)

    @property
    def passed(self) -> int:
        """Sentences that did what they should, and nothing else."""
        return sum(result.passed for result in self.results)

    @property
    def false_actions(self) -> int:
        """Sentences that moved something they should not have."""
        return sum(result.verdict.false_action for result in self.results)

    @property
    def needless_questions(self) -> int:
        """Sentences that were asked back for nothing."""
        return sum(Miss.ASKED in result.verdict.kinds for result in self.results)

    @property
    def confirmations(self) -> int:
        """Questions of risk that were answered with yes."""
        return sum(result.confirmations for result in self.results)

    @property
    def median_seconds(self) -> float:
        """Of all sentences; 0 when there are none."""
        return statistics.median(result.seconds for result in self.results) if self.results else 0.0

    def by_category(self) -> Mapping[str, list[Result]]:
        """In order of first appearance."""
        groups: dict[str, list[Result]] = {}
        for result in self.results:
            groups.setdefault(result.category, []).append(result)
        return groups

    def as_json(self) -> dict[str, Any]:
        """The whole run."""
        return {
            "suite": self.suite,
            "total": self.total,
            "passed": self.passed,
            "false_actions": self.false_actions,
            "median_seconds": round(self.median_seconds, 4),
            "cases": [result.as_json() for result in self.results],
        }


def plain_json(value: object) -> Any:
    """The same in what JSON has; dates and the like become text."""
    if isinstance(value, Mapping):
        return {str(key): plain_json(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain_json(each) for each in value]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return str(value)
