"""A member of an enumeration whose value or name is another by the next call."""

import enum

from srcgrad import grad, jvp


class Mode(enum.Enum):
    SLOW = 2
    FAST = "ab"


def scaled(x, mode):
    return x * x * mode.value * len(mode.name)


def lengthened(x, mode):
    return x * x * len(mode.value)


def test_the_value_and_the_name_are_those_of_the_call(monkeypatch):
    derivative = grad(scaled)
    for _ in range(3):
        assert (72.0, 48.0) == derivative(3.0, Mode.SLOW)
    monkeypatch.setattr(Mode.SLOW, "_value_", 5)
    for _ in range(3):
        assert (180.0, 120.0) == derivative(3.0, Mode.SLOW)
        assert (180.0, 120.0) == jvp(scaled, (3.0, Mode.SLOW), (1.0, None))
    monkeypatch.setattr(Mode.SLOW, "_name_", "S")
    assert (45.0, 30.0) == derivative(3.0, Mode.SLOW)


def test_a_text(monkeypatch):
    derivative = grad(lengthened)
    assert (18.0, 12.0) == derivative(3.0, Mode.FAST)
    monkeypatch.setattr(Mode.FAST, "_value_", "abc")
    assert (27.0, 18.0) == derivative(3.0, Mode.FAST)
