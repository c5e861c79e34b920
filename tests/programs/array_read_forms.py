"""Elements of arrays read by other means than subscripts: `item`, `tolist`, `flat`, `ndindex`."""

import numpy as np

from tests.programs.case import Program, positive, signed


def item_by_place(x, i):
    return x.item(i) * x.item(-1)


def item_of_row(A):
    return A.item(5) * A.item((0)) * A[1].item(2) * A.item(2, 1)


def item_of_written(x):
    y = x * x
    a = y.item(1)
    y[1] = 3.0 * a
    return a * y.item(1)


def listed(x):
    s = 0.0
    for value in x.tolist():
        s += value * value
    return s * np.array(x.tolist())[1]


WEIGHTS = np.array([[0.5, 2.0, 1.0], [1.5, 0.3, 0.7]])


def listed_rows(A):
    """Lists of lists: of what is differentiated, and of constants."""
    rows = (A * A).tolist()
    rows[1][0] = rows[0][2] * 2.0
    total = 0.0
    for weights, row in zip(WEIGHTS.tolist(), rows):
        total += sum([w * v for w, v in zip(weights, row)])
    return total * rows[1][0]


def listed_before_it_grows(x, n):
    values = (np.arange(3.0) * n).tolist()
    values.append(x)
    return sum(values) * values[-1]


def weighted_list(x, w):
    """Second derivatives list the weights, which stay as they are."""
    values = []
    for number in x:
        values.append(np.cos(number))
    return np.dot(np.array(values), w) + np.sum(w * np.array(values))


def listed_number(x):
    return np.sum(x).tolist() * x[0].tolist()


def flat_elements(A):
    return A.flat[2] * A.flat[-1] + np.sum(A.T.flat[::2] ** 2)


def flat_loop(A):
    s = 0.0
    for value in A.flat:
        s += np.sin(value)
    return s


def flat_slice_returned(A):
    return A.flat[1:5]


def flat_counted(A):
    s = 0.0
    for k, value in enumerate(A.flat):
        s += k * value**2
    return s / len(A.flat)


def indices_of_lengths(A, n):
    s = 0.0
    for i, j in np.ndindex(n, 2):
        s += A[i, j] ** 2 * (i + 2 * j)
    return s


def indices_of_shape(A):
    s = 0.0
    for index in np.ndindex(A.shape):
        s += A[index] ** 2 * index[0]
    return s


def indices_of_spread_shape(A):
    s = 0.0
    for i, j in np.ndindex(*A.shape):
        if i == j:
            continue
        if i + j > 4:
            break
        s += A[i, j] * A[0, j]
    return s


def indices_of_three_axes(C):
    D = np.zeros_like(C)
    for i, j, k in np.ndindex(C.shape):
        D[i, j, k] = C[i, j, k] ** 2 * C[i, 0, k] / (1 + i + j + k)
    return np.sum(D)


def indices_of_one_axis(x):
    s = 0.0
    for (i,) in np.ndindex(len(x)):
        s += x[i] * i
    return s


def indices_nested(A, n):
    s = 0.0
    for i, j in np.ndindex(n, 2):
        for (k,) in np.ndindex(3):
            s += A[i, j] * A[k, j]
    return s


class Held:
    def __init__(self, array):
        self.array = array


def indices_of_a_shape_known_late(x, A):
    """The array's name is bound again in the loop, to what an object holds."""
    held, count = Held(A), 0
    for value in x:
        for _ in x:
            for index in np.ndindex(A.shape):
                count += index[0] + 2 * index[1]
        else:
            A = held.array

            def corner(unused):
                return held.array[value, -1]

    return A * A * count


def indices_of_a_part(A):
    s = 0.0
    for i, j in np.ndindex(*A.shape[:1], 2):
        s += A[i, j] ** 2 * (i + 2 * j)
    for i, j in np.ndindex(np.int64(2), A.shape[0]):
        s += A[j, i] ** 3
    return s


def enumerated(A):
    B = np.zeros_like(A)
    for (i, j), value in np.ndenumerate(A):
        B[i, j] = value * value * A[0, j]
    return np.sum(B * A)


def enumerated_while_written(x):
    for index, value in np.ndenumerate(x):
        x[index] = value * x[0]
    return np.sum(x * x)


