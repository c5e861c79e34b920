"""Exceptions that bring values to their handlers: to raise one becomes a jump, and they get names.

raised, error = attempt, catching Found:     raised = False
    if x[0] > 1.0:                           if x[0] > 1.0:
        raise Found(x[0] * x[1])                 value = x[0] * x[1]
    s = x[2]                           ->        raised = True
if raised:                                   else:
    s = error.value                              s = x[2]
                                             if raised:
                                                 s = value

Only classes of the user's are caught so, of which it can be seen where they are raised.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Any

from srcgrad.infer.callees.inlining import Inlining
from srcgrad.infer.facts import Facts
from srcgrad.infer.raised.shown import Classes, caught, is_used, telling, told_in
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import blocks, bound, expressions, names, nodes, rebuild, statements, targets
from srcgrad.ir.walk import replace as replace_in
from srcgrad.late import dataclass, field
from srcgrad.normalize.calls.inline import put_in_place
from srcgrad.normalize.jumps.attempts import UNCONCERNED
from srcgrad.normalize.jumps.exits import Exits
from srcgrad.normalize.jumps.marks import Leave, Region
from srcgrad.normalize.scope import LIBRARIES, Counter
from srcgrad.normalize.statements import WITHIN
from srcgrad.normalize.structures.objects.exceptions import ARGS, TEXT, Raised, has, may_give
from srcgrad.normalize.structures.objects.texts import TEXT_OF
from srcgrad.runtime import within

HIDDEN = (k.Unknown, k.Opaque)  # kinds of what may be anything, an iterator of the user's too
OWN = (*LIBRARIES, "srcgrad")  # modules whose functions raise no exceptions of the user's


def carry(calls: Inlining, facts: Facts) -> bool:
    """Follow what one `try` catches whose handlers take active values from it."""
    core = calls.core
    groups: dict[str, list[s.Attempt]] = {}
    for node in statements(core.body):
        if isinstance(node, s.Attempt) and node.error:
            groups.setdefault(node.error, []).append(node)
    for error, attempts in groups.items():
        reads = _reads(core, error, _serving(core, attempts[0]))
        found = _followed(attempts, facts) if reads is not None and reads.labels else None
        if reads is None or found is None or not found.active(facts):
            continue
        if not is_used(core, facts, reads.names):
            continue
        classes = [one.cls for one in found.raises.values()]
        if all(may_give(classes, label) for label in reads.labels):
            _follow(core, attempts, found, reads, calls.counter)
            return True
    return False


@dataclass
class _Reads:
    """What handlers take from an exception, and the names that they have for it."""

    names: set[str]
    others: set[int]  # statements that handle other exceptions
    labels: dict[str, None] = field(default_factory=dict)


def _reads(core: Core, error: str, served: dict[int, bool]) -> _Reads | None:
    """The attributes of an exception that are read, or None where it is needed as a whole."""
    found = _Reads({error}, {key for key, own in served.items() if not own})
    every = list(statements([*core.body, s.Evaluate(core.result)]))
    body = [node for node in every if id(node) not in found.others]
    while True:
        more = {name for n in body if _renames(n, found.names) for name in targets(n)} - found.names
        if not more:
            break
        found.names |= more
    if found.names & set(core.cells):
        return None
    for node in body:
        renames = _renames(node, found.names)
        read = any(name in found.names for tree in expressions(node) for name in names(tree))
        if read and served and id(node) not in served:
            return None
        if bound([node]) & (found.names - {error}) and not blocks(node) and not renames:
            return None
        if renames:
            continue
        held = [part for tree in expressions(node) for part in nodes(tree)]
        labels = [p.name for p in held if isinstance(p, e.Attr) and _is(p.base, found.names)]
        labels += [TEXT for p in held for one in told_in(p) if _is(one, found.names)]
        if len(labels) != sum(_is(part, found.names) for part in held):
            return None
        found.labels.update(dict.fromkeys(labels))
    aliases = found.names - {error}
    if any(aliases.intersection(targets(n)) for n in every if id(n) in found.others):
        return None
    return found


def _serving(core: Core, attempt: s.Attempt) -> dict[int, bool]:
    """The statements of handlers, and whether they are those of the user's own classes.

    Only where others are caught as well.
    """
    classes = caught(attempt) or []
    own = {n for n, one in enumerate(classes, 1) if all(map(_is_own, one))}
    if len(own) == len(classes):
        return {}
    body = list(statements(core.body))
    tests = {node.target: node.value for node in body if isinstance(node, s.Assign)}
    found: dict[int, bool] = {}
    for node in body:
        test = node.test if isinstance(node, s.If) else None
        test = tests.get(test.name) if isinstance(test, e.Var) else test
        match test:
            case e.Compare("==", e.Var(name), e.Const(int() as n)) if name == attempt.raised:
                assert isinstance(node, s.If)
                blocks = [(n, node.body), (n + 1, node.orelse)][: 2 if n + 1 == len(classes) else 1]
                for number, block in blocks:
                    found |= dict.fromkeys(map(id, statements(block)), number in own)
    return found


def _renames(node: s.Stmt, known: set[str]) -> bool:
    return isinstance(node, s.Assign) and _is(node.value, known)


def _is(tree: e.Expr, known: set[str]) -> bool:
    return isinstance(tree, e.Var) and tree.name in known


@dataclass
class _Raise:
    """A statement that raises: which handler it leads to, the class, and where its call stands."""

    number: int
    cls: type[BaseException]
    call: e.Call
    made: s.Assign | None  # the statement before it, where that makes the exception


@dataclass
class _Followed:
    """Where a `try` is left by exceptions of the user's: the statements, and the calls there."""

    classes: list[Classes]
    own: set[int]  # the handlers of the user's classes
    wrapped: set[int] = field(default_factory=set)  # what gives exceptions their contexts
    raises: dict[int, _Raise] = field(default_factory=dict)

    def active(self, facts: Facts) -> bool:
        """Is an exception given what depends on `wrt`, or perhaps does?"""
        given = [a for one in self.raises.values() for a in _operands(one.call)]
        return any(facts.is_varied(a) or type(facts.kind(a)) is k.Unknown for a in given)


