"""Functions that are made inside: what they hold, when they read it, `nonlocal`, which one."""

import numpy as np

from tests.programs.case import Program, signed

V = np.array([0.7, 1.2, 0.4])
SCALE = 1.5


def inner_def(x):
    k = 2.0

    def scaled(v):
        return k * v * v

    return np.sum(scaled(x)) + scaled(x[0])


def inner_with_documentation(x):
    def cubed(v: float) -> float:
        """The third power."""
        return v**3

    return cubed(x) + cubed(x + 1.0)


def inner_with_defaults(x):
    w = x[0]

    def weighted(v, a=w, *, b=2.0):
        return a * v + b * v * v

    w = 100.0
    return weighted(x[1]) + weighted(x[2], b=x[0]) + weighted(x[1], 0.5) * w


def default_is_evaluated_once(x):
    k = x[0]
    f = lambda v, k=k: v * k  # noqa: E731
    k = x[1]
    return f(x[2]) + f(x[2], k)


def lambda_in_a_name(x):
    f = lambda v, w=3.0: v * w  # noqa: E731
    return np.sum(f(x)) * f(x[0], 2.0)


def lambda_called_at_once(x):
    return np.sum((lambda v, w: v * v * w)(x, 2.0))


def lambda_in_a_lambda(x):
    outer = lambda a: (lambda b: a * b + x[0])(a + 1.0)  # noqa: E731
    return outer(x[1]) * outer(x[2])


def reads_late(x):
    k = 1.0
    f = lambda v: v * k  # noqa: E731
    k = x[0]
    first = f(x[1])
    k = k * x[2]
    return first * f(x[1])


def reads_the_loop_variable_late(x):
    k = 1
    f = lambda v: v * x[k]  # noqa: E731
    s = 0.0
    for k in range(3):
        s += f(x[0])
    return s * f(x[1])


def made_in_a_loop(x, n):
    s = 0.0
    for i in range(n):
        f = lambda v: v * x[i] + i  # noqa: B023, E731
        s += f(s + 1.0)
    return s


def all_see_the_last_pass(x):
    fs = (None, None)
    for k in (2.0, 3.0):
        fs = (fs[1], lambda v: v * k * x[0])  # noqa: B023
    return fs[0](x[1]) + fs[1](x[2])


def each_has_a_default_of_its_own(x):
    fs = [lambda v, k=k: v**k for k in (1, 2, 3)]
    return fs[0](x[0]) + fs[1](x[1]) * fs[2](x[2])


def defined_in_branches(x, square):
    if square:

        def f(v):
            return v * v

    else:

        def f(v):
            return 2.0 * v

    return np.sum(f(x))


def calls_one_that_is_defined_later(x):
    def first(v):
        return second(v) * v

    def second(v):
        return v + x[0]

    return first(x[1])


def deep_nesting(x):
    a = x[0]

    def outer(b):
        def middle(c):
            def inner(d):
                return a * b * c * d

            return inner(x[1]) + inner(c)

        return middle(b * 2.0)

    return outer(x[2])


def shadows_an_outer_name(x):
    y = x * 2.0

    def f(x):
        y = x + 1.0
        return y * y

    return np.sum(f(y)) * np.sum(y)


def reads_a_global(x):
    def f(v):
        return SCALE * np.tanh(v)

    return np.sum(f(x))


def writes_an_outer_array(x):
    y = x * 2.0

    def double(i):
        y[i] = y[i] * y[i]

    for i in range(len(x)):
        double(i)
    double(0)
    return np.sum(y * x)


def writes_its_argument(x):
    def step(u, k):
        u[1:] += k * u[:-1]
        return u[0]

    y = x * 1.0
    a = step(y, x[0])
    return a * step(y, 0.5) + np.sum(y * y)


def returns_a_view(x):
    def tail(u):
        return u[1:]

    y = x * x
    tail(y)[0] = 3.0 * x[0]
    return np.sum(y)


def returns_early(x):
    def f(v):
        if v > 1.0:
            return v * v
        for i in range(3):
            if v * i > 1.0:
                return v * i
        return 0.0

    return f(x[0]) + f(x[1]) * f(x[2])


