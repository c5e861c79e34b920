"""Is what a statement reads still there at the end? On the programs that need a proof."""

import numpy as np
import pytest

from srcgrad.analysis.arrays.memory import Memory
from srcgrad.analysis.arrays.regions import Regions
from srcgrad.analysis.order import Order
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.text import render
from srcgrad.ir.walk import expressions, nodes, statements
from tests.stages import after


class Questions:
    """The reads of arrays in a program, and whether each is final."""

    def __init__(self, function, *args, **options):
        one = after("analyse", function, *args, **options)
        order = Order(one.core.body)
        self.memory = Memory(one.core, one.facts, order)
        self.regions = Regions(one.facts, order, self.memory)
        self.core, self.order = one.core, order

    def final(self):
        """The text of each subscript that is read, and whether all its reads are final."""
        answers = {}
        for node in statements(self.core.body):
            for tree in expressions(node):
                for part in nodes(tree):
                    match part:
                        case e.Item(e.Var(name), index):
                            text = render(part)
                            answers.setdefault(text, True)
                            answers[text] &= self.regions.final(name, index, node)
        return answers


def lu(A):
    for i in range(len(A)):
        for j in range(i):
            A[i, j] -= A[i, :j] @ A[:j, j]
            A[i, j] /= A[j, j]
        for j in range(i, len(A)):
            A[i, j] -= A[i, :i] @ A[:i, j]
    return np.sum(A * A)


def test_lu_reads_only_what_is_final():
    """Doolittle's factors in place: nothing has to be recorded."""
    answers = Questions(lu, np.eye(3)).final()
    assert 5 == len(answers)
    assert {True} == set(answers.values())


def lu_in_another_order(A):
    for k in range(len(A)):
        for i in range(k + 1, len(A)):
            A[i, k] = A[i, k] / A[k, k]
            for j in range(k + 1, len(A)):
                A[i, j] = A[i, j] - A[i, k] * A[k, j]
    return np.sum(A)


def test_right_looking_lu():
    answers = Questions(lu_in_another_order, np.eye(3)).final()
    assert answers["A[k, k]"]
    assert answers["A[k, j]"]
    assert not answers["A[i, j]"]


def row_recurrence(x, n):
    A = np.empty((n, len(x)))
    A[0, :] = x
    for i in range(1, n):
        A[i, :] = np.sin(A[i - 1, :]) * x
    return np.sum(A)


def test_row_recurrence():
    answers = Questions(row_recurrence, np.ones(3), 4).final()
    (read,) = answers
    assert answers[read]


def two_rows(x, n):
    A = np.empty((n, len(x)))
    A[0, :] = x
    A[1, :] = x
    for i in range(2, n):
        A[i, :] = np.sin(A[i - 1, :]) * A[i - 2, :]
    return np.sum(A)


def test_recurrence_of_two_rows():
    assert {True} == set(Questions(two_rows, np.ones(3), 4).final().values())


def wrapping(x, n):
    A = np.empty((2, len(x)))
    A[0, :] = x
    for i in range(1, n):
        A[i % 2, :] = np.sin(A[(i - 1) % 2, :])
    return np.sum(A)


def test_a_ring_of_rows_is_overwritten():
    assert False in Questions(wrapping, np.ones(3), 4).final().values()


def stencil_in_place(u, n):
    for _ in range(n):
        for i in range(1, len(u) - 1):
            u[i] = u[i - 1] * u[i + 1]
    return np.sum(u)


def test_stencil_in_place_is_overwritten_in_later_passes():
    assert {False} == set(Questions(stencil_in_place, np.ones(5), 2).final().values())


def one_sweep(u):
    for i in range(1, len(u)):
        u[i] = u[i] * u[i - 1]
    return np.sum(u)


def test_one_sweep():
    """The old u[i] goes; u[i - 1] has been written for the last time."""
    answers = Questions(one_sweep, np.ones(5)).final()
    previous = [text for text in answers if text != "u[i]"]
    assert not answers["u[i]"]
    assert all(answers[text] for text in previous)


def forward_substitution(L, b):
    y = np.zeros(len(b))
    for i in range(len(b)):
        y[i] = (b[i] - L[i, :i] @ y[:i]) / L[i, i]
    return np.sum(y)


def backward_substitution(U, b):
    y = np.zeros(len(b))
    for i in range(len(b) - 1, -1, -1):
        y[i] = (b[i] - U[i, i + 1 :] @ y[i + 1 :]) / U[i, i]
    return np.sum(y)


