"""Iterators that the program holds are gone through: their loops are put in.

total = 0.0                               total = 0.0
for v in it:                      ->      for k in range(len(x)):
    total = total + v                         v = np.sin(x[k])
                                              total = total + v
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import blocks, expressions, nodes, statements, stored, targets
from srcgrad.normalize.calls.closures import Code
from srcgrad.normalize.calls.inline import Callee, bindings, prepared, put_in_place
from srcgrad.normalize.iterators.library import gone_through, uses
from srcgrad.normalize.iterators.weaving import weave
from srcgrad.normalize.scope import Counter
from srcgrad.runtime import as_it_is, asked, counted

GROWING = {"append", "extend", "insert", "pop", "remove", "clear"}
DEEPEST = 16  # generators that go through themselves
BLIND = 3  # and what they are given is not known, so that no structure ends it
LEN = e.Ref("len", len)
Place = tuple[tuple[s.Stmt, int], ...]


def collect(core: Core, facts: Facts, counter: Counter) -> bool:
    """What goes through an iterator at once gets a list; was there such a call?"""
    for node in list(statements(core.body)):
        match node:
            case s.Assign(_, e.Call(e.Ref(_, function) as func, args, kwargs)) if (
                place := _consumed(function, args, facts)
            ) is not None:
                before: s.Block = []
                now, given = uses(function), list(args)
                given[place] = _listed(args[place], facts, counter, before, node, now)
                made = s.Assign(node.target, e.Call(func, tuple(given), kwargs), origin=node.origin)
                put_in_place(core.body, node, [*before, made])
                return True
            case s.Unpack(_, e.Var() as held) if _iterator(facts.kind(held)):
                before = []
                node.value = _listed(held, facts, counter, before, node)
                put_in_place(core.body, node, [*before, node])
                return True
    return False


def consume(
    core: Core, facts: Facts, used: set[Any], lower: Callable[[Callee], Core], counter: Counter
) -> bool:
    """Put in the loops of one iterator; was there one?"""
    loops: dict[tuple[Code, str], list[tuple[s.For, Place]]] = {}
    for node, place in _placed(core.body, ()):
        if isinstance(node, s.For) and isinstance(node.source, e.Var):
            code = _iterator(facts.kind(node.source))
            if code is not None:
                origin = _origin(core, node.source.name)
                loops.setdefault((code, origin), []).append((node, place))
    for (code, origin), found in loops.items():
        if (code, "") in loops:  # one of which it is not known where it is made
            found = [one for key, some in loops.items() if key[0] is code for one in some]
            origin = ""
        _check_once(core, code, origin, found, used)
        _check_tries(core, code, facts)
        used.add((code, origin))
        for node, _ in found:
            _put_in(core, facts, node, code, lower, counter)
        return True
    return False


def _origin(core: Core, name: str) -> str:
    """The name under which an iterator is made, if it is one name; each name is bound once."""
    while True:
        made = [n for n in statements(core.body) if name in targets(n)]
        value = made[0].value if len(made) == 1 and isinstance(made[0], s.Assign) else None
        if isinstance(value, e.Closure):
            return name
        if not isinstance(value, e.Var):
            return ""
        name = value.name


def _iterator(kind: k.Kind) -> Code | None:
    """The code of an iterator."""
    code = kind.code if isinstance(kind, k.Function) else None
    return code if isinstance(code, Code) and code.iterates else None


def _placed(block: s.Block, place: Place) -> Iterator[tuple[s.Stmt, Place]]:
    """Statements, and the loops and branches around each."""
    for node in block:
        yield node, place
        for number, inner in enumerate(blocks(node)):
            yield from _placed(inner, (*place, (node, number)))


def _loops(place: Place) -> list[s.Stmt]:
    return [node for node, _ in place if isinstance(node, s.Loop)]


def _exclude(one: Place, other: Place) -> bool:
    """Are two places in different branches of one `if`?"""
    return any(
        isinstance(node, s.If) and node is with_node and arm != with_arm
        for node, arm in one
        for with_node, with_arm in other
    )


def _check_once(
    core: Core, code: Code, origin: str, found: list[tuple[s.For, Place]], used: set[Any]
) -> None:
    """It is gone through once, in the pass of the loop in which it is made."""
    made = [
        _loops(place)
        for one, place in _placed(core.body, ())
        for tree in expressions(one)
        for part in nodes(tree)
        if isinstance(part, e.Closure) and part.code is code
        if not origin or origin in targets(one)
    ]
    gone = {one for one in used if one[0] is code and (not origin or one[1] in ("", origin))}
    for number, (node, place) in enumerate(found):
        again = not all(_exclude(place, other) for _, other in found[:number])
        if gone or again or not made or any(one != _loops(place) for one in made):
            raise UnsupportedSyntaxError(
                "an iterator that is gone through at several places, or in another pass of a loop "
                "than it is made in, is outside the language",
                "make a list of it",
                node.origin,
            )


def _check_tries(core: Core, code: Code, facts: Facts) -> None:
    """No `try` goes through it and changes something meanwhile: its steps stand in no attempt."""
    for node in statements(core.body):
        match node:
            case s.Assign(_, e.Call(e.Ref(_, function), (e.Var() as held,))) if (
                function is len and _iterator(facts.kind(held)) is code
            ):  # what `try` asks of what a loop in it goes through
                raise UnsupportedSyntaxError(
                    "a loop over an iterator that stands in a `try` is outside the language here",
                    "make a list of it in the `try`, or write the `try` around a helper",
                    node.origin,
                )


def _put_in(
    core: Core,
    facts: Facts,
    node: s.For,
    code: Code,
    lower: Callable[[Callee], Core],
    counter: Counter,
) -> None:
    source, kind = node.source, facts.kind(node.source)
    assert isinstance(kind, k.Function)
    _check_depth(node, code, any(type(item) is k.Unknown for item in kind.items))
    _check_growth(core, kind, node)
    held = tuple(e.Attr(source, name) for name in kind.names)
    callee = Callee(code, held, kind.cells, kind)
    lowered = prepared(core, node, callee, lower, callee)
    before = bindings(core, lowered, callee, e.Call(source, ()), node)
    put_in_place(core.body, node, [*before, *weave(lowered.body, node, counter)])


def _check_depth(node: s.For, code: Code, blind: bool) -> None:
    through = node.origin.through if node.origin is not None else ()
    if sum(getattr(one, "code", None) is code for one in through) > (BLIND if blind else DEEPEST):
        raise UnsupportedSyntaxError(
            f"the generator {code.name} calls itself, and how often only the run decides",
            "use a loop, or let the structure of the arguments end the recursion",
            node.origin,
        )


def _check_growth(core: Core, kind: k.Function, node: s.For) -> None:
    """A list that it goes through must not grow: lists that the body changes are others."""
    if not any(isinstance(item, k.List) for item in kind.items):
        return
    for one in statements(node.body):
        for tree in expressions(one):
            match tree:
                case e.Call(e.Attr(e.Var(name), method)) if method in GROWING:
                    if not _own(core, name):
                        raise UnsupportedSyntaxError(
                            f"the loop over an iterator may change `{name.partition('.')[0]}`, "
                            "of which it is made",
                            "make a list of it first",
                            one.origin,
                        )


def _own(core: Core, name: str) -> bool:
    """Is a list made by displays, under this name alone?"""
    defined = [n for n in statements(core.body) if isinstance(n, s.Assign) and n.target == name]
    aliases = [
        part
        for n in statements(core.body)
        if isinstance(n, s.Assign)
        for part in ([n.value] if isinstance(n.value, e.Var) else _held(n.value))
        if isinstance(part, e.Var) and part.name == name
    ]
    return bool(defined) and not aliases and all(isinstance(n.value, e.Sequence) for n in defined)


def _held(tree: e.Expr) -> tuple[e.Expr, ...]:
    return tree.values if isinstance(tree, e.Closure) else ()


def _consumed(function: object, args: Sequence[e.Expr], facts: Facts) -> int | None:
    """The place of an iterator that a function goes through to its end, if it has one."""
    place = None if function in (any, all) else gone_through(function, len(args))
    if place is None or not isinstance(args[place], e.Var):
        return None
    return place if _iterator(facts.kind(args[place])) else None


def _listed(
    argument: e.Expr,
    facts: Facts,
    counter: Counter,
    before: s.Block,
    site: s.Stmt,
    now: str = "",
) -> e.Expr:
    """A list of an iterator's elements."""
    if not isinstance(argument, e.Var) or _iterator(facts.kind(argument)) is None:
        return argument
    name, element = counter.name("list_"), counter.name("element")
    body: s.Block = []
    value = element
    if now:
        value = counter.name("element")
        kept = e.Call(e.Ref("as_it_is", as_it_is), (e.Var(element), e.Const(now)))
        body.append(s.Assign(value, kept, origin=site.origin))
    append = e.Call(e.Attr(e.Var(name), "append"), (e.Var(value),))
    body.append(s.Evaluate(append, origin=site.origin))
    before.append(s.Assign(name, e.Sequence("list", ()), origin=site.origin))
    loop = s.For(element, argument, body, origin=site.origin)
    before.append(loop)
    return e.Var(name)


