"""Dicts of run-time keys, and what they hold: dicts and lists of different structure.

graph = {"a": {"b": x, "c": y}, "b": {}}     places = {"a": 0, "b": 1}
u = ...                                  ->  keys = [["b", "c"], []]; values = [[x, y], []]
for v, w in graph[u].items():                for v, w in zip(keys[places[u]], values[places[u]]):

(`rules.python.containers` says what a table does; each list here is one of its lists.)
"""

from __future__ import annotations

from copy import copy

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.structures.containers import ragged
from srcgrad.normalize.structures.layout import Pin, Ref, Structure, Value
from srcgrad.normalize.structures.objects import construct
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.walk import Walker

DIFFERENT = "dicts of different keys are held by what only the run knows a key of"


def table(
    w: Walker, tree: e.Mapping, node: s.Stmt, live: Names, target: str
) -> Value | e.Expr | None:
    """A dict of active values of which only the run knows the keys: an object in its place."""
    made = construct.table(w, (), (), node, live, target)
    if made is None:
        return None
    name = w.named(made, target, node)
    inner = live | {name.name}
    known = [w.constant(key) for key in tree.keys if not isinstance(key, e.Star)]
    apart = all(ok for ok, _ in known) and len({key for _, key in known}) == len(tree.keys)
    values = tree.values
    if apart and values:
        site = _site(w, w.structure(made), "held")
        values = level(w, site, target, values, node, inner)
    for key, new in zip(tree.keys, values, strict=True):
        if isinstance(key, e.Star):
            w.call_method(made, name, "update", (key.value,), node, inner)
        else:
            store = "first_" if apart else "__setitem__"
            w.call_method(made, name, store, (key, new), node, inner)
    return w.state.env[name.name]


def level(
    w: Walker, site: str, target: str, values: tuple[e.Expr, ...], node: s.Stmt, live: Names
) -> tuple[e.Expr, ...]:
    """The elements of a container, made alike where their structure differs.

    Each time something is found out, the walk starts again.
    `target` is the container that is written out, `site` where its list was made.
    """
    mark = f"{target}.values"
    if mark not in w.decisions.tabled:
        if site not in w.decisions.mixed:
            return values
        w.decisions.tabled.add(mark)
        w.decisions.mixed.discard(site)
    values = tuple(_named(w, one, f"{target}.{at}", node, live) for at, one in enumerate(values))
    refs = tuple(ref for one in values if isinstance(ref := w.held(one), Ref))
    held = [w.structure(ref) for ref in refs]
    if not held or len(held) < len(values) or any(one.home is not None for one in held):
        return values
    if all(one.form in ("list", "rows") for one in held):
        learnt = ragged.learnt(w, site, refs)
        if learnt.site != site:
            raise learnt
        return values
    tables = [one for one in held if w.context.stand_in(one.cls) is one.cls]
    dicts = [one.site for one in held if one.form == "dict" and one.cls is dict]
    if len(tables) + len(dicts) < len(held):
        return values
    if dicts:
        w.decisions.tabled |= {*dicts}
        raise Pin(tuple(dicts), DIFFERENT, keyed=True)
    known = {_site(w, one, part) for one in tables for part in ("names", "held")}
    if fixed := sorted(known - w.pins.keys()):
        raise Pin(tuple(fixed), DIFFERENT, keyed=True)
    return values


def _named(w: Walker, tree: e.Expr, site: str, node: s.Stmt, live: Names) -> e.Expr:
    """An element that is a container, under a name that is the same in each walk."""
    if isinstance(tree, e.Sequence) and tree.form == "list":
        items = (_named(w, one, f"{site}.{at}", node, live) for at, one in enumerate(tree.items))
        tree = e.Sequence("list", tuple(items))
    elif not isinstance(tree, e.Mapping | e.Sequence):
        return tree
    place = copy(node)
    place.mark = (node.mark, site)
    return w.named(w.value(tree, place, live, site), site, node)


def _site(w: Walker, made: Structure, part: str) -> str:
    """Where one of the lists of a table was made."""
    slot = made.slots[part]
    if isinstance(slot, Ref):
        return w.structure(slot).site
    return w.site_of(slot) if isinstance(slot, str) else ""
