"""What must be recorded: values that the reverse sweep reads after the forward sweep lost them.

Liveness of the primal's names, over the reverse sweep, tells. A name that is live where the
reverse of its binding stands needs the value that it had before: recorded just before the
binding, and put back there. A name of one pass of a loop that is live where the reverse of
the pass begins needs its value at the end of the pass: evaluated again where that is cheap
and the operands are still there, recorded else.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from srcgrad.adjoint.assigned import Assigned
from srcgrad.adjoint.attempts import shorten_records
from srcgrad.adjoint.marks import Enter, Restore
from srcgrad.analysis.order import Order
from srcgrad.analysis.regions import Regions
from srcgrad.infer.facts import Facts
from srcgrad.infer.indexing import is_basic
from srcgrad.infer.memory import rule_of
from srcgrad.infer.passes import occurrences
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import (
    blocks,
    bound,
    children,
    expressions,
    names,
    nodes,
    rebuild,
    replace,
    statements,
    targets,
)

Live = frozenset[str]
CHEAP = {len, int, float, abs, range, min, max, bool}


@dataclass
class Restoring:
    """Decides, and rewrites both sweeps."""

    forward: s.Block
    result: e.Expr
    reverse: s.Block
    facts: Facts
    regions: Regions
    entry: set[str]  # parameters and free values: bound before the function begins
    order: Order = field(init=False)
    restored: set[tuple[int, str]] = field(default_factory=set)  # (mark, name): put back here
    swapped: set[int] = field(default_factory=set)  # marks of permutations that are undone
    again: set[str] = field(default_factory=set)  # names that are evaluated again
    before: dict[int, s.Block] = field(default_factory=dict)  # records to make before a statement
    after: dict[int, s.Block] = field(default_factory=dict)  # and after it
    tapes: dict[str, None] = field(default_factory=dict)  # lists of records, in order
    unsure: set[str] = field(default_factory=set)  # names that may be unbound when recorded
    made: dict[tuple[int, str, bool], int] = field(default_factory=dict)  # records, numbered

    def run(self) -> tuple[s.Block, s.Block]:
        """The forward sweep with its records, and the reverse sweep with what it restores."""
        self.order = Order(self.forward)
        self.definitions: dict[str, list[s.Stmt]] = {}
        for node in statements(self.forward):
            for name in targets(node):
                self.definitions.setdefault(name, []).append(node)
        self.own = self._scopes()
        self._live_block(self.reverse, frozenset())
        self._insert()
        return self.forward, self.reverse

    # -- scopes ---------------------------------------------------------------------------

    def _scopes(self) -> dict[int, set[str]]:
        """For each block inside a loop, the names that live within one run of it."""
        own: dict[int, set[str]] = {}
        total = occurrences(self.forward) + occurrences([s.Evaluate(self.result)])

        def visit(block: s.Block, looped: bool) -> None:
            count = occurrences(block)
            inner_counts = [occurrences(b) for node in block for b in blocks(node)]
            for name in bound(block):
                inside = any(c[name] == total[name] for c in inner_counts)
                if (
                    count[name] == total[name]
                    and not inside
                    and looped
                    and self._fresh_each_run(block, name)
                ):
                    own.setdefault(id(block), set()).add(name)
            for node in block:
                for inner in blocks(node):
                    visit(inner, looped or isinstance(node, s.For | s.While))

        visit(self.forward, False)
        return own

    def _fresh_each_run(self, block: s.Block, name: str) -> bool:
        """Is the name bound before it is read, in each run of the block?"""
        for node in block:
            if name in targets(node):
                return not any(name in names(t) for t in expressions(node))
            if name in occurrences([node]):
                return isinstance(node, s.If) and self._bound_first(node, name)
        return False

    def _bound_first(self, node: s.If, name: str) -> bool:
        """Do both branches bind the name before they read it?"""
        return name not in names(node.test) and all(
            self._fresh_each_run(b, name) for b in (node.body, node.orelse)
        )

    # -- liveness over the reverse sweep ---------------------------------------------------

    def _live_block(self, block: s.Block, live: Live) -> Live:
        for node in reversed(block):
            live = self._live(node, live)
        return live

    def _live(self, node: s.Stmt, live: Live) -> Live:
        match node:
            case Restore():
                return self._at_restore(node, live)
            case Enter():
                return self._at_enter(node, live)
            case s.If():
                both = self._live_block(node.body, live) | self._live_block(node.orelse, live)
                return both | frozenset(names(node.test))
            case s.With():
                return self._live_block(node.body, live) | frozenset(names(node.manager))
            case s.For():
                head = live
                while True:
                    found = (self._live_block(node.body, head) - {node.target}) | live
                    if found == head:
                        break
                    head = head | found
                return head | frozenset(names(node.source))
        for tree in expressions(node):
            live = live | frozenset(names(tree))
        if isinstance(node, s.Augment):
            return live
        bound_here = frozenset(targets(node))
        reads = frozenset(n for tree in expressions(node) for n in names(tree))
        return (live - bound_here) | reads

    def _at_restore(self, mark: Restore, live: Live) -> Live:
        if isinstance(mark.node, s.Permute):
            back = dict(zip(mark.node.sources, mark.node.targets, strict=True))
            if live & set(mark.names):
                self.swapped.add(id(mark))
                return frozenset(back.get(n, n) for n in live)
            return live
        for name in mark.names:
            if name in live and name not in self.entry_only():
                self.restored.add((id(mark), name))
        return live - frozenset(mark.names)

    def entry_only(self) -> set[str]:
        return {n for n in self.entry if n not in self.definitions}

    def _at_enter(self, mark: Enter, live: Live) -> Live:
        own = self.own.get(id(mark.block), set())
        if mark.block is self.forward:
            own = {n for n in live if self._repeatable_path(n)}
        needed = [n for n in self._in_order(mark.block) if n in own]
        for name in reversed(needed):
            if name not in live:
                continue
            self.restored.add((id(mark), name))
            live = live - {name}
            if self._repeatable(mark.block, name) and self._operands_there(
                mark.block, name, own, live
            ):
                self.again.add(name)
                definition = self.definitions[name][0]
                live = live | frozenset(n for t in expressions(definition) for n in names(t))
        return live

    def _operands_there(self, block: s.Block, name: str, own: set[str], live: Live) -> bool:
        """Is there no operand that would have to be recorded in the name's stead?"""
        for operand in {n for t in expressions(self.definitions[name][0]) for n in names(t)}:
            if (
                operand in own
                and operand not in live
                and not (
                    self._repeatable(block, operand)
                    and self._operands_there(block, operand, own, live)
                )
            ):
                return False
        return True

    def _in_order(self, block: s.Block) -> list[str]:
        """Names in the order of their last binding in the block."""
        last: dict[str, int] = {}
        for position, node in enumerate(block):
            for name in bound([node]):
                last[name] = position
        inner = {
            n: i
            for i, n in enumerate(dict.fromkeys(t for x in statements(block) for t in targets(x)))
        }
        return sorted(last, key=lambda n: (last[n], inner.get(n, 0)))

    # -- evaluating again ------------------------------------------------------------------

    def _repeatable(self, block: s.Block, name: str) -> bool:
        """Can the reverse sweep cheaply evaluate the name's one definition again?"""
        definitions = self.definitions[name]
        if len(definitions) != 1 or definitions[0] not in block:
            return False
        node = definitions[0]
        if not isinstance(node, s.Assign) or self._changed_since(node):
            return False
        return self._cheap(node.value) and self._lasting(node, block)

    def _changed_since(self, node: s.Assign) -> bool:
        """Is it a display of a list that grows afterwards?"""
        return isinstance(node.value, e.Sequence) and self.regions.memory.is_written(node.target)

    def _repeatable_path(self, name: str) -> bool:
        """In straight-line code a value keeps its name; only reads of elements are repeated."""
        definitions = self.definitions.get(name, [])
        if len(definitions) != 1 or definitions[0] not in self.forward:
            return False
        node = definitions[0]
        if (
            "." not in name
            or not isinstance(node, s.Assign)
            or not isinstance(node.value, e.Item | e.Attr)
        ):
            return False
        return self._cheap(node.value) and self._lasting(node, self.forward)

    def _cheap(self, tree: e.Expr) -> bool:
        """A few operations on numbers, or the reading of an element or a view."""
        size = 0
        for part in nodes(tree):
            kind = self.facts.kind(part)
            match part:
                case e.Binary() | e.Compare() | e.Unary() | e.Logical():
                    if isinstance(kind, k.Array | k.Unknown):
                        return False
                    size += 1
                case e.Item(base, _):
                    if isinstance(kind, k.Unknown):
                        return False
                    if isinstance(self.facts.kind(base), k.Array) and not self._view(part):
                        return False
                case e.Call(e.Ref(_, target), _, _):
                    if target not in CHEAP:
                        return False
                    size += 1
                case e.Call() | e.Text() | e.Mapping() | e.Star() | e.Choice():
                    return False
        return size <= 4

    def _view(self, tree: e.Item) -> bool:
        return is_basic(tree.index, self.facts.kind)

    def _lasting(self, node: s.Assign, block: s.Block) -> bool:
        """Do the operands still hold, at the end of the block, what the definition read?"""
        if isinstance(node.value, e.Sequence) and self.regions.memory.is_written(node.target):
            return False  # a list that has grown since
        position = block.index(node)
        rebound = bound(block[position + 1 :])
        if set(names(node.value)) & rebound:
            return False
        return all(self._still_there(part, node) for part in nodes(node.value))

    def _still_there(self, part: e.Expr, node: s.Assign) -> bool:
        memory = self.regions.memory
        if isinstance(part, e.Item) and isinstance(part.base, e.Var):
            if memory.is_written(part.base.name):
                return self.regions.final(part.base.name, part.index, node)
            return True
        if isinstance(part, e.Attr) and isinstance(part.base, e.Var) and not self._array(part.base):
            return not memory.is_written(part.base.name) or self.regions.final(
                part.base.name, None, node
            )
        if isinstance(part, e.Binary | e.Compare | e.Unary | e.Logical):
            return all(
                not memory.is_written(operand.name) or self.regions.final(operand.name, None, node)
                for operand in children(part)
                if isinstance(operand, e.Var)
            )
        if isinstance(part, e.Call):
            return not any(
                isinstance(a, e.Var)
                and memory.is_written(a.name)
                and rule_of(part, self.facts.kind) is not None
                for a in part.args
            )
        return True

    def _array(self, tree: e.Expr) -> bool:
        return isinstance(self.facts.kind(tree), k.Array)

    # -- rewriting -------------------------------------------------------------------------

    def _insert(self) -> None:
        self.assigned = Assigned(self.forward, self.entry)
        self.reverse = self._rewritten(self.reverse)
        weave(self.forward, self.before, self.after)
        head: s.Block = [s.Assign(tape, e.Sequence("list", ())) for tape in self.tapes]
        head += [s.Assign(name, e.NONE) for name in sorted(self.unsure)]
        self.forward[:0] = head
        rename = {n: n + "~again" for n in self.again}
        self.facts.kinds.update(
            {new: self.facts.kinds[old] for old, new in rename.items() if old in self.facts.kinds}
        )
        _rename(self.reverse, rename)
        shorten_records(self.forward, list(self.tapes))

    def _rewritten(self, block: s.Block) -> s.Block:
        """The block, with statements that put values back in place of the marks."""
        out: s.Block = []
        for node in block:
            if isinstance(node, Restore | Enter):
                out += self._put_back(node)
                continue
            if isinstance(node, s.If):
                node.body, node.orelse = self._rewritten(node.body), self._rewritten(node.orelse)
            elif isinstance(node, s.For | s.With):
                node.body = self._rewritten(node.body)
            out.append(node)
        return out

    def _put_back(self, mark: Restore | Enter) -> s.Block:
        """What stands at a mark: values are evaluated again, or read from their records."""
        out: s.Block = []
        if isinstance(mark, Restore) and id(mark) in self.swapped:
            assert isinstance(mark.node, s.Permute)
            return [s.Permute(mark.node.sources, mark.node.targets, origin=mark.node.origin)]
        order = self._in_order(mark.block) if isinstance(mark, Enter) else list(mark.names)
        for name in order:
            if (id(mark), name) not in self.restored:
                continue
            if name in self.again and isinstance(mark, Enter):
                definition = self.definitions[name][0]
                assert isinstance(definition, s.Assign)
                out.append(s.Assign(name, definition.value, origin=definition.origin))
            else:
                out.append(self._recorded(mark, name))
        return out

    def _recorded(self, mark: Restore | Enter, name: str) -> s.Stmt:
        """Record the name's value in the forward sweep; the statement that reads the record."""
        if isinstance(mark, Restore):
            place, late = mark.node, False
        else:
            place, late = [node for node in mark.block if name in bound([node])][-1], True
        key = (id(place), name, late)
        if not self.assigned.before(place, name, late):
            self.unsure.add(name)
        if self.order.enclosing(place):
            tape = name + "~tape"
            self.tapes[tape] = None
            append = e.Call(e.Attr(e.Var(tape), "append"), (e.Var(name),))
            record: s.Stmt = s.Evaluate(append, origin=place.origin)
            value: e.Expr = e.Call(e.Attr(e.Var(tape), "pop"), ())
        else:
            held = f"{name}~old{self.made.get(key, len(self.made))}"
            record = s.Assign(held, e.Var(name), origin=place.origin)
            value = e.Var(held)
        if key not in self.made:  # a while loop's test is reversed twice
            self.made[key] = len(self.made)
            (self.after if late else self.before).setdefault(id(place), []).append(record)
        return s.Assign(name, value, origin=place.origin)


def weave(block: s.Block, before: dict[int, s.Block], after: dict[int, s.Block]) -> None:
    """Put statements before and after some of a block's own, in place."""
    out: s.Block = []
    for node in block:
        out += before.get(id(node), [])
        out.append(node)
        out += after.get(id(node), [])
        for inner in blocks(node):
            weave(inner, before, after)
    block[:] = out


def _rename(block: s.Block, table: dict[str, str]) -> None:
    def mapped(tree: e.Expr) -> e.Expr:
        if isinstance(tree, e.Var):
            return e.Var(table.get(tree.name, tree.name))
        return rebuild(tree, mapped)

    for node in statements(block):
        replace(node, mapped)
        if isinstance(node, s.Assign):
            node.target = table.get(node.target, node.target)
