"""Loops whose passes are independent, and such that only look it: order, state and memory."""

import numpy as np

from tests.programs.case import Program, signed


def loss_over_samples(w, b, xs, ys):
    loss = 0.0
    for k in range(len(xs)):
        hidden = np.tanh(xs[k] @ w + b)
        error = hidden - ys[k]
        loss += np.sum(error * error)
    return loss / len(xs) + 0.1 * np.sum(w * w)


def samples_in_two_groups(w, xs):
    loss = 0.0
    for k in range(len(xs)):
        r = np.exp(xs[k] * w)
        if k % 2:
            s = np.sin(r)
            loss += np.sum(s * s * r)
        else:
            loss -= np.sum(r * r * r)
    return loss


def two_sums(w, xs):
    first, second = 0.0, 0.0
    for x in xs:
        a = np.sin(w * x)
        first += np.sum(a * a)
    for x in xs:
        b = np.exp(w * x)
        second += np.sum(b * b)
    return first + 2.0 * second


def sum_inside_a_function(w, xs):
    """The adjoint of the sum is known after the loop only."""
    loss = 0.0
    for x in xs:
        a = np.exp(w * x)
        loss += np.sum(a * a)
    return np.sqrt(loss)


def value_of_the_pass_before(w, xs):
    loss, last = 0.0, 1.0
    for x in xs:
        a = np.exp(w * x)
        loss += last * np.sum(a * a)
        last = a[0] * a[1]
    return loss


def value_left_by_the_last_pass(w, xs):
    loss = 0.0
    a = w
    for x in xs:
        a = np.exp(w * x)
        loss += np.sum(a * a)
    return loss + a[0]


def reads_what_a_pass_writes(w, xs):
    """A pass changes what a later one reads."""
    loss = 0.0
    seen = np.zeros(len(w))
    for x in xs:
        a = np.exp(w * x) + 0.1 * seen
        loss += np.sum(a * a)
        seen += x
    return loss


def writes_its_own_array(w, xs):
    loss = 0.0
    for x in xs:
        a = np.zeros(len(w))
        a[1:] = np.exp(w[1:] * x[1:])
        a[0] = a[1] * a[2]
        loss += np.sum(a * a * a)
    return loss


def elements_of_neighbours(w):
    """Each element is read in two passes, and its adjoint begins in one of them."""
    loss = 0.0
    for k in range(len(w) - 1):
        r = np.exp(w[k] * w[k + 1])
        loss += r * r
    return loss


def every_second_element(w):
    loss = 0.0
    for k in range(0, len(w), 2):
        r = np.exp(w[k])
        loss += r * r * r
    return loss


def last_first(w, xs):
    loss = 0.0
    for k in range(len(xs) - 1, -1, -1):
        r = np.exp(w * xs[k])
        loss += np.sum(r * r) * (k + 1)
    return loss


def ends_early(w, xs):
    loss = 0.0
    for x in xs:
        r = np.exp(w * x)
        loss += np.sum(r * r)
        if loss > 9.0:
            break
    return loss


def sums_in_a_sum(w, xs):
    loss = 0.0
    for k in range(len(xs)):
        a = np.exp(w * xs[k])
        inner = 0.0
        for j in range(len(w)):
            inner += a[j] * a[j] * w[j]
        loss += inner * a[0]
    return loss


def chosen_elements(w, xs, places):
    loss = 0.0
    for k in range(len(xs)):
        r = np.exp(w[places[k]] * xs[k])
        w_kept = np.sin(w[places[k]])
        loss += np.sum(r * w_kept)
    return loss


def changes_the_argument_afterwards(w, xs):
    loss = 0.0
    for x in xs:
        a = np.exp(w * x)
        loss += np.sum(a * a)
    w *= 2.0
    return loss + np.sum(w * w)


def each_element_by_its_sine(x):
    """What a pass records is read by the statement that adds to the adjoint first."""
    total = 0.0
    for i in range(len(x)):
        total += np.sin(x[i]) * x[i]
    return total


def elements_in_two_manners(x, y):
    total = 0.0
    for i in range(len(x)):
        if i % 2:
            total += np.exp(x[i]) * x[i]
        else:
            r = np.cos(y[i]) * x[i]
            total += np.tanh(r) * y[i] * r
    return total


