"""A plan that was read is doubtful where it leaves something out of what was said."""

from __future__ import annotations

import pytest

from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.train.doubt import Known, fit
from model_core.weighing.doubts import Doubt, Doubts, parts, shipped
from model_core.weighing.evidence import Evidence
from model_core.weighing.judge import Preference, preference
from model_core.world import Request
from tests.unit.model_core.worlds import house

VOCABULARY = Vocabulary(house())
DOUBTS = Doubts(VOCABULARY, lambda _word: True)


def odds(said: str, plan: str) -> float:
    told = DOUBTS.features(Request(house(), said), parse(plan, VOCABULARY))
    return shipped()(told)


@pytest.mark.parametrize(
    ("said", "whole", "part"),
    [
        (
            "turn on the desk lamp and start the roborock",
            "set desk lamp: on=true; run roborock: start",
            "set desk lamp: on=true",
        ),
        ("turn on the desk lamp", "set desk lamp: on=true", 'refuse unknown "desk"'),
        ("start the roborock", "run roborock: start", "set desk lamp: on=true"),
    ],
)
def test_what_is_left_out_or_was_never_said_makes_doubtful(said: str, whole: str, part: str) -> None:
    assert odds(said, whole) < odds(said, part)


def test_only_what_is_doubtful_is_worth_a_second_look() -> None:
    plain = Request(house(), "turn on the desk lamp")
    assert DOUBTS.about(plain, parse("set desk lamp: on=true", VOCABULARY)) is None
    lost = Request(house(), "turn on the desk lamp, then start the roborock and tell me a joke")
    doubt = DOUBTS.about(lost, parse("set desk lamp: on=true", VOCABULARY))
    assert doubt is not None
    assert doubt >= shipped().least


def test_what_is_read_of_mandarin_gets_no_second_look() -> None:
    lost = Request(house(), "打开台灯，然后启动扫地机器人，再讲个笑话")
    assert DOUBTS.about(lost, parse("refuse chat", VOCABULARY)) is None


@pytest.mark.parametrize(
    ("said", "count"),
    [("lamp on.", 1), ("Lamp on, please!", 2), ("lamp on and fan off; then dim it", 4), ("andrew's lamp", 1)],
)
def test_parts_are_counted_by_what_stands_between_them(said: str, count: int) -> None:
    assert parts(said) == count


def test_words_that_go_with_wrong_plans_are_found() -> None:
    def known(lost: float, wrong: bool) -> Known:
        return Known({"lost": lost, "always": 1.0}, wrong)

    whole = [known(0.0, False)] * 60 + [known(0.0, True)] * 3
    part = [known(1.0, True)] * 20 + [known(1.0, False)] * 10
    heard = whole + part
    found = fit(heard)
    assert found.weights["lost"] > 0.5
    assert found({"lost": 1.0, "always": 1.0}) == pytest.approx(found.least, abs=1e-3)
    assert found.least > found({"always": 1.0})
    assert Doubt({}, -1.0, 0.0)({"lost": 1.0}) == -1.0


@pytest.mark.parametrize(
    ("said", "guess"),
    [
        ("turn on the desk lamp", False),
        ("the lawn is dying of thirst", True),
        ("it's like a meat locker", True),
    ],
)
def test_what_moves_what_nobody_spoke_of_is_a_guess(said: str, guess: bool) -> None:
    evidence = Evidence(VOCABULARY, lambda _word: True)
    lamp, talk = (parse(text, VOCABULARY) for text in ("set desk lamp: on=true", "refuse chat"))
    words = preference(None, evidence, Request(house(), said), lamp, talk)
    assert words == Preference(0.0, is_guess=guess)
    assert not preference(None, evidence, Request(house(), said), talk, lamp).is_guess
