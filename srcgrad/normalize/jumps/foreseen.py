"""Attempts whose outcome the kinds decide.

raised.1, error.2 = attempt, catching TypeError:      raised.1 = False
    n.3 = len(xs)                               ->    n.3 = len(xs)       of an array
                                                      raised.1 = True     of a number
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Collection

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import blocks, bound, expressions, names, nodes, statements, substitute, used
from srcgrad.normalize.arrays.effects import SET_LATER

KindOf = Callable[[e.Expr], k.Kind]
# What is raised, True for nothing, False where it is not known; None for nothing or a TypeError.
Ending = type[BaseException] | bool | None

TOTAL = (abs, np.abs, np.sign)  # functions of one operand, of no number do they raise
CLASSES = (bool, float, complex, np.generic, np.ndarray)  # of numbers and plain arrays
UNBOUND = (NameError, UnboundLocalError)  # these any name may raise


def foresee(core: Core, kind_of: KindOf) -> bool:
    """Take the attempts away of which it is known how they end; were there any?"""
    if not has_attempts(core.body):
        return False
    read, changed = names_read(core.body), False
    given = {*core.inputs.values(), *(p.name for p in core.parameters)} - bound(core.body)

    def rewritten(block: s.Block) -> s.Block:
        nonlocal changed
        out: s.Block = []
        for node in block:
            for inner in blocks(node):
                inner[:] = rewritten(inner)
            instead = None
            if isinstance(node, s.Attempt):
                instead = foreseen(node, kind_of, read, given.__contains__)
            changed |= instead is not None
            out += [node] if instead is None else instead
        return out

    core.body = rewritten(core.body)
    return changed


def has_attempts(block: s.Block) -> bool:
    """Is there an attempt in a block?"""
    return any(isinstance(node, s.Attempt) for node in statements(block))


def foreseen(
    node: s.Attempt,
    kind_of: KindOf,
    read: Collection[str],
    is_bound: Callable[[str], bool],
) -> s.Block | None:
    """What stands for an attempt of which it is known how it ends, or None.

    Where the attempt catches that a name is not bound (`is_bound`), all its names must be.
    """
    if any(isinstance(part, e.Var) for one in node.classes for part in nodes(one)):
        return None
    caught = [_classes(one) for one in node.classes]
    unbound = any(issubclass(NameError, one) or one in UNBOUND for c in caught for one in c)
    rest = [inner for inner in node.body if not isinstance(inner, s.Evaluate)]
    if _catches_names(caught) and _by_libraries(node.body, is_bound):
        return [s.Assign(node.raised, e.Const(False), origin=node.origin), *rest]
    values: dict[str, e.Expr] = {}
    perhaps = False
    for inner in node.body:
        ending = _ending(inner, lambda tree: _kind(substitute(tree, values), kind_of))
        outer = {n for tree in expressions(inner) for n in names(tree)} - set(values)
        if ending is False or (unbound and not all(map(is_bound, outer))):
            return None
        if isinstance(ending, type):
            sure = not perhaps or ending is TypeError
            return _raising(node, caught, ending, read) if sure else None
        perhaps |= ending is None
        if isinstance(inner, s.Assign):
            values[inner.target] = substitute(inner.value, values)
    if perhaps:
        return None
    value = e.Const(False) if len(caught) == 1 else e.Const(0)
    return [s.Assign(node.raised, value, origin=node.origin), *rest]


def _catches_names(caught: list[list[type]]) -> bool:
    """Is there one handler, for names and modules that are not there?"""
    return len(caught) == 1 and all(issubclass(one, NameError | ImportError) for one in caught[0])


def _by_libraries(body: s.Block, is_bound: Callable[[str], bool]) -> bool:
    """Do statements bind, store or add what libraries compute of names that are there?"""
    seen: set[str] = set()
    for node in body:
        if not isinstance(node, s.Assign | s.Store | s.Augment):
            return False
        for part in (part for tree in expressions(node) for part in nodes(tree)):
            if isinstance(part, e.Var) and not (part.name in seen or is_bound(part.name)):
                return False
            if isinstance(part, e.Call) and not _library(part.func):
                return False
        seen |= {node.target} if isinstance(node, s.Assign) else set()
    return True


def _library(callee: e.Expr) -> bool:
    target = callee.target if isinstance(callee, e.Ref) else None
    module = getattr(target, "__module__", None) or ""
    return isinstance(target, np.ufunc) or module.partition(".")[0] in ("numpy", "math")


def _raising(
    node: s.Attempt,
    caught: list[list[type]],
    raised: type[BaseException],
    read: Collection[str],
) -> s.Block | None:
    """An exception that is surely raised, and of which the handler reads nothing."""
    met = [n for n, classes in enumerate(caught, 1) if issubclass(raised, tuple(classes))]
    if not met or node.error in read:
        return None
    value = e.Const(True) if len(caught) == 1 else e.Const(met[0])
    told: s.Block = [s.Assign(node.raised, value, origin=node.origin)]
    if node.error:
        told.append(s.Assign(node.error, e.NONE, origin=node.origin))
    return told


def _ending(node: s.Stmt, kind_of: KindOf) -> Ending:
    """How a statement ends."""
    match node:
        case s.Assign(_, e.Const() | e.Ref() | e.Var() | e.Compare("is" | "is not", _, _)):
            return True
        case s.Assign(_, e.Call(e.Ref(_, function), (_, e.Ref()), ())) if function is isinstance:
            return True
        case s.Assign(_, e.Call(e.Ref(_, function), (arg,), ())) if function is bool:
            return _comparable(kind_of(arg))
        case s.Assign(_, e.Compare(_, left, right)):
            return _comparable(kind_of(left)) and _comparable(kind_of(right))
        case s.Store(base, index, value) if _at_hand(index) and _at_hand(value):
            return TypeError if _is_number(kind_of(base)) else False
        case s.Evaluate(e.Call(func, (base, e.Const(str(name)), value))) if func == SET_LATER:
            refused = _takes_no(kind_of(base), name) and (
                _at_hand(value) or isinstance(value, e.Ref)
            )
            return AttributeError if refused else False
        case s.Assign(_, e.Item(base, index)):
            return _of_item(kind_of(base), kind_of(index))
        case s.Assign(_, e.Call(e.Attr(base, name)) | e.Attr(base, name)) | s.Evaluate(
            e.Call(e.Attr(base, name))
        ):
            return AttributeError if _lacks(kind_of(base), name) else False
        case s.Assign(_, e.Binary("+" | "-" | "*", left, right)):
            return _computes(kind_of(left), kind_of(right))
        case s.Assign(_, e.Unary("-", arg)):
            return _computes(kind_of(arg))
        case s.Assign(_, e.Call(e.Ref(_, function), (arg,), ())) if function in TOTAL:
            return _computes(kind_of(arg))
        case s.Assign(_, e.Call(e.Ref(_, function), (arg,), ())) | s.Evaluate(
            e.Call(e.Ref(_, function), (arg,), ())
        ) if function in (len, iter):
            return _of_length(kind_of(arg))
    return False


def _kind(tree: e.Expr, kind_of: KindOf) -> k.Kind:
    """The kind of a value, a NumPy number under a test among them, which is an array."""
    match tree:
        case e.Call(e.Ref(_, function), (arg,), ()) if function in TOTAL:
            return _kind(arg, kind_of)
        case e.Unary("-", arg):
            return _kind(arg, kind_of)
        case e.Item(base, index):
            held = kind_of(base)
            if isinstance(held, k.Scalar) and is_test(kind_of(index)):
                return k.Array(held.dtype, (None,))
    return kind_of(tree)


def _at_hand(tree: e.Expr) -> bool:
    """Does an expression compute nothing?"""
    return isinstance(tree, e.Var | e.Const)


def _computes(*kinds: k.Kind) -> bool:
    """Do the operands, at most one of them an array, have shapes and types to compute with?"""
    arrays = [kind for kind in kinds if not _is_number(kind)]
    known = all(
        isinstance(a, k.Array) and a.dims is not None and k.inexact(a.dtype) for a in arrays
    )
    return known and len(arrays) < 2


def _lacks(kind: k.Kind, name: str) -> bool:
    """Is it a number or a plain array, and has none of its kind such an attribute?"""
    python = isinstance(k.general(kind), k.Real | k.Int | k.Bool | k.Complex)
    return _takes_no(kind, name) or (
        python
        and not _perhaps_member(kind)
        and not any(hasattr(cls, name) for cls in (bool, float, complex))
    )


def _takes_no(kind: k.Kind, name: str) -> bool:
    """Is it a number or a plain array, on which no such attribute can be set?"""
    general = k.general(kind)
    known = isinstance(general, k.Real | k.Int | k.Bool | k.Complex)
    if isinstance(general, k.Array | k.Scalar):
        known = general.dtype.kind in "biufc"
    return known and not _perhaps_member(kind) and not any(hasattr(cls, name) for cls in CLASSES)


def _perhaps_member(kind: k.Kind) -> bool:
    """May it be an enumeration's, which says what its members have?"""
    known = isinstance(kind, k.Known) and isinstance(kind.value, enum.Enum)
    general = k.general(kind)
    return known or getattr(general, "member", False) or getattr(general, "mixed", False)


