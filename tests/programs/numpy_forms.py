"""Functions of NumPy that are compiled as what they do: polynomials, eigenvalues, windows."""

import numpy as np
from numpy.polynomial import chebyshev
from numpy.polynomial import polynomial as P

from tests.programs.case import Program, positive, signed

X = positive(5)
A = positive(3, 4)
M = positive(3, 3) + np.diag([2.0, 1.0, 4.0])


def eigenvectors(M):
    w, V = np.linalg.eig(M)
    return np.sum(np.sin(w)) + np.sum(V**2 * np.arange(9.0).reshape(3, 3))


def eigenvalues(M):
    return np.sum(np.linalg.eigvals(M) ** 3) + np.linalg.eigvals(M @ M).max()


def power_by_eigenvectors(M):
    w, V = np.linalg.eig(M)
    return np.sum(V @ np.diag(np.sqrt(w)) @ np.linalg.inv(V) * np.arange(9.0).reshape(3, 3))


def roots(p):
    return np.sum(np.roots(p) ** 2 * np.arange(4.0)) + np.sum(np.poly(np.roots(p)[1:]) ** 2)


def complex_roots(p):
    z = np.roots(p + 0j)
    return np.sum(np.abs(z) ** 3) + np.sum(z.imag**2)


def divided(u, v):
    quotient, rest = np.polydiv(u, v)
    return np.sum(quotient**2) + np.sum(rest * np.arange(len(rest)))


def integrated(p):
    twice = np.polyint(p, 2, k=[1.0, p[0]])
    return np.sum(twice**2) + np.polyval(np.polyint(p, k=0.5), 1.3)


def integrated_of_another_dtype(p, k):
    """The quotients are of doubles, and the constants may be complex."""
    return np.polyint(p, 2, k)


def integrated_of_an_order(p, m):
    """The order is known to the run only, and the coefficients are a list."""
    return np.sum(np.polyint([p[0], p[1] ** 2], m, k=[1.0, p[0], 0.5]) ** 2)


def of_an_order(p, m):
    """The order is known to the run only."""
    return np.sum(np.polyder(p, m) ** 2) + np.sum(np.polyint(p, m) ** 3)


def series(x):
    y = P.polyval(x, [1.0, 2.0, 3.0]) + chebyshev.chebval(x, [0.5, 1.0, 0.2])
    return np.sum(y**2) + P.polyval(0.5, x) * chebyshev.chebval(0.3, x) + np.sum(P.polyvander(x, 2))


def trimmed(x):
    return np.sum(np.trim_zeros(np.concatenate(([0.0], x, [0.0, 0.0]))) ** 2) * len(x)


def windows(x, A):
    means = np.lib.stride_tricks.sliding_window_view(x, 3).mean(axis=-1)
    patches = np.lib.stride_tricks.sliding_window_view(A, (2, 2))
    return np.sum(means**2) + np.sum(np.max(patches, axis=(-2, -1)) * patches[..., 0, 0])


def windows_of_changed(x):
    y = x * 1.0
    v = np.lib.stride_tricks.sliding_window_view(y, 2)
    y[1] = y[0] * y[4]
    return np.sum(v * v * np.arange(2.0))


def periodic(x, fp):
    return np.sum(np.interp(3 * x, [0.1, 0.9, 0.5], fp, period=1.0) ** 2)


def periodic_of_another_dtype(x, xp, fp):
    """The remainders are of doubles."""
    return np.interp(x, xp, fp, period=2.5)


def averages_with_weights(A, w):
    mean, total = np.average(A, axis=0, weights=w, returned=True)
    plain, count = np.average(A, returned=True)
    return np.sum(mean * total) + plain**2 * count


def average_and_total(x, w):
    """Of one axis both are NumPy scalars."""
    return np.average(x, weights=w, returned=True)


def densities(w):
    places = np.array([0.0, 1.0, 1.0, 3.0, 2.0])
    share, edges = np.histogram(places, bins=3, weights=w, density=True)
    return np.sum(share**2) + np.sum(np.diff(edges))


def places_beyond(x):
    total = np.take(x, [0, 7, -1], mode="wrap") * np.take(x, [0, 7, -1], mode="clip")
    chosen = np.choose([0, 1, 2, 3, 1], [x, x**2], mode="wrap")
    other = np.select([x < 0.7, x < 1.0], [x, 2.0 * x], default=x**2)
    return np.sum(total) + np.sum(chosen * other)


