"""How time and memory grow: with the size of the problem, the number of passes, the length.

A law is an exponent: the slope of the logarithms, over the larger half of the sizes.
"""

import importlib.util
import math
import tempfile
import time
from pathlib import Path

import numpy as np

from tests.benchmarks.programs import jacobi_2d, series
from tests.benchmarks.timing import forget, peak, seconds

LINES = """
    a{n} = np.sin(a{m}) * b{m} + 0.5
    w{n} = np.zeros(4)
    w{n}[1] = a{n} * b{m}
    b{n} = w{n}[1] - 0.1 * a{m}
    for i in range(3):
        b{n} = b{n} + a{n} * 0.1
"""


def long_program(parts, folder):
    """A function of `parts` times six lines."""
    body = "".join(LINES.format(n=n + 1, m=n) for n in range(parts))
    path = Path(folder) / f"long_{parts}.py"
    head = "import numpy as np\n\n\ndef long(a0, b0):"
    path.write_text(f"{head}{body}    return a{parts} * b{parts}\n")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.long


def problem_size(budget):
    """Jacobi in two dimensions: cells, seconds and bytes of value and gradient."""
    from srcgrad import grad

    call = grad(jacobi_2d)
    for n in (50, 100, 200, 400):
        rng = np.random.default_rng(0)
        given = rng.standard_normal((n, n))

        def arguments(given=given):
            return given.copy(), given.copy(), 20

        taken = seconds(call, arguments, writes=True, budget=budget)
        yield n * n, taken, peak(call, arguments)


def trip_count(budget):
    """The scalar series: passes, seconds and bytes."""
    from srcgrad import grad

    call = grad(series)
    for n in (1000, 4000, 16000, 64000):

        def arguments(n=n):
            return 1.3, n

        taken = seconds(call, arguments, writes=False, budget=budget)
        yield n, taken, peak(call, arguments)


def program_length(budget):
    """A straight program with stores and small loops: lines, and seconds of compilation."""
    from srcgrad import grad

    with tempfile.TemporaryDirectory() as folder:
        for parts in (5, 17, 83, 333):
            best = math.inf
            for _ in range(3 if parts < 100 and budget else 1):
                function = long_program(parts, folder)
                forget()
                start = time.process_time()
                grad(function, wrt=(0, 1)).adjoint(0.3, 0.4)
                best = min(best, time.process_time() - start)
            yield 6 * parts, best, None


SERIES = {  # title: what is counted, what is measured
    "problem size": ("cells", "value and gradient", problem_size),
    "trip count": ("passes", "value and gradient", trip_count),
    "program length": ("lines", "compilation", program_length),
}


def scaling(budget):
    """All series: for each a list of (size, seconds, bytes or None)."""
    return {title: list(measure(budget)) for title, (_, _, measure) in SERIES.items()}


def law(sizes, values):
    """The exponent with which values grow, over the larger half of the sizes.

    >>> round(law([1, 10, 100, 1000], [5, 9, 40, 400]), 3)
    1.0
    """
    start = len(sizes) // 2
    return float(np.polyfit(np.log(sizes[start:]), np.log(values[start:]), 1)[0])
