"""Refusals that come late: functions known by their results, derivatives inside, odd arguments."""

import functools
import itertools
import math
import operator

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from srcgrad import checkpoint, grad, hessian, implicit_root, jacobian, jvp
from srcgrad.errors import SrcgradError
from tests.oracle.fresh import fresh
from tests.programs.case import positive
from tests.programs.test_refusals import refused

X = positive(3)
A = positive(2, 3)
HIDDEN = np.ones(3)
KEPT_SINE = functools.lru_cache(math.sin)
TOTAL = 0.0


class Spring:
    def __init__(self, k):
        self.k = k

    def energy(self, v):
        return self.k * v**2

    def strained(self, *v):
        return self.k * v[0] ** 2


SPRING = Spring(3.0)


@checkpoint
def noisy(x):
    print("x")
    return np.sum(x * x)


@checkpoint
def weighted(x):
    return np.sum(x * HIDDEN)


@checkpoint
def of_a_list(values):
    return values[0] * values[1]


def runs_again_with_effects(x):
    return noisy(x)


def reads_what_is_written(x):
    HIDDEN[0] = x[0]
    return weighted(x)


def list_for_a_checkpoint(x):
    return of_a_list([v * v for v in x])


def derivative_of_what_binds(x):
    kept = 0.0

    def square(v):
        nonlocal kept
        kept = v * v
        return kept

    _, slope = grad(square)(x[0])
    return slope * kept


def derivative_of_a_method(x):
    _, slope = grad(SPRING.strained)(x[0])
    return slope * x[1]


def derivative_of_a_derivative(x):
    return grad(grad(lambda y: np.sum(x * y**3)))(x)[1]


def gradient_of_an_array(x):
    return grad(lambda y: x * y**3)(x)[1]


def gradient_of_an_unknown_rank(x):
    y = x
    for _ in range(int(x[0] > 0.0)):
        y = np.sum(y)
    return np.sum(grad(lambda z: z * z)(y)[1])


def matrix_of_what_writes(x):
    def scaled(y):
        y *= x
        return y * y

    z = x + 1.0
    return np.sum(hessian(lambda y: np.sum(scaled(y)))(z)) + np.sum(z)


def matrix_of_what_draws(x):
    rng = np.random.default_rng(0)
    return np.sum(jacobian(lambda y: y * y * rng.normal())(x))


def matrix_of_what_prints(x):
    def told(y):
        print("run")
        return y * y

    return np.sum(jacobian(told)(x))


def tangent_of_another_structure(x):
    return jvp(lambda p: np.sum(p["w"] ** 2), ({"w": x},), ({"w": x, "b": x},))[1]


def tangents_of_several_directions(x):
    return jvp(lambda y: y * y, (x,), (np.eye(3),))[1]


def tangent_of_a_count(x):
    return jvp(lambda p: np.sum(p["w"] ** 2), ({"w": x, "n": 3},), ({"w": x, "n": 1.0},))[1]


def tangent_without_a_number(x):
    return jvp(lambda p: np.sum(p["w"] ** 2), ({"w": x, "b": x[0]},), ({"w": x, "b": None},))[1]


def solver_made_inside(x):
    @implicit_root(lambda y, p: y**3 - p * x[0])
    def solved(p):
        return np.cbrt(p * x[0])

    return solved(x[1])


def derivative_by_an_integer(x):
    _, slope = grad(lambda v: v * 2)(3)
    return x[0]


def squares(v):
    return np.sum(v * v)


def derivative_by_what_is_not_known(x):
    _, slope = grad(squares)(HIDDEN.tolist)
    return x[0]


def written(v, w):
    w[0] = v[0]
    return np.sum(v * w)


def derivative_of_shared_memory(x):
    _, slope = grad(written)(x, x)
    return np.sum(slope)


def method_by_name(x):
    return operator.methodcaller(*("sum",))(x)


def keeps_results_of_a_built_in(x):
    return KEPT_SINE(x[0])


def arguments_by_position(x):
    return np.sum(x, 0, None, None, False)


def keyword_without_a_rule(x):
    return np.sum(np.linalg.svd(np.outer(x, x), hermitian=True)[1])


def array_for_a_list(a):
    return np.sum(np.choose(np.array([0, 1, 0]), a))


def imaginary_part_of_a_float(x):
    return float(x[0]).imag + x[1]


def zip_that_is_something_else(x, zip):
    return sum(itertools.compress(x, [1, 0, 1]))


def integers_or_floats(x):
    k = 1
    if x[0] > 0.1:
        k = x[0]
    y = np.full(3, k)
    y[0] = x[1]
    return np.sum(y)


def joined_without_an_axis_at_run_time(x):
    return np.sum(np.concatenate([v * np.ones((2, 2)) for v in x], axis=None))


def augments_a_global(x):
    global TOTAL
    TOTAL += x[0]
    return x[0]


def best_of_a_beam(scores, width):
    beams = [((), 0.0)]
    for t in range(scores.shape[0]):
        found = []
        for path, total in beams:
            for n in range(scores.shape[1]):
                found.append((path + (n,), total + scores[t, n]))
        beams = sorted(found, key=lambda pair: pair[1], reverse=True)[:width]
    path, total = beams[0]
    return total


