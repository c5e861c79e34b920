"""Complex numbers: arithmetic, functions, parts, stores, loops; mixed with real ones."""

import cmath

import numpy as np

from tests.programs.case import Program, positive, signed


def holomorphic_vector(z):
    return z * z + 3.0 / z


def holomorphic_number(z):
    return z**3 - 2j * z


def numpy_number(z):
    return np.exp(z) * z


def squared_modulus(z):
    return np.sum(np.abs(z) ** 2)


def builtin_abs(z):
    return np.sum(abs(z * (1 + 2j)))


def parts(z):
    return np.sum(z.real**2 * z.imag)


def part_functions(z):
    return np.sum(np.real(z) * np.imag(z) ** 2)


def parts_of_a_number(z):
    w = z * z
    return w.real * w.imag + z.real


def imaginary_part_of_real(x):
    return np.sum(x.imag) + np.sum(x.real * x)


def conjugates(z, w):
    return np.sum((z.conj() * w + np.conj(w) * np.conjugate(w) + w.conjugate()).real)


def conjugate_of_a_number(z):
    return (z.conjugate() * z * z).imag


def conjugate_of_real(x, z):
    return np.sum((np.conj(x) * x.conj() * z).real)


def phases(z):
    return np.sum(np.angle(z) * z.real)


def phases_in_degrees(z):
    return np.sum(np.angle(z, deg=True))


def from_parts(x, y):
    z = x + 1j * y
    return np.sum((z**2).real * (1j / z).imag)


def from_polar(r, angle):
    z = r * np.exp(1j * angle)
    return np.sum(np.abs(z - 1.0) ** 2)


def made_by_the_constructor(x, y):
    z = complex(x, y) * complex(y)
    return abs(z * z + complex(0.5, x))


def constructed_from_the_imaginary_part(y):
    z = complex(imag=y, real=2.0)
    return (z**2 + 1 / z).imag


def numpy_scalar_type(x):
    z = np.complex128(x) * (1 + 2j)
    return np.abs(z) ** 2


def cast_to_complex(x):
    z = x.astype(complex)
    z = z * 1j + x
    return np.sum((z * z * z).imag)


def made_complex_by_array(x):
    z = np.array(x, dtype=complex)
    return np.sum(np.exp(1j * z).real)


def array_of_numbers(x, z):
    values = np.array([x * z, z, x])
    return np.sum(np.abs(values) ** 2)


def elementary_functions(z):
    return np.sum((np.sin(z) * np.cosh(z) + np.log(z) * np.sqrt(z) + np.tanh(z) - np.cos(z)).real)


def more_functions(z):
    return np.sum((np.tan(z) * np.sinh(z) + np.log2(z) + np.log10(z) + np.exp2(z)).imag)


def inverse_functions(z):
    w = np.arcsin(z) + 2 * np.arccos(z) + np.arctan(z) * np.arcsinh(z)
    return np.sum((w + np.arccosh(z) * np.arctanh(z)).imag)


def inverse_functions_on_a_cut(x):
    z = x + 0j
    return np.sum((np.arcsin(z) + 2 * np.arccosh(-z) + np.log(-z) * np.sqrt(-z)).imag)


def functions_near_zero(z):
    return np.sum((np.expm1(z) * np.log1p(z) + np.square(z) + np.reciprocal(z)).real)


def powers(z, p):
    return np.sum((z**p + z**2.5 + z**-1 + z**0 + 2.0**z).real)


def power_of_arrays(z, p):
    return np.sum((z**p * np.power(p, z)).real)


def negative_base(x, p):
    return np.sum((x ** (p + 0.5j)).imag)


def python_powers(z, p):
    return abs(z**p + z**3 + 2.0**z + z**0.5)


def python_functions(z):
    w = cmath.exp(z) * cmath.sqrt(z) + cmath.log(z) * cmath.sin(z) - cmath.cosh(z)
    return w.real + (cmath.tan(z) + cmath.asin(z) * cmath.atan(z)).imag


def python_functions_of_real(x):
    return abs(cmath.exp(1j * x) + cmath.sqrt(x - 2.0) + cmath.log(x, 3.0))


def python_phase(z):
    return cmath.phase(z) * abs(z)


def int_then_complex(z):
    s = 0
    for element in z:
        s += element * element
    return abs(s)


