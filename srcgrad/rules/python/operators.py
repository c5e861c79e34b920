"""What the functions of `operator` mean: the operators themselves."""
# ruff: noqa: D103 - each is named after the operator

import operator
from typing import Any

from srcgrad.rules.declare import meaning


@meaning(operator.add, operator.concat, always=True)
def add(a: Any, b: Any) -> Any:
    return a + b


@meaning(operator.sub, always=True)
def sub(a: Any, b: Any) -> Any:
    return a - b


@meaning(operator.mul, always=True)
def mul(a: Any, b: Any) -> Any:
    return a * b


@meaning(operator.truediv, always=True)
def truediv(a: Any, b: Any) -> Any:
    return a / b


@meaning(operator.floordiv, always=True)
def floordiv(a: Any, b: Any) -> Any:
    return a // b


@meaning(operator.mod, always=True)
def mod(a: Any, b: Any) -> Any:
    return a % b


@meaning(operator.pow, always=True)
def power(a: Any, b: Any) -> Any:
    return a**b


@meaning(operator.matmul, always=True)
def matmul(a: Any, b: Any) -> Any:
    return a @ b


@meaning(operator.neg, always=True)
def neg(a: Any) -> Any:
    return -a


@meaning(operator.pos, always=True)
def pos(a: Any) -> Any:
    return +a


@meaning(operator.abs, always=True)
def absolute(a: Any) -> Any:
    return abs(a)


@meaning(operator.lt, always=True)
def lt(a: Any, b: Any) -> Any:
    return a < b


@meaning(operator.le, always=True)
def le(a: Any, b: Any) -> Any:
    return a <= b


@meaning(operator.gt, always=True)
def gt(a: Any, b: Any) -> Any:
    return a > b


@meaning(operator.ge, always=True)
def ge(a: Any, b: Any) -> Any:
    return a >= b


@meaning(operator.eq, always=True)
def eq(a: Any, b: Any) -> Any:
    return a == b


@meaning(operator.ne, always=True)
def ne(a: Any, b: Any) -> Any:
    return a != b


@meaning(operator.and_, always=True)
def and_(a: Any, b: Any) -> Any:
    return a & b


@meaning(operator.or_, always=True)
def or_(a: Any, b: Any) -> Any:
    return a | b


@meaning(operator.xor, always=True)
def xor(a: Any, b: Any) -> Any:
    return a ^ b


@meaning(operator.lshift, always=True)
def lshift(a: Any, b: Any) -> Any:
    return a << b


@meaning(operator.rshift, always=True)
def rshift(a: Any, b: Any) -> Any:
    return a >> b


@meaning(operator.invert, operator.inv, always=True)
def invert(a: Any) -> Any:
    return ~a


@meaning(operator.is_, always=True)
def is_(a: Any, b: Any) -> Any:
    return a is b


@meaning(operator.is_not, always=True)
def is_not(a: Any, b: Any) -> Any:
    return a is not b


@meaning(operator.contains, always=True)
def contains(a: Any, b: Any) -> Any:
    return b in a


@meaning(operator.countOf, always=True)
def count_of(a: Any, b: Any) -> Any:
    return a.count(b)


@meaning(operator.indexOf, always=True)
def index_of(a: Any, b: Any) -> Any:
    return a.index(b)


@meaning(operator.delitem, always=True)
def delitem(a: Any, b: Any) -> None:
    del a[b]


@meaning(operator.not_, always=True)
def not_(a: Any) -> Any:
    return not a


@meaning(operator.getitem, always=True)
def getitem(a: Any, b: Any) -> Any:
    return a[b]


@meaning(operator.setitem, always=True)
def setitem(a: Any, b: Any, c: Any) -> None:
    a[b] = c


@meaning(operator.iadd, always=True)
def iadd(a: Any, b: Any) -> Any:
    a += b
    return a


@meaning(operator.isub, always=True)
def isub(a: Any, b: Any) -> Any:
    a -= b
    return a


@meaning(operator.imul, always=True)
def imul(a: Any, b: Any) -> Any:
    a *= b
    return a


@meaning(operator.itruediv, always=True)
def itruediv(a: Any, b: Any) -> Any:
    a /= b
    return a


@meaning(operator.ifloordiv, always=True)
def ifloordiv(a: Any, b: Any) -> Any:
    a //= b
    return a


@meaning(operator.imod, always=True)
def imod(a: Any, b: Any) -> Any:
    a %= b
    return a


@meaning(operator.ipow, always=True)
def ipow(a: Any, b: Any) -> Any:
    a **= b
    return a


@meaning(operator.iconcat, always=True)
def iconcat(a: Any, b: Any) -> Any:
    a += b
    return a


@meaning(operator.iand, always=True)
def iand(a: Any, b: Any) -> Any:
    a &= b
    return a


@meaning(operator.ior, always=True)
def ior(a: Any, b: Any) -> Any:
    a |= b
    return a


@meaning(operator.ixor, always=True)
def ixor(a: Any, b: Any) -> Any:
    a ^= b
    return a


if hasattr(operator, "call"):  # Python 3.11

    @meaning(operator.call, always=True)
    def call(function: Any, /, *args: Any, **options: Any) -> Any:
        return function(*args, **options)
