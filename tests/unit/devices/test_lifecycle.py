"""The table of a command's states, move by move."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.lifecycle import NEXT, OPEN, TERMINAL, IllegalTransition, State, is_allowed, transition

C, S, A, OK, F, R, E, U = (
    State.CREATED,
    State.SENT,
    State.ACCEPTED,
    State.SUCCEEDED,
    State.FAILED,
    State.REJECTED,
    State.EXPIRED,
    State.UNKNOWN,
)
ALLOWED = {
    (C, S), (C, A), (C, OK), (C, F), (C, R), (C, E), (C, U),
    (S, A), (S, OK), (S, F), (S, R), (S, E), (S, U),
    (A, OK), (A, F), (A, R), (A, E), (A, U),
    (U, OK), (U, F), (U, R), (U, E),
}  # fmt: skip


@pytest.mark.parametrize(("state", "to"), [*itertools.product(State, State)])
def test_every_pair_of_states(state: State, to: State) -> None:
    assert is_allowed(state, to) is ((state, to) in ALLOWED)
    if (state, to) in ALLOWED:
        assert transition(state, to) is to
    else:
        with pytest.raises(IllegalTransition) as caught:
            transition(state, to)
        assert (caught.value.state, caught.value.to) == (state, to)


def test_every_state_is_open_or_terminal_or_unknown() -> None:
    assert set(NEXT) == set(State) == OPEN | TERMINAL | {State.UNKNOWN}
    assert not OPEN & TERMINAL
    for state in State:
        assert (state.is_open, state.is_terminal) == (state in OPEN, state in TERMINAL)


@given(st.lists(st.sampled_from(State), max_size=20))
def test_any_news_in_any_order_ends_well(news: list[State]) -> None:
    state, path = State.CREATED, [State.CREATED]
    for to in news:
        if is_allowed(state, to):
            state = transition(state, to)
            path.append(state)
    assert len(path) == len(set(path)), "no state is entered twice"
    assert all(not step.is_terminal for step in path[:-1]), "a terminal state is the last"
    if State.UNKNOWN in path:
        after = path[path.index(State.UNKNOWN) + 1 :]
        assert all(step.is_terminal for step in after)
    first_final = next((to for to in news if to.is_terminal), None)
    assert first_final is None or state is first_final, "the first final news wins"
