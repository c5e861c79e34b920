"""Which names an expression's value may share memory with."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

import numpy as np

from srcgrad.infer.kinds.differences import handed_on
from srcgrad.infer.kinds.draws import draws
from srcgrad.infer.kinds.indexing import is_advanced
from srcgrad.infer.kinds.told import NumberClass
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.mutating import MUTATING, TAKING, handed_back
from srcgrad.ir.painting import is_painted, paints
from srcgrad.ir.pair import Half
from srcgrad.ir.walk import names
from srcgrad.normalize.arrays.effects import KEEPERS
from srcgrad.normalize.arrays.writers import is_scratch
from srcgrad.rules import METHODS, Rule, lookup
from srcgrad.rules.declare import signature
from srcgrad.rules.held import Held
from srcgrad.rules.objects import applies, class_made, class_of_part
from srcgrad.rules.taking import Taking
from srcgrad.runtime import list_zeros, seed_for, unbroadcast

KindOf = Callable[[e.Expr], k.Kind]
CONTAINERS = (k.Tuple, k.List, k.Dict, k.Object, k.Function, k.Several, k.Unknown)
HOLDING = (k.Array, *CONTAINERS)


def holds_memory(kind: k.Kind) -> bool:
    """Is a value of the kind an array, or may it hold one?"""
    return isinstance(kind, HOLDING) and not is_painted(kind)


def reaches_memory(kind: k.Kind) -> bool:
    """Is there memory in a value of the kind? A tuple of numbers has none."""
    return any(map(reaches_memory, kind.items)) if isinstance(kind, k.Tuple) else holds_memory(kind)


def slot(name: str) -> str:
    """The stand-in for whatever a list holds."""
    return name + "[]"


def function_of(tree: e.Call, kind_of: KindOf) -> Any:
    """The function whose rule serves a call, or None."""
    if isinstance(tree.func, e.Ref):
        return tree.func.target
    if isinstance(tree.func, e.Attr):
        base = kind_of(tree.func.base)
        if isinstance(base, k.Array | k.Scalar) or conjugates(tree.func, base):
            return METHODS.get(tree.func.name)
    callee = kind_of(tree.func)
    if isinstance(callee, NumberClass):
        return float
    return callee.value if isinstance(callee, k.Known) else None


def conjugates(method: e.Attr, base: k.Kind) -> bool:
    """Is it the method that Python's own numbers have?"""
    return method.name == "conjugate" and isinstance(base, k.Real | k.Complex)


def rule_of(tree: e.Call, kind_of: KindOf) -> Rule | None:
    """The rule of a called function or array method."""
    function = function_of(tree, kind_of)
    return None if function is None else lookup(function)


def is_constant_between(tree: e.Call, kind_of: KindOf) -> bool:
    """Is the result of a call piecewise constant, or no number that has a derivative?"""
    counts = isinstance(tree.func, e.Ref) and tree.func.target is list and len(tree.args) == 1
    if counts and isinstance(kind_of(tree.args[0]), k.Range):
        return True
    rule = rule_of(tree, kind_of)
    if rule is None or rule.form != "nondifferentiable":
        return False
    return rule.function is not np.sign or not any(k.is_complex(kind_of(a)) for a in tree.args)


def several(tree: e.Call, kind_of: KindOf) -> bool:
    """Does a call return a tuple of fresh results, each with an adjoint of its own?"""
    if not isinstance(kind_of(tree), k.Tuple):
        return False
    rule = rule_of(tree, kind_of)
    return (
        rule is not None
        and rule.form != "nondifferentiable"
        and rule.memory == "fresh"
        and not rule.variadic
    )


