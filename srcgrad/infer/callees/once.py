"""A derivative that a program calls in several places is generated once for equal kinds.

a = hessian(f)(x)           generated for `x: float64[:]`
y = x + a @ x
b = hessian(f)(y)           `y` is of the same kind: the same derivative
"""

from __future__ import annotations

from srcgrad.infer.callees.nested import Generate, Generated
from srcgrad.ir import kinds as k
from srcgrad.ir.dims import Dim, Length
from srcgrad.late import dataclass, field
from srcgrad.rules.derived import Derived

Kinds = dict[str, k.Kind]


@dataclass
class Once:
    """What has been generated for one program."""

    made: list[tuple[Derived, Kinds, Generated]] = field(default_factory=list)

    def by(self, generate: Generate) -> Generate:
        """The same as `generate`, but that it generates nothing twice."""

        def generated(derived: Derived, kinds: Kinds) -> Generated:
            if not all(map(_compares, kinds.values())):
                return generate(derived, kinds)
            for one, known, found in self.made:
                if one is derived and [*known.items()] == [*kinds.items()]:
                    return found
            found = generate(derived, kinds)
            self.made.append((derived, kinds, found))
            return found

        return generated


def _compares(kind: k.Kind) -> bool:
    """Is the same known of all that is of an equal kind? Of equal lengths, the least may differ."""
    match kind:
        case k.Array(_, dims):
            return not any(map(_least, dims or ()))
        case k.Int(length):
            return not _least(length)
        case k.Tuple() | k.List() | k.Dict():
            return all(map(_compares, k.parts(kind)))
    return k.is_number(kind) or isinstance(kind, k.Known)


def _least(length: Length) -> int:
    return length.least if isinstance(length, Dim) else 0
