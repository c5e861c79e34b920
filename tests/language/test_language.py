"""The tables of the docs are up to date, and each example runs and has the right gradient."""

import importlib.util
import textwrap

import numpy as np
import pytest

from srcgrad import check_grads
from tests.language import counts, pages, tables
from tests.language.examples import EXPRESSIONS, FUNCTIONS, STATEMENTS

MODULES = ("collections", "functools", "itertools", "math", "operator")
HEAD = "".join(f"import {name}\n" for name in MODULES) + "\nimport numpy as np\n\n\n"
EXAMPLES = {**STATEMENTS, **EXPRESSIONS, **FUNCTIONS}


def test_language_md_is_up_to_date():
    assert (pages.DOCS / "language.md").read_text(encoding="utf-8") == pages.language()


def test_rules_md_counts_the_rules():
    page = (pages.DOCS / "rules.md").read_text(encoding="utf-8")
    if counts.VERSIONS not in page:
        pytest.skip("the counts are those of other versions of NumPy and SciPy")
    assert page == pages.rules()


def test_refusals_md_says_nothing_that_the_compiler_does_not_say():
    page = (pages.DOCS / "refusals.md").read_text(encoding="utf-8")
    assert set(page.splitlines()) - set(pages.refusals().splitlines()) == set()


@pytest.mark.parametrize(
    ("accepted", "examples"),
    [
        (tables.accepted_statements, STATEMENTS),
        (tables.accepted_expressions, EXPRESSIONS),
        (tables.accepted_functions, FUNCTIONS),
    ],
)
def test_each_row_has_an_example_and_each_example_a_row(accepted, examples):
    assert set(accepted()) == set(examples)
    assert None not in accepted().values()


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_example_is_differentiated(name, tmp_path):
    body = textwrap.indent(EXAMPLES[name], "    ")
    text = f"{HEAD}def example(x):\n    s = x[0]\n{body}\n    return s\n"
    if EXAMPLES[name].startswith("global"):
        text = text.replace("    s = x[0]\n    global np; ", "    global np\n    s = x[0]\n    ")
    if name == "Nonlocal":
        text = text.replace("return s", "return s * 1.0")
    path = tmp_path / f"example_{abs(hash(name))}.py"
    path.write_text(text)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    check_grads(module.example, (np.array([0.7, 1.2, 0.45]),))