HARMLESS = {
    *KEEPERS,  # what is kept up to date for the caller alone
    list_zeros,
    print,
    len,
    range,
    slice,
    isinstance,
    type,
    repr,
    str,
    int,
    float,
    bool,
    abs,
    min,
    max,
    sum,
    round,
    tuple,
    list,
    set,
    frozenset,
    sorted,
    any,
    all,
    pow,
    enumerate,
    zip,
    reversed,
    import_module,
}
MAKING = {  # functions of runtime that give new arrays, whatever they are given
    "cholesky_transpose",
    "cofactors",
    "cumprod_transpose",
    "eigh_transpose",
    "other_products",
    "pinv_transpose",
    "qr_transpose",
    "svd_transpose",
}
TELLING = {"logging", "warnings", "contextlib"}  # modules that only tell what they are given
WRITERS = {"copyto", "put", "place", "putmask", "fill_diagonal", "put_along_axis", "shuffle", "at"}
READING = {
    "astype",
    "item",
    "tolist",
    "tobytes",
    "get",
    "keys",
    "values",
    "items",
    "index",
    "count",
    "pop",
    "copy",
}


def is_add_at(function: Any) -> bool:
    """Is it `np.add.at` or `np.subtract.at`?"""
    owner = getattr(function, "__self__", None)
    return getattr(function, "__name__", "") == "at" and owner in (np.add, np.subtract)


def added_to(node: s.Stmt) -> e.Expr | None:
    """The array into which a statement adds by `np.add.at`, which holds nothing of the rest."""
    match node:
        case s.Evaluate(e.Call(e.Ref(_, function), (base, _, _), ())) if is_add_at(function):
            return base
    return None


def may_write(call: e.Call, kind_of: KindOf, free: Iterable[str] = ()) -> list[str]:
    """The names whose memory a call may write, those of a list's own methods left out.

    A callee that is not known may also write what it reaches through globals: `free`.
    """
    for key, value in call.kwargs:
        if key == "out":
            written = [n for n in names(value) if not is_scratch(n)]
            return [n for n in written if holds_memory(kind_of(e.Var(n)))]
    function = function_of(call, kind_of)
    if is_add_at(function):
        return list(names(call.args[0]))
    if isinstance(function, np.ufunc) and len(call.args) > function.nin:
        return [
            n
            for a in call.args[function.nin :]
            for n in names(a)
            if holds_memory(kind_of(e.Var(n)))
        ]
    if rule_of(call, kind_of) is not None:
        return _given_out(call, function, kind_of)
    operands: list[e.Expr] = [*call.args, *(v for _, v in call.kwargs)]
    callee = kind_of(call.func)
    if isinstance(callee, k.Known) and harmless(callee.value):  # a static method, too
        return []
    if isinstance(call.func, e.Attr):
        held = kind_of(call.func.base)
        if isinstance(held, k.Opaque) and only_reads(held.cls, call.func.name):
            return []
        by_operator = call.func.name.startswith("__") and call.func.name in MUTATING
        own = isinstance(k.general(held), k.List | k.Str | k.Tuple) and not by_operator
        if own or call.func.name in READING:
            return []
        operands.append(call.func.base)
    else:
        if isinstance(callee, k.Opaque) and applies(callee.cls, "call"):
            return []
        operands += [call.func] if isinstance(callee, k.Unknown) else []  # a method of something
    operands = [operand for operand in operands if reaches_memory(kind_of(operand))]
    reached = [*(n for operand in operands for n in names(operand)), *free]
    return [n for n in reached if holds_memory(kind_of(e.Var(n)))]


def only_reads(cls: type, method: str) -> bool:
    """Does a method of a class that is not followed leave the object alone?"""
    told = issubclass(cls, logging.Logger) or paints(cls)
    return told or class_of_part(cls, method) is not None or applies(cls, method)


