"""What an operation gives: a structure, or a plain value."""

from __future__ import annotations

from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import children, names, rebuild
from srcgrad.normalize.structures.calls import calls, functions
from srcgrad.normalize.structures.containers import (
    containers,
    handed,
    own_methods,
    ragged,
    rows,
    sets,
    tables,
)
from srcgrad.normalize.structures.containers.escaping import escaping
from srcgrad.normalize.structures.layout import (
    Alias,
    Choice,
    Conflict,
    Pin,
    Ref,
    Structure,
    Value,
    View,
)
from srcgrad.normalize.structures.loops import generators
from srcgrad.normalize.structures.objects import deep, instances, operators, sizes, texts
from srcgrad.normalize.structures.paths import optional
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.walk import Walker

PLAIN = {"list": list, "tuple": tuple, "dict": dict}
SHOWING = (print, str, repr, ascii, format)


def value(w: Walker, tree: e.Expr, node: s.Stmt, live: Names, target: str) -> Value | e.Expr:
    """The value of an operation; a display that is bound to `target` is a structure."""
    match tree:
        case e.Var(name):
            chosen = w.state.env.get(name)
            if isinstance(chosen, Choice):
                return chosen
            return w.held(tree) or operand(w, tree)
        case e.Sequence() | e.Mapping() if target:
            return _bound_display(w, tree, node, live, target)
        case e.Item(base, index):
            held, element = w.held(base), isinstance(tree, e.Element)
            if element:
                sizes.check(w, held, base, node, live)
            if isinstance(held, Ref):
                one = None if element else functions.chosen(w, held, index, node, target, live)
                if one is not None:
                    return one
                return containers.item(w, held, base, index, node, live, target, element)
            if isinstance(held, View) and held.part == "vars" and not element:
                inside = w.structure(held.base)
                return containers.read(w, inside, containers.key_of_attributes(w, inside, index))
            if isinstance(held, View):
                return containers.item_of_view(w, held, index, node)
        case e.Attr(base, name):
            found = instances.attribute(w, base, name, node, live, target)
            if instances.is_static(found):
                return e.Ref(found.function.__name__, found.function)
            if found is not None:
                return found
        case e.Compare() | e.Call() if (told := optional.asked(w.state, tree)) is not None:
            return told
        case e.Call():
            return calls.call(w, tree, node, live, target)
        case e.Binary() | e.Compare() | e.Unary():
            if any(isinstance(w.state.env.get(name), Alias) for name in names(tree)):
                tree = rebuild(tree, lambda part: operand(w, part))
            done = operators.operation(w, tree, node, live, target)
            if done is not None:
                return done
        case e.Text():
            told = texts.formatted(w, tree, node, live)
            return told if isinstance(told, e.Const) else plain(w, told, node)
        case e.Closure() if (made := functions.followed(w, tree, node, target)) is not None:
            return made
    return plain(w, tree, node)


def _bound_display(
    w: Walker, tree: e.Sequence | e.Mapping, node: s.Stmt, live: Names, target: str
) -> Value | e.Expr:
    """A display that gets a name: rows of one list, a table, a structure, or left as it is."""
    if target in w.rows and isinstance(tree, e.Sequence) and tree.form == "list":
        first = [w.held(i) for i in tree.items]
        if all(isinstance(row, Ref) for row in first):
            return rows.start(w, target, [r for r in first if isinstance(r, Ref)], node)
    elif target in w.pins and isinstance(tree, e.Sequence) and tree.form == "list":
        items = tree.items and tables.level(w, target, target, tree.items, node, live)
        tree = e.Sequence("list", items)
        given = tuple(r for i in items if isinstance(r := w.held(i), Ref))
        if given and len(given) == len(items) and target not in w.decisions.mixed:
            raise ragged.learnt(w, target, given)
    if target in w.pins and isinstance(tree, e.Mapping):
        table = tables.table(w, tree, node, live, target)
        if table is not None:
            return table
    made = None if target in w.pins else display(w, tree, node, target)
    if made is None and target not in w.pins:
        _stuck_at_a_key(w, tree, target)
    if made is None:
        for item in children(tree):
            escaping(w, item)
        return plain(w, tree, node)
    return made


def _stuck_at_a_key(w: Walker, tree: e.Expr, target: str) -> None:
    """A dict of active values with a key that only the run knows, or a loop that is written out."""
    if not isinstance(tree, e.Mapping) or not (w.context.varied & set(names(tree))):
        return
    held = Structure("dict", dict, {}, target, target)
    for key in tree.keys:
        if not isinstance(key, e.Star):
            containers.key_to(w, held, key)


