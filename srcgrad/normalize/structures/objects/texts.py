"""Texts of objects, as their classes tell them: `str(obj)`, `f"{obj:.2f}"`, `print(obj)`.

s = f"at {p}"                   told = p.__str__()
                   ->           s = f"at {told}"
"""

from __future__ import annotations

from functools import partial
from typing import Any

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import names, statements
from srcgrad.normalize.structures.containers.containers import as_value
from srcgrad.normalize.structures.layout import Ref, Value
from srcgrad.normalize.structures.objects import instances
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.walk import Walker

TEXT_OF = e.Ref("text_of", partial(str))  # of what an exception holds
LASTING = (k.Known, k.Str, k.Bool, k.Int, k.Real, k.Scalar)  # kinds of what keeps its text
Part = str | tuple[e.Expr, str, Any]


def of(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Value | e.Expr | None:
    """`str(obj)`, and of constants the text itself."""
    if len(tree.args) != 1 or tree.kwargs:
        return None
    told = _told(w, tree.args[0], "__str__", (), node, live)
    if told is not None or w.touched(tree.args[0]):
        return told
    known, found = w.constant(tree.args[0])
    return e.Const(str(found)) if known and isinstance(found, int | str) else None


def printed(
    w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str
) -> Value | e.Expr | None:
    """`print(obj)` prints its text."""
    told = [_told(w, one, "__str__", (), node, live) for one in tree.args]
    if not any(told):
        return None
    args = [
        one if text is None else w.named(text, "told", node)
        for one, text in zip(tree.args, told, strict=True)
    ]
    return w.value(e.Call(tree.func, tuple(args), tree.kwargs), node, live, target)


def formatted(w: Walker, tree: e.Text, node: s.Stmt, live: Names) -> e.Expr:
    """An f-string, in which texts stand for objects; of constants it is a constant."""
    parts = tuple(one if isinstance(one, str) else _part(w, one, node, live) for one in tree.parts)
    out = ""
    for part in parts:
        if isinstance(part, str):
            out += part
            continue
        inner, conversion, form = part
        known, found = (False, None) if w.held(inner) is not None else w.constant(inner)
        spelled = isinstance(form, str) and not conversion  # a format may be a text with parts
        if not known or not spelled or not isinstance(found, int | str | None):
            return e.Text(parts)
        out += format(found, form[1:])
    return e.Const(out)


def _part(w: Walker, part: tuple[e.Expr, str, Any], node: s.Stmt, live: Names) -> Part:
    """`{obj}`, `{obj!r}`, and `{obj:form}` of a class that says what its forms are."""
    inner, conversion, form = part
    held = w.held(inner)
    if not isinstance(held, Ref) or w.structure(held).form != "object":
        return part
    cls: Any = w.structure(held).cls
    if not conversion and cls.__format__ is not object.__format__:
        spelled = isinstance(form, str)
        args = (e.Const(form[1:]),)
        told = _told(w, inner, "__format__", args, node, live) if spelled else None
        return part if told is None else (w.named(told, "told", node), "", "")
    if form and not conversion:
        return part  # Python raises TypeError
    name = "__repr__" if "r" in conversion else "__str__"
    told = _told(w, inner, name, (), node, live)
    return part if told is None else (w.named(told, "told", node), "", form)


def _told(
    w: Walker, tree: e.Expr, name: str, args: tuple[e.Expr, ...], node: s.Stmt, live: Names
) -> Value | e.Expr | None:
    """What an object's class says, if that is written in Python; None of other things."""
    held = w.held(tree)
    if not isinstance(held, Ref) or w.structure(held).form != "object":
        return None
    cls: Any = w.structure(held).cls
    if name == "__str__" and cls.__str__ is object.__str__:
        name = "__repr__"
    if not instances.written_in_python(cls, name):
        return None
    return w.call_method(held, tree, name, args, node, live)


def of_exception(
    w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str
) -> Value | e.Expr | None:
    """`TEXT_OF(args)`, as the number of `args` says."""
    held = w.held(tree.args[0])
    if not isinstance(held, Ref):
        return None
    if not _lasts(w, held):
        w.waiting = True
        return None
    slots = list(w.structure(held).slots.values())
    if not slots:
        return e.Const("")
    one = as_value(slots[0]) if len(slots) == 1 else tree.args[0]
    inner = one if isinstance(one, e.Expr) else w.named(one, "held", node)
    return w.value(e.Call(e.Ref("str", str), (inner,)), node, live | set(names(inner)), target)


def _lasts(w: Walker, value: Value | str) -> bool:
    """Does what an exception holds have the same text by the time that it is asked for?"""
    if isinstance(value, str):
        return isinstance(w.kind(e.Var(value)), LASTING)
    held = w.structure(value) if isinstance(value, Ref) else None
    if held is None or held.form != "tuple" or held.cls is not tuple:
        return False
    return all(_lasts(w, slot) for slot in held.slots.values())


def check(core: Core) -> None:
    """Refuse the text of what may be another by the time that it is asked for."""
    for node in statements(core.body):
        match node:
            case s.Assign(_, e.Call(func)) if func == TEXT_OF:
                raise UnsupportedSyntaxError(
                    "the text of an exception that holds what may change before it is asked for",
                    "raise it with numbers and texts, or ask for what it holds",
                    node.origin,
                )
