"""What a loop does with each element is put where its iterator makes them.

for v in steps:                       for k in range(n):
    if v > 1.0: break                     v = k * k
    s = s + v               ->            if v > 1.0: left = True
                                          else: s = s + v
                                          if left: break
"""

from __future__ import annotations

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, statements
from srcgrad.late import dataclass
from srcgrad.normalize.calls.inline import duplicate
from srcgrad.normalize.iterators.deferred import ELEMENT
from srcgrad.normalize.scope import Counter


def is_mark(node: s.Stmt) -> bool:
    """Is an element made here?"""
    return isinstance(node, s.Evaluate) and getattr(node.value, "func", None) == ELEMENT


def leaves(block: s.Block) -> bool:
    """Does a block leave the loop that it is the body of?"""
    return any(
        isinstance(node, s.Break)
        or (not isinstance(node, s.Loop) and any(map(leaves, blocks(node))))
        for node in block
    )


def weave(steps: s.Block, loop: s.For, counter: Counter) -> s.Block:
    """The statements of an iterator, with those of the loop over it at each mark."""
    flag = counter.name("left") if leaves(loop.body) else ""
    made = _Weaving(loop, flag)
    body = made.block(steps, inside=False)
    if not flag:
        return body
    return [s.Assign(flag, e.Const(False), origin=loop.origin), *body]


@dataclass
class _Weaving:
    loop: s.For
    flag: str  # is set where the loop is left, if it ever is
    count: int = 0

    def block(self, block: s.Block, inside: bool) -> s.Block:
        """`inside`: the end of the block is the end of a pass of a loop of the iterator."""
        out: s.Block = []
        for place, node in enumerate(block):
            if not is_mark(node) and not any(map(is_mark, statements([node]))):
                out.append(node)
                continue
            rest = block[place + 1 :]
            out += self._element(node, inside and not rest) if is_mark(node) else [node]
            if not is_mark(node):
                self._into(node, inside and not rest)
            if not self.flag:
                continue
            ended = isinstance(node, s.If) or is_mark(node)
            if inside and not rest and ended:  # left in place
                return out
            after = self.block(rest, inside) if rest else []
            stop: s.Block = [s.Break(origin=self.loop.origin)] if inside else []
            if stop or after:
                out.append(s.If(e.Var(self.flag), stop, after, origin=self.loop.origin))
            return out
        return out

    def _into(self, node: s.Stmt, inside: bool) -> None:
        match node:
            case s.For() | s.While():
                node.body = self.block(node.body, inside=True)
            case s.If():
                node.body = self.block(node.body, inside)
                node.orelse = self.block(node.orelse, inside)
            case _:
                for inner in blocks(node):
                    inner[:] = self.block(inner, inside=False)

    def _element(self, mark: s.Stmt, inside: bool) -> s.Block:
        """The loop's own statements."""
        value = mark.value.args[0]  # type: ignore[attr-defined]
        body = self.loop.body if self.count == 0 else duplicate(self.loop.body)
        self.count += 1
        bound = s.Assign(self.loop.target, value, origin=self.loop.origin)
        return [bound, *(self._left(body, inside) if self.flag else body)]

    def _left(self, block: s.Block, inside: bool) -> s.Block:
        out: s.Block = []
        for node in block:
            if isinstance(node, s.Break):
                out.append(s.Assign(self.flag, e.Const(True), origin=node.origin))
                out += [node] if inside else []
                continue
            if isinstance(node, s.If):
                node.body = self._left(node.body, inside)
                node.orelse = self._left(node.orelse, inside)
            out.append(node)
        return out
