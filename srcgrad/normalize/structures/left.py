"""Stores that stay as they are, into what arguments and names from outside hold.

def s(): P["k"] = 3.0                P["k"] = 3.0: whatever else reaches that dict, an argument
s()                           ->     perhaps, has changed
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from types import FunctionType, ModuleType

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.mutating import FIRST, MUTATING, WRITING
from srcgrad.ir.painting import is_painted
from srcgrad.ir.walk import children, expressions, nodes, statements
from srcgrad.normalize.arrays.effects import DELETE_ITEM, SET_LATER, WRITE

STORING = (DELETE_ITEM, SET_LATER, WRITE)
HOLDING = k.List | k.Dict | k.Object | k.Tuple | k.Unknown | k.Optional
OPENING = (__import__, import_module, locals)
Path = tuple[object, ...]  # a name, and the keys below it; `...` for any


def note(core: Core, start: dict[str, k.Kind]) -> None:
    """Note what is stored into, and refuse that what was read from there would be old."""
    own = {*core.free, *(p.name for p in core.parameters)}
    held = {n: start.get(n, k.Unknown()) for n in own}
    holding = {n for n, one in held.items() if isinstance(one, HOLDING) and not is_painted(one)}
    stores = _Stores(holding)
    for access, name in core.inputs.items():
        if isinstance(start.get(name), HOLDING):
            stores.second[name] = stores.paths(access)
    for node in statements(core.body):
        stores.bind(node)
    inputs = [path for access in core.inputs for path in stores.paths(access)]
    for node in statements(core.body):
        for path in stores.into(node):
            if not isinstance(path[0], str):
                raise UnsupportedSyntaxError(
                    "something is stored into an object that is not followed",
                    "call the method by its object, as in `obj.method()`",
                    node.origin,
                )
            core.changed.add(path[0])
            place = (*path[:-1], ...) if _is_new(path, held) else path
            if any(_within(one, place) for one in inputs):
                raise UnsupportedSyntaxError(
                    f"what `{path[0].partition('.')[0]}` holds is changed under another name",
                    "store into it by one name",
                    node.origin,
                )
        core.changed.update(stores.given(node))


class _Stores:
    """What one program's statements store into; `second` are names for parts of containers."""

    def __init__(self, own: set[str]) -> None:
        self.own = own
        self.second: dict[str, list[Path]] = {}

    def bind(self, node: s.Stmt) -> None:
        if isinstance(node, s.Assign) and (found := self.paths(node.value)):
            self.second.setdefault(node.target, []).extend(found)
        if isinstance(node, s.Attempt) and node.error:  # an exception holds what it is made of
            made = [one.value for one in statements(node.body) if isinstance(one, s.Raise)]
            held: list[Path] = [(x,) for x in made if x and any(map(self.paths, children(x)))]
            self.second.setdefault(node.error, []).extend(held)

    def paths(self, tree: e.Expr) -> list[Path]:
        """Where something stands that an expression may give."""
        match tree:
            case e.Var(name):
                return [(name,)] if name in self.own else self.second.get(name, [])
            case e.Ref(target=held) if not isinstance(held, FunctionType | ModuleType | type):
                return [(tree,)]  # what a method from outside belongs to: it has no name
            case e.Attr(e.Ref(target=ModuleType()), _):
                return [(tree,)]  # other names stand for it, too
            case e.Attr(base, "__dict__") | e.Star(base):
                return self.paths(base)
            case e.Attr(base, name):
                return [(*path, name) for path in self.paths(base)]
            case e.Item(base, index):
                key = index.value if type(tree) is e.Item and isinstance(index, e.Const) else ...
                return [(*path, key) for path in self.paths(base)]
            case e.Choice(_, one, other) | e.Logical(_, one, other):
                return self.paths(one) + self.paths(other)
            case e.Call(e.Ref(target=function), (base,)) if function is vars:
                return self.paths(base)
            case e.Call(_, args) if any(self.opens(one) for one in (tree, *args)):
                return [(tree,)]  # what it gives has a name that is not followed
            case e.Call(e.Attr(base, _)):
                return [(*path, ...) for path in self.paths(base)]
        return []

    def opens(self, tree: e.Expr) -> bool:
        """Is it a module, or does a call give one, or the names of a function?"""
        match tree:
            case e.Var(name):
                return any(isinstance(path[0], e.Call) for path in self.second.get(name, []))
            case e.Ref(target=held):
                return isinstance(held, ModuleType)
            case e.Call(e.Ref(target=function)):
                return function in OPENING
        return False

    def into(self, node: s.Stmt) -> Iterator[Path]:
        """The places at which a statement stores."""
        match node:
            case s.Store(base, index, _):
                yield from self.paths(e.Item(base, index))
            case s.Augment(base, None):
                yield from self.paths(base)
                if isinstance(base, e.Var):
                    yield from ((*path, ...) for path in self.paths(base))
            case s.Augment(base, index):
                assert index is not None
                yield from self.paths(e.Item(base, index))
        for tree in expressions(node):
            for part in nodes(tree):
                match part:
                    case e.Call(func, (base, key, *_)) if func in STORING:
                        yield from self.paths(e.Item(base, key))
                    case e.Call() if (held := _changed(part)) is not None:
                        yield from ((*path, ...) for path in self.paths(held))

    def given(self, node: s.Stmt) -> Iterator[str]:
        """The names of what a function of the user's is given, which stays a call."""
        for tree in expressions(node):
            for part in nodes(tree):
                if isinstance(part, e.Call) and _of_user(part.func):
                    for one in (*part.args, *(value for _, value in part.kwargs)):
                        yield from (n for n, *_ in self.paths(one) if isinstance(n, str))


def _changed(call: e.Call) -> e.Expr | None:
    """What a call of a library's function or method changes as a whole."""
    match call:
        case e.Call(e.Attr(e.Ref(target=type()), name), (base, *_)) if name in MUTATING:
            return base
        case e.Call(e.Attr(base, name)) if name in MUTATING:
            return base
        case e.Call(e.Ref(target=function), (base, *_)):
            name = getattr(function, "__name__", "")
            if name in WRITING | FIRST or (name in MUTATING and hasattr(function, "__objclass__")):
                return base
        case e.Call(e.Attr(_, name), (base, *_)) if name in WRITING:
            return base
    return None


def _of_user(func: e.Expr) -> bool:
    return isinstance(func, e.Ref) and isinstance(func.target, FunctionType)


def _is_new(path: Path, held: dict[str, k.Kind]) -> bool:
    """Does a dict get another key: its length, and what a loop over it visits, change, too?"""
    if len(path) == 1:
        return False
    kind = held.get(str(path[0]), k.Unknown())
    for key in path[1:-1]:
        items = k.parts(kind)
        match kind:
            case k.Dict(keys=labels) | k.Object(names=labels):
                at = dict(zip(labels, items, strict=True))
            case _:
                at = dict(enumerate(items))
        kind = at.get(key, k.Unknown())
    return isinstance(kind, k.Dict) and path[-1] not in kind.keys


def _within(read: Path, stored: Path) -> bool:
    """Does a place that is read lie in one that gets something else?"""
    return len(read) >= len(stored) and all(
        a == b or a is ... or b is ... for a, b in zip(read, stored, strict=False)
    )