def _given_out(call: e.Call, function: Any, kind_of: KindOf) -> list[str]:
    """The array that a function with a rule gets as its `out`, by position."""
    method = isinstance(call.func, e.Attr) and not isinstance(kind_of(call.func), k.Known)
    args = (
        [call.func.base, *call.args]
        if method and isinstance(call.func, e.Attr)
        else list(call.args)
    )
    if function is np.nan_to_num and (len(args) > 1 or "copy" in dict(call.kwargs)):
        return list(names(args[0]))
    try:
        bound = signature(function).bind_partial(*args).arguments if len(args) > 1 else {}
    except (TypeError, ValueError):
        bound = {}
    given = {**bound, **dict(call.kwargs)}
    if any(key.startswith("overwrite_") and v != e.Const(False) for key, v in given.items()):
        return [n for one in args for n in names(one) if holds_memory(kind_of(e.Var(n)))]
    target = given.get("out", given.get("output"))
    return list(names(target)) if isinstance(target, e.Expr) else []


def harmless(function: Any) -> bool:
    """Does a function without a rule leave its arguments alone?"""
    if isinstance(function, Half | Held | Taking):  # shown when they are compiled
        return True
    if isinstance(function, type) and issubclass(function, BaseException):
        return True
    try:
        if function in HARMLESS or class_made(function, []) is not None:
            return True
    except TypeError:  # not hashable
        return False
    if tells(function):
        return True
    module = (getattr(function, "__module__", None) or "").partition(".")[0]
    name = getattr(function, "__name__", "")
    return (module in ("numpy", "math") or isinstance(function, np.ufunc)) and name not in WRITERS


def tells(function: Any) -> bool:
    """Does a function only tell what it is given, or raise?"""
    module = getattr(function, "__module__", None) or ""
    told = module.partition(".")[0] in TELLING or module.startswith("numpy.testing")
    return told or paints(function)


def shares(tree: e.Expr, kind_of: KindOf) -> list[str]:
    """The names whose memory the value of an operation may be, or be a view of."""
    if not reaches_memory(kind_of(tree)):
        return []
    match tree:
        case e.Var(name):
            return [name]
        case e.Attr(_, "shape" | "ndim" | "size" | "dtype"):
            return []
        case e.Attr(base, _) | e.Star(base):
            return shares(base, kind_of)
        case e.Item(base, index):
            held = kind_of(base)
            if isinstance(held, k.Array) and is_advanced(index, kind_of):
                return []
            found = shares(base, kind_of)
            if isinstance(held, k.List) and not isinstance(index, e.Slice):
                return [slot(name) for name in found]
            if isinstance(held, k.List) and k.is_number(held.element):
                return []
            return found
        case e.Sequence(_, items):
            return [name for item in items for name in shares(item, kind_of)]
        case e.Mapping(keys, values):
            spread = [key for key in keys if isinstance(key, e.Star)]
            return [name for value in (*spread, *values) for name in shares(value, kind_of)]
        case e.Closure(_, _, values):
            return [name for value in values for name in shares(value, kind_of)]
        case e.Choice(_, body, orelse) | e.Logical(_, body, orelse):
            return shares(body, kind_of) + shares(orelse, kind_of)
        case e.Binary(_, left, right):
            if isinstance(kind_of(left), k.Array) or isinstance(kind_of(right), k.Array):
                return []
            if isinstance(kind := kind_of(tree), k.List) and k.is_number(kind.element):
                return []  # a new list
            return shares(left, kind_of) + shares(right, kind_of)
        case e.Call():
            return _of_call(tree, kind_of)
    return []


