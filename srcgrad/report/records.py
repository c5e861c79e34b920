"""What the forward sweep keeps for the reverse sweep, and the statements that need it."""

from __future__ import annotations

from collections.abc import Iterator

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, expressions, names, statements, targets
from srcgrad.late import dataclass

ADJOINT = "bar"  # the role in the names of adjoints


@dataclass(frozen=True)
class Kept:
    """One name of the forward sweep that the reverse sweep reads."""

    name: str
    made: s.Stmt  # a statement that records it, or binds it
    readers: tuple[s.Stmt, ...]  # of the reverse sweep

    @property
    def recorded(self) -> bool:
        """Is it a record of ours, and no variable of the program's?"""
        return "~" in self.name


def kept(forward: s.Block, reverse: s.Block, gradient: e.Expr) -> list[Kept]:
    """All of them, in the order of the forward sweep."""
    made: dict[str, s.Stmt] = {}
    for node in statements(forward):
        for name in [*targets(node), *_filled(node)]:
            made[name] = node
    taken = _exposed([*reverse, s.Evaluate(gradient)])
    found = []
    for name, node in made.items():
        if name in taken and not name.endswith("~" + ADJOINT):
            readers = tuple(dict.fromkeys(_readers(name, reverse, reverse)))
            found.append(Kept(name, node, readers))
    return found


def _exposed(block: s.Block) -> frozenset[str]:
    """The names that a block reads before it binds them, at least on some path."""
    live: frozenset[str] = frozenset()
    for node in reversed(block):
        read = frozenset(n for tree in expressions(node) for n in names(tree))
        inner = frozenset(n for part in blocks(node) for n in _exposed(part))
        if isinstance(node, s.For):
            inner -= {node.target}
        elif not isinstance(node, s.Augment) and not blocks(node):
            live -= frozenset(targets(node))
        live |= read | inner
    return live


def _filled(node: s.Stmt) -> list[str]:
    """The names into which a statement puts something."""
    match node:
        case s.Evaluate(e.Call(e.Attr(e.Var(name), "append"), _, _)) | s.Store(e.Var(name), _, _):
            return [name] if "~" in name else []
    return []


def _readers(name: str, block: s.Block, everything: s.Block) -> Iterator[s.Stmt]:
    """The statements that need what a name holds; those that only take it from a record do not."""
    for position, node in enumerate(block):
        if any(name in names(tree) for tree in expressions(node)):
            restored = _restored(node, name)
            if restored is None:
                yield node
            else:
                found = list(_uses(restored, block[position + 1 :]))
                yield from found or _anywhere(restored, node, everything)
        for inner in blocks(node):
            yield from _readers(name, inner, everything)


def _restored(node: s.Stmt, record: str) -> str | None:
    """The name that gets back its value, if that is all that the statement does."""
    match node:
        case s.Assign(
            target,
            e.Call(e.Attr(e.Var(base), "pop"), _, _) | e.Item(e.Var(base), _) | e.Var(base),
        ) if base == record and "~" in record and not target.endswith("~" + ADJOINT):
            return target
    return None


def _uses(name: str, block: s.Block) -> Iterator[s.Stmt]:
    """The statements that read a name until it is bound again."""
    for node in block:
        if any(name in names(tree) for tree in expressions(node)):
            yield node
        for inner in blocks(node):
            yield from _uses(name, inner)
        if name in targets(node):
            return


def _anywhere(name: str, but: s.Stmt, everything: s.Block) -> list[s.Stmt]:
    """What reads the name in another pass of a loop, or after it."""
    return [
        node
        for node in statements(everything)
        if node is not but and any(name in names(tree) for tree in expressions(node))
    ]