def _operands(call: e.Call) -> tuple[e.Expr, ...]:
    return (*call.args, *(value for _, value in call.kwargs))


def _followed(attempts: list[s.Attempt], facts: Facts) -> _Followed | None:
    """All the ways to the handlers, or None where others may lead there."""
    classes = caught(attempts[0])
    if classes is None:
        return None
    found = _Followed(classes, {n for n, one in enumerate(classes, 1) if all(map(_is_own, one))})
    done = all(_follows(n.body, found, facts) and not n.undo for n in attempts)
    return found if done else None


def _is_own(cls: type) -> bool:
    """Is an exception's class the user's, or one that only `next` raises?"""
    module = cls.__module__.partition(".")[0]
    return cls is StopIteration or module not in (*OWN, "collections", "warnings")


def _follows(block: s.Block, found: _Followed, facts: Facts, shadowed: Classes = ()) -> bool:
    """Note what a block raises; `shadowed` is what something inside of the `try` catches."""
    for place, node in enumerate(block):
        if isinstance(node, s.Raise):
            if not _notes(node, block[:place], found, shadowed):
                return False
        elif not _is_safe(node, facts):
            return False
        inside = shadowed
        if isinstance(node, s.Attempt):
            classes = caught(node)
            if classes is None:
                return False
            inside = (*shadowed, *(cls for one in classes for cls in one))
        noted = len(found.raises)
        if not all(_follows(inner, found, facts, inside) for inner in blocks(node)):
            return False
        if isinstance(node, s.With) and noted < len(found.raises) and not _unconcerned(node):
            return False
    return True


def _unconcerned(node: s.With) -> bool:
    match node.manager:
        case e.Call(e.Ref(target=manager)):
            return manager in UNCONCERNED
    return False


def _notes(node: s.Raise, before: s.Block, found: _Followed, shadowed: Classes) -> bool:
    value = _without_context(node.value)
    made: s.Assign | None = None
    wrapped: s.Assign | None = None
    for last in reversed(before):
        if not isinstance(last, s.Assign) or value != e.Var(last.target):
            break
        value, made, wrapped = _without_context(last.value), last, made
        if value is last.value:
            break
    call = e.Call(value, ()) if isinstance(value, e.Ref) else value
    if not isinstance(call, e.Call) or not isinstance(call.func, e.Ref):
        return False
    cls = call.func.target
    if not isinstance(cls, type) or not issubclass(cls, BaseException):
        return False
    if issubclass(cls, shadowed):
        return True
    for number, classes in enumerate(found.classes, 1):
        if issubclass(cls, classes):
            if number not in found.own:
                return True
            found.raises[id(node)] = _Raise(number, cls, call, made)
            found.wrapped.add(id(wrapped))
            return not any(isinstance(a, e.Star) for a in call.args)
    return True


def _without_context(value: e.Expr | None) -> e.Expr | None:
    """What is raised while another exception is handled."""
    return value.args[0] if isinstance(value, e.Call) and value.func == WITHIN else value


def _is_safe(node: s.Stmt, facts: Facts) -> bool:
    """Does a statement run no code of the user's that is not in the program?"""
    if isinstance(node, s.For) and type(facts.kind(node.source)) in (*HIDDEN, k.Object):
        return False
    return all(_is_plain(part, facts) for tree in expressions(node) for part in nodes(tree))


def _is_plain(part: e.Expr, facts: Facts) -> bool:
    match part:
        case e.Call(e.Ref(target=function), args, kwargs):
            given = (*args, *(value for _, value in kwargs))
            held = [a.target for a in given if isinstance(a, e.Ref)]
            kinds = [facts.kind(a) for a in given]
            code = k.Function | k.Several | k.Object
            return _tells(function) or (
                _of_library(function)
                and not any(isinstance(one, types.FunctionType) for one in held)
                and not any(isinstance(one, code) or type(one) in HIDDEN for one in kinds)
            )
        case e.Call(e.Attr(base)):
            return isinstance(facts.kind(base), k.Array | k.List | k.Dict | k.Str | k.Real)
        case e.Call():
            return False
        case e.Item(base) | e.Binary(_, base) | e.Compare(_, base):
            return not isinstance(facts.kind(base), k.Object)
    return True


