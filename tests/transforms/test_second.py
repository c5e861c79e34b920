"""`hvp` and `hessian`: second derivatives of scalar functions."""

import enum

import numpy as np
import pytest
import scipy.linalg
import scipy.stats

from srcgrad import (
    SeedError,
    UnsupportedSyntaxError,
    check_grads,
    grad,
    hessian,
    hvp,
    jacobian,
    jvp,
    source,
    stop_gradient,
    vjp,
)

X = np.array([1.0, 2.0, 3.0])
TRAPEZOID = getattr(np, "trapezoid", None) or np.trapz


def loopy(x):
    y = np.exp(x[1:] * x[:-1] / 4)
    for i in range(2):
        y[i] *= x[i]
    return np.sum(y / np.sum(x))


def residual_by_mask(x):
    r = np.sqrt(x)[x > 1.5] - np.sqrt(X[1:])
    return r @ r


def residual_by_where(x):
    r = np.where(x > 1.5, np.exp(x) - np.exp(X), 0.0)
    return np.sum(r * r)


def residual_by_branch(x):
    r = np.sqrt(x[1]) - np.sqrt(2.0)
    return r * r if x[0] > 0.5 else x[0]


def spectral(x):
    k = np.arange(3.0) ** 2 * x[0]
    k[0] = 1.0
    found = np.fft.fft(x) / k
    found[0] = 0.0
    return np.sum(np.real(np.fft.ifft(found)) ** 2)


def differences(function, x, step=1e-5):
    """The derivative of a gradient, column by column."""
    columns = [
        (grad(function)(x + step * e)[1] - grad(function)(x - step * e)[1]) / (2 * step)
        for e in np.eye(x.size)
    ]
    return np.array(columns)


@pytest.mark.parametrize(
    "function",
    [
        lambda x: np.sum(np.abs(x) ** 2),
        lambda x: np.sum(np.square(np.abs(x))),
        lambda x: np.linalg.norm(x) ** 2,
        lambda x: np.sqrt(np.sum(x**2)) ** 2,
        lambda x: np.sqrt(x @ x) ** 2,
    ],
)
def test_hessian_of_a_squared_length_at_its_kink(function):
    np.testing.assert_array_equal(hessian(function)(np.zeros(3)), 2 * np.eye(3))


def magnitudes_in_a_loop(x):
    total = 0.0
    for i in range(2):
        u = x[i] - x[i + 1]
        m = abs(x[i + 1] - x[i])
        total += abs(u) ** 2 + m * m
    return total


def kernel(x):
    points = np.outer(x, np.array([1.0, 2.0]))
    D = np.sqrt(((points[:, None] - points[None]) ** 2).sum(-1))
    return np.sum(np.exp(-0.5 * (D / 1.5) ** 2))


def row_lengths(x):
    return np.sum(np.linalg.norm(np.outer(x - X, np.array([1.0, 2.0])), axis=1) ** 2)


@pytest.mark.parametrize(
    ("function", "x"),
    [(magnitudes_in_a_loop, np.ones(3)), (kernel, X), (row_lengths, X)],
)
def test_hessian_of_what_is_squared_at_its_kink(function, x):
    """On the diagonal of a kernel, too, where distances are 0 whatever the points are."""
    np.testing.assert_allclose(hessian(function)(x), differences(function, x), atol=1e-8)


@pytest.mark.parametrize(
    "function",
    [
        loopy,
        residual_by_mask,
        residual_by_where,
        residual_by_branch,
        lambda x: np.prod(x),
        lambda x: np.linalg.norm(x),
        lambda x: np.sum(np.sort(x) ** 3),
        lambda x: np.std(x) * np.max(x),
        lambda x: np.sum(np.interp(x / 5, np.array([0.0, 0.5, 1.0]), x)),
        lambda x: np.sum(np.convolve(x, x * x)),
        lambda x: np.log(np.sum(np.exp(np.outer(x, x) / 9))),
        lambda x: np.linalg.solve(np.outer(x, x) + np.eye(3), x) @ x,
        lambda x: np.sum(np.where(x > 1.5, x**3, np.sin(x))),
        lambda x: np.sum(x[np.array([0, 0, 2])] ** 3),
        lambda x: np.abs(np.prod(x + 1j)) ** 2,
        lambda x: np.abs(TRAPEZOID(np.exp(1j * x * x), x)) ** 2,
        lambda x: np.sum(np.abs(np.gradient(np.exp(1j * x * x))) ** 2),
        lambda x: np.sum(np.real(scipy.linalg.expm(1j * np.outer(x, x) / 9))),
        spectral,
    ],
)
def test_hessian(function):
    found = hessian(function)(X)
    np.testing.assert_allclose(found, differences(function, X), rtol=1e-7, atol=1e-8)
    np.testing.assert_allclose(found, found.T, rtol=1e-12, atol=1e-12)
    v = np.array([1.0, -0.5, 0.25])
    np.testing.assert_allclose(hvp(function)(X, v=v), found @ v, rtol=1e-12, atol=1e-12)


