"""`python -m tests.benchmarks`: time srcgrad beside the primal, hand-written code and peers.

Each tool runs in a process of its own, with one thread. The tables go to the standard output, all
numbers to a file with ``--json``, a picture to one with ``--plot``. Only ratios carry over to
another machine.
"""

import argparse
import importlib.util
import json
import platform
import sys
from importlib.metadata import version

from tests.benchmarks.plot import draw
from tests.benchmarks.running import agree, measured
from tests.benchmarks.starting import starting
from tests.benchmarks.table import PEERS, starts, tables


def add(rows, tool, peers):
    """Add a peer's time to each row, if its gradient is the same; what went wrong is returned."""
    errors = []
    for title, peer in peers.items():
        row = rows[title]
        if "error" in peer:
            errors.append(f"{title}, {tool}: {peer['error']}")
        elif "gradient" in peer and "gradient" in row:
            if agree(peer["gradient"], row["gradient"]):
                row[tool] = peer["time"]
                if "compile" in peer:
                    row[f"{tool}_compile"] = peer["compile"]
            else:
                errors.append(f"{title}: the gradients of srcgrad and {tool} differ")
    return errors


def processor():
    """The model of the processor, where the system tells it."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            names = [line.partition(":")[2].strip() for line in file if "model name" in line]
    except OSError:
        names = []
    return names[0] if names else platform.machine()


def main():
    """Run the command; the exit status is 1 if a program could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--json", metavar="PATH", help="write all numbers to a file")
    parser.add_argument("--plot", metavar="PATH", help="write a picture (PNG) to a file")
    parser.add_argument(
        "--budget", type=float, default=0.5, metavar="SECONDS", help="for each number"
    )
    parser.add_argument("--without", default="", metavar="PEERS", help="peers to leave out")
    options = parser.parse_args()
    wanted = [peer for peer in PEERS if peer not in options.without.split(",")]
    installed = [peer for peer in wanted if importlib.util.find_spec(peer) is not None]
    own = measured("srcgrad", options.budget)
    rows = own["rows"]
    errors = [f"{title}: {row['error']}" for title, row in rows.items() if "error" in row]
    for peer in installed:
        errors += add(rows, peer, measured(peer, options.budget)["rows"])
    for row in rows.values():
        row.pop("gradient", None)
    versions = {name: version(name) for name in ("numpy", *installed)}
    versions = {"python": platform.python_version(), **versions}
    told = ", ".join(f"{name} {number}" for name, number in versions.items())
    print(f"{processor()}, one thread; {told}\n")
    print(tables(rows, own["scaling"]))
    own["starting"] = starting(options.budget)
    print(f"\n{starts(own['starting'])}")
    for peer in set(wanted) - set(installed):
        print(f"\n{peer} is not installed (extra `bench`).")
    for error in errors:
        print(f"\n{error}", file=sys.stderr)
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            result = {"processor": processor(), "versions": versions, **own}
            json.dump(result, file, indent=1)
    if options.plot:
        draw(rows, own["scaling"], options.plot)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