def selected_among_numbers(x):
    one = np.select([x > 1.0, x > 0.7], [2 * x, 1.5], -0.5)
    return one * np.select([x > 1.0, x > 0.7], [x, x * x], 0.25) * np.select([x > 0.0], [x], 3)


def steps(a, b):
    points, step = np.linspace(a, b, 4, retstep=True)
    return np.sum(points**2) * step


def grids(x, b):
    X, Y = np.meshgrid(x, b)
    X.reshape(-1)[1:3] = Y[0, 0]  # rows stand one after the other
    u, v = np.meshgrid(x, b, indexing="ij", sparse=True)
    return np.sum(X * Y**2) + np.sum(u * v)


def turned_stack(T):
    inverse = np.linalg.pinv(T[0], rcond=1e-12)
    return np.sum((T.mT @ T) ** 2) + np.sum(inverse * np.arange(6.0).reshape(2, 3))


def nothing(x):
    total = np.sum(np.resize(x, 3)) + np.sum(np.r_[x, 1.0])
    return total + np.sum(x * np.nanmax(np.append(x, 1.0)))


def given_by_name(x):
    m = np.empty(shape=(3, x.size), dtype=float)
    m[:] = np.full(fill_value=x[0], shape=x.shape) * np.ones_like(a=x)
    weights = np.ones(shape=(x.size, 1)) + np.zeros(shape=x.size)
    steps = np.arange(start=1, stop=x.size + 1) * np.arange(stop=x.size)
    return np.sum(m @ np.dot(b=x, a=weights)) + np.sum(np.eye(N=x.size)[0] * steps * x)


def about_a_mean(A):
    mean = np.mean(A, axis=1, keepdims=True)
    spread = np.std(A, axis=1, ddof=1, mean=mean, keepdims=True)
    return np.sum(((A - mean) / spread) ** 3) + np.var(A, mean=A[0, 0], where=A > 0.4)


def covariance_with_weights(A, w):
    counts = np.array([1, 2, 1, 3])
    both = np.cov(A, fweights=counts, aweights=w, ddof=0)
    return np.sum(both**2) + np.cov(A[0], A[1], aweights=w)[0, 1] + np.cov(A[2], fweights=counts)


def distinct(x):
    values, place, counts = np.unique(np.append(x, x[:2]), return_inverse=True, return_counts=True)
    return np.sum(values**3 * counts) + np.sum(np.sin(values)[place] * np.arange(7.0))


def by_places(x, A):
    y = x.copy()
    np.multiply.at(y, [0, 2, 0], A[0, :3])
    np.maximum.at(y, np.array([1, 3]), 0.6)
    np.divide.at(y, x > 0.5, A[1, 0])
    return np.sum(y**2)


def by_places_of_functions(x, A):
    """A place that comes again is taken again, whatever the indices are."""
    y, B = x.copy(), A.copy()
    np.sin.at(y, [0, -1, 0])
    np.negative.at(y, y > 0.7)
    np.exp.at(B, ([0, 1, 0], [2, 3, 2]))
    np.floor.at(B, (2, slice(0, 2)))
    np.hypot.at(B, 1, x[:4])
    np.arctan2.at(y, slice(0, 3), 2.0)
    np.float_power.at(B, ([0, 0], [2, 2]), x[:2])
    return np.sum(y**2) + np.sum(B**3)


def reductions_in_order(A):
    left = np.fmod.reduce(A, axis=1) + np.remainder.reduce(A[:, ::-1], axis=1, keepdims=True)
    powers = np.float_power.accumulate(A, axis=1) * np.arctan2.accumulate(A, axis=1)
    parts = np.float_power.reduceat(A, [0, 2], axis=1) + np.subtract.reduceat(A, [0, 2], axis=1)
    rest = np.hypot.reduceat(A, [1, 0]) + np.copysign.accumulate(-A)[:2]
    whole, part = np.divmod.outer(A[0], A[1])
    return np.sum(left) + np.sum(powers) + np.sum(parts**2) + np.sum(rest**2) + np.sum(whole * part)


def truths_by_outer(x):
    any_less = np.logical_or.accumulate(np.less.outer(x, x), axis=1)
    return np.sum(x * any_less[:, -1]) + np.sum(np.where(np.logical_xor.outer(x > 1, x > 0), x, 0))


def ufuncs_into(A):
    y, B = np.zeros(4), np.ones(A.shape)
    np.add.reduce(A, axis=0, out=y)
    np.multiply.accumulate(y, out=y)
    np.multiply.outer(A[:, 0], y[:4], out=B)
    return np.sum(B**2) + np.sum(y)


