"""Find the syntax tree of a function object, from its own code."""

from __future__ import annotations

import ast
import linecache
import types
from functools import lru_cache
from typing import Any

import gast

from srcgrad.errors import Location, SourceUnavailableError, UnsupportedSyntaxError
from srcgrad.frontend.as_loaded import as_loaded
from srcgrad.frontend.private import PRIVATE, spelt_out
from srcgrad.late import dataclass

_REMEDY = (
    "srcgrad reads source text: define the function in a file, a notebook cell or an IPython prompt"
)


@dataclass(frozen=True)
class Source:
    """A function's tree (gast), and the file and lines that it comes from."""

    tree: Any  # gast.FunctionDef or gast.Lambda
    file: str
    lines: tuple[str, ...]

    def location(self, node: Any) -> Location:
        """Where a node of the tree stands."""
        line = getattr(node, "lineno", 1)
        text = self.lines[line - 1].rstrip("\n") if line <= len(self.lines) else ""
        start = len(text.encode()[: node.col_offset].decode(errors="ignore"))
        one_line = getattr(node, "end_lineno", line) == line
        end = (
            len(text.encode()[: node.end_col_offset].decode(errors="ignore"))
            if one_line
            else len(text)
        )
        return Location(self.file, line, text, start, end)

    @property
    def text(self) -> str:
        """The function's own lines."""
        return "".join(self.lines[self.tree.lineno - 1 : self.tree.end_lineno])


def read(function: Any) -> Source:
    """The source of a Python function or lambda; `__wrapped__` is never followed."""
    if not isinstance(function, types.FunctionType):
        name = getattr(function, "__name__", repr(function))
        what = "a class" if isinstance(function, type) else "not a Python function"
        raise SourceUnavailableError(
            f"{name} is {what}, so there is no source to differentiate", _REMEDY
        )
    code = function.__code__
    lines = tuple(linecache.getlines(code.co_filename, function.__globals__))
    if not lines:
        raise SourceUnavailableError(
            f"the source of {function.__name__} is not available ({code.co_filename})", _REMEDY
        )
    lines = as_loaded(lines, code)
    try:
        tree = _tree(lines, code)
    except RecursionError:
        raise UnsupportedSyntaxError(
            f"an expression of {function.__name__} has too many operations within one another",
            "give parts of it names",
            _first_line(lines, code),
        ) from None
    if tree is None:
        raise SourceUnavailableError(
            f"{code.co_filename} no longer holds {function.__name__} as it was loaded",
            "load the module again, and put at most one lambda with the same parameters on a line",
        )
    return Source(tree, code.co_filename, lines)


@lru_cache(maxsize=256)
def _tree(lines: tuple[str, ...], code: types.CodeType) -> Any:
    """The tree of a function, which nobody writes to: it is read for each call that is put in."""
    node = _find(lines, code)
    return None if node is None else gast.ast_to_gast(node)


def _first_line(lines: tuple[str, ...], code: types.CodeType) -> Location:
    text = lines[code.co_firstlineno - 1].rstrip()
    return Location(code.co_filename, code.co_firstlineno, text, 0, len(text))


@lru_cache(maxsize=64)
def _parse(lines: tuple[str, ...]) -> ast.Module:
    text = "".join(lines)
    try:
        tree = ast.parse(text)
    except SyntaxError:  # IPython magics and the like: keep what parses, line for line
        return ast.Module(body=[], type_ignores=[])
    return spelt_out(tree) if PRIVATE.search(text) else tree


@lru_cache(maxsize=64)
def _functions(lines: tuple[str, ...]) -> dict[str, list[Any]]:
    """The functions of a text by name."""
    found: dict[str, list[Any]] = {}
    waiting: list[Any] = [_parse(lines)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.setdefault(node.name, []).append(node)
        for field in ("body", "orelse", "finalbody", "handlers", "cases"):  # no expressions
            waiting += getattr(node, field, ())
    return found


@lru_cache(maxsize=64)
def _lambdas(lines: tuple[str, ...]) -> list[Any]:
    return [node for node in ast.walk(_parse(lines)) if isinstance(node, ast.Lambda)]


def _find(lines: tuple[str, ...], code: types.CodeType) -> ast.AST | None:
    found: list[ast.AST] = []
    named = code.co_name != "<lambda>"
    for node in _functions(lines).get(code.co_name, []) if named else _lambdas(lines):
        if named:
            if code.co_firstlineno in (node.lineno, *(d.lineno for d in node.decorator_list)):
                found.append(node)
        elif node.lineno <= code.co_firstlineno <= (node.end_lineno or node.lineno):
            found.append(node)
    matching = [node for node in found if _parameters(node) == _own_parameters(code)]
    if len(matching) > 1:
        matching = [node for node in matching if _same_code(node, code)]
        matching = [
            n for n in matching if not any(o is not n and o in ast.walk(n) for o in matching)
        ]
        texts = {ast.dump(node) for node in matching}
        matching = matching[:1] if len(texts) == 1 else []
    return matching[0] if matching else None


def _parameters(node: Any) -> list[str]:
    a = node.args
    names = [p.arg for p in (*a.posonlyargs, *a.args, *a.kwonlyargs)]
    return names + [p.arg for p in (a.vararg, a.kwarg) if p is not None]


def _own_parameters(code: types.CodeType) -> list[str]:
    count = code.co_argcount + code.co_kwonlyargcount
    count += bool(code.co_flags & 0x04) + bool(code.co_flags & 0x08)
    return list(code.co_varnames[:count])


def _same_code(node: Any, code: types.CodeType) -> bool:
    """Is this the node that the code object was compiled from? By position where it is known."""
    if not isinstance(node, ast.Lambda):
        return True
    if hasattr(code, "co_positions"):
        spans = [p for p in code.co_positions() if p[0] is not None and p[2] is not None]
        body = node.body
        return all(
            (body.lineno, body.col_offset) <= (line, column)
            and (end, end_column) <= (body.end_lineno, body.end_col_offset)
            for line, end, column, end_column in spans
            if column or end_column
        )
    compiled = compile(ast.Expression(node), "<lambda>", "eval").co_consts[0]
    return _text(compiled) == _text(code)


def _text(code: types.CodeType) -> tuple[bytes, tuple[str, ...], list[str]]:
    """What a code object does, with which names and constants; inner functions aside."""
    plain = [repr(c) for c in code.co_consts if not isinstance(c, types.CodeType)]
    return code.co_code, code.co_names, [c for c in plain if "<locals>" not in c]
