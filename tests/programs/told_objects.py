"""Objects in texts: f-strings, `str` and `print` call what their classes say of them."""

from tests.programs.case import Program


class Amount:
    def __init__(self, number, unit="m"):
        self.number, self.unit = number, unit
        self.told = 0

    def __format__(self, form):
        return f"{self.number:{form or '.2f'}} {self.unit}"

    def __repr__(self):
        return f"Amount({self.number!r})"


class Counted(Amount):
    def __str__(self):
        self.told += 1
        return "n" * self.told

    def __iter__(self):
        self.told += 2
        return iter([self.number])


def formatted(x, y):
    one = Amount(x * y, "km")
    text = f"{one:.1f}, {one}, {one!r}"
    return one.number * len(text.split(", ")) + (y if text.startswith("0.9 km") else x)


def texts_that_count(x, y):
    one = Counted(x)
    first = str(one)
    second = f"{one!s:>4}"
    return one.number * len(first) + y**2 * len(second) * one.told


def printed(x, y):
    one, total = Counted(x), 0.0
    for k in range(3):
        total += one.number * y**k
        print(k, one, total)
    return total * one.told


def answers_that_nobody_reads(x, y):
    one = Counted(x)
    f"{one!s}"
    iter(one)
    return x * y * one.told


def told_in_an_error(x, y):
    one = Amount(x)
    try:
        if one.number > y:
            raise ValueError(f"{one} is more than {y:.1f}")
    except ValueError:
        one.number = one.number * y
    return one.number + y


PROGRAMS = [
    Program(one, (1.3, 0.7), wrt=(0, 1))
    for one in (formatted, texts_that_count, printed, answers_that_nobody_reads, told_in_an_error)
]
