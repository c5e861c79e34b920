"""`itertools.groupby`: elements and keys are made first, and each group is a part of them.

for k, g in groupby(xs, f):            items = [v for v in xs]; marks = [f(v) for v in items]
    s += k * sum(g)                    starts = group_starts(marks)
                               ->      for j in range(len(starts) - 1):
                                           k = marks[starts[j]]; g = items[starts[j]:starts[j + 1]]
                                           s += k * sum(g)

A group is an iterator, which ends when the next one begins: it may be gone through once, at once.
"""

from __future__ import annotations

import itertools
import operator
import types
from collections.abc import Callable, Iterator
from typing import Any

import gast

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.calls import capture
from srcgrad.normalize.expressions import atom
from srcgrad.normalize.iterators.indexed import LEN, RANGE
from srcgrad.normalize.iterators.library import acts, called, target_of
from srcgrad.normalize.iterators.untouched import computes, untouched
from srcgrad.normalize.iterators.zipped import ours
from srcgrad.normalize.scope import Scope
from srcgrad.normalize.targets import assign_to
from srcgrad.runtime import group_starts

STARTS = e.Ref("group_starts", group_starts)
WHOLE = {"list", "tuple", "sorted", "sum", "min", "max", "any", "all", "set"}  # go to the end
ON_THE_WAY = {"enumerate", "zip", "map", "filter"}  # go as far as they are asked


def is_call(scope: Scope, node: Any) -> bool:
    """Is it a call of `groupby`?"""
    return called(scope, node) is itertools.groupby


def loop(scope: Scope, node: Any, body: Callable[[], None]) -> None:
    """Lower a loop over the keys and the groups."""
    call, pair = node.iter, node.target
    group = pair.elts[1] if isinstance(pair, gast.Tuple) and len(pair.elts) == 2 else None
    keys = [*call.args[1:], *(k.value for k in call.keywords if k.arg == "key")]
    if not isinstance(group, gast.Name) or len(keys) > 1 or len(call.args) < 1:
        scope.refuse(call, "`groupby` is outside the language here", "take `key, group` of it")
    reads = {name for key in keys for name in capture.free(key)} if _lambda(keys) else set()
    plain = all(_computes(scope, key) for key in keys) and not reads & scope.rebound
    fresh = _fresh(scope, call.args[0]) and not reads & scope.local
    if acts(scope, call.args[0]) or not plain or not (fresh or untouched(scope, call)):
        scope.refuse(
            call,
            "`groupby` of what the loop may change meanwhile is outside the language",
            "make a list first, under a name that the loop does not change, and use a plain key",
        )
    if not _once(scope, node, group.id):
        scope.refuse(
            call,
            f"the group `{group.id}` is not gone through once, where it is made",
            f"begin with a list of it: `{group.id} = list({group.id})`",
        )
    items = _made(scope, call, call.args[0])
    marks: e.Expr = items
    if keys and not (isinstance(keys[0], gast.Constant) and keys[0].value is None):
        key = scope.temporary(atom(scope, keys[0]), "key")
        marks = _made(scope, call, _read(call, items), _read(call, key))
    starts = scope.temporary(e.Call(STARTS, (marks,)), "starts")
    count = scope.temporary(e.Call(LEN, (starts,)), "length")
    number = scope.temporary(e.Binary("-", count, e.Const(1)), "groups")
    index = scope.counter.name("position")
    with scope.block() as inner:
        first = scope.temporary(e.Item(starts, e.Var(index)), "first")
        after = scope.temporary(e.Binary("+", e.Var(index), e.Const(1)), "after")
        last = scope.temporary(e.Item(starts, after), "last")
        assign_to(scope, pair.elts[0], e.Item(marks, first))
        assign_to(scope, group, e.Item(items, e.Slice(first, last)))
        body()
    scope.emit(s.For(index, e.Call(RANGE, (number,)), inner))


def _lambda(keys: list[Any]) -> bool:
    return bool(keys) and isinstance(keys[0], gast.Lambda)


