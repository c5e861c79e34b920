"""`checkpoint`: what runs again, and what may not."""

import tracemalloc

import numpy as np
import pytest

from srcgrad import SourceUnavailableError, UnsupportedSyntaxError, check_grads, checkpoint, grad

LOG = []
HELD = np.array([1.0, 2.0])


def plain(x):
    x = np.sin(x)
    for _ in range(200):
        x = np.sin(x) + 0.1 * x * x
    return x


kept = checkpoint(plain)


def chain(x):
    return np.sum(kept(kept(kept(x))))


def chain_in_full(x):
    return np.sum(plain(plain(plain(x))))


def peak(function, x):
    derivative = grad(function)
    derivative(x)
    tracemalloc.start()
    result = derivative(x)
    high = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return result, high


def test_less_memory_for_the_same_numbers():
    x = np.linspace(0.1, 0.5, 2000)
    (value, slope), high = peak(chain, x)
    (expected, full), higher = peak(chain_in_full, x)
    assert expected == value
    np.testing.assert_array_equal(full, slope)
    assert high < 0.5 * higher


@checkpoint
def prints(x):
    print(x)
    return x * x


@checkpoint
def logs(x):
    LOG.append(x)
    return x * x


@checkpoint
def writes(x):
    x[0] = 1.0
    return np.sum(x)


@checkpoint
def hands_back(x):
    return x[1:]


@checkpoint
def named(x):
    return {"square": x * x}


@checkpoint
def twice_the_same(x):
    y = x * x
    return y, y[:1]


@checkpoint
def reads_held(x):
    return np.sum(x * HELD)


def writes_held(x):
    HELD[0] = x[0]
    return reads_held(x)


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda x: np.sum(prints(x)), "calls `print`, which may have an effect"),
        (lambda x: np.sum(logs(x)), "calls `LOG.append`, which may have an effect"),
        (lambda x: writes(x * 2), "writes `x`"),
        (lambda x: np.sum(hands_back(x)), "may return an array that it is given"),
        (lambda x: np.sum(named(x)["square"]), "returns other things than a float, an array or"),
        (lambda x: np.sum(twice_the_same(x)[1]), "may return one array in two places"),
        (writes_held, "reads `HELD`, into which an active value is written"),
    ],
)
def test_what_must_not_run_again(function, words):
    with pytest.raises(UnsupportedSyntaxError, match=words):
        grad(function)(np.array([0.5, 1.5]))


@checkpoint
def cell(h, c, w):
    gate = np.sin(w * h)
    c = gate + 0.5 * c
    return np.tanh(c) * gate, c, np.sum(c) * w


def recurrent(h, w):
    c, total = h * 0.5, 0.0
    for _ in range(3):
        h, c, size = cell(h, c, w)
        total += size
    return total + np.sum(cell(h, c, w)[1])


def test_tuples():
    """Parts that nobody reads have no adjoint."""
    check_grads(recurrent, (np.array([0.5, 1.5]), 0.7), wrt=(0, 1), order=2)


def test_no_names():
    with pytest.raises(SourceUnavailableError, match="parameters have names"):
        checkpoint(np.sin)


def test_it_is_the_function_outside_of_derivatives():
    assert "plain" == kept.__name__
    assert plain(0.3) == kept(0.3)


def made_inside(x):
    return np.sum(checkpoint(lambda v: v * v)(x))


def test_made_inside():
    with pytest.raises(UnsupportedSyntaxError, match="define it outside"):
        grad(made_inside)(np.array([0.5, 1.5]))


@checkpoint
def of_names(y, y_bar):
    return np.sin(y * y_bar)


@checkpoint
def several_of_names(y, y_bar):
    return np.sin(y * y_bar), y * y


def test_parameters_may_have_the_names_that_the_rule_has():
    def both(y, w):
        part, other = several_of_names(of_names(y, w), w)
        return np.sum(part * other)

    check_grads(both, (np.array([0.5, 1.5]), 0.7), wrt=(0, 1))
