"""Why the kind of a value is not known: the statement where the trail is lost, and a reason."""

from __future__ import annotations

from collections import deque
from typing import Any

import numpy as np

from srcgrad.analysis.findings.lost import first_lost, made_of
from srcgrad.analysis.findings.mistakes import mistake
from srcgrad.analysis.findings.nouns import in_full, noun
from srcgrad.errors import MissingRuleError, SrcgradError, UnsupportedSyntaxError, together
from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.draws import generates
from srcgrad.infer.sharing.memory import function_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names, statements, targets
from srcgrad.rules import lookup, unsupported

NUMBERS = frozenset({"a number", "an array"})  # of these the program may hold either
RULELESS = "gets an active value, and has no rule and no Python source that srcgrad can read"
OF_LISTS = (  # of containers whose elements are not known
    (deque, "use a list, with `pop(0)` for `popleft()` and `insert(0, v)` for `appendleft(v)`"),
    (sum, "pass a list where a deque or a set of floats is passed, or add in a loop over a list"),
)
TYPES = {"f": "float", "c": "complex"}


def unknown(name: str, body: s.Block, facts: Facts) -> SrcgradError | None:
    """The error for a value of unknown kind, or None if no statement can be blamed.

    Where several statements are to blame, it tells of all of them.
    """
    definitions: dict[str, list[s.Stmt]] = {}
    for node in statements(body):
        for target in targets(node):
            definitions.setdefault(target, []).append(node)
    seen: set[str] = set()
    found: list[SrcgradError] = []
    waiting = [name]
    while waiting:
        one = waiting.pop(0)
        if one in seen:
            continue
        seen.add(one)
        found += _mixed(one, definitions.get(one, []), facts)
        found += _of_two_dtypes(one, definitions.get(one, []), facts)
        for node in definitions.get(one, []):
            value = node.source if isinstance(node, s.For) else getattr(node, "value", None)
            if not isinstance(value, e.Expr) or not isinstance(facts.kind(value), k.Unknown):
                continue
            if (method := _drawing(value, facts)) is not None:
                reason = f"`{method}` {RULELESS}"
                found.append(MissingRuleError(reason, unsupported.DRAWN, node.origin))
                continue
            lost = [n for n in names(value) if isinstance(facts.kinds.get(n), k.Unknown)]
            given = [n for n in lost if n not in definitions]
            if not lost:
                ranks = made_of(value, definitions, facts) if isinstance(value, e.Binary) else set()
                found += first_lost(ranks, definitions, facts) or [_blame(value, node, facts)]
            elif given:
                found.append(_of_argument(given[0], node))
            waiting += lost
    found = found or in_order(_of_itself(seen, definitions, facts))[:1]
    found = found or first_lost(seen, definitions, facts)
    return together(in_order(found)) if found else None


def _drawing(value: e.Expr, facts: Facts) -> str | None:
    """The method of a random generator that is called with an active value, if it is one."""
    match value:
        case e.Call(e.Attr(base, name)) if facts.is_varied(value):
            held = facts.kind(base)
            return name if isinstance(held, k.Opaque) and generates(held.cls) else None
    return None


def _of_itself(
    names_seen: set[str], definitions: dict[str, list[s.Stmt]], facts: Facts
) -> list[SrcgradError]:
    """The errors for what is made of a name whose kind was known before it was bound anew."""
    bound_anew = set()
    for name in names_seen:
        values = [getattr(node, "value", None) for node in definitions.get(name, [])]
        kinds = [facts.kind(value) for value in values if isinstance(value, e.Expr)]
        if any(not isinstance(kind, k.Unknown) for kind in kinds):
            bound_anew.add(name)
    found = [one for name in bound_anew for one in _list_at_first(name, definitions, facts)]
    if found:
        return found
    for name in sorted(names_seen):
        for node in definitions.get(name, []):
            value = getattr(node, "value", None)
            if not isinstance(value, e.Call) or not isinstance(facts.kind(value), k.Unknown):
                continue
            lost = {n for n in names(value) if isinstance(facts.kinds.get(n), k.Unknown)}
            if lost and lost <= bound_anew:
                method = function_of(value, facts.kind) is None  # of what has no kind
                found.append(_no_kind(node) if method else _blame(value, node, facts))
    return found


def _list_at_first(
    name: str, definitions: dict[str, list[s.Stmt]], facts: Facts
) -> list[SrcgradError]:
    """The error for a name that holds a list of numbers, and then an array that is made of it."""
    for node in definitions[name]:
        kind = facts.bare(node.value) if isinstance(node, s.Assign) else k.Unknown()
        parts = k.Tuple(kind.items or (kind.element,)) if isinstance(kind, k.List) else None
        if parts is not None and all(map(k.is_number, parts.items)):
            return [
                UnsupportedSyntaxError(
                    f"`{name.partition('.')[0]}` is a list here, and what is made of it elsewhere",
                    "begin with an array: np.array(...) of the list",
                    node.origin,
                )
            ]
    return []


def _no_kind(node: s.Stmt) -> SrcgradError:
    return UnsupportedSyntaxError(
        "the kind of an active value cannot be known here",
        "let it be a float or an array on every path",
        node.origin,
    )


