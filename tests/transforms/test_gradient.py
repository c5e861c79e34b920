"""The public object: options, calls, looking inside."""

import inspect
import threading

import numpy as np
import pytest

from srcgrad import Gradient, grad, source
from srcgrad.errors import (
    NonDifferentiableError,
    SeedError,
    SourceUnavailableError,
    UnsupportedSyntaxError,
)
from tests.transforms import examples

X = np.array([1.0, 2.0, 3.0])


def three(x, y, z=2.0):
    return x * y**2 * z


# -- wrt ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrt", "expected"),
    [
        (0, 18.0),
        (1, 24.0),
        (2, 18.0),
        ("x", 18.0),
        ("z", 18.0),
        ((0,), (18.0,)),
        ((1, 0), (24.0, 18.0)),
        (("z", 0), (18.0, 18.0)),
        (("x", "y", "z"), (18.0, 24.0, 18.0)),
    ],
)
def test_wrt(wrt, expected):
    value, gradient = grad(three, wrt=wrt)(2.0, 3.0)
    assert 36.0 == value
    assert expected == gradient
    assert type(expected) is type(gradient)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (3.0, "3.0 is no function"),
        ("x * x", "'x [*] x' is no function"),
        (np.sin, "sin is not a function written in Python"),
        (np.ones(2).sum, "sum is not a function written in Python"),
        (staticmethod(three), "three is a staticmethod already\n    put @staticmethod above"),
        (property(three), "three is a property already"),
    ],
)
def test_the_words_for_what_is_no_function(given, words):
    with pytest.raises(SourceUnavailableError, match=words):
        grad(given)


@pytest.mark.parametrize(
    ("wrt", "words"),
    [
        ([0, 1], r"write wrt=\(0, 1\)"),
        ((0, 0), "leave the second 'x' out"),
        (3, "no parameter at position 3"),
        (-1, "no parameter at position -1"),
        ("w", "no parameter 'w'"),
        ((0, "x"), "must name each parameter once"),
        ((), "must name each parameter once"),
        (True, "not True"),
        (1.0, "not 1.0"),
        ((0, None), "not None"),
    ],
)
def test_wrt_that_is_wrong(wrt, words):
    with pytest.raises(NonDifferentiableError, match=words):
        grad(three, wrt=wrt)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (2, "is an integer"),
        (np.arange(3), "is an array of integers"),
        (np.int64(2), "is an integer"),
        ("a", "is a str"),
        (None, "is None"),
        (True, "is a bool"),
        ((1, 2), "is a tuple"),
    ],
)
def test_arguments_without_a_derivative(value, words):
    with pytest.raises(NonDifferentiableError, match=words):
        grad(three)(value, 3.0)


# -- calls ----------------------------------------------------------------------------------


def test_decorator_with_and_without_parentheses():
    @grad
    def f(x):
        return x * x

    @grad(wrt="y")
    def g(x, y):
        return x * y

    @grad()
    def h(x):
        return x * 3.0

    assert ((4.0, 4.0), (6.0, 2.0), (6.0, 3.0)) == (f(2.0), g(2.0, 3.0), h(2.0))


def test_defaults_and_keywords():
    gradient = grad(examples.weighted)
    assert (12.0, 12.0) == gradient(2.0)
    assert (4.0, 4.0) == gradient(2.0, 1.0)
    assert (4.0, 4.0) == gradient(w=1.0, x=2.0)
    assert (8.0, 12.0) == gradient(2.0, 1.0, power=3)
    assert (12.0, 4.0) == examples.renamed(2.0)


@pytest.mark.parametrize(
    ("args", "kwargs"),
    [((), {}), ((1.0, 2.0, 3.0), {}), ((1.0,), {"q": 2.0}), ((1.0,), {"x": 1.0})],
)
def test_calls_that_do_not_fit(args, kwargs):
    with pytest.raises(TypeError, match="argument"):
        grad(examples.weighted)(*args, **kwargs)


def pair(x):
    return np.sum(x * x), {"n": len(x), "twice": 2.0 * x}


def test_has_aux():
    (value, aux), x_bar = grad(pair, has_aux=True)(X)
    assert 14.0 == value
    assert 3 == aux["n"]
    np.testing.assert_array_equal(2.0 * X, aux["twice"])
    np.testing.assert_array_equal(2.0 * X, x_bar)


def test_has_aux_without_a_pair():
    with pytest.raises(NonDifferentiableError, match="does not return a pair"):
        grad(three, has_aux=True)(1.0, 2.0)


