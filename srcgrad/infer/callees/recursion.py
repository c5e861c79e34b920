"""Recursive functions that stand in the file as a pair: what their calls give and get."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Any

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.frontend import Bindings, read
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Cell, Core, Parameter
from srcgrad.ir.pair import Half, Pair
from srcgrad.ir.walk import names, statements
from srcgrad.normalize.calls.capture import DEFAULT
from srcgrad.normalize.calls.closures import Code
from srcgrad.normalize.calls.inline import Callee, signature_of
from srcgrad.normalize.lowering import normalize
from srcgrad.normalize.scope import Counter
from srcgrad.request.options import Options
from srcgrad.rules.derived import Derived

NO_NUMBERS = "what it returns is not always a number, a list of numbers or an array of one rank"
TAKEN = (
    k.Real,
    k.Complex,
    k.Scalar,
    k.Int,
    k.Bool,
    k.Str,
    k.Array,
)  # kinds of arguments and results


class Recursion(Exception):
    """A function calls itself as often as the run decides: it is to become a pair."""

    def __init__(self, callee: Callee, key: Any, refusal: UnsupportedSyntaxError) -> None:
        super().__init__(callee.name)
        self.callee, self.key, self.refusal = callee, key, refusal


def new_pair(callee: Callee, caller: Any, pairs: dict[Any, Pair]) -> Pair:
    """A pair under a name of its own."""
    taken = {caller.__name__, *(pair.name for pair in pairs.values())}
    stem = callee.name if callee.name.isidentifier() else "function"
    stem = callee.cells[0][0] if callee.name == "lambda_" and callee.cells else stem
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}_{number}"
    return Pair(name, callee.code, tuple(own for own, _ in callee.cells))


def key_of(callee: Callee, call: e.Call, facts: Facts) -> Any:
    """What a pair is known by: the function, and the functions that it is given."""
    given = (facts.kind(tree) for tree in _operands(callee, call).values())
    return _place(callee.code), tuple(map(_which, given))


def _place(code: Any) -> Any:
    """What a function is known by: an inner one by where it stands, however often it is read.

    One that a derivative is made of is loaded anew each time: it is known by its code.
    """
    if not isinstance(code, Code):
        return code.__code__ if _is_generated(code) else code
    place = code.location(code.tree)
    return place.file, place.line, place.column


def _is_generated(code: Any) -> bool:
    made = (getattr(code, "__module__", None) or "").startswith("srcgrad_generated.")
    return made and isinstance(code, types.FunctionType)


def _which(kind: k.Kind) -> Any:
    match kind:
        case k.Function(code, _, items):
            return _place(code), tuple(map(_which, items))
        case k.Known(value) if callable(value):
            return id(value)
    return None


def _operands(callee: Callee, call: e.Call) -> dict[str, e.Expr]:
    """What a function is given, by name; what it holds comes first."""
    held = callee.code.held if isinstance(callee.code, Code) else ()
    found = dict(zip(held, callee.leading, strict=True)) if held else {}
    try:
        return found | signature_of(callee.code).bind(*call.args, **dict(call.kwargs)).arguments
    except TypeError:  # told when the call is put in
        return found


def may_be_pair(callee: Callee, call: e.Call, facts: Facts) -> bool:
    """Is it a plain function, all of whose parameters have a name and a place?"""
    if callee.written_out or not isinstance(callee.code, types.FunctionType | Code):
        return False
    if (callee.code.__module__ or "").startswith("srcgrad.runtime."):
        return False  # it goes through containers, and each of them is another kind
    if isinstance(callee.code, Code):
        own = [facts.kinds.get(actual) for _, actual in callee.cells]
        if any(not isinstance(kind, k.Function) or kind.code is not callee.code for kind in own):
            return False  # it shares other variables than itself
        if any(name.endswith(DEFAULT) for name in callee.code.held):
            return False
    elif callee.leading:
        return False
    if any(_shares(facts.kind(tree)) for tree in _operands(callee, call).values()):
        return False
    forms = {p.kind for p in signature_of(callee.code).parameters.values()}
    return not any(form in (form.VAR_POSITIONAL, form.VAR_KEYWORD) for form in forms)


def _shares(kind: k.Kind) -> bool:
    """Is it a function that shares variables, or does it hold one?"""
    return isinstance(kind, k.Function) and bool(kind.cells or any(map(_shares, kind.items)))


def options_of(asked: tuple[str, ...], caller: Options, forward: bool, nested: bool) -> Options:
    """What the program of a recursive function is compiled for: the adjoints that are asked."""
    wrt = asked if len(asked) > 1 else 0
    mode = ("forward" if forward else "reverse") if asked else "primal"
    return Options(wrt, False, "numpy", "", mode, nested, caller.by_value)


def lowered(pair: Pair, counter: Counter, strict: bool) -> tuple[Core, int]:
    """The program of a function, and the line on which it begins.

    What a function holds that is made inside, are parameters of its own.
    """
    code = pair.code
    if isinstance(code, Code):
        core = normalize(code.name, code, code.bindings, counter, cells={n: n for n in pair.own})
        line = code.tree.lineno
    else:
        source = read(code)
        core = normalize(code.__name__, source, Bindings(code), counter, strict=strict)
        line = source.tree.lineno
    head: s.Block = []
    for name, kind in pair.functions.items():
        at = [p.name for p in core.parameters].index(name)
        parts = [part for part, _ in _flat(name, e.Var(name), kind)]
        core.parameters[at : at + 1] = [Parameter(part) for part in parts]
        head += _made_again(name, kind, core.location)
    for name in pair.own:
        shared = tuple((n, n) for n in pair.own)
        own = e.Closure(code, code.held, tuple(map(e.Var, code.held)), shared)
        head.append(s.Assign(name, own, origin=core.location))
        core.cells[name] = Cell(0, False)
    core.body[:0] = head
    return core, line


def _flat(name: str, tree: e.Expr, kind: k.Kind) -> list[tuple[str, e.Expr]]:
    """An operand by name; instead of a function that is made inside, what it holds."""
    if not isinstance(kind, k.Function):
        return [(name, tree)]
    parts = zip(kind.names, kind.items, strict=True)
    found = [_flat(_part(name, n), e.Attr(tree, n), item) for n, item in parts]
    return [part for one in found for part in one]


def _part(name: str, held: str) -> str:
    return f"{held.rstrip('=')}.{name}"


def _made_again(name: str, kind: k.Function, where: Any) -> s.Block:
    """The function, from what it holds."""
    out: s.Block = []
    for held, item in zip(kind.names, kind.items, strict=True):
        if isinstance(item, k.Function):
            out += _made_again(_part(name, held), item, where)
    values = tuple(e.Var(_part(name, held)) for held in kind.names)
    return [*out, s.Assign(name, e.Closure(kind.code, kind.names, values), origin=where)]


def as_call_of_pair(pair: Pair, callee: Callee, call: e.Call, site: s.Stmt, facts: Facts) -> e.Call:
    """The call with all its arguments in the order of the parameters."""
    signature = signature_of(pair.code)
    given = _operands(callee, call)
    for name, parameter in signature.parameters.items():
        default = parameter.default
        if name not in given and not isinstance(default, int | float | str | bool | None):
            raise refusal(pair, f"the default of `{name}` is no number", site.origin)
        given[name] = given.pop(name) if name in given else e.Const(default)
    operands: list[tuple[str, e.Expr]] = []
    for name, tree in given.items():
        kind = facts.kind(tree)
        if isinstance(kind, k.Function):
            pair.functions.setdefault(name, kind)
        operands += _flat(name, tree, kind)
    pair.parameters = [name for name, _ in operands]
    return e.Call(e.Ref(pair.call.path, pair.call), tuple(tree for _, tree in operands))


def calls_of_pairs(core: Core) -> Iterator[tuple[s.Stmt, Pair, e.Call]]:
    """The calls of pairs in a program."""
    for node in statements(core.body):
        match node:
            case s.Assign(_, e.Call(e.Ref(_, Half() as half)) as call) | s.Evaluate(
                e.Call(e.Ref(_, Half() as half)) as call
            ):
                yield node, half.pair, call


def learn(core: Core, facts: Facts) -> bool:
    """Note what the calls of pairs in a program give; says whether that is more than was known."""
    changed = False
    for _, pair, call in calls_of_pairs(core):
        for name, argument in zip(pair.parameters, call.args, strict=True):
            known, given = pair.kinds.get(name, k.Empty()), plain(facts.kind(argument))
            pair.fields |= _field(given)
            new = k.join(known, given)
            if new != known:
                pair.kinds[name] = new
                changed = True
            if name not in pair.varied and facts.is_varied(argument):
                pair.varied.add(name)
                changed = True
    return changed


def assumed(core: Core, facts: Facts) -> bool:
    """Does the program call a pair, or a derivative, of whose result nothing is known yet?

    Or is it that of a pair, which is given what such calls return?
    """
    derived = any(isinstance(callee.code, Derived) for _, callee in facts.calls)
    results = [pair.result for _, pair, _ in calls_of_pairs(core)]
    return (
        derived
        or k.Empty() in results
        or any(map(_to_be_filled, (*results, *facts.entry.values())))
    )


def _to_be_filled(kind: k.Kind) -> bool:
    return kind == k.List(None, k.Empty())


def returned(core: Core, facts: Facts) -> k.Kind:
    """The kind of what the function of a pair returns, as far as is known."""
    return plain(k.general(facts.kind(core.result)))


def returned_so_far(pair: Pair, core: Core, facts: Facts) -> k.Kind:
    """What the function of a pair returns, and has returned so far.

    A container stays one, whatever becomes known, and what may be anything stays that: they are
    refused before the program is gone through again, and before other functions become pairs.
    """
    found = k.join(pair.result, returned(core, facts))
    if isinstance(found, k.Tuple | k.Dict | k.Object | k.Unknown):
        _check_none(pair, core, facts)
        raise refusal(pair, NO_NUMBERS, core.location)
    return found


def plain(kind: k.Kind) -> k.Kind:
    """A kind without lengths: they differ from call to call."""
    match kind:
        case k.Int():
            return k.Int()
        case k.Array(dtype, dims) if dims is not None:
            return k.Array(dtype, (None,) * len(dims))
        case k.List(_, element):
            return k.List(None, plain(element))
    return kind


def check(pair: Pair, core: Core, facts: Facts, caller: Core, around: Facts) -> None:
    """Refuse what a pair cannot take or return, and what it may not read of its caller's."""
    where = core.location
    _check_none(pair, core, facts)
    for name, kind in pair.kinds.items():
        if not _taken(kind) and not isinstance(kind, k.Known):
            raise refusal(
                pair,
                f"`{name}` is not always a number, a list of numbers or an array of one rank",
                where,
            )
        if isinstance(kind, k.Array) and kind.dims is None:
            raise refusal(pair, f"the rank of `{name}` is not known", where)
    if isinstance(pair.result, k.Empty):
        raise refusal(pair, "no path through it returns without a further call", where)
    if len(pair.fields | _field(pair.result)) > 1:
        reason = "its lists are of real numbers at times, and of complex ones at others"
        raise refusal(pair, reason, where)
    general = k.general(pair.result)
    number = k.is_number(general) or isinstance(general, k.Bool)
    listed = _numbers(general)
    if not number and not listed and (not isinstance(general, k.Array) or k.rank(general) is None):
        raise refusal(pair, NO_NUMBERS, where)
    _check_free(pair, core, caller, around)


