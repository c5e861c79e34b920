"""The decorators that declare derivatives, and the registry that holds them.

A rule is ordinary Python. Its body is pasted into the generated adjoint under the user's
names, so it stays a short sequence of assignments, `if` statements whose tests the compiler
can decide (constants and kinds), and `return` statements.
"""

import inspect
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeVar, cast

from srcgrad.late import dataclass, field, replace
from srcgrad.request.signature import RULED

Body = TypeVar("Body", bound=Callable[..., Any])

LIBRARY = "srcgrad.rules."  # how the names of the modules begin that declare the library's rules
FRESH, VIEW, MAYBE_VIEW, SAME = "fresh", "view", "maybe a view", "same"


@dataclass(frozen=True)
class Rule:
    """How one function is differentiated, and what else the compiler must know of it."""

    function: Callable[..., Any]
    form: str  # "partials", "vjp", "jvp", "linear" or "nondifferentiable"
    body: Callable[..., Any] | None = None
    tangent: Callable[..., Any] | None = None  # what `jvp` declared
    memory: str = FRESH  # what the result is: fresh, view, maybe a view, same
    pure: bool = True
    safe: float = 0.5  # inside the domain: put where a selection makes the partial irrelevant
    domain: tuple[float, float] = (0.3, 0.9)  # from which tests draw real operands
    singular: bool = False  # a partial may be inf or NaN at a point where the value is finite
    spread: bool = False  # the adjoint may lack axes or lengths of its operand: broadcast there
    complex: bool = False  # right for complex operands and results too; others refuse them
    variadic: bool = False  # one parameter is a sequence of operands, `index` the one in question
    starred: bool = False  # the function takes this sequence as `*args`
    operands: tuple[str, ...] = field(default=())  # names of the differentiable parameters
    together: bool = False  # the body is one call, which gives the adjoints of all operands
    passed: tuple[str, ...] = ()  # parameters at which the body does not look, of whatever kind

    def parts(self, parameter: str) -> tuple[int, ...]:
        """The operands inside a tuple, which are named `parameter.0` and so on."""
        split = [name.split(".") for name in self.operands]
        return tuple(int(name[1]) for name in split if len(name) == 2 and name[0] == parameter)


_registry: dict[Callable[..., Any], Rule] = {}
_of_users: set[Callable[..., Any]] = set()  # the functions for which users have declared a rule
_pasted: set[Callable[..., Any]] = set()  # what stands in generated code where a rule calls it
_library: list[Callable[[], object]] = []  # what declares the library's own rules
_filling = threading.RLock()
_filled = threading.Event()


def at_first_use(fill: Callable[[], object]) -> None:
    """Let `fill` declare the library's own rules, before anything is asked or declared.

    A process that finds all that it needs in the cache never asks.
    """
    _library.append(fill)


def _complete() -> None:
    if _filled.is_set():
        return
    with _filling:
        if not _library:  # being declared: what is declared asks again
            return
        fill = _library.pop()
        try:
            fill()
        except BaseException:  # interrupted
            _library.append(fill)
            raise
        _filled.set()


@lru_cache(maxsize=512)
def signature(function: Callable[..., Any]) -> inspect.Signature:
    """The signature of a rule's body, or of a function with a rule: these stay as they are."""
    return inspect.signature(function)


def lookup(function: object) -> Rule | None:
    """The rule declared for `function`, if there is one."""
    if not _filled.is_set():
        _complete()
    asked: Any = function
    try:
        return getattr(asked, "__srcgrad_rule__", None) or _registry.get(asked)
    except TypeError:  # not hashable
        return None


def registered() -> tuple[Rule, ...]:
    """All rules, in the order of their declaration."""
    _complete()
    return tuple(_registry.values())


def by_users() -> list[Rule]:
    """The rules that users have declared."""
    return [_registry[function] for function in _of_users if function in _registry]


current = [0]  # grows with each declaration of a user's: what was compiled before may be stale


def _by_user() -> bool:
    """Is it not a module of the library's that declares?"""
    frame = sys._getframe(2)
    while frame.f_back is not None and frame.f_globals.get("__name__") == __name__:
        frame = frame.f_back
    return not str(frame.f_globals.get("__name__")).startswith(LIBRARY)


def _declare(rule: Rule) -> None:
    by_user = _by_user()
    if by_user:
        from srcgrad.rules.called import check_found  # few users declare any

        check_found(rule.function)
        _complete()
        _of_users.add(rule.function)
        RULED[id(rule.function)] = rule.function
    elif rule.function in _of_users:
        return  # a library that is imported late
    known = _registry.get(rule.function)
    if known is not None and known.form == "jvp" and rule.tangent is None:
        rule = replace(rule, tangent=known.tangent)
    if by_user:
        rule = _in_text(rule)
    _registry[rule.function] = rule
    if not by_user:
        _pasted.update(body for body in (rule.body, rule.tangent) if body is not None)
    current[0] += by_user


