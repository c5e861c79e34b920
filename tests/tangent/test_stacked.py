"""Many directions in one run: the same numbers as one by one, or refused."""

import contextlib
import inspect
import io
import warnings

import numpy as np
import pytest

from srcgrad import hessian, hvp, jacobian, jvp
from srcgrad.errors import NonDifferentiableError
from srcgrad.transforms.forward import Stacked, pushforward
from srcgrad.transforms.trees import filled, leaves
from tests.programs import corpus
from tests.programs.forward import bound, moved_names

PROGRAMS = corpus.accepted()
CHOSEN = corpus.picked(PROGRAMS, 80)
CHOSEN.append("reductions:sum_axis_argument#5")  # over no axis
RNG = np.random.default_rng(5)


def arguments(program):
    given = bound(program)
    call = inspect.BoundArguments(inspect.signature(program.function), given.arguments)
    push = pushforward(program.function, tuple(moved_names(program)))
    return (*push._bound(call.args, call.kwargs), given.arguments)


def doubles(tree):
    try:
        found = leaves(tree)
    except NonDifferentiableError:  # complex numbers
        return False
    return all(isinstance(x, float) or x.dtype == np.float64 for x in found)


@pytest.mark.parametrize("name", CHOSEN)
def test_programs(name):
    program = PROGRAMS[name]
    names = tuple(moved_names(program))
    values, held, named = arguments(program)
    by = {n: named[n] for n in names}
    if not doubles(by):
        return
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        many = Stacked(program.function, names).together(values, held)
        if many is None:
            return
        rows = [[RNG.normal(size=np.shape(x)) for x in leaves(by)] for _ in range(3)]
        of = [
            [
                r if isinstance(x, np.ndarray) else float(r)
                for r, x in zip(row, leaves(by), strict=True)
            ]
            for row in rows
        ]
        stacked = filled(by, [np.stack(column) for column in zip(*rows, strict=True)])
        _, moved = many(values, held, stacked)
        for n, row in enumerate(of):
            values, held, _ = arguments(program)
            _, one = pushforward(program.function, names).push(values, held, filled(by, row))
            for exact, got in zip(leaves(one), leaves(moved), strict=True):
                assert np.shape(exact) == np.shape(got[n])
                assert np.allclose(exact, got[n], rtol=1e-9, atol=1e-12, equal_nan=True)


def mixed(x, w, k):
    a = x[0]
    b = a
    x[0] = b * k
    x[1:] *= w[0] @ x[1:]
    c = x[0]
    x[0] = 2.0
    y = np.where(x > 0.1, np.tanh(w @ x[1:]).sum() + x, a)
    s = 0.0
    for i in range(3):
        s += y[i] * c
    return np.array([s, np.sum(x * x), b]), {"y": np.outer(y, x[:2]) + k}


X, W = np.array([0.3, 0.7, -0.4, 0.9]), np.arange(9.0).reshape(3, 3) / 10


def test_stores_and_numbers_of_arrays():
    dots = (RNG.normal(size=(5, 4)), RNG.normal(size=(5, 3, 3)), RNG.normal(size=5))
    (first, second), (first_dots, second_dots) = jvp(mixed, (X.copy(), W, 0.5), dots)
    assert (5, 3) == first_dots.shape
    assert (5, 4, 2) == second_dots["y"].shape
    for n in range(5):
        value, dot = jvp(mixed, (X.copy(), W, 0.5), (dots[0][n], dots[1][n], float(dots[2][n])))
        assert np.array_equal(value[0], first)
        assert np.array_equal(value[1]["y"], second["y"])
        assert np.allclose(dot[0], first_dots[n])
        assert np.allclose(dot[1]["y"], second_dots["y"][n])


def listed(x):
    kept = []
    for i in range(len(x)):
        kept.append(x[i] ** 2)
    x[0] = 0.0
    return np.array(kept)


def test_one_by_one_where_the_directions_cannot_go_together():
    assert Stacked(listed, ("x",)).together((X.copy(),), {}) is None
    x = X.copy()
    value, dots = jvp(listed, (x,), (np.eye(4),))
    assert np.array_equal(X**2, value)
    assert np.array_equal(np.diag(2 * X), dots)
    assert x[0] == 0.0


