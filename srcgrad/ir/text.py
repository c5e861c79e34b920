"""A plain rendering of core programs, for messages, doctests and the verifier.

What users read is printed by `emit`; this text is for developers.
"""

from __future__ import annotations

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s

_LOOSE = (e.Binary, e.Compare, e.Logical, e.Choice, e.Unary)


def render(node: e.Expr | None) -> str:
    """One expression as text; operands that are operations get parentheses."""
    match node:
        case None:
            return ""
        case e.Const(value):
            return "..." if value is Ellipsis else repr(value)
        case e.Var(name):
            return name
        case e.Ref(path):
            return path
        case e.Unary(op, operand):
            return f"{op}{' ' if op == 'not' else ''}{_tight(operand)}"
        case e.Binary(op, left, right) | e.Compare(op, left, right) | e.Logical(op, left, right):
            return f"{_tight(left)} {op} {_tight(right)}"
        case e.Choice(test, body, orelse):
            return f"{_tight(body)} if {_tight(test)} else {_tight(orelse)}"
        case e.Call(func, args, kwargs):
            inside = [render(a) for a in args] + [f"{k}={render(v)}" for k, v in kwargs]
            return f"{_tight(func)}({', '.join(inside)})"
        case e.Attr(base, name):
            return f"{_tight(base)}.{name}"
        case e.Item(base, index):
            return f"{_tight(base)}[{_index(index)}]"
        case e.Slice(lower, upper, step):
            tail = f":{render(step)}" if step is not None else ""
            return f"{render(lower)}:{render(upper)}{tail}"
        case e.Sequence(form, items):
            inner = ", ".join(render(i) for i in items)
            if form == "tuple":
                return f"({inner},)" if len(items) == 1 else f"({inner})"
            return f"[{inner}]"
        case e.Mapping(keys, values):
            return (
                "{"
                + ", ".join(f"{render(k)}: {render(v)}" for k, v in zip(keys, values, strict=True))
                + "}"
            )
        case e.Star(value):
            return f"*{_tight(value)}"
        case e.Text(parts):
            return "f" + repr(
                "".join(p if isinstance(p, str) else "{" + render(p[0]) + "}" for p in parts)
            )
        case e.Each(element, name, source):
            return f"[{render(element)} for {name} in {render(source)}]"
    raise AssertionError(f"no text for {type(node).__name__}")


def _tight(node: e.Expr) -> str:
    return f"({render(node)})" if isinstance(node, _LOOSE) else render(node)


def _index(node: e.Expr) -> str:
    if isinstance(node, e.Sequence) and node.form == "tuple" and node.items:
        inner = ", ".join(render(i) for i in node.items)
        return inner + ("," if len(node.items) == 1 else "")
    return render(node)


def listing(block: s.Block, indent: str = "") -> str:
    """A block as indented lines."""
    return "\n".join(line for statement in block for line in _lines(statement, indent))


def _lines(node: s.Stmt, indent: str) -> list[str]:
    deeper = indent + "    "

    def inner(block: s.Block) -> list[str]:
        return [line for child in block for line in _lines(child, deeper)] or [deeper + "pass"]

    match node:
        case s.If():
            lines = [f"{indent}if {render(node.test)}:", *inner(node.body)]
            return lines + ([f"{indent}else:", *inner(node.orelse)] if node.orelse else [])
        case s.For():
            return [f"{indent}for {node.target} in {render(node.source)}:", *inner(node.body)]
        case s.While():
            if not node.prelude:
                return [f"{indent}while {render(node.test)}:", *inner(node.body)]
            prelude = [f"{indent}while:", *inner(node.prelude)]
            return [*prelude, f"{indent}do while {render(node.test)}:", *inner(node.body)]
    return [indent + _simple(node)]


def _simple(node: s.Stmt) -> str:
    match node:
        case s.Assign():
            return f"{node.target} = {render(node.value)}"
        case s.Unpack():
            names = [("*" if k == node.star else "") + t for k, t in enumerate(node.targets)]
            return f"{', '.join(names)} = {render(node.value)}"
        case s.Permute():
            return f"{', '.join(node.targets)} = {', '.join(node.sources)}"
        case s.Store():
            return f"{render(e.Item(node.base, node.index))} = {render(node.value)}"
        case s.Augment():
            base = node.base if node.index is None else e.Item(node.base, node.index)
            return f"{render(base)} {node.op}= {render(node.value)}"
        case s.Evaluate():
            return render(node.value)
        case s.Break():
            return "break"
        case s.Raise():
            return f"raise {render(node.value)}".rstrip()
        case s.Assert():
            return f"assert {render(node.test)}" + (
                f", {render(node.message)}" if node.message else ""
            )
        case s.Comment():
            return f"# {node.text}"
    raise AssertionError(f"no text for {type(node).__name__}")
