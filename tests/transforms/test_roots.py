"""`implicit_root`: how often the solver runs, and what is refused."""

import numpy as np
import pytest

from srcgrad import (
    SourceUnavailableError,
    UnsupportedSyntaxError,
    check_grads,
    grad,
    hessian,
    hvp,
    implicit_root,
    jacobian,
    jvp,
    vjp,
)

RUNS = []


def residual(y, a):
    return y * y - a


@implicit_root(residual)
def root(a, start=1.0):
    RUNS.append(a)
    y = start
    for _ in range(60):
        y = 0.5 * (y + a / y)
    return y


def test_the_solver_runs_once():
    RUNS.clear()
    value, slope = grad(lambda a: root(a))(2.0)
    assert 1 == len(RUNS)
    assert 2**0.5 == pytest.approx(value, rel=1e-15)
    assert 0.5 / 2**0.5 == pytest.approx(slope, rel=1e-14)


def test_second_derivative():
    assert -0.25 * 2**-1.5 == pytest.approx(hessian(lambda a: root(a))(2.0), rel=1e-12)


def test_it_is_the_solver_outside_of_derivatives():
    assert "root" == root.__name__
    assert 3.0 == pytest.approx(root(9.0, start=2.0))


def test_a_singular_jacobian_is_an_error():
    with pytest.raises(np.linalg.LinAlgError, match="singular at the solution"):
        grad(lambda a: double(a))(0.0)
    with pytest.raises(np.linalg.LinAlgError, match="Jacobian of residual is singular at the sol"):
        grad(lambda x: np.sum(doubles(x)))(np.zeros(2))
    with pytest.raises(np.linalg.LinAlgError, match="linear system with the Jacobian of residual"):
        grad(lambda x: np.sum(doubles_by_products(x)))(np.zeros(2))
    with pytest.raises(np.linalg.LinAlgError, match="Jacobian of dependent is singular"):
        grad(lambda x: np.sum(nearly(x) ** 2))(np.ones(3))


@implicit_root(residual)
def double(a):
    return 0.0 * a


@implicit_root(residual)
def doubles(a):
    return 0.0 * a


@implicit_root(residual, linear_solve="gmres")
def doubles_by_products(a):
    return 0.0 * a


def dependent(y, a):
    """Rows that depend on one another, but for rounding."""
    return np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]]) @ y * 0.1 - a


@implicit_root(dependent)
def nearly(a):
    return a * 1.0


@implicit_root(residual)
def rounded(a):
    return round(a)


def test_a_solution_is_a_float_or_an_array_of_floats():
    with pytest.raises(TypeError, match="rounded returns a int"):
        rounded(2.5)


def neighbours(u, q):
    r = 3.0 * u + 0.1 * u**3 - q
    r[1:] -= u[:-1]
    r[:-1] -= u[1:]
    return r


@implicit_root(neighbours, linear_solve="gmres")
def settled(q):
    u = np.zeros_like(q)
    for _ in range(80):
        u = u - neighbours(u, q) / 3.5
    return u


def test_a_large_system_is_never_made_into_a_matrix():
    """A matrix of its size would take 20 GB."""
    q = np.linspace(0.5, 1.5, 50_000)
    _, q_bar = grad(lambda q: np.sum(settled(q)))(q)
    direction = np.cos(q)
    _, slope = jvp(lambda q: np.sum(settled(q)), (q,), (direction,))
    assert np.dot(q_bar, direction) == pytest.approx(slope, rel=1e-9)
    h = 1e-4
    ahead, behind = (np.sum(settled(q + s * h * direction)) for s in (1, -1))
    assert (ahead - behind) / (2 * h) == pytest.approx(slope, rel=1e-7)


def test_gmres_that_does_not_get_there_is_an_error():
    @implicit_root(neighbours, linear_solve="gmres", tolerance=1e-30)
    def exact(q):
        return settled(q)

    with pytest.raises(np.linalg.LinAlgError, match="GMRES has not solved the linear system"):
        grad(lambda q: np.sum(exact(q)))(np.ones(50))


def test_second_derivatives_of_containers():
    from tests.programs import roots

    def value(weight, p):
        return roots.of_a_minimum_over_dicts({"X": p[0], "t": p[1], "l": weight})

    p = np.array([[1.0, 0.2], [0.3, 2.0], [0.5, -1.0]]), np.array([1.0, 0.3, 2.0])
    h = 1e-4
    slopes = [grad(value)(0.3 + s * h, p)[1] for s in (1, -1)]
    expected = (slopes[0] - slopes[1]) / (2 * h)
    assert expected == pytest.approx(hvp(value)(0.3, p, v=1.0), rel=1e-6)
    forward = jacobian(lambda x: roots.projected(x, 3)[0], mode="forward")(np.ones(3))
    np.testing.assert_allclose(np.eye(3) - 1.0 / 3.0, forward, atol=1e-12)


@implicit_root(lambda y, p: (y[0] - p, "two"))
def half_a_text(p):
    return p, "two"


@implicit_root(lambda y, p: (y[0] - p,))
def in_single(p):
    return (p.astype(np.float32),)


class Plain:
    def __init__(self, k):
        self.k = k


def test_what_is_refused_of_containers():
    assert (3.0, 1.0) == grad(lambda p: half_a_text(p)[0])(3.0)
    with pytest.raises(UnsupportedSyntaxError, match="what in_single returns is, or holds"):
        grad(lambda p: np.sum(in_single(p)[0]))(np.ones(2))
    with pytest.raises(UnsupportedSyntaxError, match="the argument `p` of half_a_text"):
        grad(lambda k: half_a_text(Plain(k))[0])(1.0)