def _in_text(rule: Rule) -> Rule:
    """A user's rule, whose bodies are called where they cannot be pasted."""
    from srcgrad.rules.called import in_text  # few users declare any

    body = in_text(rule.body, rule.operands, 1 if rule.form == "partials" else 2)
    moved = len(tangents(rule.tangent)) if rule.tangent else 0
    tangent = rule.tangent and in_text(rule.tangent, rule.operands, moved + 1, moved)
    return replace(rule, body=body, tangent=tangent)


def part(body: Body) -> Body:
    """Declare a part of rules: where the body of one calls it, its own body is pasted."""
    _pasted.add(body)
    return body


def with_names(**names: str) -> Callable[[Body], Body]:
    """Declare the names that the function has for parameters of a body, where they are others.

    >>> @with_names(shape="a")
    ... def slope(y, x, shape):
    ...     return shape
    >>> inspect.signature(slope)
    <Signature (y, x, a)>
    """

    def declare(body: Body) -> Body:
        own = inspect.signature(body)
        named = [p.replace(name=names.get(p.name, p.name)) for p in own.parameters.values()]
        cast(Any, body).__signature__ = own.replace(parameters=named)
        return body

    return declare


def pasted(function: object) -> bool:
    """Is a function a part of rules, or itself the body of one of the library's?"""
    try:
        return function in _pasted
    except TypeError:  # not hashable
        return False


def _operands(body: Callable[..., Any], results: int) -> tuple[str, ...]:
    """Parameters of a rule, after the `results` leading ones, that have no default."""
    parameters = list(inspect.signature(body).parameters.values())[results:]
    return tuple(p.name for p in parameters if p.default is p.empty)


def partials(*functions: Callable[..., Any], **facts: Any) -> Callable[[Body], Body]:
    """Declare an elementwise function's partial derivatives.

    The body takes the result and then the operands, and returns one partial per operand. Operands
    are the parameters without a default, or those that `operands` names; other parameters must
    not depend on the differentiated arguments.

    >>> def cube(x):
    ...     return x * x * x
    >>> @partials(cube)
    ... def slope(y, x):
    ...     return 3 * x * x
    >>> lookup(cube).operands
    ('x',)
    """

    def declare(body: Body) -> Body:
        for function in functions:
            _declare(Rule(function, "partials", body, **{"operands": _operands(body, 1), **facts}))
        return body

    return declare


def vjp(*functions: Callable[..., Any], **facts: Any) -> Callable[[Body], Body]:
    """Declare a function's vector-Jacobian product, written out.

    The body takes the result's adjoint, the result, and then the function's own parameters;
    it returns the adjoint of each parameter that has no default, or of those that `operands`
    names (a tuple if there are several).
    """

    def declare(body: Body) -> Body:
        for function in functions:
            _declare(Rule(function, "vjp", body, **{"operands": _operands(body, 2), **facts}))
        return body

    return declare


def jvp(*functions: Callable[..., Any], **facts: Any) -> Callable[[Body], Body]:
    """Declare what a function does to tangents, written out, beside its `vjp` if it has one.

    The body takes one tangent for each operand, under names that end in `_dot`, then the result
    and the function's own parameters; it returns one term for each operand, linear in that
    operand's tangent. The tangent of the result is the sum of the terms of the active operands.
    Where the function returns a tuple, so is each term; a keyword-only parameter `wanted` gets a
    tuple that says which results are used.

    >>> def scaled(x, k):
    ...     return k * x
    >>> @jvp(scaled)
    ... def scaled_tangent(x_dot, k_dot, y, x, k):
    ...     return k * x_dot, k_dot * x
    >>> lookup(scaled).operands
    ('x', 'k')
    """

    def declare(body: Body) -> Body:
        if _by_user():
            _complete()
        for function in functions:
            known = _registry.get(function)
            if known is not None and known.form != "nondifferentiable":
                _declare(replace(known, tangent=body, **facts))
            else:
                operands = _operands(body, len(tangents(body)) + 1)
                _declare(Rule(function, "jvp", None, body, operands=operands, **facts))
        return body

    return declare


def tangents(body: Callable[..., Any]) -> tuple[str, ...]:
    """The parameters of a `jvp` rule that hold tangents."""
    names = list(inspect.signature(body).parameters)
    count = next((n for n, name in enumerate(names) if not name.endswith("_dot")), len(names))
    return tuple(names[:count])


