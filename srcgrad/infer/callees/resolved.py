"""What a call leads to: functions, methods, functions that the program makes."""

from __future__ import annotations

import functools
import inspect
import operator
import types
from dataclasses import asdict, astuple, replace
from itertools import takewhile
from typing import Any

import numpy as np

from srcgrad.errors import NonDifferentiableError, UnsupportedSyntaxError
from srcgrad.infer.callees.goes_to import handed_on
from srcgrad.infer.facts import Facts
from srcgrad.infer.raised import dropped
from srcgrad.infer.raised.texts import refuse_numbers_of_texts
from srcgrad.infer.sharing.asked_whole import refuse_changing
from srcgrad.infer.sharing.bound_outside import refuse_bound
from srcgrad.infer.sharing.crossing import refuse_crossing
from srcgrad.infer.sharing.memory import tells
from srcgrad.infer.sharing.strided import refuse_written_broadcasts, refuse_written_views
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core, inside
from srcgrad.ir.owned import Own
from srcgrad.ir.walk import expressions, names, nodes, statements
from srcgrad.normalize.calls.closures import Code
from srcgrad.normalize.calls.inline import Callee, dispatches, of_library, signature_of, starred
from srcgrad.rules import METHODS, lookup, unsupported, written_out
from srcgrad.rules.declare import Meaning, signature
from srcgrad.rules.defaults import is_default
from srcgrad.rules.derived import Derived, makes
from srcgrad.rules.functionals import of_elements
from srcgrad.rules.objects import class_made
from srcgrad.rules.python.callables import call_partial, take_attributes, take_items
from srcgrad.runtime import as_it_is, asked, counted, instance, like

# They act on structures, which are known only when the calls before them are put in.
LEFT = (as_it_is, asked, counted, instance, like, asdict, astuple, replace)
STANDING = ("srcgrad.rules.scipy.", "srcgrad.rules.numpy.objects.")  # classes of ours


def callee_of(call: e.Call, facts: Facts) -> Callee | None:
    """The Python code behind a call, if there is any that may be looked into."""
    if isinstance(call.func, e.Attr):
        base = facts.kind(call.func.base)
        if isinstance(base, k.Object) and call.func.name not in base.names:
            return _method(base, call.func.name, call.func.base)
        if isinstance(base, k.Array):
            return _of_array(call, call.func)
    return _function(facts.kind(call.func), call, facts)


def _of_array(call: e.Call, method: e.Attr) -> Callee | None:
    """The meaning of an array's method, where the function of that name has one."""
    function = METHODS.get(method.name)
    meaning = written_out(function, 1 + len(call.args), [name for name, _ in call.kwargs])
    if meaning is None:
        return None
    return Callee(meaning.body, (method.base,), (), k.Known(function), True, meaning.always)


def _method(kind: k.Object, name: str, receiver: e.Expr) -> Callee | None:
    own = dict(kind.shared).get(name)
    if isinstance(own, k.Known) and isinstance(own.value, Own):  # as good as one of the class
        return Callee(own.value.function, (receiver,), kind=k.Known(own.value.function))
    try:
        held = inspect.getattr_static(kind.cls, name)
    except AttributeError:
        return None
    if isinstance(held, types.FunctionType | Derived):
        return Callee(held, (receiver,), kind=k.Known(held))
    if keeps_results(k.Known(held)):
        return Callee(inside(held), (receiver,), kind=k.Known(held))
    if isinstance(held, staticmethod) and isinstance(held.__func__, types.FunctionType):
        return Callee(held.__func__, kind=k.Known(held.__func__))
    if isinstance(held, classmethod) and isinstance(held.__func__, types.FunctionType):
        owner = e.Ref(kind.cls.__name__, kind.cls)
        return Callee(held.__func__, (owner,), kind=k.Known(held.__func__))
    return None


