"""Needs in a sentence that says something else as well: both are met, or nothing is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from model_core.language.vocabulary import Vocabulary
from model_core.reading import need_beside
from model_core.reading.clauses import Done
from model_core.reading.felt import Felt
from model_core.reading.need_signs import is_occasion
from model_core.reading.text import courteous
from model_core.world import Request


class NeedsBeside:
    """Finds needs beside the rest of a sentence in one home."""

    def __init__(
        self, vocabulary: Vocabulary, felt: Felt, read: Callable[[str, Request], str | None]
    ) -> None:
        """`read` makes a plan text of a sentence in plain form."""
        self._vocabulary = vocabulary
        self._felt = felt
        self._read = read

    def joined(self, sentence: str, text: str, request: Request) -> str | None:
        """A plan text with the need beside an `and`, where it was taken for a mere reason of the rest."""
        for need, done, rest, after in self._beside(sentence, request):
            if not (after and is_occasion(need)) and text == self._read(courteous(rest), request):
                return need_beside.joined(done, text, self._vocabulary, after=after)
        return text

    def with_order(self, sentence: str, request: Request) -> Done | None:
        """A need and an order beside an `and`, which only by themselves can be read."""
        for need, done, rest, after in self._beside(sentence, request):
            if is_occasion(need) or len(need_beside.parts(need)) > 1:
                continue
            text = self._read(courteous(rest), request)
            both = text and need_beside.joined(done, text, self._vocabulary, after=after)
            if both and both != text:
                return Done(both, done.things)
        return None

    def are_left(self, sentence: str, text: str, request: Request) -> bool:
        """Whether a part of a sentence is a need that its plan text does nothing about."""
        if need_beside.is_left_out(sentence, text, self._vocabulary):
            return True
        parts = need_beside.parts(sentence)
        needs = (self._felt.needed(part, request) for part in parts if not is_occasion(part))
        return len(parts) > 1 and any(
            need is not None and need_beside.is_unmet(need, text, self._vocabulary) for need in needs
        )

    def _beside(self, sentence: str, request: Request) -> Iterator[tuple[str, Done, str, bool]]:
        """Needs beside an `and`: the words, what meets it, the other words, whether it comes after them."""
        for halves in need_beside.halves(sentence):
            for after, (need, rest) in enumerate((halves, halves[::-1])):
                done = self._felt.needed(need, request)
                if done is not None:
                    yield need, done, rest, bool(after)
