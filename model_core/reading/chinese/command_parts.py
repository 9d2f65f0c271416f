"""The words that frames of commands are made of, as regular expressions."""

from __future__ import annotations

from model_core.reading.chinese.nouns import CHOICES, PARTS, PROPERTIES

T = r"(?P<t>.+?)"
PRE = r"(?:把|将|让|叫|给|使|帮|确保)?"
MUST = r"(?:把|将|让|叫|给|使|确保)"
ALL = (
    r"(?P<all>(?:全都|全部都?|都|全|通通都?|统统都?|一起都?|一块儿?|统一|一并|一律都?|一概都?|挨个都?|全数|"
    r"一口气全?都?|同时都?)?)"
)
ME = (
    r"(?:(?:也|先|就|赶紧|赶快|直接)*"
    r"(?:也|给(?:我|咱们?|俺|它|他|她)?|帮(?:我|忙|她|他)|麻烦你?|替我|请|可以|该|要)?)"
)
ALLME = rf"{ME}{ALL}{ME}"
BIT = r"(?:一下子?|下子?|个)?"
P = "(?P<p>" + "|".join(sorted(PROPERTIES, key=len, reverse=True)) + ")"
SETTING = (
    r"(?:"
    r"(?:设置|设定|调整|调节|更改|修改|改变|变更)(?:到|成|为|至|在)|"
    r"(?:调大|调小|调亮|调暗|调高|调低|调快|调慢|增大|减小|增加|减少|提升|升高|提高|降低|加大|打开|拉开|开|设|改|升|降|加|减|放|拉)(?:到|至)|"
    r"(?:设置|设定|调整|调节)(?=\d|最|一半)|"
    r"设定成|调整到|调整为|调整成|调到|调成|调为|调至|调高到|调低到|调大到|调小到|调亮到|调暗到|设置为|设置成|设置到|设置在|"
    r"设定为|设定到|设定在|设为|设成|设到|设在|设|改成|改为|改到|换成|换到|换为|变成|变为|变|切换到|切换成|切换为|切换至|换至|切到|切成|转到|转成|"
    r"预热到|打开到|拉开到|开到|开成|打到|收到|拉到|升到|降到|升高到|提高到|降低到|增加到|减少到|加到|停在|定在|定到|定为|吹到|热到|保持在|保持|维持在|"
    r"放到|弄成|弄到|加热到|加到|烧到|关到|给到|亮到|暗到|推到|拧到|限制到|限制在|限制为|控制在|稳定在)"
)
SET = rf"(?:给我|再|只)?{SETTING}"
TURN = "(?:设置|设定|调整|调节|更改|修改|改变|变更|调|设|改)(?:一下)?"
SHORT = r"(?:用|选|定|设|换个?|改|变|来个|弄个|切|转|开(?!一半)|留个?|给个?|放|看|要|发|调个?|打开|开启|播)"
AMOUNT = r"(?P<v>\d+(?:\.\d+)?(?:%|度|摄氏度|个?百分点|个点|格|个|[档挡级])?|\d+分之\d+|\d成)"
DEG = (
    r"(?:(?P<bit>一?点点?儿?|一些些|一丢丢|一丁点)|"
    r"(?P<much>很多|许多|好多|得多一些|得多|不少|多一些)|(?:一些|些))?"
)
MOD = (
    r"(?:(?P<slight>稍微|稍稍|略微|再稍微|稍微再)|(?P<strong>大幅度?)|"
    r"再|更|要|得|变得?|调得|开得|吹得|开|吹|放)*"
)
RAISE = {
    "brightness": "调亮|弄亮|变亮|亮",
    "volume": "调大声|开大声|放大声|调响|大声|响",
    "target_temperature": "调热|暖和|升温|(?<!地)热|(?<!地)暖",
    "speed": "调快|转快|快",
}
LOWER = {
    "brightness": "调暗|弄暗|变暗|调柔和|柔和|暗",
    "volume": "调小声|关小声|开小声|放小声|调轻|小声|轻声|轻|安静",
    "target_temperature": "调凉|调冷|凉快|降温|凉|冷",
    "speed": "调慢|转慢|慢",
}
UP = (
    r"(?:往上调|往上升|往上加|往上提|往高调|往高了调|往上|"
    r"多给|多加|多开|调高|调大|提高|升高|提升|抬高|上升|加大|增加|增大|调升|上调|加高|开大|放大|升|加|高|大)"
)
DOWN = (
    r"(?:往下调|往下降|往下减|往低调|往低了调|往下|"
    r"少给|少开|往回|调低|调小|降低|压低|下降|减小|减少|减低|调降|下调|关小|减弱|减掉|降掉|扣掉|调掉|降|减|低|小|少)"
)
CHOSEN = "|".join(sorted({w for words in CHOICES.values() for w in words}, key=len, reverse=True))
W = rf"(?P<v>(?:最[大小亮暗高低]|\d|一半|华氏|{CHOSEN}|[a-z]).*)"
LEVEL = (
    r"(?P<p>亮度值?|目标湿度|设定湿度|湿度设定值?|目标温度值?|温度设定值?|音量值|"
    r"亮度|音量|响度|声音|温度|室温|房间温度|设定温度|目标温度|风速|风量|风力|风|转速|速度|湿度|色温|颜色温度|"
    r"灯光亮度|灯光|光)"
)
LEVELS = {
    **dict.fromkeys(("亮度", "灯光", "光"), "brightness"),
    "音量": "volume",
    "声音": "volume",
    "响度": "volume",
    "风速": "speed",
    "风量": "speed",
    "风力": "speed",
    "风": "speed",
    "转速": "speed",
    "速度": "speed",
    "色温": "color_temperature",
    "颜色温度": "color_temperature",
    "灯光亮度": "brightness",
    "湿度": "target_humidity",
    "目标湿度": "target_humidity",
    "设定湿度": "target_humidity",
    "湿度设定": "target_humidity",
    "湿度设定值": "target_humidity",
    "音量值": "volume",
    "亮度值": "brightness",
}
DOCK = (
    r"(?:回(?:家|窝|桩|基站|座|充电[座桩])里?(?:去)?充个?电|回家去|回去充电|回去充个电|(?<!回)去充电|回窝|归位|快回去|回充电桩去|自己回去|回去待着|回去歇着|回去休息|回去歇歇|回窝里|回充电座|回充电桩|回到充电桩|回到充电座|回基站|回到基站|返回充电|返回基站|"
    r"回充|回家|回去|充电)"
)
BACK = r"(?P<p>亮度|音量|位置|温度|颜色|声音|风速|色温|开度)"
NAMES = {
    "T": T,
    "PRE": PRE,
    "MUST": MUST,
    "ALLME": ALLME,
    "ALL": ALL,
    "ME": ME,
    "BIT": BIT,
    "P": P,
    "P2": P.replace("<p>", "<p2>"),
    "SET": SET,
    "SHORT": SHORT,
    "TURN": TURN,
    "TO": "(?:为|到|成|至|在)",
    "AMOUNT": AMOUNT,
    "MOD": MOD,
    "LEVEL": LEVEL,
    "DOCK": DOCK,
    "V": "(?P<v>.+)",
    "BACK": BACK,
    "DEG": DEG,
    "W": W,
    "PART": f"(?P<part>{'|'.join(sorted(PARTS, key=len, reverse=True))})",
}


def pattern(line: str) -> str:
    """A line of a frame as a regular expression."""
    for name, words in NAMES.items():
        line = line.replace(f"{{{name}}}", words)
    return line
