"""`checkpoint`: the reverse sweep runs a function again, and keeps nothing of its first run."""

from __future__ import annotations

import functools
import os
import types
from collections.abc import Sequence
from typing import Any

import numpy as np

from srcgrad.errors import SourceUnavailableError
from srcgrad.infer.kinds.draws import generates
from srcgrad.ir import kinds as k
from srcgrad.rules.derived import maker
from srcgrad.rules.held import Held, Proof, Written
from srcgrad.rules.text import header, loaded
from srcgrad.runtime.checkpoints.snapshots import check_limits
from srcgrad.transforms.arguments import (
    behind,
    clear_of,
    is_variadic,
    listed,
    parameters_of,
    plain,
)
from srcgrad.transforms.drawing import drawing
from srcgrad.transforms.known import gradient_of, primal_of
from srcgrad.transforms.parted import holds_more, of_parts

MISPLACED = (
    "`snapshots`, `memory` and `on_disk` go with the iterable or the test of a loop, "
    "not with a function"
)


def put_in(code: Any, **options: Any) -> Any:
    """A function that is made inside the differentiated one is put in, as without a checkpoint."""
    if options:
        raise TypeError(MISPLACED)
    return code


TEXT = '''\
def {name}_transpose({y_bar}, {names}):
    """The adjoints of the arguments of {name}, which runs again."""
    return {name}_gradient({given}, output_bar={y_bar})[1]


def {name}_rule({y_bar}, {y}, {parameters}):
    return {name}_transpose({y_bar}, {names})
'''


SEVERAL = '''\
def {name}_weighted({names}, {weights}):
    returned_ = {name}_primal({given})
    return {total}


def {name}_transpose({weights}, {names}):
    """The adjoints of the arguments of {name}, which runs again."""
    return {name}_gradient({names}, {weights})[1]


def {name}_rule({y_bar}, {y}, {parameters}):
    return {name}_transpose({adjoints}, {names})
'''


class Checkpointed(Held):
    """A function of which the reverse sweep keeps the arguments alone."""

    unfolded = True

    def __init__(self, fun: Any) -> None:
        self.primal = primal_of(fun)
        if not isinstance(self.primal, types.FunctionType) or is_variadic(self.primal):
            name = getattr(self.primal, "__name__", type(self.primal).__name__)
            raise SourceUnavailableError(
                f"{name} is no function written in Python whose parameters have names",
                "define a function that calls it",
            )
        functools.update_wrapper(self, self.primal, updated=())

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        return self if instance is None else types.MethodType(self, instance)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """What the function does."""
        return self.primal(*args, **kwargs)

    def of(self, function: Any) -> Checkpointed:
        """Another function, checkpointed."""
        return Checkpointed(function)

    def holds_more(self, result: k.Kind) -> bool:
        """Is it a container, and no tuple of numbers and arrays?"""
        return holds_more(result)

    def operands(self) -> tuple[str, ...]:
        """All parameters."""
        return listed(self.primal)

    def written(
        self, name: str, asked: Sequence[str], kinds: dict[str, k.Kind], result: k.Kind
    ) -> Written:
        """The function's own adjoint, called in the reverse sweep."""
        positional, keyword = parameters_of(self.primal)
        parameters, defaults = header(self.primal)
        text = TEXT.format(
            name=name,
            names=", ".join((*positional, *keyword)),
            given=", ".join((*positional, *(f"{n}={n}" for n in keyword))),
            parameters=parameters,
            **clear_of(listed(self.primal), "y"),
        )
        if isinstance(result, k.Tuple):
            return self._several(name, asked, len(result.items))
        own = gradient_of(self.primal, tuple(asked) if len(asked) > 1 else asked[0])
        names = {f"{name}_gradient": own, **defaults}
        return Written(text, names, (f"{name}_transpose",), f"{name}_rule")

    def _several(self, name: str, asked: Sequence[str], count: int) -> Written:
        """Of a tuple: the gradient of the sum of its parts, each times its adjoint."""
        positional, keyword = parameters_of(self.primal)
        parameters, defaults = header(self.primal)
        plain = ", ".join((*positional, *keyword))
        own = clear_of(listed(self.primal), "y")
        text = SEVERAL.format(
            name=name,
            names=plain,
            given=", ".join((*positional, *(f"{n}={n}" for n in keyword))),
            parameters=parameters,
            weights=", ".join(f"weight_{n}_" for n in range(count)),
            adjoints=", ".join(f"{own['y_bar']}[{n}]" for n in range(count)),
            total=" + ".join(f"np.sum(returned_[{n}] * weight_{n}_)" for n in range(count)),
            **own,
        )
        names = {"np": np, f"{name}_primal": self.primal, **defaults}
        made = loaded(f"{name}_weighted", text, names)
        by = tuple(asked) if len(asked) > 1 else asked[0]
        names[f"{name}_gradient"] = gradient_of(made, by)
        return Written(text, names, (f"{name}_transpose",), f"{name}_rule")

    def drawn(self, kinds: dict[str, k.Kind]) -> tuple[str, ...]:
        """The parameters that are random generators."""
        return tuple(n for n, kind in kinds.items() if _is_generator(kind))

    def by_parts(self, kinds: dict[str, k.Kind], result: k.Kind) -> Any:
        """Of containers, what takes their parts; where it draws, what tells of the generators."""
        parted = of_parts(self.primal, kinds, result, Checkpointed)
        if parted is not None:
            return parted
        generators = self.drawn(kinds)
        return drawing(self, generators, kinds, result) if generators else None

    def proof(self, kinds: dict[str, k.Kind], asked: Sequence[str], result: k.Kind) -> Proof:
        """The function must be differentiable, and without effects."""
        return Proof(gradient_of(self.primal, tuple(asked)), kinds)


