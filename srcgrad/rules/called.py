"""Rules of users that are too much for one expression: the generated code calls them.

    @rules.vjp(simulate)                     def simulate_adjoint(y_bar, y, x, k):
    def simulate_adjoint(y_bar, y, x, k): ->     parts = called(y_bar, y, x, k)
        for ...                                  return parts[0], parts[1]

A body is pasted if it is what a rule of the library is: assignments of names, `return`, tests that
kinds and options decide, and nothing of its own module but the libraries that it has imported.
"""

from __future__ import annotations

import ast
import builtins
import inspect
import textwrap
import types
from collections.abc import Callable
from typing import Any

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.rules.misdeclared import check_body, check_tangents
from srcgrad.rules.text import header, loaded

WRAP = "wrap it in a function of your own, and declare the rule for that"
EXPRESSIONS = (
    ast.Constant,
    ast.Name,
    ast.Attribute,
    ast.BinOp,
    ast.UnaryOp,
    ast.Compare,
    ast.IfExp,
    ast.Subscript,
    ast.Slice,
    ast.Tuple,
    ast.List,
    ast.Call,
    ast.keyword,
    ast.expr_context,
    ast.operator,
    ast.unaryop,
    ast.Eq,
    ast.NotEq,
    ast.Lt,
    ast.LtE,
    ast.Gt,
    ast.GtE,
)
LIBRARIES = ("numpy", "scipy", "math", "srcgrad")
KNOWN = {"abs", "float", "int", "isinstance", "len", "max", "min", "round", "type", "tuple", "list"}


def called_by(body: Callable[..., Any] | None) -> Callable[..., Any] | None:
    """The rule that a body calls, if it was made here."""
    return getattr(body, "__called__", None)


def in_text(
    body: Callable[..., Any] | None, operands: tuple[str, ...], lead: int, moved: int | None = None
) -> Any:
    """A rule's body if it can be pasted, or else one that can be, and calls it.

    The first `lead` parameters are adjoints, tangents and the result; a body for forward mode has
    `moved` tangents.
    """
    if body is None or called_by(body) is not None:
        return body
    if moved is not None:
        check_tangents(body, moved, operands)
    check_body(body, operands, lead, _tree(body))
    if _is_plain(body, lead) and (len(operands) == 1 or _gives_tuples(body)):
        return body
    _refuse_writes(body)
    return body if _has_stars(body) else _calling(body, len(operands))


def _gives_tuples(body: Callable[..., Any]) -> bool:
    """Does a body return a tuple that is written out? An array is told from one by the run."""
    tree = _tree(body)
    found = [node.value for node in ast.walk(tree) if isinstance(node, ast.Return)] if tree else []
    return all(isinstance(value, ast.Tuple) for value in found)


def _has_stars(body: Callable[..., Any]) -> bool:
    kinds = {p.kind for p in inspect.signature(body).parameters.values()}
    return bool(kinds & {inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD})


def _refuse_writes(body: Callable[..., Any]) -> None:
    """Refuse a body that writes into what it is given: others read that adjoint or value too."""
    tree = _tree(body)
    if tree is None:
        return
    bound = {
        target.id
        for n in ast.walk(tree)
        if isinstance(n, ast.Assign)
        for target in n.targets
        if isinstance(target, ast.Name)
    }
    given = set(inspect.signature(body).parameters) - bound
    for node in ast.walk(tree):
        for name in _written(node):
            if name in given:
                raise UnsupportedSyntaxError(
                    f"the rule {body.__name__} writes into `{name}`, which it is given",
                    f"write into a copy: `{name} = np.array({name})`",
                )


def _written(node: ast.AST) -> list[str]:
    """The names through which a node writes into memory."""
    match node:
        case ast.AugAssign(ast.Name(name)):
            return [name]
        case ast.Subscript(ctx=ast.Store() | ast.Del()):
            return _roots(node)
        case ast.Call(ast.Attribute(ast.Name(name), "fill" | "sort" | "partition" | "put")):
            return [name, *_outs(node)]
        case ast.Call(ast.Attribute(_, "at" | "copyto" | "put" | "place" | "putmask"), [first, *_]):
            return [*_roots(first), *_outs(node)]
        case ast.Call():
            return _outs(node)
    return []


def _outs(call: ast.Call) -> list[str]:
    return [name for w in call.keywords if w.arg == "out" for name in _roots(w.value)]


def _roots(tree: ast.AST) -> list[str]:
    while isinstance(tree, ast.Subscript | ast.Attribute):
        tree = tree.value
    return [tree.id] if isinstance(tree, ast.Name) else []


def _tree(body: Callable[..., Any]) -> ast.FunctionDef | None:
    """The definition of a function, if its text can be read."""
    if not isinstance(body, types.FunctionType):
        return None
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(body))).body[0]
    except (OSError, SyntaxError):
        return None
    named = isinstance(tree, ast.FunctionDef) and tree.name == body.__name__
    return tree if named and isinstance(tree, ast.FunctionDef) else None


