"""Checkpointed loops in the two sweeps, as they are found."""

import numpy as np

from srcgrad import checkpoint
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.ir.walk import statements
from srcgrad.optimize.loops.marked_loops import loops_of, put_before, put_behind, remove, taken_out
from tests.fragments import block
from tests.stages import after


def one_after_another(x, n):
    t = 1.0
    for _ in checkpoint(range(n)):
        for _ in checkpoint(range(2)):
            t = t * np.sin(x * t)
    for _ in checkpoint(range(n)):
        t = t * np.cos(x)
    return t


def not_reversed(x, n):
    t = 1.0
    for _ in checkpoint(range(n)):
        t = t * 2.0
    return x * 2.0


def found(function, *args):
    sweeps = after("adjoint", function, *args).sweeps
    return sweeps, list(loops_of(sweeps.forward, sweeps.reverse))


def test_outermost_loops_with_their_reverses():
    sweeps, loops = found(one_after_another, 0.5, 3)
    assert 2 == len(loops) == len({loop.name for loop in loops})
    for loop in loops:
        assert loop.reverse in loop.reverse_block
        assert loop.node in loop.block
        assert len(loop.body) == len(loop.node.body) - 1  # without its mark
        assert loop.rest
    order = [id(n) for n in statements(sweeps.reverse)]
    assert order.index(id(loops[0].reverse)) > order.index(id(loops[1].reverse))


def test_a_loop_that_is_not_reversed_is_left():
    assert [] == found(not_reversed, 0.5, 3)[1]


def test_the_making_of_states_is_taken_out():
    sweeps, loops = found(one_after_another, 0.5, 3)
    made, begin = taken_out(sweeps.forward, loops[0])
    assert isinstance(begin[0], s.Assign)
    assert begin[0].value is made
    assert loops[0].name == begin[0].target
    assert not any(node is begin[0] for node in statements(sweeps.forward))


def test_places_in_blocks():
    whole = block("a = 1\nfor i in range(n):\n    b = 2\nc = 3")
    put_before(whole, whole[1], block("d = 4"))
    put_behind(whole, whole[2], block("e = 5"))
    remove(whole, whole[2].body[0])
    assert "a = 1\nd = 4\nfor i in range(n):\n    pass\ne = 5\nc = 3" == listing(whole)
