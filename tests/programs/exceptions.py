"""`try` with all its parts: the path that was taken is differentiated."""

from contextlib import suppress

import numpy as np

from tests.programs.case import Program, positive


def overwritten_at_the_end(x):
    try:
        y = np.sin(x)
    finally:
        x[::2] = 2.0 * x[1::2]
    return np.sum(y * x)


def overwritten_after_each_pass(x, n):
    s = 0.0
    for k in range(n):
        try:
            s += x[k] * x[k + 1] * (1 / (k - 1))
        except ZeroDivisionError:
            s += x[k] ** 3
        finally:
            x[k] *= x[k + 1]
            x = x * s
    return s + np.sum(x)


def returns_either_way(x):
    try:
        return 1.0 / x
    except ZeroDivisionError:
        return x * 3.0


def factor_or_scale(A):
    try:
        L = np.linalg.cholesky(A)
        y = np.linalg.solve(L, A[0])
    except np.linalg.LinAlgError:
        y = A[0] * 2.0
    return np.sum(y * y)


def sum_until_the_end(x, n):
    total = 0.0
    try:
        for i in range(n):
            total += x[i] * x[i]
    except IndexError:
        total *= x[0]
    return total


def with_else_and_name(x, k):
    y = x * 2.0
    try:
        s = y[k]
    except (IndexError, KeyError) as error:
        print(type(error).__name__)
        s = y[0] * x[1]
    else:
        s = s * x[0]
    return s * np.sum(y)


def with_finally_in_a_loop(x, k):
    s = 0.0
    for i in range(4):
        try:
            s = s + x[i + k] * x[0]
        except IndexError:
            s = s * 2.0 + x[0]
        finally:
            print("pass", i)
    return s


def suppressed(x, k):
    s = 1.0
    with suppress(IndexError, KeyError):
        s = x[k] * 2.0
    return s * x[0]


def stores(x, k):
    y = x * x
    try:
        y[0] = x[k]
    except IndexError:
        y[1] = x[0] * 3.0
    return np.sum(y * y)


def branches_inside(x, k):
    try:
        if x[0] > 0.0:
            a = x[k]
            b = a * a
        else:
            b = 1.0
    except IndexError:
        return x[1] * 2.0
    return a * b


def nested(x, k):
    try:
        try:
            y = x[k] * x[0]
        except ValueError:
            y = 0.0
    except IndexError as error:
        y = x[1] * len(str(error))
    return y * y


def raises_itself(x, k):
    try:
        if k > 3:
            raise ValueError("big")
        y = x[k]
    except ValueError as error:
        y = x[0] * len(str(error))
    return y * y


def picked(a, k):
    if k > 3:
        raise KeyError(k)
    return a[k] * a[0]


def helper_raises(x, k):
    try:
        y = picked(x, k)
    except KeyError:
        y = x[1]
    return y * y


def careful(a, k):
    try:
        return a[k] * 2.0
    except IndexError:
        return a[0] * a[1]


def helper_catches(x, n):
    s = 0.0
    for k in range(n):
        s = s * 0.5 + careful(x, k) ** 2
    return s


def left_by_an_exception(x):
    y = x.copy()
    count = 0
    while True:
        try:
            y = y * x[count]
            count += 1
        except IndexError:
            break
    return np.sum(y) * count


def goes_on(x):
    best = x[0]
    for i in range(6):
        try:
            v = x[i] * x[i]
        except IndexError:
            continue
        best = best + v * i
    return best


def only_finally(x):
    try:
        y = x * 2.0
    finally:
        print("done")
    return np.sum(y * y)


def returns_through_finally(x, k):
    y = np.ones(3)
    try:
        if k > 2:
            return np.sum(x) * 3.0
        return x[k] * x[k]
    finally:
        y[0] = 2.0
        print("left", y[0])


def raises_again(x, k):
    try:
        y = x[k]
    except IndexError:
        print("no")
        raise
    return y * y


def from_a_cause(x, k):
    try:
        y = x[k]
    except IndexError as error:
        if k > 100:
            raise ValueError("far") from error
        y = x[0] * 2.0
    return y * y


def partly_done(x, k):
    try:
        a = x[0]
        a = x[k] * a
        a = a * a
    except IndexError:
        a = a * 5.0
    return a


