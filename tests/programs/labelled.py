"""Labels and methods that tables have, tried on numbers and arrays, which have them not."""

import numpy as np

from tests.programs.case import Program, positive


def named(y, name):
    try:
        y.name = name
    except AttributeError:
        pass
    return y


def filled(y):
    try:
        y.fillna(0.0, inplace=True)
    except AttributeError:
        y = np.where(np.isnan(y), 0.0, y)
    return y


def beam(tilt, zenith, power):
    projection = named(np.clip(np.cos(tilt) * np.cos(zenith), 0.0, 1.0), "projection")
    return filled(named(power * projection, "beam") / power**2)


def by_method(x):
    try:
        values = x.to_numpy()
    except AttributeError:
        values = np.asarray(x)
    try:
        start = x.index[0]
    except AttributeError:
        start = None
    return np.sum(values**2) if start is None else np.sum(values)


def ways_out(x):
    y = x * 2.0
    try:
        factor = 3.0
        y.units = x
        factor = 5.0
    except (AttributeError, TypeError):
        factor = 4.0
    else:
        factor = 2.0
    finally:
        y = y * x
    return y * factor


def set_by_name(x):
    y = x**2
    try:
        setattr(y, "tag", 3)
    except Exception:
        return y * 2.0
    return y


PROGRAMS = [
    Program(beam, (0.3, 0.7, 2.0), wrt=(0, 1, 2)),
    Program(beam, (positive(3) * 0.3, positive(3) * 0.2, 2.0), wrt=(0, 1, 2), name="beams"),
    Program(beam, (np.float64(0.3), np.array(0.2), positive(3)), wrt=(0, 1, 2), name="mixed_beams"),
    Program(by_method, (positive(3),)),
    Program(by_method, (np.float64(0.4),), name="by_method_of_a_number"),
    Program(ways_out, (positive(3),)),
    Program(ways_out, (0.4,), name="ways_out_of_a_number"),
    Program(set_by_name, (positive(3),)),
]
