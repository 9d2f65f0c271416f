from __future__ import annotations

import pytest

from assistant.wording.language import Language, language_before, language_of


@pytest.mark.parametrize(
    ("utterance", "language"),
    [
        ("turn on the light", Language.ENGLISH),
        ("Desk lamp", Language.ENGLISH),
        ("打开客厅的灯", Language.CHINESE),
        ("把TV关掉", Language.CHINESE),
        ("turn on 台灯", Language.CHINESE),
        ("是的", Language.CHINESE),
        ("算了", Language.CHINESE),
        ("yes", None),
        ("OK!", None),
        ("OK？", None),
        ("it is 1234", None),
        ("never mind", None),
        ("1234", None),
        ("１２３４", None),
        ("二四六八", None),
        ("My PIN is one two three four.", None),
        ("密码是一二三四", None),
        ("21", None),
        ("50%", None),
        ("?", None),
    ],
)
def test_the_language_of_the_words(utterance: str, language: Language | None) -> None:
    assert language_of(utterance) is language


def test_the_last_words_in_a_language_count() -> None:
    assert language_before(["lights off", "打开台灯", "21", "yes"]) is Language.CHINESE
    assert language_before(["打开台灯", "lights off"]) is Language.ENGLISH
    assert language_before(["21"]) is None
    assert language_before([]) is None


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("zh", Language.CHINESE),
        ("zh-CN", Language.CHINESE),
        ("ZH-Hant-TW", Language.CHINESE),
        ("en", Language.ENGLISH),
        ("de-DE", Language.ENGLISH),
        ("", Language.ENGLISH),
    ],
)
def test_tags(tag: str, language: Language) -> None:
    assert Language.of_tag(tag) is language
