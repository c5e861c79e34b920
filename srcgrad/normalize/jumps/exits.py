"""One exit: `return`, `continue` and loop `else` become structure; `break` ends its path.

    for i in range(n):                 for i in range(n):
        if i == k:                         if i == k:
            continue            ->             pass
        s += i                             else:
                                               s += i

A jump that only some paths through a branch take, with code after it, sets a flag that the
code after it tests. After this pass a `Break` is the last statement of every block on its
path, and there is no other jump.
"""

from __future__ import annotations

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, statements
from srcgrad.late import dataclass
from srcgrad.normalize.jumps.marks import Continue, End, Exhausted, Leave, Otherwise, Region, Return
from srcgrad.normalize.scope import Counter

Jump = (Return, s.Break, Continue, Leave)
FALLS, EXITS, MIXED = "falls through", "exits", "both"


@dataclass
class Exits:
    """Takes the jumps of one function apart; `result` holds its value afterwards."""

    counter: Counter
    result: str

    def function(self, body: s.Block) -> tuple[s.Block, e.Expr]:
        """The body without jumps, and the expression that it returns."""
        last = body[-1] if body else None
        if isinstance(last, Return) and not _has(body[:-1], Return):
            shaped, _ = self.block(body[:-1])
            return self._replace(shaped), last.value
        if not _has(body, Return):
            shaped, _ = self.block(body)
            return shaped, e.NONE
        shaped, _ = self.block(body if isinstance(last, Return) else [*body, Return(e.NONE)])
        return self._replace(shaped), e.Var(self.result)

    def _replace(self, block: s.Block) -> s.Block:
        """Turn the `return`s that are left, all at the end of paths, into assignments."""
        out: s.Block = []
        for node in block:
            if isinstance(node, Return):
                if node.value != e.Var(self.result):
                    out.append(s.Assign(self.result, node.value, origin=node.origin))
                continue
            if isinstance(node, s.If):
                node.body, node.orelse = self._replace(node.body), self._replace(node.orelse)
            out.append(node)
        return out

    def block(self, nodes: s.Block) -> tuple[s.Block, str]:
        """Shape a block; say whether control leaves it by a jump."""
        out: s.Block = []
        position = 0
        nodes = list(nodes)
        while position < len(nodes):
            node = nodes[position]
            rest = nodes[position + 1 :]
            if isinstance(node, (*Jump, s.Raise)):
                return [*out, node], EXITS
            if isinstance(node, s.If):
                done, state = self._branch(node, rest, out)
                if done:
                    return out, state
            elif isinstance(node, s.With | s.Attempt | s.Ensure | Region):
                done, state = self._inside(node, rest, out)
                if done:
                    return out, state
            elif isinstance(node, s.Loop):
                otherwise = _otherwise(rest, _has(node.body, End, inside_loops=False))
                after = self._loop(node, otherwise, out)
                nodes[position + 1 :] = [*after, *rest]
            else:
                out.append(node)
            position += 1
        return out, FALLS

    def _branch(self, node: s.If, rest: s.Block, out: s.Block) -> tuple[bool, str]:
        body, body_state = self.block(node.body)
        orelse, orelse_state = self.block(node.orelse)
        states = (body_state, orelse_state)
        if FALLS == body_state == orelse_state:
            out.append(s.If(node.test, body, orelse, origin=node.origin))
            return False, FALLS
        if EXITS == body_state == orelse_state:
            out.append(s.If(node.test, body, orelse, origin=node.origin))
            return True, EXITS
        if MIXED in states and rest:
            flagged, after = self._flags(s.If(node.test, body, orelse, origin=node.origin), rest)
            shaped, state = self.block(after)
            out.extend([*flagged, *shaped])
            return True, state
        if body_state == FALLS:
            body, body_state = self.block([*node.body, *rest])
        elif orelse_state == FALLS:
            orelse, orelse_state = self.block([*node.orelse, *rest])
        out.append(s.If(node.test, body, orelse, origin=node.origin))
        return True, EXITS if body_state == orelse_state == EXITS else MIXED

    def _inside(self, node: s.Stmt, rest: s.Block, out: s.Block) -> tuple[bool, str]:
        """A statement that no jump may leave: jumps out of it are made after it."""
        state = FALLS
        for inner in blocks(node):
            inner[:], found = self.block(inner)
            state = found if inner is blocks(node)[0] else state
        if isinstance(node, Region):
            node.body = _without_own(node.body, node.test)
        jumps = {k for k in Jump if any(_has(inner, k) for inner in blocks(node))}
        if not jumps:
            out.extend(node.body if isinstance(node, Region) else [node])
            return False, FALLS
        if state == EXITS and jumps == {Return} and not isinstance(node, Region):
            blocks(node)[0][:] = self._replace(blocks(node)[0])
            out += [node, Return(e.Var(self.result), origin=node.origin)]
            return True, EXITS
        flagged, after = self._flags(node, rest)
        if isinstance(node, Region):
            flagged = [x for one in flagged for x in (node.body if one is node else [one])]
        shaped, state = self.block(after)
        out.extend([*flagged, *shaped])
        return True, state

    def _flags(self, branch: s.Stmt, rest: s.Block) -> tuple[s.Block, s.Block]:
        """Replace the jumps inside a statement by flags; what follows tests them."""
        flags: dict[type, str] = {}
        leaves: dict[e.Expr, None] = {}

        def strip(block: s.Block) -> s.Block:
            out: s.Block = []
            for node in block:
                if isinstance(node, Leave):
                    leaves[node.test] = None  # its own test tells
                elif isinstance(node, Jump):
                    flag = flags.setdefault(type(node), self.counter.name("leave"))
                    if isinstance(node, Return) and node.value != e.Var(self.result):
                        out.append(s.Assign(self.result, node.value, origin=node.origin))
                    out.append(s.Assign(flag, e.Const(True), origin=node.origin))
                elif isinstance(node, s.If):
                    out.append(
                        s.If(node.test, strip(node.body), strip(node.orelse), origin=node.origin)
                    )
                elif isinstance(node, s.With | s.Attempt | s.Ensure | Region):
                    for inner in blocks(node):
                        inner[:] = strip(inner)
                    out.append(node)
                else:
                    out.append(node)
            return out

        flagged: s.Block = strip([branch])
        for kind, flag in flags.items():
            jump: s.Stmt = Return(e.Var(self.result)) if kind is Return else kind()
            rest = [s.If(e.Var(flag), [jump], rest, origin=branch.origin)]
        for test in leaves:
            rest = [s.If(test, [Leave(test)], rest, origin=branch.origin)]
        starts: s.Block = [
            s.Assign(f, e.Const(False), origin=branch.origin) for f in flags.values()
        ]
        return [*starts, *flagged], rest

    def _loop(self, node: s.For | s.While, otherwise: list[Otherwise], out: s.Block) -> s.Block:
        """Shape a loop; the statements that must follow it are returned."""
        after: s.Block = []
        flags: list[tuple[str, type | tuple[()]]] = []
        for one in otherwise:
            but: type | tuple[()] = () if isinstance(one, Exhausted) else End
            if _has(node.body, s.Break, inside_loops=False, but=but):
                broke = self.counter.name("broke")
                flags.append((broke, but))
                out.append(s.Assign(broke, e.Const(False), origin=node.origin))
                after.append(s.If(e.Var(broke), [], one.body, origin=node.origin))
            else:
                after.extend(one.body)
        returns = _has(node.body, Return)
        endless = isinstance(node, s.While) and node.test == e.Const(True) and not node.prelude
        endless = endless and not _has(node.body, s.Break, inside_loops=False)
        endless = endless and not _has(node.body, Leave)
        leave = self.counter.name("returned")
        body, _ = self.block(node.body)
        for broke, but in flags:
            body = _before_break(body, broke, but)
        for test in _leaves(body):
            after.insert(0, s.If(test, [Leave(test)], [], origin=node.origin))
        node.body = self._drop(body, leave)
        if returns and endless:  # the only way out is a `return`
            after = [Return(e.Var(self.result))]
            node.body = _without(node.body, leave)
        elif returns:
            out.append(s.Assign(leave, e.Const(False), origin=node.origin))
            after.insert(
                0, s.If(e.Var(leave), [Return(e.Var(self.result))], [], origin=node.origin)
            )
        out.append(node)
        return after

    def _drop(self, block: s.Block, leave: str) -> s.Block:
        """Drop `continue`, all at the end of paths; a `return` leaves the loop."""
        out: s.Block = []
        for node in block:
            if isinstance(node, Continue):
                continue
            if isinstance(node, Leave | End):
                out.append(s.Break(origin=node.origin))
                continue
            if isinstance(node, Return):
                if node.value != e.Var(self.result):
                    out.append(s.Assign(self.result, node.value, origin=node.origin))
                out += [
                    s.Assign(leave, e.Const(True), origin=node.origin),
                    s.Break(origin=node.origin),
                ]
                continue
            if isinstance(node, s.If):
                node.body, node.orelse = (
                    self._drop(node.body, leave),
                    self._drop(node.orelse, leave),
                )
                if not node.body and not node.orelse and isinstance(node.test, e.Var):
                    continue
            out.append(node)
        return out


