"""Compare a gradient with central differences."""

import inspect
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from srcgrad.checks.comparison import RANDOM_STATE, Leaf, Limits, Scene, check_leaf
from srcgrad.checks.culprits import culprit
from srcgrad.checks.forward import check_forward
from srcgrad.checks.leaves import at, differentiable, leaves, spelled
from srcgrad.checks.outputs import agree, coarsest, random_seed
from srcgrad.checks.replicas import changed, replica
from srcgrad.checks.second import check_second
from srcgrad.errors import GradientCheckError, SrcgradError
from srcgrad.transforms.gradient import Gradient, grad

VARIES = "a function that differs from call to call (random, or with a state) cannot be checked"


class CheckRequestError(SrcgradError, ValueError):
    """`check_grads` was asked for what it does not do."""


def check_grads(
    fun: Callable[..., Any],
    args: Sequence[Any],
    *,
    wrt: int | str | tuple[int | str, ...] = 0,
    modes: Sequence[str] = ("reverse", "forward"),
    order: int = 1,
    rtol: float = 1e-6,
    atol: float = 1e-8,
) -> None:
    """Compare the gradient of ``fun`` at ``args`` with central differences.

    Every number of a small argument is checked; of an array of more than 64 numbers, a fixed
    random sample and one direction that moves them all. An output that is not a scalar is
    weighted with a fixed random seed. ``fun`` is called with copies of ``args``.

    Args:
        fun: A function, or what ``grad`` made of one.
        args: Its positional arguments, as a tuple.
        wrt: A position, a parameter's name, or a tuple of them.
        modes: What to check: ``"reverse"``, ``"forward"`` or both.
        order: Of the derivative: 1, or 2 to check `hvp` too, where the value is one number.
        rtol: A number passes if it differs by at most ``atol + rtol * |number|``. Where arguments
            or value are of less than double precision, the limits are widened to what it can hold.
        atol: See ``rtol``.

    Raises
    ------
        GradientCheckError: Naming the argument, the index and both numbers; also if the gradient
            has not the type of its argument, or if the value or the final state of the arguments
            is not the function's own.

    >>> check_grads(lambda x, n: x**n, (2.0, 3))
    """
    refuse(args, modes, order)
    primal = fun.primal if isinstance(fun, Gradient) else fun
    name = getattr(primal, "__name__", "the function")
    parameters = list(inspect.signature(primal).parameters)
    seed_name = "seed" if "seed" not in parameters else "check_seed"
    has_aux = isinstance(fun, Gradient) and fun.has_aux
    gradient = grad(primal, wrt=wrt, has_aux=has_aux, seed_name=seed_name)

    before, after = replica(tuple(args)), replica(tuple(args))
    bare = Scene(primal, before, has_aux, False, None)
    value = bare.call(after)
    seed = None if isinstance(value, float) else random_seed(value, RANDOM_STATE)
    arguments = replica(before)
    found, bars = gradient(*arguments, **({} if seed is None else {seed_name: seed}))
    same_outcome(name, value, found[0] if has_aux else found, after, arguments, rtol)

    scene = Scene(primal, before, has_aux, changed(before, after), seed)
    unit = coarsest(before, value)
    limits = Limits(rtol, atol, 0.0 if unit < 1e-12 else 1000.0 * unit)
    entries = wrt if isinstance(wrt, tuple) else (wrt,)
    for entry, bar in zip(entries, bars if isinstance(wrt, tuple) else (bars,), strict=True):
        position = parameters.index(entry) if isinstance(entry, str) else range(len(args))[entry]
        label = parameters[min(position, len(parameters) - 1)]
        if "reverse" in modes:
            try:
                check_argument(name, label, scene, position, bar, limits)
            except GradientCheckError as error:
                likely = culprit(gradient, replica(before), seed, check_alone)
                raise (with_place(error, likely) if likely else error) from None
        if "forward" in modes:
            check_forward(name, label, scene, position, limits)
        if order == 2:
            single = grad(primal, wrt=entry, seed_name=seed_name)
            check_second(name, label, single, before, position, limits)


