"""Objects and named tuples that a solver of SciPy's hands on: its function holds them instead.

y = odeint(rate, start, times, args=(model, k))
        ->  def rate_given(y, t): return rate(y, t, model, k)
            y = odeint(rate_given, start, times)

What a function holds is taken apart, and made again where it is called.
"""

from __future__ import annotations

import inspect
import types
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.normalize.calls.closures import Code
from srcgrad.normalize.calls.inline import signature_of
from srcgrad.normalize.structures.calls import handed_on
from srcgrad.normalize.structures.containers.containers import as_value
from srcgrad.normalize.structures.layout import Method, Ref
from srcgrad.normalize.structures.walk import Walker

# the solvers, and how many arguments their function gets of their own, in front of these
ONE = "quad quad_vec fixed_quad brentq brenth bisect ridder toms748 newton fsolve root root_scalar"
ONE += " fixed_point minimize minimize_scalar least_squares"
OWN = {"solve_ivp": 2, "odeint": 2, "dblquad": 2, "tplquad": 3, **dict.fromkeys(ONE.split(), 1)}
OTHERS = ("jac", "fprime", "fprime2", "hess", "hessp", "Dfun", "events")  # get the objects, too


def taken_apart(w: Walker, function: Any, tree: e.Call, node: s.Stmt, target: str) -> e.Call:
    """The call of what calls what it is given, whose functions hold what they need."""
    if (getattr(function, "__module__", None) or "").startswith("scipy."):
        tree = held_by_function(w, function, tree, node)
    return handed_on.taken_apart(w, function, tree, node, target)


def held_by_function(w: Walker, function: Any, tree: e.Call, node: s.Stmt) -> e.Call:
    """The call of a solver without the arguments for its function."""
    operands = _given(w, function, tree, node)
    held = [found for one in operands or () if isinstance(found := w.held(one), Ref)]
    if operands is None or not any(_is_made(w, one) for one in held):
        return tree
    made = _function(w, tree.args[0], operands, OWN[function.__name__], node)
    if made is None:
        return tree
    args, parameters = list(tree.args), inspect.signature(function).parameters
    place = list(parameters).index("args")
    if place < len(args):
        none = parameters["args"].default is None
        args[place] = e.NONE if none else e.Sequence("tuple", ())
    kwargs = tuple((name, value) for name, value in tree.kwargs if name != "args")
    return e.Call(tree.func, (made, *args[1:]), kwargs)


def _given(w: Walker, function: Any, tree: e.Call, node: s.Stmt) -> list[e.Expr] | None:
    """The further arguments, which the function gets behind the solver's own."""
    python = isinstance(function, types.FunctionType) and function.__name__ in OWN
    if not python or not tree.args or any(isinstance(one, e.Star) for one in tree.args):
        return None
    signature = inspect.signature(function)
    try:
        bound = signature.bind(*tree.args, **dict(tree.kwargs)).arguments
    except TypeError:  # refused where it is put in
        return None
    named = bound | dict(tree.kwargs)
    if any(n in named and w.constant(named[n]) != (True, None) for n in OTHERS):
        return None
    found = bound.get("args")
    if isinstance(found, e.Sequence) and found.form == "tuple":
        items = list(found.items)
    elif isinstance(ref := w.held(found) if found is not None else None, Ref):
        inside = w.structure(ref)
        slots: list[Any] = [as_value(slot) for slot in inside.slots.values()]
        if inside.cls is not tuple or not all(isinstance(x, e.Expr | Ref) for x in slots):
            return None
        items = [x if isinstance(x, e.Expr) else w.named(x, "given", node) for x in slots]
    else:
        return None
    return items if all(isinstance(x, e.Var | e.Const) for x in items) else None


def _is_made(w: Walker, ref: Ref) -> bool:
    """Is it an object that the program makes, or a named tuple, or a container of such?"""
    for one in w.state.reached([ref]):
        inside = w.structure(Ref(one))
        if inside.form == "tuple" and inside.cls is not tuple:
            return True
        if inside.form == "object" and inside.home is None:
            return True
    return False


def _function(
    w: Walker, callee: e.Expr, operands: list[e.Expr], own: int, node: s.Stmt
) -> e.Closure | None:
    """The function of a solver's own arguments alone; None where it cannot be written."""
    held, (known, function) = w.held(callee), w.constant(callee)
    names: dict[str, Any] = {}
    values: dict[str, e.Expr] = {}
    code: Any = function if known else _made_inside(w, callee)
    if isinstance(callee, e.Ref):
        code = callee.target
    if isinstance(held, Method) and len(held.bound) == 1:
        code = held.function
        stem = f"owner.{getattr(code, '__name__', '')}"
        values["owner"] = held.bound[0]
    elif isinstance(code, Code) and isinstance(callee, e.Closure | e.Var):
        stem = "function"
        values[stem] = callee if isinstance(callee, e.Var) else w.named(callee, stem, node)
    elif isinstance(code, types.FunctionType) and code.__name__.isidentifier():
        stem = code.__name__
        names[stem] = code
    if not isinstance(code, types.FunctionType | Code):
        return None
    positional = [n for n, p in signature_of(code).parameters.items() if p.kind.value < 2]
    labels = positional["owner" in values :][: own + len(operands)]
    if len(labels) < own + len(operands) or not {stem, "owner"}.isdisjoint(labels):
        return None
    values |= dict(zip(labels[own:], operands, strict=True))
    name = f"{stem.rpartition('.')[2]}_given"
    header, given = ", ".join(labels[:own]), ", ".join(labels)
    text = f"def {name}({header}):\n    return {stem}({given})"
    return handed_on.closure_of(name, text, node, names, values)


def _made_inside(w: Walker, callee: e.Expr) -> Any:
    """The code of a function that the program makes."""
    if isinstance(callee, e.Closure):
        return callee.code
    kind = w.kind(callee)
    return kind.code if isinstance(kind, k.Function) and not kind.cells else None
