"""Linear integer forms, and a proof that a set of inequalities has no solution.

>>> i, j = Form.of("i"), Form.of("j")
>>> infeasible([i - j - Form.constant(1), j - i])        # i >= j + 1 and j >= i
True
"""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache

from srcgrad.ir import record

LIMIT = 400  # inequalities; a larger system counts as feasible, which is always safe


@record(frozen=True)
class Form:
    """A sum of integer symbols with coefficients, and a constant."""

    terms: tuple[tuple[str, int], ...]
    offset: int = 0

    @staticmethod
    def of(symbol: str) -> Form:
        return Form(((symbol, 1),))

    @staticmethod
    def constant(value: int) -> Form:
        return Form((), value)

    def _combine(self, other: Form, sign: int) -> Form:
        table = dict(self.terms)
        for symbol, count in other.terms:
            table[symbol] = table.get(symbol, 0) + sign * count
        return Form(
            tuple(sorted((n, c) for n, c in table.items() if c)), self.offset + sign * other.offset
        )

    def __add__(self, other: Form) -> Form:
        return self._combine(other, 1)

    def __sub__(self, other: Form) -> Form:
        return self._combine(other, -1)

    def scaled(self, factor: int) -> Form:
        return Form(tuple((n, c * factor) for n, c in self.terms if factor), self.offset * factor)

    def renamed(self, symbols: set[str], mark: str) -> Form:
        """The form with a mark on some of its symbols: the same names in another pass."""
        return Form(
            tuple(sorted((n + mark if n in symbols else n, c) for n, c in self.terms)), self.offset
        )


def infeasible(system: list[Form]) -> bool:
    """Is there provably no integer point where every form is at least zero?

    The variables are eliminated one by one, after Fourier and Motzkin. The places of one array
    are compared again and again: what has been found is kept.
    """
    return _infeasible(frozenset(system))


@lru_cache(maxsize=4096)
def _infeasible(rows: Set[Form]) -> bool:
    while True:
        above: dict[str, int] = {}  # in how many rows a symbol counts up, or down
        below: dict[str, int] = {}
        for row in rows:
            if not row.terms and row.offset < 0:
                return True
            for symbol, count in row.terms:
                side = above if count > 0 else below
                side[symbol] = side.get(symbol, 0) + 1
        symbols = above.keys() | below.keys()
        if not symbols or len(rows) > LIMIT:
            return False
        cost = lambda n: (above.get(n, 0) * below.get(n, 0), n)  # noqa: B023, E731
        rows = _eliminate(rows, min(symbols, key=cost))


def _eliminate(rows: Set[Form], symbol: str) -> set[Form]:
    lower, upper, rest = [], [], set()
    for row in rows:
        count = next((c for n, c in row.terms if n == symbol), 0)
        if count > 0:
            lower.append((row, count))
        elif count < 0:
            upper.append((row, -count))
        else:
            rest.add(row)
    for low, a in lower:
        for high, b in upper:
            rest.add(low.scaled(b) + high.scaled(a))
    return rest
