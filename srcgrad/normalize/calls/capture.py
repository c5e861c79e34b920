"""Which variables of a function its inner functions hold, and how.

A variable that is bound for the last time before the inner function is made is held by value.
Any other is a cell: the inner function reads what it holds when it is called, as Python does.

    def outer(x):
        k = 2.0                        k by value
        for i in range(3):
            f = lambda v: k * v * i    i a cell: the next pass binds it again
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gast

from srcgrad.late import dataclass, field

FUNCTIONS = (gast.FunctionDef, gast.Lambda, gast.AsyncFunctionDef)
DEFAULT = "\ua78c"  # ends the name under which a default is held; a letter that programs do not use
COMPREHENSIONS = (gast.ListComp, gast.GeneratorExp, gast.SetComp, gast.DictComp)
NAMED = (gast.FunctionDef, gast.AsyncFunctionDef, gast.ClassDef)
ELSEWHERE = (gast.Nonlocal, gast.Global)
PATTERNS = (gast.MatchAs, gast.MatchStar)


def parameters(tree: Any) -> list[str]:
    """All parameters of a function, in the order of its code object."""
    a = tree.args
    names = [p.id for p in (*a.posonlyargs, *a.args, *a.kwonlyargs)]
    return names + [p.id for p in (a.vararg, a.kwarg) if p is not None]


def body_of(tree: Any) -> list[Any]:
    """The statements of a function, or a lambda's expression."""
    return tree.body if isinstance(tree.body, list) else [tree.body]


def defaults(tree: Any) -> dict[str, Any]:
    """The parameters that have a default, and its expression."""
    a = tree.args
    positional = [p.id for p in (*a.posonlyargs, *a.args)]
    found = dict(zip(positional[len(positional) - len(a.defaults) :], a.defaults, strict=True))
    keywords = zip(a.kwonlyargs, a.kw_defaults, strict=True)
    return found | {p.id: default for p, default in keywords if default is not None}


def named_by_pattern(node: Any) -> str | None:
    """The name that a pattern of `match` binds."""
    if isinstance(node, gast.MatchMapping):
        return node.rest
    return node.name if isinstance(node, PATTERNS) else None


def stored(tree: Any) -> set[str]:
    """The names that a function binds, without those of comprehensions and inner functions."""
    own: set[str] = set()
    elsewhere: set[str] = set()

    def visit(node: Any) -> None:
        if isinstance(node, gast.Name):
            if isinstance(node.ctx, gast.Store | gast.Del):
                own.add(node.id)
            return
        if isinstance(node, COMPREHENSIONS):
            for child in gast.walk(node):
                if isinstance(child, gast.NamedExpr):
                    own.add(child.target.id)
            return
        if isinstance(node, NAMED):
            own.add(node.name)
            return
        if isinstance(node, gast.Lambda):
            return
        if isinstance(node, ELSEWHERE):
            elsewhere.update(node.names)
        if (name := named_by_pattern(node)) is not None:
            own.add(name)
        for child in children(node):
            visit(child)

    for child in body_of(tree):
        visit(child)
    return own - elsewhere


def children(node: Any) -> list[Any]:
    """The nodes directly below one, as `gast.iter_child_nodes` gives them one by one."""
    found: list[Any] = []
    for name in node._fields:
        part = getattr(node, name, None)
        for one in part if isinstance(part, list) else (part,):
            if isinstance(one, gast.AST):
                found.append(one)
    return found


def inner_functions(tree: Any) -> Iterator[Any]:
    """The functions that a function makes, not those that they make in turn."""
    waiting = body_of(tree)[::-1]
    while waiting:
        node = waiting.pop()
        if isinstance(node, FUNCTIONS):
            yield node
        else:
            waiting += children(node)[::-1]


def free(tree: Any) -> set[str]:
    """The names that a function, or one that it makes, reads or binds without owning them."""
    own = {*parameters(tree), *stored(tree)}
    found: set[str] = set()
    for child in body_of(tree):
        found.update(_named(child, frozenset()))
    for inner in inner_functions(tree):
        found |= free(inner)
    return found - own


