"""Idioms by which libraries take whatever their users pass, and choose by what it is."""

import bisect
import builtins
import colorsys
import sys

import numpy as np

from tests.programs.case import Program, positive, signed

LIMITS = np.finfo(np.float32)
TIMES = {"end": 0, "begin": 1, 0: 0, 1: 1}


def time_of(when):
    try:
        return TIMES[when]
    except (KeyError, TypeError):
        return [TIMES[one] for one in when]


def annuity(rate, count, payment, when="end"):
    when = time_of(when)
    rate, count, payment, when = map(np.asarray, [rate, count, payment, when])
    growth = (1 + rate) ** count
    factor = np.where(rate == 0, count, (1 + rate * when) * (growth - 1) / rate)
    return -payment * factor


def number_or_sequence(x, w):
    try:
        count = len(w)
    except TypeError:
        w = [w, w]
        count = 2
    return sum(w[i] * x[i] for i in range(count))


def iterable_or_not(x, w):
    try:
        iter(w)
    except TypeError as error:
        w = np.array([w])
    return np.sum(w**2) * x


def small_ones_dropped(east, north):
    try:
        east[abs(east) < 0.1] = 0.0
        north[abs(north) < 0.1] = 0.0
    except TypeError:
        if abs(east) < 0.1:
            east = 0.0
        if abs(north) < 0.1:
            north = 0.0
    return np.hypot(east, north)


def filled_unless_names_are_missing(x):
    try:
        angles = np.empty_like(x)
        small = np.isclose(x, 0)
        angles[~small] = np.arctan(x[~small])
        angles[~small] += np.sin(angles[~small])
        angles[small] = 0
    except NameError:
        angles = 0.0
    return angles * x


def number_in_number_out(angle):
    height = np.arcsinh(np.tan(angle))
    pole = abs(np.cos(angle)) < 1e-9
    try:
        height[pole] = np.sign(angle[pole]) * np.inf
    except TypeError:
        if pole:
            height = np.sign(angle) * np.inf
    try:
        return (height * angle).squeeze()[()]
    except AttributeError:
        return height * angle


def looked_up_or_not(x, key):
    table = {"a": 2.0, "b": 3.0}
    try:
        factor = table[key] * x
    except KeyError:
        factor = x**2
    return factor * x


def of_unknown_rank(x):
    v = x[4:].squeeze()
    return np.sum(v * v) + x[:1] * v


def first_three(A):
    values, vectors = np.linalg.eigh(A[:3, :3] + A[:3, :3].T)
    axis = np.real(vectors[:, 0]).squeeze()
    return axis * axis / np.sqrt(np.dot(axis, axis)) + values


def unpacked_flat(A):
    a, b, c, d = A.flat
    return a * d - b * c


def unpacked_flat_of_written(A):
    A = A * 2.0
    A[0, 0] *= A[1, 1]
    a, b, c, d = A.flat
    A[1, 1] = a * b
    return a * d - b * c + np.sum(A)


def stored_list(x, row):
    M = np.identity(4)
    M[:3, 3] = row[:3]
    M[0, :] = row
    M[[1, 2], 0] = [x[0], x[1] * row[1]]
    return M @ x


def array_itself(A):
    M = np.array(A, dtype=np.float64, copy=False)[:2, :2]
    M[0, 0] = M[1, 1] ** 2
    return M * A[0, 1]


def any_array(x, y):
    x, y = list(map(np.asanyarray, (x, y)))
    return np.sin(x) * y


def full_factors(A):
    u, s, vt = np.linalg.svd(A)
    return (u[:, :2] * s[:2]) @ vt[:2] + np.outer(u[:, -1], vt[-1])


def full_factors_leading(A):
    u, s, vt = np.linalg.svd(A)
    return u[:, :2] ** 2 @ np.diag(s) @ vt


def error_state(x):
    state = np.seterr(invalid="ignore")
    y = np.nan_to_num(x * x / (x + 1.0))
    np.seterr(**state)
    return y


def optional_inputs(P=None, Psat=None, phi_l=None, phi_g=None, gamma=None):
    try:
        if gamma is not None:
            if phi_l is not None:
                return gamma * Psat * phi_l / (phi_g * P)
            return gamma * Psat / P
        elif phi_l is not None:
            return phi_l / phi_g
        return Psat / P
    except:  # noqa: E722 - as users write it
        raise TypeError("another set of inputs") from None