def nonlocal_sum(x):
    total = 0.0

    def add(v):
        nonlocal total
        total += v * v
        return total

    s = 0.0
    for v in x:
        s += add(v) * total
    return s + total


def nonlocal_read_before_the_call(x):
    n = x[0]

    def bump(v):
        nonlocal n
        n = n * v
        return n

    return n * bump(x[1]) + n + bump(x[2]) * n


def nonlocal_in_augmented_assignment(x):
    n = x[0]

    def bump(v):
        nonlocal n
        n = n + v
        return v

    n += bump(x[1])
    n *= bump(x[2]) + n
    return n


def nonlocal_counter(x):
    count = 0

    def f(v):
        nonlocal count
        count += 1
        return v**count

    return f(x[0]) + f(x[1]) + f(x[2]) * count


def nonlocal_decides(x):
    step = 0.3
    phase = "first"

    def halve(by):
        nonlocal step, phase
        step = by * 0.5
        phase = "second"

    halve(-0.2)
    if step < 0.23:
        step = 0.7
    if phase == "first":
        step = 3.0
    return step * np.sum(x * x)


def containers_changed_by_a_call(x):
    total = x[0]
    marks, seen, sizes = {"first": 0.5, "last": 1}, {}, [0, 1]

    def note(by):
        nonlocal total
        marks["first"] = "u"
        seen["by"] = by
        sizes.append(2)
        total += by

    note(0.2)
    if isinstance(marks["first"], str):
        total = total * x[1]
    if "by" in seen:
        total = total * x[0]
    if len(sizes) == 3:
        total += x[1] ** 2
    return total


def nonlocal_array(x):
    u = x * 1.0

    def relax(k):
        nonlocal u
        u = np.tanh(k * u) + x

    for _ in range(3):
        relax(0.7)
    return np.sum(u * u)


def nonlocal_in_both_branches(x):
    best = 0.0

    def consider(v):
        nonlocal best
        if v > best:
            best = v
        else:
            best = best + 0.1 * v

    for v in x:
        consider(v * v)
    return best


def nonlocal_two_deep(x):
    s = 0.0

    def outer(v):
        def inner(w):
            nonlocal s
            s = s + v * w

        inner(v)
        inner(2.0)

    outer(x[0])
    outer(x[1])
    return s * s


def nonlocal_of_two_functions(x):
    level = x[0]

    def up(v):
        nonlocal level
        level = level + v

    def scaled(v):
        return level * v

    a = scaled(x[1])
    up(x[2])
    return a * scaled(x[1])


def factory_inside(x):
    def make(k):
        def f(v):
            return k * v + x[0]

        return f

    f, g = make(2.0), make(x[1])
    return f(g(x[2]))


def make_power(n):
    def power(v):
        return v**n

    return power


def make_adder(k):
    return lambda v: v + k


def make_counter():
    total = 0.0

    def add(v):
        nonlocal total
        total = total + v * v
        return total

    return add


def make_pair(k):
    def up(v):
        return v * k

    def down(v):
        return v / k

    return up, down


def make_table(k):
    return {"up": lambda v: v * k, "down": lambda v: v - k}


def compose(*fs):
    def composed(v):
        for f in fs:
            v = f(v)
        return v

    return composed


def factory_outside(x):
    f = make_power(3)
    g = make_adder(x[0])
    return f(g(x[1])) * g(f(x[2]))


def factory_with_state(x):
    a, b = make_counter(), make_counter()
    s = 0.0
    for v in x:
        s += a(v) * b(2.0)
    return s + a(x[0]) + b(x[1])


def factory_called_in_a_loop(x):
    s = 0.0
    for v in x:
        f = make_adder(v)
        s += f(v) * f(2.0)
    return s


def factory_with_state_in_a_loop(x):
    s = 0.0
    for v in x:
        add = make_counter()
        s += add(v) * add(2.0)
    return s


