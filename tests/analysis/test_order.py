"""Which statements may run after which: against traces of random control flow."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from srcgrad.analysis.order import Order
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import statements

X, RANGE = e.Var("x"), e.Ref("range", range)


def blocks():
    """Random blocks of simple statements, branches and loops."""
    simple = st.builds(lambda: s.Assign("x", X))
    return st.recursive(
        st.lists(simple, min_size=1, max_size=2),
        lambda inner: st.lists(
            st.one_of(
                simple,
                st.builds(lambda a, b: s.If(X, a, b), inner, inner),
                st.builds(lambda a: s.For("i", e.Call(RANGE, (X,)), a), inner),
                st.builds(lambda a, b: s.While(a, X, b), inner, inner),
            ),
            min_size=1, max_size=3,
        ),
        max_leaves=6,
    )  # fmt: skip


def traces(block, passes=2):
    """All runs of a block as lists of simple statements; each loop makes up to `passes` passes."""
    found = [[]]
    for node in block:
        found = [a + b for a in found for b in _runs(node, passes)][:400]
    return found


def _runs(node, passes):
    match node:
        case s.If():
            return traces(node.body, passes) + traces(node.orelse, passes)
        case s.For():
            one = traces(node.body, passes)
            return [
                list(itertools.chain(*some))
                for n in range(passes + 1)
                for some in itertools.product(one, repeat=n)
            ]
        case s.While():
            pre, body = traces(node.prelude, passes), traces(node.body, passes)
            one = [a + b for a in pre for b in body]
            return [list(itertools.chain(*some)) + last for n in range(passes + 1)
                    for some in itertools.product(one[:3], repeat=n) for last in pre]  # fmt: skip
    return [[node]]


def fresh(block):
    """Statements of their own: hypothesis may put one object in two places."""
    from srcgrad.normalize.calls.inline import duplicate

    return duplicate(block)


@settings(max_examples=60)
@given(blocks())
def test_later_covers_all_runs(block):
    """What runs after another in some run is told to; exactly so, as runs take all branches."""
    block = fresh(block)
    order = Order(block)
    seen = set()
    for trace in traces(block):
        seen |= {(id(a), id(b)) for i, a in enumerate(trace) for b in trace[i + 1 :]}
    simple = [n for n in statements(block) if isinstance(n, s.Assign)]
    for a, b in itertools.product(simple, repeat=2):
        if (id(a), id(b)) in seen:
            assert order.later(a, b)


@settings(max_examples=60)
@given(blocks())
def test_between_covers_all_runs(block):
    """Where `between` says no, no run has the statement between the other two."""
    block = fresh(block)
    order = Order(block)
    met = set()
    for trace in traces(block):
        for i, a in enumerate(trace):
            inside = []
            for b in trace[i + 1 :]:
                met |= {(id(a), id(b), id(c)) for c in inside}
                if b is a:
                    break
                inside.append(b)
    for a, b, c in itertools.product(
        [n for n in statements(block) if isinstance(n, s.Assign)], repeat=3
    ):
        if order.dominates(a, b) and (id(a), id(b), id(c)) in met and c is not b:
            assert order.between(a, b, c)


@settings(max_examples=60)
@given(blocks())
def test_dominates_covers_all_runs(block):
    """Before a dominated statement runs, the dominating one has run."""
    block = fresh(block)
    order = Order(block)
    for trace in traces(block):
        done = set()
        for b in trace:
            for a in (n for n in statements(block) if isinstance(n, s.Assign)):
                if order.dominates(a, b):
                    assert id(a) in done
            done.add(id(b))


def example():
    a, b, c, d = (s.Assign(name, X) for name in "abcd")
    branch = s.If(X, [b], [c])
    loop = s.For("i", e.Call(RANGE, (X,)), [branch, d])
    return a, b, c, d, loop, Order([a, loop])


def test_branches_exclude_each_other_within_a_pass():
    a, b, c, d, _, order = example()
    assert not order.straight(b, c)
    assert order.later(b, c)  # in another pass
    assert order.straight(a, d)
    assert not order.later(d, a)


def test_common_loops():
    a, b, c, _, loop, order = example()
    assert order.common_loop(b, c)
    assert not order.common_loop(a, b)
    assert (loop,) == order.enclosing(b)
    assert () == order.enclosing(loop)


def test_between_in_a_pass():
    _, b, _, d, loop, order = example()
    branch = loop.body[0]
    assert not order.between(branch, d, d)
    assert order.between(branch, d, b) is False
    assert not order.dominates(b, d)
    assert order.dominates(branch, d)
