"""Calls of Python functions become the callee's own statements, under fresh names.

y = helper(x)        ->        v.3 = x
                               y = np.sin(v.3)
"""

from __future__ import annotations

import enum
import functools
import inspect
import types
from collections.abc import Callable
from typing import Any

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Cell, Core, Free, Parameter
from srcgrad.ir.walk import blocks, bound, expressions, nodes, rebuild, statements
from srcgrad.ir.walk import replace as replace_in
from srcgrad.late import dataclass, replace
from srcgrad.normalize.calls.capture import DEFAULT
from srcgrad.normalize.calls.closures import Code
from srcgrad.normalize.scope import Counter

TUPLE = e.Ref("tuple", tuple)
SIMPLE = (int, float, complex, str, bool, type(None))
FORMS: dict[Any, str] = {
    inspect.Parameter.VAR_POSITIONAL: "rest",
    inspect.Parameter.VAR_KEYWORD: "options",
}


def dispatches(function: object) -> bool:
    """Does `functools.singledispatch` choose what a function does?"""
    plain = isinstance(function, types.FunctionType) and hasattr(function, "registry")
    return plain and function.__globals__ is vars(functools)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Callee:
    """What a call leads to: a function, or the code of one that the program makes."""

    code: Any  # a Python function, or a `Code`
    leading: tuple[e.Expr, ...] = ()  # what it gets before the arguments: `self`, values it holds
    cells: tuple[tuple[str, str], ...] = ()  # variables that it shares, and their names here
    kind: Any = None  # of the callee: what distinguishes it from others with the same code
    written_out: bool = False  # the meaning of a library function, in Python
    always: bool = False  # put in on inactive arguments too
    left_out: frozenset[str] = frozenset()  # arguments that are given their defaults

    @property
    def name(self) -> str:
        """What messages call it."""
        return str(self.code.__name__)


Lower = Callable[[Callee], Core]


def expand(core: Core, site: s.Stmt, callee: Callee, lower: Lower, through: Any) -> None:
    """Put the callee's statements in the place of the call `site`.

    `through` is noted with each of them: which function it belongs to, called how.
    """
    call = site.value  # type: ignore[attr-defined]
    lowered = prepared(core, site, callee, lower, through)
    body: s.Block = [*bindings(core, lowered, callee, call, site), *lowered.body]
    if isinstance(site, s.Assign):
        body.append(s.Assign(site.target, lowered.result, origin=site.origin))
    put_in_place(core.body, site, body)


def prepared(core: Core, site: s.Stmt, callee: Callee, lower: Lower, through: Any) -> Core:
    """A callee whose names are those of the program that it goes into."""
    lowered = lower(callee)
    _locate(lowered.body, site, callee, through)
    _one_name_each(core, lowered, lowered.body)
    core.modules.update(lowered.modules)
    core.statics.update(lowered.statics)
    depth = 1 + len(site.origin.callers if site.origin else ())
    core.cells.update({name: Cell(depth, cell.hidden) for name, cell in lowered.cells.items()})
    return lowered


def bindings(core: Core, lowered: Core, callee: Callee, call: e.Call, site: s.Stmt) -> s.Block:
    """What a call gives to the callee's parameters, and to the free names that both read."""
    out = _bind(core, lowered, callee, call, site)
    for name, free in lowered.free.items():
        known = next(
            (
                f.name
                for f in core.free.values()
                if f.namespace is free.namespace and f.key == free.key
            ),
            None,
        )
        if known is None:
            core.free[name] = free
        elif known != name:  # one value, one name: its memory is one
            out.insert(0, s.Assign(name, e.Var(known), origin=site.origin))
    return out


def _locate(body: s.Block, site: s.Stmt, callee: Callee, through: Any) -> None:
    """Statements of a callee know the calls that led to them."""
    here = site.origin
    if here is None:
        return
    for node in statements(body):
        if callee.written_out or of_library(callee.code):
            node.origin = replace(here, through=(through, *here.through))
        elif node.origin is not None:
            node.origin = replace(
                node.origin, callers=(here, *here.callers), through=(through, *here.through)
            )


def of_library(code: Any) -> bool:
    """Does a function say what one of a library means?

    Some are of a text, which a table has. A derivative is one, too, but has a file: its lines are
    those of a function of the user's.
    """
    module = getattr(code, "__module__", None) or ""
    of_text = module.startswith("srcgrad_generated.")
    of_text = of_text and "__file__" not in getattr(code, "__globals__", {})
    return of_text or module.startswith("srcgrad.rules.")


