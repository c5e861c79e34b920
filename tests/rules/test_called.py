"""Rules of users that are no expressions: the generated code calls them."""

import ctypes
import math

import numpy as np
import pytest

from srcgrad import check_grads, grad, hvp, jvp, rules
from srcgrad.errors import GradientCheckError, MissingRuleError, UnsupportedSyntaxError
from srcgrad.rules.called import called_by

A, B = np.array([1.0, 2.0]), np.array([0.5, 3.0])
FACTOR = 2.0


def doubled(x):
    return FACTOR * x


def product(a, b):
    return np.asarray(a * b**2)


def product_partials(y, a, b):
    """A loop, stores, an augmented assignment, and a helper."""
    slope = np.empty(np.shape(a))
    for i in range(len(a)):
        slope[i] = b[i] ** 2
    other = doubled(a)
    other *= b
    return slope, other


def scaled(x, k, steps=3):
    for _ in range(steps):
        x = x * k
    return x


def scaled_adjoint(y_bar, y, x, k, steps=3):
    k_bar = 0.0
    for i in range(len(x)):
        k_bar += y_bar[i] * x[i] * steps * k ** (steps - 1)
    return y_bar * k**steps, k_bar


def scaled_tangent(x_dot, k_dot, y, x, k, steps=3):
    moved = np.zeros(len(x))
    for i in range(len(x)):
        moved[i] = x_dot[i] * k**steps
    return moved, k_dot * x * steps * k ** (steps - 1)


def parted(x):
    return x[:2] * 2, np.sum(x)


def parted_adjoint(y_bar, y, x):
    x_bar = np.zeros(len(x))
    if not isinstance(y_bar[0], int):
        x_bar[:2] += 2 * y_bar[0]
    x_bar += y_bar[1]
    return x_bar


def parted_tangent(x_dot, y, x):
    moved = x_dot[:2].copy()
    moved *= 2
    return moved, np.sum(x_dot)


def joined(x, z):
    return x + z


def joined_adjoint(y_bar, y, x, z):
    """Both operands get the very array that was handed in."""
    shared = [y_bar, y_bar]
    return shared[0], shared[1]


def joined_tangent(x_dot, z_dot, y, x, z):
    (moved,) = (x_dot,)
    return moved, z_dot


@pytest.fixture(autouse=True)
def declared():
    """For functions of this file alone."""
    rules.partials(product)(product_partials)
    rules.vjp(scaled)(scaled_adjoint)
    rules.jvp(scaled)(scaled_tangent)
    rules.vjp(parted)(parted_adjoint)
    rules.jvp(parted)(parted_tangent)
    rules.vjp(joined)(joined_adjoint)
    rules.jvp(joined)(joined_tangent)


def of_partials(a, b):
    return np.sum(product(a, b) * a)


def of_an_adjoint(x, k):
    return np.sum(scaled(x, k) ** 2)


def of_several_results(x):
    head, total = parted(x)
    return np.sum(head) * total


def of_one_array_for_two(x, z):
    total = 0.0
    for _ in range(3):
        y = joined(x, x)
        x = joined(y, z)
        total += np.sum(np.sin(y) * x)
    return total


@pytest.mark.parametrize(
    ("function", "args", "wrt"),
    [
        (of_partials, (A, B), (0, 1)),
        (of_partials, (A, B), 1),
        (of_an_adjoint, (A, 1.3), (0, 1)),
        (of_an_adjoint, (A, 1.3), 0),
        (of_an_adjoint, (A, 1.3), 1),
        (of_several_results, (np.arange(4.0),), 0),
        (of_one_array_for_two, (A, B), (0, 1)),
    ],
)
def test_both_modes(function, args, wrt):
    kept = [np.copy(one) for one in args]
    value, _ = grad(function, wrt=wrt)(*args)
    assert value == function(*args)
    check_grads(function, args, wrt=wrt)
    assert all(np.array_equal(one, other) for one, other in zip(kept, args, strict=True))


def test_a_rule_that_is_called_once():
    source = grad(of_an_adjoint, wrt=(0, 1)).source(A, 1.3)
    assert source.count("scaled_adjoint(seed * 2 * scaled_x, scaled_x, x, k, 3)") == 1


def test_second_derivatives_differentiate_the_rule():
    moved = hvp(of_partials)(A, B, v=np.array([1.0, 0.0]))
    np.testing.assert_allclose(moved, 2 * B**2 * [1.0, 0.0], rtol=1e-12)


def test_a_wrong_one_is_found():
    def cubed(x):
        return x * x * x

    @rules.partials(cubed)
    def slope(y, x):
        total = np.zeros(len(x))
        for i in range(len(x)):
            total[i] = 3.003 * x[i] ** 2
        return total

    with pytest.raises(GradientCheckError, match=r"x\[0\] is 3\.003"):
        check_grads(lambda x: np.sum(cubed(x)), (A,))


def test_what_it_reads_is_read_when_it_runs():
    """A number that is rebound between two calls, in a module or in a function."""

    def times(x):
        return x * factor

    @rules.partials(times)
    def slope(y, x):
        return factor

    gradient, factor = grad(lambda x: times(x)), 2.0
    assert gradient(1.0) == (2.0, 2.0)
    factor = 5.0
    assert gradient(1.0) == (5.0, 5.0)