def sums_and_keeps(w, xs):
    loss = 0.0
    kept = []
    for x in xs:
        a = np.exp(w * x)
        kept.append(np.sum(a))
        loss += np.sum(a * a)
    return loss + kept[0] * kept[-1]


def scales_the_sum(w, xs):
    """Not a sum: a pass changes what the passes before it gave."""
    loss = 1.0
    for x in xs:
        a = np.exp(w * x)
        loss = 0.5 * loss + np.sum(a * a)
    return loss


def energies_of_pairs(p, scale):
    energy = 0.0
    for i in range(len(p)):
        for j in range(i + 1, len(p)):
            d = p[i] - p[j]
            near = np.exp(-np.dot(d, d) / scale)
            energy += near * near - 0.5 * near
    return energy


def pairs_that_are_near(p, charge):
    energy = 0.0
    for i in range(len(p)):
        for j in range(len(p)):
            d = p[i] - p[j]
            r = np.dot(d, d)
            if i != j and r > 0.5:
                energy += charge[i] * charge[j] / np.sqrt(r)
    return energy


def three_loops(w, xs):
    total = 0.0
    for i in range(len(xs)):
        for j in range(len(w)):
            for k in range(j + 1):
                s = np.sin(xs[i] * w[j])
                total += w[k] * np.sum(s * s)
    return total


def neighbours_by_rows(x, starts, columns):
    """The rows of a sparse matrix, whose limits are read from an array."""
    total = 0.0
    for i in range(len(starts) - 1):
        for k in range(starts[i], starts[i + 1]):
            e = np.exp(x[i] * x[columns[k]])
            total += e * e
    return total


def pairs_whose_second_moves(p, scale):
    """Each pass changes what the next ones read."""
    energy = 0.0
    q = p.copy()
    for i in range(len(q)):
        for j in range(i + 1, len(q)):
            d = q[i] - q[j]
            energy += np.exp(-np.dot(d, d) / scale)
            q[j] = q[j] + 0.1 * d
    return energy


def pairs_of_the_pass_before(p, scale):
    energy, last = 0.0, 1.0
    for i in range(len(p)):
        for j in range(i + 1, len(p)):
            d = p[i] - p[j]
            energy += last * np.exp(-np.dot(d, d) / scale)
            last = d[0] * d[1]
    return energy


W, XS = signed(4), signed(3, 4)
PROGRAMS = [
    Program(loss_over_samples, (signed(4, 2), signed(2), XS, signed(3, 2)), wrt=(0, 1)),
    Program(samples_in_two_groups, (W, XS), wrt=(0, 1)),
    Program(two_sums, (W, XS), wrt=(0, 1)),
    Program(sum_inside_a_function, (W, XS), wrt=(0, 1)),
    Program(value_of_the_pass_before, (W, XS), wrt=(0, 1)),
    Program(value_left_by_the_last_pass, (W, XS), wrt=(0, 1)),
    Program(reads_what_a_pass_writes, (W, XS), wrt=(0, 1)),
    Program(writes_its_own_array, (W, XS), wrt=(0, 1)),
    Program(elements_of_neighbours, (W,)),
    Program(every_second_element, (W,)),
    Program(last_first, (W, XS), wrt=(0, 1)),
    Program(ends_early, (W, XS), wrt=(0, 1)),
    Program(sums_in_a_sum, (W, XS), wrt=(0, 1)),
    Program(chosen_elements, (W, signed(3), np.array([1, 3, 1])), wrt=(0, 1)),
    Program(changes_the_argument_afterwards, (W, XS), wrt=(0, 1)),
    Program(each_element_by_its_sine, (W,)),
    Program(elements_in_two_manners, (W, signed(4)), wrt=(0, 1)),
    Program(sums_and_keeps, (W, XS), wrt=(0, 1)),
    Program(scales_the_sum, (W, XS), wrt=(0, 1)),
    Program(energies_of_pairs, (XS, 1.5), wrt=(0, 1)),
    Program(pairs_that_are_near, (XS, signed(3)), wrt=(0, 1)),
    Program(three_loops, (W, XS), wrt=(0, 1)),
    Program(neighbours_by_rows, (W, np.array([0, 2, 2, 3, 5]), np.array([1, 3, 0, 0, 2]))),
    Program(pairs_whose_second_moves, (XS, 1.5), wrt=(0, 1)),
    Program(pairs_of_the_pass_before, (XS, 1.5), wrt=(0, 1)),
]
