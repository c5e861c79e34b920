"""Core programs from short texts, as the optimiser's docstrings show them.

>>> from srcgrad.ir.text import listing
>>> print(listing(block("x_bar[1:] += t.1 * np.sin(a)")))
x~bar[1:] += t.1 * np.sin(a)
"""

import ast
import inspect
import math
import re
import textwrap

import numpy as np

from srcgrad import runtime
from srcgrad.infer.facts import Facts
from srcgrad.ir import dims
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import bound, expressions, names, statements
from srcgrad.normalize.scope import Counter
from srcgrad.optimize.asked.purity import pure

BUILTINS = {f.__name__: f for f in (abs, complex, float, len, list, max, min, range, reversed, sum)}
MODULES = {"np": np, "math": math}
FUNCTIONS = BUILTINS | {"solve": np.linalg.solve}
ROLES = re.compile(r"_(bar|dot|tape)(?=_tape$|$)")
OPERATORS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**", ast.MatMult: "@",
    ast.FloorDiv: "//", ast.Mod: "%", ast.USub: "-", ast.UAdd: "+", ast.Not: "not",
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.Is: "is", ast.IsNot: "is not", ast.In: "in", ast.And: "and", ast.Or: "or",
}  # fmt: skip
KINDS = {
    "int": k.Int(),
    "real": k.Real(),
    "complex": k.Complex(),
    "bool": k.Bool(),
    "float64": k.Scalar(np.dtype("f8")),
    "integers": k.Array(np.dtype("i8"), (None,)),
    "vector": k.Array(np.dtype("f8"), (None,)),
    "matrix": k.Array(np.dtype("f8"), (None, None)),
    "stack": k.Array(np.dtype("f8"), (None, None, None)),
    "single": k.Array(np.dtype("f4"), (None,)),
    "numbers": k.List(None, k.Real()),
    "vectors": k.List(None, k.Array(np.dtype("f8"), (None,))),
    "saved": k.Str(),
}


def block(text):
    """Statements of Python as statements of a core program; `...` is left out.

    `x_bar`, `x_dot` and `x_tape` are the compiler's names, and so are `x.1` and `x~again`.
    """
    plain = re.sub(r"\b([A-Za-z]\w*)\.(\d+)", r"\1__at\2", textwrap.dedent(text).strip())
    return _block(ast.parse(plain.replace("~", "__for_")).body)


def expression(text):
    """An expression of a core program."""
    (node,) = block(text)
    return node.value


def kinds(text):
    """Kinds by name: `x y: vector; n: int; a: [n, 3]`; an adjoint has that of its value.

    A length `n+` is one or more, and `i8[n]` are integers.
    """
    found = {}
    for part in filter(str.strip, text.split(";")):
        which, _, kind = map(str.strip, part.partition(":"))
        found |= dict.fromkeys(which.split(), _array(kind) if "[" in kind else KINDS[kind])
    own = {_name(name.replace(".", "__at")): kind for name, kind in found.items()}
    return {f"{name}~{role}": kind for name, kind in own.items() for role in ("bar", "dot")} | own


class Fragment:
    """Two sweeps and their ends, to be rewritten by a pass, and what is known of their names."""

    def __init__(self, text, forward, more, known, ends=""):
        """Of the statements of `text` the first are the forward sweep."""
        whole = block(text)
        self.forward, self.reverse = whole[:forward], [*whole[forward:], *block(more)]
        self.facts = Facts(kinds=kinds(known))
        made = bound([*self.forward, *self.reverse])
        given = {n: kind for n, kind in self.facts.kinds.items() if "~" not in n and n not in made}
        self.facts.entry.update(given)
        self.results = list(expression(f"({ends.replace(';', ',')},)").items) if ends else []

    def run(self, rewrite, **given):
        """What the pass returns, given whatever it asks for by the names that all passes use."""
        whole = e.Sequence("tuple", tuple(self.results))
        last = self.results[-1] if self.results else e.NONE
        known = {
            "forward": self.forward,
            "reverse": self.reverse,
            "block": self.reverse,
            "body": self.reverse,
            "results": self.results,
            "result": self.results[0] if self.results else e.NONE,
            "gradient": last,
            "facts": self.facts,
            "kind_of": self.facts.kind,
            "pure": lambda tree: pure(tree, self.facts),
            "counter": Counter(),
            "widest": 72,
            "split": False,
            "read": set(),
            "records": {n for node in statements(self.reverse) for n in _read(node)},
            "chosen": lambda name: "." in name,
            "apart": lambda name, one, other, at: False,
            "entry": set(self.facts.entry),
            "core": Core("f", [], self.forward, whole),
        } | given
        wanted = inspect.signature(rewrite).parameters.values()
        known["ends"] = self.results
        if any(p.name == "ends" and p.annotation == "e.Expr" for p in wanted):
            known["ends"] = whole
        needed = [p.name for p in wanted if p.name in known or p.default is p.empty]
        return rewrite(**{name: known[name] for name in needed})


