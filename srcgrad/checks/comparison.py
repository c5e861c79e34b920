"""One leaf of a gradient against central differences."""

from collections.abc import Callable, Iterator
from types import MethodType
from typing import Any

import numpy as np

from srcgrad.checks.complex_step import complex_step
from srcgrad.checks.differences import Estimate, careful, difference
from srcgrad.checks.leaves import Path, at, replaced
from srcgrad.checks.outputs import weighted
from srcgrad.checks.replicas import private, replica
from srcgrad.errors import GradientCheckError
from srcgrad.late import dataclass

STEP = 1e-2  # the largest displacement of a number of size 1
WHOLE = 64  # leaves up to this size are checked number by number
SAMPLE = 24  # numbers checked of a larger leaf, beside one direction through all of them
RANDOM_STATE = 20240229  # of seeds, directions and samples: a check is repeatable


@dataclass(frozen=True)
class Scene:
    """A function at given arguments; ``written``: it changes them."""

    primal: Callable[..., Any]
    args: tuple[Any, ...]
    has_aux: bool
    written: bool
    seed: Any

    def call(self, args: tuple[Any, ...]) -> Any:
        """The differentiable output at ``args``, with an object of a method that stays as it is."""
        value = fresh(self.primal)(*args)
        return value[0] if self.has_aux else value

    def moved(self, path: Path, index: Any, displacement: Any) -> float:
        """The weighted output with the entries at ``index`` of the leaf at ``path`` moved."""
        args = replica(self.args, widen=True)
        leaf = at(args, path)
        if isinstance(leaf, np.ndarray):
            if not self.written:  # without writes each argument counts on its own, as a value
                leaf = private(leaf)
                args = replaced(args, path, leaf)
            leaf[index] += displacement
        else:
            args = replaced(args, path, leaf + displacement)
        return weighted(self.call(args), self.seed)


def fresh(primal: Callable[..., Any]) -> Callable[..., Any]:
    """``primal``; of a method, one whose object is a copy, as it may change its object."""
    if isinstance(primal, MethodType):
        return MethodType(primal.__func__, replica(primal.__self__))
    return primal


@dataclass(frozen=True)
class Limits:
    """How far two numbers may differ; ``floor`` is relative to the largest of the leaf."""

    rtol: float
    atol: float
    floor: float

    def allowed(self, size: float, largest: float) -> float:
        """The limit for a number of this size in a leaf with this largest number."""
        return self.atol + max(self.rtol, self.floor) * size + self.floor * largest


@dataclass(frozen=True)
class Finding:
    """A number of the gradient, its estimate by differences, and how far they may differ."""

    number: float
    estimate: Estimate
    allowed: float

    @property
    def passes(self) -> bool:
        """Whether the two agree; NaN never does."""
        return abs(self.number - self.estimate.derivative) <= self.allowed


@dataclass(frozen=True)
class Leaf:
    """A leaf of an argument beside the gradient with respect to it.

    ``unit`` is the direction in which its numbers move: 1, or 1j for the imaginary part. In both
    ``f(x + t unit) = f(x) + t Re(x_bar unit)``.
    """

    scene: Scene
    path: Path
    bars: Any
    unit: complex
    limits: Limits
    mode: str = "reverse"

    def at(self, index: Any) -> Finding:
        """Compare the number at ``index``."""
        size = float(abs(np.asarray(at(self.scene.args, self.path))[index]))
        return self.compare(index, self.unit, float((self.bars[index] * self.unit).real), size)

    def along(self, direction: Any) -> Finding:
        """Compare the derivative in a direction through the whole leaf."""
        number = float(np.sum((self.bars * self.unit).real * direction))
        return self.compare(..., direction * self.unit, number, 1.0)

    def compare(self, index: Any, move: Any, number: float, size: float) -> Finding:
        """Compare one derivative, with more effort where the first estimate does not agree."""
        step = STEP * max(1.0, size**0.5)
        move = move.real if self.unit == 1 else move
        for method in (difference, careful):
            estimate = method(lambda t: self.scene.moved(self.path, index, t * move), step)
            larger = max(abs(number), abs(estimate.derivative))
            largest = float(np.max(np.abs(self.bars), where=np.isfinite(self.bars), initial=0.0))
            finding = Finding(number, estimate, self.limits.allowed(larger, largest))
            if finding.passes:
                return finding
        if estimate.error > finding.allowed:  # differences cannot tell: cancellation, mostly
            finding = self.without_cancellation(index, move, number, largest) or finding
        return finding

    def without_cancellation(
        self, index: Any, move: Any, number: float, largest: float
    ) -> Finding | None:
        """Compare with a complex step, where the function allows one."""
        scene = self.scene
        if scene.written or self.unit != 1:
            return None
        slope = complex_step(
            lambda *args: scene.call(args), scene.args, self.path, index, move, scene.seed
        )
        if slope is None or not np.isfinite(slope):
            return None
        allowed = self.limits.allowed(max(abs(number), abs(slope)), largest)
        return Finding(number, Estimate(slope, 0.0), allowed)


