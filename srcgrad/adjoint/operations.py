"""The reverse of `target = operation`."""

from __future__ import annotations

import inspect
import math
from typing import Any

import numpy as np

from srcgrad.adjoint.accumulate import (
    bar_of,
    born,
    contribute,
    contribute_item,
    full_expression,
    is_view,
    shape_of,
    times,
    touch,
)
from srcgrad.adjoint.environment import Adjoint, bar
from srcgrad.adjoint.explain import unknown
from srcgrad.adjoint.marks import Restore
from srcgrad.adjoint.pasting import Pasting, Static
from srcgrad.adjoint.sweep import IN_FLIGHT, ZEROS_LIKE, Sweep
from srcgrad.analysis.activity import carriers
from srcgrad.infer.memory import function_of, may_write, shares
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names, rebuild, targets
from srcgrad.rules import Rule, lookup

OPERATORS = {
    "+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "**": np.power,
    "%": np.remainder, "@": np.matmul, "//": np.floor_divide,
}
SIGNS = {"-": np.negative, "+": np.positive}


def reverse_assign(sweep: Sweep, node: s.Assign) -> None:
    """Move the adjoint of the target to the operands."""
    if pops(sweep, node.value):
        reverse_pop(sweep, node.value, node.target)
        sweep.rebinding((node.target,))
        sweep.emit(Restore(node, (node.target,)))
        return
    entry = take(sweep, node)
    if isinstance(node.value, e.Call):
        refuse_writers(sweep, node, node.value)
    if entry is not None:
        entry = _own_name(sweep, node.target, entry)
        taken = set(names(entry.expr))
        sweep.terms = sorted(contributions(sweep, node, entry), key=lambda one: bar(one.name) in taken)
        sweep.env.entries[IN_FLIGHT] = entry
        while sweep.terms:
            sweep.terms.pop(0).add(sweep)
        sweep.env.entries.pop(IN_FLIGHT, None)
    sweep.rebinding((node.target,))
    sweep.emit(Restore(node, (node.target,)))
    partner = sweep.partners.get(id(node))
    if partner is not None:
        sweep.rebinding(targets(partner))
        sweep.emit(Restore(partner, targets(partner)))


def _own_name(sweep: Sweep, target: str, entry: Adjoint) -> Adjoint:
    """An entry that borrows the name of another adjoint, which still needs it, gets its own."""
    borrowed = set(names(entry.expr))
    if not any(bar(n) in borrowed and x.expr != e.Var(bar(n)) for n, x in sweep.env.entries.items()):
        return entry
    own = bar(target)
    sweep.protect(own, in_place=False)
    sweep.emit(s.Assign(own, entry.expr))
    sweep.kinds[own] = sweep.kind(entry.expr)
    return entry.with_(expr=e.Var(own), owned=False, memory=entry.memory | borrowed)


def pops(sweep: Sweep, value: e.Expr) -> bool:
    """Is the operation `xs.pop()` of a list of active values?"""
    match value:
        case e.Call(e.Attr(e.Var(name), "pop"), _, _):
            return name in sweep.active and isinstance(sweep.facts.kinds[name], k.List)
    return False


def reverse_pop(sweep: Sweep, value: e.Expr, target: str | None) -> None:
    """`t = xs.pop()` reverses to `xs_bar.append(t_bar)`."""
    assert isinstance(value, e.Call) and isinstance(value.func, e.Attr) and isinstance(value.func.base, e.Var)
    if value.args or value.kwargs:
        sweep.refuse("`pop` at a position is outside the language for active values", "pop the last element")
    root = sweep.root(value.func.base.name)
    entry = sweep.env.entries.pop(target, None) if target is not None else None
    if target is not None and sweep.is_shadow(target):
        sweep.refuse("an array that is written is also held by a list", "append a copy")
    born(sweep, root)
    touch(sweep, root)
    kind = sweep.facts.kinds[root]
    array = isinstance(kind, k.List) and k.is_array(kind.element)
    if entry is not None and target is not None:
        tree = full_expression(sweep, target, entry)
        tree = e.Call(e.Attr(tree, "copy"), ()) if array else tree
    elif array:
        if target is None:
            sweep.refuse("an element of a list is dropped unread", "keep what `pop` returns")
        tree = e.Call(ZEROS_LIKE, (e.Var(target or ""),))
    else:
        tree = e.ZERO
    sweep.emit(s.Evaluate(e.Call(e.Attr(e.Var(bar(root)), "append"), (tree,))))


