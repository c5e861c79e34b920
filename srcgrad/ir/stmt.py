"""Statements of the core language, one meaning each.

A block is a list of statements; statements are compared by identity, so that analyses can
attach facts to them.
"""

from __future__ import annotations

from typing import TypeAlias

from srcgrad.errors import Location
from srcgrad.ir.expr import Compare, Const, Expr, Ref, Unary, Var
from srcgrad.late import dataclass, field


@dataclass(eq=False)
class Stmt:
    """The root of all statements; `origin` is the user's statement that it comes from."""

    origin: Location | None = field(default=None, kw_only=True)
    mark: object = field(default=None, kw_only=True, repr=False)  # where a pass copied it from

    def twin(self) -> Stmt:
        """Another statement with the same parts."""
        made = object.__new__(type(self))
        vars(made).update(vars(self))
        return made


Block = list[Stmt]


@dataclass(eq=False)
class Assign(Stmt):
    """Bind a name."""

    target: str
    value: Expr


@dataclass(eq=False)
class Unpack(Stmt):
    """Bind several names to the elements of a sequence; `star` is the position of `*rest`."""

    targets: tuple[str, ...]
    value: Expr
    star: int | None = None


@dataclass(eq=False)
class Permute(Stmt):
    """Bind names to one another's values at once: `a, b = b, a`."""

    targets: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(eq=False)
class Store(Stmt):
    """`base[index] = value`, or `base.name = value` where `index` is an attribute's name.

    `into` says that the user had the operation store its result there: `f(x, out=base)`, `x **= y`.
    """

    base: Expr
    index: Expr
    value: Expr
    into: bool = False


@dataclass(eq=False)
class Augment(Stmt):
    """`base[index] op= value`; without an index `base op= value`."""

    base: Expr
    index: Expr | None
    op: str
    value: Expr
    old: Expr | None = None  # the element as it was before `value` was evaluated


@dataclass(eq=False)
class Evaluate(Stmt):
    """An expression whose value nobody uses: a call with an effect."""

    value: Expr


@dataclass(eq=False)
class If(Stmt):
    """A branch on an atom."""

    test: Expr
    body: Block
    orelse: Block

    def turn(self) -> None:
        """Exchange the branches, and what is asked with them."""
        self.body, self.orelse = self.orelse, self.body
        match self.test:
            case Unary("not", test):
                self.test = test
            case test:
                self.test = Unary("not", test)


@dataclass(eq=False)
class For(Stmt):
    """A loop over `source`; `target` is one name.

    It may be `tried`: a `try` around it catches what each of its statements raises, not its steps.
    """

    target: str
    source: Expr
    body: Block
    tried: bool = False


@dataclass(eq=False)
class While(Stmt):
    """Run `prelude`, leave if `test` is false, run `body`, again."""

    prelude: Block
    test: Expr
    body: Block


@dataclass(eq=False)
class With(Stmt):
    """Run `body` inside a context; `target` is the name after `as`. No jump leaves the body."""

    manager: Expr
    target: str | None
    body: Block


def catches(classes: tuple[Expr, ...], error: type[BaseException]) -> bool:
    """Is an exception of this class one of those that handlers catch?"""
    caught = [one.target for one in classes if isinstance(one, Ref)]
    return any(isinstance(cls, type) and issubclass(error, cls) for cls in caught)


def asks_whether(test: Expr) -> str:
    """The name of which a test asks whether it holds: whether an attempt has raised."""
    match test:
        case Var(name) | Compare("!=", Var(name), Const(0)):
            return name
    return ""


@dataclass(eq=False)
class Attempt(Stmt):
    """Run `body`, and catch: it runs to its end, or changes nothing that is read afterwards.

    `raised` tells how it ended: False, or True for an exception of the one class, and with
    several `classes` the number of the one that was met, from 1. The exception is `error` then,
    which is empty once it is known that nobody reads it.
    """

    body: Block
    raised: str
    error: str
    classes: tuple[Expr, ...]
    undo: Block = field(default_factory=list)  # shortens records that the body has begun


@dataclass(eq=False)
class Ensure(Stmt):
    """Run `body`, and `final` after it, whether it raises or not. No jump leaves the two."""

    body: Block
    final: Block


@dataclass(eq=False)
class Break(Stmt):
    """Leave the innermost loop; always the last statement of its block."""


@dataclass(eq=False)
class Raise(Stmt):
    """Raise the user's exception; `cause` stands after `from`."""

    value: Expr | None
    cause: Expr | None = None


@dataclass(eq=False)
class Assert(Stmt):
    """The user's assertion."""

    test: Expr
    message: Expr | None


@dataclass(eq=False)
class Comment(Stmt):
    """A comment line, only in sweeps."""

    text: str


# A union takes longer to make than to be asked, and most passes ask each statement.
Loop: TypeAlias = For | While
Write: TypeAlias = Store | Augment
