"""Pages of lists that are ordered by id."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import TypeVar

from assistant import bounds
from assistant.errors import InvalidRequest

T = TypeVar("T")

_MAX_TOKEN = 128


def page(items: Sequence[T], key: Callable[[T], str], *, size: int, token: str) -> tuple[list[T], str]:
    """One page of items and the token of the next, which is empty on the last.

    `size` and `token` are as the caller sent them; raises InvalidRequest. Items that come or go between
    two pages neither repeat nor hide others.
    """
    size = bounds.page_size(size)
    after = _decode(token)
    rest = sorted((item for item in items if key(item) > after), key=key)
    if len(rest) <= size:
        return rest, ""
    shown = rest[:size]
    return shown, base64.urlsafe_b64encode(key(shown[-1]).encode()).decode()


def _decode(token: str) -> str:
    try:
        if len(token) > _MAX_TOKEN:
            raise ValueError
        return base64.b64decode(token.encode("ascii"), altchars=b"-_", validate=True).decode("utf-8")
    except (ValueError, binascii.Error):
        raise InvalidRequest("page_token is not one that this platform made.", field="page_token") from None
