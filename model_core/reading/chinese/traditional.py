"""Traditional characters as simplified ones, character by character."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from model_core.reading.phrases import load

_QUOTED = re.compile(r'"([^"]+)"')


def simplified(text: str) -> str:
    """The text in simplified characters, as long as it was."""
    return text.translate(_table())


def as_written(plan: str, utterance: str) -> str:
    """The plan text with what it quotes of the utterance in the utterance's own characters."""
    plain = simplified(utterance)
    if plain == utterance:
        return plan

    def written(found: re.Match[str]) -> str:
        at = plain.find(found[1])
        return f'"{utterance[at : at + len(found[1])]}"' if at >= 0 else found[0]

    return _QUOTED.sub(written, plan)


@cache
def _table() -> Mapping[int, str]:
    return {ord(pair[0]): pair[1] for pair in load("traditional", __package__)["pairs"].split()}