def _mixed(name: str, definitions: list[s.Stmt], facts: Facts) -> list[SrcgradError]:
    """The error for a name that holds what has no kind in common: None first, a tuple later."""
    held: dict[str, s.Stmt] = {}
    for node in definitions:
        value = getattr(node, "value", None)
        what = noun(facts.bare(value)) if isinstance(value, e.Expr) else None
        if what is None:
            return []
        held.setdefault(what, node)
    if len(held) == 1 and name.startswith("value."):
        held = {in_full(facts.bare(node.value)): node for node in reversed(definitions)}  # type: ignore[attr-defined]
        held = dict(reversed(held.items()))
    if len(held) < 2 or NUMBERS.issuperset(held):
        return []
    first, second = list(held)[:2]
    where = held[first].origin
    returns = name.startswith("value.") and where is not None and "return" in where.text
    subject = "what is returned" if returns else f"`{name.partition('.')[0]}`"
    remedy = "let it hold the same on every path"
    if returns:
        remedy = "return one structure on every path, such as 0.0 for a part that is missing"
    if first == "None":
        remedy = "begin with what is replaced at once, such as `(np.inf, 0.0)` in place of None"
        if second != "a tuple":
            remedy = f"begin with {second} of the same structure in place of None"
    reason = f"{subject} is {first} here and {second} elsewhere"
    return [UnsupportedSyntaxError(reason, remedy, where)]


def _of_two_dtypes(name: str, definitions: list[s.Stmt], facts: Facts) -> list[SrcgradError]:
    """The error for a name that holds an array of integers or truths, and one of floats."""
    for node in definitions:
        kind = facts.bare(node.value) if isinstance(node, s.Assign) else k.Unknown()
        if name in facts.clashes and isinstance(kind, k.Array):
            other = np.result_type(*facts.clashes[name])
            if kind.dtype == other:  # another statement is to blame
                continue
            held = f"`{name.partition('.')[0]}` is an array of {kind.dtype}"
            remedy = f"start from one of the wider dtype: dtype={TYPES.get(other.kind, other)}"
            return [
                UnsupportedSyntaxError(f"{held} here and of {other} later", remedy, node.origin)
            ]
    return []


def _of_argument(name: str, node: s.Stmt) -> SrcgradError:
    return UnsupportedSyntaxError(
        f"what `{name.partition('.')[0]}` holds cannot be known, and it meets an active value",
        "pass numbers, arrays, or containers and objects of them",
        node.origin,
    )


def _blame(value: e.Expr, node: s.Stmt, facts: Facts) -> SrcgradError:
    match value:
        case e.Call():
            return callee(value, node, facts)
        case e.Sequence("set"):
            reason, remedy = "a set of active values is outside the language", "use a list"
        case e.Attr(base, "flat") if isinstance(facts.kind(base), k.Array):
            reason, remedy = (
                "`flat` of an array that is written is outside the language here",
                "loop over np.ndindex(x.shape), or over np.ravel(x)",
            )
        case e.Attr(_, label):
            reason, remedy = mistake(value, None, facts) or (
                f"the attribute `{label}` of an active value is outside the language",
                "use a NumPy function",
            )
        case e.Item(e.Ref(name, maker)) if maker in (np.r_, np.c_, np.mgrid, np.ogrid):
            joins = maker in (np.r_, np.c_)
            reason = f"`{name}` with these parts is outside the language"
            remedy = "np.concatenate, np.stack" if joins else "np.linspace, np.arange, np.meshgrid"
            remedy = f"call the functions that it stands for: {remedy}"
        case e.Item(e.Ref(name, type())):
            reason, remedy = (
                f"a class with types in brackets, `{name}[...]`, is outside the language here",
                f"write `{name}` alone: what stands in the brackets is read by type checkers only",
            )
        case e.Item():
            reason, remedy = (
                "what this subscript gives cannot be known",
                "use integers, slices, index arrays or masks",
            )
        case _:
            return _no_kind(node)
    return UnsupportedSyntaxError(reason, remedy, node.origin)


def missing_rule(call: e.Call, facts: Facts) -> bool:
    """Is the called function one that nobody has declared?"""
    function = function_of(call, facts.kind)
    return lookup(function) is None and not isinstance(call.func, e.Attr)


def callee(call: e.Call, node: s.Stmt, facts: Facts) -> SrcgradError:
    """The error for a call whose derivative, or the kind of whose result, is not known."""
    function: Any = function_of(call, facts.kind)
    name = getattr(function, "__name__", None) or _named(call)
    special = _special(function, name, node)
    if special is not None:
        return special
    wrong = mistake(call, function, facts) or _no_numbers(call, name, facts)
    if wrong is not None:
        return UnsupportedSyntaxError(*wrong, node.origin)
    if not facts.is_varied(call):
        return UnsupportedSyntaxError(
            f"what `{name}` gives cannot be known, and it meets an active value",
            "say what it is, such as float(...) of a number, or pass it as an argument",
            node.origin,
        )
    if function is None or lookup(function) is None:
        return MissingRuleError(
            f"`{name}` {RULELESS}",
            remedy_for(function),
            node.origin,
        )
    if any(getattr(facts.kind(given), "narrow", False) for given in call.args):
        return UnsupportedSyntaxError(
            f"`{name}` of a number in single precision at times and in double at others is outside"
            " the language: the kind of its result cannot be known",
            "let the number have one precision, such as by np.float64(...)",
            node.origin,
        )
    keywords = ", ".join(f"`{key}`" for key, _ in call.kwargs)
    what = f"with the keyword {keywords}" if keywords else "with these arguments"
    return UnsupportedSyntaxError(
        f"`{name}` {what} is outside the language: the kind of its result cannot be known",
        "let the rank of the result follow from constants and the ranks of the arguments",
        node.origin,
    )


