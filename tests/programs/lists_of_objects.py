"""Arguments that are lists of objects: picked, compared and sorted by what only the run knows."""

import operator
from dataclasses import dataclass

import numpy as np

from tests.programs.case import Program


@dataclass
class Item:
    """What is packed, and what it is worth."""

    weight: float
    value: float


def by_value(item):
    return item.value


def heaviest(items):
    best = max(items, key=lambda item: item.weight * item.value)
    return best.weight * best.value**2


def by_a_function(items):
    worst = min(items, key=by_value)
    return worst.weight * worst.value


def in_order(items):
    ordered = sorted(items, key=lambda item: item.weight)
    return sum((n + 1) * item.value * item.weight for n, item in enumerate(ordered))


def in_order_of_an_attribute(items):
    ordered = sorted(items, key=operator.attrgetter("value"), reverse=True)
    return ordered[0].weight * ordered[1].value + ordered[2].weight


def by_what_a_function_holds(items, near):
    ordered = sorted(items, key=lambda item: abs(item.weight - near))
    first, second = ordered[:2]
    return first.value * second.weight * near


def packed(items, room):
    total = 0.0
    for item in sorted(items, key=lambda item: item.value / item.weight, reverse=True):
        taken = min(item.weight, room)
        total += taken * item.value / item.weight
        room -= taken
        if room <= 0.0:
            break
    return total * room if room > 0.0 else total


def sorted_in_two_ways(items):
    first = sorted(items, key=lambda item: item.value)
    second = sorted(items, key=lambda item: -item.weight)
    return sum(a.value * b.weight for a, b in zip(first, second, strict=True))


def written_after_one_was_picked(items):
    best = max(items, key=by_value)
    for item in items:
        item.weight = item.weight + best.value
    return sum(item.value * item.weight**2 for item in items) + best.weight


def picked_by_number(items, x):
    item = items[int(x) % len(items)]
    return item.weight * item.value * x


def picked_by_argmax(items):
    place = int(np.argmax([item.value for item in items]))
    return items[place].weight * items[place].value


def picked_in_an_order(items):
    total = 0.0
    for place in np.argsort([item.value for item in items]):
        total = total * 0.5 + items[place].weight * items[place].value
    return total


def tuples_picked_by_number(rows, x):
    a, b = rows[int(x) % len(rows)]
    return a * b * x


def many(items):
    total = 0.0
    for first, second in zip(items, items[1:], strict=False):
        total += first.weight * second.value
    return total


def many_written(items):
    for item in items:
        item.weight = item.weight * item.value
    return sum(item.weight**2 for item in items)


def few_items():
    return [Item(0.3, 1.2), Item(0.9, 0.45), Item(0.5, 2.3)]


def many_items():
    return [Item(0.3 + 0.07 * (7 * n % 20), 1.2 - 0.05 * (3 * n % 20)) for n in range(20)]


PROGRAMS = [
    *(
        Program(function, lambda: (few_items(),))
        for function in (
            heaviest,
            by_a_function,
            in_order,
            in_order_of_an_attribute,
            sorted_in_two_ways,
            written_after_one_was_picked,
            picked_by_argmax,
            picked_in_an_order,
        )
    ),
    Program(by_what_a_function_holds, lambda: (few_items(), 0.55)),
    Program(packed, lambda: (few_items(), 1.1)),
    Program(packed, lambda: (few_items(), 3.0)),
    Program(picked_by_number, lambda: (few_items(), 4.3)),
    Program(tuples_picked_by_number, ([(0.1, 0.2), (0.3, 0.4)], 1.3)),
    *(
        Program(function, lambda: (many_items(),), name=f"{function.__name__}_of_many")
        for function in (heaviest, in_order, picked_by_argmax)
    ),
    Program(many, lambda: (many_items(),)),
    Program(many_written, lambda: (many_items(),)),
]
