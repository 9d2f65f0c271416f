from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import codec
from assistant.resolve import Intent
from model_core.plan import (
    After,
    Assignment,
    At,
    Comparison,
    GetStep,
    LaterStep,
    Op,
    Query,
    RunStep,
    SetStep,
    Test,
    When,
    Word,
)

names = st.text("abcdefghij_", min_size=1, max_size=8)
ids = st.lists(names, min_size=1, max_size=3).map(tuple)
values = st.one_of(
    st.booleans(), st.integers(-(2**40), 2**40), st.floats(allow_nan=False, allow_infinity=False), st.text()
)
tests = st.builds(Test, names, st.sampled_from(Comparison), values, st.sampled_from(["", "F"]))
assignments = st.builds(
    Assignment,
    names,
    st.one_of(values, st.sampled_from(Word)),
    st.sampled_from(Op),
    st.sampled_from(["", "C"]),
)
steps = st.one_of(
    st.builds(SetStep, ids, st.lists(assignments, max_size=3).map(tuple), st.booleans()),
    st.builds(
        RunStep, ids, names, st.dictionaries(names, values).map(lambda d: tuple(d.items())), st.booleans()
    ),
    st.builds(
        GetStep,
        ids,
        st.sampled_from(Query),
        st.lists(names).map(tuple),
        st.one_of(st.none(), tests),
        st.booleans(),
    ),
)
triggers = st.one_of(
    st.builds(After, st.integers(1, 10**6)),
    st.builds(At, st.just("07:00"), st.sampled_from(["once", "daily"])),
    st.builds(When, names, tests),
)


@given(st.builds(LaterStep, triggers, st.lists(steps, max_size=3).map(tuple)))
def test_later_steps_come_back_as_they_were(step: LaterStep) -> None:
    again = codec.load_later(json.loads(json.dumps(codec.dump_later(step))))
    assert again == step
    assert repr(again) == repr(step)


@given(names, st.dictionaries(names, values), st.dictionaries(names, values))
def test_intents_come_back_as_they_were(
    device_id: str, wanted: dict[str, bool | int | float | str], given_: dict[str, bool | int | float | str]
) -> None:
    intent = Intent(device_id, wanted, "run" if given_ else "", given_)
    assert repr(codec.load_intent(json.loads(json.dumps(codec.dump_intent(intent))))) == repr(intent)


def test_a_text_that_looks_like_a_word_stays_a_text() -> None:
    step = SetStep(("a",), (Assignment("b", "toggle"),))
    loaded = codec.load_step(codec.dump_step(step))
    assert isinstance(loaded, SetStep)
    assert not isinstance(loaded.assignments[0].value, Word)


@pytest.mark.parametrize("data", [{}, {"kind": "fly"}, {"kind": "set", "devices": ["a"]}])
def test_other_things_are_no_steps(data: dict[str, object]) -> None:
    with pytest.raises((KeyError, ValueError)):
        codec.load_step(data)