def refuse_writers(sweep: Sweep, node: s.Stmt, call: e.Call) -> None:
    """A callee that may write an active array that it is given."""
    for name in may_write(call, sweep.facts.kind):
        if name in sweep.active:
            sweep.refuse(
                "an active array is given to a call that may write it",
                "write the array with a store, or declare the function's derivative with srcgrad.rules", missing=True,
            )


def take(sweep: Sweep, node: s.Assign) -> Adjoint | None:
    """The adjoint that arrives at an assignment; afterwards the target's is zero."""
    name = node.target
    if name not in sweep.active:
        return None
    if name in sweep.forward:
        if not _starts_blank(sweep, node) and not shares(node.value, sweep.facts.kind):
            sweep.flush(name)
            return Adjoint(e.Var(bar(name)), True, memory=frozenset({bar(name)}))
        sweep.flush(name)
        return None
    if sweep.is_shadow(name) and sweep.perhaps_view(name):
        _back_to_source(sweep, node)
        return None
    if sweep.is_shadow(name):
        if name in sweep.memory.of(name).views and not _own_list(sweep, node):
            return None  # a view: its shadow is a view of the object's
        sweep.root(name)
        waiting = sweep.env.pending.get(name)
        if waiting is not None and _starts_blank(sweep, node):
            del sweep.env.pending[name]  # nobody will read what the clearing would clear
        sweep.flush(name)
    return sweep.env.entries.pop(name, None)


def _back_to_source(sweep: Sweep, node: s.Assign) -> None:
    """What turned out to be a copy gives its adjoint back to what it was copied from."""
    name = node.target
    if name not in sweep.env.entries:
        return
    sweep.flush(name)
    base = next(n for n in names(node.value) if isinstance(sweep.facts.kinds.get(n), k.Array))
    flag = is_view(sweep, name)
    tree = e.Call(e.Attr(e.Var(bar(name)), "reshape"), (shape_of(sweep, base),))
    with sweep.block() as out:
        contribute(sweep, base, tree, True, None)
        sweep.flush(base)
    sweep.emit(s.If(e.Unary("not", e.Var(flag)), out, []))
    del sweep.env.entries[name]


def _own_list(sweep: Sweep, node: s.Assign) -> bool:
    """Is the target a new list, if of views?"""
    return isinstance(sweep.facts.kinds[node.target], k.List) and not isinstance(node.value, e.Var)


def _starts_blank(sweep: Sweep, node: s.Assign) -> bool:
    """Is the array made without the content of another one?"""
    return not any(n in sweep.active for n in names(node.value))


class Contribution:
    """One term for the adjoint of one operand."""

    def __init__(self, name: str, tree: e.Expr, full: bool, result: k.Kind | None, sign: int, index: e.Expr | None, shape: e.Expr | None) -> None:
        self.name, self.tree, self.full, self.result = name, tree, full, result
        self.sign, self.index, self.shape = sign, index, shape

    def add(self, sweep: Sweep) -> None:
        if self.index is not None:
            contribute_item(sweep, self.name, self.index, self.tree, self.sign)
        else:
            contribute(sweep, self.name, self.tree, self.full, self.result, self.sign, self.shape)


def contributions(sweep: Sweep, node: s.Assign, entry: Adjoint) -> list[Contribution]:
    """The terms of all active operands."""
    value, target = node.value, node.target
    result = sweep.facts.kinds[target]
    shape = shape_of(sweep, target) if isinstance(result, k.Array) else None

    def plain(name: str, tree: e.Expr, sign: int = 1, full: bool | None = None) -> Contribution:
        return Contribution(name, tree, entry.full if full is None else full, result, sign, None, shape)

    match value:
        case e.Var(name):
            if sweep.is_shadow(target) and not sweep.is_shadow(name):
                return [plain(name, entry.expr)]
            return [plain(name, entry.expr)] if name in sweep.active else []
        case e.Const() | e.Ref() | e.Compare() | e.Text():
            return []
        case e.Item(e.Var(name), index):
            return _item(sweep, node, name, index, entry)
        case e.Attr(e.Var(name), label):
            return _attribute(sweep, name, label, entry, plain, target)
        case e.Unary(op, operand) if op in SIGNS:
            return _by_rule(sweep, node, entry, lookup(SIGNS[op]), [operand], {})
        case e.Binary(op, left, right) if op in OPERATORS:
            if isinstance(result, k.List | k.Tuple):
                sweep.refuse("arithmetic of lists is outside the language", "use a loop, or arrays")
            return _by_rule(sweep, node, entry, lookup(OPERATORS[op]), [left, right], {})
        case e.Sequence(_, items):
            return _list_display(sweep, target, items)
        case e.Call():
            return _call(sweep, node, value, entry)
    sweep.refuse(f"`{value!r}` has no derivative here", "write it in plain operations")


