"""Containers in contexts, attempts and what follows them."""

from contextlib import contextmanager, suppress

from tests.stages import plain, taken_apart


class State:
    """Two attributes."""

    def __init__(self, x):
        self.x = x
        self.count = 0


@contextmanager
def quietly():
    """A context that does nothing."""
    yield


def in_context(x):
    s = State(x)
    with quietly():
        s.x = s.x * 2.0
    return s.x


def attempted(x):
    s = State(x)
    try:
        s.x = 1.0 / x
    except ZeroDivisionError:
        s.count = 1
    return s.x * s.count


def rebound(x):
    s = State(x)
    try:
        s = State(1.0 / x)
    except ZeroDivisionError:
        s.x = 2.0
    return s.x


def test_the_last_step_of_an_attempt_may_store():
    for function in (in_context, attempted, rebound):
        found, walked = taken_apart(function, 2.0)
        assert not walked.pins
        assert "State" not in found


def test_both_ends_of_an_attempt_have_one_layout():
    found = plain(taken_apart(rebound, 2.0)[0]).splitlines()
    start = found.index("raised, error = attempt, catching ZeroDivisionError:")
    assert ["x = x", "count = count"] == found[start - 2 : start]


def step(s, x):
    """Two stores, with something between them that may raise."""
    s.x = x * x
    s.count = int(s.x)


def half_changed(x):
    s = State(x)
    with suppress(ValueError):
        step(s, x)
    return s.x


def half_made(x):
    s = State(x)
    try:
        s = State(x * x)
    finally:
        print(s.x)
    return s.x


def test_a_container_that_an_exception_may_leave_half_changed_stays_one():
    for function in (half_changed, half_made):
        found, walked = taken_apart(function, 2.0)
        assert ["an exception may leave it half changed"] == [
            pin.reason for pin in walked.pins.values()
        ]
        assert "s = State(x)" in found
