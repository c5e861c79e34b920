"""What derivatives along a direction cost: `jvp` beside the primal, `hvp` beside the gradient.

`OMP_NUM_THREADS=1 python -m tests.benchmarks.directions` prints a Markdown table.
"""

import statistics
import sys

import numpy as np

from srcgrad import grad
from srcgrad.transforms.arguments import resolve
from srcgrad.transforms.forward import pushforward
from srcgrad.transforms.second import Scalar
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
    gradient = grad(program.primal, wrt=program.wrt)
    names = resolve(program.primal, program.wrt, method=False)
    push, second = pushforward(program.primal, names), Scalar(program.primal, program.wrt)
    named = dict(zip(gradient._positional, program.arguments(), strict=True))
    dots = {name: direction(named[name]) for name in names}
    calls = [
        lambda *args: push.push(args, {}, dots),
        program.primal,
        lambda *args: second.push(args, {}, dots),
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
