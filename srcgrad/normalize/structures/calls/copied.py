"""Arguments that are read where only the run knows what is meant: a copy of one is read.

def best(d):                          d.1 = {"u": d["u"], "v": d["v"]}
    k = max(d, key=d.get)     ->      k = max(d.1, key=d.1.get)
    return d[k]                       return d.1[k]

They are dicts, and lists of objects or tuples. Nobody can tell the copy from the argument as long
as that is only read.
"""

from __future__ import annotations

from typing import Any

import gast

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import children, expressions, rebuild, replace, statements, substitute
from srcgrad.normalize.calls.closures import Code
from srcgrad.normalize.scope import Counter

READS = {"get", "items", "keys", "values", "copy", "index", "count"}
TAKES = (len, sorted, max, min, sum, list, tuple, dict, set, enumerate, any, all, zip, map, iter)


def copy_arguments(
    core: Core, sites: tuple[str, ...], start: dict[str, k.Kind], counter: Counter
) -> bool:
    """Read copies of the arguments among some containers, where that makes no difference."""
    own = {p.name for p in core.parameters}
    chosen = [x for x in sites if x in own and _is_copied(start.get(x))]
    if not chosen or not all(_only_read(core, name) for name in chosen):
        return False
    forms = tuple({type(start[name]) for name in chosen})
    if any(_holds(kind, forms) for name, kind in start.items() if name not in chosen):
        return False  # it may be reached by another name, and written there
    for name in chosen:
        copied = counter.name(name)
        for node in statements(core.body):
            replace(node, lambda tree: substitute(tree, {name: e.Var(copied)}))  # noqa: B023
        keyed = isinstance(start[name], k.Dict)
        deep = _flat_inside(start[name]) and _inside_only_read(core, copied, keyed)
        core.body[:0] = _copy(core, name, copied, start[name], deep, counter)
    return True


def _copy(
    core: Core, name: str, copied: str, kind: k.Kind, deep: bool, counter: Counter
) -> s.Block:
    out: s.Block = []
    whole = _made(e.Var(name), kind, deep, out, counter)
    out.append(s.Assign(copied, whole))
    for count, node in enumerate(out):
        node.origin = core.body[0].origin
        node.mark = ("copied", name, count)
    return out


def _made(source: e.Var, kind: k.Kind, deep: bool, out: s.Block, counter: Counter) -> e.Expr:
    """A container with the elements of another one, with `deep` with copies of dicts and lists."""
    assert isinstance(kind, k.Dict | k.List)
    found = kind.keys if isinstance(kind, k.Dict) else range(len(kind.items or ()))
    keys = tuple(map(e.Const, found))
    values: list[e.Expr] = []
    for key, inner in zip(keys, k.parts(kind), strict=True):
        part = e.Var(counter.name(source.name))
        out.append(s.Assign(part.name, e.Item(source, key)))
        values.append(part)
        if deep and _is_plain(inner):
            made = s.Assign(counter.name(source.name), _made(part, inner, False, out, counter))
            out.append(made)
            values[-1] = e.Var(made.target)
    if isinstance(kind, k.Dict):
        return e.Mapping(keys, tuple(values))
    return e.Sequence("list", tuple(values))


def _flat_inside(kind: k.Kind) -> bool:
    """Do its dicts and lists hold no others? Whether those are only read is not looked at."""
    inner = [part for one in k.parts(kind) if _is_plain(one) for part in k.parts(one)]
    return not any(_holds(part, (k.Dict, k.List)) for part in inner)


def _is_plain(kind: k.Kind) -> bool:
    """Is it a dict or a list whose elements are known one by one?"""
    known = isinstance(kind, k.List) and kind.items is not None
    return known or (isinstance(kind, k.Dict) and kind.cls is dict)


def _inside_only_read(core: Core, name: str, keyed: bool) -> bool:
    """Are the containers in a container found by subscripts alone, and only read?

    A loop through a dict (`keyed`), and what takes all of it, gets its keys.
    """

    def more(tree: e.Expr) -> bool:
        match tree:
            case e.Var(held):
                return held == name
            case e.Compare("in" | "not in", left, e.Var()):
                return more(left)
            case e.Attr(e.Var(), "keys") if keyed:
                return False
            case e.Call(e.Ref(_, function), args, ()) if keyed and function in TAKES:
                return any(more(one) for one in args if not isinstance(one, e.Var))
        return any(map(more, children(tree)))

    for node in statements(core.body):
        match node:
            case s.For(_, e.Var(source)) if source == name:
                found = not keyed
            case s.Assign(held, e.Item(e.Var(base), index)) if base == name:
                found = more(index) or isinstance(index, e.Slice) or not _only_read(core, held)
            case _:
                found = any(map(more, expressions(node)))
        if found:
            return False
    return not more(core.result)


def _is_copied(kind: k.Kind | None) -> bool:
    """Is it a dict, or a list of objects or tuples?"""
    if isinstance(kind, k.List) and kind.items:
        return all(isinstance(one, k.Object | k.Tuple) for one in kind.items)
    return isinstance(kind, k.Dict) and kind.cls is dict


def _holds(kind: k.Kind, forms: tuple[type, ...]) -> bool:
    """Is a value of these kinds, or may it hold one?"""
    inside = isinstance(kind, k.Tuple | k.List | k.Dict | k.Object)
    if inside and any(_holds(part, forms) for part in k.parts(kind)):
        return True
    return isinstance(kind, (*forms, k.Unknown))


def _only_read(core: Core, name: str) -> bool:
    """Is nothing done with a dict but that its elements are taken?"""
    if _stands_alone(core.result, name) or name in core.cells:
        return False
    for node in statements(core.body):
        trees = expressions(node)
        if isinstance(node, s.For) and node.source == e.Var(name):
            trees = ()
        if any(_stands_alone(tree, name) for tree in trees):
            return False
    return True


def _stands_alone(tree: e.Expr, name: str) -> bool:
    """Is a dict handed on as a whole, somewhere in an expression?"""
    found = []

    def look(part: e.Expr) -> e.Expr:
        match part:
            case e.Var(held):
                found.append(held == name)
                return part
            case e.Item(e.Var(), index):
                look(index)
                return part
            case e.Attr(e.Var(), method) if method in READS:
                return part
            case e.Compare("in" | "not in", left, e.Var()):
                look(left)
                return part
            case e.Call(e.Ref(_, target), args) if any(target is one for one in TAKES):
                for argument in (*args, *(value for _, value in part.kwargs)):
                    if not isinstance(argument, e.Var):
                        look(argument)
                return part
            case e.Closure(Code() as code, names, values):
                inside = zip(names, values, strict=True)
                found.extend(_handed_on(code.tree, n) for n, v in inside if v == e.Var(name))
                return part
        return rebuild(part, look)

    look(tree)
    return any(found)


def _handed_on(tree: Any, name: str) -> bool:
    """Is a name of an inner function read otherwise than for an element?"""
    plain = 0
    for part in gast.walk(tree):
        held = getattr(part, "value", None)
        if not isinstance(held, gast.Name) or held.id != name:
            continue
        item = isinstance(part, gast.Subscript) and isinstance(part.ctx, gast.Load)
        plain += item or (isinstance(part, gast.Attribute) and part.attr in READS)
    names = [n for n in gast.walk(tree) if isinstance(n, gast.Name) and n.id == name]
    return len(names) != plain
