"""What derivatives along a direction cost: `jvp` beside the primal, `hvp` beside the gradient.

`python -m tests.benchmarks.directions` prints a Markdown table, with JAX and PyTorch where they
are installed.
"""

import argparse
import importlib.util
import statistics
import sys

import numpy as np

from srcgrad import grad, hvp, jvp
from tests.benchmarks.running import agree, flat, measured
from tests.benchmarks.table import markdown
from tests.benchmarks.timing import seconds

PEERS = ("jax", "torch")
PAIRS = [
    ("jvp", "primal"),
    ("hvp", "gradient"),
    *((f"{peer}_jvp", "jvp") for peer in PEERS),
    *((f"{peer}_hvp", "hvp") for peer in PEERS),
]


def direction(value):
    """A tangent of the argument's structure."""
    if isinstance(value, dict):
        return {key: direction(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(direction(part) for part in value)
    if isinstance(value, np.ndarray):
        return np.cos(np.arange(value.size)).reshape(value.shape).astype(value.dtype)
    return 1.0 if isinstance(value, float) else None


def measure(program, budget):
    """The times of primal, `jvp`, gradient and `hvp`, and what the products are."""
    gradient, product = (of(program.primal, wrt=program.wrt) for of in (grad, hvp))
    chosen = program.wrt if isinstance(program.wrt, tuple) else (program.wrt,)
    args = program.arguments()
    dots = tuple(direction(arg) if n in chosen else None for n, arg in enumerate(args))
    v = tuple(dots[n] for n in chosen) if isinstance(program.wrt, tuple) else dots[program.wrt]
    calls = {
        "jvp": lambda *args: jvp(program.primal, args, dots),
        "primal": program.primal,
        "hvp": lambda *args: product(*args, v=v),
        "gradient": gradient,
    }
    times = {
        name: seconds(call, program.arguments, writes=program.writes, budget=budget)
        for name, call in calls.items()
    }
    tangent = float(calls["jvp"](*program.arguments())[1])
    return {**times, "tangent": tangent, "product": flat(calls["hvp"](*args)).tolist()}


def add(rows, tool, peers):
    """Add a peer's times to each row, if its products are the same; returns what went wrong."""
    errors = []
    for title, peer in peers.items():
        row = rows[title]
        if "error" in peer:
            errors.append(f"{title}, {tool}: {peer['error']}")
        elif not agree([peer["tangent"], *peer["product"]], [row["tangent"], *row["product"]]):
            errors.append(f"{title}: the products of srcgrad and {tool} differ")
        else:
            row.update({f"{tool}_{name}": peer[name] for name in ("jvp", "hvp")})
    return errors


def table(rows):
    """The ratios as a Markdown table, with their medians.

    >>> row = {"primal": 1.0, "jvp": 2.0, "gradient": 2.0, "hvp": 6.0, "jax_hvp": 9.0}
    >>> print(table({"a": row}).splitlines()[-1])
    | median | 2.00 | 3.00 | — | — | 1.50 | — |
    """
    found = {title: [ratio(row, *pair) for pair in PAIRS] for title, row in rows.items()}
    columns = zip(*found.values(), strict=True)
    found["median"] = [
        statistics.median(known) if (known := [x for x in column if x is not None]) else None
        for column in columns
    ]
    heads = [f"{above} / {below}".replace("_", " ") for above, below in PAIRS]
    lines = [[n, *("—" if x is None else f"{x:.2f}" for x in row)] for n, row in found.items()]
    return markdown(["program", *heads], lines)


def ratio(row, above, below):
    """One time over another, where both were measured."""
    return row[above] / row[below] if above in row and below in row else None


def main():
    """Run the command; the exit status is 1 if a program could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.directions")
    parser.add_argument(
        "--budget", type=float, default=0.2, metavar="SECONDS", help="for each number"
    )
    options = parser.parse_args()
    rows = measured("srcgrad", options.budget, "directions")["rows"]
    errors = [f"{title}: {row['error']}" for title, row in rows.items() if "error" in row]
    for peer in PEERS:
        if importlib.util.find_spec(peer) is not None:
            found = measured(peer, options.budget, "directions")["rows"]
            errors += add(rows, peer, found)
    print(table(rows))
    for error in errors:
        print(f"\n{error}", file=sys.stderr)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
