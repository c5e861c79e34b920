"""Which values matter: varied (they depend on wrt) and useful (the result depends on them)."""

from __future__ import annotations

from collections.abc import Callable

from srcgrad.infer.facts import MUTATORS, Facts
from srcgrad.infer.kinds.elements import indexed
from srcgrad.infer.sharing.memory import holds_memory, is_add_at, is_constant_between, may_write
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import children, names, statements


def carriers(tree: e.Expr, facts: Facts) -> set[str]:
    """The names through which a derivative may flow into the value of an expression."""
    match tree:
        case e.Var(name):
            return {name}
        case e.Compare() | e.Text():
            return set()
        case e.Attr(_, "shape" | "ndim" | "size" | "dtype"):
            return set()
        case e.Item(base, _) if indexed(facts.kind(base)):
            return carriers(base, facts)
        case e.Attr(base, _):
            return carriers(base, facts)
        case e.Unary() | e.Binary() | e.Choice() | e.Logical() | e.Sequence() | e.Mapping() if (
            not isinstance(tree, e.Binary) or tree.op != "//"
        ):
            return {n for part in children(tree) for n in carriers(part, facts)}
        case e.Binary("//", _, _):
            return set()
        case e.Call(func, args, kwargs):
            if is_constant_between(tree, facts.kind):
                return set()
            found = {n for a in (*args, *(v for _, v in kwargs)) for n in carriers(a, facts)}
            return found | (carriers(func.base, facts) if isinstance(func, e.Attr) else set())
        case e.Ref() | e.Const():
            return set()
    return set(names(tree))


def active(core: Core, facts: Facts, written: Callable[[str], bool] | None = None) -> set[str]:
    """The names that are both varied and useful.

    All names of memory that is `written` are useful if one is; without it, all of any memory.
    """
    useful = {n for n in carriers(core.result, facts) if n in facts.varied}
    backwards = list(statements(core.body))[::-1]
    calls = {id(node): call for node in backwards if (call := _call(node)) is not None}
    writes = {one: set(may_write(call, facts.kind, facts.free)) for one, call in calls.items()}
    while True:
        before = len(useful)
        roots = {facts.root(n) for n in useful if holds_memory(facts.kinds.get(n, k.Empty()))}
        for name in facts.varied:
            shared = holds_memory(facts.kinds.get(name, k.Empty())) and facts.root(name) in roots
            if shared and (written is None or written(name)):
                useful.add(name)
        for node in backwards:
            for name in _flows(node, facts, useful):
                if name in facts.varied:
                    useful.add(name)
            if writes.get(id(node), set()) & useful:  # it may store what it is given
                useful |= carriers(calls[id(node)], facts) & facts.varied
        if len(useful) == before:
            return useful & facts.varied


def _call(node: s.Stmt) -> e.Call | None:
    """The call that a statement is."""
    match node:
        case (
            s.Assign(_, e.Call() as call)
            | s.Unpack(_, e.Call() as call)
            | s.Evaluate(e.Call() as call)
        ):
            return call
    return None


def _flows(node: s.Stmt, facts: Facts, useful: set[str]) -> set[str]:
    match node:
        case s.Assign(target, value) if target in useful:
            return carriers(value, facts)
        case s.Unpack() if set(node.targets) & useful:
            return carriers(node.value, facts)
        case s.Permute() if set(node.targets) & useful:
            return {src for t, src in zip(node.targets, node.sources, strict=True) if t in useful}
        case s.For() if node.target in useful:
            return carriers(node.source, facts)
        case s.Store() | s.Augment() if set(names(node.base)) & useful:
            return carriers(node.value, facts)
        case s.Evaluate(e.Call(e.Attr(e.Var(name), method), args, _)) if (
            name in useful and method in MUTATORS
        ):
            return {n for a in args for n in carriers(a, facts)}
        case s.Evaluate(e.Call(e.Ref(_, function), (e.Var(name), _, value), _)) if name in useful:
            return carriers(value, facts) if is_add_at(function) else set()
    return set()