def factories_in_an_unrolled_loop(x):
    fs = ()
    for k in (1.0, 2.0, 3.0):
        fs = (*fs, make_adder(k * x[0]))
    return fs[0](x[0]) * fs[1](x[1]) * fs[2](x[2])


def counters_in_an_unrolled_loop(x):
    fs = ()
    for k in (1.0, 2.0):
        add = make_counter()
        add(k * x[0])
        fs = (*fs, add)
    return fs[0](x[1]) * fs[1](x[2]) * fs[0](x[0])


def several_functions_returned(x):
    up, down = make_pair(x[0])
    table = make_table(x[1])
    return up(x[1]) * down(x[2]) + table["up"](x[0]) * table["down"](x[2])


def composition(x):
    f = compose(np.sin, lambda v: v * x[0], make_adder(0.5))
    return np.sum(f(x))


def composition_of_compositions(x):
    f = compose(compose(np.sin, np.exp), compose(make_power(2), make_adder(x[0])))
    return np.sum(f(x))


def curried(x):
    add = lambda a: lambda b: lambda c: a * b + c  # noqa: E731
    return add(x[0])(x[1])(x[2])


def twice(f):
    return lambda v: f(f(v))


def twice_twice(x):
    return twice(twice(lambda v: v * v * 0.9))(x)


def function_as_argument(x):
    def apply(f, v):
        return f(v) * v

    return apply(lambda v: v * v, x[0]) + apply(np.sin, x[1]) + apply(make_power(3), x[2])


def method_of_steps(f, x, h, n):
    for _ in range(n):
        x = x + h * f(x + 0.5 * h * f(x))
    return x


def passed_to_a_solver(x, k, n):
    def slope(u):
        return -k * u + np.sin(u)

    return np.sum(method_of_steps(slope, x, 0.1, n))


def newton(f, slope, x, n):
    for _ in range(n):
        x = x - f(x) / slope(x)
    return x


def root_of(a):
    return newton(lambda v: v * v - a, lambda v: 2.0 * v, 1.0, 5)


def closure_in_a_comprehension(x):
    k = 2.0
    ys = [(lambda v: v * k * w)(w + 1.0) for w in x]
    return sum(ys)


def comprehension_in_a_closure(x):
    def squares(k):
        return [v * v * k for v in x]

    return sum(squares(2.0)) * squares(x[0])[1]


def decorated_inside(x):
    def doubled(f):
        def wrapper(*args, **kwargs):
            return 2.0 * f(*args, **kwargs)

        return wrapper

    @doubled
    def product(a, b=2.0):
        return a * b

    return product(x[0]) * product(x[1], b=x[2])


def recursion_by_structure(x):
    def total(tree):
        if isinstance(tree, tuple):
            return total(tree[0]) * total(tree[1])
        return tree + 1.0

    return total(((x[0], x[1]), x[2]))


class Scale:
    def __init__(self, k):
        self.k = k

    def total(self, f, n):
        return sum(f(i) * self.k for i in range(n))

    def steps(self, end, size):
        t = 0.0
        while t < end:
            t += size()
            yield t


def object_and_shared_variable(x):
    scale, total = Scale(x[0]), 0.0

    def add(i):
        nonlocal total
        total = total + scale.k * x[i]
        return total**2

    return scale.total(add, 3) + total


def generator_asks_a_function_with_both(x):
    scale, high = Scale(0.25), 1.0

    def size():
        return scale.k / max(1.0, high)

    y = x
    for t in scale.steps(1.0, size):
        y = y + 0.1 * t * np.sin(y)
        high = float(np.max(np.abs(y)))
    return np.sum(y**2)


def same_function_with_other_variables(x):
    def counter(scale):
        count = 0.0

        def add(i):
            nonlocal count
            count += scale.k * x[i]
            return count

        return add

    f, g = counter(Scale(x[1])), counter(Scale(3.0))
    chosen = f if x[0] > 0 else g
    total = chosen(0) + chosen(1) + f(2)
    other = g if x[1] > 0 else f
    return total + other(2) * g(1)


def unused_function(x):
    def never(v):
        return v.banana + undefined  # noqa: F821

    return np.sum(x * x)


