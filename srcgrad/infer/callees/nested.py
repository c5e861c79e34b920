"""Calls of derivatives: what is generated for them is put in, like any other function.

    value, slope = f(y)        f is a `Gradient`        value, slope = f_grad(y, 1.0)

What they give is known before that: a gradient is of the kind of its argument.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from typing import Any

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.signature import kind_of
from srcgrad.infer.lengths.directions import Directions
from srcgrad.infer.sharing.runs_again import changes_what_is_given, check_repeated, stands
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import Dim, Length, not_one
from srcgrad.ir.function import Core, Free
from srcgrad.ir.pair import Pair
from srcgrad.ir.walk import names
from srcgrad.late import dataclass, replace
from srcgrad.normalize.calls.capture import DEFAULT
from srcgrad.normalize.calls.closures import Code
from srcgrad.normalize.calls.inline import Callee, default_of, put_in_place, signature_of
from srcgrad.normalize.scope import Counter, is_static
from srcgrad.request.signature import class_data, sign
from srcgrad.rules.derived import Derived


@dataclass(frozen=True)
class Generated:
    """A derivative that has been generated."""

    compiled: Any  # `backends.Compiled`
    values: list[Any]  # of its free names, now
    effect: str = ""  # in words: what it does beside computing its result


Generate = Callable[[Derived, dict[str, k.Kind]], Generated]


def generated_call(
    core: Core, site: s.Stmt, callee: Callee, facts: Facts, counter: Counter, generate: Generate
) -> tuple[Callee, list[Free]]:
    """Make the call one of the generated function; what it was made for is to be guarded."""
    derived, call = callee.code, site.value  # type: ignore[attr-defined]
    seed_name = derived.options.seed_name
    kwargs = {n: v for n, v in call.kwargs if n != seed_name}
    held = _captured(callee, site)
    leading = () if isinstance(derived.primal, Code) else callee.leading
    count = len(derived._chosen()) if derived.options.mode == "forward" else 0
    dots = call.args[len(call.args) - count :]  # in forward mode: tangents come last
    plain = call.args[: len(call.args) - count]
    derived = derived.for_call(len(leading) + len(plain))
    given = arguments(core, derived, (*leading, *plain), kwargs, held, site)
    given |= {name: tree for name, tree in held.items() if not name.endswith(DEFAULT)}
    kinds = {name: standing(facts.kind(tree), name) for name, tree in given.items()}
    derived = _with_cells(derived, callee)
    for name, kind in kinds.items():
        if name in derived._chosen():
            _check(derived, name, kind, site)
    generated = generate(derived, kinds)
    made = generated.compiled
    _check_memory(made, given, facts, site)
    loose = [n for n, tree in held.items() if not stands(core, facts, tree)] if held else []
    steady = derived.repeated and not changes_what_is_given(core, facts)
    check_repeated(derived, generated, kinds, bool(loose or callee.cells), steady, site)
    declared = signature_of(derived.primal).parameters
    named = {n for n, p in declared.items() if p.kind in (p.KEYWORD_ONLY, p.VAR_KEYWORD)}
    named |= set(held)
    more = tuple((n, tree) for n, tree in given.items() if n in named)
    free = zip(made.free, generated.values, strict=True)
    more += tuple((f.name, outside(core, f, value, counter)) for f, value in free)
    seeds = [v for n, v in call.kwargs if n == seed_name]
    if not seeds:
        _check_number(derived, made, site)
    seeds = [e.Call(e.Ref("float", float), (v,)) if made.scalar else v for v in seeds]
    seed = tuple((seed_name, v) for v in seeds)
    args = tuple(tree for n, tree in given.items() if n not in named)
    moved = zip(dots, derived._chosen(), strict=False)
    along = Directions(derived.primal.__name__, counter, site)
    fitted = [along.fitted(dot, facts.kind(dot), given[n], kinds[n]) for dot, n in moved]
    if along.before:
        put_in_place(core.body, site, [*along.before, site])
    site.value = e.Call(call.func, (*args, *fitted), (*seed, *more))  # type: ignore[attr-defined]
    guards = [*(f for f, _ in made.guards), Free("primal", vars(derived), "primal")]
    return replace(callee, code=made.function, leading=()), guards


def _check_number(derived: Derived, made: Any, site: s.Stmt) -> None:
    """Without a seed the value must be a number, and known to be one."""
    if made.scalar or derived.options.mode == "forward":
        return
    name = derived.primal.__name__
    if isinstance(made.output, k.Array) and made.output.dims is None:
        raise UnsupportedSyntaxError(
            f"whether the value of {name} is a number cannot be known here",
            "return float(...) of it",
            site.origin,
        )
    raise UnsupportedSyntaxError(
        f"the value of {name} is no number, and its gradient needs a seed",
        f"reduce it, for example with np.sum, or give {derived.options.seed_name}=...",
        site.origin,
    )


def spelled_call(
    core: Core, site: s.Stmt, callee: Callee, facts: Facts, generate: Generate
) -> tuple[Callee, list[Free]]:
    """The function that spells a derivative out, for the kinds of one call."""
    derived, call = callee.code, site.value  # type: ignore[attr-defined]
    kwargs = {n: v for n, v in call.kwargs if n != "v"}
    held = _captured(callee, site)
    first = () if isinstance(derived.primal, Code) else callee.leading  # an object and its method
    derived = derived.for_call(len(first) + len(call.args))
    given = arguments(core, derived, (*first, *call.args), kwargs, held, site)
    seen = given | {name: tree for name, tree in held.items() if not name.endswith(DEFAULT)}
    kinds = {name: standing(facts.kind(tree), name) for name, tree in seen.items()}
    generated = generate(_with_cells(derived.basis, callee), kinds)
    made, output = generated.compiled, k.general(generated.compiled.output)
    if derived.repeats(output, kinds):
        _check_effects(derived, generated, site)
    function = derived.spelled(output, kinds)
    direction = tuple((n, v) for n, v in call.kwargs if n == "v")
    args, code = tuple(given.values()), derived.primal
    if first:
        callee = replace(callee, leading=())
    if isinstance(code, Code):
        args += (_of_this_moment(code, callee),)
        callee = replace(callee, leading=(), cells=())
    site.value = e.Call(call.func, args, direction)  # type: ignore[attr-defined]
    guards = [*(f for f, _ in made.guards), Free("primal", vars(derived), "primal")]
    return replace(callee, code=function), guards


def _of_this_moment(code: Code, callee: Callee) -> e.Closure:
    """A function that the program makes, with what it reads now, for calls with all arguments."""
    pairs = zip(code.held, callee.leading, strict=False)
    held = {name: tree for name, tree in pairs if not name.endswith(DEFAULT)}
    held |= {name: e.Var(actual) for name, actual in callee.cells}
    tree = copy.copy(code.tree)
    tree.args = copy.copy(tree.args)
    tree.args.defaults, tree.args.kw_defaults = [], [None] * len(tree.args.kwonlyargs)
    return e.Closure(replace(code, tree=tree, held=tuple(held)), tuple(held), tuple(held.values()))


def _check_effects(derived: Derived, generated: Generated, site: s.Stmt) -> None:
    """What is run for each row or column of a matrix must do nothing but compute its value."""
    made, effect = generated.compiled, generated.effect
    changed = (*made.written, *made.changed)
    effect = f"changes `{changed[0]}`" if changed else effect
    if effect:
        raise UnsupportedSyntaxError(
            f"{derived.primal.__name__} runs for each row or column of a matrix of derivatives "
            f"that is taken inside a differentiated function, and {effect}",
            "let it change a copy, and compute its result from its arguments",
            site.origin,
        )


def are_known(site: s.Stmt, callee: Callee, facts: Facts) -> bool:
    """Are the kinds of all arguments known?"""
    call = site.value  # type: ignore[attr-defined]
    operands = (*callee.leading, *call.args, *(v for _, v in call.kwargs))
    return not any(isinstance(facts.kind(tree), k.Unknown | k.Empty) for tree in operands)


def derivable(facts: Facts) -> bool:
    """Is there a derivative all of whose arguments are known, and what they hold?"""
    made = [one for one in facts.calls if isinstance(one[1].code, Derived)]
    return any(are_known(*one, facts) and not waits(one, facts) for one in made)


def waits(one: tuple[s.Stmt, Callee], facts: Facts) -> bool:
    """Is an operand of a call not known yet, or something in it?"""
    call = one[0].value  # type: ignore[attr-defined]
    operands = (*call.args, *(v for _, v in call.kwargs))
    return any(_holds_unknown(facts.kind(a)) for a in operands)


def _holds_unknown(kind: k.Kind) -> bool:
    return isinstance(kind, k.Unknown | k.Empty) or any(map(_holds_unknown, k.parts(kind)))


def hangs_on_pairs(call: e.Call, pairs: Iterable[Pair], facts: Facts) -> bool:
    """Is nothing known of an operand before it is known what pairs return?

    np.block([[f(a), f(b)]])        a function that goes through its lists, as deep as they are
    """
    operands = (*call.args, *(v for _, v in call.kwargs))
    unsolved = any(isinstance(pair.result, k.Empty) for pair in pairs)
    return unsolved and any(_holds_nothing(facts.kind(a)) for a in operands)


def _holds_nothing(kind: k.Kind) -> bool:
    return isinstance(kind, k.Empty) or any(map(_holds_nothing, k.parts(kind)))


def _with_cells(derived: Derived, callee: Callee) -> Derived:
    """The variables that it reads have the values of this moment."""
    if not callee.cells:
        return derived
    names_ = tuple(name for name, _ in callee.cells)
    twin = copy.copy(derived)
    twin.primal = replace(derived.primal, held=(*derived.primal.held, *names_))
    return twin


def _captured(callee: Callee, site: s.Stmt) -> dict[str, e.Expr]:
    """The values and variables that a function which the program makes holds, by name."""
    code = callee.code.primal
    if not isinstance(code, Code):
        return {}
    if code.hidden:
        raise UnsupportedSyntaxError(
            f"{code.name} binds `{sorted(code.hidden)[0]}` of the function around it, and is "
            "differentiated there",
            "return the value instead",
            site.origin,
        )
    found = dict(zip(code.held, callee.leading, strict=False))
    return found | {name: e.Var(actual) for name, actual in callee.cells}


def arguments(
    core: Core,
    derived: Derived,
    args: tuple[e.Expr, ...],
    kwargs: dict[str, e.Expr],
    held: dict[str, e.Expr],
    site: s.Stmt,
) -> dict[str, e.Expr]:
    """All arguments by name, in the order of the generated function's parameters."""
    signature = signature_of(derived.primal)
    try:
        given = signature.bind(*args, **kwargs).arguments
    except TypeError as error:
        raise UnsupportedSyntaxError(
            f"the call of {derived.primal.__name__} does not fit its parameters: {error}",
            "correct the call",
            site.origin,
        ) from None
    found: dict[str, e.Expr] = {}
    for name, parameter in signature.parameters.items():
        if parameter.kind is parameter.VAR_POSITIONAL:
            found[name] = e.Sequence("tuple", tuple(given.get(name, ())))
        elif parameter.kind is parameter.VAR_KEYWORD:
            options = given.get(name, {})
            found[name] = e.Mapping(tuple(map(e.Const, options)), tuple(options.values()))
        elif name in given:
            found[name] = given[name]
        elif isinstance(derived.primal, Code):
            found[name] = held[parameter.default]
        else:
            found[name] = default_of(core, derived.primal, name, parameter.default)
    return found