def check_alone(fun: Callable[..., Any], args: tuple[Any, ...], names: tuple[str, ...]) -> None:
    """Check the gradient of a single statement by all its operands."""
    value = fun(*replica(args))
    seed = None if isinstance(value, float) else random_seed(value, RANDOM_STATE)
    given = {} if seed is None else {"check_seed": seed}
    _, bars = grad(fun, wrt=names, seed_name="check_seed")(*replica(args), **given)
    scene = Scene(fun, args, False, False, seed)
    unit = coarsest(args, value)
    limits = Limits(1e-6, 1e-8, 0.0 if unit < 1e-12 else 1000.0 * unit)
    for position, (label, bar) in enumerate(zip(names, bars, strict=True)):
        check_argument("the statement", label, scene, position, bar, limits)


def with_place(error: GradientCheckError, likely: str) -> GradientCheckError:
    """The error that also names the line from which it seems to come."""
    return GradientCheckError(f"{error.reason}\n{likely}", error.remedy)


def refuse(args: Sequence[Any], modes: Sequence[str], order: int) -> None:
    """Refuse what cannot be checked."""
    if not isinstance(args, (tuple, list)):
        raise CheckRequestError(
            f"`args` is {type(args).__name__}, not a tuple of the function's arguments",
            "write check_grads(fun, (x,)) for a function of one argument",
        )
    if isinstance(modes, str) or not modes or not set(modes) <= {"reverse", "forward"}:
        raise CheckRequestError(
            f"modes={modes!r}: there are reverse and forward mode",
            'write modes=("reverse", "forward")',
        )
    if order not in (1, 2):
        raise CheckRequestError(
            f"order={order!r}: first and second derivatives can be checked", "write order=1"
        )


def same_outcome(
    name: str, value: Any, found: Any, after: Any, arguments: Any, rtol: float
) -> None:
    """The gradient must return the function's own value and leave its arguments alike."""
    if not agree(value, found, rtol):
        raise GradientCheckError(
            f"`{name}` returns {value!r}, but its gradient returns {found!r} as the value",
            VARIES,
        )
    if changed(after, arguments):
        raise GradientCheckError(
            f"`{name}` and its gradient leave the arguments in different states",
            VARIES,
        )


def check_argument(
    name: str, label: str, scene: Scene, position: int, bar: Any, limits: Limits
) -> None:
    """Check the gradient with respect to one argument, leaf by leaf."""
    argument = scene.args[position]
    for path, leaf in leaves(argument):
        where = label + spelled(path, argument)
        leaf_bar = of_kind(leaf, bar, path, where)
        if not differentiable(leaf):
            continue
        bars = np.asarray(leaf_bar)
        for unit in (1.0, 1j) if bars.dtype.kind == "c" else (1.0,):
            check_leaf(name, where, Leaf(scene, (position, *path), bars, unit, limits))


def of_kind(leaf: Any, bar: Any, path: tuple[Any, ...], where: str) -> Any:
    """The gradient's leaf at ``path``, which must be of the argument's structure and type."""
    try:
        leaf_bar = at(bar, path)
    except (LookupError, AttributeError, TypeError):
        raise GradientCheckError(
            f"the gradient has nothing at {where}: it is {bar!r}",
            "a gradient must have the structure of its argument",
        ) from None
    expected = description(leaf) if differentiable(leaf) else "None"
    if description(leaf_bar) != expected:
        raise GradientCheckError(
            f"the gradient with respect to {where} is {description(leaf_bar)}, not {expected}",
            "a gradient must have the type, shape and dtype of its argument",
        )
    return leaf_bar


def description(leaf: Any) -> str:
    """What a leaf is, in words.

    >>> description(np.zeros((2, 3))), description(1.0), description(None)
    ('an array of float64 of shape (2, 3)', 'a float', 'None')
    """
    if leaf is None:
        return "None"
    if isinstance(leaf, np.ndarray):
        return f"an array of {leaf.dtype} of shape {leaf.shape}"
    return f"a {type(leaf).__name__}"
