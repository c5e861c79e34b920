"""Derivatives that a program makes: `grad(f)` becomes the derivative itself.

slope = grad(f)                slope = f_grad, found outside
slope = grad(<inner: k=k>)     slope = <gradient of inner: k=k>
"""

from __future__ import annotations

import inspect
import types
from typing import Any, TypeAlias

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.signature import PARTIAL
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core, Free
from srcgrad.ir.walk import statements
from srcgrad.normalize.calls.closures import Code
from srcgrad.normalize.calls.inline import signature_of
from srcgrad.rules.derived import Derived, Spelled, made, makes, written
from srcgrad.rules.text import loaded, remaining


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
            return _of_method(call, function, facts)
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
    if not isinstance(first, k.Function | k.Object) or not all(map(k.constant, options.values())):
        return None
    if isinstance(first, k.Object):
        return _of_method(call, function, facts)
    if isinstance(first.code, Derived) and not isinstance(first.code, Spelled):
        raise UnsupportedSyntaxError(
            f"a derivative of a gradient of `{first.code.primal.__name__}`, which is a pair",
            "differentiate a function that returns the part which is meant, as in "
            "`lambda x: grad(f)(x)[1]`",
            node.origin,
        )
    known = {name: k.value_of(kind) for name, kind in options.items()}
    adapted = _adapted(first, function, known)
    if adapted is not None:
        return e.Call(adapted, call.args)
    if not isinstance(first.code, Code):
        raise UnsupportedSyntaxError(
            f"the derivative of `{first.code.__name__}`, whose parameters cannot be written one "
            "after another, is made inside the differentiated function",
            "make it of a function with plain parameters that calls this one",
            node.origin,
        )
    code = made(function, (first.code,), known, code=True)
    held = tuple(e.Attr(call.args[0], name) for name in first.names)
    return e.Closure(code, first.names, held, first.cells)


def _of_method(call: e.Call, making: object, facts: Facts) -> e.Expr | None:
    """The derivative of a method that the program finds outside, or of an object."""
    if not call.args or any(not k.constant(facts.kind(value)) for _, value in call.kwargs):
        return None
    known = {name: k.value_of(facts.kind(value)) for name, value in call.kwargs}
    adapted = _adapted(facts.kind(call.args[0]), making, known)
    return adapted and e.Call(adapted, call.args)


Left: TypeAlias = tuple[str, str, dict[str, Any]] | None
ADAPTED = """\
def {name}_derivative(function_):
    def {name}({header}):
        return function_({given})
    return making_({name}{options})
"""


def _adapted(kind: k.Kind, making: object, options: dict[str, Any]) -> e.Ref | None:
    """What makes the derivative of a function that holds its first arguments; None of others."""
    found = _held_and_left(kind)
    if found is None or found[1] is None:
        return None
    name, (text, given, defaults) = found
    name = name if name.isidentifier() else "function"
    more = written(options)
    words = {"name": name, "header": text, "given": given, "options": more}
    path = f"{name}_derivative"
    return e.Ref(path, loaded(path, ADAPTED.format(**words), {"making_": making, **defaults}))


def _held_and_left(kind: k.Kind) -> tuple[str, Any] | None:
    """The name of a method or of what `functools.partial` holds, and which parameters are left."""
    if isinstance(kind, k.Known) and isinstance(kind.value, types.MethodType):
        behind = kind.value.__func__
        plain = isinstance(behind, types.FunctionType)
        return (behind.__name__, _left(behind, 1, ())) if plain else None
    if isinstance(kind, k.Object):
        called = inspect.getattr_static(kind.cls, "__call__", None)
        return ("call", _left(called, 1, ())) if isinstance(called, types.FunctionType) else None
    if not isinstance(kind, k.Function):
        return None
    if isinstance(kind.code, Spelled):
        return kind.code.__name__, _left_of_code(kind.code.parameters)
    if kind.names == ("__self__",) and isinstance(kind.code, types.FunctionType):
        return kind.code.__name__, _left(kind.code, 1, ())
    parts = dict(zip(kind.names, kind.items, strict=True))
    func, args, keywords = (parts.get(name) for name in PARTIAL)
    code: Any = func.code if isinstance(func, k.Function) else getattr(func, "value", None)
    if not (isinstance(args, k.Tuple) and isinstance(keywords, k.Dict)):
        return None
    if not isinstance(code, Code | types.FunctionType):
        return None
    bound = isinstance(func, k.Function) and func.names == ("__self__",)
    return code.__name__, _left(code, len(args.items) + bound, keywords.keys)


def _left(code: Any, given: int, named: Any) -> Left:
    whole = list(signature_of(code).parameters.values())
    if isinstance(code, Code):
        return _left_of_code(whole, given, named)
    return remaining(whole, given, named)


def _left_of_code(whole: list[inspect.Parameter], given: int = 0, named: Any = ()) -> Left:
    """Without defaults, whose names stand nowhere else."""
    return remaining([p.replace(default=p.empty) for p in whole], given, named)
