"""All that is done to the two sweeps when they have been made."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.normalize.scope import Counter
from srcgrad.optimize.algebra.carried_scales import carry_scales
from srcgrad.optimize.algebra.common_factors import add_up_factors
from srcgrad.optimize.algebra.one_scale import scale_once
from srcgrad.optimize.algebra.zeros import by_size
from srcgrad.optimize.asked.purity import pure
from srcgrad.optimize.branches.number_choices import choose_numbers
from srcgrad.optimize.buffers.bound_anew import bind_anew
from srcgrad.optimize.buffers.complex_shadows import widen_shadows
from srcgrad.optimize.buffers.in_place import add_in_place
from srcgrad.optimize.buffers.late_copies import drop_late_copies
from srcgrad.optimize.buffers.private import keep_private
from srcgrad.optimize.clean import tidy
from srcgrad.optimize.loops.fused import fuse
from srcgrad.optimize.loops.quiet_loops import hush
from srcgrad.optimize.loops.snapshots import keep_snapshots
from srcgrad.optimize.loops.steady_numbers import take_out_numbers
from srcgrad.optimize.names.augmented import augmented
from srcgrad.optimize.names.known_names import write_names
from srcgrad.optimize.repeated.known_factors import read_factors


class SweepsLike(Protocol):
    """Both sweeps (`adjoint.reverse.Sweeps`)."""

    core: Core
    forward: s.Block
    reverse: s.Block
    result: e.Expr
    gradient: e.Expr
    facts: Facts
    kept: set[str]


def tidy_sweeps(
    sweeps: SweepsLike, counter: Counter, entry: set[str], mode: str, inner: bool
) -> None:
    """Shorten them, and expand checkpointed loops.

    `entry` are the names bound at entry. In mode "split" the sweeps become two functions, of which
    the second may run often; those of an `inner` function are derived again, or a pair in any mode.
    """
    often = mode == "split"
    forward, reverse, result, facts = sweeps.forward, sweeps.reverse, sweeps.result, sweeps.facts
    widen_shadows(reverse, facts)
    gradient = tidy(forward, reverse, result, sweeps.gradient, facts, counter)
    repeatable = partial(pure, facts=facts)
    gradient = keep_private(reverse, result, gradient, facts)
    results = [result, gradient]
    hush(reverse)
    keep_snapshots(forward, reverse, results, facts, counter, sweeps.kept, entry, often)
    gradient = results[1] = write_names(forward, reverse, gradient, facts)
    read_factors(forward, reverse, facts)
    scale_once(reverse, facts)
    carry_scales(forward, reverse, results, facts)
    if not inner:
        choose_numbers(reverse, results, facts)
        add_up_factors(reverse, facts)
        add_in_place(forward, reverse, result, gradient, facts)
        fuse(forward, reverse, results, facts, often)
        take_out_numbers(forward, reverse, results, facts, counter)
        by_size(forward, reverse, facts)
        drop_late_copies(forward, reverse, results, facts, repeatable)
        bind_anew(forward, reverse, sweeps.kept, entry, facts, repeatable)
        if often:  # of two functions, which keep their names
            forward[:] = augmented(forward, facts)
    sweeps.gradient = gradient
