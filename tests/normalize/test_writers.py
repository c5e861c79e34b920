"""Calls that write, as stores."""

import numpy as np

from tests.stages import after, plain, text


def shown(function, *args):
    """The program once kinds are known."""
    return plain(text(after("infer", function, *args).core))


def out(x):
    y = np.zeros(3)
    z = np.exp(x, out=y)
    return z


def test_out_is_a_store_and_a_second_name():
    expected = "y = np.zeros(3)\nresult = np.exp(x)\ny[...] = result\nz = y\nreturn z"
    assert expected == shown(out, np.ones(3))


def methods(x):
    y = x * x
    y.sort()
    y.fill(2.0)
    np.copyto(y, x)
    return y


def test_methods_and_functions():
    assert (
        "y = x * x\nsorted = np.sort(y)\ny[...] = sorted\ny[...] = 2.0\ny[...] = x\nreturn y"
        == shown(methods, np.ones(3))
    )


def narrowing(A):
    y = np.zeros(2, np.float32)
    np.sum(A, axis=0, out=y)
    return A


def test_a_reduction_into_another_dtype_stays():
    assert "np.sum(A, axis=0, out=y)" in shown(narrowing, np.ones((3, 2)))


def integers(x):
    y = np.zeros(3, int)
    y.fill(2)
    return x * y


def test_arrays_of_integers_stay():
    assert "y.fill(2)" in shown(integers, np.ones(3))