def _read(node):
    return {name for tree in expressions(node) for name in names(tree)}


def _array(text):
    dtype, _, shape = text.strip("]").partition("[")
    lengths = [part.strip() for part in shape.split(",")]
    return k.Array(np.dtype(dtype or "f8"), tuple(map(_length, lengths)))


def _length(text):
    if text.isdigit():
        return int(text)
    return dims.Dim(f"{text.rstrip('+')}.0", axis=True, long=text.endswith("+"))


def _name(text):
    known = text.replace("__at", ".").replace("__for_", "~")
    return known if "~" in known else ROLES.sub(r"~\1", known)


def _block(nodes):
    return [made for node in nodes if (made := _statement(node)) is not None]


def _statement(node):
    match node:
        case ast.Assign([ast.Name(target)], value):
            return s.Assign(_name(target), _tree(value))
        case ast.Assign([ast.Subscript(base, index)], value):
            return s.Store(_tree(base), _tree(index), _tree(value))
        case ast.Assign([ast.Tuple(targets)], ast.Tuple(sources)):
            sides = [tuple(_name(one.id) for one in side) for side in (targets, sources)]
            return s.Permute(*sides)
        case ast.Assign([ast.Tuple(targets)], value):
            return s.Unpack(tuple(_name(one.id) for one in targets), _tree(value))
        case ast.AugAssign(ast.Subscript(base, index), op, value):
            return s.Augment(_tree(base), _tree(index), OPERATORS[type(op)], _tree(value))
        case ast.AugAssign(target, op, value):
            return s.Augment(_tree(target), None, OPERATORS[type(op)], _tree(value))
        case ast.If(test, body, orelse):
            return s.If(_tree(test), _block(body), _block(orelse))
        case ast.For(ast.Name(target), source, body):
            return s.For(_name(target), _tree(source), _block(body))
        case ast.While(test, body):
            return s.While([], _tree(test), _block(body))
        case ast.With([ast.withitem(manager, None)], body):
            return s.With(_tree(manager), None, _block(body))
        case ast.Break():
            return s.Break()
        case ast.Expr(ast.Constant(value)) if value is ...:
            return None
        case ast.Pass():
            return None
        case ast.Expr(value):
            return s.Evaluate(_tree(value))
    raise ValueError(ast.unparse(node))


def _tree(node):
    match node:
        case ast.Constant(value) | ast.UnaryOp(ast.USub(), ast.Constant(int(value))) if isinstance(
            node, ast.Constant
        ):
            return e.Const(value)
        case ast.UnaryOp(ast.USub(), ast.Constant(value)):
            return e.Const(-value)
        case ast.Name(name):
            return _named(name)
        case ast.Attribute():
            return _attribute(node)
        case ast.Subscript(base, index):
            return e.Item(_tree(base), _tree(index))
        case ast.Slice():
            bounds = (node.lower, node.upper, node.step)
            return e.Slice(*(None if one is None else _tree(one) for one in bounds))
        case ast.UnaryOp(op, operand):
            return e.Unary(OPERATORS[type(op)], _tree(operand))
        case ast.BinOp(left, op, right):
            return e.Binary(OPERATORS[type(op)], _tree(left), _tree(right))
        case ast.BoolOp(op, [first, *others]):
            tree = _tree(first)
            for other in others:
                tree = e.Logical(OPERATORS[type(op)], tree, _tree(other))
            return tree
        case ast.Compare(left, [op], [right]):
            return e.Compare(OPERATORS[type(op)], _tree(left), _tree(right))
        case ast.IfExp(test, body, orelse):
            return e.Choice(_tree(test), _tree(body), _tree(orelse))
        case ast.Call(func, args, keywords):
            named = tuple((one.arg, _tree(one.value)) for one in keywords)
            return e.Call(_tree(func), tuple(map(_tree, args)), named)
        case ast.ListComp(element, [ast.comprehension(ast.Name(name), source)]):
            return e.Each(_tree(element), _name(name), _tree(source))
        case ast.Tuple(items):
            return e.Sequence("tuple", tuple(map(_tree, items)))
        case ast.List(items):
            return e.Sequence("list", tuple(map(_tree, items)))
    raise ValueError(ast.unparse(node))


def _named(name):
    if name in FUNCTIONS:
        return e.Ref(name, FUNCTIONS[name])
    ours = getattr(runtime, name, None)
    return e.Ref(name, ours) if callable(ours) else e.Var(_name(name))


def _attribute(node):
    path = ast.unparse(node).split(".")
    if path[0] not in MODULES or not all(part.isidentifier() for part in path):
        return e.Attr(_tree(node.value), node.attr)
    target = MODULES[path[0]]
    for part in path[1:]:
        target = getattr(target, part)
    return e.Ref(".".join(path), target)
