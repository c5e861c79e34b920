"""`python -m tests.benchmarks`: time srcgrad beside the primal, hand-written code and autograd.

Each tool runs in a process of its own, with one thread. The table goes to the standard output,
all numbers go to a file with ``--json``. Only ratios carry over to another machine.
"""

import argparse
import importlib.util
import json
import os
import platform
import subprocess
import sys

import numpy as np

from tests.benchmarks.table import table

ONE_THREAD = dict.fromkeys(
    ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"], "1"
)


def measured(tool, budget):
    """What the worker for ``tool`` prints."""
    result = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.worker", tool, str(budget)],
        env={**os.environ, **ONE_THREAD, "SRCGRAD_CACHE": "off"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(result.stdout)


def merged(rows, peers):
    """Add a peer's time to each row, if its gradient is the same; errors are collected."""
    errors = [f"{title}: {row['error']}" for title, row in rows.items() if "error" in row]
    for title, peer in peers.items():
        row = rows[title]
        if "error" in peer:
            errors.append(f"{title}, autograd: {peer['error']}")
        elif "gradient" in peer and "gradient" in row:
            if np.allclose(peer["gradient"], row["gradient"], rtol=1e-8, atol=1e-10):
                row["autograd"] = peer["autograd"]
            else:
                errors.append(f"{title}: the gradients of srcgrad and autograd differ")
    for row in rows.values():
        row.pop("gradient", None)
    return errors


def main():
    """Run the command; the exit status is 1 if a program could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--json", metavar="PATH", help="write all numbers to a file")
    parser.add_argument(
        "--budget", type=float, default=0.5, metavar="SECONDS", help="for each number"
    )
    options = parser.parse_args()
    rows = measured("srcgrad", options.budget)
    has_autograd = importlib.util.find_spec("autograd") is not None
    errors = merged(rows, measured("autograd", options.budget) if has_autograd else {})
    python, machine = platform.python_version(), platform.machine()
    print(f"Python {python}, NumPy {np.__version__}, {machine}, one thread\n")
    print(table(rows))
    if not has_autograd:
        print("\nautograd is not installed (extra `bench`).")
    for error in errors:
        print(f"\n{error}", file=sys.stderr)
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump({"python": python, "numpy": np.__version__, "rows": rows}, file, indent=1)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