def standing(kind: k.Kind, name: str) -> k.Kind:
    """A kind as an argument of that name would have it: lengths of its own, numbers not known.

    >>> standing(k.Known(2.0), "x"), standing(k.Known("full"), "mode")
    (Real(), Known(value='full'))
    """
    if isinstance(kind, k.Known) and type(kind.value) in (int, float, complex):
        kind = k.general(kind)
    match kind:
        case k.Int():
            return k.Int(Dim(name))
        case k.Array(dtype, dims) if dims is not None:
            lengths = tuple(_length(f"{name}.{n}", d) for n, d in enumerate(dims))
            return k.Array(dtype, lengths)
        case k.Tuple(items, cls):
            return k.Tuple(_items(items, range(len(items)), name), cls)
        case k.List(items, element):
            inner = None if items is None else _items(items, range(len(items)), name)
            return k.List(inner, standing(element, f"{name}.0") if inner is not None else element)
        case k.Dict(keys, items, cls):
            return k.Dict(keys, _items(items, keys, name), cls)
        case k.Object(cls, labels, items, shared):
            shared = shared or _of_class(cls, labels)
            held = tuple((n, standing(kind, f"{name}.{n}")) for n, kind in shared)
            return k.Object(cls, labels, _items(items, labels, name), held)
    return kind