def partly_done_in_a_loop(x, n):
    s = x[0]
    t = 1.0
    for i in range(n):
        try:
            t = t * x[i]
            s = s * t + 1.0 / (i - 2)
        except ZeroDivisionError:
            s = s + t * t
    return s


def several_handlers(x, places):
    s = 0.0
    for i in range(len(places)):
        try:
            if i == 2:
                raise KeyError("two")
            s = s + x[places[i]] * s + x[0]
        except KeyError:
            s = s * 1.5
        except IndexError as error:
            s = s + x[1] * len(error.args)
        else:
            s = s - 0.25
    return s


def handler_raises_on(x, k):
    try:
        try:
            y = x[k]
        except IndexError as error:
            raise LookupError("none") from error
    except LookupError:
        y = x[0] * x[1]
    return y * y


def loop_in_helper(a, n):
    p = a[0]
    for i in range(n):
        p = p * a[i] + np.sin(p)
    return p


def records_are_forgotten(x, counts):
    s = x[0]
    for n in counts:
        try:
            s = s * loop_in_helper(x, n)
        except IndexError:
            s = s + x[1]
    return s


def arrays_change_kind_of_path(x, shapes):
    y = x * x
    for shape in shapes:
        try:
            y = np.sin(y) + np.sum(y.reshape(shape))
        except ValueError:
            y = y * x
    return np.sum(y)


def list_appended(x, n):
    values = []
    for k in range(n):
        try:
            values.append(x[k] * x[k])
        except IndexError:
            values.append(x[0])
    return sum(values) * values[-1]


def bare_except(x, k):
    try:
        y = x[k]
    except:  # noqa: E722
        y = x[0] * 2.0
    return y * y


def expression_alone(x, k):
    try:
        x[k]  # noqa: B018
    except IndexError:
        return x[0] * 2.0
    return x[0] * x[k]


def unpacked(pairs, x):
    try:
        a, b = pairs
    except ValueError:
        a, b = 1.0, 2.0
    return a * x[0] + b * x[1] ** 2


def continues_from_nested_loops(x, n):
    s = 0.0
    for i in range(n):
        for j in range(4):
            try:
                if j == 3:
                    continue
                s = s + x[i + j] * x[j]
            except IndexError:
                s = s * x[0]
                break
        else:
            s = s + 1.0
    return s


def nested_with_several_changes(x, k):
    s = x[0]
    t = 0.5
    y = x * 2.0
    try:
        s = x[2] + 0.3 * t
        try:
            s = np.sin(x[3]) * s
            s = x[k] - s
            s = s - 0.5
        except (IndexError, ValueError):
            s = t * x[1]
        else:
            y[2] = y[2] * s
        t = s * t
    except (IndexError, ValueError):
        s = np.sin(x[3]) * s
    return s * t + np.sum(y * x)


def nested_in_a_loop(x, n):
    s = x[0]
    t = x[1]
    y = x * 1.5
    for i in range(n):
        try:
            y[1] = s - t
            try:
                for j in range(3):
                    t = t * s + x[i + j]
                s = x[2] * s
            except IndexError:
                y[2] = s * 0.5
                if t > 100.0:
                    raise ValueError("large") from None
            y[0] *= x[i + 2]
            s = s - x[0]
        except (IndexError, ValueError):
            y[1] *= s
    return s * t + np.sum(y * x)


def returns_between_nested_attempts(x):
    s = x[0]
    t = 0.5
    y = x * 2.0
    y[3] *= t
    try:
        try:
            t = t + 0.3 * t
            y[0] = x[7] * s
            if t > 2.0:
                raise ValueError("large")
        except Exception:
            s = np.sin(y[3]) * 0.5
            s = t * s
        if s > 1.5:
            return t * x[0]
        t = y[2] - x[1]
    except (IndexError, ValueError):
        y[2] *= s
    return s * t + np.sum(y * x)


DEFINITE = np.array([[2.0, 0.3], [0.3, 1.5]])
INDEFINITE = np.array([[-2.0, 0.3], [0.3, 1.5]])


def key_that_is_not_there(x):
    table = {0: x[1]}
    try:
        s = table[1]
    except KeyError:
        s = x[2] * 0.5
    return s * x[0]


