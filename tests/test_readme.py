"""Every snippet in README.md and docs/ runs, and prints what the page says.

The `python` blocks of a page run from top to bottom in one namespace. A `text` block that
follows one is its output. A `console` block holds commands of `srcgrad` after `$ `, each
followed by its output. In expected output, `...` stands for anything. Pages read as if run as a
script: the name of the page's module stands there as `__main__`.
"""

import cmath
import contextlib
import doctest
import importlib
import io
import itertools
import math
import os
import re
import shlex
import subprocess
import sys
import types
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from srcgrad.rules import METHODS, declare, lookup, optional, registered, written_out

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(
    r"^(?P<indent> *)(?P<fence>```+|~~~+) *(?P<language>[\w-]*)[^\n]*\n"
    r"(?P<body>.*?)^(?P=indent)(?P=fence) *$",
    re.MULTILINE | re.DOTALL,
)


@dataclass
class Block:
    """A fenced block: its language, its text, and the line of the page on which that begins."""

    language: str
    text: str
    line: int


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page, in order."""
    found = []
    for match in FENCE.finditer(page):
        lines = match["body"].splitlines(keepends=True)
        text = "".join(line.removeprefix(match["indent"]) for line in lines)
        found.append(Block(match["language"], text, page.count("\n", 0, match.start("body")) + 1))
    return found


def run_page(page: str, file: Path) -> None:
    """Run a page's snippets as one module; `file` receives them, on the page's own lines."""
    parts = blocks(page)
    lines = [""] * (page.count("\n") + 1)
    for block in parts:
        if block.language == "python":
            text = block.text.splitlines()
            lines[block.line - 1 : block.line - 1 + len(text)] = text
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    module = types.ModuleType(file.stem)
    module.__file__ = str(file)
    sys.modules[file.stem] = module  # dataclasses and pickle look there
    try:
        for block, following in itertools.zip_longest(parts, parts[1:]):
            if block.language == "python":
                output = run_snippet(block, module, file)
                if following is not None and following.language == "text":
                    compare(following.text, output, following.line)
            elif block.language == "console":
                run_console(block)
    finally:
        del sys.modules[file.stem]


def run_snippet(block: Block, module: types.ModuleType, file: Path) -> str:
    """What the snippet prints."""
    source = "\n" * (block.line - 1) + block.text
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(source, str(file), "exec"), module.__dict__)
    return output.getvalue().replace(f"{module.__name__}.", "__main__.")


def run_console(block: Block) -> None:
    """Run the block's commands, from the repository's root."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        words = shlex.split(command, comments=True)
        assert words[0] == "srcgrad", f"line {block.line}: only srcgrad's own commands are run"
        done = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=ROOT,
            env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"line {block.line}: {command}\n{done.stdout}"
        if expected.strip():
            compare(expected, done.stdout, block.line)


def compare(expected: str, output: str, line: int) -> None:
    """Compare, with `...` for anything; trailing blank lines do not count."""
    if int(np.__version__.partition(".")[0]) < 2:  # which writes a NumPy number as a float
        expected = re.sub(r"np\.float64\(([^()]*)\)", r"\1", expected)
    expected, output = expected.rstrip() + "\n", output.rstrip() + "\n"
    if not doctest.OutputChecker().check_output(expected, output, doctest.ELLIPSIS):
        pytest.fail(f"line {line}: the page says\n{expected}\nbut the output is\n{output}")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_snippets(path, tmp_path, monkeypatch):
    with contextlib.suppress(ImportError):
        importlib.import_module("scipy.special")
        importlib.import_module("scipy.stats")
    optional.load()  # for good, not into the copy
    monkeypatch.setattr(declare, "_registry", dict(declare._registry))  # a page may declare rules
    run_page(path.read_text(encoding="utf-8"), tmp_path / f"page_{path.stem.replace('-', '_')}.py")


def named(rule):
    """A rule's function, as the page names it."""
    function = rule.function
    if type(function) is type(np.ndarray.flatten):
        return f"np.ndarray.{function.__name__}"
    if isinstance(getattr(function, "__self__", None), np.ufunc):
        return f"np.{function.__self__.__name__}.{function.__name__}"
    return MODULES[home(function)] + function.__name__.removesuffix("_")


def home(function):
    """The module that a function is known by."""
    if isinstance(getattr(function, "__self__", None), np.ufunc):
        return "numpy"
    if isinstance(function, np.ufunc):
        return "numpy" if getattr(np, function.__name__, None) is function else "scipy.special"
    return "numpy" if function is np.ndarray.flatten else function.__module__


MODULES = {
    "numpy": "np.",
    "numpy.linalg": "np.linalg.",
    "math": "math.",
    "numpy.fft": "np.fft.",
    "cmath": "cmath.",
    "builtins": "",
}