def decide_asked(core: Core, facts: Facts) -> bool:
    """What has elements of its own is gone through as it is; was there one?"""
    changed = False
    for node in statements(core.body):
        match node:
            case s.Assign(_, e.Call(e.Ref(_, function), (held,))) if function in (asked, counted):
                kind = k.present(facts.kind(held))
                if not isinstance(kind, k.Unknown | k.Empty | k.Object | k.Several):
                    node.value = held if function is asked else e.Call(LEN, (held,))
                    changed = True
    return changed


def decide_copies(core: Core, facts: Facts) -> bool:
    """Elements that were kept as they are: copies of arrays that are written; was there one?"""
    changed = False
    written = {facts.root(name) for name in stored(core.body)}
    for node in statements(core.body):
        match node:
            case s.Assign(_, e.Call(e.Ref(_, function), (e.Var(name) as held, e.Const(how)))) if (
                function is as_it_is
            ):
                kind = facts.kind(held)
                if isinstance(kind, k.Unknown | k.Empty):
                    continue
                array = isinstance(kind, k.Array) and facts.root(name) in written
                if array and how == "kept":
                    raise UnsupportedSyntaxError(
                        "an iterator that changes the arrays it has given, one of which is kept, "
                        "is outside the language here",
                        "let it give copies, or write the loop out",
                        node.origin,
                    )
                node.value = e.Call(e.Attr(held, "copy"), ()) if array else held
                changed = True
    return changed