def test_a_test_of_values_is_made_when_it_runs():
    def distance(x):
        return abs(x)

    @rules.partials(distance)
    def slope(y, x):
        if x > 0:
            return 1.0
        return -1.0

    gradient = grad(lambda x: distance(x) * x)
    assert gradient(2.0) == (4.0, 4.0)
    assert gradient(-2.0) == (-4.0, 4.0)


def test_an_option_that_decides_must_be_known():
    def power(x, n=2):
        return x**n

    @rules.partials(power)
    def slope(y, x, n=2):
        if n == 2:
            return 2 * x
        return n * x ** (n - 1)

    assert grad(lambda x: power(x, 3))(2.0) == (8.0, 12.0)
    with pytest.raises(UnsupportedSyntaxError, match="must be known beforehand"):
        grad(lambda x, n: power(x, n))(2.0, 3.0)


def scales_in_place(y_bar, y, x):
    y_bar *= 2.0
    return y_bar


def clears_a_part(y_bar, y, x):
    y_bar[0] = 0.0
    return y_bar


def writes_with_out(y_bar, y, x):
    for _ in range(1):
        np.multiply(y_bar, x, out=y)
    return y


@pytest.mark.parametrize(
    ("body", "name"),
    [(scales_in_place, "y_bar"), (clears_a_part, "y_bar"), (writes_with_out, "y")],
)
def test_a_rule_that_writes_into_what_it_is_given(body, name):
    def doubled_too(x):
        return 2.0 * x

    words = f"the rule {body.__name__} writes into `{name}`, which it is given"
    with pytest.raises(UnsupportedSyntaxError, match=words):
        rules.vjp(doubled_too)(body)


def test_a_rule_that_writes_into_a_copy():
    def halved(x):
        return 0.5 * x

    @rules.vjp(halved)
    def halved_adjoint(y_bar, y, x):
        y_bar = np.array(y_bar)
        y_bar *= 0.5
        return y_bar

    check_grads(lambda x: np.sum(halved(x) * halved(x) * x), (A,), modes=("reverse",))


def test_lambdas_and_names_of_the_program():
    def root(x):
        return np.cbrt(x)

    rules.partials(root)(lambda y, x: 1 / (3 * y * y))

    def f(root_of, slope):
        return root(root_of) * slope

    assert grad(f)(8.0, 3.0)[1] == pytest.approx(0.25, rel=1e-12)

    def cube(x):
        return x**3

    @rules.partials(cube)
    def x_bar(y, x):
        return doubled(x) * x * 1.5

    def named(x_bar):
        return cube(x_bar) * 2.0

    assert grad(named)(2.0) == (16.0, 24.0)


def test_short_bodies_are_pasted():
    def square(x):
        return x * x

    @rules.partials(square)
    def slope(y, x):
        return 2 * x

    assert called_by(rules.lookup(square).body) is None
    assert "2 * x" in grad(lambda x: square(x)).source(1.0)


def test_a_function_that_cannot_be_told_from_others():
    function = ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_double)(lambda x: x)
    with pytest.raises(TypeError, match="wrap it in a function of your own"):
        rules.partials(function)(lambda y, x: 1.0)


def test_no_tangent_of_a_rule_with_a_vjp():
    def shifted(x):
        return x + 1.0

    @rules.vjp(shifted)
    def shifted_adjoint(y_bar, y, x):
        out = [y_bar]
        return out[0]

    with pytest.raises(MissingRuleError, match=r"declare its tangent with srcgrad\.rules\.jvp"):
        jvp(lambda x: np.sum(shifted(x)), (A,), (A,))


def tabled(x):
    return TABLE[round(x, 6)]


def tabled_slope(y, x):
    return TABLE[round(x + 1.0, 6)]


TABLE = {0.5: 0.3, 1.5: 0.7, 2.5: -0.4}


def test_slope_of_a_number_that_is_called_has_a_tangent():
    """The function runs where the program does, so that nothing tells what its slope returns."""
    rules.partials(tabled)(tabled_slope)
    value, moved = jvp(lambda x: x * tabled(x), (0.5,), (2.0,))
    assert (value, moved) == (0.15, 2.0 * (0.3 + 0.5 * 0.7))
    assert type(moved) is float


class Scaling:
    def __call__(self, x):
        return 2.0 * x


def test_an_object_whose_call_is_followed_gets_no_rule():
    with pytest.raises(TypeError, match="`__call__` of Scaling is followed, not the rule: wrap it"):
        rules.vjp(Scaling())(lambda y_bar, y, x: 100.0 * y_bar)


class Compiled:
    """A callable that Python has no source of, as one of Numba's."""

    __call__ = staticmethod(math.erf)


of_a_compiler = Compiled()


@rules.partials(of_a_compiler)
def of_a_compiler_slope(y, x):
    return 2 / math.sqrt(math.pi) * np.exp(-x * x)


def test_second_derivatives_through_what_no_source_tells_of():
    def twice(x):
        return of_a_compiler(x) * 2.0

    check_grads(twice, (0.5,), order=2)
    assert np.isclose(hvp(twice)(0.5, v=1.0), -4 / math.sqrt(math.pi) * np.exp(-0.25))


@rules.nondifferentiable
def bucket(x):
    return math.floor(x)


def test_a_function_that_is_declared_piecewise_constant_stays():
    assert grad(lambda x: bucket(x) * x)(2.5) == (5.0, 2.0)
