"""The length of an array that a loop binds anew is one number in a pass, until it is bound there.

for _ in range(n):
    lower, upper = v[:-1], v[1:]      both have one element less than v has by then
    v = p * lower + q * upper
"""

from __future__ import annotations

from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.elements import named
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import bound, statements

Heads = dict[int, k.Kind]  # by the identity of a statement: the kind of the array that it reads


def heads(core: Core, facts: Facts) -> Heads:
    """For statements that take parts of such an array, of which there are several in a pass."""
    found: Heads = {}
    for count, loop in enumerate(statements(core.body)):
        if isinstance(loop, s.For):
            for name, readers in _before(loop.body, facts).items():
                kind = facts.kind(e.Var(name))
                if len(readers) < 2 or name in core.cells:
                    continue
                whole = named(kind, f"{loop.target}@loop.{name}@{count}")  # of this loop alone
                if whole is not kind:
                    found |= dict.fromkeys(readers, whole)
    return found


def _before(body: s.Block, facts: Facts) -> dict[str, list[int]]:
    """By the names that a pass binds: the statements that take parts of them before that."""
    left = bound(body)
    found: dict[str, list[int]] = {}
    for node in body:
        left -= bound([node])
        for inner in statements([node]) if left else ():
            match inner:
                case s.Assign(_, e.Item(e.Var(name), _) as part) if name in left:
                    if isinstance(facts.kind(part), k.Array):
                        found.setdefault(name, []).append(id(inner))
    return found
