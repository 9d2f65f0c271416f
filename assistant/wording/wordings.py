"""The wording of every language that replies are made in, and errors told in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy

from assistant.errors import AssistantError
from assistant.wording.chinese.wording import CHINESE
from assistant.wording.english.wording import ENGLISH
from assistant.wording.language import Language
from assistant.wording.protocol import Wording
from devices.errors import DeviceError
from model_core.errors import ModelError

WORDINGS: Mapping[Language, Wording] = {each.language: each for each in (ENGLISH, CHINESE)}


@contextmanager
def errors_in(wording: Callable[[], Wording]) -> Iterator[None]:
    """Errors with a stable code leave with a `str()` in that language: they are raised in English.

    A copy leaves, since one error may be raised to several callers.
    """
    try:
        yield
    except (AssistantError, DeviceError, ModelError) as error:
        if wording() is ENGLISH:
            raise
        told = copy(error)
        told.args = (wording().general.error(error), *error.args[1:])
        raise told from error
