"""Values that the reverse sweep evaluates again, instead of reading a record.

That is right where the operands still hold what the definition read: nothing was written to them
since, or they have been wound back to it, or there is a copy of what they were.

A few operations on numbers cost less than a record; so does reading what the program stored into
an array. Arrays are evaluated again from a copy that is kept anyway, and where a loop then records
nothing at all; those of several axes, if that takes one operation on what a loop records anyway.
"""

from __future__ import annotations

from collections.abc import Set

from srcgrad.adjoint.records.cost import CHEAPER_THAN_A_COPY, DEAREST, cost
from srcgrad.adjoint.records.kept_copies import KeptCopies
from srcgrad.adjoint.records.stored import StoredValues
from srcgrad.analysis.arrays.regions import Regions
from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.indexing import is_basic
from srcgrad.infer.sharing.memory import rule_of
from srcgrad.infer.sharing.passes import occurrences
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import bound, children, names, nodes, statements, substitute
from srcgrad.late import dataclass, field

CHEAP = {len, int, float, abs, range, min, max, bool}
FEW = 4  # operations on numbers, in about the time of a record


@dataclass
class Again:
    """Answers for the definitions of one function."""

    forward: s.Block
    definitions: dict[str, list[s.Stmt]]
    facts: Facts
    regions: Regions
    kept: set[str]  # names that only the reverse sweep reads
    wound: frozenset[str] = frozenset()  # arrays that are wound back
    answers: dict[tuple[int, str, int, frozenset[str]], bool] = field(default_factory=dict)
    bare: set[int] = field(default_factory=set)  # loops that are to record nothing

    def __post_init__(self) -> None:
        self.copies = KeptCopies(self.forward, self.kept, self.regions)
        self.stored = StoredValues(self.forward, self.facts, self.regions)
        self.places: dict[str, e.Expr] = {}  # where values are stored
        self.values: dict[str, e.Expr] = {}
        self.costs: dict[str, int | None] = {}
        self.sizes: dict[int, int | None] = {}  # of expressions that this object keeps
        self.occurrences = occurrences(self.forward)
        self.known: dict[int, tuple[dict[int, int], dict[str, list[int]]]] = {}  # by block

    def _places(self, block: s.Block) -> tuple[dict[int, int], dict[str, list[int]]]:
        """Where the statements of a block stand in it, and where it binds names."""
        if id(block) not in self.known:
            at = {id(node): place for place, node in enumerate(block)}
            binds: dict[str, list[int]] = {}
            for place, node in enumerate(block):
                for name in bound([node]):
                    binds.setdefault(name, []).append(place)
            self.known[id(block)] = at, binds
        return self.known[id(block)]

    def _bound_between(self, block: s.Block, tree: e.Expr, start: int, end: int) -> bool:
        """Do the statements of a block, from one place to another, bind a name in a tree?"""
        binds = self._places(block)[1]
        return any(start <= at < end for name in names(tree) for at in binds.get(name, ()))

    def value(self, name: str) -> e.Expr:
        """What evaluates the name's one definition again, or reads what it gave."""
        store = self._store(name)
        if store is not None:
            return self.places.setdefault(name, e.Item(store.base, store.index))
        if name not in self.values:
            node = self.definitions[name][0]
            assert isinstance(node, s.Assign)
            self.values[name] = self._from_copies(node)
        return self.values[name]

    def _store(self, name: str) -> s.Store | None:
        """Where the name's one value stays in an array, if its elements are not wound back."""
        definitions = self.definitions.get(name, [])
        if len(definitions) != 1 or not isinstance(node := definitions[0], s.Assign):
            return None
        store = self.stored.store(node)
        return None if store is None or set(names(store.base)) & self.wound else store

    def _from_copies(self, node: s.Assign) -> e.Expr:
        """An array's definition, with copies in place of arrays that change later.

        Who reads a view wants what its memory holds by then, which is not what was copied.
        """
        if cost(node.value, self.facts) is None or self.facts.shares(node.value):
            return node.value
        memory, table = self.regions.memory, {}
        for name in names(node.value):
            if memory.is_written(name) and not self.regions.final(name, None, node):
                held = self.copies.instead(name, node)
                if held is not None:
                    table[name] = held
        return substitute(node.value, table) if table else node.value

    def made_of_arrays(self, name: str) -> bool:
        """Is the name bound once, to an elementwise expression of arrays that stays as it is?"""
        definitions = self.definitions.get(name, [])
        if len(definitions) != 1 or self._cost(name) is None:
            return False
        return not self._cost(name) or not self.regions.memory.is_written(name)

    def passing(self, name: str, result: e.Expr) -> bool:
        """Is the name an operation on arrays whose value the forward sweep uses once?"""
        uses = self.occurrences[name] - 1 + [*names(result)].count(name)
        return self.made_of_arrays(name) and bool(self._cost(name)) and uses == 1

    def light(self, name: str) -> bool:
        """Is the name bound once, to a few operations on numbers?"""
        definitions = self.definitions.get(name, [])
        if len(definitions) != 1 or not isinstance(definitions[0], s.Assign):
            return False
        return self._cheap(definitions[0].value)

    def operands(self, name: str) -> frozenset[str]:
        """The names that the definition reads."""
        return frozenset(names(self.value(name)))

    def chain(
        self,
        block: s.Block,
        name: str,
        own: set[str],
        live: Set[str],
        until: s.Stmt | None = None,
    ) -> frozenset[str] | None:
        """The names to evaluate again for this one, if no operand is recorded in its stead."""
        found: set[str] = set()
        waiting = [name]
        while waiting:
            one = waiting.pop()
            if one in found:  # an operand of several
                continue
            if not self.possible(block, one, until):
                return None
            found.add(one)
            waiting += [n for n in self.operands(one) if n in own and n not in live]
        return frozenset(found)

    def worth(self, block: s.Block, name: str, chain: frozenset[str], live: Set[str]) -> bool:
        """Is evaluating the names again better than a record of the first of them?"""
        costs = sum(self._cost(n) or 0 for n in chain)
        if not costs:
            return sum(self._size(self.value(n)) or 0 for n in chain) <= 2 * FEW
        if self._cost(name) is None or any(
            self._loops_anew(n, block, live) for c in chain for n in self.operands(c) - chain
        ):
            return False
        loops = self.regions.order.enclosing(block[0])
        if loops and id(loops[0]) in self.bare:
            return costs <= DEAREST
        if loops and costs == 1 and (k.rank(self.facts.kinds[name]) or 0) > 1:
            return True  # a loop would hold one such array for each pass
        copied = any(self.operands(n) & self.kept for n in chain)
        return copied and costs <= CHEAPER_THAN_A_COPY

    def _cost(self, name: str) -> int | None:
        """What it costs to evaluate the name's first definition again, if that makes an array."""
        if self._store(name) is not None:
            return 0
        if name not in self.costs:
            node = self.definitions[name][0]
            self.costs[name] = cost(node.value, self.facts) if isinstance(node, s.Assign) else None
        return self.costs[name]

    def _loops_anew(self, name: str, block: s.Block, live: Set[str]) -> bool:
        """Is the operand bound in a loop around, so that it would have to be recorded?"""
        around = self.regions.order.enclosing(block[0])
        return name not in live and any(
            loop in self.regions.order.enclosing(node)
            for node in self.definitions.get(name, [])
            if not any(node is loop for loop in around)  # its variable needs no record
            for loop in around
        )

    def possible(self, block: s.Block, name: str, until: s.Stmt | None = None) -> bool:
        """Can the name's one definition be evaluated again, cheaply, with the same value?

        Where the reverse of the block begins, or where that of its statement `until` does.
        """
        key = id(block), name, id(until), self.wound
        if key not in self.answers:
            self.answers[key] = self._possible(block, name, until)
        return self.answers[key]

    def _possible(self, block: s.Block, name: str, until: s.Stmt | None) -> bool:
        definitions, at = self.definitions[name], self._places(block)[0]
        if len(definitions) != 1 or id(definitions[0]) not in at:
            return False
        node = definitions[0]
        if not isinstance(node, s.Assign) or self._changed_since(node):
            return False
        store = self._store(name)
        if store is not None and self._cheap(self.value(name)):
            return self._found_there(store, block, len(block) if until is None else at[id(until)])
        cheap = self._cheap(node.value) or (until is None and bool(self._cost(name)))
        return cheap and self._lasting(node, block, until)

    def _found_there(self, store: s.Store, block: s.Block, asked: int) -> bool:
        """Does the index of a store mean the same where it is asked, in the reverse of a block?"""
        stored = self._places(block)[0][id(store)]
        start, end = sorted((stored, asked))  # what is bound behind `asked` is taken back by then
        if self._bound_between(block, e.Item(store.base, store.index), start, end):
            return False
        span = (block, stored + 1, max(stored + 1, end))
        return all(self._still_there(part, store, span) for part in nodes(store.index))

    def _changed_since(self, node: s.Assign) -> bool:
        """Is it an array or a list that is written afterwards, or a shadow?"""
        if node.target.endswith("~bar"):
            return not isinstance(node.value, e.Var | e.Item | e.Attr)
        part = isinstance(node.value, e.Item) and isinstance(node.value.index, e.Slice)
        copied = part and isinstance(self.facts.kinds.get(node.target), k.List)
        made = isinstance(node.value, e.Sequence) or copied or bool(self._cost(node.target))
        return made and self.regions.memory.is_written(node.target)

    def path(self, name: str) -> bool:
        """In straight-line code a value keeps its name; only reads of elements are repeated."""
        definitions = self.definitions.get(name, [])
        if "." not in name or len(definitions) != 1:
            return False
        node = definitions[0]
        if self._store(name) is not None:
            return self.possible(self.forward, name)
        if not isinstance(node, s.Assign) or not isinstance(node.value, e.Item | e.Attr):
            return False
        if not self._cheap(node.value) or id(node) not in self._places(self.forward)[0]:
            return False
        return self._lasting(node, self.forward)

    def _cheap(self, tree: e.Expr) -> bool:
        size = self._size(tree)
        return size is not None and size <= FEW

    def _size(self, tree: e.Expr) -> int | None:
        """How many operations on numbers it does; None if it does more than these and reading."""
        if id(tree) not in self.sizes:
            self.sizes[id(tree)] = self._counted(tree)
        return self.sizes[id(tree)]

    def _counted(self, tree: e.Expr) -> int | None:
        size = 0
        for part in nodes(tree):
            kind = self.facts.kind(part)
            match part:
                case e.Binary("@", _, _):
                    return None
                case e.Binary() | e.Compare() | e.Unary() | e.Logical():
                    if isinstance(kind, k.Array | k.Unknown):
                        return None
                    size += 2 if isinstance(part, e.Binary) and part.op == "**" else 1
                case e.Item(base, _):
                    if isinstance(kind, k.Unknown):
                        return None
                    if isinstance(self.facts.kind(base), k.Array) and not self._view(part):
                        return None
                case e.Call(e.Ref(_, target), _, _):
                    if target not in CHEAP:
                        return None
                    size += 1
                case e.Call() | e.Text() | e.Mapping() | e.Star() | e.Choice():
                    return None
        return size

    def _view(self, tree: e.Item) -> bool:
        return is_basic(tree.index, self.facts.kind)

    def _lasting(self, node: s.Assign, block: s.Block, until: s.Stmt | None = None) -> bool:
        """Do the operands still hold, at the end of the block, what the definition read?"""
        if isinstance(node.value, e.Sequence) and self.regions.memory.is_written(node.target):
            return False  # a list that has grown since
        at = self._places(block)[0]
        start, end = at[id(node)], len(block) if until is None else at[id(until)]
        value = self.value(node.target)
        if start >= end or self._bound_between(block, value, start + 1, end):
            return False
        span = (block, start + 1, end)
        return all(self._still_there(part, node, span) for part in nodes(value))

    def _still_there(self, part: e.Expr, node: s.Stmt, span: tuple[s.Block, int, int]) -> bool:
        memory = self.regions.memory
        if isinstance(part, e.Item) and isinstance(part.base, e.Var):
            if not memory.is_written(part.base.name):
                return True
            if part.base.name in self.wound and self._untouched(part, node, span):
                return True
            return self.regions.final(part.base.name, part.index, node)
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
                and not (self._array(a) and self.regions.final(a.name, None, node))
                for a in part.args
            )
        return True

    def _array(self, tree: e.Expr) -> bool:
        return isinstance(self.facts.kind(tree), k.Array)

    def _untouched(self, part: e.Item, node: s.Stmt, span: tuple[s.Block, int, int]) -> bool:
        """Does the rest of the run write nothing that the definition read?"""
        assert isinstance(part.base, e.Var)
        rest = span[0][span[1] : span[2]]
        moved = bound(rest)
        for write in statements(rest):
            if not isinstance(write, s.Write) or write.base != part.base:
                continue
            index = write.index or e.Slice()
            if moved & {*names(part.index), *names(index)}:
                return False
            if not self.regions.disjoint(part.base.name, part.index, index, node):
                return False
        return True
