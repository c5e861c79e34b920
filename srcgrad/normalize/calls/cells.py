"""Variables that functions made inside share, once the calls of the functions have been put in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import (
    blocks,
    expressions,
    mentions,
    names,
    nodes,
    rebuild,
    replace,
    statements,
    targets,
)


def release(core: Core) -> bool:
    """Drop functions that nobody calls any more; variables that none holds are like all others.

    Variables of functions that were looked into and not put in leave the program as it was.
    """
    read = _read_through(core)
    dead = _unused(core)
    _drop(core.body, dead)
    held = {actual for made in _made(core) for _, actual in made.cells}
    gone = core.cells.keys() - held
    for name in gone:
        del core.cells[name]
    met = bool(gone) and not gone.isdisjoint(mentions([*core.body, s.Evaluate(core.result)]))
    return bool(met or dead or read)


def _read_through(core: Core) -> bool:
    """What a recursive inner function holds is read where it came from."""
    made: dict[str, list[e.Expr | None]] = {}
    for node in statements(core.body):
        for target in targets(node):
            made.setdefault(target, []).append(getattr(node, "value", None))
    once = {name: found[0] for name, found in made.items() if len(found) == 1}
    own = {n: v for n, v in once.items() if n in core.cells and isinstance(v, e.Closure)}
    aliases = [(n, v.name) for n, v in once.items() if isinstance(v, e.Var)]
    while more := {n: own[v] for n, v in aliases if v in own and n not in own}:
        own |= more
    changed = False

    def plain(tree: e.Expr) -> e.Expr:
        nonlocal changed
        if isinstance(tree, e.Attr):
            function = own.get(tree.base.name) if isinstance(tree.base, e.Var) else tree.base
            if isinstance(function, e.Closure) and tree.name in function.names:
                changed = True
                return function.values[function.names.index(tree.name)]
        return rebuild(tree, plain)

    for node in statements(core.body):
        replace(node, plain)
    core.result = plain(core.result)
    return changed


def _trees(core: Core) -> Iterator[e.Expr]:
    for node in statements(core.body):
        yield from expressions(node)
    yield core.result


def _made(core: Core) -> Iterator[e.Closure]:
    for tree in _trees(core):
        yield from _functions(tree)


def _functions(tree: e.Expr) -> Iterator[e.Closure]:
    """The functions in a value, those that others hold included."""
    yield from (part for part in nodes(tree) if isinstance(part, e.Closure))


def _unused(core: Core) -> set[int]:
    """The bindings of functions that neither a statement nor a function in use refers to."""
    read = {name for tree in _trees(core) for name in names(tree)}
    named = {
        id(node)
        for node in _named(core)
        if node.target not in read and node.target not in core.cells
    }
    bindings = [
        node
        for node in statements(core.body)
        if isinstance(node, s.Assign) and isinstance(node.value, e.Closure)
    ]
    inside = {id(node): list(_functions(node.value)) for node in bindings}
    own = {id(made) for several in inside.values() for made in several}
    waiting = [made for made in _made(core) if id(made) not in own]
    live = {id(node) for node in bindings if node.target in read}
    waiting += [made for place in live for made in inside[place]]
    while waiting:
        shared = {actual for _, actual in waiting.pop().cells}
        for node in bindings:
            if node.target in shared and id(node) not in live:
                live.add(id(node))
                waiting += inside[id(node)]
    return named | ({id(node) for node in bindings} - live)


def _named(core: Core) -> list[s.Assign]:
    """Bindings of names to functions from outside, and copies of such names."""
    assigned = [node for node in statements(core.body) if isinstance(node, s.Assign)]
    found = [n for n in assigned if isinstance(n.value, e.Ref) and callable(n.value.target)]
    while True:
        known = {node.target for node in found}
        known -= {n.target for n in assigned if n.target in known and n not in found}
        more = [
            node
            for node in assigned
            if isinstance(node.value, e.Var) and node.value.name in known and node not in found
        ]
        if not more:
            return found
        found += more


def _drop(block: s.Block, dead: set[int]) -> None:
    block[:] = [node for node in block if id(node) not in dead]
    for node in block:
        for inner in blocks(node):
            _drop(inner, dead)


def renamed(tree: e.Expr, table: dict[str, str]) -> e.Expr:
    """An expression with other names for variables, also for those that functions share."""
    if isinstance(tree, e.Var):
        return e.Var(table.get(tree.name, tree.name))
    part = rebuild(tree, lambda child: renamed(child, table))
    if not isinstance(part, e.Closure):
        return part
    cells = tuple((n, table.get(actual, actual)) for n, actual in part.cells)
    return e.Closure(part.code, part.names, part.values, cells)


def rename(block: s.Block, table: dict[str, str]) -> None:
    """Give variables other names, where they are bound too."""
    if not table:
        return
    for node in statements(block):
        replace(node, partial(renamed, table=table))
        if isinstance(node, s.Assign | s.For):
            node.target = table.get(node.target, node.target)
        elif isinstance(node, s.Unpack | s.Permute):
            node.targets = tuple(table.get(n, n) for n in node.targets)
        if isinstance(node, s.Permute):
            node.sources = tuple(table.get(n, n) for n in node.sources)