def _item(sweep: Sweep, node: s.Assign, name: str, index: e.Expr, entry: Adjoint) -> list[Contribution]:
    if name not in sweep.active:
        return []
    place = sweep.demand(index, node)
    base = sweep.facts.kinds[name]
    if isinstance(base, k.List) and isinstance(index, e.Slice):
        sweep.refuse("a slice of a list of active values is outside the language", "index its elements")
    if not isinstance(base, k.Array | k.List):
        sweep.refuse("an element of this container is not followed", "read it once, into a name of its own")
    return [Contribution(name, entry.expr, entry.full, sweep.facts.kinds[node.target], 1, place, None)]


def _attribute(sweep: Sweep, name: str, label: str, entry: Adjoint, plain: Any, target: str) -> list[Contribution]:
    if name not in sweep.active:
        return []
    kind = sweep.facts.kinds[name]
    if label == "T" and isinstance(kind, k.Array):
        return [plain(name, e.Attr(full_expression(sweep, target, entry), "T"), full=True)]
    if label == "real" and not isinstance(kind, k.Complex):
        return [plain(name, entry.expr)]
    if label == "imag" and isinstance(kind, k.Array | k.Real | k.Scalar):
        return []
    sweep.refuse(f"the attribute `{label}` of an active value is outside the language", "use a NumPy function")


def _list_display(sweep: Sweep, target: str, items: tuple[e.Expr, ...]) -> list[Contribution]:
    """A list display that is changed later: its adjoint is a list by now."""
    result = sweep.facts.kinds[target]
    element = result.element if isinstance(result, k.List) else k.Unknown()
    out = []
    for position, item in enumerate(items):
        if isinstance(item, e.Var) and item.name in sweep.active:
            tree = e.Item(e.Var(bar(target)), e.Const(position))
            sweep.kinds.setdefault(bar(target), result)
            out.append(Contribution(item.name, tree, True, sweep.facts.kinds[item.name] if k.is_array(element) else element, 1, None, None))
    return out


def _call(sweep: Sweep, node: s.Assign, call: e.Call, entry: Adjoint) -> list[Contribution]:
    function = function_of(call, sweep.facts.kind)
    args = list(call.args)
    if isinstance(call.func, e.Attr):
        base = call.func.base
        held = sweep.facts.kind(base)
        if isinstance(held, k.Array) and call.func.name == "astype":
            return _astype(sweep, node, base, entry)
        if isinstance(held, k.Array | k.Scalar) and call.func.name == "item" and isinstance(base, e.Var):
            result = sweep.facts.kinds[node.target]
            tree = e.Call(e.Ref("np.full", np.full), (shape_of(sweep, base.name), entry.expr)) if k.rank(held) else entry.expr
            return [Contribution(base.name, tree, True, held if k.rank(held) else result, 1, None, None)]
        args.insert(0, base)
    if function is sum:
        return _builtin_sum(sweep, node, args, entry)
    rule = lookup(function)
    if rule is None or rule.body is None:
        if rule is not None and rule.form == "nondifferentiable":
            return []
        name = getattr(function, "__name__", repr(call.func))
        sweep.refuse(
            f"`{name}` gets an active value, and has no rule and no Python source that srcgrad can read",
            "declare its derivative with srcgrad.rules, or write it in plain operations", missing=True,
        )
    return _by_rule(sweep, node, entry, rule, args, dict(call.kwargs))


