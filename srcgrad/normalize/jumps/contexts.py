"""`with`: the context managers that are known to let exceptions through.

with np.errstate(divide="ignore"), nullcontext(x) as y:
    ...
"""

from __future__ import annotations

import ast
import contextlib
import inspect
import textwrap
import types
from collections.abc import Callable, Iterator
from typing import Any

import gast

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import statements
from srcgrad.normalize.expressions import operation
from srcgrad.normalize.iterators.generators import bare, is_entered, is_generator
from srcgrad.normalize.jumps.attempts import lower_try
from srcgrad.normalize.jumps.exit_stacks import chosen, nested
from srcgrad.normalize.jumps.marks import Lower
from srcgrad.normalize.scope import Scope
from srcgrad.normalize.targets import assign_to

UNKNOWN = "this context manager is not known: neither a call nor an object that is followed"
REMEDY = "write `try` and `finally`, or do this outside the differentiated function"


def lower_with(scope: Scope, node: Any, lower: Lower) -> None:
    """Lower a `with`; several items are nested."""
    first, *others = node.items
    inner = node.body
    if others:
        inner = [gast.copy_location(gast.With(others, node.body, None), node)]
    manager = first.context_expr
    origin = scope.origin
    if isinstance(manager, gast.IfExp):
        lower(scope, [chosen(node)])
        return
    if _called(scope, manager) is contextlib.ExitStack and isinstance(
        first.optional_vars, gast.Name
    ):
        lower(scope, nested(scope, first.optional_vars.id, inner))
        return
    if _called(scope, manager) is contextlib.suppress:
        _suppress(scope, node, manager, first.optional_vars, inner, lower)
        return
    value = operation(scope, manager)
    if isinstance(value, e.Call) and _target(value) is contextlib.nullcontext:
        if first.optional_vars is not None:
            assign_to(scope, first.optional_vars, value.args[0] if value.args else e.NONE)
        lower(scope, inner)
        return
    reason = _refused(scope, value)
    if reason == UNKNOWN and isinstance(value, e.Var | e.Attr | e.Item):
        value = _held(scope, value)
    elif reason is not None:
        scope.refuse(manager, reason, REMEDY)
    target = None
    if first.optional_vars is not None:
        simple = isinstance(first.optional_vars, gast.Name)
        target = scope.rename(first.optional_vars.id) if simple else scope.counter.name("entered")
    with scope.block() as body:
        if target is not None and not isinstance(first.optional_vars, gast.Name):
            assign_to(scope, first.optional_vars, e.Var(target))
        lower(scope, inner)
    scope.emit(s.With(value, target, body, origin=origin))


def standing(manager: Any) -> Any:
    """An object that was there before its context, and of which it is not known yet what it is."""
    return manager


def _held(scope: Scope, value: e.Expr) -> e.Expr:
    name = scope.counter.name("manager")
    scope.emit(s.Assign(name, value, origin=scope.origin))
    return e.Call(e.Ref("standing", standing), (e.Var(name),))


def _suppress(
    scope: Scope, node: Any, manager: Any, named: Any, inner: list[Any], lower: Lower
) -> None:
    """`with suppress(A, B)` is `try` with handlers that do nothing."""
    if named is not None or manager.keywords or not manager.args:
        scope.refuse(manager, "`suppress` is written with its exceptions alone", REMEDY)
    caught = gast.Tuple(list(manager.args), gast.Load())
    handler = gast.ExceptHandler(caught, None, [gast.Pass()])
    for made in (caught, handler, handler.body[0]):
        gast.copy_location(made, manager)
    lower_try(scope, gast.copy_location(gast.Try(inner, [handler], [], []), node), lower)


def _called(scope: Scope, node: Any) -> Any:
    """The function or class that a plain call names."""
    if not isinstance(node, gast.Call) or not isinstance(node.func, gast.Name | gast.Attribute):
        return None
    with scope.block():
        return _target(e.Call(operation(scope, node.func), ()))


def _target(value: e.Expr) -> Any:
    if isinstance(value, e.Call) and isinstance(value.func, e.Ref):
        return value.func.target
    return None


def _refused(scope: Scope, value: e.Expr) -> str | None:
    """Why it is not certain that a manager lets exceptions through, or None: that, or not yet."""
    made = _target(value)
    if made is None and isinstance(value, e.Var) and value.name in scope.free:
        free = scope.free[value.name]
        held = free.namespace
        kept = held.cell_contents if isinstance(held, types.CellType) else held[free.key]
        made = type(kept)
    if made is None and isinstance(value, e.Call) and isinstance(value.func, e.Var | e.Attr):
        return None  # what is called is known when kinds are
    return doubt(made)


