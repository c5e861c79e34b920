"""The optimiser's passes, in order."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.draws import draws
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import expressions, names, nodes, statements, targets
from srcgrad.normalize.arrays.effects import SET_ITEM
from srcgrad.normalize.scope import Counter
from srcgrad.optimize.algebra.divided_products import divide_products
from srcgrad.optimize.algebra.like_terms import combine
from srcgrad.optimize.algebra.merged_scales import MergedScales
from srcgrad.optimize.algebra.part_sums import join_parts
from srcgrad.optimize.algebra.placed_sums import sum_at_places
from srcgrad.optimize.algebra.plain_forms import use_plain_forms
from srcgrad.optimize.algebra.scaled_sums import scale_sums
from srcgrad.optimize.algebra.signs import turn_signs
from srcgrad.optimize.algebra.sparse_sums import sum_sparse
from srcgrad.optimize.algebra.spread import gather_numbers
from srcgrad.optimize.algebra.squared_roots import divide_roots
from srcgrad.optimize.algebra.sums import contract
from srcgrad.optimize.algebra.transposes import turn, turn_back
from srcgrad.optimize.asked.aliases import Aliases
from srcgrad.optimize.asked.gathering import gathers, solves
from srcgrad.optimize.asked.purity import CHEAP, pure, pure_call
from srcgrad.optimize.asked.width import width
from srcgrad.optimize.axes.held_parts import keep_parts
from srcgrad.optimize.axes.kept_axes import drop_kept_axes
from srcgrad.optimize.axes.new_axes import subscribe
from srcgrad.optimize.axes.subscripts import join_subscripts
from srcgrad.optimize.axes.views import share_views
from srcgrad.optimize.branches.conditions import join
from srcgrad.optimize.branches.passed_branches import take_into_branches
from srcgrad.optimize.branches.sunk_terms import sink_terms
from srcgrad.optimize.buffers.copies import without_copies
from srcgrad.optimize.buffers.first_lists import fill_lists
from srcgrad.optimize.buffers.first_sums import join_first
from srcgrad.optimize.buffers.handed_back import hand_back
from srcgrad.optimize.buffers.own_copies import drop_own_copies
from srcgrad.optimize.buffers.uniform_lists import use_numbers
from srcgrad.optimize.loops.draws import MAKERS
from srcgrad.optimize.names.fold import Folding
from srcgrad.optimize.names.rebound import bind_once
from srcgrad.optimize.repeated.known_calls import read_calls
from srcgrad.optimize.repeated.known_means import read_known
from srcgrad.optimize.repeated.sharing import share
from srcgrad.optimize.unneeded.dead import drop_dead
from srcgrad.optimize.unneeded.late_sums import drop_late_sums
from srcgrad.optimize.unneeded.self_stores import drop_self_stores
from srcgrad.optimize.unneeded.unread import drop_unread
from srcgrad.optimize.unneeded.unread_records import drop_records

Pure = Callable[[e.Expr], bool]
WIDEST = 72  # columns of an expression of the reverse sweep that still reads well
OWN = 112  # of one that the program has on one line, evaluated again, with all its brackets
LONGEST = 84  # of one of the forward sweep, made of what had names


def tidy_inactive(core: Core, facts: Facts, active: set[str]) -> None:
    """Fold inactive numbers and tests, so that a test is one expression."""
    definitions = _definitions(core.body)

    def chosen(name: str) -> bool:
        if "." not in name or name in active or len(definitions.get(name, [])) != 1:
            return False
        node = definitions[name][0]
        return isinstance(node, s.Assign) and _light(node.value, facts)

    folding = Folding(facts.kind, chosen, facts.root, lambda tree: pure(tree, facts))

    def inactive(name: str) -> bool:
        return "." in name and name not in active

    folding.run(core.body, core.result)
    while join(core.body, inactive):
        definitions.clear()
        definitions.update(_definitions(core.body))
        folding.run(core.body, core.result)


def tidy(
    forward: s.Block,
    reverse: s.Block,
    result: e.Expr,
    gradient: e.Expr,
    facts: Facts,
    counter: Counter,
) -> e.Expr:
    """Fold single-use values back, and drop what nobody reads; the gradient, under final names."""
    kept = set(names(result))
    gradient = _begin(forward, reverse, result, gradient, facts)

    def first(name: str) -> bool:
        return "." in name and "~" not in name and name not in kept

    def second(name: str) -> bool:
        return ("." in name or "~local" in name or "~again" in name) and name not in kept

    repeatable = partial(pure, facts=facts)
    fill_lists(forward, reverse, gradient, facts, repeatable)
    read_known(forward, reverse, facts)
    read_calls(forward, reverse, [result, gradient], facts)
    _divide(forward, reverse, [result, gradient], facts, repeatable)
    gather_numbers(reverse, facts.kind)
    sum_sparse(forward, reverse, facts, counter)
    turn_back(forward, reverse, facts.entry)
    share_views(reverse, facts)
    combine(forward, reverse, facts, repeatable)
    gradient = _once(forward, reverse, result, gradient, facts, counter)
    scale_sums(forward, reverse, gradient, facts)
    outside = _read(reverse)
    folding = Written(facts.kind, first, facts.root, repeatable)
    folding.named = counter.written
    folding.run(forward, result, gradient, *outside)
    while join(forward, first):
        folding.run(forward, result, gradient, *outside)
    aliases = Aliases.of([*forward, *reverse], facts)
    later = Reverse(facts.kind, second, aliases.root, repeatable)
    later.run(reverse, gradient)
    use_numbers(reverse, gradient, facts)
    drop_kept_axes(reverse, gradient, facts)
    _sum_few(forward, reverse, [result, gradient], facts, counter, folding)
    contract(forward, reverse, facts)
    later.run(reverse, gradient)
    turn_signs(forward, reverse, gradient, facts, repeatable, counter)
    join_first(forward, reverse, facts, repeatable, WIDEST)
    join_parts(forward, reverse, facts, repeatable, LONGEST)
    later.run(reverse, gradient)
    turn(reverse, facts.kind)
    use_plain_forms(reverse, facts.kind)
    MergedScales(facts.kind, aliases.root, repeatable, WIDEST).shorten(reverse, gradient)
    if turn_signs(forward, reverse, gradient, facts, repeatable, counter):
        later.run(reverse, gradient)
    sink_terms(reverse, gradient)
    gradient = without_copies(reverse, gradient, facts, "~")
    subscribe(reverse, facts.kind)
    join_subscripts(reverse, facts.kind)
    gradient = keep_parts(forward, reverse, gradient, facts)
    return _end(forward, reverse, result, gradient, facts)


def _divide(
    forward: s.Block, reverse: s.Block, results: list[e.Expr], facts: Facts, pure: Pure
) -> None:
    """Divide by no more than one has to."""
    if divide_products(forward, reverse, facts, pure):
        drop_dead(forward, reverse, results, facts)
    divide_roots(forward, reverse, facts, pure)


def _sum_few(
    forward: s.Block,
    reverse: s.Block,
    results: list[e.Expr],
    facts: Facts,
    counter: Counter,
    folding: Folding,
) -> None:
    """Sum the places that count, and fold what is not read by the reverse sweep any more."""
    if sum_at_places(forward, reverse, results, facts, counter):
        folding.run(forward, *results, *_read(reverse))


def _read(block: s.Block) -> list[e.Expr]:
    """All that the statements of a block read."""
    return [tree for node in statements(block) for tree in expressions(node)]


def _end(
    forward: s.Block, reverse: s.Block, result: e.Expr, gradient: e.Expr, facts: Facts
) -> e.Expr:
    gradient = drop_own_copies(forward, reverse, result, gradient, facts)
    results = [result, gradient]
    repeatable = partial(pure, facts=facts)
    if drop_self_stores(reverse):
        drop_dead(forward, reverse, results, facts)
        drop_records(forward, reverse, results)
    drop_unread(forward, reverse, results, facts, repeatable)
    drop_dead(forward, reverse, results, facts)
    while drop_late_sums(reverse, results, facts, repeatable):
        drop_dead(forward, reverse, results, facts)
        drop_records(forward, reverse, results)
        drop_unread(forward, reverse, results, facts, repeatable)
        drop_dead(forward, reverse, results, facts)
    return gradient


def _once(
    forward: s.Block,
    reverse: s.Block,
    result: e.Expr,
    gradient: e.Expr,
    facts: Facts,
    counter: Counter,
) -> e.Expr:
    """Compute once what is computed twice; the gradient, under final names."""
    repeatable = partial(pure, facts=facts)
    while share(forward, reverse, [result, gradient], facts, repeatable, counter):
        gradient = without_copies(reverse, gradient, facts, "~")
        gradient = drop_own_copies(forward, reverse, result, gradient, facts)
    combine(forward, reverse, facts, repeatable)  # terms that have become one are alike
    return gradient


def _begin(
    forward: s.Block, reverse: s.Block, result: e.Expr, gradient: e.Expr, facts: Facts
) -> e.Expr:
    drop_dead(forward, reverse, [result, gradient], facts)
    hand_back(forward, reverse, facts)
    repeatable = partial(pure, facts=facts)
    bind_once(reverse, repeatable, WIDEST)
    take_into_branches(reverse, gradient, facts, repeatable)
    gradient = without_copies(reverse, gradient, facts, "~")
    return drop_own_copies(forward, reverse, result, gradient, facts)


class Narrow(Folding):
    """Folds only while the expression stays readable."""

    widest = WIDEST

    def place(self, node: s.Assign, later: s.Stmt, adjacent: bool) -> bool:
        wide = width(node.value) + max(map(width, expressions(later)), default=0)
        trivial = isinstance(node.value, e.Var | e.Const | e.Item | e.Attr)
        again = node.target.endswith("~again")
        if wide > (OWN if again else self.widest) and not trivial:
            return False
        return super().place(node, later, adjacent)


class Reverse(Narrow):
    """Folds in the reverse sweep, where it is known which of its names may share memory."""

    def meets(self, name: str, memory: set[str]) -> bool:
        return self.root(name) in memory


class Written(Narrow):
    """What the user has `named` keeps its name in an expression that would be long."""

    widest = LONGEST
    named: Collection[str] = ()

    def place(self, node: s.Assign, later: s.Stmt, adjacent: bool) -> bool:
        if node.target in self.named:
            return super().place(node, later, adjacent)
        return Folding.place(self, node, later, adjacent)


def _definitions(body: s.Block) -> dict[str, list[s.Stmt]]:
    found: dict[str, list[s.Stmt]] = {}
    for node in statements(body):
        for name in targets(node):
            found.setdefault(name, []).append(node)
    return found


def _light(tree: e.Expr, facts: Facts) -> bool:
    """Numbers and tests, without calls that cost more than an operation."""
    for part in nodes(tree):
        if isinstance(part, e.Call):
            if not isinstance(part.func, e.Ref) or part.func.target not in CHEAP:
                return False
        elif isinstance(part, e.Text | e.Mapping | e.Star):
            return False
    kind = k.general(facts.kind(tree))
    return k.is_number(kind) or isinstance(kind, k.Tuple | k.Known | k.Range)


def effect_of(block: s.Block, core: Core, facts: Facts) -> str:
    """What statements do beside computing and writing memory, in words; "" for nothing."""
    outside = {*(p.name for p in core.parameters), *core.free}
    known = _generators(block, core, facts)
    for node in statements(block):
        if isinstance(node, s.Raise | s.Assert):
            continue
        for tree in expressions(node):
            for part in nodes(tree):
                if isinstance(part, e.Call) and not pure_call(part, facts):
                    func = part.func
                    kind = facts.kind(func.base) if isinstance(func, e.Attr) else k.Unknown()
                    held = set(names(func.base)) if isinstance(func, e.Attr) else outside
                    ours = all("~" in n for n in held) and bool(held)  # a tape
                    own = isinstance(kind, k.Array | k.List | k.Scalar) and not held & outside
                    drawn = _seeded(part, facts) or _drawn(part, facts, known)
                    alone = drawn or solves(part, facts) or gathers(part, facts)
                    if not ours and not own and not alone:
                        if func == SET_ITEM:
                            return f"writes `{next(names(part.args[0]))}`"
                        return f"calls `{e.render(func)}`, which may have an effect"
    return ""


def _generators(block: s.Block, core: Core, facts: Facts) -> set[str]:
    """The names that are given generators, which count as written, or ones that are seeded here."""
    made: dict[bool, set[str]] = {True: {p.name for p in core.parameters}, False: set()}
    for node in statements(block):
        value = node.value if isinstance(node, s.Assign) else None
        made[_seeded(value, facts)].update(targets(node))
    return made[True] - made[False]


def _drawn(call: e.Call, facts: Facts, known: set[str]) -> bool:
    """Does it draw from one of these generators, or from one that is made for this alone?"""
    base = call.func.base if isinstance(call.func, e.Attr) else None
    proper = base.name in known if isinstance(base, e.Var) else _seeded(base, facts)
    return proper and draws(call, facts.kind) and "out" not in dict(call.kwargs)


def _seeded(call: e.Expr | None, facts: Facts) -> bool:
    """Does it make a random generator that depends on a number alone?"""
    if not isinstance(call, e.Call):
        return False
    made = call.func.target if isinstance(call.func, e.Ref) else None
    seeds = [k.general(facts.kind(one)) for one in (*call.args, *(v for _, v in call.kwargs))]
    return made in MAKERS and len(seeds) == 1 and isinstance(seeds[0], k.Int)
