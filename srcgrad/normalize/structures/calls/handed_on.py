"""Functions that hold objects made inside, where a solver of SciPy's takes them.

y = quad(model.rate, 0.0, end)  ->  def rate(z): return instance(Model, {"k": k}).rate(z)
                                    y = quad(rate, 0.0, end)

The object stays taken apart: the function holds its attributes, and makes it again where it is
called. That is the same where the function leaves the object alone, and the solver keeps nothing.
"""

from __future__ import annotations

import copy
import inspect
import types
from typing import Any, NamedTuple

import gast

from srcgrad.errors import Location
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import word
from srcgrad.ir.walk import statements, targets
from srcgrad.late import dataclass, field
from srcgrad.normalize.calls.capture import DEFAULT
from srcgrad.normalize.calls.closures import Code
from srcgrad.normalize.names.naming import Naming
from srcgrad.normalize.scope import BindingsLike
from srcgrad.normalize.structures.calls import functions
from srcgrad.normalize.structures.containers.containers import as_value
from srcgrad.normalize.structures.layout import Later, Method, Ref
from srcgrad.normalize.structures.walk import Walker
from srcgrad.runtime import instance

PLAIN = (str, bool, int, float, type(None))
FORMS = {"tuple": tuple, "list": list, "dict": dict}


def taken_apart(w: Walker, function: Any, tree: e.Call, node: s.Stmt, target: str) -> e.Call:
    """The call of what calls what it is given: a function of SciPy's, or one that derives it."""
    package = (getattr(function, "__module__", None) or "").partition(".")[0]
    if isinstance(function, type) or not (package == "scipy" or w.context.makes(function)):
        return tree
    if w.context.looks_later(function) and target not in w.derivatives:
        w.waiting |= any(of_objects(w, w.held(one)) for one in tree.args)
        return tree

    def part(one: e.Expr) -> e.Expr:
        held: Any = w.held(one)
        if isinstance(one, e.Closure) and any(map(w.touched, one.values)):
            held = functions.followed(w, one, node, w.new_name("function"))
        made = of_parts(w, held, node)
        return one if made is None else w.named(made, made.code.name, node)

    kwargs = tuple((name, part(value)) for name, value in tree.kwargs)
    made = e.Call(tree.func, tuple(map(part, tree.args)), kwargs)
    if made != tree:
        _note(w, function, target)
    return made


def of_objects(w: Walker, held: Any) -> bool:
    """Is it a method of an object made inside, or a function that holds one?"""
    if isinstance(held, Ref):
        return holds_objects(w, held) and w.structure(held).form in ("object", "function")
    if not isinstance(held, Method) or len(held.bound) != 1:
        return False
    owner = w.held(held.bound[0])
    if isinstance(held.function, Later):
        return of_objects(w, owner)
    return isinstance(owner, Ref) and isinstance(held.function, types.FunctionType)


def _note(w: Walker, function: Any, target: str) -> None:
    """The next round knows what derives a function of parts: it may be given containers now."""
    if w.context.makes(function):
        bodies = [w.core.body, *(core.body for core in w.lowered.values())]
        stored = [n for body in bodies for node in statements(body) for n in targets(node)]
        if stored.count(target) == 1:
            w.derivatives.add(target)


def of_parts(w: Walker, held: Any, node: s.Stmt) -> e.Closure | None:
    """A bound method, or a function that holds objects, as one that holds their attributes."""
    if isinstance(held, Method):
        owner = w.held(held.bound[0]) if len(held.bound) == 1 else None
        return _of_method(w, held.function, owner, node)
    inside = w.structure(held) if isinstance(held, Ref) else None
    if inside is not None and inside.form == "object":
        return _of_method(w, inspect.getattr_static(inside.cls, "__call__", None), held, node)
    if inside is None or inside.form != "function" or inside.calls:
        return None
    code = inside.cls
    if isinstance(code, types.FunctionType) and set(inside.slots) == {"self"}:
        return _of_method(w, code, inside.slots["self"], node)
    objects: dict[Any, Any] = {
        n: slot for n, slot in inside.slots.items() if holds_objects(w, slot)
    }
    if not objects or not isinstance(code, Code) or code.hidden or code.keeps or code.enters:
        return None
    if any(name.endswith(DEFAULT) for name in objects):
        return None
    if not all(left(w, code, n, slot) for n, slot in objects.items()):
        return None
    taken = {x.id for x in gast.walk(code.tree) if isinstance(x, gast.Name)} | {*code.held}
    parts = Parts(w, taken)
    made = {name: parts.text(slot, name) for name, slot in objects.items()}
    lines = [f"    {name} = {text}" for name, text in made.items() if text is not None]
    if len(lines) < len(made):
        return None
    tree = _parsed("\n".join([f"def {code.name}():", *lines]), code.tree)
    tree.args = copy.deepcopy(code.tree.args)
    own = copy.deepcopy(code.tree)
    tree.body += [gast.Return(own.body)] if isinstance(own, gast.Lambda) else own.body
    gast.fix_missing_locations(tree)
    others = {n: as_value(slot) for n, slot in inside.slots.items() if n not in objects}
    values: dict[str, e.Expr] = {
        n: x if isinstance(x, e.Expr) else w.named(x, n, node) for n, x in others.items()
    }
    values.update(parts.held)
    outside = _Outside(parts.names, code.bindings)
    return _closure(code.name, tree, code.outer, outside, values)


