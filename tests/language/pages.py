"""The pages: tables between markers in language.md and rules.md, and all of refusals.md."""

from pathlib import Path

from tests.language import counts, tables

DOCS = Path(__file__).parent.parent.parent / "docs"
BEGIN, END = "<!-- tables: python -m tests.language -->", "<!-- end of the tables -->"
REFUSALS = """# What is refused, and what to do instead

Each of these messages comes with the file, the line and a caret under the construct; `…` stands for
a name or a number of yours. This page is written by `python -m tests.language` from the compiler's
own texts. [What Python is accepted](language.md) says the same in groups.

"""


def table(head, rows):
    """A table in Markdown."""
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    lines += [f"| {' | '.join(map(_cell, row))} |" for row in rows]
    return "\n".join(lines) + "\n"


def _cell(text):
    return text.replace("|", "\\|")


def code(text):
    """An example: its lines, each as code."""
    return "<br>".join(f"`{line}`" for line in text.replace("; ", "\n").split("\n"))


def generated():
    """The part of docs/language.md between the markers."""
    parts = []
    for title, rows in (
        ("Statements", tables.accepted_statements()),
        ("Expressions", tables.accepted_expressions()),
        ("Iterators and functions of the standard library", tables.accepted_functions()),
    ):
        shown = [(f"`{name}`", code(example)) for name, example in rows.items()]
        parts.append(f"### {title}\n\n" + table(("", "for example"), shown))
    refused = [(f"`{name}`", remedy) for name, remedy in tables.refused_nodes().items()]
    parts.append("### Refused by name\n\n" + table(("", "instead"), refused))
    return "\n".join(parts)


def language():
    """docs/language.md as it should be."""
    text = (DOCS / "language.md").read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{generated()}\n{END}{after}"


def rules():
    """docs/rules.md as it should be."""
    text = (DOCS / "rules.md").read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    shown = f"Counted with {counts.VERSIONS}:\n\n" + table(counts.HEAD, counts.rows())
    return f"{before}{BEGIN}\n\n{shown}\n{END}{after}"


def refusals():
    """docs/refusals.md as it should be."""
    return REFUSALS + table(("what srcgrad says", "instead"), tables.refusals())


def refresh():
    """Write the pages; the names of those that changed."""
    changed = []
    pages = (("language.md", language()), ("refusals.md", refusals()), ("rules.md", rules()))
    for name, text in pages:
        path = DOCS / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed.append(name)
    return changed
