"""Mandarin entries of lists: which list, several entries, what is told of them, and what is no entry."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

_ON = Attribute("on", Kind.BOOLEAN)
_ITEM = (Attribute("item", Kind.STRING, required=True),)
_ACTIONS = tuple(Action(name, _ITEM) for name in ("add", "complete", "remove"))
_CLEARED = (*_ACTIONS, Action("clear"))


def _reader(*lists: Thing) -> Reader:
    things = (Thing("l1", "吊灯", "light", "客厅", (_ON,)), *lists)
    return Reader(Vocabulary(World((Room("客厅"), Room("厨房")), things)), is_word=lambda _word: False)


@pytest.fixture(scope="module")
def two() -> Reader:
    """The reader of a home with a list for shopping and one for what is to be done."""
    return _reader(
        Thing("i1", "买菜单子", "list", None, (), _CLEARED),
        Thing("i2", "家务单", "list", None, (), _ACTIONS),
    )


@pytest.fixture(scope="module")
def one() -> Reader:
    """The reader of a home with a single list."""
    return _reader(Thing("i1", "置办单", "list", None, (), _ACTIONS))


def _text(reader: Reader, utterance: str) -> str | None:
    plan = reader.read(Request(reader.vocabulary.world, utterance, "客厅"))
    return plan.text if plan is not None else None


def _run(name: str, action: str, *entries: str) -> str:
    return "; ".join(f'run {name}: {action} item="{entry}"' for entry in entries)


@pytest.mark.parametrize(
    ("said", "entries"),
    [
        ("折耳根加到买菜清单头", ["折耳根"]),
        ("郫县豆瓣没得了,记到清单上", ["郫县豆瓣"]),
        ("盐快用完了，记到购物清单里", ["盐"]),
        ("还要买豆皮和鸡蛋写到买菜的单子上去", ["豆皮", "鸡蛋"]),
        ("家里没芥兰没鸡蛋了，两样都写到买菜清单上", ["芥兰", "鸡蛋"]),
        ("红肠、粉条，都给我记购物清单上", ["红肠", "粉条"]),
        ("往采购清单里添两样：牛奶、面包", ["牛奶", "面包"]),
        ("购物清单加两斤排骨", ["两斤排骨"]),
        ("盐跟糖都没了，加进购物清单", ["盐", "糖"]),
        ("家里没牛奶了，记得买", ["牛奶"]),
        ("购物清单加洋葱 再加土豆", ["洋葱", "土豆"]),
    ],
)
def test_adds_what_is_to_be_bought(two: Reader, said: str, entries: list[str]) -> None:
    """Each entry in the speaker's words, without the words around it."""
    assert _text(two, said) == _run("买菜单子", "add", *entries)


@pytest.mark.parametrize(
    ("said", "entries"),
    [
        ("待办里记一笔:取快递", ["取快递"]),
        ("请在家务单里添加两项：洗沙发套、浇花", ["洗沙发套", "浇花"]),
        ("待办里加上买酱油", ["买酱油"]),
        ("要做的事里加个洗车", ["洗车"]),
    ],
)
def test_adds_what_is_to_be_done(two: Reader, said: str, entries: list[str]) -> None:
    """Words for chores and tasks mean the other list."""
    assert _text(two, said) == _run("家务单", "add", *entries)


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("猫砂不用买了 从清单里删了", _run("买菜单子", "remove", "猫砂")),
        ("大酱家里还有一缸呢，不用买，从购物清单上去掉", _run("买菜单子", "remove", "大酱")),
        ("土豆不要了，购物清单上划掉", _run("买菜单子", "remove", "土豆")),
        ("挂面买回来咧，单子上挂面那一条去了吧", _run("买菜单子", "remove", "挂面")),
        ("排骨我买到了从买菜单子上划掉", _run("买菜单子", "complete", "排骨")),
        ("鸡蛋买回来了，清单上打个勾", _run("买菜单子", "complete", "鸡蛋")),
        ("花菜、莲藕买着了，单子上划了", _run("买菜单子", "complete", "花菜", "莲藕")),
        ("取暖费交完了,待办上交取暖费那条打个勾", _run("家务单", "complete", "交取暖费")),
        ("购物清单上酱油那一项后面打勾", _run("买菜单子", "complete", "酱油")),
    ],
)
def test_strikes_and_removes(two: Reader, said: str, plan: str) -> None:
    """What is bought or done is struck, what is not wanted any more is removed."""
    assert _text(two, said) == plan


def test_several_wishes_of_one_list(one: Reader) -> None:
    """A reason after a wish is none of its own; another list's name means the only one for the same."""
    wanted = f"{_run('置办单', 'add', '辣子面')}; {_run('置办单', 'complete', '醋')}"
    assert _text(one, "置办单加上辣子面还有把醋划了醋我买了") == wanted
    assert _text(one, "牛奶买到了划掉，鸡蛋那条不要了删了吧") == (
        f"{_run('置办单', 'complete', '牛奶')}; {_run('置办单', 'remove', '鸡蛋')}"
    )
    assert _text(one, "买菜清单加葱，关灯") == f"{_run('置办单', 'add', '葱')}; set 吊灯: on=false"


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("购物清单清空", "run 买菜单子: clear"),
        ("菜都买齐了,清单清空", "run 买菜单子: clear"),
        ("购物清单上的东西全部删掉", "run 买菜单子: clear"),
        ("购物清单上东西都买好了，清空吧", "run 买菜单子: clear"),
        ("待办全部清空", "refuse unable: 家务单"),
        ("把家务单清空", "refuse unable: 家务单"),
        ("把购物清单全划掉", None),
    ],
)
def test_empties(two: Reader, said: str, plan: str | None) -> None:
    """A list is emptied where it can be, and nothing is ever an entry called 清空."""
    assert _text(two, said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("清单上加个洗车", "ask which all list"),
        ("把交物业费从清单上抹了", "ask which all list"),
        ("买菜单子加点东西", "ask what: 买菜单子"),
        ("物业费交了，待办里划掉", None),
        ("划掉", None),
        ("牛奶买了", None),
        ("把床单放到洗衣机里", None),
        ("菜单上有什么吃的", "refuse chat"),
    ],
)
def test_leaves_what_is_not_clear(two: Reader, said: str, plan: str | None) -> None:
    """Nothing tells which list, which entry, or that a list is meant."""
    assert _text(two, said) == plan


def test_other_wishes_are_no_entries(one: Reader) -> None:
    """A wish after an entry is one of its own."""
    assert _text(one, "置办单加面包、吊灯打开") == f"{_run('置办单', 'add', '面包')}; set 吊灯: on=true"
    assert _text(one, "待办里记一笔:取快递") is None


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("置办单里加个胡椒吊灯也打开", f"{_run('置办单', 'add', '胡椒')}; set 吊灯: on=true"),
        ("置办单里加吊灯灯罩", _run("置办单", "add", "吊灯灯罩")),
    ],
)
def test_an_order_behind_an_entry_is_no_part_of_it(one: Reader, said: str, plan: str) -> None:
    assert _text(one, said) == plan