def _of_method(w: Walker, function: Any, owner: Any, node: s.Stmt) -> e.Closure | None:
    if not isinstance(owner, Ref) or not isinstance(function, types.FunctionType):
        return None
    cls, name = w.structure(owner).cls, function.__name__
    own = inspect.getattr_static(cls, name, None) is function
    if not own or not name.isidentifier() or not left(w, function, "", owner):
        return None
    _, *parameters = inspect.signature(function).parameters.values()
    defaults = {p.name: p.default for p in parameters if p.default is not p.empty}
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    if any(p.kind not in kinds for p in parameters):
        return None
    if any(type(value) not in PLAIN for value in defaults.values()):
        return None
    given = [p.name for p in parameters]
    stem = word(cls.__name__.lower() if name == "__call__" else name)
    parts = Parts(w, {*given, stem})
    text = parts.text(owner, cls.__name__.lower())
    if text is None:
        return None
    header = ", ".join(f"{n}=None" if n in defaults else n for n in given)
    tree = _parsed(f"def {stem}({header}):\n    return {text}.{name}({', '.join(given)})", None)
    values = {**parts.held, **{n + DEFAULT: e.Const(v) for n, v in defaults.items()}}
    return _closure(stem, tree, _Place(tree, node.origin), _Outside(parts.names), values)


def closure_of(
    name: str, text: str, node: s.Stmt, names: dict[str, Any], values: dict[str, e.Expr]
) -> e.Closure:
    """A function of a text that refers to `names`, and holds `values`."""
    tree = _parsed(text, None)
    return _closure(name, tree, _Place(tree, node.origin), _Outside(names), values)


def _closure(
    name: str, tree: Any, place: Any, outside: _Outside, values: dict[str, e.Expr]
) -> e.Closure:
    code = Code(name, tree, place, outside, tuple(values), frozenset())
    return e.Closure(code, tuple(values), tuple(values.values()), ())


def holds_objects(w: Walker, slot: Any) -> bool:
    """Is it an object of the user's or a named tuple, or a container with one?"""
    reached = w.state.reached([slot]) if isinstance(slot, Ref) else ()
    held = [w.structure(Ref(one)) for one in reached]
    return any(x.form == "object" or (x.form == "tuple" and x.cls is not tuple) for x in held)


def left(w: Walker, code: Any, name: str, ref: Ref) -> bool:
    """Does the function leave an object as it is, and those in it?"""
    inside = w.structure(ref)
    if inside.form == "tuple" and all(isinstance(slot, str) for slot in inside.slots.values()):
        return True
    if inside.form in FORMS and inside.cls is FORMS[inside.form] and inside.home is None:
        inner = [slot for slot in inside.slots.values() if not isinstance(slot, str)]
        return name in code.read and all(
            isinstance(slot, Ref) and left(w, code, name, slot) for slot in inner
        )
    kind = _kind(w, ref)
    return isinstance(kind, k.Object) and w.context.leaves(code, name, kind)


def _kind(w: Walker, ref: Ref, around: tuple[Ref, ...] = ()) -> k.Kind | None:
    """What object it is; of its numbers and arrays nothing else counts here."""
    inside = w.structure(ref)
    if (own := _method_in(w, ref)) is not None:
        return k.Known(own)
    slots = list(inside.slots.values())
    outside = inside.home is not None and inside.cls is not FORMS.get(inside.form)
    if outside or inside.broken or inside.strayed or ref in around:
        return None
    if not all(isinstance(slot, str | Ref) for slot in slots):
        return None
    kinds = [_kind(w, x, (*around, ref)) if isinstance(x, Ref) else k.Real() for x in slots]
    parts = tuple(kind for kind in kinds if kind is not None)
    if len(parts) < len(slots):
        return None
    if inside.cls is FORMS.get(inside.form):
        plain = {"tuple": k.Tuple(parts), "list": k.List(parts, k.Unknown())}
        return plain.get(inside.form, k.Dict(tuple(inside.slots), parts))
    named = inside.form == "object" and all(isinstance(n, str) for n in inside.slots)
    return k.Object(inside.cls, tuple(map(str, inside.slots)), parts) if named else None


