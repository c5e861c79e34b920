"""Which names are certainly bound where a loop begins."""

import pytest

from srcgrad.ir import stmt as s
from srcgrad.ir.walk import statements
from srcgrad.optimize.loops.unbound import certain, certainly_bound
from tests.fragments import block

LOOP = "for i in range(n):\n    t = i"
CASES = {
    "a = 1.0": {"a"},
    "a, b = t": {"a", "b"},
    "a, b = b, a": {"a", "b"},
    "if n:\n    a = 1\n    b = 2\nelse:\n    a = 2": {"a"},
    "if n:\n    a = 1": set(),
    "for k in range(n):\n    a = 1": set(),  # it may make no pass
    "while n:\n    a = 1": set(),
    "with t:\n    a = 1": {"a"},
    "a[0] = 1.0": set(),
}


@pytest.mark.parametrize("before", CASES)
def test_before_a_loop(before):
    whole = block(f"{before}\n{LOOP}\nc = 1")
    assert CASES[before] == certainly_bound(whole, whole[1])


def test_a_branch_that_leaves():
    """What follows it is reached by way of the other one alone."""
    (node,) = block("if n:\n    a = 1\n    break\nelse:\n    b = 2")
    assert {"b"} == certain(node)
    node.turn()
    assert {"b"} == certain(node)


def test_attempts():
    (body,) = [block("a = 1")]
    assert set() == certain(s.Attempt(body, "raised", "error", ()))
    assert {"b"} == certain(s.Ensure(body, block("b = 2")))


def test_inside_of_others():
    """With what the loops around it have bound by then, and nothing of what comes later."""
    whole = block(
        "a = 1\nfor k in range(n):\n    b = 2\n    for i in range(n):\n        c = 1\n    d = 3"
    )
    inner = next(n for n in statements(whole) if isinstance(n, s.For) and n.target == "i")
    assert {"a", "k", "b"} == certainly_bound(whole, inner)


def test_a_loop_that_is_not_there():
    assert certainly_bound(block("a = 1"), *block(LOOP)) is None
