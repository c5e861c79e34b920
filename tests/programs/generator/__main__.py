"""Run random programs by hand: ``python -m tests.programs.generator --count 500 --seed 3``."""

import argparse
import collections
import contextlib
import io
import os
import re
import tempfile
import time
from pathlib import Path
from random import Random

from tests.programs.generator.aliased import aliased
from tests.programs.generator.module import module
from tests.programs.generator.outcome import judge
from tests.programs.generator.shrink import shrunk


def main():
    """Count outcomes, print wrong programs shrunk, and tabulate the reasons of refusals."""
    parser = argparse.ArgumentParser(prog="python -m tests.programs.generator")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0, help="of the first program")
    parser.add_argument("--aliased", action="store_true", help="names and containers share arrays")
    parser.add_argument("--whole", action="store_true", help="do not shrink")
    parser.add_argument("--small", action="store_true", help="programs of few statements")
    parser.add_argument("--one", action="store_true", help="reverse or forward mode, not both")
    parser.add_argument("--seconds", type=float, default=300.0, help="stop after so many")
    options = parser.parse_args()
    counts, reasons = collections.Counter(), collections.Counter()
    examples = {}
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        os.environ["SRCGRAD_CACHE_DIR"] = os.path.join(name, "cache")
        for seed in range(options.seed, options.seed + options.count):
            if time.monotonic() - begin > options.seconds:
                break
            make = aliased if options.aliased else module
            made = make(Random(seed), options.small)
            mode = ("forward", "reverse", "reverse")[seed % 3] if options.one else "both"
            with contextlib.redirect_stdout(io.StringIO()):
                outcome = judge(made, Path(name), mode)
            counts[outcome.kind] += 1
            if outcome.kind in ("refused", "invalid"):
                reason = f"{outcome.kind}: {reason_of(outcome.text)}"
                reasons[reason] += 1
                print(f"seed {seed}: {reason}", flush=True)
                examples.setdefault(reason, seed)
            if outcome.kind == "wrong":
                small = made if options.whole else shrunk(made, Path(name))
                report(seed, small, judge(small, Path(name)) if small is not made else outcome)
    print(dict(counts), f"{time.monotonic() - begin:.0f} s")
    for reason, count in reasons.most_common(40):
        print(f"{count:5}  {reason}  (seed {examples[reason]})")


def reason_of(text):
    """A refusal's reason on one line, without the names in it."""
    lines = text.strip().splitlines()
    first = lines[0] if lines else ""
    first = re.sub(r"^.*?line \d+: ", "", first)
    return re.sub(r"`[^`]*`", "`_`", first)


def report(seed, made, outcome):
    """Print a wrong program."""
    print(f"--- seed {seed}, wrt={made.wrt!r}: {outcome.text[:600]}")
    print(made.source.rstrip())
    print(f"args = {made.args!r}", flush=True)


if __name__ == "__main__":
    main()
