"""The results as Markdown tables."""

from statistics import geometric_mean

from tests.benchmarks.scaling import SERIES, law

PEERS = ("autograd", "jax", "torch")
SHORT = 5e-5  # seconds; in longer runs the overhead of a call is lost in the noise


def tables(rows, series):
    """Times, then what goes with them, then growth."""
    return "\n\n".join([times(rows), costs(rows), growth(series)])


def starts(found):
    """What a fresh process pays.

    >>> print(starts({"import": 0.03, "compiler loaded": False}).splitlines()[-1])
    | 30.0 ms |
    """
    kept = {name: seconds for name, seconds in found.items() if not isinstance(seconds, bool)}
    return markdown(list(kept), [[duration(seconds) for seconds in kept.values()]])


def times(rows):
    """One line per program: the primal alone, and value and gradient together by each tool.

    >>> print(times({"p": {"primal": 1e-6, "by_hand": 2e-6, "srcgrad": 2e-6}}).splitlines()[2])
    | p | 1.00 µs | 2.00 µs | 2.00 µs | — | — | — | 2.00 | 1.00 | — | — | — |
    """
    heads = ["program", "primal", "by hand", "srcgrad", *PEERS, "srcgrad / primal"]
    heads += ["srcgrad / by hand", *(f"{peer} / srcgrad" for peer in PEERS)]
    lines = []
    for title, row in rows.items():
        taken = [duration(row.get(name)) for name in ("primal", "by_hand", "srcgrad", *PEERS)]
        ratios = [quotient(row, *pair) for pair in pairs()]
        lines.append([title, *taken, *ratios])
    means = [mean(rows, *pair) for pair in pairs()]
    lines.append(["geometric mean", *[""] * (3 + len(PEERS)), *means])
    return markdown(heads, lines)


def pairs():
    """What is divided by what."""
    return [
        ("srcgrad", "primal"),
        ("srcgrad", "by_hand"),
        *((peer, "srcgrad") for peer in PEERS),
    ]


def costs(rows):
    """Memory, records, compilation, and the overhead of a call where it can be told."""
    heads = ["program", "call overhead", "memory by hand", "memory srcgrad", "ratio", "recorded"]
    heads += ["lines", "compile", "compile JAX"]
    lines = []
    for title, row in rows.items():
        over = row["srcgrad"] - row["bare"] if row.get("bare", SHORT) < SHORT else 0.0
        memory = [size(row.get(name)) for name in ("memory_by_hand", "memory")]
        lines.append(
            [
                *(title, duration(over if over > 0 else None), *memory),
                *(quotient(row, "memory", "memory_by_hand"), size(row.get("recorded"))),
                *(str(row.get("lines", "—")), duration(row.get("compile"))),
                duration(row.get("jax_compile")),
            ]
        )
    return markdown(heads, lines)


def growth(series):
    """How time and memory grow."""
    lines = []
    for title, points in series.items():
        counted, what, _ = SERIES[title]
        sizes = [point[0] for point in points]
        exponent = f"{law(sizes, [point[1] for point in points]):.2f}"
        memory = [point[2] for point in points]
        weights = f"{law(sizes, memory):.2f}" if all(memory) else "—"
        steps = ", ".join(f"{n}: {duration(t)}" for n, t, _ in points)
        lines.append([title, f"{what} by {counted}", steps, exponent, weights])
    return markdown(["series", "measured", "times", "exponent", "exponent of memory"], lines)


def markdown(heads, lines):
    """A table, numbers to the right."""
    rule = ["---", *["---:"] * (len(heads) - 1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [heads, rule, *lines])


def quotient(row, above, below):
    """One number over another, where both were measured."""
    return f"{row[above] / row[below]:.2f}" if row.get(above) and row.get(below) else "—"


def mean(rows, above, below):
    """The geometric mean of a quotient, over the programs that have it."""
    found = [r[above] / r[below] for r in rows.values() if r.get(above) and r.get(below)]
    return f"{geometric_mean(found):.2f}" if found else "—"


def size(memory):
    """Bytes with a unit.

    >>> size(2_500_000), size(1200), size(None)
    ('2.50 MB', '1.20 kB', '—')
    """
    if memory is None:
        return "—"
    unit, scale = ("MB", 1e6) if memory >= 1e6 else ("kB", 1e3)
    return f"{memory / scale:#.3g} {unit}"


def duration(time):
    """Seconds with a unit.

    >>> duration(0.0123), duration(4.2e-6), duration(None)
    ('12.3 ms', '4.20 µs', '—')
    """
    if time is None:
        return "—"
    units = {"s": 1.0, "ms": 1e-3, "µs": 1e-6}
    unit = next((unit for unit, size in units.items() if abs(time) >= size), "µs")
    return f"{time / units[unit]:#.3g} {unit}"