def _without_own(block: s.Block, test: e.Expr) -> s.Block:
    """A region's body: to leave it is to come to its end."""
    out: s.Block = []
    for node in block:
        if isinstance(node, Leave) and node.test == test:
            continue
        if isinstance(node, s.If):
            node.body = _without_own(node.body, test)
            node.orelse = _without_own(node.orelse, test)
            if not node.body and not node.orelse:
                continue
        out.append(node)
    return out


def _leaves(block: s.Block) -> list[e.Expr]:
    """The tests of the jumps out of regions that a shaped block makes."""
    found = {node.test: None for node in statements(block) if isinstance(node, Leave)}
    return list(found)


def _has(block: s.Block, kind: type, inside_loops: bool = True, but: type | tuple[()] = ()) -> bool:
    return any(
        (isinstance(node, kind) and not isinstance(node, but))
        or (isinstance(node, Otherwise) and _has(node.body, kind, inside_loops, but))
        or (
            (inside_loops or not isinstance(node, s.Loop))
            and any(_has(inner, kind, inside_loops, but) for inner in blocks(node))
        )
        for node in block
    )


def _otherwise(rest: s.Block, apart: bool) -> list[Otherwise]:
    """What happens if a loop ends by itself, taken off the statements that follow it.

    What iterators do behind their last element stands `apart`, where a loop may end before.
    """
    found: list[Otherwise] = []
    while rest and isinstance(one := rest[0], Otherwise):
        found.append(one)
        rest.pop(0)
    if found and not apart:
        return [Otherwise([node for one in found for node in one.body])]
    return found


def _without(block: s.Block, flag: str) -> s.Block:
    """A block that does not set a flag."""
    out: s.Block = []
    for node in block:
        if isinstance(node, s.Assign) and node.target == flag:
            continue
        if isinstance(node, s.If):
            node.body, node.orelse = _without(node.body, flag), _without(node.orelse, flag)
        out.append(node)
    return out


def _before_break(block: s.Block, flag: str, but: type | tuple[()]) -> s.Block:
    """A shaped block that sets a flag where it breaks."""
    out: s.Block = []
    for node in block:
        if isinstance(node, s.Break) and not isinstance(node, but):
            out.append(s.Assign(flag, e.Const(True), origin=node.origin))
        if isinstance(node, s.If):
            node.body, node.orelse = (
                _before_break(node.body, flag, but),
                _before_break(node.orelse, flag, but),
            )
        out.append(node)
    return out
