"""Locals and parameters named like what generated code itself uses."""

import numpy
import numpy as np

from tests.programs.case import Program

V = np.array([0.7, -1.2, 0.4, 1.1])
seed, output_bar = 1.5, 0.8


def runtime_helper(x):
    unbroadcast = x[0] * 2
    winners = x[1]
    return np.sum(x[:1] * x) * unbroadcast * winners


def builtins_of_the_reverse_sweep(x):
    reversed = 1.5
    range_ = 2.0
    list = 3.0
    slice = 4.0
    s = x[0]
    for i in range(0, 4, 2):
        s = s * x[i] * reversed * range_
    return s * list * slice


def builtin_len(x, n):
    len = x[1]
    values = []
    for i in range(n):
        values.append(x[i] * len)
    return sum(values) * len


def builtin_float(x, a):
    float = x[0] * a
    return np.sum(x) * float


def builtin_isinstance_and_enumerate(x, n):
    isinstance = 2.0
    enumerate = x[1]
    s = 0.0
    while s < n:
        s = s + isinstance + enumerate * enumerate
    return s * enumerate


def parameter_np(x, np):
    return numpy.sum(x * x[:1]) * np


def local_np(x):
    np = numpy.sum(x * x)
    return numpy.sum(x[:1] * x) * np


def names_of_adjoints(x, held):
    x_bar = x * 2
    value = x_bar[0] * held
    s_tape = np.sin(x_bar)
    for i in range(3):
        value = value * s_tape[i]
    return value * held


def names_of_functions(x):
    zeros_like = x[0]
    sum = x[1] * 2
    y = x.copy()
    y[1:] *= x[:-1]
    return np.sum(y) * zeros_like * sum


def local_named_like_the_seed(x):
    seed = np.sum(x * x)
    output_bar = x * seed
    return np.sum(output_bar * x) * seed


def constant_named_like_the_seed(x):
    seed = 2.0
    return np.sum(x * x) * seed


def global_named_like_the_seed(x):
    return np.sum(x * x * seed) * output_bar


def names_beside_the_seed(x):
    total = 0.0
    for seed in (x[0], x[1]):
        total = total + seed * seed * x[2]
    seed_bar = total * x[3]
    seed_ = seed_bar * 2
    seed2 = seed_ + x[0]
    return seed_bar * seed_ * seed2


def powers_by_a_recursion(x, n):
    seed = x * 2.0
    return seed if n <= 0 else powers_by_a_recursion(seed * x, n - 1) * seed


def callee_named_like_the_seed(x):
    return powers_by_a_recursion(x[0], len(x)) * seed


PROGRAMS = [
    Program(runtime_helper, (V,)),
    Program(builtins_of_the_reverse_sweep, (V,)),
    Program(builtin_len, (V, 3)),
    Program(builtin_float, (V, 0.8), wrt=(0, 1)),
    Program(builtin_isinstance_and_enumerate, (V, 3)),
    Program(parameter_np, (V, 2.0), wrt=(0, 1)),
    Program(local_np, (V,)),
    Program(names_of_adjoints, (V, 0.8), wrt=(0, 1)),
    Program(names_of_functions, (V,)),
    Program(local_named_like_the_seed, (V,)),
    Program(constant_named_like_the_seed, (V,)),
    Program(global_named_like_the_seed, (V,)),
    Program(names_beside_the_seed, (V,)),
    Program(callee_named_like_the_seed, (V,)),
]