def enumerated_until(x):
    s = 0.0
    for (i,), value in np.ndenumerate(x):
        if i > 2:
            break
        s += value * value * i
    return s


def enumerated_in_helper(A, B):
    return _inner(A, B) * _inner(B, B)


def _inner(A, B):
    s = 0.0
    for index, value in np.ndenumerate(A):
        s += value * B[index]
    return s


def flat_beside_a_store(img, n):
    centers, h = np.linspace(0, 1, n), np.zeros(n)
    for v in img.flat:
        h += np.exp(-((v - centers) ** 2))
    return np.sum(h**2) + sum(img.flat) * max(img.flat) + np.sum(np.sin(img.flat))


def flat_written(x):
    K = np.eye(3)
    K.flat[::4] += x
    K.flat[1] = K.flat[0] * x[1]
    for v in K.flat:
        K[0, 0] += v * 0.1
    return np.sum(K @ K)


def flat_of_any_layout(A, v, i):
    C = A.T @ A
    C.flat[:: len(C) + 1] += 0.5 * np.trace(C)
    A.flat[i] = v[0] ** 2
    A.flat[i - 3] -= v[1] ** 2
    A.T.flat[i] *= A.flat[i - 1]
    for k in range(2):
        A.flat[k + 3] = A.flat[k] * v[k]
    A.flat[(C > C[0, 1]).ravel()[: A.size - 1].nonzero()] = v
    return np.linalg.inv(C) @ A.T


def flat_over_a_mask(x, y):
    parts, chosen = np.full_like(x, 2.0), (y > 0.3).ravel()
    parts.flat[chosen] = x.flat[chosen] / y.flat[chosen]
    x.flat[0] -= y.flat[1] * parts.flat[1]
    return np.sum(parts**2) * x


def stacked_along_a_new_axis(a):
    return np.concatenate([x[..., np.newaxis] for x in a], axis=-1)


def axes_of_numbers(x):
    largest = np.max(x)
    whole = np.sin(largest)[...] * x[0][None, None]
    return stacked_along_a_new_axis([largest * x[1], x[2], np.sum(x)]) * whole[0, 0] * x[1][()]


PROGRAMS = [
    Program(axes_of_numbers, (positive(3),)),
    Program(stacked_along_a_new_axis, (positive(3),)),
    Program(stacked_along_a_new_axis, (positive(2, 3),), name="stacked_rows_along_a_new_axis"),
    Program(item_by_place, (positive(4), 2)),
    Program(item_of_row, (positive(3, 4),)),
    Program(item_of_written, (positive(3),)),
    Program(listed, (signed(4),)),
    Program(listed_number, (positive(3),)),
    Program(listed_rows, (positive(2, 3),)),
    Program(listed_before_it_grows, (1.3, 2)),
    Program(weighted_list, (positive(3), positive(3))),
    Program(flat_elements, (positive(3, 4),)),
    Program(flat_loop, (signed(2, 3),)),
    Program(flat_slice_returned, (positive(3, 4),)),
    Program(flat_beside_a_store, (positive(2, 3), 4)),
    Program(flat_written, (positive(3),)),
    Program(flat_of_any_layout, (positive(2, 3), positive(2), 2), wrt=(0, 1)),
    Program(flat_of_any_layout, (positive(3, 2).T, positive(2), 1), name="flat_of_transposed"),
    Program(flat_over_a_mask, (positive(3), signed(3)), wrt=(0, 1)),
    Program(flat_counted, (positive(2, 3),)),
    Program(indices_of_lengths, (positive(3, 4), 3)),
    Program(indices_of_lengths, (positive(3, 4), 0), name="indices_of_no_length"),
    Program(indices_of_shape, (signed(2, 3),)),
    Program(indices_of_spread_shape, (signed(3, 4),)),
    Program(indices_of_three_axes, (positive(2, 2, 3),)),
    Program(indices_of_one_axis, (positive(4),)),
    Program(indices_of_a_shape_known_late, (signed(2), signed(3, 2))),
    Program(indices_of_a_part, (signed(3, 2),)),
    Program(indices_nested, (positive(3, 2), 2)),
    Program(enumerated, (positive(2, 3),)),
    Program(enumerated_while_written, (positive(4),)),
    Program(enumerated_until, (signed(5),)),
    Program(enumerated_in_helper, (positive(2, 3), signed(2, 3)), wrt=(0, 1)),
]