def compared_with_none(x, flag):
    f = None
    if flag:
        f = lambda v: v * v  # noqa: E731
    return np.sum(x if f is None else f(x))


def chosen_at_run_time(x, n):
    if n > 2:
        f = lambda v: v * v * x[0]  # noqa: E731
    elif n > 1:
        f = np.sin
    else:
        f = make_adder(x[1])
    y = f(x)
    return np.sum(f(y)) * np.sum(y)


def chosen_by_value(x):
    f = np.exp if x[0] > 0.5 else np.log
    g = make_power(2) if x[1] > 0.5 else (lambda v: v + x[2])
    return f(x[1]) * g(x[2]) + f(g(x[0]))


def chosen_in_a_loop(x, n):
    s = x[0]
    for i in range(n):
        f = np.sin if i % 2 else (lambda v: v * x[1])
        s = s + f(s)
        if s > 5.0:
            break
    return s


def chosen_before_a_loop(x, n):
    f = np.sin if n > 2 else np.cos
    s = x
    for _ in range(n):
        s = f(s) * x
    return np.sum(s)


def chosen_and_passed_on(x, n):
    f = np.sin if n > 2 else make_power(2)
    return method_of_steps(f, x[0], 0.1, 2)


A = signed(3, 3)


def a_generator_that_writes_around(x):
    s = x[0]
    last = {"k": 0}

    def elements():
        nonlocal s
        for k in range(3):
            last["k"] = k
            s += 0.1
            yield x[k]

    for v in elements():
        s += v
    if last["k"] == 2:
        s = s * x[1]
    return s


PROGRAMS = [
    Program(a_generator_that_writes_around, (V,)),
    *(
        Program(function, (V,))
        for function in (
            inner_def,
            inner_with_defaults,
            default_is_evaluated_once,
            lambda_in_a_name,
            lambda_called_at_once,
            lambda_in_a_lambda,
            reads_late,
            reads_the_loop_variable_late,
            all_see_the_last_pass,
            each_has_a_default_of_its_own,
            calls_one_that_is_defined_later,
            deep_nesting,
            shadows_an_outer_name,
            reads_a_global,
            writes_an_outer_array,
            writes_its_argument,
            returns_a_view,
            returns_early,
            nonlocal_sum,
            nonlocal_read_before_the_call,
            nonlocal_in_augmented_assignment,
            nonlocal_counter,
            nonlocal_decides,
            containers_changed_by_a_call,
            nonlocal_array,
            nonlocal_in_both_branches,
            nonlocal_two_deep,
            nonlocal_of_two_functions,
            factory_inside,
            factory_outside,
            factory_with_state,
            factory_called_in_a_loop,
            factory_with_state_in_a_loop,
            factories_in_an_unrolled_loop,
            counters_in_an_unrolled_loop,
            several_functions_returned,
            composition,
            composition_of_compositions,
            curried,
            function_as_argument,
            closure_in_a_comprehension,
            comprehension_in_a_closure,
            decorated_inside,
            recursion_by_structure,
            object_and_shared_variable,
            generator_asks_a_function_with_both,
            same_function_with_other_variables,
            unused_function,
            chosen_by_value,
        )
    ),
    Program(inner_with_documentation, (1.3,)),
    Program(twice_twice, (0.8,)),
    Program(root_of, (2.0,)),
    Program(passed_to_a_solver, (V, 0.7, 3), wrt=(0, 1)),
    *(Program(made_in_a_loop, (V, n)) for n in (0, 3)),
    *(Program(defined_in_branches, (V, flag)) for flag in (True, False)),
    *(Program(compared_with_none, (V, flag)) for flag in (True, False)),
    *(Program(chosen_at_run_time, (V, n)) for n in (1, 2, 3)),
    *(Program(chosen_in_a_loop, (V, n)) for n in (0, 3, 6)),
    *(Program(chosen_before_a_loop, (V, n)) for n in (0, 2, 3)),
    *(Program(chosen_and_passed_on, (V, n)) for n in (2, 3)),
]
