"""What people say to the assistant itself: greetings, thanks, what it can do; small closed sets."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.answering import words
from assistant.course import Course
from assistant.ports import Status
from assistant.wording.sayings import Saying


def _texts(*lines: str) -> frozenset[str]:
    return frozenset(text.strip() for line in lines for text in line.split(","))


NAMES = _texts("assistant, home assistant, ensemble, there, computer, 助手, 管家, 小助手")
SAID: Mapping[Saying, frozenset[str]] = {
    Saying.HELLO: _texts(
        "hi, hello, hey, howdy, hi hi, hello hello",
        "你好, 您好, 嗨, 哈喽, 你好啊, 你好呀",
    ),
    Saying.WELCOME: _texts(
        "thanks, thank you, thanks a lot, thank you very much, thank you so much, many thanks, cheers, ta",
        "thanks so much, much appreciated, ok thanks, okay thanks, ok thank you, great thanks",
        "谢谢, 谢谢你, 多谢, 谢谢啦, 谢谢您, 谢了",
    ),
    Saying.GOODBYE: _texts("bye, goodbye, bye bye, see you, see you later, 再见, 拜拜"),
    Saying.HELP: _texts(
        "help, what can you do, what can i say, what can i ask, what can i ask you, what do you do",
        "how do you work, how does this work, what can you help with, what can you help me with",
        "what can you do for me, what are you able to do, what can i say to you, what should i say",
        "你能做什么, 你会什么, 你会做什么, 你可以做什么, 帮助, 我能说什么, 你能干什么, 你会干什么",
    ),
}
NEVER_MIND = _texts("never mind, nevermind, never mind then, oh never mind, 算了, 没事, 没事了")


def answer(course: Course, *, begins: bool) -> bool:
    """End the turn where its words are for the assistant and not for a device that is called so.

    `begins`: nothing was said before that could be called off.
    """
    utterance, house = course.request.utterance, course.house
    saying = reply_to(utterance, begins=begins)
    if saying is None or any(utterance.casefold() == house.name_of(d).casefold() for d in house.devices):
        return False
    return course.end(Status.ANSWERED, saying)


def reply_to(utterance: str, *, begins: bool) -> Saying | None:
    """What is said back to words that ask nothing of the home; None for all others."""
    said = " ".join(words(utterance))
    if begins and said in NEVER_MIND:
        return Saying.LEFT
    for saying, ways in SAID.items():
        if said in ways or any(said == f"{way} {name}" for way in ways for name in NAMES):
            return saying
    return None
