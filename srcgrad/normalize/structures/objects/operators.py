"""Operators on structures: those of containers, and those that classes define."""

from __future__ import annotations

import dataclasses
import types
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.normalize.structures import entering
from srcgrad.normalize.structures.calls import functions
from srcgrad.normalize.structures.containers import containers, escaping, rows, sets
from srcgrad.normalize.structures.containers.deposits import apart
from srcgrad.normalize.structures.layout import (
    MISSING,
    Method,
    Pin,
    Ref,
    Structure,
    Value,
    View,
    missing,
)
from srcgrad.normalize.structures.objects import bound_methods, instances, standing
from srcgrad.normalize.structures.objects.reflected import element, in_order
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.walk import Walker

Result = Value | e.Expr
BINARY = {
    "+": "__add__",
    "-": "__sub__",
    "*": "__mul__",
    "/": "__truediv__",
    "//": "__floordiv__",
    "%": "__mod__",
    "**": "__pow__",
    "@": "__matmul__",
    "&": "__and__",
    "|": "__or__",
    "^": "__xor__",
    "<<": "__lshift__",
    ">>": "__rshift__",
}
COMPARE = {
    "==": "__eq__",
    "!=": "__ne__",
    "<": "__lt__",
    "<=": "__le__",
    ">": "__gt__",
    ">=": "__ge__",
}
SIGNS = {method: sign for sign, method in COMPARE.items()}
MIRRORED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
UNARY = {"-": "__neg__", "+": "__pos__", "~": "__invert__"}


def operation(w: Walker, tree: e.Expr, node: s.Stmt, live: Names, target: str) -> Result | None:
    """An operation, or None where it is one on plain values."""
    match tree:
        case e.Binary(op, left, right):
            if op == "+":
                left, right = (_part(w, side, node, live) for side in (left, right))
            found = None
            if w.held(left) is not None or w.held(right) is not None:
                found = _binary(w, op, left, right, node, live, target)
            if found is None and op in ("+", "*"):
                escaping.stays_whole(w, left, right)
            sides = beside_array(w, left, right, node), beside_array(w, right, left, node)
            if found is None and sides != (left, right):
                return w.plain(e.Binary(op, *sides), node)
            return found
        case e.Compare(op, left, right):
            if w.held(left) is None and w.held(right) is None:
                return None
            if op in ("==", "!=", "<", ">", "<=", ">="):
                standing.seen_whole(w, left, "it is compared as a whole")
                standing.seen_whole(w, right, "it is compared as a whole")
            return _compare(w, op, left, right, node, live)
        case e.Unary(op, operand):
            held = w.held(operand)
            if held is None:
                return None
            if op == "not":
                found = w.truth(operand, node, live)
                known, value = w.constant(found)
                return e.Const(not value) if known else e.Unary("not", found)
            if isinstance(held, Ref) and _object(w, operand) is not None:
                return w.call_method(held, operand, UNARY[op], (), node, live)
    return None


def beside_array(w: Walker, tree: e.Expr, array: e.Expr, node: s.Stmt) -> e.Expr:
    """An operand, or a tuple in its place: that is what a named tuple is to an array."""
    held = w.held(tree)
    if not isinstance(held, Ref) or not isinstance(w.kind(array), k.Array):
        return tree
    cls = w.structure(held).cls
    asked = hasattr(cls, "__array_ufunc__") or hasattr(cls, "__array_priority__")
    return w.steps.whole(w, held, node, False) if is_named(cls) and not asked else tree


def is_named(cls: type) -> bool:
    """Is it a class of named tuples?"""
    return issubclass(cls, tuple) and hasattr(cls, "_fields")


def _part(w: Walker, tree: e.Expr, node: s.Stmt, live: Names) -> e.Expr:
    """A slice or a display of structures that is added to another gets a name."""
    sliced = isinstance(tree, e.Item) and isinstance(tree.index, e.Slice)
    listed = isinstance(tree, e.Sequence) and tree.form in ("list", "tuple")
    if not (sliced or listed) or not w.touched(tree):
        return tree
    name = w.new_name("part")
    w.bind(name, w.value(tree, node, live, name), node)
    return e.Var(name)


