"""Derivatives that a program makes: `grad(f)` becomes the derivative itself.

slope = grad(f)                slope = f_grad, found outside
slope = grad(<inner: k=k>)     slope = <gradient of inner: k=k>
"""

from __future__ import annotations

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core, Free
from srcgrad.ir.walk import statements
from srcgrad.normalize import Code
from srcgrad.rules.derived import Derived, made, makes


def spell_made(core: Core, facts: Facts) -> bool:
    """Write known derivatives for the calls that make them; says whether there were any."""
    changed = False
    for node in statements(core.body):
        if not isinstance(node, s.Assign) or not isinstance(node.value, e.Call):
            continue
        func = facts.kind(node.value.func)
        if not isinstance(func, k.Known) or not makes(func.value):
            continue
        found = _written(core, node, node.value, func.value, facts)
        if found is not None:
            node.value, changed = found, True
    return changed


def _written(
    core: Core, node: s.Stmt, call: e.Call, function: object, facts: Facts
) -> e.Expr | None:
    kind = facts.kind(call)
    if k.constant(kind):
        value = k.value_of(kind)
        if not isinstance(value, Derived):
            return None
        name = value.primal.__name__
        stem = path = f"{name if name.isidentifier() else 'function'}_derivative"
        number = 1
        while path in core.statics and core.statics[path].namespace.get(path) is not value:
            number += 1
            path = f"{stem}_{number}"
        core.statics.setdefault(path, Free(path, {path: value}, path))
        return e.Ref(path, value)
    options = {name: facts.kind(value) for name, value in call.kwargs}
    first = facts.kind(call.args[0]) if len(call.args) == 1 else k.Unknown()
    if not isinstance(first, k.Function) or not all(map(k.constant, options.values())):
        return None
    if isinstance(first.code, Derived):
        raise UnsupportedSyntaxError(
            f"a derivative of what is itself a derivative of `{first.code.primal.__name__}`, which "
            "is made inside the differentiated function",
            "define the function outside, and pass what it reads as arguments",
            node.origin,
        )
    if not isinstance(first.code, Code):
        raise UnsupportedSyntaxError(
            f"the derivative of a method, `{first.code.__name__}`, is made inside the "
            "differentiated function",
            "make it of the function in the class, and call it with the object as first argument",
            node.origin,
        )
    known = {name: k.value_of(kind) for name, kind in options.items()}
    code = made(function, (first.code,), known, code=True)
    held = tuple(e.Attr(call.args[0], name) for name in first.names)
    return e.Closure(code, first.names, held, first.cells)