def limits(x):
    tiny = np.finfo(x.dtype).tiny + np.finfo(0.0).tiny + np.finfo(x[0]).tiny
    scaled = np.log(x + np.finfo(float).eps) / max(np.sum(x), tiny)
    return np.where(scaled == 0, np.finfo(np.float64).eps, scaled) * np.iinfo(np.int8).max


def extended_by_generator(x, count):
    values = [x[0]]
    values.extend(np.sin(x[k]) * v for k in range(count) for v in x[k:] if v > 0)
    return sum(v * v for v in values)


def sliced_list(weights, count):
    first, rest = weights[: count - 1], weights[count - 1 :]
    scale = sum((w - 0.5) ** 2 for w in rest)
    values = [np.cos(w) * scale for w in first]
    for w in weights[:count]:
        values.append(w * w)
    return values


class Figure:
    """A body, of which the measures of some are known."""

    known = {"earth": {"a": 2.0, "b": 1.5}, "moon": {"a": 1.0, "b": 0.9}}
    powers = (1, 2, 3)

    def __init__(self, a, b):
        self.a, self.b = a, b

    @classmethod
    def named(cls, name):
        return cls(cls.known[name]["a"], cls.known[name]["b"])


def table_of_a_class(x, name):
    figure = Figure.named(name)
    ratio = Figure.known[name]["b"] / figure.a
    return x * ratio + sum(x**p for p in Figure.powers) * figure.b


def row_of_a_list(x, corners):
    a, b, c = np.r_[corners]
    return (x - a) / (b - a) + np.sum(np.r_[corners, x]) * c


def smooth_step(x, a, b):
    i = np.clip((x - a) / (b - a), 0, 1)
    return i**2 * (3.0 - 2.0 * i)


def guarded_quotient(a, b):
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.nan_to_num(a / b, nan=0, posinf=0, neginf=0)


def unit_or_itself(v):
    length = np.linalg.norm(v)
    if length == 0.0:
        return v
    return v / length


def rows_made_unit(Q):
    rows = np.asarray(Q, dtype=np.float64)
    for i in range(len(Q)):
        rows[i] = unit_or_itself(rows[i])
    return rows


def axis_with_angle(a):
    a = np.asarray(a)
    length = np.linalg.norm(a[:3])
    if length == 0.0:
        return np.array([1.0, 0.0, 0.0, 0.0])
    found = np.empty(4)
    found[:3] = a[:3] / length
    found[3] = a[3]
    if a[3] < 0.0:
        found *= -1.0
    return found


def axis_taken_twice(a):
    a = axis_with_angle(axis_with_angle(np.hstack((a[:3], (a[3] * a[0],)))))
    return a[:3] * a[3]


def chained_rotations(Q, start):
    held = np.empty((len(Q), 4))
    held[0] = start
    for t in range(1, len(Q)):
        before = np.atleast_1d(np.asarray(held[t - 1], dtype=float))
        held[t] = unit_or_itself(before) * Q[t]
    return held


def of_common_type(V, w):
    lengths = np.linalg.norm(V, axis=-1)
    out = np.empty_like(V, dtype=np.result_type(V.dtype, lengths.dtype))
    np.divide(V, lengths[..., np.newaxis], out=out)
    total = np.zeros(V.shape[-1], np.common_type(V, w))
    total += np.sum(out, axis=0) * w
    return total.astype(np.promote_types(np.promote_types(w.dtype, "f4"), np.float32))


class Segments:
    __count = 2.0

    def __init__(self, x, y):
        self.x = x
        self.__slopes = self.__between(x, y)
        self.__uses = 0

    def __between(self, x, y):
        return np.diff(y) / np.diff(x)

    def at(self, place, *, __shift=0.5):
        self.__uses += 1
        __inside = place + __shift * self.__count
        return self.__slopes[self.__index(__inside)] * __inside

    def __index(self, place):
        return min(bisect.bisect(self.x, place), len(self.__slopes)) - 1


def private_names(x, y, place):
    made = Segments(x, y)
    return made.at(place) * made.at(0.5 * place)


def private_attributes(segments, place):
    return segments.at(place) ** 2


