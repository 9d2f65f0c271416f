"""A planner whose plans are written in the test, in the plan language, and read by the real parser."""

from __future__ import annotations

from collections.abc import Mapping

from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.plan import Plan
from model_core.world import Request


class ScriptedPlanner:
    """Plans by utterance; keeps every request."""

    def __init__(self, plans: Mapping[str, str]) -> None:
        self._plans = dict(plans)
        self.requests: list[Request] = []

    async def plan(self, request: Request, *, timeout: float) -> Plan:
        """The plan that the test wrote for the utterance."""
        assert timeout > 0
        self.requests.append(request)
        text = self._plans[request.utterance]
        return parse(text, Vocabulary(request.world), utterance=request.utterance)
