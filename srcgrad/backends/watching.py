"""A generated module that watches its own numbers: which statement is the first to make a NaN.

    y = np.sqrt(x)            __watch__.before(lambda: (x,))
                       ->     y = np.sqrt(x)
                              __watch__.after(3, (y,))

A statement is noted if what it reads is finite and what it makes is not. Whether that matters is
told by the result: only if that is not finite the first statement that was noted is blamed, so that
a value which nothing selects harms nobody.
"""

from __future__ import annotations

import ast
import cmath
import threading
import types
from collections.abc import Callable
from typing import Any, NoReturn

import numpy as np

from srcgrad.late import dataclass
from srcgrad.request.signature import OPAQUE, STANDARD
from srcgrad.runtime import attributes_in

WATCH = "__watch__"


@dataclass(frozen=True)
class Noted:
    """A statement that made NaN or inf of finite numbers: its line, and which of the two."""

    line: int
    made: str


class Watch(threading.local):
    """What happens in one run; `blame` is called with the statement that is to be reported."""

    def __init__(self, blame: Callable[[Noted], NoReturn], sweep: int) -> None:
        self.blame = blame
        self.sweep = sweep  # the line on which the reverse sweep begins
        self.begin()

    def begin(self) -> None:
        """A run begins."""
        self.finite = False
        self.noted: list[Noted] = []

    def before(self, operands: Callable[[], tuple[Any, ...]]) -> None:
        """A statement is about to run on these operands."""
        try:
            self.finite = all(not _flaw(value) for value in operands())
        except Exception:  # an operand that the statement does not come to read
            self.finite = False

    def after(self, line: int, made: tuple[Any, ...]) -> None:
        """A statement has run, and made these values."""
        if self.finite and (flaw := next(filter(None, map(_flaw, made)), "")):
            self.noted.append(Noted(line, flaw))

    def done(self, result: Any, part: str) -> Any:
        """A run ends with a result, of which a `part` matters."""
        value, rest = (None, result) if part == "all" else result
        if _flaw(value) and self.noted:
            self.blame(self.noted[0])
        if part != "value" and _flaw(rest) and self.noted:
            later = (noted for noted in self.noted if noted.line > self.sweep)
            self.blame(next(later, self.noted[0]))
        return result


def _flaw(value: Any) -> str:
    """What of NaN and inf a value holds, if any; all that it reaches is looked at once."""
    found, met, left = "", set[int](), [value]
    while left:
        one = left.pop()
        if isinstance(one, np.ndarray | np.generic | float | complex):
            flaw = _of_numbers(one)
            if flaw == "NaN":
                return flaw
            found = found or flaw
        elif id(one) not in met:
            met.add(id(one))
            left += _parts(one)
    return found


def _of_numbers(value: Any) -> str:
    if isinstance(value, float | complex):
        if cmath.isfinite(value):
            return ""
        return "NaN" if cmath.isnan(value) else "inf"
    if value.dtype.kind not in "fc" or np.all(np.isfinite(value)):
        return ""
    return "NaN" if np.any(np.isnan(value)) else "inf"


def _parts(value: Any) -> list[Any]:
    """What a container holds, or an object of a class that is no library's."""
    if isinstance(value, dict):
        return list(value.values())
    if isinstance(value, list | tuple):
        return list(value)
    cls: Any = type(value)
    room = cls.__module__.partition(".")[0]
    plain = cls.__getattribute__ is object.__getattribute__ and room not in OPAQUE | STANDARD
    if plain or cls is types.SimpleNamespace:
        return list(attributes_in(value).values())
    return []


def watched(text: str, entries: dict[str, str]) -> tuple[ast.Module, int]:
    """The module with its watch, and the line on which its reverse sweep begins.

    `entries` are the functions that are called from outside, each with the part of its result
    that matters: "all", the "value" that comes first, or "both" of value and gradient.
    """
    module = ast.parse(text)
    sweep = [n for n, line in enumerate(text.split("\n"), 1) if line == "    # reverse sweep"]
    for node in module.body:
        if isinstance(node, ast.FunctionDef):
            part = entries.get(node.name, "")
            node.body = _block(node.body, part)
            if part:
                node.body.insert(0, _statement(f"{WATCH}.begin()"))
            if part == "all":
                sweep.append(node.lineno)
    return ast.fix_missing_locations(module), sweep[-1] if sweep else 0


def _statement(text: str) -> ast.stmt:
    return ast.parse(text).body[0]


def _block(block: list[ast.stmt], part: str) -> list[ast.stmt]:
    out: list[ast.stmt] = []
    for node in block:
        for field in ("body", "orelse", "finalbody"):
            if isinstance(getattr(node, field, None), list):
                setattr(node, field, _block(getattr(node, field), part))
        for handler in getattr(node, "handlers", []):
            handler.body = _block(handler.body, part)
        out += _watched(node, part)
    return out


def _watched(node: ast.stmt, part: str) -> list[ast.stmt]:
    """One statement, with what watches it."""
    match node:
        case ast.Assign(targets, value):
            read, made = [value], [_loaded(t) for t in targets]
        case ast.AugAssign(target, _, value):
            read, made = [_loaded(target), value], [_loaded(target)]
        case ast.Expr(ast.Call(func=func, args=args)) if not _records(func):
            read, made = list(args), list(args)
        case ast.Return(value) if value is not None:
            held = ast.Name("__result__", ast.Store())
            first = _around(ast.Assign([held], value, lineno=node.lineno), [value], ["__result__"])
            result = f"{WATCH}.done(__result__, {part!r})" if part else "__result__"
            return [*first, _statement(f"return {result}")]
        case _:
            return [node]
    return _around(node, read, [ast.unparse(tree) for tree in made])


def _records(func: ast.expr) -> bool:
    return isinstance(func, ast.Attribute) and func.attr in ("append", "keep")


def _loaded(target: ast.expr) -> ast.expr:
    """A target as an expression."""
    return ast.parse(ast.unparse(target), mode="eval").body


def _around(node: ast.stmt, read: list[ast.expr], made: list[str]) -> list[ast.stmt]:
    operands = dict.fromkeys(text for tree in read for text in _operands(tree))
    before = f"{WATCH}.before(lambda: ({''.join(f'{o}, ' for o in operands)}))"
    after = f"{WATCH}.after({node.lineno}, ({''.join(f'{m}, ' for m in made)}))"
    return [_statement(before), node, _statement(after)]


def _operands(tree: ast.expr) -> list[str]:
    """What an expression reads: names, elements and attributes, in words."""
    match tree:
        case ast.Call(ast.Attribute(base, "pop"), []):
            return [f"{ast.unparse(base)}[-1]"]
        case ast.Call(func, args, keywords):
            called = [func.value] if isinstance(func, ast.Attribute) else []
            parts = [*called, *args, *(k.value for k in keywords)]
        case ast.Attribute(ast.Name("np" | "math"), _):
            return []  # an infinity that is written out is made there
        case ast.Name() | ast.Attribute(ast.Name(), _):
            return [ast.unparse(tree)]
        case ast.Subscript(base, index):
            simple = not any(isinstance(n, ast.Call) for n in ast.walk(tree))
            if simple:
                return [ast.unparse(tree)]
            parts = [base, index]
        case ast.ListComp() | ast.GeneratorExp() | ast.DictComp() | ast.Lambda():
            return [n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id[0] != "_"]
        case _:
            parts = [n for n in ast.iter_child_nodes(tree) if isinstance(n, ast.expr)]
    return [text for part in parts for text in _operands(part)]