def linear_where(A):
    turned = np.degrees(A, out=np.ones(A.shape), where=A > 0.6)
    np.conjugate(A * A, out=turned, where=A < 0.9)
    return np.sum(turned * A)


def padded_by_axes(A):
    edges = np.pad(A, {0: (1, 2)}, mode="edge")
    zeros = np.pad(A, {-1: 1, 0: (2, 0)})
    means = np.pad(A, {1: (2, 1)}, "mean", stat_length=2)
    return np.sum(edges**2) + np.sum(zeros**3) + np.sum(means**2) + np.sum(mirrored(A) ** 3)


BESIDE = {1: (2, 1)}


def mirrored(A):
    return np.pad(A, BESIDE, "reflect", reflect_type="odd") + np.pad(A, BESIDE, "linear_ramp")


def distinct_rows(A):
    B = np.vstack([A, A[:2]])
    rows, place, counts = np.unique(B, axis=0, return_inverse=True, return_counts=True)
    columns = np.unique(B, axis=1) ** 2
    return np.sum(rows**3 * counts[:, None]) + np.sum(columns) + np.unique(A[0], equal_nan=False)[1]


POINTS = np.array([[0.1, 0.4], [0.5, 0.2], [0.9, 0.8], [0.3, 0.3], [2.0, 0.1]])


def weights_in_cells(w):
    counts, edges = np.histogramdd(POINTS, (2, 3), weights=w)
    bounds = [np.array([0.0, 0.5, 1.0]), np.array([0.0, 0.3, 1.0])]
    shares, _ = np.histogramdd(POINTS, bounds, weights=w, density=True)
    columns = np.histogramdd((POINTS[:, 0], POINTS[:, 1]), 2, weights=w * w)[0]
    plane, xs, ys = np.histogram2d(POINTS[:, 0], POINTS[:, 1], 3, weights=w, density=True)
    return np.sum(counts**2 * edges[1][0]) + np.sum(shares**2) + np.sum(plane**2 + columns[0, 0])


def complex_holes(z):
    y = z.copy()
    y[0, 0] = np.nan
    y[1, 1] = complex(np.nan, 0.3)
    filled = np.nan_to_num(y, nan=0.2)
    return np.sum(np.abs(filled) ** 2) + np.sum(np.abs(np.median(z, axis=1)) ** 2)


def running_sums_into(x):
    sums, products = np.zeros(5), np.zeros(5)
    np.nancumsum(x, out=sums)
    np.nancumprod(x, out=products)
    return np.sum(sums**2 * products)


def put_flat(A, x):
    B = A * 1.0
    np.put_along_axis(B, np.array([0, 5, -1]), x[:3], None)
    filled = np.full_like(A, x[0], order="F") + np.full((3, 4), x[1], order="F")
    return np.sum((np.asfortranarray(B, dtype=float) + filled) ** 2)


def step_of_points(t):
    points, step = np.linspace(t, 2.0, 4, retstep=True)
    return step


def transforms_into(x):
    out, half = np.zeros(5, complex), np.zeros(3, complex)
    np.fft.fft(x, out=out)
    np.fft.rfft(x**2, out=half)
    return np.sum(np.abs(out) ** 2 * np.arange(5)) + np.sum(np.abs(half) ** 3)


LATER = np.lib.NumpyVersion(np.__version__)


def parts_of_a_turned_stack(x):
    lengths = np.hypot.reduce(x.T, axis=2) + np.logaddexp2.reduce(x.T, axis=2)
    largest = np.maximum.reduceat(x.T, [0, 2, 1], axis=2)
    least = np.minimum.reduceat(x.T, [0, 2, 1], axis=2)
    return np.sum(lengths**3) + np.sum(largest**3) + np.sum(least**3)


def segments(x, A):
    sums = np.add.reduceat(A, [0, 2], axis=1)
    products = np.multiply.reduceat(x, [0, 3, 1], axis=None)
    falling = np.subtract.accumulate(x, axis=None)
    return (
        np.sum(sums**2)
        + falling @ falling
        + np.sum(products**2)
        + np.maximum.reduceat(x, [0, 2])[1]
    )


def without_slices(x, A):
    return np.sum(np.delete(x, slice(1, 3)) ** 2) + np.sum(np.delete(A, np.s_[::2], axis=1) ** 3)


