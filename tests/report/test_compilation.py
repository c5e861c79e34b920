"""`explain` tells what the compilation did: activity, records and their readers, counts."""

import inspect
import re

import numpy as np
import pytest

from srcgrad import grad
from srcgrad.errors import NonDifferentiableError, UnsupportedSyntaxError
from srcgrad.report import after, explain


def series(x, n):
    s = 0.0
    t = 1.0
    for k in range(1, n):
        t = t * x / k
        s += t
    return s


def loss(w, x, y):
    scale = len(y) * 2
    waste = w * 3  # noqa: F841
    p = np.tanh(x @ w)
    return np.sum((p - y) ** 2) / scale


def blurred(u, n):
    for _ in range(n):
        u[1:-1] = 0.5 * u[:-2] + 0.5 * u[2:]
    return np.sum(u)


def power(x, n):
    for _ in range(n):
        x = helper(x)
    return x


def helper(v):
    w = v * v
    return w


@grad(has_aux=True)
def with_aux(x):
    left = x * x
    right = x + 1.0
    return left, right


def vectors():
    return np.ones(3), np.ones((4, 3)), np.ones(4)


def test_a_record_and_who_needs_it():
    told = explain(series, 0.5, 4)
    (need,) = told.recorded
    assert "t_tape" == need.name
    assert ("t_tape.append(t)", 5) == (need.made.text, need.made.line)
    assert 1 == len(need.readers)
    assert 5 == need.readers[0].line
    assert re.match(r"x_bar \+= .*\bt\b", need.readers[0].text)


@pytest.mark.parametrize(("function", "args"), [(series, (0.5, 4)), (loss, vectors())])
def test_what_is_told_stands_in_the_text(function, args):
    told = explain(function, *args)
    text = grad(function).source(*args)
    for need in (*told.recorded, *told.held):
        for use in (need.made, *need.readers):
            assert use.text in text
            assert re.search(rf"\b{need.name}\b", need.made.text)
    source = inspect.getsource(function).splitlines()
    for line in told.lines:
        assert line.text == source[line.number - 1].strip()


def test_activity():
    told = explain(loss, *vectors())
    assert ("p", "w") == told.active
    assert ("waste",) == told.unused
    assert ("scale", "x", "y") == told.constant
    by_number = {line.number: line for line in told.lines}
    assert [False, False, True] == [by_number[n].active for n in (2, 3, 4)]
    assert [0, 0] == [by_number[n].reversed for n in (2, 3)]
    assert by_number[4].reversed > 0


def test_containers_that_active_values_are_taken_out_of():
    def weighed(params, other):
        w, waste = params["weights"], other[0] * 2.0
        return w[0][0] * w[1] + 0.0 * len(other) if waste else w[1]

    told = explain(weighed, {"weights": [(2.0, 1.0), 3.0]}, (1.0,), wrt=(0, 1))
    assert "params" in told.active
    assert "other" not in told.active
    assert ("other", "waste") == told.unused


def test_a_linear_loop_records_nothing():
    told = explain(blurred, np.ones(6), 3)
    assert () == told.recorded
    assert () == told.held
    assert "nothing" in str(told)


def test_a_helper_counts_for_the_line_that_calls_it():
    told = explain(power, 1.1, 3)
    assert {2, 3} <= {line.number for line in told.lines}
    (need,) = told.recorded
    assert 3 == need.made.line
    assert "w" not in told.active  # a name of the helper's


def test_only_the_value_counts_with_aux():
    told = explain(with_aux, 2.0)
    assert ("left", "x") == told.active
    assert ("right",) == told.unused


def test_operations():
    told = explain(series, 0.5, 4)
    assert 3 == told.primal  # t * x, ... / k, s + t
    assert told.primal < told.after <= told.before
    assert told.after / told.primal == told.ratio
    assert 0 < told.taken_out < told.statements


def test_the_page():
    text = str(explain(series, 0.5, 4))
    heads = [line for line in text.splitlines() if line and not line.startswith(" ")]
    assert "series with respect to x" == heads[0]
    assert ["Activity", "Recorded", "Removed", "Operations"] == [
        head for head in heads[1:] if head != "Read again from variables"
    ]
    assert "  active      s, t, x" in text
    assert "  constant    k, n" in text
    assert "    2 * s = 0.0" in text
    assert "  t_tape: t_tape.append(t)  (line 5)\n      read by x_bar +=" in text
    assert "no reverse statement for lines" in text


def shared_out(x):
    start = 1.0
    scores = x / 3.0
    shares = np.exp(scores)
    total = np.sum(shares)
    return np.sum(shares * shares) / total + start


def test_lines_whose_statements_went_into_others():
    """Of a start there is none; that of the sum stands with what is summed."""
    told = explain(shared_out, np.array([1.0, 2.0, 3.0]))
    assert [5] == [line.number for line in told.lines if line.merged and not line.reversed]
    text = str(told)
    assert "  no reverse statement for line 2\n  put into others, that of line 5\n" in text
    assert "total = np.sum(shares)" in re.search(".*in those of other lines", text)[0]


def test_wrt():
    assert ("p", "x") == explain(loss, *vectors(), wrt="x").active
    with pytest.raises(NonDifferentiableError, match="integer"):
        explain(series, 0.5, 4, wrt="n")


def test_the_program_after_a_stage():
    text = after("infer", series, 0.5, 4)
    assert "for k in range(1, n):" in text
    assert "~bar" not in text
    assert "# reverse sweep" in after("adjoint", series, 0.5, 4)
    assert text.endswith("return s")
    with pytest.raises(UnsupportedSyntaxError, match="no stage 'emission'"):
        after("emission", series, 0.5, 4)
