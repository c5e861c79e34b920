"""`debug_nans` names the line that makes the NaN, in every mode, whatever is folded into it."""

from types import SimpleNamespace

import numpy as np
import pytest

from srcgrad import (
    NonFiniteError,
    checkpoint,
    debug_nans,
    grad,
    hessian,
    hvp,
    jacobian,
    jvp,
    vjp,
)
from srcgrad.backends.watching import Noted, Watch


@pytest.fixture(autouse=True)
def no_warnings():
    with np.errstate(all="ignore"):
        yield


def rooted(x):
    u = x * 2.0
    w = np.sqrt(u)  # <-
    return w * 3.0


def total(x):
    y = rooted(x)
    return np.sum(y)


def curved(x):
    u = x * 2.0
    w = u**1.5  # <-
    s = np.sum(w)
    return s * 3.0


def of_a_number(x):
    y = x * 2.0
    z = y**1.5  # <-
    return z * 3.0


def counted(x, n):
    for i in checkpoint(range(n), snapshots=2):
        y = x * 2.0
        if i == 3:
            x = np.sqrt(y)  # <-
        else:
            x = y * 1.5
    return np.sum(x)


def until(x):
    i = 0
    while checkpoint(i < 6, snapshots=2):
        y = x * 2.0
        if i == 3:
            x = np.sqrt(y)  # <-
        else:
            x = y * 1.5
        i += 1
    return np.sum(x)


@checkpoint
def layer(x):
    y = x * 3.0
    z = np.sqrt(y)  # <-
    return z * 2.0


def layered(x):
    y = layer(x * 2.0)
    return np.sum(y)


def down(x, n):
    if n == 0:
        y = x * 2.0
        z = np.sqrt(y)  # <-
        return z * 3.0
    return down(x * 1.5, n - 1)


def recursive(x):
    return np.sum(down(x, 3))


def with_a_slope(x):
    value, slope = grad(total)(x)
    return value + np.sum(slope)


def with_a_tangent(x):
    value, slope = jvp(total, (x,), (np.ones(2),))
    return value + slope


class Model:
    def __init__(self, rate):
        self.rate = rate

    def loss(self, x):
        a = x * self.rate
        b = np.sqrt(a)  # <-
        return np.sum(b) * 2.0


Z, ONES = np.zeros(2), np.ones(2)
WAYS = {
    "grad": lambda: grad(total)(Z),
    "jvp": lambda: jvp(total, (Z,), (ONES,)),
    "jvp, many directions": lambda: jvp(total, (Z,), (np.eye(2),)),
    "pullback": lambda: vjp(rooted, Z)[1](ONES),
    "jacobian, forward": lambda: jacobian(rooted, mode="forward")(Z),
    "jacobian, reverse": lambda: jacobian(rooted, mode="reverse")(Z),
    "jacobian, sparse": lambda: jacobian(rooted, sparsity=np.eye(2))(Z),
    "hvp": lambda: hvp(curved)(Z, v=ONES),
    "hvp of a number": lambda: hvp(of_a_number)(0.0, v=1.0),
    "hessian": lambda: hessian(curved)(Z),
    "grad of a sum of grad": lambda: grad(lambda x: np.sum(grad(curved)(x)[1]))(Z),
    "grad inside": lambda: grad(with_a_slope)(Z),
    "grad inside, forward": lambda: jvp(with_a_slope, (Z,), (ONES,)),
    "jvp inside": lambda: grad(with_a_tangent)(Z),
    "checkpointed for": lambda: grad(counted)(Z, 6),
    "checkpointed for, forward": lambda: jvp(counted, (Z, 6), (ONES, None)),
    "checkpointed for, pullback": lambda: vjp(counted, Z, 6)[1](1.0),
    "checkpointed while": lambda: grad(until)(Z),
    "checkpointed function": lambda: grad(layered)(Z),
    "checkpointed function, forward": lambda: jvp(layered, (Z,), (ONES,)),
    "recursion": lambda: grad(recursive)(Z),
    "recursion, forward": lambda: jvp(recursive, (Z,), (ONES,)),
    "method": lambda: grad(Model(2.0).loss)(Z),
    "method by its object": lambda: grad(lambda m: m.loss(ONES))(Model(0.0)),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_line_that_makes_it(way):
    with debug_nans(), pytest.raises(NonFiniteError) as caught:
        WAYS[way]()
    assert __file__ == caught.value.location.file
    assert caught.value.location.text.endswith("# <-")


def test_what_many_objects_hold_is_looked_at_once():
    held = Model(2.0)
    for _ in range(2000):
        held = SimpleNamespace(left=held, right=[held])
    watch = Watch(lambda noted: None, 0)
    watch.before(lambda: (held,))
    watch.after(3, (held, np.sin))
    watch.after(7, (SimpleNamespace(held=held, value=(float("nan"),)),))
    assert watch.noted == [Noted(7, "NaN")]
