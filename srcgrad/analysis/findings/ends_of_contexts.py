"""Contexts inside `try` whose end may raise what the `try` catches, after the body has run.

try:
    with limited(x):            its `__exit__` raises: `y` is bound by then, and an attempt
        y = x * x               changes nothing where it raises
except TooMuch:
    return y
"""

from __future__ import annotations

import dis
import types
from collections.abc import Iterator

from srcgrad.analysis.findings.partial import Differentiation
from srcgrad.frontend.rebinding import codes, of_library, reached
from srcgrad.infer.sharing.passes import occurrences
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import blocks, bound, expressions, names, nodes, statements
from srcgrad.normalize.iterators.generators import bare

QUIET = {"+", "-", "*"}


def refuse_ends(sweep: Differentiation, core: Core, node: s.Attempt, then: s.If | None) -> None:
    """Refuse what is bound in such a context, and read after its end has raised."""
    read = _read_after(core, node, then) & sweep.active
    caught = _classes(node)
    python = caught is None or any(cls.__module__ == "builtins" for cls in caught)

    def check(block: s.Block, raises: bool) -> None:
        for one in reversed(block):
            found = bound([one]) & read
            if raises and found:
                sweep.node = one
                sweep.refuse(
                    f"`{min(found).partition('.')[0]}` is bound inside `try` before the end of a "
                    "context, which may raise what is caught: it would stay bound",
                    "write the `try` inside the context, or bind the name after the `try`",
                )
            if found:
                ends = isinstance(one, s.Ensure | s.With) and _ends_badly(one, caught, python)
                for inner in blocks(one):
                    check(inner, ends)
            raises |= any(_raises(x, caught, python) for x in statements([one]))

    if read:
        check(node.body, False)


def _read_after(core: Core, node: s.Attempt, then: s.If | None) -> set[str]:
    """The names that may be read once the attempt has raised."""
    total = occurrences(core.body)
    total.update(names(core.result))
    total.subtract(occurrences(node.body))
    anew: set[str] = set()
    if then is not None:
        total.subtract(occurrences(then.orelse))
        inside = occurrences(then.body)
        plain = [x.target for x in then.body if isinstance(x, s.Assign)]
        anew = {name for name in plain if inside[name] == 1}
    return {name for name, count in total.items() if count > 0} - anew


def _classes(node: s.Attempt) -> list[type] | None:
    """The classes that are caught, or None where that is not known."""
    parts = [
        part
        for one in node.classes
        for part in (one.items if isinstance(one, e.Sequence) else (one,))
    ]
    found = [part.target for part in parts if isinstance(part, e.Ref)]
    known = [one for one in found if isinstance(one, type)]
    return known if len(known) == len(parts) else None


def _ends_badly(node: s.Ensure | s.With, caught: list[type] | None, python: bool) -> bool:
    """May the end of a context raise one of these?"""
    if isinstance(node, s.Ensure):
        return any(_raises(one, caught, python) for one in statements(node.final))
    return any(_raises_inside(one, python) for one in _ends(node.manager))


def _raises(node: s.Stmt, caught: list[type] | None, python: bool) -> bool:
    if isinstance(node, s.Raise):
        made = node.value.func if isinstance(node.value, e.Call) else node.value
        cls = made.target if isinstance(made, e.Ref) else None
        if caught is None or not isinstance(cls, type):
            return True
        return any(issubclass(cls, one) for one in caught)
    parts = [part for tree in expressions(node) for part in nodes(tree)]
    return any(_called(part) or (python and _fails(part)) for part in parts)


def _called(tree: e.Expr) -> bool:
    """Is it a call of a function of the user's?"""
    target = tree.func.target if isinstance(tree, e.Call) and isinstance(tree.func, e.Ref) else None
    return isinstance(target, types.FunctionType) and not of_library(target)


def _fails(tree: e.Expr) -> bool:
    """May Python raise an exception of its own there?"""
    return isinstance(tree, e.Item) or (isinstance(tree, e.Binary) and tree.op not in QUIET)


def _ends(manager: e.Expr) -> Iterator[types.FunctionType]:
    """The functions of the user's that end a context, as far as they are known."""
    func = manager.func if isinstance(manager, e.Call) else None
    made = func.target if isinstance(func, e.Ref) else None
    for one in (bare(made), getattr(made, "__exit__", None)):
        if isinstance(one, types.FunctionType) and not of_library(one):
            yield one


def _raises_inside(function: types.FunctionType, python: bool) -> bool:
    """Does a function, or one that it calls, raise or divide?"""
    every = (code for one in reached(function) for code in codes(one.__code__))
    steps = [step for code in every for step in dis.get_instructions(code)]
    divides = any("DIVIDE" in step.opname or _divides(step) for step in steps)
    return any(step.opname == "RAISE_VARARGS" for step in steps) or (python and divides)


def _divides(step: dis.Instruction) -> bool:
    """Is it a division, since Python 3.11?"""
    return step.opname == "BINARY_OP" and "/" in step.argrepr
