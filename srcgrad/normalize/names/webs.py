"""One name per value: a name that is bound to unrelated values is split.

    x = x + 1                x.2 = x + 1
    y = x * x        ->      y = x.2 * x.2

Definitions that reach a common use keep one name (a loop-carried variable, a merge of
branches). So straight-line code never overwrites a name, and each name has one kind.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import (
    blocks,
    bound,
    expressions,
    names,
    rebuild,
    replace,
    statements,
    substitute,
    targets,
)
from srcgrad.normalize.scope import Counter

Reaching = dict[str, frozenset[int]]


class _Webs:
    def __init__(self, joined: bool, cells: Collection[str] = ()) -> None:
        self.parent: list[int] = []
        self.name_of: list[str] = []
        self.of_use: dict[tuple[int, str], int] = {}
        self.of_target: dict[tuple[int, str], int] = {}
        self.breaks: list[list[Reaching]] = []
        self.cells: dict[str, int] = {}
        self.cells = {name: self.define(-1, name) for name in cells}  # each one web throughout
        self.joined = joined  # does `y += e` keep the name? (before kinds are known)

    def find(self, web: int) -> int:
        while self.parent[web] != web:
            self.parent[web] = self.parent[self.parent[web]]
            web = self.parent[web]
        return web

    def define(self, node: int, name: str) -> int:
        if name in self.cells:
            self.of_target[node, name] = self.cells[name]
        if (node, name) not in self.of_target:
            self.of_target[node, name] = len(self.parent)
            self.name_of.append(name)
            self.parent.append(len(self.parent))
        return self.of_target[node, name]

    def use(self, node: s.Stmt | e.Expr, name: str, state: Reaching) -> None:
        webs = sorted(state.get(name, ()))
        for other in webs[1:]:
            self.parent[self.find(other)] = self.find(webs[0])
        if webs:
            known = self.of_use.setdefault((id(node), name), webs[0])
            self.parent[self.find(webs[0])] = self.find(known)

    def block(self, nodes: s.Block, state: Reaching) -> Reaching | None:
        state = dict(state)
        for node in nodes:
            if isinstance(node, s.Assign):  # most are: in place, for states are large
                for name in names(node.value):
                    self.use(node, name, state)
                state[node.target] = frozenset([self.define(id(node), node.target)])
                continue
            result = self.statement(node, state)
            if result is None:
                return None
            state = result
        return state

    def statement(self, node: s.Stmt, state: Reaching) -> Reaching | None:
        if isinstance(node, s.While):
            return self.loop(node, state)
        for tree in expressions(node):
            for name in names(tree):
                self.use(node, name, state)
        match node:
            case s.If():
                either = [self.block(node.body, state), self.block(node.orelse, state)]
                return merge(either, among=bound([node]))
            case s.For():
                return self.loop(node, state)
            case s.With():
                made = {n: frozenset([self.define(id(node), n)]) for n in targets(node)}
                return self.block(node.body, state | made)
            case s.Attempt():
                made = {n: frozenset([self.define(id(node), n)]) for n in targets(node)}
                return merge([self.block(node.body, state), state], made)
            case s.Ensure():
                return self.ensured(node, state)
            case s.Break():
                self.breaks[-1].append(state)
                return None
            case s.Raise():
                return None
            case s.Assign() | s.Unpack() | s.Permute():
                own = (node.target,) if isinstance(node, s.Assign) else node.targets
                return state | {name: frozenset([self.define(id(node), name)]) for name in own}
        return state

    def ensured(self, node: s.Ensure, state: Reaching) -> Reaching | None:
        """The last part may meet any value that the body has bound on the way."""
        end = self.block(node.body, state)
        met = [
            {n: frozenset([self.define(id(inner), n)])}
            for inner in statements(node.body)
            for n in targets(inner)
            if not isinstance(inner, s.Augment)
        ]
        after = self.block(node.final, merge([state, *met, *([end] if end else [])]) or {})
        if end is None or after is None:
            return None
        changed = bound(node.final)
        return end | {n: webs for n, webs in after.items() if n in changed}

    def loop(self, node: s.For | s.While, state: Reaching) -> Reaching | None:
        self.breaks.append([])
        entry, own = state, bound([node])
        while True:
            self.breaks[-1].clear()
            head = entry
            if isinstance(node, s.For):
                head = entry | {node.target: frozenset([self.define(id(node), node.target)])}
                end, leaving = self.block(node.body, head), [entry]
            else:
                tested = self.block(node.prelude, head)
                assert tested is not None
                for name in names(node.test):
                    self.use(node, name, tested)
                end, leaving = self.block(node.body, tested), [tested]
            after = [end] if isinstance(node, s.For) else []
            again = merge([entry, end], among=own)
            if again == entry:
                return merge([*leaving, *after, *self.breaks.pop()], among=own)
            assert again is not None
            entry = again


def merge(
    states: Iterable[Reaching | None],
    made: Reaching | None = None,
    among: Collection[str] | None = None,
) -> Reaching | None:
    """What reaches a point that several paths lead to; `made` is bound on each of them.

    The paths differ in the names `among` which they may bind, if these are given.
    """
    alive = [state | made if made else state for state in states if state is not None]
    if not alive:
        return None
    result = dict(alive[0])
    for state in alive[1:]:
        for name in state if among is None else among:
            known, webs = result.get(name), state.get(name)
            if known is not webs and webs is not None:  # most have one value, on all paths
                result[name] = webs if known is None else known | webs
    return result


def split(core: Core, counter: Counter) -> None:
    """Rename the function's local names, in place, so that each name is one web."""
    webs = _Webs(joined=True, cells=core.cells)
    start: Reaching = {}
    keep: dict[int, str] = {web: name for name, web in webs.cells.items()}
    for name in [*(p.name for p in core.parameters), *core.free, *core.inputs.values()]:
        web = webs.define(id(core), name)
        start[name] = frozenset([web])
        keep[web] = name
    end = webs.block(core.body, start)
    for name in names(core.result):
        webs.use(core.result, name, end or {})
    _rename(core, webs, keep, counter)