def checked_products(x, y):
    if np.any(np.diff(x) < 0):
        raise ValueError("not in order")
    made = []
    for i in range(len(x) - 1):
        made.append((y[i + 1] - y[i]) * x[i])
    return made


def products_of_checked(x, y, t):
    made = checked_products(x, y)
    if t < 0.1:
        return None
    return made[1] * t


def checked_in_a_loop(x, n):
    s = 0.0
    for i in range(n):
        if x[i] > 0.0:
            terms = [x[i]]
            terms.append(s)
        elif x[i] > -1.0:
            raise ValueError("small")
        else:
            raise ValueError("smaller")
        s = terms[0] * terms[0] + terms[1] * s
    return s


def checked_once_known(x, k):
    y = None
    if k > 0:
        y = x * k
    if y is None:
        raise ValueError("none")
    y[0] *= y[1]
    return y


def factor_by_another_package(x, colour):
    h, s, v = colorsys.rgb_to_hsv(*colour)
    return np.sum(x * h + s * v)


def place_by_another_package(x, colours):
    sums = np.zeros(3)
    for k in range(len(x)):
        h, s, v = colorsys.rgb_to_hls(colours[k, 0], colours[k, 1], colours[k, 2])
        sums[int(2 * h + s)] += x[k] ** 2
    return np.sum(sums**2)


def limits_of_floats(x):
    noise = LIMITS.eps + sys.float_info.epsilon
    return np.log(sys.float_info.min + x[0] ** 2) + np.sum(np.maximum(x, noise)) * LIMITS.tiny


class Filter:
    """Takes its noise as a number or as a matrix, or keeps what it has."""

    def __init__(self, size):
        self.size = size
        self.state = np.ones(size)
        self.spread = np.eye(size)
        self.noise = np.eye(size)
        self.likelihood = sys.float_info.min

    def predict(self, noise=None):
        if noise is None:
            noise = self.noise
        elif np.isscalar(noise):
            noise = np.eye(self.size) * noise
        self.spread = np.dot(self.spread, self.spread.T) * 0.5 + noise

    def update(self, z):
        if np.shape(z) != (self.size,):
            raise ValueError("z (shape {}) must be of {}".format(z.shape, self.size))
        gain = np.dot(self.spread, np.linalg.inv(self.spread + self.noise))
        self.state = self.state + np.dot(gain, z - self.state)


def filtered_with_a_number(noise, zs):
    held = Filter(2)
    for z in zs:
        held.predict(noise=noise)
        held.update(z)
    return np.sum(held.state**2) + held.spread[0, 0] + held.likelihood


def operands_spread(points, edges):
    s = 0.0
    for i, j in edges:
        d = points[j] - points[i]
        s = s + np.hypot(*d) * np.arctan2(*d) + np.sum(np.outer(*points[:2]))
    return s


def deviation(x, axis=None, middle=None):
    middle = np.median if middle is None else middle
    around = middle(x, axis=axis, keepdims=True)
    return middle(np.abs(x - around), axis=axis, overwrite_input=True)


def deviations(x):
    own = np.percentile(x * x[0], 30.0, overwrite_input=True)
    return np.sum(deviation(x, axis=1) ** 2) + deviation(x) * own


def as_many_bits(x, n):
    return np.sum(x[: n.bit_length()] ** 2)


def ranges_of_the_builtins(x):
    total = sum(a * b for a, b in builtins.zip(x, x[1:]))
    for i in builtins.range(len(x)):
        total += x[i] ** 2
    return total


