"""What is decided once kinds are known.

if True: a                  a                      a test that is known
t = callable(f)             t = True               where f is a function
n = np.ndim(x)              n = 2                  in what a function of a library means
s += x                      s = s + x              where s is a number, not memory
ys[i] += x                  y = ys[i]; y += x      where ys is a list of arrays
for row in A: ...           for k in range(len(A)): row = A[k]; ...
for i in {1, 2}: ...        list_ = list({1, 2}); for k in range(len(list_)): i = list_[k]; ...
y = x / None; z = y         raise x / None         Python raises an exception in its place
"""

from __future__ import annotations

from collections.abc import Callable

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, statements
from srcgrad.normalize.calls.inline import of_library
from srcgrad.normalize.iterators.iteration import LEN, RANGE
from srcgrad.normalize.jumps.failing import fails, surely_holds
from srcgrad.normalize.scope import Counter

SET_CHANGES = {"add", "clear", "discard", "pop", "remove", "update"}
KindOf = Callable[[e.Expr], k.Kind]
Rebound = Callable[[s.Augment], bool]


def settle(
    block: s.Block,
    kind_of: KindOf,
    counter: Counter,
    last: bool,
    rebound: Rebound,
) -> s.Block:
    """Rewrite a block by the kinds of its names.

    `last` says that no container will be taken apart any more.
    `rebound` says of `name += e` that the name holds a number now and an array then, and that the
    statement may bind it anew.
    """

    def settled(inner: s.Block) -> s.Block:
        return settle(inner, kind_of, counter, last, rebound)

    out: s.Block = []
    for node in block:
        if last and fails(node, kind_of):
            return [*out, s.Raise(node.value, origin=node.origin)]
        match node:
            case s.If():
                test = kind_of(node.test)
                if k.constant(test):
                    out += settled(node.body if k.value_of(test) else node.orelse)
                    continue
                node.body = settled(node.body)
                node.orelse = settled(node.orelse)
            case s.Assign(_, e.Compare() as value) if last and surely_holds(value, out):
                node.value = e.Const(True)
            case s.Assign(_, e.Call() | e.Binary() | e.Unary() | e.Attr() as value):
                if _told(node, kind_of(value)):
                    node.value = e.Const(k.value_of(kind_of(value)))
            case s.Augment(e.Var(name), None, op, value):
                if _rebinds(kind_of(node.base)) or rebound(node):
                    out.append(s.Assign(name, e.Binary(op, node.base, value), origin=node.origin))
                    continue
            case s.Augment() if _held(node, kind_of):
                out += _of_element(node, kind_of, counter)
                continue
            case s.For():
                node.body = settled(node.body)
                if _sequence(kind_of(node.source), last):
                    if not isinstance(node.source, e.Var):
                        out.append(_named(node, counter))
                    out += _by_index(node, counter)
                    continue
                if isinstance(kind_of(node.source), k.Set):
                    out += _of_set(node, counter)
                    continue
            case s.With() | s.Attempt() | s.Ensure():
                for inner in blocks(node):
                    inner[:] = settled(inner)
            case s.While():
                node.prelude = settled(node.prelude)
                node.body = settled(node.body)
        out.append(node)
    return out


def _told(node: s.Assign, kind: k.Kind) -> bool:
    """Is a value of a library function's own known while compiling, as `callable(f)` is anyway?"""
    told = isinstance(kind, k.Known) and isinstance(kind.value, bool | int)
    match node.value:
        case e.Call(e.Ref(_, target)) if target is callable:
            return told
    through = node.origin.through if node.origin is not None else ()
    return told and bool(through) and of_library(through[0].code)


def _held(node: s.Augment, kind_of: KindOf) -> bool:
    """Is it `values[i] += e` where an array, or a list, is held, which changes in place?"""
    if node.index is None or not isinstance(kind_of(node.base), k.List | k.Dict):
        return False
    kind = kind_of(e.Item(node.base, node.index))
    value = k.general(kind_of(node.value))  # a list and an array make an array
    extended = isinstance(kind, k.List) and isinstance(value, k.List | k.Tuple | k.Int)
    return isinstance(kind, k.Array) or extended or _makes_array(node, kind, value)


