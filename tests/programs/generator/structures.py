"""Nested lists, dicts, objects that share arrays, iterators of the library, and `finally`."""

from tests.programs.generator.scope import FLOAT, Array
from tests.programs.generator.sharing import Sharing

NODE = """\
class Node:
    def __init__(self, v, rest=None):
        self.v = v
        self.rest = rest

    def total(self, c):
        own = np.sum(np.sin(self.v * c))
        return own if self.rest is None else own + 0.5 * self.rest.total(c)
"""


class Structured(Sharing):
    """Writes statements about containers in containers."""

    def structured(self, scope):
        """One of these statements."""
        options = (
            self.nested_list,
            self.table,
            self.chained_nodes,
            self.rows_grown,
            self.library_iterator,
            self.guarded_store,
            self.accumulated,
            self.tuple_state,
        )
        return self.pick(options)(scope)

    def nested_list(self, scope):
        """Lists of lists, which grow, change and are added up."""
        name, s, i = self.fresh("rows"), self.fresh("s"), self.fresh("i")
        a, b, c = (self.bounded(scope) for _ in range(3))
        lines = [f"{name} = [[{a}, {b}], [{c}]]"]
        change = (
            [f"{name}[0].append({self.bounded(scope)})"],
            [f"{name}[1][0] *= np.cos({self.atom(scope)})"],
            [f"{name}.append([{self.atom(scope)}])"],
            [f"{name}[0], {name}[1] = {name}[1], {name}[0]"],
            [f"for {i} in range(2):", f"    {name}[{i}].append({name}[1 - {i}][0] * 0.5)"],
            [f"{name}[1].extend({name}[0][:1])"],
        )
        lines += self.pick(change)
        total = self.pick(
            (
                f"sum(sum(t) for t in {name})",
                f"sum([np.sin(u) for t in {name} for u in t])",
                f"sum(t[0] * len(t) for t in {name})",
                f"sum(sum(np.sin(u) for u in t) for t in {name})",
            )
        )
        self.bound(scope, s, FLOAT)
        return [*lines, f"{s} = np.tanh({total})"]

    def table(self, scope):
        """A dict of numbers, which a loop goes through and changes."""
        name, s, key = self.fresh("table"), self.fresh("s"), self.fresh("key")
        a, b, c = (self.bounded(scope) for _ in range(3))
        lines = [f"{name} = {{'a': {a}, 'b': {b}}}"]
        lines += self.pick(
            (
                [f"for {key} in {name}:", f"    {name}[{key}] *= np.cos({c})"],
                [f"{name}['c'] = {c}", f"{name}['a'] += {name}['c']"],
                [f"for {key} in ('a', 'b', 'a'):", f"    {name}[{key}] += 0.5 * ({c})"],
                [f"{name} = {{{key}: np.sin(t) for {key}, t in {name}.items()}}"],
                [f"{name}.update(b={c}, d=0.3)"],
                [f"{name} |= {{'b': {name}.pop('a')}}"],
            )
        )
        total = self.pick(
            (
                f"sum({name}.values())",
                f"sum(t * len({key}) for {key}, t in {name}.items())",
                f"sum([{name}[{key}] for {key} in sorted({name})])",
                f"{name}.get('z', 0.4) * {name}['b']",
            )
        )
        self.bound(scope, s, FLOAT)
        return [*lines, f"{s} = np.tanh({total})"]

    def chained_nodes(self, scope):
        """Objects that hold arrays, of the program too, and each other."""
        arrays = scope.arrays(1, writable=True)
        if not arrays:
            return self.define(scope)
        self.prelude["Node"] = NODE
        place, other = self.pick(arrays), self.pick(arrays)
        node, s = self.fresh("node"), self.fresh("s")
        lines = [f"{node} = Node({place}, Node({other}[::-1]))"]
        lines += self.pick(
            (
                [f"{place}[0] += {self.bounded(scope)}"],
                [f"{node}.v[-1] = {self.bounded(scope)}"],
                [f"{node}.rest.v = {node}.v * 0.5"],
                [f"{node} = Node({node}.rest.v.copy(), {node})"],
                [f"{node}.rest.v *= np.cos({self.atom(scope)})"],
            )
        )
        lines.append(f"{s} = np.tanh({node}.total({self.atom(scope)}))")
        self.bound(scope, s, FLOAT)
        return lines

    def rows_grown(self, scope):
        """A list of arrays that a loop makes, read from its end."""
        vectors = scope.arrays(1)
        if not vectors:
            return self.define(scope)
        place = self.pick(vectors)
        name, s, i, u = (self.fresh(p) for p in ("states", "s", "i", "u"))
        end = self.pick(("n", 2)) if "n" in scope.kinds else 2
        test = self.test(scope)
        body = self.pick(
            (
                [f"    {name}.append(np.sin({name}[-1] + {self.atom(scope)}))"],
                [f"    {u} = {name}[-1] * 0.8", f"    {u}[0] = {i}", f"    {name}.append({u})"],
                [f"    {name}.append({name}[{i}][::-1] * {self.atom(scope)})"],
                [f"    {name}.append(0.5 * {name}[0])", f"    if {test}:", "        break"],
            )
        )
        total = self.pick(
            (
                f"np.sum({name}[-1] * {name}[0])",
                f"np.sum(np.sin(np.array({name})))",
                f"sum(np.sum(a * b) for a, b in zip({name}, {name}[::-1]))",
                f"sum([np.sum(t) * k for k, t in enumerate({name})])",
            )
        )
        self.bound(scope, s, FLOAT)
        head = [f"{name} = [{place} * 1.0]", f"for {i} in range({end}):"]
        return [*head, *body, f"{s} = np.tanh({total})"]

    def library_iterator(self, scope):
        """More of `itertools` and `functools`."""
        vectors = scope.arrays(1)
        if not vectors:
            return self.define(scope)
        a, b, c = self.pick(vectors), self.pick(vectors), self.atom(scope)
        options = (
            f"sum(itertools.islice({a}, 1, None))",
            f"sum(itertools.takewhile(lambda t: t < 0.71, {a}))",
            f"sum(itertools.dropwhile(lambda t: t < 0.33, {a}))",
            f"sum(t * u for t, u in itertools.pairwise({a}))",
            f"sum(t * u * 0.3 for t, u in itertools.product({a}, {b}))",
            f"sum(t * u for t, u in itertools.zip_longest({a}, {b}, fillvalue={c}))",
            f"sum(map(lambda t, u: np.sin(t * u + {c}), {a}, {b}))",
            f"sum(sorted({a}, key=lambda t: -t)[:2])",
            f"max({a}, key=lambda t: np.sin(2.0 * t + {c}))",
            f"max((t for t in {a} if t > 0.71), default={c})",
            f"reduce(lambda t, u: 0.5 * t + np.sin(u), map(np.cos, {a}))",
            f"sum(itertools.compress({a}, [True, False, True, True]))",
            f"math.prod(np.cos(t) for t in {a})",
            f"math.fsum([t * {c} for t in {a}])",
            f"sum(t if u > 0.1 else {c} for t, u in zip(reversed({a}), {b}))",
        )
        self.bound(scope, s := self.fresh("s"), FLOAT)
        return [f"{s} = np.tanh({self.pick(options)})"]

    def guarded_store(self, scope):
        """An exception in a loop, and what `finally` does then."""
        vectors = scope.arrays(1, writable=True)
        if not vectors:
            return self.attempt(scope)
        place, s, i = self.pick(vectors), self.fresh("s"), self.fresh("i")
        lines = [f"{s} = {self.bounded(scope)}", f"for {i} in range(2):", "    try:"]
        lines += self.pick(
            (
                [f"        {s} = np.sin({s} + {place}[3 * {i} + 1])"],
                [f"        if {s} > 0.33:", "            raise ZeroDivisionError"],
                [f"        {s} = {s} * {{0: 0.7}}[{i}]"],
            )
        )
        lines += ["    except (IndexError, KeyError, ZeroDivisionError):"]
        lines += [f"        {s} = {s} * 0.5 - {place}[0]"]
        if self.chance():
            lines += ["    finally:", f"        {place}[0] += 0.3 * np.sin({s})"]
        elif self.chance():
            lines += ["    else:", f"        {place}[-1] *= np.cos({s})"]
        self.bound(scope, s, FLOAT)
        return lines

    def accumulated(self, scope):
        """Additions at repeated indices, of one axis or of both."""
        matrices = scope.arrays(2, writable=True)
        if not matrices or self.chance():
            return self.add_at(scope)
        place = self.pick(matrices)
        rows, columns = matrices[place]
        count = self.number(1, 3)
        first, second = self.indices(rows, count), self.indices(columns, count)
        e = self.right(scope, (count,))
        options = (
            f"np.add.at({place}, ({first}, {second}), {e})",
            f"np.add.at({place}, {first}, {self.right(scope, (count, columns))})",
            f"{place}[{first}, {second}] += {e}",
            f"{place}[{first}] *= np.cos({self.right(scope, (columns,))})",
        )
        return [self.pick(options)]

    def tuple_state(self, scope):
        """A state that is a tuple of a number and an array, bound anew in each pass."""
        vectors = scope.arrays(1)
        if not vectors:
            return self.define(scope)
        place = self.pick(vectors)
        state, s, i = self.fresh("state"), self.fresh("s"), self.fresh("i")
        end = self.pick(("n", 2)) if "n" in scope.kinds else 2
        step = self.pick(
            (
                f"(np.sin({state}[0] + {state}[1][0]), {state}[1] * np.cos({state}[0]))",
                f"({state}[0] * 0.7, {state}[1][::-1])",
                f"({state}[1][-1], np.sin({state}[1]) + {state}[0])",
            )
        )
        lines = [
            f"{state} = ({self.bounded(scope)}, {place} * 1.0)",
            f"for {i} in range({end}):",
            f"    {state} = {step}",
            f"{s} = np.tanh({state}[0] + np.sum({state}[1]))",
        ]
        self.bound(scope, s, FLOAT)
        scope.kinds[f"{state}[1]"] = Array(vectors[place], writable=False)
        scope.fixed.add(f"{state}[1]")
        return lines
