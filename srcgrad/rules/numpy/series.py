"""`numpy.polynomial`: the sources of its functions are followed, with these parts of them.

A family of polynomials is given by its recurrence, x P[i] = up P[i+1] + same P[i] + down P[i-1],
from which products, changes of the family and polynomials of given zeros follow.
"""

from collections.abc import Callable
from types import ModuleType
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

from srcgrad.rules.declare import jvp, meaning, vjp
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call
from srcgrad.runtime import all_real, simple

normalize_axis_index: Any = getattr(np.lib, "array_utils", chebyshev).normalize_axis_index


AS_INT = "_as_int" if hasattr(polyutils, "_as_int") else "_deprecate_as_int"  # NumPy 1


@meaning(getattr(polyutils, AS_INT), always=True)
def as_int(x: Any, desc: Any) -> Any:
    """An order or an axis."""
    if not isinstance(x, int):
        raise NotImplementedError("an order or an axis that is no `int`")
    return x


@meaning(normalize_axis_index, always=True)
def counted_from_zero(axis: Any, ndim: Any) -> Any:
    """The axis, counted from the first."""
    if axis < -ndim or axis >= ndim:
        raise np.exceptions.AxisError(axis, ndim)
    return axis % ndim


@meaning(polyutils.trimseq)
def trimseq(seq: Any) -> Any:
    """Coefficients without zeros at the end, of which one stays."""
    size = len(seq)
    while size > 1 and seq[size - 1] == 0:
        size -= 1
    return seq[:size]


@meaning(polyutils.as_series)
def as_series(alist: Any, trim: Any = True) -> Any:
    """Each of the series as an array of its own, of the type that they have in common."""
    arrays = [np.atleast_1d(a) for a in alist]
    if trim:
        arrays = [polyutils.trimseq(a) for a in arrays]
    dtype = np.common_type(*arrays)
    return [np.array(a, dtype=dtype) for a in arrays]


def powers(n: int) -> Any:
    """The recurrence of the powers of x."""
    return np.ones(n), np.zeros(n), np.zeros(n)


def of_chebyshev(n: int) -> Any:
    """The recurrence of Chebyshev's polynomials, of which the first has no one before it."""
    half = np.full(n, 0.5)
    return np.where(np.arange(n) == 0, 1.0, half), np.zeros(n), half


def of_legendre(n: int) -> Any:
    """The recurrence of Legendre's polynomials."""
    i = np.arange(n)
    return (i + 1) / (2 * i + 1), np.zeros(n), i / (2 * i + 1)


def of_hermite(n: int) -> Any:
    """The recurrence of Hermite's polynomials."""
    return np.full(n, 0.5), np.zeros(n), 1.0 * np.arange(n)


def of_hermite_e(n: int) -> Any:
    """The recurrence of Hermite's polynomials with the leading coefficient 1."""
    return np.ones(n), np.zeros(n), 1.0 * np.arange(n)


def of_laguerre(n: int) -> Any:
    """The recurrence of Laguerre's polynomials."""
    i = np.arange(n)
    return -1.0 * (i + 1), 2.0 * i + 1, -1.0 * i


def times_x(c: Any, terms: Any) -> Any:
    """A series times x, whose last coefficient is zero."""
    up, same, down = terms
    moved = same * c
    moved[1:] += up[:-1] * c[:-1]
    moved[:-1] += down[1:] * c[1:]
    return moved


def inserted(c: Any, own: Any, start: Any, terms: Any) -> Any:
    """The sum of `c[k] P[k](x)` times a series of another family, which has room for it.

    `own` is the recurrence of the polynomials P, `terms` that of the other family.
    """
    up, same, down = own
    before, here = 0.0 * start, start
    total = c[0] * start
    for k in range(len(c) - 1):
        after = (times_x(here, terms) - same[k] * here - down[k] * before) / up[k]
        before, here = here, after
        total = total + c[k + 1] * here
    return total


def with_room(c: Any, n: int) -> Any:
    """The same series with `n` coefficients."""
    return np.concatenate([c, np.zeros(n - len(c))])


