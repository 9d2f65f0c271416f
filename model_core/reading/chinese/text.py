"""A Mandarin sentence in its plainest form: digits for numerals, no courtesies, no hesitations."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SIZES = {"十": 10, "百": 100, "千": 1000}
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]+")
_NUMERAL = re.compile(
    r"(?:[零〇一二两三四五六七八九十千]|百(?!叶))+(?:点[零〇一二三四五六七八九]+(?![零〇一二三四五六七八九十分刻]))?"
)
_NO_NUMBER = re.compile(
    r"[下点些半会起共样直首倍番定键并切律旦般遍边侧块趟轮圈阵眼捏大截盏台个扇把幅张杯项份袋只套辆种丢哈丁咪眯滴丝概齐发同]"
)
"""What stands after a `one` that is no number."""
_ONE_WORD = re.compile(r"[统唯逐专]$")
"""What stands before a `one` that is no number."""
_HUNDRED = re.compile(r"(?<!\d)百分之(?:百|一百|100)")
_BELOW_ZERO = re.compile(r"(?:零下|负)(?=[零一二两三四五六七八九十百\d])")
_ASKED = re.compile(r"零([下上])(?=[几多])")
_PERCENT = re.compile(r"(?<!\d)百分之(\d+(?:\.\d+)?)")
_HALF_MORE = re.compile(r"(\d+)度半")
_TENTHS = re.compile(r"(\d+)度(\d)(?![\d度%.点分个次小])")
_CENT = re.compile(r"(?<=\d)趴")
_MARKS = re.compile(r"[.](?!\d)|[!\"“”…~～()（）。]")
_ACT = (
    r"(?=告诉|查|看|检查|念|读|报|列|数|把|将|让|叫|给|打开|关|开|锁|解锁|拉|停|启动|暂停|播放|放|"
    r"调|设|切|换|用|升|降|收|合)"
)
_ASKING = re.compile(
    rf"^(?:请问)?你?(?:能不能|可不可以|能否|可否|可以|能)(?:请你?|麻烦你?)?(?:帮我|给我|帮忙|替我)?{_ACT}(.+?)(?:(?<!了)吗)?\?*$"
)
_ASKING_FIRST = re.compile(
    r"^(?:请问)?你?(?:能不能|可不可以|能否|可否|可以|能)(?:请你?|麻烦你?)?(?:帮我|给我|帮忙|替我)?"
    rf"{_ACT}([^,;?]+?)(?<!了)(?:吗|嘛|不)\?*[,;](.+)$"
)
_BEFORE = re.compile(
    r"^(?:(?:喂(?![食猫狗鱼鸟养奶饭一])|嘿|嗨|哈喽|你好啊?|您好|嗯+|呃+|额+|哎哟?|唉|欸|诶|哟|喔|啊|哦|那什么|"
    r"小助手|小管家|蛤|唔该|劳烦|助手|管家|智能管家)|(?:那个|好了?|对了|来|行)(?=[,; ])|"
    r"好了(?=把|打开|关)|对了(?![吗没吧呢么])|(?:完了|完事儿?)(?=再|把|将|给)|"
    r"请(?!问)你?|可以(?=把|将)|"
    r"去(?=把|将|关|打开|锁)|给(?:我?孩子|宝宝|奶奶|爷爷|老人|客人|我妈|我爸|娃|大家)们?(?=开|打开|关|放|拉|调)|"
    r"麻烦您?你?|劳驾|有劳|拜托你?|辛苦你?|你?帮我|你?帮忙|帮个忙|你?给我(?!响|[^,;把将]{1,4}[打拨发])|替我|赶紧|赶快|马上|立刻|快点?(?=把|将|让|叫|给|打开|关|开|告诉|看)|"
    r""
    r"我想让你|我要你|我想请你|我希望你|(?:你|你去|去|直接|记得|别忘了|现在|顺便也?|也)(?=把|将|打开|关|开|锁)|"
    r"我[想要](?=把|让|开|关|打开)|我需要(?=把)|顺便也?|顺道|顺手|先|再|然后|接着|最后|之后|并且|并(?=把|将|打开|关)|同时|另外|还有(?![^,;]*(?:吗|没|开着))|以及)[,;\s]*"
)
_AFTER = re.compile(
    r"[,;\s]*(?:(?<=[,;\s])(?:就这些|就这样|没别的|先这样|完了|没了)$|(?<![着的])(?<!(?<![关开熄灭锁停])了)(?<!没.)(?<!没..)(?<!在..)(?<!在...)吧|(?<=开着)吧|(?<=亮着)吧|呗|谢谢你?您?[啊呀啦哈]?|谢谢啦|谢了[啊哈]?|谢啦|[喽咯噢哟喔啰唷咧嘞哇欸诶噻唦耶嘎噶撒唄呦]|(?<=[色度下点些])好了|算了|(?<!什)(?<!多)啦|就行了?|就好了?|就可以了?|就够用?了?|就差不多了?|就OK了?|即可|就成了?|就中了?|就得了?|就要得|就妥了?|就合适了?|就得劲了?|就是了|(?:才|就)够|才行|才舒服|才得劲|听听|多谢|哈|啊|呀|哦|(?<!干)嘛|快点|麻烦你?了|拜托了?|辛苦了|(?:(?<![锁关])好吗|好伐|好不|行不|要得不|中不中|得不得行|可以吗|(?<!运)行吗|好不好|行不行|可以不)\?*)$"
)
_WILL = {"断": "断掉", "关": "关掉", "熄": "熄掉", "灭": "灭掉", "锁": "锁上", "开": "打开", "停": "停下"}
_WILLED = re.compile(r"([关熄灭锁开停断])了[吧嘛呗噻]$")
_INNER = re.compile(r"(?<=[屋房家院])里(?:头|边儿?)(?!灯)")
_HESITATION = re.compile(r"(?:呃|嗯|唔)+[…，,]?|(?<=[把将开闭掉高低])额(?=[，,\u4e00-\u9fff])[，,]?")


def is_chinese(text: str) -> bool:
    """Whether a sentence has Han characters."""
    return _HAN.search(text) is not None


def is_mixed(text: str) -> bool:
    """Whether a sentence has more Latin words than Han characters."""
    return len(_LATIN.findall(text)) >= max(2, len(_HAN.findall(text)))


def plain(utterance: str) -> str:
    """One line in simplified marks: lower case, digits for numerals, `%` for percents, no courtesies.

    Commas, semicolons and spaces stay, since they may part what is said.
    """
    return courteous(numbers(marked(utterance, fold=True)))


def spoken(utterance: str) -> str:
    """The same with numerals and capitals as they are: texts that somebody wants written down."""
    return courteous(marked(utterance))


def marked(utterance: str, *, fold: bool = False) -> str:
    """The text in simplified marks and without hesitations."""
    text = unicodedata.normalize("NFKC", utterance)
    text = _MARKS.sub(";", re.sub(r"\?+", "?;", text.casefold() if fold else text))
    return _INNER.sub("里", _HESITATION.sub("", text))


def courteous(text: str) -> str:
    """The text without the courtesies it begins and ends with."""
    text = _WILLED.sub(lambda m: _WILL[m[1]], tidy(text))
    if first := _ASKING_FIRST.match(text):
        text = f"{first[1]},{first[2]}"
    elif asked := _ASKING.match(text):
        text = asked[1]
    while True:
        shorter = tidy(_AFTER.sub("", _BEFORE.sub("", text, count=1), count=1))
        if shorter == text or not shorter:
            return text
        text = shorter


def tidy(text: str) -> str:
    """The text without spaces and marks at its ends and around its marks."""
    text = re.sub(r"\s*([,;])[\s,;]*", r"\1", " ".join(text.split()))
    text = re.sub(r"(?<=[\u4e00-\u9fff、]) (?=[a-z0-9])|(?<=[a-z0-9]) (?=[\u4e00-\u9fff、%])", "", text)
    return text.strip(" ,;、")


def numbers(text: str) -> str:
    """The text with digits for numerals; a numeral that is part of another word stays."""
    text = _BELOW_ZERO.sub("-", _HUNDRED.sub("100%", _ASKED.sub("", text)))
    text = _NUMERAL.sub(_digits, text)
    text = _CENT.sub("%", _PERCENT.sub(r"\1%", text))
    return _TENTHS.sub(r"\1.\2度", _HALF_MORE.sub(r"\1.5度", text))


def _digits(found: re.Match[str]) -> str:
    said, _, decimals = found[0].partition("点")
    after = found.string[found.end() : found.end() + 1]
    if said == "一" and _ONE_WORD.search(found.string[: found.start()]):
        return found[0]
    if said == "一" and after and found.string[: found.start()].endswith(after):
        return found[0]
    if said in {"百", "千"} or (said == "一" and not decimals and _NO_NUMBER.match(after or " ")):
        return found[0]
    if said == "两" and _NO_NUMBER.match(after or " "):
        return found[0]
    begins = ""
    if said[0] in "百千":
        begins, said = said[0], said[1:]
    if not any(c in _SIZES for c in said):
        whole = "".join(str(_DIGITS[c]) for c in said)
    else:
        total, digit, size = 0, 0, 10
        for c in said:
            if c in _SIZES:
                size = _SIZES[c]
                total, digit = total + (digit or 1) * size, 0
            else:
                digit, size = _DIGITS[c], 10 if c in "零〇" else size
        whole = str(total + digit * (size // 10 or 1))
    tail = "".join(str(_DIGITS[c]) for c in decimals)
    return f"{begins}{whole}.{tail}" if tail else f"{begins}{whole}"
