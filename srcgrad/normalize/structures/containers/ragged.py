"""Lists of lists of tuples, each of its own length: a table for each element of a tuple.

graph = [[(1, a), (2, b)], [(0, c)]]   ->   graph_0 = [[1, 2], [0]]; graph_1 = [[a, b], [c]]
"""

from __future__ import annotations

from srcgrad.ir import expr as e
from srcgrad.normalize.structures.containers import rows
from srcgrad.normalize.structures.layout import Ref, Rows
from srcgrad.normalize.structures.walk import Walker


def appended(w: Walker, base: str, argument: e.Expr, row: Ref | None) -> None:
    """Start again where tuples are put into lists that are elements of another list.

    held.append(one)                   held.append(one)
    ...                         ->     ...
    held[k].append((j, v))             what `one` was made as holds rows from the start
    """
    site, decided = w.site_of(base), w.decisions
    inner = w.site_of(argument.name) if isinstance(argument, e.Var) else ""
    if site and inner:
        decided.inside.setdefault(site, set()).add(inner)
    lists = decided.inside.get(w.picked.get(base, ""), set()) - decided.rows.keys() - decided.mixed
    if row is not None and lists and rows.flat(shape := rows.shape_of(w, row)):
        first, *others = sorted(lists)
        raise Rows(first, shape, tuple(others))


def learnt(w: Walker, target: str, items: tuple[Ref, ...]) -> Rows:
    """What a list is to hold: rows that are alike, or lists of rows, which are told first."""
    lists = [w.structure(item) for item in items]
    known = [one for one in lists if one.form == "list"]
    inner = [one.shape for one in lists if one.form == "rows"]
    ragged = len({len(one.slots) for one in known}) > 1 or len(known) < len(lists)
    if not ragged or not known or len(known) + len(inner) < len(lists):
        return Rows(target, rows.shape_of(w, items[0]))
    parts = [part for one in known for part in one.slots.values()]
    inner += [rows.shape_of(w, part) for part in parts if isinstance(part, Ref)]
    alike = bool(inner) and all(rows.flat(s) and rows.alike(s, inner[0]) for s in inner)
    sites = [one.site for one in known]
    if not alike or w.decisions.mixed & {*sites} or not all(isinstance(p, Ref) for p in parts):
        return Rows(target, rows.shape_of(w, items[0]))
    return Rows(sites[0], inner[0], tuple(sites[1:]))
