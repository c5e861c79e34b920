"""Reverse mode: from a core program to its two sweeps."""

from __future__ import annotations

from collections.abc import Sequence

from srcgrad.adjoint.environment import Adjoint
from srcgrad.adjoint.gradients import gradient_of
from srcgrad.adjoint.memory.forward_shadows import ForwardShadows
from srcgrad.adjoint.operations.operations import through_rule
from srcgrad.adjoint.paths.checkpointed import plainly_wound
from srcgrad.adjoint.paths.control import reverse_block
from srcgrad.adjoint.records.like_shapes import like_shapes
from srcgrad.adjoint.records.one_copy import share_copies
from srcgrad.adjoint.records.restore import Restoring
from srcgrad.adjoint.records.shape_records import record_shapes
from srcgrad.adjoint.records.whole_copies import share_wholes
from srcgrad.adjoint.sweep import Sweep
from srcgrad.adjoint.weaving import weave
from srcgrad.analysis.activity import active
from srcgrad.analysis.arrays.increments import increments
from srcgrad.analysis.arrays.memory import Memory
from srcgrad.analysis.arrays.regions import Regions
from srcgrad.analysis.arrays.winding import windable
from srcgrad.analysis.arrays.windows import measure
from srcgrad.analysis.findings.explain import findings, unknown
from srcgrad.analysis.findings.hidden import refuse_hidden
from srcgrad.analysis.findings.stopped import refuse_written
from srcgrad.analysis.kinks.exponentials import note_exponentials
from srcgrad.analysis.kinks.kinks import mark_kinks, mark_steady
from srcgrad.analysis.kinks.lengths import note_lengths
from srcgrad.analysis.kinks.limits import Limits
from srcgrad.analysis.kinks.selection import selection
from srcgrad.analysis.liveness import Liveness
from srcgrad.analysis.numbers.integral import perhaps_integral
from srcgrad.analysis.order import Order
from srcgrad.analysis.output import check_output, is_scalar, nothing_returned
from srcgrad.analysis.rules.fields import DOUBLE, WIDE, mixes_precisions
from srcgrad.errors import (
    MissingRuleError,
    NonDifferentiableError,
    UnsupportedSyntaxError,
    together,
)
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.late import dataclass, field
from srcgrad.normalize.names.outputs import parts_of
from srcgrad.normalize.scope import Counter
from srcgrad.request import Options
from srcgrad.runtime import seed_for

SEED = "seed~bar"
SEED_FOR = e.Ref("seed_for", seed_for)


@dataclass
class Sweeps:
    """A generated function, before it is printed."""

    core: Core
    forward: s.Block
    reverse: s.Block
    result: e.Expr
    gradient: e.Expr
    facts: Facts
    output: k.Kind  # the kind of the differentiated output
    written: set[str] = field(default_factory=set)  # parameters whose memory the program writes
    kept: set[str] = field(default_factory=set)  # records: names that only the reverse reads


def differentiate(
    core: Core,
    facts: Facts,
    passes: dict[int, str],
    wrt: Sequence[tuple[str, e.Expr, k.Kind]],
    counter: Counter,
    options: Options,
    entry: set[str],
    inner: bool = False,
    rebinds: bool = False,
) -> Sweeps:
    """Generate the reverse sweep; `wrt` holds, for each argument, its name, access and kind.

    The seed of an `inner` function comes from the program itself. With `rebinds`, arrays that need
    not be changed in place are not: the sweeps will be differentiated in their turn.
    """
    has_aux, several = options.has_aux, isinstance(options.wrt, tuple)
    nested = rebinds or options.nested
    if nested:
        mark_kinks(core, facts, active(core, facts), options.nested and not (inner or rebinds))
    mark_steady(core, facts)
    sweep, output = _prepared(core, facts, counter, has_aux, passes, nested)
    sweep.rebinds, sweep.nested = rebinds, nested
    try:
        checked = _seed(sweep, output, inner)
        reverse_block(sweep, core.body)
        refuse_hidden(sweep.core, sweep.facts, sweep.memory, s.Stmt)
    except (UnsupportedSyntaxError, MissingRuleError) as error:
        raise together(findings(error, core.body, facts, sweep.active)) from None
    sweep.node = None
    gradients = [gradient_of(sweep, access, kind) for _, access, kind in wrt]
    forward, reverse, gradients = _recorded(sweep, [*checked, *sweep.out], gradients, entry)
    facts.kinds.update(sweep.kinds)
    gradient = e.Sequence("tuple", tuple(gradients)) if several else gradients[0]
    written = {n for n in entry if sweep.memory.reaches_written(n)}
    result, records = core.result, set(sweep.kept.values())
    out = facts.kind(output)
    return Sweeps(core, forward, reverse, result, gradient, facts, out, written, records)


def as_it_is(core: Core, facts: Facts, entry: set[str]) -> Sweeps:
    """The program alone: nothing active goes through it."""
    found = Memory(core, facts, Order(core.body))
    written = {n for n in entry if found.reaches_written(n)}
    result = core.result, core.result, facts, facts.kind(core.result), written
    return Sweeps(core, core.body, [], *result)