def test_float32_stays_float32():
    value, x_bar = examples.square_sum(X.astype(np.float32))
    assert (np.float32, np.float32) == (value.dtype, x_bar.dtype)
    value, x_bar = grad(three)(np.float32(2.0), 3.0)
    assert type(x_bar) is np.float32


def test_floats_stay_floats():
    assert [float, float] == [type(v) for v in grad(three)(2.0, 3.0)]


def test_two_values_called_underscore():
    def helper(x):
        a, _ = x, x * 3.0
        b, _ = x * 2.0, x * x
        s = a * b * _
        for _ in range(3):
            s = s * (x + _)
        return s

    def f(x):
        return helper(x) * 2.0

    x = 1.25
    difference = (f(x + 1e-6) - f(x - 1e-6)) / 2e-6
    assert difference == pytest.approx(grad(f)(x)[1], rel=1e-6)


# -- the seed -------------------------------------------------------------------------------


def vector(x):
    return x * x


@pytest.mark.parametrize("seed", [2, 2.0, np.float64(2.0), np.array(2.0), np.int64(2)])
def test_scalar_seeds(seed):
    value, x_bar = grad(three)(2.0, 3.0, seed=seed)
    assert (36.0, 36.0) == (value, x_bar)
    assert type(x_bar) is float


@pytest.mark.parametrize(
    "seed", [np.array([1, 0, 2]), [1, 0, 2], np.array([1.0, 0.0, 2.0], np.float32)]
)
def test_vector_seeds(seed):
    value, x_bar = grad(vector)(X, seed=seed)
    np.testing.assert_array_equal(X * X, value)
    np.testing.assert_array_equal([2.0, 0.0, 12.0], x_bar)
    assert np.float64 == x_bar.dtype


def test_a_seed_is_needed():
    with pytest.raises(SeedError, match=r"shape \(n,\).*so a seed is needed"):
        grad(vector)(X)


@pytest.mark.parametrize(
    "seed",
    [
        np.ones(2),
        np.ones(4),
        np.ones((3, 1)),
        np.ones((1, 3)),
        np.ones(1),
        "v",
        (1.0, 2.0, 3.0, 4.0),
        1j * np.ones(3),
    ],
)
def test_wrong_seeds(seed):
    x = X.copy()
    with pytest.raises(SeedError):
        grad(vector)(x, seed=seed)
    np.testing.assert_array_equal(X, x)


@pytest.mark.parametrize("seed", [np.ones(3), "v", 1j, [1.0], (1.0,)])
def test_wrong_scalar_seeds(seed):
    with pytest.raises(SeedError):
        grad(three)(2.0, 3.0, seed=seed)


def test_the_seed_is_not_changed_and_not_returned():
    seed = np.array([1.0, 2.0, 3.0])
    _, x_bar = grad(lambda x: x + 0.0)(X, seed=seed)
    assert not np.shares_memory(seed, x_bar)
    np.testing.assert_array_equal([1.0, 2.0, 3.0], seed)


def test_a_seed_in_memory_that_the_program_writes():
    def doubled(x):
        x *= 2.0
        return x

    x = np.array([1.0, 2.0, 3.0])
    _, x_bar = grad(doubled)(x, seed=x)
    np.testing.assert_array_equal([2.0, 4.0, 6.0], x_bar)


def test_an_output_that_turns_out_to_be_a_number():
    def either(x, n):
        return x if n else 0.5 * x[0]

    value, x_bar = grad(either)(X, 0)
    assert 0.5 * X[0] == value
    np.testing.assert_array_equal([0.5, 0.0, 0.0], x_bar)
    with pytest.raises(SeedError, match="so a seed is needed"):
        grad(either)(X, 1)
    np.testing.assert_array_equal(X, grad(either)(X, 1, seed=X)[1])


def test_a_sum_of_no_terms_among_the_outputs():
    def sums(x, n):
        s = 0
        for i in range(n):
            s += x[i]
        return s, s * x[0]

    (s, _), x_bar = grad(sums)(X, 0, seed=(1.0, 2.0))
    assert type(s) is int
    np.testing.assert_array_equal([0.0, 0.0, 0.0], x_bar)


def test_an_argument_that_contains_itself():
    items = [1.0]
    items.append(items)
    with pytest.raises(UnsupportedSyntaxError, match="contains itself"):
        grad(lambda x, items: x * items[0])(2.0, items)


def test_seed_name():
    def f(x, seed):
        return x * seed

    with pytest.raises(UnsupportedSyntaxError, match="seed_name='v'"):
        grad(f)
    assert (6.0, 6.0) == grad(f, seed_name="v")(2.0, 3.0, v=2.0)
    assert "def f_grad(x, seed, v=1.0):" in grad(f, seed_name="v").source(2.0, 3.0)
    with pytest.raises(UnsupportedSyntaxError, match="is not a name"):
        grad(three, seed_name="1v")
    with pytest.raises(UnsupportedSyntaxError, match="not a name"):
        grad(three, seed_name="if")