def float_then_complex(x, z):
    s = 1.0
    for i in range(len(z)):
        s = s * z[i] + x
    return s.real


def real_in_complex_loop(x, n):
    z = 0j
    for _ in range(n):
        z = z * z * 0.3 + x * (0.2 + 0.1j)
    return z.real**2 + z.imag


def int_then_complex_array(Z):
    s = 0
    for row in Z:
        s = s + row * row[0]
    return np.sum(np.abs(s) ** 2)


def int_then_complex_array_or_not(Z, w):
    s = 0.5
    for row in Z:
        s = s * w + row
    return np.sum(s) + np.sum(Z)


def smooth_escape(c, steps):
    z = 0j
    for k in range(steps):
        z = z * z + c
        if abs(z) > 4.0:
            return k + 1 - np.log2(np.log(abs(z)))
    return abs(z)


def newton_for_a_root(a, steps):
    z = 1.0 + 1.0j
    for _ in range(steps):
        z = z - (z**3 - a) / (3 * z**2)
    return z.real * 2.0 + z.imag


def roots_of_a_quadratic(a, b, c):
    d = cmath.sqrt(b * b - 4 * a * c)
    first, second = (-b + d) / (2 * a), (-b - d) / (2 * a)
    return abs(first) + first.imag * second.real


def impedance(r, inductance, capacitance, w):
    z = r + 1j * w * inductance + 1 / (1j * w * capacitance)
    return np.sum(np.abs(1 / z) ** 2)


def transfer_function(b, a, w):
    s = 1j * w
    above = sum(b[k] * s**k for k in range(3))
    below = sum(a[k] * s**k for k in range(3))
    return np.sum(20 * np.log10(np.abs(above / below)))


def fourier_by_loops(x):
    n = len(x)
    power = 0.0
    for k in range(n):
        s = 0
        for m in range(n):
            s += x[m] * cmath.exp(-2j * cmath.pi * k * m / n)
        power += k * abs(s) ** 2
    return power


def stored_in_place(x):
    z = np.zeros(len(x), dtype=complex)
    for i in range(len(x)):
        z[i] = x[i] * np.exp(1j * x[i])
    z[1:] += z[:-1] * x[0]
    z *= 1j
    return np.sum(np.abs(z) ** 2 * z.real)


def scaled_in_place(z, x):
    z *= x
    z /= 1.0 + x * 1j
    z -= x
    return np.sum((z * z).imag)


def stored_real_and_overwritten(x, w):
    z = np.empty(len(x), dtype=complex)
    z[:] = x
    z[0] = w
    z[1] = 1.5
    return np.sum(np.abs(z * z))


def stored_through_a_view(z):
    v = z[::2]
    v[:] = v * v
    return np.sum((z * 1j).real)


def real_part_written(x, z):
    w = z * 1.0
    w.real[1:] = x[1:] ** 2
    return np.sum(np.abs(w) ** 2)


def real_part_of_written(x):
    z = np.zeros(3, dtype=complex)
    z[:] = x * (1 + 1j)
    z[0] = x[1] * 1j
    return np.sum(z.real * x) + np.sum(np.abs(z) ** 2)


def imaginary_part_of_written(x):
    z = np.zeros(3, dtype=complex)
    z[:] = x * (1 + 1j)
    z[0] = x[1] * 1j
    part = z.imag.copy()
    return np.sum(part**2)


def imaginary_part_read_where_it_changes(x):
    z = np.zeros(3, dtype=complex)
    z[:] = x * (1 + 1j)
    v = z.imag
    s = np.sum(v[1:] ** 2)
    z[1] = x[0] * z[2]
    return s + np.sum(np.imag(z) ** 3) + v[1] * z[1].real


def imaginary_part_written(x):
    z = np.zeros(3, dtype=complex)
    z.imag[:] = x
    return np.sum(np.abs(z * z))


def added_at_repeated_places(z, x):
    h = np.zeros(2, dtype=complex)
    np.add.at(h, np.array([0, 1, 0]), z * x)
    return np.sum(np.abs(h) ** 2)


def gathered(z):
    w = z[[0, 2, 0]] * z[np.array([True, False, True])][0]
    return np.sum(np.abs(w) ** 2)


def chosen(z, x):
    w = np.where(x > 0, z * z, 1j * x)
    return np.sum(np.abs(w) ** 2)


