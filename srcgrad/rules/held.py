"""Functions that are called as they are, and whose derivatives are functions of their own.

    y = newton(a, b)                                  forward sweep: the call itself
    a_bar = newton_transpose(y_bar, y, a, b)          reverse sweep

What `implicit_root` and `checkpoint` make. The derivative is written as text for the arguments that
are active at a call. It is a program like others, and can be differentiated again.
"""

from __future__ import annotations

import inspect
import linecache
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from srcgrad.ir import kinds as k
from srcgrad.rules.declare import Rule
from srcgrad.rules.derived import Derived


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


class Held(Derived):
    """A function with a derivative of its own; `primal` is what it does."""

    __name__: str
    unfolded = False  # does forward mode look into the function itself?

    def functions(self) -> tuple[Any, ...]:
        """The functions that it runs."""
        return (self.primal,)

    def operands(self) -> tuple[str, ...]:
        """The parameters on which the result depends."""
        raise NotImplementedError

    def written(
        self, name: str, asked: Sequence[str], kinds: dict[str, k.Kind], result: k.Kind
    ) -> Written:
        """The derivative with respect to some operands, under a name."""
        raise NotImplementedError

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

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """What the function does."""
        return self.held(*args, **kwargs)


def header(function: Any) -> tuple[str, dict[str, Any]]:
    """The parameters of a function as text, and the defaults that the text names.

    >>> header(lambda a, b=2.0, *, c=3.0: None)
    ('a, b=default_b, *, c=default_c', {'default_b': 2.0, 'default_c': 3.0})
    """
    parts, defaults, star = [], {}, False
    for name, parameter in inspect.signature(function, follow_wrapped=False).parameters.items():
        if parameter.kind is parameter.KEYWORD_ONLY and not star:
            parts.append("*")
            star = True
        if parameter.default is parameter.empty:
            parts.append(name)
        else:
            parts.append(f"{name}=default_{name}")
            defaults[f"default_{name}"] = parameter.default
    return ", ".join(parts), defaults


def bind(
    held: Held, name: str, asked: Sequence[str], kinds: dict[str, k.Kind], result: k.Kind
) -> Bound:
    """The function at a call that asks for the derivative with respect to some operands."""
    bound = Bound(held, result)
    if not asked:
        bound.__srcgrad_rule__ = Rule(bound, "nondifferentiable", None)
        return bound
    written = held.written(name, asked, kinds, result)
    path = f"<srcgrad {name} {sha256(written.text.encode()).hexdigest()[:16]}>"
    lines = written.text.splitlines(keepends=True)
    linecache.cache[path] = (len(written.text), None, lines, path)
    bound.namespace = {"__name__": f"srcgrad_generated.{name}", **written.names}
    exec(compile(written.text, path, "exec"), bound.namespace)
    bound.called = written.called
    bound.__srcgrad_rule__ = Rule(
        bound,
        "vjp",
        bound.namespace[written.rule],
        bound.namespace.get(written.tangent),
        operands=tuple(asked),
        together=True,
    )
    return bound