# -- what is refused ------------------------------------------------------------------------


def test_a_gradient_of_a_gradient_is_refused():
    with pytest.raises(NonDifferentiableError, match="could mean two things"):
        grad(examples.square_sum)
    assert isinstance(grad(examples.square_sum.primal), Gradient)


@pytest.mark.parametrize("thing", [np.sin, len, examples.Model, 3, None.__class__])
def test_what_is_no_function(thing):
    with pytest.raises(SourceUnavailableError):
        grad(thing)


def test_backends():
    with pytest.raises(UnsupportedSyntaxError, match="no backend 'c'"):
        grad(three, backend="c")


# -- looking inside -------------------------------------------------------------------------


def test_metadata():
    f = examples.square_sum
    assert ("square_sum", "The sum of squares.") == (f.__name__, f.__doc__)
    assert ("tests.transforms.examples", "square_sum") == (f.__module__, f.__qualname__)
    assert f.__wrapped__ is f.primal
    assert 5.0 == f.primal(np.array([1.0, 2.0]))


def test_adjoint_source_is_that_of_the_last_call_in_this_thread():
    f = grad(three)
    with pytest.raises(AttributeError, match=r"not been called in this thread.*\.source"):
        _ = f.adjoint_source
    f(2.0, 3.0)
    scalar = f.adjoint_source
    f(2.0, X, seed=np.ones(3))
    assert f.adjoint_source != scalar
    assert scalar == f.source(2.0, 3.0) == source(three, 2.0, 3.0)
    seen = []

    def elsewhere():
        try:
            seen.append(f.adjoint_source)
        except AttributeError as error:
            seen.append(type(error))

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert [AttributeError] == seen


def test_adjoint():
    def never(x):
        assert x > 100.0, "it is not run"
        return x * x

    adjoint = grad(never).adjoint(2.0)
    assert adjoint.source == grad(never).source(2.0)
    assert (40000.0, 400.0) == adjoint(200.0)
    assert (40000.0, 800.0) == adjoint(200.0, 2.0)


def test_cache_info_and_clear():
    f = grad(three)
    assert (0, 0, 0) == f.cache_info()
    f(2.0, 3.0)
    f(5.0, 6.0)
    assert (1, 1, 1) == f.cache_info()
    f(2.0, X, seed=np.ones(3))
    assert (2, 2) == f.cache_info()[1:]
    f.cache_clear()
    assert 0 == f.cache_info().size
    assert (36.0, 18.0) == f(2.0, 3.0)
    assert 3 == f.cache_info().misses


def test_lengths_share_a_specialisation_and_short_axes_do_not():
    """A slice of a short axis may have length 1, as that of a longer one cannot."""
    f = examples.square_sum
    f.cache_clear()
    for n in (4, 5, 9):
        f(np.ones(n))
    assert 1 == f.cache_info().size
    for n in (0, 2, 3):
        f(np.ones(n))
    assert 2 == f.cache_info().size
    f(np.ones(1))
    assert 3 == f.cache_info().size


def test_wrappers_are_not_seen_through():
    """A wrapper is a wrapper: it has its own parameters, `*args`, and its own code."""
    base = loud_square.__wrapped__
    assert (9.0, 6.0) == grad(base)(3.0)
    assert (90.0, 60.0) == grad(loud_square)(3.0)
    with pytest.raises(NonDifferentiableError, match="no parameter 'x'"):
        grad(loud_square, wrt="x")(3.0)


def test_a_signature_that_somebody_has_set_is_not_the_functions_own():
    """Libraries give wrappers the `__signature__` of what they wrap."""

    def wrapper(*args, **options):
        return args[0] * args[0] * options.get("by", 1.0)

    wrapper.__signature__ = inspect.signature(examples.weighted)
    assert (18.0, 12.0) == grad(wrapper)(3.0, by=2.0)


@examples.loud
def loud_square(x):
    return x * x


@pytest.mark.parametrize(
    ("args", "kwargs"), [((), {}), ((1.0, 2.0, 3.0, 4.0), {}), ((1.0, 2.0), {"w": 3.0})]
)
def test_a_call_that_does_not_fit_raises_what_python_raises(args, kwargs):
    with pytest.raises(TypeError) as expected:
        three(*args, **kwargs)
    with pytest.raises(TypeError) as found:
        grad(three)(*args, **kwargs)
    assert str(expected.value) == str(found.value)
