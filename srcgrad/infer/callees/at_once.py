"""Which calls of derivatives are put in together: those that the first of them tells nothing of.

h = hessian(f)(x)
g = gradient(x)             put in together: `x` is what it is, whatever `h` turns out to be
y = x - solve(h, g)
k = hessian(f)(y)           only when the kind of `h` is known, and so that of `y`

So are calls of a library's functions as they are, whose results count as constants. Each time that
something is put in, the whole program is gone through again.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import takewhile

from srcgrad.infer.callees.nested import are_known, waits
from srcgrad.infer.facts import Facts
from srcgrad.infer.put_in import computed_from
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import not_one
from srcgrad.ir.function import Core
from srcgrad.ir.walk import children, names, statements, targets
from srcgrad.normalize.calls.closures import Code
from srcgrad.normalize.calls.inline import Callee
from srcgrad.rules.derived import Derived
from srcgrad.rules.held import Held
from srcgrad.rules.taking import Taking
from srcgrad.rules.taking import call as as_it_is

Site = tuple[s.Stmt, Callee]


def put_in_now(core: Core, facts: Facts) -> list[Site]:
    """The calls of derivatives that are looked at in this round, in order."""
    sites = [(site, callee) for site, callee in facts.calls if isinstance(callee.code, Derived)]
    ready = [one for one in sites if are_known(*one, facts)]
    plain = {id(one[0]): one for one in takewhile(partial(_stays, facts=facts), ready or sites)}
    if len(plain) > 1:
        return list(plain.values())
    first, others = (ready or sites)[:1], ready[1:]
    if not others or not _alone(*first[0]):
        return first
    copies = _copies(core)
    own = {_first(name, copies) for name in _operands(*first[0])}
    hanging = computed_from(core, {name for site, _ in sites for name in targets(site)})
    found = {id(first[0][0]): first[0]}
    for one in others:
        read = {_first(name, copies) for name in _operands(*one)}
        known = all(_settled(facts.kind(e.Var(name))) for name in read)
        if known and _alone(*one) and not waits(one, facts) and hanging.isdisjoint(read - own):
            found.setdefault(id(one[0]), one)
    return list(found.values())


def _stays(one: Site, facts: Facts) -> bool:
    """Is it a call of a function as it is, which is given no function that the program makes?"""
    if one[1].code is not as_it_is:
        return False
    kinds = [facts.kind(tree) for tree in children(one[0].value)[1:]]  # type: ignore[attr-defined]
    return isinstance(kinds[0], k.Known) and not any(isinstance(x, k.Function) for x in kinds)


def _alone(site: s.Stmt, callee: Callee) -> bool:
    """Does nothing but its arguments tell what is generated for a call?"""
    derived = callee.code
    if isinstance(derived, Held | Taking) or derived.repeated or isinstance(derived.primal, Code):
        return False
    return not (callee.leading or callee.cells)


def _operands(site: s.Stmt, callee: Callee) -> list[str]:
    call = site.value  # type: ignore[attr-defined]
    given = (*call.args, *(v for _, v in call.kwargs))
    return [name for tree in given for name in names(tree)]


def _settled(kind: k.Kind) -> bool:
    """Can nothing more become known of a value than its kind says?"""
    match kind:
        case k.Array(_, dims):
            return dims is not None and not kind.mixed and all(d == 1 or not_one(d) for d in dims)
        case k.Tuple(items):
            return all(map(_settled, items))
    if isinstance(kind, k.Scalar) and kind.mixed:
        return False
    return k.is_number(kind) or isinstance(kind, k.Known)


def _copies(core: Core) -> dict[str, str]:
    """Names that are bound once, to what another name holds."""
    times = Counter(name for node in statements(core.body) for name in targets(node))
    return {
        node.target: node.value.name
        for node in statements(core.body)
        if isinstance(node, s.Assign) and isinstance(node.value, e.Var) and times[node.target] == 1
    }


def _first(name: str, copies: dict[str, str]) -> str:
    """The name whose value a name has."""
    while name in copies:
        name = copies[name]
    return name
