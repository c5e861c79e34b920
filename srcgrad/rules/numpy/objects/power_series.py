"""`np.poly1d`: a polynomial as an object, of whose coefficients some are active."""

from typing import Any

import numpy as np

from srcgrad.rules.declare import meaning


def without_leading_zeros(c: Any) -> Any:
    """Coefficients from the first that is not zero; of zeros alone the last stays."""
    start = 0
    while start < len(c) - 1 and c[start] == 0:
        start += 1
    return c[start:]


def made(c: Any) -> Any:
    """The polynomial of coefficients, the highest first."""
    return Polynomial(without_leading_zeros(np.atleast_1d(c)))


def coefficients(other: Any) -> Any:
    """Those of a polynomial, or what stands for them."""
    return other.coeffs if isinstance(other, Polynomial) else np.atleast_1d(other)


class Polynomial:
    """A polynomial by its coefficients, the highest first."""

    def __init__(self, coeffs: Any) -> None:
        self.coeffs = coeffs

    @property
    def coef(self) -> Any:
        """The coefficients."""
        return self.coeffs

    @property
    def coefficients(self) -> Any:
        """The coefficients."""
        return self.coeffs

    @property
    def c(self) -> Any:
        """The coefficients."""
        return self.coeffs

    @property
    def order(self) -> Any:
        """One less than the coefficients."""
        return len(self.coeffs) - 1

    @property
    def o(self) -> Any:
        """The order."""
        return len(self.coeffs) - 1

    @property
    def roots(self) -> Any:
        """Where the polynomial is zero."""
        return np.roots(self.coeffs)

    @property
    def r(self) -> Any:
        """The same."""
        return np.roots(self.coeffs)

    def __call__(self, val: Any) -> Any:
        return np.polyval(self.coeffs, val)

    def __len__(self) -> Any:
        return len(self.coeffs) - 1

    def __getitem__(self, val: Any) -> Any:
        place = len(self.coeffs) - 1 - val
        if place < 0 or val < 0:
            return 0 * self.coeffs[0]
        return self.coeffs[place]

    def __neg__(self) -> Any:
        return made(-self.coeffs)

    def __add__(self, other: Any) -> Any:
        return made(np.polyadd(self.coeffs, coefficients(other)))

    def __radd__(self, other: Any) -> Any:
        return made(np.polyadd(self.coeffs, coefficients(other)))

    def __sub__(self, other: Any) -> Any:
        return made(np.polysub(self.coeffs, coefficients(other)))

    def __rsub__(self, other: Any) -> Any:
        return made(np.polysub(coefficients(other), self.coeffs))

    def __mul__(self, other: Any) -> Any:
        if isinstance(other, Polynomial):
            return made(np.polymul(self.coeffs, other.coeffs))
        if np.ndim(other) == 0:
            return made(self.coeffs * other)
        return made(np.polymul(self.coeffs, np.asarray(other)))

    def __rmul__(self, other: Any) -> Any:
        if np.ndim(other) == 0:
            return made(other * self.coeffs)
        return made(np.polymul(np.asarray(other), self.coeffs))

    def __pow__(self, val: Any) -> Any:
        whole = np.ones(1)
        for _ in range(val):
            whole = np.polymul(self.coeffs, whole)
        return made(whole)

    def __truediv__(self, other: Any) -> Any:
        if isinstance(other, Polynomial):
            quotient, rest = np.polydiv(self.coeffs, other.coeffs)
            return made(quotient), made(rest)
        return made(self.coeffs / other)

    def deriv(self, m: Any = 1) -> Any:
        """The derivative of an order."""
        return made(np.polyder(self.coeffs, m))

    def integ(self, m: Any = 1, k: Any = 0) -> Any:
        """The integral of an order."""
        return made(np.polyint(self.coeffs, m, k=[k] if np.ndim(k) == 0 else k))


@meaning(np.poly1d, always=True)
def poly1d(c_or_r: Any, r: Any = False, variable: Any = None) -> Any:
    """By its coefficients, or by its zeros."""
    if variable is not None:
        raise NotImplementedError("poly1d with the name of its variable")
    if r:
        return made(np.poly(c_or_r))
    if np.ndim(c_or_r) > 1:
        raise ValueError("Polynomial must be 1d only.")
    return made(c_or_r)
