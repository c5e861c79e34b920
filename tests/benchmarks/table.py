"""The results as a Markdown table."""

HEADS = [
    "program",
    "primal",
    "by hand",
    "srcgrad",
    "autograd",
    "srcgrad / primal",
    "srcgrad / by hand",
    "autograd / srcgrad",
    "call overhead",
    "memory by hand",
    "memory srcgrad",
    "compile",
]

SHORT = 5e-5  # seconds; in longer runs the overhead of a call is lost in the noise


def table(rows: dict[str, dict]) -> str:
    """One line per program; "by hand", "srcgrad" and "autograd": value and gradient together.

    >>> print(table({"p": {"primal": 1e-6, "srcgrad": 2e-6}}).splitlines()[2])
    | p | 1.00 µs | — | 2.00 µs | — | 2.00 | — | — | — | — | — | — |
    """
    lines = [HEADS, ["---", *["---:"] * (len(HEADS) - 1)]]
    for title, row in rows.items():
        overhead = row["srcgrad"] - row["bare"] if row.get("bare", SHORT) < SHORT else 0.0
        times = [duration(row.get(name)) for name in ("primal", "by_hand", "srcgrad", "autograd")]
        ratios = [
            ratio(row, "srcgrad", "primal"),
            ratio(row, "srcgrad", "by_hand"),
            ratio(row, "autograd", "srcgrad"),
        ]
        memory = [size(row.get(name)) for name in ("memory_by_hand", "memory")]
        rest = [duration(overhead if overhead > 0 else None), *memory, duration(row.get("compile"))]
        lines.append([title, *times, *ratios, *rest])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def ratio(row: dict, above: str, below: str) -> str:
    """One time over another, where both were measured."""
    return f"{row[above] / row[below]:.2f}" if above in row and below in row else "—"


def size(memory: int | None) -> str:
    """Bytes with a unit.

    >>> size(2_500_000), size(1200), size(None)
    ('2.50 MB', '1.20 kB', '—')
    """
    if memory is None:
        return "—"
    unit, scale = ("MB", 1e6) if memory >= 1e6 else ("kB", 1e3)
    return f"{memory / scale:#.3g} {unit}"


def duration(time: float | None) -> str:
    """Seconds with a unit.

    >>> duration(0.0123), duration(4.2e-6), duration(None)
    ('12.3 ms', '4.20 µs', '—')
    """
    if time is None:
        return "—"
    units = {"s": 1.0, "ms": 1e-3, "µs": 1e-6}
    unit = next((unit for unit, size in units.items() if abs(time) >= size), "µs")
    return f"{time / units[unit]:#.3g} {unit}"