def linear(*functions: Callable[..., Any], transpose: Callable[..., Any], **facts: Any) -> None:
    """Declare functions linear in their operands; `transpose` is written like a `vjp` rule.

    Forward mode is the function itself; nothing of an operand but its shape may be read.
    """
    named = {"operands": _operands(transpose, 2), **facts}
    for function in functions:
        _declare(Rule(function, "linear", transpose, **named))


def nondifferentiable(*functions: Callable[..., Any], **facts: Any) -> Any:
    """Declare functions whose result carries no derivative: piecewise constant, or not a number.

    A decorator of one function, too.
    """
    for function in functions:
        _declare(Rule(function, "nondifferentiable", None, **facts))
    return functions[0] if len(functions) == 1 else None


@dataclass(frozen=True)
class Meaning:
    """A library function, written in Python: its calls are compiled as calls of the body."""

    body: Callable[..., Any]
    always: bool = False  # on inactive arguments too
    keywords: frozenset[str] = frozenset()  # only calls that give one of these arguments
    unless: frozenset[str] = frozenset()  # not calls that give one of these
    apart: tuple[str, tuple[Any, ...]] = ("", ())  # an argument, and its values that have a rule
    standing: bool = False  # only calls on objects of ours that stand for a library's
    active: frozenset[str] = frozenset()  # only calls in which one of these arguments is active

    def serves(self, given: set[str]) -> bool:
        """Is a call that gives these arguments meant?"""
        return not given & self.unless and bool(given & self.keywords or not self.keywords)

    def parameters(self) -> list[str]:
        """Those that may be given by position."""
        kinds = ("POSITIONAL_ONLY", "POSITIONAL_OR_KEYWORD")
        return [n for n, p in signature(self.body).parameters.items() if p.kind.name in kinds]

    def meant(self, args: Iterable[bool], kwargs: Mapping[str, bool]) -> bool:
        """Is a call meant, of whose arguments these are active?"""
        try:
            given = signature(self.body).bind_partial(*args, **kwargs).arguments
        except TypeError:  # the call does not fit
            return not self.active
        found = [given.get(name, False) for name in self.active]
        return not found or any(any(one) if isinstance(one, tuple) else one for one in found)


_meanings: dict[Callable[..., Any], Meaning] = {}


def meaning(
    *functions: Any,
    always: bool = False,
    keywords: tuple[str, ...] = (),
    unless: tuple[str, ...] = (),
    apart: tuple[str, tuple[Any, ...]] = ("", ()),
    standing: bool = False,
    active: tuple[str, ...] = (),
) -> Callable[[Body], Body]:
    """Declare what functions mean, in Python; with `active`, if one of these arguments is active.

    With `apart`, an argument and some of its values, a call with such a value that gives none of
    the `keywords` goes by the function's rule.
    """

    def declare(body: Body) -> Body:
        for function in functions:
            given, left, moved = map(frozenset, (keywords, unless, active))
            _meanings[function] = Meaning(body, always, given, left, apart, standing, moved)
        return body

    return declare


_stand_ins: dict[type, type] = {}


def stand_in(cls: type) -> Callable[[Body], Body]:
    """Declare a class, written in Python, of which objects are made in place of those of `cls`."""

    def declare(body: Body) -> Body:
        _stand_ins[cls] = cast(type, body)
        return body

    return declare


def stands_in_for(cls: object) -> type | None:
    """The class that stands in for one, if there is any; one that does stands for itself."""
    _complete()
    if cls in _stand_ins.values():
        return cast(type, cls)
    return _stand_ins.get(cls) if isinstance(cls, type) else None


def written_out(
    function: object,
    count: int = 0,
    given: Iterable[str] = (),
    values: Mapping[int | str, object] | None = None,
    standing: bool = False,
) -> Meaning | None:
    """What `function` means, if that is declared for calls with so many arguments and keywords.

    `values` are those that are known of the arguments, by position and name; `standing` tells that
    objects of ours are among them.
    """
    _complete()
    try:
        found = _meanings.get(cast(Any, function))
    except TypeError:  # not hashable
        return None
    if found is None or (found.standing and not standing):
        return None
    parameters = found.parameters()
    names = {*given, *parameters[:count]}
    option, ruled = found.apart
    if option:
        known = values or {}
        plain = option not in names or (
            known.get(option, known.get(parameters.index(option))) in ruled
        )
        return found if names & found.keywords or not plain else None
    return found if found.serves(names) else None