def display(w: Walker, tree: e.Expr, node: s.Stmt, target: str) -> Ref | None:
    """A container that is written out."""
    match tree:
        case e.Sequence("set", items):
            return sets.display(w, items, node, target)
        case e.Sequence(form, items):
            cls: type = tuple if form == "tuple" else list
            found_items: list[Any] = []
            for one in items:
                if not isinstance(one, e.Star):
                    found_items.append(_inner(w, one, node, target))
                    continue
                inside = w.held(one.value)
                if not isinstance(inside, Ref | View):
                    return None
                found_items += containers.elements(w, inside, node)
            return containers.build(w, form, cls, dict(enumerate(found_items)), node, target)
        case e.Mapping(keys, values) if any(isinstance(key, e.Star) for key in keys):
            return _merged(w, keys, values, node, target)
        case e.Mapping(keys, values):
            found = [_key(w, key, target) for key in keys]
            if all(known for known, _ in found):
                slots = {
                    key: _inner(w, v, node, target)
                    for (_, key), v in zip(found, values, strict=True)
                }
                return containers.build(w, "dict", dict, slots, node, target)
    return None


def _key(w: Walker, tree: e.Expr, target: str) -> tuple[bool, Any]:
    """A key of a dict that is written out, if it is known."""
    if isinstance(w.held(tree), Ref) and not w.constant(tree)[0]:
        return True, containers.itself(w, tree, Structure("dict", dict, {}, target, target))
    return w.constant(tree)


def _merged(
    w: Walker, keys: tuple[e.Expr, ...], values: tuple[e.Expr, ...], node: s.Stmt, target: str
) -> Ref | None:
    """`{**a, "k": v}`."""
    slots: dict[Any, Any] = {}
    for key, value_ in zip(keys, values, strict=True):
        if isinstance(key, e.Star):
            inside = w.held(key.value)
            if isinstance(inside, View) and inside.part == "vars":
                slots.update(w.structure(inside.base).slots)
                continue
            if not isinstance(inside, Ref) or w.structure(inside).form != "dict":
                return None
            slots.update(w.structure(inside).slots)
            continue
        known, name = _key(w, key, target)
        if not known:
            return None
        slots[name] = _inner(w, value_, node, target)
    return containers.build(w, "dict", dict, slots, node, target)


def _inner(w: Walker, tree: e.Expr, node: s.Stmt, target: str) -> Any:
    if isinstance(tree, e.Sequence | e.Mapping):
        made = display(w, tree, node, target)
        return plain(w, tree, node) if made is None else made
    if isinstance(tree, e.Closure):
        inside = functions.followed(w, tree, node, target)
        if inside is not None:
            return inside
    held = w.held(tree)
    return plain(w, tree, node) if held is None else held


def operand(w: Walker, tree: e.Expr) -> e.Expr:
    """An atom that is a plain value."""
    if isinstance(tree, e.Var):
        found = w.state.env.get(tree.name)
        if isinstance(found, Alias):
            return found.tree
    return tree


def plain(w: Walker, tree: e.Expr, node: s.Stmt) -> e.Expr:
    """An operation with the structures in it written out as containers."""
    if isinstance(tree, e.Var):
        held = w.held(tree)
        if held is None:
            return operand(w, tree)
        _check_copied(w, held)
        return whole(w, held, node)
    if isinstance(tree, e.Star) and w.held(tree.value) is not None:
        name = w.new_name("items")  # what is spread out later has a name
        w.emit(s.Assign(name, plain(w, tree.value, node)), node)
        return e.Star(e.Var(name))
    if isinstance(tree, e.Closure):  # it holds the containers themselves
        escaping(w, tree)
    return rebuild(tree, lambda part: plain(w, part, node))


def _check_copied(w: Walker, held: Value) -> None:
    """A container may be copied; those in it must stay what they are."""
    start = held.base if isinstance(held, View) else held
    if isinstance(start, Ref):
        for one in w.state.reached([start]):
            inside = w.structure(Ref(one))
            if one != start.id and inside.form != "tuple" and inside.home is None:
                raise Pin(inside.site, "a container that holds it stays one at run time")


def plain_call(w: Walker, tree: e.Call, node: s.Stmt, named: bool = False) -> e.Expr:
    """A call of a library's function, which looks at its operands and keeps none."""
    handed.check(w, tree, node)
    shows = isinstance(tree.func, e.Ref) and any(tree.func.target is one for one in SHOWING)

    def part(inner: e.Expr) -> e.Expr:
        held = w.held(inner)
        if held is None:
            return operand(w, inner) if isinstance(inner, e.Var) else rebuild(inner, part)
        return (_shown if shows else whole)(w, held, node, named)

    return rebuild(tree, part)