def _astype(sweep: Sweep, node: s.Assign, base: e.Expr, entry: Adjoint) -> list[Contribution]:
    result, operand = sweep.facts.kinds[node.target], sweep.facts.kind(base)
    if not isinstance(base, e.Var) or not k.differentiable(result):
        return []
    if isinstance(result, k.Array) and isinstance(operand, k.Array) and operand.dtype.kind == "f" != result.dtype.kind:
        sweep.refuse("a cast from real to complex is outside the language", "use real arrays")
    return [Contribution(base.name, entry.expr, entry.full, result, 1, None, shape_of(sweep, node.target))]


def _builtin_sum(sweep: Sweep, node: s.Assign, args: list[e.Expr], entry: Adjoint) -> list[Contribution]:
    """`sum(values)`: each element gets the adjoint."""
    source = args[0]
    result = sweep.facts.kinds[node.target]
    out: list[Contribution] = []
    if len(args) > 1 and isinstance(args[1], e.Var):
        out.append(Contribution(args[1].name, entry.expr, entry.full, result, 1, None, shape_of(sweep, node.target)))
    if isinstance(source, e.Sequence):
        for item in source.items:
            if isinstance(item, e.Var):
                out.append(Contribution(item.name, entry.expr, entry.full, result, 1, None, shape_of(sweep, node.target)))
        return out
    if not isinstance(source, e.Var) or source.name not in sweep.active:
        return out
    held = sweep.facts.kinds[source.name]
    if isinstance(held, k.Array):
        out.append(Contribution(source.name, entry.expr, k.rank(held) == 1 and entry.full, held if k.rank(held) == 1 else result, 1, None, None))
        if k.rank(held) != 1:
            out[-1].result, out[-1].full = held, False
        else:
            out[-1].full = False
        return out
    if isinstance(held, k.List):
        root = sweep.root(source.name) if sweep.memory.is_written(source.name) else source.name
        born(sweep, root)
        touch(sweep, root)
        own = bar_of(sweep, root)
        held_name = "part~local"
        sweep.emit(s.Assign(bar(root), e.Each(e.Binary("+", e.Var(held_name), entry.expr), held_name, own)))
        return out
    sweep.refuse("`sum` of this container is outside the language", "use a list or an array", missing=True)


def _by_rule(
    sweep: Sweep, node: s.Assign, entry: Adjoint, rule: Rule | None, args: list[e.Expr], kwargs: dict[str, e.Expr]
) -> list[Contribution]:
    """The terms that a rule gives."""
    if rule is None or rule.body is None:
        return []
    if rule.function in (max, min) and len(args) == 1 and isinstance(sweep.facts.kind(args[0]), k.Array):
        rule = lookup(np.max)
        assert rule is not None
    if rule.function in (np.array, np.asarray) and isinstance(args[0], e.Sequence):
        return _stacked(sweep, node, args[0], entry)
    target, result = node.target, sweep.facts.kinds[node.target]
    if isinstance(result, k.Unknown):
        error = unknown(target, sweep.core.body, sweep.facts)
        if error is not None:
            raise error
        sweep.refuse(
            "the kind of an active value cannot be known here",
            "make the rank of the result follow from constants and the arguments' ranks",
        )
    _refuse_complex(sweep, result, args)
    lead = 1 if rule.form == "partials" else 2
    parameters = list(inspect.signature(rule.body).parameters.values())[lead:]
    bound = _bound(sweep, rule, parameters, args, kwargs)
    values: dict[str, Any] = {}
    for parameter in parameters:
        if parameter.name in bound:
            values[parameter.name] = _operand(sweep, bound[parameter.name])
    all_parameters = list(inspect.signature(rule.body).parameters)
    values[all_parameters[lead - 1]] = e.Var(target)
    if lead == 2:
        whole = isinstance(result, k.List | k.Tuple) or rule.function is np.where
        values[all_parameters[0]] = entry.expr if whole else full_expression(sweep, target, entry)
    if rule.variadic:
        return _variadic(sweep, node, rule, entry, values, bound)
    return _fixed(sweep, node, rule, entry, values, bound)


def through_rule(sweep: Sweep, view: s.Assign, y_bar: e.Expr) -> None:
    """Give the adjoint of a view's value to what it is a view of, by the view's rule."""
    assert isinstance(view.value, e.Call) and sweep.node is not None
    args = list(view.value.args)
    if isinstance(view.value.func, e.Attr):
        args.insert(0, view.value.func.base)
    rule = lookup(function_of(view.value, sweep.facts.kind))
    for one in _by_rule(sweep, view, Adjoint(y_bar, True), rule, args, dict(view.value.kwargs)):
        one.add(sweep)


