"""Active values that exceptions carry to handlers by a way that is not followed: they are refused.

A handler that only shows what it takes, or asks for texts, truths and counts, may have them.
"""

from __future__ import annotations

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.infer.facts import Facts
from srcgrad.infer.raised.shown import PLAIN, Classes, caught, is_used
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import blocks, expressions, names, nodes, statements
from srcgrad.normalize.statements import WITHIN


def check(core: Core, facts: Facts) -> None:
    """Refuse numbers that come of an exception which holds what depends on `wrt`."""
    bearing = bearing_values(core, facts)
    for node in attempts_of(core) if bearing else ():
        taken = _aliases(core, node.error)
        if node.error in bearing and is_used(core, facts, taken):
            raise _refusal(core, taken, node)


def bearing_values(core: Core, facts: Facts) -> set[str]:
    """The names of exceptions that hold active values."""
    attempts, bearing = attempts_of(core), set[str]()
    while True:
        found = {n.error for n in attempts if _bears(n, facts, bearing)} - bearing
        if not found:
            return bearing
        bearing |= _followed(core, facts, bearing | found)


def attempts_of(core: Core) -> list[s.Attempt]:
    """The statements that give names to exceptions."""
    return [n for n in statements(core.body) if isinstance(n, s.Attempt) and n.error]


def _refusal(core: Core, taken: set[str], attempt: s.Attempt) -> UnsupportedSyntaxError:
    """The error, at the statement that reads an attribute, where there is one."""
    said, place = "what an exception holds that is caught here is not followed", attempt.origin
    for node in statements(core.body):
        for part in (part for tree in expressions(node) for part in nodes(tree)):
            if isinstance(part, e.Attr) and not taken.isdisjoint(names(part.base)):
                label, place = part.name, node.origin
                said = f"what an exception holds, `{label}` of the one that is caught here, "
                said += "is not followed"
                break
        else:
            continue
        break
    advice = "return the value, in place of raising an exception with it"
    return UnsupportedSyntaxError(said, advice, place)


def _aliases(core: Core, error: str) -> set[str]:
    found = {error}
    for node in statements(core.body):
        if isinstance(node, s.Assign) and isinstance(node.value, e.Var):
            found |= {node.target} if node.value.name in found else set()
    return found


def _followed(core: Core, facts: Facts, bearing: set[str]) -> set[str]:
    """Names that are made of others which hold active values, in the order of the program."""
    found = set(bearing)
    for node in statements(core.body):
        if not isinstance(node, s.Assign) or found.isdisjoint(names(node.value)):
            continue
        if not isinstance(facts.kind(node.value), PLAIN):
            found.add(node.target)
    return found


def _bears(node: s.Attempt, facts: Facts, bearing: set[str]) -> bool:
    """May the exception that an attempt catches hold active values?"""
    classes = caught(node)
    mine = None if classes is None else tuple(cls for one in classes for cls in one)
    return _raises(node.body, mine, (), facts, bearing)


def _raises(
    block: s.Block, mine: Classes | None, shadowed: Classes, facts: Facts, bearing: set[str]
) -> bool:
    made: dict[str, e.Expr] = {}
    for node in block:
        if isinstance(node, s.Assign):
            made[node.target] = node.value
        if isinstance(node, s.Raise) and node.value is not None:
            cls = _class_of(node.value, made)
            passes = cls is None or mine is None or issubclass(cls, mine)
            if passes and not (cls is not None and issubclass(cls, shadowed)):
                held = (node.value, *([] if node.cause is None else [node.cause]))
                if any(_is_active(one, facts, bearing) for one in held):
                    return True
        inside = shadowed
        if isinstance(node, s.Attempt):
            inside = (*shadowed, *(cls for one in caught(node) or [] for cls in one))
        for place, inner in enumerate(blocks(node)):
            taken = inside if place == 0 else shadowed
            if _raises(inner, mine, taken, facts, bearing):
                return True
    return False


def _class_of(value: e.Expr, made: dict[str, e.Expr]) -> type[BaseException] | None:
    """The class of what is raised, where it is made in the same block."""
    seen: set[str] = set()
    while True:
        match value:
            case e.Var(name) if name in made and name not in seen:
                seen.add(name)
                value = made[name]
            case e.Call(func, (inner, *_)) if func == WITHIN:
                value = inner
            case e.Call(e.Ref(target=cls)) | e.Ref(target=cls):
                if isinstance(cls, type) and issubclass(cls, BaseException):
                    return cls
                return None
            case _:
                return None


def _is_active(tree: e.Expr, facts: Facts, bearing: set[str]) -> bool:
    """Does an exception hold active values, where it is more than texts, truths and counts?"""
    if isinstance(facts.kind(tree), PLAIN):
        return False
    if isinstance(tree, e.Call):
        given = (*tree.args, *(value for _, value in tree.kwargs))
        return any(_is_active(one, facts, bearing) for one in given)
    return facts.is_varied(tree) or not bearing.isdisjoint(names(tree))
