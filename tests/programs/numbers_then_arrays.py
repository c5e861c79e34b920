"""Accumulators that are numbers at first and arrays from the first `+=` on, wherever they stand."""

import numpy as np

from tests.programs.case import Program, signed


class Mean:
    """A running mean, of numbers or arrays."""

    def __init__(self):
        self.total = 0.0
        self.count = 0

    def add(self, value):
        """One more."""
        self.total += value
        self.count += 1

    def value(self):
        """So far."""
        return self.total / self.count


def by_turns_in_a_list(x):
    sums = [0.0] * 3
    for i in range(len(x)):
        sums[i % 3] += x * x[i]
    return np.sum(sums[0] * sums[1] * sums[2])


def in_lists_of_a_list(x):
    sums = [[0.0, 0.0] for _ in range(2)]
    for i in range(len(x)):
        sums[i // 2 % 2][i % 2] -= x * x[i]
    return np.sum(sums[0][0] * sums[1][1] + sums[0][1] * sums[1][0])


def scaled_and_added(x):
    moments = [0.0] * 3
    for _ in range(3):
        for k in range(3):
            moments[k] *= 0.9
            moments[k] += 0.1 * x ** (k + 1)
    return sum(np.sum(m**2) for m in moments)


def put_back_by_hand(x):
    sums = []
    for i in range(3):
        sums.append(0.0 if i < 2 else x * 1.0)
    for i in range(len(x)):
        k = i % 3
        part = sums[k]
        part += x * x[i]
        sums[k] = part
    return np.sum(sums[0] * sums[1] * sums[2])


def in_a_dict(x):
    sums = {"a": 0.0, "b": 0.0}
    for i in range(len(x)):
        for key in sums:
            sums[key] += x * x[i] * (2 if key == "a" else 3)
    return np.sum(sums["a"] * sums["b"])


def in_an_object(x):
    means = [Mean() for _ in range(2)]
    for i in range(len(x)):
        means[i % 2].add(x * x[i])
    return np.sum(means[0].value() * means[1].value())


def in_a_helper(x):
    def added(total, value):
        total += value
        return total

    total = 0.0
    for i in range(3):
        total = added(total, x * x[i])
    return np.sum(total**2)


def from_a_scaled_number(x):
    held = 0.0
    for i in range(3):
        total = np.sin(held)
        total += x * x[i]
        held = total
    return np.sum(held**2)


def held_elsewhere(x):
    sums = [0.0, 0.0]
    for i in range(len(x)):
        sums[i % 2] += x * x[i]
        if i == 1:
            kept = sums[0]
    return np.sum(sums[0] * sums[1]) + np.sum(kept)


def one_object_in_a_history(x):
    history = []
    total = 0.0
    for i in range(len(x)):
        total += x * x[i]
        history.append(total)
    return sum(np.sum(part**2) for part in history)


def one_array_put_twice(x):
    sums = [0.0, 0.0, 1.0]
    both = x * 2
    for i in range(2):
        sums[i] = both
    for i in range(len(x)):
        sums[i % 3] += x
    return np.sum(sums[0] * sums[1])


def two_lists_of_the_same(x):
    sums = [0.0, 0.0]
    for i in range(len(x)):
        sums[i % 2] += x * x[i]
    twice = sums + sums
    for i in range(len(x)):
        twice[i % 4] += x
    return np.sum(twice[0] * twice[2])


def one_array_added_twice(x):
    sums = [0.0, 1.0]
    both = x * 2
    sums += [both, both]
    for i in range(len(x) + 2):
        sums[i % 4] += x
    return np.sum(sums[2] * sums[3] + sums[0])


def read_by_an_inner_function(x):
    sums = [0.0, 1.0]
    for i in range(2):
        sums[i] += x

    def first():
        return np.sum(sums[0] ** 2)

    sums[0] += x
    return first() + np.sum(sums[1])


def of_the_other_sign(A, count):
    """The sum is a number where there is no column."""
    s = 0.0
    for j in range(count):
        s = s + A[:, j] ** 2
    far = -np.tanh(np.sqrt(s + 1.0) * A[:, 0])
    return np.sum(far * -s) + np.sum(np.absolute(-far / (s + 2.0)))


def named_before_it_grows(A, count):
    """A root of the sum is a number where the sum is one: `+=` makes another then."""
    s = 0.0
    for j in range(count):
        s = s + A[:, j] ** 2
    root = np.sqrt(s + 1.0)
    before = root
    root += A[:, 0]
    return np.sum(before * root)


def rooted_and_scaled(A, count):
    s = 0.0
    for j in range(count):
        s = s + A[:, j] ** 2
    root = np.sqrt(s + 1.0)
    root += A[:, 0]
    root *= 2.0
    return np.sum(root * A[:, 1]) - np.sum(root) ** 2


def kept_beside_the_sum(x):
    """Written out, the sum is an array from its first addition on, under both names."""
    s = 0.0
    other = s
    for k in range(3):
        s += x * k
        if k == 1:
            other = s
    return np.sum(other * s)


def orthonormal_directions(A):
    basis = []
    for v in A.T:
        w = v - sum(np.dot(v, b) * b for b in basis)
        if (np.abs(w) > 1e-10).any():
            basis.append(w / np.linalg.norm(w))
    return np.sum(np.array(basis) ** 3)


def added_up_before_it_is_kept(A):
    rows = []
    for row in A:
        total = 0
        for kept in rows:
            total = total + np.sin(kept)
        rows.append(row - np.tanh(total))
    return np.sum(np.stack(rows) ** 2)


def of_rows_or_of_a_matrix(A, whole):
    shift = 0.0
    if A[0, 0] > 0.0:
        shift = A if whole else A[0]
    return np.linalg.norm(A - 2.0 * shift, axis=1)


X = signed(5)
PROGRAMS = [
    Program(kept_beside_the_sum, (X,)),
    Program(orthonormal_directions, (signed(4, 3),)),
    Program(added_up_before_it_is_kept, (signed(3, 2),)),
    Program(of_rows_or_of_a_matrix, (signed(3, 2), True)),
    Program(of_rows_or_of_a_matrix, (np.abs(signed(3, 2)), False)),
    Program(by_turns_in_a_list, (X,)),
    Program(named_before_it_grows, (signed(3, 2), 0)),
    Program(rooted_and_scaled, (signed(3, 2), 2)),
    Program(rooted_and_scaled, (signed(3, 2), 0)),
    Program(of_the_other_sign, (signed(3, 2), 2)),
    Program(of_the_other_sign, (signed(3, 2), 0)),
    Program(in_lists_of_a_list, (X,)),
    Program(scaled_and_added, (X,)),
    Program(put_back_by_hand, (X,)),
    Program(in_a_dict, (X,)),
    Program(in_an_object, (X,)),
    Program(in_a_helper, (X,)),
    Program(from_a_scaled_number, (X,)),
    Program(held_elsewhere, (X,)),
    Program(one_object_in_a_history, (X,)),
    Program(one_array_put_twice, (X,)),
    Program(two_lists_of_the_same, (X,)),
    Program(one_array_added_twice, (X,)),
    Program(read_by_an_inner_function, (X,)),
]
REFUSED = {  # another name or place may hold the array that changes
    "named_before_it_grows",
    "held_elsewhere",
    "one_object_in_a_history",
    "one_array_put_twice",
    "two_lists_of_the_same",
    "one_array_added_twice",
}
