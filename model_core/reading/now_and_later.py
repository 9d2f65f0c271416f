"""What is done now beside what waits: `tap off now, the lamp in an hour`, `heat on, fan low, off at ten`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from model_core.language.vocabulary import Vocabulary
from model_core.reading import ellipses, times
from model_core.reading.clauses import Done
from model_core.reading.two_times import AND, last_apart, now_and_later, two_times

Now = Callable[[str, str | None, bool], list[Done] | None]
Waiting = Callable[[str, str | None, bool], str | None]


class NowAndLater:
    """Reads sentences of one home that have a part for now and a part for later, or two for later."""

    def __init__(self, vocabulary: Vocabulary, now: Now, waiting: Waiting) -> None:
        """`now` reads what is done at once, `waiting` what waits for one thing: (text, here, alone)."""
        self._vocabulary = vocabulary
        self._now = now
        self._waiting = waiting

    def read(self, sentence: str, here: str | None, alone: bool) -> str | None:
        """The plan text, what is due now first; None for any other sentence."""
        for now, later, in_order in now_and_later(sentence):
            if in_order:
                text = self._now_first(now, (later, *_likewise(later, now)), here, alone)
            else:
                text = self._later_first(now, later, here, alone)
            if text is not None:
                return text
        for now, later in two_times(sentence):
            if (text := self._now_first(now, (later,), here, alone)) is not None:
                return text
        return self._two_that_wait(sentence, here, alone)

    def has_own_orders(self, text: str, here: str | None, alone: bool) -> bool:
        """Whether a list says before its last part what is to be done: a time behind it is not for all."""
        apart = last_apart(text)
        return apart is not None and _steps(self._now(apart[0], here, alone)) is not None

    def _now_first(self, now: str, waits: tuple[str, ...], here: str | None, alone: bool) -> str | None:
        done = self._now(now, here, alone)
        first = _steps(done)
        if done is None or first is None:
            return None
        ways = chain(self._in_full(waits[0], now, done), waits[1:])
        told = (self._waiting(text, here, False) for text in ways)
        second = next((text for text in told if text is not None and text.startswith("later ")), None)
        return None if second is None else f"{first}; {second}"

    def _later_first(self, now: str, later: str, here: str | None, alone: bool) -> str | None:
        second = self._waiting(later, here, alone)
        if second is None or not second.startswith("later "):
            return None
        order = next((rest for _, rest in times.leading(later)), None)
        order = order or next((rest for rest, _ in times.trailing(later)), later)
        ways = (now, *ellipses.in_full(now, order), *ellipses.repeated(now, order))
        steps = (_steps(self._now(text, here, False)) for text in ways)
        first = next((text for text in steps if text is not None), None)
        return None if first is None else f"{first}; {second}"

    def _in_full(self, later: str, now: str, done: list[Done]) -> Iterator[str]:
        """What waits as it is said, and with what the part for now is about."""
        about = {t.id for d in done for t in d.things}
        label = self._vocabulary.labels[about.pop()] if len(about) == 1 else ""
        if label and ellipses.PRONOUN.search(later):
            yield ellipses.PRONOUN.sub(f"the {label}", later, count=1)
        yield later
        yield from ellipses.in_full(later, now)
        ahead = next((rest for _, rest in times.leading(later)), later)
        if label and ellipses.is_state(ahead):
            yield f"{later.removesuffix(ahead)}the {label} {ellipses.without_again(ahead)}"

    def _two_that_wait(self, sentence: str, here: str | None, alone: bool) -> str | None:
        for separator in AND.finditer(sentence):
            one = self._waiting(sentence[: separator.start()], here, alone)
            two = self._waiting(sentence[separator.end() :], here, False)
            if one and two and one.startswith("later ") and two.startswith("later "):
                return f"{one}; {two}"
        return None


def _likewise(later: str, now: str) -> Iterator[str]:
    """What waits, with what the part for now says to be done: `the hall lamp on now and the heater at 8`."""
    for rest, _ in times.trailing(later):
        yield from (f"{full}{later[len(rest) :]}" for full in ellipses.repeated(rest, now))
    for _, rest in times.leading(later):
        yield from (f"{later.removesuffix(rest)}{full}" for full in ellipses.repeated(rest, now))


def _steps(done: list[Done] | None) -> str | None:
    """What is done at once; None where anything of it is asked, told or refused."""
    texts = [d.text for d in done or ()]
    plain = all(s.startswith(("set ", "run ")) for t in texts for s in t.split("; "))
    return "; ".join(texts) if texts and plain else None
