"""One process of the benchmark: measures one tool on all programs, and prints JSON.

`python -m tests.benchmarks.worker srcgrad|autograd|jax|torch BUDGET gradients|directions`.
Gradients are cross-checked before anything is timed: srcgrad's against the hand-written ones here;
a peer's are part of its output, and so are products with a direction.
"""

import functools
import importlib
import json
import math
import sys
import time

import numpy as np

from tests.benchmarks import directions
from tests.benchmarks.programs import PROGRAMS
from tests.benchmarks.recorded import recorded
from tests.benchmarks.running import flat
from tests.benchmarks.scaling import scaling
from tests.benchmarks.timing import forget, peak, seconds


def with_srcgrad(program, budget):
    """Times of the primal, of the adjoint by hand and of srcgrad; counts of the generated code."""
    from srcgrad import grad

    compile_time = math.inf
    for _ in range(3 if budget else 1):
        forget()
        start = time.process_time()
        gradient = grad(program.primal, wrt=program.wrt)
        adjoint = gradient.adjoint(*program.arguments())
        compile_time = min(compile_time, time.process_time() - start)

    value, bars = gradient(*program.arguments())
    value_by_hand, bars_by_hand = program.by_hand(*program.arguments())
    if value != program.primal(*program.arguments()):
        raise ValueError(f"{program.title}: the value is not the primal's")
    np.testing.assert_allclose(value, value_by_hand, rtol=1e-10)
    np.testing.assert_allclose(flat(bars), flat(bars_by_hand), rtol=1e-8, atol=1e-10)

    calls = {
        "primal": program.primal,
        "by_hand": program.by_hand,
        "srcgrad": gradient,
        "bare": adjoint if adjoint.compiled.free else adjoint.function,
    }
    row = {
        name: seconds(call, program.arguments, writes=program.writes, budget=budget)
        for name, call in calls.items()
    }
    return {
        **row,
        "compile": compile_time,
        "recorded": recorded(program),
        "memory": peak(gradient, program.arguments),
        "memory_by_hand": peak(program.by_hand, program.arguments),
        "lines": len(adjoint.source.splitlines()),
        "gradient": flat(bars).tolist(),
    }


def with_peer(program, budget, peer, tools):
    """A peer's times under its name."""
    times, gradient = peer.measure(program, budget, tools)
    return {**times, "gradient": flat(gradient).tolist()}


def along_directions(program, budget, peer, tools):
    """A peer's times along a direction, and what the products are."""
    chosen = program.wrt if isinstance(program.wrt, tuple) else (program.wrt,)
    moves = {n: directions.direction(program.arguments()[n]) for n in chosen}
    times, tangent, product = peer.directions(program, moves, budget, tools)
    return {**times, "tangent": tangent, "product": flat(product).tolist()}


def measure_of(tool, what):
    """The function that measures a program."""
    if tool != "srcgrad":
        peer = importlib.import_module(f"tests.benchmarks.peers.with_{tool}")
        measure = with_peer if what == "gradients" else along_directions
        return functools.partial(measure, peer=peer, tools=peer.prepare())
    from srcgrad import grad

    grad(PROGRAMS[0].primal).adjoint(1.0)  # what is imported at the first use is no compile time
    return with_srcgrad if what == "gradients" else directions.measure


def main(tool, budget, what):
    """Measure all programs; a failure is reported in place of numbers."""
    rows = {}
    measure = measure_of(tool, what)
    for program in PROGRAMS:
        try:
            rows[program.title] = measure(program, float(budget))
        except Exception as error:
            rows[program.title] = {"error": f"{type(error).__name__}: {error}"}
    result = {"rows": rows}
    if (tool, what) == ("srcgrad", "gradients"):
        result["scaling"] = scaling(float(budget))
    print(json.dumps(result))


if __name__ == "__main__":
    main(*sys.argv[1:])
