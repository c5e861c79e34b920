"""A function made inside, with `*args`, as one of a fixed number of arguments.

def f(x, *rest):                       def f(x, rest_0, rest_1):
return x * rest[1]         ->          rest = rest_0, rest_1
return x * rest[1]
"""

from __future__ import annotations

import copy
from dataclasses import replace

import gast

from srcgrad.normalize.calls.closures import Code


def spread_code(code: Code, count: int) -> Code:
    """The function for calls with so many arguments by position."""
    own = code.tree.args
    first = [*own.posonlyargs, *own.args]
    taken = {part.id for part in gast.walk(code.tree) if isinstance(part, gast.Name)}
    names: list[str] = []
    for n in range(count - len(first)):
        name = f"{own.vararg.id}_{n}"
        while name in taken:
            name += "_"
        names.append(name)
    args = copy.copy(own)
    args.posonlyargs, args.vararg = [], None
    args.args = first + [gast.Name(n, gast.Param(), None, None) for n in names]
    if names:  # then the parameters before them are given, too
        args.defaults = []
    parts = gast.Tuple([gast.Name(n, gast.Load(), None, None) for n in names], gast.Load())
    bound = gast.Assign([gast.Name(own.vararg.id, gast.Store(), None, None)], parts, None)
    is_lambda = isinstance(code.tree, gast.Lambda)
    body = [gast.Return(code.tree.body)] if is_lambda else code.tree.body
    tree = gast.FunctionDef(code.name, args, [bound, *body], [], None, None, [])
    for node in (tree, bound, parts, *parts.elts, *bound.targets, *body[: int(is_lambda)]):
        gast.copy_location(node, code.tree)
    return replace(code, tree=tree)