def test_the_page_of_functions_names_all_rules():
    page = (ROOT / "docs" / "functions.md").read_text(encoding="utf-8")
    functions, methods = page.split("## Methods of arrays")
    smooth, constant = functions.split("## With derivative zero")
    rules = [rule for rule in registered() if home(rule.function) in MODULES]
    forms = {named(rule): rule.form == "nondifferentiable" for rule in rules}
    homes = (("np.", np), ("math.", math))
    written = {
        prefix + name
        for prefix, module in homes
        for name in dir(module)
        if written_out(getattr(module, name), 0) is not None
    }
    named_here = {name for name, zero in forms.items() if not zero} | {"sum", "divmod"} | written
    assert named_here == here(words(smooth))
    assert {name for name, zero in forms.items() if zero} == here(words(constant))
    assert set(METHODS) <= words(methods)


def test_the_page_of_complex_numbers_names_the_rules_that_take_them():
    page = (ROOT / "docs" / "complex.md").read_text(encoding="utf-8")
    rules = [rule for rule in registered() if rule.complex and home(rule.function) in MODULES]
    named_here = {named(rule) for rule in rules} | {"sum"}
    assert named_here == here(words(page.split("## Functions")[1]))


def test_the_page_of_functions_names_the_rules_of_scipy():
    special = pytest.importorskip("scipy.special")
    stats = pytest.importorskip("scipy.stats")
    optional.load()
    page = (ROOT / "docs" / "functions.md").read_text(encoding="utf-8")
    of_special, of_stats = page.split("### `scipy.special`")[1].split("### `scipy.stats`")
    for name in words(of_special):
        assert not hasattr(special, name) or lookup(getattr(special, name)) is not None, name
    for name in words(of_stats.split("covariance matrix.")[1]):
        owner, _, method = name.partition(".")
        assert lookup(getattr(getattr(stats, owner), method)) is not None, name
    listed = words(of_special)
    own = [n for n in dir(special) if getattr(np, n, None) is not getattr(special, n)]
    assert {n for n in own if not n.startswith("_") and lookup(getattr(special, n))} <= listed


@pytest.mark.parametrize(
    "module",
    [
        "scipy.linalg",
        "scipy.signal",
        "scipy.ndimage",
        "scipy.integrate",
        "scipy.sparse.linalg",
        "scipy.spatial.distance",
    ],
)
def test_the_page_of_functions_names_the_rules_of_a_module(module):
    home = pytest.importorskip(module)
    optional.load()
    page = (ROOT / "docs" / "functions.md").read_text(encoding="utf-8")
    section = page.split(f"### `{module}`")[1].split("###")[0]
    own = {n for n in dir(home) if getattr(getattr(home, n), "__module__", "").startswith(module)}
    own = {name for name in own if lookup(getattr(home, name)) is not None}
    assert own and own <= words(section)


def here(names):
    """The names that these versions of Python and NumPy have."""
    return {name for name in names if present(name)}


def present(name):
    """Is a dotted name of one of the modules an attribute of it?"""
    held = {"cmath": cmath, "math": math, "np": np}.get(name.partition(".")[0])
    for part in name.split(".")[1:]:
        with warnings.catch_warnings():  # of names that NumPy is to give another meaning
            warnings.simplefilter("ignore")
            held = getattr(held, part, None) or getattr(held, f"{part}_", None)
    return held is not None or "." not in name


def words(text):
    """What stands between backticks."""
    return set(re.findall("`([^`]+)`", text))


PAGE = """# Title

```python
import inspect
def f():
    return 1
```

Words, and a list:

- an item
  ```python
  print(f(), inspect.getsource(f))
  ```
  ```text
  1 def f():
  ...
  ```

```bash
this is not run
```
"""


def test_snippets_share_a_namespace_and_have_source(tmp_path):
    run_page(PAGE, tmp_path / "page_sample.py")


def test_blocks_know_their_lines():
    assert [("python", 4), ("python", 13), ("text", 16), ("bash", 21)] == [
        (block.language, block.line) for block in blocks(PAGE)
    ]


def test_another_output_is_found(tmp_path):
    with pytest.raises(pytest.fail.Exception, match="line 16: the page says"):
        run_page(PAGE.replace("  1 def f", "  2 def f"), tmp_path / "page_sample.py")


def test_a_failing_snippet_shows_the_page_s_line(tmp_path):
    with pytest.raises(ZeroDivisionError) as caught:
        run_page(PAGE.replace("print(f(),", "print(f() / 0,"), tmp_path / "page_sample.py")
    assert caught.traceback[-1].lineno + 1 == 13
