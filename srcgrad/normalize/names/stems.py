"""What the temporaries of a program are called, after what they hold."""

from __future__ import annotations

from typing import Any

from srcgrad.ir import expr as e

STEMS = {
    "+": "total",
    "-": "difference",
    "*": "product",
    "/": "quotient",
    "**": "power",
    "@": "product",
    "//": "quotient",
    "%": "remainder",
}


def stem(tree: e.Expr) -> str:
    """What a temporary that holds the value is called."""
    match tree:
        case e.Binary(op, _, _):
            return STEMS.get(op, "bits")
        case e.Unary("-", _):
            return "negative"
        case e.Compare() | e.Unary("not", _) | e.Logical():
            return "test"
        case e.Call(e.Ref(path), args, _):
            return _called(path.rpartition(".")[2], args[:1])
        case e.Attr(e.Var(name), "T"):
            return f"{short(name)}_T"
        case e.Call(e.Attr(base, name), _, _) | e.Attr(base, name):
            return _called(name, (base,))
        case e.Item(e.Var(name), _):
            return f"{short(name)}_item"
        case e.Sequence():
            return "items"
        case e.Text():
            return "text"
        case e.Closure(code):
            return str(code.__name__)
    return "item"


def held(tree: e.Expr) -> str:
    """What a value of the library's is called.

    >>> held(e.Const(1.0)), held(e.Call(e.Ref("np.hypot", abs), (e.Var("x"), e.Var("y"))))
    ('number', 'hypot_x')
    """
    match tree:
        case e.Item(e.Attr(_, "shape"), _) | e.Call(e.Ref("len"), _, _):
            return "length"
        case e.Const():
            return "number"
        case e.Choice():
            return "choice"
        case e.Var(name):
            return f"{short(name.partition('~')[0])}_given"
    return stem(tree).replace("~", "_")


def local(name: str, tree: e.Expr, body: Any) -> str:
    """What the program calls a local of a rule: a letter of ours is short for what it holds."""
    return held(tree) if len(name) == 1 and body.__module__.startswith("srcgrad.") else name


def short(name: str) -> str:
    """A name without the compiler's number."""
    return name.partition(".")[0]


def _called(function: str, operands: tuple[e.Expr, ...]) -> str:
    """`sin_x` for `np.sin(x)`; `sin_value` where the operand has no name of the user's."""
    operand = operands[0] if operands else None
    if isinstance(operand, e.Var) and "." not in operand.name:
        return f"{function.strip('_')}_{operand.name}"
    return f"{function.strip('_')}_value"