def with_letters(lowered: Core, code: Any, counter: Counter) -> Core:
    """A callee; if it says what a function of a library means, the letters in it are noted."""
    if of_library(code):
        made = bound(lowered.body) | {p.name for p in lowered.parameters}
        counter.letters |= {name for name in made if name.find(".") == 1}
    return lowered


def _one_name_each(core: Core, lowered: Core, body: s.Block) -> None:
    """Two functions or modules of one name: that of the callee gets a number."""
    table: dict[str, str] = {}
    keywords = {p.name for p in core.parameters if p.form == "keyword"}  # they keep their names
    for path in sorted({*lowered.statics, *lowered.modules}):
        if any(path.startswith(f"{known}.") for known in table):
            continue
        number, name = 1, path
        while name in keywords or _means(core, name) not in (None, _means(lowered, path)):
            number += 1
            name = f"{path}_{number}"
        if name != path:
            table[path] = name
    if not table:
        return

    def new(path: str) -> str:
        for old, name in table.items():
            if path == old or path.startswith(f"{old}."):
                return name + path[len(old) :]
        return path

    def renamed(tree: e.Expr) -> e.Expr:
        return (
            e.Ref(new(tree.path), tree.target)
            if isinstance(tree, e.Ref)
            else rebuild(tree, renamed)
        )

    for node in statements(body):
        replace_in(node, renamed)
    lowered.result = renamed(lowered.result)
    lowered.modules = {new(path): module for path, module in lowered.modules.items()}
    lowered.statics = {
        new(path): Free(new(path), free.namespace, free.key)
        for path, free in lowered.statics.items()
    }


def _means(core: Core, path: str) -> Any:
    """What a name of a module, function or class stands for."""
    if path in core.modules:
        return core.modules[path]
    free = core.statics.get(path)
    if free is None:
        return None
    value = free.namespace.get(free.key) if isinstance(free.namespace, dict) else None
    if (getattr(value, "__module__", None) or "").startswith("srcgrad.runtime"):
        return value  # which generated texts import, each into a namespace of its own
    return id(free.namespace), free.key


def starred(call: e.Call) -> bool:
    """Has the call arguments that still have to be spread out?"""
    return any(isinstance(a, e.Star) for a in call.args) or any(n == "**" for n, _ in call.kwargs)


def signature_of(code: Any) -> inspect.Signature:
    """The parameters of a callee, those that it holds left out."""
    if isinstance(code, Code):
        return code.signature()
    if isinstance(code, types.FunctionType) and "__signature__" in code.__dict__:  # of another one
        bare = types.FunctionType(
            code.__code__, code.__globals__, code.__name__, code.__defaults__, code.__closure__
        )
        bare.__kwdefaults__ = code.__kwdefaults__
        return inspect.signature(bare)
    return inspect.signature(code, follow_wrapped=False)


def fresh_parameters(callee: Callee, counter: Counter) -> list[Parameter]:
    """Names of their own for what a callee holds and is given."""
    own = callee.code.held if isinstance(callee.code, Code) else ()
    declared = signature_of(callee.code).parameters.items()
    found = [Parameter(counter.again(n.rstrip(DEFAULT)), "captured") for n in own]
    return found + [
        Parameter(counter.again(n), FORMS.get(p.kind, "positional")) for n, p in declared
    ]


def arguments(
    core: Core, site: s.Stmt, callee: Callee, call: e.Call, parameters: list[Parameter]
) -> tuple[s.Block, dict[str, e.Expr]]:
    """What a call binds, and the names that hold what the callee's parameters do."""
    own = callee.code.held if isinstance(callee.code, Code) else ()
    declared = signature_of(callee.code).parameters
    bare = Core(callee.name, parameters, [], e.NONE)
    before = bindings(core, bare, callee, call, site)
    held: dict[str, e.Expr] = {
        name: e.Var(p.name) for name, p in zip((*own, *declared), parameters, strict=True)
    }
    return before, held


