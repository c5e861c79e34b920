"""A generated file: docstring, imports, the function."""

from __future__ import annotations

import ast
import builtins
import importlib
import sys
import types
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from srcgrad.emit.names import Names
from srcgrad.emit.printer import Printer, text_of
from srcgrad.emit.tree import Builder
from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Free
from srcgrad.ir.walk import expressions, nodes, statements

IMPORTED = ("numpy", "math", "scipy", "operator", "srcgrad.runtime", "cmath")


@dataclass
class Draft:
    """What there is to print."""

    name: str
    title: str
    origin: str
    parameters: list[str]
    keywords: list[str]
    free: dict[str, Free]
    statics: dict[str, Free]
    modules: dict[str, Any]
    forward: s.Block
    reverse: s.Block
    result: e.Expr
    gradient: e.Expr
    seed: str
    seed_name: str
    seed_default: bool
    first_line: int
    kinds: str = ""
    tangents: list[str] = field(default_factory=list)  # in forward mode: parameters, no seed
    saved: e.Expr | None = None  # of two functions: what the first returns beside the value
    taken: tuple[str, ...] = ()  # and under which names the second takes it

    def split(self, saved: e.Expr, taken: tuple[str, ...], reverse: s.Block) -> None:
        """Make two functions of the two sweeps."""
        self.saved, self.taken, self.reverse = saved, taken, reverse


@dataclass
class Printed:
    """The text, what has to be passed in, and where the lines come from."""

    text: str
    free: list[Free]
    called: dict[str, str]  # the names in the text of these values, by their names in the program
    origins: dict[int, int]


def print_module(draft: Draft) -> Printed:
    """Print a draft."""
    refs = _references(draft)
    imports, outside = _imports(refs, draft)
    free = [*(f for f in draft.free.values() if _reads(draft, f.name)), *outside]
    reserved = {r.path.partition(".")[0] for r in refs} | {draft.name}
    for name in draft.keywords:
        if name in reserved:
            raise UnsupportedSyntaxError(
                f"the keyword parameter `{name}` has the name of something that the adjoint calls",
                "rename the parameter",
            )
    own = [*draft.parameters, *draft.keywords, *(f.name for f in free)]
    called = {f.name for f in outside}
    fixed = {n: n for n in own if "." not in n and (n not in reserved or n in called)}
    if not draft.tangents:
        fixed[draft.seed] = draft.seed_name
    names = Names(reserved, fixed)
    for name in _user_names(draft):
        names(name)
    printer = Printer(Builder(names), draft.first_line)
    head = ["", *imports] if imports else []
    printer.lines += [f'"""{draft.title}\n\n{draft.origin}\n"""', *head, "", ""]
    printer.lines = "\n".join(printer.lines).split("\n")
    if draft.saved is None:
        _function(draft, printer, free, names)
    else:
        _pair(draft, printer, free, names, [names(f.name) for f in outside])
    passed = [Free(names(f.name), f.namespace, f.key) for f in free]
    called_in_text = {f.name: names(f.name) for f in free}
    return Printed("\n".join(printer.lines) + "\n", passed, called_in_text, printer.origins)


def _function(draft: Draft, printer: Printer, free: list[Free], names: Names) -> None:
    seed = draft.seed_name + ("=1.0" if draft.seed_default else "")
    weights = [*map(names, draft.tangents)] if draft.tangents else [seed]
    parameters = [*map(names, draft.parameters), *weights]
    keyword_only = [*map(names, draft.keywords), *(names(f.name) for f in free)]
    if keyword_only:
        parameters += ["*", *keyword_only]
    printer.lines.append(f"def {draft.name}({', '.join(parameters)}):{draft.kinds}")
    printer.lines.append(f'    """{draft.title}"""')
    if not draft.tangents:
        printer.comment("forward sweep", 1)
    printer.block(draft.forward, 1) if draft.forward else None
    if not draft.tangents:
        printer.comment("reverse sweep", 1)
    printer.block(draft.reverse, 1, note=True) if draft.reverse else None
    _returned(printer, draft.result, draft.gradient)


