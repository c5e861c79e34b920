"""Values of one name of the user's keep that name where they do not meet.

    u.1 = u.copy()                         u = u.copy()
    for i in range(n):                     for i in range(n):
        u.1[i] += k                            u[i] += k
    for i.1 in range(m):          ->       for i in range(m):
        u.1[i.1] *= k                          u[i] *= k

The compiler gives each value a name of its own. Two of them are printed under one if neither is
bound where the other may still be read; the same must hold for their adjoints, tangents and tapes.
So are arrays that only the reverse sweep has, such as the adjoints of two products: the memory of
the one is free when the other has been made.
"""

from __future__ import annotations

from collections import Counter as Count
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from srcgrad.analysis.liveness import Liveness
from srcgrad.emit import Draft
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import blocks, expressions, names, statements, substitute, targets
from srcgrad.normalize.scope import Counter
from srcgrad.optimize.buffers.leftovers import leftovers
from srcgrad.optimize.buffers.releases import releases
from srcgrad.optimize.loops.filled_rows import fill_rows
from srcgrad.optimize.loops.rows import join_tapes
from srcgrad.optimize.names.augmented import augmented, counted_back
from srcgrad.optimize.names.inputs import name_inputs
from srcgrad.optimize.names.letters import spell_letters
from srcgrad.optimize.names.unnamed import leave_unnamed
from srcgrad.optimize.names.unpacked import unpack_rows


def as_written(draft: Draft, core: Core, facts: Facts, counter: Counter, nested: bool) -> None:
    """Let one function read as the user would write it; where it is not `nested`, in rows.

    Not the two functions of a pair: they hand values on by their names.
    """
    if not nested:
        results = (draft.result, draft.gradient)
        fill_rows(draft.forward, draft.reverse, results, facts, counter)
        join_tapes(draft.forward, draft.reverse, counter)
        leave_unnamed(draft.forward, draft.reverse, results)
    unpack_rows(draft.forward)
    given = [*draft.parameters, *draft.keywords, *core.free]
    table = name_inputs(draft.forward, draft.reverse, set(core.inputs.values()), given)
    draft.result, draft.gradient = (substitute(t, table) for t in (draft.result, draft.gradient))
    entry = [*draft.parameters, *draft.keywords, *core.free, draft.seed, *draft.tangents]
    ends = (draft.result, draft.gradient)
    whole = [*draft.forward, *draft.reverse, *map(s.Evaluate, ends)]
    draft.same = common_names(whole, entry, core.webs, _passing(whole, facts))
    draft.same |= spell_letters(whole, counter.letters, draft.same)
    for block in (draft.forward, draft.reverse):
        _without_copies(block, draft.same)
    draft.forward = augmented(draft.forward, facts, draft.same)
    draft.reverse = counted_back(draft.reverse, facts)
    if not nested:
        draft.dead = leftovers(draft.forward, draft.reverse, ends, draft.same, facts)
        draft.released = releases(draft.forward, draft.reverse, ends, draft.same, facts)


def as_halves(
    draft: Draft, counter: Counter, saved: e.Expr, taken: tuple[str, ...], reverse: s.Block
) -> None:
    """Make two functions of the sweeps, which hand on what the first has `saved`."""
    draft.split(saved, taken, reverse)
    whole = [*draft.forward, s.Evaluate(saved), *reverse]
    draft.same |= spell_letters(whole, counter.letters, draft.same)