def position_that_is_not_there(x):
    try:
        s = (x[0], x[1])[4]
    except IndexError:
        s = x[2] * 0.5
    return s * x[0]


def key_that_is_not_there_in_a_later_pass(x):
    s, t = x[0], 0.5
    for i in range(3):
        try:
            s = s * {0: 0.7, 2: x[2]}[i]
            t = t * [0.3, 0.4][i]
        except (KeyError, IndexError):
            s = s * 0.5 - x[1]
            t = t + 1.0
    return s * t


def too_few_for_a_call(x):
    def product(a, b, c, d, e, scale=2.0):
        return a * b * c * d * e * scale

    try:
        found = product(*x)
    except ValueError:
        found = 5.0 * x[0]
    except TypeError:
        found = np.sum(x)
    return found * 2.0


def too_many_for_a_call(x):
    try:
        return (lambda a, b: a * b)(*x)
    except TypeError:
        return np.sum(x**2)


X = positive(4)


def context_of_a_second_exception(x):
    k = 3.0
    try:
        try:
            raise KeyError("first")
        except KeyError:
            raise ValueError("second")
    except ValueError as error:
        if isinstance(error.__context__, KeyError):
            k = 2.0
    return x[0] * k


def context_of_a_class_with_a_cause(x):
    try:
        try:
            return x[7]
        except IndexError as error:
            raise ZeroDivisionError from error
    except ZeroDivisionError as error:
        same = error.__cause__ is error.__context__
        return x[0] * x[1] if same else x[2]


def step_halved_where_it_fails(x, n):
    h = 0.1
    for k in range(n):
        try:
            if k % 2:
                raise ValueError
            h = np.sin(h)
        except ValueError:
            h *= 0.5
        x = x * h
    return x


class Diverged(Exception):
    """What an iteration raises."""


def iterated(x):
    y = x[0]
    for _ in range(8):
        y = y * y + x[1]
        if y > 5.0:
            raise Diverged("too great")
    return y


def of_a_class_of_its_own(x):
    try:
        y = iterated(x)
    except Diverged as error:
        y = x[0] ** 2 * len(str(error))
    return y


def of_a_class_that_is_given(x, kind):
    try:
        y = iterated(x)
    except (kind, ZeroDivisionError):
        y = x[0] ** 3
    return y


def several_changes_in_a_context(x):
    s = 1.0
    try:
        with np.errstate(divide="raise"):
            s = s * x[0]
            s = s + x[2] / x[1]
            s = s * 3.0
        s = s * x[3]
    except FloatingPointError:
        s = s * 2.0
    return s


def overflow_in_a_context(x):
    s = 1.0
    try:
        with np.errstate(over="raise"):
            s = s * x[0]
            t = np.exp(x[1] + 800.0)
            s = s * t
    except FloatingPointError:
        s = s * x[2]
    return s


def break_out_of_a_context(x):
    for i in range(3):
        try:
            with np.errstate(divide="raise"):
                y = x[i] * 2.0
                z = y / x[1]
                if z > 1.5:
                    break
        except FloatingPointError:
            z = x[0] * x[2]
            y = 3.0
    return z * y


def names_that_are_there(x):
    a = x[0]
    try:
        a = np.atleast_1d(a)
        b = np.sin(a)
        b[b > 0.95] = 0.9
    except NameError:
        b = np.zeros(2)
    return np.sum(b) * x[1]


def names_that_may_not_be_there(x, flag):
    if flag:
        w = x[0]
    try:
        z = np.sin(w)
    except NameError:
        z = x[1] * 2.0
    return z


def always_raises(x):
    try:
        if len(x) < 2:
            raise TypeError("x")
        return max(x)
    except TypeError:
        return x[0] * 3.0


def no_such_function(x, name):
    table = {"square": lambda v: v * v, "sine": np.sin}
    try:
        return table[name](x[0])
    except KeyError:
        return x[1] ** 2