def _of_class(cls: type, own: tuple[str, ...]) -> tuple[tuple[str, k.Kind], ...]:
    """What the class of an object that the program makes holds beside what is the object's own."""
    found = [n for n in class_data(cls) if n not in own]
    return tuple((n, kind_of(sign(getattr(cls, n)), n)) for n in found)


def _items(kinds: tuple[k.Kind, ...], labels: Any, name: str) -> tuple[k.Kind, ...]:
    return tuple(standing(kind, f"{name}.{n}") for kind, n in zip(kinds, labels, strict=True))


def _length(name: str, dim: Length) -> Length:
    if isinstance(dim, Dim) and not_one(dim):
        return Dim(name, axis=True, long=dim.long and not dim.offset)
    return dim if isinstance(dim, int) else None


def _check(derived: Derived, name: str, kind: k.Kind, site: s.Stmt) -> None:
    """An argument by which a derivative is taken must be known, and have one."""
    if isinstance(kind, k.Unknown | k.Function | k.Several | k.Optional | k.Empty):
        raise UnsupportedSyntaxError(
            f"the kind of the argument `{name}`, by which {derived.primal.__name__} is "
            "differentiated here, cannot be known",
            "let it be a float or an array of one rank on every path",
            site.origin,
        )
    if not k.differentiable(kind):
        raise UnsupportedSyntaxError(
            f"the argument `{name}`, by which {derived.primal.__name__} is differentiated here, "
            "has no derivative",
            "pass a float or an array of floats",
            site.origin,
        )


