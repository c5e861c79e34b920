"""Every rule agrees with finite differences, and wrong rules are found out."""

import ast
import dataclasses
import functools
import inspect
import math
import textwrap
from typing import Any

import numpy as np
import pytest
import scipy.linalg
import scipy.special

from srcgrad import runtime
from srcgrad.rules import METHODS, Rule, lookup, registered, written_out
from srcgrad.rules.declare import pasted
from srcgrad.rules.optional import load
from tests.rules.complex_examples import COMPLEX_VALUED
from tests.rules.examples import EXAMPLES, call
from tests.rules.oracle import check, operand_names

load()  # the rules of SciPy, whose examples have imported it
FOUND = (  # their values are given: programs tell
    *(runtime.as_found, runtime.spline_through),
    *(runtime.matrix_product, runtime.matrix_elements),
    *(runtime.matrix_solved, runtime.matrix_solution),
)
LIBRARY = [
    rule
    for rule in registered()
    if not str(getattr(rule.function, "__module__", "")).startswith("tests.")
]
EVERY = [  # a file of tests that was read before this one may have declared some of its own
    rule
    for rule in LIBRARY
    if rule.form not in ("nondifferentiable", "jvp") and rule.function not in FOUND
]
ALWAYS_COMPLEX = (
    {np.linalg.eig, np.linalg.eigvals} if np.lib.NumpyVersion(np.__version__) >= "2.5.0" else set()
)
SMOOTH = [  # others: test_complex
    rule for rule in EVERY if rule.function not in {*COMPLEX_VALUED, *ALWAYS_COMPLEX}
]
REFUSED = (np.float32, runtime.covariance_found, scipy.linalg.lstsq)  # its solution alone is right


def name_of(rule: Rule) -> str:
    function: Any = rule.function
    owner = getattr(function, "__self__", None)
    if isinstance(owner, np.ufunc):
        return f"numpy.{owner.__name__}.{function.__name__}"
    module = getattr(function, "__module__", None) or "numpy"
    if module.startswith("scipy.stats"):
        module = type(owner).__name__.removesuffix("_gen")
    return f"{module}.{own_name(function)}"


def own_name(function: Any) -> str:
    """A function's name; the objects of SciPy 1.15 have none, but where they are found."""
    special = vars(scipy.special).items()
    name = getattr(function, "__name__", None)
    return name or next(name for name, value in special if value is function)


def elementwise(rule: Rule) -> list[Any]:
    """Calls that broadcast the operands in several ways, drawn from the rule's domain."""
    numbers = name_of(rule).startswith("math.")
    return drawn(rule.function, rule.domain, len(rule.operands), numbers)


@functools.cache
def drawn(
    function: Any, domain: tuple[float, float], operands: int, only_numbers: bool
) -> list[Any]:
    """The same objects each time."""
    generator = np.random.default_rng(5)

    def draw(*shape: int) -> Any:
        return generator.uniform(*domain, shape)

    numbers = [float(draw()) for _ in range(operands)]
    if only_numbers:
        return [call(*numbers)]
    if operands == 1:
        return [call(*numbers), call(draw(3)), call(draw(2, 3))]
    if isinstance(function, np.ufunc):
        shapes = [
            ((3,), (3,)),
            ((2, 3), (3,)),
            ((3,), (2, 1)),
            ((2, 1), (1, 3)),
            ((), (3,)),
            ((3,), ()),
            ((1,), (3,)),
        ]
        return [call(*numbers)] + [call(draw(*a), draw(*b)) for a, b in shapes]
    return []


def calls_of(rule: Rule) -> list[Any]:
    if rule.function in EXAMPLES:
        return EXAMPLES[rule.function]
    if rule.variadic or (rule.form == "vjp") or not rule.operands:
        return []
    return elementwise(rule)


@pytest.mark.parametrize("rule", SMOOTH, ids=name_of)
def test_rule_agrees_with_finite_differences(rule: Rule) -> None:
    calls = calls_of(rule)
    if rule.function in REFUSED:
        return
    assert calls, f"{name_of(rule)} has no example in tests/rules/examples.py"
    assert sum(check(rule, args, kwargs) for args, kwargs in calls) > 0


def part_called(rule: Rule, name: str) -> bool:
    """Does a body call a part of rules by this name?"""
    assert rule.body is not None
    around = inspect.getclosurevars(rule.body)
    return pasted((around.globals | around.nonlocals)[name])