def _named(node: Any, hidden: frozenset[str]) -> Iterator[str]:
    """The names in a node, without those that a comprehension has for itself."""
    if isinstance(node, FUNCTIONS):
        for part in (*defaults(node).values(), *getattr(node, "decorator_list", [])):
            yield from _named(part, hidden)
    elif isinstance(node, gast.Name):
        yield from () if node.id in hidden else (node.id,)
    elif isinstance(node, COMPREHENSIONS):
        first, *rest = node.generators
        yield from _named(first.iter, hidden)
        targets = (n for g in node.generators for n in gast.walk(g.target))
        hidden |= {n.id for n in targets if isinstance(n, gast.Name)}
        elements = [getattr(node, name, None) for name in ("elt", "key", "value")]
        for part in (first.target, *first.ifs, *rest, *elements):
            yield from () if part is None else _named(part, hidden)
    else:
        yield from node.names if isinstance(node, gast.Nonlocal) else ()
        for child in gast.iter_child_nodes(node):
            yield from _named(child, hidden)


def rebound(tree: Any) -> set[str]:
    """The names outside a function that it, or a function that it makes, binds: `nonlocal`."""
    own = {*parameters(tree), *stored(tree)}
    found: set[str] = set()
    for child in body_of(tree):
        for node in _shallow(child):
            if isinstance(node, gast.Nonlocal):
                found.update(node.names)
    for inner in inner_functions(tree):
        found |= rebound(inner)
    return found - own


def _shallow(node: Any) -> Iterator[Any]:
    """The nodes below a node, inner functions left out."""
    if isinstance(node, FUNCTIONS):
        for default in defaults(node).values():
            yield from _shallow(default)
        for decorator in getattr(node, "decorator_list", []):
            yield from _shallow(decorator)
        return
    yield node
    for child in gast.iter_child_nodes(node):
        yield from _shallow(child)


def only_reads(tree: Any, name: str) -> bool:
    """Does a function do no more with a container than to go through it and take elements?"""
    safe = 0
    for node in gast.walk(tree):
        match node:
            case gast.Subscript(value=gast.Name(id=held), ctx=gast.Load()) if held == name:
                safe += 1
            case gast.For(iter=gast.Name(id=held)) | gast.comprehension(iter=gast.Name(id=held)):
                safe += held == name
            case gast.Call(func=gast.Name(id="len"), args=[gast.Name(id=held)]):
                safe += held == name
    uses = [n for n in gast.walk(tree) if isinstance(n, gast.Name) and n.id == name]
    return safe == len(uses)


@dataclass
class _Places:
    """Where a function binds names and makes functions: number of the statement, loops around."""

    step: int = 0
    bindings: dict[str, list[tuple[int, tuple[int, ...]]]] = field(default_factory=dict)
    functions: list[tuple[Any, int, tuple[int, ...]]] = field(default_factory=list)

    def visit(self, node: Any, loops: tuple[int, ...]) -> None:
        if isinstance(node, FUNCTIONS):
            self.functions.append((node, self.step, loops))
            if not isinstance(node, gast.Lambda):
                self.bind(node.name, loops)
            for default in [*defaults(node).values(), *getattr(node, "decorator_list", [])]:
                self.visit(default, loops)
            return
        if isinstance(node, gast.Name) and isinstance(node.ctx, gast.Store | gast.Del):
            self.bind(node.id, loops)
        if (name := named_by_pattern(node)) is not None:
            self.bind(name, loops)
        inside = loops
        if isinstance(node, (gast.For, gast.While, *COMPREHENSIONS)):
            inside = (*loops, id(node))
        for child in gast.iter_child_nodes(node):
            if isinstance(child, gast.stmt):
                self.step += 1
            self.visit(child, inside)

    def bind(self, name: str, loops: tuple[int, ...]) -> None:
        self.bindings.setdefault(name, []).append((self.step, loops))


def cells(tree: Any) -> set[str]:
    """The variables of a function that its inner functions must read where they stand."""
    if next(inner_functions(tree), None) is None:
        return set()
    places = _Places()
    for child in body_of(tree):
        places.step += 1
        places.visit(child, ())
    found: set[str] = set()
    for inner, step, loops in places.functions:
        found |= rebound(inner)
        for name in free(inner):
            for other, around in places.bindings.get(name, ()):
                if other >= step or set(loops) & set(around):
                    found.add(name)
    return found & {*parameters(tree), *stored(tree), *_of_comprehensions(tree)}


def _of_comprehensions(tree: Any) -> set[str]:
    return {
        n.id
        for child in body_of(tree)
        for node in _shallow(child)
        if isinstance(node, COMPREHENSIONS)
        for generator in node.generators
        for n in gast.walk(generator.target)
        if isinstance(n, gast.Name)
    }
