"""The kind of an expression, from the kinds of its names."""

from __future__ import annotations

import builtins
import enum
import inspect
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.infer.kinds.calls import kind_of_call, of_operands
from srcgrad.infer.kinds.indexing import kind_of_element, kind_of_item
from srcgrad.infer.kinds.of_matrices import shape_of_matrix
from srcgrad.infer.kinds.operators import UNARY, binary, folded
from srcgrad.infer.kinds.perhaps_complex import open_question
from srcgrad.infer.kinds.probe import kind_of_value, probe
from srcgrad.infer.narrowing import shown
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir.dims import Length, elements_in
from srcgrad.ir.function import computed
from srcgrad.ir.owned import Own
from srcgrad.ir.painting import PAINTED, paints
from srcgrad.ir.pair import Half
from srcgrad.ir.walk import children, names, nodes
from srcgrad.normalize.names.outputs import LISTED, MADE
from srcgrad.request.signature import LIMITS
from srcgrad.rules.objects import class_of_part, family_of

Lookup = Callable[[str], k.Kind]
KindOf = Callable[[e.Expr], k.Kind]


def kind_of(tree: e.Expr, lookup: Lookup) -> k.Kind:
    """The kind of any expression; only what is handed on as it is may be `Optional`."""
    return Kinds(lookup).bare(tree)