def _computes(scope: Scope, key: Any) -> bool:
    """Does a key do no more than to compute, whenever that is?"""
    if isinstance(key, gast.Lambda):
        calls = [node for node in gast.walk(key.body) if isinstance(node, gast.Call)]
        return all(computes(scope, call) for call in calls)
    if isinstance(key, gast.Call):
        return target_of(scope, key.func) in (operator.itemgetter, operator.attrgetter)
    plain = isinstance(target_of(scope, key), types.BuiltinFunctionType)
    return plain or (isinstance(key, gast.Constant) and key.value is None)


def _fresh(scope: Scope, source: Any) -> bool:
    """Is it made for the loop, so that nobody else can change it?"""
    if isinstance(source, gast.Constant | gast.ListComp):
        return True
    function = called(scope, source)
    through = function in (enumerate, zip) and bool(source.args)
    return function in (list, range, sorted, tuple) or (
        through and all(_fresh(scope, one) for one in source.args)
    )


def _made(scope: Scope, call: Any, source: Any, key: Any = None) -> e.Expr:
    """A list of the elements, or of their keys."""
    value = gast.Name("element", gast.Load(), None, None)
    made = value if key is None else gast.Call(key, [value], [])
    each = gast.comprehension(ours("element"), source, [], 0)
    tree = gast.copy_location(gast.ListComp(made, [each]), call)
    for part in gast.walk(tree):
        if not hasattr(part, "lineno"):
            gast.copy_location(part, call)
    return atom(scope, tree)


def _read(call: Any, tree: e.Expr) -> Any:
    assert isinstance(tree, e.Var)
    return gast.copy_location(gast.Name(tree.name, gast.Load(), None, None), call)


def _once(scope: Scope, node: Any, name: str) -> bool:
    """Is a group gone through to its end, or a list made of it, at one place of the loop?"""
    first = scope.body[0] if scope.body else None
    if isinstance(first, gast.Assign) and _lists(first, name):
        return True
    uses = [path for line in scope.body for path in _paths(line, name, ())]
    elsewhere = sum(_is(n, name) for n in gast.walk(scope.source.tree))
    loop = isinstance(node, gast.For)
    return len(uses) <= 1 and all(map(_ends, uses)) and (not loop or elsewhere == len(uses))


def _lists(node: Any, name: str) -> bool:
    """`g = list(g)`, and it is a list from there on."""
    call = node.value
    names = [getattr(target, "id", None) for target in node.targets]
    whole = isinstance(call, gast.Call) and getattr(call.func, "id", None) in ("list", "sorted")
    return names == [name] and whole and bool(call.args) and _is(call.args[0], name)


def _is(node: Any, name: str) -> bool:
    return isinstance(node, gast.Name) and node.id == name and isinstance(node.ctx, gast.Load)


def _paths(node: Any, name: str, above: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """For each use of a name, the nodes that it stands in, the innermost last."""
    if _is(node, name):
        yield (*above, node)
    for child in gast.iter_child_nodes(node):
        yield from _paths(child, name, (*above, node))


def _ends(path: tuple[Any, ...]) -> bool:
    """Does what stands around a use go through the group at once, and no more than once?"""
    *around, child = path
    asked = True  # is what is at hand an iterator still?
    for node in reversed(around):
        if isinstance(node, gast.For | gast.While):
            if not asked or getattr(node, "iter", None) is not child:
                return False
            asked = False
        elif isinstance(node, gast.comprehension):
            if not asked or node.iter is not child:
                return False
        elif isinstance(node, gast.ListComp | gast.SetComp | gast.DictComp | gast.GeneratorExp):
            if node.generators[0] is not child:
                return False
            asked = isinstance(node, gast.GeneratorExp)
        elif isinstance(node, gast.Lambda | gast.FunctionDef):
            return False
        elif asked:
            called = getattr(getattr(node, "func", None), "id", None)
            if child not in getattr(node, "args", ()) or called not in WHOLE | ON_THE_WAY:
                return False
            asked = called in ON_THE_WAY
        child = node
    return not asked