def test_what_is_refused():
    with pytest.raises(UnsupportedSyntaxError, match="linear_solve='lu' is no way to solve"):
        implicit_root(residual, linear_solve="lu")
    with pytest.raises(UnsupportedSyntaxError, match="`residual` is 3, which cannot be called"):
        implicit_root(3)
    with pytest.raises(UnsupportedSyntaxError, match="`b` is a parameter of the residual"):
        implicit_root(lambda y, b: y - b)(lambda a: a)
    with pytest.raises(SourceUnavailableError, match="parameters have names"):
        implicit_root(residual)(np.sqrt)
    with pytest.raises(SourceUnavailableError, match="parameters have names"):
        implicit_root(residual)(lambda *a: a)
    with pytest.raises(UnsupportedSyntaxError, match=r"pass stop_gradient\(start\)"):
        grad(lambda a: root(a, start=a))(2.0)


@implicit_root(lambda y, p: y * y - p)
def square_root(p):
    return np.sqrt(p)


@pytest.mark.parametrize(
    ("of", "x"),
    [
        (lambda p: grad(lambda p: np.abs(square_root(p)))(p), 1.0 + 1.0j),
        (lambda p: jvp(square_root, (p,), (1.0j,)), 1.0 + 1.0j),
        (lambda p: grad(lambda p: np.sum(np.abs(square_root(p * 1j))))(p), np.ones(2)),
    ],
)
def test_complex_solutions_are_refused_by_name(of, x):
    with pytest.raises(UnsupportedSyntaxError, match="`square_root` of complex active values"):
        of(x)


def test_the_solver_itself_can_be_differentiated():
    @implicit_root(lambda y, p, k: y**2 - p * k)
    def root(p, k=2.0, *, steps=30):
        y = np.maximum(p, 1.0)
        for _ in range(steps):
            y = 0.5 * (y + p * k / y)
        return y

    p = np.array([0.5, 2.0, 8.0])
    expected = np.diag(1.0 / root(p))
    np.testing.assert_allclose(jacobian(root)(p), expected)
    np.testing.assert_allclose(jacobian(root, mode="forward")(p), expected)
    np.testing.assert_allclose(vjp(root, p)[1](p), p / root(p))
    check_grads(root, (p, 2.0), wrt=("p", "k"), order=2)


def of_names(z, row, moved, rows, turned):
    return (z * rows) ** 3 * row + z * moved - turned


@implicit_root(of_names)
def with_names_of_the_rule(row, moved, rows, turned):
    z = np.ones(turned.shape)
    for _ in range(60):
        slope = 3 * rows * (z * rows) ** 2 * row + moved
        z = z - ((z * rows) ** 3 * row + z * moved - turned) / slope
    return z


def size_with_names(a, b, c, d):
    return np.sum(with_names_of_the_rule(a, b, c, d) ** 2)


def test_parameters_may_have_the_names_that_the_rule_has():
    args = [np.array([0.7, 1.9]), np.array([1.2, 0.8]), np.array([0.5, 0.6]), np.array([1.5, 2.0])]
    check_grads(size_with_names, args, wrt=(0, 1, 2, 3))


@implicit_root(lambda z, a: np.sum(z) - a)
def of_one_equation(a):
    return a * np.ones(2) / 2


@implicit_root(lambda z, a: np.array([z - a, z - a]))
def of_two_equations(a):
    return 1.0 * a


@pytest.mark.parametrize(
    ("solver", "words"),
    [
        (of_one_equation, "is a number, and the solution .* is an array of 1 axis"),
        (of_two_equations, "is an array of 1 axis, and the solution .* is a number"),
    ],
)
def test_a_residual_of_another_shape_than_the_solution(solver, words):
    with pytest.raises(UnsupportedSyntaxError, match=words):
        grad(lambda a: np.sum(solver(a)))(1.0)


@implicit_root(residual)
def guessed(a):
    return 1.0 * a


@implicit_root(residual)
def to_four_digits(a):
    return np.round(np.sqrt(a), 4)


@pytest.mark.parametrize("a", [2.0, np.array([2.0, 3.0])])
def test_a_solution_that_is_no_root_is_told(a):
    one = np.ones_like(a) if np.ndim(a) else 1.0
    with pytest.warns(RuntimeWarning, match="no root of residual: the next one is farther off"):
        grad(lambda a: np.sum(guessed(a)))(a)
    with pytest.warns(RuntimeWarning, match="no root of residual: the next one is farther off"):
        jvp(lambda a: guessed(a), (a,), (one,))


def test_a_rounded_root_is_one():
    slope = grad(lambda a: np.sum(to_four_digits(a)))(np.array([2.0, 3.0]))[1]
    np.testing.assert_allclose(slope, 0.5 / np.sqrt([2.0, 3.0]), rtol=1e-3)
    assert 0.5 == pytest.approx(grad(lambda a: guessed(a))(1.0)[1])


DATA = np.array([[1.0, 0.5], [-0.5, 2.0], [0.25, 1.0]])


def misfit(y, a):
    return np.sum((DATA @ y - 1.0) ** 2) + a * np.sum(y**2)


@implicit_root(lambda y, a: grad(misfit)(y, a)[1])
def ridge(a):
    return np.linalg.solve(DATA.T @ DATA + a * np.eye(2), np.sum(DATA, axis=0))


def test_second_derivatives_of_a_minimum_that_reads_data_outside():
    inverse = np.linalg.inv(DATA.T @ DATA + 0.5 * np.eye(2))
    slope = grad(lambda a: grad(lambda b: np.sum(ridge(b)))(a)[1])(0.5)[1]
    expected = 2 * np.sum(np.linalg.matrix_power(inverse, 3) @ np.sum(DATA, axis=0))
    assert expected == pytest.approx(slope, rel=1e-12)