def _tells(function: Any) -> bool:
    """Is it an exception's class, which is looked into, or does it only show what it is given?"""
    if isinstance(function, type) and issubclass(function, BaseException):
        return True
    return function in (print, within)


def _of_library(function: Any) -> bool:
    cls: Any = function if isinstance(function, type) else type(function)
    module = getattr(function, "__module__", None) or cls.__module__
    return module.partition(".")[0] in OWN or cls.__module__ == "numpy"


def _follow(
    core: Core, attempts: list[s.Attempt], found: _Followed, reads: _Reads, counter: Counter
) -> None:
    """Let the exceptions be jumps, and what is taken from them names."""
    slots = {label: counter.name(f"error_{label.strip('.')}") for label in reads.labels}
    raised = attempts[0].raised
    met = raised if len(found.own) == len(found.classes) else counter.name("raised")
    if met != raised:
        _rename(core, raised, met)
    for node in attempts:
        several = len(found.classes) > 1
        left = counter.name("failed") if several else raised
        number = counter.name("number") if met != raised else raised
        body = list(_jumps(node.body, number, left, found, slots, counter))
        starts: s.Block = [s.Assign(left, e.Const(False), origin=node.origin)]
        if several:
            starts.append(s.Assign(number, e.Const(0), origin=node.origin))
        region = Region(body, [], e.Var(left), origin=node.origin)
        shaped, _ = Exits(counter, "").block([region])
        if met != raised:  # others may be raised in fact
            ours: s.Block = [s.Assign(met, e.Var(number), origin=node.origin)]
            theirs: s.Block = [s.Assign(met, e.Var(raised), origin=node.origin)]
            twin = s.Attempt(shaped, raised, node.error, node.classes, origin=node.origin)
            shaped = [twin, s.If(e.Var(left), ours, theirs, origin=node.origin)]
        put_in_place(core.body, node, [*starts, *shaped])

    def read(tree: e.Expr) -> e.Expr:
        if isinstance(tree, e.Attr) and _is(tree.base, reads.names):
            return e.Var(slots[tree.name])
        if any(_is(one, reads.names) for one in told_in(tree)):
            tree = telling(tree, lambda one: _is(one, reads.names), e.Var(slots[TEXT]))
        return rebuild(tree, read)

    def settle(block: s.Block) -> None:
        others = [id(node) in reads.others for node in block]
        pairs = list(zip(block, others, strict=True))
        block[:] = [node for node, other in pairs if other or not _renames(node, reads.names)]
        for node in block:
            if id(node) not in reads.others:
                replace_in(node, read)
            for inner in blocks(node):
                settle(inner)

    settle(core.body)
    core.result = read(core.result)


def _rename(core: Core, old: str, new: str) -> None:
    """Another name for how attempts ended, where the program asks for it."""

    def renamed(tree: e.Expr) -> e.Expr:
        return e.Var(new) if tree == e.Var(old) else rebuild(tree, renamed)

    for node in statements(core.body):
        replace_in(node, renamed)
        if isinstance(node, s.Assign) and node.target == old:
            node.target = new


def _jumps(
    block: s.Block, raised: str, left: str, found: _Followed, slots: dict[str, str],
    counter: Counter,
) -> Iterator[s.Stmt]:  # fmt: skip
    """The statements of a block, with jumps for those that raise."""
    for node in block:
        for inner in blocks(node):
            inner[:] = _jumps(inner, raised, left, found, slots, counter)
        if id(node) not in found.raises:
            if id(node) not in found.wrapped:
                yield node
            continue
        one = found.raises[id(node)]
        assert isinstance(one.call.func, e.Ref)
        func = e.Ref(one.call.func.path, Raised(one.cls))
        value: e.Expr = e.Call(func, one.call.args, one.call.kwargs)
        if one.made is None:
            made = counter.name(one.cls.__name__.lower())
            yield s.Assign(made, value, origin=node.origin)
        else:
            made, one.made.value = one.made.target, value
        for label in (label for label in slots if has(one.cls, label)):
            value = e.Attr(e.Var(made), ARGS if label in ("args", TEXT) else label)
            if label == TEXT:
                held = counter.name("held")
                yield s.Assign(held, value, origin=node.origin)
                value = e.Call(TEXT_OF, (e.Var(held),))
            yield s.Assign(slots[label], value, origin=node.origin)
        if raised != left:
            yield s.Assign(raised, e.Const(one.number), origin=node.origin)
        yield s.Assign(left, e.Const(True), origin=node.origin)
        yield Leave(e.Var(left), origin=node.origin)
