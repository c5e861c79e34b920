"""How far the compiler is: ``python -m tests.programs.survey [--only TEXT] [--source]``.

Runs every program in this process with a time limit, and prints one line for each program that
does not pass: a wrong number, a refusal with its first line, a crash with its last traceback line.
``known`` counts refusals of programs that are known to be refused.
"""

import argparse
import collections
import contextlib
import inspect
import os
import signal
import sys
import tempfile
import time
import traceback

from tests.programs import corpus
from tests.programs.examine import Wrong, examine, make_seed, oracle, primal_run

ORDER = ("passes", "wrong", "refused", "crashed", "timeout", "known")


class TimeLimit(BaseException):
    """Raised by the alarm; no handler for Exception may catch it."""


@contextlib.contextmanager
def time_limit(seconds):
    """Stop the block after so many seconds."""

    def stop(*_):
        raise TimeLimit

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def outcome(program, srcgrad, seconds):
    """One of ``ORDER`` and what to say about it."""
    try:
        with time_limit(seconds):
            examine(program, srcgrad.grad)
    except Wrong as error:
        return "wrong", str(error), error
    except TimeLimit as error:
        return "timeout", f"more than {seconds} s", error
    except getattr(srcgrad, "SrcgradError", ()) as error:
        if type(error).__name__ == "InvalidProgramError":  # a defect, however polite
            return "crashed", f"{type(error).__name__}: {first_line(error)}", error
        kind = "known" if program.refused else "refused"
        return kind, f"{type(error).__name__}: {first_line(error)}", error
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return "crashed", crash_line(error), error
    return "passes", "", None


def first_line(error):
    """What the error says first."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else ""


def crash_line(error):
    """The exception, and the innermost frame that it was raised in."""
    last = traceback.format_exception_only(type(error), error)[-1].strip()
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({frames[-1].filename}:{frames[-1].lineno} in {frames[-1].name})" if frames else ""
    return last + where


def main(argv=None):
    """Run the survey; exit status 1 if any program does not pass."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", default="", metavar="TEXT", help="programs with TEXT in the name")
    parser.add_argument("--source", action="store_true", help="print primal and generated source")
    parser.add_argument("--trace", action="store_true", help="print the traceback of each failure")
    parser.add_argument("--list", action="store_true", help="print the names only")
    parser.add_argument("--kind", choices=ORDER, help="print only failures of this kind")
    parser.add_argument("--seconds", type=int, default=20, help="time limit of each program")
    options = parser.parse_args(argv)

    chosen = {n: p for n, p in corpus.programs().items() if options.only in n}
    if options.list:
        print("\n".join(chosen))
        return 0
    with tempfile.TemporaryDirectory() as cache:
        os.environ.setdefault("SRCGRAD_CACHE_DIR", cache)
        return run(chosen, options)


def run(chosen, options):
    """Examine the chosen programs and print what does not pass, then the table."""
    import srcgrad

    table = collections.defaultdict(collections.Counter)
    width = max(map(len, chosen), default=0)
    start = time.perf_counter()
    for name, program in chosen.items():
        kind, text, error = outcome(program, srcgrad, options.seconds)
        table[name.partition(":")[0]][kind] += 1
        if kind != "passes" and options.kind in (None, kind):
            print(f"{kind:8} {name:{width}} {text}", flush=True)
            if options.trace:
                traceback.print_exception(type(error), error, error.__traceback__, file=sys.stdout)
        if options.source:
            show_source(program, srcgrad, options.seconds)
    summary(table, time.perf_counter() - start)
    return int(any(table[f][k] for f in table for k in ORDER if k not in ("passes", "later")))


def show_source(program, srcgrad, seconds):
    """Print the function, the generated text, and the gradient by differences."""
    with contextlib.suppress(OSError):
        print(inspect.getsource(program.function))
    args, kwargs = program.arguments()
    try:
        with time_limit(seconds):
            print(srcgrad.source(program.function, *args, wrt=program.wrt, **kwargs))
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        print(f"no source: {type(error).__name__}: {error}")
    seed = make_seed(primal_run(program).value)
    print(f"# by differences, with seed {seed}: {oracle(program, seed)}\n")


def summary(table, seconds):
    """Print the counts of each family and of all."""
    total = collections.Counter()
    rows = []
    for family, counts in table.items():
        total += counts
        rows.append((family, counts))
    rows.append(("all", total))
    print(f"\n{'family':20}" + "".join(f"{kind:>9}" for kind in ORDER))
    for family, counts in rows:
        print(f"{family:20}" + "".join(f"{counts[kind] or '.':>9}" for kind in ORDER))
    print(f"{sum(total.values())} programs in {seconds:.1f} s")


if __name__ == "__main__":
    sys.exit(main())
