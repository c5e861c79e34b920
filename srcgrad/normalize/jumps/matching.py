"""`match` becomes tests, in Python's order.

match shape:                       if isinstance(shape, tuple) and len(shape) == 2:
    case (n, m): a         ->          n, m = shape; a
    case _: b                      else: b
"""

from __future__ import annotations

import collections
import collections.abc
from typing import Any

import gast

from srcgrad.errors import InvalidProgramError
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.expressions import atom, operation
from srcgrad.normalize.jumps.marks import Lower
from srcgrad.normalize.scope import Scope

ISINSTANCE, LEN = e.Ref("isinstance", isinstance), e.Ref("len", len)
HASATTR = e.Ref("hasattr", hasattr)
SEQUENCE = e.Ref("collections.abc.Sequence", collections.abc.Sequence)
MAPPING = e.Ref("collections.abc.Mapping", collections.abc.Mapping)
TEXTS = e.Sequence("tuple", (e.Ref("str", str), e.Ref("bytes", bytes)))
THEMSELVES = (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple)


def lower_match(scope: Scope, node: Any, lower: Lower) -> None:
    """Lower a `match`: each case is tested in the `else` of the one before it."""
    subject = atom(scope, node.subject)
    if isinstance(subject, e.Var):  # the patterns may bind the name anew
        subject = scope.temporary(subject, "subject")
    _cases(scope, subject, list(node.cases), lower)


def _cases(scope: Scope, subject: e.Expr, cases: list[Any], lower: Lower) -> None:
    if not cases:
        return
    case, *others = cases
    scope.origin = origin = scope.source.location(case.pattern)
    if isinstance(case.pattern, gast.MatchAs) and case.pattern.pattern is None and not case.guard:
        _pattern(scope, case.pattern, subject)
        lower(scope, case.body)
        return
    flag = scope.counter.name("met")
    scope.emit(s.Assign(flag, e.Const(False), origin=origin))
    outer = scope.out
    _pattern(scope, case.pattern, subject)
    scope.emit(s.Assign(flag, e.Const(True), origin=origin))
    scope.out = outer
    if case.guard is not None:
        with scope.block() as guarded:
            scope.emit(s.Assign(flag, operation(scope, case.guard)))
        scope.emit(s.If(e.Var(flag), guarded, [], origin=origin))
    with scope.block() as body:
        lower(scope, case.body)
    with scope.block() as rest:
        _cases(scope, subject, others, lower)
    scope.emit(s.If(e.Var(flag), body, rest, origin=origin))


def _require(scope: Scope, test: e.Expr) -> None:
    """What is emitted from now on happens only if the test holds."""
    held = scope.temporary(test, "test")
    body: s.Block = []
    scope.emit(s.If(held, body, []))
    scope.out = body


def _pattern(scope: Scope, pattern: Any, subject: e.Expr) -> None:
    """Emit the tests of a pattern, one inside the other, and bind its names."""
    match pattern:
        case gast.MatchValue(value=value):
            _require(scope, e.Compare("==", subject, atom(scope, value)))
        case gast.MatchSingleton(value=value):
            _require(scope, e.Compare("is", subject, e.Const(value)))
        case gast.MatchAs(pattern=inner, name=name):
            if inner is not None:
                _pattern(scope, inner, subject)
            if name is not None:
                scope.emit(s.Assign(scope.rename(name), subject))
        case gast.MatchOr(patterns=patterns):
            _alternatives(scope, patterns, subject)
        case gast.MatchSequence(patterns=patterns):
            _sequence(scope, patterns, subject)
        case gast.MatchMapping():
            _mapping(scope, pattern, subject)
        case gast.MatchClass():
            _class(scope, pattern, subject)
        case _:
            raise InvalidProgramError(f"a pattern `{type(pattern).__name__}`")


def _alternatives(scope: Scope, patterns: list[Any], subject: e.Expr) -> None:
    flag = scope.counter.name("met")
    scope.emit(s.Assign(flag, e.Const(False)))
    for pattern in patterns:
        with scope.block() as body:
            own = scope.out
            _pattern(scope, pattern, subject)
            scope.emit(s.Assign(flag, e.Const(True)))
            scope.out = own
        scope.emit(s.If(e.Var(flag), [], body))
    _require(scope, e.Var(flag))


def _sequence(scope: Scope, patterns: list[Any], subject: e.Expr) -> None:
    scope.modules["collections"] = collections
    _require(scope, e.Call(ISINSTANCE, (subject, SEQUENCE)))
    text = scope.temporary(e.Call(ISINSTANCE, (subject, TEXTS)), "text")
    _require(scope, e.Unary("not", text))
    starred = [n for n, p in enumerate(patterns) if isinstance(p, gast.MatchStar)]
    length = scope.temporary(e.Call(LEN, (subject,)), "length")
    least = len(patterns) - len(starred)
    _require(scope, e.Compare(">=" if starred else "==", length, e.Const(least)))
    if not patterns:
        return
    names = [scope.counter.name("part") for _ in patterns]
    scope.emit(s.Unpack(tuple(names), subject, starred[0] if starred else None))
    for name, pattern in zip(names, patterns, strict=True):
        if not isinstance(pattern, gast.MatchStar):
            _pattern(scope, pattern, e.Var(name))
        elif pattern.name is not None:
            scope.emit(s.Assign(scope.rename(pattern.name), e.Var(name)))


def _mapping(scope: Scope, pattern: Any, subject: e.Expr) -> None:
    scope.modules["collections"] = collections
    _require(scope, e.Call(ISINSTANCE, (subject, MAPPING)))
    for key, inner in zip(pattern.keys, pattern.patterns, strict=True):
        place = atom(scope, key)
        _require(scope, e.Compare("in", place, subject))
        _pattern(scope, inner, scope.temporary(e.Item(subject, place), "part"))
    if pattern.rest is not None:
        rest = e.Var(scope.rename(pattern.rest))
        scope.emit(s.Assign(rest.name, e.Call(e.Ref("dict", dict), (subject,))))
        for key in pattern.keys:
            scope.emit(s.Evaluate(e.Call(e.Attr(rest, "pop"), (atom(scope, key),))))


def _class(scope: Scope, pattern: Any, subject: e.Expr) -> None:
    cls = atom(scope, pattern.cls)
    if not isinstance(cls, e.Ref) or not isinstance(cls.target, type):
        scope.refuse(pattern.cls, "which class this is, is not known", "name the class itself")
    _require(scope, e.Call(ISINSTANCE, (subject, cls)))
    if cls.target in THEMSELVES and len(pattern.patterns) == 1:
        _pattern(scope, pattern.patterns[0], subject)
        return
    labels = getattr(cls.target, "__match_args__", ())
    if len(pattern.patterns) > len(labels):
        scope.refuse(
            pattern, f"`{cls.path}` has no so many attributes by position", "name the attributes"
        )
    named = [
        *zip(labels, pattern.patterns, strict=False),
        *zip(pattern.kwd_attrs, pattern.kwd_patterns, strict=True),
    ]
    for label, inner in named:
        if label not in _attributes(cls.target):
            _require(scope, e.Call(HASATTR, (subject, e.Const(label))))
        _pattern(scope, inner, scope.temporary(e.Attr(subject, label), "part"))


def _attributes(cls: type) -> set[str]:
    found = set(dir(cls))
    for one in cls.__mro__:
        found |= set(vars(one).get("__annotations__", ()))
    return found
