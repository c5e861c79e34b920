"""A plain rendering of core programs, for messages, doctests and the verifier.

What users read is printed by `emit`; this text is for developers.
"""

from __future__ import annotations

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.expr import render

__all__ = ["listing", "render"]


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
        case s.With():
            name = "" if node.target is None else f" as {node.target}"
            return [f"{indent}with {render(node.manager)}{name}:", *inner(node.body)]
        case s.Attempt():
            classes = ", ".join(map(render, node.classes))
            head = f"{indent}{node.raised}, {node.error} = attempt, catching {classes}:"
            undo = [f"{indent}undo:", *inner(node.undo)] if node.undo else []
            return [head, *inner(node.body), *undo]
        case s.Ensure():
            return [f"{indent}ensure:", *inner(node.body), f"{indent}final:", *inner(node.final)]
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
            cause = "" if node.cause is None else f" from {render(node.cause)}"
            return f"raise {render(node.value)}{cause}".rstrip()
        case s.Assert():
            return f"assert {render(node.test)}" + (
                f", {render(node.message)}" if node.message else ""
            )
        case s.Comment():
            return f"# {node.text}"
    raise AssertionError(f"no text for {type(node).__name__}")