def _makes_array(node: s.Augment, kind: k.Kind, value: k.Kind) -> bool:
    """Is it a part of a list, of which an operator with NumPy's makes an array?"""
    part = isinstance(node.index, e.Slice) and isinstance(kind, k.List)
    return part and isinstance(value, k.Array | k.Scalar)


def _of_element(node: s.Augment, kind_of: KindOf, counter: Counter) -> s.Block:
    """`values[i] += e`: the array or list that is held changes, a number or a part is put back."""
    assert node.index is not None
    out: s.Block = []
    read = e.Item(node.base, node.index)
    kind = kind_of(read)
    place = node.old if isinstance(node.old, e.Var) else None
    if place is None:
        place = e.Var(counter.name("element"))
        out.append(s.Assign(place.name, read, origin=node.origin))
    if _makes_array(node, kind, k.general(kind_of(node.value))):
        made = e.Var(counter.name("part"))
        value = e.Binary(node.op, place, node.value)
        out.append(s.Assign(made.name, value, origin=node.origin))
        return [*out, s.Store(node.base, node.index, made, origin=node.origin)]
    if isinstance(kind, k.List) and node.op == "+":
        longer = e.Call(e.Attr(place, "extend"), (node.value,))
        out.append(s.Evaluate(longer, origin=node.origin))
    else:
        out.append(s.Augment(place, None, node.op, node.value, origin=node.origin))
    part = isinstance(node.index, e.Slice) or k.general(kind_of(node.index)) == k.Opaque(slice)
    if part or (isinstance(kind, k.Array) and kind.mixed):  # a part of a list is a new list
        out.append(s.Store(node.base, node.index, place, origin=node.origin))
    return out


def _sequence(kind: k.Kind, last: bool) -> bool:
    """Are the elements read by index? Containers of fixed structure are taken apart first."""
    if isinstance(kind, k.Tuple) or (isinstance(kind, k.List) and kind.items is not None):
        return last
    return isinstance(kind, k.Array | k.List) or isinstance(k.general(kind), k.Str)


def _rebinds(base: k.Kind) -> bool:
    """Does `base op= value` bind a new object?"""
    return k.is_number(base) or isinstance(base, k.Tuple | k.Str | k.Known)


def _named(node: s.For, counter: Counter) -> s.Assign:
    """What is gone through, under a name."""
    made = s.Assign(counter.name("list_"), node.source, origin=node.origin)
    node.source = e.Var(made.target)
    return made


def _by_index(node: s.For, counter: Counter) -> s.Block:
    length, index = counter.name("length"), counter.name("position")
    head = s.Assign(node.target, e.Element(node.source, e.Var(index)), origin=node.origin)
    loop = s.For(index, e.Call(RANGE, (e.Var(length),)), [head, *node.body], origin=node.origin)
    return [s.Assign(length, e.Call(LEN, (node.source,)), origin=node.origin), loop]


def _of_set(node: s.For, counter: Counter) -> s.Block:
    """The elements in the order in which the set gives them."""
    assert isinstance(node.source, e.Var)
    _check_unchanged(node, node.source.name)
    listed = e.Var(counter.name("list_"))
    made = s.Assign(listed.name, e.Call(e.Ref("list", list), (node.source,)), origin=node.origin)
    node.source = listed
    return [made, *_by_index(node, counter)]


def _check_unchanged(node: s.For, name: str) -> None:
    """Python raises an exception where a set changes its length while it is gone through."""
    for one in statements(node.body):
        match one:
            case s.Evaluate(e.Call(e.Attr(e.Var(base), method))) if (
                base == name and method in SET_CHANGES
            ):
                raise UnsupportedSyntaxError(
                    f"the loop over `{name.partition('.')[0]}` changes its length",
                    "loop over a copy, or use a `while` loop",
                    node.origin,
                )