def test_structures():
    def f(p, k):
        return k * k * p["a"] * np.sum(p["x"] ** 2)

    p = {"a": 2.0, "x": X, "n": 3}
    found = hessian(f, wrt=("p", "k"))(p, 3.0)
    assert 2 * 2.0 * 14.0 == found[1][1]
    assert found[0]["n"] is None
    np.testing.assert_array_equal(18 * X, found[0]["a"][0]["x"])
    np.testing.assert_array_equal(36 * np.eye(3), found[0]["x"][0]["x"])
    np.testing.assert_array_equal(24 * X, found[1][0]["x"])
    moved = hvp(f, wrt="p")(p, 3.0, v={"a": 1.0, "x": None, "n": None})
    np.testing.assert_array_equal(18 * X, moved["x"])


def test_arguments_end_as_the_function_leaves_them():
    def f(x):
        x *= x
        return np.sum(x * x)

    x = X.copy()
    np.testing.assert_array_equal(np.diag(12 * X**2), hessian(f)(x))
    np.testing.assert_array_equal(X * X, x)


def test_of_a_gradient():
    np.testing.assert_array_equal(hessian(loopy)(X), hessian(grad(loopy))(X))


def speed_of(x, v):
    return np.sum(x**3) * v


def test_what_is_refused():
    with pytest.raises(SeedError, match="the output is an array"):
        hessian(lambda x: x * x)(X)
    with pytest.raises(UnsupportedSyntaxError, match="a parameter of its own named 'v'") as told:
        hvp(speed_of)
    assert "as in lambda x, v_: f(x, v_)" in str(told.value)
    product = hvp(lambda x, v_: speed_of(x, v_))(X, 2.0, v=X)
    np.testing.assert_allclose(product, 12.0 * X**2)
    with pytest.raises(SeedError, match="`v` does not fit: `x` is an array of float64 of sh"):
        hvp(loopy)(X, v=np.ones(4))
    with pytest.raises(SeedError, match="`v` is None"):
        hvp(loopy)(X, v=None)


def field(x):
    return np.sin(x) * x[::-1]


def central(function, x, step=1e-5):
    """How an array of derivatives changes, along a new last axis."""
    moved = [(function(x + step * e) - function(x - step * e)) / (2 * step) for e in np.eye(x.size)]
    return np.stack(moved, -1)


@pytest.mark.parametrize(
    "function",
    [jacobian(field), jacobian(field, mode="reverse"), hessian(loopy), jacobian(loopy)],
    ids=["jacobian", "by rows", "hessian", "gradient"],
)
def test_jacobians_of_matrices(function):
    found = jacobian(function)(X)
    np.testing.assert_allclose(found, central(function, X), rtol=1e-6, atol=1e-8)
    if found.shape[-3:] == (3, 3, 3):  # derivatives by the same argument may be exchanged
        np.testing.assert_allclose(found, np.swapaxes(found, -1, -2), rtol=1e-12, atol=1e-12)


def test_third_derivative_of_a_number():
    third = jacobian(jacobian(jacobian(lambda t: np.sin(t) * t)))
    assert -3 * np.sin(0.7) - 0.7 * np.cos(0.7) == pytest.approx(third(0.7), rel=1e-12)


def test_both_orders_of_composition():
    """Forward over reverse, and reverse over reverse."""
    over = jacobian(lambda x: grad(loopy)(x)[1], mode="reverse")
    np.testing.assert_allclose(hessian(loopy)(X), over(X), rtol=1e-10, atol=1e-12)


def with_parts(x):
    y = np.sin(x) * x[0]
    return np.sum(y**2), {"y": y, "n": len(y)}


