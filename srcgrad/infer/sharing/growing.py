"""A loop over a list goes as far as the list was long at first: the body must not change that.

for v in xs:
    ys.append(v)        where `ys` may be the same list as `xs`: refused
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import blocks, expressions, names, statements, targets
from srcgrad.normalize.arrays.effects import DELETE_ITEM
from srcgrad.runtime import element_at

CHANGING = {"append", "extend", "insert", "pop", "remove", "clear"}


def check_growth(core: Core, facts: Facts) -> None:
    """Refuse loops that change the length of the list which they go through."""
    same, bindings = _Same(core, facts), _Bindings(core.body)
    for loop, before in _loops(core.body, []):
        changed = _changed(loop.body, facts)
        if not changed:
            continue
        others = {n for n in changed if not _fresh(before, n, bindings.read_once)}
        others -= bindings.made_inside(loop.body)
        for source in sorted(_sources(loop.body, facts)):
            if source in changed or any(same.may_be(source, name) for name in others):
                raise UnsupportedSyntaxError(
                    f"the loop over `{source.partition('.')[0]}` changes its length",
                    "loop over a copy, or use a `while` loop",
                    loop.origin,
                )
    for node in statements(core.body):
        match node:
            case s.Assign(value=e.Element(base, index)):
                node.value = _taken(facts.kind(base), base, index)


def _taken(kind: k.Kind, base: e.Expr, index: e.Expr) -> e.Expr:
    """What a loop gives in a pass: of what may be no sequence, a dict, not what it has there."""
    match kind:
        case k.List() | k.Array():
            return e.Item(base, index)
        case k.Tuple() | k.Range() | k.Str() | k.Empty() | k.Known(str() | tuple() | range()):
            return e.Element(base, index)
    return e.Call(e.Ref("element_at", element_at), (base, index))


def _loops(block: s.Block, before: s.Block) -> Iterator[tuple[s.For, s.Block]]:
    """The loops in a block, each with what has run before it since the pass around it began."""
    for position, node in enumerate(block):
        if not (within := list(blocks(node))):
            continue
        behind = [*before, *block[:position]]
        if isinstance(node, s.For):
            yield node, behind
        for inner in within:
            yield from _loops(inner, behind if isinstance(node, s.If | s.With) else [])


def _is_list(tree: e.Expr, facts: Facts) -> bool:
    return isinstance(tree, e.Var) and isinstance(facts.kind(tree), k.List)


def _sources(body: s.Block, facts: Facts) -> set[str]:
    """The lists of which a loop's body takes the elements, inner loops left out."""
    found: set[str] = set()
    for node in body:
        if isinstance(node, s.Loop):
            continue
        match node:
            case s.Assign(value=e.Element(e.Var(name) as base, _)) if _is_list(base, facts):
                found.add(name)
        for inner in blocks(node):
            found |= _sources(inner, facts)
    return found


def _changed(body: s.Block, facts: Facts) -> set[str]:
    """The lists whose length a block may change."""
    found: set[str] = set()
    for node in statements(body):
        match node:
            case (
                s.Evaluate(value=e.Call(e.Attr(e.Var(name) as base, method), _, _))
                | s.Assign(value=e.Call(e.Attr(e.Var(name) as base, method), _, _))
            ) if method in CHANGING and _is_list(base, facts):
                found.add(name)
            case s.Evaluate(e.Call(func, (e.Var(name), _), ())) if func == DELETE_ITEM:
                found.add(name)
            case s.Augment(base=e.Var(name) as base, index=None) if _is_list(base, facts):
                found.add(name)
            case s.Store(base=e.Var(name) as base, index=e.Slice()) if _is_list(base, facts):
                found.add(name)
    return found


class _Bindings:
    """How often names are bound, and how often to lists of their own."""

    def __init__(self, block: s.Block) -> None:
        self.all: Counter[str] = Counter()
        self.fresh: Counter[str] = Counter()
        read: Counter[str] = Counter()
        for node in statements(block):
            self.all.update(targets(node))
            read.update(name for tree in expressions(node) for name in names(tree))
            if isinstance(node, s.Assign) and isinstance(node.value, e.Sequence):
                self.fresh[node.target] += 1
        self.read_once = {name for name, count in read.items() if count == self.all[name] == 1}

    def made_inside(self, body: s.Block) -> set[str]:
        """The names that only a loop's body binds, to lists of their own."""
        own = _Bindings(body).all
        return {name for name, n in own.items() if n == self.all[name] == self.fresh[name]}


def _fresh(before: s.Block, name: str, once: Set[str]) -> bool:
    """Is a name bound to a list of its own just before, and to nothing else since?"""
    for position in reversed(range(len(before))):
        node = before[position]
        match node:
            case s.Assign(target, e.Sequence()) if target == name:
                return True
            case s.Assign(target, e.Var(held)) if target == name and held in once:
                return _fresh(before[:position], held, once)  # `xs, ys = ys, []`
        for one in statements([node]):
            held_ = one.value if isinstance(one, s.Assign) else None
            if name in targets(one) or held_ == e.Var(name):
                return False
    return False


class _Same:
    """Which names may stand for one list: those that are copied, and those inside of others."""

    def __init__(self, core: Core, facts: Facts) -> None:
        self.group: dict[str, str] = {}
        for node in statements(core.body):
            match node:
                case s.Assign(target, e.Var(name)):
                    self.join(target, name)
                case s.Permute():
                    for target, name in zip(node.targets, node.sources, strict=True):
                        self.join(target, name)
                case s.Assign(target, value) if not isinstance(value, e.Sequence):
                    if _is_list(e.Var(target), facts) and not isinstance(value, e.Call | e.Binary):
                        self.join(target, "")
                case s.Unpack():
                    for name in node.targets:
                        if _is_list(e.Var(name), facts):
                            self.join(name, "")
                case s.Evaluate(e.Call(e.Attr(), args)):
                    for one in args:
                        if isinstance(one, e.Var) and _is_list(one, facts):
                            self.join(one.name, "")
                case s.Store(value=e.Var(name)) if _is_list(e.Var(name), facts):
                    self.join(name, "")

    def root(self, name: str) -> str:
        while name in self.group:
            name = self.group[name]
        return name

    def join(self, one: str, other: str) -> None:
        a, b = self.root(one), self.root(other)
        if a != b:
            self.group[a] = b

    def may_be(self, one: str, other: str) -> bool:
        return self.root(one) == self.root(other)