def _bind(core: Core, lowered: Core, callee: Callee, call: e.Call, site: s.Stmt) -> s.Block:
    captured = [p for p in lowered.parameters if p.form == "captured"]
    values = list(zip(captured, callee.leading, strict=False))
    out: s.Block = [s.Assign(p.name, value, origin=site.origin) for p, value in values]
    leading = callee.leading[len(captured) :]
    signature = signature_of(callee.code)
    try:
        given = {name: value for name, value in call.kwargs if name not in callee.left_out}
        bound = signature.bind(*leading, *call.args, **given).arguments
    except TypeError as error:
        raise UnsupportedSyntaxError(
            f"the call of {callee.name} does not fit its parameters: {error}",
            "correct the call",
            site.origin,
        ) from None
    held = dict(zip(callee.code.held, (p.name for p in captured), strict=True)) if captured else {}
    own = lowered.parameters[len(captured) :]
    value: e.Expr
    for parameter, (name, declared) in zip(own, signature.parameters.items(), strict=True):
        if parameter.form == "rest":
            value = _rest(out, parameter.name, tuple(bound.get(name, ())), site)
        elif parameter.form == "options":
            options = bound.get(name, {})
            value = e.Mapping(tuple(map(e.Const, options)), tuple(options.values()))
        elif name in bound:
            value = bound[name]
        elif isinstance(callee.code, Code):
            value = e.Var(held[declared.default])
        else:
            value = default_of(core, callee.code, name, declared.default)
        out.append(s.Assign(parameter.name, value, origin=site.origin))
    return out


def _rest(out: s.Block, name: str, items: tuple[e.Expr, ...], site: s.Stmt) -> e.Expr:
    """What `*args` is: a tuple, of a length that the run tells where `*xs` is handed on."""
    *first, last = items or (e.NONE,)
    if not isinstance(last, e.Star):
        return e.Sequence("tuple", items)
    if not first:
        return e.Call(TUPLE, (last.value,))
    held = f"{name}.all"
    more = e.Call(e.Attr(e.Var(held), "extend"), (last.value,))
    out.append(s.Assign(held, e.Sequence("list", tuple(first)), origin=site.origin))
    out.append(s.Evaluate(more, origin=site.origin))
    return e.Call(TUPLE, (e.Var(held),))


def is_simple(value: object) -> bool:
    """Is a value written as a literal?"""
    return isinstance(value, SIMPLE) and not isinstance(value, enum.Enum)


def default_of(core: Core, function: Any, name: str, value: Any) -> e.Expr:
    """A parameter's default, which is read at each call where it is no constant."""
    if is_simple(value):
        return e.Const(value)
    keywords = function.__kwdefaults__ or {}
    positional = [
        p
        for p in signature_of(function).parameters.values()
        if p.default is not p.empty and p.kind != p.KEYWORD_ONLY
    ]
    holder = keywords if name in keywords else function.__defaults__
    key = name if name in keywords else str([p.name for p in positional].index(name))
    held = f"{function.__name__}_{name}"
    number = 1
    while held in core.free and core.free[held].namespace is not holder:
        number += 1
        held = f"{function.__name__}_{name}_{number}"
    core.free[held] = Free(held, holder, key)
    return e.Var(held)


def put_in_place(block: s.Block, site: s.Stmt, body: s.Block) -> bool:
    """Statements for one of a block's, wherever it stands; says whether it was found."""
    for position, node in enumerate(block):
        if node is site:
            block[position : position + 1] = body
            return True
        if any(put_in_place(inner, site, body) for inner in blocks(node)):
            return True
    return False


def duplicate(block: s.Block) -> s.Block:
    """A copy of statements, with identities of their own (expressions are shared: immutable)."""
    out: s.Block = []
    for node in block:
        twin = node.twin()
        if isinstance(twin, s.If):
            twin.body, twin.orelse = duplicate(twin.body), duplicate(twin.orelse)
        elif isinstance(twin, s.For):
            twin.body = duplicate(twin.body)
        elif isinstance(twin, s.While):
            twin.prelude, twin.body = duplicate(twin.prelude), duplicate(twin.body)
        elif isinstance(twin, s.With | s.Attempt):
            twin.body = duplicate(twin.body)
            if isinstance(twin, s.Attempt):
                twin.undo = duplicate(twin.undo)
        elif isinstance(twin, s.Ensure):
            twin.body, twin.final = duplicate(twin.body), duplicate(twin.final)
        out.append(twin)
    return out


def always(body: s.Block, function: Any) -> bool:
    """Does a function call itself whatever its branches decide?

    f(x) = (a = 2 * x; value = f(a)): yes; with the call in a branch: no.
    """
    plain = [node for node in body if not blocks(node)]
    trees = [part for node in plain for tree in expressions(node) for part in nodes(tree)]
    called = [tree.func for tree in trees if isinstance(tree, e.Call)]
    return any(isinstance(one, e.Ref) and one.target is function for one in called)
