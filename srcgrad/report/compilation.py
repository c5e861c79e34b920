"""`explain`: one compilation, stage by stage, and what is learnt on the way."""

from __future__ import annotations

import re
from typing import Any

from srcgrad.analysis.activity import active
from srcgrad.compiler import STAGES, Program
from srcgrad.emit import Printed
from srcgrad.errors import SrcgradError, UnsupportedSyntaxError
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.text import listing, render
from srcgrad.ir.walk import names, statements, targets
from srcgrad.report.counting import operations
from srcgrad.report.explanation import Explanation, Line, Need, Use
from srcgrad.report.records import Kept, kept
from srcgrad.transforms.arguments import behind, bound, by_name, check_wrt
from srcgrad.transforms.gradient import Gradient, grad
from srcgrad.transforms.known import primal_of

NAMES = tuple(stage.__name__ for stage in STAGES)  # of the stages of reverse mode, in order


def explain(fun: Any, *args: Any, wrt: Any = None, **kwargs: Any) -> Explanation:
    """What the compiler does with a function for arguments of these kinds; nothing is run.

    `wrt` is that of the `Gradient` if it is left out, or else the first argument.

    >>> def square(x):
    ...     return x * x
    >>> explain(square, 3.0).active
    ('x',)
    """
    program = _program(fun, args, wrt, kwargs)
    try:
        return _explained(program)
    except SrcgradError as error:
        if program.again():
            return _explained(program)
        raise program.structures.explained(error) if program.structures else error from None


def after(stage: str, fun: Any, *args: Any, wrt: Any = None, **kwargs: Any) -> str:
    """The program as it is after a stage, as text for developers of the compiler."""
    if stage not in NAMES:
        raise UnsupportedSyntaxError(
            f"there is no stage {stage!r}", f"the stages are {', '.join(NAMES)}"
        )
    program = _program(fun, args, wrt, kwargs)
    for one in STAGES[: NAMES.index(stage) + 1]:
        one(program)
    if hasattr(program, "sweeps"):
        sweeps = program.sweeps
        parts = [listing(sweeps.forward), "# reverse sweep", listing(sweeps.reverse)]
        results = [sweeps.result, sweeps.gradient]
    else:
        parts, results = [listing(program.core.body)], [program.core.result]
    return "\n".join([*filter(None, parts), f"return {', '.join(map(render, results))}"])


def _program(fun: Any, args: tuple[Any, ...], wrt: Any, kwargs: dict[str, Any]) -> Program:
    method = behind(primal_of(fun))
    if method is not None:
        wrt = by_name(method[0], 0 if wrt is None else wrt)
        fun, args = method[0], (method[1], *args)
    gradient = fun if isinstance(fun, Gradient) and wrt is None else None
    gradient = gradient or grad(primal_of(fun), wrt=0 if wrt is None else wrt)
    request = gradient.request(*bound(gradient.primal, args, kwargs))
    for name in request[3]:
        check_wrt(name, request[2][name])
    return Program(*request)


def _explained(program: Program) -> Explanation:
    for stage in STAGES[:3]:
        stage(program)
    core, facts = program.core, program.facts
    output = core.result
    if program.options.has_aux and isinstance(output, e.Sequence):
        output = output.items[0]
    useful = active(Core(core.name, core.parameters, core.body, output), facts)
    own = _own_names(program)
    told = {own[n] for n in useful | _opened(core, useful) if n in own}
    hang = {own[n] for n in facts.varied if n in own} - told
    primal = operations(core.body, core.result)
    lines = _lines(program, useful)
    program.adjoint()
    sweeps = program.sweeps
    both = [*statements(sweeps.forward), *statements(sweeps.reverse)]
    before = operations([*sweeps.forward, *sweeps.reverse], sweeps.result, sweeps.gradient)
    first = _reversed(program)
    program.optimize()
    left = {id(node) for node in statements([*sweeps.forward, *sweeps.reverse])}
    after = operations([*sweeps.forward, *sweeps.reverse], sweeps.result, sweeps.gradient)
    counts = _reversed(program)
    printed = program.emit()  # the last to change the sweeps
    found = kept(sweeps.forward, sweeps.reverse, sweeps.gradient)
    needs = [(one, _need(program, one, printed)) for one in found if one.readers]
    return Explanation(
        title=f"{core.name} with respect to {', '.join(program.wrt)}",
        active=tuple(sorted(told)),
        unused=tuple(sorted(hang)),
        constant=tuple(sorted({*own.values()} - told - hang)),
        lines=tuple(Line(*x, counts.get(x[0], 0), merged=x[0] in first) for x in lines),
        recorded=tuple(need for one, need in needs if one.recorded),
        held=tuple(need for one, need in needs if not one.recorded),
        taken_out=sum(id(node) not in left for node in both),
        statements=len(both),
        primal=primal,
        before=before,
        after=after,
    )


def _opened(core: Core, useful: set[str]) -> set[str]:
    """The containers and objects among the arguments of which active values are elements."""
    within = (access for access, name in core.inputs.items() if name in useful)
    return {name for access in within for name in names(access)}


def _own_names(program: Program) -> dict[str, str]:
    """The names of the function's own variables, by those that the compiler gave their values."""
    code = program.target.__code__
    known = {*code.co_varnames, *code.co_cellvars, *code.co_freevars}
    bound_here = {n for node in statements(program.core.body) for n in targets(node)}
    bound_here |= {p.name for p in program.core.parameters}
    stems = {name: name.partition(".")[0].partition("~")[0] for name in bound_here}
    return {name: stem for name, stem in stems.items() if stem in known}


def _own_line(program: Program, node: s.Stmt) -> tuple[int, str] | None:
    """The line of the function that a statement comes from, by way of helpers perhaps."""
    origin = node.origin
    code = program.target.__code__
    last = max((line for *_, line in code.co_lines() if line), default=program.first_line)
    for place in () if origin is None else (origin, *origin.callers):
        if place.file == code.co_filename and program.first_line <= place.line <= last:
            return place.line - program.first_line + 1, place.text.strip()
    return None


def _lines(program: Program, useful: set[str]) -> list[tuple[int, str, bool]]:
    """The lines that have statements, and whether they bind or change something active."""
    found: dict[int, tuple[str, bool]] = {}
    for node in statements(program.core.body):
        place = _own_line(program, node)
        if place is None:
            continue
        changed = {*targets(node)}
        if isinstance(node, s.Write):
            changed |= set(names(node.base))
        number, text = place
        found[number] = (text, bool(changed & useful) or found.get(number, ("", False))[1])
    return [(number, *found[number]) for number in sorted(found)]


def _reversed(program: Program) -> dict[int, int]:
    """How many statements of the reverse sweep come from each line."""
    counts: dict[int, int] = {}
    for node in statements(program.sweeps.reverse):
        place = _own_line(program, node)
        if place is not None:
            counts[place[0]] = counts.get(place[0], 0) + 1
    return counts


def _need(program: Program, found: Kept, printed: Printed) -> Need:
    def final(name: re.Match[str]) -> str:
        return printed.names.get(name[0], name[0])

    def use(node: s.Stmt) -> Use:
        place = _own_line(program, node)
        line = printed.places.get(id(node))
        if line is None:  # printed in another form
            text = re.sub(r"[\w.~]+", final, listing([node]).partition("\n")[0])
        else:
            text = printed.text.splitlines()[line - 1]
        return Use(text.partition("  # line ")[0].strip(), place and place[0])

    name = printed.names.get(found.name, found.name)
    return Need(name, use(found.made), tuple(map(use, found.readers)))