def poses_joined(R, p, n):
    poses = []
    for k in range(n):
        column = [p[0] * k, p[1], p[1]]
        poses.append(np.r_[np.c_[R, column], [[0, 0, 0, 1]]])
    return poses


def element_of_a_number_along_an_axis(c):
    found = np.take(c, [0, 0], axis=-1) + np.repeat(c * c, 2, axis=0)
    return np.sum(found) + np.sum(np.compress([True], c, axis=0) ** 2)


PROGRAMS = [
    Program(element_of_a_number_along_an_axis, (1.3,)),
    Program(poses_joined, (signed(3, 3), positive(2), 2), (0, 1)),
    Program(covariance_with_weights, (A, positive(4)), wrt=(0, 1)),
    Program(distinct, (X,)),
    *(Program(f, (X, A), wrt=(0, 1)) for f in (by_places, segments, without_slices)),
    Program(by_places_of_functions, (X, A), wrt=(0, 1)),
    *(Program(f, (A,)) for f in (reductions_in_order, ufuncs_into, linear_where)),
    Program(truths_by_outer, (X,)),
    *(Program(f, (X,)) for f in (weights_in_cells, running_sums_into)),
    Program(distinct_rows, (A,)),
    Program(complex_holes, (A + 1j * signed(3, 4),)),
    Program(put_flat, (A, X), wrt=(0, 1)),
    Program(step_of_points, (0.5,)),
    *(Program(transforms_into, (X,)) for _ in range(LATER >= "2.0.0")),
    *(Program(padded_by_axes, (A,)) for _ in range(LATER >= "2.2.0")),
    Program(given_by_name, (positive(4),)),
    Program(nothing, (np.zeros(0),)),
    Program(complex_roots, (np.array([1.0, -1.0, 3.0, -6.0, 0.5]),)),
    *(Program(of_an_order, (X, m), name=f"of_order_{m}") for m in range(3)),
    *(Program(integrated_of_an_order, (X, m), name=f"integrated_of_{m}") for m in range(4)),
    *(
        Program(
            integrated_of_another_dtype,
            (signed(4).astype(p), signed(2).astype(k)),
            wrt=(0, 1),
            name=f"integrated_of_{p}_{k}",
            error_scale=1e5,
        )
        for p, k in (("f4", "f4"), ("f4", "f8"), ("f8", "c8"), ("c8", "f4"))
    ),
    Program(divided, (X, positive(2)), wrt=(0, 1)),
    *(Program(f, (X,)) for f in (integrated, trimmed, windows_of_changed, places_beyond)),
    Program(windows, (X, A), wrt=(0, 1)),
    Program(periodic, (X, signed(3)), wrt=(0, 1)),
    *(
        Program(
            periodic_of_another_dtype,
            (signed(4).astype(x) * 3, positive(5).astype(xp) * 2, signed(5).astype(fp)),
            wrt=(0, 1, 2),
            name=f"periodic_of_{x}_{xp}_{fp}",
            error_scale=1e5,
        )
        for x, xp, fp in (("f4", "f8", "f8"), ("f8", "f4", "f4"), ("f4", "f4", "f4"))
    ),
    Program(averages_with_weights, (A, positive(3)), wrt=(0, 1)),
    Program(average_and_total, (positive(4), positive(4, start=1)), wrt=(0, 1)),
    Program(densities, (X,)),
    Program(parts_of_a_turned_stack, (np.random.default_rng(5).normal(size=(4, 3, 5)),)),
    Program(steps, (0.3, 1.9), wrt=(0, 1)),
    Program(selected_among_numbers, (positive(4),)),
    Program(
        selected_among_numbers,
        (positive(4).astype(np.float32),),
        name="selected_in_single_precision",
        error_scale=1e5,
    ),
    Program(grids, (X, signed(3)), wrt=(0, 1)),
]
if np.lib.NumpyVersion(np.__version__) >= "2.0.0":  # `.mT`; `mean=`; series not copied by a flag
    PROGRAMS += [Program(turned_stack, (positive(2, 3, 2),)), Program(series, (X,))]
    PROGRAMS += [Program(about_a_mean, (A,))]
if np.lib.NumpyVersion(np.__version__) < "2.5.0":  # later the values are always complex
    PROGRAMS += [Program(f, (M,)) for f in (eigenvectors, eigenvalues, power_by_eigenvectors)]
    PROGRAMS += [Program(roots, (np.array([1.0, -6.5, 11.0, -3.0, -1.5]),))]
