"""The statements of a block that are needed for some of its results.

    total = u[2:] - u[:-2]                 total = u[2:] - u[:-2]
    total_tape.append(total)       ->      u[1:-1] += k * total
    u[1:-1] += k * total
    print(i)

Here for the array `u`. What is kept are copies: they may stand in the program a second time.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator

from srcgrad.errors import InvalidProgramError, UnsupportedSyntaxError
from srcgrad.infer.facts import Facts
from srcgrad.infer.raised.shown import shows
from srcgrad.infer.sharing.repeating import memory_of, written_by
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.pair import Half
from srcgrad.ir.walk import children, expressions, names, nodes, statements, targets
from srcgrad.late import dataclass, field
from srcgrad.normalize.arrays.effects import BACK, BEGIN, KEPT, MARK
from srcgrad.optimize.asked.purity import pure_call
from srcgrad.optimize.loops.draws import Draws
from srcgrad.optimize.loops.tapes import shortened
from srcgrad.rules.held import Bound

Live = frozenset[str]


def plain(name: str) -> str:
    """The name without the mark of a value that is evaluated again: the two are one variable."""
    return name.replace("~again", "")


def reads(trees: tuple[e.Expr, ...]) -> Live:
    """The names in expressions."""
    return frozenset(plain(n) for tree in trees for n in names(tree))


def content(tree: e.Expr, facts: Facts) -> Iterator[str]:
    """The names whose content an expression reads, not their shape alone, which arrays keep."""
    match tree:
        case e.Var(name):
            yield plain(name)
        case e.Attr(base, "shape" | "ndim" | "size" | "dtype") if _keeps_shape(base, facts):
            return
        case e.Call(e.Ref("len" | "np.shape"), (base,)) if _keeps_shape(base, facts):
            return
        case e.Call(e.Ref(path), (base, *rest), kwargs) if path.endswith("_like") and _keeps_shape(
            base, facts
        ):
            for part in (*rest, *(v for _, v in kwargs)):
                yield from content(part, facts)
        case _:
            for child in children(tree):
                yield from content(child, facts)


def _keeps_shape(base: e.Expr, facts: Facts) -> bool:
    """Has it the same shape whatever is written into it? A list may grow."""
    return not isinstance(facts.kind(base), k.List | k.Dict | k.Unknown | k.Opaque)


@dataclass
class Slicing:
    """Slices of one block.

    `memory` are the classes of arrays whose content matters, `records` the tapes that do; `marks`
    says whether marks stay.
    """

    facts: Facts
    draws: Draws
    memory: set[str]
    records: frozenset[str] = frozenset()
    marks: bool = False
    after: list[Live] = field(default_factory=list)  # what is live behind the loops around
    tried: int = 0  # of how many attempts the statements are: what may raise is needed there

    def block(self, nodes_: s.Block, live: Live) -> tuple[s.Block, Live]:
        """What is needed of a block, and what is live before it."""
        out: s.Block = []
        for node in reversed(nodes_):
            kept, live = self.statement(node, live)
            out[:0] = kept
        return out, live

    def statement(self, node: s.Stmt, live: Live) -> tuple[s.Block, Live]:
        """The same for one statement."""
        if isinstance(node, s.If | s.For | s.While):
            self._check_draws(node.source if isinstance(node, s.For) else node.test)
        match node:
            case s.If():
                return self._branch(node, live)
            case s.For() | s.While():
                return self._loop(node, live)
            case s.With():
                return self._context(node, live)
            case s.Attempt():
                return self._attempt(node, live)
            case s.Ensure():
                return self._ensured(node, live)
            case s.Break():
                return ([copy.copy(node)], self.after[-1]) if self.after else ([], live)
            case s.Raise() | s.Assert() if self.tried:
                return [copy.copy(node)], live | reads(expressions(node))
            case s.Raise() | s.Assert() | s.Comment():
                return [], live  # did not raise the first time
        if not self._needed(node, live):
            return [], live
        self._refuse_effects(node)
        whole = isinstance(node, s.Assign | s.Unpack | s.Permute)
        bound_here = frozenset(map(plain, targets(node))) if whole else frozenset()
        return [copy.copy(node)], (live - bound_here) | reads(expressions(node))

    def _attempt(self, node: s.Attempt, live: Live) -> tuple[s.Block, Live]:
        """A `try` is needed as a whole: any of its statements may raise what it catches."""
        told = {plain(node.raised), plain(node.error)}
        if not self.tried and not told & live and not self.block(node.body, live)[0]:
            return [], live
        made = copy.copy(node)
        self.tried += 1
        made.body, found = self.block(node.body, live - told)
        self.tried -= 1
        made.undo = [copy.copy(n) for n in node.undo if shortened(n) in self.records]
        caught = reads(node.classes)
        return [made], (live - told) | found | caught

    def _ensured(self, node: s.Ensure, live: Live) -> tuple[s.Block, Live]:
        """A `finally`: in a `try` it stays, elsewhere nothing has raised."""
        final, live = self.block(node.final, live)
        body, live = self.block(node.body, live)
        if not self.tried:
            return [*body, *final], live
        made = copy.copy(node)
        made.body, made.final = body, final
        return [made], live

    def _needed(self, node: s.Stmt, live: Live) -> bool:
        if shortened(node):
            return shortened(node) in self.records
        if any(plain(n) in live for n in targets(node)):
            return True
        if any(self.draws.among(live, self.draws.drawn(tree)) for tree in expressions(node)):
            return True
        match node:
            case s.Evaluate(e.Call(e.Attr(e.Var(tape), "append"))) if tape.endswith("~tape"):
                return tape in self.records
            case s.Evaluate(e.Call(func)) if func in (BEGIN, MARK, BACK):
                return self.marks
            case s.Evaluate(e.Call(func)) if _keeps(func):
                return True
            case s.Assign(_, e.Call(func)) if func == BEGIN:
                return self.marks
            case s.Evaluate(e.Call(func)) if func in KEPT:
                return False  # for the caller's eyes, the first time
        if self.tried and not shows(node):
            return True
        if isinstance(node, s.Write):
            return self._matters(names(node.base))
        return any(self._matters(self._written(tree)) for tree in expressions(node))

    def _written(self, tree: e.Expr) -> list[str]:
        """The names of what the calls in an expression write."""
        calls = (part for part in nodes(tree) if isinstance(part, e.Call))
        return [name for call in calls for name in written_by(call, self.facts)]

    def _matters(self, found: Iterator[str] | list[str]) -> bool:
        return any(root in self.memory for n in found for root in memory_of(n, self.facts))

    def _branch(self, node: s.If, live: Live) -> tuple[s.Block, Live]:
        body, first = self.block(node.body, live)
        orelse, second = self.block(node.orelse, live)
        if not body and not orelse:
            return [], live
        made = copy.copy(node)
        made.body, made.orelse = body, orelse
        if not body:
            made.test, made.body, made.orelse = _denied(node.test), orelse, []
        return [made], first | second | reads((node.test,))

    def _context(self, node: s.With, live: Live) -> tuple[s.Block, Live]:
        body, found = self.block(node.body, live)
        if not body:
            return [], live
        self._refuse_effects(node)
        made = copy.copy(node)
        made.body = body
        return [made], (found - frozenset(targets(node))) | reads((node.manager,))

    def _loop(self, node: s.For | s.While, live: Live) -> tuple[s.Block, Live]:
        outer, self.after = self.after, []
        own = isinstance(node, s.For) and plain(node.target) in live
        idle = not own and not self._passes(node, live)[1]
        self.after = [*outer, live]
        try:
            if idle:
                return [], live
            made, _, found = self._passes(node, live)
        finally:
            self.after = outer
        if isinstance(node, s.For):
            return [made], (found - {plain(node.target)}) | live | reads((node.source,))
        return [made], found

    def _passes(self, node: s.For | s.While, live: Live) -> tuple[s.Stmt, bool, Live]:
        """The loop as far as it is needed; does it do anything; what is live at its head?"""
        head: Live = live if isinstance(node, s.For) else live | reads((node.test,))
        while True:
            made = copy.copy(node)
            made.body, found = self.block(node.body, head)
            if isinstance(made, s.While) and isinstance(node, s.While):
                ends = found | live | reads((node.test,))
                made.prelude, found = self.block(node.prelude, ends)
            if found <= head:
                break
            head = head | found
        prelude = made.prelude if isinstance(made, s.While) else []
        return made, bool(made.body or any(self._needed(n, live) for n in prelude)), head

    def _refuse_effects(self, node: s.Stmt) -> None:
        """What runs again must do nothing but compute, and write what the program made."""
        for tree in expressions(node):
            for part in nodes(tree):
                if isinstance(part, e.Call) and not self._repeats(part):
                    random = "random" in e.render(part.func)
                    raise UnsupportedSyntaxError(
                        f"a checkpointed loop runs its passes again, and calls "
                        f"`{e.render(part.func)}`, which may have an effect",
                        "draw from a generator that is an argument, np.random.default_rng(seed)"
                        if random
                        else "call it before the loop, and pass what it gives",
                        node.origin,
                    )

    def _check_draws(self, head: e.Expr) -> None:
        """A head is evaluated also where the body is left out."""
        if self.draws.drawn(head):
            raise InvalidProgramError("a draw in the head of a statement", "optimize")

    def _repeats(self, call: e.Call) -> bool:
        if pure_call(call, self.facts) or call.func in (BEGIN, MARK, BACK) or _keeps(call.func):
            return True
        if self.draws.source(call):
            return True
        if isinstance(call.func, e.Ref):
            target, path = call.func.target, call.func.path
            if isinstance(target, Half):
                return True
            if isinstance(target, Bound):
                return bool(target.held.unfolded)  # shown to do nothing else
            return path.startswith("np.") and "random" not in path
        if isinstance(call.func, e.Attr) and any("~tape" in n for n in names(call.func.base)):
            return True
        kind = self.facts.kind(call.func.base) if isinstance(call.func, e.Attr) else k.Unknown()
        if isinstance(kind, k.Opaque) and kind.cls is dict:
            return True  # where the keys stand of a dict that the program makes
        return isinstance(k.general(kind), k.Array | k.List | k.Scalar | k.Dict | k.Str | k.Set)


def _denied(test: e.Expr) -> e.Expr:
    """The opposite of a test."""
    return test.operand if isinstance(test, e.Unary) and test.op == "not" else e.Unary("not", test)


def _keeps(func: e.Expr) -> bool:
    """Does a call keep a state of a checkpointed loop, or move shadows of one?"""
    if isinstance(func, e.Ref):
        return func.path == "hand_over"
    return isinstance(func, e.Attr) and func.name in ("keep", "state", "ahead", "backwards")


def read_memory(block: s.Block, facts: Facts) -> set[str]:
    """The classes of arrays whose content a block reads."""
    found: set[str] = set()
    for node in statements(block):
        trees = expressions(node)
        if isinstance(node, s.Store):
            trees = (node.index, node.value)
        found.update(r for tree in trees for n in content(tree, facts) for r in memory_of(n, facts))
    return found