def _object(w: Walker, tree: e.Expr) -> Ref | None:
    """The operand, where its class may define operators."""
    held = w.held(tree)
    if isinstance(held, Ref) and w.structure(held).form == "object":
        return held
    if isinstance(held, Ref) and w.structure(held).cls not in (tuple, list, dict):
        return held if w.structure(held).form != "function" else None
    return None


def overloaded(
    w: Walker, name: str, mirrored: str, left: e.Expr, right: e.Expr, node: s.Stmt, live: Names
) -> Result | None:
    """What the operands' classes make of an operator."""
    one, other = _object(w, left), _object(w, right)
    if one is None and other is not None and w.held(left) is None:
        left = element(w, other, left, mirrored, node)
    sides = [(one, name, left, right), (other, mirrored, right, left)]
    for ref, method, own, argument in in_order(w, sides):
        method_of = None if ref is None else instances.find(w.structure(ref).cls, method)
        if ref is None or method_of is None or not isinstance(method_of[1], types.FunctionType):
            continue
        found: Result | None
        if instances.generated(method_of[1]):
            found = _fields_compared(w, SIGNS[method], ref, w.held(argument), method_of[0], node)
        else:
            found = w.call_method(ref, own, method, (argument,), node, live)
        if found is not None and not _declined(w, found):
            return found
    return None


def _declined(w: Walker, found: Result) -> bool:
    return isinstance(found, e.Expr) and w.constant(found) == (True, NotImplemented)


def _binary(
    w: Walker, op: str, left: e.Expr, right: e.Expr, node: s.Stmt, live: Names, target: str
) -> Result | None:
    if _object(w, left) is not None or _object(w, right) is not None:
        name = BINARY[op]
        found = overloaded(w, name, name.replace("__", "__r", 1), left, right, node, live)
        if found is not None:
            return found
    one, other = w.held(left), w.held(right)
    if isinstance(one, Ref) and isinstance(other, Ref):
        a, b = w.structure(one), w.structure(other)
        apart = a.form == b.form and a.form in ("list", "tuple") and target not in w.pins
        if op == "+" and apart:
            items = [*a.slots.values(), *b.slots.values()]
            cls: type = list if a.form == "list" else tuple
            return containers.build(w, a.form, cls, dict(enumerate(items)), node, target or a.site)
        if op == "+" and {a.form, b.form} in ({"rows"}, {"rows", "list"}):
            return rows.joined(w, one, other, node, target)
        if a.form == b.form == "set":
            return sets.combined(w, op, one, other, node, target)
        if op == "|" and a.form == b.form == "dict":
            return containers.united(w, a, b, node, target)
    for ref, count in ((one, right), (other, left)):
        if op == "*" and isinstance(ref, Ref) and w.held(count) is None and target not in w.pins:
            held = w.structure(ref)
            known, times = w.constant(count)
            if known and isinstance(times, int) and held.form in ("list", "tuple"):
                items = list(held.slots.values()) * times
                plain: type = list if held.form == "list" else tuple  # of a derived class too
                slots = dict(enumerate(items))
                return containers.fresh(w, held.form, plain, slots, node, target or held.site)
            if isinstance(k.general(w.kind(count)), k.Int) and held.form in ("list", "tuple"):
                raise Pin(held.site, "a list repeated as often as only the run knows")
    return None


def _compare(
    w: Walker, op: str, left: e.Expr, right: e.Expr, node: s.Stmt, live: Names
) -> Result | None:
    one, other = w.held(left), w.held(right)
    if op in ("is", "is not"):
        same = _identical(w, left, right, node)
        if isinstance(same, e.Const):
            return same if op == "is" else e.Const(not same.value)
        return same if op == "is" else e.Unary("not", same)
    if op in ("in", "not in"):
        found = _contains(w, left, right, node, live)
        if found is None or op == "in":
            return found
        answer = w.truth(w.named(found, "test", node), node, live)
        known, value = w.constant(answer)
        return e.Const(not value) if known else e.Unary("not", answer)
    if op in ("==", "!=") and (methods := bound_methods.objects(w, left, right, node)) is not None:
        of_one = methods is not False and _same(w, *methods)
        return e.Const(of_one == (op == "=="))
    name = COMPARE[op]
    if op == "!=" and any(_only_equal(w, side) for side in (left, right)):
        equal = w.value(e.Compare("==", left, right), node, live)
        answer = w.truth(w.named(equal, "test", node), node, live)
        known, value = w.constant(answer)
        return e.Const(not value) if known else e.Unary("not", answer)
    if _object(w, left) is not None or _object(w, right) is not None:
        mirrored = COMPARE[MIRRORED[op]]
        found_op = overloaded(w, name, mirrored, left, right, node, live)
        if found_op is not None:
            return found_op
        if _named_tuples(w, one, other):
            return e.Compare(op, *(_plain_tuple(w, side, node) for side in (left, right)))
        if op in ("==", "!="):
            for ref in (_object(w, left), _object(w, right)):
                if ref is not None and w.structure(ref).form != "object":
                    raise Pin(w.structure(ref).site, "it is compared as a whole")
            other_side = _with_another(op, w, left, right, node)
            return other_side or e.Const(_same(w, left, right) == (op == "=="))
    return None