def _stacked(sweep: Sweep, node: s.Assign, display: e.Sequence, entry: Adjoint) -> list[Contribution]:
    """`np.array([x, y])`: each element gets its part."""
    y_bar = full_expression(sweep, node.target, entry)
    out: list[Contribution] = []

    def visit(items: tuple[e.Expr, ...], place: tuple[int, ...]) -> None:
        for position, item in enumerate(items):
            here = (*place, position)
            if isinstance(item, e.Sequence):
                visit(item.items, here)
            elif isinstance(item, e.Var) and item.name in sweep.active:
                index = e.Const(here[0]) if len(here) == 1 else e.Sequence("tuple", tuple(map(e.Const, here)))
                out.append(Contribution(item.name, e.Item(y_bar, index), True, None, 1, None, None))

    visit(display.items, ())
    return out


def _refuse_complex(sweep: Sweep, result: k.Kind, args: list[e.Expr]) -> None:
    kinds = [result, *(sweep.facts.kind(a) for a in args)]
    for kind in kinds:
        if isinstance(kind, k.Complex) or (isinstance(kind, k.Array | k.Scalar) and kind.dtype.kind == "c"):
            sweep.refuse("complex active values are outside the language", "split them into real and imaginary parts")


def _operand(sweep: Sweep, value: Any) -> Any:
    if isinstance(value, list):
        return [_operand(sweep, v) for v in value]
    if isinstance(value, e.Sequence) and value.form in ("tuple", "list"):
        parts = [_operand(sweep, v) for v in value.items]
        if not all(isinstance(p, Static) for p in parts):
            return parts
        made = [p.value for p in parts]
        return Static(made if value.form == "list" else tuple(made))
    kind = sweep.facts.kind(value)
    if k.constant(kind) and not isinstance(value, e.Slice):
        return Static(k.value_of(kind))
    return value


def _bound(
    sweep: Sweep, rule: Rule, parameters: list[inspect.Parameter], args: list[e.Expr], kwargs: dict[str, e.Expr]
) -> dict[str, Any]:
    """Arguments by the rule's parameters; what the rule does not know is refused by name."""
    positional = [p.name for p in parameters if p.kind is not p.KEYWORD_ONLY]
    name = getattr(rule.function, "__name__", "the function")
    if rule.variadic:
        positional = [n for n in positional if n != "index"]
        if rule.function in (max, min) and len(args) > 1:
            args = [e.Sequence("tuple", tuple(args))]
        if rule.function is np.einsum:
            args = [args[0], e.Sequence("tuple", tuple(args[1:]))]
        if rule.function is np.meshgrid:
            args = [e.Sequence("tuple", tuple(args))]
    if rule.function in (np.reshape, np.transpose) and len(args) > 2:
        args = [args[0], e.Sequence("tuple", tuple(args[1:]))]
    if len(args) > len(positional):
        sweep.refuse(f"`{name}` is supported with {len(positional)} positional arguments here", "use fewer arguments")
    bound: dict[str, Any] = dict(zip(positional, args, strict=False))
    known = {p.name for p in parameters}
    renamed = {"min": "a_min", "max": "a_max"} if rule.function is np.clip else {}
    for key, value in kwargs.items():
        key = renamed.get(key, key)
        if key not in known:
            sweep.refuse(f"the keyword argument `{key}` of `{name}` is outside the language", "leave it out")
        bound[key] = value
    for parameter in parameters:
        given = bound.get(parameter.name)
        if given is None and rule.function is np.clip and parameter.name in ("a_min", "a_max"):
            bound[parameter.name] = e.NONE
            continue
        if given is None:
            if parameter.default is parameter.empty and parameter.name != "index":
                sweep.refuse(f"`{name}` is called without its argument `{parameter.name}`", "name all its arguments")
            continue
        if parameter.default is not parameter.empty and parameter.name not in rule.operands:
            if isinstance(given, e.Expr) and carriers(given, sweep.facts) & sweep.active:
                sweep.refuse(f"`{name}` has no derivative with respect to `{parameter.name}`", "make it a constant")
            kind = sweep.facts.kind(given) if isinstance(given, e.Expr) else None
            if isinstance(kind, k.Bool | k.Unknown | k.Str):
                sweep.refuse(f"the argument `{parameter.name}` of `{name}` must be known at compile time", "use a constant")
    return bound


