"""What the lists of a home are called, and which of them words mean: `买菜的单子`, `待办`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model_core.language.vocabulary import Vocabulary
from model_core.reading import wishes
from model_core.reading.chinese.nouns import NOUNS, SAME
from model_core.reading.chinese.referents import Referents
from model_core.reading.chinese.singles import Able
from model_core.reading.chinese.traditional import simplified
from model_core.reading.referents import Found, Meaning, Missing, Several
from model_core.world import Thing

_BUYING = "买菜|买东西|要买|购物|采购|采买|置办|置买|办货|超市|买|菜|吃"
_DOING = "待办|代办|要做|要办|家务活|家务|任务|事务|办事|做事|干活"
_KINDS = {"buying": _BUYING, "doing": _DOING}
_NOUN = "清单|单子|列表|单儿|单"
_SAID = re.compile(
    rf"(?P<owner>.*?)的?(?:[那这][张个份]|[那这](?=清单|单子))?的?"
    rf"(?:(?P<buying>{_BUYING})|(?P<doing>{_DOING}))?的?(?:东西|事情?|事儿)?的?(?P<noun>{_NOUN}|事项|(?<=[做办]的)事情?)?"
)
_OF_A_KIND = re.compile("打包|行李|旅行|出差|愿望|心愿|礼物|装备|露营")
"""What a list is of that is neither for what is bought nor for what is done."""
_FOR_BUYING = re.compile(r"购|买|置办|办货|超市|[吃食菜]|日用")
_FOR_DOING = re.compile(r"[待代]办|家务|任务|事|做|活|to-?do", re.IGNORECASE)


class ListNames:
    """Finds the lists of one home by what people call them."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._referents = referents
        self._lists = tuple(t for t in vocabulary.world.things if wishes.type_of(t) == "list")
        self.pattern = self._pattern() if self._lists else "(?!)"
        """Whatever any list of the home may be called, as a regular expression."""

    def find(self, said: str, here: str | None, able: Able, about: str = "") -> Meaning | None:
        """The list that words mean; `about`: what is told of entries, `buying` or `doing`."""
        meaning = self._referents.find(said, here, able)
        if isinstance(meaning, Found) and all(wishes.type_of(t) == "list" for t in meaning.things):
            return meaning
        found = _SAID.fullmatch(simplified(said))
        if found is None or not (found["noun"] or found["doing"]):
            return meaning
        lists = self._owned(found["owner"])
        for kind in _KINDS:
            if found[kind] and found["owner"] and not self._may_be(kind, lists):
                return None
            lists = self._of_kind(kind, lists, found[kind]) if found[kind] else lists
        if len(lists) > 1 and about:
            lists = self._of_kind(about, lists) or lists
        if len(lists) == 1:
            return Found(lists)
        return (meaning or Several(lists)) if lists else (None if isinstance(meaning, Missing) else meaning)

    def implied(self, about: str) -> Meaning | None:
        """The list that is meant where none is named: the only one, or the only one that is for such."""
        lists = self._lists if len(self._lists) == 1 or not about else self._of_kind(about, self._lists)
        return Found(lists) if len(lists) == 1 else None

    def is_for_doing(self, thing: Thing) -> bool:
        """Whether a list is of what is to be done rather than bought."""
        name = simplified(thing.name)
        return _FOR_DOING.search(name) is not None and _FOR_BUYING.search(name) is None

    def _owned(self, owner: str) -> tuple[Thing, ...]:
        return tuple(t for t in self._lists if owner.strip().casefold() in simplified(t.name).casefold())

    def _may_be(self, kind: str, lists: Sequence[Thing]) -> bool:
        """Whether one of somebody's lists is of a kind, or of none that its name tells."""
        return bool(self._of_kind(kind, lists)) and any(
            _OF_A_KIND.search(simplified(t.name)) is None for t in lists
        )

    def _of_kind(self, kind: str, lists: Sequence[Thing], said: str = "") -> tuple[Thing, ...]:
        """The lists for what is bought or done; the only list of the home where its name tells neither."""
        called = tuple(t for t in lists if said and said.replace("代", "待") in simplified(t.name))
        if called:
            return called
        buying = tuple(t for t in lists if _FOR_BUYING.search(simplified(t.name)))
        doing = tuple(t for t in lists if self.is_for_doing(t))
        fit = buying if kind == "buying" else doing
        return fit or (tuple(lists) if len(lists) == 1 and not buying and not doing else ())

    def _pattern(self) -> str:
        names = {simplified(n) for t in self._lists for n in (t.name, *t.aliases)}
        names |= {s for same in SAME if any(n.endswith(s) for n in names for s in same) for s in same}
        said = sorted({*names, *NOUNS["list"], "待办事项", "事项"}, key=len, reverse=True)
        kinds = f"(?:{_BUYING}|{_DOING})(?:东西|的事)?的?(?:{_NOUN})"
        return f"{'|'.join(map(re.escape, said))}|{kinds}|单子|待办(?!事|清|单|列)|要[做办]的事情?"
