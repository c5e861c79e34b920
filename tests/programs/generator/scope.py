"""What a statement of a random program may use, and how choices are made."""

from dataclasses import dataclass, field
from random import Random

FLOAT = "float"  # a Python float or a NumPy scalar
ZERO = "0-d array"
MOST = 4  # the longest axis
LEVELS = (0.1, 0.33, -0.27, 0.71)  # what values are compared with


@dataclass(frozen=True)
class Integer:
    """An integer variable and the values that it may have."""

    low: int
    high: int


@dataclass(frozen=True)
class Array:
    """An array's shape; a read-only view cannot be stored to."""

    shape: tuple
    writable: bool = True


@dataclass(frozen=True)
class Mask:
    """A boolean array."""

    shape: tuple


@dataclass(frozen=True)
class Indices:
    """An array of ``count`` indices, each of them at most ``high``."""

    count: int
    high: int


@dataclass(frozen=True)
class List:
    """A list of numbers or of arrays of one shape, and how many it has at least."""

    element: object
    fewest: int = 0


@dataclass
class Scope:
    """The variables that a statement may use, and where it stands.

    A place is a name or an element such as ``p["w"]``; what is in ``fixed`` is not bound anew.
    ``own`` are the names that this very block has bound, whose kind it may change.
    """

    kinds: dict
    depth: int = 0
    in_loop: bool = False
    result: object = None  # writes the expression of a `return`; None where there may be none
    fixed: set = field(default_factory=set)
    own: set = field(default_factory=set)

    def inner(self, **changes):
        """A block inside this one: what it defines is not known afterwards."""
        scope = Scope(
            dict(self.kinds), self.depth + 1, self.in_loop, self.result, set(self.fixed), set()
        )
        for name, value in changes.items():
            setattr(scope, name, value)
        return scope

    def of(self, *kinds):
        """The places of one of these kinds."""
        return [place for place, kind in self.kinds.items() if kind in kinds]

    def arrays(self, *ranks, writable=False):
        """The places that hold arrays, and their shapes."""
        return {
            place: kind.shape
            for place, kind in self.kinds.items()
            if isinstance(kind, Array)
            and (not ranks or len(kind.shape) in ranks)
            and (kind.writable or not writable)
        }

    def integers(self):
        """The integer variables."""
        return {n: k for n, k in self.kinds.items() if isinstance(k, Integer)}

    def masks(self, shape):
        """The boolean arrays of a shape."""
        return [n for n, k in self.kinds.items() if k == Mask(shape)]

    def indices(self, length, count=None):
        """The index arrays for an axis."""
        return {
            n: k.count
            for n, k in self.kinds.items()
            if isinstance(k, Indices) and k.high < length and count in (None, k.count)
        }

    def lists(self):
        """The lists."""
        return {n: k for n, k in self.kinds.items() if isinstance(k, List)}


class Choices:
    """Every choice of a program comes from here."""

    def __init__(self, random: Random):
        self.random = random
        self.count = 0

    def pick(self, options):
        """One of them."""
        options = list(options)
        return options[self.random.randrange(len(options))]

    def number(self, low, high):
        """An integer, both bounds included."""
        return self.random.randint(low, high)

    def chance(self, of=2):
        """True once in so many times."""
        return self.number(0, of - 1) == of - 1

    def fresh(self, prefix):
        """A name that the program does not have yet."""
        self.count += 1
        return f"{prefix}{self.count}"

    # indices and slices

    def index(self, scope, length):
        """Text of an index that is valid for an axis."""
        options = []
        for name, k in scope.integers().items():
            for shift, text in ((0, name), (-1, f"{name} - 1"), (1, f"{name} + 1")):
                if -length <= k.low + shift and k.high + shift < length:
                    options.append(text)
            if -length < -k.high - 1 <= -k.low - 1 < 0:
                options.append(f"-{name} - 1")
            options.append(f"{name} % {length}")
        if options and not self.chance(3):
            return self.pick(options)
        return str(self.number(-length, length - 1))

    def slice_of(self, length, wanted=None):
        """Text of a slice of an axis and its length, which is at least 1."""
        size = wanted or self.number(1, length)
        options = []
        for step in (1, 1, 2, -1, -2):
            reach = (size - 1) * abs(step) + 1
            for start in range(length - reach + 1):
                options.append((start, step))
        start, step = self.pick(options)
        if step > 0:
            stop = start + (size - 1) * step + 1
            first = "" if start == 0 else str(start)
            last = "" if stop >= length else str(stop if self.chance() else stop - length)
        else:
            top = start + (size - 1) * -step
            first = "" if top == length - 1 else str(top)
            last = "" if start + step < 0 else str(start + step)
        text = f"{first}:{last}" + ("" if step == 1 else f":{step}")
        return text, size

    def moving_slice(self, scope, length):
        """A slice of length 2 or less that an integer variable moves, or None."""
        for name, k in scope.integers().items():
            if k.low >= 0 and k.high + 2 <= length:
                return f"{name}:{name} + 2", 2
            if k.low >= 0 and k.high + 1 <= length:
                return f"{name}:{name} + 1", 1
        return None
