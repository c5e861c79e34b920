"""`try`: what may raise becomes an attempt, and what is done about it an ordinary branch.

    try:                               raised.1, error.2 = attempt, catching ValueError:
        y = f(x)                           y = f(x)
    except ValueError:         ->      if raised.1:
        y = 0.0                            y = 0.0

An attempt runs to its end, or changes nothing that the program reads afterwards. So where a body
changes several things it becomes several attempts, with a jump to the handlers after each.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import gast
import numpy as np

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, statements, targets
from srcgrad.normalize.calls import capture
from srcgrad.normalize.expressions import atom
from srcgrad.normalize.jumps.marks import Continue, Leave, Lower, Otherwise, Region, Return
from srcgrad.normalize.scope import Scope

JUMPS = (Return, Continue, s.Break, Leave)
UNKNOWN = (
    "which exceptions this catches is not known",
    "write the exception classes out, by their names",
)
WATCHERS = {"exc_info", "exception", "format_exc", "print_exc", "last_exc"}


def lower_try(scope: Scope, node: Any, lower: Lower) -> None:
    """Lower a `try` with all its parts."""
    if node.finalbody:
        _ensured(scope, node, lower)
        return
    origin = scope.origin
    raised, error = scope.counter.name("raised"), scope.counter.name("error")
    private = _private(scope, node)
    with scope.block() as body:
        lower(scope, node.body)
    handlers = [_handler(scope, one, error, lower) for one in node.handlers]
    with scope.block() as orelse:
        lower(scope, node.orelse)
    classes = tuple(one for one, _ in handlers)
    _refuse_bare_names(scope, node, classes)
    failed = raised if len(classes) == 1 else scope.counter.name("failed")
    done = _dispatch(scope, raised, [block for _, block in handlers], origin)
    protected = _Protected(scope, (raised, failed, error), classes, private, origin).block(body)
    attempts = [n for n in statements(protected) if isinstance(n, s.Attempt) and n.raised == raised]
    if len(attempts) == 1 and protected and protected[0] is attempts[0]:
        *head, leave = protected
        assert isinstance(leave, s.If)
        for one in head:
            scope.emit(one)
        scope.emit(s.If(leave.test, done, [*leave.orelse, *orelse], origin=origin))
        return
    if raised != failed:
        scope.emit(s.Assign(raised, e.Const(0), origin=origin))
    scope.emit(s.Assign(failed, e.Const(False), origin=origin))
    scope.emit(Region(protected, [], e.Var(failed), origin=origin))
    scope.emit(s.If(e.Var(failed), done, orelse, origin=origin))


def _refuse_bare_names(scope: Scope, node: Any, classes: tuple[e.Expr, ...]) -> None:
    """A name that is a statement does nothing, unless somebody catches that it is not bound."""
    if not s.catches(classes, UnboundLocalError):
        return
    for part in (x for statement in node.body for x in gast.walk(statement)):
        if isinstance(part, gast.Expr) and isinstance(part.value, gast.Name):
            scope.refuse(
                part.value, "whether a name is bound is asked by `try`", "bind it before, to None"
            )


def _ensured(scope: Scope, node: Any, lower: Lower) -> None:
    origin = scope.origin
    with scope.block() as body:
        if node.handlers:
            inner = gast.Try(node.body, node.handlers, node.orelse, [])
            lower_try(scope, gast.copy_location(inner, node), lower)
        else:
            lower(scope, node.body)
    with scope.block() as final:
        lower(scope, node.finalbody)
    if any(isinstance(n, Return | Leave) for n in statements(final)) or _breaks(final):
        scope.refuse(
            node.finalbody[0],
            "a jump out of `finally` is outside the language",
            "return, break and continue after the `try`",
        )
    scope.emit(s.Ensure(body, final, origin=origin))


def _breaks(block: s.Block) -> bool:
    """Does a `break` or `continue` of a loop around the block stand in it?"""
    return any(
        isinstance(node, s.Break | Continue)
        or (not isinstance(node, s.Loop) and any(_breaks(inner) for inner in blocks(node)))
        for node in block
    )


def _handler(scope: Scope, node: Any, error: str, lower: Lower) -> tuple[e.Expr, s.Block]:
    """The classes that a handler catches, and its statements."""
    scope.origin = scope.source.location(node)
    for part in gast.walk(gast.Module(node.body, [])):
        if isinstance(part, gast.Attribute) and part.attr in WATCHERS:
            scope.refuse(
                part,
                f"`{part.attr}` asks for the exception that is being handled",
                "name it, `except ... as error`, and use the name",
            )
    outer, scope.handled = scope.handled, error
    with scope.block() as body:
        if node.name is not None:
            name = node.name.id if isinstance(node.name, gast.Name) else node.name
            scope.emit(s.Assign(scope.rename(name), e.Var(error)))
        lower(scope, node.body)
    scope.handled = outer
    if node.type is None:
        return e.Ref("BaseException", BaseException), body
    parts = node.type.elts if isinstance(node.type, gast.Tuple) else [node.type]
    found = [_class(scope, part) for part in parts]
    return (found[0] if len(found) == 1 else e.Sequence("tuple", tuple(found))), body


def _class(scope: Scope, node: Any) -> e.Ref | e.Var:
    found = atom(scope, node) if isinstance(node, gast.Name | gast.Attribute) else None
    if isinstance(found, e.Ref) and isinstance(found.target, type):
        return found
    given = isinstance(node, gast.Name) and node.id in capture.parameters(scope.source.tree)
    if isinstance(found, e.Var) and given and node.id not in capture.stored(scope.source.tree):
        return found  # what it is is known when kinds are
    scope.refuse(node, *UNKNOWN)


def check_caught(body: s.Block, known: Callable[[e.Expr], Any]) -> None:
    """Refuse to catch by a name that may stand for any exception, or several."""
    for node in statements(body):
        for one in node.classes if isinstance(node, s.Attempt) else ():
            for part in one.items if isinstance(one, e.Sequence) else (one,):
                cls = part.target if isinstance(part, e.Ref) else known(part)
                if not isinstance(cls, type) or not issubclass(cls, BaseException):
                    raise UnsupportedSyntaxError(*UNKNOWN, node.origin)


def _dispatch(scope: Scope, raised: str, bodies: list[s.Block], origin: Any) -> s.Block:
    """The handlers, by number."""
    *others, last = bodies
    done: s.Block = last
    for number, body in reversed(list(enumerate(others, 1))):
        test = scope.counter.name("test")
        met = e.Compare("==", e.Var(raised), e.Const(number))
        done = [
            s.Assign(test, met, origin=origin),
            s.If(e.Var(test), body, done, origin=origin),
        ]
    return done


def _private(scope: Scope, node: Any) -> set[str]:
    """The names of the body that nothing reads after it has raised."""
    inside = _names([*node.body, *node.orelse])
    everywhere = _names([scope.source.tree])
    found = {n for n in inside if inside[n] == everywhere[n]}
    for name in list(found):
        first = next(x for x in node.body + node.orelse if name in _names([x]))
        stored = (
            isinstance(first, gast.Assign)
            and all(isinstance(t, gast.Name | gast.Tuple) for t in first.targets)
            and name not in _names([first.value])
        )
        if not stored:
            found.discard(name)
    return {scope.rename(n) for n in found}


def _names(trees: list[Any]) -> dict[str, int]:
    count: dict[str, int] = {}
    for tree in trees:
        for part in gast.walk(tree):
            if isinstance(part, gast.Name):
                count[part.id] = count.get(part.id, 0) + 1
    return count


UNCONCERNED = (np.errstate, warnings.catch_warnings)  # do the same, whether an exception is raised


class _Protected:
    """Puts the statements of one body into attempts."""

    def __init__(
        self,
        scope: Scope,
        names: tuple[str, str, str],
        classes: tuple[e.Expr, ...],
        private: set[str],
        origin: Any,
    ) -> None:
        self.scope, self.classes = scope, classes
        self.raised, self.failed, self.error = names
        self.private, self.origin = private, origin
        self.decided: set[e.Expr] = set()  # tests that are bools
        self.users = {scope.rename(name) for name in scope.local}

    def block(self, body: s.Block) -> s.Block:
        """The block, in attempts; after each that may be followed by more, a jump."""
        out: s.Block = []
        group: s.Block = []
        self.decided |= {
            e.Var(n) for x in statements(body) if isinstance(x, s.Attempt) for n in targets(x)
        }

        def close() -> None:
            nonlocal group
            if group:
                out.extend(self.attempt(group))
            group = []

        waiting = list(body)
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, JUMPS):
                close()
                out.append(node)
            elif not self.changes(node):
                group.append(node)
            elif last := self.taken_out(node):
                waiting[:0] = [node, last]
            elif self.atomic(node):
                group.append(node)
                close()
            else:
                group += self.before(node)
                close()
                out.append(self.apart(node))
        close()
        return self.nested(out)

    def attempt(self, group: s.Block) -> s.Block:
        if all(isinstance(n, s.Assign) and isinstance(n.value, e.Const) for n in group):
            return group
        origin = group[0].origin or self.origin
        done = s.Attempt(group, self.raised, self.error, self.classes, origin=origin)
        leave = s.If(e.Var(self.failed), [Leave(e.Var(self.failed))], [], origin=origin)
        if self.failed == self.raised:
            return [done, leave]
        caught = e.Compare("!=", e.Var(self.raised), e.Const(0))
        return [done, s.Assign(self.failed, caught, origin=origin), leave]

    def nested(self, block: s.Block) -> s.Block:
        """`if raised: leave` with what follows in its `else`."""
        own = e.Var(self.failed)
        for position, node in enumerate(block):
            if isinstance(node, s.If) and node.test == own and not node.orelse:
                node.orelse = self.nested(block[position + 1 :])
                return block[: position + 1]
        return block

    def changes(self, node: s.Stmt) -> bool:
        """Does the statement change what may be read after a later one has raised?"""
        for inner in [node, *(x for b in blocks(node) for x in statements(b))]:
            if isinstance(inner, (JUMPS, Otherwise, s.Store, s.Augment, s.Evaluate)):
                return True
            if set(targets(inner)) & self.users - self.private:
                return True
            if isinstance(inner, s.Assign) and _shortens(inner.value):
                return True
        return False

    def atomic(self, node: s.Stmt) -> bool:
        """Is the change the last thing that the statement does?"""
        if isinstance(node, s.With):
            return all(not self.changes(x) for x in node.body[:-1]) and self.atomic(node.body[-1])
        return isinstance(node, s.Attempt) or not (blocks(node) or isinstance(node, Otherwise))

    def taken_out(self, node: s.Stmt) -> s.Stmt | None:
        """The jump at the end of a context, to follow it; no attempt has one in it.

        with lock: return f(x)     ->      with lock: value = f(x)
                                           return value
        """
        if not isinstance(node, s.With) or not self.atomic(node):
            return None
        match node.body[-1]:
            case s.With() as inner:
                return self.taken_out(inner)
            case Return(value) as last:
                held = self.scope.counter.name("value")
                node.body[-1] = s.Assign(held, value, origin=last.origin)
                return Return(e.Var(held), origin=last.origin)
            case s.Break() | Continue() | Leave() as last:
                node.body.pop()
                return last
        return None

    def before(self, node: s.Stmt) -> s.Block:
        """What a compound statement evaluates before its first inner one, and may raise."""
        origin = node.origin or self.origin
        if isinstance(node, s.If) and not (
            isinstance(node.test, e.Const) or node.test in self.decided
        ):
            test = self.scope.counter.name("test")
            call = e.Call(e.Ref("bool", bool), (node.test,))
            node.test = e.Var(test)
            return [s.Assign(test, call, origin=origin)]
        if isinstance(node, s.For):
            held = self.scope.counter.name("steps")
            if isinstance(node.source, e.Call):
                made, node.source = node.source, e.Var(held)
                return [s.Assign(held, made, origin=origin)]
            length = e.Call(e.Ref("len", len), (node.source,))
            return [s.Assign(held, length, origin=origin)]
        return []

    def apart(self, node: s.Stmt) -> s.Stmt:
        """A compound statement whose inner blocks are in attempts."""
        match node:
            case s.If():
                node.body, node.orelse = self.block(node.body), self.block(node.orelse)
                return node
            case s.For():
                node.body, node.tried = self.block(node.body), True
                return node
            case s.While():
                leave = s.If(node.test, [], [s.Break(origin=node.origin)], origin=node.origin)
                body = [*node.prelude, leave, *node.body]
                return s.While([], e.Const(True), self.block(body), origin=node.origin)
            case Region():
                node.body = self.block(node.body)
                return node
            case s.With(e.Call(e.Ref(target=manager))) if manager in UNCONCERNED:
                node.body = self.block(node.body)
                return node
        what = {s.With: "`with`", s.Ensure: "`finally`", Otherwise: "`else` of a loop"}
        raise UnsupportedSyntaxError(
            f"{what.get(type(node), 'this')} inside `try` that changes several things "
            "is outside the language",
            "put it into a function of its own, or take it out of the `try`",
            node.origin or self.origin,
        )


def _shortens(value: e.Expr) -> bool:
    """Is it `values.pop()`?"""
    return isinstance(value, e.Call) and isinstance(value.func, e.Attr) and value.func.name == "pop"
