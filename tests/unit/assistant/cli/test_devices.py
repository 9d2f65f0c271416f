"""Values as people write them on the command line."""

from __future__ import annotations

import pytest

from assistant.cli.devices import BadPair, parse_pairs


def test_values_are_what_they_look_like() -> None:
    written = ["on=true", "muted=false", "brightness=40", "target=21.5", "color=warm white", "title=a=b"]
    assert parse_pairs(written) == {
        "on": True,
        "muted": False,
        "brightness": 40,
        "target": 21.5,
        "color": "warm white",
        "title": "a=b",
    }


@pytest.mark.parametrize("text", ["on", "=true", ""])
def test_what_is_no_pair_is_refused(text: str) -> None:
    with pytest.raises(BadPair):
        parse_pairs([text])
