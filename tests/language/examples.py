"""One example for each row: the body of a function of a vector `x`, with `s = x[0]` before it.

`return s` follows. The compiler's tables say which rows there are; a test holds both together.
"""

STATEMENTS = {
    "Assign": "a, (b, *c) = x[0], x; s = a * b + c[0]",
    "AugAssign": "s += x[1] ** 2",
    "AnnAssign": "t: float = x[1] * s; s = t",
    "Expr": "print('any call')",
    "If": "if s > 0.5: s = s * x[1]",
    "For": "for i, v in enumerate(x): s += i * v",
    "While": "while s < 10.0: s = s * 2.0",
    "Assert": "assert s > 0.0, 'positive'",
    "Raise": "if s < 0.0: raise ValueError('negative')",
    "Delete": "t = x[1] * s; s = t; del t",
    "Global": "global np; s = np.sin(s)",
    "Nonlocal": "def add(v):\n    nonlocal s\n    s += v\nadd(x[1])",
    "Import": "import math; s = math.exp(s)",
    "ImportFrom": "from math import exp; s = exp(s)",
    "Match": "match (s, x[1]):\n    case (a, b) if a > b: s = a\n    case (a, b): s = a * b",
    "Try": "try: s = x[7]\nexcept IndexError: s = x[1] ** 2\nfinally: s = s * 2.0",
    "With": "with np.errstate(divide='ignore'): s = np.log(s)",
    "Return": "if s > 0.5: return s ** 2",
    "FunctionDef": "def scaled(v, by=2.0): return v * by * s\ns = scaled(x[1])",
    "Break": "for v in x:\n    if v > 1.0: break\n    s += v",
    "Continue": "for v in x:\n    if v > 1.0: continue\n    s += v",
    "Pass": "pass",
}

EXPRESSIONS = {
    "Constant": "s = s + 1.5",
    "Name": "s = x[0]",
    "BinOp": "s = s ** 2 / x[1] + x @ x",
    "UnaryOp": "s = -s",
    "Compare": "s = s * (0.0 < s < 5.0)",
    "BoolOp": "s = x[1] if s > 0.5 and s < 2.0 else s",
    "IfExp": "s = s if s > x[1] else x[1]",
    "NamedExpr": "s = (t := x[1] * s) + t",
    "Attribute": "s = np.sum(x.T) * x.size",
    "Call": "s = np.clip(s, a_max=2.0, a_min=0.1)",
    "Subscript": "s = np.sum(x[1:] * x[[0, 2]])",
    "Tuple": "s = (s, x[1])[1]",
    "List": "s = sum([s, x[1] ** 2])",
    "Set": "s = s * len({1, 2})",
    "SetComp": "s = s * len({k % 2 for k in range(5)})",
    "Dict": "s = {'a': s, 'b': x[1]}['b']",
    "DictComp": "s = sum({k: x[k] ** 2 for k in range(3)}.values())",
    "JoinedStr": "print(f'{s:.2f}')",
    "ListComp": "s = sum([v * v for v in x if v > 0.6])",
    "Lambda": "s = (lambda v, k=2.0: v * k)(s)",
}

FUNCTIONS = {
    "reversed": "for v in reversed(x): s = s * 0.5 + v",
    "enumerate": "for i, v in enumerate(x, 1): s += i * v",
    "zip": "for a, b in zip(x, x[1:]): s += a * b",
    "map": "s = sum(map(np.sin, x))",
    "filter": "s = sum(filter(lambda v: v > 0.6, x))",
    "itertools.zip_longest": (
        "for a, b in itertools.zip_longest(x, x[:1], fillvalue=1.0): s += a * b"
    ),
    "itertools.cycle": "for a, b in zip(x, itertools.cycle([1.0, -1.0])): s += a * b",
    "itertools.repeat": "for a, b in zip(x, itertools.repeat(2.0)): s += a * b",
    "itertools.count": "for a, k in zip(x, itertools.count(1)): s += a * k",
    "itertools.islice": "for v in itertools.islice(x, 1, 3): s += v * v",
    "itertools.pairwise": "for a, b in itertools.pairwise(x): s += a * b",
    "itertools.filterfalse": "s = sum(itertools.filterfalse(lambda v: v > 0.6, x))",
    "itertools.dropwhile": "s = sum(itertools.dropwhile(lambda v: v < 1.0, x))",
    "itertools.accumulate": "s = sum(itertools.accumulate(x, lambda a, b: a * b))",
    "itertools.chain": "for v in itertools.chain(x, [s]): s = s * 0.5 + v",
    "itertools.chain.from_iterable": "s = sum(itertools.chain.from_iterable([x, x * x]))",
    "itertools.combinations": "for a, b in itertools.combinations(x, 2): s += a * b",
    "itertools.combinations_with_replacement": (
        "for a, b in itertools.combinations_with_replacement(x, 2): s += a * b"
    ),
    "itertools.permutations": "for a, b in itertools.permutations(x, 2): s += a * b * b",
    "itertools.product": "for a, b in itertools.product(x, x): s += a * b * b",
    "itertools.starmap": "s = sum(itertools.starmap(lambda a, b: a * b, zip(x, x)))",
    "itertools.takewhile": "s = sum(itertools.takewhile(lambda v: v > 0.1, x))",
    "itertools.compress": "s = sum(itertools.compress(x, (True, False, True)))",
    "sum": "s = sum(v * v for v in x)",
    "min": "s = min(x[1], s)",
    "max": "s = max(x, key=lambda v: abs(v - 1.0))",
    "any": "if any(v > 1.0 for v in x): s = s * 2.0",
    "all": "if all(v > 0.0 for v in x): s = s * 2.0",
    "list": "s = list(v * v for v in x)[1]",
    "tuple": "s = tuple([s, x[1]])[1]",
    "dict": "s = dict(zip('ab', (s, x[1])))['b']",
    "sorted": "s = sorted(x, key=lambda v: -v)[0]",
    "set": "for k in set([1, 1, 2]): s = s * x[k]",
    "frozenset": "s = s * len(frozenset([1, 1, 2]))",
    "fromiter": "s = np.fromiter((v * v for v in x), float)[1]",
    "collections.deque": "s = collections.deque((v * v for v in x), maxlen=2)[0]",
    "collections.OrderedDict": "s = collections.OrderedDict((n, v) for n, v in zip('ab', x))['b']",
    "collections.Counter": "s = s * collections.Counter(v > 1.0 for v in x)[False]",
    "functools.reduce": "s = functools.reduce(lambda a, b: a * b, x)",
    "math.fsum": "s = math.fsum([s, x[1]])",
    "math.prod": "s = math.prod([s, x[1]])",
    "functools.partial": "s = functools.partial(np.multiply, s)(x[1])",
    "functools.wraps": (
        "def twice(f):\n    @functools.wraps(f)\n    def g(v): return 2.0 * f(v)\n    return g\n"
        "s = twice(np.sin)(s)"
    ),
    "functools.cache": "@functools.cache\ndef term(i): return x[i] ** 2\ns = term(0) * term(1)",
    "functools.lru_cache": (
        "@functools.lru_cache(maxsize=8)\ndef term(i): return x[i] ** 2\ns = term(0) * term(1)"
    ),
    "operator.itemgetter": "s = operator.itemgetter(1)(x) * s",
    "operator.methodcaller": "s = s * operator.methodcaller('sum')(x)",
    "operator.attrgetter": "s = np.sum(operator.attrgetter('T')(x))",
}
