"""`checkpoint`: what runs again, and what may not."""

import tracemalloc
from dataclasses import dataclass

import numpy as np
import pytest

from srcgrad import SourceUnavailableError, UnsupportedSyntaxError, check_grads, checkpoint, grad

LOG = []
HELD = np.array([1.0, 2.0])
TABLE = {"held": HELD.copy()}


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
def as_many_as(n, x):
    return [x * k for k in range(n)]


@checkpoint
def twice_the_same(x):
    y = x * x
    return y, y[:1]


@checkpoint
def reads_held(x):
    return np.sum(x * HELD)


@checkpoint
def counts_held(x):
    np.add.at(HELD, [0], 1.0)
    return np.sum(x)


def writes_held(x):
    HELD[0] = x[0]
    return reads_held(x)


@checkpoint
def reads_inside(x):
    return np.sum(x * TABLE["held"])


def writes_inside(x):
    TABLE["held"][0] = x[0]
    return reads_inside(x)


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda x: np.sum(prints(x)), "calls `print`, which may have an effect"),
        (lambda x: np.sum(logs(x)), "calls `LOG.append`, which may have an effect"),
        (lambda x: writes(x * 2), "writes `x`"),
        (lambda x: counts_held(x), "writes `HELD`"),
        (lambda x: np.sum(hands_back(x)), "may return an array that it is given"),
        (
            lambda x: np.sum(as_many_as(len(x), x)[1]),
            "returns other things than floats, arrays and",
        ),
        (lambda x: np.sum(twice_the_same(x)[1]), "may return one array in two places"),
        (writes_held, "reads `HELD`, into which an active value is written"),
        (writes_inside, "reads `TABLE`, into which an active value is written"),
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


@dataclass
class State:
    place: np.ndarray
    energy: float


@checkpoint
def moved(place, k):
    return State(np.tanh(place * k), float(np.sum(place**2)))


@checkpoint
def looked_at(x, k):
    return {"sin": np.sin(k * x), "more": [x * x, (np.sum(x) * k, 3, "text", None)], "k": k}


def of_an_object(x, k):
    state = moved(x, k)
    again = moved(state.place, state.energy)
    return np.sum(again.place * state.place) + again.energy


def of_a_dict(x, k):
    found = looked_at(x, k)
    squares, (total, count, text, nothing) = found["more"]
    assert text == "text" and nothing is None
    return np.sum(found["sin"] * squares) * count + total * found["k"]


@pytest.mark.parametrize("function", [of_an_object, of_a_dict])
def test_containers_are_returned_by_parts(function):
    args = (np.array([0.5, 1.5]), 0.7)
    assert function(*args) == grad(function)(*args)[0]
    check_grads(function, args, wrt=(0, 1), order=2)
    assert "_of_parts_transpose(" in grad(function, wrt=(0, 1)).source(*args)


def test_what_is_not_differentiated_returns_containers():
    args = (np.array([0.5, 1.5]), 0.7)
    check_grads(lambda x, k: np.sum(moved(np.ones(2), 0.5).place * x) * k, args, wrt=(0, 1))


def test_tuples():
    """Parts that nobody reads have no adjoint."""
    check_grads(recurrent, (np.array([0.5, 1.5]), 0.7), wrt=(0, 1), order=2)


def test_no_names():
    with pytest.raises(SourceUnavailableError, match="parameters have names"):
        checkpoint(np.sin)


def test_it_is_the_function_outside_of_derivatives():
    assert "plain" == kept.__name__
    assert plain(0.3) == kept(0.3)


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


def made_inside(x, k):
    width = k * 2.0

    @checkpoint
    def wave(h):
        return np.sin(h * width + x[0])

    bent = checkpoint(lambda h: {"h": np.tanh(h * x)})
    return np.sum(wave(bent(x)["h"]) * wave(x))


def test_a_function_that_is_made_inside_is_put_in():
    args = (np.array([0.5, 1.5]), 0.7)
    assert made_inside(*args) == grad(made_inside)(*args)[0]
    check_grads(made_inside, args, wrt=(0, 1), order=2)
