"""What the temporaries of a program are called, after what they hold."""

from __future__ import annotations

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


def short(name: str) -> str:
    """A name without the compiler's number."""
    return name.partition(".")[0]


def _called(function: str, operands: tuple[e.Expr, ...]) -> str:
    """`sin_x` for `np.sin(x)`; `sin_value` where the operand has no name of the user's."""
    operand = operands[0] if operands else None
    if isinstance(operand, e.Var) and "." not in operand.name:
        return f"{function.strip('_')}_{operand.name}"
    return f"{function.strip('_')}_value"