def _calling(body: Callable[..., Any], results: int) -> Any:
    name = getattr(body, "__name__", "")
    name = name if name.isidentifier() else "rule"
    parameters, defaults = header(body)
    given = [
        f"{p.name}={p.name}" if p.kind is p.KEYWORD_ONLY else p.name
        for p in inspect.signature(body).parameters.values()
    ]
    call = f"{name}({', '.join(given)})"
    lines = [f"def {name}_called({parameters}):"]
    if results > 1:
        lines.append(f"    parts = {call}")
        lines.append(f"    return {', '.join(f'parts[{n}]' for n in range(results))}")
    else:
        lines.append(f"    return {call}")
    made = loaded(f"{name}_called", "\n".join(lines) + "\n", {**defaults, name: body})
    made.__called__ = body
    return made


def _is_plain(body: Callable[..., Any], lead: int) -> bool:
    """Can a body be pasted?"""
    tree = _tree(body)
    if tree is None or not isinstance(body, types.FunctionType):
        return False
    parameters = list(inspect.signature(body).parameters.values())
    options = {p.name for p in parameters[lead:] if p.default is not p.empty}
    local = {p.name for p in parameters} | {
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and _binds(node)
    }
    return all(_is_plain_statement(node, options) for node in tree.body) and all(
        _is_known(node.id, body)
        for statement in tree.body
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and node.id not in local
    )


def _binds(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)


def _is_plain_statement(node: ast.stmt, options: set[str]) -> bool:
    match node:
        case ast.Expr(ast.Constant(str())) | ast.Raise():
            return True
        case ast.Return(ast.expr() as value):
            return _is_expression(value)
        case ast.Assign([ast.Name()], value):
            return _is_expression(value)
        case ast.If(test, body, orelse):
            inner = [*body, *orelse]
            return _is_decided(test, options) and all(
                _is_plain_statement(one, options) for one in inner
            )
    return False


def _is_expression(tree: ast.expr) -> bool:
    return all(
        isinstance(node, EXPRESSIONS) and not (isinstance(node, ast.Compare) and node.ops[1:])
        for node in ast.walk(tree)
    )


def _is_decided(test: ast.expr, options: set[str]) -> bool:
    """Is a test about kinds, or about options, of which a call must give constants?"""
    match test:
        case ast.BoolOp(values=values):
            return all(_is_decided(value, options) for value in values)
        case ast.UnaryOp(ast.Not(), operand):
            return _is_decided(operand, options)
        case ast.Call(ast.Name("isinstance")):
            return _is_expression(test)
        case ast.Compare(left, [ast.Is() | ast.IsNot()], [ast.Constant(None)]):
            return _is_expression(left)
        case ast.Compare(left, _, others):
            return all(_is_fixed(one, options) for one in (left, *others))
    return _is_fixed(test, options)


def _is_fixed(tree: ast.expr, options: set[str]) -> bool:
    match tree:
        case ast.Constant() | ast.Attribute(ast.Name(), "ndim"):
            return True
        case ast.Name(name):
            return name in options
        case ast.Tuple(items) | ast.List(items):
            return all(_is_fixed(item, options) for item in items)
        case ast.Call(ast.Attribute(ast.Name("np"), "ndim"), [ast.Name()], []):
            return True
    return False


def _is_known(name: str, body: types.FunctionType) -> bool:
    """Does a name stand for a library, or for a function of one, as it will in each run?"""
    if name in body.__code__.co_freevars:
        return False
    if name not in body.__globals__:
        return name in KNOWN and hasattr(builtins, name)
    value = body.__globals__[name]
    if isinstance(value, types.ModuleType):
        home = value.__name__
    elif isinstance(value, types.FunctionType | types.BuiltinFunctionType | type):
        home = value.__module__ or ""
    else:
        home = type(value).__module__ if callable(value) else ""
    return home.partition(".")[0] in LIBRARIES


def check_found(function: object) -> None:
    """Can a function be found by its rule? One of ctypes has no hash; an object is followed.

    Raises
    ------
    TypeError
        Where the rule would never be asked, with what to declare it for instead.
    """
    if not callable(function):
        raise TypeError(f"{function!r} is no function, and can have no rule: name the function")
    try:
        hash(function)
    except TypeError:
        raise TypeError(f"{function!r} cannot be told from others: {WRAP}") from None
    cls = type(function)
    own = cls.__module__.partition(".")[0] not in ("numpy", "scipy", "srcgrad")
    if own and isinstance(inspect.getattr_static(cls, "__call__", None), types.FunctionType):
        raise TypeError(f"the `__call__` of {cls.__name__} is followed, not the rule: {WRAP}")