class Kinds:
    """The kinds of expressions, by what `lookup` tells of their names."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup

    def bare(self, tree: e.Expr) -> k.Kind:
        """The kind of what is handed on as it is."""
        found = _BY_CLASS.get(type(tree))
        return k.Unknown() if found is None else found(tree, self)

    def used(self, tree: e.Expr) -> k.Kind:
        """The kind of what is used: it is not None."""
        found = self.bare(tree)
        return found.kind if isinstance(found, k.Optional) else found


class KeptKinds(Kinds):
    """Kinds that are kept with their expressions until the kind of a name in these changes."""

    def __init__(self, lookup: Lookup) -> None:
        super().__init__(lookup)
        self.kept: dict[int, tuple[e.Expr, list[k.Kind], k.Kind]] = {}

    def among(self, tree: e.Expr, lookup: Lookup) -> k.Kind:
        """The kind of an expression, by what another `lookup` tells."""
        self.lookup = lookup
        return self.bare(tree)

    def used(self, tree: e.Expr) -> k.Kind:
        """As in any; most are asked for names."""
        found = self.lookup(tree.name) if type(tree) is e.Var else self.bare(tree)
        return found.kind if type(found) is k.Optional else found

    def bare(self, tree: e.Expr) -> k.Kind:
        """As it was found for the same kinds of all names."""
        cls, lookup = type(tree), self.lookup
        if cls is e.Var:
            return lookup(tree.name)  # type: ignore[attr-defined]
        kept = self.kept.get(id(tree))
        of_class = _BY_CLASS.get(cls)
        if of_class is None:  # of operands that one parameter takes, nothing is known
            return k.Unknown()
        if cls is e.Const or cls is e.Ref:
            return of_class(tree, self)
        known = tree.known_names
        given = [*map(lookup, names(tree) if known is None else known)]
        if kept is not None and kept[1] == given:
            return kept[2]
        found = of_class(tree, self)
        for one in nodes(tree):
            if type(one) is e.Ref and isinstance(one.target, Half):
                return found  # a pair learns what it returns
        self.kept[id(tree)] = tree, given, found
        return found


def _compare(tree: Any, kinds: Kinds) -> k.Kind:
    if _optional(tree, kinds):
        return _of_optional(tree, kinds.used)
    return binary(tree.op, kinds.used(tree.left), kinds.used(tree.right))


def _optional(tree: e.Expr, kinds: Kinds) -> bool:
    return any(isinstance(kinds.bare(part), k.Optional) for part in children(tree))


def _of_unary(tree: Any, kinds: Kinds) -> k.Kind:
    if tree.op == "not" and _optional(tree, kinds):
        return _of_optional(tree, kinds.used)
    kind = kinds.used(tree.operand)
    if tree.op == "not" and isinstance(kind, k.Function):
        return k.Known(False)
    if isinstance(kind, k.Empty) and tree.op != "not":
        return kind  # it waits for what it is the opposite of
    if tree.op == "-" and isinstance(kind, k.Opaque) and family_of(kind.cls) is not None:
        return kind
    return _unary(tree.op, kind)


def _mapping(tree: Any, kinds: Kinds) -> k.Kind:
    if any(isinstance(key, e.Star) for key in tree.keys):
        return k.Unknown()
    found = [kinds.bare(key) for key in tree.keys]
    if not all(k.constant(n) for n in found):
        return k.Unknown()
    return k.Dict(tuple(k.value_of(n) for n in found), tuple(kinds.bare(v) for v in tree.values))


def _call(tree: Any, kinds: Kinds) -> k.Kind:
    match tree:
        case e.Call(e.Ref("isinstance"), _, ()) if _optional(tree, kinds):
            return _of_optional(tree, kinds.used)
        case e.Call(func, (row, e.Sequence(_, columns)), ()) if func in LISTED:
            return k.List(None, _row(row, [kinds.used(one) for one in columns], kinds))
        case e.Call(func, (first, parts), ()) if func in MADE:
            return _made(kinds.used(first), kinds.bare(parts))
    return _of_numbers(kind_of_call(tree, kinds.used))


def _of_numbers(kind: k.Kind) -> k.Kind:
    """An array of objects, or of records, may hold what has a derivative: it may be anything."""
    dtype = kind.dtype if isinstance(kind, k.Array | k.Scalar) else None
    return k.Unknown() if dtype is not None and dtype.kind in "OV" else kind


def _each(tree: Any, kinds: Kinds) -> k.Kind:
    held = kinds.used(tree.source)
    inner = held.element if isinstance(held, k.List) else k.Int()
    found = kind_of(tree.element, lambda n: inner if n == tree.name else kinds.lookup(n))
    return k.List(None, found)


def _display(tree: Any, kinds: Kinds) -> k.Kind:
    items: list[k.Kind] = []
    known = True
    for item in tree.items:
        if not isinstance(item, e.Star):
            items.append(kinds.bare(item))
            continue
        held = kinds.bare(item.value)
        if isinstance(held, k.Empty):
            return held
        if isinstance(held, k.List) and held.items is None and tree.form == "list":
            known = False
            items.append(held.element)
        elif isinstance(held, k.Array) and held.dims and tree.form == "list":
            known = False
            items.append(kind_of_item(held, e.Const(0), kinds.bare))
        elif not isinstance(held, k.Tuple | k.List) or held.items is None:
            return k.Unknown()
        else:
            items += held.items
    found = _sequence(tree.form, tuple(items))
    return found if known or not isinstance(found, k.List) else k.List(None, found.element)


def _of_optional(tree: e.Expr, used: KindOf) -> k.Kind:
    """A test of what may be None: never decided, and a bool but where arrays are compared."""
    if isinstance(tree, e.Compare) and tree.op not in ("is", "is not", "in", "not in"):
        sides = used(tree.left), used(tree.right)
        if k.NOTHING in sides and any(map(k.is_array, sides)):
            return k.Unknown()
        found = binary(tree.op, *sides)
        return k.Bool() if k.constant(found) else found
    return k.Bool()


def _sequence(form: str, items: tuple[k.Kind, ...]) -> k.Kind:
    if form == "tuple":
        return k.Tuple(items)
    element: k.Kind = k.Empty()
    for item in items:
        element = k.join(element, item)
    return k.set_of(element) if form == "set" else k.List(items, element)


def _unary(op: str, operand: k.Kind) -> k.Kind:
    if k.constant(operand):
        return folded(UNARY[op], operand)
    if op == "not":
        return k.Bool()
    if isinstance(operand, k.Int):
        return k.Int()
    if isinstance(operand, k.Array):
        some = operand if operand.dims is not None else k.Array(operand.dtype, (1,))
        found = probe(UNARY[op], [some], {}, flat=True)
        if not isinstance(found, k.Array):
            return found
        return k.Array(found.dtype, operand.dims, operand.dims is None and operand.mixed)
    return probe(UNARY[op], [operand], {})


def _logical(op: str, left: k.Kind, right: k.Kind) -> k.Kind:
    if k.constant(left):
        return right if bool(k.value_of(left)) == (op == "and") else left
    return k.join(left, right)


def _of_owner(held: k.Kind, owner: k.Object) -> k.Kind:
    """What an attribute holds: of a method that is bound to the object, one that holds it."""
    if isinstance(held, k.Known) and isinstance(held.value, Own):
        return k.Function(held.value.function, ("__self__",), (owner,))
    return held


def attribute(base: k.Kind, name: str) -> k.Kind:
    """The kind of an attribute."""
    match base:
        case k.Array(dtype, dims):
            return _array_attribute(base, dtype, dims, name)
        case k.Object(cls, names, items, shared):
            if name in names:
                return items[names.index(name)]
            if name in dict(shared):
                return _of_owner(dict(shared)[name], base)
            held = inspect.getattr_static(cls, name, None)
            if isinstance(held, types.FunctionType):  # bound to the object
                return k.Function(held, ("__self__",), (base,))
            held = getattr(cls, name, None)
            return (
                k.Known(held) if callable(held) and not isinstance(held, property) else k.Unknown()
            )
        case k.Function(_, names, items) if name in names:
            return items[names.index(name)]
        case k.Known(value) if isinstance(value, enum.Enum):
            return _of_member(value, name)
        case k.Opaque(enum.EnumMeta() as cls):
            return _of_any(list(cls.__members__.values()), name)
        case k.Known(value) if isinstance(value, (*LIMITS, slice)):
            return kind_of_value(getattr(value, name, None))
        case k.Known(value) if isinstance(value, type(builtins) | type | np.dtype):
            told = not open_question(base) and not computed(value, name)
            held = getattr(value, name, None) if told else None
            return k.Known(held) if held is not None else k.Unknown()
        case k.Known(types.BuiltinMethodType() as value) if name == "__self__":
            return k.Opaque(type(value.__self__))
        case k.Known(value) if name == "__wrapped__" and hasattr(value, name):
            return k.Known(value.__wrapped__)
        case k.Tuple(items, cls) if hasattr(cls, "_fields") and name in cls._fields:
            return items[cls._fields.index(name)]
        case k.Real() | k.Scalar() | k.Complex() if name in ("real", "imag"):
            return probe(lambda v: getattr(v, name), [base], {})
        case k.Opaque(cls) if (found := class_of_part(cls, name)) is not None:
            return k.Opaque(found)
        case k.Opaque(cls) if paints(cls):
            return PAINTED
        case k.Opaque(cls) if name in ("shape", "nnz") and family_of(cls) is not None:
            return k.Int() if name == "nnz" else shape_of_matrix(cls)
        case k.Scalar(dtype, _, integral, narrow):
            told = name in ("ndim", "size", "shape") or not (integral or narrow)
            if name not in ("ndim", "size", "shape", "dtype") or not told:
                return k.Unknown()
            return _array_attribute(base, dtype, (), name)
    return k.Unknown()


def _of_any(members: list[enum.Enum], name: str) -> k.Kind:
    """What each of several members holds under a name."""
    found: k.Kind = k.Empty()
    for kind in (k.general(_of_member(member, name)) for member in members):
        found = k.Unknown() if isinstance(kind, k.Unknown) else k.join(found, kind)
    return found


def _of_member(member: enum.Enum, name: str) -> k.Kind:
    """What a member of an enumeration holds, where that is a number, a text or a tuple of them."""
    if name not in ("value", "name", "_value_", "_name_", *vars(member)):
        return k.Unknown()
    held = getattr(member, name)
    if name in ("value", "name") and type(held) in (bool, int, str):
        return k.Known(held)
    items = [held]
    while items:
        one = items.pop()
        if type(one) is tuple:
            items += one
        elif not isinstance(one, int | float | complex | str | np.number):
            return k.Unknown()
    return kind_of_value(held)


def _array_attribute(
    base: k.Kind, dtype: np.dtype[Any], dims: tuple[Length, ...] | None, name: str
) -> k.Kind:
    if name == "dtype":
        return k.Known(dtype)
    if name == "ndim":
        found = k.sure_rank(base)
        return k.Int() if found is None else k.Known(found)
    if name == "size":
        return k.Int(None if dims is None else elements_in(dims))
    if name in ("itemsize", "nbytes"):
        return k.Int()
    if name == "shape":
        return k.Unknown() if dims is None else k.Tuple(tuple(k.Int(d) for d in dims))
    if name == "strides":
        return k.Unknown() if dims is None else k.Tuple((k.Int(),) * len(dims))
    if name == "T":
        return k.Array(dtype, None if dims is None else dims[::-1])
    if name in ("real", "imag"):
        return k.Array(np.zeros(0, dtype).real.dtype, dims)
    return k.Unknown()


def _row(row: e.Expr, columns: list[k.Kind], kinds: Kinds) -> k.Kind:
    """The kind of a container that holds one element of each of some lists."""
    match row:
        case e.Const(int(number)):
            held = columns[number]
            return held.element if isinstance(held, k.List) else k.Unknown()
        case e.Sequence(form, items):
            found = tuple(_row(one, columns, kinds) for one in items)
            return k.Tuple(found) if form == "tuple" else k.List(found, k.Empty())
        case e.Mapping(keys, values):
            names = tuple(k.value_of(kinds.bare(key)) for key in keys)
            return k.Dict(names, tuple(_row(one, columns, kinds) for one in values))
        case e.Call(_, (first, parts), ()):
            return _made(kinds.bare(first), _row(parts, columns, kinds))
    return k.Unknown()


def _told(tree: e.Expr, shown: set[str], kinds: Kinds) -> k.Kind:
    """The kind of one side of a choice, whose test shows that some names are not None."""
    alone = isinstance(tree, e.Var) and tree.name in shown
    return kinds.used(tree) if alone else kinds.bare(tree)


def _made(first: k.Kind, parts: k.Kind) -> k.Kind:
    """The kind of an object among what is returned."""
    cls = first.cls if isinstance(first, k.Object | k.Tuple) else k.value_of(first)
    if isinstance(parts, k.Dict):
        form = k.Dict(parts.keys, parts.items, cls)
        return form if issubclass(cls, dict) else k.Object(cls, parts.keys, parts.items)
    return k.Tuple(parts.items, cls) if isinstance(parts, k.Tuple) else k.Unknown()


_BY_CLASS: dict[type[e.Expr], Callable[[Any, Kinds], k.Kind]] = {
    e.Const: lambda tree, _: k.Known(tree.value),
    e.Named: lambda tree, _: k.Known(tree.value),
    e.Var: lambda tree, kinds: kinds.lookup(tree.name),
    e.Ref: lambda tree, _: k.Known(tree.target),
    e.Choice: lambda tree, kinds: k.join(
        _told(tree.body, shown(tree.test), kinds),
        _told(tree.orelse, shown(tree.test, holds=False), kinds),
    ),
    e.Logical: lambda tree, kinds: _logical(tree.op, kinds.bare(tree.left), kinds.bare(tree.right)),
    e.Compare: _compare,
    e.Unary: _of_unary,
    e.Binary: lambda tree, kinds: of_operands(
        tree.op, kinds.used(tree.left), kinds.used(tree.right)
    ),
    e.Attr: lambda tree, kinds: attribute(kinds.used(tree.base), tree.name),
    e.Item: lambda tree, kinds: kind_of_item(kinds.used(tree.base), tree.index, kinds.used),
    e.Element: lambda tree, kinds: kind_of_element(kinds.used(tree.base), tree.index, kinds.used),
    e.Sequence: _display,
    e.Mapping: _mapping,
    e.Text: lambda tree, _: k.Str(),
    e.Closure: lambda tree, kinds: k.Function(
        tree.code, tree.names, tuple(kinds.bare(v) for v in tree.values), tree.cells
    ),
    e.Call: _call,
    e.Each: _each,
}
