"""Objects that give elements: by `__iter__`, or one by one."""

from __future__ import annotations

import dis
import types

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.mutating import MUTATING
from srcgrad.normalize.iterators.generators import is_generator
from srcgrad.normalize.structures.layout import Pin, Ref, Value, View
from srcgrad.normalize.structures.loops.generators import listed
from srcgrad.normalize.structures.objects import iterated as gone_through
from srcgrad.normalize.structures.objects import standing
from srcgrad.normalize.structures.objects.instances import (
    STORES,
    Result,
    call_method,
    find,
    written_in_python,
)
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.walk import Walker


def iterated(
    w: Walker, held: Ref, base: e.Expr, node: s.Stmt, live: Names, place: int = 0,
    asks: bool = False,
) -> Result:  # fmt: skip
    """What `__iter__` of an object goes through; `list` asks how many elements there are, too."""
    if standing.stands_in(w, held):
        return call_method(w, held, base, standing.LISTED, (), node, live)
    answer = begun(w, held, base, node, live)
    if asks and _stores(w.structure(held).cls, "__len__"):
        call_method(w, held, base, "__len__", (), node, live)
    if isinstance(answer, Ref | View) and not makes_elements(w, answer):
        return answer
    source = w.named(answer, "elements", node)
    found = listed(w, source, node, live | {source.name}, place)
    return w.held(found) or found


def _stores(cls: type, name: str) -> bool:
    """Does a method change anything, as far as its own code tells?"""
    found = find(cls, name)
    if found is None or not isinstance(found[1], types.FunctionType):
        return False
    stored = any(step.opname.startswith(STORES) for step in dis.get_instructions(found[1]))
    return stored or not MUTATING.isdisjoint(found[1].__code__.co_names)


def begun(w: Walker, held: Ref, base: e.Expr, node: s.Stmt, live: Names) -> Result:
    """What `__iter__` of an object gives."""
    answer = call_method(w, held, base, "__iter__", (), node, live)
    if (
        isinstance(answer, Ref)
        and w.structure(answer).form == "object"
        and not standing.stands_in(w, answer)
        and not makes_elements(w, answer)
    ):
        raise Pin(w.structure(held).site, "`__iter__` gives an object that makes the elements")
    return answer


def counted(w: Walker, held: Value, base: e.Expr, node: s.Stmt, live: Names) -> e.Expr:
    """What has as many elements as a loop over a value finds."""
    inside = w.structure(held) if isinstance(held, Ref) else None
    if inside is None or inside.form != "object" or standing.stands_in(w, held):  # type: ignore[arg-type]
        return base
    asks = hasattr(inside.cls, "__iter__")
    through = gone_through.attribute(inside.cls) if asks else gone_through.indexed(inside.cls)
    whole: e.Expr = e.Call(e.Ref("tuple", tuple), (base,))
    if through is not None:
        whole = e.Attr(base, through)
    elif not asks or not gone_through.repeatable(inside.cls):
        reason = "what its `__iter__` gives is taken by position" if asks else "it is gone through"
        raise Pin(inside.site, reason)
    return w.named(w.value(whole, node, live), "elements", node)


def asked(w: Walker, held: Value, base: e.Expr, node: s.Stmt, live: Names) -> Value | e.Expr:
    """What an iterator goes through: of an object, what its `__iter__` gives where it is made."""
    inside = w.structure(held) if isinstance(held, Ref) else None
    if inside is None or inside.form != "object" or standing.stands_in(w, held):  # type: ignore[arg-type]
        return held
    method = find(inside.cls, "__iter__")
    if method is None or is_generator(method[1]):  # which begins where it is gone through
        return held
    answer = begun(w, held, base, node, live)  # type: ignore[arg-type]
    if makes_elements(w, answer) and _stores(w.structure(answer).cls, "__iter__"):  # type: ignore[arg-type]
        raise Pin(inside.site, "its `__iter__` is called again where it is gone through")
    return answer


def makes_elements(w: Walker, held: Value | None) -> bool:
    """Is it an object of the user's that makes its elements one by one?"""
    inside = w.structure(held) if isinstance(held, Ref) else None
    if inside is None or inside.form != "object" or standing.stands_in(w, held):  # type: ignore[arg-type]
        return False
    return written_in_python(inside.cls, "__next__")