@pytest.mark.parametrize("function", [forward_substitution, backward_substitution])
def test_substitution(function):
    answers = Questions(function, np.eye(3), np.ones(3), wrt=(0, 1)).final()
    assert any(text.startswith("y[") for text in answers)
    assert {True} == set(answers.values())


def too_far(L, b):
    y = np.zeros(len(b))
    for i in range(len(b)):
        y[i] = b[i] - L[i, : i + 2] @ y[: i + 2]
    return np.sum(y)


def test_substitution_that_reads_what_is_written_later():
    answers = Questions(too_far, np.eye(3), np.ones(3)).final()
    (read,) = (text for text in answers if text.startswith("y["))
    assert not answers[read]


def negative_index(x):
    y = x * x
    for i in range(len(y)):
        y[i - 1] = y[i] * 2.0
    return np.sum(y)


def first_apart(x, b):
    y = np.zeros(len(x))
    for k in range(len(x)):
        if k == 0:
            y[k] = x[k]
        else:
            y[k] = x[k] + b * y[k - 1]
    return y


def after_the_first(x, b):
    y = np.zeros(len(x))
    for k in range(len(x)):
        inside = k >= 1 and b > 0.0
        if k >= 1:
            y[k] = x[k] * inside + b * y[k - 1]
    return y


def also_the_first(x, b):
    y = np.zeros(len(x))
    for k in range(len(x)):
        if k >= 0 or k > 3:
            y[k] = x[k] + b * y[k - 1]
    return y


def by_a_place_that_moves(x, b):
    y = np.zeros(len(x))
    place = 0
    for k in range(len(x)):
        if place > 0:
            y[k] = x[k] + b * y[place - 1]
        place = (place + 2) % 3
    return y


def test_an_index_that_may_be_negative_proves_nothing():
    answers = Questions(negative_index, np.ones(3)).final()
    assert not answers["y[i]"]


def disjoint_halves(x):
    y = x * x
    s = y[0] * y[1]
    y[2:] = s
    return np.sum(y)


def overlapping_halves(x):
    y = x * x
    s = y[0] * y[2]
    y[2:] = s
    return np.sum(y)


@pytest.mark.parametrize("function", [first_apart, after_the_first])
def test_a_branch_may_tell_that_an_index_is_not_negative(function):
    assert Questions(function, np.ones(4), 0.5).final()["y[k - 1]"]


@pytest.mark.parametrize("function", [also_the_first, by_a_place_that_moves])
def test_another_branch_proves_nothing(function):
    answers = Questions(function, np.ones(4), 0.5).final()
    assert not any(final for text, final in answers.items() if text.startswith("y["))


def test_constant_slices():
    answers = Questions(disjoint_halves, np.ones(4)).final()
    assert {"y[0]": True, "y[1]": True} == {t: answers[t] for t in ("y[0]", "y[1]")}
    answers = Questions(overlapping_halves, np.ones(4)).final()
    assert {"y[0]": True, "y[2]": False} == {t: answers[t] for t in ("y[0]", "y[2]")}


def through_a_view(x):
    y = x * x
    v = y[1:]
    s = y[0] * y[1]
    v[0] = s
    return np.sum(y)


def test_a_write_through_a_view_is_seen():
    assert not Questions(through_a_view, np.ones(4)).final()["y[1]"]


def firsts(function, *args, **options):
    """For each store, whether its element is touched by nothing before."""
    asked = Questions(function, *args, **options)
    stores = [x for x in statements(asked.core.body) if isinstance(x, s.Store)]
    return [asked.regions.first(x.base.name, x.index, x) for x in stores]


@pytest.mark.parametrize("function", [forward_substitution, backward_substitution])
def test_substitution_stores_each_element_before_any_use(function):
    assert [True] == firsts(function, np.eye(3), np.ones(3), wrt=(0, 1))


def rows_in_turn(x, n):
    A = np.empty((n, len(x)))
    A[0, :] = x
    for i in range(1, n):
        A[i, :] = np.sin(A[i - 1, :])
    return np.sum(A)


def test_rows_in_turn():
    assert [True, True] == firsts(rows_in_turn, np.ones(3), 4)


def test_in_a_ring_a_row_is_read_before():
    assert [True, False] == firsts(wrapping, np.ones(3), 4)


def test_an_argument_has_content_at_entry():
    assert [False] == firsts(one_sweep, np.ones(5))