def _of_call(tree: e.Call, kind_of: KindOf) -> list[str]:
    if isinstance(tree.func, e.Ref) and isinstance(tree.func.target, Half):
        return []  # shown when the pair is made
    if isinstance(tree.func, e.Ref) and _makes(tree.func.target):
        return []
    if isinstance(tree.func, e.Ref) and (given := _given_back(tree, kind_of)):
        return given
    rule = rule_of(tree, kind_of)
    operands = [*tree.args, *(v for _, v in tree.kwargs)]
    if isinstance(tree.func, e.Attr):
        operands.insert(0, tree.func.base)
    if isinstance(tree.func, e.Attr) and tree.func.name in ("conj", "conjugate"):
        if k.is_complex(kind_of(tree)):
            return []
        return shares(tree.func.base, kind_of)  # of a real array: the array itself
    if rule is not None and rule.function is seed_for:
        operands = operands[:1]
    if rule is not None and rule.function is unbroadcast:  # perhaps a view that is read-only
        found = shares(operands[0], kind_of)
        return found or [n for n in names(operands[0]) if holds_memory(kind_of(e.Var(n)))]
    if rule is not None and rule.function is np.einsum and len(operands) == 2:
        if _sums(operands[0]):
            return []
        return [n for operand in operands for n in shares(operand, kind_of)]  # perhaps a view
    if rule is not None and handed_on(rule.function, tree, kind_of):
        return shares(operands[0], kind_of)
    added = len(operands) == 1 or isinstance(kind_of(tree), k.Array)
    if kind_of(tree.func) == k.Known(sum) and added:
        return [n for start in operands[1:] for n in shares(start, kind_of)]  # if nothing is added
    if rule is not None:
        if rule.memory == "fresh" or (
            rule.function is np.diag and k.rank(kind_of(operands[0])) == 1
        ):
            return _handed_over(tree, rule.function, kind_of)
        result, source = kind_of(tree), kind_of(operands[0])
        if (
            isinstance(result, k.Array)
            and isinstance(source, k.Array)
            and result.dtype != source.dtype
            and rule.function not in (np.real, np.imag)
        ):
            return []  # a cast: `asarray` of another dtype
        if isinstance(result, k.Array):  # what is made of a list is new
            operands = [o for o in operands if not isinstance(kind_of(o), k.List | k.Tuple)]
        return [name for operand in operands for name in shares(operand, kind_of)]
    if isinstance(tree.func, e.Attr):
        owner, method = kind_of(tree.func.base), tree.func.name
        if isinstance(owner, k.Array) and method in ("astype", "item", "flatten", "copy"):
            return []
        if isinstance(owner, k.Opaque) and applies(owner.cls, method):
            return []
        if isinstance(owner, k.List) and method == "pop":
            return [slot(n) for n in shares(tree.func.base, kind_of)]
    operands = [] if draws(tree, kind_of) else [o for o in operands if reaches_memory(kind_of(o))]
    return [n for operand in operands for n in names(operand) if holds_memory(kind_of(e.Var(n)))]


def _given_back(call: e.Call, kind_of: KindOf) -> list[str]:
    """The containers that a call chooses among, or of which it takes the elements."""
    found = [name for one in handed_back(call) for name in shares(one, kind_of)]
    held = kind_of(call.args[0]) if len(call.args) == 1 else k.Empty()
    if found or not isinstance(held, k.List) or k.is_number(held.element):
        return found
    assert isinstance(call.func, e.Ref)  # the one that is chosen is read by its place in the list
    taken = any(call.func.target is one for one in TAKING)
    return shares(call.args[0], kind_of) if taken else []


def _handed_over(call: e.Call, function: Any, kind_of: KindOf) -> list[str]:
    """What a library fills, `out`, or may overwrite, `overwrite_data=`: it gives that back."""
    given = {key for key, _ in call.kwargs}
    if isinstance(function, np.ufunc) or function is np.nan_to_num:
        return []  # written as a statement, or a copy
    asked = any(key in ("out", "output") or key.startswith("overwrite_") for key in given)
    return may_write(call, kind_of) if asked or len(call.args) > 1 else []


def _makes(function: Any) -> bool:
    """Is it a function of runtime that gives a new array? Asked by name: most are not loaded."""
    module = getattr(function, "__module__", None) or ""
    return module.startswith("srcgrad.runtime.") and function.__name__ in MAKING


def _sums(text: e.Expr) -> bool:
    """Does an `einsum` text of one operand leave out a letter of it?"""
    if not isinstance(text, e.Const) or not isinstance(text.value, str) or "->" not in text.value:
        return False
    given, _, wanted = text.value.replace(" ", "").partition("->")
    return not set(given) <= set(wanted)
