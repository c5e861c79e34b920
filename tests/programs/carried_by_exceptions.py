"""Exceptions that bring what they hold to their handlers: values, attributes, `args`."""

from dataclasses import dataclass

import numpy as np

from tests.programs.case import Program


class Found(Exception):
    def __init__(self, value):
        self.value = value


class FoundAt(Exception):
    def __init__(self, value, place):
        super().__init__(value)
        self.value = value
        self.place = place


class Bare(Exception):
    pass


class Limits(Exception):
    def __init__(self, message, *, at=None):
        Exception.__init__(self, message)
        self.at = at


class Low(Limits):
    pass


class High(Limits):
    def __init__(self, at, limit):
        super().__init__(f"above {limit}", at=at)
        self.limit = limit


@dataclass
class Converged(Exception):
    root: float
    passes: int


class Measured(Exception):
    def __init__(self, value):
        self.size = value

    @property
    def area(self):
        return self.size * self.size


def found_in_a_loop(x):
    try:
        for i in range(len(x)):
            if x[i] > 1.0:
                raise Found(x[i] * x[0])
    except Found as found:
        return found.value**2
    return np.sum(x)


def by_its_arguments(x):
    try:
        if x[0] > 0.5:
            raise Bare("large", x[0] * x[1])
        s = x[2]
    except Bare as error:
        name, s = error.args
        s = s * len(name)
    return s * s


def of_a_stop(x):
    try:
        if x[0] > 0.5:
            raise StopIteration(x[0] * x[1])
        s = x[2]
    except StopIteration as stop:
        s = stop.value
    return s * s


def first_above(x, limit):
    for i in range(len(x)):
        if x[i] > limit:
            raise FoundAt(x[i] * x[0], i)
    return np.sum(x)


def raised_in_a_helper(x, n):
    s = 0.0
    for k in range(n):
        try:
            s += first_above(x, 0.6 * k)
        except FoundAt as found:
            s += found.value * x[found.place] * k
    return s


def with_else_and_finally(x, limit):
    try:
        v = first_above(x, limit)
    except FoundAt as found:
        (v,) = found.args
    else:
        v = v * 2.0
    finally:
        w = x[0]
    return v * w


def newton(x, tol):
    u = x[0]
    for i in range(50):
        new = 0.5 * (u + x[1] / u)
        if abs(new - u) < tol:
            raise Converged(new, i)
        u = new
    return u


def of_a_dataclass(x):
    try:
        r = newton(x, 1e-3)
    except Converged as done:
        r = done.root * (1 + done.passes)
    return r * r


def checked(v, low, high):
    if v < low:
        raise Low("low", at=v)
    if v > high:
        raise High(v, high)
    return v


def several_classes(x):
    s = 0.0
    for v in x:
        try:
            s += checked(v, 0.5, 2.0)
        except Low as error:
            s += error.at * 0.5
        except High as error:
            s += error.limit * error.at**2
    return s


def by_a_common_class(x):
    s = 0.0
    for v in x:
        try:
            s += checked(v, 0.5, 2.0)
        except Limits as error:
            s += error.at**2
    return s


def beside_others(x, k):
    try:
        if x[0] > 1.0:
            raise FoundAt(x[0] * x[1], 2)
        y = x[k] * x[1]
    except FoundAt as found:
        y = found.value * x[found.place]
    except IndexError as error:
        y = x[2] * len(str(error))
    return y * y


def beside_others_in_a_loop(x):
    s = 0.0
    try:
        for v in x:
            if v > 2.0:
                raise Found(v * s)
            s += np.sqrt(v) / v
    except ZeroDivisionError:
        return x[0]
    except Found as found:
        return found.value
    return s


def raised_from_another(x):
    try:
        try:
            raise Found(x[0] * x[1])
        except Found as found:
            raise FoundAt(found.value * x[2], 1) from found
    except FoundAt as found:
        return found.value * x[found.place]


def raised_while_another_is_handled(x):
    s = 1.0
    for v in x:
        try:
            try:
                if v > 1.0:
                    raise Found(v)
                s *= v
            except Found as found:
                if found.value > 2.0:
                    raise Found(found.value * s)
                s += found.value
        except Found as found:
            s -= found.value * v
    return s


def with_what_has_been_written(x):
    u = x * 2.0
    try:
        raise Found(u)
    except Found as found:
        found.value[0] *= x[1]
    return np.sum(u**2)


def written_by_the_handler(x):
    try:
        raise Found(x[0] * x[1])
    except Found as found:
        found.value = found.value * x[2]
        return found.value**2


class Told(Exception):
    def __init__(self, value):
        super().__init__(value)
        self.first = self.args[0]
        SEEN.append(self)


SEEN = []


def looked_at_only(x):
    try:
        if x[0] > 0.5:
            raise Told(x[0])
    except Told as error:
        print(type(error).__name__, error.first, error.__class__.__name__)
    return x[1] ** 2


def as_a_number(x):
    s = 0.0
    try:
        raise Found(x[0])
    except Found as found:
        s = float(found.value)
    return x[1] ** 2 * s


def of_a_class_with_effects(x):
    try:
        raise Told(x[0])
    except Told as error:
        return x[1] * float(error.first)


def after_stores(x):
    u = x * 1.0
    try:
        for i in range(len(u)):
            u[i] = u[i] * 2.0
            if u[i] > 2.5:
                raise Found(u[i] * u[0])
    except Found as found:
        return found.value + np.sum(u)
    return np.sum(u)


