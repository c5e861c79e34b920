"""Random programs in which names, lists, dicts and objects share arrays.

``python -m tests.programs.generator --aliased`` runs them by hand.
"""

from tests.programs.case import signed
from tests.programs.generator.module import Module

BOX = """
class Box:
    def __init__(self, u, v, s):
        self.u = u
        self.v = v
        self.s = s
        self.items = [u]

    def push(self, w, c):
        self.v[:] = np.sin(w * c)
        self.s = np.tanh(self.s + self.v[0])
        self.items.append(self.v)
        return self.u

    def swap(self):
        self.u, self.v = self.v, self.u

    def total(self):
        return np.sum(self.u * self.v) + self.s
"""
HELPERS = [
    "def h{}(p, q, c):\n    p[0] = np.sin(q[1] * c)\n    return p\n",
    "def h{}(p, q, c):\n    p += 0.5 * q\n    return q\n",
    "def h{}(p, q, c):\n    q[:] = np.cos(p) * c\n    return p if c > 0.1 else q\n",
    "def h{}(p, q, c):\n    t = p * 1.0\n    p[:] = q\n    q[1:] = t[1:] * 0.7\n    return t\n",
    "def h{}(p, q, c):\n    return np.sin(p) + q * c\n",
    "def h{}(p, q, c):\n    p, q = q, p\n    p *= 0.8\n    return p[::-1]\n",
]
LHELPERS = [
    "def g{}(ls, c):\n    for a in ls:\n        a *= np.cos(c)\n    return ls[0]\n",
    "def g{}(ls, c):\n    ls.append(ls[0] * c)\n    return ls[-1]\n",
    "def g{}(ls, c):\n    ls[0], ls[-1] = ls[-1], ls[0]\n    ls[0][1] += c\n    return ls[0]\n",
    "def g{}(ls, c):\n    ls[0] = np.sin(ls[0] * c)\n    return ls[-1]\n",
    "def g{}(ls, c):\n    t = ls.pop()\n    t[0] = c\n    ls.insert(0, t)\n    return t\n",
]


