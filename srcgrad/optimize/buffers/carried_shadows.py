"""Shadows that the forward sweep makes, where a checkpointed loop carries their arrays.

    for i in back:                             for i in back:
        (u,) = back.state()                        (u,) = back.state()
        ...                                        u_bar_old, (u_bar,) = u_bar, blank_shadows(u)
        v_bar = np.zeros_like(v)       ->          v_bar = np.zeros_like(v)
        u_bar = v_bar                              u_bar = v_bar
                                                   hand_over((u_bar,), (u_bar_old,))
        ...                                        ...

The passes that run again make shadows of their own. Those at the end of a pass get what the later
passes have brought together, and at last those before the loop do: each time that it is run.
"""

from __future__ import annotations

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import bound, statements
from srcgrad.normalize.scope import Counter
from srcgrad.optimize.loops.marked_loops import Loop, put_before, put_behind
from srcgrad.runtime import blank_shadows, hand_over

BLANK = e.Ref("blank_shadows", blank_shadows)
HAND_OVER = e.Ref("hand_over", hand_over)


def carried_shadows(state: list[str], forward: s.Block, bars: set[str]) -> list[str]:
    """The arrays of a state, and others that a loop binds shadows of: those with such a shadow."""
    there = {n for n in bound(forward) if n.endswith("~bar")}
    held = {n.removesuffix("~bar") for n in bars} | set(state)
    return sorted(n for n in held if f"{n}~bar" in there)


def shadows_of_a_pass(
    loop: Loop, carried: list[str], again: s.Block, forward: s.Block, counter: Counter
) -> s.Block:
    """What stands before a pass that runs again; `again` gets its end, the loops their frame."""
    if not carried:
        return []
    own = tuple(e.Var(f"{n}~bar") for n in carried)
    first, later = (
        tuple(e.Var(f"{n}~bar~old{_number(counter)}") for n in carried) for _ in range(2)
    )
    origin = loop.reverse.origin

    def handed(targets: tuple[e.Var, ...], sources: tuple[e.Var, ...]) -> s.Stmt:
        pair = (e.Sequence("tuple", targets), e.Sequence("tuple", sources))
        return s.Evaluate(e.Call(HAND_OVER, pair), origin=origin)

    def kept(targets: tuple[e.Var, ...], sources: tuple[e.Expr, ...]) -> s.Block:
        pairs = zip(targets, sources, strict=True)
        return [s.Assign(target.name, source, origin=origin) for target, source in pairs]

    back: s.Block = []
    if _stands_in_a_loop(loop.node, forward):
        tapes = [e.Var(f"{tree.name}~tape") for tree in first]
        forward[:0] = [s.Assign(tape.name, e.Sequence("list", ())) for tape in tapes]
        pushes = [e.Call(e.Attr(t, "append"), (tree,)) for t, tree in zip(tapes, own, strict=True)]
        put_before(loop.block, loop.node, [s.Evaluate(push, origin=origin) for push in pushes])
        back = kept(first, tuple(e.Call(e.Attr(tape, "pop"), ()) for tape in tapes))
    else:
        put_before(loop.block, loop.node, kept(first, own))
    put_behind(loop.reverse_block, loop.reverse, [*back, handed(first, own), *kept(own, first)])
    again.append(handed(own, later))
    blank = e.Call(BLANK, tuple(map(e.Var, carried)))
    names = tuple(tree.name for tree in own)
    return [*kept(later, own), s.Unpack(names, blank, origin=origin)]


def _stands_in_a_loop(node: s.Stmt, forward: s.Block) -> bool:
    loops = [one for one in statements(forward) if isinstance(one, s.For | s.While)]
    return any(node is inner for one in loops for inner in statements(one.body))


def _number(counter: Counter) -> int:
    counter.count += 1
    return counter.count