def chosen_with_zero_modulus(z):
    w = np.where(np.abs(z) > 0.1, z / np.abs(z), 0)
    return np.sum((w * z).real)


def joined(x, z):
    w = np.concatenate([x * x, z])
    v = np.stack([z, x])
    return np.sum(np.abs(w) ** 2) + np.sum((v[0] * v[1]).imag)


def reshaped(z):
    w = np.reshape(z, (2, 2)).T
    return np.sum((w * np.roll(w, 1, 0))[::-1].imag)


def summed(Z):
    return np.sum(np.abs(np.sum(Z, axis=0) * np.mean(Z, 1)) ** 2) + np.cumsum(Z[0])[1].real


def broadcast(x, z):
    return np.sum(np.abs(x[:, None] * z + x[0] * z[0]) ** 2)


def scalar_times_vector(a, x):
    return np.sum(np.abs(a * x + 1.0) ** 2)


def list_of_numbers(x):
    values = []
    z = 1.0 + 0.5j
    for k in range(3):
        z = z * x[k] + 1j
        values.append(z)
    return np.sum(np.abs(np.array(values)) ** 2) + values[1].real


def list_of_numbers_updated(z):
    values = [z, z * z, 2j]
    values[0] = values[1] * z
    return abs(values[0] + values[1] * values[2])


def list_of_arrays(z):
    rows = [z]
    for _ in range(2):
        rows.append(rows[-1] * z + 1j)
    return np.sum(np.abs(np.stack(rows)) ** 2)


def sum_of_generated(z):
    return abs(sum(element**2 for element in z))


def helper(z):
    return z / (1 + abs(z) ** 2)


def through_a_helper(z, x):
    return np.sum(np.abs(helper(z * x) + helper(x)) ** 2)


def quantum_phases(psi, energies, t):
    evolved = psi * np.exp(-1j * energies * t)
    overlap = np.sum(np.conj(psi) * evolved)
    return abs(overlap) ** 2


def two_level_evolution(delta, omega, steps):
    up, down = 1.0 + 0j, 0j
    h = 0.05
    for _ in range(steps):
        up_dot = -1j * (delta * up + omega * down)
        down_dot = -1j * (omega * up - delta * down)
        up, down = up + h * up_dot, down + h * down_dot
    return abs(down) ** 2 / (abs(up) ** 2 + abs(down) ** 2)


def single_precision(z):
    return np.sum(np.abs(z * z) ** 2)


def complex_constant_matrix(x, M):
    return np.sum((M * x).imag ** 2)


def while_it_grows(z):
    n = 0
    while abs(z) < 3.0:
        z = z * z + 0.3
        n += 1
    return abs(z) + n


def pair_of_values(z):
    return np.abs(z) ** 2, z * 1j


def complex_and_real(p):
    return p["gain"] * p["pole"].real + abs(p["pole"]) ** 2


def selected_by_test(x):
    if x > 0:
        z = x * 1j
    else:
        z = x * x
    return abs(z + 1.0)


def sign_of_real_part(z):
    return np.sum(np.sign(z.real) * z.imag)


def is_complex(z):
    if np.iscomplexobj(z):
        return np.sum(np.abs(z))
    return np.sum(z)


def polynomial_by_horner(c, z):
    p = 0
    for k in range(len(c)):
        p = p * z + c[k]
    return np.sum(np.abs(p) ** 2)


def lorentzian_fit(center, width, w, data):
    model = width / (width + 1j * (w - center))
    return np.sum(np.abs(model - data) ** 2)


def iterated(z, c, n):
    if n == 0:
        return z
    return iterated(z * z + c, c, n - 1)


def by_recursion(z, c, n):
    return abs(iterated(z, c, n)) ** 2


def turned(x, n):
    if n == 0:
        return x + 0.5j
    return turned(x * 0.8, n - 1) * 1j


def real_through_recursion(x, n):
    return turned(x, n)


def fractal_distance(c, steps):
    z, slope = 0j, 0j
    for _ in range(steps):
        slope = 2 * z * slope + 1
        z = z * z + c
        if abs(z) > 10.0:
            break
    return abs(z) * np.log(abs(z)) / abs(slope)


def argument_becomes_complex(x, n):
    for _ in range(n):
        x = x * 1j + 0.3
    return abs(x) ** 2


def argument_element_becomes_complex(params, n):
    for _ in range(n):
        params["w"] = params["w"] * (0.5 + 1j) + params["b"]
    return abs(params["w"]) ** 2


