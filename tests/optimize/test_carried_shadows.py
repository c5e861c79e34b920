"""Shadows that the forward sweep makes, of arrays that a checkpointed loop carries."""

import numpy as np

from srcgrad import checkpoint, grad
from srcgrad.ir.text import listing
from srcgrad.normalize.scope import Counter
from srcgrad.optimize.buffers.carried_shadows import carried_shadows, shadows_of_a_pass
from srcgrad.optimize.loops.marked_loops import Loop
from tests.fragments import block
from tests.oracle import differences

LOOP = "u_bar = np.zeros_like(u)\nfor i in range(n):\n    u_bar = v_bar"


def made(text=LOOP, inside=False):
    """The two sweeps, the pass that runs again, and what stands before it."""
    forward, reverse = block(text), block("for i in back:\n    u_bar[0] = 0.0")
    place = forward[-1].body if inside else forward
    loop = Loop("states", place[-1], place, reverse[0], reverse, None, {})
    again = block("u_bar = v_bar")
    lead = shadows_of_a_pass(loop, ["u"], again, forward, Counter())
    return [listing(one) for one in (forward, lead, again, reverse)]


def test_which_are_carried():
    forward = block(LOOP)
    assert ["u"] == carried_shadows(["n", "u"], forward, set())
    assert ["u"] == carried_shadows([], forward, {"u~bar"})
    assert [] == carried_shadows(["v"], forward, set())  # whose shadow the reverse sweep makes


def test_a_pass_that_runs_again():
    forward, lead, again, reverse = made()
    assert "u~bar~old1 = u~bar\nfor i in range(n):" in forward
    assert "u~bar~old2 = u~bar\nu~bar = blank_shadows(u)" == lead
    assert again.endswith("hand_over((u~bar,), (u~bar~old2,))")
    assert reverse.endswith("hand_over((u~bar~old1,), (u~bar,))\nu~bar = u~bar~old1")


def test_a_loop_in_another_one():
    """What stood before it is recorded for each time that it runs."""
    inner = LOOP.replace("    u_bar = v_bar", "    for k in range(n):\n        u_bar = v_bar")
    forward, _, _, reverse = made(inner, inside=True)
    assert forward.startswith("u~bar~old1~tape = []")
    assert "u~bar~old1~tape.append(u~bar)" in forward
    assert "u~bar~old1 = u~bar~old1~tape.pop()" in reverse


def test_nothing_is_carried():
    again = block("t = 1")
    assert [] == shadows_of_a_pass(None, [], again, [], Counter())
    assert "t = 1" == listing(again)


def handed_on(u, n):
    v = u[1:3]
    for i in checkpoint(range(n), snapshots=2):
        u = np.sin(u) + 0.1 * i * v[0]
        v = u[1:3]
        if i % 2 == 1:
            v *= 0.9
    return np.sum(u * u)


def test_the_gradient():
    u = np.array([0.5, 0.3, 0.8, 1.1])
    differentiated = grad(handed_on)
    _, gradient = differentiated(u, 5)
    assert "hand_over" in differentiated.adjoint_source
    assert np.allclose(gradient, differences.gradient(handed_on, (u, 5), wrt=0), rtol=1e-7)
