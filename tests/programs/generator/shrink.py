"""Smaller programs with the same fault."""

import ast
import contextlib
import dataclasses
import signal
import warnings

from tests.programs.generator.outcome import Outcome, judge


def shrunk(made, folder, most=400):
    """The smallest program that was found to be wrong in the same way."""
    wanted = signature(judge(made, folder))
    tries = 0
    again = True
    while again and tries < most:
        again = False
        for source in smaller(made.source):
            tries += 1
            candidate = dataclasses.replace(made, source=source)
            if signature(patient(candidate, folder)) == wanted:
                made, again = candidate, True
                break
            if tries >= most:
                break
    return made


class TooLong(BaseException):
    """A loop that no longer ends."""


def patient(made, folder, seconds=10):
    """The outcome of a program that may have lost the end of its loop."""

    def stop(*_):
        raise TooLong

    previous = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        with warnings.catch_warnings(), contextlib.suppress(TooLong):
            warnings.simplefilter("ignore", SyntaxWarning)
            return judge(made, folder)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, previous)
    return Outcome("invalid", "does not end")


def signature(outcome):
    """What must stay the same of a fault: its class, and not the numbers in it."""
    return outcome.kind, outcome.text.partition(":")[0], ":" in outcome.text


def smaller(source):
    """Texts with one statement or one part of an expression less, large cuts first."""
    size = len(ast.unparse(ast.parse(source)))
    tree = ast.parse(source)
    found = []
    for path in blocks(tree):
        for i in range(len(at(tree, path))):
            for change in (remove, unwrap):
                found.append(changed(source, path, i, change))
    for number, node in enumerate(ast.walk(tree)):
        target = isinstance(getattr(node, "ctx", None), ast.Store)  # `np.array = a` would last
        if isinstance(node, ast.expr) and not target:
            for child in [c for c in ast.walk(node) if isinstance(c, ast.expr) and c is not node]:
                found.append(replaced(source, number, child))
            found.append(replaced(source, number, ast.Constant(0.5)))
    texts = dict.fromkeys(text for text in found if text is not None and len(text) < size)
    return sorted(texts, key=len)


def blocks(tree):
    """Paths to every list of statements."""
    for number, node in enumerate(ast.walk(tree)):
        for name in ("body", "orelse"):
            if isinstance(getattr(node, name, None), list):
                yield number, name


def at(tree, path):
    """The list of statements there."""
    number, name = path
    return getattr(list(ast.walk(tree))[number], name)


def changed(source, path, i, change):
    """The text after a change of one statement."""
    tree = ast.parse(source)
    block = at(tree, path)
    if not change(block, i):
        return None
    return text_of(tree)


def remove(block, i):
    """Drop a statement."""
    if isinstance(block[i], (ast.Import, ast.Return)) and len(block) == 1:
        return False
    block[i : i + 1] = [] if len(block) > 1 else [ast.Pass()]
    return True


def unwrap(block, i):
    """Put the body of a compound statement in its place."""
    body = getattr(block[i], "body", None)
    if not isinstance(body, list) or isinstance(block[i], ast.FunctionDef):
        return False
    block[i : i + 1] = body
    return True


def replaced(source, number, child):
    """The text with a part of an expression in the place of the whole."""
    tree = ast.parse(source)
    node = list(ast.walk(tree))[number]
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is node:
                setattr(parent, name, child)
            elif isinstance(value, list) and any(v is node for v in value):
                setattr(parent, name, [child if v is node else v for v in value])
    return text_of(tree)


def text_of(tree):
    """Source, or None where the tree is none."""
    try:
        text = ast.unparse(ast.fix_missing_locations(tree)) + "\n"
        with warnings.catch_warnings():
            warnings.simplefilter("error", SyntaxWarning)
            compile(text, "<shrink>", "exec")
    except (ValueError, SyntaxError, TypeError):
        return None
    return text
