"""What a block of the program computes twice from the same operands is computed once.

    product.1 = h @ p                      product.1 = h @ p
    s = product.1 @ h              ->      s = product.1 @ h
    product.2 = h @ p                      b = product.1 * g
    b = product.2 * g

The value has the same bits; the derivative keeps, and adds up, one array in place of two. Names
that the program gives stay; so do arrays of which the program could tell that they are one.
"""

from __future__ import annotations

from collections import Counter

from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import added_to, rule_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import (
    blocks,
    bound,
    expressions,
    names,
    replace,
    statements,
    stored,
    substitute,
    targets,
)

NUMBERS = (k.Real, k.Scalar, k.Complex)


class _Known:
    """What a block has computed so far, and the names that hold it."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.names: dict[e.Expr, str] = {}
        self.readers: dict[str, list[e.Expr]] = {}  # by the memory class of a name in them

    def add(self, value: e.Expr, target: str) -> None:
        self.names[value] = target
        for name in names(value):
            self.readers.setdefault(self.facts.root(name), []).append(value)

    def forget(self, changed: set[str]) -> None:
        """Some names are bound anew, or their memory changes."""
        for name in changed:
            for value in self.readers.pop(self.facts.root(name), ()):
                self.names.pop(value, None)

    def clear(self) -> None:
        self.names.clear()
        self.readers.clear()


def share_repeats(core: Core, facts: Facts) -> None:
    """Rewrite a function in place."""
    definitions = Counter(n for node in statements(core.body) for n in targets(node))
    shown = _shown(core, facts)
    table: dict[str, e.Expr] = {}

    def kept(tree: e.Expr) -> e.Expr:
        return substitute(tree, table)

    def own(name: str) -> bool:
        """Is it a name of the compiler's, for one value of which nobody can tell what holds it?"""
        return (
            "." in name and name not in core.webs and definitions[name] == 1 and name not in shown
        )

    def visit(block: s.Block) -> None:
        known = _Known(facts)
        out: s.Block = []
        for node in block:
            replace(node, kept)
            for inner in blocks(node):
                visit(inner)
            match node:
                case s.Assign(target, value) if own(target) and _repeatable(value, facts):
                    if value in known.names:
                        table[target] = e.Var(known.names[value])
                        continue
                    known.add(value, target)
                case s.Assign(_, value) | s.Unpack(_, value) if _plain(value, facts):
                    known.forget(set(targets(node)))
                case s.Store() | s.Augment():
                    known.forget(bound([node]) | stored([node]))
                case s.Evaluate() if (base := added_to(node)) is not None:
                    known.forget(set(names(base)))
                case _:
                    known.clear()
            out.append(node)
        block[:] = out

    visit(core.body)
    if table:
        for node in statements(core.body):
            replace(node, kept)
        core.result = kept(core.result)


def _plain(value: e.Expr, facts: Facts) -> bool:
    """Does it only compute a value?"""
    if not isinstance(value, e.Call):
        return True
    rule = rule_of(value, facts.kind)
    return rule is not None and rule.pure


def _repeatable(value: e.Expr, facts: Facts) -> bool:
    """Is it an operation on numbers and arrays that gives a new value, always the same?"""
    match value:
        case e.Binary():
            pass
        case e.Unary() | e.Compare():
            if not isinstance(facts.kind(value), k.Array):
                return False  # `-c` and `i > 0` read better than a name for them
        case e.Call(e.Ref()):
            rule = rule_of(value, facts.kind)
            if rule is None or not rule.pure or rule.memory != "fresh":
                return False
        case _:
            return False
    kind = facts.kind(value)
    return isinstance(kind, (k.Array, *NUMBERS)) and not facts.shares(value)


def _shown(core: Core, facts: Facts) -> set[str]:
    """The arrays that may be written, or that something else holds."""
    found = set(names(core.result))
    added: set[str] = set()
    for node in statements(core.body):
        match node:
            case s.Assign(_, value):
                found |= set(facts.shares(value))
                if isinstance(value, e.Call) and not _repeatable(value, facts):
                    found |= set(names(value))
            case s.Store(base, _, value) | s.Augment(base, _, _, value):
                found |= set(names(base))
                if not isinstance(facts.kind(base), k.Array):
                    found |= set(names(value))
            case s.Evaluate() if (array := added_to(node)) is not None:
                found |= set(names(array))
                added |= set(names(array))
            case _:
                found |= {n for tree in expressions(node) for n in names(tree)}
                found |= set(targets(node))
    written = {facts.root(n) for n in added | stored(core.body)}
    found |= {n for n in facts.kinds if facts.root(n) in written}
    return {n for n in found if not isinstance(facts.kinds.get(n), NUMBERS)}
