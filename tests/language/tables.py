"""What the compiler accepts and refuses, read from its own tables."""

import ast
import collections
import functools
import importlib
import inspect
import itertools
import math
import operator
import pkgutil

from srcgrad.normalize import expressions, statements
from srcgrad.normalize.iterators import library
from tests.language.examples import EXPRESSIONS, FUNCTIONS, STATEMENTS

ROOMS = ("normalize", "infer", "analysis", "adjoint", "tangent", "optimize", "emit")
MODULES = (itertools, functools, operator, math, collections)


def name_of(function):
    """How a program calls a library function."""
    for module in MODULES:
        if getattr(module, function.__name__, None) is function:
            return f"{module.__name__}.{function.__qualname__}"
    owner = "itertools." if function == itertools.chain.from_iterable else ""
    return owner + function.__qualname__


def accepted_statements():
    """The statements that have a handler, with their examples."""
    return {node.__name__: STATEMENTS.get(node.__name__) for node in statements._HANDLERS}


def accepted_expressions():
    """The expressions that have a handler, with their examples."""
    return {node.__name__: EXPRESSIONS.get(node.__name__) for node in expressions._HANDLERS}


def accepted_functions():
    """The iterators and the functions that go through them, and what is written out in Python."""
    known = [*library.INDEXED, *library.STREAMS, *library.CONSUMERS]
    known += [functools.partial, functools.wraps, functools.cache, functools.lru_cache]
    known += [operator.itemgetter, operator.attrgetter, operator.methodcaller]
    return {name_of(function): FUNCTIONS.get(name_of(function)) for function in known}


def refused_nodes():
    """Statements that are refused by name, and the functions that may not be called."""
    found = {}
    for text in statements.REFUSED.values():
        what, _, remedy = text.partition(": ")
        found[what.strip("`")] = remedy
    for function in expressions.FORBIDDEN:
        found[f"{function.__name__}()"] = "write the program out in plain statements"
    return found


def modules():
    """The modules that refuse programs."""
    for room in ROOMS:
        package = importlib.import_module(f"srcgrad.{room}")
        for found in pkgutil.walk_packages(package.__path__, f"srcgrad.{room}."):
            yield importlib.import_module(found.name)


def refusals():
    """What is refused and what to do instead, as it stands in the compiler, sorted."""
    found = set()
    for module in modules():
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Call) and _raises(node):
                strings = [text for text in map(_text, node.args) if text]
                if len(strings) >= 2:
                    found.add((strings[0], strings[1]))
    return sorted(found)


def _raises(node):
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
    return name in ("refuse", "UnsupportedSyntaxError", "MissingRuleError")


def _text(node):
    """A string; what is computed stands as `…`."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(p.value if isinstance(p, ast.Constant) else "…" for p in node.values)
    return ""
