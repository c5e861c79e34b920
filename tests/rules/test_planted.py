"""The checks of the registry find out every rule that is made wrong: each rule, in each way."""

import dataclasses
import functools
import zlib
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from srcgrad.rules import Rule
from tests.rules import oracle, test_forward
from tests.rules.test_forward import MOVING
from tests.rules.test_registry import REFUSED, SMOOTH, calls_of, name_of

Mistake = Callable[[Any], Any]


def dropped(x: Any) -> Any:
    """The first row in place of each: as if an axis had been forgotten."""
    x = np.asarray(x)
    return np.broadcast_to(x[:1], x.shape).copy() if x.ndim else x


def summed(x: Any) -> Any:
    """The sum along an axis in place of each element: as if it had been broadcast."""
    x = np.asarray(x)
    return np.broadcast_to(np.sum(x, axis=-1, keepdims=True), x.shape).copy() if x.ndim else x


def turned(x: Any) -> Any:
    """A square matrix transposed, anything else backwards."""
    x = np.asarray(x)
    square = x.ndim >= 2 and x.shape[-1] == x.shape[-2]
    return np.swapaxes(x, -1, -2) if square else np.flip(x)


MISTAKES: dict[str, Mistake] = {
    "factor": lambda x: 1.001 * np.asarray(x),
    "sign": lambda x: -1.0 * np.asarray(x),
    "dropped axis": dropped,
    "missing sum": summed,
    "transposed": turned,
}


class Planted:
    """A rule's body that makes a mistake in what it returns for one operand."""

    def __init__(self, body: Any, mistake: Mistake, operand: int) -> None:
        functools.update_wrapper(self, body)
        self.body, self.mistake, self.operand = body, mistake, operand
        self.matters = False  # has the mistake changed a number?

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """What the body returns, but for one operand."""
        right = self.body(*args, **kwargs)
        if not isinstance(right, tuple):
            return self.spoilt(right)
        return tuple(self.spoilt(x) if n == self.operand else x for n, x in enumerate(right))

    def spoilt(self, x: Any) -> Any:
        """A result with the mistake, of several results in each."""
        if x is None:
            return x
        if isinstance(x, (list, tuple)):
            return type(x)(self.spoilt(v) for v in x)
        wrong = self.mistake(x)
        alike = np.shape(wrong) == np.shape(x) and np.allclose(wrong, x, 1e-9, 1e-12, True)
        self.matters = self.matters or not alike  # what is symmetric may be turned
        return wrong


def found_out(rule: Rule, planted: Planted, check: Any) -> bool:
    """Does a check fail for some call, or does the mistake never matter?"""
    if rule.function is np.full_like and planted.mistake is turned:
        return True  # of the adjoint of a number, all elements are summed
    for args, kwargs in calls_of(rule):
        try:
            check(rule, args, kwargs)
        except (AssertionError, ValueError):
            return True
    return not planted.matters


WRONG = [  # every fifth one of a rule's, picked by their names
    (rule, mistake)
    for rule in SMOOTH
    if rule.function not in REFUSED
    for mistake in MISTAKES
    if zlib.crc32(f"{name_of(rule)} {mistake}".encode()) % 5 == 1
]


@pytest.mark.parametrize(
    ("rule", "mistake"), WRONG, ids=lambda one: one if isinstance(one, str) else name_of(one)
)
def test_wrong_adjoint_is_found_out(rule: Rule, mistake: str) -> None:
    count = 1 if rule.variadic else max(len(rule.operands), 1)
    for operand in range(count):
        planted = Planted(rule.body, MISTAKES[mistake], operand)
        wrong = dataclasses.replace(rule, body=planted)
        assert found_out(wrong, planted, oracle.check), (name_of(rule), operand)


@pytest.mark.parametrize("mistake", ["factor", "sign", "dropped axis", "transposed"])
@pytest.mark.parametrize("rule", [r for r in MOVING if r.tangent], ids=name_of)
def test_wrong_tangent_is_found_out(rule: Rule, mistake: str) -> None:
    for operand in range(1 if rule.variadic else max(len(rule.operands), 1)):
        planted = Planted(rule.tangent, MISTAKES[mistake], operand)
        wrong = dataclasses.replace(rule, tangent=planted)
        assert found_out(wrong, planted, test_forward.check), (name_of(rule), operand)
