"""Everything that must hold of a program's gradient, checked by one function."""

import contextlib
import dataclasses
import inspect
import io
import random
import warnings

import numpy as np

from tests.oracle import differences
from tests.oracle.fresh import attributes, fresh, is_instance

RTOL = 1e-6
ATOL = 1e-8


class Wrong(AssertionError):
    """A program's value, state or gradient is not what it must be."""


@dataclasses.dataclass
class Run:
    """What one call of the undecorated function leaves behind."""

    value: object
    args: tuple
    kwargs: dict
    printed: str
    shares: list
    warned: bool


def primal_run(program):
    """Call the undecorated function on fresh arguments."""
    args, kwargs = program.arguments()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            value = program.function(*args, **kwargs)
    shares = sharing(value, (args, kwargs))
    return Run(fresh(value), args, kwargs, printed.getvalue(), shares, bool(caught))


def oracle(program, seed, step=differences.STEP):
    """The gradient by differences, at the arguments' values at entry."""
    args, kwargs = program.arguments()
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return differences.gradient(
            program.function,
            args,
            wrt=program.wrt,
            seed=seed,
            kwargs=kwargs,
            step=step,
            shared=program.shared,
        )


def examine(program, grad):
    """Raise ``Wrong`` unless ``grad`` is right for ``program`` in every respect."""
    expected = primal_run(program)
    seed = make_seed(expected.value)
    differentiated = grad(program.function, wrt=program.wrt)
    given = {} if seed is None else {"seed": seed}
    at_entry = fresh(seed)

    def call(differentiated=differentiated, locked=False):
        args, kwargs = program.arguments()
        if locked:
            lock((args, kwargs))
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            value, result = differentiated(*args, **given, **kwargs)
        same(expected.value, value, "value")
        same(expected.args, args, "final state of args")
        same(expected.kwargs, kwargs, "final state of kwargs")
        same(at_entry, seed, "seed, which must not change")
        if printed.getvalue() != expected.printed:
            raise Wrong(f"printed {printed.getvalue()!r}, not {expected.printed!r}")
        if sharing(value, (args, kwargs)) != expected.shares:
            raise Wrong("value shares other memory with the arguments than the function's own")
        if any(sharing(result, (args, kwargs, value, seed))):
            raise Wrong("gradient shares memory with an argument, the value or the seed")
        return result, args, kwargs

    with quiet(expected):
        result, args, kwargs = call()
    like_argument(wrt_arguments(program), result, "gradient")
    close(oracle(program, seed), result, "gradient", program.error_scale)
    kept = fresh(result)
    stored = grad(program.function, wrt=program.wrt)  # finds what was compiled before
    with quiet(expected), np.errstate(**strictness(program)):
        again, *_ = call(stored)
    same(kept, again, "gradient of a second call")
    same(kept, result, "first gradient after a second call")
    if runs(program, locked=True):
        with quiet(expected):
            locked, *_ = call(locked=True)
        same(kept, locked, "gradient at arguments that cannot be written")


@contextlib.contextmanager
def quiet(expected):
    """A warning of the derivative is wrong where the function itself gives none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore" if expected.warned else "error", RuntimeWarning)
        try:
            yield
        except (RuntimeWarning, FloatingPointError) as warning:
            raise Wrong(f"warns, as the function does not: {warning}") from warning


def strictness(program):
    """Floating-point errors that the function itself does not make are raised.

    Not underflow, of which NumPy says nothing: a product of many small slopes rightly gets there
    before the value does.
    """
    kinds = ("divide", "over", "invalid")
    return {kind: "raise" for kind in kinds if runs(program, **{kind: "raise"})}


def runs(program, locked=False, **errors):
    """Whether the undecorated function runs so."""
    args, kwargs = program.arguments()
    if locked:
        lock((args, kwargs))
    try:
        with (
            np.errstate(**errors),
            warnings.catch_warnings(),
            contextlib.redirect_stdout(io.StringIO()),
        ):
            warnings.simplefilter("ignore")
            program.function(*args, **kwargs)
    except (FloatingPointError, ValueError):
        return False
    return True


def lock(tree):
    """Make every array in ``tree`` read-only."""
    for array in leaves(tree):
        array.flags.writeable = False


def wrt_arguments(program):
    """The arguments that ``wrt`` names, in the structure of the gradient."""
    args, kwargs = program.arguments()
    bound = inspect.signature(program.function).bind(*args, **kwargs)
    bound.apply_defaults()
    names = list(bound.arguments)

    def one(which):
        return bound.arguments[names[which] if isinstance(which, int) else which]

    if isinstance(program.wrt, tuple):
        return tuple(one(which) for which in program.wrt)
    return one(program.wrt)


def make_seed(value):
    """A seed of the value's structure with fixed numbers; None for a real scalar."""
    if isinstance(value, (float, np.floating)) or (
        is_array(value) and value.ndim == 0 and value.dtype.kind != "c"
    ):
        return None
    counter = iter(range(1, 10_000))

    def number():
        return 0.5 + (next(counter) * 0.7548776662466927) % 1.0

    def of(leaf):
        if is_array(leaf) or isinstance(leaf, np.inexact):
            if leaf.dtype.kind not in "fc":
                return None
            unit = 1 - 0.7j if leaf.dtype.kind == "c" else 1.0
            numbers = [number() * unit for _ in range(leaf.size)]
            filled = np.array(numbers, leaf.dtype).reshape(leaf.shape)
            return filled if is_array(leaf) else filled[()]
        if isinstance(leaf, float):
            return number()
        if isinstance(leaf, complex):
            return number() * (1 - 0.7j)
        if isinstance(leaf, (int, str, np.integer, np.bool_, type(None))):
            return None
        return differences.mapped(leaf, lambda _, item: of(item))

    return of(value)


