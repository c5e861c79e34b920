"""A recursive function that stands in the generated file as a pair.

`name_fwd(args) -> value, saved` and `name_rev(saved, value_bar) -> adjoints`; in forward mode, as
one function, `name_dot(args, tangents) -> value, tangent`. Where nothing active goes through it, it
is a function like the user's. What it takes and returns is found by iteration: from the kinds of
all its calls, its own among them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.late import dataclass, field


@dataclass(eq=False)
class Pair:
    """What is known of such a function; two are equal only if they are one."""

    name: str
    code: Any  # the Python function, or the code of one that is made inside
    own: tuple[str, ...] = ()  # how that one refers to itself
    parameters: list[str] = field(default_factory=list)  # with those for what functions hold
    functions: dict[str, k.Function] = field(default_factory=dict)  # that it is given or holds
    kinds: dict[str, k.Kind] = field(default_factory=dict)  # of the arguments, over all calls
    varied: set[str] = field(default_factory=set)  # the parameters that some call gives an adjoint
    result: k.Kind = field(default_factory=k.Empty)
    fields: set[bool] = field(default_factory=set)  # are lists that it is given complex?
    copies: bool = False  # does it return copies of what it is given?
    touched: bool = False  # does a caller write what it gives to it, or gets?
    made_for: list[Any] = field(default_factory=list)  # its program: what all pairs were then

    def __post_init__(self) -> None:
        self.call, self.forward, self.reverse = (Half(self, s) for s in ("", "_fwd", "_rev"))
        self.tangent = Half(self, "_dot")

    def known(self) -> tuple[Any, ...]:
        """All that a program is compiled for which calls it, or is its own."""
        given = list(self.parameters), dict(self.functions), dict(self.kinds), set(self.varied)
        return self, *given, self.result, set(self.fields), self.copies, self.touched

    def asked(self) -> list[str]:
        """The parameters whose adjoints the reverse returns, in order."""
        if k.is_number(self.result) and not k.differentiable(self.result):
            return []
        return [n for n, kind in self.kinds.items() if n in self.varied and k.differentiable(kind)]

    def first(self, forward: bool) -> Half:
        """What a program calls of it: the function as it is, if nothing active goes through it."""
        if not self.asked():
            return self.call
        return self.tangent if forward else self.forward


@dataclass(eq=False)
class Half:
    """The function as a whole (in a program that has no sweeps yet), or one that is made of it."""

    pair: Pair
    side: str

    @property
    def path(self) -> str:
        """The name in the generated file."""
        return f"{self.pair.name}{self.side}"

    @property
    def entered(self) -> str:
        """The function of the file that is given what the whole needs from outside."""
        return self.pair.forward.path if self.side in ("_fwd", "_rev") else self.path

    def kind(self) -> k.Kind:
        """The kind of what it returns."""
        if self.side == "_dot":
            return k.Tuple((self.pair.result, self.pair.result))
        if self.side == "_fwd":
            return k.Tuple((self.pair.result, k.Str()))
        if self.side == "_rev":
            found = tuple(self.pair.kinds[n] for n in self.pair.asked())
            return found[0] if len(found) == 1 else k.Tuple(found)
        return self.pair.result


def half_of(tree: e.Expr) -> Half | None:
    """What an expression calls of a recursive function."""
    if isinstance(tree, e.Call) and isinstance(tree.func, e.Ref):
        return tree.func.target if isinstance(tree.func.target, Half) else None
    return None


def unsolved(pairs: Collection[Pair]) -> Iterator[Pair]:
    """Those that are called, and whose programs were not made of all that is known by now."""
    for pair in pairs:
        known = [other.known() for other in pairs]
        if pair.kinds and pair.made_for != known:
            pair.made_for = known
            yield pair
