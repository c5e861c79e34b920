"""A proof that there is no solution, against all points of a box."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from srcgrad.analysis.numbers.affine import Form, infeasible

SYMBOLS = "abc"
FORMS = st.builds(
    lambda counts, offset: Form(
        tuple((n, c) for n, c in zip(SYMBOLS, counts, strict=True) if c), offset
    ),
    st.tuples(*[st.integers(-2, 2)] * 3),
    st.integers(-4, 4),
)
BOX = range(-6, 7)


def value(form, point):
    return form.offset + sum(c * point[n] for n, c in form.terms)


def solutions(system):
    """Whether some point of a box satisfies every inequality."""
    points = (dict(zip(SYMBOLS, p, strict=True)) for p in itertools.product(BOX, repeat=3))
    return any(all(value(f, p) >= 0 for f in system) for p in points)


@settings(max_examples=300)
@given(st.lists(FORMS, max_size=5))
def test_what_is_called_infeasible_has_no_solution(system):
    if infeasible(system):
        assert not solutions(system)


@given(st.lists(FORMS, max_size=3))
def test_bounded_systems_without_real_solutions_are_proven(system):
    """With rational solutions excluded by a chain of two inequalities, the proof is found."""
    a, b = Form.of("a"), Form.of("b")
    assert infeasible([*system, a - b - Form.constant(1), b - a])


@given(FORMS, FORMS, st.tuples(*[st.integers(-3, 3)] * 3), st.integers(-3, 3))
def test_forms_are_functions(f, g, numbers, factor):
    point = dict(zip(SYMBOLS, numbers, strict=True))
    assert value(f, point) + value(g, point) == value(f + g, point)
    assert value(f, point) - value(g, point) == value(f - g, point)
    assert factor * value(f, point) == value(f.scaled(factor), point)
    marked = {n + "'": v for n, v in point.items()} | {"b": point["b"]}
    assert value(f, point) == value(f.renamed({"a", "c"}, "'"), marked)


def test_equal_forms_are_equal():
    a, b = Form.of("a"), Form.of("b")
    assert a + b == b + a
    assert Form.constant(0) == a - a


def test_triangular_loops():
    i, j, n, one = Form.of("i"), Form.of("j"), Form.of("n"), Form.constant(1)
    bounds = [i, n - i - one, j, i - j - one]  # 0 <= i < n, 0 <= j < i
    assert infeasible([*bounds, j - i])
    assert not infeasible([*bounds, i - j])


def test_a_large_system_counts_as_feasible():
    forms = [Form((("a", k), ("b", k * k % 7 - 3), ("c", -k)), k) for k in range(1, 450)]
    assert not infeasible(forms)
