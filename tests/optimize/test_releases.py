"""Arrays that the reverse sweep deletes on its way."""

import inspect

import numpy as np
import pytest

from srcgrad import grad
from srcgrad.errors import Location
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.optimize.buffers.releases import releases

MATRIX = k.Array(np.dtype(float), (None, None))


def step(line, target, value):
    return s.Assign(target, value, origin=Location("f.py", line, "", 0, 0))


def chain(reads="abcde", targets="bcdef"):
    pairs = zip(targets, reads, strict=True)
    return [step(9 - n, one, e.Unary("-", e.Var(of))) for n, (one, of) in enumerate(pairs)]


def released(reverse, forward=(), results=("f",), same=None, kind=MATRIX):
    facts = Facts(kinds=dict.fromkeys("abcdefv", kind))
    return releases(list(forward), reverse, map(e.Var, results), same or {}, facts)


def test_what_is_not_read_any_more():
    assert {3: ["b", "c"]} == released(chain())
    assert {2: ["a", "b"]} == released(chain(), chain("c", "a"))


def test_not_what_is_returned_or_read_later():
    assert {} == released(chain(), results=("f", "b", "c"))
    assert {3: ["c", "d"]} == released(chain("abbbb"))


def test_not_what_a_later_name_shows():
    view = step(9, "v", e.Attr(e.Var("b"), "T"))
    reverse = [chain()[0], view, *chain()[1:-1], step(1, "f", e.Unary("-", e.Var("v")))]
    assert all("b" not in names for names in released(reverse).values())


def test_not_what_is_printed_as_a_later_one():
    assert {} == released(chain(), same={"d": "b"})


def test_not_vectors_nor_columns():
    assert {} == released(chain(), kind=k.Array(np.dtype(float), (None,)))
    assert {} == released(chain(), kind=k.Array(np.dtype(float), (None, 1)))


def test_not_within_a_line_nor_at_the_end():
    alone = [step(9, node.target, node.value) for node in chain()]
    assert {} == released(alone)
    assert {} == released(chain()[:3], results=("d",))


def layers(x, weights, rounds):
    h = x
    for _ in range(rounds):
        h = np.tanh(h @ weights)
    a = np.tanh(h @ weights)
    b = np.tanh(a @ weights)
    c = np.tanh(b @ weights)
    return np.sum(c**2)


@pytest.mark.parametrize("rounds", [0, 2])
def test_a_program_that_deletes(rounds):
    """No name is deleted that a loop without a pass has left unbound."""
    rng = np.random.default_rng(0)
    f = grad(layers, wrt=(0, 1))
    args = rng.standard_normal((4, 3)), rng.standard_normal((3, 3)), rounds
    value, (x_bar, _) = f(*args)
    assert layers(*args) == value
    assert "del " in inspect.getsource(f.adjoint(*args).function).partition("reverse sweep")[2]
    moved = args[0].copy()
    moved[1, 2] += 1e-6
    assert (layers(moved, *args[1:]) - value) / 1e-6 == pytest.approx(x_bar[1, 2], rel=1e-4)
