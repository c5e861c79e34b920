"""Recursive functions in a file get what they need from outside as arguments of each call."""

from __future__ import annotations

from srcgrad.emit.draft import Draft, reads, references
from srcgrad.emit.imports import imports
from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir import expr as e
from srcgrad.ir.function import Free
from srcgrad.ir.pair import Half
from srcgrad.ir.walk import rebuild, replace, statements
from srcgrad.late import dataclass, field


@dataclass
class Needs:
    """What one function needs: free values, by its own names, and functions of the user's."""

    free: dict[str, Free] = field(default_factory=dict)
    outside: dict[str, Free] = field(default_factory=dict)


def link(draft: Draft) -> dict[str, Needs]:
    """Complete the calls of recursive functions; what each of these needs, by its name."""
    for helper in draft.helpers:
        _merge(draft, helper)
    needs = {helper.name: _own(helper) for helper in draft.helpers}
    everything = [draft, *draft.helpers]
    while True:
        before = [(len(n.free), len(n.outside)) for n in needs.values()]
        for one in draft.helpers:
            for name in _called(one):
                for free in needs[name].free.values():
                    held = _name_in(one, free)
                    needs[one.name].free[held] = one.free[held]
                needs[one.name].outside.update(needs[name].outside)
        if before == [(len(n.free), len(n.outside)) for n in needs.values()]:
            break
    for one in everything:
        _complete(one, needs)
    return needs


def _merge(draft: Draft, helper: Draft) -> None:
    for path, module in helper.modules.items():
        if draft.modules.setdefault(path, module) is not module:
            raise _twice(path)
    written = {ref.path.partition(".")[0] for ref in references(helper)}
    for path, free in helper.statics.items():
        known = draft.statics.setdefault(path, free)
        same = known.namespace is free.namespace and known.key == free.key
        if not same and path in written:  # what is put in place is written nowhere
            raise _twice(path)


def _twice(path: str) -> UnsupportedSyntaxError:
    return UnsupportedSyntaxError(
        f"`{path}` means one thing in a recursive function, and another in its caller",
        "give one of them another name",
    )


def _own(helper: Draft) -> Needs:
    _, outside = imports(references(helper), helper)
    free = {name: f for name, f in helper.free.items() if reads(helper, name)}
    return Needs(free, {f.name: f for f in outside})


def _called(draft: Draft) -> list[str]:
    halves = [ref.target for ref in references(draft) if isinstance(ref.target, Half)]
    return sorted({half.entered for half in halves})


def _name_in(draft: Draft, free: Free) -> str:
    """The name of a free value in a function that may not read it itself."""
    for name, known in draft.free.items():
        if known.namespace is free.namespace and known.key == free.key:
            return name
    name, number = free.name, 1
    while name in draft.free or name in draft.parameters:
        number += 1
        name = f"{free.name}_{number}"
    draft.free[name] = Free(name, free.namespace, free.key)
    return name


def _complete(draft: Draft, needs: dict[str, Needs]) -> None:
    def completed(tree: e.Expr) -> e.Expr:
        tree = rebuild(tree, completed)
        if not isinstance(tree, e.Call) or not isinstance(tree.func, e.Ref):
            return tree
        half = tree.func.target
        if not isinstance(half, Half):
            return tree
        wanted = needs[half.entered]
        more: list[e.Expr] = []
        if half.path == half.entered:
            more += [e.Var(_name_in(draft, free)) for free in wanted.free.values()]
        more += [e.Ref(name, _Outside(name)) for name in wanted.outside]
        return e.Call(tree.func, (*tree.args, *more), tree.kwargs)

    for block in (draft.forward, draft.reverse):
        for node in statements(block):
            replace(node, completed)


class _Outside:
    """Stands for a function of the user's that is passed on under its name."""

    def __init__(self, name: str) -> None:
        self.name = name
