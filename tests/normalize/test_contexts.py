"""`with`: known managers stay, jumps leave their bodies by flags."""

import contextlib

import numpy as np
import pytest

from srcgrad.normalize.jumps.contexts import _lets_through, _returns_nothing
from tests.stages import normalized, plain


def returned(x):
    with np.errstate(all="ignore"):
        return x * 2.0


def test_a_return_is_made_after_the_body():
    assert plain(normalized(returned)) == (
        """\
with np.errstate(all='ignore'):
    value = x * 2.0
    value = value
return value"""
    )


def named(x):
    with contextlib.nullcontext(x) as y:
        z = y
    return z


def test_nullcontext_is_a_second_name():
    assert "y = x\nz = y\nreturn z" == normalized(named)


def suppressed(x):
    y = x
    with contextlib.suppress(ValueError):
        y = x[1]
    return y


def test_suppress_is_an_attempt():
    assert "raised, error = attempt, catching ValueError:\n    y = x[1]" in plain(
        normalized(suppressed)
    )


class Quiet:
    def __exit__(self, *_):
        if self:
            return False
        return None


class Loud:
    def __exit__(self, kind, *_):
        return kind is ValueError


@pytest.mark.parametrize(("cls", "expected"), [(Quiet, True), (Loud, False)])
def test_what_exit_returns(cls, expected):
    assert expected == _returns_nothing(cls.__exit__)


def plain_section():
    yield 1


def section_with_finally():
    try:
        yield 1
    finally:
        print("left")


def section_that_catches():
    try:
        yield 1
    except ValueError:
        print("caught")


def section_that_returns():
    try:
        yield 1
    finally:
        return  # noqa: B012


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (plain_section, True),
        (section_with_finally, True),
        (section_that_catches, False),
        (section_that_returns, False),
    ],
)
def test_a_generator_lets_exceptions_through(function, expected):
    assert expected == _lets_through(function)
