"""Checkpointed loops: what a pass that runs again needs, and what it leaves out."""

import numpy as np
import pytest

from srcgrad import checkpoint, grad, vjp
from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.infer.facts import Facts
from srcgrad.normalize.scope import Counter
from srcgrad.optimize.loops.snapshots import keep_snapshots
from tests.fragments import block


def product(x, n):
    t = 1.0
    for _ in checkpoint(range(n), 2):
        t = t * np.sin(x)
    return t


def factors(x, n):
    t = 1.0
    for i in checkpoint(range(n)):
        size = x[i] * x[i]
        print(size)
        t = t + size * 3.0
    return t


def drawn(x, n):
    rng = np.random.default_rng(1)
    for _ in checkpoint(range(n)):
        x = x * rng.normal() * x
    return x


def nested(x, n):
    t = 1.0
    for _ in checkpoint(range(n)):
        for _ in checkpoint(range(3)):
            t = t * np.sin(x * t)
    return t


def bound_in_the_loop(x, n):
    for i in checkpoint(range(n)):
        if i == 0:
            s = x
        x = x * s
    return x


def logged(x, n, log):
    for _ in checkpoint(range(n)):
        x = log(x) * x
    return x


def swept(function, *args):
    """The two sweeps of a gradient."""
    source = grad(function).source(*args)
    return [part.strip() for part in source.split("# forward sweep")[1].split("# reverse sweep")]


def test_the_state_is_kept_and_no_record():
    forward, reverse = swept(product, 0.5, 4)
    assert "snapshots = Snapshots(range(n), snapshots=2)" in forward
    assert "snapshots.keep(t)" in forward
    assert "tape" not in forward + reverse
    assert "for _ in back:\n        t, = back.state()\n        for _ in back.ahead():" in reverse


def test_what_no_reverse_reads_is_no_state():
    """The sum needs nothing of the passes before: none of them runs again, and nothing is shown."""
    forward, reverse = swept(factors, np.ones(3), 3)
    assert "keep()" in forward
    assert "ahead" not in reverse
    assert "print" not in reverse


def test_a_generator_belongs_to_the_state():
    forward, reverse = swept(drawn, 0.5, 3)
    assert "snapshots.keep(rng, x)" in forward
    assert "rng, x = back.state()" in reverse


def test_a_loop_in_a_loop():
    """The inner one keeps its states in the pass that is reversed alone."""
    forward, reverse = swept(nested, 0.5, 3)
    assert 1 == forward.count("Snapshots(")
    assert 1 == reverse.count("Snapshots(")
    assert "back2 = snapshots2.backwards()" in reverse


def test_what_may_not_be_bound_yet_is_none_at_first():
    forward, _ = swept(bound_in_the_loop, 0.5, 3)
    assert forward.startswith("s = None")


def test_a_second_pullback():
    """The states stay for it."""
    source = vjp(product, 0.5, 4)[1]
    assert source(1.0) == source(1.0)
    assert grad(product)(0.5, 4)[1] == source(1.0)


def test_an_effect_is_refused():
    seen = []

    def log(value):
        seen.append(value)
        return value

    with pytest.raises(UnsupportedSyntaxError):
        grad(logged)(0.5, 3, log)


def test_sweeps_without_marks_are_left_alone():
    forward, reverse = block("for i in range(n):\n    t_tape.append(t)"), block("t = t_tape.pop()")
    before = [*forward, *reverse]
    keep_snapshots(forward, reverse, [], Facts(), Counter(), set(), set(), False)
    assert before == [*forward, *reverse]