def _shown(w: Walker, held: Value, node: s.Stmt, named: bool) -> e.Expr:
    """What is made a text tells of what class it is."""
    if isinstance(held, View) and held.part in ("keys", "values", "items"):
        base = w.named(_shown(w, held.base, node, named), "dict_", node)
        return w.named(e.Call(e.Attr(base, held.part), ()), held.part, node)
    for one in w.state.reached([held]) if isinstance(held, Ref) else ():
        inside = w.structure(Ref(one))
        form = PLAIN.get(inside.form, inside.cls)
        if (inside.cls.__repr__, inside.cls.__str__) != (form.__repr__, form.__str__):
            if inside.path is None or inside.cls.__bases__ != (tuple,) or Ref(one) != held:
                raise Pin(inside.site, f"a {inside.cls.__name__} is shown")
            parts = (
                _shown(w, slot, node, named)
                if isinstance(slot, Ref)
                else _told(w, _part(w, slot, node, named), node)
                for slot in inside.slots.values()
            )
            return w.named(e.Call(inside.path, tuple(parts)), "shown", node)
    return whole(w, held, node, named)


def _told(w: Walker, part: e.Expr, node: s.Stmt) -> e.Expr:
    """Of a number nothing comes back from what is shown."""
    if not k.is_number(w.kind(part)):
        return part
    return w.named(e.Call(deep.STOP, (part,)), "part", node)


def whole(w: Walker, held: Value, node: s.Stmt, named: bool = True) -> e.Expr:
    """A structure as one expression, from what its elements are now."""
    if isinstance(held, View) and held.part == "vars":
        slots = w.structure(held.base).slots
        keys = tuple(map(constant, slots))
        return e.Mapping(keys, tuple(_part(w, slot, node, named) for slot in slots.values()))
    if isinstance(held, View):
        return e.Sequence(
            "list", tuple(_part(w, x, node, named) for x in containers.elements(w, held, node))
        )
    if generators.iterator(held) is not None:
        raise Pin((), "an iterator of a method is asked for its elements by position: make a list")
    if not isinstance(held, Ref):
        raise Pin(own_methods.owner_of(w, held), "a method is used as a value", keyed=True)
    found = w.structure(held)
    if found.form == "rows":
        raise Pin(found.site, "a list of containers is used as a whole")
    if found.form == "function":
        return functions.display(found)
    if found.form == "object":
        if found.home is None:
            w.waiting = True
            raise Pin(found.site, f"an object of class {found.cls.__name__} is used as a whole")
        return found.home
    if found.cls not in (tuple, list, dict) and named:
        raise Pin(found.site, f"a {found.cls.__name__} is used as a whole")
    parts = tuple(_part(w, slot, node, named) for slot in found.slots.values())
    if found.form == "dict":
        return e.Mapping(tuple(constant(key) for key in found.slots), parts)
    return e.Sequence(found.form, parts)


def constant(key: Any) -> e.Expr:
    """A constant as an expression."""
    return containers.constant(key)


def _part(w: Walker, slot: Any, node: s.Stmt, named: bool) -> e.Expr:
    found = containers.as_value(slot)
    if isinstance(found, Conflict):
        raise Pin(found.sites, found.reason)
    return found if isinstance(found, e.Expr) else whole(w, found, node, named)


def truth(w: Walker, tree: e.Expr, node: s.Stmt, live: Names) -> e.Expr:
    """A test as a plain value."""
    held = w.held(tree)
    if held is None:
        return operand(w, tree) if isinstance(tree, e.Var) else plain(w, tree, node)
    if isinstance(held, Ref):
        found = w.structure(held)
        if found.form == "function":
            return e.Const(True)
        if found.form == "rows":
            count = w.named(rows.length(found), "length", node)
            return w.named(e.Compare(">", count, e.Const(0)), "test", node)
        if found.form != "object":
            return e.Const(bool(found.slots))
        for name in ("__bool__", "__len__"):
            if instances.find(found.cls, name) is not None:
                answer = instances.call_method(w, held, tree, name, (), node, live)
                return truth(w, w.named(answer, "test", node), node, live)
        return e.Const(True)
    if isinstance(held, View):
        return e.Const(bool(containers.elements(w, held, node)))
    return e.Const(True)