def sum_of_pairs(x):
    pairs = [(v, v) for v in x]
    return sum(pairs, ())[0]


def integers_that_become_complex(x):
    psi = np.array([1, 0])
    for _ in range(2):
        psi = 1j * x[0] * psi
    return np.abs(psi[0])


def integers_cut_off(x):
    w = np.array([0, 0])
    for _ in range(2):
        w[0] = 1.5
        w = w + x[0]
    return np.sum(w)


def weights_or_truths(x):
    if x[0] > 0.0:
        mask = x / 2.0
        mask[x > 1.0] *= 0.5
    else:
        mask = x > 1.0
    return np.sum(mask * x)


def integers_halved(x):
    w = np.array([5, 6])
    for _ in range(2):
        w = w // 2 + x[0]
    return np.sum(w)


def spread_at_a_position_of_the_run(x):
    moments = [x, np.outer(x, x) + np.eye(3)]
    place = int(x[0] > 0.0)
    moments[place] = moments[place] * 2.0
    return multivariate_normal.entropy(*moments)


def variable_that_was_an_array(x):
    i = x * 2.0
    s = np.sum(i * i)
    for i in range(int(s)):
        s = np.sin(s)
    return np.sum(s + i)


CASES = [
    (integers_that_become_complex, (X,), "`psi` is an array of int64 here and of complex128 later"),
    (integers_cut_off, (X,), "`w` is an array of int64 here and of float64 later"),
    (weights_or_truths, (X,), "`mask` is an array of bool here and of float64 later"),
    (integers_halved, (X,), "`w` is an array of int64 here and of float64 later"),
    (spread_at_a_position_of_the_run, (X,), "it is not known whether this is multivariate_normal"),
    (variable_that_was_an_array, (X,), "`i` is a number or what it was before the loop"),
    (sum_of_pairs, (X,), "an element of this container is not followed"),
    (best_of_a_beam, (np.outer(X, X), 2), "an element of this container is not followed"),
    (runs_again_with_effects, (X,), "noisy runs again in the reverse sweep"),
    (reads_what_is_written, (X,), "weighted reads `HIDDEN`"),
    (list_for_a_checkpoint, (X,), "the argument `values` of of_a_list"),
    (derivative_of_what_binds, (X,), "square binds `kept`"),
    (
        derivative_of_a_method,
        (X,),
        "the derivative of `strained`, whose parameters cannot be written",
    ),
    (derivative_of_a_derivative, (X,), "a derivative of a gradient of `lambda_`"),
    (gradient_of_an_array, (X,), "the value of lambda_ is no number"),
    (gradient_of_an_unknown_rank, (X,), "whether the value of lambda_ is a number"),
    (matrix_of_what_writes, (X,), "lambda_ runs for each row or column of a matrix"),
    (matrix_of_what_draws, (X,), "inside a differentiated function, and changes `rng`"),
    (matrix_of_what_prints, (X,), "told runs for each row or column of a matrix"),
    (tangent_of_another_structure, (X,), "a tangent for lambda_, inside"),
    (tangents_of_several_directions, (X,), "has 2 axes, and its argument has 1"),
    (tangent_of_a_count, (X,), "a tangent for lambda_, inside"),
    (tangent_without_a_number, (X,), "a tangent for lambda_, inside"),
    (solver_made_inside, (X,), "`implicit_root` of `lambda_`, which is made inside"),
    (derivative_by_an_integer, (X,), "by which lambda_ is differentiated here, has no derivative"),
    (derivative_by_what_is_not_known, (X,), "the kind of the argument `v`"),
    (derivative_of_shared_memory, (X,), "`v` may share its memory"),
    (method_by_name, (X,), "what `methodcaller` gives cannot be known"),
    (arguments_by_position, (X,), "`sum` is supported with 3 positional arguments"),
    (keyword_without_a_rule, (X,), "the keyword argument `hermitian` of `svd`"),
    (array_for_a_list, (A,), "must be written out as a list or tuple"),
    (imaginary_part_of_a_float, (X,), "imaginary part of a float"),
    (zip_that_is_something_else, (X, zip), "`compress` is outside the language here"),
    (integers_or_floats, (X,), "`y` holds integers"),
    (joined_without_an_axis_at_run_time, (X,), "this function of a list grown at run time"),
    (augments_a_global, (X,), "`TOTAL` is not a local name"),
    (keeps_results_of_a_built_in, (X,), "`sin` gets an active value"),
]


@pytest.mark.parametrize(
    ("function", "args", "words"), CASES, ids=[case[0].__name__ for case in CASES]
)
def test_a_late_refusal(function, args, words):
    refused(function, fresh(args), SrcgradError, words=f"(?s){words}")


def test_what_keeps_its_results_in_forward_mode():
    with pytest.raises(SrcgradError, match="`sin` keeps its results"):
        jvp(keeps_results_of_a_built_in, (X.copy(),), (np.ones(3),))