@meaning(polyutils._div)
def divided(mul_f: Any, c1: Any, c2: Any) -> Any:
    """Quotient and remainder of two series."""
    first, second = polyutils.as_series([c1, c2])
    if second[-1] == 0:
        raise ZeroDivisionError
    size = len(first) - len(second) + 1
    quotient = np.zeros(max(size, 1), first.dtype)
    rest = first
    for i in range(size - 1, -1, -1):
        one = np.zeros(i + 1)
        one[i] = 1.0
        product = mul_f(one, second)
        q = rest[-1] / product[-1]
        quotient[i] = q
        rest = rest[:-1] - q * product[:-1]
    if len(second) == 1:
        return quotient, first[:1] * 0
    return quotient, polyutils.trimseq(rest)


def between(module: ModuleType, prefix: str, recurrence: Callable[[int], Any]) -> None:
    """Declare the products of a family, and its series that stand for given polynomials."""
    own = {name: getattr(module, prefix + name) for name in ("mul", "pow", "fromroots")}
    mul, power, from_roots = own["mul"], own["pow"], own["fromroots"]

    @meaning(from_roots)
    def of_zeros(roots: Any) -> Any:
        """The series with these zeros."""
        found = call(from_roots, roots)
        whole = with_room(np.ones(1), len(found))
        for zero in roots:
            whole = times_x(whole, recurrence(len(found))) - zero * whole
        return computed(whole, found)

    if recurrence in (powers, of_chebyshev):  # their sources are followed
        return

    @meaning(mul)
    def product(c1: Any, c2: Any) -> Any:
        """The series of a product."""
        found = call(mul, c1, c2)
        first, second = polyutils.as_series([c1, c2])
        n = len(first) + len(second) - 1
        terms = recurrence(n)
        return computed(inserted(first, terms, with_room(second, n), terms)[: len(found)], found)

    @meaning(power)
    def raised(c: Any, pow: Any, maxpower: Any = 16) -> Any:
        """The series of a power."""
        found = call(power, c, pow, maxpower)
        [series] = polyutils.as_series([c])
        n = pow * (len(series) - 1) + 1
        whole = with_room(np.ones(1), n)
        for _ in range(pow):
            whole = inserted(series, recurrence(n), whole, recurrence(n))
        return computed(whole[: len(found)], found)


def changes(module: ModuleType, prefix: str, recurrence: Callable[[int], Any]) -> None:
    """Declare the series of a family as powers of x, and the way back."""
    to_powers, from_powers = getattr(module, prefix + "2poly"), getattr(module, "poly2" + prefix)

    @meaning(to_powers)
    def as_powers(c: Any) -> Any:
        """The polynomial by powers of x."""
        found = call(to_powers, c)
        [series] = polyutils.as_series([c])
        n = len(series)
        start = with_room(np.ones(1), n)
        return computed(inserted(series, recurrence(n), start, powers(n))[: len(found)], found)

    @meaning(from_powers)
    def of_powers(pol: Any) -> Any:
        """The series of a polynomial by powers of x."""
        found = call(from_powers, pol)
        [series] = polyutils.as_series([pol])
        n = len(series)
        start = with_room(np.ones(1), n)
        return computed(inserted(series, powers(n), start, recurrence(n))[: len(found)], found)


def at_points(module: ModuleType, prefix: str) -> None:
    """Declare the values of a family at points of a plane and of space."""
    val2d, val3d = getattr(module, prefix + "val2d"), getattr(module, prefix + "val3d")
    vander = getattr(module, prefix + "vander")

    @meaning(val2d)
    def in_two(x: Any, y: Any, c: Any) -> Any:
        """The values at points of a plane."""
        found = call(val2d, x, y, c)
        n, m = np.shape(c)[0], np.shape(c)[1]
        first, second = vander(x + 0.0, n - 1), vander(y + 0.0, m - 1)
        terms = first[..., :, None] * second[..., None, :]
        flat = np.reshape(terms, (-1, n * m)) @ np.reshape(c, (n * m, -1))
        return computed(np.reshape(flat.T, np.shape(c)[2:] + np.shape(x)), found)

    @meaning(val3d)
    def in_three(x: Any, y: Any, z: Any, c: Any) -> Any:
        """The values at points of space."""
        found = call(val3d, x, y, z, c)
        n, m, k = np.shape(c)[0], np.shape(c)[1], np.shape(c)[2]
        first, second = vander(x + 0.0, n - 1), vander(y + 0.0, m - 1)
        third = vander(z + 0.0, k - 1)
        terms = first[..., :, None, None] * second[..., None, :, None] * third[..., None, None, :]
        flat = np.reshape(terms, (-1, n * m * k)) @ np.reshape(c, (n * m * k, -1))
        return computed(np.reshape(flat.T, np.shape(c)[3:] + np.shape(x)), found)


