"""Tables of wordings: `data/NAME.yaml` holds blocks of regular expressions, one a line."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml
from yaml.constructor import ConstructorError

_WORD = re.compile(r"(?<!\?P)<(\w+)>")
_SLOT = re.compile(r"\{([A-Za-z]\w*)\}")


@cache
def blocks(name: str) -> Mapping[str, tuple[str, ...]]:
    """The lines of every block, with `<word>` replaced by that entry of the block `words`."""
    table = load(name)
    words = table.get("words", {})
    return {
        key: tuple(expanded(line, words) for line in block.splitlines())
        for key, block in table.items()
        if isinstance(block, str)
    }


def any_of(name: str, block: str) -> str:
    """The lines of a block as the alternatives of one group of a regular expression."""
    return f"(?:{'|'.join(blocks(name)[block])})"


def expanded(line: str, words: Mapping[str, str]) -> str:
    """A line with `<word>` replaced by that one of the words."""
    return _WORD.sub(lambda m: words[m[1]], line)


def filled(line: str, words: Mapping[str, str]) -> str:
    """A line with `{word}` replaced by that one of the words."""
    return _SLOT.sub(lambda m: words[m[1]], line)


def compiled(block: str, words: Mapping[str, str]) -> tuple[re.Pattern[str], ...]:
    """The lines of a block that are not empty as regular expressions, with their words filled in."""
    return tuple(re.compile(filled(line, words)) for line in map(str.strip, block.splitlines()) if line)


def unfolded(words: Mapping[str, str]) -> Mapping[str, str]:
    """Words that a table writes over several lines, each without the breaks."""
    return {name: "".join(text.split()) for name, text in words.items()}


@cache
def load(name: str, package: str = "model_core.reading") -> Mapping[str, Any]:
    """The table as it is written, every value of it a text."""
    path = resources.files(package).joinpath(f"data/{name}.yaml")
    table: Mapping[str, Any] = yaml.load(path.read_text(encoding="utf-8"), _Texts)  # noqa: S506 - texts only
    return table


class _Texts(yaml.BaseLoader):
    """Every value is a text; a key that stands twice is an error, as one of both would be lost."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """The mapping. Raises ConstructorError."""
        keys = [key.value for key, _ in node.value]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ConstructorError(None, None, f"{', '.join(twice)}: there twice", node.start_mark)
        return super().construct_mapping(node, deep)
