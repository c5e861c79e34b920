"""A generated file: docstring, imports, the function."""

from __future__ import annotations

import ast
import inspect
import textwrap
import types

from srcgrad.emit.draft import Draft, reads, references, trees
from srcgrad.emit.imports import imports
from srcgrad.emit.linking import Needs, link
from srcgrad.emit.members import name_members
from srcgrad.emit.names import Names
from srcgrad.emit.printer import INDENT, WIDTH, Printer, text_of
from srcgrad.emit.tree import Builder
from srcgrad.errors import Location, UnsupportedSyntaxError
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Free
from srcgrad.ir.walk import names as within
from srcgrad.ir.walk import statements, targets
from srcgrad.late import dataclass

REVERSE = "reverse sweep"  # the comment above it


@dataclass
class Printed:
    """The text, what has to be passed in, and where the lines come from."""

    text: str
    free: list[Free]
    called: dict[str, str]  # the names in the text of these values, by their names in the program
    origins: dict[int, int]
    spots: dict[int, Location]
    places: dict[int, int]  # the line of each statement, by its identity
    names: dict[str, str]  # the names in the text, by those in the program


def print_module(draft: Draft) -> Printed:
    """Print a draft."""
    for one in (*draft.helpers, draft):
        name_members(one)
    needs = link(draft)
    refs = list({r.path: r for d in (*draft.helpers, draft) for r in references(d)}.values())
    lines, _ = imports(refs, draft)
    _, outside = imports(references(draft), draft)
    free = [*(f for f in draft.free.values() if reads(draft, f.name)), *outside]
    names = _names(draft, refs, free, {f.name for f in outside})
    printer = Printer(Builder(names), draft.first_line)
    head = ["", *map(_imported, lines)] if lines else []
    title = _documented(draft.title, "")
    printer.lines += [f'{title}\n\n{_filled(draft.origin)}\n"""', *head, "", ""]
    printer.lines = "\n".join(printer.lines).split("\n")
    for helper in draft.helpers:
        _helper(helper, printer, needs[helper.name], refs)
    printer.builder, printer.first_line = Builder(names), draft.first_line
    if draft.saved is None:
        _function(draft, printer, free, names)
    else:
        _pair(draft, printer, free, names, [names(f.name) for f in outside])
    passed = [Free(names(f.name), f.namespace, f.key) for f in free]
    called_in_text = {f.name: names(f.name) for f in free}
    text = "\n".join(printer.lines) + "\n"
    return Printed(
        text,
        passed,
        called_in_text,
        printer.origins,
        printer.spots,
        printer.places,
        names.final,
    )


def _documented(title: str, indent: str) -> str:
    """The beginning of a docstring."""
    return textwrap.indent(_filled(f'"""{title}', WIDTH - 3 - len(indent)), indent)


def _filled(text: str, width: int = WIDTH) -> str:
    """A text in lines; names stay whole."""
    return textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)


def _imported(line: str) -> str:
    """A line of imports, in several where it is too long."""
    head, word, names = line.partition(" import ")
    if len(line) <= WIDTH or not word:
        return line
    return f"{head} import (\n" + "".join(f"{INDENT}{n},\n" for n in names.split(", ")) + ")"


def reverse_line(function: types.FunctionType) -> int | None:
    """The line of its file in which the reverse sweep of a generated function begins."""
    lines, first = inspect.getsourcelines(function)
    places = [n for n, line in enumerate(lines, first) if line == f"{INDENT}# {REVERSE}\n"]
    return places[0] if places else None


def _names(draft: Draft, refs: list[e.Ref], free: list[Free], called: set[str]) -> Names:
    reserved = {r.path.partition(".")[0] for r in refs} | {draft.name}
    for name in draft.keywords:
        if name in reserved:
            raise UnsupportedSyntaxError(
                f"the keyword parameter `{name}` has the name of something that the adjoint calls",
                "rename the parameter",
            )
    own = [*draft.parameters, *draft.keywords, *(f.name for f in free)]
    fixed = {} if draft.tangents else {draft.seed: draft.seed_name}
    kept = reserved.union(fixed.values())
    fixed.update({n: n for n in own if "." not in n and (n not in kept or n in called)})
    names = Names(reserved, fixed, draft.same)
    names.leave_unnamed(_unread(draft))
    for name in _user_names(draft):
        names(name)
    return names


def _unread(draft: Draft) -> set[str]:
    """What the program calls `_`, and the compiler likewise; nothing where it reads a `_`."""
    body = [*statements(draft.forward), *statements(draft.reverse)]
    bound = {n for node in body for n in targets(node)}
    read = {name for tree in trees(draft) for name in within(tree)}
    taken = {*read, *draft.parameters, *draft.keywords}
    if any(name.partition(".")[0] == "_" for name in taken):
        return set()
    return {n for n in bound - read if n.partition(".")[0] in ("_", "unused")}


