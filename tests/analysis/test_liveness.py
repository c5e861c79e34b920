"""Which names are read before they are bound again; against runs of the reads."""

from srcgrad.analysis.liveness import Liveness
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import statements
from tests.stages import core_of


def at_heads(function):
    """The names that are live at entry, and at the head of each loop, in textual order."""
    core = core_of(function)
    live = Liveness(core.body, core.result)
    loops = [n for n in statements(core.body) if isinstance(n, s.For | s.While)]
    return {n for n in live.at_entry if "." not in n}, [
        {n for n in live.at_head[id(loop)] if "." not in n} for loop in loops
    ]


def straight(x, y):
    y = 2
    return x, y


def test_a_name_that_is_bound_first_is_not_live():
    assert ({"x"}, []) == at_heads(straight)


def carried(x, n):
    s = 0
    for i in range(n):
        t = i
        s = s + t
    return s


def test_what_a_loop_carries():
    entry, (head,) = at_heads(carried)
    assert {"n"} == entry
    assert "s" in head
    assert "t" not in head
    assert "x" not in head


def branching(x, y, c):
    if c:
        y = 1
    return x, y


def test_one_branch_binds():
    assert {"x", "y", "c"} == at_heads(branching)[0]


def both(x, y, c):
    if c:
        y = 1
    else:
        y = 2
    return x, y


def test_both_branches_bind():
    assert {"x", "c"} == at_heads(both)[0]


def leaving(x, y, n):
    for i in range(n):
        if i:
            x = y
            break
        y = i
    return x


def test_break_leads_behind_the_loop():
    entry, (head,) = at_heads(leaving)
    assert {"x", "y", "n"} == entry
    assert {"x", "y"} <= head


def raising(x, y, c):
    if c:
        raise ValueError(y)
    return x


def test_raise_reads_only_its_own():
    assert {"x", "y", "c"} == at_heads(raising)[0]


def only_raises(x, y):
    if y:
        x = 1  # noqa: F841 - dead on purpose
        raise ValueError
    return y


def test_after_raise_nothing_is_live():
    assert {"y"} == at_heads(only_raises)[0]


def counting(x, y):
    while x > y:
        y = y + 1
        z = y
        x = z
    return y


def test_while():
    entry, (head,) = at_heads(counting)
    assert {"x", "y"} == entry
    assert {"x", "y"} == head


def nested(n):
    s = 0
    t = 0
    for i in range(n):
        for j in range(i):
            s = t
            t = j
    return s


def test_nested_loops():
    _, (outer, inner) = at_heads(nested)
    assert {"s", "t", "n"} - {"n"} <= outer
    assert {"s", "t"} <= inner
    assert "j" not in inner
