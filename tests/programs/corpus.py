"""All programs: every module here that has a list ``PROGRAMS``.

A module may name in ``REFUSED`` the programs that the compiler does not take yet.
"""

import dataclasses
import functools
import importlib
import os
import pkgutil
import zlib

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


@functools.cache
def programs():
    """Every program under a readable name, ``file:function``; a second use of one is numbered."""
    found = {}
    for family, module in families().items():
        refused = getattr(module, "REFUSED", ())
        for program in module.PROGRAMS:
            name = f"{family}:{program.title}"
            count = 2
            while name in found:
                name = f"{family}:{program.title}#{count}"
                count += 1
            found[name] = dataclasses.replace(
                program, refused=bool({program.title, name.partition(":")[2]} & set(refused))
            )
    return found


def accepted():
    """The programs that the compiler takes."""
    return {name: program for name, program in programs().items() if not program.refused}


def part(found):
    """A 16th of the programs, or what `PROGRAMS_PART` asks for: `1/3` is the second of three."""
    if "PROGRAMS_PART" not in os.environ:
        return {name: found[name] for name in picked(found, 16)}
    first, _, step = os.environ["PROGRAMS_PART"].partition("/")
    return {name: found[name] for name in list(found)[int(first) :: int(step)]}


def picked(found, parts):
    """One of so many parts of some names; all of them where `PROGRAMS_WHOLE` is set.

    They are picked by what they are, so that a new one changes nothing for the others.
    """
    whole = "PROGRAMS_WHOLE" in os.environ
    return [name for name in found if whole or zlib.crc32(name.encode()) % parts == 1]


def share(found, most=4):
    """A share of other things to be tested where programs are: no less than one of `most`."""
    first, _, step = os.environ.get("PROGRAMS_PART", "0/1").partition("/")
    count = min(int(step), most)
    return found[int(first) % count :: count]