def test_has_aux():
    plain = hessian(lambda x: with_parts(x)[0])
    found, aux = hessian(with_parts, has_aux=True)(X)
    np.testing.assert_allclose(plain(X), found, rtol=1e-13)
    np.testing.assert_array_equal(np.sin(X) * X[0], aux["y"])
    moved, aux = hvp(with_parts, has_aux=True)(X, v=X)
    np.testing.assert_allclose(plain(X) @ X, moved, rtol=1e-13)
    assert 3 == aux["n"]


@pytest.mark.parametrize("outer", ["forward", "reverse"])
@pytest.mark.parametrize("inner", ["forward", "reverse"])
def test_reverse_mode_over_jacobians_of_jacobians(inner, outer):
    twice = jacobian(jacobian(field, mode=inner), mode=outer)
    check_grads(lambda x: np.sum(twice(x) ** 2), (X,), modes=("reverse", "forward"))


def shared_variable(x):
    """The inner derivative is 1: that of `x + y` by `y`, not by both."""
    return x * grad(lambda y: x + y)(1.0)[1]


def shared_by_push(x):
    return x * jvp(lambda y: x * y, (2.0,), (1.0,))[1]


def of_the_variable_itself(x):
    return grad(lambda y: x * y * y)(x)[1]


def of_a_push_in_a_gradient(x):
    return grad(lambda y: jvp(lambda z: z * y * x, (y,), (x,))[1] * y)(x)[1]


@pytest.mark.parametrize(
    ("function", "value", "slope"),
    [
        (shared_variable, 3.0, 1.0),
        (shared_by_push, 9.0, 6.0),
        (of_the_variable_itself, 18.0, 12.0),
        (of_a_push_in_a_gradient, 2 * 27.0, 6 * 9.0),  # 2 x^3
    ],
)
def test_variables_of_different_levels_are_not_confused(function, value, slope):
    assert (value, slope) == grad(function)(3.0)
    assert (value, slope) == jvp(function, (3.0,), (1.0,))


def power(t):
    return t**6


def first(t):
    return grad(power)(t)[1]


def second(t):
    return grad(first)(t)[1]


def third(t):
    return grad(second)(t)[1]


def test_derivatives_of_higher_order():
    assert 120 * 2.0**3 == third(2.0)
    assert 360 * 2.0**2 == pytest.approx(grad(third)(2.0)[1], rel=1e-14)
    assert 360 * 2.0**2 == pytest.approx(jvp(third, (2.0,), (1.0,))[1], rel=1e-14)
    assert 720 * 2.0 == pytest.approx(hessian(third)(2.0), rel=1e-14)


INPUTS = np.linspace(-1, 1, 10).reshape(5, 2)


def error(w, decay):
    return np.mean((np.tanh(INPUTS @ w) - 0.3) ** 2) + decay * np.sum(w**2)


def after_training(decay, rate):
    w, momentum = np.array([0.1, 0.2]), np.zeros(2)
    for _ in range(5):
        momentum = 0.9 * momentum + grad(error)(w, decay)[1]
        w = w - rate * momentum
    return error(w, 0.0)


def after_newton(a):
    y = np.array([1.0, 1.0])
    for _ in range(5):
        y = y - np.linalg.solve(jacobian(equations)(y, a), equations(y, a))
    return np.sum(y)


def equations(y, a):
    return np.array([y[0] ** 2 + y[1] - a * 2, y[0] - y[1] ** 3 + a])


@pytest.mark.parametrize(
    ("function", "args", "wrt"),
    [(after_training, (0.1, 0.05), (0, 1)), (after_newton, (1.0,), 0)],
)
def test_derivatives_of_loops_that_differentiate(function, args, wrt):
    check_grads(function, args, wrt=wrt, modes=("reverse", "forward"))


def half_stopped(x):
    return np.sum(stop_gradient(x) * x**2)


def test_stop_gradient_in_every_mode():
    ones = np.ones(3)
    np.testing.assert_allclose(2 * X**2, grad(half_stopped)(X)[1])
    np.testing.assert_allclose(2 * X**2, vjp(half_stopped, X)[1]())
    assert np.sum(2 * X**2) == pytest.approx(jvp(half_stopped, (X,), (ones,))[1])
    np.testing.assert_allclose(2 * X, hvp(half_stopped)(X, v=ones))
    np.testing.assert_allclose(np.diag(2 * X), hessian(half_stopped)(X))
    for mode in ("forward", "reverse"):
        found = jacobian(lambda x: stop_gradient(x) * x, mode=mode)(X)
        np.testing.assert_allclose(np.diag(X), found)
    slope = grad(half_stopped)(X)[1]
    found = grad(lambda x: np.sum(stop_gradient(grad(half_stopped)(x)[1]) * x))(X)[1]
    np.testing.assert_allclose(slope, found)