def _method_in(w: Walker, slot: Any) -> types.FunctionType | None:
    """The method that an object holds, also by a derivative: it is not made again with it."""
    inside = w.structure(slot) if isinstance(slot, Ref) else None
    while inside is not None and isinstance(inside.cls, Later):
        of = inside.slots["function"]
        inside = w.structure(of) if isinstance(of, Ref) else None
    code = inside.cls if inside is not None and inside.form == "function" else None
    return code if isinstance(code, types.FunctionType) else None


@dataclass
class Parts(Naming):
    """What makes objects again: a text, the names in it, and the values that it holds."""

    w: Walker
    taken: set[str]
    names: dict[str, Any] = field(default_factory=dict)
    held: dict[str, e.Expr] = field(default_factory=dict)
    met: dict[Any, str] = field(default_factory=dict)  # what has been made, and its name
    again: set[Any] = field(default_factory=set)  # what is met a second time, and so has a name

    def text(self, slot: Any, stem: str) -> str | None:
        """A value as an expression; None of what cannot be one."""
        if isinstance(slot, str):
            known, value = self.w.constant(e.Var(slot))
            if known and isinstance(value, str | bool | None):
                return repr(value)
            kind = k.general(self.w.kind(e.Var(slot)))
            if k.is_function(kind) or isinstance(kind, k.Str):
                return None
            name = self.free(stem)
            self.held[name] = e.Var(slot)
            return name
        if slot in self.met:  # one object under two names: which one it is may be asked
            self.again.add(slot)
            return self.met[slot] or None
        self.met[slot] = self.free(stem) if slot in self.again else ""
        made = self._made(slot, stem)
        return f"({self.met[slot]} := {made})" if made and self.met[slot] else made

    def _made(self, slot: Any, stem: str) -> str | None:
        inside = self.w.structure(slot)
        named = inside.form == "object"
        found = {
            key: self.text(part, key if named else f"{stem}_{key}")
            for key, part in inside.slots.items()
            if not (named and _method_in(self.w, part))
        }
        if None in found.values():
            return None
        if inside.form == "function":
            return self._function(inside.cls, found)
        if inside.form == "tuple":
            items = f"({''.join(f'{text}, ' for text in found.values())})"
            cls = inside.cls
            return items if cls is tuple else f"{self.named(cls.__name__, cls)}._make({items})"
        if inside.form == "list":
            return f"[{', '.join(map(str, found.values()))}]"
        pairs = ", ".join(f"{key!r}: {text}" for key, text in found.items())
        if inside.form == "dict":
            return f"{{{pairs}}}" if all(type(key) in PLAIN for key in found) else None
        cls = inside.cls
        return f"{self.named('instance', instance)}({self.named(cls.__name__, cls)}, {{{pairs}}})"

    def _function(self, code: Any, found: dict[Any, str | None]) -> str | None:
        """A method, or the derivative of one."""
        if isinstance(code, Later):
            options = "".join(
                f", {n}={x.value!r}" for n, x in code.kwargs if isinstance(x, e.Const)
            )
            return f"{self.named(code.path, code.maker)}({found['function']}{options})"
        method = isinstance(code, types.FunctionType) and set(found) == {"self"}
        return f"{found['self']}.{code.__name__}" if method else None


class _Found(NamedTuple):
    """A name's holder, and its value."""

    holder: Any
    key: str
    value: Any


@dataclass(frozen=True)
class _Outside:
    """Names that a function finds around it: ours, then those of the function that it was."""

    names: dict[str, Any]
    others: BindingsLike | None = None

    def find(self, name: str) -> Any:
        """The binding of a name, or None."""
        if name in self.names:
            return _Found(self.names, name, self.names[name])
        return None if self.others is None else self.others.find(name)


@dataclass(frozen=True)
class _Place:
    """Where a function is made that has no text of its own."""

    tree: Any
    origin: Any

    def location(self, node: Any) -> Location:
        """The statement that hands it on."""
        found: Location = self.origin
        return found


def _parsed(text: str, like: Any) -> Any:
    tree = gast.parse(text).body[0]
    for node in gast.walk(tree) if like is not None else ():
        gast.copy_location(node, like)
    return tree