def _pair(
    draft: Draft, printer: Printer, free: list[Free], names: Names, called: list[str]
) -> None:
    """The forward function, which returns the value and what it saved, and the reverse one."""
    assert draft.saved is not None
    parameters = [*map(names, draft.parameters)]
    keyword_only = [*map(names, draft.keywords), *(names(f.name) for f in free)]
    parameters += ["*", *keyword_only] if keyword_only else []
    printer.lines.append(f"def {draft.name}({', '.join(parameters)}):")
    printer.lines.append('    """The value, and what the reverse function reads."""')
    printer.block(draft.forward, 1) if draft.forward else None
    _returned(printer, draft.result, draft.saved)
    reverse = draft.name.removesuffix("_fwd") + "_rev"
    held = names("saved~local")
    parameters = [held, draft.seed_name + ("=1.0" if draft.seed_default else "")]
    parameters += ["*", *called] if called else []
    printer.lines += ["", "", f"def {reverse}({', '.join(parameters)}):"]
    printer.lines.append('    """The gradient for a seed, from what the forward function saved."""')
    if draft.taken:
        printer.block([s.Unpack(draft.taken, e.Var("saved~local"))], 1)
    printer.block(draft.reverse, 1, note=True) if draft.reverse else None
    tree = printer.builder.expression(draft.gradient)
    printer.line(text_of(ast.Return(tree)), 1)


def _returned(printer: Printer, *trees: e.Expr) -> None:
    values: list[ast.expr] = [printer.builder.expression(t) for t in trees]
    printer.line(text_of(ast.Return(ast.Tuple(values, ast.Load()))), 1)


def _trees(draft: Draft) -> Iterable[e.Expr]:
    for block in (draft.forward, draft.reverse):
        for node in statements(block):
            yield from expressions(node)
    yield draft.result
    yield draft.gradient
    if draft.saved is not None:
        yield draft.saved


def _references(draft: Draft) -> list[e.Ref]:
    found: dict[str, e.Ref] = {}
    for tree in _trees(draft):
        for part in nodes(tree):
            if isinstance(part, e.Ref):
                found.setdefault(part.path, part)
    return list(found.values())


def _reads(draft: Draft, name: str) -> bool:
    return any(
        isinstance(p, e.Var) and p.name == name for tree in _trees(draft) for p in nodes(tree)
    )


def _user_names(draft: Draft) -> list[str]:
    """The user's own names come first, so that none of ours takes one."""
    from srcgrad.ir.walk import targets

    found: dict[str, None] = {}
    for node in statements(draft.forward):
        for name in targets(node):
            if "." not in name and "~" not in name:
                found[name] = None
    return list(found)


def _imports(refs: list[e.Ref], draft: Draft) -> tuple[list[str], list[Free]]:
    """Import lines for modules and library functions; what cannot be imported is passed in."""
    plain: dict[str, str] = {}
    named: dict[str, set[str]] = {}
    outside: dict[str, Free] = {}
    for ref in refs:
        root, dot, _ = ref.path.partition(".")
        if dot:
            module = draft.modules.get(root) or {
                "np": sys.modules["numpy"],
                "math": sys.modules["math"],
            }.get(root)
            name = module.__name__ if isinstance(module, types.ModuleType) else root
            deeper = _submodule(ref)
            inner = deeper and deeper != name and deeper.startswith(name + ".")
            if inner:
                plain[deeper or ""] = f"import {deeper}"
            if not inner or name != root:
                plain[root] = f"import {name}" if name == root else f"import {name} as {root}"
        elif getattr(builtins, root, None) is not ref.target:
            source = _home(ref)
            if source is not None:
                named.setdefault(source, set()).add(root)
            elif root in draft.statics:
                outside[root] = draft.statics[root]
    lines = sorted(set(plain.values()))
    lines += [
        f"from {module} import {', '.join(sorted(names))}"
        for module, names in sorted(named.items())
    ]
    return lines, list(outside.values())


def _submodule(ref: e.Ref) -> str | None:
    parent = ref.path.rpartition(".")[0]
    if parent.startswith("scipy.") and isinstance(sys.modules.get(parent), types.ModuleType):
        return parent
    module = getattr(ref.target, "__module__", None)
    return (
        module
        if isinstance(module, str) and module.startswith("scipy") and "._" not in module
        else None
    )


def _home(ref: e.Ref) -> str | None:
    """The library module from which a name can be imported."""
    from srcgrad import runtime

    if getattr(runtime, ref.path, None) is ref.target:
        return "srcgrad.runtime"
    candidates = [getattr(ref.target, "__module__", None), "math", "numpy"]
    candidates += [name for name in ("scipy.special", "scipy.stats") if name in sys.modules]
    for module in candidates:
        if (
            isinstance(module, str)
            and module.partition(".")[0] in IMPORTED
            and getattr(importlib.import_module(module), ref.path, None) is ref.target
        ):
            return module
    return None