def zeros_of(module: ModuleType, prefix: str) -> None:
    """Declare the zeros of a series, by the implicit function theorem."""
    roots, vander = getattr(module, prefix + "roots"), getattr(module, prefix + "vander")
    val, der = getattr(module, prefix + "val"), getattr(module, prefix + "der")

    @vjp(roots, complex=True)
    def adjoint(y_bar: Any, y: Any, c: Any) -> Any:
        if np.iscomplexobj(c) or np.iscomplexobj(y):
            return -(y_bar / simple(val(y, der(c)))) @ vander(y, np.size(c) - 1)
        return -(y_bar / simple(val(all_real(y), der(c)))) @ vander(y, np.size(c) - 1)

    @jvp(roots)
    def tangent(c_dot: Any, y: Any, c: Any) -> Any:
        if np.iscomplexobj(c) or np.iscomplexobj(y):
            return -(vander(y, np.size(c) - 1) @ c_dot) / simple(val(y, der(c)))
        return -(vander(y, np.size(c) - 1) @ c_dot) / simple(val(all_real(y), der(c)))


def on_grids(module: ModuleType, prefix: str) -> None:
    """Declare the values of a family at all pairs and triples, and the products of its members."""
    grid2d, grid3d = getattr(module, prefix + "grid2d"), getattr(module, prefix + "grid3d")
    vander = getattr(module, prefix + "vander")

    @meaning(grid2d)
    def on_two(x: Any, y: Any, c: Any) -> Any:
        """The values at all pairs."""
        found = call(grid2d, x, y, c)
        first, second = vander(x + 0.0, np.shape(c)[0] - 1), vander(y + 0.0, np.shape(c)[1] - 1)
        inner = np.tensordot(c, first, ((0,), (-1,)))
        whole = np.tensordot(inner, second, ((0,), (-1,)))
        shape = np.shape(c)[2:] + np.shape(x) + np.shape(y)
        return computed(np.reshape(whole, shape), found)

    @meaning(grid3d)
    def on_three(x: Any, y: Any, z: Any, c: Any) -> Any:
        """The values at all triples."""
        found = call(grid3d, x, y, z, c)
        first, second = vander(x + 0.0, np.shape(c)[0] - 1), vander(y + 0.0, np.shape(c)[1] - 1)
        third = vander(z + 0.0, np.shape(c)[2] - 1)
        inner = np.tensordot(np.tensordot(c, first, ((0,), (-1,))), second, ((0,), (-1,)))
        whole = np.tensordot(inner, third, ((0,), (-1,)))
        shape = np.shape(c)[3:] + np.shape(x) + np.shape(y) + np.shape(z)
        return computed(np.reshape(whole, shape), found)

    @meaning(getattr(module, prefix + "vander2d"))
    def vander_in_two(x: Any, y: Any, deg: Any) -> Any:
        """The products of two of the family at each point."""
        first, second = vander(x + 0.0, deg[0]), vander(y + 0.0, deg[1])
        both = first[..., :, None] * second[..., None, :]
        return np.reshape(both, (*np.shape(both)[:-2], -1))

    @meaning(getattr(module, prefix + "vander3d"))
    def vander_in_three(x: Any, y: Any, z: Any, deg: Any) -> Any:
        """The products of three of the family at each point."""
        first, second, third = (
            vander(x + 0.0, deg[0]),
            vander(y + 0.0, deg[1]),
            vander(z + 0.0, deg[2]),
        )
        both = first[..., :, None, None] * second[..., None, :, None] * third[..., None, None, :]
        return np.reshape(both, (*np.shape(both)[:-3], -1))


for module, prefix, recurrence in (
    (polynomial, "poly", powers),
    (chebyshev, "cheb", of_chebyshev),
    (legendre, "leg", of_legendre),
    (hermite, "herm", of_hermite),
    (hermite_e, "herme", of_hermite_e),
    (laguerre, "lag", of_laguerre),
):
    between(module, prefix, recurrence)
    at_points(module, prefix)
    on_grids(module, prefix)
    zeros_of(module, prefix)
    if recurrence is not powers:
        changes(module, prefix, recurrence)
