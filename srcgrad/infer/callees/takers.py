"""Calls that take a function: the function goes along as text, with what it holds.

y = solution(f, found, p)      f made inside, of k      y = f_root(found, p, k)
y = call(brentq, f, a, b)                               f_made = f_of(k)
y = brentq(f_made, a, b)
"""

from __future__ import annotations

import builtins
import inspect
import types
from collections.abc import Iterable
from typing import Any

from srcgrad.errors import SrcgradError, UnsupportedSyntaxError
from srcgrad.infer.callees.nested import Generate, outside, parameters, standing
from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.unchanging import alike, leaves, made_again
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core, Free
from srcgrad.late import dataclass, field, replace
from srcgrad.normalize.calls.capture import DEFAULT
from srcgrad.normalize.calls.closures import Code
from srcgrad.normalize.calls.inline import Callee, put_in_place, signature_of
from srcgrad.normalize.calls.standing import default, maker_text, read_outside
from srcgrad.normalize.names.naming import Naming
from srcgrad.normalize.scope import Counter
from srcgrad.rules.derived import Derived, written
from srcgrad.rules.held import Constant
from srcgrad.rules.remaking import remade
from srcgrad.rules.taking import Equation, call, held_for
from srcgrad.rules.text import loaded
from srcgrad.runtime import instance

# names in the texts into which those of the program go
OURS = [
    "y",
    "y_bar",
    "np",
    "found",
    "converged",
    "value",
    "slope",
    "rows",
    "turned",
    "weights",
    "jacobian",
    "moved",
    "i",
    *("found_path", "y_start", "times", "low", "high", "by_method", "path_bar", "found_parts"),
    *("both_", "half_", "rate_", "moved_", "first_", "start_", "found_", "parts_", "slopes_"),
]
LITERALS = (str, bool, type(None))
METHOD = ("__self__",)  # what a bound method holds
POSITIONAL = ("POSITIONAL_ONLY", "POSITIONAL_OR_KEYWORD")


def taking_call(gathering: Gathering, callee: Callee, generate: Generate) -> None:
    """Write a call without the function that it takes."""
    core, site, facts = gathering.core, gathering.site, gathering.facts
    tree: e.Call = site.value  # type: ignore[attr-defined]
    if callee.code is call:
        _as_it_is(gathering, tree)
        return
    function, *rest = tree.args
    given = len(rest) - callee.code.lead
    gathering.copied = callee.code.copied
    equation = gathering.equation(function, callee.code.own + given)
    args = (*rest, *gathering.operands.values())
    held = held_for(callee.code, equation)
    path = _static(core, held.__name__, held)
    try:
        kinds = [facts.kind(part) for part in gathering.parts(args)]
        _check_effects(held, kinds, site, generate)
    except SrcgradError:  # a function of the module may do more where nothing is active
        active = isinstance(facts.kind(function), k.Function) or any(map(facts.is_varied, args))
        if active or any(map(_container, map(facts.kind, args))):
            raise
    site.value = e.Call(e.Ref(path, held), args)  # type: ignore[attr-defined]
    put_in_place(core.body, site, [*gathering.before, site])


def _check_effects(held: Any, kinds: list[k.Kind], site: s.Stmt, generate: Generate) -> None:
    """The solver calls the function any number of times, so it must do nothing else."""
    names = signature_of(held.primal).parameters
    given = {n: standing(kind, n) for n, kind in zip(names, kinds, strict=True)}
    proof = held.proof(given, (), kinds[0])
    made = generate(proof.derived, proof.kinds)
    if made.compiled.written or made.effect:
        what = made.effect or f"writes `{made.compiled.written[0]}`"
        raise UnsupportedSyntaxError(
            f"{held.__name__} is differentiated, and its function {what}",
            "let it compute its result from its arguments, and do nothing else",
            site.origin,
        )


def _container(kind: k.Kind) -> bool:
    """Does a function get a container, of which more is known than its next call may leave?"""
    return k.mutable(kind) and not isinstance(kind, k.Unknown)


def _as_it_is(gathering: Gathering, tree: e.Call) -> None:
    """The solver itself, whose result is constant; functions made inside are made for it."""
    core, site, facts = gathering.core, gathering.site, gathering.facts
    before: s.Block = []

    def plain(operand: e.Expr, checked: bool = False) -> e.Expr:
        kind = facts.kind(operand)
        if isinstance(kind, k.Known) and isinstance(kind.value, types.FunctionType):
            found = kind.value  # the text may name an object that has no name here
            return e.Ref(_static(core, found.__name__, found), found)
        if not isinstance(kind, k.Function):
            return operand
        own = replace(gathering, before=before, operands={}, names={}, taken=set(), checked=checked)
        equation = own.equation(operand, 0)
        name = f"{equation.name}_of"
        text = f"def {name}({', '.join(equation.held)}):\n    return {equation.function}\n"
        maker = Constant(loaded(name, text, equation.names))
        made = e.Call(e.Ref(_static(core, name, maker), maker), tuple(own.operands.values()))
        target = gathering.counter.name(f"{equation.name}_made")
        before.append(s.Assign(target, made, origin=site.origin))
        return e.Var(target)

    solver, *args = tree.args
    kind = facts.kind(solver)
    assert isinstance(kind, k.Known)
    function: Any = kind.value
    bound = Constant(function)
    plain_args = tuple(plain(a, checked=n == 0) for n, a in enumerate(args))
    kwargs = tuple((n, plain(v)) for n, v in tree.kwargs)
    path = _static(core, f"run_{function.__name__}", bound)
    site.value = e.Call(e.Ref(path, bound), plain_args, kwargs)  # type: ignore[attr-defined]
    put_in_place(core.body, site, [*before, site])


