"""Results of functions that keep them: `functools.lru_cache` and `cache`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Set
from typing import Any

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.infer.callees import keeps_results
from srcgrad.infer.facts import Facts
from srcgrad.infer.memory import holds_memory, may_write
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, expressions, names, nodes, statements, targets
from srcgrad.normalize import Code
from srcgrad.normalize.inline import Callee


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


def check(kept: Set[str], body: s.Block, facts: Facts) -> None:
    """Refuse to write an array that the next call of the function would give again."""
    arrays = {n for n in kept if holds_memory(facts.kinds.get(n, k.Empty()))}
    roots = {facts.root(n) for n in arrays}
    if not roots:
        return
    for node in statements(body):
        written: list[str] = []
        if isinstance(node, s.Store | s.Augment):
            written += names(node.base)
        for tree in expressions(node):
            calls = (part for part in nodes(tree) if isinstance(part, e.Call))
            written += [n for call in calls for n in may_write(call, facts.kind, facts.free)]
        if roots & {facts.root(n) for n in written}:
            raise UnsupportedSyntaxError(
                "an array is written that the function from which it comes keeps for other calls",
                "write into a copy of it",
                node.origin,
            )


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
