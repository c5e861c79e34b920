"""Which expressions may be evaluated at another time, or not at all."""

from __future__ import annotations

from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import WRITERS, may_write, rule_of
from srcgrad.ir import expr as e
from srcgrad.ir.walk import nodes

CHEAP = {len, int, float, abs, range, min, max, bool, isinstance, slice}
EFFECTS = WRITERS | {  # NumPy's functions that change something, or read what may change
    *("fromfile", "genfromtxt", "load", "loadtxt", "memmap", "save", "savetxt", "savez"),
    *("savez_compressed", "set_printoptions", "setbufsize", "seterr", "seterrcall", "geterr"),
}


def pure(tree: e.Expr, facts: Facts) -> bool:
    """May the expression be evaluated at another time, or not at all?"""
    return all(pure_call(part, facts) for part in nodes(tree) if isinstance(part, e.Call))


def pure_call(call: e.Call, facts: Facts) -> bool:
    """May the call be made at another time, or not at all?"""
    func = call.func
    if isinstance(func, e.Ref) and func.target in CHEAP:
        return True
    if isinstance(func, e.Attr) and func.name in ("copy", "astype", "item", "tolist"):
        return True
    module = getattr(getattr(func, "target", None), "__module__", "") or ""
    if module.startswith("srcgrad.runtime"):
        return True
    rule = rule_of(call, facts.kind)
    known = (rule is not None and rule.pure) or (
        isinstance(func, e.Ref)
        and func.path.startswith(("np.", "math."))
        and "random" not in func.path
        and func.path.rpartition(".")[2] not in EFFECTS
    )
    return known and not (len(call.args) + len(call.kwargs) > 1 and may_write(call, facts.kind))
