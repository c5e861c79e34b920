"""What derivatives along a direction cost: `jvp` beside the primal, `hvp` beside the gradient.

`OMP_NUM_THREADS=1 python -m tests.benchmarks.directions` prints a Markdown table.
"""

import statistics
import sys

import numpy as np

from srcgrad import grad, hvp, jvp
from tests.benchmarks.programs import PROGRAMS
from tests.benchmarks.timing import seconds

HEADS = ["program", "jvp / primal", "hvp / gradient"]


def direction(value):
    """A tangent of the argument's structure."""
    if isinstance(value, dict):
        return {key: direction(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(direction(part) for part in value)
    if isinstance(value, np.ndarray):
        return np.cos(np.arange(value.size)).reshape(value.shape).astype(value.dtype)
    return 1.0 if isinstance(value, float) else None


def ratios(program, budget):
    """The time of `jvp` over the primal's, and that of `hvp` over the gradient's."""
    gradient, product = (of(program.primal, wrt=program.wrt) for of in (grad, hvp))
    chosen = program.wrt if isinstance(program.wrt, tuple) else (program.wrt,)
    args = program.arguments()
    dots = tuple(direction(arg) if n in chosen else None for n, arg in enumerate(args))
    v = tuple(dots[n] for n in chosen) if isinstance(program.wrt, tuple) else dots[program.wrt]
    calls = [
        lambda *args: jvp(program.primal, args, dots),
        program.primal,
        lambda *args: product(*args, v=v),
        gradient,
    ]
    times = [seconds(c, program.arguments, writes=program.writes, budget=budget) for c in calls]
    return times[0] / times[1], times[2] / times[3]


def table(rows):
    """The ratios as a Markdown table, with their medians.

    >>> print(table({"a": (2.0, 3.0), "b": (4.0, 3.0)}).splitlines()[-1])
    | median | 3.00 | 3.00 |
    """
    medians = tuple(statistics.median(column) for column in zip(*rows.values(), strict=True))
    lines = [HEADS, ["---", "---:", "---:"]]
    lines += [[n, *(f"{x:.2f}" for x in row)] for n, row in {**rows, "median": medians}.items()]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


if __name__ == "__main__":
    BUDGET = float(sys.argv[1]) if len(sys.argv) > 1 else 0.2
    print(table({program.title: ratios(program, BUDGET) for program in PROGRAMS}))
