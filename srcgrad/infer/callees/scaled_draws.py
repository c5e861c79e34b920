"""Draws at random by an active location and scale: standard ones, which do not depend on them.

y = rng.normal(mu, sigma, n)      z = rng.standard_normal(n)      y = mu + sigma * z
y = random.gauss(mu, sigma)       z = random.gauss(0.0, 1.0)      y = mu + sigma * z
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.infer.kinds.draws import GENERATORS, KindOf
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names

STANDARD = {"normal": "standard_normal", "exponential": "standard_exponential"}
PARAMETERS = {"normal": ("loc", "scale"), "exponential": ("scale",)}
OF_PYTHON = ("gauss", "normalvariate")  # these compute the same of a standard draw
Held = Callable[[str, e.Expr], e.Var]


def scaled_draw(
    call: e.Call, kind_of: KindOf, varied: Callable[[str], bool], held: Held, out: s.Block
) -> e.Expr | None:
    """What a draw means that depends on active numbers, if it is one of these."""
    moved = any(
        varied(name) for a in (*call.args, *dict(call.kwargs).values()) for name in names(a)
    )
    name = _drawn(call.func, kind_of) if moved else None
    if name in OF_PYTHON:
        return _of_python(call, kind_of, held)
    if name not in STANDARD:
        return None
    order = (*PARAMETERS[name], "size")
    given = {**dict(zip(order, call.args, strict=False)), **dict(call.kwargs)}
    if len(call.args) > len(order) or not set(given) <= set(order):
        return None
    loc, scale = given.get("loc", e.Const(0.0)), given.get("scale", e.Const(1.0))
    if not all(_double(kind_of(one)) for one in (loc, scale)):
        return None  # NumPy counts in double precision whatever it is given
    size = given.get("size", e.Const(None))
    free = kind_of(size) == k.NOTHING
    arrays = [one for one in (loc, scale) if _rank(kind_of(one))]
    number = free and not arrays
    if not free and not _sized(kind_of(size)):
        return None
    _check(scale, kind_of, held, out)
    if free and arrays:
        size = _shape(arrays, held)
    z = held("z", e.Call(_renamed(call.func, STANDARD[name]), () if number else (size,)))
    if arrays and not free:
        _check_size(z, arrays, held, out)
    found: e.Expr = e.Binary("*", scale, z)
    if "loc" in PARAMETERS[name]:
        found = e.Binary("+", loc, held("scaled", found))
    return e.Call(e.Ref("float", float), (held("drawn", found),)) if number else found


def _drawn(func: e.Expr, kind_of: KindOf) -> str | None:
    """The name of the distribution, of a method of a generator or a function."""
    if isinstance(func, e.Attr):
        base = kind_of(func.base)
        cls = base.cls if isinstance(base, k.Opaque) else None
        ours = isinstance(cls, type) and (issubclass(cls, GENERATORS) or cls is random.Random)
        python = cls is random.Random
        return func.name if ours and python == (func.name in OF_PYTHON) else None
    kind = kind_of(func)
    value: Any = kind.value if isinstance(kind, k.Known) else None
    for module, known in ((np.random, STANDARD), (random, OF_PYTHON)):
        for name in known:
            if value == getattr(module, name) and isinstance(func, e.Ref):
                return name
    return None


def _renamed(func: e.Expr, name: str) -> e.Expr:
    if isinstance(func, e.Attr):
        return e.Attr(func.base, name)
    return e.Ref(f"np.random.{name}", getattr(np.random, name))


def _of_python(call: e.Call, kind_of: KindOf, held: Held) -> e.Expr | None:
    """Of Python's own generator: the type of the result is that of the sum."""
    given = {**dict(zip(("mu", "sigma"), call.args, strict=False)), **dict(call.kwargs)}
    if not set(given) <= {"mu", "sigma"} or len(call.args) > 2:
        return None
    mu, sigma = given.get("mu", e.Const(0.0)), given.get("sigma", e.Const(1.0))
    if not all(k.is_number(kind_of(one)) for one in (mu, sigma)):
        return None
    z = held("z", e.Call(call.func, (e.Const(0.0), e.Const(1.0))))
    return e.Binary("+", mu, held("scaled", e.Binary("*", z, sigma)))


def _double(kind: k.Kind) -> bool:
    general = k.general(kind)
    if isinstance(general, k.Scalar | k.Array):
        return general.dtype == np.dtype("f8") and k.dims(general) is not None
    return isinstance(general, k.Real | k.Int)


def _rank(kind: k.Kind) -> int:
    """Arrays without axes give numbers, as numbers do."""
    return len(k.dims(kind) or ())


def _sized(kind: k.Kind) -> bool:
    """Is it a size of one axis at least? Without any, an array of none is drawn."""
    if k.constant(kind):
        value = k.value_of(kind)
        return isinstance(value, int) or (isinstance(value, tuple) and value != ())
    return isinstance(kind, k.Int) or (isinstance(kind, k.Tuple) and kind.items != ())


def _shape(arrays: list[e.Expr], held: Held) -> e.Expr:
    """The shape of what is drawn, where no size is given: that of both."""
    shapes = [held("shape", e.Attr(one, "shape")) for one in arrays]
    if len(shapes) == 1:
        return shapes[0]
    joined = e.Ref("np.broadcast_shapes", np.broadcast_shapes)
    return held("shape", e.Call(joined, tuple(shapes)))


def _check_size(z: e.Expr, arrays: list[e.Expr], held: Held, out: s.Block) -> None:
    """NumPy refuses a size that its operands would have to stretch."""
    met = _shape([z, *arrays], held)
    wrong = held("wrong", e.Compare("!=", met, held("shape", e.Attr(z, "shape"))))
    text = "Output size is not compatible with broadcast dimensions of inputs"
    error = e.Call(e.Ref("ValueError", ValueError), (e.Const(text),))
    out.append(s.If(wrong, [s.Raise(error)], []))


def _check(scale: e.Expr, kind_of: KindOf, held: Held, out: s.Block) -> None:
    """NumPy refuses a scale below zero, and -0.0, but not what is no number."""
    if k.constant(kind_of(scale)) and not np.signbit(k.value_of(kind_of(scale))):
        return
    signs = held("signs", e.Call(e.Ref("np.signbit", np.signbit), (scale,)))
    low = held("low", e.Compare("<=", scale, e.Const(0)))
    wrong = held("wrong", e.Binary("&", signs, low))
    wrong = held("wrong", e.Call(e.Ref("np.any", np.any), (wrong,)))
    error = e.Call(e.Ref("ValueError", ValueError), (e.Const("scale < 0"),))
    out.append(s.If(wrong, [s.Raise(error)], []))
