"""Values that are used once go back into the expression that uses them.

    product.1 = 2 * x                  y = 2 * x + 1
    y = product.1 + 1        ->

Not where something between the two would change what the expression reads, nor where a sum of very
many terms, which is one operation within another, would come of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from srcgrad.infer.sharing.memory import slot
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import (
    blocks,
    bound,
    expressions,
    levels,
    mentions,
    names,
    nodes,
    replace,
    statements,
    substitute,
    targets,
)
from srcgrad.late import dataclass
from srcgrad.normalize.arrays.effects import goes_back
from srcgrad.request.options import searching
from srcgrad.runtime import hand_over, list_add

KindOf = Callable[[e.Expr], k.Kind]
WRITING = (list_add, hand_over)  # functions of the run time that change what they are given
Chooser = Callable[[str], bool]


DEEPEST = 50  # operations within operations: more take long to print, and Python may refuse them
MEMORY = (k.Array, k.List, k.Tuple, k.Unknown, k.Dict, k.Object, k.Empty)


@dataclass(frozen=True)
class Effects:
    """What a statement reads by itself, all it mentions and binds, and what it may write to."""

    own: set[str]
    mentioned: set[str]
    binds: set[str]
    writes: set[str]
    back: bool  # does it put earlier states in names of the program?


class Folding:
    """Folds within one function; `chosen` says which names may go."""

    def __init__(
        self,
        kind_of: KindOf,
        chosen: Chooser,
        root: Callable[[str], str],
        pure: Callable[[e.Expr], bool],
    ) -> None:
        self.kind_of, self.chosen, self.root, self.pure = kind_of, chosen, root, pure
        self.uses: Counter[str] = Counter()
        self.defs: Counter[str] = Counter()
        self.seen: dict[int, Effects] = {}
        self.reached: dict[str, set[str]] = {}

    def run(self, body: s.Block, *results: e.Expr) -> None:
        """Fold in place, until nothing changes."""
        while True:
            read: list[str] = []
            defined: list[str] = []
            for node in statements(body):
                defined += targets(node)
                for tree in expressions(node):
                    read += names(tree)
            for result in results:
                read += names(result)
            self.uses, self.defs = Counter(read), Counter(defined)
            self.seen.clear()
            self.reached.clear()
            if not self.block(body):
                return

    def block(self, block: s.Block) -> bool:
        changed = False
        position = len(block) - 1
        while position >= 0:
            node = block[position]
            for inner in blocks(node):
                changed |= self.block(inner)
            if isinstance(node, s.While):
                changed |= self.into_test(node)
            if isinstance(node, s.Assign) and self.single(node) and self.into(block, position):
                del block[position]
                changed = True
            position -= 1
        return changed

    def single(self, node: s.Assign) -> bool:
        return (
            self.chosen(node.target) and self.uses[node.target] == 1 and self.defs[node.target] == 1
        )

    def into_test(self, loop: s.While) -> bool:
        """A while loop's test takes the values of its own prelude."""
        changed = False
        while loop.prelude and isinstance(last := loop.prelude[-1], s.Assign):
            if not self.single(last) or last.target not in names(loop.test):
                break
            loop.test = substitute(loop.test, {last.target: last.value})
            loop.prelude.pop()
            changed = True
        return changed

    def into(self, block: s.Block, position: int) -> bool:
        node = block[position]
        assert isinstance(node, s.Assign)
        read = set(names(node.value))
        memory = {root for n in read for root in self.roots(n)}
        steady = self.pure(node.value)
        stays = all("~" in name for name in read)
        for later in range(position + 1, len(block)):
            passed = self.effects(block[later])
            if node.target in passed.own:
                del self.seen[id(block[later])]
                return self.place(node, block[later], adjacent=later == position + 1)
            if not steady or node.target in passed.mentioned or read & passed.binds:
                return False
            if passed.back and not stays:
                return False
            if memory and any(self.meets(name, memory) for name in passed.writes):
                return False
        return False

    def effects(self, node: s.Stmt) -> Effects:
        """What a statement does to the values that are carried past it."""
        found = self.seen.get(id(node))
        if found is None:
            own = expressions(node) if not isinstance(node, s.While) else ()
            found = self.seen[id(node)] = Effects(
                {name for tree in own for name in names(tree)},
                set(mentions([node])),
                bound([node]),
                {name for one in statements([node]) for name in self.written(one)},
                goes_back(node),
            )
        return found

    def place(self, node: s.Assign, later: s.Stmt, adjacent: bool) -> bool:
        if isinstance(later, s.Permute) or (
            isinstance(later, s.Augment) and later.old == e.Var(node.target)
        ):
            return False
        if (
            isinstance(later, s.Write)
            and node.target in names(later.base)
            and not isinstance(node.value, e.Item | e.Attr | e.Var)
        ):
            return False
        if searching() and _elsewhere(node, later):
            return False  # each line is to be told by itself
        if not self.pure(node.value) and not (adjacent and self.first(node, later)):
            return False
        if levels(node.value) + max(map(levels, expressions(later)), default=0) > DEEPEST:
            return False
        if any(_repeats(tree, node.target) for tree in expressions(later)):
            return False
        replace(later, lambda tree: substitute(tree, {node.target: node.value}))
        return True

    def first(self, node: s.Assign, later: s.Stmt) -> bool:
        """Would an impure value still be evaluated, once, and before all that it might change?"""
        match later:
            case s.Assign(_, value) | s.Augment(_, None, _, value):
                others = set(names(value))
            case s.Store(base, index, value, False) | s.Augment(base, e.Expr() as index, _, value):
                if not isinstance(self.kind_of(base), k.Array):
                    return False
                others = {*names(base), *names(index), *names(value)}
                if node.target in {*names(base), *names(index)}:
                    return False
            case _:
                return False
        if any(_skips(tree, node.target) for tree in expressions(later)):
            return False
        return not (others - {node.target}) & set(names(node.value))

    def written(self, node: s.Stmt) -> Iterator[str]:
        """The names through which a statement may change memory."""
        match node:
            case s.Store(base, _, _) | s.Augment(base, _, _, _):
                yield from names(base)
            case s.Evaluate(e.Call(e.Attr(e.Var(tape), "append"))) if tape.endswith("~tape"):
                pass  # a record changes nothing of the program's
            case s.Evaluate(e.Call(e.Ref(_, function), args)) if function in WRITING:
                for one in args:
                    yield from names(one)
            case s.Evaluate(value) | s.Assign(_, value) | s.Unpack(_, value):
                if not self.pure(value):
                    yield from names(value)

    def meets(self, name: str, memory: set[str]) -> bool:
        if "~" in name:
            return any("~" in other for other in memory)
        return not self.roots(name).isdisjoint(memory)

    def roots(self, name: str) -> set[str]:
        """The memory that is reached through a name: a list's, and that of what it holds."""
        found = self.reached.get(name)
        if found is None:
            kind, place = self.kind_of(e.Var(name)), name
            found = {self.root(name)} if isinstance(kind, MEMORY) else set()
            while isinstance(kind, k.List):
                kind, place = kind.element, slot(place)
                found.add(self.root(place))
            self.reached[name] = found
        return found


def _skips(tree: e.Expr, name: str) -> bool:
    """Does the name stand where it is evaluated only if a test says so?"""
    for part in nodes(tree):
        rest: tuple[e.Expr, ...] = ()
        if isinstance(part, e.Choice):
            rest = (part.body, part.orelse)
        elif isinstance(part, e.Logical):
            rest = (part.right,)
        if any(name in names(one) for one in rest):
            return True
    return False


def _repeats(tree: e.Expr, name: str) -> bool:
    """Does the name stand where it is evaluated once for each element?"""
    return any(isinstance(part, e.Each) and name in names(part.element) for part in nodes(tree))


def _elsewhere(node: s.Assign, later: s.Stmt) -> bool:
    """Is a derivative computed that comes from another line than the one that it would go into?"""
    here, there = node.origin, later.origin
    if "~" not in node.target or here is None or there is None:
        return False
    if isinstance(node.value, e.Var | e.Const | e.Item | e.Attr):
        return False
    return (here.file, here.line) != (there.file, there.line)