def _special(function: Any, name: str, node: s.Stmt) -> SrcgradError | None:
    """Functions that could be followed, if it were known to be right."""
    kind = type(function).__name__
    if kind == "_lru_cache_wrapper":
        return UnsupportedSyntaxError(
            f"`{name}` keeps its results, those for equal arguments of other kinds among them",
            f"call `{name}.__wrapped__`, or take `float(...)` of a result that is inactive",
            node.origin,
        )
    if function in (map, filter, zip, enumerate, reversed, iter) or (
        getattr(function, "__module__", "") == "itertools"
    ):
        return UnsupportedSyntaxError(
            f"`{name}` gives an iterator, which can be gone through only once",
            "make a list of it, or put it where it is gone through",
            node.origin,
        )
    return None


def _no_numbers(call: e.Call, name: str, facts: Facts) -> tuple[str, str] | None:
    """Reason and remedy where the dtype that is asked for is none of numbers."""
    dtype = next((value for key, value in call.kwargs if key == "dtype"), None)
    if dtype is not None and isinstance(facts.kind(dtype), k.List | k.Dict):
        return f"`{name}` makes a structured array", "keep each field in an array of its own"
    if isinstance(dtype, e.Ref) and dtype.target is object:
        return f"`{name}` makes an array of objects", "use a list, or an array of floats"
    return None


def remedy_for(function: object) -> str:
    """What to do about a function without a rule: the reason why it has none, where it is known."""
    known = next((remedy for one, remedy in OF_LISTS if one is function), None)
    known = known or unsupported.reason_of(function)
    return known or "declare its derivative with srcgrad.rules, or write it in plain operations"


def writer(call: e.Call, facts: Facts) -> tuple[str, str]:
    """Reason and remedy where an active array is given to a call that may write it."""
    function: Any = function_of(call, facts.kind)
    if unsupported.unread(function) and lookup(function) is None:
        return f"`{function.__name__}` {RULELESS}", remedy_for(function)
    if (method := _drawing(call, facts)) is not None:
        return f"`{method}` {RULELESS}", unsupported.DRAWN
    if isinstance(call.func, e.Attr) and isinstance(facts.kind(call.func.base), k.Array):
        name, remedy = call.func.name, "make a new array, or write this one with stores"
        return f"the method `{name}` may change an array in a way that is not followed", remedy
    asked = [key for key, _ in call.kwargs if key == "out" or key.startswith("overwrite_")]
    if isinstance(function, type) and lookup(function) is None:
        return f"`{function.__name__}` {RULELESS}", remedy_for(function)
    by = f", by the keyword `{asked[0]}`" if asked else ""
    remedy = "write the array with a store, or declare the function's derivative with srcgrad.rules"
    return (
        f"an active array is given to a call that may write it{by}",
        "leave it out" if asked and asked[0] != "out" else remedy,
    )


def _named(call: e.Call) -> str:
    match call:
        case e.Call(e.Attr(_, name)):
            return name
        case e.Call(e.Ref(".getattr"), (e.Ref(holder) | e.Var(holder), e.Const(name))):
            return f"{holder.partition('.')[0]}.{name}"
    return repr(call.func)


def findings(
    first: SrcgradError, body: s.Block, facts: Facts, active: set[str]
) -> list[SrcgradError]:
    """The error, and what else will be refused in the program: calls without a rule."""
    found = [first]
    for node in statements(body):
        if not isinstance(node, s.Assign) or node.target not in active:
            continue
        value = node.value
        if not isinstance(value, e.Call) or not isinstance(value.func, e.Ref):
            continue
        if any(isinstance(facts.kinds.get(n), k.Unknown) for n in names(value)):
            continue  # another statement is to blame
        module = (getattr(value.func.target, "__module__", None) or "").partition(".")[0]
        known = lookup(function_of(value, facts.kind)) is not None
        if isinstance(facts.kind(value), k.Unknown) or (not known and module == "numpy"):
            found.append(callee(value, node, facts))
    return in_order(found)


def in_order(found: list[SrcgradError]) -> list[SrcgradError]:
    """Errors in the order of the lines of the function that is differentiated."""

    def place(error: SrcgradError) -> tuple[tuple[int, int], ...]:
        spot = error.location
        if spot is None:
            return ()
        return tuple((one.line, one.column) for one in (*reversed(spot.callers), spot))

    return sorted(found, key=place)