class Aliases:
    """Writes one program; a scope says which name holds what."""

    def __init__(self, r, small=False):
        self.r = r
        self.count = 0
        self.prelude = []
        self.small = small

    def n(self, a, b):
        return self.r.randint(a, b)

    def pick(self, o):
        return self.r.choice(list(o))

    def chance(self, k=2):
        return self.r.randrange(k) == 0

    def fresh(self, p):
        self.count += 1
        return f"{p}{self.count}"

    # scope: dict name -> kind; kinds: 'arr','num','list','nums','dict','box','boxes','pair'
    def names(self, sc, kind):
        return [n for n, k in sc.items() if k == kind]

    def arrs(self, sc):
        out = list(self.names(sc, "arr")) * 2
        for l in self.names(sc, "list"):
            out += [f"{l}[0]", f"{l}[-1]"]
        for d in self.names(sc, "dict"):
            out += [f"{d}['a']", f"{d}['b']"]
        for b in self.names(sc, "box"):
            out += [f"{b}.u", f"{b}.v", f"{b}.items[-1]"]
        for b in self.names(sc, "boxes"):
            out += [f"{b}[0].u", f"{b}[-1].v"]
        for b in self.names(sc, "pair"):
            out += [f"{b}[0]", f"{b}[1]"]
        return out

    def bindable(self, sc):  # places that can be bound anew
        return [
            a
            for a in self.arrs(sc)
            if not any(a.startswith(p + "[") for p in self.names(sc, "pair"))
        ]

    def lists(self, sc):
        return self.names(sc, "list") * 2 + [f"{b}.items" for b in self.names(sc, "box")]

    def nums(self, sc):
        out = list(self.names(sc, "num"))
        for d in self.names(sc, "dict"):
            out += [f"{d}['t']"]
        for b in self.names(sc, "box"):
            out += [f"{b}.s"]
        for l in self.names(sc, "nums"):
            out += [f"{l}[0]", f"{l}[-1]"]
        return out

    def num(self, sc):
        k = self.n(0, 9)
        if k < 4:
            return f"{self.pick(self.arrs(sc))}[{self.n(0, 2)}]"
        if k < 7:
            return self.pick(self.nums(sc))
        if k == 7:
            return (
                f"np.sin({self.pick(self.nums(sc))} * {self.pick(self.arrs(sc))}[{self.n(-3, -1)}])"
            )
        if k == 8:
            return f"np.tanh(np.sum({self.pick(self.arrs(sc))}))"
        return self.pick(("0.7", "-0.4", "1.1"))

    def place(self, sc):
        a = self.pick(self.arrs(sc))
        return a

    def view(self, sc):
        a = self.place(sc)
        return self.pick((a, a, a, f"{a}[::-1]", f"{a}[:]"))

    def arr(self, sc):
        k = self.n(0, 6)
        a, b = self.place(sc), self.place(sc)
        return (
            f"np.sin({a} * {self.num(sc)})",
            f"0.5 * ({a} + {b})",
            f"{a} * np.cos({b})",
            f"{a}.copy()",
            f"np.tanh({a} - {b} * {self.num(sc)})",
            f"{a} * {self.num(sc)}",
            f"np.concatenate(({a}[1:], {b}[:1]))",
        )[k]

    def test(self, sc):
        k = self.n(0, 5)
        if k == 0:
            return "flag"
        if k == 1:
            return "n > 1"
        if k == 2 and "k" in sc:
            return f"k % 2 == {self.n(0, 1)}"
        return f"{self.num(sc)} {self.pick('<>')} {self.pick((0.137, -0.213, 0.391))}"

    # statements
    def store(self, sc):
        p = self.place(sc)
        k = self.n(0, 12)
        q = self.view(sc)
        pp = self.pick((p, p, p + "[::-1]"))
        return [
            (
                f"{pp}[{self.n(0, 2)}] = {self.num(sc)}",
                f"{p}[{self.n(0, 2)}] += 0.5 * {self.num(sc)}",
                f"{pp}[:] = {q}",
                f"{pp}[:] = {self.arr(sc)}",
                f"{pp}[1:] = {q}[:-1]",
                f"{p}[:2] *= {q}[1:]",
                f"{p} *= np.cos({self.num(sc)})",
                f"{p} += 0.3 * {q}",
                f"{p} -= {self.arr(sc)}",
                f"np.multiply({q}, 0.6, out={p})",
                f"{p}[{q} > 0.2] = {self.num(sc)}",
                f"np.copyto({p}, {q})",
                f"{p}[[0, 2]] = {q}[[1, 1]] * {self.num(sc)}",
            )[k]
        ]

    def rebind(self, sc):
        p = self.pick(self.bindable(sc))
        if not sc.get("_top") and p in self.fixed:
            return self.store(sc)
        k = self.n(0, 3)
        if k == 0:
            return [f"{p} = {self.arr(sc)}"]
        if k == 1:
            return [f"{p} = {self.view(sc)}"]
        if k == 2:
            return [f"{p} = {self.place(sc)} if {self.test(sc)} else {self.place(sc)}"]
        return [f"{p} = {p} * {self.num(sc)}"]

    def swap(self, sc):
        b = self.bindable(sc)
        p, q = self.pick(b), self.pick(b)
        if self.chance(4):
            w = self.pick(b)
            return [f"{p}, {q}, {w} = {q}, {w}, {p}"]
        if self.chance(4):
            return [f"{p}, {q} = {q}, {self.arr(sc)}"]
        return [f"{p}, {q} = {q}, {p}"]

    def make(self, sc):
        k = self.n(0, 11)
        if k <= 2:
            p = self.fresh("p")
            l = [f"{p} = {self.pick((self.arr, self.view))(sc)}"]
            sc[p] = "arr"
        elif k <= 5:
            p = self.fresh("L")
            ls = self.lists(sc)
            o = [
                f"[{self.view(sc)}, {self.view(sc)}]",
                f"[{self.arr(sc)}, {self.view(sc)}]",
                f"[{self.view(sc)}, {self.arr(sc)}, {self.place(sc)}]",
                f"[{self.place(sc)}] * 2",
                f"[{self.place(sc)} * t for t in {self.place(sc)}]",
            ]
            if ls:
                m = self.pick(ls)
                o += [
                    m,
                    m,
                    f"{m}[:]",
                    f"list({m})",
                    f"{m}[::-1]",
                    f"{m} + [{self.place(sc)}]",
                    f"[a for a in {m}]",
                    f"[a * 0.9 for a in {m}]",
                    f"{m}.copy()",
                ]
            l = [f"{p} = {self.pick(o)}"]
            sc[p] = "list"
        elif k <= 7:
            p = self.fresh("d")
            o = [
                f"{{'a': {self.view(sc)}, 'b': {self.view(sc)}, 't': {self.num(sc)}}}",
                f"dict(a={self.arr(sc)}, b={self.view(sc)}, t={self.num(sc)})",
            ]
            ds = self.names(sc, "dict")
            if ds:
                m = self.pick(ds)
                o += [
                    m,
                    f"dict({m})",
                    f"{m}.copy()",
                    f"{{**{m}, 'a': {self.place(sc)}}}",
                    f"{m} | {{'b': {self.view(sc)}}}",
                ]
            l = [f"{p} = {self.pick(o)}"]
            sc[p] = "dict"
        elif k <= 9:
            p = self.fresh("box")
            bs = self.names(sc, "box")
            o = [
                f"Box({self.view(sc)}, {self.view(sc)}, {self.num(sc)})",
                f"Box({self.arr(sc)}, {self.view(sc)}, {self.num(sc)})",
            ]
            if bs:
                o += [self.pick(bs)]
            l = [f"{p} = {self.pick(o)}"]
            sc[p] = "box"
        elif k == 10 and self.names(sc, "box"):
            p = self.fresh("bs")
            bs = self.names(sc, "box")
            l = [f"{p} = [{self.pick(bs)}, {self.pick(bs)}]"]
            sc[p] = "boxes"
        elif k == 10:
            p = self.fresh("N")
            l = [f"{p} = [{self.num(sc)}, {self.num(sc)}]"]
            sc[p] = "nums"
        else:
            p = self.fresh("T")
            l = [f"{p} = ({self.view(sc)}, {self.pick((self.view, self.arr))(sc)})"]
            sc[p] = "pair"
        return l

    def listop(self, sc):
        ls = self.lists(sc)
        if not ls:
            return self.make(sc)
        L = self.pick(ls)
        M = self.pick(ls)
        o = [
            f"{L}.append({self.view(sc)})",
            f"{L}.append({self.arr(sc)})",
            f"{L}.insert(0, {self.view(sc)})",
            f"{L}.reverse()",
            f"{L}[0], {L}[-1] = {L}[-1], {L}[0]",
            f"{L}.append({L}.pop(0))",
            f"{L}.insert(0, {L}.pop())",
            f"{L} += [{self.view(sc)}]",
            f"{L}.extend({M}[:1])",
            f"{L}[:] = {L}[::-1]",
            f"{L}.sort(key=lambda t: t[0])",
            f"{L}[0] = {self.place(sc)}",
            f"{L}[-1] = {self.arr(sc)}",
            f"{L}.extend([{self.place(sc)}, {self.arr(sc)}])",
            f"{L}[0:1] = [{self.place(sc)}]",
        ]
        if not self.inloop:
            o += [
                f"del {L}[0]",
                f"{L}[0] *= {L}.pop()[0]",
                f"{L}.pop()",
                f"{L}.pop(0)[0] = {self.num(sc)}",
            ]
            p = self.fresh("p")
            if self.chance(5):
                sc[p] = "arr"
                return [f"{p} = {L}.pop({self.pick(('', '0'))})"]
        return [self.pick(o)]

    def dictop(self, sc):
        ds = self.names(sc, "dict")
        if not ds:
            return self.make(sc)
        d, e = self.pick(ds), self.pick(ds)
        o = [
            f"{d}['a'] = {self.view(sc)}",
            f"{d}.update(b={self.view(sc)})",
            f"{d}.update({e})",
            f"{d}['a'], {d}['b'] = {d}['b'], {d}['a']",
            f"{d}['b'] = {d}.pop('a'); {d}['a'] = {self.view(sc)}",
            f"{d}.setdefault('a', {self.place(sc)})[0] = {self.num(sc)}",
            f"{d}.setdefault('c', {self.view(sc)})[1] *= 0.5",
            f"{d}['t'] = {self.num(sc)}",
            f"{d}['t'] += 0.4 * {self.num(sc)}",
            f"{d}['a'] = {self.arr(sc)}",
            f"{d} |= {{'a': {self.place(sc)}}}",
            f"{d}.get('a')[2] = {self.num(sc)}",
        ]
        return self.pick(o).split("; ")

    def boxop(self, sc):
        bs = self.names(sc, "box")
        if not bs:
            return self.make(sc)
        b, c = self.pick(bs), self.pick(bs)
        o = [
            f"{b}.u = {self.view(sc)}",
            f"{b}.v = {c}.u",
            f"{b}.swap()",
            f"{b}.push({self.place(sc)}, {self.num(sc)})",
            f"{b}.s = {self.num(sc)}",
            f"{b}.s += 0.3 * {self.num(sc)}",
            f"{b}.u, {c}.v = {c}.v, {b}.u",
            f"{b}.items = {self.pick(self.lists(sc))}",
            f"{b}.u = {self.arr(sc)}",
        ]
        if self.chance(4):
            p = self.fresh("p")
            sc[p] = "arr"
            return [f"{p} = {b}.push({self.place(sc)}, {self.num(sc)})"]
        if self.chance(6):
            p = self.fresh("s")
            l = [f"{p} = np.tanh({b}.total())"]
            sc[p] = "num"
            return l
        return [self.pick(o)]

    def call(self, sc):
        ls = self.lists(sc)
        if ls and self.chance():
            i = self.n(0, len(LHELPERS) - 1)
            name = f"g{i}"
            text = LHELPERS[i].format(i)
            c = f"{name}({self.pick(ls)}, {self.num(sc)})"
        else:
            i = self.n(0, len(HELPERS) - 1)
            name = f"h{i}"
            text = HELPERS[i].format(i)
            c = f"{name}({self.view(sc)}, {self.view(sc)}, {self.num(sc)})"
        if text not in self.prelude:
            self.prelude.append(text)
        k = self.n(0, 3)
        if k == 0:
            return [c]
        if k == 1:
            return [f"{self.pick(self.bindable(sc))} = {c}"]
        p = self.fresh("p")
        sc[p] = "arr"
        return [f"{p} = {c}"]

    def block(self, sc, a, b):
        out = []
        for _ in range(self.n(a, b)):
            out += self.stmt(sc)
        return ["    " + l for l in out]

    def branch(self, sc):
        l = [f"if {self.test(sc)}:"] + self.block(dict(sc), 1, 3)
        if self.chance():
            l += ["else:"] + self.block(dict(sc), 1, 2)
        return l

    def loop(self, sc):
        inner = dict(sc)
        old = self.inloop
        self.inloop = True
        self.depth += 1
        k = self.n(0, 9)
        ls = self.lists(sc)
        pre = []
        if ls and k <= 4:
            L = self.pick(ls)
            a = self.fresh("a")
            if k == 0:
                head = f"for {a} in {L}:"
                inner[a] = "arr"
            elif k == 1:
                head = f"for k, {a} in enumerate({L}):"
                inner[a] = "arr"
                inner["k"] = "int"
            elif k == 2:
                b = self.fresh("a")
                head = f"for {a}, {b} in zip({L}, {self.pick(ls)}[::-1]):"
                inner[a] = inner[b] = "arr"
            elif k == 3:
                head = f"while len({L}) > 1:"
                inner[a] = "arr"
                body = [
                    f"    {a} = {L}.pop({self.pick(('', '0'))})",
                    f"    {L}[0][{self.n(0, 2)}] += {a}[0] * {self.num(inner)}",
                ]
                self.inloop = old
                self.depth -= 1
                return [head] + body
            else:
                head = f"for {a} in reversed({L}):"
                inner[a] = "arr"
            safe = (
                {n: kk for n, kk in inner.items() if not (kk == "list" or kk == "box")}
                if self.chance()
                else inner
            )
            body = self.block(safe, 1, 3)
            if any(
                "append" in t
                or "insert" in t
                or "extend" in t
                or "+= [" in t
                or "push" in t
                or "g1(" in t
                for t in body
            ):
                head = head.replace(L, f"list({L})", 1)
        else:
            if self.chance(4):
                turn = f"turn{self.depth}"  # a loop inside may go through k
                head = f"while {turn} < n:"
                pre = [f"{turn} = 0"]
                inner["k"] = "int"
            else:
                head = f"for k in range({self.pick(('n', '2', '3'))}):"
                inner["k"] = "int"
            body = self.block(inner, 1, 4)
            if pre:
                body = [f"    k = {turn}", *body, f"    {turn} += 1"]
            if self.chance(8):
                body += [f"    if {self.test(inner)}:", "        break"]
        self.inloop = old
        self.depth -= 1
        return pre + [head] + body

    def stmt(self, sc):
        k = self.n(0, 22)
        if k <= 3:
            return self.store(sc)
        if k <= 5:
            return self.rebind(sc)
        if k <= 7:
            return self.swap(sc)
        if k <= 9:
            return self.make(sc)
        if k <= 12:
            return self.listop(sc)
        if k <= 14:
            return self.dictop(sc)
        if k <= 16:
            return self.boxop(sc)
        if k == 17:
            return self.call(sc)
        if k == 18:
            s = self.pick(self.nums(sc))
            return [f"{s} = np.tanh({s} + {self.num(sc)})"]
        if k <= 20 and self.depth < 2:
            return self.loop(sc)
        if self.depth < 3:
            self.depth += 1
            l = self.branch(sc)
            self.depth -= 1
            return l
        return self.store(sc)

    def module(self):
        self.fixed = set()
        self.inloop = False
        self.depth = 0
        sc = {"x": "arr", "y": "arr", "s": "num"}
        args = {
            "x": signed(3),
            "y": signed(3, start=3),
            "s": 0.6,
            "n": self.n(0, 3),
            "flag": self.chance(),
        }
        if self.chance(4):
            args["y"] = args["x"]
        lines = []
        if self.chance(3):
            args["xs"] = [signed(3, start=2), signed(3, start=1)]
            sc["xs"] = "list"
        if self.chance(4):
            args["dd"] = {"a": signed(3, start=2), "b": signed(3, start=5), "t": 0.3}
            sc["dd"] = "dict"
        if self.chance():
            lines.append(f"    q = {self.arr(sc)}")
            sc["q"] = "arr"
        if self.chance():
            lines.append(f"    L = [{self.view(sc)}, {self.view(sc)}]")
            sc["L"] = "list"
        lines += self.block(sc, *((2, 4) if self.small else (4, 9)))
        A = self.arrs(sc)
        terms = [
            f"np.sum({self.pick(A)} * {self.pick(A)})",
            f"np.sum(np.sin({self.pick(A)}))",
            self.num(sc),
        ]
        for L in self.names(sc, "list")[:2]:
            terms.append(f"sum([np.sum(t * t) * i for i, t in enumerate({L})])")
        for b in self.names(sc, "box")[:1]:
            terms.append(f"{b}.total()")
        for d in self.names(sc, "dict")[:1]:
            terms.append(f"np.sum({d}['a'] * {d}['b']) * {d}['t']")
        tot = " + ".join(terms)
        k = self.n(0, 9)
        if k == 0:
            tot = f"({tot}, {self.pick(A)})"
        if k == 1:
            tot = self.pick(A)
        lines.append(f"    return {tot}")
        wrts = ["x", "x", ("x", "s"), "y"]
        if "xs" in args:
            wrts += ["xs", ("x", "xs")]
        if "dd" in args:
            wrts += ["dd"]
        if args["y"] is not args["x"]:
            wrts.append(("x", "y"))
        src = (
            "import numpy as np\n"
            + (BOX if "Box(" in "\n".join(lines) else "")
            + "\n"
            + "\n".join(self.prelude)
            + "\ndef program("
            + ", ".join(args)
            + "):\n"
            + "\n".join(lines)
            + "\n"
        )
        wrt = "s" if args["y"] is args["x"] else self.pick(wrts)
        return Module(src, tuple(args.values()), wrt, False)


def aliased(random, small=False):
    """A random program."""
    return Aliases(random, small).module()