def _check_memory(made: Any, given: dict[str, e.Expr], facts: Facts, site: s.Stmt) -> None:
    """What the function writes must be no other argument's memory."""
    roots = {name: {facts.root(n) for n in names(tree)} for name, tree in given.items()}
    for name in made.changed:
        if isinstance(given.get(name), e.Sequence | e.Mapping):
            raise UnsupportedSyntaxError(
                f"the argument `{name}` is changed by a function whose derivative is taken here, "
                "and it is a container that the program makes",
                "return what is new instead",
                site.origin,
            )
    for name in made.written:
        for other, held in roots.items():
            if name in roots and other != name and held & roots[name]:
                raise UnsupportedSyntaxError(
                    f"the argument `{name}` is written by a function whose derivative is taken "
                    f"here, and `{other}` may share its memory",
                    "pass a copy of one of them",
                    site.origin,
                )


def parameters(core: Core) -> set[str]:
    """The names of a program's parameters, under which nothing else may be found."""
    return {p.name for p in core.parameters}


def outside(core: Core, free: Free, value: Any, counter: Counter) -> e.Expr:
    """What a value from outside is in the program."""
    if is_static(value):
        path, number = free.name, 1
        while not _same(core.statics.get(path), free) or path in core.modules:
            number += 1
            path = f"{free.name}_{number}"
        core.statics[path] = Free(path, free.namespace, free.key)
        return e.Ref(path, value)
    for known in core.free.values():
        if _same(known, free):
            return e.Var(known.name)
    name = counter.name(free.name)
    core.free[name] = Free(name, free.namespace, free.key)
    return e.Var(name)


def _same(known: Free | None, free: Free) -> bool:
    return known is None or (known.namespace is free.namespace and known.key == free.key)
