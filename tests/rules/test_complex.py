"""Rules that are declared for complex values agree with differences on them, in both modes.

The adjoint of a complex operand z is the plain product d Re(s)/dx - 1j d Re(s)/dy, that of a real
operand the real part of what the rule gives; the tangent of a real result is a real part too.
"""

import cmath
import contextlib
import dataclasses
from typing import Any

import numpy as np
import pytest
import scipy.linalg

from srcgrad import check_grads, grad, jvp
from srcgrad.rules import Rule, lookup
from srcgrad.runtime import ArbitraryPhase, ComplexResult, unbroadcast
from tests.rules import complex_examples
from tests.rules.oracle import adjoint, leaves, operand_names
from tests.rules.samples import call
from tests.rules.test_forward import by_rule
from tests.rules.test_registry import EVERY, calls_of, name_of

REFUSING = {np.linalg.norm, np.linalg.cholesky, np.var, np.std}  # calls with some options
REFUSING |= {scipy.linalg.cholesky, scipy.linalg.solve}
STEPS = (4e-3, 2e-3, 1e-3)
MANY = 4  # elements
RULES = [rule for rule in EVERY if rule.complex and rule.function is not np.complex64]
RULES = [rule for rule in RULES if not any("." in name for name in rule.operands)]  # in programs
RULES = [rule for rule in RULES if rule.function is not scipy.linalg.lstsq]  # in programs


def moves(value: object) -> bool:
    """Can a value be an operand that moves?"""
    return isinstance(value, (float, complex)) or (
        isinstance(value, np.ndarray) and value.dtype.kind in "fc"
    )


def turned(value: Any, count: int) -> Any:
    """A complex operand in the place of a real one."""
    if not moves(value):
        return value
    moved = value + 1j * (0.2 + 0.1 * count + 0.3 * np.cos(3.0 * np.asarray(value)))
    return moved if isinstance(value, np.ndarray) else complex(moved)


def variants(rule: Rule, args: Any) -> list[Any]:
    """The arguments with all operands complex, and with each of them alone."""
    spots = [(n, m) for n, m in places(rule, args)]
    chosen = [spots] + ([[spot] for spot in spots] if len(spots) > 1 else [])
    out = []
    for these in chosen:
        made = [list(a) if isinstance(a, (list, tuple)) else a for a in args]
        for count, (position, part) in enumerate(these):
            if part is None:
                made[position] = turned(args[position], count)
            else:
                made[position][part] = turned(args[position][part], count)
        kept = [type(a)(m) if isinstance(a, tuple) else m for a, m in zip(args, made, strict=True)]
        out.append(tuple(kept))
    return out


def places(rule: Rule, args: Any) -> list[tuple[int, int | None]]:
    """Where the operands stand: positions, and indices in a sequence."""
    names = None if rule.variadic else operand_names(rule)
    out: list[tuple[int, int | None]] = []
    for position, value in enumerate(args):
        if isinstance(value, (list, tuple)) and rule.variadic:
            out += [(position, n) for n, part in enumerate(value) if moves(part)]
        elif moves(value) and (names is None or names[position] in rule.operands):
            out.append((position, None))
    return out


def at(args: Any, place: Any) -> Any:
    position, part = place
    return args[position] if part is None else args[position][part]


def put(args: Any, place: Any, value: Any) -> Any:
    position, part = place
    moved = list(args)
    if part is None:
        moved[position] = value
    else:
        moved[position] = list(moved[position])
        moved[position][part] = value
    return moved


def typed(value: Any, like: Any) -> Any:
    return value if isinstance(like, np.ndarray) else type(like)(value)


def slope(function: Any) -> Any:
    """The derivative at 0 by central differences, extrapolated."""
    rows = [(function(h) - function(-h)) / (2 * h) for h in STEPS]
    first, second = (4 * rows[1] - rows[0]) / 3, (4 * rows[2] - rows[1]) / 3
    return (16 * second - first) / 15