def _helper(helper: Draft, printer: Printer, needs: Needs, refs: list[e.Ref]) -> None:
    """A recursive function: what it needs from outside comes last, by position."""
    free = [*needs.free.values(), *needs.outside.values()]
    names = _names(helper, refs, free, set(needs.outside))
    printer.builder, printer.first_line = Builder(names), helper.first_line
    called = [names(name) for name in needs.outside]
    if helper.saved is None:
        helper.parameters += [*helper.tangents, *(f.name for f in free)]
        _tangent(helper, printer, names)
    else:
        helper.parameters += [f.name for f in free]
        _pair(helper, printer, [], names, called, by_position=True)
    printer.lines += ["", ""]


def _function(draft: Draft, printer: Printer, free: list[Free], names: Names) -> None:
    seed = draft.seed_name + ("=1.0" if draft.seed_default else "")
    weights = [*map(names, draft.tangents)] if draft.tangents else [seed]
    parameters = [*map(names, draft.parameters), *weights]
    keyword_only = [*map(names, draft.keywords), *(names(f.name) for f in free)]
    if keyword_only:
        parameters += ["*", *keyword_only]
    printer.line(f"def {draft.name}({', '.join(parameters)}):", 0)
    printer.lines += f'{_documented(draft.title, INDENT)}"""'.split("\n")
    if not draft.tangents:
        printer.comment("forward sweep", 1)
    printer.block(draft.forward, 1) if draft.forward else None
    _deleted(draft.dead, printer, names)
    fused = any(isinstance(node, s.Comment) for node in statements(draft.forward))
    if not draft.tangents and (draft.reverse or not fused):
        printer.comment(REVERSE, 1)
    if draft.released:
        for position, node in enumerate(draft.reverse):
            _deleted(draft.released.get(position, []), printer, names)
            printer.statement(node, 1, note=True)
    elif draft.reverse:
        printer.block(draft.reverse, 1, note=True)
    if draft.alone:
        printer.line(text_of(ast.Return(printer.builder.expression(draft.gradient))), 1)
    else:
        _returned(printer, draft.result, draft.gradient)


def _deleted(arrays: list[str], printer: Printer, names: Names) -> None:
    """A line, or several, that delete arrays; what nobody reads has one name, `_`."""
    once = dict.fromkeys(map(names, arrays))
    for some in textwrap.wrap(", ".join(once), WIDTH - 8):
        printer.line(f"del {some.removesuffix(',')}", 1)


def _tangent(draft: Draft, printer: Printer, names: Names) -> None:
    """A recursive function in forward mode; all that it takes, it takes by position."""
    parameters = ", ".join(map(names, draft.parameters))
    printer.line(f"def {draft.name}({parameters}):", 0)
    title = "The value, which has no derivative." if draft.alone else "The value and its tangent."
    printer.lines.append(f'    """{title}"""')
    printer.block(draft.forward, 1) if draft.forward else None
    if draft.alone:
        printer.line(text_of(ast.Return(printer.builder.expression(draft.gradient))), 1)
    else:
        _returned(printer, draft.result, draft.gradient)


def _pair(
    draft: Draft,
    printer: Printer,
    free: list[Free],
    names: Names,
    called: list[str],
    by_position: bool = False,
) -> None:
    """The forward function, which returns the value and what it saved, and the reverse one."""
    assert draft.saved is not None
    parameters = [*map(names, draft.parameters)]
    keyword_only = [*map(names, draft.keywords), *(names(f.name) for f in free)]
    parameters += ["*", *keyword_only] if keyword_only else []
    printer.line(f"def {draft.name}({', '.join(parameters)}):", 0)
    printer.lines.append('    """The value, and what the reverse function reads."""')
    printer.block(draft.forward, 1) if draft.forward else None
    _returned(printer, draft.result, draft.saved)
    reverse = draft.name.removesuffix("_fwd") + "_rev"
    held = names("saved~local")
    parameters = [held, draft.seed_name + ("=1.0" if draft.seed_default else "")]
    parameters += ["*"] if called and not by_position else []
    parameters += called
    printer.lines += ["", ""]
    printer.line(f"def {reverse}({', '.join(parameters)}):", 0)
    printer.lines.append('    """The gradient for a seed, from what the forward function saved."""')
    if draft.taken:
        printer.block([s.Unpack(draft.taken, e.Var("saved~local"))], 1)
    printer.block(draft.reverse, 1, note=True) if draft.reverse else None
    tree = printer.builder.expression(draft.gradient)
    printer.line(text_of(ast.Return(tree)), 1)


def _returned(printer: Printer, *trees: e.Expr) -> None:
    values: list[ast.expr] = [printer.builder.expression(t) for t in trees]
    printer.line(text_of(ast.Return(ast.Tuple(values, ast.Load()))), 1)


def _user_names(draft: Draft) -> list[str]:
    """The user's own names come first, so that none of ours takes one."""
    found: dict[str, None] = {}
    for node in statements(draft.forward):
        for name in targets(node):
            if "." not in name and "~" not in name:
                found[name] = None
    return list(found)
