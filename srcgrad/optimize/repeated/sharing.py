"""What the reverse sweep, or a sweep with tangents, computes twice is computed once.

    x_bar = t / (m + 1)                    x_bar = t / (m + 1)
    m_bar = -(t / (m + 1)) * s     ->      m_bar = -x_bar * s

Within a block, as long as nothing that the expression reads has changed. Subscripts stay as
they are, and so does what is evaluated under a condition only. Tests of arrays are values, too.
"""

from __future__ import annotations

from collections.abc import Callable

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, bound, children, expressions, names, nodes, rebuild, statements
from srcgrad.late import dataclass, field
from srcgrad.normalize.names.stems import stem
from srcgrad.normalize.scope import Counter
from srcgrad.optimize.asked.aliases import Aliases

Pure = Callable[[e.Expr], bool]
PROBE = "probe~local"
REDUCTIONS = {"mean", "sum", "max", "min"}
SHARED = e.Binary | e.Unary | e.Call | e.Choice | e.Compare


@dataclass
class Known:
    """The expressions that a block has computed so far."""

    at: dict[e.Expr, tuple[s.Stmt, str | None]] = field(default_factory=dict)  # where; its name
    readers: dict[str, set[e.Expr]] = field(default_factory=dict)  # by a name that they read
    sharers: dict[str, set[e.Expr]] = field(default_factory=dict)  # by a class of memory


def share(
    forward: s.Block,
    reverse: s.Block,
    results: list[e.Expr],
    facts: Facts,
    pure: Pure,
    counter: Counter,
    whole: bool = False,
) -> bool:
    """Rewrite the reverse sweep in place; the arrays of the results stay apart.

    With `whole` it is all of a program, and the arrays that the program names stay apart too.
    """
    sharing = _Sharing(facts, pure, counter, whole)
    sharing.learn([*forward, *reverse])
    asked = _identities([*forward, *reverse])
    sharing.changed |= {sharing.root(n) for tree in [*results, *asked] for n in names(tree)}
    sharing.block(reverse)
    return sharing.found


def _identities(block: s.Block) -> list[e.Expr]:
    """The questions whether two names hold one array, which one array must not answer for two."""
    trees = (tree for node in statements(block) for tree in expressions(node))
    return [
        part
        for tree in trees
        for part in nodes(tree)
        if isinstance(part, e.Compare) and part.op in ("is", "is not")
    ]


