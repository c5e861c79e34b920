"""Gradients of elementwise functions of two operands, whatever the operands broadcast to."""

import itertools
import os
import warnings
from typing import Any

import numpy as np
import pytest

from tests.rules.compiled import (
    by_differences,
    check_identity,
    check_types,
    differentiated,
    program_of,
)
from tests.rules.test_registry import SMOOTH, Rule, name_of

SHAPES: dict[str, Any] = {
    "float": None,
    "scalar": (),
    "0-d": (),
    "one": (1,),
    "row": (3,),
    "column": (2, 1),
    "matrix": (2, 3),
    "empty": (0,),
    "no rows": (0, 3),
}
PAIRED = [
    rule
    for rule in SMOOTH
    if isinstance(rule.function, np.ufunc)
    and rule.function.signature is None
    and "dd->d" in rule.function.types
    and len(rule.operands) == 2
]


def broadcasts(one: str, two: str) -> bool:
    """Does NumPy take both?"""
    try:
        np.broadcast_shapes(SHAPES[one] or (), SHAPES[two] or ())
    except ValueError:
        return False
    return True


PAIRS = [pair for pair in itertools.product(SHAPES, repeat=2) if broadcasts(*pair)]
CASES = (
    list(itertools.product(PAIRED, PAIRS))
    if "PROGRAMS_WHOLE" in os.environ
    else [(PAIRED[n % len(PAIRED)], pair) for n, pair in enumerate(PAIRS)]
)


def drawn(name: str, rule: Rule, generator: Any) -> Any:
    """An operand within the rule's domain."""
    found = generator.uniform(*rule.domain, SHAPES[name])
    return found if name == "float" else np.float64(found) if name == "scalar" else np.array(found)


@pytest.mark.parametrize(
    ("rule", "pair"), CASES, ids=[f"{name_of(rule)}-{a}-{b}" for rule, (a, b) in CASES]
)
def test_gradients_have_the_shapes_of_their_operands(rule: Rule, pair: tuple[str, str]) -> None:
    generator = np.random.default_rng(3)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        program = program_of(rule, tuple(drawn(name, rule, generator) for name in pair), {})
        outcome = differentiated(program)
        slope = by_differences(program, outcome)
    check_types(program, outcome)
    check_identity(outcome, 1e-8)
    assert abs(slope - outcome.reverse) <= 1e-6 * outcome.size