def _function(kind: k.Kind, call: e.Call, facts: Facts) -> Callee | None:
    func = call.func
    match kind:
        case k.Function(code) if getattr(code, "iterates", False):
            return None
        case k.Function(code, names, _, cells):
            held: tuple[e.Expr, ...] = tuple(e.Attr(func, n) for n in names)
            if isinstance(func, e.Closure):
                held = func.values
            return Callee(code, held, cells, kind, written_out=code is call_partial)
        case k.Object():
            return _method(kind, "__call__", func)
        case k.Known(operator.itemgetter() | operator.attrgetter() as getter):
            take = take_items if isinstance(getter, operator.itemgetter) else take_attributes
            wanted = e.Sequence("tuple", tuple(map(e.Const, getter.__reduce__()[1])))
            return Callee(take, (wanted,), (), kind, True, True)
        case k.Known(np.vectorize() as one) if not (one.signature or one.excluded or call.kwargs):
            return _of_elements(one, kind)
        case k.Known(Derived() as derived):
            return Callee(derived, kind=kind)
        case k.Known(function) if makes(function) or any(function is one for one in LEFT):
            return None
        case k.Known(function):
            given = [name for name, _ in call.kwargs]
            meaning = written_out(function, len(call.args), given, _values(call, facts))
            if meaning is not None and _meant(meaning, call, facts):
                left = _left_out(function, meaning, call, facts)
                return Callee(meaning.body, (), (), kind, True, meaning.always, left)
            if written_out(function, len(call.args), given, standing=True) is not meaning:
                return None
            if lookup(function) is not None or class_made(function, []) is not None:
                return None
            if keeps_results(kind):
                return Callee(inside(function), kind=kind)
            if dispatches(function):
                return None
            if facts.is_varied(call) and unsupported.unread(function):
                return None
            if isinstance(function, types.FunctionType):
                return None if tells(function) else Callee(function, kind=kind)
            if isinstance(function, types.MethodType) and isinstance(function.__self__, type):
                return _of_class(function)
    return None


def _of_elements(one: Any, kind: k.Kind) -> Callee:
    """A function under `np.vectorize`, which is called with each element."""
    scalars = [np.dtype(letter).type for letter in one.otypes or ""]
    wanted = e.Sequence("list", tuple(e.Ref(f"np.{t.__name__}", t) for t in scalars))
    function = e.Ref(one.pyfunc.__name__, one.pyfunc)
    return Callee(of_elements, (function, wanted if scalars else e.NONE), (), kind, True)


def _meant(meaning: Meaning, call: e.Call, facts: Facts) -> bool:
    """Is one of the arguments active, if the meaning asks for that?"""
    args = map(facts.is_varied, call.args)
    return meaning.meant(args, {name: facts.is_varied(tree) for name, tree in call.kwargs})


def _left_out(function: Any, meaning: Meaning, call: e.Call, facts: Facts) -> frozenset[str]:
    """Keyword arguments that the meaning does not know, and that are given their defaults."""
    known = signature(meaning.body).parameters
    if any(p.kind is p.VAR_KEYWORD for p in known.values()):
        return frozenset()
    kinds = {n: facts.kind(tree) for n, tree in call.kwargs if n not in known}
    return frozenset(
        n
        for n, one in kinds.items()
        if k.constant(one) and is_default(function, n, k.value_of(one))
    )


def _values(call: e.Call, facts: Facts) -> dict[int | str, Any]:
    """The arguments of a call whose values are known, by position and name."""
    kinds: dict[int | str, k.Kind] = {n: facts.kind(tree) for n, tree in enumerate(call.args)}
    kinds.update((name, facts.kind(tree)) for name, tree in call.kwargs)
    return {key: kind.value for key, kind in kinds.items() if isinstance(kind, k.Known)}


def keeps_results(kind: Any) -> bool:
    """Is it a function under `functools.lru_cache`, taken for what it computes?"""
    match kind:
        case k.Function(code):
            return bool(getattr(code, "keeps", False))
        case k.Known(functools._lru_cache_wrapper() as function):
            return isinstance(inside(function), types.FunctionType)
    return False


def _of_class(method: Any) -> Callee | None:
    if not isinstance(method.__func__, types.FunctionType):
        return None
    owner = e.Ref(method.__self__.__name__, method.__self__)
    return Callee(method.__func__, (owner,), kind=k.Known(method))


