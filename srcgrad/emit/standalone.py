"""A generated file that stands alone: it carries what it would import from srcgrad.

The functions stay as they were printed. New are the docstring, the definitions of the run time
that the file needs, values for free names, and a check of the arguments at the entry: a generated
function is right for the kinds that it was made for, and here no compiler makes another one.
"""

from __future__ import annotations

import ast
import sys

from srcgrad.emit.carried import FUTURE, carried
from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.late import dataclass, field

RUNTIME = "srcgrad.runtime"
LIBRARIES = ("numpy", "scipy")
HEADING = "What the functions above call of srcgrad's run time:"


@dataclass
class Entry:
    """What is known of the function that users of the file call."""

    name: str
    origin: str
    kinds: dict[str, object]  # of the parameters, seed excluded
    defaults: dict[str, str]  # as expressions
    seed: str
    scalar: bool  # is the value one real number?
    written: list[str] = field(default_factory=list)  # parameters whose arrays are written
    changed: list[str] = field(default_factory=list)  # parameters whose containers are


def standalone(text: str, entry: Entry) -> str:
    """The text of a file that stands alone, from that of a generated one."""
    tree = ast.parse(text)
    lines = text.split("\n")
    names, imports = _imports(tree)
    guards = ["expect"] if entry.kinds else []
    guards += ["separate"] if entry.written or entry.changed else []
    called = {name: name if name in names else _own(name, tree) for name in guards}
    found = carried(list(dict.fromkeys([*names, *guards])))
    imports |= found.imports | {"import numpy as np"}
    _check_names(tree, found.definitions, imports)
    node = _function(tree, entry.name)
    body = lines[node.lineno - 1 :]
    body[0] = _signature(node, lines[node.lineno - 1], entry.defaults)
    checks = [f"    {line}" for line in _checks(entry, called)]
    body = [*body[:2], *checks, *body[2:]]
    renamed = [f"{own} = {name}" for name, own in called.items() if own != name]
    parts = [
        _docstring(tree, entry, imports),
        _before(tree, lines, node),
        "\n".join(body).rstrip("\n"),
        *([f"# {HEADING}"] if found.definitions else []),
        *found.definitions.values(),
        "\n".join(renamed),
    ]
    return "\n\n\n".join(part for part in parts if part) + "\n"


def _imports(tree: ast.Module) -> tuple[list[str], set[str]]:
    """What is imported from the run time, and the lines of all other imports."""
    names: list[str] = []
    lines = set()
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module == RUNTIME:
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.Import | ast.ImportFrom):
            module = getattr(node, "module", None) or node.names[0].name
            top = module.partition(".")[0]
            if top not in LIBRARIES and top not in sys.stdlib_module_names:
                raise UnsupportedSyntaxError(
                    f"the generated code imports `{module}`, and cannot stand alone",
                    "pass what it reads of it as arguments",
                )
            lines.add(ast.unparse(node))
    return names, lines


def _own(name: str, tree: ast.Module) -> str:
    """A name for a function of the run time that the generated functions do not use."""
    used = {getattr(n, "id", getattr(n, "arg", None)) for n in ast.walk(tree)}
    return name if name not in used else _own(f"srcgrad_{name}", tree)


def _check_names(tree: ast.Module, definitions: dict[str, str], imports: set[str]) -> None:
    bound = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    bound += [line.rpartition(" ")[2] for line in imports if line.startswith("import ")]
    bound += definitions
    for name in [name for name in bound if bound.count(name) > 1]:
        raise UnsupportedSyntaxError(
            f"`{name}` has the name of a function that the file must carry", "rename it"
        )


def _function(tree: ast.Module, name: str) -> ast.FunctionDef:
    return next(n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == name)


def _before(tree: ast.Module, lines: list[str], node: ast.FunctionDef) -> str:
    """The functions that stand before the one that is called: recursive ones, as pairs."""
    others = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n is not node]
    return "\n".join(lines[others[0].lineno - 1 : node.lineno - 1]).strip("\n") if others else ""


def _signature(node: ast.FunctionDef, line: str, defaults: dict[str, str]) -> str:
    """The line of the `def`, with defaults where they can stand."""
    given = node.args
    first = len(given.args) - len(given.defaults)
    places = []
    for argument in reversed(given.args[:first]):
        if argument.arg not in defaults or (not given.defaults and argument is not given.args[-1]):
            break
        places.append(argument)
    if not given.defaults:  # the seed has none, and comes last
        places = []
    places += [a for a in given.kwonlyargs if a.arg in defaults]
    for argument in sorted(places, key=lambda a: -(a.end_col_offset or 0)):
        end = argument.end_col_offset or 0
        line = f"{line[:end]}={defaults[argument.arg]}{line[end:]}"
    return line


def _checks(entry: Entry, called: dict[str, str]) -> list[str]:
    """The statements at the beginning of the function."""
    lines = [f"{called['expect']}({n!r}, {n}, {k!r})" for n, k in entry.kinds.items()]
    if "separate" in called:
        held = ", ".join(f"{n!r}: {n}" for n in [*entry.kinds, entry.seed])
        lines.append(f"{called['separate']}({{{held}}}, {entry.written!r}, {entry.changed!r})")
    if entry.scalar:
        lines.append(f"{entry.seed} = float({entry.seed})")
    return lines


def _docstring(tree: ast.Module, entry: Entry, imports: set[str]) -> str:
    title = (ast.get_docstring(tree) or "").partition("\n")[0]
    needs = "NumPy and SciPy" if any("scipy" in line for line in imports) else "NumPy alone"
    text = f"""{title}

Exported by srcgrad from {entry.origin}, whose statements are written out here. It needs {needs}.

Arguments must be of the kinds that the example's were; others raise TypeError.
"""
    return f'"""{text}"""\n\n' + "\n".join(_sorted(imports))


def _sorted(imports: set[str]) -> list[str]:
    """Imports of whole modules first, but for what Python wants to see before all else."""
    return sorted(imports, key=lambda line: (line != FUTURE, line.startswith("from"), line))