def seed_of(value: Any, generator: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [seed_of(v, generator) for v in value]
    weights = generator.uniform(0.5, 1.5, np.shape(value))
    if np.iscomplexobj(value):
        weights = weights + 1j * generator.uniform(-1.0, 1.0, np.shape(value))
    return weights if np.ndim(value) else weights[()].item() if np.ndim(weights) else weights


def weighed(value: Any, seed: Any) -> float:
    pairs = zip(leaves(value), leaves(seed), strict=True)
    return float(sum(np.sum(np.asarray(v) * w).real for v, w in pairs))


def check(rule: Rule, args: Any, kwargs: Any) -> None:
    """Both modes of one call against differences."""
    generator = np.random.default_rng(3)
    y = rule.function(*args, **kwargs)
    checked = 0
    several = isinstance(y, tuple) and not rule.variadic
    for y_bar in alone(several, seed_of(y, generator)):
        with contextlib.suppress(NotImplementedError, ArbitraryPhase):  # a combination refused
            check_reverse(rule, args, kwargs, y, y_bar)
            checked += 1
    assert checked or rule.function in REFUSING
    dots: list[Any] = [
        [None] * len(a) if isinstance(a, (list, tuple)) and rule.variadic else None for a in args
    ]
    for place in places(rule, args):
        x = at(args, place)
        direction = seed_of(x, generator) if np.ndim(x) else typed(seed_of(x, generator), x)
        if place[1] is None:
            dots[place[0]] = direction
        else:
            dots[place[0]][place[1]] = direction
    if checked:
        with contextlib.suppress(NotImplementedError):
            check_forward(rule, args, kwargs, dots)


def alone(several: bool, whole: Any) -> list[Any]:
    """A seed; for a tuple of results also each alone, where the others are the number 0."""
    if not several:
        return [whole]
    return [whole, *([w if n == m else 0 for n, w in enumerate(whole)] for m in range(len(whole)))]


def moves_of(x: Any, generator: Any) -> list[Any]:
    """Each element in turn; of many elements two directions, to which all of them contribute."""
    if np.size(x) > MANY:
        return [seed_of(x, generator) - 1 for _ in range(2)]
    units = [unit.reshape(np.shape(x)) for unit in np.eye(np.size(x))]
    return [unit * by for unit in units for by in ((1.0, 1j) if np.iscomplexobj(x) else (1.0,))]


def check_reverse(rule: Rule, args: Any, kwargs: Any, y: Any, y_bar: Any) -> None:
    message = f"{name_of(rule)}{args} {kwargs}"
    generator = np.random.default_rng(7)
    for place in places(rule, args):
        x = at(args, place)
        given = adjoint(rule, y_bar, y, args, kwargs, place)
        given = 0.0 if given is None else given
        given = unbroadcast(given if np.iscomplexobj(x) else np.real(given), np.shape(x))
        for move in moves_of(x, generator):

            def along(h: float, place: Any = place, x: Any = x, move: Any = move) -> float:
                moved = put(args, place, typed(x + h * move, x))
                return weighed(rule.function(*moved, **kwargs), y_bar)

            found = np.sum(given * move).real
            np.testing.assert_allclose(found, slope(along), rtol=1e-6, atol=1e-7, err_msg=message)


def check_forward(rule: Rule, args: Any, kwargs: Any, dots: Any) -> None:
    def results(h: float) -> Any:
        moved = args
        for place in places(rule, args):
            x = at(args, place)
            moved = put(moved, place, typed(x + h * np.asarray(at(dots, place)), x))
        return [np.asarray(v) for v in leaves(rule.function(*moved, **kwargs))]

    y = leaves(rule.function(*args, **kwargs))
    given = leaves(by_rule(rule, args, kwargs, dots))
    for n, (found, value) in enumerate(zip(given, y, strict=True)):
        if np.asarray(value).dtype.kind not in "fc":
            continue
        expected = slope(lambda h, n=n: results(h)[n])
        tangent = found if np.iscomplexobj(value) else np.real(found)
        np.testing.assert_allclose(
            np.broadcast_to(tangent, np.shape(expected)),
            expected,
            rtol=1e-6,
            atol=1e-7,
            err_msg=f"{name_of(rule)}{args} {kwargs}",
        )


def complex_calls(rule: Rule) -> list[Any]:
    """Calls with complex operands: the rule's own, or its real ones turned."""
    if rule.function in complex_examples.CALLS:
        return complex_examples.CALLS[rule.function]
    calls = [(args, kw) for args, kw in calls_of(rule) if for_complex(rule, args, kw)]
    return [(made, kw) for args, kw in calls for made in variants(rule, args)]


def for_complex(rule: Rule, args: Any, kwargs: Any) -> bool:
    """Does a call with these options take complex operands?"""
    by_position = {} if rule.variadic else dict(zip(operand_names(rule), args, strict=False))
    given = {**by_position, **kwargs}
    real = given.get("dtype") is not None and np.dtype(given["dtype"]).kind != "c"
    return not real and given.get("mode") not in ("mean", "median", "maximum", "minimum")


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_rule_of_complex_operands(rule: Rule) -> None:
    calls = complex_calls(rule)
    assert calls
    for args, kwargs in calls:
        check(rule, args, kwargs)


WRONG = {
    "conjugated": (np.exp, lambda y, x: np.conj(y), call(0.4 + 0.3j)),
    "not conjugated": (np.abs, lambda y, x: x / y, call(np.array([0.4 + 0.3j]))),
    "wrong side of a cut": (
        np.arccosh,
        lambda y, x: 1 / np.sqrt((x - 1) * (x + 1)),
        call(-0.4 + 0.3j),
    ),
    "of a number": (cmath.sqrt, lambda y, x: 0.5005 / y, call(0.4 + 0.3j)),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_rule_is_found_out(case: str) -> None:
    function, body, (args, kwargs) = WRONG[case]
    right = lookup(function)
    assert right is not None
    check(right, args, kwargs)
    with pytest.raises(AssertionError):
        check(dataclasses.replace(right, body=body), args, kwargs)


@pytest.mark.parametrize("function", [np.maximum, np.clip, np.arctan2, np.quantile])
def test_rule_that_is_not_for_complex_values(function: Any) -> None:
    rule = lookup(function)
    assert rule is not None
    assert not rule.complex


STEEP = [
    (lambda x: cmath.acos(x).real, 1.0, -np.inf),
    (lambda x: cmath.acos(x).real, -1.0, -np.inf),
    (lambda x: cmath.asin(x).real, 1.0, np.inf),
    (lambda x: cmath.acosh(x).real, 1.0, np.inf),
    (lambda x: cmath.sqrt(x).real, 0.0, np.inf),
]


@pytest.mark.parametrize("function, at, slope", STEEP)
def test_function_of_cmath_where_it_is_infinitely_steep(
    function: Any, at: float, slope: float
) -> None:
    value, x_bar = grad(function)(at)
    assert value == function(at)
    assert x_bar == slope


def weights(C: Any) -> Any:
    w, V = np.linalg.eig(C)
    _, U = np.linalg.eigh(C)
    weights = np.abs(V) ** 2 + np.abs(U) ** 2
    return np.sum(weights * np.arange(9.0).reshape(3, 3)) + np.sum(np.abs(w) ** 2)


C = np.diag([2.0, 1.0, 4.0]) + (0.3 + 0.2j) * np.array([[0.2, 1, 2], [0.5, 1, -1], [0.3, -0.7, 1]])
K = np.array([[0.0, 3.0, 0.0], [-3.0, 0.0, 1.0], [0.0, -1.0, 0.0]])


def test_lengths_of_complex_eigenvectors_have_a_derivative() -> None:
    check_grads(weights, (C,), modes=("reverse",))


def test_phases_of_complex_eigenvectors_have_none() -> None:
    with pytest.raises(ArbitraryPhase, match="phases"):
        grad(lambda C: np.sum(np.linalg.eig(C)[1].real))(C)
    with pytest.raises(ArbitraryPhase, match="phases"):
        grad(lambda C: np.sum(np.linalg.eigh(C)[1].real))(C)


def test_complex_eigenvectors_move_as_they_are_computed() -> None:
    def parts(C: Any) -> Any:
        v = np.linalg.eig(C)[1]
        w, h = np.linalg.eigh(C)
        u = np.linalg.eigh(C, "U")[1]
        return np.sum((v.real + 2 * v.imag + h.real - h.imag * w + u.imag) * np.arange(3.0))

    for move in (C, 1j * C.T):
        slope = (parts(C + 1e-6 * move) - parts(C - 1e-6 * move)) / 2e-6
        assert abs(jvp(parts, (C,), (move,))[1] - slope) < 1e-7

    def turning(a: Any) -> Any:
        return np.sum(np.linalg.eig(a)[1].imag ** 3)

    a, move = C.real + K, C.imag
    slope = (turning(a + 1e-6 * move) - turning(a - 1e-6 * move)) / 2e-6
    assert abs(jvp(turning, (a,), (move,))[1] - slope) < 1e-7


def test_zeros_that_are_repeated_have_no_derivative() -> None:
    with pytest.raises(np.linalg.LinAlgError, match="repeated"):
        grad(lambda c: np.sum(np.abs(np.roots(c))))(np.array([1.0, 0.0, 0.0]))


def test_projections_by_singular_vectors_have_a_derivative() -> None:
    def low_rank(C: Any) -> Any:
        U, s, Vt = np.linalg.svd(C, full_matrices=False)
        low = U[:, :2] @ np.diag(s[:2]) @ Vt[:2]
        return np.sum(np.abs(low - 0.3) ** 2) + np.sum(np.abs(Vt) ** 2 * s) + np.abs(U[0, 0])

    def null_space(C: Any) -> Any:
        rest = np.linalg.svd(C[:, :1])[0][:, 1:]
        return np.sum(np.abs(rest @ rest.conj().T) ** 2 * np.arange(9.0).reshape(3, 3))

    check_grads(low_rank, (C,), modes=("reverse",))
    check_grads(null_space, (C,), modes=("reverse",))
    check_grads(null_space, (C.real,), modes=("reverse",))


def test_phases_and_bases_of_singular_vectors_have_none() -> None:
    with pytest.raises(ArbitraryPhase, match="phases of complex singular vectors"):
        grad(lambda C: np.sum(np.linalg.svd(C)[0].real))(C)
    with pytest.raises(ArbitraryPhase, match="basis of a null space"):
        grad(lambda C: np.sum(np.linalg.svd(C[:, :1])[0]))(C.real)


@pytest.mark.skipif(
    np.lib.NumpyVersion(np.__version__) >= "2.5.0", reason="from NumPy 2.5 on they always are"
)
def test_complex_eigenvalues_of_a_real_matrix_are_found_out() -> None:
    with pytest.raises(ComplexResult, match="are complex here"):
        grad(lambda a: np.max(np.linalg.eigvals(a)))(np.array([[0.0, 1.0], [-1.0, 0.0]]))