def doubt(made: Any) -> str | None:
    """Why it is not certain that what a class or function makes lets exceptions through."""
    if isinstance(made, type):
        leave = getattr(made, "__exit__", None)
        if leave is None:
            return f"`{made.__name__}` is no context manager"
        if made.__module__ in ("_thread", "threading"):
            return None
        if not _returns_nothing(leave):
            return f"`{made.__name__}.__exit__` may swallow an exception"
        return None
    if is_entered(made) and is_generator(bare(made)):
        if not _lets_through(bare(made)):
            return f"`{made.__name__}` may swallow an exception"
        return None
    return UNKNOWN


def entered(
    body: s.Block, known: Callable[[e.Expr], Any], cls_of: Callable[[e.Expr], type | None]
) -> Iterator[tuple[types.FunctionType, s.With]]:
    """The functions that the contexts of a program run, and where."""
    for node in statements(body):
        if not isinstance(node, s.With):
            continue
        made = _target(node.manager)
        if made is standing:
            raise UnsupportedSyntaxError(UNKNOWN, REMEDY, node.origin)
        if made is None and isinstance(node.manager, e.Call):
            made = known(node.manager.func)
            reason = doubt(made)
            if reason is not None:
                raise UnsupportedSyntaxError(reason, REMEDY, node.origin)
        made = cls_of(node.manager) if made is None else made
        parts = [getattr(made, name, None) for name in ("__init__", "__enter__", "__exit__")]
        for one in [bare(made), *parts]:
            if isinstance(one, types.FunctionType):
                yield one, node


def syntax(function: Any) -> ast.AST | None:
    """The tree of a function, if it can be read; not that of a `lambda`, which is in another's."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function.__code__)))
    except (AttributeError, OSError, TypeError, SyntaxError):
        return None
    return tree if isinstance(tree.body[0], ast.FunctionDef) else None


def _returns_nothing(leave: Any) -> bool:
    """Does `__exit__` return None or False on every path, behind a decorator too?"""
    tree = syntax(leave)
    return tree is not None and all(
        node.value is None or _nothing(node.value, tree, leave)
        for node in ast.walk(tree)
        if isinstance(node, ast.Return)
    )


def _nothing(value: ast.expr, tree: ast.AST, function: Any) -> bool:
    """Is it None, False, or what a function returns that is decorated and returns nothing else?"""
    match value:
        case ast.Constant(constant):
            return constant in (None, False)
        case ast.Call(ast.Name(name)) if (held := decorated(function, name)) is not None:
            return _returns_nothing(held)
        case ast.Name(name):
            named = [n for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id == name]
            made = [n for n in named if isinstance(n.ctx, ast.Store)]
            given = any(isinstance(n, ast.arg) and n.arg == name for n in ast.walk(tree))
            bound = [
                node.value
                for node in ast.walk(tree)
                if isinstance(node, ast.Assign) and node.targets == made
            ]
            alone = len(made) == len(bound) == 1 and not given
            return alone and _nothing(bound[0], tree, function)
    return False


def decorated(wrapper: Any, name: str) -> types.FunctionType | None:
    """The function that a decorator's `wrapper` holds under a name."""
    names = wrapper.__code__.co_freevars
    try:
        held = wrapper.__closure__[names.index(name)].cell_contents if name in names else None
    except ValueError:  # an empty cell
        return None
    return held if isinstance(held, types.FunctionType) and held is not wrapper else None


def _known(node: ast.With, function: Any) -> bool:
    """Do the managers of a context, named as globals, let exceptions through?"""
    for item in node.items:
        parts = ast.unparse(getattr(item.context_expr, "func", item)).split(".")
        made = function.__globals__.get(parts[0])
        for part in parts[1:]:
            made = getattr(made, part, None)
        if not isinstance(item.context_expr, ast.Call) or doubt(made) is not None:
            return False
    return True


def _lets_through(function: Any) -> bool:
    """Does a generator's `yield` stand in no `try` with handlers, and in no other context?"""
    tree = syntax(function)
    if tree is None:
        return False
    around = [
        node
        for node in ast.walk(tree)
        if (isinstance(node, ast.With) and not _known(node, function))
        or (isinstance(node, ast.Try) and node.handlers)
    ]
    jumps = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Try)
        and any(
            isinstance(x, ast.Return | ast.Break | ast.Continue)
            for f in node.finalbody
            for x in ast.walk(f)
        )
    ]
    return not jumps and not any(
        isinstance(part, ast.Yield) for node in around for part in ast.walk(node)
    )
