"""Values that the reverse sweep evaluates again, instead of reading a record.

That is right where the operands still hold what the definition read: nothing was written to them
since, or they have been wound back to it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from srcgrad.analysis.regions import Regions
from srcgrad.infer.facts import Facts
from srcgrad.infer.indexing import is_basic
from srcgrad.infer.memory import rule_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import bound, children, names, nodes, statements

CHEAP = {len, int, float, abs, range, min, max, bool}


@dataclass
class Again:
    """Answers for the definitions of one function."""

    forward: s.Block
    definitions: dict[str, list[s.Stmt]]
    facts: Facts
    regions: Regions
    wound: set[str] = field(default_factory=set)  # arrays that are wound back

    def possible(self, block: s.Block, name: str, until: s.Stmt | None = None) -> bool:
        """Can the name's one definition be evaluated again, cheaply, with the same value?

        Where the reverse of the block begins, or where that of its statement `until` does.
        """
        definitions = self.definitions[name]
        if len(definitions) != 1 or definitions[0] not in block:
            return False
        node = definitions[0]
        if not isinstance(node, s.Assign) or self._changed_since(node):
            return False
        return self._cheap(node.value) and self._lasting(node, block, until)

    def _changed_since(self, node: s.Assign) -> bool:
        """Is it a display of a list that grows afterwards?"""
        return isinstance(node.value, e.Sequence) and self.regions.memory.is_written(node.target)

    def path(self, name: str) -> bool:
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

    def _lasting(self, node: s.Assign, block: s.Block, until: s.Stmt | None = None) -> bool:
        """Do the operands still hold, at the end of the block, what the definition read?"""
        if isinstance(node.value, e.Sequence) and self.regions.memory.is_written(node.target):
            return False  # a list that has grown since
        end = len(block) if until is None else block.index(until)
        rest = block[block.index(node) + 1 : end]
        if node in block[end:] or set(names(node.value)) & bound(rest):
            return False
        return all(self._still_there(part, node, rest) for part in nodes(node.value))

    def _still_there(self, part: e.Expr, node: s.Assign, rest: s.Block) -> bool:
        memory = self.regions.memory
        if isinstance(part, e.Item) and isinstance(part.base, e.Var):
            if not memory.is_written(part.base.name):
                return True
            if part.base.name in self.wound and self._untouched(part, node, rest):
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
                for a in part.args
            )
        return True

    def _array(self, tree: e.Expr) -> bool:
        return isinstance(self.facts.kind(tree), k.Array)

    def _untouched(self, part: e.Item, node: s.Assign, rest: s.Block) -> bool:
        """Does the rest of the run write nothing that the definition read?"""
        assert isinstance(part.base, e.Var)
        moved = bound(rest)
        for write in statements(rest):
            if not isinstance(write, s.Store | s.Augment) or write.base != part.base:
                continue
            index = write.index or e.Slice()
            if moved & {*names(part.index), *names(index)}:
                return False
            if not self.regions.disjoint(part.base.name, part.index, index, node):
                return False
        return True
