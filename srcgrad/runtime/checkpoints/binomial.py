"""When to keep a state of a loop, so that its passes can be reversed with the fewest run again.

The binomial schedule of A. Griewank and A. Walther, Algorithm 799: revolve, ACM Transactions on
Mathematical Software 26 (2000): with `s` states, of which one stands before the first pass, `r`
runs of each pass reverse up to (s + r)! / (s! r!) passes.
"""

from math import comb, isqrt


def reach(states: int, runs: int) -> int:
    """The most passes that can be reversed with so many states, none of them run more often.

    >>> [reach(3, runs) for runs in range(4)]
    [1, 4, 10, 20]
    """
    return comb(states + runs, states) if runs >= 0 else 0


def runs_needed(passes: int, states: int) -> int:
    """How often passes must be run, before they are run to be reversed.

    >>> runs_needed(10, 3), runs_needed(11, 3)
    (2, 3)
    """
    runs, reached = 0, 1
    while reached < passes:
        runs += 1
        reached = reached * (states + runs) // runs
    return runs


def places(start: int, stop: int, states: int) -> list[int]:
    """Before which passes to keep a state on the way from `start` to the last one before `stop`.

    The state before `start` is kept, and one of the `states`.

    >>> places(0, 10, 3)
    [4, 7]
    """
    found: list[int] = []
    while states > 1 and stop - start > 2:
        passes = stop - start
        runs = runs_needed(passes, states)
        start += max(1, reach(states, runs - 2), passes - reach(states - 1, runs))
        states -= 1
        if stop - start > 1:  # the last pass is reversed where it stands
            found.append(start)
    return found


def passes_run(passes: int, states: int) -> int:
    """How many passes are run before they are run to be reversed, all together: the optimum.

    >>> passes_run(10, 3), passes_run(5, 1)
    (15, 10)
    """
    runs = runs_needed(passes, states)
    return runs * passes - reach(states + 1, runs - 1)


def enough(passes: int) -> int:
    """The fewest states with which no pass is run more than twice before it is reversed.

    >>> [enough(passes) for passes in (0, 1, 3, 4, 6, 7, 5000)]
    [1, 1, 1, 2, 2, 3, 99]
    """
    states = max(1, (isqrt(8 * max(passes, 0) + 1) - 3) // 2)
    while reach(states, 2) < passes:
        states += 1
    return states
