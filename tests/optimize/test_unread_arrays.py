"""Arrays that are made and filled in a pass that runs again, and read by nobody."""

import numpy as np
import pytest

from srcgrad import checkpoint, grad
from srcgrad.ir.text import listing
from srcgrad.optimize.unneeded.unread_arrays import drop_unread_arrays
from tests.fragments import Fragment, block

KINDS = "u v w: [n]; t: real; xs: vectors; k n: int"
MADE = "v = u.copy()\nv[1:-1] = u[1:-1] * t\n"


def left(text, read=()):
    fragment = Fragment(text, 0, "", KINDS)
    changed = drop_unread_arrays(fragment.reverse, set(read), fragment.facts)
    return changed, listing(fragment.reverse)


GONE = [
    MADE,
    f"{MADE}v[0] += t\n",
    "if t > 0:\n    v = u * 2\nelse:\n    v = u * t\nv[0] = t",
    "v = u + t\nfor k in range(n):\n    v[k] = u[k]",
]


@pytest.mark.parametrize("text", GONE)
def test_gone(text):
    changed, found = left(f"w = u * t\n{text}\nu_bar = w * t", read={"u~bar"})
    assert changed
    assert "v" not in found


STAYS = {
    "it is read": f"{MADE}u_bar = v * t",
    "a part of it is": f"{MADE}u_bar = v[0] * t",
    "it gets another name": f"{MADE}w = v",
    "it is changed by what it holds": f"{MADE}v[0] = v[1]",
    "it is a view": "v = u[1:]\nv[0] = t",
    "it may be another's": "v = u\nv[0] = t",
    "it lies in a list": f"{MADE}xs.append(v)",
    "it is raised as a whole, and may be another's": f"{MADE}v += t",
    "what fills it takes a record": "v = u.copy()\nv[0] = t_tape.pop()",
}


@pytest.mark.parametrize("name", STAYS)
def test_stays(name):
    text = STAYS[name]
    assert (False, listing(block(text))) == left(text, read={"w", "u~bar"})


def test_stays_where_others_read_it():
    assert (False, listing(block(MADE))) == left(MADE, read={"v"})


def smoothed(u, n):
    u = u.copy()
    for _ in checkpoint(range(n)):
        v = u.copy()
        v[1:-1] = u[1:-1] * u[:-2]
        u = v
    return np.sum(u)


def test_the_pass_that_is_reversed_makes_no_next_state():
    """The passes that lead to it do."""
    source = grad(smoothed).source(np.ones(5), 4)
    lines = [line.partition("#")[0].strip() for line in source.splitlines()]
    assert 2 == lines.count("v = u.copy()") == lines.count("u = v")