PROGRAMS = [
    Program(deviations, (np.array([[0.3, 0.9, 0.7], [1.35, 0.4, 1.8]]),)),
    Program(as_many_bits, (positive(4), 5)),
    Program(ranges_of_the_builtins, (positive(3),)),
    Program(factor_by_another_package, (signed(3), (0.1, 0.2, 0.5))),
    Program(place_by_another_package, (signed(4), positive(4, 3))),
    Program(annuity, (0.05, 10, 2.5), (0, 2)),
    Program(annuity, (0.05, 10, 2.5, "begin"), (0, 2)),
    Program(annuity, (positive(3), 10, 2.5, [0, 1, 1]), (0, 2)),
    Program(number_or_sequence, (signed(3), 1.5), (0, 1)),
    Program(number_or_sequence, (signed(3), signed(3, start=1)), (0, 1)),
    Program(number_or_sequence, (signed(3), [1.5, 0.5]), (0, 1)),
    Program(iterable_or_not, (1.5, 0.5), (0, 1)),
    Program(iterable_or_not, (1.5, signed(2)), (0, 1)),
    Program(looked_up_or_not, (1.5, "a")),
    Program(of_unknown_rank, (positive(5),)),
    Program(of_unknown_rank, (positive(7),)),
    Program(first_three, (signed(3, 3),)),
    Program(first_three, (signed(4, 4),)),
    Program(unpacked_flat, (signed(2, 2),)),
    Program(unpacked_flat_of_written, (signed(2, 2),)),
    Program(stored_list, (signed(4), [1.0, 2.0, 3.0, 4.0]), (0, 1)),
    Program(stored_list, (signed(4), (1.0, 2.0, 3.0, 4.0)), (0, 1)),
    Program(array_itself, (signed(3, 3),)),
    Program(any_array, (0.5, signed(2)), (0, 1)),
    Program(any_array, ([0.5, 1.5], signed(2)), (0, 1)),
    Program(full_factors, (signed(3, 3),)),
    Program(full_factors, (signed(4, 3),)),
    Program(full_factors_leading, (signed(5, 2),)),
    Program(error_state, (positive(3),)),
    Program(small_ones_dropped, (0.4, np.float64(0.02)), (0, 1)),
    Program(small_ones_dropped, (np.array([0.4, 1.3]), np.array([0.02, 0.7])), (0, 1)),
    Program(filled_unless_names_are_missing, (np.array([0.4, 1.2]),)),
    Program(number_in_number_out, (0.4,)),
    Program(number_in_number_out, (np.float64(0.4),)),
    Program(number_in_number_out, (np.array([0.4, 1.2]),)),
    Program(optional_inputs, (2.0, 3.0), (0, 1)),
    Program(optional_inputs, (2.0, 3.0, 0.9, 0.8, 1.1), (0, 1, 2, 3, 4)),
    Program(limits, (positive(3),)),
    Program(extended_by_generator, (signed(3), 2)),
    Program(sliced_list, ([0.3, 0.7, 0.45], 2)),
    Program(sliced_list, ([0.3, 0.7, 0.45], 3)),
    Program(table_of_a_class, (1.5, "moon")),
    Program(row_of_a_list, (signed(2), [1.0, 2.0, 3.0]), (0, 1)),
    Program(smooth_step, (np.array([-2.5, -1.0, 0.5, 2.5]), np.asarray(-2.0), np.asarray(2.0))),
    Program(smooth_step, (np.array([-2.5, -1.0, 0.5, 2.5]), np.asarray(-2.0), np.asarray(2.0)), 1),
    Program(guarded_quotient, (positive(3), np.array([2.0, 0.0, 0.5]))),
    Program(private_names, (np.array([0.1, 0.5, 0.9, 1.6]), positive(4), 0.3), (0, 1, 2)),
    Program(private_names, ([0.1, 0.5, 0.9, 1.6], positive(4), 0.3), (1, 2)),
    Program(private_attributes, (Segments(positive(3) * np.arange(1, 4), signed(3)), 0.2), (0, 1)),
    Program(products_of_checked, (np.arange(4.0), signed(4), 1.3), (0, 1, 2)),
    Program(checked_in_a_loop, (positive(3), 3)),
    Program(checked_once_known, (positive(3), 2.0), (0, 1)),
    Program(rows_made_unit, (signed(3, 4),)),
    Program(rows_made_unit, (np.array([[0.3, 0.4], [-1.0, 2.0]], dtype=np.float32),)),
    Program(axis_taken_twice, (positive(4),)),
    Program(axis_taken_twice, (np.array([-0.4, 0.3, 0.9, 0.7]),)),
    Program(chained_rotations, (signed(3, 4), positive(4)), (0, 1)),
    Program(of_common_type, (signed(3, 2), positive(2)), (0, 1)),
    Program(limits_of_floats, (positive(3),)),
    Program(filtered_with_a_number, (0.3, signed(2, 2)), (0, 1)),
    Program(filtered_with_a_number, (np.eye(2) * 0.3, signed(2, 2)), (0, 1)),
    Program(operands_spread, (signed(3, 2), [(0, 1), (2, 1)])),
]