def argument_becomes_complex_array(x, y):
    x = x * 1j
    x[0] = y
    y = y + x[1]
    return np.sum(np.abs(x) ** 2) + abs(y)


def list_of_powers(z, n):
    values = []
    for k in range(n):
        values.append(z**k)
    return values


def signs_of_zeros(x):
    z = -0.5j * x
    return z, np.exp(-1j * x) * -2j


def swapped(z, w, n):
    for _ in range(n):
        z, w = w * 0.5, z + 1j * w
    return (z * w.conjugate()).imag


def mirrored_in_place(z):
    z[::-1] = z * 1j
    z[0], z[1] = z[1] * z[0], z[0]
    return np.sum(np.abs(z) ** 2 * np.arange(1.0, 4.0))


def accumulated_in_dict(x):
    state = {"z": 0j, "norm": 0.0}
    for k in range(3):
        state["z"] = state["z"] * 0.5 + x[k] * cmath.exp(1j * k * x[k])
        state["norm"] += abs(state["z"]) ** 2
    return state["norm"]


def made_by_a_closure(z, x):
    def phase(t):
        return z * np.exp(1j * t)

    return abs(phase(x) + phase(2 * x).conjugate()) ** 2


X, Y = signed(3), signed(3, start=4)
Z, W = signed(3) + 1j * signed(3, start=2), signed(3, start=5) + 1j * signed(3, start=7)
GRID = signed(2, 3) + 1j * signed(2, 3, start=3)

REFUSED = {"imaginary_part_written"}