def test_the_tangents_of_the_value_are_new_arrays():
    dots = np.eye(4)
    _, (one, other) = jvp(lambda x: (x, x[1:]), (X,), (dots,))
    assert not np.shares_memory(one, dots)
    assert not np.shares_memory(one, other)


def chain(x):
    y = np.tanh(x)
    y[1:] *= x[:-1]
    return np.sum(y**2 * x)


def test_matrices():
    x = RNG.normal(size=12)
    product = hvp(chain)
    rows = np.stack([product(x, v=v) for v in np.eye(12)])
    assert np.allclose(rows, hessian(chain)(x))
    assert np.allclose(rows, hessian(chain)(x).T)


def vector(x, w):
    y = np.sin(w @ x)
    y[0] = x[0] * y[1]
    return y


def spread(x):
    return np.broadcast_to(x[0] * x[1], 3) * np.broadcast_to(x, (2, 4))[1, 1:]


def test_a_shape_of_one_number():
    x = RNG.normal(size=4)
    assert Stacked(spread, ("x",)).together((x,), {}) is not None
    exact = jacobian(spread, mode="reverse")(x)
    assert np.allclose(exact, jacobian(spread, mode="forward")(x))


@pytest.mark.parametrize("mode", ["auto", "forward"])
def test_jacobians(mode):
    x, w = RNG.normal(size=5), RNG.normal(size=(4, 5))
    exact = jacobian(vector, wrt=(0, 1), mode="reverse")(x, w)
    for one, other in zip(exact, jacobian(vector, wrt=(0, 1), mode=mode)(x, w), strict=True):
        assert np.allclose(one, other)


def taped(x):
    total, n = 0.0, 0
    while total < 20.0:
        total += x[n % 6] ** 2 * np.sum(x * x)
        n += 1
    weights = np.outer(x, np.flip(x))
    for _ in range(3):
        x = np.sin(weights @ x) + np.cumsum(x)
    return total * np.sum(weights * x)


def chosen(x):
    table = np.outer(x, x)
    least = np.min(np.sum((table[:, None] - table) ** 2 + 1.0, axis=2), axis=0)
    table[np.arange(3), np.array([2, 0, 2])] /= x[1] + least[0]
    return np.sum(np.einsum("ab,b->a", table, least) / table[:, 0])


def overwritten(x):
    for k in range(1, 6):
        x[k] *= x[k - 1] * x[k]
        x[k - 1] = np.cos(x[k]) / x[k - 1]
    return np.sum(x)


def row_scattered(x):
    B = np.outer(x, x * x)
    row = B[1]
    row[np.array([1, 1, 0, 2, 5, 4])] *= x
    column = B.T[0]
    column[np.array([2, 2, 1, 0, 3, 5])] += x * x
    return np.sum(B**2 * x)


@pytest.mark.parametrize("function", [taped, chosen, overwritten, row_scattered])
def test_hessians_of_programs_that_record(function, monkeypatch):
    x = 1.0 + RNG.uniform(size=6)
    product = hvp(function)
    rows = np.stack([product(x.copy(), v=v) for v in np.eye(6)])
    monkeypatch.setattr("srcgrad.transforms.second.columns", None)  # all directions in one run
    assert np.allclose(rows, hessian(function)(x.copy()), rtol=1e-9)


def test_a_value_or_an_argument_of_no_elements():
    x = RNG.normal(size=3)
    for mode in ("auto", "forward", "reverse"):
        assert jacobian(lambda x: x[:0] * 2.0, mode=mode)(x).shape == (0, 3)
        assert jacobian(lambda x: 2.0 * x, mode=mode)(x[:0]).shape == (0, 0)


def test_chunks(monkeypatch):
    monkeypatch.setattr("srcgrad.transforms.grids.BYTES", 8 * 12 * 5)
    x = RNG.normal(size=12)
    assert np.allclose(np.stack([hvp(chain)(x, v=v) for v in np.eye(12)]), hessian(chain)(x))
