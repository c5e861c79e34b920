"""The classes of `numpy.polynomial`: series on a domain, of whose coefficients some are active."""

from typing import Any

import numpy as np
from numpy.polynomial import (
    chebyshev,
    hermite,
    hermite_e,
    laguerre,
    legendre,
    polynomial,
    polyutils,
)

from srcgrad.rules.declare import meaning, partials
from srcgrad.rules.objects import keeps_class, makes_object, operation
from srcgrad.runtime import series_at


def coefficients(other: Any) -> Any:
    """Those of a series, or what stands for them."""
    return other.coef if isinstance(other, Series) else other


def zeros(family: Any, coef: Any) -> Any:
    """Where a series of a family is zero; rules are found by the functions' own names."""
    if family is polynomial.Polynomial:
        return polynomial.polyroots(coef)
    if family is chebyshev.Chebyshev:
        return chebyshev.chebroots(coef)
    if family is legendre.Legendre:
        return legendre.legroots(coef)
    if family is hermite.Hermite:
        return hermite.hermroots(coef)
    if family is hermite_e.HermiteE:
        return hermite_e.hermeroots(coef)
    return laguerre.lagroots(coef)


class Series:
    """A series of a family, whose class in NumPy holds its functions."""

    def __init__(self, family: Any, coef: Any, domain: Any, window: Any) -> None:
        self.family, self.domain, self.window = family, domain, window
        self.coef = coef

    def __call__(self, arg: Any) -> Any:
        """The value at points."""
        off, scl = polyutils.mapparms(self.domain, self.window)
        return self.family._val(off + scl * arg, self.coef)

    def mapparms(self) -> Any:
        """What takes the domain to the window."""
        return polyutils.mapparms(self.domain, self.window)

    def like(self, coef: Any) -> Any:
        """Another series of the same family on the same domain."""
        return Series(self.family, coef, self.domain, self.window)

    def deriv(self, m: Any = 1) -> Any:
        """The derivative of an order."""
        _, scl = polyutils.mapparms(self.domain, self.window)
        return self.like(self.family._der(self.coef, m, float(scl)))

    def integ(self, m: Any = 1, k: Any = 0.0, lbnd: Any = None) -> Any:
        """The integral of an order."""
        off, scl = polyutils.mapparms(self.domain, self.window)
        start = 0.0 if lbnd is None else off + scl * lbnd
        given = [k] if np.ndim(k) == 0 else k
        whole = self.coef
        for i in range(m):
            constant = given[i] if i < len(given) else 0.0
            whole = self.family._int(whole, 1, [constant], float(start), float(1.0 / scl))
        return self.like(whole)

    def __add__(self, other: Any) -> Any:
        return self.like(self.family._add(self.coef, coefficients(other)))

    def __sub__(self, other: Any) -> Any:
        return self.like(self.family._sub(self.coef, coefficients(other)))

    def __mul__(self, other: Any) -> Any:
        return self.like(self.family._mul(self.coef, coefficients(other)))

    def __rmul__(self, other: Any) -> Any:
        return self * other

    def __neg__(self) -> Any:
        return self.like(-self.coef)

    def __pow__(self, other: Any) -> Any:
        return self.like(self.family._pow(self.coef, other, maxpower=100))

    def roots(self) -> Any:
        """Where the series is zero."""
        off, scl = polyutils.mapparms(self.window, self.domain)
        return off + scl * zeros(self.family, self.coef)

    def degree(self) -> Any:
        """One less than the coefficients."""
        return len(self.coef) - 1

    def copy(self) -> Any:
        """The same series."""
        return self.like(np.copy(self.coef))


def made(cls: Any) -> None:
    """Declare what a class of NumPy makes."""

    @meaning(cls)
    def series(coef: Any, domain: Any = None, window: Any = None, symbol: str = "x") -> Any:
        """A series of coefficients; the symbol is what it is shown with."""
        [own] = polyutils.as_series([coef], trim=False)
        [old] = polyutils.as_series([cls.domain if domain is None else domain], trim=False)
        [new] = polyutils.as_series([cls.window if window is None else window], trim=False)
        return Series(cls, own, old, new)


@partials(series_at, operands=("x",))
def series_slope(y: Any, series: Any, x: Any, nu: int = 0) -> Any:  # noqa: D103
    return series_at(series, x, nu + 1)


FAMILIES = (
    polynomial.Polynomial,
    chebyshev.Chebyshev,
    legendre.Legendre,
    hermite.Hermite,
    hermite_e.HermiteE,
    laguerre.Laguerre,
)
for cls in FAMILIES:
    made(cls)
    for maker in (cls, cls.fit, cls.basis, cls.fromroots, cls.identity):
        makes_object(maker, cls)
keeps_class("deriv integ", *FAMILIES, np.poly1d)
operation(series_at, "call", *FAMILIES, np.poly1d)
