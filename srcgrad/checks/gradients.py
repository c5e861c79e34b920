"""Compare a gradient with central differences."""

import inspect
import types
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from srcgrad.checks.comparison import RANDOM_STATE, Leaf, Limits, Scene, check_leaf
from srcgrad.checks.culprits import culprit
from srcgrad.checks.forward import check_forward
from srcgrad.checks.leaves import at, differentiable, leaves, spelled
from srcgrad.checks.outputs import agree, coarsest, random_seed
from srcgrad.checks.reduced import number_of
from srcgrad.checks.replicas import changed, replica
from srcgrad.checks.second import Moving, check_second
from srcgrad.checks.sparsity import check_sparsity
from srcgrad.errors import GradientCheckError, SrcgradError
from srcgrad.transforms.arguments import behind, by_name, reaches
from srcgrad.transforms.gradient import Gradient, grad
from srcgrad.transforms.known import primal_of
from srcgrad.transforms.spread import spread

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
    sparsity: Any = None,
    has_aux: bool = False,
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
        order: Of the derivative: 2 checks `hvp` too, and n the derivatives of the gradient up to
            the n-th; with one mode alone, those of this mode over itself. A value that is no
            number is weighted, as a gradient of which the next derivative is taken.
        sparsity: A pattern as `jacobian` takes it, of a value that is an array, or as `hessian`
            takes it, of one that is a number; it is compared with the whole matrix.
        has_aux: The function returns ``(value, aux)``, and ``value`` is checked.
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
    refuse_limits(rtol=rtol, atol=atol)
    method = behind(primal_of(fun))
    if method is not None:
        fun, args, wrt = method[0], (method[1], *args), by_name(method[0], wrt)
    check = Check(fun, tuple(args), wrt, has_aux)
    limits = Limits(rtol, atol, 0.0 if check.unit < 1e-12 else 1000.0 * check.unit)
    bars = check.run(rtol)
    for entry, bar in zip(check.entries, bars, strict=True):
        position, label = check.place(entry)
        if "reverse" in modes:
            check.reverse(label, position, bar, limits)
        if "forward" in modes:
            check.forward(label, position, limits)
        if sparsity is not None:
            check_sparsity(check.name, label, check.primal, check.before, entry, sparsity)
    for one in range(2, order + 1):
        check.higher(one, tuple(modes), limits)