def _paste(sweep: Sweep, node: s.Assign, rule: Rule, values: dict[str, Any], position: int | None) -> e.Expr | None:
    assert rule.body is not None

    def hold(stem: str, tree: e.Expr) -> e.Expr:
        name = sweep.counter.name(stem) + "~local"
        ready = sweep.demand(tree, node, node.target)
        sweep.emit(s.Assign(name, ready))
        sweep.kinds[name] = sweep.kind(ready)
        return e.Var(name)

    pasting = Pasting(rule.body, dict(values), sweep.kind, hold)
    try:
        tree = pasting.result(position)
    except NotImplementedError as error:
        sweep.refuse(str(error), "write it in plain operations")
    return None if tree == e.NONE else sweep.demand(tree, node, node.target)


def _fixed(
    sweep: Sweep, node: s.Assign, rule: Rule, entry: Adjoint, values: dict[str, Any], bound: dict[str, Any]
) -> list[Contribution]:
    result = sweep.facts.kinds[node.target]
    shape = shape_of(sweep, node.target) if isinstance(result, k.Array) else None
    out: list[Contribution] = []
    wanted = [
        (n, bound[name].name) for n, name in enumerate(rule.operands)
        if isinstance(bound.get(name), e.Var) and bound[name].name in sweep.active
    ]
    several = len(rule.operands) > 1
    for position, name in wanted:
        if rule.form == "partials" and several and len(wanted) == 2 and wanted[0][1] == wanted[1][1] and rule.function is np.multiply:
            if position == 1:
                continue
            partial: e.Expr | None = e.Binary("*", e.Const(2), sweep.demand(e.Var(name), node))
        else:
            partial = _paste(sweep, node, rule, values, position if several else None)
        if partial is None or partial in (e.Const(0), e.ZERO):
            continue
        if rule.form == "partials":
            partial = _strong_zero(sweep, node, rule, partial, entry)
            sign, tree = times(entry.expr, partial)
            out.append(Contribution(name, tree, entry.full, result, sign, None, shape))
        else:
            operand = sweep.facts.kinds[name]
            out.append(_structural(sweep, node, rule, name, partial, operand, values))
    _refuse_sequences(sweep, rule, bound)
    return out


def _strong_zero(sweep: Sweep, node: s.Assign, rule: Rule, partial: e.Expr, entry: Adjoint) -> e.Expr:
    """Upstream of a selection, a partial that may be inf or NaN is taken at a safe point where the adjoint is zero."""
    chosen = sweep.selection
    if node.target not in chosen.masked or not isinstance(sweep.kind(entry.expr), k.Array | k.Scalar):
        return partial
    if not (rule.singular or set(names(partial)) & chosen.wild):
        return partial
    test = e.Compare("!=", entry.expr, e.Const(0))

    def safe(tree: e.Expr) -> e.Expr:
        if isinstance(tree, e.Var) and isinstance(sweep.kind(tree), k.Array | k.Scalar):
            return e.Call(e.Ref("np.where", np.where), (test, tree, e.Const(rule.safe)))
        return tree if isinstance(tree, e.Attr | e.Item) else rebuild(tree, safe)

    return safe(partial)


def _structural(
    sweep: Sweep, node: s.Assign, rule: Rule, name: str, tree: e.Expr, operand: k.Kind, values: dict[str, Any]
) -> Contribution:
    """A written-out rule gives the operand's adjoint, up to broadcasting."""
    if isinstance(operand, k.List):
        return _list_operand(sweep, node, rule, name, tree)
    target = sweep.facts.kinds[node.target]
    if rule.function in SPREAD:
        found, want = k.dims(sweep.kind(tree)), k.dims(operand)
        full = found is not None and found == want and None not in found
        return Contribution(name, tree, full, None, 1, None, None)
    if rule.function in BROADCASTING:
        full = rule.function is not np.where
        return Contribution(name, tree, full, target, 1, None, shape_of(sweep, node.target))
    ranks = [k.rank(sweep.facts.kind(v)) for v in values.values() if isinstance(v, e.Expr)]
    if rule.function in (np.matmul, np.dot, np.inner, np.kron) and not all(r in (1, 2) for r in ranks[1:]):
        return Contribution(name, tree, True, sweep.kind(tree), 1, None, None)
    return Contribution(name, tree, True, None, 1, None, None)


