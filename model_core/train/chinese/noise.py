"""How people say it and how it is written down: politeness, hesitations, punctuation that comes and goes."""

from __future__ import annotations

import random
import re

_QUOTED = re.compile(r'"([^"\n]+)"')
_VERB = re.compile(
    r"打开|关掉|关闭|关上|关了|关|开启|开|把|将|调到|调高|调低|调亮|调暗|调大|调小|调|设置|设为|设|启动|停止|停掉|停|暂停|"
    r"播放|放|继续|锁上|锁|拉开|拉上|拉|升起|升|降下|降|切换|切到|换|让|叫|给|静音|取消|恢复|增加|减少|提高|降低|"
    r"解锁|查一下|查|看看|看一下|告诉|检查|添加|加|删掉|记|煮|洗|扫|拍|点亮|熄灭|合上|收起|放下"
)  # fmt: skip
"""Words that a command begins with."""
_NOT_VERB = re.compile(r"开关|关于|放松|加湿|洗衣|洗碗|洗手|扫地|扫拖|拍照|降噪|调光|设备|放假|换气")
_BEFORE = (
    "请", "请", "帮我", "帮我", "麻烦", "麻烦你", "请帮我", "麻烦帮我", "能不能帮我", "可以帮我", "你帮我",
    "给我", "我想让你", "能帮我", "快", "赶紧", "劳驾", "来，", "你去", "能不能", "可不可以",
)  # fmt: skip
_ASKING = ("能不能", "可以帮", "能帮", "可不可以")
_GREETINGS = ("喂", "嘿", "你好", "那个", "嗯", "呃", "额", "哎", "好了", "对了", "啊", "管家", "哦")
_AFTER = (
    "吧", "谢谢", "好吗", "可以吗", "行吗", "呗", "哈", "啊", "好不好", "谢谢你", "快点", "麻烦了", "吧谢谢",
)  # fmt: skip
_ASKED = ("好吗", "可以吗", "行吗", "好不好")
_HESITATIONS = ("呃", "嗯", "额", "呃呃", "嗯嗯", "呃…", "嗯，")
_FINAL = "吗呢吧呗啊了哈么？?。"
_QUESTION = re.compile(
    r"[吗呢？?谁哪]|多少|多大|多热|多潮|多亮|多久|多长|几|什么|怎么|咋|是不是|有没有|是否|啥"
)  # fmt: skip
_MARKS = re.compile("[，。？！、；：,?!]")


def add_noise(utterance: str, plan: str, rng: random.Random, protect: tuple[str, ...] = ()) -> str:
    """The sentence as somebody may say or type it; texts quoted in the plan and `protect` stay untouched."""
    text = utterance
    command = begins_with_verb(text)
    asked = _QUESTION.search(text) is not None
    if command and rng.random() < 0.27:
        prefix = rng.choice(_polite(text))
        text = f"{prefix}{text}"
        asked = asked or (prefix.startswith(_ASKING) and rng.random() < 0.6)
        if prefix.startswith(_ASKING) and rng.random() < 0.4 and text[-1] not in _FINAL:
            text, asked = f"{text}吗" if prefix[0] == "可" and "不" not in prefix else text, True
    elif command and rng.random() < 0.12 and text[-1] not in _FINAL and '"' not in plan:
        ending = rng.choice(_AFTER)
        text += ("，" if ending[0] in "谢好可行快麻" and rng.random() < 0.6 else "") + ending
        asked = ending in _ASKED
    if command and rng.random() < 0.06:
        text = _hesitate(text, rng, (*_QUOTED.findall(plan), *protect))
    if rng.random() < 0.06 and (command or utterance[:1] == "我"):
        text = f"{rng.choice(_GREETINGS)}{rng.choice(('，', '，', ''))}{text}"
    return _punctuate(_spaced(text, plan, rng), rng, asked=asked)


def _polite(text: str) -> tuple[str, ...]:
    """Beginnings that fit: none of them says twice for whom, or who should."""
    if text.startswith(("给我", "告诉", "帮")):
        return tuple(b for b in _BEFORE if "我" not in b and b != "你去")
    if text.startswith(("让", "叫", "去")):
        return tuple(b for b in _BEFORE if not b.endswith(("你", "去")))
    return _BEFORE


def begins_with_verb(text: str) -> bool:
    """True for a command that politeness can stand before."""
    return _VERB.match(text) is not None and _NOT_VERB.match(text) is None


def _hesitate(text: str, rng: random.Random, kept: tuple[str, ...]) -> str:
    """Sounds after 把 or the first verb: in the middle of a name they would be part of it."""
    found = re.match(r"(?:请|帮我|麻烦你?|给我)*(?:把|将|打开|关闭|关掉|调高|调低)", text)
    if found is None or any(text[: found.end()].endswith(k) for k in kept):
        return text
    return f"{text[: found.end()]}{rng.choice(_HESITATIONS)}{text[found.end() :]}"


def _spaced(text: str, plan: str, rng: random.Random) -> str:
    """Now and then spaces between Latin and Chinese letters."""
    if '"' in plan or rng.random() < 0.5:
        return text
    text = re.sub(r"(?<=[\u4e00-\u9fff])(?=[a-zA-Z])", " ", text)
    return re.sub(r"(?<=[a-zA-Z])(?=[\u4e00-\u9fff])", " ", text)


def _punctuate(text: str, rng: random.Random, *, asked: bool) -> str:
    roll = rng.random()
    bare = text.strip()
    if roll < 0.35:  # speech recognition writes no marks, or a space
        return _MARKS.sub(" " if roll < 0.16 else "", bare.replace("、", " ")).strip()
    if bare[-1] in "。？！…":
        return bare
    if roll < 0.65:
        return bare
    if roll < 0.72:
        return bare.replace("，", ",") + ("?" if asked else ".")
    return bare + ("？" if asked else rng.choice("。。。。！"))