def _prepared(
    core: Core,
    facts: Facts,
    counter: Counter,
    has_aux: bool,
    passes: dict[int, str],
    nested: bool,
) -> tuple[Sweep, e.Expr]:
    """The reverse sweep with what is known, nothing in it yet, and what is differentiated."""
    order = Order(core.body)
    memory = Memory(core, facts, order)
    refuse_written(core.body, facts, memory)
    note_lengths(core.body, facts, memory)
    output, _ = _split(core, facts, has_aux)
    watched = Core(core.name, core.parameters, core.body, output, core.location)
    useful = active(watched, facts)
    shadows = ForwardShadows(core, facts, memory, useful, counter)
    shadows.insert()
    if shadows.names:
        order = Order(core.body)
        memory = Memory(core, facts, order)
    regions = Regions(facts, order, memory)
    measure(core.body, facts, regions)
    note_exponentials(core.body, facts, memory, order)
    facts.limits = Limits(core.body, facts, memory)
    sweep = Sweep(
        core,
        facts,
        order,
        memory,
        regions,
        Liveness(core.body, core.result),
        useful,
        counter,
        selection(core, facts, useful, regions, output),
    )
    sweep.through = through_rule
    sweep.increments = increments(core.body, facts, order, sweep.regions)
    refuse_hidden(sweep.core, sweep.facts, sweep.memory, s.Store | s.Augment)
    sweep.passes, sweep.partners = passes, shadows.partners
    sweep.forward, sweep.referring, sweep.begun = shadows.names, shadows.referring, shadows.begun
    sweep.integral = perhaps_integral(core, facts)
    found = windable(core.body, facts, sweep.regions, useful) - shadows.names
    sweep.windable = plainly_wound(core.body, found)
    return sweep, output


def _recorded(
    sweep: Sweep, reverse: s.Block, gradients: list[e.Expr], entry: set[str]
) -> tuple[s.Block, s.Block, list[e.Expr]]:
    """The two sweeps and the gradients, with the records that they need."""
    core, facts = sweep.core, sweep.facts
    weave(core.body, sweep.before, sweep.after)
    last = s.Evaluate(e.Sequence("tuple", tuple(gradients)))
    kept = set(sweep.kept.values())
    share_copies(core.body, [*reverse, last], kept, facts)
    kept |= share_wholes(core.body, [*reverse, last], kept, facts, sweep.counter.name)
    like_shapes(core.body, [*reverse, last], facts, frozenset(entry))
    record_shapes(core.body, [*reverse, last], facts, sweep.counter, entry)
    order = Order(core.body)  # the records are statements too
    regions = Regions(facts, order, Memory(core, facts, order))
    forward, reverse = Restoring(
        core.body, core.result, [*reverse, last], facts, regions, entry, sweep.windable, kept
    ).run()
    assert reverse.pop() is last and isinstance(last.value, e.Sequence)
    return forward, reverse, list(last.value.items)


def _split(core: Core, facts: Facts, has_aux: bool) -> tuple[e.Expr, e.Expr | None]:
    if not has_aux:
        return core.result, None
    if isinstance(core.result, e.Sequence) and len(core.result.items) == 2:
        return core.result.items[0], core.result.items[1]
    raise NonDifferentiableError(
        f"{core.name} does not return a pair, which has_aux=True asks for",
        "return (value, aux)",
        core.location,
    )


# -- the seed ---------------------------------------------------------------------------------


def _seed(sweep: Sweep, output: e.Expr, inner: bool) -> s.Block:
    """The adjoint of the output is the seed, part by part."""
    kind = sweep.facts.kind(output)
    sweep.kinds[SEED] = kind
    check_output(sweep.core, kind, sweep.facts, output)
    _part(sweep, output, e.Var(SEED))
    absent = nothing_returned(sweep.core, output, sweep.facts.nones)
    if is_scalar(kind):
        wide = not inner and kind == k.Scalar(DOUBLE) and mixes_precisions(sweep.facts)
        sweep.kinds[SEED] = k.Scalar(DOUBLE) if inner or wide else k.Real()
        return [*absent, s.Assign(SEED, e.Call(WIDE, (e.Var(SEED),)))] if wide else absent
    if inner:
        return absent
    return [*absent, s.Assign(SEED, e.Call(SEED_FOR, (e.Var(SEED), output)))]


def _part(sweep: Sweep, output: e.Expr, seed: e.Expr) -> None:
    match output:
        case e.Var(name) if isinstance(sweep.facts.kinds.get(name), k.Unknown):
            error = unknown(name, sweep.core.body, sweep.facts)
            if error is not None:
                raise error
            sweep.refuse(
                "the kind of the output cannot be known",
                "return a float, an array, or a tuple of them",
            )
        case e.Var(name) if name in sweep.active:
            kind = sweep.facts.kinds[name]
            root = name
            if sweep.is_shadow(name):
                root = sweep.root(name)
            if root != name or sweep.has_shadow(root) or sweep.perhaps_view(root):
                from srcgrad.adjoint.operations.accumulate import contribute

                sweep.node = _anchor(sweep)
                contribute(sweep, name, seed, True, None)
                return
            full = not (isinstance(kind, k.Array) and kind.dims == ())
            memory = frozenset({SEED}) if isinstance(kind, k.Array | k.List) else frozenset()
            sweep.env.entries[name] = Adjoint(seed, full, memory=memory)
        case _:
            for read, part in parts_of(output) or ():
                own = read(seed)
                if isinstance(own, e.Call) and isinstance(part, e.Var):  # part of a list of rows
                    if part.name not in sweep.active:
                        continue
                    name = sweep.counter.name(part.name.partition(".")[0]) + "~bar"
                    sweep.emit(s.Assign(name, own))
                    sweep.kinds[name] = sweep.facts.kinds[part.name]
                    own = e.Var(name)
                _part(sweep, part, own)


def _anchor(sweep: Sweep) -> s.Stmt | None:
    """The statement after which the output is read: the last one."""
    return sweep.core.body[-1] if sweep.core.body else None