SPREAD = {np.sum, np.mean, np.average}
BROADCASTING = {np.where, np.broadcast_to, np.full, np.full_like, np.ldexp, np.linspace, math.ldexp}


def _list_operand(sweep: Sweep, node: s.Assign, rule: Rule, name: str, tree: e.Expr) -> Contribution:
    """`np.array(values)`, `np.stack(values)` of a list grown at run time: element by element."""
    if rule.function not in (np.array, np.asarray):
        sweep.refuse("this function of a list of active values is outside the language", "use np.array(list)")
    born(sweep, name)
    touch(sweep, name)
    index = sweep.counter.name("k")
    own = bar_of(sweep, name)
    body: s.Block = [s.Augment(own, e.Var(index), "+", e.Item(tree, e.Var(index)))]
    length = e.Call(e.Ref("len", len), (own,))
    sweep.emit(s.For(index, e.Call(e.Ref("range", range), (length,)), body))
    return Contribution("", tree, True, k.Unknown(), 1, None, None)


def _refuse_sequences(sweep: Sweep, rule: Rule, bound: dict[str, Any]) -> None:
    for name in rule.operands:
        given = bound.get(name)
        if isinstance(given, e.Sequence) and any(n in sweep.active for n in names(given)):
            sweep.refuse("a list or tuple of active values stands for an array here", "make it an array with np.array")


def _variadic(
    sweep: Sweep, node: s.Assign, rule: Rule, entry: Adjoint, values: dict[str, Any], bound: dict[str, Any]
) -> list[Contribution]:
    assert rule.body is not None
    order = list(inspect.signature(rule.body).parameters)
    sequence = order[order.index("index") - 1]
    given = bound[sequence]
    if isinstance(given, e.Var):
        if isinstance(sweep.facts.kinds.get(given.name), k.List):
            return _grown(sweep, node, rule, given.name, values)
        sweep.refuse("the operands must be written out as a list or tuple", "write `[a, b]`")
    assert isinstance(given, e.Sequence)
    out = []
    for position, item in enumerate(given.items):
        if isinstance(item, e.Var) and item.name in sweep.active:
            tree = _paste(sweep, node, rule, {**values, "index": Static(position)}, None)
            if tree is None or tree == e.ZERO:
                continue
            exact = rule.function is not np.einsum or _all_axes_given(bound["subscripts"], position)
            out.append(Contribution(item.name, tree, exact, None, 1, None, None))
        elif isinstance(item, e.Sequence) and any(n in sweep.active for n in names(item)):
            sweep.refuse("nested lists of active values are outside the language here", "use np.array for each row")
    return out


def _all_axes_given(subscripts: Any, position: int) -> bool:
    """Does each letter of an operand stand elsewhere too, so that einsum gives its whole adjoint?"""
    text = subscripts.value.replace(" ", "") if isinstance(subscripts, e.Const) else ""
    inputs, _, output = text.partition("->")
    operands = inputs.split(",")
    others = "".join(operands[:position] + operands[position + 1 :]) + output
    return set(operands[position]) <= set(others)


def _grown(sweep: Sweep, node: s.Assign, rule: Rule, name: str, values: dict[str, Any]) -> list[Contribution]:
    """Operands in a list grown at run time: the first axis counts them."""
    if rule.function is not np.stack or "axis" in values and values["axis"] != Static(0):
        sweep.refuse("this function of a list grown at run time is outside the language", "use np.array(list)")
    y_bar = next(iter(values.values()))
    for key, value in values.items():
        if key.endswith("_bar"):
            y_bar = value
    root = sweep.root(name) if sweep.memory.is_written(name) else name
    return [_list_operand_of(sweep, root, y_bar)]


def _list_operand_of(sweep: Sweep, root: str, tree: e.Expr) -> Contribution:
    born(sweep, root)
    touch(sweep, root)
    index = sweep.counter.name("k")
    own = bar_of(sweep, root)
    body: s.Block = [s.Augment(own, e.Var(index), "+", e.Item(tree, e.Var(index)))]
    sweep.emit(s.For(index, e.Call(e.Ref("range", range), (e.Call(e.Ref("len", len), (own,)),)), body))
    return Contribution("", tree, True, k.Unknown(), 1, None, None)