def is_test(kind: k.Kind) -> bool:
    """Is it a truth value that only the run knows?"""
    return isinstance(kind, k.Bool) or (isinstance(kind, k.Scalar) and kind.dtype.kind == "b")


def _is_number(kind: k.Kind) -> bool:
    return k.is_number(kind) and not isinstance(kind, k.Optional)


def _of_item(base: k.Kind, index: k.Kind) -> Ending:
    if _is_number(base):
        if not isinstance(base, k.Scalar):
            return TypeError
        return None if is_test(index) or index == k.Tuple(()) else False  # it may be Python's
    if isinstance(base, k.Dict) and isinstance(index, k.List | k.Dict | k.Array):
        return TypeError  # it has no hash
    if not k.constant(index):
        return False
    value = k.value_of(index)
    if isinstance(base, k.Dict):
        same = [key for key in base.keys if value == key]
        return KeyError if not same else any(type(key) is type(value) for key in same)
    if isinstance(base, k.Tuple) and type(value) is int:
        return -len(base.items) <= value < len(base.items)
    return False


def _comparable(kind: k.Kind) -> bool:
    """Is it a number that Python orders, and of which no comparison raises?"""
    general = k.general(kind)
    known = isinstance(general, k.Scalar) and general.dtype.kind in "biuf"
    return known or isinstance(general, k.Real | k.Int | k.Bool)


def names_read(body: s.Block) -> set[str]:
    """The names that are read, but for those that only pass on to a name that nobody reads."""
    everywhere = used(body)
    return {
        name
        for node in statements(body)
        if not isinstance(node, s.Assign) or node.target in everywhere
        for tree in expressions(node)
        for name in names(tree)
    }


def _of_length(kind: k.Kind) -> Ending:
    """How `len` of a value ends."""
    if isinstance(kind, k.Tuple | k.List | k.Dict | k.Str) or (k.rank(kind) or 0) > 0:
        return True
    kind = k.general(kind)
    number = isinstance(kind, k.Real | k.Int | k.Bool | k.Complex | k.Scalar)
    return TypeError if number or kind == k.NOTHING or k.dims(kind) == () else False


def _classes(tree: e.Expr) -> list[type]:
    parts = tree.items if isinstance(tree, e.Sequence) else (tree,)
    return [
        part.target for part in parts if isinstance(part, e.Ref) and isinstance(part.target, type)
    ]
