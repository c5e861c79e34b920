"""`debug_nans`: the statement that is named, and when nothing is said."""

import contextlib
import io
import subprocess
import sys

import numpy as np
import pytest

from srcgrad import NonFiniteError, SrcgradError, checkpoint, debug_nans, grad, hvp, jvp, vjp
from tests.programs import corpus


@pytest.fixture(autouse=True)
def no_warnings():
    with np.errstate(all="ignore"):
        yield


def size(x):
    return np.sum(np.sqrt(x**3))  # <-


def entropy(p):
    return np.sum(p * np.log(p))  # <-


def logarithm(v):
    w = v - 1.0
    return np.log(w) * w  # <-


def in_a_helper_and_a_loop(x):
    s = 0.0
    for i in range(len(x)):
        s = s + logarithm(x[i])
    return s


def nothing_by_nothing(x):
    y = x - x
    return np.sum(y / (x * 0.0))  # <-


def in_place(x):
    y = x.copy()
    for _ in range(3):
        y[1:] /= y[:-1] - 1.0  # <-
    return np.sum(y)


def a_number(x):
    y = x - 2.0
    return y**0.5 + x  # <-


def overflows(x):
    y = x * 200.0
    for _ in range(3):
        y = y * y
    return np.sum(np.exp(y))  # <-


def with_snapshots(x):
    for _ in checkpoint(range(6), snapshots=2):
        x = np.sqrt(x - 0.25)  # <-
    return np.sum(x)


CASES = [
    (size, np.zeros(2), "NaN", "the derivative of this line"),
    (entropy, np.array([0.0, 1.0]), "inf", "this line"),
    (in_a_helper_and_a_loop, np.array([2.0, 1.0]), "inf", "this line"),
    (nothing_by_nothing, np.ones(2), "NaN", "this line"),
    (in_place, np.ones(3), "inf", "this line"),
    (a_number, 2.0, "inf", "the derivative of this line"),
    (overflows, np.array([1.0]), "inf", "this line"),
    (with_snapshots, np.array([0.3]), "NaN", "this line"),
]


@pytest.mark.parametrize(("function", "x", "made", "words"), CASES)
def test_the_line_is_named(function, x, made, words):
    with debug_nans(), pytest.raises(NonFiniteError, match=f"{words} makes {made}") as caught:
        grad(function)(x)
    error = caught.value
    assert isinstance(error, SrcgradError)
    assert isinstance(error, FloatingPointError)
    assert error.location.text.endswith("# <-")
    assert error.location.file == __file__
    assert error.statement
    assert error.statement in str(error)


def test_the_calls_are_named():
    with debug_nans(), pytest.raises(NonFiniteError, match=r"called from .* logarithm\(x\[i\]\)"):
        grad(in_a_helper_and_a_loop)(np.array([2.0, 1.0]))


def test_both_functions_of_a_pullback():
    with debug_nans():
        value, pullback = vjp(size, np.zeros(2))
        assert 0.0 == value
        with pytest.raises(NonFiniteError, match="the derivative of this line makes NaN"):
            pullback(1.0)
        with pytest.raises(NonFiniteError, match="makes inf"):
            vjp(entropy, np.array([0.0, 1.0]))


def test_forward_mode():
    with debug_nans(), pytest.raises(NonFiniteError, match="value_dot"):
        jvp(size, (np.zeros(2),), (np.ones(2),))


def test_second_derivatives():
    def cube_root(x):
        return (x * x) ** 1.25 + x

    with debug_nans(), pytest.raises(NonFiniteError):
        hvp(cube_root)(0.0, v=1.0)


def test_second_derivatives_name_the_line_of_the_function():
    def rooted(x):
        return np.sum(np.sqrt(x) * x)

    with debug_nans(), np.errstate(all="ignore"), pytest.raises(NonFiniteError) as caught:
        hvp(rooted)(np.array([0.0, 1.0]), v=np.ones(2))
    assert __file__ == caught.value.location.file
    assert "return np.sum(np.sqrt(x) * x)" == caught.value.location.text.strip()


def steep(x):
    return np.sum(grad(size)(x)[1])


def test_a_derivative_made_inside_names_the_line_of_its_function():
    with debug_nans(), pytest.raises(NonFiniteError, match="the derivative of this line") as caught:
        grad(steep)(np.zeros(2))
    assert __file__ == caught.value.location.file
    assert caught.value.location.text.endswith("# <-")


def masked(x):
    return np.sum(np.where(x > 0, np.log(x), 0.0))


def selected(x):
    return np.sum(np.where(x < 1.0, x, np.sqrt(x)))


@pytest.mark.parametrize(
    ("function", "x"),
    [
        (masked, np.array([0.0, 1.0])),
        (selected, np.array([0.0, 2.0])),
        (size, np.array([np.nan, 1.0])),
        (size, np.array([np.inf, 1.0])),
        (size, np.array([3.0, 4.0])),
    ],
)
def test_no_false_alarm(function, x):
    expected = grad(function)(x)
    with debug_nans():
        found = grad(function)(x)
    assert repr(expected) == repr(found)


def test_a_seed_that_is_no_number():
    with debug_nans():
        assert np.isnan(grad(size)(np.ones(2), seed=np.nan)[1]).all()


def test_the_search_ends():
    derivative = grad(size)
    with debug_nans():
        with debug_nans():
            pass
        with pytest.raises(NonFiniteError):
            derivative(np.zeros(2))
    assert np.isnan(derivative(np.zeros(2))[1]).all()
    function = derivative.adjoint(np.zeros(2)).function
    assert "__watch__" not in function.__globals__


def test_what_the_function_raises_passes():
    def raises(x):
        if x > 0.0:
            raise ValueError("positive")
        return x

    with debug_nans(), pytest.raises(ValueError, match="positive"):
        grad(raises)(1.0)


def test_the_environment_variable(tmp_path):
    path = tmp_path / "program.py"
    path.write_text("from srcgrad import grad\nf = grad(lambda x: x**0.5)\nf(0.0)\n")
    done = subprocess.run(
        [sys.executable, path],
        env={"SRCGRAD_DEBUG_NANS": "1", "SRCGRAD_CACHE_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "NonFiniteError" in done.stderr
    assert "program.py, line 2" in done.stderr
    assert not list(tmp_path.glob("**/lambda*.py"))


FAMILIES = ("loops", "recursion", "containers", "stores", "exceptions")


def is_scalar(program):
    """Is its value a number? Then no seed is needed."""
    args, kwargs = program.arguments()
    with contextlib.redirect_stdout(io.StringIO()):
        return isinstance(program.function(*args, **kwargs), float)


ACCEPTED = corpus.accepted()
PROGRAMS = [n for n in ACCEPTED if n.partition(":")[0] in FAMILIES][::14]


@pytest.mark.parametrize("name", [n for n in PROGRAMS if is_scalar(ACCEPTED[n])])
def test_the_same_numbers(name):
    program = ACCEPTED[name]
    results = []
    for search in (contextlib.nullcontext, debug_nans):
        args, kwargs = program.arguments()
        with search():
            results.append((grad(program.function, wrt=program.wrt)(*args, **kwargs), args))
    assert repr(results[0]) == repr(results[1])