def of_an_array(x):
    return np.sum(hessian(field)(x))


def until_it_is_small(x, least):
    if np.sum(x * x) < least:
        return x
    return until_it_is_small(x * 0.6, least) * 1.5 + x**2


@pytest.mark.parametrize("transform", [hessian, lambda f: jacobian(jacobian(f))])
def test_recursion_that_the_run_ends_has_first_derivatives_alone(transform):
    def function(x):
        return np.sum(until_it_is_small(x, 0.3) ** 2)

    with pytest.raises(UnsupportedSyntaxError, match="derivatives of its derivative are outside"):
        transform(function)(X)


@pytest.mark.parametrize(
    ("function", "words"),
    [(of_an_array, "needs|no Hessian|seed")],
)
def test_what_is_refused_inside(function, words):
    with pytest.raises(UnsupportedSyntaxError, match=words):
        grad(function)(X)


@pytest.mark.parametrize("function", [residual_by_mask, residual_by_where, residual_by_branch])
def test_a_zero_residual_has_curvature_in_reverse_too(function):
    def slope(x):
        return np.sum(grad(function)(x)[1] * np.arange(1.0, 4.0))

    expected = differences(function, X) @ np.arange(1.0, 4.0)
    np.testing.assert_allclose(grad(slope)(X)[1], expected, rtol=1e-7, atol=1e-8)


def masked_root(m):
    d = m[:, None] - m
    r = np.sqrt(d**2)
    r[r > 0] = 1 / r[r > 0]
    return np.sum(np.triu(m * m[:, None] * r, 1))


def masked_power(x):
    return np.sum(np.where(x > 0, x**1.5, 2 * x * x))


def masked_power_of_a_number(x):
    p = x[0] ** 1.5
    return p * x[1] if x[0] > 0 else 2.0 * x[0] * x[0] * x[1]


@pytest.mark.parametrize(
    ("function", "x", "expected"),
    [
        (masked_power, [0.0, 1.0], [[4.0, 0.0], [0.0, 0.75]]),
        (masked_power_of_a_number, [0.0, 3.0], [[12.0, 0.0], [0.0, 0.0]]),
    ],
)
@pytest.mark.parametrize("of", [jacobian, lambda f: jacobian(f, mode="reverse")])
def test_what_a_selection_leaves_out_has_no_second_derivative_either(function, x, expected, of):
    x = np.array(x)
    with np.errstate(all="ignore"):
        assert np.array_equal(expected, hessian(function)(x))
        assert np.array_equal(expected, of(lambda x: grad(function)(x)[1])(x))


def test_a_masked_distance_to_itself():
    x = np.array([0.3, 1.1, 2.0])
    with np.errstate(all="ignore"):
        assert np.allclose(
            central(lambda x: grad(masked_root)(x)[1], x), hessian(masked_root)(x), rtol=1e-7
        )


def test_a_partial_that_a_zero_adjoint_meets_counts_in_the_third_derivative():
    def f(x):  # at 1: the adjoint of the root is zero and has a slope
        return np.sum(np.where(x > 0, np.sqrt(x) * (x - 1) ** 2, 0))

    third = hessian(lambda x: jvp(f, (x,), (np.ones_like(x),))[1])(np.array([1.0]))
    assert np.isclose(3.0, third[0, 0], rtol=1e-12)


def test_the_source_and_the_derivatives_of_a_product():
    x, v = X, np.array([2.0, 0.5, 1.0])
    product = hvp(lambda x: np.sum(x**3))
    assert "x_dot" in source(product, x, v=v, mode="forward")
    assert np.allclose(6 * v * v, jvp(product, (x,), (v,), v=v)[1], rtol=1e-12)
    assert np.allclose(6 * x * v, grad(product, wrt="v")(x, v=v, seed=v)[1], rtol=1e-12)
    check_grads(product, (x, v), wrt=(0, 1))