def is_array(value):
    """Whether ``value`` is an array and of no subclass."""
    return type(value) is np.ndarray


def leaves(tree):
    """The arrays in ``tree``, in order."""
    if is_array(tree):
        return [tree]
    if isinstance(tree, dict):
        return [leaf for item in tree.values() for leaf in leaves(item)]
    if isinstance(tree, (tuple, list)):
        return [leaf for item in tree for leaf in leaves(item)]
    if is_instance(tree):
        return leaves(attributes(tree))
    return []


def sharing(one, other):
    """For each pair of arrays of two trees whether they share memory."""
    return [np.shares_memory(a, b) for a in leaves(one) for b in leaves(other)]


def same(expected, found, where):
    """Raise ``Wrong`` unless ``found`` is bit for bit and type for type ``expected``."""
    if type(expected) is not type(found):
        raise Wrong(f"{where}: {type(found).__name__}, not {type(expected).__name__}")
    if isinstance(expected, (np.ndarray, np.generic)):
        if expected.dtype != found.dtype or expected.shape != found.shape:
            raise Wrong(f"{where}: {describe(found)}, not {describe(expected)}")
        if expected.tobytes() != found.tobytes():
            raise Wrong(f"{where}: {found!r}, not {expected!r} bit for bit")
    elif isinstance(expected, float):
        if expected.hex() != found.hex():
            raise Wrong(f"{where}: {found!r}, not {expected!r} bit for bit")
    elif isinstance(expected, complex):
        if repr(expected) != repr(found):
            raise Wrong(f"{where}: {found!r}, not {expected!r} bit for bit")
    elif isinstance(expected, dict):
        if list(expected) != list(found):
            raise Wrong(f"{where}: keys {list(found)}, not {list(expected)}")
        for key, item in expected.items():
            same(item, found[key], f"{where}[{key!r}]")
    elif isinstance(expected, (tuple, list)):
        if len(expected) != len(found):
            raise Wrong(f"{where}: {len(found)} items, not {len(expected)}")
        for i, (item, other) in enumerate(zip(expected, found, strict=True)):
            same(item, other, f"{where}[{i}]")
    elif isinstance(expected, random.Random):
        same(expected.getstate(), found.getstate(), f"{where}.getstate()")
    elif hasattr(expected, "as_quat"):  # a rotation, which older releases of SciPy write in C
        same(expected.as_quat(), found.as_quat(), f"{where}.as_quat()")
    elif is_instance(expected):
        same(attributes(expected), attributes(found), f"{where}.__dict__")
    elif expected != found and not callable(expected):
        raise Wrong(f"{where}: {found!r}, not {expected!r}")


def like_argument(argument, result, where):
    """Raise ``Wrong`` unless ``result`` has the argument's type, structure, dtype and shape."""
    if isinstance(argument, np.ndarray) and argument.dtype.kind not in "fc":
        argument = None
    if isinstance(argument, (bool, int, str, np.integer, np.bool_)):
        argument = None
    if callable(argument) and not is_instance(argument):
        argument = None
    if type(argument) is not type(result):
        raise Wrong(f"{where}: {describe(result)}, not like {describe(argument)}")
    if isinstance(argument, (np.ndarray, np.generic)):
        if argument.dtype != result.dtype or argument.shape != result.shape:
            raise Wrong(f"{where}: {describe(result)}, not like {describe(argument)}")
        if is_array(result) and result.size and not result.flags.writeable:
            raise Wrong(f"{where}: cannot be written")
    elif isinstance(argument, dict):
        if list(argument) != list(result):
            raise Wrong(f"{where}: keys {list(result)}, not {list(argument)}")
        for key, item in argument.items():
            like_argument(item, result[key], f"{where}[{key!r}]")
    elif isinstance(argument, (tuple, list)):
        if len(argument) != len(result):
            raise Wrong(f"{where}: {len(result)} items, not {len(argument)}")
        for i, (item, other) in enumerate(zip(argument, result, strict=True)):
            like_argument(item, other, f"{where}[{i}]")
    elif is_instance(argument):
        like_argument(attributes(argument), attributes(result), f"{where}.__dict__")


def close(expected, found, where, scale=1.0):
    """Raise ``Wrong`` unless ``found`` is the number, or tree of numbers, ``expected``."""
    if isinstance(expected, dict):
        for key, item in expected.items():
            close(item, found[key], f"{where}[{key!r}]", scale)
    elif isinstance(expected, (tuple, list)):
        for i, (item, other) in enumerate(zip(expected, found, strict=True)):
            close(item, other, f"{where}[{i}]", scale)
    elif is_instance(expected):
        close(attributes(expected), attributes(found), where, scale)
    elif expected is not None:
        if found is None or np.shape(expected) != np.shape(found):
            raise Wrong(f"{where}: {describe(found)}, not {describe(expected)}")
        if not np.allclose(found, expected, rtol=RTOL * scale, atol=ATOL * scale):
            raise Wrong(f"{where}: {one_line(found)}, by differences {one_line(expected)}")


def one_line(value):
    """Numbers on one line for a message."""
    with np.printoptions(precision=8, threshold=12, linewidth=1000):
        return " ".join(str(value).split())


def describe(value):
    """The type of a value, with dtype and shape where it has them."""
    if isinstance(value, np.ndarray):
        return f"array {value.dtype}{list(value.shape)}"
    return type(value).__name__
