"""Second derivatives against central differences of the gradient.

With both modes they are those of `hvp`, forward mode over reverse mode; with one of them alone,
this mode over itself. In each case the slope along random weights is differentiated.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import Any

import numpy as np

from srcgrad.checks.comparison import RANDOM_STATE, STEP, WHOLE, Finding, Limits
from srcgrad.checks.differences import careful, difference
from srcgrad.checks.leaves import (
    Path,
    at,
    differentiable,
    leaves,
    placed,
    replaced,
    spelled,
    steps,
    unfolded,
)
from srcgrad.checks.outputs import random_like, weighted
from srcgrad.checks.reduced import slope_of, tangent_of, weights_of
from srcgrad.checks.replicas import replica
from srcgrad.errors import GradientCheckError
from srcgrad.late import dataclass, replace
from srcgrad.transforms.forward import jvp
from srcgrad.transforms.gradient import grad
from srcgrad.transforms.second import scalar_of

WORDS = {2: "second", 3: "third", 4: "fourth"}
DIRECTIONS = 3  # of each leaf; the gradient's change is weighted at random


@dataclass(frozen=True)
class Moving:
    """A function of one number, with its arguments, and which of these move; `has_aux` of it."""

    function: Any
    has_aux: bool
    args: tuple[Any, ...]
    entries: tuple[int | str, ...]
    positions: tuple[int, ...]
    labels: tuple[str, ...]

    @property
    def arguments(self) -> tuple[Any, ...]:
        """Those that move."""
        return tuple(self.args[position] for position in self.positions)

    def sloped(self, forward: bool) -> Moving:
        """Its slope along random weights, a function of one number in turn."""
        if forward:
            function = tangent_of(self.function, self.positions, self.args, self.has_aux)
        else:
            function = slope_of(self.function, self.entries, self.arguments, self.has_aux)
        return replace(self, function=function, has_aux=False)


def check_second(
    name: str, moving: Moving, modes: Collection[str], limits: Limits, order: int = 2
) -> None:
    """Check the derivatives of an order, of slopes along random weights.

    Each leaf moves in random directions; where the change of the slope is wrong, a number of the
    leaf is looked for that shows it.
    """
    forward = "reverse" not in modes
    for _ in range(2, order):
        moving = moving.sloped(forward)
    kind = Slope if len(set(modes)) > 1 else PushedSlope if forward else PulledSlope
    slope = kind(moving, weights_of(moving.arguments), limits)
    generator = np.random.default_rng(RANDOM_STATE + 1)
    for path, leaf in leaves(moving.arguments):
        if not differentiable(leaf):
            continue
        for _ in range(DIRECTIONS):
            direction = random_like(leaf, generator)
            finding = slope.along(path, direction)
            if finding.passes:
                continue
            index, finding = slope.narrowed(path, direction, finding)
            where = moving.labels[path[0]] + spelled(path[1:], moving.arguments[path[0]])
            raise slope.mismatch(name, where, index, finding, WORDS.get(order, f"{order}th"))


@dataclass(frozen=True)
class Slope:
    """The gradient of a function, weighted, as one of the leaves moves: forward over reverse."""

    moving: Moving
    weights: Any
    limits: Limits
    differences = "of the gradient "
    mode = ""

    @cached_property
    def gradient(self) -> Any:
        """The gradient by the arguments that move."""
        moving = self.moving
        return grad(
            moving.function, wrt=moving.entries, has_aux=moving.has_aux, seed_name="output_bar"
        )

    @cached_property
    def second(self) -> Any:
        """What differentiates it."""
        return scalar_of(self.gradient, self.gradient.wrt, None, self.moving.has_aux)

    def change(self, path: Path, direction: Any) -> float:
        """How the slope changes as the leaf at `path` moves in a direction."""
        given = self.held(self.moving.arguments, path, direction)
        _, moved = self.second.along(replica(self.moving.args), {}, given)
        return weighted(moved, self.weights)

    def value(self, args: tuple[Any, ...]) -> float:
        """The slope at arguments."""
        return weighted(self.gradient(*args)[1], self.weights)

    def held(self, arguments: Any, path: Path, direction: Any) -> Any:
        """A direction in which the leaf at `path` moves alone."""
        for other, _ in leaves(arguments):
            arguments = replaced(arguments, other, None)
        return replaced(arguments, path, direction)

    def along(self, path: Path, direction: Any) -> Finding:
        """The change of the slope in a direction, beside differences."""
        number = self.change(path, direction)
        for method in (difference, careful):
            estimate = method(lambda t: self.at(path, t * direction), STEP)
            larger = max(abs(number), abs(estimate.derivative))
            finding = Finding(number, estimate, self.limits.allowed(larger, larger))
            if finding.passes:
                break
        return finding

    def at(self, path: Path, displacement: Any) -> float:
        """The slope where the leaf at `path` has moved."""
        given = replica(self.moving.args, widen=True)
        inside = (self.moving.positions[path[0]], *path[1:])
        if any(steps(leaf) is not None for _, leaf in leaves(self.moving.arguments)):
            # what points back is to see the same number
            given = replaced(given, inside[:1], unfolded(given[inside[0]]))
            given = placed(given, inside, at(given, inside) + displacement)
        else:
            given = replaced(given, inside, at(given, inside) + displacement)
        return self.value(given)

    def narrowed(self, path: Path, direction: Any, whole: Finding) -> tuple[Any, Finding]:
        """The index of a number of the leaf that shows the mistake by itself, None if none does."""
        if not isinstance(direction, np.ndarray):
            return (), whole

        def part_of(places: Any) -> Any:
            part = np.zeros_like(direction)
            part.flat[places] = direction.flat[places]
            return part

        places = np.arange(direction.size)
        if direction.size <= WHOLE:
            wrong = (n for n in places if not self.along(path, part_of(n)).passes)
            places = np.array([next(wrong, 0)])
        while places.size > 1:
            half = places[: places.size // 2]
            fine = self.along(path, part_of(half)).passes
            places = places[places.size // 2 :] if fine else half
        unit = np.zeros_like(direction)
        unit.flat[places[0]] = 1 if direction.dtype.kind == "f" else direction.flat[places[0]]
        single = self.along(path, unit)
        index = tuple(int(i) for i in np.unravel_index(int(places[0]), direction.shape))
        return (None, whole) if single.passes else (index, single)

    def mismatch(
        self, name: str, where: str, index: Any, finding: Finding, order: str
    ) -> GradientCheckError:
        """The error that names function, argument, index and both numbers."""
        if index is None:
            where = f"in a direction through {where}"
        else:
            place = f"[{', '.join(map(str, index))}]" if index else ""
            where = f"with respect to {where}{place}"
        return GradientCheckError(
            f"the {order} derivative of `{name}` {where} is {finding.number!r}{self.mode}, but"
            f" central differences {self.differences}give {finding.estimate.derivative!r}"
            f" (uncertain by {finding.estimate.error:.1e})",
            "it is that of the slope along random weights; at a point without such a derivative"
            " the two need not agree",
        )


class PulledSlope(Slope):
    """The same by reverse mode over reverse mode."""

    mode = " in reverse mode"

    @cached_property
    def bars(self) -> Any:
        """The gradient of the slope."""
        function = self.moving.sloped(forward=False).function
        return grad(function, wrt=self.moving.entries, seed_name="output_bar")(
            *replica(self.moving.args)
        )[1]

    def change(self, path: Path, direction: Any) -> float:
        """How the slope changes as the leaf at `path` moves in a direction."""
        return weighted(at(self.bars, path), direction)


class PushedSlope(Slope):
    """The same by forward mode over forward mode."""

    mode, differences = " in forward mode", "of the tangent "

    @cached_property
    def tangent(self) -> Any:
        """The tangent along the weights."""
        return self.moving.sloped(forward=True).function

    def change(self, path: Path, direction: Any) -> float:
        """How the slope changes as the leaf at `path` moves in a direction."""
        args, positions = self.moving.args, self.moving.positions
        given = dict(zip(positions, self.held(self.moving.arguments, path, direction), strict=True))
        tangents = [given.get(position) for position in range(len(args))]
        return float(jvp(self.tangent, replica(args), tangents)[1])

    def value(self, args: tuple[Any, ...]) -> float:
        """The slope at arguments."""
        return float(self.tangent(*args))