def arity(call: e.Call, facts: Facts) -> range:
    """How many positional arguments a call may have, as far as its callee is known."""
    callee, cls = callee_of(call, facts), _class_of(call, facts)
    P = inspect.Parameter
    if cls is not None:
        parameters, first = list(inspect.signature(cls).parameters.values()), 0
    elif callee is None:
        least = _least(k.value_of(kind)) if k.constant(kind := facts.kind(call.func)) else None
        return range(0) if least is None else range(least, least + 1)
    elif isinstance(callee.code, Derived):
        return range(0)
    else:
        parameters = list(signature_of(callee.code).parameters.values())
        held = len(callee.code.held) if isinstance(callee.code, Code) else 0
        first = len(callee.leading) - held
    given = {name for name, _ in call.kwargs}
    positional = [p for p in parameters if p.kind in (P.POSITIONAL_ONLY, P.POSITIONAL_OR_KEYWORD)]
    positional = list(takewhile(lambda p: p.name not in given, positional[first:]))
    if any(p.kind == P.VAR_POSITIONAL for p in parameters) or "**" in given:
        return range(0)
    least = sum(p.default is p.empty for p in positional)
    return range(least, len(positional) + 1)


def before_rest(call: e.Call, facts: Facts) -> int:
    """How many positional arguments of a call do not go to its callee's `*args`; 0 if it has none.

    Of parameters with defaults only the run knows how many are given.
    """
    callee, P = callee_of(call, facts), inspect.Parameter
    if callee is None or isinstance(callee.code, Derived):
        return 0
    parameters = list(signature_of(callee.code).parameters.values())
    held = len(callee.code.held) if isinstance(callee.code, Code) else 0
    own = [p for p in parameters if p.kind in (P.POSITIONAL_ONLY, P.POSITIONAL_OR_KEYWORD)]
    given = {name for name, _ in call.kwargs}
    told = all(p.default is p.empty and p.name not in given for p in own) and "**" not in given
    rest = any(p.kind == P.VAR_POSITIONAL for p in parameters)
    return len(own) - len(callee.leading) + held if rest and told else 0


def _least(function: Any) -> int | None:
    """How many operands a function of NumPy takes that needs several; options are never spread."""
    if isinstance(function, np.ufunc):
        return int(function.nin)
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None
    P = inspect.Parameter
    needed = [p for p in parameters if p.default is p.empty and p.kind != P.KEYWORD_ONLY]
    several = len(needed) > 1 and all(p.kind != P.VAR_POSITIONAL for p in parameters)
    return len(needed) if several else None


def _class_of(call: e.Call, facts: Facts) -> type | None:
    """The class of the user's that a call makes an object of, or the class of a named tuple."""
    kind = facts.kind(call.func)
    cls = call.func.target if isinstance(call.func, e.Ref) else None
    cls = kind.value if isinstance(kind, k.Known) else cls
    if not isinstance(cls, type) or type(cls) is not type:
        return None
    named = issubclass(cls, tuple) and hasattr(cls, "_fields")
    return cls if named or isinstance(getattr(cls, "__init__", None), types.FunctionType) else None


def takes_rest(call: e.Call, callee: Callee, facts: Facts) -> bool:
    """Does all of `*xs`, whose length only the run knows, go to the callee's own `*args`?"""
    if isinstance(callee.code, Derived) or any(name == "**" for name, _ in call.kwargs):
        return False
    *first, last = call.args or (e.NONE,)
    if any(isinstance(a, e.Star) for a in first) or not isinstance(last, e.Star):
        return False
    kind = facts.kind(last.value)
    whole = isinstance(kind, k.Array) and bool(kind.dims)
    P = inspect.Parameter
    parameters = list(signature_of(callee.code).parameters.values())
    held = len(callee.code.held) if isinstance(callee.code, Code) else 0
    own = [p for p in parameters if p.kind in (P.POSITIONAL_ONLY, P.POSITIONAL_OR_KEYWORD)]
    return (
        (whole or (isinstance(kind, k.List) and kind.items is None))
        and any(p.kind == P.VAR_POSITIONAL for p in parameters)
        and len(own) <= len(first) + len(callee.leading) - held
    )


