"""What is shortened before it is derived: exchanges, constants, units, copies, repeats, shifts."""

from __future__ import annotations

from srcgrad.analysis.kinks.shifts import cancel_shifts
from srcgrad.infer.facts import Facts
from srcgrad.ir.function import Core
from srcgrad.optimize.algebra.unit_factors import drop_unit_factors
from srcgrad.optimize.buffers.copies import drop_copies
from srcgrad.optimize.names.constants import place_constants
from srcgrad.optimize.names.exchanges import find_exchanges
from srcgrad.optimize.repeated.reads import share_reads
from srcgrad.optimize.repeated.repeats import share_repeats


def shorten_primal(core: Core, facts: Facts) -> None:
    """Rewrite a function in place."""
    find_exchanges(core, facts)
    place_constants(core, facts)
    copied = drop_unit_factors(core, facts)
    drop_copies(core, facts, copied)
    share_reads(core, facts)
    share_repeats(core, facts)
    cancel_shifts(core, facts)
