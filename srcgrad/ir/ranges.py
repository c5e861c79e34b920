"""Ranges in the other direction."""

from __future__ import annotations

from srcgrad.ir import expr as e

RANGE = e.Ref("range", range)


def plain_range(source: e.Expr) -> bool:
    """Is it `range(n)`?"""
    return isinstance(source, e.Call) and source.func == RANGE and len(source.args) == 1


def last_first(source: e.Expr) -> e.Expr | None:
    """A call of `range` or `reversed`, last number first; None of anything else."""
    match source:
        case e.Call(e.Ref("range"), args, ()) if any(isinstance(one, e.Star) for one in args):
            return e.Call(e.Ref("reversed", reversed), (source,))
        case e.Call(e.Ref("range", target), args, ()):
            low = e.Const(0) if len(args) == 1 else args[0]
            high = args[0] if len(args) == 1 else args[1]
            step = args[2] if len(args) == 3 else e.Const(1)
            if step == e.Const(1):
                return e.Call(e.Ref("range", target), (less(high, 1), less(low, 1), e.Const(-1)))
            if step == e.Const(-1):
                first, stop = less(high, -1), less(low, -1)
                bounds = (stop,) if first == e.Const(0) else (first, stop)
                return e.Call(e.Ref("range", target), bounds)
            return e.Call(e.Ref("reversed", reversed), (source,))
        case e.Call(e.Ref("reversed"), (inner,), ()):
            return inner
    return None


def less(tree: e.Expr, by: int) -> e.Expr:
    """`tree - by`, with the constants put together."""
    match tree:
        case e.Const(int(value)):
            return e.Const(value - by)
        case e.Binary("+", left, e.Const(int(value))):
            return _offset(left, value - by)
        case e.Binary("-", left, e.Const(int(value))):
            return _offset(left, -value - by)
    return _offset(tree, -by)


def _offset(tree: e.Expr, by: int) -> e.Expr:
    if by == 0:
        return tree
    return e.Binary("+" if by > 0 else "-", tree, e.Const(abs(by)))