@pytest.mark.parametrize("rule", SMOOTH, ids=name_of)
def test_body_is_of_the_language_that_the_compiler_pastes(rule: Rule) -> None:
    (body,) = ast.parse(textwrap.dedent(inspect.getsource(rule.body))).body  # type: ignore[arg-type]
    assert isinstance(body, ast.FunctionDef)
    pending = list(body.body)
    while pending:
        statement = pending.pop()
        if isinstance(statement, ast.If):
            pending += statement.body + statement.orelse
        elif isinstance(statement, ast.Assign):
            assert [ast.Name] == [type(target) for target in statement.targets]
        else:
            assert isinstance(statement, ast.Return | ast.Raise)
        assert not any(isinstance(node, ast.GeneratorExp) for node in ast.walk(statement))
    for statement in ast.walk(body):
        if isinstance(statement, ast.Return) and isinstance(statement.value, ast.Call):
            called = statement.value.func
            if isinstance(called, ast.Name) and part_called(rule, called.id):
                continue
        if isinstance(statement, ast.Return) and len(rule.operands) > 1 and not rule.variadic:
            assert isinstance(statement.value, ast.Tuple)
            assert len(rule.operands) == len(statement.value.elts)


@pytest.mark.parametrize("rule", SMOOTH, ids=name_of)
def test_values_at_safe_point_are_finite(rule: Rule) -> None:
    if rule.form != "partials" or rule.function is np.clip:
        return
    if len(operand_names(rule)) != len(rule.operands):  # an order or the like is to be chosen
        return
    if "scale" in rule.operands:  # the location would be the point itself: test_outside_support
        return
    operands = [rule.safe] * len(rule.operands)
    with np.errstate(all="raise"):
        y = rule.function(*operands)
        assert rule.body is not None
        assert np.all(np.isfinite(y))
        assert np.all(np.isfinite(rule.body(y, *operands)))


class Unknown(float):
    """An exponent that no test decides, as the compiler sees one that is not a literal."""

    def undecided(self, other: object) -> bool:
        return False

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = undecided  # type: ignore[assignment]
    __hash__ = float.__hash__


@pytest.mark.parametrize("x", [1.3, np.float64(1.3), np.array([0.4, 1.3])])
@pytest.mark.parametrize("p", [0.0, 1.0, 2.0, -1.0, 0.5, 2.7, -1.3])
def test_power_with_unknown_exponent(x: Any, p: float) -> None:
    rule = lookup(np.power)
    assert rule is not None
    assert rule.body is not None
    given = rule.body(x**p, x, Unknown(p))
    np.testing.assert_allclose(given[0], p * x ** (p - 1), rtol=1e-14)
    np.testing.assert_allclose(given[1], x**p * np.log(x), rtol=1e-14)


def planted(function: Any, body: Any) -> Rule:
    rule = lookup(function)
    assert rule is not None
    return dataclasses.replace(rule, body=body)


WRONG = {
    "factor": (np.sin, lambda y, x: 1.001 * np.cos(x), call(np.array([0.3, 0.8]))),
    "factor of one operand": (np.divide, lambda z, x, y: (1 / y, -1.001 * z / y), call(0.4, 0.7)),
    "swapped operands": (np.multiply, lambda z, x, y: (x, y), call(0.4, np.array([0.7, 0.2]))),
    "dropped axis": (
        np.sum,
        lambda y_bar, y, a, axis=None: y_bar,
        call(np.arange(9.0).reshape(3, 3), 1),
    ),
    "transposed operand": (
        np.matmul,
        lambda y_bar, y, a, b: (y_bar @ b, a.T @ y_bar),
        call(np.arange(4.0).reshape(2, 2), np.array([[1.0, 2.0], [5.0, 3.0]])),
    ),
    "wrong part": (
        np.concatenate,
        lambda y_bar, y, arrays, index, axis=0: y_bar[: len(arrays[index])],
        call([np.ones(2), np.ones(2)]),
    ),
    "forgotten operand": (np.add, lambda z, x, y: (1, 0), call(0.4, 0.7)),
    "scalar": (math.sqrt, lambda y, x: 0.5005 / y, call(0.4)),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_rule_is_found_out(case: str) -> None:
    function, body, (args, kwargs) = WRONG[case]
    right = lookup(function)
    assert right is not None
    check(right, args, kwargs)
    with pytest.raises(AssertionError, match=function.__name__):
        check(planted(function, body), args, kwargs)


@pytest.mark.parametrize("name", METHODS)
def test_method_has_a_rule(name: str) -> None:
    assert lookup(METHODS[name]) is not None or written_out(METHODS[name], 0) is not None
    assert hasattr(np.ndarray, name) or name == "ptp"


def test_nondifferentiable_results_are_piecewise_constant() -> None:
    functions = (np.floor, np.sign, np.argmax, np.shape, np.zeros_like, math.floor, round, int, len)
    rules = [lookup(function) for function in functions]
    assert [rule.form for rule in rules if rule] == ["nondifferentiable"] * len(functions)