def _named_tuples(w: Walker, *sides: Value | None) -> bool:
    """Are named tuples compared, with one another or with what is no object?"""
    forms = [w.structure(held).form for held in sides if isinstance(held, Ref)]
    return "tuple" in forms and "object" not in forms


def _plain_tuple(w: Walker, tree: e.Expr, node: s.Stmt) -> e.Expr:
    """A named tuple as the tuple that it is compared as."""
    held = w.held(tree)
    if isinstance(held, Ref) and w.structure(held).form == "tuple":
        slots: dict[Any, Any] = dict(w.structure(held).slots)
        tree = w.named(containers.build(w, "tuple", tuple, slots, node, ""), "items", node)
    return w.plain(tree, node)


def _only_equal(w: Walker, tree: e.Expr) -> bool:
    """Does the operand's class define `==` in Python, and leave `!=` to be its opposite?"""
    ref = _object(w, tree)
    if ref is None:
        return False
    cls = w.structure(ref).cls
    own = instances.find(cls, "__eq__")
    python = own is not None and isinstance(own[1], types.FunctionType)
    return python and not instances.written_in_python(cls, "__ne__")


def _fields_compared(
    w: Walker, op: str, one: Ref, other: Value | None, owner: type, node: s.Stmt
) -> Result | None:
    """What `dataclass` wrote for its class `owner` answers; nothing to one of another class."""
    if not isinstance(other, Ref) or w.structure(one).cls is not w.structure(other).cls:
        return None
    names = [field.name for field in dataclasses.fields(owner) if field.compare]
    sides = []
    for held in (one, other):
        slots = {n: w.structure(held).slots[name] for n, name in enumerate(names)}
        ref = containers.build(w, "tuple", tuple, slots, node, "")
        sides.append(w.plain(w.named(ref, "fields", node), node))
    return e.Compare(op, *sides)


def _identical(w: Walker, left: e.Expr, right: e.Expr, node: s.Stmt) -> e.Expr:
    """`left is right`; of rows of one list, by where they stand in it."""
    one, other = w.held(left), w.held(right)
    if isinstance(one, Ref) and isinstance(other, Ref) and one != other:
        a, b = w.structure(one), w.structure(other)
        if a.row is not None and b.row is not None and _told_by_place(w, a, b):
            return w.named(e.Compare("==", a.row[2], b.row[2]), "same", node)
        if containers.perhaps_one(a, b) and not (a.shared or b.shared):
            sides = [entering.whole(w, one) for one in (a, b)]
            return w.named(e.Compare("is", *sides), "same", node)
    if any(isinstance(held, Method) and not held.bound for held in (one, other)):
        (told, function), (known, another) = _constant(w, left), _constant(w, right)
        if told and known:
            return e.Const(function is another)
        raise Pin((), "a class is compared with what only the run knows")
    return _with_another("is", w, left, right, node) or e.Const(_same(w, left, right))


def _told_by_place(w: Walker, a: Structure, b: Structure) -> bool:
    """Are two rows one if they stand at one place?"""
    assert a.row is not None and b.row is not None
    held = w.state.heap.get(a.row[0])
    unsure = a.shared or b.shared or held is None or bool(held.sharers)
    return not unsure and a.row[:2] == b.row[:2] and a.form != "tuple"