def out_of_a_context(x):
    try:
        with np.errstate(all="ignore"):
            y = np.log(x)
            if y[0] < 0:
                raise Found(y)
    except Found as found:
        y = found.value * 2.0
    return np.sum(y)


def search(node, limit):
    if isinstance(node, float):
        if node > limit:
            raise Found(node)
        return
    for child in node:
        search(child, limit)


def out_of_a_recursion(tree, limit):
    try:
        search(tree, limit)
    except Found as found:
        return found.value**2
    return 0.0


def out_of_two_loops(x):
    best = 0.0
    for k in range(3):
        try:
            for i in range(len(x)):
                for j in range(len(x)):
                    if x[i] * x[j] > 1.0 + k:
                        raise Found((i, j, x[i] * x[j]))
        except Found as found:
            i, j, p = found.value
            best += p * (i + j)
    return best


def into_a_list(x):
    out = []
    for v in x:
        try:
            if v > 1.0:
                raise Found(v * v)
            out.append(v)
        except Found as found:
            out.append(found.value * 3.0)
    return sum(out) * out[1]


def through_another_try(x):
    s = x[0]
    try:
        try:
            s = s * first_above(x, 1.0)
        except ZeroDivisionError:
            s = 0.0
    except FoundAt as found:
        s = s + found.value
    return s


def computed_by_a_property(x):
    try:
        raise Measured(x[0] * x[1])
    except Measured as error:
        return error.area * x[0]


def kept_behind_the_handler(x):
    kept = None
    try:
        if x[0] > 0.5:
            raise Found(x[0] * x[1])
    except Found as found:
        kept = found
    return x[2] if kept is None else kept.value


def caught_with_all_others(x):
    try:
        raise Found(x[:2] * x[1])
    except Exception as error:
        return np.sum(error.value**2)


def with_its_text(x):
    log = []
    try:
        s = first_above(x, 0.5)
    except FoundAt as found:
        print(f"found {found}", found)
        log.append(str(found))
        s = found.value * 2.0
    try:
        t = checked(x[1], 0.0, 0.5)
    except Limits as error:
        t = error.at * (3.0 if "above" in str(error) else 1.0)
    return s * t * len(log)


X = np.array([0.7, 1.3, 2.1, 0.4])
REFUSED = {
    "computed_by_a_property",
    "kept_behind_the_handler",
    "caught_with_all_others",
    "written_by_the_handler",
    "of_a_class_with_effects",
}


def list_changed_behind_an_exception(x):
    limits = [1.0]
    try:
        raise Bare(limits)
    except Bare as error:
        limits[0] = 30.25
        told = float(str(error)[1:-1])
    return np.sum(x * x) * told


def exception_that_is_never_raised(x):
    limits = [1.0]
    error = Bare(limits)
    limits[0] = 30.25
    return np.sum(x * x) * float(str(error)[1:-1])


def lengths_of_a_list_that_grows_on(x):
    met, total = [0], 0.0
    for i in range(len(x)):
        try:
            met.append(i)
            raise Bare(met)
        except Bare as error:
            total += len(error.args[0]) * x[i]
    return total


def exception_made_before_a_list_grows(x):
    met = [1]
    try:
        error = Bare(met)
        met.append(2)
        raise error
    except Bare as error:
        told = len(str(error))
    return np.sum(x * x) * told


PROGRAMS = [
    Program(list_changed_behind_an_exception, (X,)),
    Program(exception_that_is_never_raised, (X,)),
    Program(lengths_of_a_list_that_grows_on, (X,)),
    Program(exception_made_before_a_list_grows, (X,)),
    Program(found_in_a_loop, (X,)),
    Program(found_in_a_loop, (0.4 * X,), name="not_found_in_a_loop"),
    Program(by_its_arguments, (X,)),
    Program(by_its_arguments, (0.4 * X,), name="not_by_its_arguments"),
    Program(of_a_stop, (X,)),
    Program(raised_in_a_helper, (X, 5)),
    Program(with_else_and_finally, (X, 1.0)),
    Program(with_else_and_finally, (X, 9.0), name="with_else_that_is_run"),
    Program(of_a_dataclass, (X,)),
    Program(several_classes, (X,)),
    Program(by_a_common_class, (X,)),
    Program(beside_others, (X, 1)),
    Program(beside_others, (2.0 * X, 1), name="beside_others_raised"),
    Program(beside_others, (X, 7), name="others_raised"),
    Program(beside_others_in_a_loop, (X,)),
    Program(raised_from_another, (X,)),
    Program(raised_while_another_is_handled, (X,)),
    Program(with_what_has_been_written, (X,)),
    Program(written_by_the_handler, (X,)),
    Program(looked_at_only, (X,)),
    Program(as_a_number, (X,)),
    Program(of_a_class_with_effects, (X,)),
    Program(after_stores, (X,)),
    Program(out_of_a_context, (X,)),
    Program(out_of_a_recursion, ((0.5, (1.5, 2.5)), 1.0)),
    Program(out_of_two_loops, (X,)),
    Program(into_a_list, (X,)),
    Program(with_its_text, (X,)),
    Program(through_another_try, (X,)),
    Program(computed_by_a_property, (X,)),
    Program(kept_behind_the_handler, (X,)),
    Program(caught_with_all_others, (X,)),
]
