"""The architecture, held by a test: rooms, imports, names, sizes, cycles, the top level.

`violations` takes the path of a repository, so that planted violations show that it sees.
"""

import ast
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = "srcgrad"

# A room may import only from the lines above its own; siblings on a line do not know each other.
LINES = (
    ("late",),
    ("errors", "request", "runtime"),
    ("ir", "cache"),
    ("frontend", "normalize", "rules", "emit"),
    ("infer",),
    ("analysis",),
    ("adjoint", "tangent", "optimize"),
    ("backends",),
    ("compiler",),
    ("transforms",),
    ("checks", "integrations", "report"),
    ("cli",),
)
LEVEL = {room: level for level, line in enumerate(LINES) for room in line}
ENTRANCES = ("__init__", "__main__")  # may import anything, and nothing may import them

ANYWHERE = {*sys.stdlib_module_names, "numpy", "gast", "astor"}
IN_RUNTIME = ANYWHERE - {"gast", "astor"}  # what generated code needs must not need the compiler
PLACES = {  # third-party package: where it may be imported, as beginnings of module names
    "rich": ("cli", "report"),
    "pygments": ("cli", "report"),
    "scipy": ("integrations", "rules.scipy"),
    "numba": ("backends.numba",),
}

TOP_LEVEL = {
    *("pyproject.toml", "README.md", "LICENSE", "srcgrad", "tests", "examples", "docs"),
    *(".ci", ".gitignore", ".gitattributes", ".github", ".git"),
}
BY_PRODUCTS = {  # what tools leave behind; .gitignore names the same
    *(".venv", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".coverage"),
    *("__pycache__", "build", "dist"),
}
NAMELESS = {"utils", "helpers", "common", "base", "misc"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 60


def violations(root: Path) -> list[str]:
    """Everything in the repository at `root` that the architecture does not allow."""
    trees = dict(_modules(root))
    found = [*_top_level(root), *_files(root)]
    for module, tree in trees.items():
        found += _functions(module, tree)
        for line, name in _imports(module, tree, trees):
            complaint = _judge(module, name)
            if complaint:
                found.append(f"{module}, line {line}: {complaint}")
    return found + _cycles(trees)


def _modules(root: Path) -> Iterator[tuple[str, ast.Module]]:
    """Dotted name and tree of each file of the package; a package's name ends in `__init__`."""
    for path in sorted((root / PACKAGE).rglob("*.py")):
        module = ".".join(path.relative_to(root).with_suffix("").parts)
        yield module, ast.parse(path.read_text(encoding="utf-8"), path)


def _top_level(root: Path) -> Iterator[str]:
    for path in sorted(root.iterdir()):
        if path.name not in TOP_LEVEL | BY_PRODUCTS and not path.name.startswith(".coverage."):
            yield f"{path.name} does not belong at the top level"


def _files(root: Path) -> Iterator[str]:
    """Names of all Python files that people write, and lengths of those outside tests."""
    for folder in (PACKAGE, "tests", "examples"):
        for path in sorted((root / folder).rglob("*.py")):
            where = path.relative_to(root)
            if where.is_relative_to("tests/golden"):
                continue
            bad = NAMELESS & set(where.with_suffix("").parts)
            if bad:
                yield f"{where}: {bad.pop()} says nothing; name it after what it holds"
            length = len(path.read_text(encoding="utf-8").splitlines())
            if folder != "tests" and length > LONGEST_FILE:  # a list of cases may be long
                yield f"{where}: {length} lines, more than {LONGEST_FILE}"


def _functions(module: str, tree: ast.Module) -> Iterator[str]:
    """Functions that do not fit a screen, their docstrings not counted."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = node.end_lineno - node.lineno + 1
            if ast.get_docstring(node) is not None:
                length -= node.body[0].end_lineno - node.body[0].lineno + 1
            if length >= LONGEST_FUNCTION:
                yield f"{module}, line {node.lineno}: {node.name} has {length} lines"


def _imports(module: str, tree: ast.Module, trees: dict) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything that is imported, in functions and branches too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            origin = _origin(module, node)
            for alias in node.names:
                name = f"{origin}.{alias.name}"
                known = name in trees or f"{name}.__init__" in trees
                yield node.lineno, name if known else origin
        elif isinstance(node, ast.Call):
            name = _imported_by_call(node)
            if name:
                yield node.lineno, name


def _imported_by_call(node: ast.Call) -> str | None:
    """The name in `importlib.import_module("name")` or `__import__("name")`."""
    match node:
        case ast.Call(
            func=ast.Name(id=called) | ast.Attribute(attr=called),
            args=[ast.Constant(value=str(name)), *_],
        ) if called in ("import_module", "__import__"):
            return name
    return None


def _origin(module: str, node: ast.ImportFrom) -> str:
    """The absolute name of the module in `from module import ...`."""
    if not node.level:
        return node.module or ""
    above = module.split(".")[: -node.level]
    return ".".join([*above, *([node.module] if node.module else [])])


def _room(module: str) -> str:
    """The part of the name after the package's: the room."""
    return [*module.split("."), "__init__"][1]


def _judge(module: str, name: str) -> str | None:
    """What is wrong with importing `name` in `module`, if anything."""
    room = _room(module)
    if room in ENTRANCES:
        return None
    if room not in LEVEL:
        return f"{room} is not a room of the architecture"
    top = name.split(".")[0]
    if top == PACKAGE:
        return _judge_room(room, _room(name))
    if top in (IN_RUNTIME if room == "runtime" else ANYWHERE):
        return None
    inside = module.removeprefix(f"{PACKAGE}.")
    if any(inside.startswith(place) for place in PLACES.get(top, ())):
        return None
    return f"{top} may not be imported here"


def _judge_room(room: str, target: str) -> str | None:
    if target == room:
        return None
    if target in ENTRANCES:
        return "the package's entrance may not be imported from inside"
    if target not in LEVEL:
        return f"{target} is not a room of the architecture"
    if LEVEL[target] < LEVEL[room]:
        return None
    if LEVEL[target] == LEVEL[room]:
        return f"{room} and its sibling {target} do not know each other"
    return f"{room} may not enter {target}, which lies below it in the table"


def _cycles(trees: dict[str, ast.Module]) -> list[str]:
    """A cycle of imports, late imports included."""
    graph: dict[str, set[str]] = {}
    for module, tree in trees.items():
        names = {name for _, name in _imports(module, tree, trees)}
        targets = {name if name in trees else f"{name}.__init__" for name in names}
        graph[module] = targets & set(trees)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return ["import cycle: " + " -> ".join(reversed(error.args[1]))]
    return []


def test_the_repository_keeps_to_the_architecture():
    found = violations(ROOT)
    assert not found, "\n".join(found)


PLANTED = {  # what is planted: (file, text, what must be said about it)
    "upward": ("ir/a.py", "from srcgrad.infer import x", "ir may not enter infer"),
    "upward, plain": ("ir/a.py", "import srcgrad.infer.x", "ir may not enter infer"),
    "upward, relative": ("ir/a.py", "from ..infer import x", "ir may not enter infer"),
    "upward, room by name": ("ir/a.py", "from srcgrad import infer", "ir may not enter infer"),
    "upward, relative room": ("ir/a.py", "from .. import infer", "ir may not enter infer"),
    "late": ("ir/a.py", "def f():\n    import srcgrad.cli", "ir may not enter cli"),
    "type checking": ("ir/a.py", "if TYPE_CHECKING:\n    import srcgrad.cli", "may not enter cli"),
    "by text": ("ir/a.py", "importlib.import_module('srcgrad.cli')", "ir may not enter cli"),
    "in a package's own file": ("ir/__init__.py", "from ..infer import x", "may not enter infer"),
    "sibling": ("rules/a.py", "from srcgrad.emit import x", "sibling emit"),
    "compiler": ("backends/a.py", "import srcgrad.compiler", "may not enter compiler"),
    "entrance": ("cli.py", "from srcgrad import grad", "entrance"),
    "runtime alone": ("runtime/a.py", "from srcgrad.errors import x", "sibling errors"),
    "runtime and gast": ("runtime/a.py", "import gast", "gast may not be imported"),
    "third party": ("ir/a.py", "import scipy.linalg", "scipy may not be imported"),
    "third party in rules": ("rules/a.py", "from scipy import linalg", "scipy may not"),
    "rich": ("ir/a.py", "from rich.console import Console", "rich may not be imported"),
    "unknown": ("ir/a.py", "import jax", "jax may not be imported"),
    "no such room": ("attic/a.py", "import ast", "attic is not a room"),
    "import of no such room": ("cli.py", "import srcgrad.attic", "attic is not a room"),
    "cycle": ("ir/a.py", "from srcgrad.ir import b", "import cycle"),
    "late cycle": ("ir/a.py", "def f():\n    from .b import x", "import cycle"),
    "long file": ("ir/a.py", "x = 1\n" * 401, "401 lines"),
    "long function": ("ir/a.py", "def f():\n" + "    x = 1\n" * 59, "f has 60 lines"),
    "nameless": ("ir/utils.py", "x = 1", "utils says nothing"),
    "nameless folder": ("ir/common/a.py", "x = 1", "common says nothing"),
    "top level": ("../setup.py", "x = 1", "setup.py does not belong"),
}
ALLOWED = {
    "downward": ("infer/a.py", "from srcgrad.ir import b"),
    "own room": ("infer/a.py", "from srcgrad.infer import b\nfrom . import c"),
    "standard library": ("runtime/a.py", "import math, numpy\nfrom collections import abc"),
    "compiler's packages": ("emit/a.py", "import gast, astor"),
    "rich in the report": ("report/a.py", "import rich, pygments"),
    "scipy's rules": ("rules/scipy_special.py", "from scipy import special"),
    "long docstring": ("ir/a.py", 'def f():\n    """' + "x\n" * 100 + '"""\n    return 1'),
    "the entrance": ("__init__.py", "from srcgrad.cli import main"),
    "function of 59 lines": ("ir/a.py", "def f():\n" + "    x = 1\n" * 58),
}


def plant(root: Path, name: str, text: str) -> None:
    """A small repository, with one file more."""
    neighbour = root / PACKAGE / "ir" / "b.py"
    neighbour.parent.mkdir(parents=True)
    neighbour.write_text("from srcgrad.ir import a\n")
    (root / PACKAGE / "infer").mkdir()
    (root / PACKAGE / "infer" / "__init__.py").touch()
    path = root / PACKAGE / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.mark.parametrize(("name", "text", "words"), PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_violation_is_found(tmp_path, name, text, words):
    plant(tmp_path, name, text)
    found = violations(tmp_path)
    assert len(found) == 1
    assert words in found[0]


@pytest.mark.parametrize(("name", "text"), ALLOWED.values(), ids=ALLOWED.keys())
def test_what_is_allowed_is_not_reported(tmp_path, name, text):
    plant(tmp_path, name, text)
    assert [] == violations(tmp_path)
