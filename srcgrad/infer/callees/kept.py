"""Results of functions that keep them: `functools.lru_cache` and `cache`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from srcgrad.errors import Location, UnsupportedSyntaxError
from srcgrad.infer.callees.resolved import keeps_results
from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.elements import element_of
from srcgrad.infer.sharing.memory import holds_memory, may_write, slot
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import inside
from srcgrad.ir.mutating import FIRST, MUTATING, WRITING
from srcgrad.ir.walk import blocks, expressions, names, nodes, statements, targets
from srcgrad.normalize.calls.closures import Code
from srcgrad.normalize.calls.inline import Callee

# By name: where the function was called, and its code.
Kept = dict[str, tuple[Location | None, Any]]
NOUNS: dict[type, str] = {k.Array: "an array", k.List: "a list", k.Dict: "a dict"}


def met(site: s.Stmt, body: s.Block, facts: Facts) -> bool:
    """Does the result of an inactive call, of a kind not known, meet active values?

    Elsewhere the call stays one: what the function keeps is then found by Python.
    """
    waiting = [site.target] if isinstance(site, s.Assign) else []
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        seen.add(name)
        for node in statements(body):
            trees = [tree for tree in expressions(node) if name in names(tree)]
            if any(map(facts.is_varied, trees)):
                return True
            if trees and isinstance(node, s.Assign) and node.target not in seen:
                unknown = isinstance(facts.kinds.get(node.target), k.Unknown | k.Empty)
                waiting += [node.target] if unknown else []
    return False


def check(kept: Kept, body: s.Block, facts: Facts) -> None:
    """Refuse to write what the next call of the function would give again."""
    roots: dict[str, set[Any]] = {}
    for name, calls in _with_elements(kept, body, facts).items():
        held = facts.kinds.get(name)
        inner = isinstance(held, k.List) and holds_memory(element_of(held))
        for place in (name, slot(name)) if inner else (name,):
            roots.setdefault(facts.root(place), set()).update(calls)
    if not roots:
        return
    for node in statements(body):
        written: list[str] = []
        if isinstance(node, s.Write):
            written += names(node.base)
        for tree in expressions(node):
            made = (part for part in nodes(tree) if isinstance(part, e.Call))
            written += [n for call in made for n in _written(call, facts)]
        for name in written:
            if all(_within(node, *call) for call in roots.get(facts.root(name), ())):
                continue
            noun = NOUNS.get(type(facts.kinds.get(name)), "an object")
            raise UnsupportedSyntaxError(
                f"{noun} is written that the function from which it comes keeps for other calls",
                "write into a copy of it",
                node.origin,
            )


def _within(node: s.Stmt, site: Location | None, code: Any) -> bool:
    """Does a statement belong to a call, so that it makes what is kept from then on?"""
    here = node.origin
    made = here is not None and any(getattr(one, "code", None) is code for one in here.through)
    return made and here is not None and site in here.callers


def _written(call: e.Call, facts: Facts) -> Iterator[str]:
    """The names of what a call may write, a list by its own methods among them."""
    yield from may_write(call, facts.kind, facts.free)
    if isinstance(call.func, e.Attr) and call.func.name in MUTATING:
        yield from names(call.func.base)
    elif isinstance(call.func, e.Ref) and call.args:
        name = getattr(call.func.target, "__name__", "")
        yield from names(call.args[0]) if name in FIRST or name in WRITING else ()


def _with_elements(kept: Kept, body: s.Block, facts: Facts) -> dict[str, set[Any]]:
    """The names of what is kept and has memory, and of the elements of it that have."""
    found: dict[str, set[Any]] = {
        name: {call}
        for name, call in kept.items()
        if holds_memory(facts.kinds.get(name, k.Empty()))
    }
    codes = {code for _, code in kept.values()}
    for node in statements(body):
        if isinstance(node, s.Assign) and isinstance(node.value, e.Call):
            function = getattr(facts.kind(node.value.func), "value", None)
            if inside(function) in codes:  # what is put in elsewhere
                found[node.target] = {(node.origin, function)}
    taken = [
        (node.target, node.value)
        for node in statements(body)
        if isinstance(node, s.Assign)
        and isinstance(node.value, e.Var | e.Item | e.Sequence)
        and holds_memory(facts.kinds.get(node.target, k.Empty()))
        and not _copies(node.value, facts)
    ]
    grown = bool(found)
    while grown:
        grown = False
        for target, tree in taken:
            calls = set().union(*(found.get(name, set()) for name in names(tree)))
            if not calls <= found.get(target, set()):
                found[target], grown = found.get(target, set()) | calls, True
    return found


def _copies(tree: e.Expr, facts: Facts) -> bool:
    """Is it a part of a list, which has memory of its own, and no container in it?"""
    if not isinstance(tree, e.Item) or not isinstance(tree.index, e.Slice):
        return False
    held = facts.kind(tree.base)
    return isinstance(held, k.List) and not holds_memory(element_of(held))


class Results:
    """What such functions have given for constants, and give again.

    A recursion over them, as that of a table of distances, meets the same constants on many ways:
    each is followed once. One call is put in at a time, in the order of the program.
    """

    def __init__(self) -> None:
        self.found: dict[str, Any] = {}  # results of the compiler's own: of what call
        self.begun: set[Any] = set()  # functions of which a call was put in, in this round

    def begin(self) -> None:
        """A round begins."""
        self.begun.clear()

    def told(
        self,
        site: s.Stmt,
        callee: Callee,
        body: s.Block,
        facts: Facts,
        put_in: Callable[[], bool],
    ) -> bool:
        """Put a call in, unless its result is there already, or is to be in the next round."""
        key = self.call(site, callee, body, facts) if keeps_results(callee.kind) else None
        if key is None:
            return put_in()
        before = self.again(site, key, body, facts)
        if before is not None:
            site.value = e.Var(before)  # type: ignore[attr-defined]
            return True
        if callee.code in self.begun or not put_in():
            return False
        self.begun.add(callee.code)
        if isinstance(site, s.Assign) and "." in site.target:
            self.found[site.target] = key
        return True

    def call(self, site: s.Stmt, callee: Callee, body: s.Block, facts: Facts) -> Any:
        """The function and what it is given, if there is one such function and that is constant."""
        call, code = site.value if isinstance(site, s.Assign) else None, callee.code
        if not isinstance(code, Code) or not isinstance(call, e.Call) or call.kwargs:
            return None
        kinds = [facts.kind(one) for one in call.args]
        if not all(map(k.constant, kinds)) or not _made_once(code, body):
            return None
        values = [k.value_of(kind) for kind in kinds]
        key = (code, *values, *map(type, values))
        try:
            hash(key)
        except TypeError:  # Python does not keep the result of such a call, either
            return None
        return key

    def again(self, site: s.Stmt, key: Any, body: s.Block, facts: Facts) -> str | None:
        """The name of the result, where the same call has certainly been made before.

        A name that is bound at several places, as in a loop that was written out, may hold others.
        """
        alike = [name for name, one in self.found.items() if one == key]
        if not alike:
            return None
        ran: set[str] = set()
        _run(body, site, ran, facts)
        times = Counter(name for node in statements(body) for name in targets(node))
        return next((name for name in alike if name in ran and times[name] == 1), None)


def _made_once(code: Code, body: s.Block) -> bool:
    """Is there one function of such code, for all of the run?"""
    made = 0
    for node in body:
        inside = any(blocks(node))
        for one in statements([node]):
            parts = [part for tree in expressions(one) for part in nodes(tree)]
            found = sum(isinstance(part, e.Closure) and part.code is code for part in parts)
            made += 2 * found if inside else found
    return made == 1


def _run(block: s.Block, site: s.Stmt, ran: set[str], facts: Facts) -> bool:
    """Collect the names that are certainly bound before a statement; is it in the block?"""
    for node in block:
        if node is site:
            return True
        if isinstance(node, s.If) and k.constant(test := facts.kind(node.test)):
            if _run(node.body if k.value_of(test) else node.orelse, site, ran, facts):
                return True
            continue
        for inner in blocks(node):
            within = set(ran)
            if _run(inner, site, within, facts):
                ran.update(within)
                return True
        if isinstance(node, s.Assign):
            ran.add(node.target)
    return False