PROGRAMS = [
    Program(holomorphic_vector, (Z,)),
    Program(holomorphic_number, (0.7 - 0.4j,)),
    Program(numpy_number, (np.complex128(0.7 - 0.4j),)),
    Program(squared_modulus, (Z,)),
    Program(builtin_abs, (Z,)),
    Program(parts, (Z,)),
    Program(part_functions, (Z,)),
    Program(parts_of_a_number, (0.7 - 0.4j,)),
    Program(imaginary_part_of_real, (X,)),
    Program(conjugates, (Z, W), wrt=(0, 1)),
    Program(conjugate_of_a_number, (0.7 - 0.4j,)),
    Program(conjugate_of_real, (X, Z), wrt=(0, 1)),
    Program(phases, (Z,)),
    Program(phases_in_degrees, (Z,)),
    Program(from_parts, (X, Y), wrt=(0, 1)),
    Program(from_polar, (positive(3), X), wrt=(0, 1)),
    Program(made_by_the_constructor, (0.4, -0.9), wrt=(0, 1)),
    Program(constructed_from_the_imaginary_part, (0.4,)),
    Program(numpy_scalar_type, (np.float64(0.4),)),
    Program(cast_to_complex, (X,)),
    Program(made_complex_by_array, (X,)),
    Program(array_of_numbers, (0.4, 0.3 + 0.2j), wrt=(0, 1)),
    Program(elementary_functions, (Z,)),
    Program(more_functions, (Z,)),
    Program(inverse_functions, (Z,)),
    Program(inverse_functions_on_a_cut, (positive(3) + 1.0,)),
    Program(functions_near_zero, (Z,)),
    Program(powers, (Z, 1.3 - 0.5j), wrt=(0, 1)),
    Program(powers, (Z, 1.3), wrt=(0, 1)),
    Program(power_of_arrays, (Z, positive(3)), wrt=(0, 1)),
    Program(negative_base, (X, Y), wrt=(0, 1)),
    Program(python_powers, (0.7 - 0.4j, 1.5), wrt=(0, 1)),
    Program(python_powers, (0.7 - 0.4j, 1.5 + 0.2j), wrt=(0, 1)),
    Program(python_functions, (0.7 - 0.4j,)),
    Program(python_functions_of_real, (0.6,)),
    Program(python_phase, (-0.7 - 0.4j,)),
    Program(int_then_complex, (Z,)),
    Program(float_then_complex, (0.4, Z), wrt=(0, 1)),
    Program(real_in_complex_loop, (0.8, 4)),
    Program(int_then_complex_array, (GRID,)),
    Program(int_then_complex_array_or_not, (GRID, 0.4 + 0.2j), wrt=(0, 1)),
    Program(int_then_complex_array_or_not, (GRID[:0], 0.4 + 0.2j), wrt=(0, 1)),
    Program(smooth_escape, (0.6 + 0.8j, 12)),
    Program(smooth_escape, (0.1 + 0.2j, 5)),
    Program(newton_for_a_root, (1.0 + 0.6j, 6)),
    Program(roots_of_a_quadratic, (1.2, 0.5, 2.0), wrt=(0, 1, 2)),
    Program(impedance, (0.5, 1.2, 0.8, positive(4)), wrt=(0, 1, 2, 3)),
    Program(transfer_function, (positive(3), positive(3, start=1), positive(4)), wrt=(0, 1, 2)),
    Program(fourier_by_loops, (signed(4),)),
    Program(stored_in_place, (X,)),
    Program(scaled_in_place, (Z, X), wrt=(0, 1)),
    Program(stored_real_and_overwritten, (X, 0.3 - 0.8j), wrt=(0, 1)),
    Program(stored_through_a_view, (Z,)),
    Program(real_part_written, (X, Z), wrt=(0, 1)),
    Program(real_part_of_written, (X,)),
    Program(imaginary_part_of_written, (X,)),
    Program(imaginary_part_read_where_it_changes, (X,)),
    Program(imaginary_part_written, (X,)),
    Program(added_at_repeated_places, (Z, X), wrt=(0, 1)),
    Program(gathered, (Z,)),
    Program(chosen, (Z, X), wrt=(0, 1)),
    Program(chosen_with_zero_modulus, (np.array([0.0, 0.6 - 0.8j, -1.5j]),)),
    Program(joined, (X, Z), wrt=(0, 1)),
    Program(reshaped, (signed(4) + 1j * signed(4, start=2),)),
    Program(summed, (signed(2, 2) + 1j * signed(2, 2, start=3),)),
    Program(broadcast, (X, Z), wrt=(0, 1)),
    Program(scalar_times_vector, (0.4 - 0.3j, X), wrt=(0, 1)),
    Program(list_of_numbers, (X,)),
    Program(list_of_numbers_updated, (0.7 - 0.4j,)),
    Program(list_of_arrays, (Z,)),
    Program(sum_of_generated, (Z,)),
    Program(through_a_helper, (Z, X), wrt=(0, 1)),
    Program(quantum_phases, (Z, X, 0.7), wrt=(0, 1, 2)),
    Program(two_level_evolution, (0.3, 0.9, 5), wrt=(0, 1)),
    Program(single_precision, (Z.astype(np.complex64),), error_scale=1e3),
    Program(complex_constant_matrix, (X, GRID)),
    Program(while_it_grows, (0.7 - 0.6j,)),
    Program(pair_of_values, (Z,)),
    Program(complex_and_real, ({"gain": 0.4, "pole": 0.5 - 0.2j, "n": 3},)),
    Program(selected_by_test, (0.4,)),
    Program(selected_by_test, (-0.4,)),
    Program(sign_of_real_part, (Z,)),
    Program(is_complex, (Z,)),
    Program(is_complex, (X,)),
    Program(by_recursion, (0.3 + 0.1j, 0.2 - 0.4j, 3), wrt=(0, 1)),
    Program(real_through_recursion, (0.7, 3)),
    Program(fractal_distance, (0.5 + 0.6j, 20)),
    Program(argument_becomes_complex, (0.7, 3)),
    Program(argument_becomes_complex, (np.float64(0.7), 3)),
    Program(argument_becomes_complex, (0.7 - 0.2j, 3)),
    Program(argument_element_becomes_complex, ({"w": 0.7, "b": 0.2}, 3)),
    Program(argument_becomes_complex_array, (X, 0.4), wrt=(0, 1)),
    Program(list_of_powers, (0.4 - 0.3j, 3)),
    Program(signs_of_zeros, (np.array([0.4, -0.3]),)),
    Program(swapped, (0.3 + 0.1j, 0.2 - 0.4j, 3), wrt=(0, 1)),
    Program(mirrored_in_place, (Z,)),
    Program(accumulated_in_dict, (X,)),
    Program(made_by_a_closure, (0.3 + 0.1j, 0.7), wrt=(0, 1)),
    Program(polynomial_by_horner, (X, Z), wrt=(0, 1)),
    Program(lorentzian_fit, (0.4, 0.8, signed(5), signed(5) + 1j * positive(5)), wrt=(0, 1, 3)),
]