def _static(core: Core, stem: str, value: Any) -> str:
    """A name in the program under which a value of ours is found."""
    path = stem = stem if stem.isidentifier() else "function"
    number = 1
    while path in core.statics or path in core.modules or path in parameters(core):
        number += 1
        path = f"{stem}_{number}"
    core.statics[path] = Free(path, {path: value}, path)
    return path


@dataclass
class Gathering(Naming):
    """What functions hold, as operands of the call into which they go."""

    core: Core
    facts: Facts
    counter: Counter
    site: s.Stmt
    package: str  # the user's own, to which functions made of text belong too
    before: s.Block = field(default_factory=list)  # reads parts of what a function holds
    operands: dict[str, e.Expr] = field(default_factory=dict)
    names: dict[str, Any] = field(default_factory=dict)
    taken: set[str] = field(default_factory=lambda: set(OURS))
    copied: bool = False  # does the solver get containers of its own, too?
    checked: bool = True  # is it found out what the function changes: that of an equation?

    def equation(self, function: e.Expr, count: int) -> Equation:
        """The function of a call that passes `count` arguments."""
        kind = self.facts.kind(function)
        code = kind.value if isinstance(kind, k.Known) else getattr(kind, "code", None)
        own = ["y", *(f"given_{n}" for n in range(1, count))]
        if isinstance(code, Code) or callable(code):
            found = [n for n, p in self._parameters(code) if p.kind.name in POSITIONAL]
            found = found[1:] if getattr(kind, "names", ()) == METHOD else found
            own = [*found[:count], *own[len(found) :]]
        parameters = (*own[: min(count, 1)], *map(self.free, own[1:count]))
        self.taken.update(parameters)
        text = self.text(function, kind)
        name = getattr(code, "__name__", "")
        stem = name if name.isidentifier() and name != "lambda_" else "equation"
        names = {"__name__": self.package, **self.names}
        return Equation(stem, parameters, tuple(self.operands), text, names)

    def _parameters(self, code: Any) -> list[tuple[str, Any]]:
        try:
            return list(signature_of(code).parameters.items())
        except (TypeError, ValueError):  # a built-in function
            return []

    def text(self, tree: e.Expr, kind: k.Kind) -> str:
        """A function as an expression."""
        match kind:
            case k.Known(value) if callable(value):
                return self.named(getattr(value, "__name__", "function"), value)
            case k.Function(Code() as code, labels, items, cells):
                if code.hidden:
                    self._refuse(f"{code.name} binds `{sorted(code.hidden)[0]}` around it")
                values = [e.Attr(tree, label) for label in labels]
                held: tuple[e.Expr, ...] = (
                    tree.values if isinstance(tree, e.Closure) else tuple(values)
                )
                shared = [self.facts.kind(e.Var(actual)) for _, actual in cells]
                twice = alike([*items, *shared])
                parts = [
                    (
                        default(n.rstrip(DEFAULT)) if n.endswith(DEFAULT) else n,
                        self._held(code, n, v, one, twice),
                    )
                    for n, v, one in zip(labels, held, items, strict=True)
                ]
                for (name, actual), one in zip(cells, shared, strict=True):
                    parts.append((name, self._held(code, name, e.Var(actual), one, twice)))
                return self._maker(code, parts, tuple(n for n, _ in cells))
            case k.Function(Derived() as derived, labels, items, cells) if derived.remade:
                make, options = derived.remade
                inner = self.text(tree, k.Function(derived.primal, labels, items, cells))
                return f"{self.named(make.__name__, make)}({inner}{written(options)})"
            case k.Function(types.FunctionType() as code, names, (k.Object() as held_kind,)) if (
                names == METHOD
            ):
                own = inspect.getattr_static(held_kind.cls, code.__name__, None) is code
                if not (own and leaves(code, "", held_kind, alike([held_kind]))):
                    self._refuse(f"{code.__name__} may change the object that it is a method of")
                first = tree.values[0] if isinstance(tree, e.Closure) else e.Attr(tree, *METHOD)
                return f"{self.part('self', first, held_kind)}.{code.__name__}"
        self._refuse("what the function is that goes to a solver here cannot be known")
        return ""

    def _held(self, code: Code, name: str, tree: e.Expr, kind: k.Kind, twice: bool) -> str:
        """What a function holds under a name: its parts, or all of it where it may be changed."""
        stem = name.rstrip(DEFAULT)
        if self.copied or (isinstance(kind, k.Object) and leaves(code, name, kind, twice)):
            return self.part(stem, tree, kind)
        inner = kind.items if isinstance(kind, k.Tuple | k.List | k.Dict) else ()
        nested = any(k.mutable(one) and not isinstance(one, k.Unknown) for one in inner or ())
        mutable = k.mutable(kind) and not isinstance(kind, k.Unknown | k.Tuple | k.Function)
        if not nested and not (mutable and name not in code.read):
            return self.part(stem, tree, kind)
        if isinstance(kind, k.Object) or not self.checked:
            self._refuse(
                f"{code.name} may change `{name}`, a container of the function around it, "
                "while a solver calls it"
            )
        return self.whole(stem, tree)

    def _maker(self, code: Code, parts: list[tuple[str, str]], cells: tuple[str, ...]) -> str:
        names: dict[str, Any] = {"__name__": self.package}
        for name in read_outside(code, cells):
            binding = code.bindings.find(name)
            if binding is None or binding.holder is vars(builtins):
                continue
            free = Free(name, binding.holder, binding.key)
            if isinstance(binding.value, types.ModuleType):
                names[name] = binding.value
                self.core.modules.setdefault(name, binding.value)
                self.core.statics.setdefault(name, free)
                continue
            tree = outside(self.core, free, binding.value, self.counter)
            if isinstance(tree, e.Ref):
                names[name] = binding.value
            else:
                parts.append((name, self.part(name, tree, self.facts.kind(tree))))
        stem = code.name if code.name != "lambda_" else "equation"
        text = maker_text(code, f"make_{stem}", tuple(n for n, _ in parts))
        maker = loaded(f"make_{stem}", text, names)
        maker.__srcgrad_maker__ = True  # looked into also where nothing that it gets is active
        made = self.named(f"make_{stem}", maker)
        return f"{made}({', '.join(part for _, part in parts)})"

    def part(self, name: str, tree: e.Expr, kind: k.Kind) -> str:
        """A value that a function holds, as an expression of operands."""
        match kind:
            case k.Function():
                return self.text(tree, kind)
            case k.Known(value) if callable(value):
                return self.text(tree, kind)
            case k.Tuple(items, cls) if cls is not tuple and self.copied:
                parts = self._items(name, tree, range(len(items)))
                return f"{self.named(cls.__name__, cls)}({', '.join(parts)})"
            case k.Tuple(items, cls) if cls is tuple:
                return f"({''.join(f'{p}, ' for p in self._items(name, tree, range(len(items))))})"
            case k.List(items, _) if items is not None:
                return f"[{', '.join(self._items(name, tree, range(len(items))))}]"
            case k.Dict(keys, _, cls) if cls is dict and all(isinstance(n, str) for n in keys):
                pairs = zip(keys, self._items(name, tree, keys), strict=True)
                return f"{{{', '.join(f'{key!r}: {part}' for key, part in pairs)}}}"
            case k.Object(cls, labels, _) if self.copied and remade(cls, labels):
                values = self._items(name, tree, labels)
                named = [f"{n}={v}" for n, v in zip(labels, values, strict=True)]
                return f"{self.named(cls.__name__, cls)}({', '.join(named)})"
            case k.Object(cls, labels, _) if not self.copied and made_again(kind):
                pairs = zip(labels, self._items(name, tree, labels), strict=True)
                held = ", ".join(f"{label!r}: {part}" for label, part in pairs)
                made = self.named("instance", instance)
                return f"{made}({self.named(cls.__name__, cls)}, {{{held}}})"
        return self.whole(name, tree)

    def whole(self, name: str, tree: e.Expr) -> str:
        """A value as one operand."""
        operand = self.free(name if name.isidentifier() else "value")
        if not isinstance(tree, e.Var | e.Const | e.Ref):  # operands of a call are atoms
            target = self.counter.name(name)
            self.before.append(s.Assign(target, tree, origin=self.site.origin))
            tree = e.Var(target)
        self.operands[operand] = tree
        return operand

    def _items(self, name: str, tree: e.Expr, keys: Iterable[Any]) -> list[str]:
        """The elements of a container."""
        found: list[str] = []
        instance = isinstance(self.facts.kind(tree), k.Object)
        for place, key in enumerate(keys):
            item: e.Expr = e.Attr(tree, key) if instance else e.Item(tree, e.Const(key))
            if isinstance(tree, e.Sequence):
                item = tree.items[place]
            elif isinstance(tree, e.Mapping):
                item = tree.values[place]
            kind = self.facts.kind(item)
            if instance and isinstance(kind, k.Known) and isinstance(kind.value, LITERALS):
                found.append(repr(kind.value))  # told by value, and never differentiated
            else:
                found.append(self.part(f"{name}_{key}", item, kind))
        return found

    def parts(self, args: tuple[e.Expr, ...]) -> list[e.Expr]:
        """What the arguments are, in terms of what has a kind already."""
        read = {node.target: node.value for node in self.before if isinstance(node, s.Assign)}
        return [read.get(a.name, a) if isinstance(a, e.Var) else a for a in args]

    def _refuse(self, reason: str) -> None:
        raise UnsupportedSyntaxError(
            reason,
            "pass a function of the module, or a lambda or `def` of this function",
            self.site.origin,
        )