class _Sharing(Aliases):
    def __init__(self, facts: Facts, pure: Pure, counter: Counter, whole: bool = False) -> None:
        super().__init__(facts)
        self.pure, self.counter, self.whole = pure, counter, whole
        self.found = False
        self.worth: dict[e.Expr, bool] = {}

    def block(self, block: s.Block) -> None:
        """Share within one block, and within those inside of it."""
        known = Known()
        position = 0
        while position < len(block):
            node = block[position]
            for inner in blocks(node):
                self.block(inner)
            if not blocks(node):
                position += self.statement(block, position, known)
            self.forget(known, node)
            position += 1

    def statement(self, block: s.Block, position: int, known: Known) -> int:
        """Use what is known, note what is new; how many statements were put in before?"""
        node = block[position]
        inserted = 0
        whole = node.value if isinstance(node, s.Assign) else None
        there = self.candidates(node)
        for tree in list(there):
            if tree not in known.at or tree not in there:
                continue
            place, name = known.at[tree]
            if self.exposed(node, tree, name) or (name is None and self.exposed(place, tree)):
                continue
            apart = tree == whole and self.private(node, name)
            if apart and (self.whole or not self.dear(tree)):
                continue
            if name is None:
                name = self.counter.name(_stem(tree)) + "~local"
                self.facts.kinds[name] = self.facts.kind(tree)
                first = s.Assign(name, tree, origin=place.origin)
                _put(place, tree, name)
                end = position + inserted
                block.insert(next(i for i in range(end, -1, -1) if block[i] is place), first)
                self.note(known, tree, first, name)
                inserted += 1
            _put(node, tree, name)
            if apart and isinstance(node, s.Assign):
                node.value = e.Call(e.Attr(node.value, "copy"), ())
            self.found = True
            there = self.candidates(node)
        for tree in there:
            held = node.target if isinstance(node, s.Assign) and tree == node.value else None
            if tree not in known.at or (held is not None and known.at[tree][1] is None):
                self.note(known, tree, node, held)
        return inserted

    def private(self, node: s.Stmt, holder: str | None) -> bool:
        """Must the statement's target, or the name that holds the value, have its own memory?"""
        assert isinstance(node, s.Assign)
        if _is_part(node.value) and self.facts.shares(node.value):
            return False  # a view, under one name or two
        if self.whole and self.memory(node.target) and not {".", "~"} & set(node.target):
            return True
        return self.memory(node.target) and any(
            self.root(n) in self.changed for n in (node.target, holder) if n is not None
        )

    def exposed(self, node: s.Stmt, tree: e.Expr, holder: str | None = None) -> bool:
        """Does the statement hand on the memory of a part of it, which others may then change?

        So does what changes the `holder` of the part's value.
        """
        if not isinstance(k.general(self.facts.kind(tree)), k.Array):
            return False
        match node:
            case s.Assign(_, value) if isinstance(tree, e.Compare) and value != tree:
                return False  # what is computed of a test has memory of its own
            case s.Assign(target, value):
                named = self.whole and not {".", "~"} & set(target)
                changed = any(self.root(n) in self.changed for n in (target, holder) if n)
                if value == tree or not (named or changed):
                    return False
                self.facts.kinds[PROBE] = self.facts.kind(tree)
                found = PROBE in self.facts.shares(_with(value, tree, PROBE))
                del self.facts.kinds[PROBE]
                return found
            case s.Store(base, _, _) | s.Augment(base, _, _, _):
                return self.held(base) and not k.is_number(self.facts.kind(base))
        return True

    def dear(self, tree: e.Expr) -> bool:
        """Is a copy of an array's value cheaper than the value?"""
        target = (
            tree.func.target if isinstance(tree, e.Call) and isinstance(tree.func, e.Ref) else 0
        )
        module = getattr(target, "__module__", None) or ""
        solves = module.startswith(
            ("numpy.linalg", "scipy.", "srcgrad.runtime.linalg.sparse_matrices")
        )
        return solves and isinstance(self.facts.kind(tree), k.Array)

    def candidates(self, node: s.Stmt) -> dict[e.Expr, None]:
        """What could be shared in a statement, larger expressions first."""
        found: dict[e.Expr, None] = {}

        def visit(tree: e.Expr) -> None:
            if isinstance(tree, SHARED) and self.worthy(tree):
                found[tree] = None
            match tree:
                case e.Item(base, _):
                    visit(base)
                case e.Choice(test, _, _):
                    visit(test)
                case e.Logical(_, left, _):
                    visit(left)
                case e.Each(_, _, source):
                    visit(source)
                case _:
                    for child in children(tree):
                        visit(child)

        if isinstance(node, s.Assign | s.Augment | s.Store | s.Evaluate):
            visit(node.value)
        if isinstance(node, s.Assign) and _is_part(node.value) and self.pure(node.value):
            found[node.value] = None  # read once more, under another name
        return found

    def worthy(self, tree: e.Expr) -> bool:
        """Does an expression cost something, and have no effect?"""
        if tree not in self.worth:
            self.worth[tree] = self.costly(tree)
        return self.worth[tree]

    def costly(self, tree: e.Expr) -> bool:
        kind = k.general(self.facts.kind(tree))
        library = isinstance(kind, k.Opaque) and isinstance(tree, e.Call)
        if isinstance(kind, k.Int | k.Tuple | k.List | k.Unknown | k.Bool) and not library:
            return False
        if k.constant(kind):
            return False
        if isinstance(tree, e.Unary) and not isinstance(kind, k.Array):
            return False
        constant = not any(True for _ in names(tree))
        if constant and not (isinstance(tree, e.Call) and isinstance(kind, k.Real)):
            return False
        method = tree.func if isinstance(tree, e.Call) else None
        if isinstance(method, e.Attr) and method.name not in REDUCTIONS:
            return False  # a copy is made to be another array
        return self.pure(tree)

    def forget(self, known: Known, node: s.Stmt) -> None:
        """Drop what a statement may change."""
        stale: set[e.Expr] = set()
        for name in bound([node]):
            stale |= known.readers.pop(name, set())
        for inner in statements([node]):
            changed: set[str] = set()
            match inner:
                case s.Store(base, _, _) | s.Augment(base, _, _, _):
                    changed.update(names(base))
                    if self.whole and self.held(base):
                        stale |= set(known.at)
                case s.Evaluate(e.Call() as call):
                    changed.update(names(call))
            if self.whole:
                stale |= self.stirred(inner, changed, known)
            for name in changed:
                stale |= known.sharers.pop(self.root(name), set())
        match node:
            case s.Assign(target, value) if value in stale and target not in names(value):
                stale.discard(value)  # the name has just got this value
                self.note(known, value, node, target)
        for tree in stale:
            known.at.pop(tree, None)

    def stirred(self, node: s.Stmt, changed: set[str], known: Known) -> set[e.Expr]:
        """What calls with an effect may change: all, but of a list's method that list."""
        for tree in expressions(node):
            for part in nodes(tree):
                if isinstance(part, e.Call) and not self.pure(part):
                    func = part.func
                    if isinstance(func, e.Attr) and isinstance(self.facts.kind(func.base), k.List):
                        changed.update(names(part))
                    else:
                        return set(known.at)
        return set()

    def note(self, known: Known, tree: e.Expr, place: s.Stmt, holder: str | None) -> None:
        """Remember an expression, and what it depends on: what it reads, and its holder."""
        known.at[tree] = place, holder
        read = {*names(tree), *([holder] if holder is not None else [])}
        for name in read:
            known.readers.setdefault(name, set()).add(tree)
            if self.memory(name):
                known.sharers.setdefault(self.root(name), set()).add(tree)


def _stem(tree: e.Expr) -> str:
    """What a name for an expression is called."""
    match tree:
        case e.Compare("!=", _, e.Const(0)):
            return "needed"  # where an adjoint is zero, what it is multiplied with is not needed
        case e.Compare("=="):
            return "equal"
    return stem(tree).replace("~", "_")


def _is_part(tree: e.Expr) -> bool:
    """Is it an element or a part of something, or a matrix turned round?"""
    return isinstance(tree, e.Item) or (isinstance(tree, e.Attr) and tree.name == "T")


def _put(node: s.Stmt, tree: e.Expr, name: str) -> None:
    """Read a name in the place of an expression, outside subscripts."""
    if isinstance(node, s.Assign | s.Augment | s.Store | s.Evaluate):
        node.value = _with(node.value, tree, name)


def _with(value: e.Expr, tree: e.Expr, name: str) -> e.Expr:
    """The expression with a name in the place of a part of it."""

    def mapped(part: e.Expr) -> e.Expr:
        if part == tree:
            return e.Var(name)
        match part:
            case e.Item(base, index):
                return e.Item(mapped(base), index)
            case e.Choice(test, body, orelse):
                return e.Choice(mapped(test), body, orelse)
            case e.Logical(op, left, right):
                return e.Logical(op, mapped(left), right)
            case e.Each(element, each, source):
                return e.Each(element, each, mapped(source))
        return rebuild(part, mapped)

    return mapped(value)
