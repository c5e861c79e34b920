"""All programs: every module here that has a list ``PROGRAMS``.

A module may name in ``LATER`` programs of later issues, which may be refused until then.
"""

import dataclasses
import importlib
import pkgutil

import tests.programs

HARNESS = {"case", "corpus", "examine", "forward", "generator", "survey"}


def families():
    """The modules that hold programs, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(tests.programs.__path__))
    return {
        name: importlib.import_module(f"tests.programs.{name}")
        for name in names
        if name not in HARNESS and not name.startswith("test_")
    }


def programs():
    """Every program under a readable name, ``file:function``; a second use of one is numbered."""
    found = {}
    for family, module in families().items():
        issues = {
            title: issue
            for issue, titles in getattr(module, "LATER", {}).items()
            for title in titles
        }
        for program in module.PROGRAMS:
            name = f"{family}:{program.title}"
            count = 2
            while name in found:
                name = f"{family}:{program.title}#{count}"
                count += 1
            issue = issues.get(program.title, program.issue)
            found[name] = dataclasses.replace(program, issue=issue)
    return found