def under_a_name_of_the_module(x, a):
    return np.sum(LOG_DENSITY(x, a) ** 2)


LOG_DENSITY = scipy.stats.gamma.logpdf


def test_a_method_of_a_distribution_under_a_name_of_the_module():
    x, v = X, np.array([1.0, -0.5, 0.2])
    product = hvp(under_a_name_of_the_module)(x, 1.5, v=v)
    gradient = lambda x: grad(under_a_name_of_the_module)(x, 1.5)[1]  # noqa: E731
    assert np.allclose(central(gradient, x) @ v, product, rtol=1e-8)


def none_then_number(x):
    held = None
    total = 0.0
    for v in x:
        held = v if held is None else held * v + v
        total += held * held
    return total


def none_then_pair(x):
    held = None
    n = 0
    total = 0.0
    while n < len(x):
        if n % 2 == 0:
            held = [x[n], n]
        elif held:
            total += held[0] ** 2 * x[n]
            held = None
        n += 1
    return total + (held[0] ** 3 if held else 0.0)


@pytest.mark.parametrize("function", [none_then_number, none_then_pair])
def test_what_is_none_first(function):
    assert np.allclose(differences(function, X), hessian(function)(X), rtol=1e-7)


def of_as_many_axes(x, n):
    cube = np.ones((2,) * n)
    return np.sum((x * cube) ** 2) * x[0]


def test_products_for_integers_that_decide_ranks():
    product = hvp(of_as_many_axes)
    x, v = np.array([1.0, 2.0]), np.array([1.0, 0.0])
    for n in (1, 2, 1, 2):
        np.testing.assert_allclose(2 ** (n - 1) * np.array([6.0, 4.0]), product(x, n, v=v))


def scaled_sines(x, k):
    return k * np.sum(np.sin(x) ** 2)


def test_source_of_a_product():
    """It is what runs: what of the adjoint its tangent along one direction needs, and that."""
    x, v = np.array([0.3, 0.8]), np.array([1.0, -2.0])
    text = hvp(scaled_sines).source(x, 2.0)
    assert text == hvp(scaled_sines).source(x, k=2.0, v=v)
    space: dict = {}
    exec(compile(text, "<product>", "exec"), space)
    product = space["scaled_sines_grad_jvp"](x, 2.0, 1.0, v)
    np.testing.assert_array_equal(hvp(scaled_sines)(x, 2.0, v=v), product)


class Weighing(enum.Flag):
    ONCE = enum.auto()
    TWICE = enum.auto()


def weighed(x, how=Weighing.ONCE | Weighing.TWICE):
    weights = {Weighing.ONCE: 1.0, Weighing.ONCE | Weighing.TWICE: x[0]}
    return np.sum(x * x) * weights[how] * WEIGHED[how]


WEIGHED = {Weighing.ONCE | Weighing.TWICE: 2.0}


def test_members_of_enumerations_under_the_name_of_a_parameter():
    """A class that the gradient is given has another name in the text that takes it."""
    x = np.array([0.5, 1.5])
    expected = np.array([[6.0 * x[0], 2.0 * x[1]], [2.0 * x[1], 2.0 * x[0]]]) * 2
    assert np.allclose(expected, hessian(weighed)(x), rtol=1e-14)


class Unit(enum.Enum):
    METRE = "m"
    MILE = "mi"


def of_a_unit(held):
    return (2.0 if held["unit"] is Unit.MILE else 1.0) * held["x"] ** 3


def test_a_member_of_an_enumeration_in_a_container_is_held_constant():
    held, along = {"x": 1.5, "unit": Unit.MILE}, {"x": 1.0, "unit": None}
    assert (6.75, 13.5) == jvp(of_a_unit, (held,), (along,))
    assert {"x": 18.0, "unit": None} == hvp(of_a_unit)(held, v=along)
    assert 18.0 == hessian(of_a_unit)(held)["x"]["x"]
    check_grads(of_a_unit, (held,), order=2)


def piped(x, steps):
    for step in steps:
        x = step(x)
    return np.sum(x**2)


def test_functions_of_numpy_in_a_list():
    expected = 2 * np.cos(2 * X)
    np.testing.assert_allclose(np.diag(hessian(piped)(X, [np.sin])), expected)
    np.testing.assert_allclose(
        np.diag(jacobian(lambda x, steps: steps[0](x))(X, [np.sin])), np.cos(X)
    )
