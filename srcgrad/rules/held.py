"""Functions that are called as they are, and whose derivatives are functions of their own.

    y = newton(a, b)                                  forward sweep: the call itself
    a_bar = newton_transpose(y_bar, y, a, b)          reverse sweep

What `implicit_root` and `checkpoint` make. The derivative is written as text for the arguments that
are active at a call. It is a program like others, and can be differentiated again.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from srcgrad.ir import kinds as k
from srcgrad.ir.function import word
from srcgrad.late import dataclass, field
from srcgrad.rules.declare import Rule
from srcgrad.rules.derived import Derived, Plain
from srcgrad.rules.text import handed_on, header, loaded

CALL = """\
def {name}({parameters}):
    return {name}_held({given})
"""


@dataclass
class Written:
    """A derivative as text: what the text refers to, and which of its functions are called.

    `rule` is pasted into the reverse sweep, `tangent` into the forward sweep.
    """

    text: str
    names: dict[str, Any]
    called: tuple[str, ...]
    rule: str
    tangent: str = ""


@dataclass
class Proof:
    """A derivative, and the kinds of its arguments."""

    derived: Derived
    kinds: dict[str, k.Kind]


class Held(Plain):
    """A function with a derivative of its own; `primal` is what it does."""

    __name__: str
    unfolded = False  # does forward mode look into the function itself?
    like = ""  # the parameter whose kind the result has, where that is known
    passed: tuple[str, ...] = ()  # the parameters that are handed on as they are
    known: k.Kind | None = None  # the kind of the result, where that is

    def functions(self) -> tuple[Any, ...]:
        """The functions that it runs."""
        return (self.primal,)

    @cached_property
    def function(self) -> Any:
        """A plain function that calls it, for transforms of it."""
        name = word(self.__name__)
        parameters, defaults = header(self.primal)
        text = CALL.format(name=name, parameters=parameters, given=handed_on(self.primal))
        return loaded(name, text, {f"{name}_held": self, **defaults})

    def drawn(self, kinds: dict[str, k.Kind]) -> tuple[str, ...]:
        """The parameters that are random generators, from which it may draw."""
        return ()

    def of(self, function: Any) -> Any:
        """What does with another function what this one does, if forward mode looks into it."""
        raise NotImplementedError

    def by_parts(self, kinds: dict[str, k.Kind], result: k.Kind) -> Any:
        """A function that does the same with the parts of containers, where there are any."""
        return None

    def holds_more(self, result: k.Kind) -> bool:
        """Is its result a container that only a function of the parts can return?"""
        return False

    def operands(self) -> tuple[str, ...]:
        """The parameters on which the result depends."""
        raise NotImplementedError

    def written(
        self, name: str, asked: Sequence[str], kinds: dict[str, k.Kind], result: k.Kind
    ) -> Written:
        """The derivative with respect to some operands, under a name."""
        raise NotImplementedError

    def check_value(self, value: k.Kind, result: k.Kind) -> None:
        """Refuse a proof whose function has a value of a kind that does not suit the result."""

    def proof(self, kinds: dict[str, k.Kind], asked: Sequence[str], result: k.Kind) -> Proof:
        """What must compile for this derivative to be right."""
        raise NotImplementedError


@dataclass(eq=False)
class Bound:
    """A held function at a call: the kind of what it returns is known, and its rule."""

    held: Any
    kind: k.Kind
    namespace: dict[str, Any] = field(default_factory=dict)
    called: tuple[str, ...] = ()
    __srcgrad_rule__: Rule | None = None

    def __post_init__(self) -> None:
        self.__name__ = self.held.__name__

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """What the function does."""
        return self.held(*args, **kwargs)


class Constant(Bound):
    """A function whose result counts as constant, whatever it gets."""

    __srcgrad_derived__ = True  # known as itself in a signature

    def __init__(self, function: Any) -> None:
        super().__init__(function, k.Unknown())
        self.primal = function
        self.__srcgrad_rule__ = Rule(self, "nondifferentiable", None, pure=False)


def bind(
    held: Held, name: str, asked: Sequence[str], kinds: dict[str, k.Kind], result: k.Kind
) -> Bound:
    """The function at a call that asks for the derivative with respect to some operands."""
    bound = Bound(held, result)
    if not asked:
        bound.__srcgrad_rule__ = Rule(bound, "nondifferentiable", None)
        return bound
    written = held.written(name, asked, kinds, result)
    rule = loaded(written.rule, written.text, written.names)
    bound.namespace = rule.__globals__
    bound.called = written.called
    bound.__srcgrad_rule__ = Rule(
        bound,
        "vjp",
        rule,
        bound.namespace.get(written.tangent),
        operands=tuple(asked),
        together=True,
        passed=held.passed,
    )
    return bound
