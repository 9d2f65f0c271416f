"""How one asks in Mandarin to be called, woken, told or reminded: `到点喊我一声`, `提醒我收衣服`."""

from __future__ import annotations

import re

_ME = r"(?:我们?(?![家妈爸爷奶姥哥姐弟妹儿]|老公|老婆|媳妇|孩子|女儿|闺女)|俺|咱们?|阿拉|人家)"
_ONCE = r"(?:[1一]?[声遍句]|[1一]下|下(?=$|,|我)|[1一]?个[声话信])"
_UP = r"(?:醒|起床|起来|起身|起|起夜)"
_READY = (
    r"(?:到时候?|到点|到了(?:时间|点)?|时间到了?|完了|好了|之后|以后|后|然后|就|再|可得?|"
    r"得|给我|务必|[1一]?定要?|千万|"
    r"记得|按时|准时|定时|赶紧|快|马上|立马|立刻|麻烦|请|都|也|帮我|自动|要|才|你|您|侬|的话|"
    r"的时候|时|让我)*"
)
_TELL = (
    rf"(?:(?:叫|喊|唤|吼|催|敲|戳|闹|弄|搞|薅|摇|推|拍|吵|提醒|通知|告诉|知会|招呼|提示){_ONCE}*(?:{_ME})"
    rf"{_UP}?{_ONCE}*{_UP}?(?:知道|听)?|"
    rf"(?:叫|喊|弄|搞|闹|摇|吵|薅|推){_UP}{_ME}?|"
    rf"把{_ME}(?:给)?(?:叫|喊|弄|闹|薅|摇|吵|拍|推){_UP}|"
    rf"(?:跟|和|给|同|与|对|朝|向){_ME}(?:说|讲|言语|吱|吭|打|通报|报告?|响|发)(?:{_ONCE}|"
    rf"个?招呼|个?通知|一?条?消息)?|"
    rf"(?:叫|喊|唤|吼|吱|吭|言语|言传|响|说|讲|报|哼|招呼|催|提醒|通知|闹|知会|提示){_ONCE}|"
    rf"(?:说|讲|念|报)给?{_ME}听|打个招呼|响铃|(?<=[就再给点,])(?:叫|喊|响)|(?:叫|喊|闹|弄){_UP})"
)
_ONLY = re.compile(
    rf",?{_READY}{_TELL}(?:[去来]?[倒看翻捞关吃喝走拿晾收盛接])?(?:就行|就好|就可以|即可|好了|"
    rf"吧|了)?,?"
)
_ASKED = re.compile(
    rf",?{_READY}(?:别忘了?|不要忘了?)?(?:提醒{_ONCE}?{_ME}?{_ONCE}?|(?:叫|喊|催|通知|告诉|"
    rf"知会|招呼){_ONCE}?{_ME}{_ONCE}?|催{_ONCE}|"
    rf"(?:(?:跟|和|给|同){_ME})?(?:说|讲|提|喊|叫|言语){_ONCE},?(?![我俺怕他她好免省]|不然)(?:该|要)?|"
    rf"记得(?:叫|喊|让)?{_ME}|别(?:让|叫){_ME}忘(?:了|记)|让{_ME}(?:记得|别忘了?))"
    rf"(?:该|要|记得|别忘了?|不要忘了?)?(?P<what>[^,]+)"
)
_SOMEBODY = re.compile(rf",?{_READY}(?:喊|叫|催)(?P<what>[^,]+)")
_OR_ELSE = re.compile(
    r"(?<=.)(?:不然|要不然|否则|省得|免得|别又?让|别忘|不要忘|别又让).*$|(?<=.)(?:[一1][声下])?[嘛吧啊呀哈撒哦喽噻]*$"
)
"""Why one wants to be reminded, and what is said for politeness."""
_FILLER = re.compile(r"^(?:[一]?[声句遍]|一下)+,?|^(?:别忘(?:了|记)?|不要忘(?:了|记)?|记得)")
_NO_TEXT = re.compile(r"[,?]|^[吧嘛啊]|^(?:[去来]?.)$|(?:几点|什么|多少|吗)$|^(?:了|的|吧|一下)$")
_LONGEST = 20


def only(said: str) -> bool:
    """Whether words do nothing but ask to be called or told."""
    return _ONLY.fullmatch(said) is not None


def reminder(said: str) -> str | None:
    """What the speaker wants to be reminded of; None for other words."""
    found = _ASKED.fullmatch(said)
    return _text(found["what"]) if found is not None else None


def wakes(said: str) -> bool:
    """Whether what one is called for is to get up: `起来看球`."""
    return said.startswith(("起来", "起床"))


def somebody(said: str) -> str | None:
    """What somebody else is to be called to do: `喊豆豆写作业`; None for other words."""
    found = _SOMEBODY.fullmatch(said)
    what = _text(found["what"]) if found is not None else None
    return re.sub(rf"{_UP}$", "", what) and what if what is not None else None


def _text(what: str) -> str | None:
    text = _OR_ELSE.sub("", _FILLER.sub("", what))
    return text if text and len(text) <= _LONGEST and not _NO_TEXT.search(text) else None