def _check_none(pair: Pair, core: Core, facts: Facts) -> None:
    if not facts.nones.isdisjoint(names(core.result)):
        raise refusal(pair, "it returns None on some paths", core.location)


def _field(kind: k.Kind) -> set[bool]:
    """Are the numbers of a list complex? Nothing, where they have no derivative."""
    listed = _numbers(kind) and k.differentiable(kind)
    return {k.is_complex(kind)} if listed else set()


def _taken(kind: k.Kind) -> bool:
    return isinstance(k.general(kind), TAKEN) or _numbers(kind)


def _numbers(kind: k.Kind) -> bool:
    """A list of numbers, of which only the run knows how many."""
    return isinstance(kind, k.List) and kind.items is None and k.is_number(kind.element)


def _check_free(pair: Pair, core: Core, caller: Core, facts: Facts) -> None:
    """Refuse a pair that reads, past its arguments, what depends on the caller's."""
    for free in core.free.values():
        for name, known in caller.free.items():
            same = known.namespace is free.namespace and known.key == free.key
            if same and name in facts.varied:
                reason = f"it reads the global `{free.key}`, into which an active value is written"
                raise refusal(pair, reason, core.location)


def refusal(pair: Pair, reason: str, where: Any) -> UnsupportedSyntaxError:
    """The error for a recursion that is not followed."""
    name = pair.code.__name__
    if _is_generated(pair.code):
        stem, _, side = name.rpartition("_")  # one that nothing active goes through has its own
        name = stem if side in ("fwd", "rev", "dot") else name
        reason = "derivatives of its derivative are outside the language"
        return UnsupportedSyntaxError(
            f"{name} calls itself, and how often only the run decides: {reason}",
            "use a loop, or let constants or the structure of the arguments end the recursion",
            where,
        )
    return UnsupportedSyntaxError(
        f"{name} calls itself, and how often only the run decides; this is accepted of "
        f"functions of numbers, unwritten lists of numbers and unwritten arrays, but {reason}",
        "use a loop, or let constants or the structure of the arguments end the recursion",
        where,
    )