def scalar_stencil(u):
    for i in range(1, len(u) - 1):
        u[i] = u[i - 1] * u[i + 1]
    return np.sum(u)


def test_disjoint_subscripts():
    asked = Questions(scalar_stencil, np.ones(5))
    store = next(x for x in statements(asked.core.body) if isinstance(x, s.Store))
    i, one = store.index, e.Const(1)
    above, below = e.Binary("+", i, one), e.Binary("-", i, one)
    assert asked.regions.disjoint("u", i, above, store)
    assert asked.regions.disjoint("u", above, below, store)
    assert asked.regions.disjoint("u", i, e.Slice(above, None), store)
    assert not asked.regions.disjoint("u", i, i, store)
    assert not asked.regions.disjoint("u", i, e.Slice(None, above), store)
    assert asked.regions.disjoint("u", i, e.Const(-1), store)
    assert not asked.regions.disjoint("u", above, e.Const(-1), store)  # it may be the last


def a_row_in_each_pass(q, n):
    s = 0.0
    for _ in range(n):
        a = np.empty(len(q))
        a[0] = q[0]
        for i in range(1, len(q)):
            a[i] = a[i - 1] * q[i]
        s += np.sum(a * a)
        q = q + a
    return s


def one_row_for_all_passes(q, n):
    a = np.ones(len(q))
    for _ in range(n):
        for i in range(1, len(q)):
            a[i] = a[i - 1] * q[i]
    return np.sum(a)


def test_what_each_pass_makes_is_met_by_no_other():
    assert Questions(a_row_in_each_pass, np.ones(3), 2).final()["a[i - 1]"]
    assert not Questions(one_row_for_all_passes, np.ones(3), 2).final()["a[i - 1]"]


def copied_in_each_pass(u, n):
    for _ in range(n):
        flux = u[1:] * u[:-1]
        u = u.copy()
        u[1:-1] -= flux[1:] - flux[:-1]
    return np.sum(u * u)


def copied_in_some_passes(u, n):
    u = u * 1.0
    for i in range(n):
        flux = u[1:] * u[:-1]
        if i % 2:
            u = u.copy()
        u[1:-1] -= flux[1:] - flux[:-1]
    return np.sum(u * u)


def made_after_the_state(u, n):
    for _ in range(n):
        new = np.zeros_like(u)
        new[1:] = u[1:] * u[:-1]
        u = new
    return np.sum(u * u)


def perhaps_the_state_itself(u, n):
    for i in range(n):
        new = np.zeros_like(u)
        if i % 2:
            u = new
        new[1:] = u[1:] * u[:-1]
        u = new
    return np.sum(u * u)


def test_what_is_copied_before_it_changes_stays():
    answers = Questions(copied_in_each_pass, np.ones(4), 2).final()
    assert answers["u[1:]"] and answers["u[:-1]"]


def test_a_copy_under_a_condition_may_not_be_made():
    answers = Questions(copied_in_some_passes, np.ones(4), 2).final()
    assert [False] * 2 == [answers[text] for text in answers if text.startswith("u")][:2]


def test_a_store_into_what_is_made_after_the_state_leaves_the_state():
    answers = Questions(made_after_the_state, np.ones(4), 2).final()
    assert answers["u[1:]"] and answers["u[:-1]"]
    answers = Questions(perhaps_the_state_itself, np.ones(4), 2).final()
    assert not answers["u[1:]"] and not answers["u[:-1]"]


def stored_where_the_last_pass_was(a, n):
    s = 0.0
    for i in range(1, n):
        s += a[i - 1] ** 2
        if i > 1:
            a[j] = s  # noqa: F821 (the pass before has bound it)
        j = i  # noqa: F841
    return s + a[0]


def row_of_the_last_pass_written(a):
    s = 0.0
    for i in range(len(a)):
        s += np.sum(a[i] ** 2)
        if i:
            r[0] = s  # noqa: F821
        r = a[i]  # noqa: F841
    return s


def test_what_a_pass_reads_before_it_is_bound_is_that_of_an_earlier_pass():
    """`j` is no `i` where it is read, and `r` is not the row of this pass."""
    asked = Questions(stored_where_the_last_pass_was, np.ones(4), 4)
    assert not asked.final()["a[i - 1]"]
    asked = Questions(row_of_the_last_pass_written, np.ones((3, 3)))
    assert not asked.final()["a[i]"]
    assert "r" in asked.memory.carried and "i" not in asked.memory.late