PROGRAMS = [
    Program(always_raises, (X,)),
    Program(always_raises, (X[:1],), name="always_raises_indeed"),
    Program(no_such_function, (X, "sine")),
    Program(no_such_function, (X, "cosine"), name="no_such_function_indeed"),
    Program(overwritten_at_the_end, (X,)),
    *(Program(overwritten_after_each_pass, (X, n)) for n in (0, 3)),
    Program(several_changes_in_a_context, (X,)),
    Program(overflow_in_a_context, (X,)),
    Program(break_out_of_a_context, (X,)),
    Program(names_that_are_there, (X,)),
    *(Program(names_that_may_not_be_there, (X, flag)) for flag in np.array([False, True])),
    Program(step_halved_where_it_fails, (0.7, 3)),
    Program(context_of_a_second_exception, (X,)),
    Program(context_of_a_class_with_a_cause, (X,)),
    Program(returns_either_way, (2.0,)),
    Program(factor_or_scale, (DEFINITE,)),
    Program(factor_or_scale, (INDEFINITE,), name="factor_or_scale_of_indefinite"),
    Program(sum_until_the_end, (X, 3)),
    Program(sum_until_the_end, (X, 6), name="sum_beyond_the_end"),
    Program(with_else_and_name, (X, 2)),
    Program(with_else_and_name, (X, 9), name="with_handler_and_name"),
    Program(with_finally_in_a_loop, (X, 0)),
    Program(with_finally_in_a_loop, (X, 2), name="with_finally_and_handler_in_a_loop"),
    Program(suppressed, (X, 2)),
    Program(suppressed, (X, 9), name="suppressed_exception"),
    Program(stores, (X, 2)),
    Program(stores, (X, 7), name="store_that_raises"),
    Program(branches_inside, (X, 1)),
    Program(branches_inside, (X, 8), name="branch_inside_raises"),
    Program(nested, (X, 1)),
    Program(nested, (X, 8), name="nested_and_raised"),
    Program(raises_itself, (X, 1)),
    Program(raises_itself, (X, 8), name="raises_itself_indeed"),
    Program(helper_raises, (X, 1)),
    Program(helper_raises, (X, 8), name="helper_raises_indeed"),
    Program(helper_catches, (X, 6)),
    Program(left_by_an_exception, (X,)),
    Program(goes_on, (X,)),
    Program(only_finally, (X,)),
    Program(returns_through_finally, (X, 1)),
    Program(returns_through_finally, (X, 5), name="returns_early_through_finally"),
    Program(raises_again, (X, 2)),
    Program(from_a_cause, (X, 1)),
    Program(from_a_cause, (X, 9), name="from_a_cause_handled"),
    Program(partly_done, (X, 2)),
    Program(partly_done, (X, 7), name="partly_done_and_raised"),
    Program(partly_done_in_a_loop, (X, 4)),
    Program(several_handlers, (X, np.array([1, 9, 0, 2]))),
    Program(handler_raises_on, (X, 8)),
    Program(handler_raises_on, (X, 1), name="handler_not_needed"),
    Program(records_are_forgotten, (X, [2, 9, 3, 7, 1])),
    Program(arrays_change_kind_of_path, (X, [(2, 2), (3, 3), (4, 1), (5,)])),
    Program(list_appended, (X, 6)),
    Program(bare_except, (X, 8)),
    Program(expression_alone, (X, 2)),
    Program(expression_alone, (X, 9), name="expression_alone_raises"),
    Program(unpacked, ((1.5, 2.0), X), wrt=(0, 1)),
    Program(unpacked, ((1.5, 2.0, 3.0), X), wrt=1, name="unpacked_too_many"),
    Program(continues_from_nested_loops, (X, 3)),
    Program(nested_with_several_changes, (X, 1)),
    Program(nested_with_several_changes, (X, 7), name="nested_change_that_raises"),
    Program(nested_in_a_loop, (X, 4)),
    Program(returns_between_nested_attempts, (X,)),
    Program(key_that_is_not_there, (X,)),
    Program(position_that_is_not_there, (X,)),
    Program(key_that_is_not_there_in_a_later_pass, (X,)),
    Program(of_a_class_of_its_own, (X,)),
    Program(of_a_class_that_is_given, (X, Diverged)),
    Program(too_few_for_a_call, (positive(4),)),
    Program(too_few_for_a_call, (positive(5),), name="as_many_as_a_call_takes"),
    Program(too_many_for_a_call, (positive(4),)),
]
