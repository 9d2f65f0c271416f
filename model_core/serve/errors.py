"""Errors as the API shows them, and the one table from the model host's codes to HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from model_core.errors import InvalidGrammar, ModelError

_NO_RETRY = {"x-should-retry": "false"}
"""Clients try again after every 5xx; an answer that took too long would take as long again."""


@dataclass(frozen=True, slots=True)
class _Shown:
    status: HTTPStatus
    type: str
    code: str
    headers: Mapping[str, str]
    param: str | None = None


_SHOWN: Mapping[str, _Shown] = {
    "prompt_too_long": _Shown(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "invalid_request_error",
        "context_length_exceeded",
        {},
        "messages",
    ),
    "invalid_grammar": _Shown(HTTPStatus.BAD_REQUEST, "invalid_request_error", "invalid_schema", {}),
    "invalid_conversation": _Shown(
        HTTPStatus.BAD_REQUEST, "invalid_request_error", "invalid_messages", {}, "messages"
    ),
    "engine_busy": _Shown(
        HTTPStatus.TOO_MANY_REQUESTS, "rate_limit_error", "rate_limit_exceeded", {"retry-after": "1"}
    ),
    "shutting_down": _Shown(
        HTTPStatus.SERVICE_UNAVAILABLE, "server_error", "shutting_down", {"retry-after": "5"}
    ),
    "deadline_exceeded": _Shown(HTTPStatus.GATEWAY_TIMEOUT, "server_error", "timeout", _NO_RETRY),
}
_FAILED = _Shown(HTTPStatus.INTERNAL_SERVER_ERROR, "server_error", "model_error", _NO_RETRY)


class ApiError(Exception):
    """The request is answered with an error; `str()` is a sentence for people."""

    def __init__(
        self,
        message: str,
        status: HTTPStatus = HTTPStatus.BAD_REQUEST,
        *,
        kind: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """`param` names the part of the request that is at fault, such as `messages[0].content`."""
        super().__init__(message)
        self.status = status
        self.headers = dict(headers or {})
        self._error = {"message": message, "type": kind, "param": param, "code": code}

    @classmethod
    def of(cls, error: ModelError, *, shape: str | None = None) -> ApiError:
        """What a host's error is to a caller; `shape` is the part that says what an answer may be."""
        shown = _SHOWN.get(error.code, _FAILED)
        param = shape if error.code == InvalidGrammar.code else shown.param
        return cls(
            str(error).partition("\n")[0],
            shown.status,
            kind=shown.type,
            code=shown.code,
            param=param,
            headers=shown.headers,
        )

    @property
    def body(self) -> dict[str, Any]:
        """The JSON that says so."""
        return {"error": self._error}