def unfollowed(core: Core, facts: Facts) -> None:
    """Refuse functions, and arguments to be spread out, of which it is not known what they are."""
    refuse_numbers_of_texts(core, facts)
    refuse_written_views(core, facts)
    refuse_written_broadcasts(core, facts)
    refuse_crossing(core, facts)
    refuse_changing(core, facts)
    refuse_bound(core, facts)
    dropped.check(core, facts)
    returned = set(names(core.result))
    for check in (_check_choice, _check_stars, _check_made, _check_dispatch):
        for node in statements(core.body):
            _check_refused(node)
            if isinstance(node, s.Assign) and isinstance(node.value, e.Closure):
                _check_result(node.target in returned, core)
            for tree in expressions(node):
                for part in nodes(tree):
                    check(part, tree, node.origin, facts)
        for part in nodes(core.result):
            _check_result(isinstance(part, e.Closure), core)
            check(part, core.result, core.location, facts)


def _check_refused(node: s.Stmt) -> None:
    """What a function of a library means may leave out a case: it raises this exception there."""
    if isinstance(node, s.If):  # one call, whose arguments the run tells apart
        ends = [end for end in (*node.body[-1:], *node.orelse[-1:]) if _at(end) == _at(node)]
        reasons = [f"it is not known whether this is {r}" for r in map(_raised, ends) if r]
    else:
        reasons = [r for r in [_raised(node)] if r]
    for reason in reasons:
        raise UnsupportedSyntaxError(reason, "write it in plain operations", node.origin)


def _raised(node: s.Stmt) -> str | None:
    match node:
        case s.Raise(e.Call(e.Ref(_, target), (e.Const(str() as reason),))) if (
            target is NotImplementedError
        ):
            through = node.origin.through if node.origin is not None else ()
            return reason if through and of_library(through[0].code) else None
    return None


def _at(node: s.Stmt) -> tuple[str, int] | None:
    return None if node.origin is None else (node.origin.file, node.origin.line)


def _check_result(returned: bool, core: Core) -> None:
    if returned:
        raise NonDifferentiableError(
            f"{core.name} returns a function, which has no derivative",
            "return what the function gives",
            core.location,
        )


def _check_choice(part: e.Expr, tree: e.Expr, where: Any, facts: Facts) -> None:
    called = part.func if isinstance(part, e.Call) else None
    if isinstance(called, e.Var) and isinstance(facts.kind(called), k.Several):
        raise UnsupportedSyntaxError(
            f"which function `{called.name.partition('.')[0]}` is, only the run decides",
            "call the functions where the choice is made; or keep a number that tells which, and "
            "choose by `if` where the function is called",
            where,
        )


def _check_made(part: e.Expr, tree: e.Expr, where: Any, facts: Facts) -> None:
    if isinstance(part, e.Closure):
        iterates = getattr(part.code, "iterates", False)
        cell = next((name for name, _ in part.cells), "")
        raise handed_on("iterator" if iterates else part.code.__name__, cell, tree, where)
    called = facts.kind(part.func) if isinstance(part, e.Call) else None
    cls = called.value if isinstance(called, k.Known) else None
    if isinstance(cls, type) and cls.__module__.startswith(STANDING):  # it was not taken apart
        raise UnsupportedSyntaxError(
            "an object of a library's that stands here for its numbers, and of which more is asked "
            "than its methods give",
            "call its methods where it is made",
            where,
        )


def makes_objects(callee: Callee) -> bool:
    """May it be what makes a library's objects? Where all is constant, they stay what they are."""
    return callee.written_out and str(callee.code.__module__).startswith(STANDING)


def _check_stars(part: e.Expr, tree: e.Expr, where: Any, facts: Facts) -> None:
    stars = isinstance(part, e.Star) or (isinstance(part, e.Call) and starred(part))
    if stars and facts.is_varied(part):
        raise UnsupportedSyntaxError(
            "`*` or `**` of active values, of which the number is not known",
            "write the elements out, or pass a tuple",
            where,
        )


def _check_dispatch(part: e.Expr, tree: e.Expr, where: Any, facts: Facts) -> None:
    kind = facts.kind(part.func) if isinstance(part, e.Call) else None
    if isinstance(kind, k.Known) and dispatches(kind.value) and facts.is_varied(part):
        raise UnsupportedSyntaxError(
            f"what `{kind.value.__name__}` does is chosen by `functools.singledispatch`",
            "call the function for the class, or choose by `isinstance`",
            where,
        )