def common_names(
    whole: s.Block, entry: Sequence[str], webs: set[str], passing: frozenset[str] = frozenset()
) -> dict[str, str]:
    """For names of values, `webs`, and of what belongs to them: the name that they share.

    Those that are `passing` share names among themselves.
    """
    if any(isinstance(node, s.Attempt | s.Ensure | s.With) for node in statements(whole)):
        return {}
    roles: dict[str, set[str]] = defaultdict(set)
    order: dict[str, None] = {}
    for name in (*entry, *_mentioned(whole)):
        base, _, role = name.partition("~")
        roles[base].add(role)
        order.setdefault(base)
    found = _Meeting(whole, set(entry), Count(map(_stem, order)))
    apart = found.apart()
    classes: dict[str, list[list[str]]] = defaultdict(list)
    for base in sorted(order, key=passing.__contains__):
        stem, dot = _stem(base), "." in base
        if dot and base not in webs | passing:
            continue
        stem += "~" * (base in passing)
        fits = (c for c in classes[stem] if dot and apart[base].isdisjoint(c))
        members = next(fits, None)
        if members is None:
            members = []
            classes[stem].append(members)
        members.append(base)
    same: dict[str, str] = {}
    for members in (c for found_ in classes.values() for c in found_ if len(c) > 1):
        for role in sorted({r for member in members for r in roles[member]} | {""}):
            first, *rest = [_named(m, role) for m in members if role in roles[m] | {""}]
            same.update(dict.fromkeys(rest, first))
    return same


def _without_copies(block: s.Block, same: dict[str, str]) -> None:
    """Drop what would be printed as `t = t`, where something else is left of its block."""
    for node in list(block):
        for inner in blocks(node):
            _without_copies(inner, same)
        match node:
            case s.Assign(target, e.Var(source)) if len(block) > 1:
                if same.get(target, target) == same.get(source, source):
                    block.remove(node)


def _passing(whole: s.Block, facts: Facts) -> frozenset[str]:
    """The compiler's names of values of which only the adjoints are left, in arrays."""
    seen = {n for n in _mentioned(whole) if "." in n}
    bars = {n.removesuffix("~bar") for n in seen if n.endswith("~bar")}
    others = {n.partition("~")[0] for n in seen if not n.endswith("~bar")}
    return frozenset(n for n in bars - others if k.rank(facts.kinds.get(n + "~bar", k.Empty())))


def _named(base: str, role: str) -> str:
    return f"{base}~{role}" if role else base


def _stem(name: str) -> str:
    """The user's name."""
    return name.partition("~")[0].partition(".")[0]


def _plain(name: str) -> str:
    """The name without the mark of a value that is evaluated again: it is printed alike."""
    return name.replace("~again", "")


def _mentioned(block: s.Block) -> Iterable[str]:
    for node in statements(block):
        for name in (*targets(node), *(n for tree in expressions(node) for n in names(tree))):
            yield _plain(name)


class _Meeting(Liveness):
    """Which names are bound where others, of values of the same name, may still be read."""

    def __init__(self, body: s.Block, entry: set[str], values: Count[str]) -> None:
        self.met: dict[str, set[str]] = defaultdict(set)
        self.values = values  # how many there are of each name
        self.alike: dict[str, set[str]] = defaultdict(set)  # the names of them, in all roles
        for node in statements(body):
            for name in (*targets(node), *(n for tree in expressions(node) for n in names(tree))):
                self.alike[_stem(name)].add(name)
        for name in entry:
            self.alike[_stem(name)].add(name)
        super().__init__(body, e.NONE)
        for name in entry:
            self._bound(name, self.at_entry | entry)

    def apart(self) -> dict[str, set[str]]:
        """For each value those that it may not share a name with, nor what belongs to the two."""
        found: dict[str, set[str]] = defaultdict(set)
        for name, others in self.met.items():
            base, _, role = name.partition("~")
            for other in others:
                value, _, belongs = other.partition("~")
                if role == belongs:
                    found[base].add(value)
                    found[value].add(base)
        return found

    def _bound(self, name: str, *live: Collection[str]) -> None:
        stem = _stem(name)
        if self.values[stem] > 1:
            alike = self.alike[stem]
            met = {_plain(n) for part in live for n in alike.intersection(part)}
            self.met[_plain(name)] |= met - {_plain(name)}

    def _meets(self, node: s.Stmt, live: set[str]) -> None:
        if not isinstance(node, s.For):
            for name in targets(node):
                self._bound(name, live, targets(node))

    def _begins(self, node: s.Stmt) -> None:
        if isinstance(node, s.For):
            self._bound(node.target, self.at_head[id(node)])
