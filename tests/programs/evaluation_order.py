"""What is read before what: targets, operands and tests whose evaluation changes something."""

import math

import numpy as np

from tests.programs.case import Program

V = np.array([0.7, -1.2, 0.4, 1.1])


def scaled(y, k):
    y[0] = y[0] * k
    return y[0]


def doubled_first(y):
    y[0] *= 2
    return 1


def element_read_before_the_call_that_writes_it(x):
    y = x.copy()
    y[0] *= scaled(y, y[1])
    return np.sum(y * x)


def other_element_increased_by_the_call(x):
    y = x.copy()
    y[1] += scaled(y, 3.0)
    return np.sum(y * y)


def subscript_evaluated_after_the_right_side(x):
    y = x.copy()
    y[doubled_first(y)] = y[0] * y[1]
    return np.sum(y * x)


def subscript_bound_by_the_right_side(x):
    y = x.copy()
    k = 1
    y[k] *= x[(k := k + 1)]
    return np.sum(y * x[k])


def subscript_bound_in_the_target(x):
    y = x.copy()
    k = 0
    y[(k := k + 1)] = y[k] * x[0]
    return np.sum(y * x[k])


def name_increased_by_a_call_on_its_array(x):
    y = x.copy()
    s = y[0]
    s += scaled(y, y[2])
    return s * y[0]


def left_operand_read_first(x):
    y = x.copy()
    return y[0] * scaled(y, 2.0) + y[0]


def right_operand_written_by_the_left(x):
    y = x.copy()
    return scaled(y, y[2]) * y[0] + y[1]


def arguments_from_left_to_right(x):
    y = x.copy()
    s = math.hypot(y[0], scaled(y, 2.0)) + math.hypot(scaled(y, 3.0), y[0])
    return s * y[0]


def display_from_left_to_right(x):
    y = x.copy()
    a, b, c = y[0], scaled(y, y[2]), y[0]
    return a * b + c


def condition_writes_before_the_choice(x):
    y = x.copy()
    s = y[0] if scaled(y, 2.0) > 1 else y[1]
    return s * y[0]


def writes_in_the_chosen_part_only(x):
    y = x.copy()
    s = scaled(y, 2.0) if y[0] > 0.5 else scaled(y, 3.0)
    return s * y[0] + y[1]


def second_test_writes_if_the_first_holds(x):
    y = x.copy()
    if scaled(y, 2.0) > 0 and scaled(y, 5.0) > 9:
        y[1] = y[0]
    return np.sum(y * y)


def second_operand_of_or_not_evaluated(x):
    y = x.copy()
    s = scaled(y, 2.0) or scaled(y, 7.0)
    return s * y[0]


def chained_comparison_writes_until_it_fails(x):
    y = x.copy()
    held = 0 < scaled(y, 1.5) < scaled(y, 0.5) < scaled(y, 2.0)
    return y[0] * y[0] + held


def name_bound_inside_its_expression(x):
    s = x[0]
    return (s := s * x[1]) + s * (s := s + 1) + s


def parts_written_from_left_to_right(x):
    y = x.copy()
    y[0], y[1] = y[1] * y[2], scaled(y, 2.0)
    return np.sum(y * x)


def targets_see_earlier_targets(x):
    k = 0
    y = x.copy()
    k, y[k] = 2, y[3] * x[0]
    return np.sum(y * y) + y[k]


def masked_items_read_before_the_call(x):
    x[x > 0] += scaled(x, -0.7)
    return np.sum(x * x)


def listed_items_read_before_the_call(x):
    x[[0, 2, 0]] += scaled(x, -0.7)
    return np.sum(x * x)


def rows_by_index_array_read_before_the_call(m):
    m[np.array([0, 1])] *= scaled(m[0], 2.0)
    return np.sum(m * m)


def sliced_items_read_after_the_call(x):
    x[:2] += scaled(x, -0.7)
    return np.sum(x * x)


PROGRAMS = [
    Program(element_read_before_the_call_that_writes_it, (V,)),
    Program(other_element_increased_by_the_call, (V,)),
    Program(subscript_evaluated_after_the_right_side, (V,)),
    Program(subscript_bound_by_the_right_side, (V,)),
    Program(subscript_bound_in_the_target, (V,)),
    Program(name_increased_by_a_call_on_its_array, (V,)),
    Program(left_operand_read_first, (V,)),
    Program(right_operand_written_by_the_left, (V,)),
    Program(arguments_from_left_to_right, (V,)),
    Program(display_from_left_to_right, (V,)),
    Program(condition_writes_before_the_choice, (V,)),
    Program(writes_in_the_chosen_part_only, (V,)),
    Program(second_test_writes_if_the_first_holds, (V,)),
    Program(second_operand_of_or_not_evaluated, (V,)),
    Program(chained_comparison_writes_until_it_fails, (V,)),
    Program(name_bound_inside_its_expression, (V,)),
    Program(parts_written_from_left_to_right, (V,)),
    Program(targets_see_earlier_targets, (V,)),
    Program(masked_items_read_before_the_call, (V,)),
    Program(listed_items_read_before_the_call, (V,)),
    Program(rows_by_index_array_read_before_the_call, (np.outer(V, V[::-1]),)),
    Program(sliced_items_read_after_the_call, (V,)),
]