def _is_generator(kind: k.Kind) -> bool:
    return isinstance(kind, k.Opaque) and generates(kind.cls)


@maker(put_in)
def checkpoint(
    fun: Any,
    snapshots: int | None = None,
    *,
    memory: float | None = None,
    on_disk: bool | str | os.PathLike[str] = False,
) -> Any:
    """Keep nothing of a function's run but its arguments, of a loop but some states.

    Parameters
    ----------
    fun : a function that computes a float or an array, or a container of these, from floats, arrays
        and containers of them, and does nothing else, but draw from random generators that it is
        given. It must not write its arguments; that is checked when a caller is compiled.
        Or the iterable of a `for`, or the test of a `while`: then the reverse sweep runs passes
        of the loop again, from copies of what they read of earlier ones.
    snapshots : how many such copies there may be at a time, at least 1. For n passes and s
        snapshots the passes run again are as few as can be. By default about the square root of
        2n, which runs no pass more than twice before it is reversed.
    memory : the same as bytes: as many snapshots as fit.
    on_disk : keep the snapshots in a file, in the folder that is named here, or in the one for
        temporary files if this is True. The file has no name, so that nothing is left of it when
        the derivative has been taken, or an error has ended it.

    Returns
    -------
    A function that does the same; or the iterable, or the outcome of the test.

    Raises
    ------
    ValueError, where `snapshots` or `memory` leave no room for one state.

    Examples
    --------
    >>> import numpy as np
    >>> from srcgrad import grad
    >>> @checkpoint
    ... def layer(x, w):
    ...     return np.tanh(w * np.tanh(w * x))
    >>> value, slope = grad(lambda w: np.sum(layer(np.array([0.5, 1.0]), w)))(0.7)
    >>> print(round(slope, 6))
    1.493512
    >>> @grad
    ... def logistic(r, x):
    ...     for k in checkpoint(range(1000), snapshots=5):
    ...         x = r * x * (1.0 - x)
    ...     return x
    >>> print(round(logistic(2.5, 0.2)[1], 6))
    0.16
    """
    if not callable(fun):
        check_limits(snapshots, memory, on_disk)
        return fun
    if snapshots is not None or memory is not None or on_disk is not False:
        raise TypeError(MISPLACED)
    fun = plain(fun)
    method = behind(fun)
    if method is None:
        return Checkpointed(fun)
    return types.MethodType(Checkpointed(method[0]), method[1])


checkpoint.__srcgrad_loop__ = True  # type: ignore[attr-defined]  # known by this in `normalize`
