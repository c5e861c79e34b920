"""`OrderedDict` and `defaultdict`, made in the program: dicts, as long as their keys are constants.

d = defaultdict(float)                    a = float()
d["a"] += x                  ->           a += x
y = d["a"]                                y = a

Where only the run knows the keys, an object of ours stands for the dict, as for one of those.
"""

from __future__ import annotations

import collections

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.normalize.calls.closures import Code
from srcgrad.normalize.structures.containers import containers, methods
from srcgrad.normalize.structures.layout import Value
from srcgrad.normalize.structures.objects import construct
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.walk import Walker

Result = Value | e.Expr | None


def ordered(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Result:
    """`OrderedDict(...)`."""
    return _made(w, collections.OrderedDict, None, tree.args, tree, node, live, target)


def defaulting(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Result:
    """`defaultdict(factory, ...)`."""
    given, rest = tree.args[:1] or (e.NONE,), tree.args[1:]
    factory = _constant(w, given[0])
    if factory is None:
        return None
    return _made(w, collections.defaultdict, factory, rest, tree, node, live, target)


def _made(
    w: Walker, cls: type, factory: e.Expr | None, sources: tuple[e.Expr, ...], tree: e.Call,
    node: s.Stmt, live: Names, target: str,
) -> Result:  # fmt: skip
    if target in w.pins:
        site = f"{target}.table"
        standing = w.context.stand_in(cls)
        return None if site in w.pins else construct.construct(w, standing, tree, node, live, site)
    if not target or any(isinstance(one, e.Star) for one in tree.args):
        return None
    path = tree.func if isinstance(tree.func, e.Ref) else None
    made = containers.build(w, "dict", cls, {}, node, target, path)
    w.structure(made).factory = factory
    name = w.named(made, cls.__name__.lower(), node)
    update = e.Call(e.Attr(name, "update"), sources, tree.kwargs)
    methods.method(w, made, "update", update, node, "")
    return w.state.env[name.name]


def _constant(w: Walker, tree: e.Expr) -> e.Expr | None:
    """What makes the values of missing keys, if it holds nothing: it may be called later."""
    if isinstance(tree, e.Ref) or tree == e.NONE:
        return tree
    match w.kind(tree):
        case k.Function(Code() as code, (), _, ()):
            return e.Closure(code, (), (), ())
    return None
