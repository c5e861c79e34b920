"""A list is true as long as it holds something.

while stack:                    ->     while:
    ...                                    count.1 = len(stack)
                                           test.2 = count.1 > 0
                                       do while test.2:
                                           ...
"""

from __future__ import annotations

from collections import Counter as Counts
from collections.abc import Callable

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, expressions, names, statements
from srcgrad.normalize.scope import Counter

LEN = e.Ref("len", len)


def spell_truth(body: s.Block, kind_of: Callable[[e.Expr], k.Kind], counter: Counter) -> bool:
    """Rewrite the tests of a function in place; says whether anything was rewritten."""
    one = _Truth(kind_of, counter, asked(body))
    one.block(body)
    return one.changed


class _Truth:
    def __init__(
        self, kind_of: Callable[[e.Expr], k.Kind], counter: Counter, asked: set[str]
    ) -> None:
        self.kind_of, self.counter, self.asked = kind_of, counter, asked
        self.changed = False
        self.told: set[str] = set()  # names that hold a truth value by now, not the list

    def block(self, block: s.Block) -> None:
        out: s.Block = []
        for node in block:
            for inner in blocks(node):
                self.block(inner)
            match node:
                case s.While() if self.is_list(node.test):
                    node.test = self.named(node.test, node, node.prelude)
                case s.If() if self.is_list(node.test):
                    node.test = self.named(node.test, node, out)
                case s.Assign(target, value) if target in self.asked and self.is_list(value):
                    node.value = self.compared(">", value, node, out)
                    self.told.add(target)
                case s.Assign(_, e.Unary("not", value)) if self.is_list(value):
                    node.value = self.compared("==", value, node, out)
            out.append(node)
        block[:] = out

    def is_list(self, tree: e.Expr) -> bool:
        if not isinstance(tree, e.Var) or tree.name in self.told:
            return False
        return isinstance(self.kind_of(tree), k.List)

    def named(self, held: e.Expr, node: s.Stmt, before: s.Block) -> e.Expr:
        value = self.compared(">", held, node, before)
        test = self.counter.name("test")
        before.append(s.Assign(test, value, origin=node.origin))
        return e.Var(test)

    def compared(self, op: str, held: e.Expr, node: s.Stmt, before: s.Block) -> e.Expr:
        self.changed = True
        count = self.counter.name("count")
        before.append(s.Assign(count, e.Call(LEN, (held,)), origin=node.origin))
        return e.Compare(op, e.Var(count), e.Const(0))


def asked(body: s.Block) -> set[str]:
    """The temporaries that are read as tests only, the last value that they have too."""
    tests: Counts[str] = Counts()
    reads: Counts[str] = Counts()
    values: Counts[str] = Counts()
    for node in statements(body):
        if isinstance(node, s.Assign):
            values[node.target] += 1
        for tree in expressions(node):
            reads.update(names(tree))
        if isinstance(node, s.If | s.While) and isinstance(node.test, e.Var):
            tests[node.test.name] += 1
    return {
        name
        for name, count in tests.items()
        if values[name] <= count == reads[name] and "." in name
    }
