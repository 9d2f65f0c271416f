"""Text to token ids and back, and the byte view that grammars need."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tokenizers import Tokenizer as FastTokenizer

from model_core.errors import CheckpointCorrupt, CheckpointMissing

FILE = "tokenizer.json"


class Tokenizer:
    """The tokenizer of a checkpoint. Token id `end` closes an answer."""

    def __init__(self, source: str, *, end: int) -> None:
        self.source = source
        """The `tokenizer.json` text."""
        self.end = end
        self._fast = FastTokenizer.from_str(source)
        added = self._fast.get_added_tokens_decoder()
        self.special: Mapping[int, str] = {
            id_: token.content for id_, token in added.items() if token.special
        }
        """Tokens that are signs and no text, by id."""

    @classmethod
    def load(cls, folder: Path, *, end: int) -> Tokenizer:
        """Read `tokenizer.json` of a checkpoint folder. Raises CheckpointMissing, CheckpointCorrupt."""
        path = folder / FILE
        if not path.is_file():
            raise CheckpointMissing(f"The tokenizer is missing: {path}.", file=FILE)
        try:
            return cls(path.read_text(encoding="utf-8"), end=end)
        except Exception as error:
            raise CheckpointCorrupt(f"{path} is not a tokenizer: {error}.", file=FILE) from error

    @property
    def size(self) -> int:
        """Number of token ids."""
        return int(self._fast.get_vocab_size(with_added_tokens=True))

    def encode(self, text: str) -> list[int]:
        """Token ids of the text; text that looks like a special token stays text only in so far as ids go."""
        ids: list[int] = self._fast.encode(text, add_special_tokens=False).ids
        return ids

    def is_word(self, text: str) -> bool:
        """Whether it is one token: common words are, hardly any mistyped ones."""
        return len(self.encode(f" {text}")) == 1

    def decode(self, ids: list[int]) -> str:
        """The text of token ids, special tokens left out."""
        return str(self._fast.decode(ids, skip_special_tokens=True))
