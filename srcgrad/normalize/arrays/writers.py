"""Calls that write into an array become stores, once kinds are known.

    np.copyto(y, e)                    y[...] = e
    z = np.exp(x, out=y)      ->       exp.1 = np.exp(x); y[...] = exp.1; z = y
    y.sort()                           sort.2 = np.sort(y); y[...] = sort.2

Only where the store does exactly what the call does. What is left is refused where it is
met, as a call that may write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, names
from srcgrad.normalize.jumps.foreseen import is_test
from srcgrad.normalize.scope import Counter

KindOf = Callable[[e.Expr], k.Kind]
Reached = Callable[[Iterable[str]], set[str]]  # the memory that names stand for
WHOLE = e.Const(...)
REDUCING = {
    np.sum, np.prod, np.mean, np.std, np.var, np.max, np.min, np.amax, np.amin,
    np.cumsum, np.cumprod, np.dot, np.clip, np.concatenate, np.stack, np.outer, np.einsum,
    np.take, np.choose, np.compress, np.round, np.around, np.trace, np.ptp, np.median, np.quantile,
    np.percentile, np.nansum, np.nanprod, np.nanmean, np.nanstd, np.nanvar, np.nanmax,
    np.nanmin, np.nanmedian, np.nanquantile, np.nanpercentile, np.nancumsum, np.nancumprod,
}  # fmt: skip
if np.lib.NumpyVersion(np.__version__) >= "2.1.0":
    REDUCING |= {np.cumulative_sum, np.cumulative_prod}
if np.lib.NumpyVersion(np.__version__) >= "2.0.0":
    REDUCING |= {np.fft.fft, np.fft.ifft, np.fft.rfft, np.fft.irfft, np.fft.ihfft}
    REDUCING |= {np.fft.fftn, np.fft.ifftn, np.fft.rfftn, np.fft.irfftn, np.fft.fft2, np.fft.rfft2}
UNBUFFERED = {np.concatenate, np.stack, np.take, np.choose, np.compress}  # read after writing
REDUCING_METHODS = {
    "sum", "prod", "mean", "std", "var", "max", "min", "cumsum", "cumprod", "dot", "clip",
    "round", "trace", "ptp",
}  # fmt: skip
EXACT = {  # the same bits, whichever elements are computed together
    np.add, np.subtract, np.multiply, np.divide, np.sqrt, np.negative, np.absolute, np.square,
    np.maximum, np.minimum, np.reciprocal, np.positive, np.fmax, np.fmin, np.floor, np.ceil,
}  # fmt: skip
SCRATCH = "scratch"  # an array that one call fills, and nobody else writes or reads
SAFE = {np.divide: 1.0, np.reciprocal: 1.0}


def spell_out(block: s.Block, kind_of: KindOf, counter: Counter, reached: Reached) -> bool:
    """Rewrite a block in place; says whether anything was rewritten."""
    writers = _Writers(kind_of, counter, reached)
    writers.block(block)
    return writers.changed


class _Writers:
    """The rewriting of one function."""

    def __init__(self, kind_of: KindOf, counter: Counter, reached: Reached) -> None:
        self.kind_of, self.counter, self.reached = kind_of, counter, reached
        self.changed = False
        self.out: s.Block = []
        self.node: s.Stmt = s.Break()

    def block(self, block: s.Block) -> None:
        whole: s.Block = []
        for node in block:
            for inner in blocks(node):
                self.block(inner)
            call = node.value if isinstance(node, s.Assign | s.Evaluate) else None
            self.out, self.node = [], node
            if isinstance(call, e.Call) and (value := self.call(call)) is not None:
                self.changed = True
                if isinstance(node, s.Assign):
                    self.emit(s.Assign(node.target, value))
                whole += self.out
            else:
                whole.append(node)
        block[:] = whole

    def emit(self, node: s.Stmt) -> None:
        node.origin = self.node.origin
        self.out.append(node)

    def held(self, stem: str, tree: e.Expr) -> e.Var:
        name = self.counter.name(stem)
        self.emit(s.Assign(name, tree))
        return e.Var(name)

    def float_array(self, tree: e.Expr) -> k.Array | None:
        """The kind of a name of an array of floats, or of complex numbers."""
        kind = self.kind_of(tree)
        if isinstance(tree, e.Var) and isinstance(kind, k.Array) and k.inexact(kind.dtype):
            return kind
        return None

    def call(self, call: e.Call) -> e.Expr | None:
        """The value of a call whose writing has been spelled out, or None to leave it."""
        if isinstance(call.func, e.Attr):
            if not isinstance(self.kind_of(call.func.base), k.Array):
                return None
            if "out" in dict(call.kwargs) and call.func.name in REDUCING_METHODS:
                return self.into(call, dict(call.kwargs)["out"], alike=True)
            method = _METHODS.get(call.func.name)
            return None if method is None else method(self, call.func.base, call)
        if isinstance(call.func, e.Var):  # a type that a name stands for
            kind = self.kind_of(call.func)
            given = kind.value if isinstance(kind, k.Known) else None
            return self.cast(call) if given in (np.float64, np.float32) else None
        if not isinstance(call.func, e.Ref):
            return None
        function: Any = call.func.target
        if isinstance(function, np.ufunc):
            return self.ufunc(function, call)
        try:
            special = _FUNCTIONS.get(function)
        except TypeError:  # not hashable
            return None
        if special is not None:
            return special(self, call)
        if function is np.dot and len(call.args) == 3 and not call.kwargs:
            plain = e.Call(call.func, call.args[:2])
            return self.into(plain, call.args[2], alike=True)
        if (function in REDUCING or _of_ufunc(function)) and "out" in dict(call.kwargs):
            out = dict(call.kwargs)["out"]
            operands = {n for a in call.args for n in names(a)}
            if function in UNBUFFERED and self.reached(operands) & self.reached(names(out)):
                return None
            if function in REDUCING and self.of_number(call):
                return None
            return self.into(call, out, alike=True)
        return None

    # -- out= ------------------------------------------------------------------------------

    def ufunc(self, function: np.ufunc, call: e.Call) -> e.Expr | None:
        given = dict(call.kwargs)
        if len(call.args) > function.nin:
            given["out"] = call.args[function.nin]
        out = given.pop("out", None)
        if isinstance(out, e.Var) and is_scratch(out.name):
            return None
        if isinstance(out, e.Sequence) and len(out.items) == 1:
            out = out.items[0]
        if out is None or function.nout != 1:
            return None
        where = given.pop("where", e.Const(True))
        plain = e.Call(call.func, call.args[: function.nin], tuple(given.items()))
        if self.kind_of(where) == k.Known(True):
            return self.into(plain, out)
        if function not in EXACT or given:
            return self.partly(plain, out, where)
        return self.chosen(function, plain, out, where)

    def into(self, call: e.Call, out: e.Expr, alike: bool = False) -> e.Expr | None:
        """`f(x, out=y)`; `alike` says that the dtype of `y` must be that of the result."""
        plain = e.Call(call.func, call.args, tuple(kw for kw in call.kwargs if kw[0] != "out"))
        if self.kind_of(out) == k.Known(None):
            return plain
        target, result = self.float_array(out), self.kind_of(plain)
        if target is None or not self.fits(result, target, alike):
            return None
        value = self.held("result", plain)
        self.emit(s.Store(out, WHOLE, value, into=True))
        return e.Item(out, e.WHOLE) if _is_dot(plain) and not target.dims else out

    def of_number(self, call: e.Call) -> bool:
        """Is it of one number? Then it depends on NumPy's version whether the array is given."""
        kind = self.kind_of(call.args[0]) if call.args else k.Unknown()
        return k.rank(kind) == 0 and not isinstance(kind, k.Array)

    def fits(self, result: k.Kind, target: k.Array, alike: bool) -> bool:
        """May the result be stored whole, as the call would store it?"""
        if isinstance(result, k.Array):
            if alike and result.dtype != target.dtype:
                return False
            known = result.dims is not None and target.dims is not None
            return (
                known
                and len(result.dims or ()) <= len(target.dims or ())
                and np.can_cast(result.dtype, target.dtype, "same_kind")
            )
        if alike:
            return isinstance(result, k.Scalar) and (result.dtype, ()) == (
                target.dtype,
                target.dims,
            )
        return _fits(result, target)

    def spreads(self, result: k.Kind, target: k.Array) -> bool:
        """May the result be stored where a mask of the target's shape has chosen places?"""
        if isinstance(result, k.Scalar):
            return result.dtype == target.dtype
        return isinstance(result, k.Array) and self.fits(result, target, alike=True)

    def chosen(
        self, function: np.ufunc, plain: e.Call, out: e.Expr, where: e.Expr
    ) -> e.Expr | None:
        """`f(x, out=y, where=m)`: elements that are not chosen are computed at a safe point."""
        target, mask, result = self.float_array(out), self.kind_of(where), self.kind_of(plain)
        if target is None or not _is_mask(mask) or not self.spreads(result, target):
            return None
        pick = e.Ref("np.where", np.where)
        safe = e.Const(SAFE.get(function, 0.5))
        args = tuple(
            self.held("chosen", e.Call(pick, (where, a, safe))) if _may_err(function) else a
            for a in plain.args
        )
        value = self.held("result", e.Call(plain.func, args))
        self.emit(s.Store(out, WHOLE, self.held("picked", e.Call(pick, (where, value, out)))))
        return out

    def partly(self, plain: e.Call, out: e.Expr, where: e.Expr) -> e.Expr | None:
        """The same by a call into a scratch array, which has the bits of the user's own call."""
        target, mask, result = self.float_array(out), self.kind_of(where), self.kind_of(plain)
        if target is None or not _is_mask(mask) or not self.spreads(result, target):
            return None
        scratch = self.held(SCRATCH, e.Call(e.Ref("np.zeros_like", np.zeros_like), (out,)))
        keywords = (*plain.kwargs, ("out", scratch), ("where", where))
        value = self.held("result", e.Call(plain.func, plain.args, keywords))
        pick = e.Call(e.Ref("np.where", np.where), (where, value, out))
        self.emit(s.Store(out, WHOLE, self.held("picked", pick)))
        return out

    # -- functions that write ------------------------------------------------------------------

    def copyto(self, call: e.Call) -> e.Expr | None:
        given = dict(call.kwargs)
        if len(call.args) != 2 or set(given) - {"where"}:
            return None
        target, source = call.args
        if target == source:
            return e.NONE  # nothing happens, not even if it cannot be written
        kind = self.float_array(target)
        if kind is None or not self.fits(self.kind_of(source), kind, alike=False):
            return None
        where = given.get("where")
        if where is not None:
            mask = self.kind_of(where)
            if not isinstance(mask, k.Array) or mask.dtype.kind != "b":
                return None
            source = self.held(
                "picked", e.Call(e.Ref("np.where", np.where), (where, source, target))
            )
        self.emit(s.Store(target, WHOLE, source))
        return e.NONE

    def add_at(self, call: e.Call) -> e.Expr | None:
        """What is added may be a list or tuple: its adjoint comes as an array."""
        if len(call.args) != 3 or not isinstance(self.kind_of(call.args[2]), k.List | k.Tuple):
            return None
        added = self.held("added", e.Call(e.Ref("np.asarray", np.asarray), (call.args[2],)))
        self.emit(s.Evaluate(e.Call(call.func, (*call.args[:2], added))))
        return e.NONE

    def nan_to_num(self, call: e.Call) -> e.Expr | None:
        given = dict(call.kwargs)
        if "copy" in given and self.kind_of(given["copy"]) == k.Known(True):  # a function of it
            del given["copy"]
            return e.Call(call.func, call.args, tuple(given.items()))
        if "copy" not in given or self.kind_of(given["copy"]) != k.Known(False):
            return None
        if len(call.args) != 1 or self.float_array(call.args[0]) is None:
            return None
        del given["copy"]
        value = self.held("result", e.Call(call.func, call.args, tuple(given.items())))
        self.emit(s.Store(call.args[0], WHOLE, value))
        return call.args[0]

    # -- methods ---------------------------------------------------------------------------

    def fill(self, base: e.Expr, call: e.Call) -> e.Expr | None:
        kind = self.float_array(base)
        if len(call.args) != 1 or call.kwargs or kind is None:
            return None
        if not _fits(self.kind_of(call.args[0]), kind):
            return None
        self.emit(s.Store(base, WHOLE, call.args[0]))
        return e.NONE

    def sort(self, base: e.Expr, call: e.Call) -> e.Expr | None:
        if self.float_array(base) is None or len(call.args) > 1:
            return None
        if set(dict(call.kwargs)) - {"axis", "kind", "stable"}:
            return None
        plain = e.Call(e.Ref("np.sort", np.sort), (base, *call.args), call.kwargs)
        self.emit(s.Store(base, WHOLE, self.held("sorted", plain)))
        return e.NONE

    def partition(self, base: e.Expr, call: e.Call) -> e.Expr | None:
        if self.float_array(base) is None or set(dict(call.kwargs)) - {"kth", "axis", "kind"}:
            return None
        plain = e.Call(e.Ref("np.partition", np.partition), (base, *call.args), call.kwargs)
        self.emit(s.Store(base, WHOLE, self.held("parted", plain)))
        return e.NONE

    # -- methods whose function has another order of arguments ----------------------------------

    def compress(self, base: e.Expr, call: e.Call) -> e.Expr | None:
        out = len(call.args) > 2 or "out" in dict(call.kwargs)
        if not call.args or self.float_array(base) is None or out:
            return None
        function = e.Ref("np.compress", np.compress)
        return e.Call(function, (call.args[0], base, *call.args[1:]), call.kwargs)

    # -- second names ----------------------------------------------------------------------

    def same(self, call: e.Call) -> e.Expr | None:
        """`np.asanyarray(y)` and the like, which give back a plain array itself."""
        if len(call.args) != 1 or call.kwargs:
            return None
        kind = self.kind_of(call.args[0])
        if isinstance(kind, k.List | k.Tuple) or k.is_number(kind):
            return e.Call(e.Ref("np.asarray", np.asarray), call.args)
        return None if self.float_array(call.args[0]) is None else call.args[0]

    def cast(self, call: e.Call) -> e.Expr | None:
        """`np.float64(y)` of an array: the array itself if it has that dtype."""
        if len(call.args) != 1 or call.kwargs:
            return None
        kind = self.float_array(call.args[0])
        if kind is None or not kind.dims:
            return None
        return self.of_dtype(call.args[0], kind, call.func)

    def astype(self, base: e.Expr, call: e.Call) -> e.Expr | None:
        given = dict(call.kwargs)
        if len(call.args) != 1 or set(given) != {"copy"}:
            return None
        kind = self.kind_of(base)
        assert isinstance(kind, k.Array)
        if self.kind_of(given["copy"]) == k.Known(True):
            return e.Call(call.func, call.args)
        if self.kind_of(given["copy"]) != k.Known(False):
            return None
        return self.of_dtype(base, kind, call.args[0])

    def of_dtype(self, base: e.Expr, kind: k.Array, dtype: e.Expr) -> e.Expr | None:
        wanted = self.kind_of(dtype)
        if not isinstance(wanted, k.Known):
            return None
        try:
            same = np.dtype(wanted.value) == kind.dtype
        except TypeError:
            return None
        return base if same else e.Call(e.Attr(base, "astype"), (dtype,))


