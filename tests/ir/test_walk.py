"""Reading and rebuilding trees and blocks."""

import numpy as np
import pytest

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.ir.walk import (
    blocks,
    bound,
    children,
    expressions,
    names,
    nodes,
    rebuild,
    replace,
    statements,
    substitute,
    targets,
    used,
)

A, B, C = e.Var("a"), e.Var("b"), e.Var("c")
TREES = [
    e.Unary("-", A), e.Binary("+", A, B), e.Compare("<", A, B), e.Logical("or", A, B),
    e.Choice(A, B, C), e.Call(A, (B,), (("k", C),)), e.Attr(A, "T"), e.Item(A, B),
    e.Slice(A, None, B), e.Sequence("list", (A, B)), e.Mapping((A,), (B,)), e.Star(A),
    e.Text(("x", (A, "!r", ":g"))), e.Each(B, "c", A), e.Const(1), e.Ref("np.sin", np.sin), A,
]  # fmt: skip


@pytest.mark.parametrize("tree", TREES, ids=repr)
def test_rebuild_visits_each_child_once(tree):
    seen = []
    again = rebuild(tree, lambda child: (seen.append(child), child)[1])
    assert tree == again
    assert tree is again or isinstance(tree, e.Choice | e.Mapping | e.Star | e.Text | e.Each)
    assert sorted(map(repr, children(tree))) == sorted(map(repr, seen))


@pytest.mark.parametrize("tree", TREES[:-3], ids=repr)
def test_rebuild_takes_what_the_mapper_gives(tree):
    changed = rebuild(tree, lambda child: e.Const(7))
    assert changed != tree
    assert {e.Const(7)} == set(children(changed))


def test_children_come_in_the_order_of_evaluation():
    assert (B, A) == children(e.Each(A, "a", B))  # the source before the element
    assert (A, B) == children(e.Mapping((A,), (B,)))


def test_substitute_is_simultaneous():
    swapped = substitute(e.Binary("-", A, B), {"a": B, "b": A})
    assert e.Binary("-", B, A) == swapped


def test_names_and_nodes():
    tree = e.Binary("+", e.Item(A, e.Slice(B)), A)
    assert ["a", "b", "a"] == list(names(tree))
    assert 6 == len(list(nodes(tree)))
    assert [] == list(names(None))


STATEMENTS = [
    (s.Assign("x", A), ("x",), {"a"}),
    (s.Unpack(("x", "y"), A), ("x", "y"), {"a"}),
    (s.Permute(("x", "y"), ("a", "b")), ("x", "y"), {"a", "b"}),
    (s.Store(A, B, C), (), {"a", "b", "c"}),
    (s.Augment(A, None, "+", B), ("a",), {"a", "b"}),
    (s.Augment(A, C, "+", B), (), {"a", "b", "c"}),
    (s.Evaluate(A), (), {"a"}),
    (s.If(A, [s.Assign("x", B)], []), (), {"a"}),
    (s.For("i", A, [s.Assign("x", B)]), ("i",), {"a"}),
    (s.While([s.Assign("x", B)], A, []), (), {"a"}),
    (s.Raise(A), (), {"a"}),
    (s.Raise(None), (), set()),
    (s.Assert(A, B), (), {"a", "b"}),
    (s.Assert(A, None), (), {"a"}),
    (s.Break(), (), set()),
]


@pytest.mark.parametrize(("node", "binds", "reads"), STATEMENTS, ids=lambda x: type(x).__name__)
def test_what_a_statement_itself_reads_and_binds(node, binds, reads):
    assert binds == targets(node)
    assert reads == {name for tree in expressions(node) for name in names(tree)}


@pytest.mark.parametrize("node", [n for n, _, _ in STATEMENTS if not isinstance(n, s.Permute)],
                         ids=lambda x: type(x).__name__)  # fmt: skip
def test_replace_reaches_all_that_a_statement_reads(node):
    count = len(expressions(node))
    seen = []
    replace(node, lambda tree: (seen.append(tree), tree)[1])
    assert count == len(seen)


def test_a_derived_class_is_looked_at_like_its_base():
    class Region(s.Ensure):
        pass

    node = Region([s.Assign("x", A)], [])
    assert (node.body, node.final) == blocks(node)
    assert {"x"} == bound([node])
    assert type(node.twin()) is Region


def test_what_is_kept_with_a_tree_is_not_part_of_it():
    tree, other = (e.Binary("+", e.Item(A, B), C) for _ in range(2))
    assert [tree, e.Item(A, B), A, B, C] == list(nodes(tree)) == list(nodes(tree))
    assert hash(tree) == hash(other)
    assert tree == other


def test_statements_go_into_every_block():
    inner = s.Assign("x", A)
    block = [s.If(A, [s.For("i", A, [inner])], [s.While([s.Assign("y", B)], C, [s.Break()])])]
    assert 6 == len(list(statements(block)))
    assert {"x", "y", "i"} == bound(block)
    assert {"a", "b", "c"} == used(block)
    assert (block[0].body, block[0].orelse) == blocks(block[0])
    assert "x = a" in listing(block)