def check_leaf(name: str, where: str, leaf: Leaf) -> int:
    """Check a leaf number by number, or by a sample and a direction; how many were compared."""
    chosen = list(indices(leaf.bars.shape))
    for index in chosen:
        finding = leaf.at(index)
        if not finding.passes:
            raise mismatch(name, where, index, leaf, finding)
    if leaf.bars.size <= WHOLE:
        return len(chosen)
    index, finding = culprit(leaf)
    if not finding.passes:
        raise mismatch(name, where, index, leaf, finding)
    return len(chosen) + 1


def culprit(leaf: Leaf) -> tuple[Any, Finding]:
    """Check a random direction through a leaf; where it fails, halve it down to one number."""
    signs = np.random.default_rng(RANDOM_STATE).choice([-1.0, 1.0], leaf.bars.size)

    def along(part: Any) -> Finding:
        direction = np.zeros(leaf.bars.size)
        direction[part] = signs[part]
        return leaf.along(direction.reshape(leaf.bars.shape))

    part = np.arange(leaf.bars.size)
    whole = along(part)
    if whole.passes:
        return None, whole
    while part.size > 1:
        half = part[: part.size // 2]
        part = part[part.size // 2 :] if along(half).passes else half
    index = tuple(int(i) for i in np.unravel_index(int(part[0]), leaf.bars.shape))
    single = leaf.at(index)
    return (None, whole) if single.passes else (index, single)


def indices(shape: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """All indices of a small array, a sample of those of a larger one.

    >>> list(indices((2,))), list(indices(())), len(list(indices((1000,))))
    ([(0,), (1,)], [()], 24)
    """
    size = int(np.prod(shape))
    chosen = np.arange(size)
    if size > WHOLE:
        chosen = np.sort(np.random.default_rng(RANDOM_STATE).choice(size, SAMPLE, replace=False))
    for flat in chosen:
        yield tuple(int(i) for i in np.unravel_index(int(flat), shape))


def mismatch(name: str, where: str, index: Any, leaf: Leaf, finding: Finding) -> GradientCheckError:
    """The error that names function, argument, index and both numbers."""
    if index is None:
        where = f"a direction through {where}"
    elif index:
        where += f"[{', '.join(map(str, index))}]"
    part = "" if leaf.unit == 1 else "minus the imaginary part of "
    if not np.isfinite(finding.estimate.derivative):
        differences = (
            "central differences are not finite: the point may lie at an edge of the domain"
        )
    else:
        differences = (
            f"central differences give {finding.estimate.derivative!r}"
            f" (uncertain by {finding.estimate.error:.1e})"
            if finding.estimate.error
            else f"a complex step gives {finding.estimate.derivative!r}"
        )
    return GradientCheckError(
        f"{part}the gradient of `{name}` with respect to {where} is {finding.number!r} in"
        f" {leaf.mode} mode, but {differences}",
        f"allowed difference: {finding.allowed:.1e} (rtol={leaf.limits.rtol:g},"
        f" atol={leaf.limits.atol:g}). At a point without a derivative the two need not agree:"
        " docs/kinks.md",
    )
