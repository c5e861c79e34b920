"""What a program returns, written out with its parts."""

from __future__ import annotations

import collections
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import rebuild
from srcgrad.normalize.names.outputs import DERIVED, INSTANCE, LISTED, MADE, NAMED, SAME, listed
from srcgrad.normalize.structures import reading
from srcgrad.normalize.structures.containers import containers, rows
from srcgrad.normalize.structures.layout import Conflict, Pin, Ref, Structure
from srcgrad.normalize.structures.objects.class_names import class_of
from srcgrad.normalize.structures.walk import Walker


def returned(w: Walker, tree: e.Expr, node: s.Stmt) -> e.Expr:
    """What the program returns."""
    if isinstance(tree, e.Call) and tree.func in LISTED:  # by an earlier walk
        return tree
    if isinstance(tree, e.Call) and tree.func in MADE:
        first, parts = tree.args
        return e.Call(tree.func, (first, returned(w, parts, node)))
    held = w.held(tree)
    if held is None:
        return rebuild(tree, lambda part: returned(w, part, node))
    if not isinstance(held, Ref):
        return reading.plain(w, tree, node)
    return _structure(w, held, node)


def _structure(w: Walker, ref: Ref, node: s.Stmt) -> e.Expr:
    held = w.structure(ref)
    if held.form == "rows":
        return _rows(w, held)
    parts = tuple(_part(w, slot, node) for slot in held.slots.values())
    keys = tuple(map(reading.constant, held.slots))
    if held.home is not None and held.form == "object":
        return e.Call(SAME, (held.home, e.Mapping(keys, parts)))
    if held.form == "tuple" and held.home is not None and held.cls is not tuple:
        return e.Call(SAME, (held.home, e.Sequence(held.form, parts)))
    if held.home is not None and held.cls not in (list, dict, tuple):
        raise Pin(held.site, f"a {held.cls.__name__} is returned")
    return _display(w, held, held.site, keys, parts)


def _rows(w: Walker, held: Structure) -> e.Expr:
    """A list of containers that grew in a loop: from the lists of their parts."""
    if not held.slots or held.shape.form == "function":
        raise Pin(held.site, "a list of functions, or of empty containers, is returned")
    columns: list[e.Expr] = []

    def row(shape: rows.Shape, above: rows.Path) -> e.Expr:
        parts: list[e.Expr] = []
        for key, part in shape.parts:
            if part is None:
                parts.append(e.Const(len(columns)))
                columns.append(e.Var(str(held.slots[(*above, key)])))
            elif part is rows.LOST:
                raise Pin(held.site, rows.GONE)
            else:
                parts.append(row(part, (*above, key)))
        keys = tuple(reading.constant(key) for key, _ in shape.parts)
        return _display(w, shape, held.site, keys, tuple(parts))

    made = row(held.shape, ())
    return listed(made, columns)


def _display(
    w: Walker, held: Structure | rows.Shape, site: str, keys: tuple[e.Expr, ...],
    parts: tuple[e.Expr, ...],
) -> e.Expr:  # fmt: skip
    """A container or object of these parts."""
    if w.context.stand_in(held.cls) is held.cls:
        raise Pin(site, "a container of which only the run knows the structure is returned")
    if held.form == "object":
        return e.Call(INSTANCE, (class_of(w, held, site), e.Mapping(keys, parts)))
    if held.form == "dict" and held.cls is collections.defaultdict:
        raise Pin(site, "a defaultdict is returned")
    if held.form == "dict" and held.cls is not dict:
        return e.Call(DERIVED, (class_of(w, held, site), e.Mapping(keys, parts)))
    if held.form == "list" and held.cls is not list:
        raise Pin(site, f"a {held.cls.__name__} is returned")
    if held.form == "dict":
        return e.Mapping(keys, parts)
    if held.form not in ("tuple", "list"):
        raise Pin(site, "a list of functions is returned")
    made = e.Sequence(held.form, parts)
    return made if held.cls in (tuple, list) else e.Call(NAMED, (class_of(w, held, site), made))


def _part(w: Walker, slot: Any, node: s.Stmt) -> e.Expr:
    found = containers.as_value(slot)
    if isinstance(found, Conflict):
        raise Pin(found.sites, found.reason)
    if isinstance(found, Ref):
        return _structure(w, found, node)
    assert isinstance(found, e.Expr)
    return found
