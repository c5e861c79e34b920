"""Lists of one number many times, and those that are more than that."""

import numpy as np
import pytest

from srcgrad import grad
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.buffers.uniform_lists import use_numbers

PARTS, SEED, N, X_BAR = e.Var("parts~bar"), e.Var("seed~bar"), e.Var("n"), e.Var("x~bar")
POP = e.Call(e.Attr(PARTS, "pop"), ())


def made(number):
    return s.Assign("parts~bar", e.Binary("*", e.Sequence("list", (number,)), N))


def taken():
    loop = s.For("i", e.Call(e.Ref("range", range), (N,)), [])
    loop.body = [s.Augment(X_BAR, e.Var("i"), "+", e.Binary("*", POP, e.Const(2)))]
    return loop


def rewritten(*block, gradient=X_BAR):
    body = list(block)
    use_numbers(body, gradient, Facts(kinds={"seed~bar": k.Real(), "n": k.Int()}))
    return listing(body)


def test_a_name():
    assert "for i in range(n):\n    x~bar[i] += seed~bar * 2" == rewritten(made(SEED), taken())


@pytest.mark.parametrize("name, left", [("last.1", []), ("last", ["last = seed~bar"])])
def test_a_name_of_ours_for_what_is_taken_goes(name, left):
    loop = s.For("i", e.Call(e.Ref("range", range), (N,)), [])
    twice = e.Binary("*", e.Var(name), e.Var(name))
    loop.body = [s.Assign(name, POP), s.Augment(X_BAR, e.Var("i"), "+", twice)]
    read = "last" if left else "seed~bar"
    lines = ["for i in range(n):", *(f"    {line}" for line in left)]
    assert "\n".join([*lines, f"    x~bar[i] += {read} * {read}"]) == rewritten(made(SEED), loop)


def test_what_is_computed_is_so_once():
    half = e.Binary("/", SEED, N)
    expected = "parts~bar = seed~bar / n\nfor i in range(n):\n    x~bar[i] += parts~bar * 2"
    assert expected == rewritten(made(half), taken())


@pytest.mark.parametrize(
    "other",
    [
        s.Augment(PARTS, e.Var("i"), "+", SEED),
        s.Assign("t", e.Item(PARTS, e.Const(0))),
        s.Assign("seed~bar", e.Const(2.0)),
        s.Assign("t", e.Call(e.Attr(PARTS, "pop"), (e.Const(0),))),
    ],
)
def test_not_where_more_is_done_with_it(other):
    block = [made(SEED), other, taken()]
    assert listing(block) == rewritten(*block)


def test_not_where_it_is_the_gradient():
    block = [made(SEED), taken()]
    assert listing(block) == rewritten(*block, gradient=PARTS)


def test_a_mean_of_a_list():
    def mean(X):
        return np.mean([np.sum(row**2) for row in X])

    X = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    assert "pop" not in grad(mean).source(X)
    np.testing.assert_allclose(2 * X / 3, grad(mean)(X)[1])