class Check:
    """A function with its arguments, and what a run of it returned."""

    def __init__(
        self, fun: Callable[..., Any], args: tuple[Any, ...], wrt: Any, has_aux: bool
    ) -> None:
        self.primal = primal_of(fun)
        if reaches(self.primal, wrt):
            self.primal = spread(self.primal, len(args))
        self.name = getattr(self.primal, "__name__", "the function")
        given = inspect.signature(self.primal).parameters
        self.parameters = list(given)
        self.rest = next((n for n, p in given.items() if p.kind is p.VAR_POSITIONAL), None)
        self.seed_name = "seed" if "seed" not in self.parameters else "check_seed"
        self.has_aux = has_aux or (isinstance(fun, Gradient) and fun.has_aux)
        self.gradient = grad(self.primal, wrt=wrt, has_aux=self.has_aux, seed_name=self.seed_name)
        self.several = isinstance(wrt, tuple)
        self.entries = wrt if isinstance(wrt, tuple) else (wrt,)
        self.before, self.after = replica(args), replica(args)
        self.value = Scene(self.primal, self.before, self.has_aux, False, None).call(self.after)
        self.unit = coarsest(self.before, self.value)
        number = isinstance(self.value, float)
        self.seed = None if number else random_seed(self.value, RANDOM_STATE)
        written = changed(self.before, self.after)
        self.scene = Scene(self.primal, self.before, self.has_aux, written, self.seed)

    def run(self, rtol: float) -> tuple[Any, ...]:
        """The gradients; value and final state must be the function's own."""
        arguments = replica(self.before)
        given = {} if self.seed is None else {self.seed_name: self.seed}
        found, bars = self.gradient(*arguments, **given)
        found = found[0] if self.has_aux else found
        same_outcome(self.name, self.value, found, self.after, arguments, rtol)
        return tuple(bars) if self.several else (bars,)

    def place(self, entry: int | str) -> tuple[int, str]:
        """The position of an argument, and what it is called."""
        count = range(len(self.before))
        position = self.parameters.index(entry) if isinstance(entry, str) else count[entry]
        label = self.parameters[min(position, len(self.parameters) - 1)]
        if label == self.rest:
            raise CheckRequestError(
                f"`*{label}` of `{self.name}` takes any number of arguments",
                "check a function of as many parameters that calls it",
            )
        return position, label

    def reverse(self, label: str, position: int, bar: Any, limits: Limits) -> None:
        """Compare a gradient; an error names the line from which it seems to come."""
        try:
            check_argument(self.name, label, self.scene, position, bar, limits)
        except GradientCheckError as error:
            likely = culprit(self.gradient, replica(self.before), self.seed, check_alone)
            raise (with_place(error, likely) if likely else error) from None

    def forward(self, label: str, position: int, limits: Limits) -> None:
        """Compare tangents; an error names the line from which it seems to come."""
        try:
            check_forward(self.name, label, self.scene, position, limits)
        except GradientCheckError as error:
            before = replica(self.before)
            likely = culprit(self.gradient, before, self.seed, check_tangent_alone, reverse=False)
            raise (with_place(error, likely) if likely else error) from None

    def higher(self, order: int, modes: tuple[str, ...], limits: Limits) -> None:
        """Check derivatives of an order; an error names the line from which it seems to come."""
        try:
            check_second(self.name, self.moving(), modes, limits, order)
        except GradientCheckError as error:
            before, check = replica(self.before), partial(check_higher_alone, modes, order)
            likely = culprit(self.gradient, before, self.seed, check, "reverse" in modes)
            raise (with_place(error, likely) if likely else error) from None

    def moving(self) -> Moving:
        """The function as one of one number, with the arguments that move."""
        places = [self.place(entry) for entry in self.entries]
        positions, labels = zip(*places, strict=True)
        function = number_of(self.primal, self.value, self.has_aux)
        has_aux = self.has_aux and function is self.primal
        return Moving(function, has_aux, self.before, self.entries, positions, labels)


def alone(fun: Callable[..., Any], args: tuple[Any, ...]) -> tuple[Scene, Limits]:
    """A single statement as what is checked."""
    value = fun(*replica(args))
    seed = None if isinstance(value, float) else random_seed(value, RANDOM_STATE)
    unit = coarsest(args, value)
    limits = Limits(1e-6, 1e-8, 0.0 if unit < 1e-12 else 1000.0 * unit)
    return Scene(fun, args, False, False, seed), limits


def check_tangent_alone(
    fun: Callable[..., Any], args: tuple[Any, ...], names: tuple[str, ...]
) -> None:
    """Check the tangent of a single statement by all its operands."""
    scene, limits = alone(fun, args)
    for position, label in enumerate(names):
        check_forward("the statement", label, scene, position, limits)


def check_higher_alone(
    modes: tuple[str, ...],
    order: int,
    fun: Callable[..., Any],
    args: tuple[Any, ...],
    names: tuple[str, ...],
) -> None:
    """Check the derivatives of an order of a single statement by all its operands."""
    _, limits = alone(fun, args)
    check_second("the statement", Check(fun, args, names, False).moving(), modes, limits, order)


def check_alone(fun: Callable[..., Any], args: tuple[Any, ...], names: tuple[str, ...]) -> None:
    """Check the gradient of a single statement by all its operands."""
    scene, limits = alone(fun, args)
    given = {} if scene.seed is None else {"check_seed": scene.seed}
    _, bars = grad(fun, wrt=names, seed_name="check_seed")(*replica(args), **given)
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
    if type(order) is not int or order < 1:
        raise CheckRequestError(
            f"order={order!r}: the order of a derivative is a whole number of at least 1",
            "write order=1",
        )


def refuse_limits(**limits: float) -> None:
    """Refuse a tolerance that is no number, or negative."""
    for name, limit in limits.items():
        if not isinstance(limit, (int, float, np.number)) or not limit >= 0:
            raise CheckRequestError(
                f"{name}={limit!r}: a tolerance is a number of at least 0", f"write {name}=1e-6"
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
        if isinstance(leaf, types.MethodType):
            continue  # a gradient holds none
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