def _with_another(
    op: str, w: Walker, left: e.Expr, right: e.Expr, node: s.Stmt
) -> e.Var | None:  # fmt: skip
    """The caller's object beside what is not followed, and may be that object: the run tells."""
    sides = []
    for tree in (left, right):
        held = w.held(tree)
        if isinstance(held, Ref):
            found = w.structure(held)
            if found.home is None or found.shared:
                return None
            sides.append(entering.whole(w, found))
        elif held is not None or _no_object(w.kind(tree)):
            return None
        else:
            sides.append(w.plain(tree, node))
    return w.named(e.Compare(op, *sides), "same", node)


def _no_object(kind: k.Kind) -> bool:
    """Is it known that a value is no object of the user's, and no container?"""
    if k.is_number(kind) or isinstance(kind, k.Array | k.Scalar | k.Str):
        return True
    simple = int | float | complex | str | None
    return isinstance(kind, k.Known) and isinstance(kind.value, simple)


def _constant(w: Walker, tree: e.Expr) -> tuple[bool, Any]:
    """Is a value known, and what is it? A class or function is itself."""
    held = w.held(tree)
    if isinstance(held, Method) and not held.bound:
        return True, held.function
    return w.constant(tree)


def _same(w: Walker, left: e.Expr, right: e.Expr) -> bool:
    one, other = w.held(left), w.held(right)
    for held in (one, other):
        if isinstance(held, Ref) and w.structure(held).shared:
            apart(w, w.structure(held))
            raise Pin(w.structure(held).site, "`is` of what two names may stand for")
    if isinstance(one, Ref) and isinstance(other, Ref) and one != other:
        a, b = w.structure(one), w.structure(other)
        if a.row is not None or b.row is not None:
            raise Pin((a.site, b.site), "`is` of rows of a list")
        if containers.perhaps_one(a, b):
            raise Pin((a.site, b.site), "objects of the caller's are compared")
    if {type(one), type(other)} == {Method, Ref}:
        raise Pin((), "`is` of a method and what a container holds")
    return one == other if isinstance(one, Ref) else one is other and isinstance(one, Method)


def _contains(w: Walker, left: e.Expr, right: e.Expr, node: s.Stmt, live: Names) -> Result | None:
    held = w.held(right)
    attributes = isinstance(held, View) and held.part == "vars"
    if isinstance(held, View) and held.part in ("keys", "vars"):
        held = held.base
    if not isinstance(held, Ref):
        return None
    found = w.structure(held)
    if attributes or (isinstance(w.held(right), View) and found.form == "object"):
        key = containers.key_to(w, found, left)
        if missing(found.slots.get(key)):
            raise Pin(found.site, MISSING.reason)
        return e.Const(key in found.slots)
    if found.form == "set":
        return e.Const(sets.contains(w, left, found))
    if found.form == "object":
        return w.call_method(held, right, "__contains__", (left,), node, live)
    if isinstance(w.held(left), Ref) and not w.constant(left)[0]:
        if found.form == "dict":
            return e.Const(containers.itself(w, left, found) in found.slots)
        if found.form in ("list", "tuple"):
            return e.Const(bool(places_of(w, left, found, "in")))
    plain = not w.touched(left) or isinstance(w.held(left), Method)
    known, wanted = _constant(w, left) if plain else (False, None)
    if found.form == "dict":
        if not known and (among := functions.among(w, left, found)) is not None:
            return among
        if not known:
            w.stuck(found, "a key that only the run knows")
        return e.Const(wanted in found.slots)
    if known:
        values = [w.constant(e.Var(x)) for x in found.slots.values() if isinstance(x, str)]
        if len(values) == len(found.slots) and all(ok for ok, _ in values):
            return e.Const(wanted in [value for _, value in values])
    return None


def places_of(w: Walker, tree: e.Expr, held: Structure, what: str) -> list[int]:
    """Where an object stands in a list of objects that are equal only to themselves."""
    slots = list(held.slots.values())
    classes = [w.structure(one).cls for one in (w.held(tree), *slots) if isinstance(one, Ref)]
    alone = all(map(containers.by_identity, classes))
    if not alone or len(classes) <= len(slots):
        raise Pin(held.site, f"`{what}` compares values that only the run knows")
    names = [w.named(slot, "item", s.Comment("")) for slot in slots if isinstance(slot, Ref)]
    return [n for n, name in enumerate(names) if _same(w, tree, name)]