def is_scratch(name: str) -> bool:
    """Does the name stand for an array that `_Writers.partly` has made?"""
    return name.startswith(f"{SCRATCH}.")


def _fits(kind: k.Kind, target: k.Array) -> bool:
    """Is it a number that an array takes as it is, complex ones only if its own are?"""
    if isinstance(kind, k.Scalar) and kind.dtype.kind not in "biufc":
        return False
    return k.is_number(kind) and (k.is_complex(target) or not k.is_complex(kind))


def _is_mask(kind: k.Kind) -> bool:
    """Is it a truth value, or an array of them?"""
    return is_test(kind) or (isinstance(kind, k.Array) and kind.dtype.kind == "b")


def _is_dot(call: e.Call) -> bool:
    """Does it give a number, and not the 0-d array into which NumPy has put it?"""
    func = call.func
    return func.name == "dot" if isinstance(func, e.Attr) else func == e.Ref("np.dot", np.dot)


def _of_ufunc(function: Any) -> bool:
    """Is it `np.add.reduce` or the like? Where operands overlap with `out` they are copied."""
    return isinstance(getattr(function, "__self__", None), np.ufunc) and function.__name__ != "at"


def _may_err(function: np.ufunc) -> bool:
    """May the function warn where it is evaluated at an element that nobody chose?"""
    return function not in (np.negative, np.absolute, np.positive, np.maximum, np.minimum)


_FUNCTIONS: dict[Any, Callable[[_Writers, e.Call], e.Expr | None]] = {
    np.copyto: _Writers.copyto,
    np.nan_to_num: _Writers.nan_to_num,
    **dict.fromkeys((np.add.at, np.subtract.at), _Writers.add_at),
    np.asanyarray: _Writers.same,
    np.require: _Writers.same,
    **dict.fromkeys((np.float64, np.float32), _Writers.cast),
}
_METHODS: dict[str, Callable[[_Writers, e.Expr, e.Call], e.Expr | None]] = {
    "fill": _Writers.fill,
    "sort": _Writers.sort,
    "compress": _Writers.compress,
    "partition": _Writers.partition,
    "astype": _Writers.astype,
}