def _in_sequence(block: s.Block, counter: Counter) -> None:
    """A permutation whose names have become different webs is a sequence of assignments."""
    out: s.Block = []
    for node in block:
        for inner in blocks(node):
            _in_sequence(inner, counter)
        if not isinstance(node, s.Permute) or set(node.targets) == set(node.sources):
            out.append(node)
            continue
        held = list(node.sources)
        if set(node.targets) & set(node.sources):
            held = [counter.name(n.partition(".")[0]) for n in node.sources]
            out += [
                s.Assign(h, e.Var(n), origin=node.origin)
                for h, n in zip(held, node.sources, strict=True)
            ]
        out += [
            s.Assign(t, e.Var(h), origin=node.origin)
            for t, h in zip(node.targets, held, strict=True)
        ]
    block[:] = out


def _rename(core: Core, webs: _Webs, keep: dict[int, str], counter: Counter) -> None:
    chosen: dict[int, str] = {webs.find(web): name for web, name in keep.items()}
    taken = set(chosen.values())
    for web, name in enumerate(webs.name_of):
        root = webs.find(web)
        if root not in chosen:
            chosen[root] = name
            if name in taken:
                ours = "." in name and name not in counter.written
                chosen[root] = (counter.name if ours else counter.again)(name.partition(".")[0])
                counter.letters |= {chosen[root]} if name in counter.letters else set()
                core.webs |= {chosen[root]} if "." not in name or name in core.webs else set()
            taken.add(chosen[root])

    def final(key: tuple[int, str], table: dict[tuple[int, str], int]) -> str:
        return chosen[webs.find(table[key])] if key in table else key[1]

    def visit(nodes: s.Block) -> None:
        for node in nodes:
            read = {name for tree in expressions(node) for name in names(tree)}
            found = {name: final((id(node), name), webs.of_use) for name in read}
            table: dict[str, e.Expr] = {old: e.Var(new) for old, new in found.items() if old != new}
            if isinstance(node, s.Permute):
                node.sources = tuple(final((id(node), n), webs.of_use) for n in node.sources)
            if table:  # most names stay
                replace(node, lambda tree, table=table: substitute(tree, table))  # type: ignore[misc]
            if isinstance(node, s.Assign | s.For):
                node.target = final((id(node), node.target), webs.of_target)
            elif isinstance(node, s.Unpack | s.Permute):
                node.targets = tuple(final((id(node), n), webs.of_target) for n in node.targets)
            elif isinstance(node, s.With) and node.target is not None:
                node.target = final((id(node), node.target), webs.of_target)
            elif isinstance(node, s.Attempt):
                node.raised = final((id(node), node.raised), webs.of_target)
                node.error = final((id(node), node.error), webs.of_target)
            for inner in blocks(node):
                visit(inner)

    visit(core.body)
    _in_sequence(core.body, counter)

    def result(tree: e.Expr) -> e.Expr:
        if isinstance(tree, e.Var):
            return e.Var(final((id(core.result), tree.name), webs.of_use))
        return rebuild(tree, result)

    core.result = result(core.result)
